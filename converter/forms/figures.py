"""Tokens to figures: the one place where a printed value becomes a value in the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from converter.evidence import Origin
from converter.forms.dates import parse_date
from converter.forms.lexer import Kind, Token
from converter.forms.text import FormText, Span
from converter.model import BLANK, Figure, Money, State, V

_POINT = re.compile(r"\d\.\d")
_WHOLE = re.compile(r"\.\d{3}\.\d{3}(?!\d)|,\d{3}\.00(?!\d)")
_NOISE_EDGES = " \t\n_:;,：；，·•*|-"
_WORDS_BEGIN = re.compile(f"[^{_NOISE_EDGES}]")


def damaged(form: FormText, start: int, end: int) -> Figure[Any]:
    """What is printed between two offsets, as a figure that cannot be read."""
    return Figure(State.DAMAGED, None, form.evidence(start, end))


def count(form: FormText, token: Token | None) -> Figure[int]:
    """A number of shares. There is no fraction of a share: a number printed with a point is damaged.

    ``1,200.000`` may be 1,200,000. Certain are two points or more in groups of three, and ``.00``
    behind groups that commas divide.
    """
    if token is None:
        return BLANK
    number = token.number if token.kind is Kind.NUMBER else None
    if number is None:
        return _figure(form, token, None, 0)
    printed = form.text[token.start : token.end]
    if number != int(number) or (_POINT.search(printed) and not _WHOLE.search(printed)):
        return damaged(form, token.start, token.end)
    return _figure(form, token, int(number), 0)


def money(form: FormText, token: Token | None, currency: str | None = None) -> Figure[Money]:
    """An amount; ``currency`` is the column's, used where the cell names none."""
    if token is None:
        return BLANK
    code = token.currency or currency
    value = None if token.number is None else Money(token.number, code)
    return _figure(form, token, value, Money(Decimal(0), code))


def _figure(form: FormText, token: Token, value: V | None, zero: V) -> Figure[V]:
    evidence = form.evidence(token.start, token.end, token.origin)
    match token.kind:
        case Kind.NUMBER:
            return Figure(State.STATED, value, evidence)
        case Kind.NIL:
            return Figure(State.NIL, zero, evidence)
        case Kind.NOT_APPLICABLE:
            return Figure(State.NOT_APPLICABLE, None, evidence)
        case _:
            return Figure(State.DAMAGED, None, evidence)


def day(form: FormText, token: Token | None) -> Figure[date]:
    """A date in any notation of the form; one that no calendar has is damaged."""
    if token is None or token.kind is Kind.NO_DATE:
        return BLANK
    if token.kind is Kind.NOT_APPLICABLE:
        return Figure(State.NOT_APPLICABLE, None, form.evidence(token.start, token.end))
    value = token.day or parse_date(form.text[token.start : token.end])
    if value is None:
        return damaged(form, token.start, token.end)
    return Figure(State.STATED, value, form.evidence(token.start, token.end, token.origin))


_HAN = re.compile("[\u4e00-\u9fff]")
_WRAPPED_HAN = re.compile(r"(?<=[\u3001-\u3003\u4e00-\u9fff（），：；！？])\s+(?=[\u4e00-\u9fff（），：；！？])")
"""Chinese is written without spaces: between two characters stands the end of a line."""
_WRAPPED_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])[ ]?\n[ ]?(?=\d)|(?<=\d)[ ]?\n[ ]?(?=[\u4e00-\u9fff])")
"""So it is between a character and a number."""


def text_between(form: FormText, span: Span, origin: Origin | None = None) -> Figure[str]:
    """The words between two offsets as one text; blank where nothing but rules and dots is printed."""
    return text_of_pieces(form, [span], origin)


def text_of_pieces(form: FormText, spans: Sequence[Span], origin: Origin | None = None) -> Figure[str]:
    """The words of several stretches as one text, cells joined as a person would join them."""
    pieces = [form.text[span.start : span.end].strip(_NOISE_EDGES).lstrip("." + _NOISE_EDGES) for span in spans]
    printed = "\n".join(form.words(*span).strip() for span in spans)
    if _HAN.search(printed):
        words = _WRAPPED_HAN.sub("", joined_cells(_WRAPPED_NUMBER.sub("", printed)))
    else:
        words = joined_cells(printed)
    value = words.strip(_NOISE_EDGES).lstrip("." + _NOISE_EDGES)
    if not any(character.isalnum() for character in value):
        return BLANK
    start = next(span.start for span, piece in zip(spans, pieces, strict=True) if piece)
    offset = _WORDS_BEGIN.search(form.text, start).start()  # type: ignore[union-attr]
    end = max(span.end for span in spans)
    how = origin or (Origin.JOINED if "\t" in form.text[offset:end].rstrip() else Origin.PRINTED)
    evidence = replace(form.evidence(offset, end, how), raw=" ".join(form.words(offset, end).split()))
    if value.lower().replace(" ", "") in {"n/a", "n.a.", "n.a", "notapplicable", "na", "不適用", "不适用"}:
        return Figure(State.NOT_APPLICABLE, None, evidence)
    return Figure(State.STATED, value, evidence)


def joined_cells(text: str) -> str:
    """Join the cells of a text: a border in mid-word leaves no space, one between words leaves one.

    A word goes on where the right piece begins in lower case, or where both sides are capitals
    and the right piece is no word that company names and classes of shares are made of.
    """
    joined = ""
    cut = False
    for piece in re.split(r"(\t+)", text):
        if piece.strip("\t"):
            words = " ".join(piece.split())
            whole = piece[0].isspace() or not joined or not cut
            joined += words if not joined or (not whole and _goes_on(joined, words)) else f" {words}"
            cut = not piece[-1].isspace()
    return joined


_WHOLE_WORDS = re.compile(
    r"(?:limited|ltd|company|co|corporation|corp|holdings?|group|international|industr(?:ies|ial)|enterprises"
    r"|investments?|technolog(?:y|ies)|resources|development|properties|energy|shares?|ordinary|preference|class"
    r"|redeemable|convertible|of|and|the|plc|inc|bank)$",
    re.IGNORECASE,
)
"""Words of company names and of classes of shares, which begin a word of their own behind a border."""


def _goes_on(left: str, right: str) -> bool:
    first = re.match(r"[^\W\d_]+", right)
    if first is None or not left[-1].isalpha():
        return False
    word = first.group()
    if _WHOLE_WORDS.match(word):
        return False
    return word[0].islower() or (left[-1].isupper() and word.isupper() and len(left.split()[-1]) > 1)
