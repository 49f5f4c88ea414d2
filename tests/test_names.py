"""A name in which OCR took a letter for another is kept as printed, and told."""

from __future__ import annotations

import pytest

from converter.forms.names import doubtful_names
from converter.model import BLANK, Edition, Header, MonthlyReturn, Signature
from converter.pipeline import read_filing
from converter.walk import entries
from tests.generator.draw import return_by_seed, stated
from tests.generator.notation import Style
from tests.generator.typeset import typeset


def told(issuer: str, signatory: str = "") -> list[str]:
    signature = Signature(submitted_by=stated(signatory) if signatory else BLANK)
    named = MonthlyReturn(edition=Edition.LEGACY_2009, header=Header(issuer=stated(issuer)), signature=signature)
    return [finding.message for finding in doubtful_names(entries(named))]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Kingsoft Corporation Lirnited", "Lirnited"),
        ("KINGSOFT C0RPORATION LIMITED", "C0RPORATION"),
        ("Lion Rock Hoidings Ltd", "Hoidings"),
        ("Go1den Harbour Limited", "Go1den"),
    ],
)
def test_a_word_that_cannot_have_been_printed_so_is_told(name: str, word: str) -> None:
    assert told(name) == [f"In header.issuer, {word!r} has a letter that was taken for another."]


@pytest.mark.parametrize(
    "name",
    [
        "361 Degrees International Limited",
        "3SBio Inc.",
        "G8 Education Group",
        "51Talk Holdings",
        "中國軟件國際有限公司",
        "H2O Co",
    ],
)
def test_a_digit_at_the_end_of_a_word_is_none(name: str) -> None:
    assert told(name) == []


def test_the_signatory_is_told_with_the_place() -> None:
    assert told("Limited", "Miche11e Harnett") == [
        "In signature.submitted_by, 'Miche11e' has a letter that was taken for another."
    ]
    drawn = return_by_seed(11)
    text = typeset(drawn, Style()).replace(str(drawn.header.issuer.value), "Harbour Lion Lirnited", 1)
    findings = [it for it in read_filing(text.encode(), "name.txt").findings if it.code == "name-doubtful"]
    assert [(it.figure, it.evidence and it.evidence.raw) for it in findings] == [
        ("header.issuer", "Harbour Lion Lirnited")
    ]
