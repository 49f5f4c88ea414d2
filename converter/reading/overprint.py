"""Larger type that is printed across the text of a page: a watermark or a stamp, which is no part of the form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from statistics import median_low

from converter.reading.runs import Run, lines_of_runs
from converter.reading.sheets import Sheet

_MIDDLE = attrgetter("middle")
_LARGER = (5, 4)
"""Type is larger that is so many times as high as most of its page."""


def overprint(sheets: Sequence[Sheet]) -> set[Run]:
    """The larger type that stands across other words on any sheet.

    What stands in the same place of another sheet is the same run. A heading is larger too, and stands across nothing.
    """
    return {run for sheet in sheets for run in _across(sheet)}


def _across(sheet: Sheet) -> Iterator[Run]:
    times, part = _LARGER
    size = median_low([run.top - run.bottom for run in sheet.runs] or [0])
    large = [run for run in sheet.runs if part * (run.top - run.bottom) >= times * size]
    if not large:
        return
    usual = sorted([run for run in sheet.runs if part * (run.top - run.bottom) < times * size], key=_MIDDLE)
    middles = list(map(_MIDDLE, usual))
    for text in _texts(large):
        for run in text:
            level = usual[bisect_left(middles, run.bottom) : bisect_right(middles, run.top)]
            if any(map(run.covers, level)):
                yield from text
                break


def _texts(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs that follow each other on a line no farther apart than they are high."""
    for line in lines_of_runs(runs):
        text = [line[0]]
        for run in line[1:]:
            if run.left - text[-1].right > run.top - run.bottom:
                yield text
                text = []
            text.append(run)
        yield text
