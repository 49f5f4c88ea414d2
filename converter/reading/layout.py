"""Text laid out with spaces (``pdftotext -layout``): lines to cells with horizontal places.

A run of three spaces or more divides cells. A cell may be wrapped: its further lines stand
below it, each aligned with the cell it continues. Wrapped lines are put back, so that a
caption stands in one piece, and every cell keeps its place across the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_GAP = re.compile(r" {3,}")
_CELL = re.compile(r"\S+(?: \S+)*")
_WRAPPED = re.compile(
    r"(?:[a-z]|\((?:dd|if |i\.e|State|decrease\)))(?:\D|(?:(?<=\b[A-E])|(?<=\b[A-E][A-E]))[12]\b|(?<=\(Note )\d\))*$"
    r"|currency\b|\((?:Note ?|[註注])\d\)$|[:：]$"
)
"""How a wrapped piece looks: it goes on in lower case or in brackets, and holds no figure but a price.

The letter of a sum is no figure, nor is a note: ``(i.e. Total of AA1 to EE1)``, ``issuable (Note 1)``.
"""
_OPEN_END = re.compile(r"\b(?:of|the|and|for|to|in|by|on|under|an?|at|from)$|[&,]$|[^\W\d] ?/$")
"""No text ends so."""
_CLOSES = re.compile(r"[^()]*\)")
_BEFORE_AMOUNT = re.compile(r"(?:\$|HKD|USD|RMB|CNY|港[幣币]|人民[幣币]|currency|[貨货][幣币])$")
"""An amount is to come."""
_AMOUNT = re.compile(r"(?:[A-Z]{0,3}\$|[A-Z]{3}|港[幣币]|人民[幣币])? ?\d")
_COLUMN_MARK = re.compile(r"(?<=[^\W_]) (?:[A-Z]{0,3}\$|HKD|USD|RMB|CNY|港[幣币元]|人民[幣币])$")
"""A currency one space behind words: where the next cell is an amount, it stands in the column between them."""
_COLUMN_DATE = re.compile(r"(?<!\bof)(?<!\bon)(?<!\bdated)(?<=\S) \d{1,2} [A-Z][a-z]{2,8} \d{4}$")
_LARGE = re.compile(r"[-(]?\d{1,3}(?:[,.]\d{3})+|[-(]?\d{5}")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,.])")
_CUT = re.compile(
    r"[-(]?(?:[A-Z]{0,3}\$|[A-Z]{3})? ?\d{1,3}(?:,\d{3})*(?:\n,\d{3}|,\n\d{3}|,\d\n\d{2}|,\d{2}\n\d)(?:,\d{3})*"
    r"(?:\.\d+)?\)?"
    r"|(?:(?:[A-Z]{0,3}\$|[A-Z]{3}) ?\d{1,3}(?:,\d{3})*|\d{1,3}(?:,\d{3})+)\.\n\d+"
)
"""A figure too long for its column, and what stands below it: only both together are a number in groups of three.

No amount ends with its point.
"""
_INDENT = " " * 8
"""So far a line is indented only where it stands in a column of a table."""
WIDE = "（），：；！？"
"""The wide punctuation of Chinese that texts keep."""
NARROW = str.maketrans(WIDE, "(),:;!?")
"""What stands in its place where figures and captions are looked for: character for character."""
_WIDE_COMMA = re.compile(r"(?<=\d)，(?=\d{3})")
_HIDDEN = str.maketrans(WIDE, "".join(map(chr, range(0xE000, 0xE000 + len(WIDE)))))
_SHOWN = {hidden: wide for wide, hidden in zip(WIDE, _HIDDEN.values(), strict=True)}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Soft hyphens, spaces and joiners without width, marks of direction: they stand in words and numbers unseen."""
_ALIGNED = 2
_SISTER = 16


