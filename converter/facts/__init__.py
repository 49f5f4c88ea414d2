"""The facts of a return: each reported figure with its concept, period, dimensions and unit.

The definition of the taxonomy says which concept a figure belongs to, by the figure's path;
this package only places the figure. A blank or damaged figure makes no fact, a figure printed
as not applicable makes a nil fact, a figure printed as NIL makes zero. A text that is one of the form's own
choices makes two facts: what is printed, and which choice it is.
Facts are what rules are evaluated on and what an instance contains.
"""

from __future__ import annotations

from typing import Any

from converter import definition
from converter.facts.choices import choices_of
from converter.facts.fact import Dimensions, Fact, Period
from converter.facts.omissions import is_roman, repeated, without_currency, without_number
from converter.facts.placing import MONEY_TYPES, Placement, fact_of, placed_figures
from converter.findings import Finding
from converter.model import MonthlyReturn, State

__all__ = ["Dimensions", "Fact", "Period", "facts_and_omissions", "facts_of", "omissions_of"]


def facts_of(monthly_return: MonthlyReturn) -> tuple[Fact, ...]:
    """Make the facts of a return, in the order of the form.

    Raises:
        DuplicateFact: two figures would make the same fact, which is a defect of ours.
    """
    facts, _ = facts_and_omissions(monthly_return)
    return facts


def omissions_of(monthly_return: MonthlyReturn) -> tuple[Finding, ...]:
    """Say what is readable and yet makes no fact: amounts without a currency, repetitions, unnumbered items."""
    _, omissions = facts_and_omissions(monthly_return)
    return omissions


def facts_and_omissions(monthly_return: MonthlyReturn) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return what :func:`facts_of` and :func:`omissions_of` give, for who needs both.

    Raises:
        DuplicateFact: two figures would make the same fact, which is a defect of ours.
    """
    placed = tuple(placed_figures(monthly_return))
    placement = Placement.of(monthly_return, placed)
    choices = definition.load().choices
    facts: dict[Any, Fact] = {}
    omissions: list[Finding] = []
    for entry, concept in placed:
        if entry.figure.state in (State.BLANK, State.DAMAGED):
            continue
        fact = fact_of(entry, concept, placement)
        if concept.type in MONEY_TYPES and fact.unit is None:
            omissions += without_currency(entry)
        elif fact.dimensions.item is not None and not is_roman(fact.dimensions.item):
            omissions.append(without_number(entry))
        elif (earlier := facts.setdefault(fact.key, fact)) is not fact:
            omissions += repeated(fact, earlier, concept)
        elif concept.name in choices:
            facts |= {made.key: made for made in choices_of(fact)}
    return tuple(facts.values()), tuple(omissions)
