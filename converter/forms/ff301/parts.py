"""What the sections and parts of FF301 have in common."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, Figure, State

_NOT_APPLICABLE = re.compile(r"Not\s+applicable|不適用|不适用", re.IGNORECASE)


def not_applicable(reading: Reading, section: Section, span: Span) -> Figure[bool]:
    """Whether a section or part says "Not applicable" behind its heading, and holds no class of shares."""
    first = reading.form.first([captions.CLASS, captions.TYPE], *span)
    heading = next(reading.form.find(captions.HEADINGS[section], *span), None)
    start = heading.end if heading else span.start
    match = _NOT_APPLICABLE.search(reading.form.text, start, first.start if first else span.end)
    if match is None:
        return BLANK
    return Figure(State.STATED, True, reading.form.evidence(*match.span()))