class Cell(NamedTuple):
    """One cell of a line: its text, and where it begins and ends across the page."""

    text: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; cells are divided by tabs. ``page`` and ``number`` count from 1.

    ``places`` tells where each cell begins and ends across the page, where the source tells it:
    in points, columns of characters or hundredths of a table's column, alike within one source.
    ``ocr`` tells that the line was a picture, and was read by OCR.
    """

    page: int
    number: int
    text: str
    places: tuple[tuple[int, int], ...] = ()
    ocr: bool = False


@dataclass(slots=True)
class _Row:
    """One line of cells, and the places that its wrapped pieces have filled."""

    index: int
    cells: list[Cell]

    def take(self, pieces: list[Cell]) -> bool:
        """Put wrapped pieces behind the cells that they continue; tell whether all fitted."""
        if len(self.cells) < 2:
            return False
        targets = self._cells_above(pieces)
        if None in targets or not all(
            goes_on(self.cells[target or 0].text, piece.text) and not self._ends_in_date(target or 0)
            for piece, target in zip(pieces, targets, strict=True)
        ):
            return False
        for piece, target in zip(pieces, targets, strict=True):
            cell = self.cells[target or 0]
            text = self._continued(target or 0, piece.text)
            self.cells[target or 0] = Cell(text, cell.left, max(cell.right, piece.right))
        return True

    def _ends_in_date(self, place: int) -> bool:
        """Whether a cell ends in a date before a number: it stands in the column between them, and nothing goes on."""
        of_next = place + 1 < len(self.cells) and self.cells[place + 1].text[:1].isdigit()
        return of_next and _COLUMN_DATE.search(self.cells[place].text) is not None

    def _continued(self, place: int, piece: str) -> str:
        """A cell's text with a piece behind it, or before the currency that is the next cell's."""
        text = self.cells[place].text
        mark = _COLUMN_MARK.search(text)
        of_next = place + 1 < len(self.cells) and _LARGE.match(self.cells[place + 1].text)
        if mark and of_next and (_YEAR.match(piece) or not _AMOUNT.match(piece)):
            return f"{text[: mark.start()]} {piece}{mark[0]}"
        return text + ("" if _is_cut(text, piece) else " ") + piece

    def _cells_above(self, pieces: list[Cell]) -> list[int | None]:
        """The first cell that each piece begins, is centred or ends below, if it is no sister, which begins alike."""
        aligned: dict[int, int] = {}
        for place, cell in enumerate(self.cells):
            for left in range(cell.left - _ALIGNED, cell.left + _ALIGNED + 1):
                aligned.setdefault(left, place)
        above = (aligned[piece.left] if piece.left in aligned else self._middle_or_end_above(piece) for piece in pieces)
        return [
            None if place is None or self.cells[place].text[:_SISTER] == piece.text[:_SISTER] else place
            for piece, place in zip(pieces, above, strict=True)
        ]

    def _middle_or_end_above(self, piece: Cell) -> int | None:
        middle = piece.left + piece.right
        for place, cell in enumerate(self.cells):
            if abs(cell.left + cell.right - middle) <= 2 * _ALIGNED:
                return place
        ends = (abs(cell.right - piece.right) <= _ALIGNED for cell in self.cells)
        return next((place for place, found in enumerate(ends) if found), None)


def goes_on(cell: str, piece: str) -> bool:
    """Whether a piece continues a cell: by how it begins, or because the cell cannot have ended where it does."""
    if not cell.isascii():
        cell, piece = unicodedata.normalize("NFKC", cell), unicodedata.normalize("NFKC", piece)
    if _WRAPPED.match(piece) or _is_cut(cell, piece):
        return True
    if _OPEN_END.search(cell) or (_BEFORE_AMOUNT.search(cell) and _AMOUNT.match(piece)):
        return True
    is_open = cell.count("(") > cell.count(")")
    return is_open and _CLOSES.match(piece) is not None


def _is_cut(cell: str, piece: str) -> bool:
    """Whether a figure was cut at the edge of its column, and goes on below."""
    return _CUT.fullmatch(f"{cell}\n{piece}") is not None


def one_form(text: str) -> str:
    """The text in the one form (NFKC) that stands for all that look alike, without characters that do not show.

    The wide punctuation of Chinese stays as printed, but for a comma within a number.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(_HIDDEN)).translate(_SHOWN)
    return _INVISIBLE.sub("", _WIDE_COMMA.sub(",", text))


def line_of(page: int, number: int, cells: Sequence[Cell], *, ocr: bool = False) -> Line:
    """Make a line of cells, its characters in their one form."""
    # A space before the border tells that no word was cut there.
    words = " \t".join(one_form(cell.text) for cell in cells)
    return Line(page, number, words, tuple((cell.left, cell.right) for cell in cells), ocr)


def is_laid_out(line: str) -> bool:
    """Whether a line is divided or indented by spaces and by nothing else."""
    return "\t" not in line and (line.startswith(_INDENT) or _GAP.search(line.strip()) is not None)


def rows_of_cells(lines: list[list[Cell]]) -> list[list[Cell]]:
    """Lines of cells with every wrapped piece put back behind the cell that it continues.

    A line that was taken up elsewhere is left empty, so that the lines keep their numbers.
    """
    result: list[list[Cell]] = []
    last: _Row | None = None
    for index, cells in enumerate(lines):
        if last is not None and last.take(cells):
            result.append([])
            continue
        last = _Row(index, cells) if len(cells) > 1 else None
        result.append(cells)
    return result


def _cells_of(line: str, *, double: bool) -> list[Cell]:
    """The cells of a line; ``double`` tells that a wide character, as Chinese is, takes two columns."""
    found = [match.span() for match in _CELL.finditer(line)]
    if not double or line.isascii():
        return [Cell(line[start:end], start, end) for start, end in found]
    columns = [0, *accumulate(2 if unicodedata.east_asian_width(it) in "WF" else 1 for it in line)]
    return [Cell(line[start:end], columns[start], columns[end]) for start, end in found]


def _takes_two_columns(lines: list[str]) -> bool:
    """Whether a wide character takes two columns: whether more cells of lines that follow each other then align.

    Text makers differ: some lay out by what a screen shows, others by the number of characters.
    """
    if all(line.isascii() for line in lines):
        return False
    return _aligned(lines, double=True) > _aligned(lines, double=False)


def _aligned(lines: list[str], *, double: bool) -> int:
    """How many cells begin or end where a cell of the line before begins or ends; each line's first tells nothing."""
    found = 0
    above: list[Cell] = []
    for line in lines:
        cells = _cells_of(line, double=double)[1:] if "\t" not in line and is_laid_out(line) else []
        lefts, rights = {cell.left for cell in above}, {cell.right for cell in above}
        found += sum(cell.left in lefts or cell.right in rights for cell in cells)
        above = cells
    return found


def rows_of(lines: list[str]) -> dict[int, list[Cell]]:
    """The cells of every laid-out line, by the line's index; a line that was taken up elsewhere has none.

    Lines that are not laid out and continue nothing are not in the result.
    """
    rows: dict[int, list[Cell]] = {}
    last: _Row | None = None
    double = _takes_two_columns(lines)
    for index, line in enumerate(lines):
        if not line.strip() or "\t" in line:
            last = last if not line.strip() and last is not None and index - last.index == 1 else None
            continue
        cells = _cells_of(line, double=double)
        if last is not None and last.take(cells):
            rows[index] = []
        elif is_laid_out(line):
            last = _Row(index, cells)
            rows[index] = last.cells
        else:
            last = None
    return rows
