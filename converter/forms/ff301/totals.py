"""Totals by class in FF301: at the foot of each part of section III, and at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.table import cells
from converter.forms.figures import count
from converter.forms.lexer import VALUES, Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span, ends_of
from converter.model import BLANK, ClassLine, Figure, LineTotal, TotalIncrease

_MARK = r"\(\s*{letter}\s*{letter}\s*(?P<column>[12lI])\s*\)[ \t]*:?"
"""What stands behind the class of a total since v1.1: ``(AA1)``."""
_NUMBER_BEFORE = r"(?:-?\d[\d,]*[ \n]+)?"
"""The number of a total stands before its class; where the caption is lost, nothing else parts it from the last row."""
_NAMED = re.compile(r"\s*[\((](?P<words>[^)\n]*)[\))]?[ \t]*:?")
_TAIL = re.compile(r"[^\n\t)]*\)?[ \t]*:?")
_COLUMNS = {"1": "issued", "l": "issued", "I": "issued", "2": "treasury_shares"}
_OF_CLASS = re.compile(r"[ \t\n]*(?P<words>.*?)\s*during\b", re.IGNORECASE | re.DOTALL)
_THIS_MONTH = re.compile(r"本月(?:內|内)?")


@dataclass(frozen=True, slots=True)
class _Total:
    """One printed total: the words of its class, the column that it counts, and its number."""

    words: str
    column: str
    figure: Figure[int]


def totals_start(reading: Reading, letter: str, span: Span) -> int:
    """Where the totals of a part begin; the end of the part where there are none."""
    starts = [segment.caption.start for segment in (*_simple(reading, letter, span), *_lettered(reading, span))]
    if letter == "A":
        starts += [place.start for place in reading.form.find(captions.FUNDS_RAISED, *span)]
    text, mark = reading.form.text[span.start : span.end], _MARK.format(letter=letter)
    # Most parts have no total; where there is no mark, none is to be looked for behind every word.
    total = re.search(mark, text) and re.search(rf"{_NUMBER_BEFORE}[^\n\t:\d]{{0,60}}{mark}", text)
    if total:
        start = span.start + total.start()
        starts.append(reading.form.line_span(start).start if reading.form.in_cells(start) else start)
    return max(min(starts, default=span.end), span.start)


def _simple(reading: Reading, letter: str, span: Span) -> list[Segment]:
    """Before v1.1: ``Total A (Ordinary shares): 299``. Folding makes some letters alike, the section tells them."""
    captioned = reading.form.segments({"issued": f"{captions.TOTAL} {letter}"}, span)
    return [it for it in captioned if reading.form.text[it.body.start :].lstrip()[:1] in ("(", "(")]


def _lettered(reading: Reading, span: Span) -> list[Segment]:
    """Since v1.1: a caption with a colon; the head of a column begins alike, and has none."""
    captioned = reading.form.segments(captions.LETTERED_TOTALS, span)
    return [it for it in captioned if reading.form.text[it.caption.end - 1] == ":"]


def line_totals(
    reading: Reading, letter: str, foot: Span, classes: Classes, lines: Sequence[ClassLine]
) -> tuple[LineTotal, ...]:
    """The totals of every class that the foot names: ``Total A (Ordinary shares)``, ``Ordinary shares (AA1)``.

    ``lines`` are the classes of the part's blocks in their order, which tells two of the same words apart.
    """
    found = [_simple_total(reading, segment) for segment in _simple(reading, letter, foot)]
    found = found or _lettered_totals(reading, letter, foot)
    totals: dict[ClassLine, LineTotal] = {}
    for total, line in _lines_of(found, classes, lines):
        change: dict[str, Any] = {total.column: total.figure}
        totals[line] = replace(totals.get(line, LineTotal(share_class=line)), **change)
    return tuple(totals[line] for line in sorted(totals))


def _lines_of(found: Sequence[_Total], classes: Classes, lines: Sequence[ClassLine]) -> list[tuple[_Total, ClassLine]]:
    """Each total with the class that its words name, else with the class in whose place it stands.

    What is of no certain class is left out; a second total of one class and column too.
    """
    placed: list[tuple[_Total, ClassLine]] = []
    for column in ("issued", "treasury_shares"):
        of_column = [total for total in found if total.column == column]
        taken: list[ClassLine] = []
        for place, total in enumerate(of_column):
            left = [line for line in lines if line not in taken]
            line = classes.named(total.words, left or lines)
            if len(of_column) == len(lines):
                line = line or lines[place]
            elif len(named := classes.all_named(total.words, lines)) > sum(
                classes.all_named(it.words, lines) == named for it in of_column
            ):
                line = None  # one of several classes of these words, and a total of another is lost
            if line is not None and line not in taken:
                taken.append(line)
                placed.append((total, line))
    return placed


def _simple_total(reading: Reading, segment: Segment) -> _Total:
    named = _NAMED.match(reading.form.text, segment.body.start)
    words, end = (named.group("words"), named.end()) if named else ("", segment.body.start)
    return _Total(words, "issued", _first(reading, Span(end, segment.body.end)))


def _first(reading: Reading, span: Span) -> Figure[int]:
    """The value behind a caption: in its line, or alone in the line below."""
    values = reading.values(span)
    near = [token for token in values if not reading.form.text[span.start : token.start].strip()]
    return count(reading.form, near[0]) if near else BLANK


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a foot that holds at most one caption, at its begin, and one mark, at its end."""

    span: Span
    columns: frozenset[str]
    words: Span
    """Behind the caption and before the mark."""
    values: tuple[Token, ...]


