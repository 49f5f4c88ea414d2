"""Rows of section III whose fields share their cells with other words, or stand in other lines than their figures."""

from __future__ import annotations

import pytest

from converter.model import MonthlyReturn, State
from tests import short_returns
from tests.short_returns import hkd, read

SECTIONS = """II. Movements in Issued Share Capital
III. Details of Movements in Issued Share Capital
"""
HEAD = short_returns.HEAD + SECTIONS
WARRANTS = "Warrants to Issue Shares of the Issuer which are to be Listed\n"
MOVEMENTS = "Other Movements in Issued Share Capital\n"
COLUMNS = (
    "<tr><td>{description}</td><td>Currency</td><td>Amount at close of preceding month</td><td>During the month</td>"
    "<td>Amount at close of the month</td><td>No. of new shares issued</td><td>No. which may be issued</td></tr>"
)
FIELDS = (
    "Stock code (if listed) N/A<br>Class of shares issuable (Note 1) Ordinary shares<br>"
    "Subscription price HK$1.60<br>EGM approval date (if applicable) (dd/mm/yyyy) ({date})"
)
CELLS = "<td>HK$</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"


def web_page(part: str, *rows: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in (HEAD + part).splitlines())
    head = COLUMNS.format(description="Class and description")
    return f"<html><body>{lines}<table>{head}{''.join(rows)}</table></body></html>"


def bonds(number: int, name: str, date: str, *figures: str) -> str:
    return f"<tr><td>{number}. {name}<br>{FIELDS.format(date=date)}</td>{CELLS.format(*figures)}</tr>"


def test_the_fields_of_convertibles_may_share_the_cell_of_the_description() -> None:
    heading = "Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)\n"
    one = bonds(1, "2.5% Convertible Bonds due 2015", "18/05/2009", "48,000,000", "8,000,000", "40,000,000", "5", "6")
    two = bonds(2, "Zero coupon Notes", "19/06/2010", "7,000,000", "Nil", "7,000,000", "Nil", "4,375,000")
    monthly_return, findings = read(web_page(heading, one, two), "fields.html")
    first, second = monthly_return.convertibles.rows
    assert (first.description.value, first.class_of_shares.value) == (
        "2.5% Convertible Bonds due 2015",
        "Ordinary shares",
    )
    assert (first.opening.value, first.converted.value, first.closing.value) == (
        hkd(48_000_000),
        hkd(8_000_000),
        hkd(40_000_000),
    )
    assert (first.issued.value, first.may_be_issued.value, first.subscription_price.value) == (5, 6, hkd("1.60"))
    assert (second.opening.value, second.converted.state, second.may_be_issued.value) == (
        hkd(7_000_000),
        State.NIL,
        4_375_000,
    )
    assert [str(row.approval_date.value) for row in (first, second)] == ["2009-05-18", "2010-06-19"]
    assert not [it for it in findings if it.code in ("number-not-read", "figure-unplaced")]


FIGURES = "HK$    50,000,000    2,000,000    48,000,000    1,250,000    30,000,000"
LINES = (
    "1. Unlisted Warrants",
    "(18/03/2013)",
    "Stock code (if listed) N/A",
    "Class of shares issuable (Note 1)",
    "Ordinary shares",
    "Subscription price HK$1.60",
    "EGM approval date (if applicable)",
    "(dd/mm/yyyy) (04/05/2009)",
)


@pytest.mark.parametrize("beside", range(len(LINES)))
def test_the_figures_of_warrants_may_stand_beside_any_line_of_the_row(beside: int) -> None:
    lines = [f"{line:40}{FIGURES}" if index == beside else line for index, line in enumerate(LINES)]
    second = ("2. Listed Warrants", "(19/04/2013)", *LINES[2:])
    lines += [
        f"{line:40}{FIGURES.replace('50,0', '51,0')}" if index == 0 else line for index, line in enumerate(second)
    ]
    monthly_return, _ = read("\n".join([HEAD + WARRANTS, *lines, "Total B. (Ordinary shares) 1,250,000"]))
    first, other = monthly_return.warrants.rows
    assert (first.opening.value, first.closing.value, first.issued.value) == (
        hkd(50_000_000),
        hkd(48_000_000),
        1_250_000,
    )
    assert (first.description.value, first.class_of_shares.value) == ("Unlisted Warrants", "Ordinary shares")
    assert (first.subscription_price.value, str(first.approval_date.value), str(first.expiry_date.value)) == (
        hkd("1.60"),
        "2009-05-04",
        "2013-03-18",
    )
    assert other.opening.value == hkd(51_000_000)


