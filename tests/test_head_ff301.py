"""The head of FF301, and the heads of its classes, as text makers leave them."""

from __future__ import annotations

from datetime import date

import pytest

from converter.errors import Refusal
from converter.evidence import Origin
from converter.model import ClassKind, ClassLine, Edition, Header, State
from converter.pipeline import read_filing
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language

DRAWN = ff301_by_seed(3, Edition.FF301_1_2)
TEXT = rendered(DRAWN, Language.ENGLISH, Kind.PIPES).decode()
ORDINARY = ClassLine(ClassKind.ORDINARY)
MONTH = "| For the month ended: | 31 July 2026 | Status: | New Submission |"


def header_of(text: str) -> Header:
    return read_filing(text.encode(), "head.md").monthly_return.header


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("| For the month ended: | 31 | July 2026 | Status: | New Submission |", Origin.JOINED),
        ("| For the month ended: | 31 Ju | ly 2026 | | Stat | us: New Submission |", Origin.JOINED),
        ("For the month ended:     31            July 2026         Status:      New Submission", Origin.JOINED),
        ("| For the month ended: 31 July | 2026 | | Stat | us: New Submission |", Origin.JOINED),
        ("| For the month ended: | 3l July 2O26 | Status: | New Submission |", Origin.NORMALISED),
    ],
)
def test_a_month_that_cells_cut_or_a_letter_spoils_is_read(line: str, origin: Origin) -> None:
    assert MONTH in TEXT
    header = header_of(TEXT.replace(MONTH, line))
    assert header.month_ended.value == date(2026, 7, 31)
    assert header.month_ended.evidence is not None
    assert header.month_ended.evidence.origin is origin
    assert header.status.value == "New Submission"


@pytest.mark.parametrize("printed", ["3O | July 2026", "31 | June 2026", "31 | July 2026 | 2027", "31 | Jly 2026"])
def test_a_month_that_is_not_certain_is_not_taken(printed: str) -> None:
    line = f"| For the month ended: | {printed} | Status: | New Submission |"
    with pytest.raises(Refusal, match="month"):
        header_of(TEXT.replace(MONTH, line))


def test_a_date_of_submission_in_two_cells_is_read() -> None:
    header = header_of(TEXT.replace("| 02 August 2026 |", "| O2 | August 2026 |"))
    assert header.date_submitted.value == date(2026, 8, 2)


CLASS = "| 1. Class of shares | Ordinary shares | Type of shares | Not applicable |"


def test_the_word_of_a_caption_within_a_value_is_no_caption() -> None:
    assert CLASS in TEXT
    other = CLASS.replace("Not applicable", "Other type (specify in description)")
    block = read_filing(TEXT.replace(CLASS, other).encode(), "other.md").monthly_return.authorised.blocks[0]
    assert block.type_of_shares.value == "Other type (specify in description)"
    assert block.description.value == "HARBOUR"
    assert block.share_class == ORDINARY


@pytest.mark.parametrize("other", ["Other type (specify in description)", "其他類別 (請註明)"])
def test_a_class_is_told_by_its_words_where_its_type_is_another(other: str) -> None:
    swapped = CLASS.replace("Ordinary shares", other).replace("Not applicable", "Ordinary shares")
    read = read_filing(TEXT.replace(CLASS, swapped).encode(), "swapped.md").monthly_return
    for block in (*read.authorised.blocks, *read.issued.blocks):
        assert block.share_class == ORDINARY
        assert block.class_of_shares.value == "Ordinary shares"
        assert block.type_of_shares.value == other


def test_a_caption_in_two_languages_stands_before_one_value() -> None:
    both = TEXT.replace("| Submitted by: |", "| Submitted by: 呈交者： |").replace("| Title: |", "| Title: 職銜： |")
    signature = read_filing(both.encode(), "both.md").monthly_return.signature
    assert (signature.submitted_by.value, signature.title.value) == ("Wong Siu Ming", "Executive Director")


