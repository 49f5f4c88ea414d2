"""The movements of a row of FF301: each kind with its number, where words wrap and numbers stand beside other lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from converter.forms.ff301.arithmetic import rolls_forward
from converter.forms.ff301.kinds import CHINESE_KINDS, ENGLISH_KINDS
from converter.forms.ff301.table import Columns, Movements, RowCells, cells
from converter.forms.lexer import VALUES, Token
from converter.forms.reading import Reading
from converter.forms.text import Span

_BEGINS = re.compile(rf"(?<!\w)(?:{ENGLISH_KINDS})(?!\w)|{CHINESE_KINDS}")
"""The first word of a kind of movement."""
_REDUCES = re.compile(r"Exercised|Cancelled|Lapsed|Converted|Redeemed|已?行使|[註注][銷销]|失效|轉換|转换|贖回|赎回")
"""A kind that FF301 prints below zero."""
_DASH = re.compile(rf"\s*(?:{_BEGINS.pattern})\s*[-–](?=\s)")
_RESTS = re.compile(r"\s*(?:-\s*)?(?:(?:new|treasury)?\s*shares?)?\s*(?:involved)?\s*")
"""What is left of ``Exercised - treasury shares involved`` for the lines below."""
_NEAR = 2
"""Points, or characters, by which what stands in one column may lie beside it."""


def is_kind(reading: Reading, cell: Span) -> bool:
    """Whether a cell holds a kind of movement, or the wrapped rest of one."""
    return _BEGINS.match(reading.form.text, *cell) is not None or _RESTS.fullmatch(reading.form.text, *cell) is not None


def numbers_in(reading: Reading, cell: Span) -> list[Token]:
    """The values of a cell; the dash of "Exercised - new shares involved" is none."""
    dash = _DASH.match(reading.form.text, *cell)
    values = (token for token in reading.tokens(cell) if token.kind in VALUES)
    return [token for token in values if not dash or token.start >= dash.end()]


def paired(reading: Reading, columns: Sequence[Span], numbers: Sequence[Token]) -> Movements | None:
    """Each kind that the cells of a column print, with its number; ``None`` where that cannot be told.

    A number belongs to the kind that begins in its line, if every number has one; else kinds and numbers, which
    stand one below the other in two columns, have the same order, if there are as many.
    """
    kinds = _kinds(reading, columns, numbers)
    of_line = {reading.form.line_index(start): words for words, start in kinds}
    lines = Counter(reading.form.line_index(number.start) for number in numbers)
    if len(of_line) == len(kinds) and max(lines.values(), default=0) < 2 and lines.keys() <= of_line.keys():
        return [(of_line[reading.form.line_index(number.start)], number) for number in numbers]
    if len(kinds) != len(numbers):
        return None
    pairs = [(words, number) for (words, _), number in zip(kinds, numbers, strict=True)]
    return pairs if all((number.number or 0) <= 0 for words, number in pairs if _REDUCES.match(words)) else None


def _kinds(reading: Reading, columns: Sequence[Span], numbers: Sequence[Token]) -> list[tuple[str, int]]:
    """The kinds in their order, each with all its words, be they wrapped, and where it begins."""
    inside = {offset for number in numbers for offset in range(number.start, number.end)}
    text = reading.form.text
    words, places = "", []
    for cell in columns:
        words += "".join(" " if offset in inside else text[offset] for offset in range(*cell)) + " "
        places += [*range(*cell), cell.end]
    starts = [match.start() for match in _BEGINS.finditer(words)]
    ends = [*starts[1:], len(words)]
    return [
        (" ".join(words[start:end].split()), places[start])
        for start, end in zip(starts, ends[: len(starts)], strict=True)
    ]


def by_first_line(reading: Reading, body: Span, columns: Columns) -> RowCells | None:
    """A row whose first line has a value in every column, and whose further lines have movements alone.

    The places of the first line tell the columns. What they tell must roll forward; ``None`` where it does not.
    """
    line = Span(body.start, min(body.end, reading.form.line_span(body.start).end))
    first = [*cells(reading, line)]
    values = [token for cell in first[1:] for token in numbers_in(reading, cell)]
    order = ("opening", "movement", *columns.order)
    kind = next((cell for cell in first[1:] if _BEGINS.match(reading.form.text, *cell)), None)
    if columns.lead != ("text", "opening") or len(values) != len(order) or kind is None:
        return None
    by_column = dict(zip(order, values, strict=True))
    moved = by_column.pop("movement")
    edges = reading.form.place(kind.start), reading.form.place(moved.start)
    below = [(cell, _is_below(reading, cell, *edges)) for cell in cells(reading, Span(line.end, body.end))]
    numbers = [moved, *(token for cell, is_below in below if is_below for token in numbers_in(reading, cell))]
    if any(is_below is None for _, is_below in below) or not rolls_forward(by_column, [("", it) for it in numbers]):
        return None
    pairs = paired(reading, [kind, *(cell for cell, is_below in below if is_below)], numbers)
    words = [first[0], *(cell for cell, is_below in below if not is_below)]
    return RowCells(by_column, list(pairs or ()), text=words, unplaced=[] if pairs else numbers)


def _is_below(
    reading: Reading, cell: Span, kind: tuple[int, int] | None, number: tuple[int, int] | None
) -> bool | None:
    """Whether a cell stands below the kind or number of a movement, else below the words; ``None``: below neither."""
    place, values = reading.form.place(cell.start), numbers_in(reading, cell)
    if place is None or kind is None or number is None:
        return True if is_kind(reading, cell) and not values else None
    if place[0] < kind[0] - _NEAR:
        if is_kind(reading, cell) and abs(place[1] - kind[1]) <= _NEAR:
            return True  # a column that is set at its right
        return False if not values or place[1] <= kind[0] else None
    return True if place[1] <= number[1] + _NEAR and len(values) < 2 else None
