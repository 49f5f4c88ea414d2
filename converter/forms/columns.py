"""Place the values of a table's rows into its columns.

A row that prints every cell needs no thought. A row that leaves cells out is placed by
where its values stand, against a row that is whole; what cannot be told is not placed.
"""

from __future__ import annotations

from collections.abc import Sequence

from converter.forms.lexer import Token
from converter.forms.text import FormText

_TOLERANCE = 3
"""Characters by which two cells of one column may differ in a text laid out with spaces."""


def place(form: FormText, rows: Sequence[Sequence[Token]], width: int) -> list[list[Token | None] | None]:
    """Give each row ``width`` cells, ``None`` where nothing is printed.

    A row that cannot be placed with certainty gives ``None``.
    """
    whole = [row for row in rows if len(row) == width]
    return [_place_row(form, list(row), width, whole) for row in rows]


def _place_row(
    form: FormText, row: list[Token], width: int, whole: list[Sequence[Token]]
) -> list[Token | None] | None:
    if len(row) == width:
        return list(row)
    if not row:
        return [None] * width
    cells: list[Token | None] = [None] * width
    for token in row:
        columns = {column for model in whole for column, other in enumerate(model) if _same_column(form, token, other)}
        columns |= _own_cell(form, token, width) if not whole else set()
        if len(columns) != 1 or cells[column := columns.pop()] is not None:
            return None
        cells[column] = token
    return cells


def _same_column(form: FormText, one: Token, two: Token) -> bool:
    if form.cell(one.start) or form.cell(two.start):
        return form.cell(one.start) == form.cell(two.start)
    return abs(_right_edge(form, one) - _right_edge(form, two)) <= _TOLERANCE


def _right_edge(form: FormText, token: Token) -> int:
    return token.end - form.line_span(token.start).start


def _own_cell(form: FormText, token: Token, width: int) -> set[int]:
    """Without a whole row to go by: the cell's own number, where the caption fills the first cell."""
    column = form.cell(token.start) - 1
    return {column} if 0 <= column < width else set()
