"""Which kinds of figure can be wrong without a rule that tells, counted over drawn returns of both forms.

Every number of each return is made wrong in three ways, one at a time: it becomes another, it loses its first digit,
its sign moves. It is *not told* where no rule that held before names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from converter.facts import facts_of
from converter.model import Edition, Figure, Money, MonthlyReturn
from converter.rules import evaluate
from converter.walk import entries, with_figures
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import MONTHS, ff301_by_seed
from tests.generator.judge import SPEAKING, numbers

_OUTSTANDING: Final = "Only with the options outstanding before, for which this form has no column; some filers add it."
_BOTH_SIGNS: Final = "Filers print the amount with and without brackets; both mean the same."
_OTHER_CURRENCY: Final = "The amount and the price are in different currencies, or all else is nil."
_NO_BALANCE: Final = "The form prints no balance of the shares that an agreement or an event may still bring."
_NO_PRODUCT: Final = "The form has no amount that it is multiplied to."


@dataclass(frozen=True)
class Form:
    """Drawn returns of a form, and why no rule tells a kind of figure; a kind without a reason ought to be told."""

    name: str
    returns: Callable[[], Iterator[MonthlyReturn]]
    reasons: Mapping[str, str]

    @cached_property
    def counted(self) -> tuple[Counter[str], Counter[str]]:
        """How many wrong figures of each kind there are, and how many of them no rule tells."""
        made: Counter[str] = Counter()
        untold: Counter[str] = Counter()
        for right in self.returns():
            told = _told(right)
            printed = numbers(right)
            for entry in entries(right):
                for wrong in _wrong(entry.figure) if entry.address in printed else ():
                    made[entry.path] += 1
                    came = _told(with_figures(right, {entry.address: wrong})) - told
                    untold[entry.path] += entry.address not in {address for _, address in came}
        return made, untold

    def section(self) -> str:
        """The section of the page.

        Raises:
            KeyError: no reason is known why figures of a kind are not told.
        """
        made, untold = self.counted
        kinds = sorted(path for path, count in untold.items() if count)
        rows = [f"| `{path}` | {made[path]} | {untold[path]} | {self.reasons[path]} |" for path in kinds]
        head = (
            f"## Kinds of figure in drawn returns of {self.name}\n\n"
            f"{made.total()} numbers were made wrong, each by itself: another number, the first digit lost,"
            f" or the other sign. {untold.total()} are told by no rule. All are of these kinds.\n\n"
            "| figure | made wrong | not told | why |\n|---|---:|---:|---|"
        )
        return "\n".join([head, *rows])


def _wrong(figure: Figure[Any]) -> Iterator[Figure[Any]]:
    value = figure.value
    amount = value.amount if isinstance(value, Money) else value
    first = Decimal(10) ** Decimal(abs(amount)).adjusted()
    another = amount + max(abs(amount) // 100, Decimal(1) if isinstance(amount, Decimal) else 1)
    cut = type(amount)(abs(amount) % first) * (1 if amount > 0 else -1)
    for other in (another, cut, -amount) if cut else (another, -amount):
        yield replace(figure, value=replace(value, amount=other) if isinstance(value, Money) else other)


def _told(monthly_return: MonthlyReturn) -> set[tuple[str, str]]:
    outcomes = evaluate(facts_of(monthly_return)).outcomes
    return {
        (f"{it.rule}.{it.reason}", address) for it in outcomes if it.verdict in SPEAKING for address in it.addresses
    }


def _to_2021() -> Iterator[MonthlyReturn]:
    editions = (Edition.LEGACY_2009, Edition.LEGACY_2014, Edition.MARCH_2019)
    return (return_by_seed(seed, edition=editions[seed % len(editions)]) for seed in range(2000, 2024))


def _ff301() -> Iterator[MonthlyReturn]:
    return (ff301_by_seed(seed, edition) for edition in MONTHS for seed in range(1000, 1010))


FORMS: Final = (
    Form(
        "the form to 2021",
        _to_2021,
        {
            "authorised.blocks.increase.par_value": "The increase is nil, and nothing is multiplied by its par value.",
            "options.rows.granted": _OUTSTANDING,
            "options.rows.cancelled": _OUTSTANDING,
            "options.rows.lapsed": _OUTSTANDING,
            "options.rows.may_be_issued": _OUTSTANDING,
            "options.rows.exercise_price": "Nothing was exercised at this price, or only the sum of all rows is told.",
            "warrants.rows.exercised": _BOTH_SIGNS,
            "convertibles.rows.converted": _BOTH_SIGNS,
            "convertibles.rows.subscription_price": _OTHER_CURRENCY,
            "agreements.rows.may_be_issued": _NO_BALANCE,
            "other_movements.rows.price": _NO_PRODUCT,
        },
    ),
    Form(
        "FF301",
        _ff301,
        {
            "options.rows.may_be_granted": "It is of the scheme's rules, which the return does not print.",
            "options.funds_raised": "Only with the exercise price of each row, for which this form has no column.",
            "warrants.rows.may_be_issued": _OTHER_CURRENCY,
            "warrants.rows.subscription_price": _OTHER_CURRENCY,
            "convertibles.rows.may_be_issued": _OTHER_CURRENCY,
            "convertibles.rows.subscription_price": _OTHER_CURRENCY,
            "warrants.rows.exercised": _BOTH_SIGNS,
            "warrants.rows.retired": _BOTH_SIGNS,
            "convertibles.rows.converted": _BOTH_SIGNS,
            "convertibles.rows.retired": _BOTH_SIGNS,
            "options.rows.treasury_shares": _BOTH_SIGNS,
            "warrants.rows.treasury_shares": _BOTH_SIGNS,
            "agreements.rows.treasury_shares": _BOTH_SIGNS,
            "agreements.rows.may_be_issued": _NO_BALANCE,
            "other_movements.rows.may_be_issued": _NO_BALANCE,
            "other_movements.rows.not_yet_cancelled": "Shares bought back in other months may wait too.",
            "other_movements.rows.price": _NO_PRODUCT,
        },
    ),
)
"""Every form, with what no rule of it tells."""
