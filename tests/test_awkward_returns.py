"""Returns with the habits of their years are read as a person reads them, number by number."""

from __future__ import annotations

import pytest

from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.pipeline import Filing, read_filing
from converter.rules import evaluate
from converter.walk import entries
from tests.awkward_returns import AWKWARD, FOLDER, Awkward, amounts
from tests.generator.judge import numbers

EACH = [pytest.param(it, id=it.file) for it in AWKWARD]
UNREAD = ("figure-unplaced", "figure-damaged", "number-not-read")


def filing_of(printed: Awkward) -> Filing:
    return read_filing((FOLDER / printed.file).read_bytes(), printed.file)


def test_every_text_is_read_by_a_test() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(it.file for it in AWKWARD)


@pytest.mark.parametrize("printed", EACH)
def test_every_number_is_read_and_none_besides(printed: Awkward) -> None:
    filing = filing_of(printed)
    assert numbers(filing.monthly_return) == amounts(printed)
    assert [finding for finding in filing.findings if finding.code in UNREAD] == []


@pytest.mark.parametrize("printed", EACH)
def test_the_head_and_what_the_habit_touches_are_read(printed: Awkward) -> None:
    came: MonthlyReturn = filing_of(printed).monthly_return
    assert (came.edition, came.stock_code) == (printed.edition, printed.stock_code)
    head = came.header
    assert (head.month_ended.value, head.date_submitted.value) == (printed.month_ended, printed.submitted)
    assert head.issuer.value == printed.issuer
    figures = {entry.address: entry.figure.value for entry in entries(came)}
    assert {address: figures.get(address) for address in printed.others} == printed.others


@pytest.mark.parametrize("printed", EACH)
def test_the_sums_hold(printed: Awkward) -> None:
    broken = evaluate(facts_of(filing_of(printed).monthly_return)).broken
    assert [outcome.rule for outcome in broken] == []
