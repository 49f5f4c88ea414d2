"""Lines of text, laid out by spaces or not, with the markup of markdown or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.reading.layout import Line, line_of, rows_of
from converter.reading.markup import BREAK, plain_line

_PIPE = re.compile(r"(?<!\\)\|")


def lines_of(raw_lines: list[str], page: int = 1) -> Iterator[Line]:
    """Yield each line as printed, numbered from 1; cells are found where spaces lay them out.

    A row of a table whose cells are broken into equally many lines makes so many lines of the same number.
    """
    numbered = [(number, row) for number, raw in enumerate(raw_lines, start=1) for row in _rows(raw.replace("\f", ""))]
    plain_lines = [plain_line(row) for _, row in numbered]
    rows = rows_of(plain_lines)
    for index, (number, _) in enumerate(numbered):
        cells = rows.get(index)
        yield Line(page, number, plain_lines[index]) if cells is None else line_of(page, number, cells)


def _rows(raw: str) -> list[str]:
    """The rows that a row of a markdown table shows: more than one if each of its filled cells has so many lines."""
    if "|" not in raw or not BREAK.search(raw):
        return [raw]
    cells = [BREAK.split(cell) for cell in _PIPE.split(raw.strip())]
    counts = {len(cell) for cell in cells if any(line.strip() for line in cell)}
    if len(counts) != 1:
        return [raw]
    (count,) = counts
    filled = [cell if len(cell) == count else [""] * count for cell in cells]
    return ["|".join(rows) for rows in zip(*filled, strict=True)]
