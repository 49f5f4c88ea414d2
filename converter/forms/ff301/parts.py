"""What the sections and parts of FF301 have in common."""

from __future__ import annotations

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, Figure, State


def not_applicable(reading: Reading, section: Section, span: Span) -> Figure[bool]:
    """Whether a section or part says "Not applicable" behind its heading, and holds no class of shares."""
    first = reading.form.first([captions.CLASS, captions.TYPE], *span)
    heading = next(reading.form.find(captions.HEADINGS[section], *span), None)
    start = heading.end if heading else span.start
    words = next(reading.form.find(captions.NOT_APPLICABLE, start, first.start if first else span.end), None)
    return Figure(State.STATED, True, reading.form.evidence(*words)) if words else BLANK
