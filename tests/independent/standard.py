"""The files behind the addresses of the taxonomy and of the XBRL standard, for readers that have no network."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from converter import definition
from tests.conftest import CHECKOUT

_ARELLE = find_spec("arelle")
assert _ARELLE is not None and _ARELLE.origin is not None
_STANDARD: Final = Path(_ARELLE.origin).parent / "resources" / "cache"
"""The standard's own schemas, unchanged, as Arelle brings them: ``<scheme>/<host>/<path>``."""


def files() -> Iterator[tuple[str, Path]]:
    """Each file with its address."""
    for path in _below(_STANDARD):
        scheme, *rest = path.relative_to(_STANDARD).parts
        yield f"{scheme}://{'/'.join(rest)}", path
    known = definition.load()
    folder = CHECKOUT / "taxonomy" / known.release
    for path in _below(folder):
        yield f"{known.namespace}/{path.relative_to(folder).as_posix()}", path


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.*") if path.suffix in (".xml", ".xsd"))
