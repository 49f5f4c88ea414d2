"""Sections IV and V, and the foot of FF301."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.parts import not_applicable
from converter.forms.figures import text_between
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import BLANK, Confirmation, DepositaryReceipts, Figure, Signature

_ITEM = re.compile(r"(?<!\w)\((i{1,3}|iv|v|vi{1,3}|ix|x)\)\s+")


def read_depositary_receipts(reading: Reading, span: Span) -> DepositaryReceipts:
    """Read section IV as it is printed."""
    absent = not_applicable(reading, Section.DEPOSITARY_RECEIPTS, span)
    if absent.value:
        return DepositaryReceipts(not_applicable=absent)
    line = reading.form.line_span(span.start)
    return DepositaryReceipts(information=text_between(reading.form, Span(line.end, span.end)))


def read_confirmations(reading: Reading, span: Span) -> tuple[Confirmation, ...]:
    """Read the items (i) to (viii); the issuer may have amended or struck them."""
    matches = list(_ITEM.finditer(reading.form.text, *span))
    ends = ends_of([match.start() for match in matches], span.end)
    items: dict[str, Confirmation] = {}
    for match, end in zip(matches, ends, strict=True):
        items.setdefault(
            match.group(1),
            Confirmation(item=match.group(1), words=text_between(reading.form, Span(match.end(), end))),
        )
    return tuple(items.values())


def read_signature(reading: Reading, span: Span) -> Signature:
    """Read who signed."""
    segments = reading.form.segments(
        {"by": captions.SUBMITTED_BY, "title": captions.TITLE, "note": captions.TITLE_NOTE}, span
    )
    bodies = {segment.name: segment.body for segment in reversed(reading.form.without_twins(segments))}
    if "by" not in bodies:
        reading.missing("The line 'Submitted by'", "signature.submitted_by")
    return Signature(submitted_by=_line(reading, bodies.get("by")), title=_line(reading, bodies.get("title")))


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    if span is None:
        return BLANK
    text = reading.form.text[span.start : span.end]
    start = len(text) - len(text.lstrip(" \t\n:"))
    end = text.find("\n", start)
    stop = span.end if end < 0 else span.start + end
    # The caption that follows may open a bracket, which is not part of the words.
    kept = reading.form.text[span.start : stop].rstrip(" \t\n(")
    return text_between(reading.form, Span(span.start + start, span.start + len(kept)))
