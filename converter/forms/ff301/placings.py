"""What stands in which column, told by arithmetic: the rows of a class add up to its total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import comb, prod

from converter.forms.lexer import Token

Placing = dict[str, Token]
_MOST = 20_000
"""Ways to place all rows beyond which nothing is tried: numbers without places then stay without."""


def sure_placings(rows: Sequence[Sequence[Token]], order: tuple[str, ...], totals: Mapping[str, int]) -> list[Placing]:
    """The values of each row whose column is the same in every way to place all rows.

    Values stand in the order of the columns, a column may be blank, and each column in ``totals`` adds up to
    its total. Where no way adds up, or too many would have to be tried, nothing is placed.
    """
    nothing: list[Placing] = [{} for _ in rows]
    if any(len(row) > len(order) for row in rows) or prod(comb(len(order), len(row)) for row in rows) > _MOST:
        return nothing
    ways = product(*([dict(zip(names, row, strict=True)) for names in combinations(order, len(row))] for row in rows))
    sound = [way for way in ways if _adds_up(way, totals)]
    if not sound:
        return nothing
    return [
        {name: token for name, token in first.items() if all(way[place].get(name) is token for way in sound)}
        for place, first in enumerate(sound[0])
    ]


def _adds_up(way: Sequence[Placing], totals: Mapping[str, int]) -> bool:
    return all(
        sum(placing[name].number or 0 for placing in way if name in placing) == total for name, total in totals.items()
    )
