"""A text whose maker has printed the captions of the form and its values apart: no value is placed by hope."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.model import MonthlyReturn, State
from converter.pipeline import read_filing
from tests.generator.judge import numbers
from tests.short_returns import TITLE

TORN = """I. Movements in Authorised Share Capital
1. Ordinary Shares
(1) Stock code :

01234

Description :
No. of ordinary shares

Balance at close of preceding month
Increase/(decrease)
Balance at close of the month
(2) Stock code :

42,000,000,000
5,000,000,000
47,000,000,000

Par value
(State currency)
RMB1.00
N/A
RMB1.00

Authorised share capital
(State currency)
RMB42,000,000,000
RMB5,000,000,000
RMB47,000,000,000

II. Movements in Issued Share Capital
III. Details of Movements in Issued Share Capital
Share Options (under Share Option Schemes of the Issuer)
Particulars of share option scheme
1. 2004 Scheme
(23/05/2004)
Ordinary shares (Note 1)

Granted

Exercised

Cancelled

Lapsed

703,000

Total A. (Ordinary shares)
Total funds raised during the month from exercise of options (State currency) HK$2,112,960.00
Total increase / (decrease) in ordinary shares during the month (i.e. Total of A to E):

3,400,000

Total increase / (decrease) in preference shares during the month (i.e. Total of A to E):
Total increase / (decrease) in other classes of shares during the month (i.e. Total of A to E):
(These figures should be the same as the relevant figures under II above ("Movements in Issued Share Capital").)
Remarks (if any):
Submitted by:
Title:

{signature}

(Director, Secretary or other duly authorised officer)
"""


def torn(signature: str) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    """A return of which a text maker has printed the captions and the values apart."""
    filing = read_filing((TITLE + TORN.format(signature=signature)).encode(), "torn.txt")
    return filing.monthly_return, filing.findings


def test_columns_below_the_wrong_block_are_told_and_not_placed() -> None:
    monthly_return, findings = torn("CHAN TAI MAN\nDirector")
    assert [at for at in numbers(monthly_return) if at.startswith("authorised")] == []
    told = " ".join(it.evidence.raw for it in findings if it.evidence)
    assert all(number in told for number in ("42,000,000,000", "RMB1.00", "RMB47,000,000,000", "703,000", "3,400,000"))
    missing = {it.figure for it in findings if it.code == "part-missing"}
    assert {"authorised.blocks", "options.rows"} <= missing
    assert [it.number.state for it in monthly_return.total_increase] == [State.BLANK] * 3


@pytest.mark.parametrize(
    ("lines", "name", "title"),
    [
        ("CHAN TAI MAN\nDirector", "CHAN TAI MAN", "Director"),
        ("No. of new shares\nCHAN TAI MAN\nDirector", State.DAMAGED, State.DAMAGED),
    ],
)
def test_a_name_and_a_title_below_both_captions_are_two_lines(lines: str, name: object, title: object) -> None:
    signature = torn(lines)[0].signature
    came = [figure.value or figure.state for figure in (signature.submitted_by, signature.title)]
    assert came == [name, title]
