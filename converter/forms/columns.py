"""Place the values of a table's rows into its columns.

A row that prints every cell needs no thought. A row that leaves cells out is placed by
where its values stand, against a row that is whole; what cannot be told is not placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converter.forms.lexer import Token
from converter.forms.text import FormText, Span


@dataclass(frozen=True, slots=True)
class TableRow:
    """The values of one row, and the cell in which its caption ends: a cut caption moves every cell."""

    tokens: list[Token]
    caption_cell: int = 0


def place(
    form: FormText, rows: Sequence[TableRow], width: int, heads: Sequence[Token | Span | None] = ()
) -> list[list[Token | None] | None]:
    """Give each row ``width`` cells, ``None`` where nothing is printed.

    ``heads`` are what is printed over the columns; they serve where no row is whole.
    A row that cannot be placed with certainty gives ``None``.
    """
    models = [_Model(row.tokens, row.caption_cell) for row in rows if len(row.tokens) == width]
    if not models and heads and all(heads):
        models = [_Model(heads, 0)]
    return [_place_row(form, row, width, models) for row in rows]


@dataclass(frozen=True, slots=True)
class _Model:
    """A row, or the heads of the columns, in which every column is filled."""

    columns: Sequence[Token | Span | None]
    caption_cell: int


def _place_row(form: FormText, row: TableRow, width: int, models: list[_Model]) -> list[Token | None] | None:
    if len(row.tokens) == width:
        return list(row.tokens)
    cells: list[Token | None] = [None] * width
    for token in row.tokens:
        columns = {found for model in models if (found := _column(form, row, token, model)) is not None}
        columns |= _own_cell(form, row, token, width) if not columns else set()
        if len(columns) != 1:
            return None
        column = columns.pop()
        if cells[column] is not None:
            return None
        cells[column] = token
    return cells


def _column(form: FormText, row: TableRow, token: Token, model: _Model) -> int | None:
    """The one column of a model in which ``token`` stands: by its place across the page, else by its cell."""
    here = form.place(token.start)
    if here is None:
        if not form.in_cells(token.start):
            return None
        cell = form.cell(token.start) - row.caption_cell
        cells = [form.cell(other.start) - model.caption_cell if other else None for other in model.columns]
        return cells.index(cell) if cells.count(cell) == 1 else None
    places = [form.place(other.start) if other else None for other in model.columns]
    overlaps = [min(here[1], there[1]) - max(here[0], there[0]) if there else -1 for there in places]
    best = max(overlaps, default=-1)
    return overlaps.index(best) if best > 0 and overlaps.count(best) == 1 else None


def _own_cell(form: FormText, row: TableRow, token: Token, width: int) -> set[int]:
    """Without a model to go by: the cell's own number behind the caption."""
    if form.place(token.start) is not None or not form.in_cells(token.start):
        return set()
    column = form.cell(token.start) - row.caption_cell - 1
    return {column} if 0 <= column < width else set()