def test_figures_beside_two_lines_of_fields_are_told_and_not_placed() -> None:
    lines = [f"{line:40}{FIGURES}" if index in (3, 5) else line for index, line in enumerate(LINES)]
    monthly_return, findings = read("\n".join([HEAD + WARRANTS, *lines, "Total B. (Ordinary shares) 1,250,000"]))
    assert all(row.opening.state is State.BLANK for row in monthly_return.warrants.rows)
    assert len([it for it in findings if it.code == "number-not-read"]) == 2


def movement(*lines: str) -> MonthlyReturn:
    return read("\n".join([HEAD + MOVEMENTS, *lines, "Total E. (Ordinary shares) 2,800,000"]))[0]


DATES = ("Issue and allotment date : (dd/mm/yyyy) (18/10/2012)", "EGM approval date: (dd/mm/yyyy) (01/06/2012)")


@pytest.mark.parametrize(
    "lines",
    [
        (
            "3. Placing    At price : State currency HK$2.50    Class of shares issuable (Note 1) Ordinary shares"
            "    2,800,000    Nil",
        ),
        (
            "3. Placing    At price : State    Class of shares issuable (Note 1)    2,800,000    Nil",
            "              currency HK$2.50    Ordinary shares",
        ),
        (
            "3. Placing    At price : State currency HK$2.50    Class of shares issuable (Note 1) Ordinary",
            "                                                   shares    2,800,000    Nil",
        ),
        (
            "3. Placing    At price : HK$2.50    Class of shares issuable    2,800,000    Nil",
            "(Note 1) Ordinary shares",
        ),
    ],
)
def test_the_class_of_a_movement_is_its_words_without_figures_price_and_note(lines: tuple[str, ...]) -> None:
    row = next(it for it in movement(*lines, *DATES).other_movements.rows if it.number == 3)
    assert (row.class_of_shares.value, row.issued.value, row.may_be_issued.state) == (
        "Ordinary shares",
        2_800_000,
        State.NIL,
    )
    assert row.price.value == hkd("2.50")


KINDS = (
    "1. Rights issue",
    "2. Open offer",
    "3. Placing",
    "4. Bonus issue",
    "5. Scrip dividend",
    "6. Repurchase of shares",
    "7. Redemption of shares",
    "8. Consideration issue",
    "9. Capital reorganisation",
    "10. Other (Please specify)",
)


def foot_set(kind: str) -> list[str]:
    """A row whose cells are set at their foot: its kind is printed last."""
    filled = kind == "3. Placing"
    last = "currency HK$2.50    (01/06/2012)    2,800,000    Nil" if filled else "currency    ( / / )"
    return [
        f"Class of shares issuable (Note 1) {'Ordinary' if filled else ''}",
        "shares" if filled else "",
        f"Issue and allotment date : (dd/mm/yyyy) {'(18/10/2012)' if filled else '( / / )'}",
        "At price : State    EGM approval date: (dd/mm/yyyy)",
        f"{kind}    {last}",
    ]


def test_a_kind_printed_below_its_class_and_dates_is_the_kind_of_that_row() -> None:
    rows = movement(*(line for kind in KINDS for line in foot_set(kind))).other_movements.rows
    row = rows[2]
    assert [it.number for it in rows] == list(range(1, 11))
    assert (row.class_of_shares.value, row.issued.value, row.price.value) == ("Ordinary shares", 2_800_000, hkd("2.50"))
    assert (str(row.event_date.value), str(row.approval_date.value)) == ("2012-10-18", "2012-06-01")
    assert all(it.class_of_shares.state is State.BLANK for it in rows if it.number != 3)


@pytest.mark.parametrize(
    "cut", ["(1\n8/10/2012)", "(1 8/10/2012)", "(18/1\n0/2012)", "(18/10/20\n12)", "(18/10/2\n012)", "(18/10/201\n2)"]
)
def test_a_date_that_a_line_cuts_is_damaged_and_no_other_date(cut: str) -> None:
    placing = "3. Placing    At price : HK$2.50    Class of shares issuable Ordinary shares    2,800,000    Nil"
    rows = movement(placing, f"Issue and allotment date : (dd/mm/yyyy) {cut}", DATES[1]).other_movements.rows
    row = next(it for it in rows if it.number == 3)
    assert row.event_date.state is State.DAMAGED
    assert str(row.approval_date.value) == "2012-06-01"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "10. Other                      At price : State currency    Class of shares issuable (Note 1) H shares",
            "(Please specify) Share award   HK$6.19                      Issue and allotment date : (/)    5    Nil",
            "scheme                                                      EGM approval date: (01/06/2012)",
        ),
        (
            "10. Other",
            "(Please specify) Share",
            "award scheme",
            "At price : HK$6.19",
            "Class of shares issuable",
            "5 Nil",
        ),
        ("10. Other", "(Please specify) Share award scheme HK$6.19    Class of shares issuable H shares    5    Nil"),
    ],
)
def test_what_is_specified_is_whole_where_its_cell_wraps(lines: tuple[str, ...]) -> None:
    (row,) = movement(*lines).other_movements.rows
    assert (row.number, row.specified.value) == (10, "Share award scheme")


