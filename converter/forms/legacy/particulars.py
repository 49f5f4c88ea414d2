"""The words of a row of parts A and D: its name, the date of its approval, the class of its shares."""

from __future__ import annotations

import re

from converter.forms.figures import text_of_pieces
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, Figure

_CLASS_PHRASE = re.compile(
    r"(?:(?:convertible|redeemable|ordinary|preference|preferred|domestic|\b[HAB](?=[\s&]))[\s&]*){1,4}shares?\b"
    r"(?!\s+(?:option|award|incentive|appreciation|scheme|plan)s?\b)"
    r"|other class(?:es)?(?: of shares)?|\b(?:ordinary|preference|other)(?=\s*\(\s*note)"
    r"|[HAB]\s?股|[內内][資资]股|(?:可[轉转][換换]|可[贖赎]回)*[優优]先股|普通股份?|其他[類类][別别](?:股份)?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\(\s*(?:Note|[註注])\s*\d", re.IGNORECASE)
_APPROVAL = re.compile(
    r"(?:\b(?:EGM|AGM|General Meeting)[ ])?\bapproval date[ ]?(?:\((?:if applicable|dd/mm/yyyy)\)[ ]?)*:?\s?$"
    r"|(?:股東(?:特別|週年)?大會)?(?:通過|批准)日期\s?:?\s?$",
    re.IGNORECASE,
)


def name_before_details(reading: Reading, particulars: list[Span], *details: re.Pattern[str]) -> list[Span]:
    """The words of a row's particulars before its dates, its class of shares, its note and other ``details``.

    A wrapped cell goes on behind the row's values; what comes after the first detail is no name.
    """
    kept: list[Span] = []
    for span in particulars:
        end = min(_detail_starts(reading, span, details), default=span.end)
        kept.append(Span(span.start, end))
        if end < span.end:
            break
    return kept


def _detail_starts(reading: Reading, span: Span, details: tuple[re.Pattern[str], ...]) -> list[int]:
    phrase = class_phrase(reading, span)
    starts = [match.start() for pattern in (_NOTE, *details) if (match := pattern.search(reading.form.text, *span))]
    dates = [token for token in reading.tokens(span) if is_bracketed_date(reading, token)]
    starts += [max(span.start, token.start - len(_approval_caption(reading, token))) for token in dates[:1]]
    return starts + ([phrase.start] if phrase else [])


def is_bracketed_date(reading: Reading, token: Token) -> bool:
    """Whether a token is the date of approval that the form asks for in brackets, or the blank for it."""
    if token.kind is not Kind.DATE:
        return token.kind is Kind.NO_DATE
    return "(" in reading.text(token) or bool(_approval_caption(reading, token))


def _approval_caption(reading: Reading, token: Token) -> str:
    """The words that name a date as that of approval, where they stand before it: ``EGM approval date:``."""
    match = _APPROVAL.search(reading.form.text, max(0, token.start - 60), token.start)
    return match.group() if match else ""


def class_phrase(reading: Reading, span: Span) -> Span | None:
    """Where a stretch names a class of shares: ``Ordinary shares``, ``H Shares``."""
    match = _CLASS_PHRASE.search(reading.form.text, span.start, span.end)
    return Span(match.start(), match.end()) if match else None


def class_words(reading: Reading, particulars: list[Span]) -> Figure[str]:
    """The class of shares that a row's particulars name; a wrapped name goes on behind the row's values."""
    phrases = (class_phrase(reading, span) for span in particulars)
    phrase = next((span for span in phrases if span), None)
    if phrase or len(particulars) < 2:
        return text_of_pieces(reading.form, [phrase]) if phrase else BLANK
    left, right = (reading.form.text[span.start : span.end].rstrip() for span in particulars[:2])
    gap = len(right) - len(right.lstrip())
    glue = " " if left[-1:].isascii() else ""
    match = next(
        (it for it in _CLASS_PHRASE.finditer(left + glue + right[gap:]) if it.end() > len(left) > it.start()), None
    )
    if match is None:
        return BLANK
    end = particulars[1].start + gap + match.end() - len(left) - len(glue)
    pieces = [
        Span(particulars[0].start + match.start(), particulars[0].start + len(left)),
        Span(particulars[1].start + gap, end),
    ]
    return text_of_pieces(reading.form, pieces)
