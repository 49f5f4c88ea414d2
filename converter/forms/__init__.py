"""Text to a monthly return: which edition it is, and a reader for each."""

from __future__ import annotations

from converter.errors import IncompleteIdentity
from converter.findings import Finding, Severity
from converter.forms.ff301 import is_ff301, read_ff301
from converter.forms.ff301.head import PAGE_FEET
from converter.forms.legacy import NOISE, read_legacy
from converter.forms.reading import Reading
from converter.forms.recognition import require_monthly_return
from converter.forms.text import FormText
from converter.model import MonthlyReturn, State
from converter.reading.source import Source
from converter.walk import Entry, entries


def read_return(source: Source) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    """Read the return that ``source`` holds, with a finding for all that is damaged or was not found.

    Raises:
        NotAMonthlyReturn: the text is another form, or none.
        IncompleteIdentity: the month or the stock code cannot be read.
    """
    form = FormText(source, NOISE)
    require_monthly_return(form)
    if is_ff301(form):
        reading = Reading(form.with_noise((), PAGE_FEET))
        monthly_return = read_ff301(reading)
    else:
        reading = Reading(form)
        monthly_return = read_legacy(reading)
    _require_identity(monthly_return)
    damage = (_damage(entry) for entry in entries(monthly_return) if entry.figure.state is State.DAMAGED)
    return monthly_return, (*reading.findings, *damage)


def _require_identity(monthly_return: MonthlyReturn) -> None:
    month = monthly_return.header.month_ended
    if month.value is None:
        raw = f" (printed: {month.evidence.raw!r}, {month.evidence})" if month.evidence else ""
        raise IncompleteIdentity(
            "no-month", f"The month of the return cannot be read{raw}.", "Without it no period can be reported."
        )
    if monthly_return.stock_code is None:
        raise IncompleteIdentity(
            "no-stock-code",
            "No stock code can be read in sections I and II.",
            "Without it the issuer cannot be identified; check the text of these sections.",
        )


def _damage(entry: Entry) -> Finding:
    return Finding(
        "figure-damaged",
        Severity.WARNING,
        f"{entry.address} is printed but cannot be read.",
        "Read the line in the published return.",
        figure=entry.address,
        evidence=entry.figure.evidence,
    )
