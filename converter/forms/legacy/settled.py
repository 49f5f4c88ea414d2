"""Rows of options that leave cells blank, in a text that keeps no places: their sums may leave one way to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from converter.forms.columns import Cells
from converter.forms.lexer import Kind, Token

_WIDTH = 7
"""The options outstanding before the movements, and the six columns of the form."""
_SMALL = Decimal(100)
"""Below this two numbers may be equal, or a sum of others, by chance."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to give each value of a row its column, in the columns' order."""

    columns: tuple[int, ...]
    tokens: Sequence[Token]

    @property
    def amounts(self) -> list[Decimal]:
        """The numbers of the seven columns, 0 where nothing is printed."""
        amounts = [Decimal(0)] * _WIDTH
        for column, token in zip(self.columns, self.tokens, strict=True):
            amounts[column] = token.number or Decimal(0)
        return amounts

    @property
    def evidence(self) -> int:
        """How many sums of the form bear it out, or -1: as many shares issued as options exercised, and what is left.

        Two equal numbers alone may as well be those outstanding before and after.
        """
        opening, granted, exercised, cancelled, lapsed, issued, may_be_issued = self.amounts
        gone = exercised + cancelled + lapsed
        left = opening + granted - gone
        is_sum = left == may_be_issued
        # Where nothing is printed of what is left, it may have been lost.
        ends = _WIDTH - 1 in self.columns
        impossible = not is_sum and (ends or left < 0) if 0 in self.columns else ends and granted > gone + may_be_issued
        if exercised != issued or impossible:
            return -1
        are_equal = exercised >= _SMALL and len(self.numbers) > len((exercised, issued))
        return int(are_equal) + int(is_sum and opening >= _SMALL and max(granted, gone) >= _SMALL)

    @property
    def cells(self) -> Cells:
        """The seven cells."""
        found = dict(zip(self.columns, self.tokens, strict=True))
        return [found.get(column) for column in range(_WIDTH)]

    @property
    def numbers(self) -> tuple[tuple[int, Decimal], ...]:
        """The columns of the numbers that are not 0."""
        return tuple((column, amount) for column, amount in enumerate(self.amounts) if amount)


def settled(tokens: Sequence[Token]) -> Cells | None:
    """The seven cells of a row of which some are blank, where its sums say where its numbers stand.

    Of the ways that no sum forbids, and that the sums bear out best, all must agree on every number; a mark of nothing
    has its cell where they all give it the same. ``None`` where several ways are left, or what is left may be lost.
    """
    if not 1 < len(tokens) < _WIDTH or any(it.kind is Kind.DAMAGED or (it.number or 0) < 0 for it in tokens):
        return None
    ways = [_Way(columns, tokens) for columns in combinations(range(_WIDTH), len(tokens))]
    best = max(way.evidence for way in ways)
    found = [way for way in ways if way.evidence == best]
    if best < 0 or len({way.numbers for way in found}) > 1 or (best < 1 and not _is_only_last(tokens)):
        return None
    columns = zip(*(way.cells for way in found), strict=True)
    cells = [column[0] if len(set(column)) == 1 else None for column in columns]
    return None if cells[0] and not cells[-1] else cells


def _is_only_last(tokens: Sequence[Token]) -> bool:
    """Whether the last of a row's values alone is a number that is not 0: of several one may have been lost."""
    return [index for index, token in enumerate(tokens) if token.number] == [len(tokens) - 1]
