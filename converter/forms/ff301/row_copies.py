"""Rows of section III of FF301 that are printed twice, as where two pictures of a page overlap, whole or garbled."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher

from converter.forms.ff301 import captions
from converter.forms.ff301.table import RowText
from converter.forms.pages import PAGE_OF
from converter.forms.reading import Reading
from converter.forms.text import Span

_STANDING = re.compile(r"(?<![^\W\d])(?<!\d)\d[\d,.]*(?!\w)")
"""A number that touches no letter: a digit in a word may be a letter misread."""


def without_copies(reading: Reading, texts: list[RowText]) -> list[RowText]:
    """The rows without those that are printed once more.

    What a garbled copy prints is read from the other of the two; where each prints what the other does not, that is
    kept to be told. The fields below a row stand behind the last.
    """
    kept: list[RowText] = []
    for text in texts:
        before = kept[-1] if kept and kept[-1].number == text.number else None
        if before is None:
            kept.append(text)
        elif _is_repeated(reading, before, text) or _is_copy(reading, before, text):
            kept[-1] = text
        elif _is_copy(reading, text, before):
            kept[-1] = replace(before, fields=text.span)
        elif text.number > 1 and _follows_at_once(reading, before, text) and _are_alike(reading, before, text, 4):
            whole, other = (text, before) if _prints_more(reading, text, before) else (before, text)
            kept[-1] = replace(whole, fields=text.span, differing=other.span)
        else:
            kept.append(text)
    return kept


def _follows_at_once(reading: Reading, text: RowText, following: RowText) -> bool:
    """Whether no page ends between two rows, nor any field below a row: a head lost between them is no reason then."""
    between = Span(text.span.start, following.span.start)
    page_ends = PAGE_OF.search(reading.form.original, *between)
    return not page_ends and not reading.form.first(captions.INSTRUMENT_FIELDS.values(), *between)


def _is_repeated(reading: Reading, text: RowText, following: RowText) -> bool:
    """Whether the next row begins with all that this one prints."""
    one, two = (" ".join(reading.form.text[slice(*it.span)].split()) for it in (text, following))
    if two.startswith(one):
        reading.repeats(reading.tokens(text.span))
    return two.startswith(one)


def _is_copy(reading: Reading, text: RowText, whole: RowText) -> bool:
    """Whether a row is a garbled copy of another: its digits are of the other's, if in words that wrap otherwise.

    Two rows of one number, one at once below the other, are one. Where a page ends between, or the fields of the first
    stand there, a head may have been lost, and the rows begun at 1 again: a garbled copy keeps two letters of three, or
    fewer where they are few.
    """
    one, two = (_printed(reading, it) for it in (text, whole))
    pieces, numbers = ([_bare(it.group()) for it in _STANDING.finditer(printed)] for printed in (one, two))
    others = _bare(two)
    if _size(one) >= _size(two) or Counter("".join(pieces)) - Counter(others):
        return False
    if not all(any(_is_of(piece, number) for number in numbers) for piece in pieces):
        return False
    if _follows_at_once(reading, *sorted((text, whole), key=lambda it: it.span.start)):
        words, other_words = (sum(map(str.isalpha, it)) for it in (one, two))
        return 4 * words <= 5 * other_words  # "rn" is read for "m"
    # Where a head was lost, rows begin at 1 again; a second row of a higher number is hardly another.
    enough = _are_alike(reading, text, whole, 4 if text.number == 1 else 8)
    return enough and _is_of("".join(pieces), others)


def _bare(printed: str) -> str:
    return re.sub(r"\D", "", printed)


def _is_of(digits: str, others: str) -> bool:
    """Whether digits are among others in their order."""
    rest = iter(others)
    return all(digit in rest for digit in digits)


def _are_alike(reading: Reading, one: RowText, two: RowText, by: int) -> bool:
    """Whether two rows share one letter of ``by`` letters of both together."""
    words, others = ("".join(filter(str.isalpha, _printed(reading, it))).lower() for it in (one, two))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return by * sum(block.size for block in matcher.get_matching_blocks()) > len(words) + len(others)


def _prints_more(reading: Reading, one: RowText, two: RowText) -> bool:
    return _size(_printed(reading, one)) > _size(_printed(reading, two))


def _size(printed: str) -> tuple[int, int]:
    """How many digits there are, and how many characters."""
    return sum(map(str.isdigit, printed)), len(printed)


def _printed(reading: Reading, text: RowText) -> str:
    """What a row prints before the first of the fields below it."""
    fields = reading.form.first(captions.INSTRUMENT_FIELDS.values(), *text.span)
    return reading.form.text[text.span.start : fields.start if fields else text.span.end]
