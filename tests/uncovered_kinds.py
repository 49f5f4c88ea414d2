"""Which kinds of figure can be wrong without a rule that tells, counted over drawn returns of the form to 2021.

Every number of each return is made wrong in two ways, one at a time: it becomes another, and its sign moves. It is
*not told* where no rule that held before names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from converter.facts import facts_of
from converter.model import Edition, Figure, Money, MonthlyReturn
from converter.rules import Verdict, evaluate
from converter.walk import entries, with_figures
from tests.generator.draw import return_by_seed
from tests.generator.judge import numbers

SEEDS: Final = range(2000, 2024)
_EDITIONS: Final = (Edition.LEGACY_2009, Edition.LEGACY_2014, Edition.MARCH_2019)
_OUTSTANDING: Final = "Only with the options outstanding before, for which this form has no column; some filers add it."
_BOTH_SIGNS: Final = "Filers print the amount with and without brackets; both mean the same."
REASONS: Final = {
    "authorised.blocks.increase.par_value": "The increase is nil, and nothing is multiplied by its par value.",
    "options.rows.granted": _OUTSTANDING,
    "options.rows.cancelled": _OUTSTANDING,
    "options.rows.lapsed": _OUTSTANDING,
    "options.rows.may_be_issued": _OUTSTANDING,
    "options.rows.exercise_price": "Nothing was exercised at this price, or only the sum of all rows is told.",
    "warrants.rows.exercised": _BOTH_SIGNS,
    "convertibles.rows.converted": _BOTH_SIGNS,
    "convertibles.rows.subscription_price": "The amount and the price are in different currencies, or all else is nil.",
    "agreements.rows.may_be_issued": "No other figure of the form speaks of it.",
    "other_movements.rows.price": "The form has no amount that it is multiplied to.",
}
"""Why no rule tells a kind of figure; a kind that is not here ought to be told wherever it is wrong."""


@cache
def counted() -> tuple[Counter[str], Counter[str]]:
    """How many wrong figures of each kind there are, and how many of them no rule tells."""
    made: Counter[str] = Counter()
    untold: Counter[str] = Counter()
    for seed in SEEDS:
        right = return_by_seed(seed, edition=_EDITIONS[seed % len(_EDITIONS)])
        told = _told(right)
        printed = numbers(right)
        for entry in entries(right):
            if entry.address in printed:
                for wrong in _wrong(entry.figure):
                    made[entry.path] += 1
                    came = _told(with_figures(right, {entry.address: wrong})) - told
                    untold[entry.path] += entry.address not in {address for _, address in came}
    return made, untold


def _wrong(figure: Figure[Any]) -> Iterator[Figure[Any]]:
    value = figure.value
    amount = value.amount if isinstance(value, Money) else value
    for other in (amount + max(abs(amount) // 100, Decimal(1) if isinstance(amount, Decimal) else 1), -amount):
        yield replace(figure, value=replace(value, amount=other) if isinstance(value, Money) else other)


def _told(monthly_return: MonthlyReturn) -> set[tuple[str, str]]:
    outcomes = evaluate(facts_of(monthly_return)).outcomes
    speaking = (it for it in outcomes if it.verdict in (Verdict.BROKEN, Verdict.EXPLAINED))
    return {(f"{it.rule}.{it.reason}", address) for it in speaking for address in it.addresses}


def section() -> str:
    """The section of the page.

    Raises:
        KeyError: no reason is known why figures of a kind are not told.
    """
    made, untold = counted()
    rows = [
        f"| `{path}` | {made[path]} | {untold[path]} | {REASONS[path]} |" for path in sorted(untold) if untold[path]
    ]
    head = (
        f"## Kinds of figure, in {len(SEEDS)} drawn returns\n\n"
        f"{made.total()} numbers of the form to 2021 were made wrong, each by itself: another number,"
        f" or the other sign. {untold.total()} are told by no rule. All are of these kinds.\n\n"
        "| figure | made wrong | not told | why |\n|---|---:|---:|---|"
    )
    return "\n".join([head, *rows])
