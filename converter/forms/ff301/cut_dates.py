"""Dates in the columns of section III of FF301 that a narrow column cuts: ``21``, ``October`` and ``2025`` below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.evidence import Origin
from converter.forms.dates import MONTHS, parse_date
from converter.forms.ff301.table import cells
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span

_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
_BEGINS = re.compile(rf"(?:[^\t\n]*[ ])?(?P<piece>(?<![\d,.])\d{{1,2}}(?:[ ]+{_MONTH})?)[ ]*", re.IGNORECASE)
"""A day behind a price may stand one space from it."""
_GOES_ON = re.compile(rf"\s*(?P<piece>{_MONTH}(?:\s+(?:19|20)\d\d)?|(?:19|20)\d\d)\s*", re.IGNORECASE)
_DATE = re.compile(rf"\d{{1,2}} {_MONTH} \d{{4}}", re.IGNORECASE)

Pieces = dict[Span, Token | None]
"""The pieces of dates, each date with its first one."""


def cut_dates(reading: Reading, body: Span) -> Pieces:
    """The pieces of each date that stand one below the other, the lower ones alone in their cells.

    The token reaches over what the lines of its pieces print between them.
    """
    found = [*cells(reading, body)]
    further = _matching(reading, _GOES_ON, found)
    pieces: Pieces = {}
    for first in _matching(reading, _BEGINS, found) if further else ():
        stack = _stack(reading, first, further)
        words = " ".join(" ".join(reading.form.text[slice(*piece)] for piece in stack).split())
        if len(stack) > 1 and _DATE.fullmatch(words):
            token = Token(Kind.DATE, first.start, stack[-1].end, origin=Origin.JOINED, day=parse_date(words))
            pieces |= {first: token, **dict.fromkeys(stack[1:])}
    return pieces


def with_cut_dates(reading: Reading, body: Span, pieces: Pieces) -> list[Token]:
    """The tokens of a stretch, with the dates in place of their pieces."""
    tokens: list[Token] = []
    at = body.start
    for piece, date in sorted(pieces.items()):
        if body.start <= piece.start < body.end:
            tokens += [*reading.tokens(Span(at, piece.start)), *filter(None, [date])]
            at = piece.end
    return tokens + reading.tokens(Span(at, body.end))


def _matching(reading: Reading, pattern: re.Pattern[str], found: Iterable[Span]) -> list[Span]:
    """The pieces in the cells that match a pattern."""
    matches = (pattern.fullmatch(reading.form.text, *cell) for cell in found)
    return [Span(*match.span("piece")) for match in matches if match]


def _stack(reading: Reading, first: Span, further: Iterable[Span]) -> list[Span]:
    """A piece with those of the ``further`` ones that stand directly below it, line by line."""
    stack = [first]
    for cell in further:
        if _is_below(reading, stack[-1], cell):
            stack.append(cell)
    return stack


def _is_below(reading: Reading, above: Span, below: Span) -> bool:
    """Whether a piece stands in the line below another one, at the same place across the page."""
    form = reading.form
    if form.place(above.start) is None or form.place(below.start) is None:
        return False
    upper, lower = form.place_of(*above), form.place_of(*below)
    beneath = form.line_index(below.start) == form.line_index(above.start) + 1
    return beneath and upper[0] <= lower[1] and lower[0] <= upper[1]
