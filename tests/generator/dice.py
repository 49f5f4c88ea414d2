"""The dice: figures in every state, and the choices of one draw."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from converter.model import BLANK, Figure, Money, State
from tests.generator.ff301.wording import Language
from tests.generator.words import in_language, sisters

NOT_APPLICABLE: Figure[Any] = Figure(State.NOT_APPLICABLE)


def stated(value: Any) -> Figure[Any]:
    """Return the figure of a printed value."""
    return Figure(State.STATED, value)


def nil(currency: str | None = None, *, money: bool = False) -> Figure[Any]:
    """Return the figure of a zero in words or dashes."""
    return Figure(State.NIL, Money(Decimal(0), currency) if money else 0)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True)
class Dice:
    """The choices of one draw. ``gaps`` says whether a cell beside printed cells may be blank."""

    random: Random
    gaps: bool = True
    language: Language = Language.ENGLISH

    def chance(self, percent: int) -> bool:
        """Say yes in so many of a hundred cases."""
        return self.random.randrange(100) < percent

    def one_of(self, values: Sequence[Any]) -> Any:
        """Choose one value."""
        return values[self.random.randrange(len(values))]

    def amount(self, digits: int) -> int:
        """Return a number of three to so many digits, small ones as likely as large ones."""
        return self.random.randint(100, 10 ** self.random.randint(3, digits) - 1)

    def count(self, number: int) -> Figure[int]:
        """Print a number; a zero in any of the ways that filers print it."""
        if number:
            return stated(number)
        zero: Figure[int] = self.one_of([nil(), nil(), stated(0), BLANK if self.gaps else nil()])
        return zero

    def money(self, amount: Decimal, currency: str | None) -> Figure[Money]:
        """Print an amount; a zero in words or in digits."""
        if amount or self.chance(30):
            return stated(Money(amount, currency))
        return nil(currency, money=True)

    def total(self, number: int) -> Figure[int]:
        """Print a total at the foot of a part, which filers also leave blank or mark N/A."""
        return stated(number) if number else self.one_of([nil(), stated(0), BLANK, NOT_APPLICABLE])

    def unused(self, state: State, *, money: bool = False) -> Figure[Any]:
        """Print a cell of a class or an item that the issuer does not have."""
        return nil(money=money) if state is State.NIL else Figure(state)

    def text(self, values: Sequence[str]) -> Figure[str]:
        """Print one of these texts, in a Chinese return one of their Chinese sisters."""
        return stated(in_language(self.one_of(sisters(values, self.language)), self.language))

    def day(self, last: date) -> date:
        """Return a day not after ``last``, within some ten years."""
        return last - timedelta(days=self.random.randint(40, 4000))
