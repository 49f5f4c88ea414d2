"""The form to 2021 as OCR tools write it with tabs: each line of a cell a line of the text, as many cells in each."""

from __future__ import annotations

from datetime import date

import pytest

from converter.model import OtherMovement, State
from tests.short_returns import HEAD, hkd, read

BEFORE = f"""{HEAD}
III. Details of Movements in Issued Share Capital

Other Movements in Issued Share Capital

"""
KINDS = (
    "Rights issue",
    "Open offer",
    "Placing",
    "Bonus issue",
    "Scrip dividend",
    "Repurchase of",
    "Redemption of",
    "Consideration issue",
    "Capital",
    "Other",
)
REST = {"Repurchase of": "shares", "Redemption of": "shares", "Capital": "reorganisation", "Other": "(Please specify)"}


def movements(rows: str) -> dict[int, OtherMovement]:
    found, _ = read(BEFORE + rows.replace("|", "\t") + "\nTotal E. (Ordinary shares)\t2,900,000\n")
    return {row.number: row for row in found.other_movements.rows}


CELLS = {
    "a price that wraps beside it": (
        "8. Consideration issue|At price : State|Class of shares issuable (Note 1)|2,900,000|Nil\n"
        "|currency HK$4.23|Ordinary shares||\n"
    ),
    "a note that wraps into it": (
        "8. Consideration issue|At price : State|Class of shares issuable (Note|2,900,000|Nil\n"
        "|currency HK$4.23|1) Ordinary shares||\n"
    ),
    "a class that wraps": (
        "8. Consideration issue|At price : State|Class of shares issuable (Note 1)|2,900,000|Nil\n"
        "|currency HK$4.23|Ordinary||\n||shares||\n"
    ),
}
DATES = (
    "||Issue and allotment date :||\n||(dd/mm/yyyy) (03/10/2012)||\n"
    "||EGM approval date: (dd/mm/yyyy)||\n||(03/08/2012)||\n"
)


@pytest.mark.parametrize("name", CELLS)
def test_a_class_of_shares_is_what_stands_in_its_own_column(name: str) -> None:
    row = movements(CELLS[name] + DATES)[8]
    assert (row.class_of_shares.value, row.price.value) == ("Ordinary shares", hkd("4.23"))
    assert (row.event_date.value, row.approval_date.value) == (date(2012, 10, 3), date(2012, 8, 3))
    assert row.issued.value == 2_900_000


def at_its_foot(number: int, kind: str) -> str:
    """A row whose kind is set at the foot of its cell; that of two lines begins a line higher."""
    moved = number == 4
    dates = ["(03/10/2012)", "(03/08/2012)"] if moved else ["( / / )", "( / / )"]
    above, below = ("", kind) if kind not in REST else (kind, REST[kind])
    head = f"{number}. {above or below}"
    last = [f"{head}||{dates[1]}|{'2,900,000|Nil' if moved else '|'}"]
    if above:
        last = [f"{head}||EGM approval date: (dd/mm/yyyy)||", f"{below}||{dates[1]}||"]
    else:
        last.insert(0, "||EGM approval date: (dd/mm/yyyy)||")
    first = ["||Class of shares issuable (Note 1)||", f"||{'Ordinary shares' if moved else ''}||"]
    return "\n".join([*first, f"||Issue and allotment date : {dates[0]}||", *last])


def test_dates_belong_to_the_kind_at_the_foot_of_their_row_though_one_kind_is_torn() -> None:
    found = movements("\n".join(at_its_foot(number, kind) for number, kind in enumerate(KINDS, 1)))
    row = found[4]
    assert (row.event_date.value, row.approval_date.value) == (date(2012, 10, 3), date(2012, 8, 3))
    assert (row.class_of_shares.value, row.issued.value) == ("Ordinary shares", 2_900_000)
    others = [it for number, it in found.items() if number != 4]
    assert {it.event_date.state for it in others} == {State.BLANK}


