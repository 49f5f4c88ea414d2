"""Paragraphs and tables, in whatever format they came, as lines of cells.

A row of a table is one line, and each of its cells stands where its columns are, merged cells
counted in full. Cells of equally many lines side by side make so many lines. A row with one
filled cell, or with a table within a cell, is no row of figures: its contents follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converter.reading.layout import Cell, Line, line_of, rows_of_cells
from converter.reading.limits import MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_DEPTH, MAX_LINES, within
from converter.reading.plain_text import lines_of

_COLUMN = 100
"""The width of a column where nothing tells it."""
_BETWEEN = 2
"""What divides the places of neighbouring columns."""
_WORDS = re.compile(r"\D*[^\W\d_]{2}\D*")
_FIGURE = re.compile(r"[-+(（]? ?(?:[A-Z]{0,3}\$|[A-Z]{3})? ?-?\d[\d,，.]*[)）]?")


@dataclass(slots=True)
class _Row:
    """Cells side by side, with where the document has them."""

    page: int
    number: int
    cells: list[Cell]


@dataclass(slots=True)
class _Box:
    """What holds paragraphs and tables: the document itself, or a cell of a table."""

    left: int = 0
    right: int = 0
    rows: list[_Row] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether it holds paragraphs alone, and no table; the cells that tabs make in a paragraph have no place."""
        return all(row.cells[0].right == 0 for row in self.rows)

    @property
    def texts(self) -> list[str]:
        """Its lines."""
        return [" ".join(cell.text for cell in row.cells) for row in self.rows]


@dataclass(slots=True)
class _Table:
    """An open table: the edges of its columns, the cells of its row, and the columns taken from above."""

    edges: Sequence[int]
    boxes: list[_Box] = field(default_factory=list)
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)

    def edge(self, column: int) -> int:
        """Where a column begins."""
        if column < len(self.edges):
            return self.edges[column]
        return (self.edges[-1] if self.edges else 0) + _COLUMN * (column - max(len(self.edges) - 1, 0))

    def next_column(self) -> int:
        """The next column that no cell from above reaches into."""
        while self.taken.get(self.column):
            self.column += 1
        return self.column

    def next_row(self) -> None:
        """Begin a row: cells from above reach one row less far."""
        self.boxes = []
        self.column = 0


class Blocks:
    """Builds lines from a document's parts, told in their order: text, ends of lines and blocks, tables."""

    def __init__(self) -> None:
        """Begin a document on its first page."""
        self.page = 1
        self.number = 1
        """The place in the source of what is told next: a line of its text, or the count of its blocks."""
        self._document = _Box()
        self._boxes = [self._document]
        self._tables: list[_Table] = []
        self._pieces: list[str] = []
        self._block_number = 0
        self._characters = 0
        self._cells = 0

    def text(self, text: str) -> None:
        """Add to the open block; white space of any length stands for one space."""
        self._characters += len(text)
        within(self._characters, MAX_CHARACTERS, "characters")
        if not self._pieces:
            self._block_number = self.number
        self._pieces.append(text)

    def end_line(self, *, blank: bool = False) -> None:
        """End a line. One without words counts only if it is left ``blank`` on purpose, within a table."""
        words = [" ".join(cell.split()) for cell in "".join(self._pieces).split("\t")]
        self._pieces = []
        cells = [Cell(word, 0, 0) for word in words if word]
        if cells:
            self._add(_Row(self.page, self._block_number, cells))
        elif blank and len(self._boxes) > 1:
            self._add(_Row(self.page, self.number, [Cell("", 0, 0)]))

    def preformatted(self, text: str, number: int) -> None:
        """Add lines as they stand, laid out by spaces; the first has the number ``number`` in the source."""
        self.end_line()
        within(len(text), MAX_CHARACTERS, "characters")
        for line in lines_of(text.replace("\r\n", "\n").split("\n")):
            places = line.places or ((0, 0),) * (line.text.count("\t") + 1)
            cells = [Cell(word.strip(), *place) for word, place in zip(line.text.split("\t"), places, strict=True)]
            if any(cell.text for cell in cells):
                self._add(_Row(self.page, number + line.number - 1, cells))

    def _add(self, row: _Row) -> None:
        self._boxes[-1].rows.append(row)
        within(len(self._boxes[-1].rows), MAX_LINES, "lines")

    def begin_table(self, edges: Sequence[int] = ()) -> None:
        """Open a table, within the open cell if there is one; ``edges`` are those of its columns, if known."""
        self.end_line()
        self._tables.append(_Table(edges))
        within(len(self._tables), MAX_DEPTH, "tables in one another", "too-deep")

    def begin_row(self) -> None:
        """Open a row of the open table."""
        self._tables[-1].next_row()

    def skip_columns(self, count: int) -> None:
        """Leave so many columns of the open row empty."""
        self._tables[-1].column += min(count, MAX_COLUMNS)

    def begin_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Open a cell that reaches over so many columns and rows."""
        self.end_line()
        table = self._tables[-1]
        first = table.next_column()
        columns = max(1, min(columns, MAX_COLUMNS))
        self._cells += 1
        within(first + columns, MAX_COLUMNS, "columns in a table", "too-many-cells")
        within(self._cells, MAX_CELLS, "cells", "too-many-cells")
        for column in range(first, first + columns):
            table.taken[column] = rows
        table.column = first + columns
        self._boxes.append(_Box(table.edge(first), table.edge(first + columns) - _BETWEEN))

    def end_cell(self) -> None:
        """Close the open cell."""
        self.end_line()
        self._tables[-1].boxes.append(self._boxes.pop())

    def end_row(self) -> None:
        """Close the open row and put its cells side by side."""
        self.end_line()
        table = self._tables[-1]
        filled = [box for box in table.boxes if any(cell.text for row in box.rows for cell in row.cells)]
        for row in _side_by_side(filled):
            self._add(row)
        table.boxes = []
        table.taken = {column: rows - 1 for column, rows in table.taken.items() if rows > 1}

    def end_table(self) -> None:
        """Close the open table."""
        self.end_line()
        self._tables.pop()

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the whole document."""
        self.end_line()
        for row in self._document.rows:
            line = line_of(row.page, row.number, row.cells)
            yield line if any(right for _, right in line.places) else replace(line, places=())


