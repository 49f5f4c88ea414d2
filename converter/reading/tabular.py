r"""Tables of LaTeX (``\begin{tabular}``), as some OCR tools write them into their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.reading.blocks import Blocks
from converter.reading.layout import Line
from converter.reading.markup import plain_text

_NAMES = r"(?:tabular[xy*]?|longtable\*?|array)"
_EDGE = re.compile(rf"\\(begin|end)\{{{_NAMES}\}}")
_COLUMNS = re.compile(r"(?:\[\w*\])?(?:\{[^{}]*\})?\s*(?:\{(?:[^{}]|\{[^{}]*\})*\})?")
r"""What stands behind ``\begin{tabular}``: a place, a width, and the columns (``{|l|p{3cm}|}``)."""
_TOKEN = re.compile(rf"\\(?:begin|end)\{{{_NAMES}\}}|\\\\(?:\[[^\]]{{0,20}}\])?|\\.|[{{}}&]", re.DOTALL)
_RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|[ch](?:mid)?rule|cline)\b"
    r"(?:\([lr]*\))?(?:\{[\d-]*\})?"
)
_ARGUMENT = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
_SPANNED = re.compile(rf"\\multicolumn\s*\{{\s*(\d{{1,3}})\s*\}}\s*{_ARGUMENT}\s*{_ARGUMENT}")
_REACHING_DOWN = re.compile(
    rf"\\multirow\s*(?:\[\w*\])?\s*\{{[^{{}}]*\}}\s*(?:\[[^\]]*\])?\s*{_ARGUMENT}\s*{_ARGUMENT}"
)
_STACKED = re.compile(rf"\\(?:makecell|shortstack|thead)\s*(?:\[\w*\])?\s*{_ARGUMENT}")


def tabular_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each table of LaTeX begins and ends in a text; one within a cell of another is part of it.

    Within a row of markdown it is no table, but how the lines of a cell are broken. One that is never ended,
    as where a tool broke off, ends at a blank line, and is none.
    """
    depth = start = 0
    for edge in _EDGE.finditer(text):
        if edge[1] == "begin":
            depth = 0 if "\n\n" in text[start : edge.start()] else depth
            start = start if depth else edge.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and "|" not in text[text.rfind("\n", 0, start) + 1 : start]:
                yield start, edge.end()


def tabular_lines(source: str) -> Iterator[Line]:
    r"""Yield the lines of a table, numbered from that of its ``\begin``, on page 1, with a place for each cell.

    Raises:
        LimitExceeded: ``file-too-large``, ``too-many-cells``.
    """
    blocks = Blocks()
    blocks.begin_table()
    begin, end = _EDGE.match(source), source.rindex("\\end")
    assert begin is not None  # A table is what tabular_places found.
    columns = _COLUMNS.match(source, begin.end())
    at = columns.end() if columns else begin.end()
    for first, last in _parted(source, at, end, "\\\\"):
        # A rule stands before the row that it is drawn above, on a line of its own.
        skipped = re.match(rf"(?:\s|{_RULE.pattern})*", source[first:last])
        first += skipped.end() if skipped else 0
        if first < last:
            blocks.number = 1 + source.count("\n", 0, first)
            _add_row(blocks, [source[a:b] for a, b in _parted(source, first, last, "&")])
    blocks.end_table()
    return blocks.lines()


def _parted(source: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """The places of what a mark parts, in no braces and in no table within."""
    depth = 0
    for token in _TOKEN.finditer(source, start, end):
        if token[0] == "{" or token[0].startswith("\\begin"):
            depth += 1
        elif token[0] == "}" or token[0].startswith("\\end"):
            depth = max(depth - 1, 0)
        elif not depth and token[0].startswith(mark):
            yield start, token.start()
            start = token.end()
    yield start, end


def _add_row(blocks: Blocks, cells: list[str]) -> None:
    blocks.begin_row()
    for cell in cells:
        spanned = _SPANNED.search(cell)
        blocks.begin_cell(int(spanned[1]) if spanned else 1)
        for line in _lines(_SPANNED.sub(lambda match: match[3], cell)):
            blocks.text(line)
            blocks.end_line(blank=True)
        blocks.end_cell()
    blocks.end_row()


def _lines(cell: str) -> list[str]:
    """The printed lines of a cell; a table within it, or a stack, is how its lines are broken."""
    cell = _STACKED.sub(r"\1", _REACHING_DOWN.sub(r"\2", cell))
    for begin, end in tabular_places(cell):
        return [line.text for line in tabular_lines(cell[begin:end])]
    lines = [plain_text(_RULE.sub(" ", cell[a:b])) for a, b in _parted(cell, 0, len(cell), "\\\\")]
    return [line.replace("\t", " ").strip() for line in lines]
