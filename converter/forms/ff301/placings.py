"""What stands in which column, told by arithmetic: the rows of a class add up to its totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from math import prod

from converter.forms.ff301.table import Placing, RowCells
from converter.forms.lexer import Kind

Totals = Sequence[tuple[tuple[str, ...], int]]
"""Columns that together add up to a number over all rows of a class."""
Way = tuple[Placing, ...]
_OF_THE_SUM = ("opening", "closing", "price")
_MOST = 20_000
"""Ways to place all rows beyond which the totals are not asked."""


def settle(rows: Sequence[RowCells], totals: Totals) -> None:
    """Place the values of the rows of a class whose column is the same in every way that makes the totals.

    A row that was not told by its order alone stands as it is. Where no way makes the totals, they or a number may
    be damaged: then a row is placed as its own rules tell, or, without such, its balances alone.
    """
    ways: list[Way] = []
    for choices in ([row.likely for row in rows], [row.ways for row in rows]):
        fixed = [choice if row.flattened else [row.by_column] for row, choice in zip(rows, choices, strict=True)]
        ways = ways or _sound(fixed, totals)
    for place, row in enumerate(rows):
        if row.flattened and row.ways:
            row.place([way[place] for way in ways] or (row.likely if row.proven else [*map(_balances, row.ways)]))


def beside(rows: Sequence[RowCells], totals: Totals) -> Iterator[tuple[int, str, str]]:
    """Each value that breaks a rule where it is printed, and would not in another column of its row.

    That is what is left of two cells that a text maker has exchanged: the row's place, its column, the other one.
    """
    printed = [row.by_column for row in rows]
    known = {name for columns, _ in totals for name in columns} | {"may_be_issued"}
    for place, row in enumerate(rows):
        if holds(printed, totals) and row.fits(row.by_column, row.movements):
            continue
        columns = known | ({"may_be_granted"} & {*row.by_column})
        for name, other in permutations(sorted(columns), 2):
            if name in row.by_column and row.by_column[name].number:
                moved = _exchanged(row.by_column, name, other)
                way = [*printed[:place], moved, *printed[place + 1 :]]
                if holds(way, totals) and row.fits(moved, row.movements):
                    yield place, name, other


def _exchanged(way: Placing, one: str, two: str) -> Placing:
    """A row with the contents of two of its columns exchanged, of which the second may be blank."""
    swapped = {one: two, two: one}
    return {swapped.get(name, name): token for name, token in way.items()}


def holds(way: Sequence[Placing], totals: Totals) -> bool:
    """Whether rows that stand so add up to the totals."""
    return all(_makes(way, columns, total) for columns, total in totals)


def _balances(way: Placing) -> Placing:
    """What the row's own sum tells, which has no other place."""
    return {name: token for name, token in way.items() if name in _OF_THE_SUM}


def _sound(choices: list[list[Placing]], totals: Totals) -> list[Way]:
    """Every way to place all rows that makes the totals; none where too many would have to be tried."""
    if all(_is_positive(choices, columns) for columns, _ in totals):
        choices = [
            [it for it in choice if all(_sum([it], columns) <= total for columns, total in totals)]
            for choice in choices
        ]
    if prod(map(len, choices)) > _MOST:
        return []
    return [way for way in product(*choices) if holds(way, totals)]


def _is_positive(choices: list[list[Placing]], columns: tuple[str, ...]) -> bool:
    return all((it[name].number or 0) >= 0 for choice in choices for it in choice for name in columns if name in it)


def _sum(way: Iterable[Placing], columns: tuple[str, ...]) -> int:
    return sum(int(it[name].number or 0) for it in way for name in columns if name in it)


def _makes(way: Sequence[Placing], columns: tuple[str, ...], total: int) -> bool:
    """Whether columns add up to their total; they may where a number of theirs cannot be read."""
    if any(it[name].kind is Kind.DAMAGED for it in way for name in columns if name in it):
        return True
    return _sum(way, columns) == total
