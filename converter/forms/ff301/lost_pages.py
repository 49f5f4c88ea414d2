"""The pages of FF301 that are lost, told by the numbers at the feet of the others, and where they would stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from converter.forms.pages import PAGE_OF
from converter.forms.text import FormText


@dataclass(frozen=True, slots=True)
class LostPages:
    """Pages that follow one another and are all lost."""

    named: str
    """Their numbers, and how many pages there are: ``3, 4 of 10``."""
    place: int | None
    """Where they would stand in the text; ``None`` where the order of the pages does not tell."""


@dataclass(frozen=True, slots=True)
class _Foot:
    page: int
    of: int
    start: int
    end: int


@lru_cache(1)  # asked for section by section and row by row
def lost_pages(form: FormText) -> tuple[LostPages, ...]:
    """Every run of lost pages; none where no foot tells how many pages there are.

    Some text makers give the foot of a page before what stands on it: then text follows the last foot.
    """
    feet = [_foot(match) for match in PAGE_OF.finditer(form.original)]
    if not feet:
        return ()
    of = max(foot.of for foot in feet)
    lost = sorted({*range(1, of + 1)} - {foot.page for foot in feet})
    starts = [page for page in lost if page - 1 not in lost]
    runs = [[page for page in lost if start <= page and {*range(start, page)} <= {*lost}] for start in starts]
    in_order = all(one.page <= two.page for one, two in pairwise(feet))
    first_foot = bool(form.text[feet[-1].end :].strip())
    return tuple(
        LostPages(f"{', '.join(map(str, run))} of {of}", _place(form, feet, run, first_foot) if in_order else None)
        for run in runs
    )


def _foot(match: re.Match[str]) -> _Foot:
    page, of = (int(number) for number in match.groups() if number)
    return _Foot(page, of, *match.span())


def _place(form: FormText, feet: list[_Foot], run: list[int], first_foot: bool) -> int:
    """Between the foot of the page before and that of the page behind, at the one that parts the pages."""
    before = max((foot.end for foot in feet if foot.page < run[0]), default=0)
    behind = min((foot.start for foot in feet if foot.page > run[-1]), default=len(form.text))
    return behind if first_foot else before
