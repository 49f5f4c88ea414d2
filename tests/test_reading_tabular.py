"""Tables of LaTeX, as some OCR tools write them: rows of cells, each with its column and the line of the file."""

from __future__ import annotations

import pytest

from converter.reading.layout import Line
from converter.reading.source import read_source


def filled(text: str) -> list[Line]:
    return [line for line in read_source(text.encode(), "return.md").lines if line.text.strip()]


def shown(text: str) -> list[str]:
    """The lines that show something, cells divided by bars."""
    return [" | ".join(cell.strip() for cell in line.text.split("\t") if cell.strip()) for line in filled(text)]


TABLE = r"""\begin{table}
\begin{tabular}{l|r|r} \hline \hline
 & \multicolumn{2}{c}{No. of ordinary shares} \\ \hline
 & (1) & (2) \\ \hline
Balance at close of preceding month & 1,093,176,133 & \\
Increase/ (decrease) & & (871,000) \\ \hline
\end{tabular}
\end{table}
Remarks: Oriental \& Pacific
"""


def test_rows_and_cells_are_those_of_the_table() -> None:
    assert shown(TABLE) == [
        "No. of ordinary shares",
        "(1) | (2)",
        "Balance at close of preceding month | 1,093,176,133",
        "Increase/ (decrease) | (871,000)",
        "Remarks: Oriental & Pacific",
    ]


def test_each_row_has_the_line_of_the_file() -> None:
    assert [line.number for line in filled(TABLE)] == [3, 4, 5, 6, 9]


def test_a_value_stands_in_its_column_though_the_cell_before_it_is_empty() -> None:
    _, head, opening, increase, _ = filled(TABLE)
    first, second = head.places
    assert opening.places[1] == first
    assert increase.places[1] == second


CELLS = {
    "a table that breaks the lines of a cell": (
        r"Par value & \begin{tabular}{l} No. of \\ shares \end{tabular} & 5 \\",
        "Par value | No. of shares | 5",
    ),
    "a stack": (r"\makecell{Balance at close \\ of the month} & 5 \\", "Balance at close of the month | 5"),
    "a cell that reaches down": (r"\multirow[t]{2}{*}{Ordinary} & 5 \\ & 6 \\", "Ordinary | 5; 6"),
    "an escaped sign of the table": (r"Oriental \& Pacific & HK\$5 & 5\% \\", "Oriental & Pacific | HK$5 | 5%"),
    "rules": (r"\toprule A & 5 \\[2pt] \cline{1-2} B & 6 \\ \bottomrule", "A | 5; B | 6"),
    "a last row without its end": (r"A & 5 \\ B & 6", "A | 5; B | 6"),
    "a formula": (r"$1{,}000$ & $\mathbf{2{,}000}$ \\", "1,000 | 2,000"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_what_is_printed_in_it(name: str) -> None:
    source, printed = CELLS[name]
    assert "; ".join(shown(f"\\begin{{tabular}}{{|l|r|r|}}\n{source}\n\\end{{tabular}}")) == printed


def test_a_table_that_is_cut_off_is_text() -> None:
    assert shown("\\begin{tabular}{ll}\nA & 5") == ["\\begin{tabular}{ll}", "A & 5"]


def test_a_table_behind_one_that_is_cut_off_is_read() -> None:
    cut = "\\begin{tabular}{ll}\nA & 5\n\n\\begin{tabular}{ll}\nB & 6 \\\\\n\\end{tabular}"
    assert shown(cut)[-1] == "B | 6"


def test_lines_of_a_cell_within_a_row_of_markdown_leave_the_row_whole() -> None:
    row = r"| No. of | $\begin{array}{l}1,000\end{array}$ | 2,000 |"
    assert len(filled(row)) == 1
    assert "2,000" in shown(row)[0]
