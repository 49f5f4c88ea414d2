"""Every figure of a filing's text wrong, one at a time, and which of those nothing reports.

``python -m tests.uncovered`` writes ``docs/uncovered-figures.md``, the list of the figures that no rule covers,
with the reason. Each run of digits in the text is altered, loses a digit, and, where it is a number, changes its
sign; the text is then converted. A change is *reported* where a rule that did not speak before names the changed
figure, where a finding does, where a finding says that something cannot be placed, or where the text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from converter.errors import Refusal
from converter.model import Figure, MonthlyReturn
from converter.pipeline import convert
from converter.report import Report
from converter.rules import Verdict
from converter.walk import entries, path_of
from tests.uncovered_kinds import FORMS

CHECKOUT: Final = Path(__file__).resolve().parent.parent
LIST: Final = CHECKOUT / "docs" / "uncovered-figures.md"
REAL: Final = (
    "../shared/filings/legacy-2009-11-03888-kingsoft.md",
    "../shared/filings/legacy-2011-11-00354-chinasoft.md",
    "../shared/filings/legacy-2011-11-03888-kingsoft.md",
)
"""Real filings, read where they lie beside the checkout."""
TYPESET: Final = ("examples/kingsoft-2009-11.md", "examples/chinasoft-2011-11.md", "examples/kingsoft-2011-11.md")
"""The same returns, typeset by this project without damage."""

_DIGITS = re.compile(r"\d(?:[\d,./]*\d)?")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_WITHOUT_A_PLACE = frozenset({"figure-unplaced", "not-recognised", "line-unplaced"})

UNREAD: Final = "no figure of the return"
"""What stands in place of an address where a number in the text is read as no figure."""
_APPROVAL = "Any day up to the end of the month may be right."
_OUTSTANDING = "Only with the options at close of the preceding month, for which this form has no column."
_CURRENCIES = "The amount and the subscription price are in different currencies."
REASONS: Final = (
    (UNREAD, "Torn print of the form itself, or of a figure that is damaged in any case."),
    ("header.date_submitted", "Any day in the fortnight after the month may be right."),
    ("authorised.blocks.stock_code", "The form prints the stock code once; any five digits may be a code."),
    ("authorised.blocks.increase.par_value", "The increase is nil, and nothing is multiplied by its par value."),
    ("options.rows.particulars", "Free text."),
    ("options.rows.approval_date", _APPROVAL),
    ("options.rows.exercise_price", "Nothing was exercised at this price, so it multiplies zero."),
    ("options.rows.lapsed", _OUTSTANDING),
    ("options.rows.may_be_issued", _OUTSTANDING),
    ("options.funds_raised", "Only with the exercise price of each row exercised, for which this form has no column."),
    ("convertibles.rows.description", "Free text."),
    ("convertibles.rows.approval_date", _APPROVAL),
    ("convertibles.rows.may_be_issued", _CURRENCIES),
    ("convertibles.rows.subscription_price", _CURRENCIES),
    ("convertibles.rows.converted", "Filers print the amount converted with and without brackets; both mean the same."),
)
"""Why no rule covers a kind of figure, by its path."""


@dataclass(frozen=True)
class Change:
    """One run of digits of a text, changed in one way.

    ``figures`` are the addresses where the return differs from the one that the text itself gives;
    ``monthly_return`` is ``None`` where the changed text is refused.
    """

    way: str
    line: int
    printed: str
    figures: tuple[str, ...]
    is_reported: bool
    monthly_return: MonthlyReturn | None


def text_of(filing: str) -> str:
    """The text of a filing, named by its path from the checkout."""
    return (CHECKOUT / filing).read_text(encoding="utf-8")


def runs(text: str, monthly_return: MonthlyReturn) -> Iterator[re.Match[str]]:
    """The runs of digits that are not the form's own print: short ones only where a figure was read from them.

    The form prints the numbers of its items, lines and notes; each has one digit or two.
    """
    raws: dict[int, str] = {}
    for entry in entries(monthly_return):
        if entry.figure.evidence:
            place = entry.figure.evidence
            raws[place.line] = f"{raws.get(place.line, '')} {place.raw}"
    for run in _DIGITS.finditer(text):
        if len(run.group()) > 2 or run.group() in _DIGITS.findall(raws.get(_line(run), "")):
            yield run


def variants(text: str, monthly_return: MonthlyReturn) -> Iterator[tuple[str, re.Match[str], str]]:
    """The ways in which each figure can be wrong: the way, the run of digits, the text with it."""
    for run in runs(text, monthly_return):
        for way, wrong in _wrong(run.group()).items():
            yield way, run, f"{text[: run.start()]}{wrong}{text[run.end() :]}"
        if _NUMBER.fullmatch(run.group()):
            yield "the sign", run, _with_sign_moved(text, run)


def _wrong(printed: str) -> dict[str, str]:
    place = max(at for at, digit in enumerate(printed[: len(printed) // 2 + 1]) if digit.isdigit())
    before, digit, after = printed[:place], int(printed[place]), printed[place + 1 :]
    return {"a digit": f"{before}{(digit + 1) % 10}{after}", "a dropped digit": f"{before}{after}"}


def _with_sign_moved(text: str, run: re.Match[str]) -> str:
    before, after = text[: run.start()], text[run.end() :]
    if before.endswith("(") and after.startswith(")"):
        return f"{before[:-1]}{run.group()}{after[1:]}"
    return f"{before}({run.group()}){after}"


def _line(run: re.Match[str]) -> int:
    return run.string.count("\n", 0, run.start()) + 1


@cache
def changes(filing: str) -> tuple[Change, ...]:
    """Every change of a filing's text, converted."""
    text = text_of(filing)
    right = convert(text.encode(), filing).report
    return tuple(_change(right, way, run, wrong) for way, run, wrong in variants(text, right.monthly_return))


