"""The tables of a page that Arelle renders: each cell with the headers over it and before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html

_TYPED = re.compile(r"ModelObject\[\d+, .* line (\d+)\)")


@dataclass(frozen=True)
class Cell:
    """What one cell prints, a line for each currency, and the words of all headers that it stands under."""

    lines: frozenset[str]
    headers: frozenset[str]


def cells(page: html.HtmlElement, keys: Mapping[int, str]) -> Iterator[Cell]:
    """Yield every cell of every table. ``keys`` are the keys of typed axes by their line in the instance.

    Arelle 2.47 prints for such a key which object of its own it is, and that object's line.
    """
    for table in page.iter("table"):
        over: dict[int, set[str]] = {}
        taken: dict[tuple[int, int], str] = {}
        for line, row in enumerate(table.iterchildren("tr")):
            before: set[str] = set()
            place = 0
            for cell in row.iterchildren("th", "td"):
                while (line, place) in taken:
                    before.add(taken[line, place])
                    place += 1
                width, height = (int(cell.get(name, 1)) for name in ("colspan", "rowspan"))
                words = _header(cell, keys)
                if cell.get("class") == "cell":
                    yield Cell(_lines(cell), frozenset(before | over.get(place, set())))
                elif cell.get("class", "").startswith("x"):
                    for column in range(place, place + width):
                        over.setdefault(column, set()).add(words)
                else:
                    before.add(words)
                for below in range(line + 1, line + height):
                    taken |= {(below, column): words for column in range(place, place + width)}
                place += width


def _header(cell: html.HtmlElement, keys: Mapping[int, str]) -> str:
    words = " ".join(cell.text_content().split())
    typed = _TYPED.fullmatch(words)
    return keys[int(typed[1])] if typed else words


def _lines(cell: html.HtmlElement) -> frozenset[str]:
    text = cell.text or ""
    return frozenset(" ".join(line.split()) for line in (text, *text.split("\n")))
