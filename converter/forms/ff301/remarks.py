"""The remarks that FF301 prints below its sections and parts."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.ff301.heads import BLOCK_NUMBER
from converter.forms.figures import text_of_pieces
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import BLANK, Figure

_CAPTION = re.compile(r"(?<![\w(])(?:Remarks?|[備备][註注])[ \t]*(?:\(if any\)[ \t]*)?:")
_NEXT_HEADING = re.compile(r"\s+(?:\((?:[A-E]\)\s?\.?)?|(?:I{1,3}|IV|V)\s?\.?)\s*$")
"""The number of the section behind, before the words that it is known by."""

_TOTAL = re.compile(r"[^\W\d_][ ]\([A-E]{2}[12]\)|(?:Total|[總总][數数]|合[計计]) ?[A-E] ?\(")
"""What is printed in a total of a part alone."""


def remarks_in(reading: Reading, section: Span) -> Figure[str]:
    """Everything that stands behind a caption of remarks in a section, up to the next class or the section's end."""
    pieces = _pieces(reading, section)
    return text_of_pieces(reading.form, pieces) if pieces else BLANK


def before_remarks(reading: Reading, section: Span) -> Span:
    """A section without the remarks below it, whose numbers are no figures; whole where more of it stands behind."""
    caption = _CAPTION.search(reading.form.text, *section)
    if caption is None:
        return section
    behind = Span(caption.end(), section.end)
    more = _next_class(reading, behind) is not None or reading.form.first([captions.FUNDS_RAISED], *behind)
    return section if more or _TOTAL.search(reading.form.text, *behind) else Span(section.start, caption.start())


def _pieces(reading: Reading, section: Span) -> list[Span]:
    starts = [match.span() for match in _CAPTION.finditer(reading.form.text, *section)]
    stretches = zip((start for _, start in starts), ends_of([start for start, _ in starts], section.end), strict=True)
    return [_before_next(reading, Span(*stretch)) for stretch in stretches]


def _before_next(reading: Reading, span: Span) -> Span:
    """A stretch up to the head of the next class, or the number of the next section."""
    next_class = _next_class(reading, span)
    if next_class is not None:
        return Span(span.start, next_class)
    heading = _NEXT_HEADING.search(reading.form.text, *span)
    return Span(span.start, heading.start() if heading else span.end)


def _next_class(reading: Reading, span: Span) -> int | None:
    """Where the head of another class begins: with its number, without which the words are those of a remark."""
    heads = (place.start for caption in (captions.CLASS, captions.TYPE) for place in reading.form.find(caption, *span))
    numbers = (BLOCK_NUMBER.search(reading.form.text[span.start : head]) for head in sorted(heads))
    return next((span.start + number.start() for number in numbers if number), None)
