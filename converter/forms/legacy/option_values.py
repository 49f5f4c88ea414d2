"""The values of a row of part A: which of the numbers printed in it stand in its columns, and how many they are."""

from __future__ import annotations

import re

from converter.forms import captions
from converter.forms.bare import bare, unpriced
from converter.forms.glued import parted
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.rows import by_line, digits_of, run_of, runs
from converter.forms.text import Span

COLUMNS = ("granted", "exercised", "cancelled", "lapsed", "issued", "may_be_issued")
_WIDTHS = (len(COLUMNS), len(COLUMNS) + 1)
"""The values of a row, without and with the options outstanding before the movements."""
_LONE_COMMA = re.compile(r"(?<!\S),(?=\s)")


def row_values(reading: Reading, stretch: Span) -> list[Token]:
    """The run of bare values of a row: a price in the particulars has its currency and is none of them."""
    tokens = unpriced(reading.tokens(stretch))
    found = _labelled(reading, stretch) or run_of(reading, bare(reading, tokens), *_WIDTHS)
    of_two = _of_two_rows(reading, bare(reading, tokens))
    if of_two:
        return of_two
    if len(found) not in _WIDTHS:
        found = _among_words(reading, tokens) or found
    if not _agrees(found):
        agreeing = parted(reading, found, _WIDTHS, _agrees)
        found = agreeing or parted(reading, found, [max(_WIDTHS)], _goes_on, sound=True) or found
    return list(_without_copy(found) or found)


def _of_two_rows(reading: Reading, tokens: list[Token]) -> list[Token]:
    """The values of two lines or more, where each makes a whole row and none is a garbled copy of another.

    The cells of the row below have come up into this one, or a scheme has several grants.
    """
    lines = [line for run in runs(tokens) for line in by_line(reading, run) if len(line) in _WIDTHS]
    sound = [line for line in lines if not any(token.kind is Kind.DAMAGED for token in line)]
    digits = [digits_of(line) for line in sound]
    different = len({tuple(token.number or 0 for token in line) for line in sound}) > 1
    return [token for line in sound for token in line] if different and 2 * min(digits) >= max(digits) else []


def _without_copy(row: list[Token]) -> list[Token]:
    """The one stretch of a run that makes a whole row with an opening: its garbled copy stands beside it."""
    width = max(_WIDTHS)
    stretches = [row[start : start + width] for start in range(len(row) - width + 1)]
    fitting = [it for it in stretches if _goes_on(it)]
    return fitting[0] if len(fitting) == 1 else []


def _goes_on(row: list[Token]) -> bool:
    """Whether a row begins with the options outstanding and ends with those left, and its values agree too."""
    if len(row) != max(_WIDTHS) or not _agrees(row):
        return False
    opening, granted, *gone, _, may_be_issued = (token.number or 0 for token in row)
    return opening + granted - sum(gone) == may_be_issued


def _agrees(row: list[Token]) -> bool:
    """Whether a row that has all its values issues as many shares as options are exercised, and not none."""
    if len(row) not in _WIDTHS or any(token.kind is Kind.DAMAGED for token in row):
        return False
    *_, exercised, _, _, issued, _ = (token.number or 0 for token in row)
    return exercised == issued != 0


def _labelled(reading: Reading, stretch: Span) -> list[Token]:
    """The values of a row that names them itself: ``Granted 1,000 Exercised 200 Cancelled Nil Lapsed Nil``, and two."""
    named = dict(zip(COLUMNS, captions.OPTION_COLUMNS, strict=False))
    segments = reading.form.segments(named, stretch)[-len(named) :]
    if [segment.name for segment in segments] != list(named):
        return []
    values = [[token for token in unpriced(reading.values(it.body)) if token.kind in VALUES] for it in segments]
    beside = all(
        row and not reading.form.text[it.body.start : row[0].start].strip(" \t\n:=")
        for it, row in zip(segments, values, strict=True)
    )
    return [token for row in values for token in row] if beside and list(map(len, values)) == [1, 1, 1, 3] else []


def _among_words(reading: Reading, tokens: list[Token]) -> list[Token]:
    """The values of a row that stand in one cell with its words: as many as it has, the shares issued exercised."""
    fitting = [run for run in runs(tokens) if len(run) in _WIDTHS]
    if len(fitting) != 1 or len({reading.form.cell_key(token.start) for token in fitting[0]}) > 1:
        return []
    *_, exercised, _, _, issued, _ = fitting[0]
    return fitting[0] if exercised.number == issued.number and exercised.kind is not Kind.DAMAGED else []


def may_lack_one(reading: Reading, stretch: Span, row: list[Token], others_have_opening: bool) -> bool:
    """Whether six values may be the options outstanding and five more, one having been lost.

    In cells a comma by itself tells it, the rest of a number. Without cells more are granted than are left and gone,
    or the shares issued are not those exercised; and other rows have seven values, or it fits one column on.
    """
    if len(row) != len(COLUMNS):
        return False
    if reading.form.in_cells(row[0].start):
        return _LONE_COMMA.search(reading.form.text, stretch.start, row[0].start) is not None
    granted, exercised, cancelled, lapsed, issued, may_be_issued = (token.number or 0 for token in row)
    if granted > exercised + cancelled + lapsed + may_be_issued and all(
        token.kind is not Kind.DAMAGED for token in row
    ):
        return True
    if others_have_opening and granted == may_be_issued != 0 == exercised + cancelled + lapsed + issued:
        return True  # none were granted, it may be, and none are gone
    if exercised != int(exercised):
        return False  # it is damaged: there is no part of an option
    return exercised != issued and (others_have_opening or (cancelled != 0 and cancelled in (issued, may_be_issued)))
