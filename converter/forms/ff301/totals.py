"""Totals by class in FF301: at the foot of each part of section III, and at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.table import cells
from converter.forms.figures import count
from converter.forms.lexer import VALUES, Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import BLANK, ClassLine, Figure, LineTotal, TotalIncrease

_SIMPLE = r"(?:Total|總數|总数|合計|合计)\s*{letter}\s*[\((](?P<words>[^)\n]*)[\))][ \t]*:?"
_LETTERED = r"\({letter}{letter}(?P<column>[12])\)[ \t]*:?"
_FOOT = (
    r"(?:Increase|Decrease)\s*(?:/\s*decrease\s*(?:\(-\))?)?\s*in\s+(?:issued|treasury)\s+shares[^:\n]{{0,40}}:"
    r"|(?:Total|總數|总数|合計|合计)\s*{letter}\s*[\((]"
    r"|(?:增加|減少|减少)?(?:已發行|已发行|庫存|库存)股份[^\n]{{0,24}}:"
    r"|[^\n\t:]{{0,60}}\({letter}{letter}1\)"
)
_CLOSING = re.compile(
    r"Total\s+increase\s*/\s*decrease\s*\(-\)\s*in\s+(?P<words>[^\n]*?)\s*during\s+the\s+month\s*"
    r"\(i\.e\.\s*Total\s+of\s+(?P<first>\w+)\s+to\s+\w+\s*\)\s*:?"
    r"|本月(?:內|内)?(?P<zh>[^\n]*?)[總总]?增加\s*/\s*[減减]少\s*\(-\)[^\n]*?[\((]即\s*(?P<zhfirst>[A-Z]+1?2?)[^\n)]*\)\s*:?",
    re.IGNORECASE,
)


def totals_start(reading: Reading, letter: str, span: Span) -> int:
    """Where the totals of a part begin; the end of the part where there are none."""
    pattern = re.compile(_FOOT.format(letter=letter), re.IGNORECASE)
    starts = [match.start() for match in [pattern.search(reading.form.text, *span)] if match]
    if letter == "A":
        starts += [place.start for place in reading.form.find(captions.FUNDS_RAISED, *span)]
    return min(starts, default=span.end)


def line_totals(
    reading: Reading, letter: str, foot: Span, classes: Classes, lines: Sequence[ClassLine]
) -> tuple[LineTotal, ...]:
    """The totals of every class that the foot names: ``Total A (Ordinary shares)``, ``Ordinary shares (AA1)``.

    ``lines`` are the classes of the part's blocks in their order, which tells two of the same words apart.
    """
    totals: dict[ClassLine, LineTotal] = {}
    seen: set[tuple[str, ClassLine]] = set()
    for words, column, figure in _simple(reading, letter, foot) or _lettered(reading, letter, foot):
        line = classes.named(words, [line for line in lines if (column, line) not in seen] or lines)
        if line is not None:
            seen.add((column, line))
            change: dict[str, Any] = {"treasury_shares" if column == "2" else "issued": figure}
            totals[line] = replace(totals.get(line, LineTotal(share_class=line)), **change)
    return tuple(totals[line] for line in sorted(totals))


def _simple(reading: Reading, letter: str, foot: Span) -> list[tuple[str, str, Figure[int]]]:
    """Before v1.1: ``Total A (Ordinary shares): 299``."""
    matches = list(re.compile(_SIMPLE.format(letter=letter), re.IGNORECASE).finditer(reading.form.text, *foot))
    ends = ends_of([match.start() for match in matches], foot.end)
    return [
        (match.group("words"), "1", _first(reading, Span(match.end(), end)))
        for match, end in zip(matches, ends, strict=True)
    ]


def _first(reading: Reading, span: Span) -> Figure[int]:
    """The value behind a caption: in its line, or alone in the line below."""
    values = reading.values(span)
    near = [token for token in values if not reading.form.text[span.start : token.start].strip()]
    return count(reading.form, near[0]) if near else BLANK


def _lettered(reading: Reading, letter: str, foot: Span) -> list[tuple[str, str, Figure[int]]]:
    """Since v1.1: caption, number, ``Ordinary shares (AA1)``; some text makers put the number last."""
    text = reading.form.text
    marks = list(re.compile(_LETTERED.format(letter=letter)).finditer(text, *foot))
    found = []
    position = foot.start
    for mark, end in zip(marks, ends_of([mark.start() for mark in marks], foot.end), strict=True):
        start = max(position, text.rfind(":", position, mark.start()) + 1)
        before = _values(reading, Span(start, mark.start()))
        behind = [] if before else _next(reading, Span(mark.end(), end))
        words_start = before[-1].end if before else start
        value = before[-1] if before else next(iter(behind), None)
        found.append((text[words_start : mark.start()], mark.group("column"), count(reading.form, value)))
        position = behind[0].end if behind else mark.end()
    return found


def _next(reading: Reading, span: Span) -> list[Token]:
    """The value that follows at once in the same line."""
    line_end = reading.form.line_span(span.start).end
    near = _values(reading, Span(span.start, min(span.end, line_end)))
    return [token for token in near[:1] if not reading.form.text[span.start : token.start].strip()]


def _values(reading: Reading, span: Span) -> list[Token]:
    return [token for token in reading.tokens(span) if token.kind in VALUES and not token.currency]


def read_closing(reading: Reading, span: Span, classes: Classes) -> tuple[TotalIncrease, ...]:
    """Read the total increase of every class; v1.1 has one of issued and one of treasury shares."""
    matches = list(_CLOSING.finditer(reading.form.text, *span))
    totals: dict[ClassLine, TotalIncrease] = {}
    seen: set[tuple[str, ClassLine]] = set()
    for match, end in zip(matches, ends_of([match.start() for match in matches], span.end), strict=True):
        first = (match.group("first") or match.group("zhfirst")).upper()
        column = "treasury_shares" if first == "AA2" else "number"
        named = match.group("words") or match.group("zh") or ""
        for words, figure in _by_class(reading, named if len(first) == 1 else "", Span(match.end(), end)):
            line = classes.named(words, [line for line in classes.lines if (column, line) not in seen])
            if line is not None:
                seen.add((column, line))
                change: dict[str, Any] = {column: figure}
                totals[line] = replace(totals.get(line, TotalIncrease(share_class=line)), **change)
    if not matches:
        reading.missing("The line 'Total increase / decrease (-)'", "total_increase")
    return tuple(totals[line] for line in sorted(totals))


def _by_class(reading: Reading, named: str, body: Span) -> list[tuple[str, Figure[int]]]:
    """The classes of one total: named in the caption before v1.1, beside their numbers since."""
    if named:
        return [(named, _first(reading, body))]
    found: list[tuple[str, Figure[int]]] = []
    waiting: Token | None = None
    for cell in cells(reading, body):
        values = _values(reading, cell)
        words = reading.form.text[values[0].end if values else cell.start : cell.end]
        if not any(character.isalpha() for character in words):
            if found and found[-1][1] is BLANK and waiting is None and not _precedes(reading, values, body):
                found[-1] = (found[-1][0], count(reading.form, values[0]) if values else BLANK)
            else:
                waiting = values[0] if values else waiting
            continue
        value = values[0] if values else waiting
        found.append((words, count(reading.form, value)))
        waiting = None
    return found


def _precedes(reading: Reading, values: list[Token], body: Span) -> bool:
    """Whether the body begins with a number: numbers then stand before the classes that they count."""
    first = next(iter(cells(reading, body)), body)
    return bool(values) and bool(_values(reading, first))
