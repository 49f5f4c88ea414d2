"""What the filer has written behind "Other (Please specify)" in part E, where a narrow cell wraps it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.forms.figures import text_of_pieces
from converter.forms.lexer import VALUES, Kind
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import BLANK, Figure, MovementKind, State

_BEHIND_NUMBER = re.compile(r"\b10\s?\.[ \t]+(?!other)([A-Za-z][^\t\n]*)", re.IGNORECASE)

_BLANK = re.compile(r"[(（]?\s*(?:dd\s*/\s*mm\s*/\s*yyyy|日\s*[/／]\s*月\s*[/／]\s*年)", re.IGNORECASE)


def specified(reading: Reading, segments: list[Segment]) -> Figure[str]:
    """What stands behind the item's number or behind "Other (Please specify)", among the segments of its row."""
    for segment in segments:
        if segment.name == MovementKind.OTHER:
            figure = text_of_pieces(reading.form, list(_pieces(reading, segments, segment)))
            if figure.state is State.STATED:
                return figure
        match = _BEHIND_NUMBER.search(reading.form.text, *segment.body)
        if match:
            return text_of_pieces(reading.form, [Span(*match.span(1))])
    return BLANK


def _pieces(reading: Reading, segments: list[Segment], segment: Segment) -> Iterator[Span]:
    """The words behind the caption in its cell, and those that stand below in the lines of that cell."""
    form = reading.form
    first = _first_cell(reading, segment.body.start)
    # A flattened page has the row's amounts in the same line, and the form's own blanks for dates.
    others = [it.start for it in reading.tokens(first) if it.currency or it.kind in (Kind.DATE, Kind.NO_DATE)]
    blank = _BLANK.search(form.text, *first)
    yield Span(first.start, min([first.end, segment.body.end, *others, blank.start() if blank else first.end]))
    left = form.place(segment.caption.start)
    start = form.line_span(segment.body.start).end + 1
    while start < segments[-1].body.end:
        cell = _first_cell(reading, start)
        place = form.place(start)
        # A line whose first cell stands elsewhere is of the columns beside.
        if left is None or place is None or place[0] == left[0]:
            if not _goes_on(reading, segments, cell):
                return
            yield cell
        start = form.line_span(start).end + 1


def _first_cell(reading: Reading, start: int) -> Span:
    """The stretch up to the end of its cell."""
    line = reading.form.line_span(start)
    border = reading.form.text.find("\t", start, line.end)
    return Span(start, line.end if border < 0 else border)


def _goes_on(reading: Reading, segments: list[Segment], cell: Span) -> bool:
    """Whether a cell holds words alone, and no caption of the row."""
    tokens = reading.tokens(cell)
    captions = any(it.caption.start < cell.end and cell.start < it.caption.end for it in segments)
    others = any(token.kind in VALUES or token.kind in (Kind.DATE, Kind.NO_DATE, Kind.CURRENCY) for token in tokens)
    return bool(tokens) and not captions and not others
