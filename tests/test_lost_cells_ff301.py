"""Cells of FF301 that were lost, glued or exchanged: what may stand in another place is told, and not stated there."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.model import MonthlyReturn
from converter.pipeline import read_filing

HEAD = """\
FF301
For the month ended: 31 October 2024
Name of Issuer: Harbour Limited
II. Movements in Issued Shares and/or Treasury Shares
"""
CLASS = (
    "1. Class of shares Ordinary shares Type of shares Not applicable Listed on the Exchange Yes\nStock code 00700\n"
)
BALANCES = f"{CLASS}Balance at close of preceding month 15,000\nBalance at close of the month 15,000\n"
WARRANTS = (
    f"(B). Warrants to Issue Shares of the Issuer\n{CLASS}Description of the Warrants Currency"
    " Nominal value at close of preceding month Movement during the month Nominal value at close of the month"
    " Number of new shares (B1) Number of treasury shares transferred (B2) Number of shares which may be issued\n"
)
AGREEMENTS = f"""\
(D). Any other Agreements or Arrangements to Issue Shares of the Issuer
{CLASS}
| Description | General Meeting approval date | new shares (D1) | Number of treasury shares (D2) | may be issued |

"""
EVENTS = f"""\
(E). Other Movements in Issued Shares and/or Treasury Shares
{CLASS}Events Currency Amount Date of event General Meeting approval date Number of issued shares (E1)
Number of treasury shares (E2) Number of shares which may be issued Number of shares not yet cancelled
"""


def read(*parts: str) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    filing = read_filing("".join(parts).encode(), "a return")
    return filing.monthly_return, filing.findings


def told(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [it.evidence.raw for it in findings if it.code == code and it.evidence]


@pytest.mark.parametrize(
    ("printed", "issued"), [("98,3 56,004 70,148", None), ("98,364 56,004 70,148", 98_364)], ids=("cut", "whole")
)
def test_a_cut_number_beside_another_may_be_of_one_cell_or_of_two(printed: str, issued: int | None) -> None:
    """The second number is out of treasury by its total; whether the first was glued to it nothing tells."""
    row = f"1). 2024 Warrants USD 492,118,564 Exercised -1,080,576 491,037,988 {printed} Type of the Warrants Other\n"
    totals = (
        "Increase in issued shares (excluding treasury shares): 154,368 Ordinary shares (BB1)\n"
        "Decrease in treasury shares: -56,004 Ordinary shares (BB2)\n"
    )
    came, findings = read(HEAD, BALANCES, WARRANTS, row, totals)
    (warrant,) = came.warrants.rows
    assert (warrant.issued.value, warrant.treasury_shares.value) == (issued, 56_004 if issued else None)
    assert told(findings, "figure-unplaced") == ([] if issued else ["98,3 56,004"])


@pytest.mark.parametrize(
    ("increase", "closing", "came"),
    [
        ("5,000", "Balance at close of the month 20,000", 5_000),
        ("15,000", "Balance at close of the month 30,000", 15_000),
        ("5,000", "", 5_000),
        ("15,000", "", None),
    ],
)
def test_a_number_behind_the_increase_may_be_the_close_whose_caption_is_lost(
    increase: str, closing: str, came: int | None
) -> None:
    """On a flattened page a blank increase leaves no trace; the close is then the opening."""
    read_return, findings = read(
        HEAD.replace(" and/or Treasury Shares", "").replace("2024", "2022"),
        CLASS.replace("\n", " "),
        f"Balance at close of preceding month 15,000 Increase / decrease (-) {increase} {closing}\n",
    )
    (block,) = read_return.issued.blocks
    assert (block.opening.value, block.increase.value) == (15_000, came)
    assert (increase in told(findings, "figure-unplaced")) == (came is None)


def test_a_currency_without_its_amount_is_told() -> None:
    """The amount stands before its currency, where it cannot be told from the words."""
    came, findings = read(HEAD, BALANCES, EVENTS, "1).\nOpen offer\n1\nHKD\n10 November 2024\n1,366,237\n0\n0\n0\n")
    assert came.other_movements.rows[0].price.value is None
    assert [it.message for it in findings if it.figure == "other_movements.rows[E1].price"] == [
        "Part E, row 1: the amount beside 'HKD' was not found in the text."
    ]


@pytest.mark.parametrize(("cells", "doubtful"), [(" | 83,706", False), ("83,706 | ", True)])
def test_a_number_that_breaks_its_total_and_would_not_in_the_cell_beside_it_is_told(cells: str, doubtful: bool) -> None:
    rows = f"| 1). | Subscription |  | 203 | 0 | 9,485 |\n\n| 2). | Earn-out shares |  | 0 | {cells} |\n\n"
    totals = """\
| Increase in issued shares (excluding treasury shares): | 203 | Ordinary shares (DD1) |

