"""Python and Arelle before drawn returns, right and wrong: the same verdict for every rule.

``python -m tests.differential 2000`` judges two thousand of them, which takes some minutes; the tests judge a few.
A drawn return belongs to its number: the same on every machine. Of every four one is right and goes in whole; in the
other three one to three numbers are wrong, and the facts go in that share a rule with them.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

from converter.facts import facts_of
from converter.model import Edition, Figure, Money, MonthlyReturn
from converter.validation.arelle_interface import ArelleValidator
from converter.walk import entries, with_figures
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed
from tests.judges import Judged, concerned, disagreements

WAYS: Final = ("digit", "dropped", "sign")
TOGETHER: Final = 12
"""How many returns of one month Arelle judges in one instance."""
AT_ONCE: Final = 500
"""How many returns are drawn before they are sorted by month and judged."""
_FF301: Final = (Edition.FF301_1_0, Edition.FF301_1_1, Edition.FF301_1_2)


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


def numbers(monthly_return: MonthlyReturn) -> dict[str, Figure[Any]]:
    """Every figure that is a number other than zero, by its address."""
    return {entry.address: entry.figure for entry in entries(monthly_return) if _is_number(entry.figure.value)}


def _is_number(value: Any) -> bool:
    amount = value.amount if isinstance(value, Money) else value
    return isinstance(amount, int | Decimal) and not isinstance(amount, bool) and amount != 0


def drawn(number: int) -> Judged:
    """The return of a number, and those of its facts that are judged."""
    random = Random(number)
    right = ff301_by_seed(number, random.choice(_FF301)) if number % 2 else return_by_seed(number)
    if number % 4 < 1:
        return right, facts_of(right)
    figures = numbers(right)
    chosen = random.sample(sorted(figures), min(len(figures), random.randint(1, 3)))
    wrong = with_figures(right, {address: _wrong(figures[address], random.choice(WAYS)) for address in chosen})
    return wrong, concerned(facts_of(wrong), facts_of(right))


def _wrong(figure: Figure[Any], way: str) -> Figure[Any]:
    return replace(figure, value=changed(figure.value, way))


def judged(numbers_of_returns: range, arelle: ArelleValidator, folder: Path) -> dict[str, Any]:
    """Judge the drawn returns of these numbers: what differs, by the return's place among them and the rule."""
    return disagreements([drawn(number) for number in numbers_of_returns], arelle, folder, together=TOGETHER)


def main() -> int:
    """Judge as many drawn returns as the command says; 1 where the judges differ."""
    how_many, differing = int(sys.argv[1]), 0
    with ArelleValidator() as arelle, tempfile.TemporaryDirectory() as folder:
        for start in range(0, how_many, AT_ONCE):
            found = judged(range(start, min(how_many, start + AT_ONCE)), arelle, Path(folder))
            differing += len(found)
            for place, pair in found.items():
                print(f"from {start}, {place}: Arelle {pair[0]}, Python {pair[1]}", flush=True)
    print(f"{how_many} drawn returns: Python and Arelle differ in {differing} places.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