def _lettered_totals(reading: Reading, letter: str, foot: Span) -> list[_Total]:
    """Since v1.1: caption, number, ``Ordinary shares (AA1)``; some text makers put the number first or last.

    A caption or a mark that was lost is told by the other of the two.
    """
    pieces = _pieces(reading, letter, foot)
    spare = {piece.values[0] for piece in pieces if not piece.columns and len(piece.values) == 1}
    found = []
    before = any(piece.columns and piece.values for piece in pieces)
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        if len(piece.columns) != 1 or len(piece.values) > 1:
            continue
        value = piece.values[0] if piece.values else _beside(reading, piece, None if before else following, spare)
        words = reading.form.text[piece.words.start : piece.words.end]
        if piece.values:
            words = words.replace(reading.text(piece.values[0]), " ")
        found.append(_Total(words, next(iter(piece.columns)), count(reading.form, value)))
    return found


def _pieces(reading: Reading, letter: str, foot: Span) -> list[_Piece]:
    captioned = {it.caption.start: it for it in _lettered(reading, foot)}
    marked = {it.end(): it for it in re.compile(_MARK.format(letter=letter)).finditer(reading.form.text, *foot)}
    starts = sorted({foot.start, *captioned, *marked})
    pieces = []
    for start, end in zip(starts, ends_of(starts, foot.end), strict=True):
        caption, mark = captioned.get(start), marked.get(end)
        words = Span(caption.caption.end if caption else start, mark.start() if mark else end)
        columns = {caption.name} if caption else set()
        columns |= {_COLUMNS[mark.group("column")]} if mark else set()
        pieces.append(_Piece(Span(start, end), frozenset(columns), words, tuple(_counts(reading, words))))
    return pieces


def _beside(reading: Reading, piece: _Piece, following: _Piece | None, spare: set[Token]) -> Token | None:
    """The number of a piece that holds none: the next in its line, else the one that stands alone in its line."""
    line = reading.form.line_span(piece.span.start)
    if following is not None and not following.columns and following.values:
        value = following.values[0]
        behind = reading.form.text[following.span.start : value.start]
        if value.start < reading.form.line_span(piece.span.end - 1).end and not behind.strip():
            return value
    alone = [token for token in spare if line.start <= token.start < line.end]
    return alone[0] if len(alone) == 1 and reading.form.in_cells(piece.span.start) else None


def _counts(reading: Reading, span: Span) -> list[Token]:
    """The numbers of a stretch; a digit that begins a word is a letter: ``0rdinary``."""
    found = [token for token in reading.tokens(span) if token.kind in VALUES and not token.currency]
    return [token for token in found if not reading.form.text[token.end : token.end + 1].isalpha()]


def read_closing(reading: Reading, span: Span, classes: Classes) -> tuple[TotalIncrease, ...]:
    """Read the total increase of every class; v1.1 has one of issued and one of treasury shares."""
    segments = reading.form.segments(captions.CLOSING_TOTALS, span)
    if not segments:
        reading.missing("The line 'Total increase / decrease (-)'", "total_increase")
    found: list[_Total] = []
    for segment in segments:
        words, body = _of_closing(reading, segment)
        column = "treasury_shares" if segment.name == "treasury_shares" else "issued"
        found += [_Total(named, column, figure) for named, figure in _by_class(reading, words, body)]
    totals: dict[ClassLine, TotalIncrease] = {}
    for total, line in _lines_of(found, classes, classes.lines):
        change: dict[str, Any] = {"number" if total.column == "issued" else total.column: total.figure}
        totals[line] = replace(totals.get(line, TotalIncrease(share_class=line)), **change)
    return tuple(totals[line] for line in sorted(totals))


def _of_closing(reading: Reading, segment: Segment) -> tuple[str, Span]:
    """The class that a closing total names in its caption, before v1.1, and the stretch behind the caption."""
    text = reading.form.text
    tail = next(reading.form.find(captions.CLOSING_TAIL, *segment.body), None)
    rest = _TAIL.match(text, tail.end) if tail else None
    body = Span(rest.end() if rest else segment.body.start, segment.body.end)
    if segment.name != "class":
        return "", body
    english = _OF_CLASS.match(text, segment.body.start, tail.start if tail else segment.body.end)
    if english:
        return english.group("words"), body
    months = list(_THIS_MONTH.finditer(text, max(0, segment.caption.start - 40), segment.caption.start))
    return (text[months[-1].end() : segment.caption.start] if months else ""), body


def _by_class(reading: Reading, named: str, body: Span) -> list[tuple[str, Figure[int]]]:
    """The classes of one total: named in the caption before v1.1, beside their numbers since."""
    if named:
        return [(named, _first(reading, body))]
    found: list[tuple[str, Figure[int]]] = []
    waiting: Token | None = None
    for cell in cells(reading, body):
        values = _counts(reading, cell)
        # Behind the class the next caption may begin, which is known by the words behind "this month".
        words = _THIS_MONTH.sub("", reading.form.text[values[0].end if values else cell.start : cell.end])
        if len(values) == 1 and not any(map(str.isalpha, words)):
            words = reading.form.text[cell.start : values[0].start]
        if not any(character.isalpha() for character in words):
            if found and found[-1][1] is BLANK and waiting is None and not _precedes(reading, values, body):
                found[-1] = (found[-1][0], count(reading.form, values[0]) if values else BLANK)
            else:
                waiting = values[0] if values else waiting
            continue
        value = values[0] if values else waiting
        found.append((words, count(reading.form, value)))
        waiting = None
    return found or [("", count(reading.form, it)) for it in (waiting,) if it]


def _precedes(reading: Reading, values: list[Token], body: Span) -> bool:
    """Whether the body begins with a number: numbers then stand before the classes that they count."""
    first = next(iter(cells(reading, body)), body)
    return bool(values) and bool(_counts(reading, first))
