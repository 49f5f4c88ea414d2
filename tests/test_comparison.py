"""Two readings of one filing: every disagreement is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from converter.comparison import differences
from converter.errors import UnreadableInput
from converter.evidence import Evidence
from converter.findings import Severity
from converter.forms import read_return
from converter.model import BLANK, AuthorisedCapital, Edition, Figure, Header, Money, MonthlyReturn, State
from converter.pipeline import read_filing
from converter.reading.source import Source, read_source, text_order_source
from converter.walk import entries, with_figures
from tests.strategies import returns

MINUS_FIVE = Money(Decimal(-5), "HKD")
SLOW_TO_DRAW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def stated(value: Any) -> Figure[Any]:
    return Figure(State.STATED, value, Evidence(str(value), 2, 7))


def a_return(version: Figure[str], issuer: Figure[str] = BLANK) -> MonthlyReturn:
    return MonthlyReturn(edition=Edition.FF301_1_2, header=Header(version=version, issuer=issuer))


def test_a_figure_read_in_two_ways_is_a_warning_with_its_place() -> None:
    (finding,) = differences(a_return(stated("1.2.0")), a_return(stated("1.2.1")))
    assert (finding.code, finding.severity, finding.figure) == ("readings-differ", Severity.WARNING, "header.version")
    assert finding.evidence == Evidence("1.2.0", 2, 7)
    assert "1.2.0" in finding.message and "1.2.1" in finding.message


@pytest.mark.parametrize("other", [BLANK, Figure(State.DAMAGED, None, Evidence("1.?", 2, 7))])
def test_what_only_one_reading_has_is_nothing_to_compare(other: Figure[str]) -> None:
    assert differences(a_return(stated("1.2.0")), a_return(other)) == ()
    assert differences(a_return(other), a_return(stated("1.2.0"))) == ()


@pytest.mark.parametrize("other", ["Moon\n Inc.", "Moon", "Moon Inc. Status:"])
def test_words_that_are_only_broken_or_cut_otherwise_do_not_differ(other: str) -> None:
    assert differences(a_return(BLANK, stated("Moon Inc.")), a_return(BLANK, stated(other))) == ()
    assert len(differences(a_return(BLANK, stated("Moon Inc.")), a_return(BLANK, stated("The Moon Inc.")))) == 1


@pytest.mark.parametrize(
    ("other", "differing"),
    [(Money(Decimal("5.00"), None), 0), (Money(Decimal(5), "HKD"), 0), (Money(Decimal(5), "USD"), 1), (MINUS_FIVE, 1)],
)
def test_a_currency_that_one_reading_did_not_find_is_no_difference(other: Money, differing: int) -> None:
    def total_of(money: Money) -> MonthlyReturn:
        capital = AuthorisedCapital(total=(stated(money),))
        return MonthlyReturn(edition=Edition.FF301_1_2, authorised=capital)

    assert len(differences(total_of(Money(Decimal(5), "HKD")), total_of(other))) == differing


@given(returns())
@SLOW_TO_DRAW
def test_every_changed_number_is_told_once_and_no_other(monthly_return: MonthlyReturn) -> None:
    counts = {
        entry.address: replace(entry.figure, value=entry.figure.value + 1)
        for entry in entries(monthly_return)
        if entry.figure.state is State.STATED and type(entry.figure.value) is int
    }
    found = differences(monthly_return, with_figures(monthly_return, counts))
    assert [finding.figure for finding in found] == list(counts)
    assert differences(monthly_return, monthly_return) == ()


def test_the_two_readings_of_the_real_pdf_agree_on_nearly_all_figures(filings: Path) -> None:
    path = next(filings.glob("ff301-*.pdf"))
    content = path.read_bytes()
    by_place, _ = read_return(read_source(content, path.name))
    in_order, _ = read_return(text_order_source(read_source(content, path.name)))
    read_by_both = {entry.address for entry in entries(by_place) if entry.figure.state is State.STATED} & {
        entry.address for entry in entries(in_order) if entry.figure.state is State.STATED
    }
    assert len(read_by_both) >= 45
    assert differences(by_place, in_order) == ()


def misread(by_places: Source) -> Source:
    source = text_order_source(by_places)
    lines = (replace(line, text=line.text.replace("478,272,000", "478,272,001")) for line in source.lines)
    return replace(source, lines=tuple(lines))


def test_the_pipeline_tells_where_the_readings_of_a_pdf_differ(filings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = next(filings.glob("ff301-*.pdf")).read_bytes()
    monkeypatch.setattr("converter.pipeline.text_order_source", misread)
    filing = read_filing(content, "a.pdf")
    differing = {finding.figure for finding in filing.findings if finding.code == "readings-differ"}
    block = filing.monthly_return.issued.blocks[0]
    assert differing == {
        f"issued.blocks[{block.key}].{figure}"
        for figure in ("opening", "closing", "all_issued.opening", "all_issued.closing")
    }
    assert block.closing.value == 478_272_000


def test_a_second_reading_that_fails_is_left_out(filings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_by_places: Source) -> Source:
        raise UnreadableInput("no-text", "No text.", "Give a text.")

    content = next(filings.glob("ff301-*.pdf")).read_bytes()
    monkeypatch.setattr("converter.pipeline.text_order_source", refused)
    assert "readings-differ" not in {finding.code for finding in read_filing(content, "a.pdf").findings}


def test_a_page_that_was_not_read_is_told(monkeypatch: pytest.MonkeyPatch, examples: Path) -> None:
    path = examples / "kingsoft-2011-11.md"
    source = replace(read_source(path.read_bytes(), path.name), unread_pages=(2, 5))
    monkeypatch.setattr("converter.pipeline.read_source", lambda content, name, ocr: source)
    found = [finding for finding in read_filing(b"", path.name).findings if finding.code == "page-not-read"]
    assert [finding.message[:6] for finding in found] == ["Page 2", "Page 5"]
