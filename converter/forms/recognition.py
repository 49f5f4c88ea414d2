"""Which form is this? By evidence in the text; what is not this return is refused by its name."""

from __future__ import annotations

from datetime import date

from converter.errors import NotAMonthlyReturn
from converter.forms import captions
from converter.forms.captions import SECTION_CAPTIONS, Section
from converter.forms.text import FormText, Span
from converter.model import Edition

_HEAD_CAPTIONS = (captions.MONTH_ENDED, captions.ADDRESSEE, captions.ISSUER, captions.SUBMITTED)
_NEEDED_EVIDENCE = 3
"""A text that merely speaks of monthly returns has one or two of the form's captions, seldom three."""
_NO_PAR_VALUE_SINCE = date(2014, 3, 3)


def require_monthly_return(form: FormText) -> None:
    """Pass a return of the editions of 2009 to 2021.

    Raises:
        NotAMonthlyReturn: ``sibling-form``, ``edition-not-read`` or ``not-a-return``.
    """
    title = form.first(captions.TITLES)
    sibling = form.first(captions.SIBLING_FORMS)
    if sibling and (title is None or sibling.start < title.start):
        name = next(
            name for caption, name in captions.SIBLING_FORMS.items() if next(form.find(caption), None) == sibling
        )
        raise NotAMonthlyReturn(
            "sibling-form", f"The file is {name}, not a monthly return of an equity issuer.", _ROUTE
        )
    later = next((name for caption, name in captions.LATER_EDITIONS.items() if next(form.find(caption), None)), None)
    if later:
        raise NotAMonthlyReturn(
            "edition-not-read", f"The file is a monthly return of {later}, which is not read yet.", _EDITIONS
        )
    evidence = [section for section in SECTION_CAPTIONS if form.first(SECTION_CAPTIONS[section])]
    head = [caption for caption in _HEAD_CAPTIONS if form.first([caption])]
    if len(evidence) + len(head) + bool(title) < _NEEDED_EVIDENCE:
        found = ", ".join(evidence) or "none"
        raise NotAMonthlyReturn(
            "not-a-return", f"The text has not the captions of a monthly return (sections found: {found}).", _ROUTE
        )


_ROUTE = "Give the Monthly Return of Equity Issuer on Movements in Securities."
_EDITIONS = "Give a return of the editions of 2009 to 2021 in English."


def edition_of(form: FormText, month: date | None) -> Edition:
    """The edition: by the footer "March 2019", else by the month of the return."""
    if "March 2019" in form.original:
        return Edition.MARCH_2019
    return Edition.LEGACY_2014 if month and month >= _NO_PAR_VALUE_SINCE else Edition.LEGACY_2009


def sections_of(form: FormText) -> dict[Section, Span]:
    """Where each section stands. Sections come in the form's order; one that is not found is left out."""
    starts: dict[Section, int] = {Section.HEAD: 0}
    position = 0
    for section, headings in SECTION_CAPTIONS.items():
        start = _section_start(form, section, headings, position)
        if start is not None:
            starts[section] = position = start
    order = list(starts)
    ends = [starts[section] for section in order[1:]] + [len(form.text)]
    return {section: Span(starts[section], end) for section, end in zip(order, ends, strict=True)}


def _section_start(form: FormText, section: Section, headings: tuple[str, ...], position: int) -> int | None:
    places = (span for heading in headings for span in form.find(heading, position))
    starts = (span.start for span in places if not (section is Section.ISSUED and _speaks_of_other_part(form, span)))
    return min(starts, default=None)


def _speaks_of_other_part(form: FormText, span: Span) -> bool:
    """Whether the words before "Movements in Issued Share Capital" make it another part's heading."""
    before = "".join(form.text[max(0, span.start - 24) : span.start].split()).lower()
    return before.endswith(("detailsof", "other", "ther", "ner", 'above("'))
