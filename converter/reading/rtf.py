"""Rich text (``.rtf``, often named ``.doc``): paragraphs and tables as lines of cells.

As in Word documents, deleted and hidden text and the codes of fields are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from converter.reading.blocks import Blocks
from converter.reading.layout import Line
from converter.reading.limits import MAX_CHARACTERS, MAX_DEPTH, within
from converter.reading.runs import LOST
from converter.reading.symbols import plain_symbols

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)"
)
_LEFT_OUT = frozenset(
    b"fonttbl colortbl stylesheet info pict object fldinst listtable listoverridetable pgdsctbl annotation atnid"
    b" atnauthor nonesttables".split()
)
"""Groups that hold nothing which is shown; those that not every program knows say so themselves."""
_SIGNS = {
    b"tab": " \t",
    b"line": "\n",
    b"emdash": "\N{EM DASH}",
    b"endash": "\N{EN DASH}",
    b"lquote": "\N{LEFT SINGLE QUOTATION MARK}",
    b"rquote": "\N{RIGHT SINGLE QUOTATION MARK}",
    b"ldblquote": "\N{LEFT DOUBLE QUOTATION MARK}",
    b"rdblquote": "\N{RIGHT DOUBLE QUOTATION MARK}",
    b"bullet": "\N{BULLET}",
    b"emspace": " ",
    b"enspace": " ",
    b"~": " ",
    b"_": "-",
    b"-": "",
    b"{": "{",
    b"}": "}",
    b"\\": "\\",
}
_OF_PAGE = {1250: "cp1250", 1252: "cp1252", 950: "big5hkscs", 936: "gb18030", 65001: "utf-8"}
_OF_CHARSET = {0: "cp1252", 134: "gb18030", 136: "big5hkscs"}
_POINT = 20
_CHECK_BOX = 1
_UNTOLD = b"untold"
"""Marks a tick box of which no more is told than that it is one."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    left_out: bool = False
    hidden: bool = False
    raised: bool = False
    encoding: str = "cp1252"
    skip: int = 1
    """How many characters follow a Unicode character for programs that do not know it."""
    table: bytes = b""
    """The table (of fonts, of a field of a form) that is being read."""


@dataclass(slots=True)
class _Row:
    """The open row: its paragraphs by cell, the right edges of its columns, and the cells merged into those before."""

    cells: list[list[str]] = field(default_factory=lambda: [[]])
    edges: list[int] = field(default_factory=list)
    merged: set[int] = field(default_factory=set)


