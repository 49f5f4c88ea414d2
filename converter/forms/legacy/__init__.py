"""The editions of 2009 to 2021, which share one set of tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from converter.findings import Finding, Severity
from converter.forms import captions
from converter.forms.account import Account, tell_unread_numbers
from converter.forms.captions import Section
from converter.forms.legacy.agreements import read_agreements
from converter.forms.legacy.authorised import read_authorised
from converter.forms.legacy.closing import read_closing, read_foot
from converter.forms.legacy.continuation import add_continued_rows
from converter.forms.legacy.head import read_head
from converter.forms.legacy.instruments import read_convertibles, read_warrants
from converter.forms.legacy.issued import read_issued
from converter.forms.legacy.movements import read_movements
from converter.forms.legacy.options import read_options
from converter.forms.near import find_near
from converter.forms.reading import Reading
from converter.forms.recognition import edition_of, sections_of
from converter.forms.text import Span
from converter.model import MonthlyReturn


def read_legacy(reading: Reading) -> tuple[MonthlyReturn, Account]:
    """Read a return of one of these editions, as far as it goes; every section not found is a finding."""
    sections = sections_of(reading.form)
    for section in Section:
        if section not in sections:
            reading.missing(f"Section '{section}'")
    _tell_order(reading, list(sections))
    parts: dict[str, Any] = {
        field: read(reading, sections[section]) for field, (section, read) in _READERS.items() if section in sections
    }
    if Section.OTHER_MOVEMENTS in sections:
        parts["other_movements"] = read_movements(
            reading, sections[Section.OTHER_MOVEMENTS], sections.get(Section.CLOSING)
        )
    if Section.FOOT in sections:
        add_continued_rows(reading, sections[Section.FOOT], _READERS, parts)
    header = read_head(reading, sections[Section.HEAD], Span(0, _end_of_page_two(reading, sections)))
    edition, reasons = edition_of(reading.form, header.month_ended)
    monthly_return = MonthlyReturn(edition=edition, edition_reasons=reasons, header=header, **parts)
    return monthly_return, lambda: tell_unread_numbers(reading, _accounted(reading, sections), monthly_return)


def _tell_order(reading: Reading, printed: list[Section]) -> None:
    """Tell that the sections do not stand in the form's order."""
    if printed != [section for section in Section if section in printed]:
        message = f"The sections stand in the order {', '.join(printed)}; each was read where it stands."
        hint = "Look whether the pages of the file are in the order of the published return."
        reading.findings.append(Finding("pages-out-of-order", Severity.INFO, message, hint))


def _accounted(reading: Reading, sections: dict[Section, Span]) -> dict[str, Span]:
    """The stretches whose numbers are all accounted for; those before the head are no part of it."""
    stretches = {_NAMES.get(section, f"Part {section}"): span for section, span in sections.items()}
    head = sections[Section.HEAD]
    addressee = reading.form.first([captions.ADDRESSEE], *head)
    addressee = addressee or next(find_near(reading.form, captions.ADDRESSEE, head), None)
    return stretches | {_NAMES[Section.HEAD]: Span(addressee.end if addressee else head.end, head.end)}


_NAMES = {
    Section.HEAD: "Head",
    Section.AUTHORISED: "Section I",
    Section.ISSUED: "Section II",
    Section.CLOSING: "Closing totals",
    Section.FOOT: "Foot",
}


_READERS: dict[str, tuple[Section, Callable[[Reading, Span], Any]]] = {
    "authorised": (Section.AUTHORISED, read_authorised),
    "issued": (Section.ISSUED, read_issued),
    "options": (Section.OPTIONS, read_options),
    "warrants": (Section.WARRANTS, read_warrants),
    "convertibles": (Section.CONVERTIBLES, read_convertibles),
    "agreements": (Section.AGREEMENTS, read_agreements),
    "total_increase": (Section.CLOSING, read_closing),
    "signature": (Section.FOOT, read_foot),
}
NOISE = (captions.RUNNING_HEAD,)
"""What stands at the head of every page."""


def _end_of_page_two(reading: Reading, sections: dict[Section, Span]) -> int:
    """The month's end, where it was torn from its caption, stands on the first two pages: in head, I or II.

    Where the pages are mixed up, II may stand behind III, which has dates of its own.
    """
    early = (Section.HEAD, Section.AUTHORISED, Section.ISSUED)
    third = reading.form.first(captions.SECTION_CAPTIONS[Section.OPTIONS], sections[Section.HEAD].end)
    end = max(span.end for section, span in sections.items() if section in early)
    return min(end, third.start) if third else end
