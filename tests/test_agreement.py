"""Python and Arelle give the same verdicts, rule by rule, on returns that are right and on returns that are wrong.

Every number of every return is changed in three ways: a digit, a dropped digit, the sign. A few are changed at a
time, since Arelle takes half a second for each instance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from converter.facts import facts_of
from converter.model import Money, MonthlyReturn
from converter.rules import evaluate, recover
from converter.validation.arelle_interface import ArelleValidator, Judgement
from converter.validation.calculations import evaluated_calculations
from converter.walk import entries, with_figures
from converter.writing.instance import write_instance
from tests import returns

Verdicts = dict[str, tuple[int, int, int]]
"""By rule: how often satisfied, broken and explained."""

WAYS = ("digit", "dropped", "sign")
AT_A_TIME = 8
"""How many numbers are wrong in one instance."""


@pytest.fixture(scope="module")
def arelle() -> Iterator[ArelleValidator]:
    with ArelleValidator() as validator:
        yield validator


def by_python(monthly_return: MonthlyReturn) -> Verdicts:
    coverage = evaluate(facts_of(monthly_return)).coverage
    return {rule: (of_rule.satisfied, of_rule.broken, of_rule.explained) for rule, of_rule in coverage.items()}


def by_arelle(arelle: ArelleValidator, monthly_return: MonthlyReturn, folder: Path) -> tuple[Verdicts, Judgement]:
    path = folder / "return.xbrl"
    path.write_bytes(write_instance(monthly_return, facts_of(monthly_return)))
    judgement, calculated = arelle.validate(path), evaluated_calculations(path)
    verdicts = {
        rule: (
            calculated.get(rule, count.satisfied + count.unsatisfied) - count.unsatisfied,
            count.unsatisfied,
            count.explained,
        )
        for rule, count in judgement.counts.items()
    }
    return verdicts, judgement


def changed(value: Any, change: str) -> Any:
    """The number with one digit altered, one dropped, or its sign moved."""
    if isinstance(value, Money):
        return Money(changed(value.amount, change), value.currency)
    if change == "sign":
        return -value
    text = f"{abs(value):f}" if isinstance(value, Decimal) else str(abs(value))
    place = max(index for index, digit in enumerate(text[: len(text) // 2 + 1]) if digit != ".")
    other = str((int(text[place]) + 1) % 10) if change == "digit" else ""
    altered = f"{text[:place]}{other}{text[place + 1 :]}"
    number = type(value)(altered or "0")
    return number if value > 0 else -number


def changes(monthly_return: MonthlyReturn) -> Iterator[tuple[list[str], MonthlyReturn]]:
    """The return with a few numbers wrong at a time, each in its own way, until each was wrong in every way."""
    numbers = {entry.address: entry.figure for entry in entries(monthly_return) if is_number(entry.figure.value)}
    addresses = list(numbers)
    apart = max(3, -(-len(addresses) // AT_A_TIME))
    for turn, start in product(range(3), range(apart)):
        chosen = addresses[start::apart]
        kinds = {address: WAYS[(turn + place) % 3] for place, address in enumerate(chosen)}
        wrong = {item: replace(numbers[item], value=changed(numbers[item].value, way)) for item, way in kinds.items()}
        yield [f"{address} {way}" for address, way in kinds.items()], with_figures(monthly_return, wrong)


def is_number(value: Any) -> bool:
    amount = value.amount if isinstance(value, Money) else value
    return isinstance(amount, int | Decimal) and not isinstance(amount, bool) and amount != 0


@pytest.mark.parametrize("name", returns.ALL)
def test_both_judge_a_correct_return_alike_and_valid(name: str, arelle: ArelleValidator, tmp_path: Path) -> None:
    monthly_return, _ = recover(returns.ALL[name]())
    verdicts, judgement = by_arelle(arelle, monthly_return, tmp_path)
    assert verdicts == by_python(monthly_return)
    assert judgement.is_valid


@pytest.mark.parametrize("name", sorted(returns.ALL.keys() - {"kingsoft-2011"}))  # of one shape with 2009's
def test_both_judge_changed_numbers_alike(name: str, arelle: ArelleValidator, tmp_path: Path) -> None:
    whole, _ = recover(returns.ALL[name]())
    differing = {}
    broken_rules: set[str] = set()
    for what, wrong in changes(whole):
        verdicts, expected = by_arelle(arelle, wrong, tmp_path)[0], by_python(wrong)
        broken_rules |= {rule for rule, (_, broken, _) in expected.items() if broken}
        if verdicts != expected:
            differing[tuple(what)] = {
                rule: (verdicts[rule], expected[rule]) for rule in expected if verdicts[rule] != expected[rule]
            }
    assert differing == {}
    assert "MR-II-ROLL" in broken_rules  # the changes did reach the rules
