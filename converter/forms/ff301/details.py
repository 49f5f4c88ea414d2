"""Section III of FF301, parts (A) to (E): rows under the head of each class of shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from converter.forms.capital import Block
from converter.forms.ff301 import captions
from converter.forms.ff301.captions import Section
from converter.forms.ff301.classes import Classes
from converter.forms.ff301.heads import (
    BLOCK_NUMBER,
    ROW_MARK,
    class_blocks,
    read_head,
    report_differing,
    report_strange,
    report_unread,
)
from converter.forms.ff301.parts import not_applicable
from converter.forms.ff301.rows import read_agreement, read_event, read_instrument, read_scheme
from converter.forms.ff301.table import RowText, row_texts
from converter.forms.ff301.totals import line_totals, totals_start
from converter.forms.figures import damaged, money
from converter.forms.lexer import VALUES, Kind
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span, ends_of
from converter.model import (
    Agreements,
    ClassKind,
    ClassLine,
    Convertible,
    Convertibles,
    Figure,
    LineTotal,
    Money,
    OtherMovements,
    Row,
    ShareOptions,
    State,
    Warrant,
    Warrants,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What tells one part from the others: its letter, its place in the model, and how a row is read."""

    letter: str
    section: Section
    field: str
    kind: type[Any]
    read_row: Callable[[Reading, RowText, int, dict[str, Any]], Row]


PARTS = (
    Part("A", Section.OPTIONS, "options", ShareOptions, read_scheme),
    Part("B", Section.WARRANTS, "warrants", Warrants, partial(read_instrument, Warrant)),
    Part("C", Section.CONVERTIBLES, "convertibles", Convertibles, partial(read_instrument, Convertible)),
    Part("D", Section.AGREEMENTS, "agreements", Agreements, read_agreement),
    Part("E", Section.OTHER_MOVEMENTS, "other_movements", OtherMovements, read_event),
)


def read_part(reading: Reading, part: Part, span: Span, classes: Classes) -> Any:
    """Read one part: its rows, class by class, and the totals at its foot."""
    end = totals_start(reading, part.letter, span)
    blocks = class_blocks(reading, {}, Span(span.start, end))
    blocks = [*_without_head(reading, Span(span.start, blocks[0].heading.start if blocks else end)), *blocks]
    heads = [read_head(reading, block) for block in blocks]
    known = classes.lines
    lines = classes.lines_of(heads)
    totals = line_totals(reading, part.letter, Span(end, span.end), classes, lines)
    rows: list[Row] = []
    lost = 0
    for block, head, line, stretch in zip(blocks, heads, lines, _stretches(reading, blocks, end), strict=True):
        if line in known:
            report_differing(reading, head, classes.first(line), part.letter)
        else:
            report_strange(reading, block, line, part.letter)
        texts = row_texts(reading, stretch)
        last = 0
        for text in texts:
            if text.number <= last:  # rows are numbered anew under each class: a head was lost
                line, last = ClassLine(ClassKind.NOT_STATED), text.number - 1
            lost += _tell_lost_rows(reading, part, last, text)
            last = text.number
            text.known, text.totals, text.sisters = _known(line, totals, len(texts)), _totals(line, totals), texts
            rows.append(part.read_row(reading, text, len(rows) + lost + 1, head.of_row(line)))
            report_unread(reading, block, line, f"{part.field}.rows[{rows[-1].key}]")
    figures: dict[str, Any] = {
        "not_applicable": not_applicable(reading, part.section, span),
        "rows": tuple(rows),
        "line_totals": totals,
    }
    if part.kind is ShareOptions:
        figures["funds_raised"] = _funds_raised(reading, Span(end, span.end))
    return part.kind(**figures)


def _without_head(reading: Reading, before: Span) -> list[Block]:
    """Rows that stand before the first head of a class, whose own head was lost, as a block of no known class."""
    mark = ROW_MARK.search(reading.form.text, *before)
    if mark is None:
        return []
    start = Span(mark.start(), mark.start())
    return [Block(start, [Segment("prose", start, Span(mark.start(), before.end))])]


def _tell_lost_rows(reading: Reading, part: Part, last: int, text: RowText) -> int:
    """How many rows were lost before one, by the number in its mark; they are told."""
    lost = text.number - last - 1
    if lost:
        rows = f"row {last + 1}" if lost == 1 else f"rows {last + 1} to {text.number - 1}"
        reading.missing(f"Part {part.letter}: {rows} of a class, for a row marked {text.number}) follows,", part.field)
    return lost


def _known(line: ClassLine, totals: tuple[LineTotal, ...], rows: int) -> dict[str, int]:
    """What the totals of a class tell of each of its rows: all where it has one row, or where nothing moved.

    Shares out of treasury count into both totals, so that neither tells of its column alone.
    """
    of_line = next((total for total in totals if total.share_class == line), None)
    if of_line is None or of_line.issued.value is None or of_line.treasury_shares.value:
        return {}
    if of_line.treasury_shares.state is State.DAMAGED:
        return {}
    issued = {"issued": of_line.issued.value} if rows == 1 or of_line.issued.value == 0 else {}
    return issued | {"treasury_shares": 0}


def _totals(line: ClassLine, totals: tuple[LineTotal, ...]) -> dict[str, int]:
    """The totals of a class that are printed, by column."""
    of_line = next((total for total in totals if total.share_class == line), LineTotal(share_class=line))
    printed = {"issued": of_line.issued.value, "treasury_shares": of_line.treasury_shares.value}
    return {name: value for name, value in printed.items() if value is not None}


def _stretches(reading: Reading, blocks: list[Block], end: int) -> list[Span]:
    """The stretch of each block, from its head to the number of the next one: "2. Class of shares"."""
    starts = [block.segments[0].caption.start for block in blocks]
    return [_before_number(reading, *ends) for ends in zip(starts, ends_of(starts, end), strict=True)]


def _before_number(reading: Reading, start: int, end: int) -> Span:
    number = BLOCK_NUMBER.search(reading.form.text[start:end])
    return Span(start, start + number.start() if number else end)


def _funds_raised(reading: Reading, foot: Span) -> tuple[Figure[Money], ...]:
    place = next(reading.form.find(captions.FUNDS_RAISED, *foot), None)
    if place is None:
        return ()
    tokens = reading.tokens(Span(place.end, foot.end))
    values = [token for token in takewhile(lambda token: token.kind is not Kind.WORD, tokens) if token.kind in VALUES]
    currencies = {token.currency for token in values}
    if len(values) > 1 and (None in currencies or len(currencies) < len(values)):  # one amount, cut
        return (damaged(reading.form, values[0].start, values[-1].end),)
    return tuple(money(reading.form, token) for token in values)
