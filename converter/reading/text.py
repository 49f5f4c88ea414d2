"""Text: lines as they stand in the file, with tables of HTML and LaTeX among them as OCR writes them into markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from converter.reading.encoding import decode
from converter.reading.html import html_lines
from converter.reading.layout import Line
from converter.reading.limits import MAX_CHARACTERS, within
from converter.reading.markup import plain_text
from converter.reading.pipes import rows_by_number
from converter.reading.plain_text import lines_of
from converter.reading.tabular import tabular_lines, tabular_places

_TABLE = re.compile(r"^[ \t]*<table\b.*?</table\s*>[ \t]*$", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
"""Without one, what stands between the tags of a table is laid out by spaces."""


def text_lines(content: bytes) -> Iterator[Line]:
    """Yield every line of a text; a form feed begins a page.

    Raises:
        UnreadableInput: the bytes are empty, binary, or in no known encoding.
        LimitExceeded: ``file-too-large``, ``too-deep``, ``too-many-cells``.
    """
    text = decode(content)
    within(len(text), MAX_CHARACTERS, "characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pages = [1 + feeds for feeds in accumulate(line.count("\f") for line in text.split("\n"))]
    at = 0
    for begin, end, lines in sorted(_tables(text), key=itemgetter(0)):
        if begin < at:
            continue
        *before, same_line = text[at:begin].split("\n")
        yield from _numbered(_lines(before + [same_line] * bool(same_line.strip())), text.count("\n", 0, at), pages)
        yield from _numbered(lines, text.count("\n", 0, begin), pages)
        at = end + text.startswith("\n", end)
    if at < len(text) or not at:
        yield from _numbered(_lines(text[at:].split("\n")), text.count("\n", 0, at), pages)


def _tables(text: str) -> Iterator[tuple[int, int, Iterator[Line]]]:
    """Where each table of HTML or LaTeX begins and ends, and its lines."""
    for table in filter(lambda table: _CELL.search(table[0]), _TABLE.finditer(text)):
        yield table.start(), table.end(), map(_without_markup, html_lines(table[0].encode()))
    for begin, end in tabular_places(text):
        yield begin, end, tabular_lines(text[begin:end])


def _lines(raw_lines: list[str]) -> Iterator[Line]:
    """Lines and the tables of markdown among them."""
    rows = rows_by_number(raw_lines)
    for line in lines_of(["" if number in rows else raw for number, raw in enumerate(raw_lines, start=1)]):
        yield from rows.get(line.number, (line,))


def _without_markup(line: Line) -> Line:
    """A line of a table whose cells may hold markdown and LaTeX."""
    return replace(line, text=" \t".join(plain_text(cell).replace("\t", " ") for cell in line.text.split(" \t")))


def _numbered(lines: Iterator[Line], before: int, pages: list[int]) -> Iterator[Line]:
    """Lines by their numbers in the whole text, and their pages."""
    for line in lines:
        number = min(before + line.number, len(pages))
        page = pages[number - 1]
        yield line if (number, page) == (line.number, 1) else replace(line, number=number, page=page)
