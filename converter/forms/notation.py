"""How a number is printed: which prints are one number for certain, and which only look like one."""

from __future__ import annotations

import re
from decimal import Decimal

from converter.evidence import Origin

_DIGIT = "[0-9OolI]"
_DIGITS = str.maketrans("OolI", "0011")
"""Letters that stand for one digit only, in the midst of digits; S, B, Z and i may stand for several."""
_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
"""Digits without marks. No number begins with a nought, but one below 1."""
_COMMA_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_DOT_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}")
"""Two points or more in groups of three: no decimal number has two."""
_OTHER_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:'\d{3})+|(?:’\d{3})+|(?: \d{3})+)(?:\.\d+)?")
_SIGN = "[-−–+]"
_BARE = rf"{_SIGN}?{_DIGIT}(?:[0-9OolI,.'’\t ]*{_DIGIT})?"
_BRACKETED = rf"\([ \t_]*{_BARE}[ \t_]*\)"
FIGURES = re.compile(
    rf"(?P<figures>(?:{_BARE})?(?:{_BRACKETED}(?:{_BARE})?)*)(?P<note>[*#†‡§]{{0,3}})(?P<tail>[).,;:]*)"
)
"""A printed word of numbers: with brackets between them there may be several, as ``(362,500)7,862,500``.

A mark of a note behind it (``45,330,000*``) can be no digit. What closes a bracket or a sentence is the ``tail``.
"""
_COMMA_APART = re.compile(r"[ \t]+,[ \t]+")
"""A comma that stands by itself: the digits behind it may be the rest of another number."""
_PIECE = re.compile(r"\([^()]*\)|[^()]+")
_OTHER_PRINT = re.compile(
    r"\d+(?:st|nd|rd|th)|\d{4}[-–]\d{2,4}|\d{1,2}[-–]\d{0,2}|[^,]*[/@%][^,]*|[^,]*[?&=][^,]*[^\W\d_].*", re.IGNORECASE
)
"""What has digits and is no number: an ordinal, a span of years, a part of a date or an address, a percentage."""
_LETTER_BETWEEN = re.compile(r"\d[^\W\d_]\d")


def pieces(figures: str) -> list[tuple[int, int]]:
    """Where each number stands in what ``FIGURES`` matches."""
    return [match.span() for match in _PIECE.finditer(figures)]


def value(printed: str) -> tuple[Decimal | None, Origin]:
    """The signed value of one number as printed, and how far the print had to be read into."""
    digits = printed.strip("() \t_").lstrip("-−–+")
    negative = printed.startswith("(") or printed[0] in "-−–"
    plain = digits.translate(_DIGITS)
    origin = Origin.NORMALISED if plain != digits else Origin.JOINED if "\t" in printed else Origin.PRINTED
    if _COMMA_APART.search(plain):
        return None, origin
    plain = re.sub(r"[ \t]?,[ \t]?", ",", plain)
    if _DOT_GROUPED.fullmatch(plain):
        plain, origin = plain.replace(".", ""), Origin.NORMALISED
    elif _OTHER_GROUPED.fullmatch(plain):
        plain, origin = re.sub("[ '’]", "", plain), Origin.NORMALISED
    elif _COMMA_GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not _PLAIN.fullmatch(plain):
        return None, origin
    number = Decimal(plain)
    return (-number if negative else number), origin


def looks_like_figure(word: str) -> bool:
    """Whether a printed word with a digit in it is meant for a figure: it is one, or one that is damaged."""
    if _OTHER_PRINT.fullmatch(word):
        return False
    digits = sum(character.isdigit() for character in word)
    letters = sum(character.isalpha() and character not in "OolI" for character in word)
    if not letters:
        return True
    if "," in word:
        return digits >= 2 and letters <= digits
    return (digits > 2 and letters == 1) or _LETTER_BETWEEN.fullmatch(word) is not None
