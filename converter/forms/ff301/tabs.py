"""Tables of a text whose cells are parted by tabs, as OCR tools write them: as many cells in every line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from converter.forms.dates import parse_date
from converter.reading.layout import Cell, Line, goes_on, line_of, rows_of_cells
from converter.reading.source import Source

_LEAST_CELLS, _LEAST_LINES = 2, 2
"""Fewer tell no table: two cells are a caption and its value, and one line has no sister."""
_COLUMN, _BETWEEN = 100, 2
"""The width of a column, and what divides the places of neighbouring columns."""
_CLASS_HEAD = re.compile(r"\d{1,2}\s?\. ?(?:(?:Class|Type) of|股份)")
_LEAST_HEADS = 3
"""So many columns with a head has every table of numbers; a total and its class are fewer cells."""
_VALUE = re.compile(r"[-(]?[A-Z]{0,3}[$]?\s?\d[\d,.]*\)?|\(?\d{1,2}\s?[).].*|\d.*\d|[-\u2013\u2014]")
"""What a head is none of: a number, a date, the number of a row."""
_GOES_ON = re.compile(r"[a-z(]")
"""How the first cell of a line begins that goes on with the line above, and is no row of its own."""
_PIECE = re.compile(r"_?\d{1,4}(?: [A-Z][a-z]+)?|[A-Z][a-z]+(?: \d{4})?|[\d 年月日]{1,12}")
"""A piece of a date that a narrow column wraps: its day, its month, its year."""
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
_MOST_PIECES = 3
_DESCRIPTION = re.compile(r"Description|[說说]明")


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
    cells = _with_whole_dates(_with_one_head(_from_the_foot([_cells(line) for line in lines])))
    for start, end in pairwise([*_beginnings(cells), len(lines)]):
        whole = zip(
            range(start, end), lines[start:end], rows_of_cells(_with_description(cells[start:end])), strict=True
        )
        yield [(index, line_of(line.page, line.number, row, ocr=line.ocr)) for index, line, row in whole]


def _beginnings(cells: list[list[Cell]]) -> Iterator[int]:
    """Where rows begin: each line with a first cell, if that does not go on with the one above."""
    caption = ""
    for index, row in enumerate(cells):
        first = row[0].text if row and row[0].left == 0 else ""
        wrapped = _GOES_ON.match(first) or (len(row) == 1 and caption and goes_on(caption, first))
        if not index or (first and not wrapped):
            caption = ""
            yield index
        caption = f"{caption} {first}".strip()


def _with_whole_dates(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The cells with each date that stands in one column of two or three lines in the first of them."""
    columns = [{cell.left: cell for cell in row} for row in cells]
    for index, row in enumerate(columns):
        for left, cell in list(row.items()):
            below = [it.get(left) for it in columns[index : index + _MOST_PIECES]]
            count, text = _date_of(below)
            if count:
                row[left] = Cell(text, cell.left, cell.right)
                for taken in columns[index + 1 : index + count]:
                    del taken[left]
    return [sorted(row.values(), key=lambda cell: cell.left) for row in columns]


def _date_of(cells: list[Cell | None]) -> tuple[int, str]:
    """How many of some cells, one below the other, hold a date in pieces, and that date; none if it is no date."""
    pieces = [cell.text.strip("_") for cell in takewhile(lambda it: it and _PIECE.fullmatch(it.text), cells) if cell]
    for count in range(len(pieces), 1, -1):
        text = " ".join(pieces[:count])
        if _DATE.fullmatch(text) and parse_date(text):
            return count, text
    return 0, ""


def _with_description(row: list[list[Cell]]) -> list[list[Cell]]:
    """A row whose description wraps, with the words that stand alone below it put behind it."""
    at = next((it for it, cell in enumerate(row[0][:-1]) if _DESCRIPTION.fullmatch(cell.text)), None)
    if at is None:
        return row
    head, rest = list(row[0]), [*row[1:]]
    for index, below in enumerate(rest):
        if len(below) == 1 and below[0].left == head[at + 1].left:
            head[at + 1] = Cell(f"{head[at + 1].text} {below[0].text}", head[at + 1].left, head[at + 1].right)
            rest[index] = []
    return [head, *rest]


def _from_the_foot(cells: list[list[Cell]]) -> list[list[Cell]]:
    """The cells of the head of a class that are set at their foot, with what stands above them put before them."""
    if (
        len(cells) < 2
        or not cells[0]
        or cells[0][0].left == 0
        or not cells[1]
        or not _CLASS_HEAD.match(cells[1][0].text)
    ):
        return cells
    found: list[list[Cell]] = []
    above: dict[int, str] = {}
    for row in cells:
        if row and row[0].left:
            above |= {cell.left: f"{above.get(cell.left, '')} {cell.text}".strip() for cell in row}
            found.append([])
            continue
        put = [Cell(f"{above.pop(cell.left, '')} {cell.text}".strip(), cell.left, cell.right) for cell in row]
        if above:
            return cells
        found.append(put)
    return cells if above else found


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


def _cells(line: Line) -> list[Cell]:
    """The filled cells of a line, each in its column."""
    texts = (text.strip() for text in line.text.split("\t"))
    return [
        Cell(text, _COLUMN * column, _COLUMN * (column + 1) - _BETWEEN) for column, text in enumerate(texts) if text
    ]
