"""The values of a row of section III of FF301 by their order alone, as a flattened page gives them.

A value is placed where it stands in the same column in every way to place them all that the form's
arithmetic allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from converter.forms.ff301.cut_dates import cut_dates, with_cut_dates
from converter.forms.ff301.kinds import CHINESE_KINDS, ENGLISH_KINDS
from converter.forms.ff301.table import Columns, RowCells, cells
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span

KIND = re.compile(
    rf"(?:{ENGLISH_KINDS}|{CHINESE_KINDS})"
    r"(?:[ \t]*[-–][ \t]*[^\W\d_][^\t\n\d]*?|[ \t]*\([^)\n]*\))?(?=\s*(?:[-(]?\d|$|\n|\t))"
)
"""The kind of a movement: it stands alone in its cell or line, or before its number."""
_GOES_ON = re.compile(r"[ ]?[A-Za-z)%:]|\n?per\b|[\u4e00-\u9fff]")
_PREPOSITION = re.compile(r"\b(?:of|at|for|to|dated|on|than|about|in|per|under|by|on or before)[ \n]?\Z")

_MOST_PIECES = 5
_MOST_OF_A_UNIT = 8
"""Letters that may stand between two values of a row: a unit or the mark of a note."""
_DATES_OF_ROW = 2
"""Dates that a row has at the most: the event's and the approval's."""


def by_order(reading: Reading, body: Span, columns: Columns) -> RowCells:
    """Opening, then each kind with its number, then the columns behind: what can stand in one place only."""
    lead, order = columns.lead, columns.order
    words = [_before_amount(reading, body, cell) for cell in _first_column(reading, body)]
    tokens = with_cut_dates(reading, body, cut_dates(reading, body))
    tokens = [token for token in tokens if not in_words(reading, token, body.start)]
    kinds = [Span(*match.span()) for match in KIND.finditer(reading.form.text, *body) if "closing" in order]
    # The dash of "Exercised - new shares involved" is no figure.
    tokens = [token for token in tokens if not any(start <= token.start < end for start, end in words + kinds)]
    marked = [token for token in tokens if token.currency and token.start < (kinds[0][0] if kinds else body.end)]
    mark = marked[-1] if marked else None
    if mark and "currency" in lead:
        tokens = tokens[tokens.index(mark) :]  # a sum before the column of the currency is part of the description
    values = [token for token in tokens if token.kind in VALUES]
    result = RowCells(currency=mark, flattened=True)
    starts = [token.start for token in tokens if token.kind in VALUES or (token.currency and "currency" in lead)]
    dates = _dates_in_columns(reading, tokens, result)
    starts += [start for start, _ in kinds] + [date.start for date in dates]
    result.text += words or [
        Span(body.start, min(starts, default=body.end)),
        *_rest_of_words(reading, body, lead, values),
    ]
    if len(dates) > _DATES_OF_ROW:  # other rows stand among its words
        return replace(result, dates={}, currency=None, unplaced=sorted([*values, *dates], key=lambda it: it.start))
    before = [token for token in values if kinds and token.start < kinds[0][0]]
    if not kinds and "closing" in order:
        order = ("opening", *order)  # nothing stands between the opening and the close
    rest = values[len(before) :]
    for start, end in kinds:
        following = next((token for token in rest if token.start >= end), None)
        if following is not None and not reading.form.text[end : following.start].strip(" \t\n:"):
            result.movements.append((" ".join(reading.form.text[start:end].split()), following))
            rest.remove(following)
    priced = [token for token in rest if token.currency] if "price" in lead else []
    result.values = [token for token in rest if token not in priced]
    if "closing" not in order:
        result.values = _before_words(reading, result.values, tokens)
    placed = dict(zip(["opening"], before, strict=False)) | dict(zip(["price"], priced, strict=False))
    result.order = ("opening", *columns.order) if "closing" in columns.order else columns.order
    result.ways = [
        way
        for printed in _as_cells(reading, result.values)
        for names in combinations(order, len(printed))
        if len(before) < 2
        and columns.can_stand(way := placed | dict(zip(names, printed, strict=True)), result.movements)
    ]
    if not result.ways:
        return replace(result, movements=[], unplaced=values)
    result.likely = result.ways
    result.place(result.ways)
    return result


def _before_words(reading: Reading, values: list[Token], tokens: list[Token]) -> list[Token]:
    """The values of a row without movements up to where other words begin: what stands there is a garbled total."""
    words = [token for token in tokens if token.kind is Kind.WORD]
    for place, (one, two) in enumerate(pairwise(values), start=1):
        between = "".join(reading.text(token) for token in words if one.end <= token.start < two.start)
        if sum(map(str.isalpha, between)) > _MOST_OF_A_UNIT:
            return values[:place]
    return values


def _as_cells(reading: Reading, values: list[Token]) -> Iterator[list[Token]]:
    """The values as they are, and with each that spaces cut as several: ``98,3 56,004`` may be of two cells."""
    yield values
    for place, token in enumerate(values):
        pieces = [Span(it.start(), it.end()) for it in re.finditer(r"\S+", reading.text(token))]
        if token.kind is not Kind.DAMAGED or len(pieces) > _MOST_PIECES:
            continue
        for count in range(1, len(pieces)):
            for cuts in combinations(range(1, len(pieces)), count):
                groups = [pieces[start:end] for start, end in zip((0, *cuts), (*cuts, len(pieces)), strict=True)]
                cells = [Token(Kind.DAMAGED, token.start + it[0].start, token.start + it[-1].end) for it in groups]
                yield [*values[:place], *cells, *values[place + 1 :]]


def _first_column(reading: Reading, body: Span) -> list[Span]:
    """The cells of the description, where places across the page tell them though the heads do not."""
    found = list(cells(reading, body))
    places = [reading.form.place(cell.start) for cell in found]
    if len(found) < 2 or reading.form.line_index(found[0].start) != reading.form.line_index(found[1].start):
        return []
    edge = places[1][0] if places[1] else 0
    first = [cell for cell, place in zip(found, places, strict=True) if place and place[0] < edge]
    for cell, place in zip(found, places, strict=True):
        line = reading.form.line_span(cell.start)
        # A short line without gaps has no places: right below the description, left of the next column, it goes on.
        above = reading.form.line_index(body.start + len(reading.form.text[body.start : line.start].rstrip()) - 1)
        below = any(reading.form.line_index(it.start) == above for it in first)
        indent = cell.end - line.start - len(reading.form.text[line.start : cell.end].lstrip(" "))
        if place is None and below and indent < edge:
            first.append(cell)
    return first


def _before_amount(reading: Reading, body: Span, cell: Span) -> Span:
    """A cell of the description, without the currency at its end whose amount stands in the next cell."""
    across = (it for it in reading.tokens(body) if it.currency and cell.start < it.start < cell.end < it.end)
    mark = next(across, None)
    return Span(cell.start, mark.start) if mark else cell


def _rest_of_words(reading: Reading, body: Span, lead: tuple[str, ...], values: list[Token]) -> list[Span]:
    """The lines of a warrant's or a convertible's description that a text maker gives behind the row's numbers."""
    if "currency" not in lead or not values:
        return []
    tail = Span(values[-1].end, body.end)
    printed = reading.form.text[tail.start : tail.end]
    is_words = printed.startswith("\n") and any(map(str.isalpha, printed)) and not KIND.search(printed)
    return [tail] if is_words else []


