"""Runs of lines that a file gives twice, as where two pictures of a page overlap."""

from __future__ import annotations

from time import process_time

import pytest

from converter.forms.copies import without_copies
from converter.model import Edition
from converter.pipeline import read_filing
from converter.reading.source import read_source
from converter.walk import entries
from tests.generator import files as to_2021
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language

TO_2021 = to_2021.drawn(5, to_2021.Kind.PIPES, to_2021.FORMS[2], Language.ENGLISH)[1].decode().splitlines()
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


@pytest.mark.parametrize("row", ["1. Subscription", "| 3. | Placing", "| 10. | Other", "Total E."])
@pytest.mark.parametrize("count", [1, 5])
def test_rows_to_2021_that_are_given_twice_are_read_once(row: str, count: int) -> None:
    at = next(index for index, line in enumerate(TO_2021) if row in line)
    twice = "\n".join([*TO_2021[: at + count], *TO_2021[at:]])
    assert _values(twice) == _values("\n".join(TO_2021))
    assert [it.code for it in read_filing(twice.encode(), "a.md").findings].count("printed-twice") == 1


FIELDS = [
    "1. Bonds due 2014\tHKD\t900\tNil\t900\tNil\t200",
    "Stock code (if listed)\tN/A",
    "Class of shares issuable (Note 1)\tOrdinary shares",
    "Subscription price\tHKD 4.50",
    "EGM approval date (if applicable) (dd/mm/yyyy)\t(03/04/2009)",
    "2. Bonds due 2015\tHKD\t700\t300\t400\t150\t200",
    "Stock code (if listed)\tN/A",
    "Class of shares issuable (Note 1)\tOrdinary shares",
    "Subscription price\tHKD 2.00",
    "EGM approval date (if applicable) (dd/mm/yyyy)\t(05/06/2009)",
]


@pytest.mark.parametrize(("first", "last"), [(2, 4), (1, 3), (3, 5), (3, 4), (7, 9), (8, 10), (6, 9)])
def test_fields_that_a_crop_prints_again_begin_no_row(first: int, last: int) -> None:
    lines = [*FIELDS[:last], "", *FIELDS[first:]]
    rows = [
        read_filing("\n".join([*BEFORE, *fields, *BEHIND]).encode(), "a.txt").monthly_return.convertibles.rows
        for fields in (FIELDS, lines)
    ]
    read = [[(it.figure.state, it.figure.value) for row in found for it in entries(row)] for found in rows]
    assert read[0] == read[1]
    assert len(rows[0]) == len(rows[1]) == 2


def test_fields_of_two_rows_may_be_alike() -> None:
    fields = [*FIELDS[:5], FIELDS[5].removeprefix("2. "), *FIELDS[1:5]]
    came = read_filing("\n".join([*BEFORE, *fields, *BEHIND]).encode(), "a.txt").monthly_return
    assert [str(row.subscription_price.value) for row in came.convertibles.rows] == ["HKD 4.50", "HKD 4.50"]


BEFORE = [
    "For the month ended (dd/mm/yyyy) : 30/11/2011",
    "Monthly Return of Equity Issuer on Movements in Securities",
    "Name of Issuer Lion Rock Holdings Limited",
    "I. Movements in Authorised Share Capital",
    "Stock code : 01234 Description : Lion Rock",
    "No. of ordinary shares Par value (HK$) Authorised share capital (HK$)",
    "Balance at close of the month\t5,000\t0.1\t500",
    "Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)",
    "Class and description Currency Amount at close of preceding month Converted Amount at close of the month",
]
BEHIND = ["Total C. (Ordinary shares) 150 (Preference shares) Nil (Other class) Nil"]


def test_fields_in_one_line_are_of_the_rows_that_they_stand_behind() -> None:
    came = read_filing("\n".join([*BEFORE, " ".join(FIELDS), *BEHIND]).encode(), "a.txt").monthly_return
    assert [str(row.opening.value) for row in came.convertibles.rows] == ["HKD 900", "HKD 700"]


@pytest.mark.parametrize("total", [0, 1], ids=("a total that holds", "a total that is wrong"))
def test_a_part_of_thousands_of_rows_whose_lines_are_alike_is_read_in_seconds(total: int) -> None:
    """Every way to look at each pair of rows, or of lines, would take minutes."""
    classes = [
        f"{place}. Class of shares Ordinary shares Type of shares {place} Listed on the Exchange Yes\n"
        f"Stock code 0070{place}\n"
        for place in range(1, 5)
    ]
    heads = "Events Currency Amount Date of event General Meeting approval date Number of issued shares (E1)\n"
    heads += "Number of treasury shares (E2) Number of shares which may be issued Number of shares not yet cancelled\n"
    rows = "".join(f"{row}).\nOpen offer\n10 November 2024\n{row}\n0\n0\n0\n" for row in range(1, 501))
    balances = "Balance at close of preceding month 15,000\nBalance at close of the month 15,000\n"
    text = [
        "FF301\nFor the month ended: 30 November 2024\nName of Issuer: Harbour Limited\n",
        "II. Movements in Issued Shares and/or Treasury Shares\n",
        *(head + balances for head in classes),
        "(E). Other Movements in Issued Shares and/or Treasury Shares\n",
        *(f"{head}{heads}{rows}" for head in classes),
        "Increase / decrease (-) in issued shares (excluding treasury shares):\n",
        *(f"{125_250 + total:,}\nOrdinary shares {place} (EE1)\n" for place in range(1, 5)),
    ]
    begun = process_time()
    came = read_filing("".join(text).encode(), "many rows").monthly_return.other_movements.rows
    assert process_time() - begun < 30
    assert [row.issued.value for row in came] == [*range(1, 501)] * 4
