"""What is readable and yet makes no fact, told as findings."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from converter import definition
from converter.definition import Concept
from converter.errors import DuplicateFact
from converter.facts.fact import Fact
from converter.findings import Finding, Severity
from converter.model import State
from converter.walk import Entry, path_of


def without_currency(entry: Entry) -> list[Finding]:
    """Say that an amount has no currency; one printed as NIL or as not applicable needs none."""
    if entry.figure.state in (State.NIL, State.NOT_APPLICABLE):
        return []  # nothing is lost: the print names no amount
    finding = Finding(
        code="currency-not-stated",
        severity=Severity.WARNING,
        message=f"The amount {entry.figure.value} has no currency, so it is not reported as a fact.",
        hint="State the currency beside the amount or in the heading of its column.",
        figure=entry.address,
        evidence=entry.figure.evidence,
    )
    return [finding]


def is_roman(item: str) -> bool:
    """Whether an item of section V has a number that can be the key of its axis."""
    return re.fullmatch(definition.load().axis("item").pattern or "", item) is not None


def without_number(entry: Entry) -> Finding:
    """Say that an item of section V has no number to name it by."""
    return Finding(
        code="item-not-numbered",
        severity=Severity.WARNING,
        message=f"The confirmation {entry.address} has no roman number of its own, so it is not reported as a fact.",
        hint="Compare with section V of the published return.",
        figure=entry.address,
        evidence=entry.figure.evidence,
    )


def repeated(fact: Fact, earlier: Fact, concept: Concept) -> list[Finding]:
    """Say what is lost where two figures would make one fact.

    What FF301 prints over each block is the same fact twice, so only a difference is told. Of a list of totals the
    second in one currency is left out, of section V a second item with one number, of the totals of a part what
    stands both by class and by line. Anything else is our defect.

    Raises:
        DuplicateFact: two figures of one path make the same fact.
    """
    if concept.first_printed:
        return [] if fact.value == earlier.value else [_differing(fact, earlier)]
    if (
        fact.dimensions.item is None
        and not fact.address.endswith("]")
        and path_of(fact.address) == path_of(earlier.address)
    ):
        raise DuplicateFact(f"{earlier.address} and {fact.address} both make the fact {_described(fact)}")
    code, what = ("item-repeated", "item") if fact.dimensions.item else ("amount-repeated", f"amount in {fact.unit}")
    finding = Finding(
        code=code,
        severity=Severity.WARNING,
        message=f"A second {what} ({_shown(fact.value)}) beside {_shown(earlier.value)} is not reported.",
        hint="State one item for each number." if fact.dimensions.item else "State one total for each currency.",
        figure=fact.address,
        evidence=fact.figure.evidence,
    )
    return [finding]


def _differing(fact: Fact, earlier: Fact) -> Finding:
    return Finding(
        code="identity-differs",
        severity=Severity.WARNING,
        message=f"{fact.address} is {_shown(fact.value)}, but {earlier.address} is {_shown(earlier.value)}, "
        "which is what is reported.",
        hint="The form prints both; compare them with the published return.",
        figure=fact.address,
        evidence=fact.figure.evidence,
    )


def _shown(value: Any) -> str:
    if value is None:
        return "not applicable"
    return f"{value:,}" if isinstance(value, int | Decimal) and not isinstance(value, bool) else str(value)


def _described(fact: Fact) -> str:
    share_class, line, row = fact.dimensions.share_class, fact.dimensions.line, fact.dimensions.row
    counter = fact.dimensions.counter
    words = (
        fact.concept,
        fact.period,
        share_class,
        line and f"line {line}",
        row,
        counter and f"counter {counter}",
        fact.unit,
    )
    return ", ".join(str(word) for word in words if word)
