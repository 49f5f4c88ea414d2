"""The notations in which a date is printed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HAN_DIGITS = "〇零○一二三四五六七八九十廿卅"
_ANY_MONTH = "|".join(MONTHS)
_BETWEEN = r"(?:[\t ]*\.?[\t ]*/[\t ./]*|\.|-)"
"""Between the numbers of a date: a stroke, which OCR may smear, or a full stop or a dash alone."""
_D = r"[\d\ufffd]"
"""A digit of a date, or one that cannot be told."""
_LOST = rf"""(?=[^\n]{{0,20}}\ufffd)(?:
      {_D}{{1,3}}{_BETWEEN}{_D}{{1,3}}{_BETWEEN}{_D}{{2,5}}
    | {_D}{{1,3}}[ \n/,-]*(?:{_ANY_MONTH})[a-z]*[ \n/,-]*{_D}{{2,5}}
    | (?:{_ANY_MONTH})[a-z]*\s+{_D}{{1,3}}\s*,\s*{_D}{{4,5}}
    | {_D}{{4,5}}\s*年\s*{_D}{{1,3}}\s*月\s*{_D}{{1,3}}\s*日
    )(?!{_D})"""
"""A date of which a character cannot be told; that may stand beside the digit that it is, or in its place."""
_CUT = r"""\d{1,2}[ ]?/[ ]?/[ ]?(?:19|20)\d\d(?!\d|,\d{3}(?!\d))|\d{1,2}[ ]?/[ ]?\d{1,2}[ ]?/(?=[ ]?\))"""
"""A date of which the month or the year is missing between its strokes; it is damaged, not blank."""
_WRAPPED = r"""(?<=\()[ ]?(?:
      \d\s+\d/\d{1,2}/\d{4}
    | \d{1,2}/\d\s+\d/\d{4}
    | \d{1,2}/\d{1,2}/(?:\d\s+\d{3}|\d\d\s+\d\d|\d{3}\s+\d)
    | \d{1,2}/[\d/]{0,7}[ ]?\t[ _]*[\d/]{0,8}\d
    | \d{1,2}[ ]?\t[ _]*\d{0,2}/[\d/]{2,8}\d
    )(?=[ ]?\))"""
"""A date in brackets of which the end of a line, a space or a border cuts a number in two; it is damaged."""
_OTHER_CELL = r"(?<=\t)\d{1,2}[ ]?,?\n"
"""Digits that end a line in a cell of their own: the month's name below is of another cell."""
DATE = rf"""\(?[ ]?(?<!{_D})(?:
      {_LOST}
    | {_CUT}
    | {_WRAPPED}
    | \d{{1,2}}{_BETWEEN}\d{{1,2}}{_BETWEEN}\d{{2,4}}(?!\d|,\d{{3}}(?!\d))
    | (?-i:(?<!\w)[\dOolI]{{1,2}}/[\dOolI]{{1,2}}/[12][\dOolI]{{3}})(?!\w|,\d{{3}}(?!\d))
    | (?:19|20)\d\d(?P<stroke>[-/.])\d{{1,2}}(?P=stroke)\d{{1,2}}(?!\d|,\d{{3}}(?!\d))
    | (?!{_OTHER_CELL})\d{{1,2}}(?:st|nd|rd|th)?[ \n/,-]*(?:{_ANY_MONTH})[a-z]*(?:\t[a-z]+)?\.?[ \n/,-]*\d{{2,4}}(?!\d)
    | (?:{_ANY_MONTH})[a-z]*(?:\t[a-z]+)?\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,\s*\d{{4}}(?!\d)
    | (?:\d{{4}}|[{HAN_DIGITS}]{{4}})\s*年\s*(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,2}})\s*月
      \s*(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,3}})\s*日
    )(?:[ ]?\))?"""
"""A date as any filing prints it; for a verbose pattern that does not heed capitals."""
_LAST_CENTURY = 70
"""From here on a year of two digits is one of the last century."""
_LOOK_ALIKES = re.compile(r"[\dOolI/() ]+")
LETTERS_AS_DIGITS = str.maketrans("OolI", "0011")
_MONTH_ALONE = re.compile(
    rf"(?:(?P<name>{_ANY_MONTH})[a-z]*[ .,-]*|(?P<number>\d{{1,2}}) ?/ ?)(?P<year>(?:19|20)\d\d)"
    r"|(?P<han_year>(?:19|20)\d\d) ?年 ?(?P<han_month>\d{1,2}) ?月"
)
_HAN_PART = re.compile(rf"\d+|[{HAN_DIGITS}]+")
_HAN_VALUES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_TENS = str.maketrans({"廿": "二十", "卅": "三十"})


def parse_date(text: str) -> date | None:
    """Read ``dd/mm/yyyy``, ``d.m.yy``, ``yyyy-mm-dd``, ``3 July 2012``, ``July 3, 2012`` or ``2012年7月3日``.

    Chinese numerals (``二零一二年七月三日``) and the letters that stand for a digit (``3l/12/2O12``) are read.
    A date with U+FFFD, a character that cannot be told, is none, and so is one without month or year.
    A year of one or three digits is no year.
    A year of two digits is of this century, from 70 on of the last.
    """
    if "\ufffd" in text:
        return None
    if "年" in text:
        parts = [_han_number(part) for part in _HAN_PART.findall(text)]
        return _date(*parts) if len(parts) == 3 else None
    if _LOOK_ALIKES.fullmatch(text):
        text = text.translate(LETTERS_AS_DIGITS)
    digits = re.findall(r"\d+", text)
    numbers = [int(number) for number in digits]
    month = next((index for index, name in enumerate(MONTHS, 1) if name in text.lower()), None)
    if month is not None and len(numbers) == 2:
        first, middle, year = numbers[0], month, numbers[1]
    elif len(numbers) == 3 and len(digits[0]) == 4:
        year, middle, first = numbers
    elif len(numbers) == 3:
        first, middle, year = numbers
    else:
        return None
    if not any(len(number) == 4 for number in digits):
        if len(digits[-1]) != 2:
            return None
        year += 2000 if year < _LAST_CENTURY else 1900
    return _date(year, middle, first)


def month_end(text: str) -> date | None:
    """The last day of a month given without a day: ``November 2009``, ``Nov. 2009``, ``11/2009`` or ``2009年11月``."""
    match = _MONTH_ALONE.fullmatch(text.strip().lower())
    if match is None:
        return None
    year = int(match["year"] or match["han_year"])
    name = match["name"]
    month = MONTHS.index(name) + 1 if name else int(match["number"] or match["han_month"])
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _han_number(part: str) -> int:
    """``12``, ``一二`` or ``十二`` as a number."""
    tens, ten, ones = part.translate(_HAN_TENS).translate(_HAN_VALUES).partition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(tens)
