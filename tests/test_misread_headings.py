"""Numbers of headings of FF301 that OCR has misread, and numbers that tell what was lost."""

from __future__ import annotations

import pytest

from converter.pipeline import read_filing

PRINTED = """FF301
股份發行人及根據《上市規則》第十九B章上市的香港預託證券發行人的證券變動月報表
截至月份: 2025年3月31日
公司名稱: 虛構控股有限公司
呈交日期: 2025年4月3日
I. 法定/註冊股本變動 不適用
{issued}
1. 股份分類\t普通股\t股份類別\t不適用\t於香港聯交所上市 (註1)\t是
證券代號 (如上市)\t09999\t說明\t普通股
已發行股份 (不包括庫存股份) 數目\t庫存股份數目\t已發行股份總數
上月底結存\t5,818,411,648\t0\t5,818,411,648
增加 / 減少 (-)\t893,500\t0
本月底結存\t5,819,305,148\t0\t5,819,305,148
{details}
(A). 股份期權（根據發行人的股份期權計劃） 不適用
第 2 頁 共 9 頁 v 1.1.1
"""
ISSUED = "已發行股份及/或庫存股份變動"


@pytest.mark.parametrize("number", ["II. ", "I. ", "Il. ", "Mh, ", "11, ", ""])
@pytest.mark.parametrize("details", ["III. ", "Il. ", "111, "])
def test_section_two_begins_at_its_words(number: str, details: str) -> None:
    text = PRINTED.format(issued=f"{number}{ISSUED}", details=f"{details}{ISSUED}詳情")
    found = read_filing(text.encode(), "return.txt").monthly_return
    assert not any(block.opening.number.value for block in found.authorised.blocks)
    (block,) = found.issued.blocks
    assert (block.opening.value, block.increase.value, block.closing.value) == (5818411648, 893500, 5819305148)


def test_words_within_a_sentence_are_no_heading() -> None:
    text = PRINTED.format(issued=f"II. {ISSUED}", details=f"III. {ISSUED}詳情")
    text = text.replace("I. 法定", f"備註: 見下文{ISSUED}\nI. 法定")
    (block,) = read_filing(text.encode(), "return.txt").monthly_return.issued.blocks
    assert block.opening.value == 5818411648


@pytest.mark.parametrize(("number", "told"), [("1", False), ("2", True)])
def test_a_first_block_that_is_numbered_two_tells_of_a_lost_one(number: str, told: bool) -> None:
    text = PRINTED.format(issued=f"II. {ISSUED}", details=f"III. {ISSUED}詳情").replace(
        "1. 股份分類", f"{number}. 股份分類"
    )
    found = read_filing(text.encode(), "return.txt").findings
    lost = [it.message for it in found if it.code == "part-missing" and it.figure == "issued.blocks"]
    assert lost == (
        ["Section II: the block of the class that is numbered 1 was not found in the text."] if told else []
    )