def test_the_price_of_an_item_whose_kind_stands_a_line_below_is_none_of_the_item_before() -> None:
    lines = (
        "9. Capital reorganisation    Class of shares issuable (Note 1)",
        "Issue and allotment date : (dd/mm/yyyy) ( / / )",
        "EGM approval date: (dd/mm/yyyy) ( / / )",
        "10. Other    At price : State currency HK$2.23    Class of shares issuable H shares    9,100,000    Nil",
        "(Please specify) Share award scheme    Issue and allotment date : (dd/mm/yyyy) (19/10/2012)",
        "EGM approval date: (dd/mm/yyyy) (01/06/2012)",
    )
    nine, ten = movement(*lines).other_movements.rows
    assert (nine.price.state, nine.issued.state) == (State.BLANK, State.BLANK)
    assert (ten.price.value, ten.issued.value, ten.specified.value) == (hkd("2.23"), 9_100_000, "Share award scheme")


def test_rows_below_a_lower_number_are_not_of_a_part_that_has_no_total() -> None:
    lines = [f"{line:40}{FIGURES}" if index == 0 else line for index, line in enumerate(LINES)]
    again = [line.replace("1. Unlisted Warrants", "1. Notes due 2015").replace("50,0", "77,0") for line in lines]
    text = "\n".join(
        [HEAD + WARRANTS, *lines, "2. Listed Warrants", *LINES[1:], *again, "Total C. (Ordinary shares) 5"]
    )
    monthly_return, findings = read(text)
    assert [row.opening.value for row in monthly_return.warrants.rows] == [hkd(50_000_000), None]
    assert any(it.code == "number-not-read" and it.evidence and "77,000,000" in it.evidence.raw for it in findings)


def test_six_values_in_six_cells_are_no_opening_where_a_row_exercises_what_is_issued() -> None:
    part = (
        "Share Options (under Share Option Schemes of the Issuer)",
        "Particulars of share option scheme    Granted    Exercised    Cancelled    Lapsed    Issued    May be issued",
        "1. 2004 Scheme",
        "669,000    457,000    Nil    Nil    457,000    54,710,168",
        "(03/02/2007)",
        "2. 2009 Scheme",
        "605,000    Nil    1,300    33,000    Nil    86,815,957",
        "(17/01/2009)",
        "Total A. (Ordinary shares) 457,000",
    )
    one, two = read("\n".join([HEAD, *part]))[0].options.rows
    assert (one.opening.state, one.granted.value, one.exercised.value) == (State.BLANK, 669_000, 457_000)
    assert (two.opening.state, two.granted.value, two.lapsed.value) == (State.BLANK, 605_000, 33_000)


def test_digits_below_a_price_damage_it_for_they_may_be_its_last_ones() -> None:
    lines = (
        "3. Placing    At price : State currency HK$2.2    Class of shares issuable H shares    2,800,000    Nil",
        "              3                                    Issue and allotment date : (18/10/2012)",
        "EGM approval date: (dd/mm/yyyy) (01/06/2012)",
    )
    (row,) = movement(*lines).other_movements.rows
    assert (row.price.state, row.issued.value) == (State.DAMAGED, 2_800_000)


KINDS_IN_CHINESE = (
    "供股",
    "公開招股",
    "配售",
    "紅股",
    "以股代息",
    "購回股份",
    "贖回股份",
    "代價發行",
    "資本重組",
    "其他",
)


def test_kinds_in_chinese_below_their_classes_are_told_by_all_ten() -> None:
    rows = []
    for number, kind in enumerate(KINDS_IN_CHINESE, 1):
        filled = number in (4, 10)
        rows += [
            f"可發行股份類別(註1) {'普通股' if filled else ''}",
            f"發行及配發日期:(日/月/年) {'(16/10/2012)' if filled else '( / / )'}",
            "股東特別大會通過日期:(日/月/年)",
            f"{number}. {kind}    {'(25/06/2012)    7,200,000    無' if filled else '( / / )'}",
        ]
    movements = movement(*rows, "(請註明) 股份獎勵").other_movements.rows
    assert [it.number for it in movements] == list(range(1, 11))
    for row in (movements[3], movements[9]):
        assert (row.class_of_shares.value, row.issued.value) == ("普通股", 7_200_000)
        assert (str(row.event_date.value), str(row.approval_date.value)) == ("2012-10-16", "2012-06-25")
    assert movements[9].specified.value == "股份獎勵"
