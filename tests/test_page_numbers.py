"""What stands at the foot of a page, or under two heads of columns at once, and is no figure of a row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.model import Money, State
from tests.short_returns import HEAD, hkd, read

CAPITAL = """No. of ordinary shares    Par value (State currency)    Authorised share capital (State currency)
Balance at close of preceding month      4,000,000,000    HK$0.05    HK$200,000,000
Increase/(decrease)                      Nil                         Nil
Balance at close of the month            4,000,000,000    HK$0.05    HK$200,000,000
Total authorised share capital at the end of the month (State currency) : HK$200,000,000
"""
ISSUED = """II. Movements in Issued Share Capital
                                      No. of ordinary shares    No of preference    No. of other classes
                                      (1)              (2)      shares              of shares
Balance at close of preceding month   1,455,013,259    N/A      N/A                 N/A
Increase/ (decrease) during the month 2,800,000        N/A      N/A                 N/A
Balance at close of the month         1,457,813,259    N/A      N/A                 N/A
"""
OPTIONS = """III. Details of Movements in Issued Share Capital
Share Options (under Share Option Schemes of the Issuer)
Particulars of share option scheme    Granted    Exercised    Cancelled    Lapsed    Issued    May be issued
1. 2004 Scheme (23/05/2004) Ordinary shares (Note 1)    Nil    2,800,000    Nil    6,000    2,800,000    83,992,180
"""
TOTAL_A = "Total A. (Ordinary shares)    2,800,000\n"
FUNDS = "Total funds raised during the month from exercise of options (State currency) HK$15,176,000.00\n"


@pytest.mark.parametrize("foot", ["{}", "- {} -", "– {} –", "Page {}", "Page {} of 9", "第 {} 頁"])
@pytest.mark.parametrize("first", [1, 4])
def test_numbers_at_the_foot_of_pages_are_neither_figures_nor_told(foot: str, first: int) -> None:
    pages = [HEAD + CAPITAL, ISSUED, OPTIONS + "2. New Scheme\n", TOTAL_A + FUNDS]
    text = "\f".join(f"{page}\n{foot.format(number)}\n" for number, page in enumerate(pages, first))
    monthly_return, findings = read(text)
    assert [it.value for it in monthly_return.authorised.total] == [hkd("200000000")]
    assert [it.value for it in monthly_return.options.funds_raised] == [hkd("15176000")]
    assert [it.lapsed.value for it in monthly_return.options.rows] == [6000, None]
    assert not [it for it in findings if it.code in ("number-not-read", "figure-unplaced", "figure-damaged")]


def test_numbers_that_do_not_count_as_the_pages_do_are_told() -> None:
    pages = [HEAD + CAPITAL, ISSUED, OPTIONS + TOTAL_A + FUNDS]
    text = "\f".join(f"{page}\n{number}\n" for number, page in zip((7, 3, 5), pages, strict=True))
    told = [it.evidence.raw for it in read(text)[1] if it.code == "number-not-read" and it.evidence]
    assert told == ["7", "3", "5"]


def test_a_number_alone_below_a_blank_line_makes_no_second_total_and_damages_none() -> None:
    monthly_return, findings = read(f"{HEAD}{CAPITAL}\n1\n\n{ISSUED}{OPTIONS}{TOTAL_A}{FUNDS}\n3\n")
    assert [it.value for it in monthly_return.authorised.total] == [hkd("200000000")]
    assert [it.value for it in monthly_return.options.funds_raised] == [hkd("15176000")]
    assert [it.evidence.raw for it in findings if it.code == "number-not-read" and it.evidence] == ["1", "3"]


def test_a_number_right_below_an_amount_may_be_its_rest() -> None:
    (funds,) = read(f"{HEAD}{CAPITAL}{ISSUED}{OPTIONS}{TOTAL_A}{FUNDS}3\n")[0].options.funds_raised
    assert funds.state is State.DAMAGED


def test_two_currencies_below_the_heads_of_par_value_and_capital_are_each_its_column_s() -> None:
    bare = CAPITAL.replace("HK$", "").replace(
        "Par value (State currency)    Authorised share capital (State currency)",
        "Par value    Authorised share capital\n                          (US$)        (HK$)",
    )
    (block, *_) = read(HEAD + bare + ISSUED)[0].authorised.blocks
    assert (block.opening.par_value.value, block.opening.capital.value) == (
        Money(Decimal("0.05"), "USD"),
        hkd("200000000"),
    )


def test_funds_under_a_caption_of_the_filer_s_own_are_told_and_are_no_price() -> None:
    own = "Sum of A    2,800,000\nFunds raised from options in the month (State currency) HK$15,176,000.00\n"
    monthly_return, findings = read(HEAD + CAPITAL + ISSUED + OPTIONS + own)
    assert [row.exercise_price.state for row in monthly_return.options.rows] == [State.BLANK]
    assert "HK$15,176,000.00" in [it.evidence.raw for it in findings if it.code == "number-not-read" and it.evidence]


def test_a_total_in_chinese_may_have_its_letter_before_it() -> None:
    text = HEAD + CAPITAL + ISSUED + OPTIONS + "A. 總數（普通股）    2,800,000\n" + FUNDS
    assert read(text)[0].options.total.ordinary.value == 2_800_000


def test_a_rule_between_pages_is_no_second_amount_and_below_a_caption_it_is_nil() -> None:
    monthly_return, findings = read(HEAD + CAPITAL + ISSUED + OPTIONS + TOTAL_A + FUNDS + "\n---\n\nWarrants\n")
    assert [it.value for it in monthly_return.options.funds_raised] == [hkd("15176000")]
    assert not [it for it in findings if it.code in ("figure-damaged", "number-not-read")]
    cells = CAPITAL.replace("                      Nil                         Nil", "\n\n---\n\nHK$0.05\n\nHK$ 0")
    increase = read(HEAD + cells + ISSUED + OPTIONS)[0].authorised.blocks[0].increase
    assert increase.number.state is State.NIL


RAW = """No. of ordinary shares
Par value (State currency)
Authorised share capital (State currency)
Balance at close of preceding month
4,000,000,000
HK$0.05
HK$200,000,000
Increase/(decrease)
Balance at close of the month
{}
Total authorised share capital at the end of the month (State currency) : HK$200,000,000
"""


@pytest.mark.parametrize(
    ("close", "state"),
    [
        ("4,000,000,000\nHK$0.05\nHK$200,000,000", State.STATED),
        ("5,000,000,000\nHK$0.05\nHK$250,000,000", State.BLANK),
        ("4,000,000,000\nHK$200,000,000", State.BLANK),
    ],
)
def test_values_below_two_captions_are_the_close_where_all_of_them_are_those_of_the_opening(
    close: str, state: State
) -> None:
    monthly_return, findings = read(HEAD + RAW.format(close) + ISSUED)
    (block, *_) = monthly_return.authorised.blocks
    assert [it.state for it in (block.closing.number, block.closing.par_value, block.closing.capital)] == [state] * 3
    assert block.increase.number.state is State.BLANK
    assert ("figure-unplaced" in [it.code for it in findings]) is (state is State.BLANK)
