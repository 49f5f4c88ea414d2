"""The binary format of Word 97 to 2003 ([MS-DOC]): pieces of text, and the properties of characters and paragraphs."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from converter.errors import UnreadableInput
from converter.reading.compound import CompoundFile
from converter.reading.limits import MAX_CHARACTERS, within

_MAGIC = 0xA5EC
_WORD_97 = 0x00C1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_COUNTS = 0x4C
"""Where the lengths of the main text, of footnotes and of heads and feet stand."""
_STYLES, _CHARACTERS, _PARAGRAPHS, _PIECES = 0x00A2, 0x00FA, 0x0102, 0x01A2
"""Where the places of these tables stand."""
_COMPRESSED = 0x40000000
_PAGE = 512
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""The length of an operand, by the upper three bits of what it belongs to; 6 tells its own length."""
_TABLE_DEFINITION = 0xD608
_ELSEWHERE = frozenset((0x6646, 0x646B))
"""Properties too long for their place: they stand in the stream of data."""

_DATA_PLACE = 0x6A03
"""Where the data of a field stand in the stream of data."""
_DATA_BYTES = 1_000
"""So much of it is looked at."""
_STYLE = 0
"""Stands for the number of a paragraph's style, among the properties that it has."""
_OF_PARAGRAPHS = 1
_DEEPEST_STYLE = 10
_OF_NO_STYLE = 0xFFF

Properties = dict[int, bytes]
"""Operands by the property that they set."""


class Stretch(NamedTuple):
    """Characters with the same properties, and the place of the first among the bytes."""

    text: str
    start: int
    width: int
    properties: Properties


