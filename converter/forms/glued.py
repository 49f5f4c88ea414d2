"""Values that lost the border between them: parted where their print allows it and the sums of the row agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from converter.evidence import Origin
from converter.forms.lexer import Kind, Token, lex
from converter.forms.reading import Reading

_COUNTS = (Kind.NUMBER, Kind.NIL)
_NO_COUNT = re.compile(r"^,|,$|,\d{1,2}(?!\d)|,\d{4}")
"""What no whole number has: a comma at an end, or with other than three digits behind it."""
Agree = Callable[[list[Token]], bool]


def parted(
    reading: Reading, row: list[Token], widths: Collection[int], agree: Agree, *, sound: bool = False
) -> list[Token]:
    """The row with one of its values parted in two, where just one parting makes its sums agree; else nothing.

    ``widths`` are the numbers of values that a row of the table has; ``agree`` tells of a row that has as many whether
    its sums agree, with a number that is not 0. Parted are values that cannot stand as they are printed; if ``sound``
    is true, any of them but a mark of nothing: two dashes are one.
    """
    if len(row) + 1 not in widths:
        return []
    found = [
        parting
        for index, token in enumerate(row)
        if token.kind is not Kind.NIL and (sound or _may_be_two(reading, row, index))
        for two in _halves(reading, token)
        if agree(parting := [*row[:index], *two, *row[index + 1 :]])
    ]
    return found[0] if len(found) == 1 else []


def _may_be_two(reading: Reading, row: list[Token], index: int) -> bool:
    """Whether a value cannot stand as it is printed: damaged, or below 0; or whether the cell behind it is empty."""
    token = row[index]
    if token.kind is Kind.DAMAGED or (token.number or 0) < 0:
        return True
    after = row[index + 1 : index + 2]
    return bool(after) and reading.form.cell(after[0].start) - reading.form.cell(token.start) == 2


def _halves(reading: Reading, token: Token) -> Iterator[list[Token]]:
    """Every two values that the print of one makes: each a number as it is printed, or a mark of nothing."""
    for cut in range(token.start + 1, token.end):
        left = _count(reading, token.start, cut)
        right = _count(reading, cut, token.end) if left else None
        if left and right:
            yield [left, right]


def _count(reading: Reading, start: int, end: int) -> Token | None:
    """What is printed between two offsets, if that is a whole number or a mark of nothing, by itself."""
    printed = reading.form.text[start:end]
    if _NO_COUNT.search(printed):
        return None
    token = next(iter(lex(printed, 0, end - start)), None)
    if token is None or token[1:3] != (0, end - start) or (token.number or 0) < 0:
        return None
    whole = token._replace(start=start, end=end, origin=Origin.NORMALISED)
    return whole if token.kind in _COUNTS else None
