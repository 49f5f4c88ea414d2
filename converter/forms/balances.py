"""The three rows that every table of balances has: opening, increase, closing."""

from __future__ import annotations

from collections.abc import Mapping

from converter.forms.columns import TableRow
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span

ROWS = ("opening", "increase", "closing")


def balance_rows(
    reading: Reading, segments: list[Segment], bodies: Mapping[str, list[Span]], width: int
) -> dict[str, TableRow]:
    """Find the values of each row.

    ``segments`` are those of the whole table, ``bodies`` the stretches that belong to each row's
    caption. The values of a row stand in its caption's line; where none do, in the lines below.
    A line of ``width`` values without a caption is the one row whose caption was lost, if it
    stands where the form's order has that row.
    """
    rows: dict[str, TableRow] = {}
    for name in ROWS:
        for segment, body in zip(
            [segment for segment in segments if segment.name == name], bodies.get(name, []), strict=True
        ):
            values = _values(reading, segment, body, width)
            if values and not rows.get(name):
                rows[name] = TableRow(values, reading.form.cell(segment.caption.end - 1))
    lost = [name for name in ROWS if name not in {segment.name for segment in segments}]
    if len(lost) == 1:
        found = _line_without_caption(reading, segments, lost[0], width)
        if found:
            rows[lost[0]] = found
    return rows


def _values(reading: Reading, segment: Segment, body: Span, width: int) -> list[Token]:
    values = reading.values(body)
    end = reading.form.line_span(segment.caption.end - 1).end
    own = [token for token in values if token.start < end]
    return own if own and (reading.form.in_cells(own[0].start) or len(own) == width) else values


def _line_without_caption(reading: Reading, segments: list[Segment], lost: str, width: int) -> TableRow | None:
    """The line of values between the captions around the lost one: below the row before, above the row after."""
    order = ROWS.index(lost)
    before = next((segment for segment in segments if order and segment.name == ROWS[order - 1]), None)
    after = next((segment for segment in segments if order < 2 and segment.name == ROWS[order + 1]), None)
    if before is not None:
        start, end = reading.form.line_span(before.caption.end - 1).end, before.body.end
    elif after is not None:
        place = segments.index(after)
        start, end = (segments[place - 1].caption.end if place else after.caption.start - 1), after.caption.start
    else:
        return None
    lines: dict[int, list[Token]] = {}
    for token in reading.values(Span(start, end)):
        lines.setdefault(reading.form.line_index(token.start), []).append(token)
    whole = [values for values in lines.values() if len(values) == width]
    if len(whole) == 1:
        return TableRow(whole[0], reading.form.cell(whole[0][0].start) - 1)
    return TableRow(next(iter(lines.values()))) if len(lines) == 1 else None
