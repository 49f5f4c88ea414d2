"""The account of a form's numbers: a printed number that no figure took is told, so that none is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from converter.evidence import Evidence
from converter.findings import Finding, Severity
from converter.forms.lexer import NUMBERS, Kind, Token
from converter.forms.reading import Reading
from converter.forms.rows import may_begin_item
from converter.forms.text import Span
from converter.model import MonthlyReturn
from converter.reading.layout import NARROW
from converter.walk import entries

Account = Callable[[], None]
"""Gives the account of a form that was read: adds to its findings, where somebody reads them."""

_SMALL = Decimal(1000)
"""Below this a number in words is seldom a figure: a price, a percentage, a number of years."""
_LARGE = Decimal(10_000)
"""From this on a number is no year."""
_CELL_BEGINS = re.compile(r"(?:^|[\t\n]| {2})[ ]?$")
_CELL_ENDS = re.compile(r"[ ]?(?:[\t\n]| {2}|$)")


def tell_unread_numbers(reading: Reading, stretches: Mapping[str, Span], monthly_return: MonthlyReturn) -> None:
    """Tell every number and date printed in ``stretches`` that stands neither in a figure nor in a finding.

    ``stretches`` are named as the findings shall name them. One finding tells the numbers of one line.
    """
    taken = _Taken(reading, monthly_return)
    for name, span in stretches.items():
        left = (token for token in reading.numbers(span) if _counts(reading, token) and not taken.holds(token))
        for _, line in groupby(left, key=lambda token: reading.form.line_index(token.start)):
            reading.findings.append(_finding(reading, name, list(line)))


def _counts(reading: Reading, token: Token) -> bool:
    """Whether a number or a date is no mark of the form's own.

    ``1)`` is the end of a mark such as ``(Note 1)`` that a line broke; a ``1`` alone in a row's first cell numbers it.
    """
    if re.fullmatch(r"\d\)", reading.text(token).strip()):
        return False
    return not (token.number and may_begin_item(reading, token) and _is_alone(reading, token))


def _is_alone(reading: Reading, token: Token) -> bool:
    """Whether the line is divided into cells, and holds no other number."""
    others = reading.values(reading.form.line_span(token.start)) if reading.form.in_cells(token.start) else []
    return [other.start for other in others if other.kind in NUMBERS] == [token.start]


class _Taken:
    """The places whose print has become a figure or is told by a finding."""

    def __init__(self, reading: Reading, monthly_return: MonthlyReturn) -> None:
        self._reading = reading
        self._places: dict[int, list[tuple[Span, str | None]]] = {}
        for evidence, words in _evidence(reading.findings, monthly_return):
            span = reading.form.span_of(evidence)
            for line in range(reading.form.line_index(span.start), reading.form.line_index(span.end) + 1):
                self._places.setdefault(line, []).append((span, words))

    def holds(self, token: Token) -> bool:
        """Whether a token stands in a figure; in a text, whether the text has kept it."""
        if token.start in self._reading.repeated:
            return True
        printed = " ".join(self._reading.text(token).split())
        near = self._places.get(self._reading.form.line_index(token.start), [])
        return any(
            span.start < token.end
            and token.start < span.end
            and (words is None or (printed in words and not self._fills_line(token)))
            for span, words in near
        )

    def _fills_line(self, token: Token) -> bool:
        """Whether a number too large for a year fills its line: it is a cell of its own that a text has swallowed."""
        line = self._reading.form.line_span(token.start)
        alone = self._reading.form.text[line.start : line.end].strip() == self._reading.text(token).strip()
        return alone and abs(token.number or Decimal(0)) >= _LARGE


def _evidence(findings: Iterable[Finding], monthly_return: MonthlyReturn) -> Iterator[tuple[Evidence, str | None]]:
    """Every piece of evidence, and the words where it is that of a text."""
    for finding in findings:
        if finding.evidence:
            yield finding.evidence, None
    for entry in entries(monthly_return):
        figure = entry.figure
        if figure.evidence:
            # A stock code and a currency are texts that the reader has written anew.
            free = isinstance(figure.value, str) and not entry.address.endswith(("stock_code", "currency"))
            yield figure.evidence, str(figure.value).translate(NARROW) if free else None


def _finding(reading: Reading, name: str, tokens: list[Token]) -> Finding:
    evidence = reading.evidence_of(tokens)
    grave = any(_is_grave(reading, token) for token in tokens)
    return Finding(
        "number-not-read",
        Severity.WARNING if grave else Severity.INFO,
        f"{name}: {evidence.raw!r} is printed, and no figure of the form was read from it.",
        "Read the line in the published return.",
        evidence=evidence,
    )


def _is_grave(reading: Reading, token: Token) -> bool:
    """Whether it may well be a figure: a large number, or a date or an amount, however small, in its own cell."""
    if token.kind is Kind.DAMAGED:
        return True
    if token.kind is Kind.DATE:
        return _fills_cell(reading, token)
    if token.number is None:
        return False
    return _fills_cell(reading, token) if token.currency else abs(token.number) >= _SMALL


def _fills_cell(reading: Reading, token: Token) -> bool:
    text = reading.form.text
    begins = _CELL_BEGINS.search(text[max(0, token.start - 3) : token.start])
    return begins is not None and _CELL_ENDS.match(text, token.end) is not None
