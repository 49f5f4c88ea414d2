"""Values that stand in another cell than theirs: read where the row tells them all the same, told where it does not."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.forms import glued
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import FormText
from converter.model import MonthlyReturn, State
from converter.pipeline import read_filing
from converter.reading.source import read_source

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


FLAT = """III. Details of Movements in Issued Share Capital
Share Options (under Share Option Schemes of the Issuer)
Particulars of share option scheme Granted Exercised Cancelled Lapsed
{options}
Total A. (Ordinary shares) Nil (Preference shares) Nil (Other class) Nil
Total funds raised during the month from exercise of options (HK$) Nil
Warrants to Issue Shares of the Issuer which are to be Listed
Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)
Class and description Currency Amount at close of preceding month Converted Amount at close of the month
{convertibles}
Stock code (if listed) N/A
Class of shares issuable (Note 1) Ordinary shares
Subscription price HK$1
EGM approval date (if applicable) (dd/mm/yyyy) (3 April 2009)
Total C. (Ordinary shares) Nil (Preference shares) Nil (Other class) Nil
Any other Agreements or Arrangements to Issue Shares of the Issuer which are to be Listed
Full particulars No. of new shares which may be issued pursuant thereto as at close of the month
{agreements}
Total D. (Ordinary shares) Nil (Preference shares) Nil (Other class) Nil
"""
COLUMNS = ("opening", "granted", "exercised", "cancelled", "lapsed", "issued", "may_be_issued")


def details(options: str = "", convertibles: str = "", agreements: str = "") -> tuple[MonthlyReturn, list[str]]:
    came, findings = read(FLAT.format(options=options, convertibles=convertibles, agreements=agreements))
    return came, [it.evidence.raw for it in findings if it.code == "figure-unplaced" and it.evidence]


SCHEME = "1. Share Option Scheme (22/1/2007) Ordinary shares (Note 1) "


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("9,000400 70 30 50 70 9,250", (9000, 400, 70, 30, 50, 70, 9250)),
        ("9,000 400 70 3050 70 9,250", (9000, 400, 70, 30, 50, 70, 9250)),
        ("9,000 400 7030 50 70 9,250", (9000, 400, 70, 30, 50, 70, 9250)),
        ("9,000 400 2,070 30 502,070 7,250", (9000, 400, 2070, 30, 50, 2070, 7250)),
        ("9,000 400 2,070 1,3050 2,070 6,025", (9000, 400, 2070, 1305, 0, 2070, 6025)),
        ("9,000 400 2,070 30 1,0502,070 6,250", (9000, 400, 2070, 30, 1050, 2070, 6250)),
        ("400 2,070 30 1,0502,070 6,250", (None, 400, 2070, 30, 1050, 2070, 6250)),
        ("9,000 Nil 70-- Nil 70 8,930", (9000, 0, 70, 0, 0, 70, 8930)),
        ("400 2,070 –30 2,070 6,250", (None, 400, 2070, 0, 30, 2070, 6250)),
        ("9,000 400 70 30 50 70 9,250 9 4 7 3 5 9", (9000, 400, 70, 30, 50, 70, 9250)),
    ],
)
def test_options_without_a_border_are_parted_where_print_and_sums_say_where(
    row: str, values: tuple[int | None, ...]
) -> None:
    came, told = details(options=SCHEME + row)
    assert tuple(getattr(came.options.rows[0], column).value for column in COLUMNS) == values
    assert told == []


def test_two_dashes_are_one_mark_of_nothing() -> None:
    line = "156,334 -- 12,298 -- 12,298 144,036"
    reading = Reading(FormText(read_source(f"head\n{line}\nfoot".encode(), "a line")))
    row = reading.values(reading.form.line_span(len("head\n")))
    assert [token.number or 0 for token in row] == [156334, 0, 12298, 0, 12298, 144036]
    whole = [156334, 0, 12298, 0, 0, 12298, 144036]

    def agrees(parting: list[Token]) -> bool:
        return [token.number or 0 for token in parting] == whole

    assert glued.parted(reading, row, {len(whole)}, agrees, sound=True) == []


@pytest.mark.parametrize(
    "row",
    [
        "9,000 400 70 3050 70 9,999",  # what is left does not come of the parts
        "400 2,070 2,0702,070 6,250",  # two borders are lost
    ],
)
def test_options_without_a_border_are_told_where_the_sums_do_not_say_where(row: str) -> None:
    came, told = details(options=SCHEME + row)
    assert told == [row]
    assert all(getattr(came.options.rows[0], column).value is None for column in COLUMNS)


@pytest.mark.parametrize(
    ("row", "opening", "closing", "issued"),
    [
        ("900.00 (500.00) 400.0012,500 7,000", "900.00", "400.00", 12500),
        ("900.00500.00 400.00 12,500 7,000", "900.00", "400.00", 12500),
        ("900.00 500.00400.00 12,500 7,000", "900.00", "400.00", 12500),
        ("900.00 –900.00 – 7,000", "900.00", "900.00", 0),
    ],
)
def test_amounts_without_a_border_are_parted_where_they_come_down_to_the_close(
    row: str, opening: str, closing: str, issued: int
) -> None:
    came, told = details(convertibles=f"1. Convertible bonds HK$ {row}")
    (bond,) = came.convertibles.rows
    assert (str(bond.opening.value), str(bond.closing.value)) == (f"HKD {opening}", f"HKD {closing}")
    assert (bond.issued.value, bond.may_be_issued.value, told) == (issued, 7000, [])


def test_a_caption_in_the_wrong_place_among_flattened_balances_moves_a_value_over_it() -> None:
    balances = f"1,000 2,000 3,000 Nil 50 {INCREASE} Nil Nil Nil {CLOSING} 1,050 2,000 3,000 Nil"
    came, findings = read(ISSUED.format(opening=f"{OPENING} {balances}", increase="", closing=""))
    values = [[it.opening.value, it.increase.value, it.closing.value] for it in came.issued.blocks]
    assert values == [[1000, 50, 1050], [2000, 0, 2000], [3000, 0, 3000], [0, 0, 0]]
    assert not any("Section II" in it.message for it in findings)


def test_one_that_makes_no_sums_is_told() -> None:
    balances = f"1,000 2,000 3,000 Nil 50 {INCREASE} Nil Nil Nil {CLOSING} 1,060 2,000 3,000 Nil"
    came, findings = read(ISSUED.format(opening=f"{OPENING} {balances}", increase="", closing=""))
    assert came.issued.blocks[0].opening.value is None
    assert any(it.code == "figure-unplaced" and "Section II, opening" in it.message for it in findings)


def test_the_first_value_of_a_row_stands_in_the_column_of_those_above_it() -> None:
    rows = [
        "1. Share Option Scheme (22/1/2007) Ordinary shares (Note 1)",
        "     9,000          400          70          30          50          70          9,250",
        "2. Share Option Scheme (22/1/2008) Ordinary shares (Note 1)",
        "     5,000                       60          40       Pending        60          4,000",
    ]
    came, _ = details(options="\n".join(rows))
    second = [getattr(came.options.rows[1], column) for column in COLUMNS]
    assert [it.value for it in second] == [5000, None, 60, 40, None, 60, 4000]
    assert (second[1].state, second[4].state) == (State.BLANK, State.DAMAGED)


@pytest.mark.parametrize("numbers", ["-- see attached", "as announced", ""])
def test_a_row_that_prints_no_number_is_told(numbers: str) -> None:
    _, findings = read(
        FLAT.format(
            options=SCHEME + numbers,
            convertibles="",
            agreements=f"1. Subscription agreement (3/6/2009) Ordinary shares (Note 1) {numbers}",
        )
    )
    told = {it.figure for it in findings if it.code == "part-missing"}
    assert {"options.rows[A1]", "agreements.rows[D1]"} <= told


@pytest.mark.parametrize("dash", ["-", "–", "---"])
def test_a_dash_and_a_number_on_a_line_are_the_pair_of_part_d(dash: str) -> None:
    came, told = details(agreements=f"1. Subscription agreement (3/6/2009) Ordinary shares (Note 1)\n{dash} 85,307")
    (agreement,) = came.agreements.rows
    assert (agreement.issued.state, agreement.may_be_issued.value, told) == (State.NIL, 85307, [])


def test_the_day_of_a_date_that_wraps_is_no_number_of_options() -> None:
    came, _ = details(options="1. Scheme adopted on 5 – 92,321 – 39 92,321 4,388\nMay 2005 Ordinary shares (Note 1)")
    (scheme,) = came.options.rows
    assert [getattr(scheme, column).value for column in COLUMNS] == [None, 0, 92321, 0, 39, 92321, 4388]


def test_values_stand_in_the_first_line_of_a_caption_that_wraps() -> None:
    came, findings = read(
        FLAT.format(options="", convertibles="", agreements="")
        + """Other Movements in Issued Share Capital
