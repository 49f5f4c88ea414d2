"""Runs of lines that a file gives twice, as where two pictures of a page overlap."""

from __future__ import annotations

import pytest

from converter.forms.copies import without_copies
from converter.model import Edition
from converter.pipeline import read_filing
from converter.reading.source import read_source
from converter.walk import entries
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language

TEXT = rendered(ff301_by_seed(3, Edition.FF301_1_2), Language.ENGLISH, Kind.PIPES).decode()
LINES = TEXT.splitlines()


def _values(text: str) -> dict[str, object]:
    return {
        it.address: (it.figure.state, it.figure.value)
        for it in entries(read_filing(text.encode(), "a.md").monthly_return)
    }


@pytest.mark.parametrize("first", ["1). Restricted", "Balance at close of preceding month", "I. Movements"])
@pytest.mark.parametrize("count", [14, 30])
def test_a_run_given_twice_is_read_once(first: str, count: int) -> None:
    at = next(index for index, line in enumerate(LINES) if first.split()[-1] in line and first.split()[0] in line)
    run = LINES[at : at + count]
    twice = "\n".join([*LINES[:at], *run, *LINES[at:]])
    assert _values(twice) == _values(TEXT)
    assert "printed-twice" in {it.code for it in read_filing(twice.encode(), "a.md").findings}


@pytest.mark.parametrize(
    "lines",
    [
        ["Balance at close | 5", "Increase | 0", "Balance at close | 5", "Increase | 0"],
        ["1. Class of shares | A", "Balance | 5", "2. Class of shares | A", "Balance | 5"],
        ["1). Scheme | 5", "Balance | 5", "Total | 5", "1). Scheme | 5", "Balance | 5"],
    ],
)
def test_lines_that_two_classes_may_have_alike_are_no_copy(lines: list[str]) -> None:
    source = read_source("\n".join(lines).encode(), "lines.txt")
    assert without_copies(source) == (source, ())


def test_a_caption_given_for_each_cell_that_it_spans_is_the_same_caption() -> None:
    head = "1. Class of shares | A\nNumber | Par value | Par value"
    source = read_source(f"{head}\n1. Class of shares | A\nNumber | Par value\nBalance | 5 | 5".encode(), "lines.txt")
    kept, told = without_copies(source)
    assert [line.number for line in kept.lines] == [1, 2, 5]
    assert len(told) == 1
