"""Words in a cell that is meant for a figure: the figure is damaged, with the words as its raw text."""

from __future__ import annotations

import re

import pytest

from converter.forms.lexer import Kind, lex
from converter.model import Figure, State
from converter.pipeline import read_filing
from converter.walk import entries
from tests.generator.draw import return_by_seed
from tests.generator.notation import Layout, Style
from tests.generator.typeset import typeset

DRAWN = return_by_seed(11, gaps=False)
CELL = re.compile(r"(?<=\t)\(?\d{1,3}(?:,\d{3})+\)?(?=[\t\n])")
WORDS = ("Pending", "see attached", "待定")


def figures(text: str) -> dict[str, Figure[object]]:
    return {entry.address: entry.figure for entry in entries(read_filing(text.encode(), "words.txt").monthly_return)}


def changed(sound: str, text: str) -> list[tuple[State, str]]:
    """The state and the raw text of every figure that is not what it is in the sound text."""
    before, after = figures(sound), figures(text)
    assert before.keys() == after.keys()
    other = [after[at] for at in before if (before[at].state, before[at].value) != (after[at].state, after[at].value)]
    return [(figure.state, figure.evidence.raw if figure.evidence else "") for figure in other]


@pytest.mark.parametrize("words", WORDS)
def test_words_in_the_cell_of_any_number_make_that_figure_damaged_and_no_other(words: str) -> None:
    text = typeset(DRAWN, Style())
    cells = list(CELL.finditer(text))
    assert len(cells) > 15
    for cell in cells:
        harmed = f"{text[: cell.start()]}{words}{text[cell.end() :]}"
        recovered = [(State.RECOVERED, words)]
        assert changed(text, harmed) in ([(State.DAMAGED, words)], recovered), cell


@pytest.mark.parametrize("words", WORDS)
def test_they_do_so_in_columns_that_spaces_align(words: str) -> None:
    text = typeset(DRAWN, Style(layout=Layout.COLUMNS))
    cells = list(re.finditer(r"(?<=   )\d{1,3}(?:,\d{3})+(?=$| {12})", text, re.MULTILINE))
    assert len(cells) > 5
    for cell in cells:
        spaces = max(len(words) - len(cell.group()), 0) if text[cell.end()] == " " else 0
        harmed = f"{text[: cell.start()]}{words:<{len(cell.group())}}{text[cell.end() + spaces :]}"
        assert changed(text, harmed) in ([(State.DAMAGED, words)], [(State.RECOVERED, words)]), cell


@pytest.mark.parametrize("words", ["Pending", "TBC", "to be confirmed", "Not yet known", "待定", "尚未確定", "不詳"])
def test_words_for_what_is_not_known_are_a_damaged_figure(words: str) -> None:
    text = f"Nil\t{words}\tNil"
    tokens = lex(text, 0, len(text))
    assert [token.kind for token in tokens] == [Kind.NIL, Kind.DAMAGED, Kind.NIL]
    assert text[tokens[1].start : tokens[1].end] == words


@pytest.mark.parametrize("text", ["Pending approval of the meeting\t-", "options not yet vested", "to be issued\t1"])
def test_within_other_words_they_are_words(text: str) -> None:
    assert Kind.DAMAGED not in [token.kind for token in lex(text, 0, len(text))]


FF301 = "".join(
    (
        "FF301\nFor the month ended: 31 October 2022\nName of Issuer: Harbour Limited\n",
        "II. Movements in Issued Shares\n",
        "| 1. Class of shares | Ordinary shares | Type of shares | Not applicable | Listed on SEHK | Yes |\n\n",
        "| Stock code | 00700 | Description |  |\n\n",
        "| Balance at close of preceding month | 1,000,000 |\n\n| Balance at close of the month | 1,000,000 |\n\n",
        "(C). Convertibles (i.e. Convertible into Shares of the Issuer)\n",
        "| 1. Class of shares | Ordinary shares | Type of shares | Not applicable | Listed on SEHK | Yes |\n\n",
        "| Stock code | 00700 | Description |  |\n\n",
        "| 1). | Bonds due 2027 | USD | 300,000 | Converted | -25,000 | 275,000 | 5,000 | 55,000 |\n\n",
        "| Subscription/Conversion price | HKD | 39.25 |\n\n| Total C (Ordinary shares): | 5,000 |\n",
    )
)


@pytest.mark.parametrize("number", ["300,000", "275,000", " 5,000 ", "55,000", "HKD | 39.25"])
def test_they_do_so_in_the_tables_of_ff301(number: str) -> None:
    """The rows of a table that parts its cells without places; the close is implied by no second rule."""
    harmed = FF301.replace(number, " see attached ", 1)
    assert harmed != FF301
    assert changed(FF301, harmed) == [(State.DAMAGED, "see attached")]