@pytest.mark.parametrize("printed", ["(16/12|2/2006)", "(16/1|12/2006)", "(1|16/12/2006)"])
def test_a_date_that_a_border_cuts_is_damaged(printed: str) -> None:
    scheme = f"1. Share Option Scheme||\n{printed}|\nOrdinary shares (Note 1)||\n"
    text = (
        f"{HEAD}\nIII. Details of Movements in Issued Share Capital\n\n"
        "Share Options (under Share Option Schemes of the Issuer)\n\n"
        f"|Granted|Exercised|Cancelled|Lapsed|issued|may be issued\n{scheme}"
        "|Nil|5,000|Nil|Nil|5,000|1,075,500\nTotal A. (Ordinary shares)|5,000\n"
    )
    found, findings = read(text.replace("|", "\t"))
    assert found.options.rows[0].approval_date.state is State.DAMAGED
    assert "options.rows[A1].approval_date" in {finding.figure for finding in findings}


def test_the_forms_own_blank_for_a_date_specifies_nothing() -> None:
    flat = (
        "Class of shares issuable (Note 1) At price : State currency 10. Other Issue and allotment date: (/ / "
        "(Please specify) (dd/mm/yyyy) (/ /) EGM approval date: (dd/mm/yyyy) Nil Nil\n"
    )
    assert movements(flat)[10].specified.state is State.BLANK


SCHEME = f"""{HEAD}
III. Details of Movements in Issued Share Capital

Share Options (under Share Option Schemes of the Issuer)

|Granted|Exercised|Cancelled|Lapsed|issued|may be issued
1. Pre-IPO Scheme||||||
Ordinary shares (Note 1)|Nil|5,000|Nil|Nil|5,000|84. 291,420
Total A. (Ordinary shares)|5,000
""".replace("|", "\t")


def test_a_number_cut_behind_a_point_is_damaged_and_no_number_of_a_row() -> None:
    (scheme,) = read(SCHEME)[0].options.rows
    assert (scheme.issued.value, scheme.may_be_issued.state) == (5_000, State.DAMAGED)


NOTES = f"""{HEAD}
III. Details of Movements in Issued Share Capital

Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)

Class and description|Currency|Amount at close|Converted|Amount|issued|may be issued
1. Zero coupon Convertible Bonds|HK$|448,000,000|Nil|448,000,000|Nil|28,000,000
Stock code (if listed)|N/A|||||
Class of shares issuable (Note 1)|Ordinary shares|||||
Subscription price|{{}}|||||
EGM approval date (if applicable) (dd/mm/yyyy)|(19/12/2008)|||||
Total C. (Ordinary shares)|Nil
""".replace("|", "\t")


@pytest.mark.parametrize(
    ("printed", "state"),
    [("HK$16.00", State.STATED), ("-", State.NIL), ("- HK$16.00", State.DAMAGED), ("- . HK$16.00", State.DAMAGED)],
)
def test_a_mark_before_a_price_is_not_nothing(printed: str, state: State) -> None:
    (bond,) = read(NOTES.format(printed))[0].convertibles.rows
    assert bond.subscription_price.state is state


@pytest.mark.parametrize("mark", ["1. ", "al ", ""])
def test_the_first_agreement_is_a_row_though_its_number_is_misread(mark: str) -> None:
    text = f"""{HEAD}
III. Details of Movements in Issued Share Capital

Any other Agreements or Arrangements to Issue Shares of the Issuer which are to be Listed, including Options (other \
than under Share Option Schemes)

Full particulars including EGM approval date (dd/mm/yyyy), if applicable, and class of shares issuable:|No. of new \
shares of issuer issued during the month pursuant thereto|No. of new shares of issuer which may be issued pursuant \
thereto as at close of the month
{mark}Subscription agreement with one investor||
Ordinary Shares (Note 1)|7,469|95,615,439
2. Subscription agreement with another investor||
Ordinary shares (Note 1)|Nil|2,332
Total D. (Ordinary shares)|7,469|
"""
    rows = read(text.replace("|", "\t"))[0].agreements.rows
    assert [(row.number, row.issued.value, row.may_be_issued.value) for row in rows] == [
        (1, 7_469, 95_615_439),
        (2, 0, 2_332),
    ]


def test_an_exercise_price_of_no_known_currency_that_cannot_be_read_is_damaged() -> None:
    printed = SCHEME.replace(
        "1. Pre-IPO Scheme", "1. Pre-IPO Scheme\nExercise Price\nHKS$0.24\N{REPLACEMENT CHARACTER}"
    )
    (scheme,) = read(printed)[0].options.rows
    assert scheme.exercise_price.state is State.DAMAGED
