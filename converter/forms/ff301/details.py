"""Section III of FF301, parts (A) to (E): rows under the head of each class of shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from typing import Any

from converter.forms.capital import Block
from converter.forms.ff301 import captions
from converter.forms.ff301.alignment import align
from converter.forms.ff301.captions import Section
from converter.forms.ff301.classes import Classes, ClassHead
from converter.forms.ff301.head_findings import report_differing, report_strange, report_unread
from converter.forms.ff301.heads import BLOCK_NUMBER, ROW_MARK, class_blocks, read_head
from converter.forms.ff301.part_cells import agreement_cells, event_cells, instrument_cells, scheme_cells
from converter.forms.ff301.parts import not_applicable
from converter.forms.ff301.placings import Totals, beside, settle
from converter.forms.ff301.row_findings import (
    doubtful_from,
    tell_beside,
    tell_blank_totals,
    tell_differing,
    tell_doubtful,
    tell_lost_rows,
    tell_lost_totals,
)
from converter.forms.ff301.row_texts import row_texts
from converter.forms.ff301.rows import read_agreement, read_event, read_instrument, read_scheme
from converter.forms.ff301.table import RowCells, RowText
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
    cells: Callable[[Reading, RowText], RowCells]
    read_row: Callable[[Reading, RowText, RowCells, int, dict[str, Any]], Row]


PARTS = (
    Part("A", Section.OPTIONS, "options", ShareOptions, scheme_cells, read_scheme),
    Part("B", Section.WARRANTS, "warrants", Warrants, instrument_cells, partial(read_instrument, Warrant)),
    Part(
        "C", Section.CONVERTIBLES, "convertibles", Convertibles, instrument_cells, partial(read_instrument, Convertible)
    ),
    Part("D", Section.AGREEMENTS, "agreements", Agreements, agreement_cells, read_agreement),
    Part("E", Section.OTHER_MOVEMENTS, "other_movements", OtherMovements, event_cells, read_event),
)


class _Table:
    """The rows of one class in a part, under its head."""

    def __init__(
        self,
        reading: Reading,
        part: Part,
        block: Block,
        head: ClassHead,
        line: ClassLine,
        stretch: Span,
        totals: Totals,
    ) -> None:
        self.block, self.head, self.line, self.totals = block, head, line, totals
        self.texts = row_texts(reading, stretch)
        self.cells = [part.cells(reading, text) for text in self.texts]


@dataclass(slots=True)
class _Rows:
    """The rows of a part as far as they are read."""

    read: list[Row] = field(default_factory=list)
    counted: set[ClassLine] = field(default_factory=set)
    """The classes that they are of."""
    lost: int = 0
    """How many rows were lost before the last, by the numbers in their marks."""
    doubtful: int = 0
    """From where on rows may have been lost before one, with their class or the begin of the part."""


def read_part(reading: Reading, part: Part, span: Span, classes: Classes) -> Any:
    """Read one part: its rows, class by class, and the totals at its foot."""
    end = totals_start(reading, part.letter, span)
    blocks = class_blocks(reading, {}, Span(span.start, end))
    blocks = [*_without_head(reading, Span(span.start, blocks[0].heading.start if blocks else end)), *blocks]
    heads = [read_head(reading, block) for block in blocks]
    known = classes.lines
    lines = classes.lines_of(heads)
    totals = line_totals(reading, part.letter, Span(end, span.end), classes, lines)
    for block, line in zip(blocks, lines, strict=True):
        if any(total.share_class == line for total in totals):
            report_unread(reading, block, line, f"{part.field}.line_totals[{line}]")
    found = _Rows(doubtful=doubtful_from(reading, part.section, span))
    stretches = _stretches(reading, blocks, end)
    tables = [
        _Table(reading, part, *of_class, _totals(part, of_class[2], totals))
        for of_class in zip(blocks, heads, lines, stretches, strict=True)
    ]
    align(reading, [(table.cells, table.totals) for table in tables])
    for table in tables:
        if table.line in known:
            report_differing(reading, table.head, classes.first(table.line), part.letter)
        else:
            report_strange(reading, table.block, table.line, part.letter)
        _add_rows(reading, part, table, found)
    rows, counted = found.read, found.counted
    tell_lost_totals(reading, part.letter, part.field, counted - {total.share_class for total in totals})
    tell_blank_totals(reading, part.letter, part.field, totals, rows)
    absent = not_applicable(reading, part.section, span)
    if not rows and not totals and absent.value is None:
        reading.missing(f"What part {part.letter} holds, or the words 'Not applicable',", part.field)
    figures: dict[str, Any] = {
        "not_applicable": absent,
        "rows": tuple(rows),
        "line_totals": totals,
    }
    if part.kind is ShareOptions:
        figures["funds_raised"] = _funds_raised(reading, Span(end, span.end), applies=bool(rows))
    return part.kind(**figures)


def _add_rows(reading: Reading, part: Part, table: _Table, into: _Rows) -> None:
    """Read the rows of one class."""
    settle(table.cells, table.totals)
    line, last, first = table.line, 0, len(into.read)
    for text, of_text in zip(table.texts, table.cells, strict=True):
        if text.number <= last:  # rows are numbered anew under each class: a head was lost
            line, last = ClassLine(ClassKind.NOT_STATED), text.number - 1
        into.counted.add(line)
        into.lost += tell_lost_rows(reading, part.letter, part.field, last, text.number)
        last = text.number
        row = part.read_row(reading, text, of_text, len(into.read) + into.lost + 1, table.head.of_row(line))
        into.read.append(row)
        if text.span.start >= into.doubtful:
            tell_doubtful(reading, part.field, row)
        if text.differing:
            tell_differing(reading, part.field, row, text.differing)
        report_unread(reading, table.block, line, f"{part.field}.rows[{row.key}]")
    for place, column, other in beside(table.cells, table.totals):
        tell_beside(reading, part.field, into.read[first + place], table.cells[place].by_column[column], column, other)


def _without_head(reading: Reading, before: Span) -> list[Block]:
    """Rows that stand before the first head of a class, whose own head was lost, as a block of no known class."""
    mark = ROW_MARK.search(reading.form.text, *before)
    if mark is None:
        return []
    start = Span(mark.start(), mark.start())
    return [Block(start, [Segment("prose", start, Span(mark.start(), before.end))])]


def _totals(part: Part, line: ClassLine, totals: tuple[LineTotal, ...]) -> Totals:
    """What the totals of a class tell of the columns of its rows.

    In parts A to D shares out of treasury count into both totals, the second of which is then below zero.
    """
    of_line = next((total for total in totals if total.share_class == line), LineTotal(share_class=line))
    issued, treasury = of_line.issued.value, of_line.treasury_shares.value
    printed: dict[tuple[str, ...], int | None]
    if part.letter == "E":
        printed = {("issued",): issued, ("treasury_shares",): treasury}
    elif issued is None or of_line.treasury_shares.state is State.DAMAGED:
        printed = {}
    else:
        printed = {("issued", "treasury_shares"): issued, ("treasury_shares",): -(treasury or 0)}
    return [(columns, total) for columns, total in printed.items() if total is not None]


def _stretches(reading: Reading, blocks: list[Block], end: int) -> list[Span]:
    """The stretch of each block, from its head to the number of the next one: "2. Class of shares"."""
    starts = [block.segments[0].caption.start for block in blocks]
    return [_before_number(reading, *ends) for ends in zip(starts, ends_of(starts, end), strict=True)]


def _before_number(reading: Reading, start: int, end: int) -> Span:
    number = BLOCK_NUMBER.search(reading.form.text[start:end])
    return Span(start, start + number.start() if number else end)


def _funds_raised(reading: Reading, foot: Span, *, applies: bool) -> tuple[Figure[Money], ...]:
    """The funds raised, whose line the form prints wherever part A ``applies``."""
    place = next(reading.form.find(captions.FUNDS_RAISED, *foot), None)
    if place is None:
        if applies:
            reading.missing(
                "The line 'Total funds raised during the month from exercise of options'", "options.funds_raised"
            )
        return ()
    tokens = reading.tokens(Span(place.end, foot.end))
    values = [token for token in takewhile(lambda token: token.kind is not Kind.WORD, tokens) if token.kind in VALUES]
    values = reading.without_end_of_page(values)
    currencies = {token.currency for token in values}
    if len(values) > 1 and (None in currencies or len(currencies) < len(values)):  # one amount, cut
        return (damaged(reading.form, values[0].start, values[-1].end),)
    return tuple(money(reading.form, token) for token in values)
