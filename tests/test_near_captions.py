"""The form as OCR leaves it: captions with a letter wrong, a month in other places, pages out of order."""

from __future__ import annotations

from datetime import date

import pytest

from converter.errors import IncompleteIdentity
from converter.forms.dates import month_end
from converter.forms.near import find_near, wordings
from converter.forms.pages import PAGE_OF, in_printed_order
from converter.forms.text import FormText, Span
from converter.model import Edition, MonthlyReturn
from converter.pipeline import read_filing
from converter.reading.source import read_source
from converter.walk import entries
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind as FileKind
from tests.generator.ff301.layouts import rendered
from tests.generator.ff301.wording import Language
from tests.generator.notation import Style
from tests.generator.typeset import typeset

DRAWN = return_by_seed(11, gaps=False)
TEXT = typeset(DRAWN, Style())
DAMAGED = {
    "Movements in Authorised Share Capital": "Movements in Authorised S Share Capi tal",
    "Name of Issuer": "Name if Issuer",
    "Date Submitted": "Date Submittted",
    "Hong Kong Exchanges and Clearing Limited": "Hong Kong Exchanges an nd Clearin g Limited",
    "For the month ended": "For the monlh ended",
    "For the month ended (": "For the momonth ended (",
    "Description": "Descrip ption",
    "Subscription price": "Subscripsion price",
    "Other Movements in Issued": "Olher Movements in Issued",
}


def _near(text: str, caption: str) -> list[str]:
    form = FormText(read_source(text.encode(), "near.txt"))
    return [form.text[place.start : place.end] for place in find_near(form, caption, Span(0, len(form.text)))]


def _values(monthly_return: MonthlyReturn) -> dict[str, object]:
    return {entry.address: (entry.figure.state, entry.figure.value) for entry in entries(monthly_return)}


@pytest.mark.parametrize("caption", DAMAGED)
def test_a_caption_with_a_letter_wrong_loses_nothing(caption: str) -> None:
    assert caption in TEXT
    damaged = TEXT.replace(caption, DAMAGED[caption])
    expected = _values(read_filing(TEXT.encode(), "sound.txt").monthly_return)
    assert _values(read_filing(damaged.encode(), "damaged.txt").monthly_return) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(1) Stock code 3888 Descrip ption : Ordinary", ["Descrip ption :"]),
        ("shares Dascription: Ordinary", ["Dascription:"]),
        ("Descriptionn Shares", ["Descriptionn"]),
        ("3888escription : Ordinary", []),
        ("Descriptio 5 shares", []),
        ("Descriptio Newshares", []),
        ("Dascripsion : two letters", []),
        ("Prescription", []),
    ],
)
def test_one_letter_may_be_wrong_and_none_is_taken_from_beside(text: str, found: list[str]) -> None:
    assert _near(text, "{Description|說明}") == found


def test_a_short_or_chinese_caption_is_never_near() -> None:
    assert _near("Stack code : 1234", "{Stock code|證券代號}") == []


def test_every_wording_of_a_caption_is_spelt_out() -> None:
    assert set(wordings("{a[b]|{c|d}e}")) == {"a", "ab", "ce", "de"}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("November 2009", date(2009, 11, 30)),
        ("Feb. 2012", date(2012, 2, 29)),
        ("11/2009", date(2009, 11, 30)),
        ("2009年11月", date(2009, 11, 30)),
        ("13/2009", None),
        ("November 09", None),
        ("30 November 2009", None),
    ],
)
def test_a_month_without_a_day_ends_on_its_last(text: str, end: date | None) -> None:
    assert month_end(text) == end


def _month_line() -> str:
    return next(line for line in TEXT.splitlines() if "For the month ended" in line)


def test_a_month_beside_its_caption_needs_no_day() -> None:
    read = read_filing(TEXT.encode(), "day.txt").monthly_return.header.month_ended
    assert read.value is not None
    line = f"For the month ended (dd/mm/yyyy) : {read.value:%B %Y}"
    other = read_filing(TEXT.replace(_month_line(), line).encode(), "month.txt").monthly_return
    assert other.header.month_ended.value == read.value


def test_a_month_torn_into_a_row_of_the_balance_is_read_in_a_text_without_lines() -> None:
    month = DRAWN.header.month_ended.value
    assert month is not None
    torn = TEXT.replace(_month_line(), "For the month ended (dd/mm/yyyy) :")
    at = torn.index("2. Preference Shares")
    blank = "Balance at close of the month"
    torn = f"{torn[:at]}{blank} {month:%d/%m/%Y} {torn[at + len('2. Preference Shares') :]}"
    read = read_filing(" ".join(torn.split()).encode(), "flat.txt").monthly_return
    assert read.header.month_ended.value == month


@pytest.mark.parametrize(("day", "month"), [("{:%d/%m/%Y}", True), ("{:%d/%m/%Y} and after", False)])
def test_a_month_above_all_captions_is_read_where_it_stands_alone(day: str, month: bool) -> None:
    ended = read_filing(TEXT.encode(), "whole.txt").monthly_return.header.month_ended.value
    assert ended is not None
    text = f"{day.format(ended)}\n\n{TEXT.replace(_month_line(), 'For the month ended (dd/mm/yyyy) :')}"
    if month:
        assert read_filing(text.encode(), "above.txt").monthly_return.header.month_ended.value == ended
    else:
        with pytest.raises(IncompleteIdentity):
            read_filing(text.encode(), "above.txt")


@pytest.mark.parametrize("cut", ["{:%d}.\n/{:%m/%Y}", "{:%d/%m}\n/{:%Y}"])
def test_a_date_that_line_ends_cut_is_read_behind_its_caption(cut: str) -> None:
    submitted = read_filing(TEXT.encode(), "whole.txt").monthly_return.header.date_submitted.value
    assert submitted is not None
    line = next(line for line in TEXT.splitlines() if "Date Submitted" in line)
    text = TEXT.replace(line, f"Date Submitted\n{cut.format(submitted, submitted)}")
    header = read_filing(text.encode(), "cut.txt").monthly_return.header
    assert header.date_submitted.value == submitted
    assert header.issuer.value == DRAWN.header.issuer.value


def _pages(count: int) -> list[str]:
    text = rendered(ff301_by_seed(1, Edition.FF301_1_2, Language.ENGLISH), Language.ENGLISH, FileKind.RAW, seed=1)
    lines = [line for line in text.decode().splitlines() if not PAGE_OF.search(line)]
    size = -(-len(lines) // count)
    parts = ["\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]
    return [f"{part}\n\nPage {number} of {len(parts)}    v 1.2.0\n" for number, part in enumerate(parts, 1)]


@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [0, 2, 1, 3, 4]])
def test_pages_are_read_in_the_order_of_their_numbers(order: list[int]) -> None:
    pages = _pages(5)
    sorted_ = read_filing("\f".join(pages).encode(), "sorted.txt").monthly_return
    mixed = read_filing("\f".join(pages[index] for index in order).encode(), "mixed.txt")
    assert _values(mixed.monthly_return) == _values(sorted_)
    assert "pages-out-of-order" in {finding.code for finding in mixed.findings}


@pytest.mark.parametrize("pages", [["Page 2 of 2", "no number"], ["Page 2 of 3", "Page 1 of 3"], ["Page 1 of 2"] * 2])
def test_pages_whose_numbers_do_not_tell_the_order_stay_as_they_are(pages: list[str]) -> None:
    source = read_source("\f".join(pages).encode(), "pages.txt")
    assert in_printed_order(source) is source
