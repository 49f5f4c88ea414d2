"""The closing totals of section III, sections IV and V, and the foot of FF301."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.parts import not_applicable
from converter.forms.figures import count, text_between
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import BLANK, ClassLine, Confirmation, DepositaryReceipts, Figure, Signature, TotalIncrease

_CLOSING = re.compile(
    r"Total\s+increase\s*/\s*decrease\s*\(-\)\s*in\s+(?P<words>[^\n]*?)\s*during\s+the\s+month\s*"
    r"\(i\.e\.\s*Total\s+of\s+(?P<first>\w+)\s+to\s+\w+\s*\)\s*:?"
    r"|本月(?:內)?(?P<zh>[^\n]*?)總?增加\s*/\s*減少\s*\(-\)[^\n]*?[\((]即\s*(?P<zhfirst>\w+)\s*至\s*\w+[^\n)]*\)\s*:?",
    re.IGNORECASE,
)
_CLASS_LINE = re.compile(r"(?P<words>[^\n\t\d:(]*(?:shares?|股)[^\n\t\d:(]*)")
_ITEM = re.compile(r"(?<!\w)\((i{1,3}|iv|v|vi{1,3}|ix|x)\)\s+")


def read_closing(reading: Reading, span: Span, classes: Classes) -> tuple[TotalIncrease, ...]:
    """Read the total increase of every class; v1.1 has one of issued and one of treasury shares."""
    text = reading.form.text
    matches = list(_CLOSING.finditer(text, *span))
    ends = ends_of([match.start() for match in matches], span.end)
    totals: dict[ClassLine, TotalIncrease] = {}
    for match, end in zip(matches, ends, strict=True):
        words, first = match.group("words") or match.group("zh") or "", match.group("first") or match.group("zhfirst")
        column = "treasury_shares" if first.upper() == "AA2" else "number"
        for line, figure in _lines(reading, words, first, Span(match.end(), end), classes):
            total = totals.setdefault(line, TotalIncrease(share_class=line))
            change: dict[str, Any] = {column: figure}
            totals[line] = replace(total, **change)
    if not matches:
        reading.missing("The line 'Total increase / decrease (-)'", "total_increase")
    return tuple(totals[line] for line in sorted(totals))


def _lines(
    reading: Reading, words: str, first: str, body: Span, classes: Classes
) -> list[tuple[ClassLine, Figure[int]]]:
    """The classes of one total: named in the caption before v1.1, one per line behind it since."""
    if len(first) == 1:
        line = classes.named(words)
        values = reading.values(body)
        return [(line, count(reading.form, values[0]) if values else BLANK)] if line else []
    found = []
    for match in _CLASS_LINE.finditer(reading.form.text, *body):
        line = classes.named(match.group("words"))
        end = reading.form.line_span(match.start()).end
        values = [token for token in reading.values(Span(match.end(), body.end)) if token.start < end]
        if line is not None:
            found.append((line, count(reading.form, values[0]) if values else BLANK))
    return found


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
    bodies = {
        segment.name: segment.body
        for segment in reversed(
            reading.form.segments(
                {"by": captions.SUBMITTED_BY, "title": captions.TITLE, "note": captions.TITLE_NOTE}, span
            )
        )
    }
    if "by" not in bodies:
        reading.missing("The line 'Submitted by'", "signature.submitted_by")
    return Signature(submitted_by=_line(reading, bodies.get("by")), title=_line(reading, bodies.get("title")))


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    if span is None:
        return BLANK
    text = reading.form.text[span.start : span.end]
    start = len(text) - len(text.lstrip(" \t\n:"))
    end = text.find("\n", start)
    return text_between(reading.form, Span(span.start + start, span.end if end < 0 else span.start + end))
