"""Which numbers of FF301 can be wrong without a rule of the form that tells: a section of the list of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final

from converter.facts import facts_of
from converter.model import Figure, Money
from converter.rules import evaluate
from converter.walk import entries, path_of, with_figures
from tests.generator.ff301.draw import MONTHS, ff301_by_seed
from tests.generator.judge import SPEAKING, numbers

SEEDS: Final = range(1000, 1010)
_IN_ANOTHER_CURRENCY = "The amount and the subscription price may be in different currencies."
_OF_THE_SCHEME = "What may yet be granted is of the scheme's rules, which the return does not print."
_NO_BALANCE = "The form prints no balance of the shares that an agreement or an event may still bring."
_FREE_PRICE = "The form multiplies nothing by the price of an event."
REASONS: Final = {
    "options.rows.may_be_granted": _OF_THE_SCHEME,
    "options.funds_raised": "Only with the exercise price of each row, for which this form has no column.",
    "warrants.rows.may_be_issued": _IN_ANOTHER_CURRENCY,
    "warrants.rows.subscription_price": _IN_ANOTHER_CURRENCY,
    "convertibles.rows.may_be_issued": _IN_ANOTHER_CURRENCY,
    "convertibles.rows.subscription_price": _IN_ANOTHER_CURRENCY,
    "agreements.rows.may_be_issued": _NO_BALANCE,
    "other_movements.rows.may_be_issued": _NO_BALANCE,
    "other_movements.rows.not_yet_cancelled": "Shares bought back in other months may wait to be cancelled too.",
    "other_movements.rows.price": _FREE_PRICE,
}
"""Why no rule tells of a kind of figure that is wrong, by its path."""


def _without_first_digit(figure: Figure[Any]) -> Figure[Any]:
    """A number that has lost its first digit; one of a single digit gains one instead."""
    value = figure.value
    amount = value.amount if isinstance(value, Money) else value
    cut = abs(amount)
    first = Decimal(10) ** Decimal(cut).adjusted()
    wrong = cut % first or cut + 10 * first
    wrong = type(amount)(wrong if amount > 0 else -wrong)
    return replace(figure, value=Money(wrong, value.currency) if isinstance(value, Money) else wrong)


@cache
def kinds() -> dict[str, tuple[int, int]]:
    """Of every kind of figure, by its path: how many numbers were made wrong, and of how many no rule told."""
    made: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for edition in MONTHS:
        for seed in SEEDS:
            truth = ff301_by_seed(seed, edition)
            figures = {entry.address: entry.figure for entry in entries(truth)}
            for address in numbers(truth):
                wrong = with_figures(truth, {address: _without_first_digit(figures[address])})
                told = {
                    it for out in evaluate(facts_of(wrong)).outcomes if out.verdict in SPEAKING for it in out.addresses
                }
                made[path_of(address)] += 1
                silent[path_of(address)] += address not in told
    return {path: (made[path], silent[path]) for path in sorted(made)}


def listed() -> str:
    """The section of the list: every kind of figure of which a wrong number may not be told, and why.

    Raises:
        KeyError: no reason is known, so the figure ought to be covered.
    """
    rows = [f"| `{path}` | {made} | {silent} | {REASONS[path]} |" for path, (made, silent) in kinds().items() if silent]
    of = sum(made for made, _ in kinds().values())
    silent_of = sum(silent for _, silent in kinds().values())
    return "\n".join(
        [
            "## FF301",
            "",
            f"Each of the {of} numbers of {len(SEEDS) * len(MONTHS)} drawn returns of FF301 loses its first digit, one "
            f"at a time; of {of - silent_of} a rule of the form tells. The others are of these kinds; where the print "
            "is no number any more, it is damaged, and told.",
            "",
            "| figure | made wrong | not told | why |",
            "|---|---:|---:|---|",
            *rows,
        ]
    )
