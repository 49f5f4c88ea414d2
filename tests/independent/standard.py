"""The files behind the addresses of the taxonomy and of the XBRL standard, for readers that have no network."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final
from zipfile import ZipFile

from lxml import etree

from converter import definition
from tests.conftest import CHECKOUT

_ARELLE = find_spec("arelle")
assert _ARELLE is not None and _ARELLE.origin is not None
_STANDARD: Final = Path(_ARELLE.origin).parent / "resources" / "cache"
"""The standard's own schemas, unchanged, as Arelle brings them: ``<scheme>/<host>/<path>``."""


def standard_files() -> Iterator[tuple[str, Path]]:
    """Each file of the standard with its address."""
    for path in _below(_STANDARD):
        scheme, *rest = path.relative_to(_STANDARD).parts
        yield f"{scheme}://{'/'.join(rest)}", path


def taxonomy_files() -> Iterator[tuple[str, Path]]:
    """Each file of the taxonomy with its address."""
    known = definition.load()
    folder = CHECKOUT / "taxonomy" / known.release
    for path in _below(folder):
        yield f"{known.namespace}/{path.relative_to(folder).as_posix()}", path


def packaged_files(package: Path) -> Iterator[tuple[str, bytes]]:
    """Each file of a taxonomy package with the address that the package's own catalog gives it."""
    with ZipFile(package) as files:
        catalog = next(name for name in files.namelist() if name.endswith("META-INF/catalog.xml"))
        for rewrite in etree.fromstring(files.read(catalog)).iterfind("{*}rewriteURI"):
            address, prefix = rewrite.get("uriStartString"), str(rewrite.get("rewritePrefix"))
            assert prefix.startswith("../")  # beside the folder of the catalog
            folder = f"{PurePosixPath(catalog).parent.parent}/{prefix.removeprefix('../')}"
            for name in files.namelist():
                if name.startswith(folder) and not name.endswith("/"):
                    yield f"{address}{name.removeprefix(folder)}", files.read(name)


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.*") if path.suffix in (".xml", ".xsd"))