def rtf_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of a document; paragraphs count as its lines.

    Raises:
        LimitExceeded: ``file-too-large``, ``too-deep``, ``too-many-cells``.
    """
    return _Walk().lines(content)


class _Walk:
    """Tells a document's paragraphs and rows to what makes lines of them."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._blocks.number = 0
        self._state = _State()
        self._groups: list[_State] = []
        self._encodings: dict[int, str] = {}
        self._font = 0
        self._pieces: list[str] = []
        self._bytes = b""
        self._skip = 0
        self._row = _Row()
        self._in_table = False
        self._field: dict[bytes, int] = {}
        self._characters = 0

    def lines(self, content: bytes) -> Iterator[Line]:
        """Yield the lines of the document."""
        for match in _TOKEN.finditer(content):
            if match["hex"]:
                self._byte(bytes.fromhex(match["hex"].decode()))
            elif match["text"]:
                self._byte(match["text"])
            elif match["brace"]:
                self._brace(match["brace"])
            elif match["symbol"]:
                self._symbol(match["symbol"])
            elif match["word"]:
                self._word(match["word"], int(match["number"] or 1), bool(match["number"]))
        self._end_paragraph()
        self._leave_table()
        return self._blocks.lines()

    def _byte(self, content: bytes) -> None:
        kept = content[self._skip :]
        self._skip = max(self._skip - len(content), 0)
        self._bytes += kept

    def _show(self, text: str) -> None:
        """Add what is shown, behind the bytes that wait to be decoded."""
        state = self._state
        text = self._bytes.decode(state.encoding, "replace") + text
        self._bytes = b""
        if state.table == b"fldinst" and "FORMCHECKBOX" in text:
            self._field[_UNTOLD] = 1
        if text and not (state.left_out or state.hidden):
            self._characters += len(text)
            within(self._characters, MAX_CHARACTERS, "characters")
            # The mark of a note is no digit of the figure before it.
            self._pieces.append(f" {text} " if state.raised else text)

    def _brace(self, brace: bytes) -> None:
        self._show("")
        if brace == b"{":
            self._groups.append(self._state)
            within(len(self._groups), MAX_DEPTH, "groups in one another", "too-deep")
        elif self._groups:
            outer = self._groups.pop()
            if self._state.table == b"formfield" and outer.table != b"formfield":
                self._end_field()
            if self._state.table == b"fldinst" != outer.table and self._field.pop(_UNTOLD, 0):
                self._pieces.append(f" {LOST} ")
            self._state = outer

    def _end_field(self) -> None:
        """Show the tick box of a form."""
        if self._field.get(b"fftype") == _CHECK_BOX:
            default = self._field.get(b"ffdefres", 0)
            result = self._field.get(b"ffres", default)
            is_ticked = result == 1 or (result not in (0, 1) and default == 1)
            self._pieces.append(" \N{BALLOT BOX WITH CHECK} " if is_ticked else " \N{BALLOT BOX} ")
        self._field = {}

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._state = replace(self._state, left_out=True)
        elif symbol in (b"\n", b"\r"):
            self._end_paragraph()
        elif self._skip:
            self._skip -= 1
        else:
            self._show(_SIGNS.get(symbol, ""))

    def _word(self, word: bytes, number: int, has_number: bool) -> None:
        if word == b"u":
            self._unicode(number)
            return
        self._show("")
        if word in _SIGNS:
            self._show(_SIGNS[word])
        elif word in (b"par", b"sect", b"page"):
            self._end_paragraph()
            self._blocks.page += word == b"page"
        elif word in (b"cell", b"row", b"trowd", b"cellx", b"clmrg", b"intbl", b"pard"):
            self._of_table(word, number)
        else:
            self._set(word, number, has_number)

    def _unicode(self, number: int) -> None:
        # Numbers are signed, of 16 bits; two of them may make one character.
        self._show(plain_symbols(chr(number % 0x10000)))
        self._skip = self._state.skip

    def _set(self, word: bytes, number: int, has_number: bool) -> None:
        """Change what holds within the group."""
        state = self._state
        if word in _LEFT_OUT or word == b"formfield":
            self._state = replace(state, left_out=True, table=word)
        elif state.table == b"formfield" and word.startswith(b"ff"):
            self._field[word] = number if has_number else 1
        elif word in (b"v", b"deleted"):
            self._state = replace(state, hidden=number != 0)
        elif word in (b"super", b"sub"):
            self._state = replace(state, raised=number != 0)
        elif word == b"plain":
            self._state = replace(state, raised=False, hidden=False)
        elif word == b"nosupersub":
            self._state = replace(state, raised=False)
        elif word == b"uc" and has_number:
            self._state = replace(state, skip=number)
        else:
            self._set_encoding(word, number)

    def _set_encoding(self, word: bytes, number: int) -> None:
        if word == b"ansicpg" and number in _OF_PAGE:
            self._state = replace(self._state, encoding=_OF_PAGE[number])
        elif word == b"f":
            self._font = number
            if self._state.table != b"fonttbl":
                self._state = replace(self._state, encoding=self._encodings.get(number, self._state.encoding))
        elif word == b"fcharset" and number in _OF_CHARSET:
            self._encodings[self._font] = _OF_CHARSET[number]

    def _of_table(self, word: bytes, number: int) -> None:
        if word == b"trowd":
            self._row.edges, self._row.merged = [], set()
        elif word == b"clmrg":
            self._row.merged.add(len(self._row.edges))
        elif word == b"cellx":
            self._row.edges.append(max(number, 0) // _POINT)
        elif word == b"intbl":
            self._in_table = True
        elif word == b"pard":
            self._in_table = False
        elif word == b"cell":
            self._in_table = True
            self._end_paragraph()
            self._row.cells.append([])
        else:
            self._end_row()

    def _end_paragraph(self) -> None:
        self._show("")
        # Halves of characters beyond 16 bits come one by one.
        text = "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._pieces = []
        self._blocks.number += 1
        if self._in_table:
            self._row.cells[-1] += text.split("\n")
            return
        self._leave_table()
        for line in text.split("\n"):
            self._blocks.text(line)
            self._blocks.end_line()

    def _end_row(self) -> None:
        row, blocks = self._row, self._blocks
        blocks.begin_table([0, *row.edges] if row.edges == sorted(row.edges) else [])
        blocks.begin_row()
        for index, lines in enumerate(row.cells[:-1]):
            blocks.begin_cell()
            for line in lines if index not in row.merged else []:
                blocks.text(line)
                blocks.end_line(blank=True)
            blocks.end_cell()
        blocks.end_row()
        blocks.end_table()
        self._row = _Row(edges=row.edges, merged=row.merged)

    def _leave_table(self) -> None:
        """Cells without an end of their row are no row of a table: they are told one after the other."""
        for lines in self._row.cells:
            for line in lines:
                self._blocks.text(line)
                self._blocks.end_line()
        self._row.cells = [[]]