def _dates_in_columns(reading: Reading, tokens: list[Token], result: RowCells) -> list[Token]:
    """Keep the dates that stand by themselves: the event's, then the approval's; a date in prose is text."""
    dates = [token for token in tokens if token.kind is Kind.DATE and not _in_prose(reading, token)]
    result.dates.update(zip(("event", "approval"), dates, strict=False))
    return dates


def _in_prose(reading: Reading, token: Token) -> bool:
    return _PREPOSITION.search(reading.form.text, max(0, token.start - 16), token.start) is not None


def in_words(reading: Reading, token: Token, start: int) -> bool:
    """Whether a value stands among the words of a description that begins at ``start``.

    ``amount of HK$52,377,600 issued under``, ``2020 Share Option Scheme``.
    """
    text = reading.form.text
    if _in_prose(reading, token):
        return True
    before, after = text[max(start, token.start - 2) : token.start], text[token.end : token.end + 2]
    if KIND.match(text, token.end + len(after) - len(after.lstrip(" "))):
        return False
    cell = max(start, text.rfind("\n", 0, token.start), text.rfind("\t", 0, token.start))
    if text.count("(", cell, token.start) > text.count(")", cell, token.start):
        return True
    goes_on = _GOES_ON.match(text, token.end) is not None
    begins = not text[start : token.start].strip()
    return goes_on and (begins or re.search(r"[A-Za-z(,:][ \n]?\Z|[\u4e00-\u9fff]\Z", before) is not None)