def _side_by_side(boxes: list[_Box]) -> list[_Row]:
    if len(boxes) < 2 or not all(box.is_plain for box in boxes):
        return [_placed(row, box) for box in boxes for row in box.rows if any(cell.text for cell in row.cells)]
    first = next(row for row in boxes[0].rows if row.cells[0].text)
    lines = [
        [Cell(text, box.left, box.right) for text, box in zip(texts, boxes, strict=True) if text]
        for texts in zip(*_alike_long([box.texts for box in boxes]), strict=True)
    ]
    return [_Row(first.page, first.number, cells) for cells in rows_of_cells(lines) if cells]


def _alike_long(columns: list[list[str]]) -> list[list[str]]:
    """Cells of equally many lines as they are, blank ones counted; others each as one line."""
    for candidates in (columns, [_stripped(column) for column in columns]):
        if len({len(column) for column in candidates}) == 1:
            return candidates
    if any("" in column for column in columns) or _are_pairs(columns):
        longest = max(map(len, columns))
        return [column + [""] * (longest - len(column)) for column in columns]
    return [[" ".join(column)] for column in columns]


def _are_pairs(columns: list[list[str]]) -> bool:
    """Whether lines of words beside as many lines of figures are what alone has several lines in a row.

    ``Granted`` and ``Lapsed`` in one cell, ``670,000`` and ``-106,125`` in the next.
    """
    several = [index for index, column in enumerate(columns) if len(column) > 1]
    if len({len(columns[index]) for index in several}) != 1:
        return False
    pairs = zip(several[::2], several[1::2], strict=False)
    return len(several) % 2 == 0 and all(
        words and figures == words + 1 and _all(_WORDS, columns[words]) and _all(_FIGURE, columns[figures])
        for words, figures in pairs
    )


def _all(pattern: re.Pattern[str], column: list[str]) -> bool:
    return all(pattern.fullmatch(text) for text in column)


def _stripped(column: list[str]) -> list[str]:
    """A column without the blank lines above and below."""
    filled = [index for index, text in enumerate(column) if text]
    return column[filled[0] : filled[-1] + 1]


def _placed(row: _Row, box: _Box) -> _Row:
    """A row of one cell takes the place of the box that it stands in; cells of an inner table keep theirs."""
    if len(row.cells) > 1 or row.cells[0].right:
        return row
    return _Row(row.page, row.number, [Cell(row.cells[0].text, box.left, box.right)])
