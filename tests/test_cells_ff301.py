"""Cells, boxes and rows of FF301: a number stands whole in its cell, a tick before its sentence, a row in its class."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

import pytest

from converter.findings import Severity
from converter.forms.ff301.arithmetic import of_instrument, of_scheme
from converter.forms.ff301.placings import settle
from converter.forms.ff301.reading import CellReading
from converter.forms.ff301.table import RowCells
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.text import FormText, Span
from converter.model import Edition, Money, MonthlyReturn, State
from converter.pipeline import read_filing
from converter.reading.source import read_source
from tests.conftest import CHECKOUT
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
        ("Balance | 85,427 12,341 | 12", [(Kind.NUMBER, it) for it in ("85,427", "12,341", "12")]),
        (
            "Bonds | CNY 21,142,352 21,142,352 0 0 3,020,336 |",
            [(Kind.NUMBER, it) for it in ("CNY 21,142,352", "21,142,352", "0", "0", "3,020,336")],
        ),
        ("Balance | 85,427 123,456 |", [(Kind.DAMAGED, "85,427 123,456")]),
        ("Scheme 0 38,33 3,247 General", [(Kind.NUMBER, "0"), (Kind.DAMAGED, "38,33 3,247")]),
        ("Scheme HKD 333,513,92 2 General", [(Kind.DAMAGED, "HKD 333,513,92 2")]),
        ("Converted -2,519,966 .4 Redeemed -801", [(Kind.DAMAGED, "-2,519,966 .4"), (Kind.NUMBER, "-801")]),
        ("Scheme 45,40 81,317 General", [(Kind.DAMAGED, "45,40"), (Kind.NUMBER, "81,317")]),
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


def flattened(*values: Token) -> RowCells:
    """A row of part E whose values may stand in any columns, in their order."""
    ways = [
        dict(zip(names, values, strict=True))
        for names in combinations(("issued", "treasury_shares", "may_be_issued"), len(values))
    ]
    return RowCells(values=[*values], ways=ways, likely=ways, flattened=True)


def test_values_are_placed_where_every_way_that_adds_up_places_them() -> None:
    one, nought, other = token(700), token(0), token(-30)
    rows = [flattened(one, nought), flattened(other, nought)]
    settle(rows, [(("issued",), 670), (("treasury_shares",), 0)])
    assert [row.by_column for row in rows] == [{"issued": one}, {"issued": other}]
    assert [row.unplaced for row in rows] == [[nought], [nought]]


def test_nothing_is_placed_where_nothing_adds_up() -> None:
    row = flattened(token(700))
    settle([row], [(("issued",), 7)])
    assert row.by_column == {}


def test_a_rule_of_the_form_that_the_totals_contradict_decides_nothing() -> None:
    """The total says that what was printed was issued, whatever the rules of the row say."""
    issued = token(700)
    row = flattened(issued)
    row.prefer(lambda way, _: "may_be_issued" in way)
    assert row.likely == [{"may_be_issued": issued}]
    settle([row], [(("issued",), 700), (("treasury_shares",), 0)])
    assert row.by_column == {"issued": issued}


SCHEME = {"closing": 500, "may_be_issued": 500}


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        (SCHEME, True),
        (SCHEME | {"issued": 30}, True),
        (SCHEME | {"issued": 31}, False),
        (SCHEME | {"may_be_issued": 501, "issued": 30}, False),
        ({"closing": 500, "issued": 30}, False),
        ({"closing": 500, "issued": 30, "may_be_granted": 500}, False),
        (SCHEME | {"issued": 10, "treasury_shares": 20}, True),
    ],
)
def test_a_share_is_given_for_each_option_exercised_and_may_be_for_each_outstanding(
    values: dict[str, int], *, holds: bool
) -> None:
    exercised = [("Exercised", token(-30))] if {"issued", "treasury_shares"} & {*values} else []
    assert of_scheme({name: token(number) for name, number in values.items()}, exercised) is holds


@pytest.mark.parametrize(
    ("price", "settled", "issued", "holds"),
    [
        ("2.5", 100, 40, True),
        ("2.5", 100, 42, False),
        (None, 100, 42, True),
        (None, 0, 42, False),
        (None, 100, 0, False),
    ],
)
def test_amounts_of_instruments_are_shares_at_their_price(
    price: str | None, settled: int, issued: int, *, holds: bool
) -> None:
    rule = of_instrument(Decimal(price) if price else None)
    closing = {"closing": token(250), "may_be_issued": token(100)}
    assert rule(closing | {"issued": token(issued)}, [("Converted", token(-settled))]) is holds


def test_a_lost_page_and_a_lost_total_are_told() -> None:
    text = rendered(ff301_by_seed(4, Edition.FF301_1_1), Language.ENGLISH, File.RAW).decode()
    pages = text.split("FF301\n")
    findings = read_filing("FF301\n".join([*pages[:3], *pages[4:]]).encode(), "cut").findings
    assert any(it.message.startswith("Page 3 of") and it.figure == "issued" for it in findings)


def test_a_part_that_lost_its_begin_takes_nothing_of_the_part_before() -> None:
    """Of two pages the end of part A is left, and rows 2) and 3) of part B, whose heading and head are lost."""
    text = rendered(ff301_by_seed(21006, Edition.FF301_1_1), Language.ENGLISH, File.RAW).decode()
    whole = read_filing(text.encode(), "whole").monthly_return
    begin, end = text.index("(B). Warrants"), text.index("2).\n", text.index("(B). Warrants"))
    filing = read_filing(f"{text[:begin]}{text[end:]}".encode(), "cut")
    part = filing.monthly_return.warrants
    assert filing.monthly_return.options == whole.options
    assert [row.number for row in part.rows] == [2, 3]
    assert [row.opening.value for row in part.rows] == [row.opening.value for row in whole.warrants.rows[1:]]
    told = [it for it in filing.findings if it.code == "part-missing"]
    assert [it.figure for it in told] == ["warrants", "warrants"]
    assert "row 1 of a class, for a row marked 2) follows" in told[1].message


ROW = "| 2). | 2019 Scheme | 305,539 | Lapsed | -9,471 | 296,068 | 0 |  | 296,068 | 5,543 |"
GARBLED = "| 2). | 2 Schcrnc | 30 | Lapscd | -9 4 | 2 | 0 |  | 29 | 5 |"
OTHER = "| 2). | Restricted units | 50 | Granted | 5 | 55 | 0 |  | 55 | 3 |"


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("1). Scheme No. 1 | 305,539 | Lapsed | -9,471 | 296,068 | 0 | 0 | 296,068 | 5,543", (305_539, 9_471, 296_068)),
        ("1). | Scheme No. 1 | 305,539 | Lapsed | -9,471 | 296,068 | 0 | 0 | 296,068 | 5", (305_539, 9_471, 296_068)),
        ("1). Scheme No. 1 | 305,539 Lapsed | -9,471 | 296,068 | 0 | 0 | 296,068 | 5,543", (None, None, None)),
    ],
    ids=("beside its mark", "behind its mark", "a border too few"),
)
def test_a_description_may_end_in_a_number_and_stands_beside_the_mark_of_its_row_or_behind_it(
    row: str, figures: tuple[int | None, ...]
) -> None:
    text = english(Edition.FF301_1_1, File.PIPES, "| 2). |")
    part = text[text.index("(A). Share Options") : text.index("(B). Warrants")]
    first = next(line for line in part.split("\n") if line.startswith("| 1). |"))
    filing = read_filing(text.replace(first, f"| {row} |").encode(), "marked")
    read = filing.monthly_return.options.rows[0]
    assert (read.opening.value, read.lapsed.value, read.closing.value) == figures
    assert (read.particulars.value or "").startswith("Scheme No.")
    unplaced = [it.evidence.raw for it in filing.findings if it.code == "figure-unplaced" and it.evidence]
    assert any("305,539" in raw for raw in unplaced) is (None in figures)


@pytest.mark.parametrize(
    ("rows", "openings"),
    [
        ((ROW, GARBLED), [305_539]),
        ((GARBLED, ROW), [305_539]),
        ((ROW, ROW), [305_539]),
        ((ROW, OTHER), [305_539, 50]),
    ],
)
def test_a_garbled_copy_of_a_row_is_no_row(rows: tuple[str, str], openings: list[int]) -> None:
    text = english(Edition.FF301_1_1, File.PIPES, "| 2). |")
    part = text[text.index("(A). Share Options") : text.index("(B). Warrants")]
    first = next(line for line in part.split("\n") if line.startswith("| 1). |"))
    printed = text.replace(first, "\n\n".join(["| 1)." + OTHER.removeprefix("| 2)."), *rows]))
    found = read_filing(printed.encode(), "overlapping crops").monthly_return.options.rows
    assert [row.opening.value for row in found][1 : 1 + len(openings)] == openings


def test_a_section_without_its_heading_begins_over_the_heads_of_its_columns() -> None:
    """Section I does not apply, so that no total stands between the two."""
    text = rendered(ff301_by_seed(25014, Edition.FF301_1_2), Language.ENGLISH, File.RAW).decode()
    whole = read_filing(text.encode(), "whole").monthly_return
    cut = re.sub(r"II\. Movements in Issued Shares[^\n]*\n", "", text)
    assert cut != text
    came = read_filing(cut.encode(), "cut").monthly_return
    assert [block.closing.value for block in came.issued.blocks] == [it.closing.value for it in whole.issued.blocks]
    assert len(came.authorised.blocks) == len(whole.authorised.blocks)


def test_a_class_whose_words_are_lost_in_section_i_is_that_of_its_stock_code_in_section_ii() -> None:
    text = rendered(ff301_by_seed(4, Edition.FF301_1_1), Language.ENGLISH, File.RAW).decode()
    whole = read_filing(text.encode(), "whole").monthly_return
    first = text.index("Ordinary shares", text.index("I. Movements in Authorised"))
    came = read_filing(f"{text[:first]}{text[first + len('Ordinary shares') :]}".encode(), "cut").monthly_return
    assert [it.share_class for it in came.authorised.blocks] == [it.share_class for it in whole.authorised.blocks]
    assert came.issued == whole.issued


def test_the_month_is_read_without_its_caption() -> None:
    text = rendered(ff301_by_seed(4, Edition.FF301_1_1), Language.ENGLISH, File.RAW).decode()
    month = read_filing(text.encode(), "whole").monthly_return.header.month_ended.value
    assert "For the month ended:\n" in text
    without = text.replace("For the month ended:\n", "")
    assert read_filing(without.encode(), "cut").monthly_return.header.month_ended.value == month


def laid_out(text: str, *, wide: int) -> list[list[str]]:
    """The words of each cell of a text, whose second line stands where a wide character takes so many columns."""
    rows = [("可換股票據說明", "上月底已發行總額", "本月內變動"), ("1). 2028", "300,000,000", "-25,000,000")]
    width = max(sum(wide if it > "\u2e80" else 1 for it in cell) for row in rows for cell in row) + 4
    printed = [
        "".join(cell.rjust(width - (wide - 1) * sum(it > "\u2e80" for it in cell)) for cell in row) for row in rows
    ]
    places = [line.places for line in read_source("\n".join([text, *printed]).encode(), "a table").lines[1:]]
    return [[str(right) for _, right in row] for row in places]


@pytest.mark.parametrize("wide", [1, 2])
def test_the_columns_of_a_text_are_those_in_which_its_cells_align(wide: int) -> None:
    head, row = laid_out("證券變動月報表", wide=wide)
    assert head == row and len(row) == 3


def english(edition: Edition, file: File, holds: str) -> str:
    """The first drawn return of an edition that prints a text."""
    texts = (rendered(ff301_by_seed(seed, edition), Language.ENGLISH, file).decode() for seed in range(200))
    return next(text for text in texts if holds in text)


@pytest.mark.parametrize("edition", [Edition.FF301_1_0, Edition.FF301_1_1])
def test_a_convertible_whose_heading_is_misprinted_is_no_warrant(edition: Edition) -> None:
    text = english(edition, File.PIPES, "Stock code of the Convertibles")
    whole = read_filing(text.encode(), "whole").monthly_return
    damaged = read_filing(text.replace("Convertible into", "Convertible ints").encode(), "damaged").monthly_return
    assert whole.convertibles.rows
    assert damaged.convertibles.rows == whole.convertibles.rows
    assert damaged.warrants.rows == whole.warrants.rows


def test_a_date_behind_a_misprinted_caption_is_told() -> None:
    text = english(Edition.FF301_1_1, File.PIPES, "General Meeting approval date (if applicable) |")
    misprinted = text.replace("General Meeting approval date (if", "General Meettng appruval date (if", 1)
    before, after = (
        [it for it in read_filing(printed.encode(), "dates").findings if it.code == "number-not-read"]
        for printed in (text, misprinted)
    )
    assert [it.severity for it in after if it not in before] == [Severity.WARNING]


@pytest.mark.parametrize("caption", ["General Meettng approval date", "General Meeting aproval date"])
def test_an_approval_date_is_read_behind_a_caption_with_one_letter_wrong(caption: str) -> None:
    text = english(Edition.FF301_1_1, File.PIPES, "General Meeting approval date (if applicable) |")
    before, after = (
        [row.approval_date.value for row in read_filing(printed.encode(), "dates").monthly_return.options.rows]
        for printed in (text, text.replace("General Meeting approval date", caption))
    )
    assert any(before)
    assert after == before


def test_a_caption_goes_on_below_with_the_letters_of_its_sum() -> None:
    wrapped = """
