"""Which form is this? By evidence in the text; what is not this return is refused by its name."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from converter.errors import NotAMonthlyReturn
from converter.evidence import Reason
from converter.forms import captions
from converter.forms.captions import SECTION_CAPTIONS, Section
from converter.forms.ff301 import captions as ff301
from converter.forms.near import find_near
from converter.forms.text import FormText, Span, ends_of
from converter.model import Edition, Figure

_EVIDENCE: tuple[tuple[str, ...], ...] = (
    (captions.MONTH_ENDED, ff301.MONTH_ENDED),
    (captions.ADDRESSEE, ff301.ADDRESSEE),
    (captions.ISSUER, ff301.ISSUER),
    (captions.SUBMITTED, ff301.SUBMITTED),
    *((*headings, *ff301.HEADINGS_OF.get(section.name, ())) for section, headings in SECTION_CAPTIONS.items()),
)
"""Captions of the head and of the sections, each in the wordings of all editions."""
_OWN = (
    (captions.MONTH_ENDED, ff301.MONTH_ENDED),
    *((*SECTION_CAPTIONS[it], ff301.HEADINGS_OF[it.name][0]) for it in (Section.AUTHORISED, Section.ISSUED)),
)
"""What no other form has: the month, and the headings of sections I and II."""
_SECTION_I = (SECTION_CAPTIONS[Section.AUTHORISED][0], ff301.HEADINGS[ff301.Section.AUTHORISED])
_NEEDED_EVIDENCE = 3
"""A text that merely speaks of monthly returns has one or two of the form's captions, seldom three."""
_MARCH_2019 = date(2019, 3, 31)
_MARCH_2019_FOOT = re.compile(r"March 2019|2019 ?年 ?3 ?月(?=\n)")
_NO_PAR_VALUE_SINCE = date(2014, 3, 3)


def require_monthly_return(form: FormText) -> None:
    """Pass a monthly return of an equity issuer, of any edition since 2009.

    Raises:
        NotAMonthlyReturn: ``sibling-form`` or ``not-a-return``.
    """
    own = [form.holds(caption) for caption in _OWN]
    if all(own):
        return
    title = form.first((*captions.TITLES, *ff301.TITLES))
    sibling = _sibling(form)
    # Another form's title before this one's is a link of a web page, or the head of a bundle.
    is_within = title is not None and any(own[1:])
    if sibling and (title is None or sibling[0] < title.start) and not is_within:
        message = f"The file is {sibling[1]}, not a monthly return of an equity issuer."
        raise NotAMonthlyReturn("sibling-form", message, _ROUTE)
    found_captions = (caption for caption in _EVIDENCE if form.holds(caption))
    evidence = list(islice(found_captions, _NEEDED_EVIDENCE))
    if len(evidence) + bool(title) < _NEEDED_EVIDENCE:
        found = ", ".join(caption[0] for caption in evidence) or "none"
        raise NotAMonthlyReturn(
            "not-a-return", f"The text has not the captions of a monthly return (found: {found}).", _ROUTE
        )


def further_return(form: FormText) -> Span | None:
    """Where another monthly return begins behind the foot of the first one: with a month, and a section I.

    A continuation sheet may repeat the month, but never section I. A foot before the first month is that of a return
    whose pages are mixed up.
    """
    foot = form.first((captions.SUBMITTED_BY, ff301.SUBMITTED_BY))
    if foot is None or form.first((captions.MONTH_ENDED, ff301.MONTH_ENDED), 0, foot.start) is None:
        return None
    month = form.first((captions.MONTH_ENDED, ff301.MONTH_ENDED), foot.end)
    return month if month and form.first(_SECTION_I, month.end) else None


def _sibling(form: FormText) -> tuple[int, str] | None:
    """The first title of another form, and that form's name."""
    places = [(span.start, name) for caption, name in captions.SIBLING_FORMS.items() if (span := form.first([caption]))]
    return min(places, default=None)


_ROUTE = "Give the Monthly Return of Equity Issuer on Movements in Securities."


