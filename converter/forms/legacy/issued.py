"""Section II: Movements in Issued Share Capital."""

from __future__ import annotations

import re
from collections.abc import Container

from converter.forms import captions
from converter.forms.balances import ROWS, balance_rows
from converter.forms.columns import Cells, TableRow, place
from converter.forms.figures import count
from converter.forms.legacy.part import is_dashed
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import ClassKind, ClassLine, IssuedBlock, IssuedCapital, State

_LINE_NAME = re.compile(
    r"\b(?:[HAB]|Domestic|Class[ ][A-Z]|Unlisted(?:[ ]\w+)?)[- ]shares?\b"
    r"|[HAB][ ]?股|(?:[內内][資资]|外[資资]|非上市)股",
    re.IGNORECASE,
)
"""What filers print over the columns of ordinary shares in place of (1) and (2)."""


def read_issued(reading: Reading, span: Span) -> IssuedCapital:
    """Read the three rows of section II, one block per column."""
    segments = reading.form.segments(captions.BALANCE_ROWS, span)
    head = Span(span.start, segments[0].caption.start if segments else span.end)
    classes, heads = _columns(reading, head)
    bodies = {name: [segment.body for segment in segments if segment.name == name] for name in ROWS}
    rows = _with_own_values(balance_rows(reading, segments, bodies, len(classes), span), len(classes))
    found = [rows.get(name, TableRow([])) for name in ROWS]
    cells = []
    of_rows = _with_first_column(reading, found, place(reading.form, found, len(classes), heads), len(classes))
    beside_first = all(cells and _stands_beside_first(reading, cells) for cells in of_rows)
    for name, row, placed in zip(ROWS, found, of_rows, strict=True):
        if name not in rows:
            reading.missing(f"Section II: the row of the {name}", "issued.blocks")
        if name != "increase" and any(is_dashed(reading, token) for token in row.tokens):
            placed = None  # no balance is negative
        if placed and beside_first:
            placed = None
        if placed is None:
            reading.unplaced(row.tokens, f"Section II, {name}")
        cells.append(placed or [None] * len(classes))
    blocks = [
        IssuedBlock(
            share_class=share_class,
            opening=count(reading.form, opening),
            increase=count(reading.form, increase),
            closing=count(reading.form, closing),
        )
        for share_class, opening, increase, closing in zip(classes, *cells, strict=True)
    ]
    for block in blocks:
        _tell_blank_balance(reading, block, rows)
    return IssuedCapital(blocks=tuple(blocks))


def _stands_beside_first(reading: Reading, cells: Cells) -> bool:
    """Whether the first number of a row stands under the second column by its place: an issuer fills the first one."""
    second = cells[1] if cells[0] is None else None
    return second is not None and second.kind is Kind.NUMBER and reading.form.place(second.start) is not None


def _with_first_column(
    reading: Reading, rows: list[TableRow], placed: list[Cells | None], width: int
) -> list[Cells | None]:
    """The cells of the rows, those of a text without cells by their first values, where these are a sum.

    An issuer has ordinary shares, whatever it leaves blank behind them; of the other values of a row nothing tells.
    """
    firsts = [row.tokens[0] for row in rows if row.tokens and not reading.form.in_cells(row.offset)]
    if len(firsts) < len(ROWS) or not _is_sum(*firsts) or firsts[0].kind is not Kind.NUMBER:
        return placed
    for row, cells in zip(rows, placed, strict=True):
        others = [token for token in row.tokens[1:] if token.number or token.kind is Kind.DAMAGED]
        if cells is None and others:
            reading.unplaced(others, "Section II, columns behind the first")
    numbers = [first if first.kind is Kind.NUMBER else None for first in firsts]
    return [cells or [number, *[None] * (width - 1)] for cells, number in zip(placed, numbers, strict=True)]


def _with_own_values(rows: dict[str, TableRow], width: int) -> dict[str, TableRow]:
    """The rows, a value moved over the caption between two where that completes both and every column is then a sum.

    A flattened table may have a caption and the value beside it in the wrong order.
    """
    tokens = [rows[name].tokens for name in ROWS if name in rows]
    lengths = [len(row) - width for row in tokens]
    if sorted(lengths) != [-1, 0, 1] or lengths in ([-1, 0, 1], [1, 0, -1]):
        return rows
    values = [token for row in tokens for token in row]
    moved = [values[start : start + width] for start in range(0, len(values), width)]
    if not all(_is_sum(*column) for column in zip(*moved, strict=True)):
        return rows
    return {name: TableRow(row, rows[name].caption_cell) for name, row in zip(ROWS, moved, strict=True)}


def _is_sum(opening: Token, increase: Token, closing: Token) -> bool:
    amounts = [token.number or 0 for token in (opening, increase, closing) if token.kind is not Kind.DAMAGED]
    return len(amounts) == len(ROWS) and amounts[0] + amounts[1] == amounts[2]


def _tell_blank_balance(reading: Reading, block: IssuedBlock, rows: Container[str]) -> None:
    """Tell a balance without a number where the two other cells of its column make one: it may stand beside it."""
    implied = {
        "opening": (block.closing.value or 0) - (block.increase.value or 0),
        "closing": (block.opening.value or 0) + (block.increase.value or 0),
    }
    damaged = State.DAMAGED in (block.opening.state, block.increase.state, block.closing.state)
    for name in implied if not damaged else ():
        if implied[name] and name in rows and getattr(block, name).state in (State.BLANK, State.NOT_APPLICABLE):
            message = f"Section II, {block.share_class}: no number is printed at {name}, but the others make one."
            hint = "Look whether it stands in the column beside."
            reading.warn("part-missing", message, hint, figure=f"issued.blocks[{block.share_class}].{name}")


Head = Token | Span | None


def _columns(reading: Reading, head: Span) -> tuple[list[ClassLine], list[Head]]:
    """The columns with what is printed over them: the lines of a class are numbered, or named anew by the filer."""
    numbered = _numbered_lines(reading, head)
    names = [Span(match.start(), match.end()) for match in _LINE_NAME.finditer(reading.form.text, *head)]
    ordinary: list[Head] = numbered[0] if numbered else ([*names] if len(names) > 1 else [None, None])
    preference: list[Head] = numbered[1] if len(numbered) > 1 else _priced_lines(reading, head)
    other = next(reading.form.find(captions.COLUMN_HEADS["other"], *head), None)
    lines = [ClassLine(ClassKind.ORDINARY, number) for number in range(1, len(ordinary) + 1)]
    lines += [ClassLine(ClassKind.PREFERENCE, number) for number in range(1, len(preference) + 1)]
    return [*lines, ClassLine(ClassKind.OTHER)], [*ordinary, *preference, other]


def _numbered_lines(reading: Reading, head: Span) -> list[list[Head]]:
    """The marks (1), (2) over ordinary shares; where they begin anew, those over preference shares."""
    classes: list[dict[int, Token]] = []
    for token in reading.tokens(head):
        if token.kind is Kind.SLOT:
            number = int(token.number or 0)
            if not classes or number in classes[-1]:
                classes.append({})
            classes[-1][number] = token
    return [[marks.get(number) for number in range(1, max(*marks, 2) + 1)] for marks in classes]


def _priced_lines(reading: Reading, head: Span) -> list[Head]:
    """The column of preference shares; two where the filer has told two by their par values (GBP1.00, US$5.00)."""
    place = next(reading.form.find(captions.COLUMN_HEADS["preference"], *head), None)
    amounts = [token for token in reading.values(head) if token.currency]
    reading.repeats(amounts)
    return [*amounts] if len(amounts) > 1 else [place]