class WordBinary:
    """The text of a document in stretches, and the properties of its paragraphs."""

    def __init__(self, container: CompoundFile) -> None:
        """Read the tables.

        Raises:
            UnreadableInput: ``not-a-word-file``, ``old-word-file``, ``encrypted-doc``, ``damaged-doc``.
        """
        self._document = container.stream("WordDocument")
        if not self._document:
            raise UnreadableInput(
                "not-a-word-file",
                "The file is a binary Office file, but no Word document.",
                "Give the return itself as PDF, Word, HTML or text.",
            )
        magic, version = self._fields("<HH", 0)
        (flags,) = self._fields("<H", 10)
        if magic != _MAGIC or version < _WORD_97:
            raise UnreadableInput(
                "old-word-file", "The file is of a Word before 1997.", "Save it as a Word document (.docx), or as text."
            )
        if flags & _ENCRYPTED:
            raise UnreadableInput(
                "encrypted-doc", "The Word file needs a password.", "Save it without one, or give its text."
            )
        self._table = container.stream("1Table" if flags & _TABLE_1 else "0Table")
        self._data = container.stream("Data")
        self._pieces = list(self._read_pieces())
        self._characters = _Runs(self._pages(_CHARACTERS, 1))
        self._paragraphs = _Runs(self._pages(_PARAGRAPHS, 13))
        self._styles = list(self._read_styles())

    def _fields(self, layout: str, at: int, content: bytes | None = None) -> tuple[int, ...]:
        try:
            return struct.unpack_from(layout, self._document if content is None else content, at)
        except struct.error as error:
            raise damaged("a table ends too soon") from error

    def from_table(self, at: int, *, and_beyond: bool = False) -> bytes:
        """The table whose place stands at a byte of the head; with what stands behind it, if asked for.

        Raises:
            UnreadableInput: ``damaged-doc``.
        """
        start, length = self._fields("<II", at)
        if not length:
            return b""
        return self._table[start:] if and_beyond else self._table[start : start + length]

    def _read_pieces(self) -> Iterator[tuple[int, int, bool]]:
        """Yield for each piece of text how many characters it has, where they begin, and whether they take one byte."""
        table = self.from_table(_PIECES)
        at = 0
        while table[at : at + 1] == b"\x01":
            at += 3 + self._fields("<H", at + 1, table)[0]
        (length,) = self._fields("<I", at + 1, table)
        count = (min(length, len(table)) - 4) // 12
        if table[at : at + 1] != b"\x02" or count < 1:
            raise damaged("its table of pieces is not where it should be")
        places = self._fields(f"<{count + 1}I", at + 5, table)
        within(places[-1], MAX_CHARACTERS, "characters")
        for index in range(count):
            (start,) = self._fields("<I", at + 5 + 4 * (count + 1) + 8 * index + 2, table)
            narrow = bool(start & _COMPRESSED)
            start &= _COMPRESSED - 1
            characters = places[index + 1] - places[index]
            if characters < 0:
                raise damaged("its pieces are out of order")
            yield characters, start // 2 if narrow else start, narrow

    def _pages(self, at: int, width: int) -> Iterator[tuple[int, int, Properties]]:
        """Yield the runs that a table's pages tell, each with its first and last byte and its properties."""
        table = self.from_table(at)
        count = max(len(table) - 4, 0) // 8
        for number in self._fields(f"<{count}I", 4 * (count + 1), table):
            page = self._document[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            if len(page) < _PAGE:
                raise damaged("a page of properties is missing")
            runs = min(page[-1], (_PAGE - 5) // (4 + width))
            places = self._fields(f"<{runs + 1}I", 0, page)
            for run in range(runs):
                offset = 2 * page[4 * (runs + 1) + width * run]
                found = _of_paragraph(page, offset) if width > 1 else page[offset + 1 : offset + 1 + page[offset]]
                properties = self._of_style_and_own(found) if width > 1 else self._properties(found)
                yield places[run], places[run + 1], properties if offset else {}

    def _of_style_and_own(self, content: bytes) -> Properties:
        """A paragraph's own properties; the number of its style stands before them."""
        return {_STYLE: content[:2], **self._properties(content[2:])}

    def _read_styles(self) -> Iterator[tuple[int, Properties]]:
        """Yield for each style the number of that which it is based on, and what it sets for paragraphs."""
        table = self.from_table(_STYLES)
        if not table:
            return
        length, count, head = self._fields("<HHH", 0, table)
        at = 2 + length
        for _ in range(count):
            (length,) = self._fields("<H", at, table)
            style = table[at + 2 : at + 2 + length]
            at += 2 + length + length % 2
            if len(style) <= head + 2:
                yield _OF_NO_STYLE, {}
                continue
            (kind,) = self._fields("<H", 2, style)
            (name_length,) = self._fields("<H", head, style)
            start = head + 2 + 2 * (name_length + 1)
            size = int.from_bytes(style[start : start + 2], "little")
            sets = style[start + 2 : start + 2 + size] if kind & 0xF == _OF_PARAGRAPHS else b""
            yield kind >> 4, self._of_style_and_own(sets)

    def style(self, paragraph: Properties) -> Properties:
        """What the style of a paragraph sets, and those that it is based on."""
        found: Properties = {}
        number = int.from_bytes(paragraph.get(_STYLE, b""), "little")
        for _ in range(_DEEPEST_STYLE):
            if number >= len(self._styles):
                break
            number, properties = self._styles[number]
            found = properties | found
        return found

    def _properties(self, content: bytes, depth: int = 0) -> Properties:
        found: Properties = {}
        for name, operand in _operands(content):
            found[name] = operand
            if name in _ELSEWHERE and not depth and len(operand) == 4:
                at = int.from_bytes(operand, "little")
                length = int.from_bytes(self._data[at : at + 2], "little")
                found |= self._properties(self._data[at + 2 : at + 2 + length], 1)
        return found

    def stretches(self) -> Iterator[Stretch]:
        """Yield the main text; behind it the notes, and the heads and feet of pages."""
        main, notes, edges = self._fields("<III", _COUNTS)
        left = main + notes + edges
        for characters, start, narrow in self._pieces:
            width = 1 if narrow else 2
            taken = min(characters, left)
            left -= taken
            at, end = start, start + taken * width
            if end > len(self._document):
                raise damaged("a piece of its text is missing")
            while at < end:
                properties, upto = self._characters.at(at)
                upto = max(at + width, min(upto, end))
                text = self._document[at:upto].decode("cp1252" if narrow else "utf-16-le", "replace")
                yield Stretch(text, at, width, properties)
                at = upto

    def data(self, properties: Properties) -> bytes:
        """What characters with these properties refer to in the stream of data: its head, and what follows."""
        at = int.from_bytes(properties.get(_DATA_PLACE, b""), "little")
        return self._data[at : at + _DATA_BYTES] if _DATA_PLACE in properties else b""

    def paragraph(self, at: int) -> Properties:
        """The properties of the paragraph whose mark stands at a byte."""
        return self._paragraphs.at(at)[0]


class _Runs:
    """Runs of bytes with their properties, found by any byte in them."""

    def __init__(self, runs: Iterator[tuple[int, int, Properties]]) -> None:
        self._runs = sorted(runs, key=lambda run: run[0])
        self._starts = [start for start, _, _ in self._runs]

    def at(self, byte: int) -> tuple[Properties, int]:
        """The properties at a byte, and the byte from which on they may be others."""
        index = bisect_right(self._starts, byte) - 1
        if index >= 0 and byte < self._runs[index][1]:
            return self._runs[index][2], self._runs[index][1]
        return {}, self._starts[index + 1] if index + 1 < len(self._starts) else MAX_CHARACTERS * 4


def _of_paragraph(page: bytes, offset: int) -> bytes:
    """The number of a paragraph's style, and its properties."""
    words = page[offset]
    start = offset + 1 if words else offset + 2
    length = 2 * words - 1 if words else 2 * page[min(offset + 1, _PAGE - 1)]
    return page[start : start + length]


def _operands(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(content):
        name = int.from_bytes(content[at : at + 2], "little")
        at += 2
        if name == _TABLE_DEFINITION:
            length = int.from_bytes(content[at : at + 2], "little") - 1
            at += 2
        elif name >> 13 == 6:
            length = content[at]
            at += 1
        else:
            length = _OPERANDS[name >> 13]
        yield name, content[at : at + max(length, 0)]
        at += max(length, 0)


def damaged(reason: str) -> UnreadableInput:
    """The refusal of a document whose structure does not hold."""
    return UnreadableInput(
        "damaged-doc", f"The Word file cannot be read: {reason}.", "Download it again, or give its text."
    )