| Decrease in treasury shares: | 0 | Ordinary shares (DD2) |
"""
    came, findings = read(HEAD, BALANCES, AGREEMENTS, rows, totals)
    row = came.agreements.rows[1]
    assert (row.treasury_shares.value, row.may_be_issued.value) == ((83_706, None) if doubtful else (None, 83_706))
    figures = [it.figure for it in findings if it.code == "column-doubtful"]
    assert figures == ([f"agreements.rows[D2].{it}" for it in ("may_be_issued", "treasury_shares")] if doubtful else [])


def test_two_numbers_that_break_their_total_and_would_not_exchanged_are_told() -> None:
    rows = "| 1). | Subscription |  | 7,348 | 0 | 203 |\n\n"
    totals = "| Increase in issued shares (excluding treasury shares): | 203 | Ordinary shares (DD1) |\n"
    _, findings = read(HEAD, BALANCES, AGREEMENTS, rows, totals)
    figures = [it.figure for it in findings if it.code == "column-doubtful"]
    assert figures == [f"agreements.rows[D1].{it}" for it in ("may_be_issued", "issued")]


def test_a_cut_number_between_two_others_may_be_of_up_to_three_cells() -> None:
    head = f"(C). Convertibles (i.e. Convertible into Shares of the Issuer)\n{CLASS}Description of the Convertibles\n"
    row = "1). Bonds due 2026 CNY 59,297 Converted -56,056 3,241 008 463 Type of the Convertibles Bond/Notes\n"
    came, findings = read(
        HEAD.replace(" and/or Treasury Shares", ""), BALANCES, head, row, "Total C (Ordinary shares):\n"
    )
    (bonds,) = came.convertibles.rows
    assert (bonds.closing.value, bonds.issued.value, bonds.may_be_issued.value) == (None, None, None)
    assert told(findings, "figure-unplaced") == ["3,241 008 463"]


CLOSING = """\
I. Movements in Authorised / Registered Share Capital
Not applicable
II. Movements in Issued Shares and/or Treasury Shares
1. Class of shares | Preference shares | Type of shares | Not applicable | Listed on the Exchange | Yes
Stock code | 04601
Balance at close of preceding month | 15,000
Balance at close of the month | 15,000
2. Class of shares | Preference shares | Type of shares | Not applicable | Listed on the Exchange | Yes
Stock code | 04602
Balance at close of preceding month | 15,256
Balance at close of the month | 15,000
Total increase/ decrease (-) in issued shares during the month (i.e. Total of AA1 to EE1): | 0 | Preference shares
Total increase/ decrease (-) in treasury shares during the month (i.e. Total of AA2 to EE2): {first}
Total increase/ decrease (-) in issued shares during the month (i.e. Total of AA1 to EE1): | 0 | Preference shares
Total increase/ decrease (-) in treasury shares during the month (i.e. Total of AA2 to EE2): | -256 | Preference shares
"""


@pytest.mark.parametrize(
    ("first", "treasury"),
    [("| 0 | Preference shares", [0, -256]), ("| 0 |", [0, -256]), ("", [None, None])],
    ids=("whole", "its class lost", "lost"),
)
def test_a_total_of_one_of_two_classes_of_the_same_words_is_told_by_its_place_or_not_at_all(
    first: str, treasury: list[int | None]
) -> None:
    came, findings = read(HEAD.split("II. Mov")[0], CLOSING.format(first=first))
    assert [it.treasury_shares.value for it in came.total_increase] == treasury
    lost = [it for it in findings if it.code == "number-not-read" and it.evidence and "-256" in it.evidence.raw]
    assert bool(lost) == (treasury[1] is None)


@pytest.mark.parametrize("lost", [False, True])
def test_a_row_behind_a_lost_page_is_told_to_have_another_number_perhaps(lost: bool) -> None:
    first = f"{AGREEMENTS}| 1). | Award |  | 0 | 0 | 5,000 |\n\nPage 1 of 3\n"
    second = "FF301\n\nPage 2 of 3\n"
    third = "FF301\n| 1). | Subscription |  | 203 | 0 | 9,485 |\n\nPage 3 of 3\n"
    _, findings = read(HEAD, BALANCES, first, "" if lost else second, third)
    doubtful = [it.figure for it in findings if it.code == "row-number-doubtful"]
    assert doubtful == (["agreements.rows[D2]"] if lost else [])


@pytest.mark.parametrize("funds", ["Total funds raised during the month from exercise of options: HKD 51,771.84\n", ""])
def test_a_part_a_without_the_line_of_the_funds_raised_has_lost_it(funds: str) -> None:
    head = f"III. Details of Movements in Issued Shares\n(A). Share Options (under Share Option Schemes)\n{CLASS}"
    row = "1). Scheme of 2017 9,000 Lapsed -1,000 8,000 0 0 8,000 500\nGeneral Meeting approval date 18 May 2017\n"
    _, findings = read(HEAD, BALANCES, head, row, funds)
    assert ("options.funds_raised" in {it.figure for it in findings}) == (not funds)


@pytest.mark.parametrize("exchanged", [False, True])
def test_a_total_without_a_number_whose_rows_move_shares_is_told(exchanged: bool) -> None:
    row = "1).\nReorganisation of capital\n7 July 2024\n15 May 2024\n29,958\n0\n"
    issued = "Increase / decrease (-) in issued shares (excluding treasury shares):\n"
    treasury = "Ordinary shares (EE1)\nIncrease / decrease (-) in treasury shares:\nOrdinary shares (EE2)\n"
    foot = ["29,958\n", issued] if exchanged else [issued, "29,958\n"]
    came, findings = read(HEAD, BALANCES, EVENTS, row, *foot, treasury)
    (total_of_class,) = came.other_movements.line_totals
    assert total_of_class.issued.value == (None if exchanged else 29_958)
    figures = [it.figure for it in findings if it.code in ("part-missing", "column-doubtful")]
    doubtful = ["other_movements.line_totals[ordinary-1].issued", "other_movements.rows[E1].may_be_issued"]
    assert [it for it in figures if it in doubtful] == (doubtful if exchanged else [])


@pytest.mark.parametrize(
    ("increase", "left"),
    [
        ("646,000,000,000\nCNY\n323,000,000\n", None),
        ("646,000,000,000\nCNY\n323,000,000\nIncceasc / cecreace (-)\n646\ncNY\n", "646"),
        ("646\nIncceasc / cecreace (-)\n646,000,000,000\nCNY\n323,000,000\n", "646 Inc"),
        ("0\nCNY\ncclcncc ac clcsc oc the mcnth\n12\nccY\n1\n", "0 CNY"),
    ],
    ids=("whole", "copy behind", "copy before", "copy of the close"),
)
def test_an_increase_of_section_i_takes_no_par_value_from_a_garbled_copy(increase: str, left: str | None) -> None:
    """The form prints no par value beside an increase."""
    section = (
        f"I. Movements in Authorised / Registered Share Capital\n{CLASS}Description\n"
        "Number of authorised/registered shares\nPar value\nAuthorised/registered share capital\n"
        "Balance at close of preceding month\n543,000,000,000\nCNY\n0.0005\nCNY\n271,500,000\n"
        f"Increase / decrease (-)\n{increase}"
        "Balance at close of the month\n1,189,000,000,000\nCNY\n0.0005\nCNY\n594,500,000\n"
        "Total authorised/registered share capital at the end of the month:\nCNY\n594,500,000\n"
    )
    before, after = HEAD.split("II. ")
    came, findings = read(before, section, "II. ", after, BALANCES)
    (block,) = came.authorised.blocks
    capital = block.increase.capital.value
    whole = left in (None, "646")
    assert block.increase.par_value.value is None
    assert (block.increase.number.value, capital and capital.amount) == (
        (646_000_000_000, 323_000_000) if whole else (None, None)
    )
    unplaced = told(findings, "figure-unplaced")
    assert unplaced == ([] if left is None else [it for it in unplaced if it.startswith(left)][:1])
    assert bool(unplaced) == bool(left)


ISSUED_FOOT = "Increase / decrease (-) in issued shares (excluding treasury shares):\n"
TREASURY_FOOT = "Increase / decrease (-) in treasury shares:\n"


def test_what_stands_behind_the_words_of_a_garbled_total_is_no_value_of_the_row_before() -> None:
    row = "1).\nRepurchase of shares (shares held as treasury shares)\n13 September 2025\n-622,787\n622,787\n0\n"
    copy = "cncccasc/ cecreacc (-) in ccsccd shares (cxclccccg cccacurc chcres):\n-622\nOrdcnarc shaccs (cE1)\n"
    totals = f"{ISSUED_FOOT}-622,787\nOrdinary shares (EE1)\n{TREASURY_FOOT}622,787\nOrdinary shares (EE2)\n"
    came, findings = read(HEAD, BALANCES, EVENTS, row, copy, totals)
    (event,) = came.other_movements.rows
    assert (event.issued.value, event.treasury_shares.value) == (-622_787, 622_787)
    assert event.not_yet_cancelled.value is None
    assert "-622" in told(findings, "number-not-read")


@pytest.mark.parametrize("total", ["0\n", "-5,008,305\n"])
def test_shares_not_yet_cancelled_have_their_column_beside_a_nought_too(total: str) -> None:
    """Unless the totals say that they were issued shares."""
    row = "1).\nRepurchase of shares (shares repurchased for cancellation but not yet cancelled)\n2 July 2025\n"
    totals = f"{ISSUED_FOOT}{total}Ordinary shares (EE1)\n{TREASURY_FOOT}Ordinary shares (EE2)\n"
    came, _ = read(HEAD, BALANCES, EVENTS, row, "0\n-5,008,305\n", totals)
    (event,) = came.other_movements.rows
    assert event.not_yet_cancelled.value == (-5_008_305 if total == "0\n" else None)
    assert event.treasury_shares.value is None
