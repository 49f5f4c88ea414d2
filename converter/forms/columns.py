"""Place the values of a table's rows into its columns.

A row that prints every cell needs no thought. A row that leaves cells out is placed by
where its values stand, against a row that is whole; what cannot be told is not placed.
"""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.lexer import Token
from converter.forms.text import FormText, Span


def place(
    form: FormText, rows: Sequence[Sequence[Token]], width: int, heads: Sequence[Token | Span | None] = ()
) -> list[list[Token | None] | None]:
    """Give each row ``width`` cells, ``None`` where nothing is printed.

    ``heads`` are what is printed over the columns; they serve where no row is whole.
    A row that cannot be placed with certainty gives ``None``.
    """
    models: list[Sequence[Token | Span | None]] = [row for row in rows if len(row) == width]
    if not models and heads and all(heads):
        models = [heads]
    return [_place_row(form, list(row), width, models) for row in rows]


def _place_row(
    form: FormText, row: list[Token], width: int, models: list[Sequence[Token | Span | None]]
) -> list[Token | None] | None:
    if len(row) == width:
        return list(row)
    if not row:
        return [None] * width
    cells: list[Token | None] = [None] * width
    for token in row:
        columns = {found for model in models if (found := _column(form, token, model)) is not None}
        columns |= _own_cell(form, token, width) if not columns else set()
        if len(columns) != 1:
            return None
        column = columns.pop()
        if cells[column] is not None:
            return None
        cells[column] = token
    return cells


def _column(form: FormText, token: Token, model: Sequence[Token | Span | None]) -> int | None:
    """The one column of ``model`` in which ``token`` stands: by its place across the page, else by its cell."""
    here = form.place(token.start)
    if here is None:
        fitting = [column for column, other in enumerate(model) if other and _same_cell(form, token, other)]
        return fitting[0] if len(fitting) == 1 else None
    places = [form.place(other.start) if other else None for other in model]
    overlaps = [min(here[1], there[1]) - max(here[0], there[0]) if there else -1 for there in places]
    best = max(overlaps, default=-1)
    if best <= 0 or overlaps.count(best) > 1:
        return None
    return overlaps.index(best)


def _same_cell(form: FormText, one: Token, two: Token | Span) -> bool:
    return form.in_cells(one.start) and form.cell(one.start) == form.cell(two.start)


def _own_cell(form: FormText, token: Token, width: int) -> set[int]:
    """Without a model to go by: the cell's own number, where the caption fills the first cell."""
    if form.place(token.start) is not None:
        return set()
    column = form.cell(token.start) - 1
    return {column} if 0 <= column < width else set()
