"""Damage a clean text as OCR does, and say what was damaged.

Each kind of damage is a function of a text and a seed, and returns the damaged text and the list of
wounds. The kinds are those seen in filings of 2009 to 2011 that went through OCR.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

_NUMBER = re.compile(r"(?<![\w,.])\(?\d{1,3}(?:,\d{3})+\)?(?![\w,])")
_WORD = re.compile(r"[A-Za-z]{5,}|[\u4e00-\u9fff]{3,}")
_ITEM = re.compile(r"^\t(\d{1,2})\.\t", re.MULTILINE)
_TWO_CELLS = re.compile(r"(?<![^\t\n])(?:\(?[\d,]{3,}\)?\t[^\t\n]{1,60}|[^\t\n]{1,60}\t\(?[\d,]{3,}\)?)(?![^\t\n])")
"""Two neighbouring cells, of which one holds a number."""
_NUMBER_CELL = re.compile(r"(?<=\t)\(?\d{1,3}(?:,\d{3})+\)?(?=[\t\n])")
_UNKNOWN = ("Pending", "TBC", "To be confirmed", "(to be advised)", "see attached", "as announced", "待定", "見附件")
"""What filers write in place of a figure that they have not got."""
_RUNNING_HEADS = (
    "For Main Board and GEM listed issuers",
    "適用於主板及創業板上市發行人",
    "适用于主板及创业板上市发行人",
)
_ITEM_ROW = re.compile(r"\d{1,2}\.")
_CAPTION = re.compile(
    r"Balance at close of (?:preceding|the) month|No\. of \w+ shares|Date Submitted|Stock code :|Granted"
    r"|[上本]月底[結结]存|(?:普通股|[優优]先股)[數数]目|呈交日期|股份代[號号]:|授出"
)

LOOKALIKES = {"0": "O", "O": "0", "1": "l", "l": "1", "S": "$", "$": "S", "m": "rn", "h": "li", "e": "c", "5": "S"}
"""What a character is taken for."""


@dataclass(frozen=True)
class Wound:
    """One place of damage: the line in the clean text, from 1, and what stood and stands there."""

    kind: str
    line: int
    before: str
    after: str


@dataclass(frozen=True)
class Damaged:
    """A damaged text and its wounds."""

    text: str
    wounds: tuple[Wound, ...]


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _replaced(
    kind: str, text: str, seed: int, pattern: re.Pattern[str], change: Callable[[str, Random], str], most: int
) -> Damaged:
    """Change some of the places where a pattern stands, from the last to the first."""
    random = Random(seed)
    places = list(pattern.finditer(text))
    chosen = random.sample(range(len(places)), min(len(places), random.randint(1, most)))
    wounds = []
    for at in sorted(chosen, reverse=True):
        place = places[at]
        after = change(place.group(), random)
        wounds.append(Wound(kind, _line_of(text, place.start()), place.group(), after))
        text = text[: place.start()] + after + text[place.end() :]
    return Damaged(text, tuple(reversed(wounds)))


def cut_words(text: str, seed: int, border: str = "\t") -> Damaged:
    """Draw a cell border through words, some with the letter at the cut doubled: ``me<tab>eonth``."""

    def cut(word: str, random: Random) -> str:
        at = random.randint(1, len(word) - 1)
        doubled = word[at - 1] if random.randrange(3) == 0 else ""
        return f"{word[:at]}{border}{doubled}{word[at:]}"

    return _replaced("cut-word", text, seed, _WORD, cut, 12)


def cut_leading_digits(text: str, seed: int) -> Damaged:
    """Lose the first digits of a number at a cell's border: ``9,245,400`` to ``, 45,400``."""

    def cut(number: str, random: Random) -> str:
        at = random.randint(1, len(number.rstrip(")")) - 2)
        return random.choice((number[at:], f",\t{number[at:]}", number[at:].lstrip(",")))

    return _replaced("cut-leading-digits", text, seed, _NUMBER, cut, 1)


def cut_trailing_digits(text: str, seed: int) -> Damaged:
    """Lose the last digits of a number at a cell's border: ``9,245,400`` to ``9,245,``."""
    return _replaced("cut-trailing-digits", text, seed, _NUMBER, lambda it, dice: it[: dice.randint(1, len(it) - 1)], 1)


def confuse_digits(text: str, seed: int) -> Damaged:
    """Take digits of a number for letters that look like them: ``1O5,OOO``."""
    return _replaced("confused-digit", text, seed, _NUMBER, _confused, 3)


def confuse_captions(text: str, seed: int) -> Damaged:
    """Take letters of words for others that look like them: ``Tota1``, ``rnonth``."""
    return _replaced("confused-letter", text, seed, _WORD, _confused, 8)


def _confused(piece: str, random: Random) -> str:
    places = [at for at, character in enumerate(piece) if character in LOOKALIKES]
    if not places:
        return piece
    at = random.choice(places)
    return piece[:at] + LOOKALIKES[piece[at]] + piece[at + 1 :]


def lose_captions(text: str, seed: int) -> Damaged:
    """Lose captions and leave their cells empty."""
    return _replaced("lost-caption", text, seed, _CAPTION, lambda _caption, _dice: "", 2)


def renumber_items(text: str, seed: int) -> Damaged:
    """Number the items of part E on, as a word processor does: 1, 3, 5, 7, 12, 13 ..."""
    random = Random(seed)
    number = 0
    wounds = []

    def renumber(match: re.Match[str]) -> str:
        nonlocal number
        number += random.randint(1, 4)
        wounds.append(Wound("renumbered", _line_of(text, match.start()), match.group(1), str(number)))
        return f"\t{number}.\t"

    return Damaged(_ITEM.sub(renumber, text), tuple(wounds))


