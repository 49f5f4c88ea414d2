"""The pages of the form to 2021 bear no numbers: mixed up by a scanner, each section is read where it stands."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import pytest

from converter.pipeline import read_filing
from converter.walk import entries
from tests.generator.draw import return_by_seed
from tests.generator.notation import Layout, Style
from tests.generator.typeset import typeset

PAGES = ("II. Movements in Issued", "Warrants to Issue", "Any other Agreements")
"""What each page but the first begins with."""


def figures(text: str) -> dict[str, Any]:
    return {
        it.address: (it.figure.state, it.figure.value) for it in entries(read_filing(text.encode(), "").monthly_return)
    }


def pages_of(layout: Layout) -> list[str]:
    text = typeset(return_by_seed(11, gaps=False), Style(layout=layout))
    return [text[start:end] for start, end in pairwise([0, *map(text.index, PAGES), len(text)])]


@pytest.mark.parametrize("layout", [Layout.TABS, Layout.COLUMNS, Layout.FLAT])
def test_every_order_of_the_pages_gives_the_same_figures(layout: Layout) -> None:
    pages = pages_of(layout)
    expected = figures("\n".join(pages))
    for order in permutations(pages):
        assert figures("\n".join(order)) == expected


def test_the_order_is_told() -> None:
    pages = pages_of(Layout.TABS)
    mixed = read_filing("\n".join([pages[0], *pages[2:], pages[1]]).encode(), "").findings
    assert [it.code for it in mixed] == ["pages-out-of-order"]
    assert "head, I, B, C, D, E, closing totals, foot, II, A" in mixed[0].message
    assert read_filing("\n".join(pages).encode(), "").findings == ()


def test_a_heading_that_was_lost_is_known_by_another_caption_there_too() -> None:
    pages = [page.replace("Convertibles (i.e. Convertible into", "C (") for page in pages_of(Layout.TABS)]
    expected = figures("\n".join(pages))
    assert any(address.startswith("convertibles.total") for address in expected)
    assert figures("\n".join([pages[0], *pages[2:], pages[1]])) == expected


def test_a_month_behind_the_caption_of_a_balance_is_the_month_of_the_return() -> None:
    text = "\n".join(pages_of(Layout.FLAT)).replace(" : 30/09/2012", "")
    torn = text.replace("2. Preference Shares", "Balance at close of the month 30/09/2012 2. Preference Shares", 1)
    assert figures(torn)["header.month_ended"] == figures("\n".join(pages_of(Layout.FLAT)))["header.month_ended"]


def test_a_capital_without_its_number_of_shares_is_told() -> None:
    text = "\n".join(pages_of(Layout.TABS))
    opening = next(line for line in text.split("\n") if line.startswith("Balance at close of preceding month\t429,"))
    findings = read_filing(
        text.replace(opening, opening.replace("\t429,000,000\t", "\t\t", 1), 1).encode(), ""
    ).findings
    assert ("part-missing", "authorised.blocks[ordinary-1].opening.number") in [(it.code, it.figure) for it in findings]
