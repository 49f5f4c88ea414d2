"""The FF301 editions, from July 2021: English and Chinese, versions 1.0 to 1.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from converter.forms.account import tell_unread_numbers
from converter.forms.ff301 import captions
from converter.forms.ff301.authorised import read_authorised
from converter.forms.ff301.captions import Section
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.details import PARTS, read_part
from converter.forms.ff301.foot import read_confirmations, read_depositary_receipts, read_signature
from converter.forms.ff301.head import missing_pages, read_head, version_of
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.ff301.issued import read_issued
from converter.forms.ff301.totals import read_closing
from converter.forms.reading import Reading
from converter.forms.text import FormText, Span, ends_of
from converter.model import Edition, MonthlyReturn

_LAST_SECTIONS: dict[Section, tuple[str, Callable[[Reading, Span], Any]]] = {
    Section.DEPOSITARY_RECEIPTS: ("depositary_receipts", read_depositary_receipts),
    Section.CONFIRMATIONS: ("confirmations", read_confirmations),
    Section.FOOT: ("signature", read_signature),
}
_TREASURY_SINCE = date(2024, 6, 30)
"""The first month whose return is of v1.1: the rules on treasury shares are in force since 11 June 2024."""
_PUBLIC_FLOAT_SINCE = date(2026, 1, 31)
"""The first month whose return is of v1.2: the rules on public float are in force since 1 January 2026."""
_WITH_FIGURES = {
    Section.AUTHORISED: "Section I",
    Section.ISSUED: "Section II",
    **{part.section: f"Part {part.letter}" for part in PARTS},
    Section.CLOSING: "Section III, total increase",
}
_FURNITURE = re.compile(
    ROW_MARK.pattern + r"|\d{1,2}[A-Z]?\.\d{2}[A-Z](?:\(\d\))?"  # rules of the exchange
    r"|\((?:Notes?|註|注)\s*[\d,\s]+(?:and|及|,)?\s*\d*\s*\)"
)
"""Numbers that the form itself prints: those of rows, of notes, and of the rules that it quotes."""
_LETTER_OF_PART = r"\({letter}{letter}?[12]\)|(?:Total|[總总][數数]|合[計计]) ?{letter} ?\("
"""What is printed in one part of section III alone: the letters of its columns and totals."""
_EDITIONS = {"1.0": Edition.FF301_1_0, "1.1": Edition.FF301_1_1, "1.2": Edition.FF301_1_2}


def read_ff301(reading: Reading) -> MonthlyReturn:
    """Read a return of one of these editions, as far as it goes; every section not found is a finding."""
    sections = sections_of(reading)
    _tell_what_is_missing(reading, sections)
    classes = Classes()
    parts: dict[str, Any] = {}
    if Section.AUTHORISED in sections:
        parts["authorised"] = read_authorised(reading, sections[Section.AUTHORISED], classes)
    if Section.ISSUED in sections:
        parts["issued"] = read_issued(reading, sections[Section.ISSUED], classes)
    for part in PARTS:
        if part.section in sections:
            parts[part.field] = read_part(reading, part, sections[part.section], classes)
    if Section.CLOSING in sections:
        parts["total_increase"] = read_closing(reading, sections[Section.CLOSING], classes)
    for section, (name, read) in _LAST_SECTIONS.items():
        if section in sections:
            parts[name] = read(reading, sections[section])
    version = version_of(reading.form)
    header = read_head(reading, sections[Section.HEAD], version)
    edition = _edition(reading, version.value, header.month_ended.value)
    monthly_return = MonthlyReturn(edition=edition, header=header, **parts)
    _note_what_is_no_figure(reading, classes, sections)
    tell_unread_numbers(reading, _accounted(sections), monthly_return)
    return monthly_return


def _tell_what_is_missing(reading: Reading, sections: dict[Section, Span]) -> None:
    for section in Section:
        if section not in sections:
            reading.missing(f"Section '{section}'")
    lost = missing_pages(reading.form)
    if lost:
        reading.missing(f"Page {lost}")


def _note_what_is_no_figure(reading: Reading, classes: Classes, sections: dict[Section, Span]) -> None:
    """Note the numbers that the form itself prints, and those of heads that section III prints again over its rows."""
    repeated = [figure.evidence for head in classes.heads for figure in head.repeated if figure.evidence]
    spans = [reading.form.span_of(evidence) for evidence in repeated]
    spans += [Span(*match.span()) for match in _FURNITURE.finditer(reading.form.text)]
    for span in _accounted(sections).values():
        inside = [printed for printed in spans if span.start <= printed.start < span.end]
        for token in reading.tokens(span):
            if any(start <= token.start < end for start, end in inside):
                reading.repeats([token])


def _accounted(sections: dict[Section, Span]) -> dict[str, Span]:
    """The sections whose every number is a figure, by the names that findings give them."""
    return {name: sections[section] for section, name in _WITH_FIGURES.items() if section in sections}


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


def _edition(reading: Reading, version: str | None, month: date | None) -> Edition:
    """The edition by the version at the foot, else by what only a later version prints, else by the month."""
    if version:
        return _EDITIONS.get(version[:3], Edition.FF301_1_2)
    if next(reading.form.find(captions.PUBLIC_FLOAT), None) or (month and month >= _PUBLIC_FLOAT_SINCE):
        return Edition.FF301_1_2
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None) or (month and month >= _TREASURY_SINCE)
    return Edition.FF301_1_1 if treasury else Edition.FF301_1_0


def is_ff301(form: FormText) -> bool:
    """Whether a text is FF301: its code, or a heading that only FF301 has."""
    if "FF301" in form.original:
        return True
    return any(next(form.find(mark), None) for mark in captions.MARKS)
