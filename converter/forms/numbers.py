"""The numbers of a printed word, by what stands in it and around it.

A printed word is a number as a whole, or it is damaged as a whole: no character of it is passed over.
"""

from __future__ import annotations

import re
from decimal import Decimal

from converter.forms.currencies import currency_follows
from converter.forms.notation import FIGURES, looks_like_figure, pieces, value
from converter.forms.tokens import Kind, Token

_AS_MOST = re.compile(r"0|[1-9]\d{0,2}(?:,\d{3})*")
"""Most numbers are printed so; they need no looking into."""
_GLUED = re.compile(r"(\d{1,3}(?:,\d{3})+)(\d{1,2})")
"""Two numbers with nothing between them (``1,800,0000``), if a currency behind them tells it."""
_UNIT = re.compile(r"[ ]?(?:(?:shares?|options?|units?|warrants?)(?!\w)|股份?|份)(?=[ ]*(?:[\t\n]|$))", re.IGNORECASE)
"""What is counted, behind a number at the end of its cell."""
_WORDS_FOLLOW = re.compile(r"[ ]+[^\W\d]")
_ENCLOSED_WORDS = re.compile(r"[ ]+[^\W\d_]")
_ENCLOSED_BEHIND_DIGITS = re.compile(r"[ ]*[^\W\d_]")
_ENCLOSED_BEHIND_LETTER_O = re.compile(r"\s*[^\W\d_]")


def numbers(text: str, start: int, stop: int, end: int) -> list[Token]:
    """The tokens of the printed word ``text[start:stop]``, in a stretch up to ``end``.

    One number; several, where brackets or a currency mark show that they were glued; one damaged
    token, where any character is left over; a word, where none is meant for a figure.
    """
    start += len(text[start:stop]) - len(text[start:stop].lstrip(" \t\n_"))
    word = text[start:stop]
    if _AS_MOST.fullmatch(word):
        return [Token(Kind.NUMBER, start, _with_unit(text, stop), Decimal(word.replace(",", "")))]
    if not looks_like_figure(word):
        return [Token(Kind.WORD, start, stop)]
    match = FIGURES.fullmatch(word)
    if match is None:
        return [Token(Kind.WORD if _encloses_words(text, word, stop) else Kind.DAMAGED, start, stop)]
    glued = _GLUED.fullmatch(match["figures"]) if currency_follows(text, stop, end) else None
    spans = [glued.span(1), glued.span(2)] if glued else pieces(match["figures"])
    found = [_number(text, start + first, start + last) for first, last in spans]
    if any(token.number is None for token in found) or not _ends_well(text, start, stop, match["tail"]):
        return [Token(Kind.DAMAGED, start, stop)]
    return [*found[:-1], found[-1]._replace(end=stop - len(match["tail"]) if match["tail"] else _with_unit(text, stop))]


def _with_unit(text: str, stop: int) -> int:
    unit = _UNIT.match(text, stop)
    return unit.end() if unit else stop


def _number(text: str, start: int, stop: int) -> Token:
    number, origin = value(text[start:stop])
    return Token(Kind.NUMBER, start, stop, number, origin=origin)


def _ends_well(text: str, start: int, stop: int, tail: str) -> bool:
    """Whether what stands behind a number ends the words that the number is part of, and no digit is lost there.

    A bracket must be open in the line; a comma or a full stop must be followed by words.
    """
    if not tail:
        return True
    if tail.count(")") > _open_brackets(text[text.rfind("\n", 0, start) + 1 : start]):
        return False
    return not tail.strip(")") or tail.startswith(")") or _WORDS_FOLLOW.match(text, stop) is not None


def _open_brackets(words: str) -> int:
    """How many brackets are open at the end of the words."""
    depth = 0
    for bracket in re.findall("[()]", words):
        depth = depth + 1 if bracket == "(" else max(depth - 1, 0)
    return depth


def _encloses_words(text: str, word: str, stop: int) -> bool:
    """Whether a bracket before a number encloses words: ``(50 new shares)``, or ``(0<tab>Other class)`` for an O."""
    if not word.startswith("("):
        return False
    digits = word[1:].strip()
    if digits in ("0", "1"):
        return _ENCLOSED_BEHIND_LETTER_O.match(text, stop) is not None
    enclosed = _ENCLOSED_BEHIND_DIGITS if digits.isdigit() else _ENCLOSED_WORDS
    return FIGURES.fullmatch(digits) is not None and enclosed.match(text, stop) is not None
