"""Section III, part E: the ten types of other movements in issued share capital."""

from __future__ import annotations

import re

from converter.forms import captions
from converter.forms.captions import Section
from converter.forms.columns import TableRow, place
from converter.forms.figures import count, damaged, day, money
from converter.forms.legacy.below import cells_below
from converter.forms.legacy.fields import class_words, first_line, without
from converter.forms.legacy.movement_rows import KINDS, Row, rows_of
from converter.forms.legacy.part import class_totals, foot_of, not_applicable
from converter.forms.legacy.specified import specified
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, class_kind, of_kind
from converter.forms.rows import run_of
from converter.forms.text import Segment, Span
from converter.model import (
    BLANK,
    ClassKind,
    Figure,
    Money,
    MovementKind,
    OtherMovement,
    OtherMovements,
    State,
)

_STRAY = 1000
"""A number below this between the captions is a scanner's mark or a piece of "dd/mm/yyyy"."""
_LOOSE = re.compile(r"\d{1,2}")
_RANGE = re.compile(r"\s*(?:to|and|-|–|—|~|至|及)\s*", re.IGNORECASE)
_PRICE_CELL = re.compile(
    r"^[ \t]*(?:State[ ]*(?=\t)|(?:State[ ])?currency\b|[^\t\n]*?[$元][ ]?\d)[^\t\n]*\t", re.IGNORECASE | re.MULTILINE
)


def read_movements(reading: Reading, span: Span, closing: Span | None) -> OtherMovements:
    """Read part E; ``closing`` is the section behind it, into which a page break may throw its totals."""
    body, foot = foot_of(reading, "E", span)
    rows = rows_of(reading, body)
    absent = not_applicable(reading, Section.OTHER_MOVEMENTS, span)
    lost = [kind for kind in KINDS if kind not in {row.kind for row in rows}]
    if lost and not (absent.value and len(lost) == len(KINDS)):
        reading.missing(
            f"Part E: the row {' and the row '.join(repr(str(kind)) for kind in lost)}", "other_movements.rows"
        )
    values = [_row_values(reading, row) for row in rows]
    placed = place(reading.form, [TableRow(row) for row in values], 2)
    movements: dict[int, OtherMovement] = {}
    for row, run, cells in zip(rows, values, placed, strict=True):
        if cells is None:
            reading.unplaced(run, f"Part E, {row.kind}")
        movement = _movement(reading, row, run, cells or [None, None], movements)
        movements[movement.number] = movement
    note = reading.form.first([captions.CLOSING_NOTE], closing.start, closing.end) if closing else None
    orphans = Span(note.start, closing.end) if note and closing else None
    return OtherMovements(
        not_applicable=absent,
        rows=tuple(movements[number] for number in sorted(movements)),
        total=class_totals(reading, "E", foot, orphans),
    )


def _row_values(reading: Reading, row: Row) -> list[Token]:
    """The pair of values of a row: what stands before is a price, or a garbled print of the pair."""
    tokens = [
        token
        for segment in row.segments
        if segment.name != "price" or segment is row.segments[-1]
        for token in [*reading.tokens(segment.body), _border(segment)]
        if not token.currency and not _is_absent(reading, token)
    ]
    found = run_of(reading, tokens, 2)
    large = [token for token in tokens if token.number is not None and abs(token.number) >= _STRAY]
    stray = [token for token in large if token not in found]
    if stray:
        reading.unplaced(stray, f"Part E, {row.kind}")
    return found


def _border(segment: Segment) -> Token:
    """A caption divides values as a word does."""
    return Token(Kind.WORD, segment.body.end, segment.body.end)


def _movement(
    reading: Reading, row: Row, run: list[Token], cells: list[Token | None], taken: dict[int, OtherMovement]
) -> OtherMovement:
    kind = row.kind or MovementKind.OTHER
    number = KINDS.index(kind) + 1
    words = _class_of_shares(reading, row, run)
    event, last_event, approval = _dates(reading, row)
    return OtherMovement(
        number=number if number not in taken else max([*taken, len(KINDS)]) + 1,
        kind=kind,
        share_class=class_kind(words.value or ""),
        class_of_shares=words,
        specified=specified(reading, row.segments) if kind is MovementKind.OTHER else BLANK,
        price=_price(reading, row),
        event_date=day(reading.form, event),
        last_event_date=day(reading.form, last_event),
        approval_date=day(reading.form, approval),
        issued=count(reading.form, cells[0]),
        may_be_issued=count(reading.form, cells[1]),
    )


