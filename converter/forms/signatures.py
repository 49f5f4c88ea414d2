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
    names, titles = _lines(reading, by), _lines(reading, title)
    if by is None or title is None or names or not titles:
        return _joined(reading, names), _joined(reading, titles)
    if len(titles) == 1:
        return BLANK, _joined(reading, titles)
    if len(titles) == 2:
        return _joined(reading, titles[:1]), _joined(reading, titles[1:])
    return BLANK, damaged(reading.form, titles[0].start, titles[-1].end)


def _joined(reading: Reading, lines: list[Span]) -> Figure[str]:
    return text_of_pieces(reading.form, lines) if lines else BLANK


def _lines(reading: Reading, span: Span | None) -> list[Span]:
    """The lines of a name or a title; what is printed among them and is none, as a stamp is, is told."""
    if span is None:
        return []
    span = _without_bracket(reading, span)
    printed = [Span(*it.span()) for it in _PRINTED_LINE.finditer(reading.form.text, *span)]
    printed = [line for line in printed if text_of_pieces(reading.form, [line]).state is not State.BLANK]
    worded = [line for line in printed if _WORD.search(reading.form.text, *line)] or printed
    kept = [line for line in worded if _stands_below(reading, worded[0], line)]
    for line in printed:
        if line not in kept and not _PAGE_NUMBER.fullmatch(reading.form.text, *line):
            _tell_stray(reading, line)
    return kept


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
