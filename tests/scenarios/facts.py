"""A scenario, and the facts that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from converter import definition
from converter.facts import Dimensions, Fact, Period
from converter.model import ClassKind, Figure, State

KINDS = "IncreaseDecreaseInSharesPursuantTo"
ISSUED = "NumberOfSharesIssuedPursuantTo"
MAY = "NumberOfSharesIssuablePursuantTo"
TREASURY = "NumberOfTreasurySharesTransferredPursuantTo"
TREASURY_MOVED = "IncreaseDecreaseInTreasurySharesPursuantTo"
OUTSTANDING = "NumberOfShareOptionsOutstanding"
MONTH_END = date(2012, 6, 30)


@dataclass(frozen=True)
class Scenario:
    """Facts on which ``rule`` has this verdict; ``reason`` may name several exceptions, with a stroke between."""

    rule: str
    verdict: str
    facts: tuple[Fact, ...]
    reason: str = ""

    @property
    def name(self) -> str:
        return ".".join(part for part in (self.rule, self.verdict, self.reason) if part)


def fact(concept: str, value: Any, at: Period, key: str = "", currency: str = "HKD") -> Fact:
    """A fact; ``key`` is a class and, where it has them, a line and a row: ``ordinary/2``, ``preference/2/C1``."""
    share_class, *more = key.split("/")
    dimensions = Dimensions(
        ClassKind(share_class) if share_class else None,
        next((int(word) for word in more if word.isdigit()), None),
        next((word for word in more if not word.isdigit()), None),
    )
    kind = definition.load().concept(concept).type
    units = {"shares": "shares", "monetary": currency, "perShare": f"{currency}/shares"}
    figure = Figure(State.STATED, value)
    return Fact(concept, at, dimensions, value, units.get(kind), f"{concept}[{key}]", figure)


def during(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.DURATION, key, currency)


def opening(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.OPENING, key, currency)


def closing(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.CLOSING, key, currency)


def choice(concept: str, key: str) -> Fact:
    """The choice of a list, for the whole return."""
    known = definition.load()
    return during(concept, known.value_of(known.enumeration(str(known.concept(concept).enumeration)).member(key)), "")


def money(text: str) -> Decimal:
    return Decimal(text)


def month(ended: date | None = MONTH_END) -> Fact:
    return during("MonthEnded", ended, "")


def verdicts(rule: str, satisfied: Any, broken: Any, not_evaluated: Any, **explained: Any) -> Iterator[Scenario]:
    """The three plain scenarios of a rule, and one for each exception (its reason with underscores)."""
    yield Scenario(rule, "satisfied", tuple(satisfied))
    yield Scenario(rule, "broken", tuple(broken))
    yield Scenario(rule, "not-evaluated", tuple(not_evaluated))
    for reason, facts in explained.items():
        yield Scenario(rule, "explained", tuple(facts), reason.replace("_", "-"))
