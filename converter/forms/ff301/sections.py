"""Where each section of FF301 stands, those whose heading was lost too."""

from __future__ import annotations

import re

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.details import PARTS, Part
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.ff301.lost_pages import lost_pages
from converter.forms.ff301.parts import not_applicable
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of

_LETTER_OF_PART = r"\({letter}{letter}?[12]\)|(?:Total|[總总][數数]|合[計计]) ?{letter} ?\("
"""What is printed in one part of section III alone: the letters of its columns and totals."""

_NUMBER = re.compile(r"\W{0,2}[^\W_]{0,4}\W{0,3}")
"""The number of a section as it may have been misread."""
_DETAILS = re.compile("[詳详]")
"""What the heading of section III has behind the same words."""
_HEADS = {
    Section.AUTHORISED: (captions.NUMBER_HEAD, captions.CAPITAL_HEAD),
    Section.ISSUED: (captions.EXCLUDING_HEAD, captions.TREASURY_HEAD, captions.ALL_HEAD),
}
"""The heads of columns that no other section has."""


def sections_of(reading: Reading) -> dict[Section, Span]:
    """Where each section stands, in the form's order; one that is not found is left out."""
    starts: dict[Section, int] = {Section.HEAD: 0}
    position = 0
    for section, heading in captions.HEADINGS.items():
        places = reading.form.find(heading, position)
        place = next((place for place in places if not _cuts_number(reading, place)), None)
        if section is Section.ISSUED and (place is None or _has_details(reading, place)):
            place = _words_without_number(reading, position)
        if place is None and section in _HEADS:
            place = _block_under_heads(reading, section, position)
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


def _words_without_number(reading: Reading, start: int) -> Span | None:
    """The heading of section II whose number is misread: its words begin a line, but for a number's few characters."""
    options = reading.form.first([captions.HEADINGS[Section.OPTIONS]], start)
    for words in reading.form.find(captions.ISSUED_WORDS, start, options.start if options else None):
        line = reading.form.line_span(words.start)
        if not _has_details(reading, words) and _NUMBER.fullmatch(reading.form.text, line.start, words.start):
            return Span(line.start, words.end)
    return None


def _has_details(reading: Reading, heading: Span) -> bool:
    """Whether a heading is that of section III, whose number was misread."""
    return _DETAILS.search(reading.form.text, heading.end, reading.form.line_span(heading.start).end) is not None


def _cuts_number(reading: Reading, heading: Span) -> bool:
    """Whether a heading is only a part of another: "II. 已發行股份變動" stands in "III. 已發行股份變動詳情"."""
    return heading.start > 0 and reading.form.text[heading.start - 1] in "Ii"


def _add_parts_without_heading(reading: Reading, starts: dict[Section, int]) -> None:
    """Begin a part of section III whose heading was lost, by what stands in no part but its own.

    That are ``(C1)`` over a column, ``(CC1)`` behind a total and ``Total C``. The part begins behind all that an
    earlier part alone prints, and behind lost pages. The sections stay in the form's order.
    """
    for part in PARTS:
        if part.section in starts:
            continue
        before = max((place for section, place in starts.items() if _rank(section) < _rank(part.section)), default=0)
        after = min(
            (place for section, place in starts.items() if _rank(section) > _rank(part.section)),
            default=len(reading.form.text),
        )
        mark = _letter(part.letter).search(reading.form.text, before, after)
        if mark is None:
            continue
        earlier = _end_of_earlier(reading, part, Span(before, mark.start()))
        previous = max((section for section in starts if _rank(section) < _rank(part.section)), key=_rank)
        apart = earlier > before or bool(not_applicable(reading, previous, Span(before, mark.start())).value)
        start = _first_of_part(reading, Span(earlier, mark.start()), apart=apart)
        if start is not None:
            starts[part.section] = start
            reading.missing(
                f"The heading of section '{part.section}', with the rows that may have stood before the first read,",
                part.field,
            )
    found = sorted(starts.items(), key=lambda item: _rank(item[0]))
    starts.clear()
    starts.update(found)


def _first_of_part(reading: Reading, span: Span, *, apart: bool) -> int | None:
    """Where a part begins before the first of its letters: at its first head, else at its first row or total.

    Unless ``span`` is told ``apart`` from the part before, the first heads may be that part's: then the last counts.
    """
    heads = [place.start for place in reading.form.find(captions.CLASS, *span)]
    if heads or not apart:
        return heads[0 if apart else -1] if heads else None
    row = ROW_MARK.search(reading.form.text, *span)
    total = reading.form.first(captions.LETTERED_TOTALS.values(), *span)
    return min([row.start() if row else span.end, total.start if total else span.end])


def _letter(letter: str) -> re.Pattern[str]:
    return re.compile(_LETTER_OF_PART.format(letter=letter))


def _end_of_earlier(reading: Reading, part: Part, span: Span) -> int:
    """Behind what an earlier part alone prints and behind lost pages, as far as ``span`` holds them; else its start."""
    letters = [other.letter for other in PARTS if other.letter < part.letter]
    ends = [match.end() for letter in letters for match in _letter(letter).finditer(reading.form.text, *span)]
    ends += [place.end for place in reading.form.find(captions.FUNDS_RAISED, *span)]
    ends += [
        lost.place for lost in lost_pages(reading.form) if lost.place is not None and span.start < lost.place < span.end
    ]
    return max(ends, default=span.start)


def _rank(section: Section) -> int:
    return list(Section).index(section)


def _block_under_heads(reading: Reading, section: Section, start: int) -> Span | None:
    """Where section I or II begins though its heading was lost: at the class over the heads of its columns."""
    options = reading.form.first([captions.HEADINGS[Section.OPTIONS]], start)
    heads = reading.form.first(_HEADS[section], start, options.start if options else None)
    over = [place for place in reading.form.find(captions.CLASS, start, heads.start)] if heads else []
    return over[-1] if over else None


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
