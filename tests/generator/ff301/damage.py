"""Damage the pages of FF301 as bad copies, bad OCR and bad text extraction do, before they are printed.

A page is damaged box by box, so that one damage shows alike in a PDF and in every kind of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.generator.damage import LOOKALIKES
from tests.generator.ff301.sheet import Box, Page, Row

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DIGITS = re.compile(r"[\d,.()]{3,}")
_WORD = re.compile(r"[A-Za-z]{5,}|[\u4e00-\u9fff]{3,}")
_GAP = "\u00a0"
"""A gap that a text maker sees in a word; the page has none, so that no line is broken there."""
_FIGURE = re.compile(r"\d[\d,.]+|\d+ [A-Z]|[$%]")
Change = Callable[[Box, Random], Box | None]


def _is_number(box: Box) -> bool:
    return _NUMBER.fullmatch(box.text) is not None


def _is_caption(box: Box) -> bool:
    """Words without a figure among them; the numbers of notes and columns may stand there."""
    return _WORD.search(box.text) is not None and not _FIGURE.search(box.text) and "年" not in box.text


def _changed(pages: list[Page], random: Random, wanted: Callable[[Box], bool], change: Change, most: int) -> list[Page]:
    """Change some of the boxes that are wanted; a box changed to nothing is lost."""
    places = [
        (at, below, beside)
        for at, page in enumerate(pages)
        for below, row in enumerate(page.rows)
        for beside, box in enumerate(row.boxes)
        if wanted(box)
    ]
    chosen = set(random.sample(places, min(len(places), random.randint(1, most))))
    return [
        Page(
            [
                replace(row, boxes=tuple(_kept(row, at, below, chosen, change, random)))
                for below, row in enumerate(page.rows)
            ]
        )
        for at, page in enumerate(pages)
    ]


def _kept(
    row: Row, at: int, below: int, chosen: set[tuple[int, int, int]], change: Change, random: Random
) -> list[Box]:
    boxes = (change(box, random) if (at, below, beside) in chosen else box for beside, box in enumerate(row.boxes))
    return [box for box in boxes if box is not None]


def cut_leading_digits(pages: list[Page], random: Random) -> list[Page]:
    """Lose the first digits of a number: ``9,245,400`` to ``45,400``."""

    def cut(box: Box, random: Random) -> Box:
        return replace(box, text=box.text[random.randint(1, len(box.text) - 2) :])

    return _changed(pages, random, _is_number, cut, 1)


def cut_trailing_digits(pages: list[Page], random: Random) -> list[Page]:
    """Lose the last digits of a number: ``9,245,400`` to ``9,245,``."""

    def cut(box: Box, random: Random) -> Box:
        return replace(box, text=box.text[: random.randint(2, len(box.text) - 1)])

    return _changed(pages, random, _is_number, cut, 1)


def split_numbers(pages: list[Page], random: Random) -> list[Page]:
    """Part a number by a space, as text extraction does: ``9,245, 400``."""

    def split(box: Box, random: Random) -> Box:
        at = random.randint(1, len(box.text) - 1)
        return replace(box, text=f"{box.text[:at]}{_GAP}{box.text[at:]}")

    return _changed(pages, random, _is_number, split, 3)


def confuse_digits(pages: list[Page], random: Random) -> list[Page]:
    """Take digits for letters that look like them: ``1O5,OOO``."""
    return _changed(pages, random, _is_number, _confused, 3)


def confuse_captions(pages: list[Page], random: Random) -> list[Page]:
    """Take letters for others that look like them: ``rnonth``."""
    return _changed(pages, random, _is_caption, _confused, 8)


def _confused(box: Box, random: Random) -> Box:
    places = [at for at, character in enumerate(box.text) if character in LOOKALIKES]
    if not places:
        return box
    at = random.choice(places)
    return replace(box, text=box.text[:at] + LOOKALIKES[box.text[at]] + box.text[at + 1 :])


def cut_words(pages: list[Page], random: Random) -> list[Page]:
    """Part words by a space: ``Mov ement``."""

    def cut(box: Box, random: Random) -> Box:
        words = list(_WORD.finditer(box.text))
        word = random.choice(words)
        at = random.randint(word.start() + 1, word.end() - 1)
        return replace(box, text=f"{box.text[:at]}{_GAP}{box.text[at:]}")

    return _changed(pages, random, _is_caption, cut, 8)


def lose_captions(pages: list[Page], random: Random) -> list[Page]:
    """Lose captions and heads."""
    return _changed(pages, random, _is_caption, lambda _box, _random: None, 2)


def lose_pages(pages: list[Page], random: Random) -> list[Page]:
    """Lose one page after the first two."""
    at = random.randrange(2, len(pages))
    return pages[:at] + pages[at + 1 :]


def repeat_rows(pages: list[Page], random: Random) -> list[Page]:
    """Print a row twice, as where two pictures of a page overlap."""
    at = random.choice([number for number, page in enumerate(pages) if page.rows])
    row = random.randrange(len(pages[at].rows))
    rows = pages[at].rows
    return [*pages[:at], Page([*rows[: row + 1], *rows[row:]]), *pages[at + 1 :]]


def swap_cells(pages: list[Page], random: Random) -> list[Page]:
    """Give two neighbours of a row in the wrong order; in a PDF they keep their places."""
    places = [(at, below) for at, page in enumerate(pages) for below, row in enumerate(page.rows) if len(row.boxes) > 2]
    at, below = random.choice(places)
    row = pages[at].rows[below]
    first = random.randrange(len(row.boxes) - 1)
    boxes = list(row.boxes)
    boxes[first], boxes[first + 1] = boxes[first + 1], boxes[first]
    rows = [*pages[at].rows[:below], replace(row, boxes=tuple(boxes)), *pages[at].rows[below + 1 :]]
    return [*pages[:at], Page(rows), *pages[at + 1 :]]


def add_dirt(pages: list[Page], random: Random) -> list[Page]:
    """Put dots, bars and bullets into empty cells."""

    def dirty(box: Box, random: Random) -> Box:
        return replace(box, text=random.choice(("_", "*", "•", ".", "'")))

    return _changed(pages, random, lambda box: not box.text, dirty, 6)


def flatten_table(pages: list[Page], random: Random) -> list[Page]:
    """Print rows of a table that follow one another as one text over the whole page; blank cells leave no trace."""
    places = [
        (at, below)
        for at, page in enumerate(pages)
        for below, rows in enumerate(pairwise(page.rows))
        if all(len(row.boxes) > 2 for row in rows)
    ]
    at, below = random.choice(places)
    rows = pages[at].rows
    first = below
    while first and len(rows[first - 1].boxes) > 2:
        first -= 1
    last = below
    while last + 1 < len(rows) and len(rows[last + 1].boxes) > 2:
        last += 1
    boxes = [box for row in rows[first : last + 1] for box in row.boxes]
    text = " ".join(" ".join(box.text.split()) for box in boxes if box.text.strip())
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    flat = Row((Box(text, left, right, size=boxes[0].size),))
    return [*pages[:at], Page([*rows[:first], flat, *rows[last + 1 :]]), *pages[at + 1 :]]


def overlap_crops(pages: list[Page], random: Random) -> list[Page]:
    """Print up to three rows twice, as where two crops of a page overlap, once of them garbled."""
    places = [(at, below) for at, page in enumerate(pages) for below, row in enumerate(page.rows) if len(row.boxes) > 2]
    chosen = {place: random.randint(0, 1) for place in random.sample(places, min(3, len(places)))}
    found = []
    for at, page in enumerate(pages):
        rows: list[Row] = []
        for below, row in enumerate(page.rows):
            rows.append(row)
            if (at, below) in chosen:
                garbled = replace(row, boxes=tuple(_garbled(box, random) for box in row.boxes))
                rows.insert(len(rows) - chosen[at, below], garbled)
        found.append(Page(rows))
    return found


def _garbled(box: Box, random: Random) -> Box:
    """Spoil most words of a box; numbers fall to pieces."""
    cut = _DIGITS.sub(lambda it: it.group().replace(",", " ")[: random.randint(0, 4)], box.text)
    return replace(
        box,
        text="".join(LOOKALIKES.get(it, "c") if it.isalpha() and random.randrange(3) == 0 else it for it in cut),
    )


KINDS: dict[str, Callable[[list[Page], Random], list[Page]]] = {
    "none": lambda pages, _random: pages,
    "cut leading digits": cut_leading_digits,
    "cut trailing digits": cut_trailing_digits,
    "split numbers": split_numbers,
    "confuse digits": confuse_digits,
    "confuse captions": confuse_captions,
    "cut words": cut_words,
    "lose captions": lose_captions,
    "lose a page": lose_pages,
    "repeat a row": repeat_rows,
    "swap cells": swap_cells,
    "add dirt": add_dirt,
    "flatten a table": flatten_table,
    "overlap crops": overlap_crops,
}
"""Every kind of damage by its name."""
