"""Tables of markdown: rows of cells between strokes, a head and a rule (``|---|---|``) of as many cells first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from converter.reading.blocks import Blocks
from converter.reading.layout import Line
from converter.reading.markup import BREAK, plain_text

_BORDER = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
_MARKED = re.compile(r"[(（]?\d{1,2}[)）.]{1,2} ?\S.*(?:[^\W\d_]{2}|[\u4e00-\u9fff])")
_WORD = re.compile(r"[^\W\d_]{3}|[\u4e00-\u9fff]{2}")
_WORDS = re.compile(r"[^\W\d_].* [^\W\d_]{2}|[\u4e00-\u9fff]{3}|股")
_SAYS_NO_FIGURE = re.compile(
    r"(?:not (?:applicable|available)|不[適适]用|to be|pending|see|refer|as (?:above|per)|請?[見参參])", re.IGNORECASE
)
"""How words begin that fill a cell for a figure: they may well stand in two cells side by side."""


def rows_by_number(raw_lines: Sequence[str]) -> dict[int, list[Line]]:
    """The lines that each row of the tables among some lines makes, by its number, from 1; a rule makes none.

    A row of more or fewer cells than its table has lost a border somewhere, and is not among them: it is
    a line like others, without places.
    """
    rows: dict[int, list[Line]] = {}
    index = 1
    while index < len(raw_lines):
        width = len(_cells(raw_lines[index])) if _is_rule(raw_lines[index]) else 0
        if width and len(_cells(raw_lines[index - 1])) == width:
            end = next((it for it in range(index, len(raw_lines)) if "|" not in raw_lines[it]), len(raw_lines))
            whole = [it for it in range(index - 1, end) if len(_cells(raw_lines[it])) == width]
            rows |= {it + 1: [] for it in whole}
            for line in _table_lines(raw_lines, whole):
                rows[line.number].append(line)
            index = end
        index += 1
    return rows


def _table_lines(raw_lines: Sequence[str], whole: Iterable[int]) -> Iterator[Line]:
    """The lines of a table's rows on page 1, with a place for each cell."""
    blocks = Blocks()
    blocks.begin_table()
    above: list[str] = []
    for index in whole:
        if not _is_rule(raw_lines[index]):
            cells = _cells(raw_lines[index])
            _add_row(blocks, index + 1, _without_those_above(cells, above))
            above = cells
    blocks.end_table()
    # Some tools cut words at borders: a caption is looked for across them.
    return (replace(line, text=line.text.replace(" \t", "\t")) for line in blocks.lines())


def _is_rule(raw: str) -> bool:
    return "|" in raw and _RULE.fullmatch(raw.strip()) is not None


def _cells(raw: str) -> list[str]:
    """The cells of a row; a stroke at either end is no border."""
    cells = [cell.strip() for cell in _BORDER.split(raw.strip())]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


def _add_row(blocks: Blocks, number: int, cells: list[str]) -> None:
    blocks.number = number
    for row in _rows_in_one([_printed(cell) for cell in cells]):
        _add_cells(blocks, _broken_alike(row))


def _rows_in_one(cells: list[list[str]]) -> list[list[list[str]]]:
    """The rows that a tool has put into one: as many numbers as lines in every other filled cell begin the first."""
    marks = [index for index, line in enumerate(cells[0]) if _MARKED.match(line)]
    filled = [cell for cell in cells[1:] if any(cell)]
    if len(marks) < 2 or marks[0] or not filled or any(len(cell) != len(marks) for cell in filled):
        return [cells]
    return [
        [cells[0][start:end], *([cell[index]] if any(cell) else [""] for cell in cells[1:])]
        for index, (start, end) in enumerate(pairwise([*marks, len(cells[0])]))
    ]


def _add_cells(blocks: Blocks, cells: list[list[str]]) -> None:
    blocks.begin_row()
    for lines, alike in groupby(cells):
        count = len(list(alike))
        columns = count if _spans(" ".join(lines), count == len(cells)) else 1
        for _ in range(count // columns):
            blocks.begin_cell(columns)
            for line in lines:
                blocks.text(line)
                blocks.end_line(blank=True)
            blocks.end_cell()
    blocks.end_row()


def _without_those_above(cells: list[str], above: list[str]) -> list[str]:
    """A row without the cells that reach down from the row above, which some tools repeat in each row.

    The row above has the same mark and the same words, and most of its other cells.
    """
    if not above or cells[0] != above[0] or not _MARKED.match(cells[0]):
        return cells
    other = sum(cell != over for cell, over in zip(cells, above, strict=True))
    alike = sum(cell == over != "" for cell, over in zip(cells, above, strict=True))
    if not 0 < other < alike:
        return cells
    return ["" if cell == over else cell for cell, over in zip(cells, above, strict=True)]


def _printed(cell: str) -> list[str]:
    """The lines of a cell, without markup."""
    return [plain_text(line).replace("\t", " ").strip() for line in BREAK.split(cell)]


def _broken_alike(cells: list[list[str]]) -> list[list[str]]:
    """Cells whose lines belong together: those of several lines have as many. The lines of others tell nothing."""
    if len({len(lines) for lines in cells} - {1}) == 1:
        return cells
    return [[" ".join(lines).strip()] for lines in cells]


def _spans(text: str, whole_row: bool) -> bool:
    """Whether a text that stands in columns side by side is one cell, which some tools repeat in each of them.

    Equal figures are figures of their own, and so are words that stand for one.
    """
    if whole_row:
        return _WORD.search(text) is not None
    return _WORDS.search(text) is not None and not _SAYS_NO_FIGURE.match(text)
