"""Mistakes in the figures of a return: each way in which a figure of its kind goes wrong.

A number loses or changes a digit or its sign, changes places with its neighbour, is missing; an amount stands in
another currency; a day is another day; a box is ticked or not; a word is another word of the form, or missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from converter.model import BLANK, Figure, Money, MonthlyReturn, State
from converter.walk import entries, with_figures

WAYS: Final = ("digit", "dropped", "sign")
"""The ways of a number that need nothing but the number."""
OF_NUMBERS: Final = (*WAYS, "swapped", "missing")
_DAYS: Final = {"day-later": 1, "weeks-later": 14, "years-earlier": -1200}
_WORDS: Final = {
    "header.status": ("Draft", "Re-submission"),
    "header.version": ("1.0.2", "1.1.1", "1.2.0"),
}
"""Words of the form that mean something to a rule, by address; another word in their place is another claim."""


def changed(value: Any, way: str) -> Any:
    """The number with one digit altered, one dropped, or its sign moved."""
    if isinstance(value, Money):
        return Money(changed(value.amount, way), value.currency)
    if way == "sign":
        return -value
    text = f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value))
    place = max(index for index, digit in enumerate(text[: len(text) // 2 + 1]) if digit != ".")
    other = str((int(text[place]) + 1) % 10) if way == "digit" else ""
    altered = f"{text[:place]}{other}{text[place + 1 :]}"
    number = type(value)(altered or "0")
    return number if value > 0 else -number


def is_number(value: Any) -> bool:
    """Whether it is a number, or an amount, other than zero."""
    amount = value.amount if isinstance(value, Money) else value
    return isinstance(amount, int | Decimal) and not isinstance(amount, bool) and amount != 0


def numbers(monthly_return: MonthlyReturn) -> dict[str, Figure[Any]]:
    """Every figure that is a number other than zero, by its address."""
    return {entry.address: entry.figure for entry in entries(monthly_return) if is_number(entry.figure.value)}


def possible(monthly_return: MonthlyReturn) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every mistake that the return offers, the address of a figure and a way, by the figure's path on the form."""
    of_path: dict[str, tuple[tuple[str, str], ...]] = {}
    for entry in entries(monthly_return):
        ways = tuple((entry.address, way) for way in _ways(entry.address, entry.figure.value))
        if ways:
            of_path[entry.path] = of_path.get(entry.path, ()) + ways
    return of_path


def _ways(address: str, value: Any) -> tuple[str, ...]:
    if is_number(value):
        return (*OF_NUMBERS, "currency") if isinstance(value, Money) else OF_NUMBERS
    if isinstance(value, bool):
        return ("ticked", "missing")
    if isinstance(value, date):  # a return without its month is none
        return tuple(_DAYS) if address == "header.month_ended" else (*_DAYS, "missing")
    if isinstance(value, str):
        return (*_WORDS.get(address, ()), "missing")
    return ()


def with_mistakes(monthly_return: MonthlyReturn, mistakes: Mapping[str, str]) -> MonthlyReturn:
    """The return with these mistakes, by address the way, all made in what is right."""
    values = {entry.address: entry.figure.value for entry in entries(monthly_return)}
    figures = {entry.address: entry.figure for entry in entries(monthly_return)}
    wrong: dict[str, Figure[Any]] = {}
    for address, way in mistakes.items():
        if way == "swapped":
            other = _neighbour(address, values)
            wrong |= {address: replace(figures[address], value=values[other])}
            wrong |= {other: replace(figures[other], value=values[address])}
        elif way == "missing":
            wrong[address] = BLANK
        else:
            wrong[address] = Figure(State.STATED, _otherwise(values[address], way))
    return with_figures(monthly_return, wrong)


def _neighbour(address: str, values: Mapping[str, Any]) -> str:
    """The next number of its kind on the form, or the first after the last."""
    alike = [each for each, value in values.items() if is_number(value) and type(value) is type(values[address])]
    return alike[(alike.index(address) + 1) % len(alike)]


def _otherwise(value: Any, way: str) -> Any:
    if way in _DAYS:
        return value + timedelta(days=_DAYS[way])
    if way == "ticked":
        return not value
    if way == "currency":
        return replace(value, currency="USD" if value.currency != "USD" else "HKD")
    return changed(value, way) if way in WAYS else way
