"""Who signed a return: the name behind "Submitted by", and the title that the person holds."""

from __future__ import annotations

import re

from converter.forms.figures import damaged, text_of_pieces
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, Figure, State

_PRINTED_LINE = re.compile(r"[^\n]*\S[^\n]*")


def words_in(reading: Reading, span: Span | None) -> Figure[str]:
    """The words of a stretch, without the bracket that the caption behind it may open."""
    if span is None:
        return BLANK
    kept = re.sub(r"[\s(]+$", "", reading.form.text[span.start : span.end])
    return text_of_pieces(reading.form, [Span(span.start, span.start + len(kept))])


def name_and_title(reading: Reading, by: Span, title: Span | None) -> tuple[Figure[str], Figure[str]]:
    """What stands behind the two captions.

    Where both stand above both, the name and the title are two lines; of more none can be told.
    """
    submitted_by = words_in(reading, by)
    held = words_in(reading, title)
    if title is None or submitted_by.state is not State.BLANK:
        return submitted_by, held
    lines = [Span(*it.span()) for it in _PRINTED_LINE.finditer(reading.form.text, *title)]
    lines = [line for line in lines if words_in(reading, line).state is not State.BLANK]
    if len(lines) == 2:
        return words_in(reading, lines[0]), words_in(reading, lines[1])
    return BLANK, damaged(reading.form, lines[0].start, lines[-1].end) if len(lines) > 2 else held