Total increase in issued shares during             3,712,000       Ordinary shares
the month (i.e. Total of AA1 to EE1):
"""
    lines = read_source(wrapped.encode(), "a total").lines
    texts = [" ".join(line.text.split()) for line in lines if line.text.strip()]
    whole = "Total increase in issued shares during the month (i.e. Total of AA1 to EE1):"
    assert texts == [f"{whole} 3,712,000 Ordinary shares"]


def convertible(ends: tuple[int, ...]) -> str:
    """A return of one convertible, whose row has its values end in these columns; its heads end in fifties."""
    heads = ("Currency", "at close of preceding month", "Movement during the month", "", "at close of the month")
    heads += ("new shares issued (C)", "may be issued")
    row = ("USD", "300,000,000", "Converted", "-25,000,000", "275,000,000", "5,000,000", "55,000,000")
    return "\n".join(
        [
            "FF301",
            "For the month ended: 31 October 2022",
            "Name of Issuer: Bonds Limited",
            "II. Movements in Issued Shares",
            "1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on SEHK      Yes",
            "Stock code      00700   Description",
            "Balance at close of preceding month      1,000,000",
            "Increase / decrease (-)      5,000,000",
            "Balance at close of the month      6,000,000",
            "(C). Convertibles (i.e. Convertible into Shares of the Issuer)",
            "1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on SEHK      Yes",
            "Stock code      00700   Description",
            printed_at(("Description", *heads), (11, *range(50, 400, 50))),
            printed_at(("1). Bonds", *row), (9, *ends)),
            "Total C (Ordinary shares):      5,000,000",
        ]
    )


def printed_at(cells: tuple[str, ...], ends: tuple[int, ...]) -> str:
    line = ""
    for cell, end in zip(cells, ends, strict=True):
        line += cell.rjust(end - len(line))
    return line


@pytest.mark.parametrize("shift", [0, 50])
def test_values_that_stand_under_other_heads_than_their_order_tells_are_not_stated(shift: int) -> None:
    filing = read_filing(convertible((50, 100, 125, 150, *range(250 + shift, 400 + shift, 50))).encode(), "a row")
    (row,) = filing.monthly_return.convertibles.rows
    told = [finding.evidence.raw for finding in filing.findings if finding.code == "figure-unplaced"]
    stated = (row.closing.value and row.closing.value.amount, row.issued.value, row.may_be_issued.value)
    assert stated == ((None, None, None) if shift else (275_000_000, 5_000_000, 55_000_000))
    assert ("275,000,000" in " ".join(told)) == bool(shift)


@pytest.mark.parametrize("words", ["see attached", "refer to note"])
@pytest.mark.parametrize(("number", "column"), [("275,000,000", "closing"), ("55,000,000", "may_be_issued")])
def test_words_under_the_head_of_a_column_of_numbers_are_its_damaged_figure(
    words: str, number: str, column: str
) -> None:
    text = convertible((50, 100, 125, 150, 250, 300, 350))
    harmed = text.replace(number.rjust(len(words)), words.rjust(len(number)))
    assert harmed != text
    for printed, state in ((text, State.STATED), (harmed, State.DAMAGED)):
        (row,) = read_filing(printed.encode(), "a row").monthly_return.convertibles.rows
        assert getattr(row, column).state is state
        assert (row.issued.value, row.opening.value and row.opening.value.amount) == (5_000_000, 300_000_000)
    assert getattr(row, column).evidence.raw == words


@pytest.mark.parametrize(
    ("number", "old", "new", "code"),
    [(118, "99914", "99915", "class-not-in-ii"), (116, "Yes", "No ", "identity-differs")],
)
def test_a_head_over_rows_that_differs_from_that_of_its_class_is_told(
    number: int, old: str, new: str, code: str
) -> None:
    lines = (CHECKOUT / "examples" / "placing-2026-01.txt").read_text("utf-8").split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    found = [each for each in read_filing("\n".join(lines).encode(), "a.txt").findings if each.code == code]
    assert [(each.severity, each.message[:7]) for each in found] == [(Severity.WARNING, "Part E:")]
    assert found[0].evidence is not None and found[0].evidence.line == 116


TABLES = rendered(ff301_by_seed(3, Edition.FF301_1_0), Language.ENGLISH, File.LAID_OUT).decode()
AGREEMENTS = """ (D). Any other Agreements or Arrangements to Issue Shares of the Issuer, including Options

 1. Class of shares     Ordinary shares     Type of shares     Not applicable

 Description                                General Meeting approval      Number of new shares      Number of shares
                                            date (if applicable)          issued during the         which may be issued
                                                                          month (D)                 pursuant thereto
 1). {row}          0                         1,400,000
{below}

 Total D (Ordinary shares): 0