def test_the_version_is_that_of_the_return_and_not_of_another_form_before_it() -> None:
    other = "FF305\n\nNext Day Disclosure Return\n\nDate Submitted: 18 July 2026\n\nPage 1 of 5 v 1.3.0\n\n"
    assert header_of(other + TEXT).version.value == "1.2.0"


def test_what_a_part_without_anything_held_is_told() -> None:
    part = "| (A). Share Options (under Share Option Schemes of the Issuer) | Not applicable |"
    assert part in TEXT
    for printed, told in (
        (part.replace("Not applicable", "Not ap plicable"), False),
        (part.replace("Not applic", ""), True),
    ):
        findings = read_filing(TEXT.replace(part, printed).encode(), "part.md").findings
        assert any(it.code == "part-missing" and it.figure == "options" for it in findings) is told


def test_a_choice_that_a_border_cuts_is_read_whole() -> None:
    cut = TEXT.replace(CLASS, CLASS.replace("Not applicable", "N | ot applicable"))
    block = read_filing(cut.encode(), "cut.md").monthly_return.authorised.blocks[0]
    assert (block.share_class, block.type_of_shares.state) == (ORDINARY, State.NOT_APPLICABLE)


def test_a_line_of_the_issuer_without_a_name_is_told() -> None:
    findings = read_filing(TEXT.replace("Jade Lion Group Ltd.", "").encode(), "nameless.md").findings
    assert any(it.code == "part-missing" and it.figure == "header.issuer" for it in findings)


def test_a_total_increase_whose_class_and_number_are_one_text_is_read() -> None:
    cells = "(i.e. Total of AA1 to EE1): | 733,710 | Ordinary shares |"
    assert cells in TEXT
    joined = TEXT.replace(cells, "(i.e. Total of AA1 to EE1): Ordinary shares 733,710 |")
    (total,) = read_filing(joined.encode(), "joined.md").monthly_return.total_increase
    assert (total.share_class, total.number.value) == (ORDINARY, 733_710)


def test_a_total_of_section_i_in_another_line_is_not_taken_where_the_closes_are_not_read() -> None:
    total = "| Total authorised/registered share capital at the end of the month: | CNY | 987,500 |"
    close = "| Balance at close of the month | 316,000,000,000 | CNY | 0.000003125 | CNY | 987,500 |"
    assert total in TEXT and close in TEXT
    apart = total.replace("| CNY | 987,500 |", "|\n\n0.000003125\nCNY\n")
    read = read_filing(TEXT.replace(total, apart).replace(close, "").encode(), "apart.md")
    assert read.monthly_return.authorised.total == ()


def test_a_type_whose_first_words_stand_in_the_line_above_is_read_whole() -> None:
    wrapped = CLASS.replace("Not applicable", "description)")
    text = TEXT.replace(CLASS, f"Other type (specify in\n{wrapped}")
    for block in read_filing(text.encode(), "wrapped.md").monthly_return.issued.blocks:
        assert block.type_of_shares.value == "Other type (specify in description)"
        assert (block.share_class, block.description.value) == (ORDINARY, "HARBOUR")


def test_a_page_number_between_dashes_is_no_number_of_the_form() -> None:
    numbered = TEXT.replace("III. Details", "- 2 -\n\nIII. Details").replace(
        "IV. Information", "- 3 -\n\nIV. Information"
    )
    assert numbered.count(" -\n\n") == 2
    findings = read_filing(numbered.encode(), "numbered.md").findings
    assert findings == read_filing(TEXT.encode(), "numbered.md").findings


def test_a_head_that_does_not_answer_whether_the_class_is_listed_is_told() -> None:
    asked = "| Listed on the Exchange (Note 1) |"
    at = TEXT.index(asked) + len(asked)
    assert TEXT[at:].startswith(" Yes |")
    findings = read_filing((TEXT[:at] + TEXT[at + len(" Yes |") :]).encode(), "listed.md").findings
    assert any(it.figure == "authorised.blocks[ordinary-1].listed" for it in findings)
