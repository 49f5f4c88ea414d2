"""Rows of FF301 that two crops of a page print twice, whole, garbled, or with other numbers; and a head's lines."""

from __future__ import annotations

import pytest

from converter.findings import Finding
from converter.model import MonthlyReturn
from converter.pipeline import read_filing

HEAD = """\
FF301
For the month ended: 31 October 2022
Name of Issuer: Harbour Limited
II. Movements in Issued Shares
1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on SEHK      Yes
Stock code      00700   Description
Balance at close of preceding month      1,000,000
Increase / decrease (-)      0
Balance at close of the month      1,000,000
"""
CLASS = """\
1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on SEHK      Yes
Stock code      00700   Description
"""
OPTIONS = f"III. Details of Movements in Issued Shares\n(A). Share Options (under Share Option Schemes)\n{CLASS}"
EVENTS = f"(E). Other Movements in Issued Share\n{CLASS}"
ENDS = (40, 70, 95, 110, 140, 170, 200, 230)
OPTION_HEADS = (
    *("Particulars of share option scheme", "close of preceding month", "Movement", "", "close of the month"),
    *("No. of new shares (A)", "which may be issued", "to be granted under the scheme"),
)


def line(*cells: str, ends: tuple[int, ...] = ENDS) -> str:
    """One line whose cells end in these columns, the first beginning at the left."""
    printed = cells[0]
    for cell, end in zip(cells[1:], ends[1:], strict=True):
        printed += cell.rjust(end - len(printed))
    return printed + "\n"


def read(*parts: str) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    filing = read_filing("".join(parts).encode(), "a return")
    return filing.monthly_return, filing.findings


FIRST = line("1). 2017 Scheme", "9,000", "Lapsed", "-1,000", "8,000", "0", "8,000", "500")
APPROVAL = "General Meeting approval date (if applicable)      18 May 2017\n"
WHOLE = line("2). Share Option Scheme (HK$3.146)", "8,097", "Lapsed", "-312", "7,785", "0", "7,785", "467,194")


@pytest.mark.parametrize(
    "copy",
    [
        line("2)  Sliarc 0pccon $cheme (HK$ pec", "8", "Lacscd", "-312", "7", "0", "7", ""),
        line("2). $hcrc c1tccn Schemc (Hc$ 3", "8 09", "Lcpsed", "-3", "", "0", "77", "46"),
        line("2). cccc cc ccc", "809", "cccc", "-3", "778", "", "7", "467"),
    ],
    ids=("a digit in a word", "a digit that wraps", "hardly a letter"),
)
@pytest.mark.parametrize("first", [True, False])
def test_a_row_and_its_garbled_copy_are_one_row(copy: str, first: bool) -> None:
    rows = (copy, WHOLE) if first else (WHOLE, copy)
    came, _ = read(
        HEAD, OPTIONS, line(*OPTION_HEADS), FIRST, APPROVAL, *rows, APPROVAL, "Total A (Ordinary shares): 0\n"
    )
    assert [(it.number, it.opening.value, it.lapsed.value, it.closing.value) for it in came.options.rows] == [
        (1, 9_000, 1_000, 8_000),
        (2, 8_097, 312, 7_785),
    ]
    assert came.options.rows[1].may_be_granted.value == 467_194


def test_a_row_printed_twice_with_other_numbers_is_told() -> None:
    other = line("2). Share Option Scheme (HK$3.146)", "8,091", "Lapsed", "-312", "7,785", "0", "7,785", "")
    came, findings = read(HEAD, OPTIONS, line(*OPTION_HEADS), FIRST, APPROVAL, WHOLE, other, APPROVAL)
    assert [it.opening.value for it in came.options.rows] == [9_000, 8_097]
    (told,) = [it for it in findings if it.code == "row-printed-twice"]
    assert told.figure == "options.rows[A2]" and told.evidence and "8,091" in told.evidence.raw


def test_a_row_of_the_same_number_and_other_words_is_a_row() -> None:
    other = line("2). Restricted units", "50", "Granted", "5", "55", "0", "55", "3")
    came, findings = read(HEAD, OPTIONS, line(*OPTION_HEADS), FIRST, APPROVAL, WHOLE, other, APPROVAL)
    assert [it.opening.value for it in came.options.rows] == [9_000, 8_097, 50]
    assert "class-unread" in {it.code for it in findings}


def test_a_garbled_line_over_the_heads_of_columns_moves_none_of_them() -> None:
    """The line of the stock code stands there again; a piece of it lies over the column of the new shares."""
    heads = [
        line("", "", "", "", "", "No. of new", "which may be", "to be granted"),
        line(
            "Particulars",
            "preceding month",
            "Movement",
            "",
            "close of the month",
            "shares (A)",
            "issued",
            "under the scheme",
        ),
    ]
    garbled = line("$tccc cdde", "", "", "cc7cc", "", "D cscrcpt cn 0 c c c" + " " * 6, "", "")
    row = line("1). 2017 Scheme", "406", "", "", "406", "", "406", "4,880")
    for over in ("", garbled):
        came, _ = read(HEAD, OPTIONS, over, *heads, row, APPROVAL, "Total A (Ordinary shares): 0\n")
        (read_row,) = came.options.rows
        assert (read_row.opening.value, read_row.closing.value, read_row.issued.value) == (406, 406, None), over


def test_a_value_below_the_line_of_a_row_is_not_in_a_column_of_the_row() -> None:
    """The row was printed once more without its mark, and its number cut."""
    ends = (30, 45, 60, 85, 110, 140, 170)
    approval = "General Meeting approval"
    names = ("Type of Issue", "Currency", "Amount", "Date of event", approval, "new shares (E)", "may be issued")
    heads = line(*names, ends=ends)
    row = line("1). Placing", "HKD", "4.2", "06 October 2022", "", "48,861,080", "", ends=ends)
    below = line("1   Plccing", "", "", "", "", "", "48", ends=ends)
    came, findings = read(HEAD, EVENTS, heads, row, below, "Total E (Ordinary shares): 48,861,080\n")
    (event,) = came.other_movements.rows
    assert (event.issued.value, event.may_be_issued.value) == (48_861_080, None)
    assert any(it.evidence and "48" in it.evidence.raw.split() for it in findings if it.code == "figure-unplaced")
