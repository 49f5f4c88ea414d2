"""Packed documents (zip), opened within bounds: no part is unpacked beyond what a return needs."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from converter.errors import LimitExceeded, UnreadableInput
from converter.reading.limits import MAX_PART_BYTES, MAX_PARTS, MAX_RATIO, within

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OF_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)
"""What the standard library raises on damaged or hostile archives: a bad structure, a password, an unknown method."""


class Package:
    """The parts of a packed document, and the relations between them."""

    def __init__(self, content: bytes) -> None:
        """Open a package.

        Raises:
            UnreadableInput: ``damaged-zip``.
            LimitExceeded: ``zip-bomb``.
        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _OF_ZIP as error:
            raise _damaged(str(error)) from error
        self._sizes = {info.filename: info for info in self._archive.infolist()}
        within(len(self._sizes), MAX_PARTS, "parts", "zip-bomb")

    @property
    def contents(self) -> str:
        """How many files it holds, and the names of the first, for a message."""
        names = [name for name in self._sizes if not name.endswith("/")]
        listed = ", ".join(repr(name[:60]) for name in names[:3])
        return f"{len(names)} files ({listed}{', ...' if len(names) > 3 else ''})"

    def has(self, name: str) -> bool:
        """Whether a part is there."""
        return name in self._sizes

    def part(self, name: str) -> etree._Element | None:
        """Parse one part, if it is there. No entity is resolved and nothing is fetched.

        Raises:
            UnreadableInput: ``damaged-zip``.
            LimitExceeded: ``zip-bomb``.
        """
        if name not in self._sizes:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._unpacked(name), parser)
        except (*_OF_ZIP, etree.XMLSyntaxError) as error:
            if isinstance(error, LimitExceeded):
                raise
            raise _damaged(f"{name}: {error}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _damaged(f"{name}: it declares a document type")
        return root

    def _unpacked(self, name: str) -> bytes:
        info = self._sizes[name]
        with self._archive.open(info) as part:
            content = part.read(MAX_PART_BYTES + 1)
        # The sizes that an archive tells of itself are not believed.
        within(len(content), MAX_PART_BYTES, f"bytes in {name}", "zip-bomb")
        within(
            len(content) // max(info.compress_size, 1_000), MAX_RATIO, f"times its packed size in {name}", "zip-bomb"
        )
        return content

    def related(self, name: str, kind: str) -> dict[str, str]:
        """The parts that ``name`` (empty for the package) refers to as ``kind``, by the ids of the references."""
        folder = dirname(name)
        relations = self.part(join(folder, "_rels", f"{name.rpartition('/')[2]}.rels"))
        if relations is None:
            return {}
        return {
            relation.get("Id", ""): normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
            for relation in relations.iter(_RELATIONSHIP)
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        }


def _damaged(reason: str) -> UnreadableInput:
    return UnreadableInput(
        "damaged-zip", f"The packed file cannot be opened ({reason}).", "Download it again, or give its text."
    )
