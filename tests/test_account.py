"""The account of a form's numbers: what is printed is read, or told; a number of impossible shape is damaged."""

from __future__ import annotations

import pytest

from converter.findings import Severity
from converter.forms.lexer import Kind, lex
from converter.model import ClassKind, State
from converter.pipeline import read_filing
from tests.generator.draw import return_by_seed
from tests.generator.notation import Style
from tests.generator.typeset import typeset

TEXT = typeset(return_by_seed(11), Style())
STRAY = "7,654,321"
HEADINGS = (
    "1. Ordinary Shares",
    "II. Movements in Issued Share Capital",
    "Share Options (under",
    "Warrants to Issue",
    "Convertibles (i.e.",
    "Any other Agreements",
    "Other Movements in Issued",
    "(These figures should be",
    "Notes :",
)
IMPOSSIBLE = ("45,40", ",400", "1,2345", "0733", "5705,040", "1.234,567", "9,245,", "(7,250,000", "1Z3,456")


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_number_that_no_figure_takes_is_told_with_its_text_and_place(heading: str) -> None:
    at = TEXT.index(heading)
    text = f"{TEXT[:at]}see overleaf {STRAY} of which\n\n{TEXT[at:]}"
    findings = [it for it in read_filing(text.encode(), "stray.txt").findings if it.evidence]
    told = [it for it in findings if it.evidence is not None and STRAY in it.evidence.raw]
    assert [it.evidence.line for it in told if it.evidence] == [text.count("\n", 0, text.index(STRAY)) + 1]
    assert told[0].severity is Severity.WARNING


def test_the_number_of_a_page_behind_the_funds_raised_is_told_and_is_no_part_of_them() -> None:
    clean = read_filing(TEXT.encode(), "clean.txt").monthly_return
    at = TEXT.index("\n", TEXT.index("Total funds raised"))
    filing = read_filing(f"{TEXT[:at]}\n\n3\n\n{TEXT[at:]}".encode(), "numbered.txt")
    assert (
        [it.value for it in filing.monthly_return.options.funds_raised]
        == [it.value for it in clean.options.funds_raised]
        != [None]
    )
    assert [it.evidence.raw for it in filing.findings if it.evidence] == ["3"]
    cut = read_filing(f"{TEXT[:at]}\n\n,300\n\n{TEXT[at:]}".encode(), "cut.txt").monthly_return
    assert [it.state for it in cut.options.funds_raised] == [State.DAMAGED]


def test_a_class_of_shares_is_known_without_the_space_in_its_name() -> None:
    glued = read_filing(TEXT.replace("Ordinary shares (Note", "Ordinaryshares(Note").encode(), "glued.txt")
    clean = read_filing(TEXT.encode(), "clean.txt")
    kinds = [[row.share_class for row in filing.monthly_return.options.rows] for filing in (clean, glued)]
    assert kinds[0] == kinds[1] and ClassKind.ORDINARY in kinds[0]


def test_a_clean_return_has_no_number_over() -> None:
    assert read_filing(TEXT.encode(), "clean.txt").findings == ()


@pytest.mark.parametrize("raw", IMPOSSIBLE)
def test_a_number_of_impossible_shape_is_damaged(raw: str) -> None:
    text = f"Nil\t{raw}\tNil"
    assert [token.kind for token in lex(text, 0, len(text))] == [Kind.NIL, Kind.DAMAGED, Kind.NIL]


@pytest.mark.parametrize(
    ("cell", "kind"), [("861 983,072", Kind.DAMAGED), ("1 734", Kind.DAMAGED), ("1 734 000", Kind.NUMBER)]
)
def test_a_cell_of_digits_that_spaces_divide_is_one_value(cell: str, kind: Kind) -> None:
    text = f"Nil\t{cell}\tNil"
    assert [token.kind for token in lex(text, 0, len(text))] == [Kind.NIL, kind, Kind.NIL]


def test_an_amount_in_a_cell_of_its_own_is_told_however_small() -> None:
    at = TEXT.index("Any other Agreements")
    findings = read_filing(f"{TEXT[:at]}see overleaf\tHK$1.00\n{TEXT[at:]}".encode(), "stray.txt").findings
    told = [it for it in findings if it.evidence and "HK$1.00" in it.evidence.raw]
    assert [it.severity for it in told] == [Severity.WARNING]


def test_an_amount_in_words_is_told_without_alarm() -> None:
    at = TEXT.index("Any other Agreements")
    findings = read_filing(f"{TEXT[:at]}see overleaf at HK$1.00 each\n{TEXT[at:]}".encode(), "stray.txt").findings
    told = [it for it in findings if it.evidence and "HK$1.00" in it.evidence.raw]
    assert [it.severity for it in told] == [Severity.INFO]


@pytest.mark.parametrize(
    ("row", "told"), [("2\t\t\n", 0), ("\t2\t\tClass of shares\n", 0), ("2\t300\t\n", 1), ("2\n", 1)]
)
def test_the_number_of_a_row_is_no_lost_figure(row: str, told: int) -> None:
    at = TEXT.index("Any other Agreements")
    findings = read_filing(f"{TEXT[:at]}see overleaf\n{row}\n{TEXT[at:]}".encode(), "stray.txt").findings
    assert len([finding for finding in findings if finding.code == "number-not-read"]) == told
