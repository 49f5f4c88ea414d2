"""Python and Arelle give the same verdicts, rule by rule, on returns that are right and on returns that are wrong.

Every number of every return built by hand is changed in three ways: a digit, a dropped digit, the sign; a few are
changed at a time. Then come drawn returns. Several returns go before Arelle in one instance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.rules import recover
from converter.validation.arelle_interface import ArelleValidator
from converter.walk import with_figures
from converter.writing.instance import write_instance
from tests.differential import judge
from tests.drawn import BUILT
from tests.judges import by_arelle, by_python, disagreements
from tests.mistakes import WAYS, changed, numbers

pytestmark = pytest.mark.no_cover  # hundreds of times the lines that other tests cover
AT_A_TIME = 8
"""How many numbers are wrong in one return."""
TOGETHER = 12
"""How many returns Arelle judges in one instance."""
DRAWN = 60
"""How many drawn returns are judged here; ``make differential`` judges two thousand."""


@pytest.fixture(scope="module")
def arelle() -> Iterator[ArelleValidator]:
    with ArelleValidator() as validator:
        yield validator


def changes(monthly_return: MonthlyReturn) -> Iterator[MonthlyReturn]:
    """The return with a few numbers wrong at a time, each in its own way, until each was wrong in every way."""
    figures = numbers(monthly_return)
    addresses = list(figures)
    apart = max(3, -(-len(addresses) // AT_A_TIME))
    for turn, start in product(range(3), range(apart)):
        chosen = addresses[start::apart]
        ways = {address: WAYS[(turn + place) % 3] for place, address in enumerate(chosen)}
        wrong = {item: replace(figures[item], value=changed(figures[item].value, way)) for item, way in ways.items()}
        yield with_figures(monthly_return, wrong)


@pytest.mark.parametrize("name", BUILT)
def test_both_judge_a_correct_return_alike_and_valid(name: str, arelle: ArelleValidator, tmp_path: Path) -> None:
    monthly_return, _ = recover(BUILT[name]())
    facts = facts_of(monthly_return)
    path = tmp_path / "return.xbrl"
    path.write_bytes(write_instance(monthly_return, facts))
    verdicts, judgement = by_arelle(arelle, path)
    assert verdicts == by_python(facts)
    assert judgement.is_valid


@pytest.mark.parametrize("name", sorted(BUILT.keys() - {"kingsoft-2011"}))  # of one shape with 2009's
def test_both_judge_changed_numbers_alike(name: str, arelle: ArelleValidator, tmp_path: Path) -> None:
    whole, _ = recover(BUILT[name]())
    wrong = [(each, facts_of(each)) for each in changes(whole)]
    assert any(by_python(facts)["MR-II-ROLL"][1] for _, facts in wrong)  # the changes do reach the rules
    assert disagreements(wrong, arelle, tmp_path, together=TOGETHER) == {}


def test_both_judge_drawn_returns_alike(arelle: ArelleValidator, tmp_path: Path) -> None:
    coverage = judge(DRAWN, arelle, tmp_path)
    assert coverage.returns == DRAWN
    assert DRAWN / 3 < coverage.wrong < DRAWN
    verdicts = {verdict for _, verdict in coverage.counts}
    assert verdicts == {"satisfied", "broken", "explained", "not-evaluated"}
