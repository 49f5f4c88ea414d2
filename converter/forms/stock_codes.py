"""Stock codes, in the notations in which filers print them."""

from __future__ import annotations

import re

from converter.forms.figures import damaged
from converter.forms.lexer import Kind
from converter.forms.reading import Reading, of_kind
from converter.forms.text import Span
from converter.model import BLANK, Figure, State

_STOCK_CODE = re.compile(
    r"""
    (?:(?:SEHK|HKEX|HK|No\.?|Code)\s?:?\s?)?
    (?P<code>\d{1,6}|\d(?:\ \d){3,4})  # or its digits in boxes
    (?:\.HK|\ ?HK)?
    (?:\s?[/&]\s?(?P<counter>\d{5})(?:\.HK)?)?
    (?:\ ?\([^()\d]*\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


def stock_code(reading: Reading, span: Span) -> Figure[str]:
    """Read the stock code in the first printed line of a stretch.

    A code of the Exchange has five digits with its leading zeros, one of A shares keeps its six. Behind it may stand
    the code of its counter in renminbi, which is the same with an 8 before it. Anything else with a digit is damaged.
    """
    printed = reading.form.text[span.start : span.end].strip(" \t\n:_").split("\n")[0].strip()
    if not printed:
        return BLANK
    start = reading.form.text.index(printed, span.start)
    end = start + len(printed)
    code = _code(printed)
    if code:
        return Figure(State.STATED, code, reading.form.evidence(start, end))
    if of_kind(reading.tokens(Span(start, end)), Kind.NOT_APPLICABLE):
        return Figure(State.NOT_APPLICABLE, None, reading.form.evidence(start, end))
    return damaged(reading.form, start, end) if any(character.isdigit() for character in printed) else BLANK


def _code(printed: str) -> str | None:
    match = _STOCK_CODE.fullmatch(printed)
    if match is None:
        return None
    code = match["code"].replace(" ", "").zfill(5)
    return code if match["counter"] in (None, f"8{code[1:]}") else None
