"""What stands in which column, told by arithmetic: the rows of a class add up to its totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations, product
from math import prod
from typing import NamedTuple

from converter.forms.ff301.table import Placing, RowCells
from converter.forms.lexer import Kind

Totals = Sequence[tuple[tuple[str, ...], int]]
"""Columns that together add up to a number over all rows of a class."""
_OF_THE_SUM = ("opening", "closing", "price")
_MOST = 20_000
"""Ways to place all rows beyond which the totals are not asked."""


class _Added(NamedTuple):
    """What columns make over rows, and how many of their numbers cannot be read."""

    made: int
    damaged: int

    def moved(self, before: _Added, behind: _Added) -> _Added:
        """The same with some of the rows placed otherwise."""
        return _Added(self.made - before.made + behind.made, self.damaged - before.damaged + behind.damaged)

    def makes(self, total: int) -> bool:
        """Whether that may be their total; it may where a number cannot be read."""
        return self.damaged > 0 or self.made == total


_NOTHING = _Added(0, 0)


def settle(rows: Sequence[RowCells], totals: Totals) -> None:
    """Place the values of the rows of a class whose column is the same in every way that makes the totals.

    A row that was not told by its order alone stands as it is. Where no way makes the totals, they or a number may
    be damaged: then a row is placed as its own rules tell, or, without such, its balances alone.
    """
    ways: list[list[Placing]] = []
    for choices in ([row.likely for row in rows], [row.ways for row in rows]):
        fixed = [choice if row.flattened else [row.by_column] for row, choice in zip(rows, choices, strict=True)]
        ways = ways or _sound(fixed, totals)
    for place, row in enumerate(rows):
        if row.flattened and row.ways:
            row.place(ways[place] if ways else (row.likely if row.proven else [*map(_balances, row.ways)]))


def beside(rows: Sequence[RowCells], totals: Totals) -> Iterator[tuple[int, str, str]]:
    """Each value that breaks a rule where it is printed, and would not in another column of its row.

    That is what is left of two cells that a text maker has exchanged: the row's place, its column, the other one.
    """
    sums = [_added([row.by_column for row in rows], columns) for columns, _ in totals]
    sound = all(added.makes(total) for added, (_, total) in zip(sums, totals, strict=True))
    known = {name for columns, _ in totals for name in columns} | {"may_be_issued"}
    for place, row in enumerate(rows):
        if sound and row.fits(row.by_column, row.movements):
            continue
        columns = known | ({"may_be_granted"} & {*row.by_column})
        for name, other in permutations(sorted(columns), 2):
            if name in row.by_column and row.by_column[name].number:
                moved = _exchanged(row.by_column, name, other)
                if _make(sums, [row.by_column], [moved], totals) and row.fits(moved, row.movements):
                    yield place, name, other


def _exchanged(way: Placing, one: str, two: str) -> Placing:
    """A row with the contents of two of its columns exchanged, of which the second may be blank."""
    swapped = {one: two, two: one}
    return {swapped.get(name, name): token for name, token in way.items()}


def holds(way: Sequence[Placing], totals: Totals) -> bool:
    """Whether rows that stand so add up to the totals."""
    return _make([_NOTHING for _ in totals], [], way, totals)


def _make(sums: Sequence[_Added], before: Sequence[Placing], behind: Sequence[Placing], totals: Totals) -> bool:
    """Whether all rows add up to the totals, of which some stand no more as ``before``, but as ``behind``."""
    return all(
        added.moved(_added(before, columns), _added(behind, columns)).makes(total)
        for added, (columns, total) in zip(sums, totals, strict=True)
    )


def _balances(way: Placing) -> Placing:
    """What the row's own sum tells, which has no other place."""
    return {name: token for name, token in way.items() if name in _OF_THE_SUM}


def _sound(choices: list[list[Placing]], totals: Totals) -> list[list[Placing]]:
    """How each row stands in the ways that make the totals; nothing where too many would have to be tried."""
    if all(_is_positive(choices, columns) for columns, _ in totals):
        choices = [
            [it for it in choice if all(_added([it], columns).made <= total for columns, total in totals)]
            for choice in choices
        ]
    if not 0 < prod(map(len, choices)) <= _MOST:
        return []
    # Of many rows few can stand in several ways: the others are added up once.
    sums = [_added([choice[0] for choice in choices if len(choice) == 1], columns) for columns, _ in totals]
    free = product(*(choice for choice in choices if len(choice) > 1))
    ways = [way for way in free if _make(sums, [], way, totals)]
    if not ways:
        return []
    of_free = zip(*ways, strict=True)
    return [choice if len(choice) == 1 else [*next(of_free)] for choice in choices]


def _is_positive(choices: list[list[Placing]], columns: tuple[str, ...]) -> bool:
    return all((it[name].number or 0) >= 0 for choice in choices for it in choice for name in columns if name in it)


def _added(way: Iterable[Placing], columns: tuple[str, ...]) -> _Added:
    tokens = [it[name] for it in way for name in columns if name in it]
    return _Added(sum(int(it.number or 0) for it in tokens), sum(it.kind is Kind.DAMAGED for it in tokens))
