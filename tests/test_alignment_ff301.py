"""Rows of FF301 whose heads ran together in one line: the values below one another are of one column."""

from __future__ import annotations

import pytest

from converter.model import Agreement
from converter.pipeline import read_filing

HEAD = """\
FF301
For the month ended: 31 October 2024
Name of Issuer: Harbour Limited
II. Movements in Issued Shares and/or Treasury Shares
1. Class of shares      Ordinary shares      Type of shares      Not applicable      Listed on the Exchange      Yes
Stock code      00700      Description
Number of issued shares      Number of treasury shares      Total number of issued shares
Balance at close of preceding month      15,000      0      15,000
Balance at close of the month      15,000      0      15,000
(D). Any other Agreements or Arrangements to Issue Shares of the Issuer
1. Class of shares      Ordinary shares      Type of shares      Not applicable      Listed on the Exchange      Yes
Stock code      00700      Description
"""
TOTALS = """\
Increase in issued shares (excluding treasury shares):      0      Ordinary shares (DD1)
Decrease in treasury shares:      0      Ordinary shares (DD2)
"""
RUN_ON = (
    " " * 60 + "Number of shares which" + " " * 40 + "Number of new shares" + " " * 20 + "Number of treasury shares\n"
)


def row(number: int, *cells: str) -> str:
    """A row whose three columns end at 60, 80 and 100."""
    printed = f"{number}). Award of {2000 + number}"
    for cell, end in zip(cells, (60, 80, 100), strict=True):
        printed += cell.rjust(end - len(printed)) if cell else ""
    return printed + "\n"


def columns(*rows: str) -> list[tuple[int | None, int | None, int | None]]:
    text = HEAD + RUN_ON + "".join(rows) + TOTALS
    found: tuple[Agreement, ...] = read_filing(text.encode(), "a page").monthly_return.agreements.rows
    return [(it.issued.value, it.treasury_shares.value, it.may_be_issued.value) for it in found]


def test_a_value_below_others_is_in_their_column_where_all_columns_of_the_part_are_seen() -> None:
    """In the first row two noughts may stand in any of three columns by their order alone."""
    assert columns(row(1, "0", "", "0"), row(2, "", "0", "253")) == [(0, None, 0), (None, 0, 253)]


def test_a_number_below_another_shares_its_column_however_long_it_is() -> None:
    came = columns(row(1, "0", "0", "12,345,678"), row(2, "", "", "9"), row(3, "", "0", ""))
    assert came == [(0, 0, 12_345_678), (None, None, 9), (None, 0, None)]


@pytest.mark.parametrize("cells", [("0", "", "253"), ("", "0", "253")])
def test_with_fewer_columns_than_the_part_has_only_what_is_the_same_in_every_way_is_placed(
    cells: tuple[str, ...],
) -> None:
    """The number is no share issued, nor one out of treasury, by the totals; the nought may be of either column."""
    assert columns(row(1, *cells)) == [(None, None, 253)]


def test_two_values_of_a_row_that_stand_below_one_number_tell_no_column() -> None:
    long = "12,345,678,901,234,567,890,123,456"
    assert columns(row(1, "0", "", long), row(2, "", "0", "0")) == [
        (None, None, int(long.replace(",", ""))),
        (None,) * 3,
    ]


def test_a_row_that_goes_on_in_the_line_of_another_is_not_placed_by_where_its_values_stand() -> None:
    both = row(1, "0", "", "").rstrip() + "   2). Award" + "0".rjust(38) + "0".rjust(20) + "\n"
    assert columns(both) == [(None,) * 3, (None,) * 3]
