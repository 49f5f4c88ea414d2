"""The FF301 editions, from July 2021: English and Chinese, versions 1.0 to 1.2."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from converter.forms.account import Account, tell_unread_numbers
from converter.forms.ff301.authorised import read_authorised
from converter.forms.ff301.captions import Section
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.details import PARTS, read_part
from converter.forms.ff301.edition import edition_of
from converter.forms.ff301.foot import read_confirmations, read_depositary_receipts, read_signature
from converter.forms.ff301.head import read_head, version_of
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.ff301.issued import heads_of, read_issued
from converter.forms.ff301.lost_pages import lost_pages
from converter.forms.ff301.remarks import before_remarks, remarks_in
from converter.forms.ff301.sections import sections_of
from converter.forms.ff301.totals import read_closing
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import MonthlyReturn

_LAST_SECTIONS: dict[Section, tuple[str, Callable[[Reading, Span], Any]]] = {
    Section.DEPOSITARY_RECEIPTS: ("depositary_receipts", read_depositary_receipts),
    Section.CONFIRMATIONS: ("confirmations", read_confirmations),
    Section.FOOT: ("signature", read_signature),
}
_ADDRESSES = {
    Section.HEAD: "header",
    Section.AUTHORISED: "authorised",
    Section.ISSUED: "issued",
    **{part.section: part.field for part in PARTS},
    Section.CLOSING: "total_increase",
    **{section: name for section, (name, _) in _LAST_SECTIONS.items()},
}
"""What the addresses of all figures of a section begin with."""
_WITH_FIGURES = {
    Section.AUTHORISED: "Section I",
    Section.ISSUED: "Section II",
    **{part.section: f"Part {part.letter}" for part in PARTS},
    Section.CLOSING: "Section III, total increase",
}
_WITH_REMARKS = {Section.AUTHORISED, Section.ISSUED, *(part.section for part in PARTS)}
_FURNITURE = re.compile(
    rf"(?=[\d(])(?:{ROW_MARK.pattern}|\d{{1,2}}[A-Z]?\.\d{{2}}[A-Z](?:\(\d\))?"  # rules of the exchange
    r"|\((?:Notes?|註|注)\s*[\d,\s]+(?:and|及|,)?\s*\d*\s*\))"
)
"""Numbers that the form itself prints: those of rows, of notes, and of the rules that it quotes."""


def read_ff301(reading: Reading) -> tuple[MonthlyReturn, Account]:
    """Read a return of one of these editions, as far as it goes; every section not found is a finding."""
    sections = sections_of(reading)
    _tell_what_is_missing(reading, sections)
    classes = Classes()
    parts: dict[str, Any] = {}
    bodies = {section: before_remarks(reading, span) for section, span in sections.items()}
    if Section.AUTHORISED in sections:
        parts["authorised"] = read_authorised(
            reading,
            bodies[Section.AUTHORISED],
            classes,
            lambda: heads_of(reading, bodies[Section.ISSUED]) if Section.ISSUED in sections else [],
        )
    if Section.ISSUED in sections:
        parts["issued"] = read_issued(reading, bodies[Section.ISSUED], classes)
    for part in PARTS:
        if part.section in sections:
            parts[part.field] = read_part(reading, part, bodies[part.section], classes)
    for section in _WITH_REMARKS & sections.keys():
        name = _ADDRESSES[section]
        parts[name] = replace(parts[name], remarks=remarks_in(reading, sections[section]))
    if Section.CLOSING in sections:
        parts["total_increase"] = read_closing(reading, sections[Section.CLOSING], classes)
    for section, (name, read) in _LAST_SECTIONS.items():
        if section in sections:
            parts[name] = read(reading, sections[section])
    _tell_lost_blocks(reading, parts)
    version = version_of(reading.form)
    header = read_head(reading, sections[Section.HEAD], version)
    edition, reasons = edition_of(reading.form, version, header.month_ended)
    monthly_return = MonthlyReturn(edition=edition, edition_reasons=reasons, header=header, **parts)
    return monthly_return, partial(_account, reading, sections, classes, monthly_return)


def _account(reading: Reading, sections: dict[Section, Span], classes: Classes, monthly_return: MonthlyReturn) -> None:
    _note_what_is_no_figure(reading, classes)
    tell_unread_numbers(reading, _accounted(sections), monthly_return)


def _tell_what_is_missing(reading: Reading, sections: dict[Section, Span]) -> None:
    for section, address in _ADDRESSES.items():
        if section not in sections:
            reading.missing(f"Section '{section}'", address)
    for lost in lost_pages(reading.form):
        cut = [section for section, span in sections.items() if lost.place is not None and span.start <= lost.place]
        where = f", in or behind section '{cut[-1]}'," if cut else ""
        reading.missing(f"Page {lost.named}{where}", _ADDRESSES[cut[-1]] if cut else "")


def _tell_lost_blocks(reading: Reading, parts: dict[str, Any]) -> None:
    """Tell the classes whose shares section III counts, and of which section II, though it was found, has no block."""
    if "issued" not in parts or "total_increase" not in parts:
        return
    found = {block.share_class for block in parts["issued"].blocks}
    for total in parts["total_increase"]:
        if total.share_class not in found:
            reading.missing(f"Section II: the block of {total.share_class}", "issued")


def _note_what_is_no_figure(reading: Reading, classes: Classes) -> None:
    """Note the numbers that the form itself prints, and those of heads that section III prints again over its rows."""
    repeated = [figure.evidence for head in classes.heads for figure in head.repeated if figure.evidence]
    spans = [reading.form.span_of(evidence) for evidence in repeated]
    for start, end in [*spans, *(match.span() for match in _FURNITURE.finditer(reading.form.text))]:
        reading.repeated.update(range(start, end))


def _accounted(sections: dict[Section, Span]) -> dict[str, Span]:
    """The sections whose every number is a figure, by the names that findings give them."""
    return {name: sections[section] for section, name in _WITH_FIGURES.items() if section in sections}