"""
PRICED = """ (E). Other Movements in Issued Share

 1. Class of shares     Ordinary shares     Type of shares     Not applicable

 Events                    At price (if applicable)      Date of event     General Meeting approval      Increase in
                                                                           date (if applicable)          issued (E)
                           Currency   Amount
 1). {row}  12 March 2021     10 May 2020                   986,000
{below}

 Total E (Ordinary shares): 986,000

"""


def with_part(begins: str, ends: str, part: str) -> MonthlyReturn:
    """The return with one part of section III replaced."""
    before = TABLES[TABLES.index(begins) : TABLES.index(ends)]
    return read_filing(TABLES.replace(before, part).encode(), "part.txt").monthly_return


@pytest.mark.parametrize(
    ("row", "below", "particulars", "approved"),
    [
        ("Award of shares to the founders of it 12 January 2021", "", "Award of shares to the founders of it", True),
        (
            "Award of shares to the founders, see 12 January 2021",
            "page 1",
            "Award of shares to the founders, see page 1",
            True,
        ),
        ("Award of shares to founders of 12 January 2021", "", "Award of shares to founders of 12 January 2021", False),
        ("Award, see the notice 12 January 2021", "", "Award, see the notice 12 January 2021", False),
    ],
)
def test_a_date_one_space_behind_a_description_is_the_approval_s_where_it_reaches_below_its_head(
    row: str, below: str, particulars: str, approved: bool
) -> None:
    part = AGREEMENTS.format(row=f"{row:<60}", below=below)
    (agreement,) = with_part(" (D). Any other", " (E). Other", part).agreements.rows
    assert agreement.particulars.value == particulars
    assert agreement.approval_date.state is (State.STATED if approved else State.BLANK)
    assert (agreement.issued.value, agreement.may_be_issued.value) == (0, 1_400_000)


@pytest.mark.parametrize(
    ("row", "below", "words"),
    [
        ("Rights issue in lots HKD      31.06", "", "Rights issue in lots"),
        ("Rights issue HKD              31.06", "", "Rights issue"),
        ("Rights issue HKD              31.06", "(par value HK$0.10)", "Rights issue (par value HK$0.10)"),
        (
            "Rights issue         HKD      31.06",
            "of shares (par value\nHK$0.10) each",
            "Rights issue of shares (par value HK$0.10) each",
        ),
    ],
)
def test_a_currency_one_space_behind_a_description_is_that_of_the_amount_in_the_next_cell(
    row: str, below: str, words: str
) -> None:
    (event,) = with_part(" (E). Other", "Total increase", PRICED.format(row=row, below=below)).other_movements.rows
    assert (event.specified.value, event.price.value) == (words, Money(Decimal("31.06"), "HKD"))
    assert event.issued.value == 986_000


@pytest.mark.parametrize("gap", [" ", "\n(", "\n      ("])
@pytest.mark.parametrize("par", ["par value HK$0.10)", "par value of HK$0.10 each)"])
def test_a_par_value_in_brackets_is_of_the_description_and_no_head_of_a_column(gap: str, par: str) -> None:
    printed = rendered(ff301_by_seed(10, Edition.FF301_1_0), Language.ENGLISH, File.LAID_OUT).decode()
    head = next(line for line in printed.splitlines() if "Stock code" in line and "Description" in line)
    at = printed.index(head)
    words = f"{head} of the issuer{gap if '(' in gap else ' ('}{par}"
    before = read_filing(printed.encode(), "return.txt").monthly_return.authorised.blocks[0]
    text = f"{printed[:at]}{words}{printed[at + len(head) :]}"
    filing = read_filing(text.encode(), "return.txt")
    block = filing.monthly_return.authorised.blocks[0]
    assert (block.description.value or "").endswith(f"of the issuer ({par}")
    assert (block.opening.par_value.value, block.closing.capital.value) == (
        before.opening.par_value.value,
        before.closing.capital.value,
    )
    assert "figure-unplaced" not in [it.code for it in filing.findings]


def event(price: int, dates: int) -> str:
    """A return of one event, whose price and what stands behind it end in these columns; its heads end in fifties."""
    heads = ("Currency", "Amount", "Date of event", "General Meeting approval date", "issued shares (E1)")
    heads += ("Number of treasury shares (E2)", "may be issued", "not yet cancelled")
    row = ("HKD", "412.35", "18 December 2024", "-400,000", "400,000")
    ends = (price - 20, price, dates, dates + 50, dates + 70)
    return "\n".join(
        [
            "FF301",
            "For the month ended: 31 December 2024",
            "Name of Issuer: Bonds Limited",
            "II. Movements in Issued Shares and/or Treasury Shares",
            "1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on the Exchange   Yes",
            "Stock code      00700   Description",
            "Balance at close of preceding month      1,000,000",
            "Balance at close of the month      1,000,000",
            "(E). Other Movements in Issued Shares and/or Treasury Shares",
            "1. Class of shares      Ordinary shares   Type of shares   Not applicable   Listed on the Exchange   Yes",
            "Stock code      00700   Description",
            printed_at(("Events", *heads), (6, *range(100, 500, 50))),
            printed_at(("1). Repurchase of shares (shares held as treasury shares)", *row), (57, *ends)),
            "Increase / decrease (-) in issued shares (excluding treasury shares):   -400,000   Ordinary shares (EE1)",
            "Increase / decrease (-) in treasury shares:   400,000   Ordinary shares (EE2)",
        ]
    )


def test_what_stands_behind_the_dates_of_an_event_is_no_price() -> None:
    """Rows that do not keep to their heads: the number of shares stands under the head of the dates."""
    (row,) = read_filing(event(82, 130).encode(), "an event").monthly_return.other_movements.rows
    assert row.price.value is not None
    assert (row.price.value.amount, row.price.value.currency) == (Decimal("412.35"), "HKD")
    assert (row.issued.value, row.treasury_shares.value) == (-400_000, 400_000)
