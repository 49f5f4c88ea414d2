"""The movements of options in FF301, where kinds wrap and numbers stand beside other lines than theirs."""

from __future__ import annotations

from datetime import date

import pytest

from converter.model import Edition, OptionScheme
from converter.pipeline import read_filing
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language

TEXT = rendered(ff301_by_seed(3, Edition.FF301_1_2), Language.ENGLISH, Kind.LAID_OUT).decode()
PART = next(line for line in TEXT.splitlines() if "(A). Share Options" in line)
FIRST = (" 1). Scheme adopted     81,519,555", "81,097,055    230,000    93,000    81,097,055   59,767,833")
WRAPPED = [
    ("Exercised - new", "-230,000"),
    ("shares involved", "-93,000"),
    ("Exercised -", "-99,500"),
    ("treasury shares", ""),
    ("involved", ""),
    ("Lapsed", ""),
]


def scheme(movements: list[tuple[str, str]], kinds: str = "<") -> tuple[OptionScheme, str]:
    """The scheme that a text laid out by spaces prints with these lines of movements, and what is told of it.

    ``kinds`` tells at which side their column is set.
    """
    width = max(len(kind) for kind, _ in movements)
    lines = [f"{kind:{kinds}{width}}   {number:>10}" for kind, number in movements]
    row = [f"{FIRST[0]}     {lines[0]}     {FIRST[1]}", *(f"{'':39}{line.rstrip()}" for line in lines[1:])]
    head = " 1. Class of shares     Ordinary shares     Type of shares     Not applicable"
    text = TEXT.replace(PART, "\n".join([PART.replace("Not applicable", ""), "", head, "", *row, ""]))
    filing = read_filing(text.encode(), "movements.txt")
    (found,) = filing.monthly_return.options.rows
    return found, " ".join(f"{it.message} {it.evidence.raw if it.evidence else ''}" for it in filing.findings)


def moved(row: OptionScheme) -> tuple[int | None, ...]:
    return row.exercised.value, row.exercised_from_treasury.value, row.lapsed.value, row.cancelled.value


def test_numbers_beside_wrapped_kinds_are_those_of_the_kinds_in_their_order() -> None:
    row, _ = scheme(WRAPPED)
    assert moved(row) == (230_000, 93_000, 99_500, None)
    assert (row.opening.value, row.closing.value, row.issued.value) == (81_519_555, 81_097_055, 230_000)
    assert (row.treasury_shares.value, row.may_be_issued.value, row.may_be_granted.value) == (
        93_000,
        81_097_055,
        59_767_833,
    )


@pytest.mark.parametrize("kinds", ["<", ">"])
def test_kinds_are_set_at_either_side_of_their_column(kinds: str) -> None:
    movements = [("Granted", "1"), ("Exercised - new shares involved", "-322,501"), ("Lapsed", "-100,000")]
    row, _ = scheme(movements, kinds)
    assert (row.granted.value, *moved(row)) == (1, 322_501, None, 100_000, None)


@pytest.mark.parametrize(
    "movements",
    [
        [*WRAPPED, ("Cancelled", "")],
        [("Exercised - new", "-230,000"), ("shares involved", "-93,000"), ("Lapsed", "-99,500")],
    ],
)
def test_numbers_whose_kind_is_not_certain_are_told_and_the_columns_beside_them_kept(
    movements: list[tuple[str, str]],
) -> None:
    row, told = scheme(movements)
    assert moved(row) == (None, None, None, None)
    assert all(number in told for number in ("-230,000", "-93,000", "-99,500"))
    assert (row.opening.value, row.closing.value, row.issued.value) == (81_519_555, 81_097_055, 230_000)


def test_a_number_in_the_line_of_its_kind_needs_no_other() -> None:
    row, _ = scheme([("Exercised", "-230,000"), ("Cancelled", ""), ("Lapsed", "-192,500")])
    assert moved(row) == (230_000, None, 192_500, None)


EVENTS = """ (E). Other Movements in Issued Share

 1. Class of shares     Ordinary shares     Type of shares     Not applicable

                                    Issue and allotment date (Note 5 and General Meeting approval              may be
 Type of Issue   At price           date                              date                         Shares (E)  issued
                 Currency   Amount
{note}
 1). Placing     HKD        60.15     11 December 2021                09 May 2020                   734,000

 Total E (Ordinary shares): 734,000
"""
OLD = rendered(ff301_by_seed(3, Edition.FF301_1_0), Language.ENGLISH, Kind.LAID_OUT).decode()


