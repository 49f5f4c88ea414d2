"""Sections IV and V, and the foot of FF301."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.figures import text_between
from converter.forms.reading import Reading
from converter.forms.signatures import name_and_title
from converter.forms.text import Span, ends_of
from converter.model import Confirmation, DepositaryReceipts, Figure, Signature, State

_ITEM = re.compile(r"(?<!\w)\((i{1,3}|iv|v|vi{1,3}|ix|x)\)\s+")


def read_depositary_receipts(reading: Reading, span: Span) -> DepositaryReceipts:
    """Read section IV as it is printed; "Not applicable" further down is of one of its items."""
    heading = next(reading.form.find(captions.DEPOSITARY_RECEIPTS, *span), Span(span.start, span.start))
    words = next(reading.form.find(captions.NOT_APPLICABLE, heading.end, span.end), None)
    if words and not any(map(str.isalnum, reading.form.text[heading.end : words.start])):
        return DepositaryReceipts(not_applicable=Figure(State.STATED, True, reading.form.evidence(*words)))
    return DepositaryReceipts(information=text_between(reading.form, Span(heading.end, span.end)))


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
    # Without the caption that ends it, a name or a title is one line.
    by = bodies.get("by") if "title" in bodies else _first_line(reading, bodies.get("by"))
    held = bodies.get("title") if "note" in bodies else _first_line(reading, bodies.get("title"))
    submitted_by, title = name_and_title(reading, by, held)
    return Signature(submitted_by=submitted_by, title=title)


def _first_line(reading: Reading, span: Span | None) -> Span | None:
    """The first printed line of a stretch."""
    if span is None:
        return None
    text = reading.form.text[span.start : span.end]
    start = len(text) - len(text.lstrip(" \t\n:"))
    end = text.find("\n", start)
    return Span(span.start + start, span.end if end < 0 else span.start + end)
