"""Sheets of paper: the pages of the return that are printed on each, and the size of its type.

A sheet may show two pages side by side, or four. Lengths are those of :mod:`converter.reading.runs`, counted from the
lower left of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low
from typing import NamedTuple

from converter.reading.runs import POINT, Run

_SMALL, _LARGE = 10 * POINT, 16 * POINT
"""Lengths are taken as they are where the type, with what it leaves free above and below, is so high."""
_PAGE, _SHARE = 20, 12
"""The least page of the form has more words; the second pages of all sheets have a twelfth of them at least."""
_WORDS = 3
"""One in so many words of a page is no figure, a date or a dash."""
_GUTTER, _BAND = 6 * POINT, 12 * POINT
"""Nothing stands so near to the line between two pages, beside each other and one above the other."""
_MARGIN = 3 * POINT
"""How far the margins of two pages differ at most."""


class Sheet(NamedTuple):
    """The words of a sheet, upright, and its sides; ``is_picture`` tells that the words were read by OCR from it."""

    runs: list[Run]
    width: int
    height: int
    is_picture: bool = False

    def within(self, left: int, bottom: int, right: int, top: int) -> Sheet:
        """A part of the sheet as one of its own."""
        edges = Run("", left, bottom, right, top)
        runs = [moved(run, left, bottom) for run in self.runs if edges.covers(run)]
        return Sheet(runs, right - left, top - bottom, self.is_picture)

    def without(self, runs: set[Run]) -> Sheet:
        """The sheet without some of its words."""
        return self._replace(runs=[run for run in self.runs if run not in runs]) if runs else self

    def scaled(self, to: int, of: int) -> Sheet:
        """The sheet with every length ``to`` for ``of``."""
        runs = [Run(it.text, *(end * to // of for end in (it.left, it.bottom, it.right, it.top))) for it in self.runs]
        return Sheet(runs, self.width * to // of, self.height * to // of)

    @property
    def halves(self) -> tuple[Sheet, Sheet]:
        """The left and the right half."""
        middle = self.width // 2
        return self.within(0, 0, middle, self.height), self.within(middle + 1, 0, self.width, self.height)

    @property
    def floors(self) -> tuple[Sheet, Sheet]:
        """The upper and the lower half."""
        middle = self.height // 2
        return self.within(0, middle + 1, self.width, self.height), self.within(0, 0, self.width, middle)


def moved(run: Run, left: int, bottom: int) -> Run:
    """A run whose place counts from another corner."""
    return Run(run.text, run.left - left, run.bottom - bottom, run.right - left, run.top - bottom)


def in_usual_size(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Sheets as if their type were of a usual size: of very small type, or very large, every length is another.

    One measure is for all sheets, so that columns keep their places from one to the next.
    """
    size = median_low([run.top - run.bottom for sheet in sheets for run in sheet.runs] or [_SMALL])
    usual = min(max(size, _SMALL), _LARGE)
    if size == usual or size <= 0:
        return list(sheets)
    return [sheet.scaled(usual, size) for sheet in sheets]


def pages_on(sheets: Sequence[Sheet]) -> list[Sheet]:
    """All pages as they are read, as many of each sheet: one, two beside each other, or two above two."""
    if not _are_free(sheets, across=True):
        return list(sheets)
    halves = [sheet.halves for sheet in sheets]
    if not _begin_alike(halves, across=True):
        return list(sheets)
    columns = [half for pair in halves for half in pair]
    floors = [column.floors for column in columns]
    if not (_are_free(columns, across=False) and _begin_alike(floors, across=False)):
        return columns
    upper, lower = ([pair[which] for pair in floors] for which in (0, 1))
    rows = [row[at : at + 2] for at in range(0, len(columns), 2) for row in (upper, lower)]
    return [page for row in rows for page in row]


def _are_free(sheets: Sequence[Sheet], *, across: bool) -> bool:
    """Whether nothing stands in the middle of any sheet, from side to side (``across``) or from top to bottom.

    In the middle of a page stands its title.
    """
    for sheet in sheets:
        middle, free = (sheet.width // 2, _GUTTER) if across else (sheet.height // 2, _BAND)
        ends = ((run.left, run.right) if across else (run.bottom, run.top) for run in sheet.runs)
        if any(low < middle + free and high > middle - free for low, high in ends):
            return False
    return True


def _begin_alike(pairs: Sequence[tuple[Sheet, Sheet]], *, across: bool) -> bool:
    """Whether the second parts of sheets are pages as the first are, and no column of a table.

    They have their share of what is printed, in words and figures, and begin at the same margin.
    """
    first, second = ([run for pair in pairs for run in pair[which].runs] for which in (0, 1))
    if len(second) < max(_PAGE, len(first) // _SHARE) or _WORDS * sum(map(_has_letter, second)) < len(second):
        return False
    if any(pair[1].runs and not pair[0].runs for pair in pairs):
        return False
    margins = [min(run.left for run in page) if across else max(run.top for run in page) for page in (first, second)]
    return abs(margins[0] - margins[1]) <= _MARGIN


def _has_letter(run: Run) -> bool:
    return any(map(str.isalpha, run.text))
