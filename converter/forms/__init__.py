"""Text to a monthly return: which edition it is, and a reader for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from converter.errors import IncompleteIdentity
from converter.evidence import Evidence, Origin
from converter.findings import Finding, Severity
from converter.forms.account import Account
from converter.forms.copies import ONCE_TO_2021, without_copies
from converter.forms.ff301 import read_ff301
from converter.forms.ff301.edition import is_ff301
from converter.forms.ff301.head import PAGE_FEET
from converter.forms.ff301.reading import CellReading
from converter.forms.ff301.tabs import with_columns
from converter.forms.legacy import NOISE, read_legacy
from converter.forms.names import doubtful_names
from converter.forms.pages import in_printed_order, without_bare_numbers
from converter.forms.reading import Reading
from converter.forms.recognition import further_return, require_monthly_return
from converter.forms.text import FormText
from converter.model import Figure, MonthlyReturn, State
from converter.reading.layout import NARROW
from converter.reading.source import Source
from converter.walk import Entry, entries

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Read:
    """A return as read from the lines of ``source``, with what the reading and what the file have to say of it."""

    source: Source
    monthly_return: MonthlyReturn
    reading: Reading
    account: Account
    of_file: tuple[Finding, ...]


def read_return(source: Source) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    """Read the return that ``source`` holds, with a finding for all that is damaged or was not found.

    Raises:
        NotAMonthlyReturn: the text is another form, or none.
        IncompleteIdentity: the month cannot be read, or neither a stock code nor the issuer's name.
    """
    read = _read(source)
    of_identity = _of_identity(read.monthly_return)
    read.account()
    figures = list(entries(read.monthly_return))
    damage = (_damage(entry) for entry in figures if entry.figure.state is State.DAMAGED)
    of_form = (*read.reading.findings, *doubtful_names(figures), *damage)
    return read.monthly_return, (*of_identity, *of_form, *read.of_file, *_not_taken(read.source, figures))


def read_figures(source: Source) -> MonthlyReturn:
    """Read the return that ``source`` holds, where nobody asks for findings; raises what :func:`read_return` does."""
    monthly_return = _read(source).monthly_return
    _of_identity(monthly_return)
    return monthly_return


def _read(source: Source) -> _Read:
    ordered = in_printed_order(source)
    of_order = _of_order(ordered is not source)
    source = without_bare_numbers(ordered)
    of_copies: tuple[Finding, ...] = ()
    form = FormText(source, NOISE)
    require_monthly_return(form)
    another = further_return(form)
    of_another = _further(form.evidence(*another)) if another else ()
    if another:
        source = replace(source, lines=source.lines[: form.line_index(another.start)])
        form = FormText(source, NOISE)
    if is_ff301(form):
        laid_out, of_copies = without_copies(with_columns(source))
        form = form if laid_out is source else FormText(laid_out, NOISE)
        source = laid_out
        reading: Reading = CellReading(form.with_noise((), PAGE_FEET))
        monthly_return, account = read_ff301(reading)
    else:
        source, of_copies = without_copies(source, ONCE_TO_2021, least=1)
        form = FormText(source, NOISE) if of_copies else form
        reading = Reading(form)
        monthly_return, account = read_legacy(reading)
    return _Read(source, monthly_return, reading, account, (*of_copies, *of_order, *of_another))


def _of_identity(monthly_return: MonthlyReturn) -> tuple[Finding, ...]:
    """Make sure that the return can be named; a finding where that is by the issuer's name alone."""
    month, issuer = monthly_return.header.month_ended, monthly_return.header.issuer
    if month.value is None:
        raise IncompleteIdentity(
            "no-month",
            f"The month of the return cannot be read{_printed(month)}.",
            "Without it no period can be reported. See that 'For the month ended' has one date, the last of a month.",
        )
    if monthly_return.stock_code is not None:
        return ()
    blocks = (*monthly_return.authorised.blocks, *monthly_return.issued.blocks)
    codes = "".join(_printed(block.stock_code) for block in blocks)
    message = f"No stock code of the Exchange can be read in sections I and II{codes}."
    if issuer.value is None:
        hint = "Nor can the issuer's name be read, and without either the issuer cannot be identified."
        raise IncompleteIdentity("no-issuer", f"{message} {hint}", "Look at the head of the form and at section I.")
    if not any(isinstance(entry.figure.value, int) for block in blocks for entry in entries(block)):
        lack = "Nor can any number of shares be read there: the text may only speak of a return."
        raise IncompleteIdentity("no-figures", f"{message} {lack}", "Give the return itself, with sections I and II.")
    hint = f"The instance names the issuer as printed, {issuer.value!r}; look its code up."
    return (Finding("no-stock-code", Severity.WARNING, message, hint, evidence=issuer.evidence),)


def _printed(figure: Figure[Any]) -> str:
    return f" (printed: {figure.evidence.raw!r}, {figure.evidence})" if figure.evidence else ""


def _further(evidence: Evidence) -> tuple[Finding, ...]:
    """Tell of another return in the same file."""
    message = "The file holds another monthly return behind the first one, which was not read."
    hint = "Give each return as a file of its own."
    return (Finding("further-return", Severity.WARNING, message, hint, evidence=evidence),)


def _of_order(sorted_anew: bool) -> tuple[Finding, ...]:
    """Tell that the pages were not in the order of their numbers."""
    message = "The pages are not in the order of the numbers printed on them; they were read in that order."
    hint = "Look whether the file is the published return."
    return (Finding("pages-out-of-order", Severity.INFO, message, hint),) if sorted_anew else ()


def _not_taken(source: Source, figures: list[Entry]) -> Iterator[Finding]:
    """Tell which numbers of pages read by OCR are no figure of the return as read.

    OCR loses captions and the numbers of rows, and with them a row.
    """
    taken = " ".join(entry.figure.evidence.raw for entry in figures if entry.figure.evidence)
    for line in source.lines:
        if line.ocr and (
            left := [number for number in _NUMBER.findall(line.text.translate(NARROW)) if number not in taken]
        ):
            yield Finding(
                "figure-unplaced",
                Severity.WARNING,
                f"OCR has read {', '.join(left)}, which is no figure of the return as it was understood.",
                "Read the line in the published return.",
                evidence=Evidence(" ".join(line.text.split()), line.page, line.number, 0, Origin.OCR),
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
