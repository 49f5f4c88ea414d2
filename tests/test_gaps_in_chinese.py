"""Small gaps that a word processor sets between Chinese letters and others: they read as spaces, and mean nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.forms.lexer import Kind, lex
from converter.forms.reading import class_kind
from converter.model import ClassKind, Edition
from converter.pipeline import read_filing

RETURN = """截至月份（日/月/年）： 31/03/2020
股份發行人的證券變動月報表
致： 香港交易及結算所有限公司
公司名稱 獅子山控股有限公司 呈交日期 03/04/2020
I. 法定股本變動
1. 普通股
(1) 股份代號： 01234 說明： 獅子山
普通股數目 面值（請註明貨幣） 法定股本（請註明貨幣）
上月底結存 5,000,000 0.10 美元 500,000.00 美元
增加／（減少） --- ---
本月底結存 5,000,000 0.10 美元 500,000.00 美元
本月底法定股本總額（請註明貨幣）： 500,000.00 美元
II. 已發行股本變動
III. 已發行股本變動詳情
股份期權（根據發行人的股份期權計劃）
授出 行使 註銷 失效
1. 購股權計劃 行使價 美元 108.40 (23/04/17) {wrapped}
股 （註 1）
1,831 76,132 0 無 76,132 348,699,724
總數 A. （普通股） 76,132
（優先股） N/A
（其他類別）
{foot}
承諾發行將予上市的發行人股份的權證
"""


@pytest.mark.parametrize("foot", ["2019年3月", "2019 年 3 月", "2019 年3 月"])
def test_the_foot_of_a_page_is_no_figure(foot: str) -> None:
    came = read_filing(RETURN.format(foot=foot, wrapped="H").encode(), "gaps.txt").monthly_return
    assert came.edition is Edition.MARCH_2019
    assert came.edition_reasons[0].evidence is not None
    assert came.edition_reasons[0].evidence.raw == foot
    assert came.options.total.other.value is None


@pytest.mark.parametrize("letter", ["H", "A", "B"])
def test_a_class_that_a_gap_or_a_line_end_cuts_is_that_class(letter: str) -> None:
    came = read_filing(RETURN.format(foot="", wrapped=letter).encode(), "gaps.txt").monthly_return
    (scheme,) = came.options.rows
    assert (scheme.share_class, scheme.class_of_shares.value) == (ClassKind.ORDINARY, f"{letter} 股")
    assert class_kind(f"{letter} 股") is class_kind(f"{letter}股") is ClassKind.ORDINARY


def test_marks_behind_all_amounts_of_a_line_belong_to_those_before_them() -> None:
    came = read_filing(RETURN.format(foot="", wrapped="H").encode(), "gaps.txt").monthly_return
    (block,) = [block for block in came.authorised.blocks if block.opening.number.value]
    assert [str(it.value) for it in (block.opening.par_value, block.opening.capital)] == ["USD 0.10", "USD 500,000.00"]


@pytest.mark.parametrize("printed", ["0.02 美元 24,640,000.00", "0.02 美元 24,640,000.00 美元 5"])
def test_a_mark_between_two_amounts_is_that_of_the_second_where_no_other_says_more(printed: str) -> None:
    first = lex(printed, 0, len(printed))[0]
    assert (first.kind, first.number, first.currency) == (Kind.NUMBER, Decimal("0.02"), None)


@pytest.mark.parametrize("caption", ["截至\t至月份", "截至月\t月份", "截\t至月份", "截至至\t月份"])
def test_a_border_through_a_caption_may_double_the_letter_on_either_side(caption: str) -> None:
    text = RETURN.format(foot="", wrapped="H").replace("截至月份", caption)
    assert str(read_filing(text.encode(), "cut.txt").monthly_return.header.month_ended.value) == "2020-03-31"
