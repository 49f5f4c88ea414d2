"""What FF301 says in words: names in several lines, section IV, events that the filer has specified."""

from __future__ import annotations

import pytest

from converter.forms.ff301.kinds import event_kind, named_kind
from converter.model import Edition, MonthlyReturn, MovementKind, State
from converter.pipeline import read_filing
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


HDR = "IV. Information about Hong Kong Depositary Receipt (HDR)"


@pytest.mark.parametrize("gap", ["  ", "\n"])
def test_what_is_said_of_depositary_receipts_is_kept(gap: str) -> None:
    line = line_with(HDR)
    words = "Depositary: Fantasy Bank. Ratio: 100 HDRs for 1 share. General Meeting approval date: Not applicable"
    receipts = read(line, f"{HDR}{gap}{words}").depositary_receipts
    assert (receipts.information.value, receipts.not_applicable.state) == (words, State.BLANK)


def test_depositary_receipts_that_do_not_apply() -> None:
    line = line_with(HDR)
    receipts = read(line, f"{HDR}   Not applicable").depositary_receipts
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
