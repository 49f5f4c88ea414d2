"""Values that stand in another cell than theirs: read where the row tells them all the same, told where it does not."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.model import MonthlyReturn, State
from converter.pipeline import read_filing

HEAD = """For the month ended (dd/mm/yyyy) : 30/11/2011
Monthly Return of Equity Issuer on Movements in Securities
To : Hong Kong Exchanges and Clearing Limited
Name of Issuer Lion Rock Holdings Limited
Date Submitted 05/12/2011
I. Movements in Authorised Share Capital
1. Ordinary Shares
(1) Stock code : 01234 Description : Lion Rock
"""
ISSUED = """II. Movements in Issued Share Capital
\tNo. of ordinary shares\t\tNo of preference shares\tNo. of other classes of shares
\t(1)\t(2)
{opening}
{increase}
{closing}
III. Details of Movements in Issued Share Capital
"""
OPENING, INCREASE, CLOSING = (
    "Balance at close of preceding month",
    "Increase/ (decrease) during the month",
    "Balance at close of the month",
)


def read(text: str) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    filing = read_filing((HEAD + text).encode(), "cells.txt")
    return filing.monthly_return, filing.findings


def issued(
    opening: str = f"{OPENING}\t1,000\tN/A\t5,000\tN/A",
    increase: str = f"{INCREASE}\t200\tN/A\t\tN/A",
    closing: str = f"{CLOSING}\t1,200\tN/A\t5,000\tN/A",
) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    return read(ISSUED.format(opening=opening, increase=increase, closing=closing))


def test_a_balance_that_changed_places_with_its_caption_is_read() -> None:
    came, findings = issued(opening=f"1,000\t{OPENING}\tN/A\t5,000\tN/A")
    assert [block.opening.value for block in came.issued.blocks] == [1000, None, 5000, None]
    assert [it for it in findings if "Section II" in it.message] == []


@pytest.mark.parametrize("beside", ["1,000\t5,000\tN/A\tN/A", "1,000\t5,000\t\tN/A"])
def test_a_balance_in_the_column_beside_its_own_is_told(beside: str) -> None:
    came, findings = issued(opening=f"{OPENING}\t{beside}")
    assert came.issued.blocks[1].opening.value == 5000
    told = {it.figure for it in findings if it.code == "part-missing"}
    assert {f"issued.blocks[{column}]" for column in ("ordinary-2", "preference-1")} == {
        figure.rpartition(".")[0] for figure in told if figure.startswith("issued.blocks[")
    }


@pytest.mark.parametrize(
    ("opening", "increase", "closing"),
    [("", "5,000", "5,000"), ("N/A", "5,000", "5,000"), ("5,000", "(5,000)", "N/A"), ("5,000", "Nil", "5,000")],
)
def test_a_class_that_is_new_or_gone_has_no_balance_to_miss(opening: str, increase: str, closing: str) -> None:
    came, findings = issued(
        f"{OPENING}\t1,000\tN/A\t{opening}\tN/A",
        f"{INCREASE}\t200\tN/A\t{increase}\tN/A",
        f"{CLOSING}\t1,200\tN/A\t{closing}\tN/A",
    )
    assert came.issued.blocks[2].increase.state in (State.STATED, State.NIL)
    assert not any(it.figure.startswith("issued.") for it in findings)
