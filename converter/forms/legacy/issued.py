"""Section II: Movements in Issued Share Capital."""

from __future__ import annotations

from converter.forms import captions
from converter.forms.balances import ROWS, balance_rows
from converter.forms.columns import TableRow, place
from converter.forms.figures import count
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import ClassKind, ClassLine, IssuedBlock, IssuedCapital


def read_issued(reading: Reading, span: Span) -> IssuedCapital:
    """Read the three rows of section II, one block per column."""
    segments = reading.form.segments(captions.BALANCE_ROWS, span)
    head = Span(span.start, segments[0].caption.start if segments else span.end)
    classes, heads = _columns(reading, head)
    bodies = {name: [segment.body for segment in segments if segment.name == name] for name in ROWS}
    rows = balance_rows(reading, segments, bodies, len(classes), span)
    found = [rows.get(name, TableRow([])) for name in ROWS]
    cells = []
    for name, row, placed in zip(ROWS, found, place(reading.form, found, len(classes), heads), strict=True):
        if name not in rows:
            reading.missing(f"Section II: the row of the {name}", "issued.blocks")
        if placed is None:
            reading.unplaced(row.tokens, f"Section II, {name}")
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