def _change(right: Report, way: str, run: re.Match[str], wrong: str) -> Change:
    place = (way, _line(run), run.group())
    try:
        came = convert(wrong.encode(), right.source).report
    except Refusal:
        return Change(*place, (), True, None)
    figures = differing(right.monthly_return, came.monthly_return)
    if not figures and not _is_read(right.monthly_return, run):
        figures = (UNREAD,)
    return Change(*place, figures, is_reported(figures, right, came), came.monthly_return)


def _is_read(monthly_return: MonthlyReturn, run: re.Match[str]) -> bool:
    """Whether some figure was read from the run: what then changes nothing is not wrong, as 2.0 in place of 2.00."""
    places = [entry.figure.evidence for entry in entries(monthly_return) if entry.figure.evidence]
    return any(place.line == _line(run) and run.group() in place.raw for place in places)


def differing(right: MonthlyReturn, came: MonthlyReturn) -> tuple[str, ...]:
    """The addresses where two returns say different things."""
    wanted, got = _said(right), _said(came)
    return tuple(address for address in dict.fromkeys((*wanted, *got)) if wanted.get(address) != got.get(address))


def _said(monthly_return: MonthlyReturn) -> dict[str, tuple[Any, ...]]:
    figures: dict[str, Figure[Any]] = {entry.address: entry.figure for entry in entries(monthly_return)}
    return {address: (figure.state, figure.value) for address, figure in figures.items()}


def is_reported(figures: tuple[str, ...], right: Report, came: Report) -> bool:
    """Whether a rule or finding that the right text does not have names one of the figures, or has no place to name."""
    new = _spoken(came) - _spoken(right)
    return any(address in figures or code in _WITHOUT_A_PLACE for code, address in new)


def _spoken(report: Report) -> set[tuple[str, str]]:
    """What is said of which figure: a rule's id with its reason, or the code of a finding."""
    speaking = [
        outcome for outcome in report.evaluation.outcomes if outcome.verdict in (Verdict.BROKEN, Verdict.EXPLAINED)
    ]
    of_rules = {(f"{item.rule}.{item.reason}", address) for item in speaking for address in item.addresses}
    return of_rules | {(finding.code, finding.figure) for finding in report.findings}


def uncovered(filing: str) -> tuple[Change, ...]:
    """The changes of a filing that make it say something else, of which nothing is reported."""
    return tuple(change for change in changes(filing) if change.figures and not change.is_reported)


def reason(change: Change) -> str:
    """Why no rule covers the figure that was changed.

    Raises:
        StopIteration: no reason is known, so the figure ought to be covered.
    """
    return next(why for path, why in REASONS if path == path_of(change.figures[0]))


def listed(filing: str) -> str:
    """The section of the list on one filing: how many changes are reported, and a table of the others."""
    made = [change for change in changes(filing) if change.figures or change.is_reported]
    rows: dict[tuple[str, str, str, int], list[str]] = {}
    for change in uncovered(filing):
        rows.setdefault((change.figures[0], change.printed, reason(change), change.line), []).append(change.way)
    lines = [
        f"| {line} | `{figure}` | {printed} | {', '.join(ways)} | {why} |"
        for (figure, printed, why, line), ways in rows.items()
    ]
    return "\n".join(
        [
            f"## {filing.rpartition('/')[2]}",
            "",
            f"{len(made)} changes say something else; {sum(change.is_reported for change in made)} are reported.",
            "",
            "| line | figure | printed | not reported | why |",
            "|---|---|---|---|---|",
            *lines,
        ]
    )


HEAD: Final = """# Figures that no rule covers

Made by `python -m tests.uncovered`, which needs the real filings beside the checkout; a test compares.

Each figure of the text of three real filings, and of the same returns typeset without damage, is made wrong in up to
three ways, one at a time: a digit is altered, a digit is lost, the sign moves. The text is then converted. A change is
reported where a broken or explained rule names the figure, where the figure is found damaged or cannot be placed, or
where the filing is refused. What is left is below, after a count of the kinds of figure in drawn returns, which have
every part of the form in use. The rules are those of one return; a figure of which only last month's return knows
better is covered when two returns are compared.
"""


def main() -> None:
    """Write the list."""
    kinds = (form.section() for form in FORMS)
    parts = [HEAD.strip(), *kinds, *(listed(filing) for filing in (*REAL, *TYPESET))]
    LIST.write_text("\n\n".join(parts) + "\n", "utf-8")


if __name__ == "__main__":
    main()
