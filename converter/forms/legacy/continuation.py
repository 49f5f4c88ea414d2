"""Continuation sheets: behind the signature the table of a part begins anew, with the rows that had no room."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from converter.forms import captions
from converter.forms.captions import SECTION_CAPTIONS, Section
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of
from converter.model import State
from converter.walk import entries

_CONTINUED = (Section.OPTIONS, Section.WARRANTS, Section.CONVERTIBLES, Section.AGREEMENTS)
_REFERENCE = re.compile(r"continuation\s+sheet|續頁|续页", re.IGNORECASE)
Readers = Mapping[str, tuple[Section, Callable[[Reading, Span], Any]]]


def add_continued_rows(reading: Reading, foot: Span, readers: Readers, parts: dict[str, Any]) -> None:
    """Read the tables that stand behind the signature, and put their rows behind those of the form's own tables."""
    for section, span in _sheets(reading, foot):
        name, read = next((field, read) for field, (of, read) in readers.items() if of is section)
        if name not in parts:
            continue
        before = len(reading.findings)
        sheet = read(reading, span)
        # A sheet has neither totals nor the words that stand once on the form.
        reading.findings[before:] = [it for it in reading.findings[before:] if it.code != "part-missing"]
        own = [row for row in parts[name].rows if not _refers(row)]
        rows = [replace(row, number=number) for number, row in enumerate([*own, *sheet.rows], 1)]
        parts[name] = replace(parts[name], rows=tuple(rows))


def _sheets(reading: Reading, foot: Span) -> list[tuple[Section, Span]]:
    """The tables behind the signature, by their headings."""
    signed = reading.form.first([captions.SUBMITTED_BY], *foot)
    if signed is None:
        return []
    places = [
        (place.start, section)
        for section in _CONTINUED
        for place in reading.form.find(SECTION_CAPTIONS[section][0], signed.end, foot.end)
    ]
    places.sort()
    ends = ends_of([start for start, _ in places], foot.end)
    return [(section, Span(start, end)) for (start, section), end in zip(places, ends, strict=True)]


def _refers(row: Any) -> bool:
    """Whether a row says no more than that a sheet follows."""
    printed = [entry.figure for entry in entries(row) if entry.figure.state is not State.BLANK]
    return bool(printed) and all(
        figure.state is State.STATED and _REFERENCE.search(str(figure.value)) is not None for figure in printed
    )
