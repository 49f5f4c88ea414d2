"""Tables of a text whose cells are parted by tabs, as OCR tools write them: as many cells in every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from converter.reading.layout import Cell, Line, line_of, rows_of_cells
from converter.reading.source import Source

_LEAST_CELLS, _LEAST_LINES = 2, 2
"""Fewer tell no table: two cells are a caption and its value, and one line has no sister."""
_COLUMN, _BETWEEN = 100, 2
"""The width of a column, and what divides the places of neighbouring columns."""
_LEAST_HEADS = 3
"""So many columns with a head has every table of numbers; a total and its class are fewer cells."""
_VALUE = re.compile(r"[-(]?[A-Z]{0,3}[$]?\s?\d[\d,.]*\)?|\(?\d{1,2}\s?[).].*|\d.*\d|[-\u2013\u2014]")
"""What a head is none of: a number, a date, the number of a row."""
_GOES_ON = re.compile(r"[a-z(]")
"""How the first cell of a line begins that goes on with the line above, and is no row of its own."""


def with_columns(source: Source) -> Source:
    """The text with a place for each cell of its tables, and wrapped cells put back, as where spaces lay them out.

    Lines that follow each other and all have as many cells are a table, for its empty cells stand in it too.
    Where one line has more or fewer cells, no column is known.
    """
    lines = list(source.lines)
    for table in _tables(source.lines):
        for row in _rows([lines[index] for index in table]):
            for index, line in row:
                lines[table[index]] = line
    return replace(source, lines=tuple(lines)) if lines != list(source.lines) else source


def _tables(lines: tuple[Line, ...]) -> Iterator[range]:
    """Where the lines of each table stand."""
    for is_parted, block in groupby(range(len(lines)), key=lambda it: "\t" in lines[it].text and not lines[it].places):
        indices = list(block)
        counts = {lines[index].text.count("\t") + 1 for index in indices}
        if is_parted and len(indices) >= _LEAST_LINES and len(counts) == 1 and min(counts) >= _LEAST_CELLS:
            yield range(indices[0], indices[-1] + 1)


def _rows(lines: list[Line]) -> Iterator[list[tuple[int, Line]]]:
    """The lines of each row of a table, by their places in it; those that were taken up by a line above are empty."""
    cells = _with_one_head([_cells(line) for line in lines])
    begins = [index for index, row in enumerate(cells) if not index or _is_row(row)]
    for start, end in pairwise([*begins, len(lines)]):
        whole = zip(range(start, end), lines[start:end], rows_of_cells(cells[start:end]), strict=True)
        yield [(index, line_of(line.page, line.number, row, ocr=line.ocr)) for index, line, row in whole]


def _with_one_head(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The cells of a table with the heads of its columns in one line, wherever in the head each of them is set."""
    count = next((index for index, row in enumerate(cells) if any(_VALUE.fullmatch(cell.text) for cell in row)), 0)
    places = sorted({(cell.left, cell.right) for row in cells[:count] for cell in row})
    if count < 2 or sum(left > 0 for left, _ in places) < _LEAST_HEADS:
        return cells
    heads = [
        Cell(" ".join(cell.text for row in cells[:count] for cell in row if cell.left == left), left, right)
        for left, right in places
    ]
    return [heads, *[[]] * (count - 1), *cells[count:]]


def _is_row(cells: list[Cell]) -> bool:
    return bool(cells) and cells[0].left == 0 and not _GOES_ON.match(cells[0].text)


def _cells(line: Line) -> list[Cell]:
    """The filled cells of a line, each in its column."""
    texts = (text.strip() for text in line.text.split("\t"))
    return [
        Cell(text, _COLUMN * column, _COLUMN * (column + 1) - _BETWEEN) for column, text in enumerate(texts) if text
    ]
