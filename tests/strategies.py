"""Hypothesis strategies for whole returns, drawn from the model's own annotations."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from converter.evidence import Evidence, Origin
from converter.model import BLANK, ClassKind, ClassLine, Figure, Money, MonthlyReturn, State

ANY_TEXT = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["\\u{41}", "\\u{", "\\\x00u{5c}", "\r\n\t", " NIL ", "\ud800"]
)
"""Words of any characters at all: controls, lone surrogates, and what looks like an escape."""

_COUNTS = st.integers(1, 10**6)
_AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
_CURRENCIES = st.none() | st.sampled_from(["HKD", "USD", "CNY"])
_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-(10**15), 10**15),
    bool: st.booleans(),
    date: st.dates(),
    str: ANY_TEXT,
    Money: st.builds(Money, _AMOUNTS, _CURRENCIES),
}
_EVIDENCE = st.builds(
    Evidence,
    raw=ANY_TEXT,
    page=_COUNTS,
    line=_COUNTS,
    column=st.integers(0, 500),
    origin=st.sampled_from(Origin),
    rules=st.sampled_from([(), ("MR-III-SUM", "MR-III-EQ-II")]),
)
_HOW_MANY = st.integers(0, 2)
_WITHOUT_VALUE = [State.BLANK, State.DAMAGED, State.NOT_APPLICABLE]
_SPECIAL = {"stock_code": st.from_regex(r"[0-9]{5}", fullmatch=True), "currency": st.sampled_from(["HKD", "USD"])}


def _zero(kind: Any) -> Any:
    return {int: 0, Money: Money(Decimal(0), None)}.get(kind)


@cache
def figures(kind: Any, name: str = "") -> st.SearchStrategy[Figure[Any]]:
    """Draw a figure whose value agrees with its state; some fields have values of their own."""
    values = _SPECIAL.get(name, _VALUES[kind])
    return st.one_of(
        st.just(BLANK),
        st.builds(Figure, st.sampled_from([State.STATED, State.RECOVERED]), values, _EVIDENCE),
        st.builds(Figure, st.just(State.NIL), st.just(_zero(kind)), _EVIDENCE),
        st.builds(Figure, st.sampled_from(_WITHOUT_VALUE), st.none(), _EVIDENCE),
    )


class _Drawing:
    """One return being drawn.

    A return has hundreds of figures. They are taken from a few that are drawn first, so that a return costs
    one choice for each of its figures rather than ten.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.pools: dict[Any, st.SearchStrategy[Figure[Any]]] = {}

    def part(self, kind: Any) -> Any:
        """Draw a part of the form, or the whole, without what does not tell it from others: the edition's reasons."""
        hints = get_type_hints(kind)
        return kind(**{item.name: self.held(item.name, hints[item.name]) for item in fields(kind) if item.compare})

    def held(self, name: str, hint: Any) -> Any:
        """Draw what a field holds; the items of a repeated part have different keys."""
        if get_origin(hint) is tuple:
            items = [self.held(name, get_args(hint)[0]) for _ in range(self.draw(_HOW_MANY))]
            return tuple({getattr(item, "key", place): item for place, item in enumerate(items)}.values())
        if get_origin(hint) is Figure:
            return self.figure(get_args(hint)[0], name)
        if is_dataclass(hint) and hint is not ClassLine:
            return self.part(hint)
        return self.draw(_identity(name, hint))

    def figure(self, kind: Any, name: str) -> Figure[Any]:
        """Draw a figure of the given kind of value."""
        key = (kind, name if name in _SPECIAL else "")
        if key not in self.pools:
            some = self.draw(st.lists(figures(kind, name), min_size=1, max_size=4))
            self.pools[key] = st.sampled_from([BLANK, *some])
        return self.draw(self.pools[key])


@st.composite
def returns(draw: st.DrawFn) -> MonthlyReturn:
    """Draw whole returns."""
    drawn: MonthlyReturn = _Drawing(draw).part(MonthlyReturn)
    return drawn


@cache
def _identity(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, UnionType):
        return st.none() | _identity(name, get_args(hint)[0])
    if hint is ClassLine:
        return st.builds(ClassLine, st.sampled_from(ClassKind), st.integers(1, 3))
    if name == "item":
        return st.sampled_from(["i", "ii", "viii", "xl"])
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else st.integers(1, 99)
