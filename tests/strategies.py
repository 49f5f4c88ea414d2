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


@st.composite
def parts(draw: st.DrawFn, kind: type) -> Any:
    """Draw a part of the form, or the whole, with its repeated parts keyed apart."""
    hints = get_type_hints(kind)
    return kind(**{item.name: draw(_field(item.name, hints[item.name])) for item in fields(kind)})


def returns() -> st.SearchStrategy[MonthlyReturn]:
    """Draw whole returns."""
    return parts(MonthlyReturn)


def _field(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        apart = {"unique_by": lambda part: part.key} if is_dataclass(item) else {}
        return st.lists(_field(name, item), max_size=2, **apart).map(tuple)
    if get_origin(hint) is Figure:
        return figures(get_args(hint)[0], name)
    if hint is ClassLine:
        return st.builds(ClassLine, st.sampled_from(ClassKind), st.integers(1, 3))
    if is_dataclass(hint):
        return parts(hint)  # type: ignore[arg-type]
    if isinstance(hint, UnionType):
        return st.none() | _field(name, get_args(hint)[0])
    if name == "item":
        return st.sampled_from(["i", "ii", "viii", "xl"])
    return st.sampled_from(hint) if issubclass(hint, StrEnum) else st.integers(1, 99)
