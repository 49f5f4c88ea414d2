"""Binary Word documents (``.doc``, Word 97 to 2003): paragraphs and tables as lines of cells.

As in the ``.docx``, deleted and hidden text and the codes of fields are not read; tick boxes of a form are, and the
numbers that Word makes itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from converter.reading.blocks import Blocks
from converter.reading.compound import CompoundFile
from converter.reading.doc_fields import is_ticked
from converter.reading.doc_numbers import Numbers
from converter.reading.layout import Line
from converter.reading.runs import LOST
from converter.reading.symbols import plain_symbols
from converter.reading.word_binary import Properties, Stretch, WordBinary

_DELETED, _HIDDEN, _SYMBOL, _RAISED, _IS_DATA = 0x0800, 0x083C, 0x6A09, 0x2A48, 0x0806
_PICTURE = "\x01"
"""Stands in the text for a picture, or for the data of a field of a form."""
_IN_TABLE, _END_OF_ROW, _COLUMNS = 0x2416, 0x2417, 0xD608
_MARK = re.compile("[\r\x07\x0c]")
_BOXES = ("\N{BALLOT BOX}", "\N{BALLOT BOX WITH CHECK}")
_CODE = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x15]*))?\x15")
"""A field: its code, and what it shows."""
_TICK_BOX = re.compile(f"FORMCHECKBOX[^{''.join(_BOXES)}]*(.?)")
_CHARACTERS = {
    **dict.fromkeys(range(0x20), ""),
    0x09: " \t",
    0x0B: "\n",
    0x0E: "\n",
    0x1E: "-",
    0x1F: "",
}
_POINT = 20
_DEEPEST_FIELD = 20


def doc_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of a document; paragraphs count as its lines.

    Raises:
        UnreadableInput: ``damaged-doc``, ``encrypted-doc``, ``old-word-file``, ``not-a-word-file``.
        LimitExceeded: ``file-too-large``, ``too-many-cells``.
    """
    return _Walk(WordBinary(CompoundFile(content))).lines()


class _Walk:
    """Tells a document's paragraphs and rows to what makes lines of them."""

    def __init__(self, document: WordBinary) -> None:
        self._document = document
        self._numbers = Numbers(document)
        self._blocks = Blocks()
        self._blocks.number = 0
        self._pieces: list[str] = []
        self._row: list[list[str]] = [[]]
        """The paragraphs of each cell of the open row."""

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the document."""
        for stretch in self._document.stretches():
            self._tell(stretch)
        if any(self._pieces):
            self._end_paragraph("\r", {})
        self._leave_table()
        return self._blocks.lines()

    def _tell(self, stretch: Stretch) -> None:
        """Add a stretch to the open paragraph, and end the paragraph at each mark in it."""
        at = 0
        for match in _MARK.finditer(stretch.text):
            self._pieces.append(self._shown(stretch.text[at : match.start()], stretch.properties))
            self._end_paragraph(match[0], self._document.paragraph(stretch.start + match.start() * stretch.width))
            at = match.end()
        self._pieces.append(self._shown(stretch.text[at:], stretch.properties))

    def _end_paragraph(self, mark: str, properties: Properties) -> None:
        text = _plain("".join(self._pieces))
        if not _is_on(properties, _END_OF_ROW):
            text = f"{self._numbers.before(properties)} {text}".lstrip(" ")
        self._pieces = []
        self._blocks.number += 1
        if mark == "\x07":
            self._end_cell(text, properties)
        elif _is_on(properties, _IN_TABLE):
            self._row[-1] += text.split("\n")
        else:
            self._leave_table()
            for line in text.split("\n"):
                self._blocks.text(line)
                self._blocks.end_line()
        self._blocks.page += mark == "\x0c"

    def _shown(self, text: str, properties: Properties) -> str:
        """What a stretch shows: nothing if it is deleted or hidden, a symbol for what stands in its place."""
        if _is_on(properties, _DELETED) or _is_on(properties, _HIDDEN):
            return ""
        if _SYMBOL in properties:
            return plain_symbols(chr(int.from_bytes(properties[_SYMBOL][2:4], "little")))
        if _PICTURE in text and _is_on(properties, _IS_DATA):
            ticked = is_ticked(self._document.data(properties))
            return "" if ticked is None else _BOXES[ticked]
        # The mark of a note is no digit of the figure before it.
        return f" {text} " if _is_on(properties, _RAISED) else plain_symbols(text)

    def _end_cell(self, text: str, properties: Properties) -> None:
        if _is_on(properties, _END_OF_ROW):
            self._end_row(_edges(properties.get(_COLUMNS, b"")))
        else:
            self._row[-1] += text.split("\n")
            self._row.append([])

    def _end_row(self, edges: list[int]) -> None:
        blocks = self._blocks
        blocks.begin_table(edges)
        blocks.begin_row()
        for lines in filter(None, self._row):
            blocks.begin_cell()
            for line in lines:
                blocks.text(line)
                blocks.end_line(blank=True)
            blocks.end_cell()
        blocks.end_row()
        blocks.end_table()
        self._row = [[]]

    def _leave_table(self) -> None:
        """Cells without an end of their row are no row of a table: they are told one after the other."""
        for lines in self._row:
            for line in lines:
                self._blocks.text(line)
                self._blocks.end_line()
        self._row = [[]]


def _is_on(properties: Properties, name: int) -> bool:
    return properties.get(name, b"\0")[:1] not in (b"\0", b"")


def _of_field(match: re.Match[str]) -> str:
    """What a field shows; a tick box whose state is not told is lost, not empty."""
    box = _TICK_BOX.search(match[1])
    return (box[1] or LOST) if box else match[2] or ""


def _plain(text: str) -> str:
    """A paragraph without the codes of its fields, and with plain tabs, ends of lines and hyphens."""
    for _ in range(_DEEPEST_FIELD):
        text, count = _CODE.subn(_of_field, text)
        if not count:
            break
    return text.translate(_CHARACTERS)


def _edges(definition: bytes) -> list[int]:
    """Where the columns of a row begin, and where the last one ends, in points from the left edge of the text."""
    count = definition[0] + 1 if definition else 0
    if len(definition) < 1 + 2 * count:
        return []
    edges = [max(edge, 0) // _POINT for edge in struct.unpack_from(f"<{count}h", definition, 1)]
    return edges if edges == sorted(edges) else []