def _class_of_shares(reading: Reading, row: Row, run: list[Token]) -> Figure[str]:
    """The words behind the caption of the class, without the values of the row and a row's number that stand there."""
    for segment in row.segments:
        if segment.name == "class_of_shares":
            item = of_kind(reading.tokens(segment.body), Kind.ITEM)
            body = Span(segment.body.start, item.start if item else segment.body.end)
            pieces = cells_below(reading, segment, row.segments)
            pieces = pieces or without(body, [*run, *_price_cells(reading, body)])
            figure = class_words(reading, pieces, first_line(reading, pieces))
            if figure.state is State.NOT_APPLICABLE or class_kind(figure.value or "") is not ClassKind.NOT_STATED:
                return figure
    return BLANK


def _price_cells(reading: Reading, body: Span) -> list[Span]:
    """The cells with the rest of a wrapped "At price : State currency", which stands to the left of the class."""
    return [Span(*cell.span()) for cell in _PRICE_CELL.finditer(reading.form.text, *body)]


def _dates(reading: Reading, row: Row) -> tuple[Token | None, Token | None, Token | None]:
    """Date of the event, the last of several, EGM approval: the form prints them in this order.

    A flattened table tears dates from their captions but not from their order, and prints
    brackets where a date is blank.
    """
    dates = [
        (segment.name, token)
        for segment in row.segments
        for token in reading.tokens(segment.body)
        if token.kind in (Kind.DATE, Kind.NO_DATE) or _is_absent(reading, token)
    ]
    if len(dates) == 1:
        name, token = dates[0]
        if name in captions.MOVEMENT_KINDS:
            return None, None, None  # torn from its caption, and of its order nothing is left
        return (None, None, token) if name == "approval_date" else (token, None, None)
    tokens = [token for _, token in dates]
    if not tokens:
        return None, None, None
    events = [token for token in tokens[:-1] if token.kind is Kind.DATE] or tokens[:-1][:1]
    return events[0] if events else None, events[-1] if len(events) > 1 else None, tokens[-1]


def _is_absent(reading: Reading, token: Token) -> bool:
    """Whether a token is an N/A in the brackets for a date."""
    around = reading.form.text[token.start - 1 : token.start] + reading.form.text[token.end : token.end + 1]
    return token.kind is Kind.NOT_APPLICABLE and around == "()"


def _whole_price(reading: Reading, row: Row, price: Token) -> Token:
    """The price, damaged where digits stand alone in its cell in the line below: they may be its last ones."""
    below = reading.form.line_span(reading.form.line_span(price.end).end + 1)
    loose = [it for it in reading.tokens(below) if it.kind is Kind.NUMBER and _LOOSE.fullmatch(reading.text(it))]
    in_row = [it for it in loose if any(part.body.start <= it.start < part.body.end for part in row.segments)]
    cut = "." in reading.text(price) and len(in_row) == 1
    return price._replace(kind=Kind.DAMAGED, number=None) if cut else price


def _is_price(reading: Reading, segment: Segment, value: Token) -> bool:
    """Whether the first value behind the caption of the price is one: it has a currency, or stands in the same cell."""
    own = value.currency is not None or "\t" not in reading.form.text[segment.caption.end : value.start]
    return own and value.kind in (Kind.NUMBER, Kind.DAMAGED, Kind.NOT_APPLICABLE)


def _price(reading: Reading, row: Row) -> Figure[Money]:
    """The amount behind "At price"; in a wrapped cell, the one amount of money of the row.

    Of two prices with "to" between them neither is the price; a bare number in another cell is of another column.
    """
    for segment in row.segments:
        values = reading.values(segment.body) if segment.name == "price" else []
        first, second = [*(token for token in values if token.currency), None, None][:2]
        if first and second and _RANGE.fullmatch(reading.form.text, first.end, second.start):
            return damaged(reading.form, first.start, second.end)
        if values and _is_price(reading, segment, values[0]):
            return money(reading.form, _whole_price(reading, row, values[0]))
    amounts = [token for segment in row.segments for token in reading.values(segment.body) if token.currency]
    return money(reading.form, amounts[0]) if row.has("price") and len(amounts) == 1 else BLANK
