"""What FF301 says in words: names in several lines, section IV, events that the filer has specified."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from converter.forms.ff301.kinds import event_kind, named_kind
from converter.model import BLANK, Edition, MonthlyReturn, MovementKind, State
from converter.pipeline import read_filing
from converter.walk import entries
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language

TEXT = rendered(ff301_by_seed(3, Edition.FF301_1_2), Language.ENGLISH, Kind.LAID_OUT).decode()


def read(old: str, new: str) -> MonthlyReturn:
    """The return with one stretch of its text replaced."""
    assert TEXT.count(old) == 1, TEXT.count(old)
    return read_filing(TEXT.replace(old, new).encode(), "return.txt").monthly_return


def line_with(words: str) -> str:
    """The whole line of the text that holds ``words``."""
    (line,) = [line for line in TEXT.splitlines() if words in line]
    return line


def test_a_name_in_two_lines_is_read_whole() -> None:
    line = line_with("Name of Issuer")
    named = read(
        line, "Name of Issuer:   Harbour Fantasy Company Limited (a joint stock\n                  company) 港灣公司\n"
    )
    assert named.header.issuer.value == "Harbour Fantasy Company Limited (a joint stock company) 港灣公司"


def test_a_title_in_two_lines_is_read_whole() -> None:
    line = line_with("Title:")
    signed = read(line, "Title:   Executive Director, Company Secretary and\n         Authorised Representative")
    assert signed.signature.title.value == "Executive Director, Company Secretary and Authorised Representative"


def test_a_name_and_a_title_below_both_captions_are_told_apart() -> None:
    by, title = line_with("Submitted by:"), line_with("Title:")
    text = TEXT.replace(by, "Submitted by:").replace(title, "Title:\nChan Tai Man\nCompany Secretary")
    signature = read_filing(text.encode(), "return.txt").monthly_return.signature
    assert (signature.submitted_by.value, signature.title.value) == ("Chan Tai Man", "Company Secretary")


SIGNED = "Submitted by:        Chan Tai Man"
STAMPS = ["C O P Y", "5 Dec 2026", "2011 -12- 05", "RECEIVED"]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("signed", [SIGNED, "| Submitted by: | Chan Tai Man |\n|---|---|"])
def test_a_stamp_below_a_name_is_no_part_of_it_and_is_told(signed: str, stamp: str) -> None:
    text = TEXT.replace(line_with("Submitted by:"), f"{signed}\n{stamp}")
    filing = read_filing(text.encode(), "return.txt")
    assert filing.monthly_return.signature.submitted_by.value == "Chan Tai Man"
    assert [it.evidence.raw for it in filing.findings if it.code == "text-aside" and it.evidence] == [stamp]


def test_a_stamp_across_a_title_that_goes_on_below_is_no_part_of_it() -> None:
    title = "Title:        Executive Director and\nC  O  P  Y\n              Company Secretary, J.P."
    signature = read(line_with("Title:"), title).signature
    assert signature.title.value == "Executive Director and Company Secretary, J.P."


@pytest.mark.parametrize("number", ["4", "- 9 -"])
def test_the_number_of_a_page_is_no_part_of_a_title(number: str) -> None:
    title = line_with("Title:")
    filing = read_filing(TEXT.replace(title, f"{title}\n\n{number}").encode(), "return.txt")
    before = read_filing(TEXT.encode(), "return.txt")
    assert filing.monthly_return.signature.title.value == before.monthly_return.signature.title.value
    assert "text-aside" not in [it.code for it in filing.findings]


def test_a_name_whose_letters_are_set_apart_is_read() -> None:
    assert read(line_with("Submitted by:"), "Submitted by:   C H A N").signature.submitted_by.value == "C H A N"


def test_of_lines_below_both_captions_that_are_no_name_and_title_none_is_guessed() -> None:
    by, title = line_with("Submitted by:"), line_with("Title:")
    text = TEXT.replace(by, "Submitted by:").replace(title, "Title:\nNumber of new shares\nof the issuer\n6,340,000")
    signature = read_filing(text.encode(), "return.txt").monthly_return.signature
    assert (signature.submitted_by.state, signature.title.state) == (State.DAMAGED, State.DAMAGED)


HDR = "IV. Information about Hong Kong Depositary Receipt (HDR)"


@pytest.mark.parametrize("gap", ["  ", "\n"])
def test_what_is_said_of_depositary_receipts_is_kept(gap: str) -> None:
    line = line_with(HDR)
    words = "Depositary: Fantasy Bank. Ratio: 100 HDRs for 1 share. General Meeting approval date: Not applicable"
    receipts = read(line, f"{HDR}{gap}{words}").depositary_receipts
    assert (receipts.information.value, receipts.not_applicable.state) == (words, State.BLANK)


@pytest.mark.parametrize("gap", [" ", "   "])
def test_depositary_receipts_that_do_not_apply(gap: str) -> None:
    line = line_with(HDR)
    receipts = read(line, f"{HDR.replace(' (HDR)', gap + '(HDR)')}   Not applicable").depositary_receipts
    assert (receipts.not_applicable.value, receipts.information.state) == (True, State.BLANK)


@pytest.mark.parametrize(
    "words",
    [
        "Other (Please specify) Issue of consideration shares to Vendor B",
        "Other (please specify) Placing to a trustee",
        "其他 (請註明) 配售予受託人",
        "其他（请注明） 配售予受托人",
    ],
)
def test_an_event_that_the_filer_has_chosen_as_other_is_of_no_other_kind(words: str) -> None:
    assert event_kind(words) is MovementKind.OTHER
    assert named_kind(words) is not MovementKind.OTHER


CLOSING = "Total increase/ decrease (-) in issued shares"
REMARKS = "1. 於2026年7月5日已註銷1,000,000股。 2) Total E is the sum of two issues."


def test_remarks_are_kept_below_their_part_and_their_numbers_are_no_figures() -> None:
    line = next(line for line in TEXT.splitlines() if CLOSING in line)
    before = read_filing(TEXT.encode(), "return.txt").monthly_return
    text = TEXT.replace(
        line, f"Remarks: 1. 於2026年7月5日已註銷1,000,000股。\n2) Total E is the sum of two issues.\n{line}", 1
    )
    filing = read_filing(text.encode(), "return.txt")
    movements = filing.monthly_return.other_movements
    assert movements.remarks.value == REMARKS
    assert replace(movements, remarks=BLANK).total == before.other_movements.total
    assert [row.issued.value for row in movements.rows] == [row.issued.value for row in before.other_movements.rows]
    assert "number-not-read" not in [finding.code for finding in filing.findings]


@pytest.mark.parametrize(
    ("heading", "address", "language"),
    [
        ("II. Movements in Issued Shares", "authorised", Language.ENGLISH),
        ("III. Details of Movements", "issued", Language.ENGLISH),
        ("(B). Warrants to Issue", "options", Language.ENGLISH),
        ("(C). Convertibles (i.e.", "warrants", Language.ENGLISH),
        ("II. 已發行股份", "authorised", Language.TRADITIONAL),
        ("(B). 承諾發行", "options", Language.TRADITIONAL),
        ("(E). 已發行股份", "agreements", Language.TRADITIONAL),
    ],
)
def test_each_section_has_remarks_of_its_own(heading: str, address: str, language: Language) -> None:
    text = rendered(ff301_by_seed(3, Edition.FF301_1_1), language, Kind.LAID_OUT).decode()
    start = text.index(heading)
    line = text.rindex("\n", 0, start) + 1
    caption = "Remarks:" if language is Language.ENGLISH else "備註："
    text = f"{text[:line]}{caption} See the announcement of 5 March.\n{text[line:]}"
    monthly_return = read_filing(text.encode(), "return.txt").monthly_return
    printed = [
        entry.address for entry in entries(monthly_return) if entry.path.endswith("remarks") and entry.figure.value
    ]
    assert printed == [f"{address}.remarks"]
    assert getattr(monthly_return, address).remarks.value == "See the announcement of 5 March."


def test_a_text_keeps_the_wide_punctuation_that_is_printed() -> None:
    line = line_with("Name of Issuer")
    filing = read_filing(TEXT.replace(line, "Name of Issuer：  港灣（香港）有限公司，前稱海灣").encode(), "return.txt")
    issuer = filing.monthly_return.header.issuer
    assert issuer.value == "港灣（香港）有限公司，前稱海灣"
    assert issuer.evidence is not None
    assert issuer.evidence.raw == issuer.value


def test_a_figure_between_wide_brackets_is_one() -> None:
    line = line_with(CLOSING)
    number = re.search(r"\d[\d,]+", line)
    assert number is not None
    before = read_filing(TEXT.encode(), "return.txt").monthly_return.total_increase
    wide = "（" + number.group().replace(",", "，") + "）"
    after = read_filing(TEXT.replace(line, line.replace(number.group(), wide)).encode(), "return.txt")
    assert [total.number.value for total in after.monthly_return.total_increase] == [
        total.number.value and -total.number.value for total in before
    ]


def test_a_remark_on_a_class_does_not_end_the_remarks() -> None:
    line = next(line for line in TEXT.splitlines() if CLOSING in line)
    remark = "(1) Total E includes 5 shares (EE1).\n(2) Class of shares: ordinary."
    read_back = read_filing(TEXT.replace(line, f"Remarks: {remark}\n{line}", 1).encode(), "return.txt").monthly_return
    assert read_back.other_movements.remarks.value == remark.replace("\n", " ")


def test_a_threshold_that_is_not_found_is_told() -> None:
    text = TEXT.replace("Applicable public float threshold", "Applicable public")
    findings = read_filing(text.encode(), "return.txt").findings
    assert any("public float threshold" in it.message for it in findings if it.code == "part-missing")


def test_a_confirmation_of_public_float_without_a_tick_is_told() -> None:
    ticked, bare = (read_filing(text.encode(), "return.txt") for text in (TEXT, TEXT.replace("✔", " ")))
    assert "✔" in TEXT
    told = [
        [it for it in filing.findings if "two boxes on the public float" in it.message] for filing in (ticked, bare)
    ]
    assert (len(told[0]), bool(told[1])) == (0, True)