@pytest.mark.parametrize("note", ["6)", "  "])
def test_dates_under_heads_that_run_together_are_the_events_and_the_approvals(note: str) -> None:
    part = OLD[OLD.index("(E). Other") : OLD.index("Total increase")]
    text = OLD.replace(part, EVENTS.format(note=note) + "\n")
    (row,) = read_filing(text.encode(), "events.txt").monthly_return.other_movements.rows
    assert (row.event_date.value, row.approval_date.value) == (date(2021, 12, 11), date(2020, 5, 9))
    assert (row.number, row.issued.value) == (1, 734_000)


@pytest.mark.parametrize("alone", [True, False])
def test_a_date_that_a_narrow_column_cuts_is_one_date_and_its_year_no_number(alone: bool) -> None:
    part = OLD[OLD.index("(E). Other") : OLD.index("Total increase")]
    cut = EVENTS.format(note="").replace("11 December 2021", "11 December     ")
    row = next(line for line in cut.splitlines() if "1). Placing" in line)
    at = row.index("11 December")
    behind = row[at + len("11 December     ") :]
    first, second = (row[: at + 11], f"2021            {behind}") if alone else (row, "2021")
    text = OLD.replace(part, cut.replace(row, f"{first}\n{'    of shares'.ljust(at)}{second}") + "\n")
    (event,) = read_filing(text.encode(), "cut.txt").monthly_return.other_movements.rows
    assert event.event_date.value == date(2021, 12, 11)
    assert (event.approval_date.value, event.issued.value) == (date(2020, 5, 9), 734_000)
    assert event.may_be_issued.value is None


def test_a_number_under_the_head_of_the_opening_is_no_part_of_the_words_that_touch_it() -> None:
    lines = OLD.splitlines()
    at = next(index for index, line in enumerate(lines) if "1).  2020 Share Option Scheme" in line)
    words, opening = lines[at].split("1).  ")[1].split()[:4], lines[at].split()[5]
    end = lines[at].index(opening)
    printed = " ".join(words)
    touching = lines[at].replace(printed, " " * len(printed))
    touching = f"{touching[: end - len(printed) - 1]}{printed}{touching[end - 1 :]}"
    read, expected = (
        read_filing(text.encode(), "touching.txt").monthly_return.options.rows[0]
        for text in ("\n".join([*lines[:at], touching, *lines[at + 1 :]]), OLD)
    )
    assert read.opening.value == expected.opening.value == int(opening.replace(",", ""))
    assert read.particulars.value == expected.particulars.value


@pytest.mark.parametrize(
    "pieces", [("11", "December", "2021"), ("11", "December 2021", ""), ("11 December", "2021", "")]
)
@pytest.mark.parametrize("approval", [("09", "May", "2020"), ("09 May 2020", "", "")])
@pytest.mark.parametrize("words", ["", "of shares"])
def test_dates_over_several_lines_are_each_its_column_s(
    pieces: tuple[str, ...], approval: tuple[str, ...], words: str
) -> None:
    part = OLD[OLD.index("(E). Other") : OLD.index("Total increase")]
    table = EVENTS.format(note="")
    row = next(line for line in table.splitlines() if "1). Placing" in line)
    first, second = row.index("11 December 2021"), row.index("09 May 2020")
    cut = row.replace("11 December 2021", pieces[0].ljust(16)).replace("09 May 2020", approval[0].ljust(11))
    below = [
        f"{'    ' + words:<{first}}{one:<{second - first}}{two}".rstrip()
        for one, two in zip(pieces[1:], approval[1:], strict=True)
    ]
    text = OLD.replace(part, table.replace(row, "\n".join([cut, *below])) + "\n")
    (event,) = read_filing(text.encode(), "cut.txt").monthly_return.other_movements.rows
    assert (event.event_date.value, event.approval_date.value) == (date(2021, 12, 11), date(2020, 5, 9))
    assert (event.issued.value, event.may_be_issued.value) == (734_000, None)


def test_a_row_among_whose_lines_another_row_stands_takes_none_of_its_dates() -> None:
    part = OLD[OLD.index("(E). Other") : OLD.index("Total increase")]
    head = [
        "(E). Other Movements in Issued Share",
        "1. Class of shares",
        "Ordinary shares",
        "1). Placing",
        "2). Placing",
    ]
    values = ["HKD", "60.15", "11 December 2021", "09 May 2020", "734,000", "05 December 2021", "12 May 2020", "20,000"]
    text = OLD.replace(part, "\n".join([*head, *values, "Total E (Ordinary shares): 754,000", ""]))
    filing = read_filing(text.encode(), "torn.txt")
    told = " ".join(it.evidence.raw for it in filing.findings if it.evidence)
    for row in filing.monthly_return.other_movements.rows:
        assert (row.event_date.value, row.approval_date.value, row.price.value, row.issued.value) == (None,) * 4
    assert all(value in told for value in values[1:])
