"""The options outstanding before the movements, which some filers print in the column of the particulars of part A."""

from __future__ import annotations

from converter.forms.lexer import Token
from converter.forms.reading import Reading


def take_openings(reading: Reading, rows: list[list[Token]], width: int) -> list[Token | None]:
    """Take the opening out of each row of values that has one; ``width`` is the number of columns behind it."""
    six_columns = any(_fills_columns(reading, row, width) for row in rows)
    whole = [row[:2] for row in rows if len(row) == width + 1]
    return [row.pop(0) if _has_opening(reading, row, width, whole, six_columns) else None for row in rows]


def _has_opening(
    reading: Reading, values: list[Token], width: int, whole: list[list[Token]], six_columns: bool
) -> bool:
    """Whether the first value stands in the column of the particulars, as that of a ``whole`` row does.

    In a text aligned by spaces that column may be empty in the line of the values, and six values stand in six cells.
    """
    if len(values) == width + 1:
        return True
    below = {index for row in whole for index in (0, 1) if values and _share_width(reading, values[0], row[index])}
    if len(below) == 1:
        return below == {0}
    if six_columns and _in_own_cells(reading, values, width):
        return False
    return len(values) > 1 and reading.form.cell(values[0].start) == 0 < reading.form.cell(values[1].start)


def _share_width(reading: Reading, one: Token, two: Token) -> bool:
    """Whether two values stand above one another on the page, or in its columns, if the source tells where."""
    here, there = reading.form.place(one.start), reading.form.place(two.start)
    return here is not None and there is not None and here[0] < there[1] and there[0] < here[1]


def _in_own_cells(reading: Reading, values: list[Token], width: int) -> bool:
    """Whether the values stand in as many cells as there are columns, and do not go on from an opening to the close."""
    if [reading.form.cell(token.start) for token in values] != list(range(width)):
        return False
    first, *gone, _, last = (token.number or 0 for token in values)
    return first - sum(gone) != last


def _fills_columns(reading: Reading, values: list[Token], width: int) -> bool:
    """Whether values in as many cells are a row without an opening: as many shares are issued as options exercised."""
    if not _in_own_cells(reading, values, width):
        return False
    _, exercised, *_, issued, _ = (token.number for token in values)
    return bool(exercised) and exercised == issued
