"""Where the data files lie: beside the package in a checkout, inside it once installed from a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name


SCHEMAS: Final = _folder("schemas")
"""The folder of the XML Schema and the JSON Schemas."""

TAXONOMY: Final = _folder("taxonomy")
"""The folder of the taxonomy: ``definition``, the dated release, ``META-INF``."""
