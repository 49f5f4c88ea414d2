"""Where each section of FF301 stands, those whose heading was lost too."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.details import PARTS
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of

_LETTER_OF_PART = r"\({letter}{letter}?[12]\)|(?:Total|[總总][數数]|合[計计]) ?{letter} ?\("
"""What is printed in one part of section III alone: the letters of its columns and totals."""


def sections_of(reading: Reading) -> dict[Section, Span]:
    """Where each section stands, in the form's order; one that is not found is left out."""
    starts: dict[Section, int] = {Section.HEAD: 0}
    position = 0
    for section, heading in captions.HEADINGS.items():
        places = reading.form.find(heading, position)
        place = next((place for place in places if not _cuts_number(reading, place)), None)
        if place is None and section is Section.ISSUED and Section.AUTHORISED in starts:
            place = _block_behind_total(reading, position)
        if place is not None:
            starts[section] = position = (
                _with_class(reading, place.start) if section is Section.CLOSING else place.start
            )
    _add_parts_without_heading(reading, starts)
    order = list(starts)
    ends = ends_of(list(starts.values()), len(reading.form.text))
    return {section: Span(starts[section], end) for section, end in zip(order, ends, strict=True)}


def _cuts_number(reading: Reading, heading: Span) -> bool:
    """Whether a heading is only a part of another: "II. 已發行股份變動" stands in "III. 已發行股份變動詳情"."""
    return heading.start > 0 and reading.form.text[heading.start - 1] in "Ii"


def _add_parts_without_heading(reading: Reading, starts: dict[Section, int]) -> None:
    """Begin a part of section III whose heading was lost at the head of the class over the first of its letters.

    ``(C1)`` over a column, ``(CC1)`` behind a total and ``Total C`` stand in no part but their own. The
    sections stay in the form's order.
    """
    for part in PARTS:
        if part.section in starts:
            continue
        before = max((place for section, place in starts.items() if _rank(section) < _rank(part.section)), default=0)
        after = min(
            (place for section, place in starts.items() if _rank(section) > _rank(part.section)),
            default=len(reading.form.text),
        )
        mark = re.compile(_LETTER_OF_PART.format(letter=part.letter)).search(reading.form.text, before, after)
        heads = [place.start for place in reading.form.find(captions.CLASS, before, mark.start())] if mark else []
        if heads:
            starts[part.section] = heads[-1]
            # Rows may have stood between the two: on a page that was lost, for one.
            reading.missing(f"Section '{part.section}', its heading,")
    found = sorted(starts.items(), key=lambda item: _rank(item[0]))
    starts.clear()
    starts.update(found)


def _rank(section: Section) -> int:
    return list(Section).index(section)


def _block_behind_total(reading: Reading, start: int) -> Span | None:
    """Where section II begins though its heading was lost: at the head of a class behind the total of section I."""
    options = reading.form.first([captions.HEADINGS[Section.OPTIONS]], start)
    total = next(reading.form.find(captions.AUTHORISED_TOTAL, start, options.start if options else None), None)
    return (
        reading.form.first([captions.CLASS, captions.TYPE], total.end, options.start if options else None)
        if total
        else None
    )


def _with_class(reading: Reading, start: int) -> int:
    """In Chinese "this month" and the class stand before the words that the closing totals are known by."""
    before = reading.form.text.rfind("本月", max(0, start - 40), start)
    return before if before >= 0 else start
