"""Rows whose cells are in one run of text: how many values there are, and the sums, say what each of them is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.findings import Finding
from converter.model import MonthlyReturn, State
from converter.pipeline import read_filing
from converter.walk import entries
from tests.generator.judge import numbers

HEAD = """For the month ended (dd/mm/yyyy) : 30/11/2011
Monthly Return of Equity Issuer on Movements in Securities
To : Hong Kong Exchanges and Clearing Limited
Name of Issuer Lion Rock Holdings Limited
Date Submitted 05/12/2011
I. Movements in Authorised Share Capital
1. Ordinary Shares
{authorised}
2. Preference Shares
3. Other Classes of Shares
II. Movements in Issued Share Capital
III. Details of Movements in Issued Share Capital
Share Options (under Share Option Schemes of the Issuer)
Particulars of share option scheme Granted Exercised Cancelled Lapsed
"""
AUTHORISED = (
    "(1) Stock code : 1234 Description : Lion Rock"
    " No. of ordinary shares Par value (HK$) Authorised share capital (HK$)"
    " Balance at close of preceding month 5,000,000 0.10 500,000 Increase/(decrease) Nil 0.10 Nil"
    " Balance at close of the month 5,000,000 0.10 500,000"
)
FOOT = """
Total A. (Ordinary shares) {total} (Preference shares) Nil (Other class) Nil
Total funds raised during the month from exercise of options (HK$) Nil
Warrants to Issue Shares of the Issuer which are to be Listed
"""


def read(rows: str, total: str = "Nil", authorised: str = AUTHORISED) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    text = HEAD.format(authorised=authorised) + rows + FOOT.format(total=total)
    filing = read_filing(text.encode(), "flat.txt")
    return filing.monthly_return, filing.findings


def options(monthly_return: MonthlyReturn) -> dict[str, int | Decimal]:
    return {at.removeprefix("options."): it for at, it in numbers(monthly_return).items() if at.startswith("options.")}


def unplaced(findings: tuple[Finding, ...]) -> list[str]:
    return [it.evidence.raw for it in findings if it.code == "figure-unplaced" and it.evidence]


def test_a_run_of_values_goes_on_in_the_next_line() -> None:
    came, findings = read(
        "1. Share Option Scheme 9,000 400 Nil 100 200 Nil\n9,100 (22/1/2007) Ordinary shares (Note 1)"
    )
    row = {"opening": 9000, "granted": 400, "cancelled": 100, "lapsed": 200, "may_be_issued": 9100}
    assert options(came) == {f"rows[A1].{name}": number for name, number in row.items()}
    assert unplaced(findings) == []


@pytest.mark.parametrize(
    "row",
    [
        "9000400 Nil Nil 100 Nil 9,300",  # more granted than are left and gone: the first two are glued
        "9,000 Nil 70 Nil 50 70",  # 70 issued, and none exercised: it is so one column on
    ],
)
def test_six_values_that_do_not_add_up_are_told_and_not_placed(row: str) -> None:
    came, findings = read(f"1. Share Option Scheme {row} (22/1/2007) Ordinary shares (Note 1)")
    assert options(came) == {}
    assert unplaced(findings) == [row]


def test_six_values_that_do_are_placed() -> None:
    came, findings = read("1. Share Option Scheme 400 70 Nil 50 70 9,000 (22/1/2007) Ordinary shares (Note 1)", "70")
    row = {"granted": 400, "exercised": 70, "lapsed": 50, "issued": 70, "may_be_issued": 9000}
    assert options(came) == {f"rows[A1].{name}": number for name, number in row.items()} | {"total.ordinary": 70}
    assert unplaced(findings) == []


def test_a_block_that_a_crop_printed_twice_is_told_and_read_once() -> None:
    garbled = AUTHORISED.replace("(1) Stock code", "Stock code").replace("5,000,000", "5 0")
    came, findings = read("1.", authorised=f"{garbled}\n{AUTHORISED}")
    assert [block.key for block in came.authorised.blocks if block.opening.number.value] == ["ordinary-1"]
    assert came.authorised.blocks[0].opening.number.value == 5_000_000
    assert any("printed twice" in it.message for it in findings)


def test_the_lines_of_a_warrant_that_a_crop_printed_twice_are_one_warrant() -> None:
    lines = "Stock code (ic listed)\nNoc ccclicacle\nStock code (if listed)\nNot Applicable\n"
    rest = "Class of shares issuable (Note 1)\nOrdinary\nSubscription price\nHK$0.25\nEGM approval date\n(2/12/2010)\n"
    warrants = (
        f"1. Bonus warrants\nHK$\n500\n100\n400\n400\n1,600\n( / / )\n{lines}{rest}Total B. (Ordinary shares) 400"
    )
    text = HEAD.format(authorised=AUTHORISED) + FOOT.format(total="Nil") + warrants
    came = read_filing(text.encode(), "twice.txt").monthly_return
    assert [row.number for row in came.warrants.rows] == [1]
    price = next(it.figure.value for it in entries(came) if it.address == "warrants.rows[B1].subscription_price")
    assert price.amount == Decimal("0.25")


PARTICULARS = "1. Share option scheme adopted on 01/01/2003 Exercise price HK$1.00 (30/06/2003) Ordinary shares"


@pytest.mark.parametrize(
    "row",
    [
        f"{PARTICULARS} 1,000 70 Nil Nil 70 9,000",
        f"| {PARTICULARS} 1,000 70 Nil Nil 70 9,000 | | | | | | |",
        f"{PARTICULARS} Granted 1,000 Exercised 70 Cancelled Nil Lapsed Nil 70 9,000",
        f"{PARTICULARS} granted: 1,000 exercised: 70 cancelled: nil lapsed: nil issued 70 may be issued 9,000",
    ],
)
def test_a_row_on_a_single_line_is_read_by_its_captions_or_by_how_many_values_it_has(row: str) -> None:
    came, findings = read(row, "70")
    wanted = {"granted": 1000, "exercised": 70, "issued": 70, "may_be_issued": 9000, "exercise_price": Decimal("1.00")}
    assert options(came) == {f"rows[A1].{name}": number for name, number in wanted.items()} | {"total.ordinary": 70}
    assert [it.code for it in findings if it.code != "part-missing"] == []


@pytest.mark.parametrize("values", ["1,000 70 Nil 70 9,000", "1,000 options granted 70 exercised 70 9,000"])
def test_a_single_line_with_other_values_is_told(values: str) -> None:
    came, findings = read(f"| {PARTICULARS} {values} | | | | | | |", "70")
    assert options(came) == {"rows[A1].exercise_price": Decimal("1.00"), "total.ordinary": 70}
    assert {it.code for it in findings} >= {"number-not-read"}


def test_words_for_what_is_not_known_are_a_damaged_figure_there_too() -> None:
    came, _ = read("1.", authorised=AUTHORISED.replace("month 5,000,000 0.10", "month Pending 0.10"))
    balance = came.authorised.blocks[0].opening
    assert (balance.number.state, balance.par_value.value and balance.par_value.value.amount) == (
        State.DAMAGED,
        Decimal("0.10"),
    )
