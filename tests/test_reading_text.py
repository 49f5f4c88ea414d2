"""Text and markdown, as OCR tools and converters write them: the printed characters, and no figure made of two."""

from __future__ import annotations

import pytest

from converter.reading.kinds import Kind, kind_of
from converter.reading.layout import Line
from converter.reading.source import read_source

LOST = "\N{REPLACEMENT CHARACTER}"


def lines(text: str) -> tuple[Line, ...]:
    return read_source(text.encode(), "return.md").lines


def texts(text: str) -> list[str]:
    """The lines of a text that show something, cells divided by bars."""
    return [" | ".join(line.text.replace(" \t", "\t").strip().split("\t")) for line in lines(text) if line.text.strip()]


MARKED = {
    "bold": ("| Balance | **1,000** | __2,000__ |", "Balance | 1,000 | 2,000"),
    "bold in a figure": ("HK$1,**000**", "HK$1,000"),
    "italics": ("| *1,000* | _2,000_ | *Ordinary shares* |", "1,000 | 2,000 | Ordinary shares"),
    "marks that are no italics": ("Stock code* and Description* 5 * 4", "Stock code* and Description* 5 * 4"),
    "a line to write on": ("Signed: ____1____", "Signed: ____1____"),
    "escapes": (r"HK\$1,000 \*\* 5\%", "HK$1,000 ** 5%"),
    "a note in HTML": ("500<sup>1</sup>", "500 1"),
    "a note in LaTeX": ("500$^{1}$", "500 1"),
    "a note in a formula": ("$500^{(1)}$", "500 (1)"),
    "a note of markdown": ("500[^1]", "500"),
    "an ordinal": ("31^{st} March", "31st March"),
    "a formula": ("$1{,}000$", "1,000"),
    "a formula of digits": ("| $1,000$ | $(500)$ | $0.10$ |", "1,000 | (500) | 0.10"),
    "letters in a formula": (r"$\text{HK\$}1{,}000$ $\mathbf{2{,}000}$", "HK$1,000 2,000"),
    "commands in one another": (r"$\mathbf{\text{1{,}000}}$", "1,000"),
    "a thin space in a formula": (r"$1\,000$", "1 000"),
    "two amounts, and no formula": ("$1,000 and HK$2,000 | $3,000 | $4,000", "$1,000 and HK$2,000 | $3,000 | $4,000"),
    "brackets, escaped or of a formula": (r"\(1,000\)", f"(1,000){LOST}"),
    "brackets around words": (r"\(Note 1\)", "(Note 1)"),
    "a command that is not known": (r"$1,000 \times 2$", r"1,000 \times 2"),
    "a picture": ("![img-0.jpeg](img-0.jpeg) 1,000", "1,000"),
    "a link": ("[1,000](#page-2) [Stock](https://a.b/c_1)", "1,000 Stock"),
    "boxes by their names": (":selected: Yes :unselected: No", "☑ Yes ☐ No"),
    "a comment": ("1,000 <!-- Page 7 -->2,000<!-- image -->", "1,000 2,000"),
    "a heading of LaTeX": (r"\section*{I. Authorised Share Capital}", "I. Authorised Share Capital"),
    "boxes of LaTeX": (r"$\boxtimes$ Yes $\square$ No", "☑ Yes ☐ No"),
    "what does not show": ("1,\u200b000 2\u00ad,000", "1,000 2,000"),
    "tags of HTML": ('<div align="center"><b>1,000</b> <INPUT type=checkbox checked/>Yes</div><hr>', "1,000 Yes"),
    "tags of a tool": ("<page_break> <page_number>3</page_number> <o:p></o:p>1,000", "3 1,000"),
    "words in angle brackets": ("| <Tranche 4> | <A shares> 5 | <2010> |", "<Tranche 4> | <A shares> 5 | <2010>"),
    "a caption in angle brackets": ("Description : <Series A Notes>", "Description : <Series A Notes>"),
    "the border of a cell, escaped": (r"A \| B", "A | B"),
}


@pytest.mark.parametrize("name", MARKED)
def test_markup_is_taken_off_and_figures_are_kept(name: str) -> None:
    marked, printed = MARKED[name]
    assert texts(marked) == [printed]


