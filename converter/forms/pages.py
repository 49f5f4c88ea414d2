"""The printed numbers of pages: what they tell of the order, and that they are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.reading.layout import Line
from converter.reading.source import Source

PAGE_OF = re.compile(r"Page\s+(\d{1,3})\s+of\s+(\d{1,3})(?!\d)|第\s*(\d{1,3})\s*[頁页]\s*共\s*(\d{1,3})\s*[頁页]")
"""The number of a page and how many there are, as FF301 prints them at the foot of every page."""

PAGE_FEET = re.compile(
    r"^[ \t]*(?:[-–—][ ]\d{1,3}[ ][-–—]|Page[ ]\d{1,3}(?:[ ]of[ ]\d{1,3})?"
    r"|第[ ]?\d{1,3}[ ]?[頁页](?:[ ,，]*共[ ]?\d{1,3}[ ]?[頁页])?|March 2019|2019[ ]?年[ ]?3[ ]?月)[ \t]*$",
    re.MULTILINE,
)
"""What stands alone in a line at the foot of a page: its number, or when the form was issued."""

_BARE_NUMBER = re.compile(r"[ \t]*[-–—]?[ ]?(\d{1,3})[ ]?[-–—]?[ \t]*")
_SEQUENCE = 3
"""So many numbers that count as their pages do are no chance."""


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


def without_bare_numbers(source: Source) -> Source:
    """The lines of ``source`` without the numbers that stand alone at the head or the foot of its pages.

    They are told by their place and their sequence: on three pages or more, or on every page of two, they count as
    the pages do.
    """
    pages = _filled_pages(source)
    found = {index for place in (0, -1) for index in _counting([page[place] for page in pages], source)}
    lines = [replace(line, text="", places=()) if it in found else line for it, line in enumerate(source.lines)]
    return replace(source, lines=tuple(lines)) if found else source


def _counting(indices: list[int], source: Source) -> Iterator[int]:
    """Those of the lines, one of each page, whose numbers count as the pages do."""
    by_offset: dict[int, list[int]] = {}
    for position, index in enumerate(indices):
        number = _BARE_NUMBER.fullmatch(source.lines[index].text)
        if number:
            by_offset.setdefault(int(number[1]) - position, []).append(index)
    needed = _SEQUENCE if len(indices) >= _SEQUENCE else 2
    return (index for lines in by_offset.values() if len(lines) >= needed for index in lines)


def _filled_pages(source: Source) -> list[list[int]]:
    """The lines of each page in which anything is printed, by their index."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(source.lines):
        if line.text.strip():
            pages.setdefault(line.page, []).append(index)
    return list(pages.values())
