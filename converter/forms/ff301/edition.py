"""Whether a text is FF301, and of which version: by what is printed, with the reasons."""

from __future__ import annotations

from datetime import date

from converter.evidence import Reason
from converter.forms.ff301 import captions
from converter.forms.text import FormText
from converter.model import Edition, Figure

_CODE = "FF301"
_EDITIONS = {"1.0": Edition.FF301_1_0, "1.1": Edition.FF301_1_1, "1.2": Edition.FF301_1_2}
_LATER = (
    # The rules on public float are in force since 1 January 2026, those on treasury shares since 11 June 2024.
    (Edition.FF301_1_2, captions.PUBLIC_FLOAT, "The confirmation of sufficient public float", date(2026, 1, 31)),
    (Edition.FF301_1_1, captions.TREASURY_HEAD, "The column of treasury shares", date(2024, 6, 30)),
)
"""What each later version prints first, and the first month that it is filed for."""


def edition_of(form: FormText, version: Figure[str], month: Figure[date]) -> tuple[Edition, tuple[Reason, ...]]:
    """The edition by the version at the foot, else by what only a later version prints, else by the month."""
    ended = month.value or date.min
    of_form = _reason_of_form(form)
    if version.value:
        found = _EDITIONS.get(version.value[:3], Edition.FF301_1_2)
        return found, (Reason("The version is printed at the foot.", version.evidence), *of_form)
    for edition, caption, what, since in _LATER:
        place = next(form.find(caption), None)
        if place:
            return edition, (Reason(f"{what} is printed.", form.evidence(*place)), *of_form)
        if ended >= since:
            return edition, (*of_form, Reason(f"The month is {since:%B %Y} or later.", month.evidence))
    return Edition.FF301_1_0, (*of_form, Reason("Neither a version nor anything of a later one is printed."))


def _reason_of_form(form: FormText) -> tuple[Reason, ...]:
    """What tells FF301 from the form to 2021: its code, or a heading of its own; empty where there is neither."""
    code = form.original.find(_CODE)
    if code >= 0:
        printed = form.evidence(code, code + len(_CODE), source=form.original)
        return (Reason("The code of the form is printed.", printed),)
    mark = form.first(captions.MARKS)
    return (Reason("A heading is printed that only FF301 has.", form.evidence(*mark)),) if mark else ()


def is_ff301(form: FormText) -> bool:
    """Whether a text is FF301: its code, or a heading that only FF301 has."""
    return bool(_reason_of_form(form))