def edition_of(form: FormText, month: Figure[date]) -> tuple[Edition, tuple[Reason, ...]]:
    """The edition of a form to 2021, by the footer "March 2019", else by the month of the return; and the reasons."""
    foot = _MARCH_2019_FOOT.search(form.original)
    ended = month.value
    if foot:
        which = Reason(
            "The foot of the edition of March 2019 is printed.", form.evidence(*foot.span(), source=form.original)
        )
        return Edition.MARCH_2019, (which, *_of_form_to_2021(form))
    if ended and ended >= _MARCH_2019:
        edition, since = Edition.MARCH_2019, "The month is March 2019 or later."
    elif ended and ended >= _NO_PAR_VALUE_SINCE:
        edition, since = Edition.LEGACY_2014, "The month is between March 2014 and February 2019."
    else:
        edition, since = Edition.LEGACY_2009, "The month is before March 2014."
    return edition, (*_of_form_to_2021(form), Reason(since, month.evidence))


def _of_form_to_2021(form: FormText) -> tuple[Reason, ...]:
    """What tells the form to 2021 from FF301: its title or else a heading, and that nothing of FF301 is printed."""
    title = form.first(captions.TITLES)
    heading = title or form.first(_SECTION_I[:1]) or form.first(SECTION_CAPTIONS[Section.ISSUED])
    what = "title" if title else "heading of a section"
    seen = (Reason(f"The {what} is that of the form to 2021.", form.evidence(*heading)),) if heading else ()
    return (*seen, Reason("Nothing is printed that only FF301 has."))


def sections_of(form: FormText) -> dict[Section, Span]:
    """Where each section stands, in the order of the text; one that is not found is left out.

    Sections come in the form's order, unless their headings show that the pages are mixed up.
    """
    starts: dict[Section, int] = {Section.HEAD: 0}
    position = 0
    for section, headings in SECTION_CAPTIONS.items():
        start = _section_start(form, section, headings, position)
        if start is not None:
            starts[section] = position = start
    starts = _out_of_order(form, starts) or starts
    order = sorted(starts, key=lambda section: starts[section])
    ends = ends_of([starts[section] for section in order], len(form.text))
    return {section: Span(starts[section], end) for section, end in zip(order, ends, strict=True)}


def _out_of_order(form: FormText, starts: dict[Section, int]) -> dict[Section, int]:
    """The starts by the headings alone, where a section that was not found in order stands before one that was."""
    lost = [section for section in SECTION_CAPTIONS if section not in starts]
    places = {section: form.first(SECTION_CAPTIONS[section][:1]) for section in SECTION_CAPTIONS}
    headings = {section: place.start for section, place in places.items() if place}
    if not any(section in headings for section in lost):
        return {}
    head = form.first((*captions.TITLES, captions.MONTH_ENDED, captions.ADDRESSEE))
    before = head.start if head and head.start > min(headings.values()) else 0
    found = {Section.HEAD: before} | {section: headings[section] for section in SECTION_CAPTIONS if section in headings}
    return _with_lost_headings(form, found)


def _with_lost_headings(form: FormText, starts: dict[Section, int]) -> dict[Section, int]:
    """The starts with those of the sections that other captions open behind the section before them in the form."""
    found = dict(starts)
    before = starts[Section.HEAD]
    for section, headings in SECTION_CAPTIONS.items():
        if section not in found:
            end = min((start for start in found.values() if start > before), default=len(form.text))
            start = _section_start(form, section, headings, before + 1)
            found |= {section: start} if start is not None and start < end else {}
        before = found.get(section, before)
    return found


def _section_start(form: FormText, section: Section, headings: tuple[str, ...], position: int) -> int | None:
    places = [span for heading in headings for span in form.find(heading, position)]
    if next(form.find(headings[0], position), None) is None:
        places += find_near(form, headings[0], Span(position, len(form.text)))
    starts = (span.start for span in places if not (section is Section.ISSUED and _speaks_of_other_part(form, span)))
    return min(starts, default=None)


def _speaks_of_other_part(form: FormText, span: Span) -> bool:
    """Whether the words before "Movements in Issued Share Capital" make it another part's heading."""
    before = "".join(form.text[max(0, span.start - 24) : span.start].split()).lower()
    after = form.text[span.end : span.end + 4].lstrip()
    return before.endswith(("detailsof", "other", "ther", "ner", 'above("', "「")) or after.startswith(("詳情", "详情"))