Total E. (Ordinary 8,440
shares)
(Preference Nil
shares)
(Other class) 70
Total increase / (decrease) in ordinary 8,440
shares during the month (i.e. Total of A to E):
Total increase / (decrease) in preference
shares during the month (i.e. Total of A to E): Nil
Total increase / (decrease) in other classes of 70
shares during the month (i.e. Total of A to E):
(These figures should be the same as the relevant figures under II above.)
"""
    )
    total = came.other_movements.total
    assert [it.value for it in (total.ordinary, total.preference, total.other)] == [8440, 0, 70]
    assert [it.number.value for it in came.total_increase] == [8440, 0, 70]
    assert not any("closing total" in it.message for it in findings)


def test_a_bond_without_a_close_is_told() -> None:
    bonds = [
        "1. Convertible bonds\tHKD\t500\tNil\t500\tNil\t200",
        "Stock code (if listed) N/A",
        "EGM approval date (if applicable) (dd/mm/yyyy) (3 April 2009)",
        "2. Convertible bonds\tHKD\t95108851\t6855795040294\t\t6855795040294\t",
    ]
    _, findings = read(FLAT.format(options="", convertibles="\n".join(bonds), agreements=""))
    (told,) = [it for it in findings if it.figure.startswith("convertibles.rows")]
    assert (told.code, told.figure) == ("part-missing", "convertibles.rows[C2]")


@pytest.mark.parametrize("words", ["see attached", "見附件", "to be advised"])
def test_words_between_the_marks_of_two_lines_are_a_damaged_total(words: str) -> None:
    came, _ = read(
        FLAT.format(options="", convertibles="", agreements="")
        + "Other Movements in Issued Share Capital Total E. (Ordinary shares) Nil\n"
        + "Total increase / (decrease) in ordinary shares during the month (i.e. Total of A to E): "
        + f"(1) {words} (2) Nil\n"
    )
    first, second = (it.number for it in came.total_increase)
    assert (first.state, first.evidence and first.evidence.raw, second.state) == (State.DAMAGED, words, State.NIL)


def test_digits_that_spaces_part_are_one_damaged_number_where_a_group_begins_with_a_nought() -> None:
    came, _ = details(options=SCHEME + "\n6 046 856\nNil\n8,431\nNil\nNil\n6,055,287")
    (scheme,) = came.options.rows
    assert (scheme.granted.state, scheme.granted.evidence and scheme.granted.evidence.raw) == (
        State.DAMAGED,
        "6 046 856",
    )
    assert scheme.cancelled.value == 8431


def test_a_comma_alone_before_a_row_is_the_rest_of_a_number() -> None:
    rows = [
        "1. Share Option Scheme",
        ",\t( / / )\t47\t0\t661\t4,661\t---\t925",
        "Ordinary shares (Note 1)",
    ]
    came, told = details(options="\n".join(rows))
    assert told == ["47 0 661 4,661 --- 925"]
    assert came.options.rows[0].granted.value is None


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("9,531,791 3,383 – 0 – 9,535,174", {"opening": 9531791, "granted": 3383, "may_be_issued": 9535174}),
        ("41,529 509 509 41,020", {"opening": 41529, "exercised": 509, "issued": 509, "may_be_issued": 41020}),
        ("--- 50,007 --- 50,007 7,293,310", {"exercised": 50007, "issued": 50007, "may_be_issued": 7293310}),
        (
            "9,000 2,070 30 50 2,070 6,850",
            {"opening": 9000, "exercised": 2070, "cancelled": 30, "lapsed": 50, "issued": 2070, "may_be_issued": 6850},
        ),
        ("– – – 0 68,937,491", {"may_be_issued": 68937491}),
        ("5,000 5,000", None),
        ("9,514 – – 9,514", None),  # outstanding, or granted this month
        ("0 – 27,787", None),
        ("-- 3,491 3,175,743 9,280", None),  # the first of them may have been lost
        ("762,054 9,474,348 762,054 978,212,609", None),  # cancelled or lapsed
    ],
)
def test_the_sums_place_options_of_which_columns_are_blank(row: str, values: dict[str, int] | None) -> None:
    came, told = details(options=SCHEME + "\n" + row)
    (scheme,) = came.options.rows
    read_so = {column: number for column in COLUMNS if (number := getattr(scheme, column).value)}
    assert (read_so, told) == ((values, []) if values else ({}, [row]))


def test_the_first_column_of_balances_that_leave_others_blank_is_that_of_ordinary_shares() -> None:
    came, findings = issued(f"{OPENING} 1,000 7,000 N/A", f"{INCREASE} 200 Nil", f"{CLOSING} 1,200 7,000 N/A")
    first, *others = came.issued.blocks
    assert [it.value for it in (first.opening, first.increase, first.closing)] == [1000, 200, 1200]
    assert all(it.opening.value is it.closing.value is None for it in others)
    assert {it.evidence.raw for it in findings if it.code == "figure-unplaced" and it.evidence} == {"7,000"}


def test_balances_that_make_no_sum_are_placed_nowhere() -> None:
    came, findings = issued(f"{OPENING} 1,000 N/A", f"{INCREASE} 200 Nil", f"{CLOSING} 1,300 N/A")
    assert came.issued.blocks[0].opening.value is None
    assert any(it.code == "figure-unplaced" and "Section II" in it.message for it in findings)


def test_a_row_with_a_border_within_a_number_is_no_model_for_the_others() -> None:
    rows = [
        "1. Share Option Scheme",
        "Ordinary shares (Note 1)\t388,641\t6,140\t475\t0\t,\t,140\t1,272,372",
        "2. Share Option Scheme",
        "Ordinary shares (Note 1)\t8,998\tNil\t\t0\t572\t16,024",
    ]
    came, told = details(options="\n".join(rows))
    second = [getattr(came.options.rows[1], column).value for column in COLUMNS]
    assert (second, told) == ([None, 8998, 0, None, 0, 572, 16024], [])


def test_of_two_prints_of_a_row_with_blank_cells_the_one_with_all_its_digits_is_read() -> None:
    rows = [
        "1. Share Option Scheme",
        "c shares (Note 1)\t\t7\t-\t825\t7 55\t7 51",
        "( / / )",
        "H shares (Note 1)\t\t7,555,400\t-\t825,941\t7,555,400\t7,518",
    ]
    came, _ = details(options="\n".join(rows))
    first = [getattr(came.options.rows[0], column).value for column in COLUMNS]
    assert first == [None, None, 7555400, 0, 825941, 7555400, 7518]


def test_values_below_two_captions_may_be_of_either() -> None:
    came, findings = read(
        "No. of ordinary shares Par value (HK$) Authorised share capital (HK$)\n"
        f"{OPENING}\nIncrease/(decrease)\n\n5,000\n\n0.10\n\n500.00\n\n{CLOSING}\n\n5,000\n\n0.10\n\n500.00\n"
        + ISSUED.format(opening="", increase="", closing="")
    )
    block = came.authorised.blocks[0]
    assert (block.opening.number.value, block.increase.number.value, block.closing.number.value) == (None, None, None)
    assert any(it.code == "figure-unplaced" and it.evidence and "5,000" in it.evidence.raw for it in findings)


def test_the_rest_of_a_note_that_wraps_is_no_value() -> None:
    came, _ = details(options="1. 購股權計劃 行使價 2港元 (22/1/2007) 普通股 （註 NIL 0 NIL 117 0 67,545,340\n1）")
    (scheme,) = came.options.rows
    assert [getattr(scheme, column).value for column in COLUMNS] == [None, 0, 0, 0, 117, 0, 67545340]


@pytest.mark.parametrize("row", ["\t400\t2,070\t30\tNil\t\t6,250", "\t400\t\t30\tNil\t2,070\t6,250"])
def test_options_exercised_for_which_no_share_is_issued_are_told(row: str) -> None:
    whole = "1. Share Option Scheme (22/1/2007) Ordinary shares (Note 1)\t1\t0\t0\t0\t0\t5,000\n2. Share Option Scheme"
    _, findings = read(FLAT.format(options=whole + row, convertibles="", agreements=""))
    assert [it.figure for it in findings if it.figure.startswith("options.rows")] == ["options.rows[A2]"]


AUTHORISED = """No. of ordinary shares\tPar value (HK$)\tAuthorised share capital (HK$)
{opening}
Increase/(decrease)\tNil\t\tNil
Balance at close of the month\t5,884,000\t5\t29,420,000
"""


@pytest.mark.parametrize("values", ["5,884,000\t529,420,000\t", "5,884,0005\t29,420,000\t", "5,884,0005\t\t29,420,000"])
def test_a_par_value_without_a_border_is_parted_where_the_capital_is_its_product(values: str) -> None:
    came, _ = read(
        AUTHORISED.format(opening=f"{OPENING}\t{values}") + ISSUED.format(opening="", increase="", closing="")
    )
    row = came.authorised.blocks[0].opening
    assert (row.number.value, str(row.par_value.value), str(row.capital.value)) == (5884000, "HKD 5", "HKD 29,420,000")


def test_a_close_stands_though_the_opening_above_it_cannot_be_placed() -> None:
    opening = f"{OPENING}\t5,884,000\t629,420,000\t"
    came, findings = read(AUTHORISED.format(opening=opening) + ISSUED.format(opening="", increase="", closing=""))
    block = came.authorised.blocks[0]
    assert (block.opening.number.value, block.closing.number.value) == (None, 5884000)
    assert any(it.evidence and it.evidence.raw == "5,884,000 629,420,000" for it in findings)


def test_an_opening_put_together_over_a_border_is_none_in_a_row_that_lacks_a_value() -> None:
    rows = [
        "1. Share Option Scheme",
        "7,539,\t565,864\t\t414\t78,908\t–\t8,026,523",
        "( / / ) Ordinary shares (Note 1)",
    ]
    came, told = details(options="\n".join(rows))
    assert told == ["7,539, 565,864 414 78,908 – 8,026,523"]
    assert all(getattr(came.options.rows[0], column).value is None for column in COLUMNS)


def test_ordinary_shares_that_seem_to_stand_under_the_second_column_alone_are_told() -> None:
    rows = "".join(
        f"{caption:<50}{number}             -\n"
        for caption, number in ((OPENING, "37,284"), (INCREASE, "53,711"), (CLOSING, "90,995"))
    )
    came, findings = read(
        "II. Movements in Issued Share Capital\n"
        f"{'':<40}No. of ordinary shares       No of preference shares   No. of other classes of shares\n"
        f"{'':<42}(1)       (2)\n{rows}III. Details of Movements in Issued Share Capital\n"
    )
    told = [it.evidence.raw for it in findings if it.code == "figure-unplaced" and it.evidence]
    assert told == ["37,284 -", "53,711 -", "90,995 -"]
    assert all(block.opening.value is None for block in came.issued.blocks)


def test_the_last_value_of_an_increase_is_told_where_a_number_of_the_close_has_come_before_its_caption() -> None:
    table = (
        f"{OPENING} 954,000,000 0.1 95,400,000\nIncrease/(decrease) 6,282 628.2 954,006,282\n{CLOSING} 0.1 95,400,628.2"
    )
    heads = "No. of ordinary shares Par value (HK$) Authorised share capital (HK$)\n"
    came, findings = read(f"{heads}{table}\n" + ISSUED.format(opening="", increase="", closing=""))
    increase, closing = came.authorised.blocks[0].increase, came.authorised.blocks[0].closing
    assert (increase.number.value, increase.par_value.value, str(increase.capital.value)) == (6282, None, "HKD 628.2")
    assert (str(closing.par_value.value), str(closing.capital.value)) == ("HKD 0.1", "HKD 95,400,628.2")
    assert [it.evidence.raw for it in findings if it.code == "figure-unplaced" and it.evidence] == ["954,006,282"]
    assert "authorised.blocks[ordinary-1].closing.number" in {it.figure for it in findings}


@pytest.mark.parametrize(("par", "read_as"), [("7", None), ("5", "HKD 5")])
def test_an_increase_has_the_par_value_of_a_balance(par: str, read_as: str | None) -> None:
    table = AUTHORISED.format(opening=f"{OPENING}\t5,883,000\t5\t29,415,000")
    table = table.replace("\tNil\t\tNil", f"\t1,000\t{par}\t5,000")
    came, findings = read(table + ISSUED.format(opening="", increase="", closing=""))
    increase = came.authorised.blocks[0].increase
    assert (increase.par_value.value and str(increase.par_value.value)) == read_as
    assert any(it.evidence and it.evidence.raw == f"1,000 {par} 5,000" for it in findings) == (read_as is None)


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("83,414\tHKD\t83,414\t---\t83,414\t9", ("HKD 83,414", "HKD 83,414", "HKD 0", 83414, 9)),
        ("900\tUSD\t400\t500\t800\tNil", ("USD 900", "USD 400", "USD 500", 800, 0)),
    ],
)
def test_a_currency_that_changed_places_with_its_amount_is_read(row: str, figures: tuple[str | int, ...]) -> None:
    came, told = details(convertibles=f"1. Bonds due 2013\t{row}")
    (bond,) = came.convertibles.rows
    amounts = tuple(str(it.value) for it in (bond.opening, bond.converted, bond.closing))
    assert (*amounts, bond.issued.value, bond.may_be_issued.value) == figures
    assert (bond.description.value, told) == ("Bonds due 2013", [])


@pytest.mark.parametrize("cell", ["- . 278,000", "– • 278,000", "- ~ 278,000", "- 278,000"])
def test_a_dash_and_a_number_in_one_cell_are_one_damaged_figure(cell: str) -> None:
    came, _ = details(options=f"1. Share Option Scheme\t741,000\t278,000\t-\t29,000\t{cell}\t58,431,097")
    (scheme,) = came.options.rows
    values = [getattr(scheme, column).value for column in COLUMNS]
    assert values == [None, 741000, 278000, 0, 29000, None, 58431097]
    assert (scheme.issued.state, scheme.issued.evidence and scheme.issued.evidence.raw) == (State.DAMAGED, cell)


def test_a_row_that_one_parting_does_not_fill_is_looked_at_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[object] = []
    monkeypatch.setattr(glued, "_halves", lambda *given: iter(cut.append(given) or []))
    details(options=SCHEME + "9,000 2,070 30502,070 6,850")
    assert cut == []
    details(options=SCHEME + "9,000 400 70 3050 70 9,250")
    assert cut != []


SCHEMES = [
    "1. Old Scheme\t-\t-\t-\t-\t-\t33,701,527",
    "Exercise price HK$1.47{}",
    "(14/12/2004)",
    "Ordinary shares (Note 1)",
    "2. New Scheme{}",
    "(13/07/2007)",
    "Ordinary shares (Note 1)",
]


@pytest.mark.parametrize("first", [True, False])
def test_values_of_the_row_below_that_have_come_up_into_a_row_are_told_with_its_own(first: bool) -> None:
    values = "\t-\t-\t-\t43,000\t-\t54,348,200"
    rows = "\n".join(SCHEMES).format(*((values, "") if first else ("", values)))
    came, told = details(options=rows)
    read_so = [it.value for scheme in came.options.rows for it in (scheme.lapsed, scheme.may_be_issued)]
    assert read_so == ([None] * 4 if first else [0, 33701527, 43000, 54348200])
    assert [("33,701,527" in raw, "54,348,200" in raw) for raw in told] == ([(True, True)] if first else [])
    assert str(came.options.rows[0].exercise_price.value) == "HKD 1.47"
    assert str(came.options.rows[0].approval_date.value) == "2004-12-14"


def test_a_garbled_copy_of_the_values_of_a_row_is_none_of_another_row() -> None:
    came, told = details(options="\n".join(SCHEMES).format("\t-\t-\t-\t-\t-\t33", "\t-\t-\t-\t1\t-\t2"))
    assert (came.options.rows[0].may_be_issued.value, told) == (33701527, [])


@pytest.mark.parametrize(("price", "read_as"), [("HK$0\t$0.50", None), ("HK$16.00\tHK$16.00", "HKD 16.00")])
def test_a_border_within_a_price_makes_it_damaged(price: str, read_as: str | None) -> None:
    bonds = FLAT.replace("Subscription price HK$1\n", f"Subscription price\t{price}\n")
    came, _ = read(bonds.format(options="", convertibles="1. Bonds\tHKD\t900\t-\t900\t-\t50", agreements=""))
    figure = came.convertibles.rows[0].subscription_price
    assert (figure.value and str(figure.value)) == read_as
    assert (figure.state is State.DAMAGED) == (read_as is None)