BROKEN = {
    "rows that a tool has put into one": (
        "| Scheme | Granted | Issued |\n|---|---|---|\n"
        "| 3. Old Scheme<br>(11/06/2005)<br>4. New Scheme<br>(20/12/2009) | 0<br>50 | 700<br>800 |",
        [
            (1, "Scheme | Granted | Issued"),
            (3, "3. Old Scheme (11/06/2005) | 0 | 700"),
            (3, "4. New Scheme (20/12/2009) | 50 | 800"),
        ],
    ),
    "equally many lines": (
        "| Granted<br>Lapsed | 500<br/>600 | |\n| next | 1 | |",
        [(1, "Granted | 500 |"), (1, "Lapsed | 600 |"), (2, "next | 1 |")],
    ),
    "more lines in one cell": ("| Balance<br>at close | 500 |", [(1, "Balance at close | 500")]),
    "a blank among the lines": ("| A<br>B<br>C | 1<br><br>3 |", [(1, "A | 1"), (1, "B |"), (1, "C | 3")]),
    "two figures in one cell": ("| A | 500<br>600 |", [(1, "A | 500 600")]),
    "no table": ("500<br>600", [(1, "500 600")]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_break_in_a_cell_makes_no_figure_of_two(name: str) -> None:
    marked, wanted = BROKEN[name]
    found = [(line.number, " | ".join(cell.strip() for cell in line.text.split("\t"))) for line in lines(marked)]
    assert [(number, text.strip()) for number, text in found] == wanted


TABLE = """# I. Movements

<table>
<tr><td rowspan="2">Balance</td><td>No. of shares</td><td>Par value</td></tr>
<tr><td>**1,000**</td><td>HK$0.1</td></tr>
<tr><td colspan="2">Total</td><td>$2{,}000$</td></tr>
</table>
\f
| a | b |
<table><tr><td>1</td></tr></table>"""


def test_tables_of_html_in_markdown_keep_their_columns_and_the_lines_of_the_file() -> None:
    found = lines(TABLE)
    assert [(line.page, line.number, line.text.strip()) for line in found if line.text.strip()] == [
        (1, 1, "# I. Movements"),
        (1, 4, "Balance \tNo. of shares \tPar value"),
        (1, 5, "1,000 \tHK$0.1"),
        (1, 6, "Total \t2,000"),
        (2, 9, "a\tb"),
        (2, 10, "1"),
    ]
    row = next(line for line in found if line.number == 5)
    assert row.places == found[2].places[1:]


PIPES = """|  | Par value<br>(State currency) | Capital |
| :--- | ---: | --- |
| Balance | | **1,000** |
| Total | $2{,}000$ | |"""


def test_a_table_of_markdown_keeps_its_columns_and_the_lines_of_the_file() -> None:
    found = lines(f"before\n{PIPES}\nafter")
    assert [(line.number, line.text, line.places) for line in found if line.text] == [
        (1, "before", ()),
        (2, "Par value (State currency)\tCapital", ((100, 198), (200, 298))),
        (4, "Balance\t1,000", ((0, 98), (200, 298))),
        (5, "Total\t2,000", ((0, 98), (100, 198))),
        (6, "after", ()),
    ]


NO_TABLES = {
    "a rule of other columns": "| a | b |\n|---|\n| 1 | 2 |",
    "no rule": "| a | b |\n| 1 | 2 |",
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_strokes_that_make_no_table_tell_no_places(name: str) -> None:
    assert {line.places for line in lines(NO_TABLES[name])} == {()}


def test_a_row_of_other_cells_than_its_table_has_no_places_and_its_sisters_have_theirs() -> None:
    found = lines("| a | b |\n|---|---|\n| 1 |\n| 2 | 3 |\n| 4 | 5 | 6 |")
    assert [(line.number, line.text.strip(), len(line.places)) for line in found] == [
        (1, "a\tb", 2),
        (3, "1", 0),
        (4, "2\t3", 2),
        (5, "4\t5\t6", 0),
    ]


REPEATED = {
    "a cell over the whole row": ("Price HK$2.50 | Price HK$2.50 | Price HK$2.50", "Price HK$2.50"),
    "a cell over some columns": ("Description | Ordinary Shares | Ordinary Shares", "Description | Ordinary Shares"),
    "a cell over some columns, in Chinese": ("說明 | 非上市內資股 | 非上市內資股", "說明 | 非上市內資股"),
    "a class of few letters": ("說明 | H股 | H股", "說明 | H股"),
    "equal figures": ("500 | 500 | 500", "500 | 500 | 500"),
    "equal amounts": ("Balance | HK$1.00 | HK$1.00", "Balance | HK$1.00 | HK$1.00"),
    "words for nothing": ("Balance | N/A | N/A", "Balance | N/A | N/A"),
    "words for a figure": ("Balance | Not applicable | Not applicable", "Balance | Not applicable | Not applicable"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_words_that_a_tool_repeats_in_every_column_are_one_cell_and_figures_are_not(name: str) -> None:
    row, printed = REPEATED[name]
    assert texts(f"| a | b | c |\n|---|---|---|\n| {row} |")[1:] == [printed]


REACHING_DOWN = {
    "a row of two movements": (
        "1). Scheme | 900 | Granted | 670 | 1,464\n1). Scheme | 900 | Lapsed | -106 | 1,464",
        ["1). Scheme | 900 | Granted | 670 | 1,464", "Lapsed | -106"],
    ),
    "two rows of one caption": (
        "Increase | 0 | Ordinary | H | AA1\nIncrease | 0 | Ordinary | A | AA1",
        ["Increase | 0 | Ordinary | H | AA1", "Increase | 0 | Ordinary | A | AA1"],
    ),
    "a garbled copy": (
        "1). Scheme | 900 | Granted | 670 | 0\n1). Scheme | 90 | Grantcd | 6 | 0",
        ["1). Scheme | 900 | Granted | 670 | 0", "1). Scheme | 90 | Grantcd | 6 | 0"],
    ),
    "the same row twice": (
        "1). Scheme | 900 | Granted | 670 | 0\n1). Scheme | 900 | Granted | 670 | 0",
        ["1). Scheme | 900 | Granted | 670 | 0", "1). Scheme | 900 | Granted | 670 | 0"],
    ),
    "two marks": (
        "1). Scheme | 0 | 0 | 0 | 0\n2). Scheme | 0 | 0 | 0 | 0",
        ["1). Scheme | 0 | 0 | 0 | 0", "2). Scheme | 0 | 0 | 0 | 0"],
    ),
}


@pytest.mark.parametrize("name", REACHING_DOWN)
def test_cells_that_reach_down_and_that_a_tool_repeats_are_printed_once(name: str) -> None:
    rows, printed = REACHING_DOWN[name]
    table = rows.replace("\n", " |\n| ")
    assert texts(f"| a | b | c | d | e |\n|---|---|---|---|---|\n| {table} |")[1:] == printed


PAIRED = {
    "words and as many figures": (
        "1). Scheme | 900 | Granted<br>Lapsed | 670<br>-106 | 1,464",
        ["1). Scheme | 900 | Granted | 670 | 1,464", "Lapsed | -106"],
    ),
    "words and fewer figures": (
        "1). Scheme | 900 | Granted<br>Lapsed<br>Others | 670<br>-106 | 1,464",
        ["1). Scheme | 900 | Granted Lapsed Others | 670 -106 | 1,464"],
    ),
    "figures beside the caption of the row": (
        "Balance at<br>the close | 670<br>-106 | 5 | 6 | 7",
        ["Balance at the close | 670 -106 | 5 | 6 | 7"],
    ),
    "words alone": ("1). Scheme | 900 | Granted<br>Lapsed | 670 | 8", ["1). Scheme | 900 | Granted Lapsed | 670 | 8"]),
}


@pytest.mark.parametrize("name", PAIRED)
def test_lines_of_words_in_a_cell_belong_to_as_many_lines_of_figures_beside_them(name: str) -> None:
    row, printed = PAIRED[name]
    assert texts(f"| a | b | c | d | e |\n|---|---|---|---|---|\n| {row} |")[1:] == printed
    page = "".join(f"<td>{cell}</td>" for cell in row.split(" | "))
    assert texts(f"<table><tr>{page}</tr></table>") == printed


def test_markdown_that_begins_with_a_tag_is_no_page() -> None:
    table = "<table><tr><td>1</td></tr></table>\n"
    for text in ("<!-- PageHeader -->\n# Return\n" + table, table + "| a | b |\n", table + "**Total** 5\n"):
        assert kind_of(text.encode()) is Kind.TEXT
    assert kind_of(table.encode()) is Kind.HTML


def test_a_text_without_end_of_line_and_a_table_at_its_end_lose_nothing() -> None:
    assert texts("before\n<table><tr><td>1</td></tr></table>\nafter") == ["before", "1", "after"]
    assert texts("before\n<table><tr><td>1</td></tr></table>\n") == ["before", "1"]
    assert texts("<p>before\n<table><tr><td>1\n") == ["before", "1"]


def test_a_table_laid_out_by_spaces_between_tags_keeps_its_columns() -> None:
    filed = "<TEXT>\n<TABLE>\n<CAPTION>\n<S>          <C>       <C>\nBalance      1,000     2,000\n</TABLE>\n</TEXT>"
    row = next(line for line in lines(filed) if "Balance" in line.text)
    assert row.text == "Balance \t1,000 \t2,000" and row.places == ((0, 7), (13, 18), (23, 28))


def test_the_wide_punctuation_of_chinese_stays_and_other_wide_characters_do_not() -> None:
    (line,) = lines("致：發行人（前稱Ａ公司），１２３；％")
    assert line.text == "致：發行人（前稱A公司），123；%"
