"""Rows of section III of FF301 under heads that cannot be read, whose values stand below one another all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, groupby

from converter.forms.ff301.placings import Totals, holds
from converter.forms.ff301.table import Placing, RowCells
from converter.forms.lexer import Token
from converter.forms.reading import Reading

Block = tuple[Sequence[RowCells], Totals]
"""The rows of a class, and what its totals tell of their columns."""
_MARK = re.compile(r"\s*\d{1,3}\s?\)\s?\.?\s*")
_NEAR = 1
"""A digit is as narrow as that is exact: points, or characters."""


def align(reading: Reading, blocks: Sequence[Block]) -> None:
    """Keep of the ways to place the rows of a part those in which what stands in one column of a page is one figure.

    The columns that the values of a page show are some of the part's, in its order. Where only one choice agrees with
    the arithmetic of all rows, or they are as many as the part has, every value has its place.
    """
    rows = [row for of_class, _ in blocks for row in of_class if row.flattened and row.ways and row.values]
    rows = [row for row in rows if _begins_line(reading, row)]
    for _, on_page in groupby(rows, key=lambda row: _page(reading, row)):
        _align_page(reading, [*on_page], blocks)


def _begins_line(reading: Reading, row: RowCells) -> bool:
    """Whether a row stands in lines of its own; where it goes on in that of another its places tell nothing."""
    start = min((it.start for it in row.text), default=0)
    before = reading.form.text[reading.form.line_span(start).start : start]
    return _MARK.fullmatch(before) is not None


def _page(reading: Reading, row: RowCells) -> int:
    return reading.evidence_of(row.values[:1]).page


def _align_page(reading: Reading, rows: list[RowCells], blocks: Sequence[Block]) -> None:
    columns = _columns(reading, [token for row in rows for token in _printed(row)])
    order = rows[0].order
    width = 1 + max(columns.values(), default=-1)
    in_one = any(len({columns.get(token) for token in printed}) < len(printed) for printed in map(_printed, rows))
    if not columns or width > len(order) or in_one:
        return
    choices = [dict(enumerate(names)) for names in combinations(order, width)]
    for of_rows in ([row.likely for row in rows], [row.ways for row in rows]):
        found = [
            [_agreeing(ways, row, names, columns) for ways, row in zip(of_rows, rows, strict=True)] for names in choices
        ]
        whole = [[way for way in ways if way is not None] for ways in found]
        fitting = [ways for ways in whole if len(ways) == len(rows)]
        sound = [ways for ways in fitting if _adds_up(rows, ways, blocks)]
        if sound:
            for place, row in enumerate(rows):
                row.ways = row.likely = [ways[place] for ways in sound]
                row.proven = len(sound) == 1
            return


def _printed(row: RowCells) -> list[Token]:
    """The values of a row, be the opening told by the kinds of movement behind it."""
    opening = [way["opening"] for way in row.ways[:1] if "opening" in way]
    return [*(token for token in opening if token not in row.values), *row.values]


def _columns(reading: Reading, tokens: list[Token]) -> dict[Token, int]:
    """In which column from the left each value lies, those above one another in one; none where no places are told."""
    if any(reading.form.place(token.start) is None for token in tokens):
        return {}
    columns: dict[Token, int] = {}
    column, edge = -1, 0
    for (left, right), token in sorted(
        ((reading.form.place_of(it.start, it.end), it) for it in tokens), key=lambda it: it[0]
    ):
        column += column < 0 or left > edge + _NEAR
        columns[token] = column
        edge = max(edge, right)
    return columns


def _agreeing(ways: list[Placing], row: RowCells, names: dict[int, str], columns: dict[Token, int]) -> Placing | None:
    """The way that places every value of a row in the column that is named so."""
    wanted = {names[columns[token]]: token for token in _printed(row)}
    return next((way for way in ways if all(way.get(name) is token for name, token in wanted.items())), None)


def _adds_up(rows: list[RowCells], ways: list[Placing], blocks: Sequence[Block]) -> bool:
    """Whether the totals of every class whose rows are all among these hold."""
    chosen = {id(row): way for row, way in zip(rows, ways, strict=True)}
    return all(
        holds([chosen[id(row)] for row in of_class], totals)
        for of_class, totals in blocks
        if all(id(row) in chosen for row in of_class)
    )
