"""How far apart the letters, the words and the cells of a text stand, as its own type shows.

A text may be set with spaces between all its letters: what is one word is told by the gaps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from converter.reading.runs import GAP, POINT, Run, lines_of_runs
from converter.reading.sheets import Sheet

_LETTERS = (5, 2)
"""With so few letters to so many pieces of text, it is letters that stand apart; a word has five on average."""
_NEAR = 4
"""Words stand apart by less than so many times the gap between letters."""
_HIGH = 20 * POINT
_ENOUGH = 30
"""Of fewer gaps nothing is told."""
_ABOUT = 3
_FEW = 50
"""Between the gaps of letters and those of words, one gap in fifty is so wide, a third of a point more or less."""
_OF_WORDS = (8, 5)
"""A gap so many times as wide as a narrow one between words divides cells."""


def with_words(sheets: Sequence[Sheet]) -> list[Sheet] | None:
    """Sheets with the letters put together to words; none where the letters do not stand apart."""
    runs = [run for sheet in sheets for run in sheet.runs]
    most, pieces = _LETTERS
    if pieces * sum(len(run.text) for run in runs) >= most * len(runs):
        return None
    gap = _gap_of_letters(_gaps(line for sheet in sheets for line in lines_of_runs(sheet.runs)))
    if gap is None:
        return None
    return [
        Sheet([word for line in lines_of_runs(sheet.runs) for word in _words(line, gap)], sheet.width, sheet.height)
        for sheet in sheets
    ]


def gap_of_cells(lines: Iterable[list[Run]]) -> int:
    """The gap from which on two words of these lines are two cells."""
    gaps = _gaps(lines)
    times, part = _OF_WORDS
    return max(GAP, gaps[len(gaps) // 10] * times // part) if len(gaps) > _ENOUGH else GAP


def _gaps(lines: Iterable[list[Run]]) -> list[int]:
    """The gaps between neighbours, from the narrowest, without those so wide that they part no words."""
    gaps = (right.left - left.right for line in lines for left, right in pairwise(line))
    return sorted(gap for gap in gaps if gap < _HIGH)


def _gap_of_letters(gaps: list[int]) -> int | None:
    """The gap between those of letters and those of words, about which there are fewest; none where there are many."""
    if len(gaps) <= _ENOUGH:
        return None
    median = gaps[len(gaps) // 2]
    found = range(median + _ABOUT, max(_NEAR * median, GAP))
    about = {gap: bisect_right(gaps, gap + _ABOUT) - bisect_left(gaps, gap - _ABOUT) for gap in found}
    least = min(about.values(), default=len(gaps))
    return next(gap for gap in found if about[gap] == least) if _FEW * least <= len(gaps) else None


def _words(line: list[Run], gap: int) -> Iterator[Run]:
    """The pieces of a line with those put together that stand no farther apart than letters."""
    word = line[0]
    for run in line[1:]:
        if run.left - word.right > gap:
            yield word
            word = run
        else:
            top, bottom = max(word.top, run.top), min(word.bottom, run.bottom)
            word = Run(word.text + run.text, word.left, bottom, max(word.right, run.right), top)
    yield word
