"""What is told of the rows of a part of FF301: those that are lost, printed twice, or may be others than they seem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.lost_pages import lost_pages
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Span
from converter.model import BLANK, ClassKind, ClassLine, LineTotal, Row, State


def doubtful_from(reading: Reading, section: Section, span: Span) -> int:
    """From where on other rows may be lost before a row: behind a heading that was not found, and behind lost pages."""
    if next(reading.form.find(captions.HEADINGS[section], *span), None) is None:
        return span.start
    places = (lost.place for lost in lost_pages(reading.form))
    return min((place for place in places if place is not None and span.start <= place < span.end), default=span.end)


def tell_lost_rows(reading: Reading, letter: str, address: str, last: int, number: int) -> int:
    """How many rows were lost before one, by the number in its mark; they are told."""
    lost = number - last - 1
    if lost:
        rows = f"row {last + 1}" if lost == 1 else f"rows {last + 1} to {number - 1}"
        reading.missing(f"Part {letter}: {rows} of a class, for a row marked {number}) follows,", address)
    return lost


def tell_doubtful(reading: Reading, address: str, row: Row) -> None:
    """Tell a row before which others may be lost: the number under which it is reported may be that of another."""
    message = f"{_named(row)}: rows that stood before it may be lost, so its number may be another."
    hint = "Count the rows of the part in the published return."
    reading.warn("row-number-doubtful", message, hint, figure=f"{address}.rows[{row.key}]")


def tell_differing(reading: Reading, address: str, row: Row, other: Span) -> None:
    """Tell a row that is printed twice, with numbers that differ."""
    message = f"{_named(row)}: it is printed twice, and not with the same numbers."
    hint = "Compare both with the published return; the one that prints more is what is reported."
    tokens = reading.tokens(other)
    evidence = reading.evidence_of(tokens) if tokens else None
    reading.warn("row-printed-twice", message, hint, figure=f"{address}.rows[{row.key}]", evidence=evidence)


def tell_beside(reading: Reading, address: str, row: Row, token: Token, column: str, other: str) -> None:
    """Tell a number that breaks a rule of the form in its column, and would not in another; if that is blank, both."""
    message = f"{_named(row)}: with {reading.text(token).strip()} as its {other}, the sums of the form would hold."
    hint = "Compare the columns of the row with the published return: two cells may be exchanged."
    for name in (other, column) if getattr(row, other).state is State.BLANK else (other,):
        figure = f"{address}.rows[{row.key}].{name}"
        reading.warn("column-doubtful", message, hint, figure=figure, evidence=reading.evidence_of([token]))


def tell_lost_totals(reading: Reading, letter: str, address: str, lost: set[ClassLine]) -> None:
    """Tell the classes of rows whose total was not found: what stands before it may be lost with it."""
    for line in sorted(lost - {ClassLine(ClassKind.NOT_STATED)}):
        reading.missing(f"Part {letter}: the total of {line}, with the rows that may go before,", address)


def tell_blank_totals(
    reading: Reading, letter: str, address: str, totals: Iterable[LineTotal], rows: Sequence[Row]
) -> None:
    """Tell the totals without a number whose rows move shares, and where that number is printed in a row instead."""
    for total in totals:
        line = total.share_class
        of_class = [row for row in rows if (row.share_class, row.line) == (line.kind, line.line)]
        for column in ("issued", "treasury_shares"):
            moved = sum(getattr(row, column).value or 0 for row in of_class)
            if not moved or getattr(total, column).state is not State.BLANK:
                continue
            name = f"Part {letter}: the number of the total of {line}, whose rows make {moved:,},"
            reading.missing(name, f"{address}.line_totals[{line}].{column}")
            for row, beside in product(rows, ("may_be_issued", "not_yet_cancelled")):
                figure = getattr(row, beside, BLANK)
                if figure.value == moved:
                    message = f"{_named(row)}: {moved:,} may be the total of {line}, which has no number."
                    hint = "Compare the row and the total with the published return: two cells may be exchanged."
                    at = f"{address}.rows[{row.key}].{beside}"
                    reading.warn("column-doubtful", message, hint, figure=at, evidence=figure.evidence)


def _named(row: Row) -> str:
    return f"Part {row.part}, row {row.number}"
