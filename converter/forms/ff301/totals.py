"""The totals at the foot of the parts of section III of FF301."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes
from converter.forms.figures import count
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import BLANK, ClassLine, Figure, LineTotal

_SIMPLE = r"Total\s+{letter}\s*\((?P<words>[^)\n]*)\)\s*:?|總數\s*{letter}\s*[\((](?P<zh>[^)\n]*)[\))]\s*:?"
_LETTERED = r"(?P<words>[^\n\t:]*?)\s*\({letter}{letter}(?P<column>[12])\)\s*:?"
_FOOT = (
    r"(?:Increase|Decrease)\s*(?:/\s*decrease\s*(?:\(-\))?)?\s*in\s+(?:issued|treasury)\s+shares[^:\n]{{0,40}}:"
    r"|Total\s+{letter}\s*\(|已發行股份[^\n]{{0,20}}(?:增加|減少)[^\n]{{0,12}}:|總數\s*{letter}"
)


def totals_start(reading: Reading, letter: str, span: Span) -> int:
    """Where the totals of a part begin; the end of the part where there are none."""
    text = reading.form.text
    match = re.compile(_FOOT.format(letter=letter), re.IGNORECASE).search(text, *span)
    starts = [match.start()] if match else []
    if letter == "A":
        starts += [place.start for place in reading.form.find(captions.FUNDS_RAISED, *span)]
    return min(starts, default=span.end)


def line_totals(reading: Reading, letter: str, foot: Span, classes: Classes) -> tuple[LineTotal, ...]:
    """The totals of every class that the foot names: ``Total A (Ordinary shares)``, ``Ordinary shares (AA1)``."""
    totals: dict[ClassLine, LineTotal] = {}
    for words, column, figure in _found(reading, letter, foot):
        line = classes.named(words)
        if line is not None:
            total = totals.setdefault(line, LineTotal(share_class=line))
            change: dict[str, Any] = {"treasury_shares" if column == "2" else "issued": figure}
            totals[line] = replace(total, **change)
    return tuple(totals[line] for line in sorted(totals))


def _found(reading: Reading, letter: str, foot: Span) -> list[tuple[str, str, Figure[int]]]:
    text = reading.form.text
    pattern = re.compile(f"{_SIMPLE}|{_LETTERED.replace('words', 'named')}".format(letter=letter), re.IGNORECASE)
    matches = list(pattern.finditer(text, *foot))
    ends = ends_of([match.start() for match in matches], foot.end)
    found = []
    for match, end in zip(matches, ends, strict=True):
        words = match.group("words") or match.group("zh") or match.group("named") or ""
        found.append((words, match.group("column") or "1", _value(reading, Span(match.end(), end))))
    return found


def _value(reading: Reading, span: Span) -> Figure[int]:
    """The value behind a total: in its line, or alone in the line below."""
    line_end = reading.form.line_span(span.start).end
    near: list[Token] = [token for token in reading.values(span) if token.start <= line_end] or [
        token for token in reading.values(span) if not reading.form.text[span.start : token.start].strip()
    ]
    return count(reading.form, near[0]) if near else BLANK
