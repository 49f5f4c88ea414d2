"""Dates in the columns of section III of FF301 that a narrow column cuts: ``21 October``, and ``2025`` below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from converter.forms.dates import MONTHS
from converter.forms.ff301.table import cells
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span

_DAY = re.compile(rf"\s*\d{{1,2}}\s+(?:{'|'.join(MONTHS)})[a-z]*\s*", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")


def cut_dates(reading: Reading, body: Span) -> dict[Span, Token | None]:
    """The cells that hold a day and a year, one below the other, each alone; the date is kept under its day.

    The token reaches over what the lines of the two print between them; with other numbers there, it is damaged.
    """
    found = [*cells(reading, body)]
    pieces: dict[Span, Token | None] = {}
    days, years = ([cell for cell in found if it.fullmatch(reading.form.text, *cell)] for it in (_DAY, _YEAR))
    for day, year in product(days, years):
        if _is_below(reading, day, year):
            pieces |= {day: Token(Kind.DATE, day.start, year.end), year: None}
    return pieces


def with_cut_dates(tokens: Iterable[Token], pieces: dict[Span, Token | None]) -> list[Token]:
    """The tokens, with the dates in place of their pieces."""
    kept = [token for token in tokens if not any(start <= token.start < end for start, end in pieces)]
    return sorted([*kept, *filter(None, pieces.values())], key=lambda token: token.start)


def _is_below(reading: Reading, day: Span, year: Span) -> bool:
    """Whether a year stands in the line below a day, at the same place across the page."""
    form, (above, below) = reading.form, (reading.form.place(it.start) for it in (day, year))
    if above is None or below is None or form.line_index(year.start) != form.line_index(day.start) + 1:
        return False
    return above[0] <= below[1] and below[0] <= above[1]
