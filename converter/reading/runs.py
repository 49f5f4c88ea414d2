"""Stretches of characters by their places on a page, as lines of cells.

Runs that share a baseline make a line; a wide gap divides cells; a cell's further lines are put
back behind it, as in text laid out with spaces. Lengths are tenths of a point, counted from the
left and from the bottom of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from converter.reading.layout import Cell, rows_of_cells

POINT = 10
"""A point, in the unit of a run."""
LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that cannot be told, and behind a figure that is not certain: no value is made of it."""
_SAME_LINE, _IN_PICTURES = 4 * POINT, 3 * POINT
"""How far the middle of two runs of one line may be apart, and where their edges are those of their ink."""
GAP = 6 * POINT
"""The gap between two runs from which on they are two cells."""


class Run(NamedTuple):
    """A stretch of characters as the page shows it."""

    text: str
    left: int
    bottom: int
    right: int
    top: int

    @property
    def middle(self) -> int:
        """The height of the middle of the run."""
        return (self.bottom + self.top) // 2

    def covers(self, other: Run) -> bool:
        """Whether the middle of ``other`` lies within this run."""
        across = self.left <= (other.left + other.right) // 2 <= self.right
        return across and self.bottom <= other.middle <= self.top


def has_digit(text: str) -> bool:
    """Whether a text may be, or hold, a figure."""
    return any(map(str.isdecimal, text))


def rows_in_pictures(runs: Iterable[Run]) -> list[list[Cell]]:
    """The lines of a page that OCR has read, from the top, each a row of cells with places in points."""
    return rows_of_lines(lines_of_runs(runs, _IN_PICTURES), GAP)


def rows_of_lines(lines: Sequence[list[Run]], gap: int) -> list[list[Cell]]:
    """Lines as rows of cells, which a gap divides, with places in points."""
    return [cells for cells in rows_of_cells([_cells(line, gap) for line in lines]) if cells]


def lines_of_runs(runs: Iterable[Run], apart: int = _SAME_LINE) -> list[list[Run]]:
    """Group runs by their height on the page, from the top."""
    lines: list[list[Run]] = []
    height = 0
    for depth, _, run in sorted([(-run.middle, run.left, run) for run in runs], key=itemgetter(0, 1)):
        if lines and height + depth <= apart:
            lines[-1].append(run)
        else:
            lines.append([run])
            height = -depth
    return [_once(sorted(line, key=attrgetter("left"))) for line in lines]


def _once(line: list[Run]) -> list[Run]:
    """A line without what is printed twice in one place."""
    kept: list[Run] = []
    for run in line:
        if not (kept and kept[-1].text == run.text and kept[-1].covers(run)):
            kept.append(run)
    return kept


def _cells(line: list[Run], gap: int) -> list[Cell]:
    """Join the runs of a line into cells."""
    cells: list[list[Run]] = []
    right = line[0].right
    for run in line:
        if cells and run.left - right < gap:
            cells[-1].append(run)
        else:
            cells.append([run])
        right = max(right, run.right)
    return [
        Cell(" ".join([run.text for run in cell]), _points(cell[0].left), _points(max([run.right for run in cell])))
        for cell in cells
    ]


def _points(length: int) -> int:
    return (length + POINT // 2) // POINT
