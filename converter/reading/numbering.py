"""Counting the paragraphs of lists, as Word does: ``1.``, ``(2)``, ``(a)`` stand before them and not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

LEVELS = 9
"""How deep lists lie in lists."""
_PLACE = re.compile(f"%([1-{LEVELS}])")
_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST_ROMAN = 39


def letter(number: int) -> str:
    """A number as letters: a to z, aa to zz."""
    return chr(ord("a") + (number - 1) % _LETTERS) * (1 + (number - 1) // _LETTERS)


def roman(number: int) -> str:
    """A number as small Roman figures; empty beyond what a list of a return reaches."""
    if number > _LARGEST_ROMAN:
        return ""
    for value, sign in _ROMAN:
        if number >= value:
            return sign + roman(number - value)
    return ""


class Level(NamedTuple):
    """A level of a list: its first number, how numbers are shown (if they are), and the text around them.

    In the text ``%1`` stands for the number of the first level, ``%2`` for that of the second, and so on.
    """

    start: int
    show: Callable[[int], str] | None
    text: str


class Counter:
    """Counts the paragraphs of lists of every kind."""

    def __init__(self) -> None:
        """Begin a document."""
        self._counts: dict[object, list[int | None]] = {}
        self._starts: dict[tuple[object, int], int] = {}
        self._begun: set[object] = set()

    def begin(self, kind: object, name: object, starts: Mapping[int, int]) -> None:
        """Meet a list: one of a kind that has been counted before may begin the numbers of levels anew, once."""
        counts = self._counts.setdefault(kind, [None] * LEVELS)
        for level, start in starts.items() if name not in self._begun else ():
            self._starts[kind, level] = start
            counts[level] = None
        self._begun.add(name)

    def next(self, kind: object, levels: Mapping[int, Level], level: int) -> str:
        """Count a paragraph of a level of a kind of list; return the number shown, empty where none is."""
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, [None] * LEVELS)
        for upper in range(level + 1):
            start = self._starts.get((kind, upper), levels[upper].start if upper in levels else 1)
            before = counts[upper]
            counts[upper] = start if before is None else before + (upper == level)
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        if levels[level].show is None:
            return ""
        return _PLACE.sub(lambda match: _shown(levels, counts, int(match[1]) - 1), levels[level].text)


def _shown(levels: Mapping[int, Level], counts: list[int | None], level: int) -> str:
    show = levels[level].show if level in levels else None
    count = counts[level]
    return show(count) if show and count else ""
