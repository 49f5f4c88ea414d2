"""Which numbers of a row belong to its words, and which stand for its figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from converter.forms.dates import MONTHS
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading

_NOTE_ENDS = re.compile(r"\(\s*(?:Note|[註注])\s*\d\s*\)[ ]$", re.IGNORECASE)
"""What ends the particulars of a row: a number behind it is a figure."""
_NOTE_WRAPS = re.compile(r"\d[)）]")
"""The end of a note that its cell wraps."""
_HAN_BEFORE = re.compile(r"(?![無无零用])[\u4e00-\u9fff] $")
_HAN_BEHIND = re.compile(r" (?![無无零不沒没])[\u4e00-\u9fff]")


def bare(reading: Reading, tokens: list[Token]) -> list[Token]:
    """The tokens, with a word in place of each number that belongs to a text.

    Such a number shares a cell with words, or stands before an amount's currency ("Due 2013  HKD 1,000").
    """
    around = _Around(
        {reading.form.cell_key(token.start) for token in tokens if token.kind is Kind.WORD},
        sorted(token.start for token in tokens if token.kind is Kind.ITEM),
        sorted(token.start for token in tokens if token.currency),
    )
    return [_as_word(token) if _in_text(reading, token, around) else token for token in tokens]


class _Around(NamedTuple):
    """What stands around a token: the cells that hold words, and where the numbers of items and the currencies are."""

    worded: set[tuple[int, int]]
    items: list[int]
    currencies: list[int]


def _next(starts: list[int], start: int, end: int) -> int:
    """The first of these places, in their order, behind another; the end of the text without one."""
    place = bisect_right(starts, start)
    return starts[place] if place < len(starts) else end


def _in_text(reading: Reading, token: Token, around: _Around) -> bool:
    if token.kind not in VALUES:
        return False
    if _PROSE.match(reading.form.text, token.end) or _is_day(reading, token):
        return True
    if _NOTE_WRAPS.fullmatch(reading.text(token)):
        return True
    if _NOTE_ENDS.search(reading.form.text, max(0, token.start - 12), token.start):
        return False
    if any("\u4e00" <= character <= "\u9fff" and character not in "無无零" for character in _beside(reading, token)):
        return True
    if _between_words(reading, token):
        return True
    # A currency may stand in the cell before its amount, and share that with words.
    if reading.form.in_cells(token.start) and reading.form.cell_key(token.end - 1) in around.worded:
        return True
    # Behind the next item's number the row is printed once more, by an overlapping crop; in cells, another line is of
    # the words that wrap below the first.
    last = len(reading.form.text)
    end = _next(around.items, token.start, last)
    if reading.form.in_cells(token.start):
        end = min(end, reading.form.line_span(token.start).end)
    return _next(around.currencies, token.start, last) < end and not token.currency


_MONTH_BEGINS = re.compile(rf"\n(?:{'|'.join(MONTHS)})[a-z]*,?[ ](?:19|20)\d\d(?!\d)", re.IGNORECASE)
_PROSE = re.compile(r"[ ](?!nil\b)[a-z]{2}")
"""What follows a number in a sentence: ``50,000,000 new shares``."""


def _between_words(reading: Reading, token: Token) -> bool:
    """Whether Chinese words stand before and behind a number in its line, or its year begins them: ``2012 年``."""
    behind = _HAN_BEHIND.match(reading.form.text, token.end)
    before = _HAN_BEFORE.search(reading.form.text, max(0, token.start - 2), token.start)
    return behind is not None and (before is not None or behind.group().strip() in "年月日")


def _is_day(reading: Reading, token: Token) -> bool:
    """Whether a number is the day of a date that its cell wraps: the month and the year begin the line below."""
    text = reading.form.text
    after_word = text[token.start - 2 : token.start - 1].isalpha() and token.end - token.start <= len("31")
    return after_word and _MONTH_BEGINS.match(text, reading.form.line_span(token.start).end) is not None


def _beside(reading: Reading, token: Token) -> str:
    """The characters that touch a token: Chinese parts words by nothing, so a number that touches them is in words."""
    return reading.form.text[max(0, token.start - 1) : token.start] + reading.form.text[token.end : token.end + 1]


def _as_word(token: Token) -> Token:
    return Token(Kind.WORD, token.start, token.end)


def unpriced(tokens: Iterable[Token]) -> list[Token]:
    """The tokens, with a word in place of each amount of money: a price is no number of shares."""
    return [_as_word(token) if token.currency else token for token in tokens]
