"""A wrong figure does not get through: it is reported, or it is on the list of what no rule covers, with the reason.

Every figure in the text of the real filings, and of the same returns typeset, is made wrong in up to three ways, one
at a time, and the text converted. On every return that comes of it Python and Arelle agree, rule by rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.facts import facts_of
from converter.pipeline import read_filing
from converter.validation.arelle_interface import ArelleValidator
from tests.judges import concerned, disagreements
from tests.uncovered import CHECKOUT, LIST, REAL, TYPESET, changes, listed, text_of, uncovered
from tests.uncovered_kinds import FORMS, Form

pytestmark = pytest.mark.no_cover  # thousands of times the lines that other tests cover
TOGETHER = 12
"""How many returns Arelle judges in one instance."""


@pytest.fixture(params=[*REAL, *TYPESET], ids=lambda filing: Path(filing).stem)
def filing(request: pytest.FixtureRequest) -> str:
    if not (CHECKOUT / request.param).is_file():
        pytest.skip(f"no {request.param}")
    return str(request.param)


@pytest.fixture(scope="module")
def arelle() -> Iterator[ArelleValidator]:
    with ArelleValidator() as validator:
        yield validator


def test_what_is_not_reported_is_on_the_list(filing: str) -> None:
    assert listed(filing) in LIST.read_text(encoding="utf-8"), "write it again: python -m tests.uncovered"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_kinds_of_figure_that_no_rule_tells_are_on_the_list(form: Form) -> None:
    assert form.section() in LIST.read_text(encoding="utf-8"), "write it again: python -m tests.uncovered"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_balances_of_shares_and_totals_are_always_told(form: Form) -> None:
    made, untold = form.counted
    silent = {path for path in made if untold[path]}
    assert not {path for path in silent if path.startswith(("issued.", "total_increase"))}
    assert not {path for path in silent if path.endswith((".issued", ".opening", ".closing"))}
    assert untold.total() * 4 < made.total()


def test_most_changes_are_reported_and_of_sums_all(filing: str) -> None:
    assert len(changes(filing)) > 100
    silent = {figure for change in uncovered(filing) for figure in change.figures}
    sums = ("issued.", "total_increase", "options.total", "convertibles.total", "other_movements.total")
    assert [figure for figure in silent if figure.startswith(sums)] == []


def test_python_and_arelle_agree_on_every_change(filing: str, arelle: ArelleValidator, tmp_path: Path) -> None:
    right = facts_of(read_filing(text_of(filing).encode(), filing).monthly_return)
    wrong = [change.monthly_return for change in changes(filing) if change.figures and change.monthly_return]
    judged = [(each, concerned(facts_of(each), right)) for each in wrong]
    assert disagreements([pair for pair in judged if len(pair[1]) > 1], arelle, tmp_path, together=TOGETHER) == {}
