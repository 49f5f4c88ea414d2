"""Who signed a return: the name behind "Submitted by", and the title that the person holds."""

from __future__ import annotations

import re

from converter.forms.figures import damaged, text_of_pieces
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, Figure, State

_PRINTED_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"[^\W\d_]{2}|[^\W\d_]\.|[\u3400-\u9fff]")
"""Two letters together, an initial, or a Chinese character: no name and no title is without."""
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}\W*")


def words_in(reading: Reading, span: Span | None) -> Figure[str]:
    """The words of a stretch, without the bracket that the caption behind it may open."""
    return BLANK if span is None else text_of_pieces(reading.form, [_without_bracket(reading, span)])


def name_and_title(reading: Reading, by: Span | None, title: Span | None) -> tuple[Figure[str], Figure[str]]:
    """What stands behind the two captions.

    Where both stand above both, the name and the title are two lines; of more none can be told.
    """
    name = _joined(reading, _kept(reading, by))
    if by is None or title is None or name.state is not State.BLANK:
        return name, _joined(reading, _kept(reading, title))
    lines = [line for line in _lines(reading, title) if not _is_page_number(reading, line)]
    if len(lines) < 2:
        return BLANK, _joined(reading, lines)
    if len(lines) > 2:
        unread: Figure[str] = damaged(reading.form, lines[0].start, lines[-1].end)
        return unread, unread
    return _joined(reading, lines[:1]), _joined(reading, lines[1:])


def _joined(reading: Reading, lines: list[Span]) -> Figure[str]:
    return text_of_pieces(reading.form, lines) if lines else BLANK


def _kept(reading: Reading, span: Span | None) -> list[Span]:
    """The lines of a name or a title; what is printed among them and is none, as a stamp is, is told."""
    lines = _lines(reading, span)
    worded = [line for line in lines if _WORD.search(reading.form.text, *line)] or lines
    kept = [line for line in worded if _stands_below(reading, worded[0], line)]
    for line in lines:
        if line not in kept and not _is_page_number(reading, line):
            _tell_stray(reading, line)
    return kept


def _lines(reading: Reading, span: Span | None) -> list[Span]:
    """The printed lines of a stretch, but for rules and dots."""
    if span is None:
        return []
    found = _PRINTED_LINE.finditer(reading.form.text, *_without_bracket(reading, span))
    lines = [Span(*it.span()) for it in found]
    return [line for line in lines if text_of_pieces(reading.form, [line]).state is not State.BLANK]


def _is_page_number(reading: Reading, line: Span) -> bool:
    return _PAGE_NUMBER.fullmatch(reading.form.text, *line) is not None


def _stands_below(reading: Reading, first: Span, line: Span) -> bool:
    """Whether a line is the first one, or stands below it and not elsewhere on the page.

    Below what stands in a column no line goes on outside of it.
    """
    column, place = _place(reading, first), _place(reading, line)
    if line == first or column is None:
        return True
    return place is not None and place[0] < column[1] and column[0] < place[1]


def _place(reading: Reading, line: Span) -> tuple[int, int] | None:
    """Where the words of a line begin and end across the page, if the source tells it."""
    words = reading.form.text[line.start : line.end]
    return reading.form.place(line.end - len(words.lstrip()))


def _tell_stray(reading: Reading, line: Span) -> None:
    evidence = reading.form.evidence(*line)
    message = f"{evidence.raw!r} is printed beside who signed, and is no part of a name or a title."
    reading.warn("text-aside", message, "Look at the foot of the published return.", evidence=evidence)


def _without_bracket(reading: Reading, span: Span) -> Span:
    kept = re.sub(r"[\s(]+$", "", reading.form.text[span.start : span.end])
    return Span(span.start, span.start + len(kept))