def overlap_crops(text: str, seed: int) -> Damaged:
    """Print lines twice, as where two crops of a page overlap, once of them garbled."""
    random = Random(seed)
    lines = text.split("\n")
    printed = [at for at, line in enumerate(lines) if "\t" in line and len(line.split()) > 3]
    wounds = []
    for at in sorted(random.sample(printed, min(3, len(printed))), reverse=True):
        garbled = _garbled(lines[at], random)
        lines.insert(at + random.randint(0, 1), garbled)
        wounds.append(Wound("overlap", at + 1, "", garbled))
    return Damaged("\n".join(lines), tuple(reversed(wounds)))


def _garbled(line: str, random: Random) -> str:
    """Spoil most words of a line; numbers fall to pieces."""
    without_numbers = re.sub(r"[\d,.()]{3,}", lambda it: it.group().replace(",", " ")[: random.randint(0, 4)], line)
    return "".join(
        LOOKALIKES.get(it, "c") if it.isalpha() and random.randrange(3) == 0 else it for it in without_numbers
    )


def flatten_table(text: str, seed: int) -> Damaged:
    """Print one table in one line, its cells in reading order.

    Blank cells leave no trace: draw the return without gaps if it is to be read back in full.
    """
    random = Random(seed)
    paragraphs = text.split("\n\n")
    tables = [at for at, paragraph in enumerate(paragraphs) if paragraph.count("\t") > 8]
    at = random.choice(tables)
    before = paragraphs[at]
    paragraphs[at] = " ".join(cell for cell in re.split(r"[\t\n]", before) if cell)
    line = _line_of(text, text.index(before))
    return Damaged("\n\n".join(paragraphs), (Wound("flattened", line, before, paragraphs[at]),))


def add_noise(text: str, seed: int) -> Damaged:
    """Put underscores, dots, asterisks and bullets into empty cells and before numbers."""
    empty = re.compile(r"(?<=\t)(?=\t|\n)|(?<=\t)(?=\d{1,3},)")
    return _replaced("noise", text, seed, empty, lambda _nothing, dice: dice.choice(("_", "*", "•", "· ·", ".")), 10)


def swap_cells(text: str, seed: int) -> Damaged:
    """Give two neighbours of a row, one of them a number, in the wrong order."""
    return _replaced(
        "swapped-cells", text, seed, _TWO_CELLS, lambda cells, _dice: "\t".join(cells.split("\t")[::-1]), 1
    )


def glue_cells(text: str, seed: int, *, in_place: bool = False) -> Damaged:
    """Lose the border between a number and its neighbour, or move it behind the two: ``18,000,000US$0.10``."""

    def glue(cells: str, random: Random) -> str:
        return cells.replace("\t", "") + ("\t" if in_place else random.choice(("", "\t")))

    return _replaced("glued-cells", text, seed, _TWO_CELLS, glue, 2)


def lose_separators(text: str, seed: int) -> Damaged:
    """Lose the commas of a number, or some, or take them for full stops or spaces."""

    def lose(number: str, random: Random) -> str:
        return number.replace(",", random.choice(("", "", ".", " ")), random.choice((1, 9)))

    return _replaced("lost-separator", text, seed, _NUMBER, lose, 6)


def repeat_heads(text: str, seed: int) -> Damaged:
    """Print a page's head and the heads of a table's columns in its middle, as where it goes on overleaf."""
    random = Random(seed)
    lines = text.split("\n")
    inside = [
        at for at in range(1, len(lines)) if "\t" in lines[at] and "\t" in lines[at - 1] and _ITEM_ROW.match(lines[at])
    ]
    wounds = []
    for at in sorted(random.sample(inside, min(2, len(inside))), reverse=True):
        first = next(above for above in range(at, 0, -1) if "\t" not in lines[above - 1])
        head = [lines[first]] if any(character.isalpha() for character in lines[first]) else []
        lines[at:at] = [next((line for line in _RUNNING_HEADS if line in lines), ""), *head]
        wounds.append(Wound("repeated-head", at + 1, "", lines[first]))
    return Damaged("\n".join(lines), tuple(reversed(wounds)))


def write_words(text: str, seed: int) -> Damaged:
    """Write words in place of a number in its cell: ``Pending``, ``see attached``."""
    return _replaced("words", text, seed, _NUMBER_CELL, lambda _number, dice: dice.choice(_UNKNOWN), 2)


KINDS: dict[str, Callable[[str, int], Damaged]] = {
    "cut-words": cut_words,
    "cut-leading-digits": cut_leading_digits,
    "cut-trailing-digits": cut_trailing_digits,
    "confuse-digits": confuse_digits,
    "confuse-captions": confuse_captions,
    "lose-captions": lose_captions,
    "renumber-items": renumber_items,
    "overlap-crops": overlap_crops,
    "flatten-table": flatten_table,
    "add-noise": add_noise,
    "swap-cells": swap_cells,
    "glue-cells": glue_cells,
    "lose-separators": lose_separators,
    "repeat-heads": repeat_heads,
    "write-words": write_words,
}
"""Every kind of damage by its name."""
IN_COLUMNS = KINDS | {
    "cut-words": partial(cut_words, border=" "),
    "glue-cells": partial(glue_cells, in_place=True),
}
"""The damages where columns keep their places whatever befalls a cell: in a PDF, a web page, a text in columns."""
