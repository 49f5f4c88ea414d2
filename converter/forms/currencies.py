"""The marks of currencies, and the values that they stand before."""

from __future__ import annotations

import re
from itertools import zip_longest

from converter.evidence import Origin
from converter.forms.tokens import VALUES, Kind, Token

CURRENCIES: tuple[tuple[str, str, bool], ...] = (
    # pattern, ISO 4217 code, whether the mark is printed so (else: a misprint that can mean nothing else)
    (r"HK\s?\$|HKD|H\.K\.\$|港\n?元|港[幣币]", "HKD", True),
    (r"U\.?S\.?\s?\$|USD|美\n?元", "USD", True),
    (r"RMB|CNY|人民[幣币]元?", "CNY", True),
    (r"SGD|S\$(?!\$)", "SGD", True),
    (r"NT\$|TWD", "TWD", True),
    (r"A\$|AUD", "AUD", True),
    (r"C\$|CAD", "CAD", True),
    (r"GBP|£", "GBP", True),
    (r"EUR|€", "EUR", True),
    (r"JPY|(?:Japanese\s)?Yen\b|日[圓元圆]", "JPY", True),
    (r"MYR|RM(?=\s?\d)", "MYR", True),
    (r"THB", "THB", True),
    (r"CHF", "CHF", True),
    (r"H[KX][I1l]\s?\$|(?<![A-Z])K\$|HKS(?=\s?\d)", "HKD", False),
    (r"U\$\$|[0O]S\$|U5\$|USS(?=\s?\d)", "USD", False),
)
CURRENCY = "|".join(f"(?P<c{index}>{pattern})" for index, (pattern, _, _) in enumerate(CURRENCIES))
MARK_BEHIND = re.sub("[£€]", r"(?<![\\d,.])\g<0>", "|".join(pattern for pattern, _, _ in CURRENCIES))
"""A mark that ends the number before it; a £ or € at a digit may be a digit or a comma, smeared."""
CURRENCY_GROUPS = frozenset({"currency", *(f"c{index}" for index in range(len(CURRENCIES)))})
_MARK = re.compile(CURRENCY)
_CELL_ENDS = re.compile(r"[ _]*(?:[\t\n]|$)")
_BEHIND = re.compile(r"[港美]\n?元|人民[幣币]元")
_SISTER_ENDS = re.compile(r"[ ]+[\d,.]*\d[ ]?(?:港元|美元|人民[幣币]元)[ _]*(?:[\t\n]|$)")
"""One more amount with its mark behind it ends the cell: the mark before it is that of the amount before."""


def currency_follows(text: str, offset: int, end: int) -> bool:
    """Whether a currency mark is printed at ``offset``."""
    return _MARK.match(text, offset, end) is not None


def _stands_behind(value: Token, mark: Token, following: Token | None, text: str) -> bool:
    """Whether a mark is written behind its amount: ``0.10港元``; no other language of the form does so."""
    behind = mark.kind is Kind.CURRENCY and _BEHIND.fullmatch(text, mark.start, mark.end)
    bare = value.kind in (Kind.NUMBER, Kind.DAMAGED) and value.currency is None
    if not (behind and bare) or text[value.end : mark.start].strip(" \n"):
        return False
    if "\n" in text[value.end : mark.start]:
        # A line ends between them: words before the amount tell that its cell wraps.
        words = text[: value.start].rstrip(" ")[-1:].isalpha()
        return words and (following is None or following.kind not in (*VALUES, Kind.CURRENCY))
    glued = value.end == mark.start and not text[mark.end : mark.end + 1].isdigit()
    if glued or _CELL_ENDS.match(text, mark.end) or _SISTER_ENDS.match(text, mark.end):
        return True
    return following is None or following.kind not in (*VALUES, Kind.CURRENCY)


def _signed(amount: Token, text: str) -> Token:
    """An amount with the sign that stands before its mark, where it fills a cell: ``-HK$1,000``, ``(HK$1,000)``.

    In words, and around a price, brackets are no sign; a lone one in a cell leaves the sign uncertain.
    """
    first = amount.start - 1
    begins = max(text.rfind("\t", 0, amount.start), text.rfind("\n", 0, amount.start)) + 1
    if amount.number is None or first < begins or text[first] not in "-−–(" or text[begins:first].strip(" _"):
        return amount
    if text[first] != "(":
        return amount._replace(start=first, number=-amount.number)
    closed = text[amount.end : amount.end + 1] == ")"
    if not _CELL_ENDS.match(text, amount.end + closed) or "," not in text[amount.start : amount.end]:
        return amount
    if closed:
        return amount._replace(start=first, end=amount.end + 1, number=-amount.number)
    return Token(Kind.DAMAGED, first, amount.end, currency=amount.currency)


def with_currencies(tokens: list[Token], text: str) -> list[Token]:
    """Merge a currency mark into the value that it stands before, a Chinese one into that which it stands behind.

    A nil may follow a mark too.
    """
    if Kind.CURRENCY not in {token.kind for token in tokens}:
        return tokens
    merged: list[Token] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        last = merged[-1] if merged else None
        if last is not None and _stands_behind(last, token, following, text):
            merged[-1] = Token(last.kind, last.start, token.end, last.number, token.currency, last.origin)
        elif (
            last is not None
            and last.kind is Kind.CURRENCY
            and token.kind in VALUES
            and not text[last.end : token.start].strip(" _\t\n(")
        ):
            origin = last.origin if last.origin is not Origin.PRINTED else token.origin
            merged[-1] = _signed(Token(token.kind, last.start, token.end, token.number, last.currency, origin), text)
        else:
            merged.append(token)
    return merged
