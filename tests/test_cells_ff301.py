"""Cells, boxes and rows of FF301: a number stands whole in its cell, a tick before its sentence, a row in its class."""

from __future__ import annotations

from decimal import Decimal

import pytest

from converter.forms.ff301.placings import sure_placings
from converter.forms.ff301.reading import CellReading
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.text import FormText, Span
from converter.model import Edition, MonthlyReturn, State
from converter.pipeline import read_filing
from converter.reading.source import read_source
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind as File
from tests.generator.ff301.layouts import rendered
from tests.generator.ff301.wording import Language


def values_of(line: str) -> list[tuple[Kind, str]]:
    form = FormText(read_source(f"head\n{line}\nfoot".encode(), "a line"))
    reading = CellReading(form)
    tokens = reading.tokens(Span(0, len(form.text)))
    return [(token.kind, " ".join(reading.text(token).split())) for token in tokens if token.kind in VALUES]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Balance | 8,738,716 | 12", [(Kind.NUMBER, "8,738,716"), (Kind.NUMBER, "12")]),
        ("Balance | 8,738 716 | 12", [(Kind.DAMAGED, "8,738 716"), (Kind.NUMBER, "12")]),
        ("Balance | 62850.2 8 |", [(Kind.DAMAGED, "62850.2 8")]),
        ("Balance | 8,7 38 | 12", [(Kind.DAMAGED, "8,7 38"), (Kind.NUMBER, "12")]),
        ("Balance | 9, | 473,991 |", [(Kind.DAMAGED, "9,"), (Kind.NUMBER, "473,991")]),
        ("Balance | 45,40 | 1,2345 |", [(Kind.DAMAGED, "45,40"), (Kind.DAMAGED, "1,2345")]),
        ("Balance | ,400 |", [(Kind.DAMAGED, ",400")]),
        ("Balance | 4S,400 | 1B,000 |", [(Kind.DAMAGED, "4S,400"), (Kind.DAMAGED, "1B,000")]),
        ("Balance | HKD | 12,500 |", [(Kind.NUMBER, "HKD 12,500")]),
        ("a total of 932,501, General Meeting", [(Kind.DAMAGED, "932,501,")]),
    ],
)
def test_a_number_stands_whole_in_its_cell(line: str, printed: list[tuple[Kind, str]]) -> None:
    assert values_of(f"| {line}" if "|" in line else line) == printed


TICKED = ("✔", "✓", "☑", "☒", "■", "[x]", "(X)", "\uf0fe", "\uf0fd")
EMPTY = ("", "☐", "□", "[ ]", "\uf0a8")


def with_boxes(first: str, second: str) -> MonthlyReturn:
    """A return of v1.2 with one class, whose two boxes print these glyphs."""
    seeds = (seed for seed in range(40) if len(ff301_by_seed(seed, Edition.FF301_1_2).issued.blocks) == 1)
    text = rendered(ff301_by_seed(next(seeds), Edition.FF301_1_2), Language.ENGLISH, File.PIPES).decode()
    complied, not_complied = (f"(see below) has {word}been complied with" for word in ("", "not "))
    lines = [line.replace("|", "").replace("✔", "").strip() if "has " in line else line for line in text.split("\n")]
    marked = [
        f"{first} {line}" if complied in line else f"{second} {line}" if not_complied in line else line
        for line in lines
    ]
    return read_filing("\n".join(marked).encode(), "boxes").monthly_return


@pytest.mark.parametrize("tick", TICKED)
@pytest.mark.parametrize("empty", EMPTY)
def test_the_ticked_box_tells_and_the_empty_one_does_not(tick: str, empty: str) -> None:
    (yes,) = with_boxes(tick, empty).issued.blocks
    (no,) = with_boxes(empty, tick).issued.blocks
    assert (yes.public_float.complied.value, no.public_float.complied.value) == (True, False)


def test_two_ticked_boxes_tell_nothing() -> None:
    (block,) = with_boxes("☒", "☑").issued.blocks
    assert block.public_float.complied.state is State.DAMAGED


def token(number: int) -> Token:
    return Token(Kind.NUMBER, number, number, Decimal(number))


def test_values_are_placed_where_every_way_that_adds_up_places_them() -> None:
    one, nought, other = token(700), token(0), token(-30)
    placed = sure_placings(
        [[one, nought], [other, nought]],
        ("issued", "treasury_shares", "may_be_issued"),
        {"issued": 670, "treasury_shares": 0},
    )
    assert placed == [{"issued": one}, {"issued": other}]


def test_nothing_is_placed_where_nothing_adds_up() -> None:
    assert sure_placings([[token(700)]], ("issued", "may_be_issued"), {"issued": 7}) == [{}]


def test_a_lost_page_and_a_lost_total_are_told() -> None:
    text = rendered(ff301_by_seed(4, Edition.FF301_1_1), Language.ENGLISH, File.RAW).decode()
    pages = text.split("FF301\n")
    messages = [it.message for it in read_filing("FF301\n".join([*pages[:3], *pages[4:]]).encode(), "cut").findings]
    assert any(message.startswith("Page 3 of") for message in messages)
