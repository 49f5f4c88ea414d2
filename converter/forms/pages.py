"""The pages of a filing in the order of their printed numbers, where a scanner or a text maker has mixed them up."""

from __future__ import annotations

import re
from dataclasses import replace

from converter.reading.layout import Line
from converter.reading.source import Source

PAGE_OF = re.compile(r"Page\s+(\d{1,3})\s+of\s+(\d{1,3})(?!\d)|第\s*(\d{1,3})\s*[頁页]\s*共\s*(\d{1,3})\s*[頁页]")
"""The number of a page and how many there are, as FF301 prints them at the foot of every page."""


def in_printed_order(source: Source) -> Source:
    """The lines of ``source`` in the order of the printed page numbers; every line keeps the page it stands on.

    The order is left as it is unless every page prints its number once, and the numbers are 1 to the last.
    """
    pages: dict[int, list[Line]] = {}
    for line in source.lines:
        pages.setdefault(line.page, []).append(line)
    pages = {page: lines for page, lines in pages.items() if any(line.text.strip() for line in lines)}
    numbers = {page: _number(lines, len(pages)) for page, lines in pages.items()}
    order = sorted(pages, key=lambda page: numbers[page])
    if order == list(pages) or sorted(numbers.values()) != list(range(1, len(pages) + 1)):
        return source
    return replace(source, lines=tuple(line for page in order for line in pages[page]))


def _number(lines: list[Line], of: int) -> int:
    """The number that a page prints once, of as many pages as there are; 0 if it prints none."""
    printed = [match for line in lines for match in PAGE_OF.finditer(line.text)]
    found = {tuple(int(part) for part in match.groups() if part) for match in printed}
    number, pages = found.pop() if len(found) == 1 else (0, 0)
    return number if pages == of else 0
