"""What stands below a caption in its own column, where tabs part the cells and each line of a cell is a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.forms.reading import Reading
from converter.forms.text import Segment, Span

_LEAST_BORDERS = 2
_NOTE = re.compile(r"\s*(?:[(（]\s*(?:Note|[註注])\s*)?\d\s*[)）]|\s*[(（]\s*(?:Note|[註注])\s*$", re.IGNORECASE)


def cells_below(reading: Reading, segment: Segment, row: list[Segment]) -> list[Span]:
    """What is printed behind a caption in its cell, and in the cells below up to the row's next caption in that column.

    The mark of its note is left out. Nothing where the lines have not all as many cells: no column is known then.
    """
    form = reading.form
    column, start = form.cell(segment.caption.start), segment.caption.end
    next_ones = (it.caption.start for it in row if it.caption.start > start and form.cell(it.caption.start) == column)
    end = min(next_ones, default=row[-1].body.end)
    lines = list(_lines(reading, Span(segment.caption.start, end)))
    borders = {form.text.count("\t", *line) for line in lines if form.text[line.start : line.end].strip()}
    if len(borders) != 1 or min(borders) < _LEAST_BORDERS or form.place(segment.caption.start) is not None:
        return []
    cells = [_cell(form.text, line, column) for line in lines]
    kept = [Span(max(cell.start, start), min(cell.end, end)) for cell in cells]
    return _without_note(form.text, [cell for cell in kept if form.text[cell.start : cell.end].strip()])


def _lines(reading: Reading, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        line = reading.form.line_span(start)
        yield line
        start = line.end + 1


def _cell(text: str, line: Span, column: int) -> Span:
    """A cell of a line by its number; empty at the end of a line that has fewer."""
    start = line.start
    for _ in range(column):
        border = text.find("\t", start, line.end)
        start = line.end if border < 0 else border + 1
    end = text.find("\t", start, line.end)
    return Span(start, line.end if end < 0 else end)


def _without_note(text: str, cells: list[Span]) -> list[Span]:
    """The cells without the mark of a note, which a narrow column cuts in two: ``(Note`` and ``1)`` below."""
    for index, cell in enumerate(cells):
        note = _NOTE.match(text[cell.start : cell.end])
        if note is None:
            return cells[index:]
        if note.end() < len(text[cell.start : cell.end].rstrip()):
            return [Span(cell.start + note.end(), cell.end), *cells[index + 1 :]]
    return []
