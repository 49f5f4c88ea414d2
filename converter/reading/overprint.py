"""Larger type that is printed across the text of a page: a watermark or a stamp, which is no part of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median_low

from converter.reading.runs import Run, lines_of_runs
from converter.reading.sheets import Sheet

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
    usual = [run for run in sheet.runs if part * (run.top - run.bottom) < times * size] if large else []
    for text in _texts(large):
        if any(run.covers(word) for run in text for word in usual):
            yield from text


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
