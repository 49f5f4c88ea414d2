"""Section II: Movements in Issued Share Capital."""

from __future__ import annotations

from converter.forms import captions
from converter.forms.columns import place
from converter.forms.figures import count
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import ClassKind, ClassLine, IssuedBlock, IssuedCapital

_ROWS = {"opening": captions.OPENING_ROW, "increase": captions.INCREASE_ROW, "closing": captions.CLOSING_ROW}


def read_issued(reading: Reading, span: Span) -> IssuedCapital:
    """Read the three rows of section II, one block per column."""
    segments = reading.form.segments(_ROWS, span)
    head = Span(span.start, segments[0].caption.start if segments else span.end)
    classes, heads = _columns(reading, head)
    rows = [_row_values(reading, segments, row, len(classes)) for row in _ROWS]
    cells = []
    for name, values, placed in zip(_ROWS, rows, place(reading.form, rows, len(classes), heads), strict=True):
        if not any(segment.name == name for segment in segments):
            reading.missing(f"Section II: the row of the {name}", "issued.blocks")
        if placed is None:
            reading.unplaced(values, f"Section II, {name}")
        cells.append(placed or [None] * len(classes))
    blocks = (
        IssuedBlock(
            share_class=share_class,
            opening=count(reading.form, opening),
            increase=count(reading.form, increase),
            closing=count(reading.form, closing),
        )
        for share_class, opening, increase, closing in zip(classes, *cells, strict=True)
    )
    return IssuedCapital(blocks=tuple(blocks))


def _columns(reading: Reading, head: Span) -> tuple[list[ClassLine], list[Token | Span | None]]:
    """The columns with what is printed over them: as many lines of ordinary shares as the head numbers."""
    marks = {int(token.number or 0): token for token in reading.tokens(head) if token.kind is Kind.SLOT}
    lines = range(1, max(marks, default=2) + 1)
    ordinary = [ClassLine(ClassKind.ORDINARY, line) for line in lines]
    heads: list[Token | Span | None] = [marks.get(line) for line in lines]
    heads += [next(reading.form.find(captions.NUMBER_HEADS[name], *head), None) for name in ("preference", "other")]
    return [*ordinary, ClassLine(ClassKind.PREFERENCE), ClassLine(ClassKind.OTHER)], heads


def _row_values(reading: Reading, segments: list[Segment], name: str, width: int) -> list[Token]:
    """The values of a row; where more follow than the form has columns, those of the caption's own line."""
    for segment in segments:
        values = reading.values(segment.body) if segment.name == name else []
        if len(values) > width:
            end = reading.form.line_span(segment.caption.end).end
            values = [token for token in values if token.start < end] or values
        if values:
            return values
    return []
