"""Cut a stretch of the form's text into tokens: numbers, nil marks, dates, currency marks, words.

A token keeps its place, so that whoever uses it can give evidence. What is malformed
(``2,400,000,00``, ``, 45,400``, ``50,000)``) becomes a damaged token, never a number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from converter.evidence import Origin


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    NIL = "nil"
    NOT_APPLICABLE = "not-applicable"
    DAMAGED = "damaged"
    CURRENCY = "currency"
    DATE = "date"
    NO_DATE = "no-date"
    SLOT = "slot"
    """``(1)`` or ``(2)``: the number of a line, never a figure."""
    ITEM = "item"
    """``1.`` before words: the number of an item, never a figure."""
    WORD = "word"


VALUES = frozenset({Kind.NUMBER, Kind.NIL, Kind.NOT_APPLICABLE, Kind.DAMAGED})
"""The kinds that can stand in a cell for a figure."""


class Token(NamedTuple):
    """One token: ``start`` and ``end`` are offsets in the form's text.

    ``number`` is the signed value of a number; ``currency`` the ISO 4217 code of a currency mark
    that stands before it or alone. ``origin`` tells how far the print had to be read into.
    """

    kind: Kind
    start: int
    end: int
    number: Decimal | None = None
    currency: str | None = None
    origin: Origin = Origin.PRINTED


_CURRENCIES: tuple[tuple[str, str, bool], ...] = (
    # pattern, ISO 4217 code, whether the mark is printed so (else: a misprint that can mean nothing else)
    (r"HK\s?\$|HKD|H\.K\.\$|港元|港[幣币]", "HKD", True),
    (r"U\.?S\.?\s?\$|USD|美元", "USD", True),
    (r"RMB|CNY|人民[幣币]元?", "CNY", True),
    (r"SGD|S\$(?!\$)", "SGD", True),
    (r"NT\$|TWD", "TWD", True),
    (r"A\$|AUD", "AUD", True),
    (r"C\$|CAD", "CAD", True),
    (r"GBP|£", "GBP", True),
    (r"EUR|€", "EUR", True),
    (r"JPY", "JPY", True),
    (r"MYR|RM(?=\s?\d)", "MYR", True),
    (r"THB", "THB", True),
    (r"CHF", "CHF", True),
    (r"H[KX][I1l]\s?\$|(?<![A-Z])K\$|HKS(?=\s?\d)", "HKD", False),
    (r"U\$\$|[0O]S\$|U5\$|USS(?=\s?\d)", "USD", False),
)
_CURRENCY = "|".join(f"(?P<c{index}>{pattern})" for index, (pattern, _, _) in enumerate(_CURRENCIES))
_CURRENCY_GROUPS = frozenset({"currency", *(f"c{index}" for index in range(len(_CURRENCIES)))})
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_D = r"[\d\ufffd]"
"""A digit of a date, or one that cannot be told."""
_BETWEEN = r"(?:[\t ]*\.?[\t ]*/[\t ./]*|\.|-)"
"""Between the numbers of a date: a stroke, which OCR may smear, or a full stop or a dash alone."""
_GROUPED = r"\d{1,3}(?:[\t ]?,[\t ]?\d{3})+(?![\d,])(?:\.\d+)?"
_TOKEN = re.compile(
    rf"""
    (?=\S|\s*(?:dd|日)|[ ](?:\d|{_MONTHS}|[ _]*,))  # no other token begins with a space: most of a page is left at once
    (?:
      (?P<placeholder>\(?\s*(?:dd\s*/\s*mm\s*/\s*yyyy|日\s*/\s*月\s*/\s*年)\s*\)*)
    | (?P<note>\(\s*See\s+Remarks?[^)\n]{{0,20}}\)|\(\s*(?:Note|[註注])\s*\d[^)\n]{{0,12}}\))
    | (?P<slot>\(\s?\d\s?\))
    | (?P<item>(?<![\d,.])\d{{1,2}}\s?\.(?!\d)(?=\s*[^\W\d]|[ ]*[\t\n]|\s*$|\s*\(\s*/)
        |(?<=\n)\d{{1,2}}(?=\t[^\W\d])|(?<![^\s)])\d{{1,2}}\.(?=[ \t]+\S))
    | (?P<date>\(?[ ]?(?<!{_D})(?:
          {_D}{{1,3}}{_BETWEEN}{_D}{{1,3}}{_BETWEEN}{_D}{{2,5}}(?![\d,\ufffd])
        | {_D}{{1,3}}(?:st|nd|rd|th)?[ \n/,-]+(?:{_MONTHS})[a-z]*(?:\t[a-z]+)?\.?[ \n/,-]+{_D}{{2,5}}(?!{_D})
        | (?:{_MONTHS})[a-z]*(?:\t[a-z]+)?\.?\s+{_D}{{1,3}}(?:st|nd|rd|th)?\s*,\s*{_D}{{4,5}}(?!{_D})
        | {_D}{{4,5}}\s*年\s*{_D}{{1,3}}\s*月\s*{_D}{{1,3}}\s*日
        )(?:[ ]?\))?)
    | (?P<lost>(?<!\S)[^\s\ufffd]*\ufffd\S*)
    | (?P<nodate>\(\s*/[\s/]*(?:,\s*)?\)?)
    | (?P<currency>(?:{_CURRENCY}))
    | (?P<dollar>\$)
    | (?P<na>(?:(?<![A-Za-z])|(?<=N/A))(?:N\s*/\s*A|N\.A\.|Not\s+Applicable|不適用|不适用)(?=N/A|[^A-Za-z]|$))
    | (?P<nil>(?<![A-Za-z])N[i1l]l(?![A-Za-z0-9])|(?<![A-Za-z])Nil(?=[A-Z\d])|(?<![^\W\d_])[無无零](?=\d|\W|$))
    | (?P<junk>\(?\d{{1,3}}(?=\s?,\s?,)|\d{{1,3}}\s?/\s?\d{{1,3}}(?![\d/])|\d[\d.]*\s?%
        |\d{{1,3}}(?!HK|US|RM|S\$|A\$|C\$|NT)[A-Z]{{1,2}}\$)
    | (?P<spaced>(?<=\t)\(?\d{{1,3}}(?:[ ,]\d{{3}})*[ ]\d{{3}}(?:[ ,]\d{{3}})*\)?(?=[ ]*(?:\t|\n|$)))
    | (?P<blurred>\(?(?<![A-Za-z\d,.])[\dOoIlSBZ]{{1,3}}(?:,[\dOoIlSBZ]{{1,4}})+(?:\.[\dOoIlSBZ]+)?(?![A-Za-z\d,])\)?)
    | (?P<number>(?:(?<!\S)[,.](?=\d)|(?<![^\t\n])(?:[ _]*,[\t ]*)+)?
        (?:\([ ]?)?[-−–+]?(?!\d{{1,2}}\s?/\s?\d)
        (?:(?:{_GROUPED})|(?:[OlI]{{0,2}}\d(?:[\d,.OlI]*[\dOlI])?))
        (?:[ ]?\))?)
    | (?P<dash>(?<![^\s_])(?:-{{1,3}}|—{{1,3}}|–{{1,3}}|−)(?=[\s_]|$|\d{{1,3}},\d{{3}}))
    | (?P<word>[\u4e00-\u9fff]+|[^\W\d_][\w'’&.\-]*|\S)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WELL_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_DOT_GROUPED = re.compile(r"\d{1,3}(\.\d{3}){2,}")
_PLAIN = re.compile(r"\d+(\.\d+)?")
_LEADING_ZERO = re.compile(r"0\d")
"""No number begins so: two were glued, or digits were lost."""
_LOST_END = re.compile(r",(?=[ ]*(?:[\t\n]|$))")
"""A comma at the end of a cell: the digits behind it are lost."""
_GLUED = re.compile(r"(\d{1,3}(?:,\d{3})+)(\d{1,2})")


def lex(text: str, start: int, end: int) -> list[Token]:
    """Cut ``text[start:end]`` into tokens, in order; bullets, underscores and placeholders are left out."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup != "word":
            tokens.extend(_tokens_of(match, text, end))
        elif text[match.start()].isalnum():
            tokens.append(Token(Kind.WORD, match.start(), match.end()))
    return _with_currencies(tokens, text)


def currency_in(text: str) -> str | None:
    """The ISO 4217 code of the one currency that ``text`` names; ``None`` where it names none or several."""
    codes = {token.currency for token in lex(text, 0, len(text)) if token.currency}
    return codes.pop() if len(codes) == 1 else None


_KINDS = {
    "date": Kind.DATE,
    "nodate": Kind.NO_DATE,
    "na": Kind.NOT_APPLICABLE,
    "nil": Kind.NIL,
    "dash": Kind.NIL,
    "junk": Kind.WORD,
    "damaged": Kind.DAMAGED,
}
"""The groups of the pattern whose tokens hold nothing but their place."""


def _tokens_of(match: re.Match[str], text: str, end: int) -> list[Token]:
    start, stop = match.span()
    group = _group(match)
    if group in _KINDS:
        return [Token(_KINDS[group], start, stop)]
    if group == "lost":
        return [_lost(start, stop, match.group())]
    if group in ("slot", "item"):
        return [Token(Kind(group), start, stop, Decimal(re.sub(r"\D", "", match.group())))]
    if group == "currency":
        _, code, certain = next(item for i, item in enumerate(_CURRENCIES) if match[f"c{i}"])
        origin = Origin.PRINTED if certain else Origin.NORMALISED
        return [Token(Kind.CURRENCY, start, stop, currency=code, origin=origin)]
    if group == "spaced":
        return [_spaced(start, stop, match.group())]
    return _numbers(start, stop, text, end) if group == "number" else []


def _lost(start: int, stop: int, printed: str) -> Token:
    """What has U+FFFD: a character that cannot be told, or the mark of a figure that is not certain."""
    if re.search(r"[^\W\d_]{2}", printed) and not re.search(r"\d", printed):
        return Token(Kind.WORD, start, stop)
    mark = re.match(_CURRENCY, printed, re.IGNORECASE)
    code = next((code for i, (_, code, _) in enumerate(_CURRENCIES) if mark and mark[f"c{i}"]), None)
    return Token(Kind.DAMAGED, start, stop, currency=code)


def _group(match: re.Match[str]) -> str:
    """The name of the alternative that matched, with the currencies as one."""
    name = match.lastgroup or ""
    if name == "blurred":
        # S may be a 5, an 8 or a dollar: a figure with such a letter is not certain.
        uncertain = re.search("[SBZ]", match.group()) and re.search(r"\d", match.group())
        return "damaged" if uncertain else "number"
    return "currency" if name in _CURRENCY_GROUPS else name


def _numbers(start: int, stop: int, text: str, end: int) -> list[Token]:
    """The token of one number as printed; two where a currency mark shows that two were glued."""
    start += len(text[start:stop]) - len(text[start:stop].lstrip(" \t\n_"))
    raw = text[start:stop]
    digits = re.sub(r"[^\d,.OlI]", "", raw)
    if not any(character.isdigit() for character in digits):
        return [Token(Kind.WORD, start, stop)]
    opened, closed = raw.startswith("("), raw.endswith(")")
    glued = _GLUED.fullmatch(digits)
    if glued and _currency_follows(text, stop, end):
        middle = start + raw.index(glued.group(1)) + len(glued.group(1))
        return [_number(start, middle, glued.group(1), False), _number(middle, stop, glued.group(2), False)]
    if closed and not opened and not raw.startswith((",", ".")) and "(" in text[text.rfind("\n", 0, start) + 1 : start]:
        closed, stop = False, stop - 1  # the bracket closes words that began before the number
    if opened and not closed and _encloses_words(text, stop, digits):
        return [Token(Kind.WORD, start, stop)]
    if _LOST_END.match(text, stop):
        return [Token(Kind.DAMAGED, start, stop + 1)]
    if opened != closed or digits.startswith((",", ".")):
        return [Token(Kind.DAMAGED, start, stop)]
    return [_number(start, stop, digits, opened or any(sign in raw for sign in "-−–"), joined="\t" in raw)]


def _spaced(start: int, stop: int, raw: str) -> Token:
    """A cell of digits that spaces divide; a single space, or a comma beside them, may also part two numbers."""
    if "," in raw or raw.count(" ") < 2 or raw.startswith("(") != raw.endswith(")"):
        return Token(Kind.DAMAGED, start, stop)
    value = Decimal(re.sub(r"\D", "", raw))
    return Token(Kind.NUMBER, start, stop, -value if raw.startswith("(") else value, origin=Origin.NORMALISED)


def _encloses_words(text: str, stop: int, digits: str) -> bool:
    """Whether a bracket before a number encloses words: ``(50 new shares)``, or ``(0<tab>Other class)`` for an O."""
    reach = r"\s*" if digits in ("0", "1") else r"[ ]*"
    return re.compile(reach + r"[^\W\d_]").match(text, stop) is not None


def _currency_follows(text: str, offset: int, end: int) -> bool:
    return re.compile(_CURRENCY).match(text, offset, end) is not None


def _number(start: int, stop: int, digits: str, negative: bool, joined: bool = False) -> Token:
    origin = Origin.JOINED if joined else Origin.PRINTED
    plain = digits.translate(str.maketrans("OolI", "0011"))
    if plain != digits:
        origin = Origin.NORMALISED
    if _DOT_GROUPED.fullmatch(plain):
        plain, origin = plain.replace(".", ""), Origin.NORMALISED
    elif _WELL_GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _PLAIN.fullmatch(plain) or _LEADING_ZERO.match(plain):
        return Token(Kind.DAMAGED, start, stop)
    value = Decimal(plain)
    return Token(Kind.NUMBER, start, stop, -value if negative else value, origin=origin)


_BRACKETED = re.compile(r"\([^()]*\d,\d{3}[^()]*\)[ ]*(?=\t|\n|$)")


def _in_brackets(start: int, token: Token, text: str) -> bool:
    """Whether brackets around mark and number fill a cell: ``(RMB12,000,000)``, which is no price."""
    before = text[:start].rstrip(" ")
    cell = before.endswith("(") and before[:-1].rstrip(" ")[-1:] in ("", "\t", "\n")
    return cell and (token.number or 0) > 0 and _BRACKETED.match(text, len(before) - 1) is not None


def _stands_behind(value: Token, mark: Token, text: str) -> bool:
    """Whether a mark is written behind its amount: ``0.10港元``; no other language of the form does so."""
    behind = mark.kind is Kind.CURRENCY and text[mark.start : mark.end] in ("港元", "美元", "人民幣元", "人民币元")
    bare = value.kind in (Kind.NUMBER, Kind.DAMAGED) and value.currency is None
    return behind and bare and not text[value.end : mark.start].strip(" ")


def _with_currencies(tokens: list[Token], text: str) -> list[Token]:
    """Merge a currency mark into the value that it stands before, a Chinese one into that which it stands behind.

    A nil may follow a mark too.
    """
    if not any(token.kind is Kind.CURRENCY for token in tokens):
        return tokens
    merged: list[Token] = []
    for token in tokens:
        last = merged[-1] if merged else None
        if last is not None and _stands_behind(last, token, text):
            merged[-1] = Token(last.kind, last.start, token.end, last.number, token.currency, last.origin)
        elif (
            last is not None
            and last.kind is Kind.CURRENCY
            and token.kind in VALUES
            and not text[last.end : token.start].strip(" _\t\n(")
        ):
            origin = last.origin if last.origin is not Origin.PRINTED else token.origin
            sign = -1 if _in_brackets(last.start, token, text) else 1
            number = None if token.number is None else sign * token.number
            merged[-1] = Token(token.kind, last.start, token.end, number, last.currency, origin)
        else:
            merged.append(token)
    return merged
