"""The cells of the rows of section III of FF301, part by part: what columns a part has, and what rule its rows obey."""

from __future__ import annotations

from converter.forms.ff301 import captions
from converter.forms.ff301.arithmetic import (
    no_rule,
    not_negative,
    of_event,
    of_instrument,
    of_scheme,
    rolls_forward,
)
from converter.forms.ff301.kinds import named_kind
from converter.forms.ff301.row_cells import cells_of
from converter.forms.ff301.table import Columns, RowCells, RowText
from converter.forms.figures import text_of_pieces
from converter.forms.lexer import Kind, Token
from converter.forms.near import find_near
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import MovementKind

BEHIND_OPTIONS = ("closing", "issued", "treasury_shares", "may_be_issued", "may_be_granted")
BEHIND_AMOUNTS = ("closing", "issued", "treasury_shares", "may_be_issued")
BEHIND_AGREEMENTS = ("issued", "treasury_shares", "may_be_issued")
_EVENT_LEAD = ("text", "currency", "price", "event", "approval")
EVENT_COLUMNS = ("issued", "treasury_shares", "may_be_issued", "not_yet_cancelled")
_INTO_TREASURY = (MovementKind.REPURCHASE_INTO_TREASURY, MovementKind.SALE_OF_TREASURY_SHARES)


def scheme_cells(reading: Reading, row: RowText) -> RowCells:
    """The cells of a share option scheme."""
    columns = Columns(("text", "opening"), _order(reading, BEHIND_OPTIONS), rolls_forward)
    cells = cells_of(reading, row, before_approval(reading, row.span), columns)
    cells.prefer(of_scheme)
    return cells


def instrument_cells(reading: Reading, row: RowText) -> RowCells:
    """The cells of a class of warrants or of convertibles."""
    segments = instrument_fields(reading, row)
    body = Span(row.span.start, min(segments[0].caption.start if segments else row.span.end, row.span.end))
    price = next((price_of(reading, it.body) for it in segments if it.name == "subscription_price"), None)
    columns = Columns(("text", "currency", "opening"), _order(reading, BEHIND_AMOUNTS), rolls_forward)
    cells = cells_of(reading, row, body, columns)
    currency = currency_of(cells)
    same = price is not None and currency is not None and price.currency in (currency.currency, None)
    cells.prefer(of_instrument(price.number if price and same else None))
    return cells


def agreement_cells(reading: Reading, row: RowText) -> RowCells:
    """The cells of any other agreement or arrangement."""
    columns = Columns(("text", "approval"), _order(reading, BEHIND_AGREEMENTS), not_negative)
    return cells_of(reading, row, before_approval(reading, row.span), columns)


def event_cells(reading: Reading, row: RowText) -> RowCells:
    """The cells of an event of part E.

    On a flattened page, one number is the change that the event makes, four are all columns, and two are the
    issued and the treasury shares where the event moves shares between them. Shares that are not yet cancelled have
    a column of their own, whatever else is printed in their row.
    """
    order = _event_order(reading)
    cells = cells_of(reading, row, row.span, Columns(_EVENT_LEAD, order, no_rule))
    words = text_of_pieces(reading.form, cells.text).value if cells.text else None
    named = _columns_by_kind(named_kind(words or ""), len(cells.values), order)
    cells.prefer(lambda way, moved: of_event(way, moved) and (not named or {*named} <= {*way}))
    cells.proven = False  # a kind tells the column where there is no total, not against one
    return cells


def instrument_fields(reading: Reading, row: RowText) -> list[Segment]:
    """The fields that the form prints under a warrant or a convertible."""
    return reading.form.segments(captions.INSTRUMENT_FIELDS, row.fields)


def price_of(reading: Reading, span: Span) -> Token | None:
    """The subscription price in its field."""
    return next((token for token in reading.values(span) if token.kind is not Kind.NIL), None)


def currency_of(cells: RowCells) -> Token | None:
    """What tells the currency of a row: the column of the currency, else an amount that names its own."""
    return cells.currency or next((token for token in cells.by_column.values() if token.currency), None)


def before_approval(reading: Reading, span: Span) -> Span:
    """A row up to the caption of its approval date."""
    place = approval_caption(reading, span)
    return Span(span.start, place.start) if place else span


def approval_caption(reading: Reading, span: Span) -> Span | None:
    """Where the caption of a row's approval date is printed, be it with a letter wrong."""
    found = next(reading.form.find(captions.APPROVAL, *span), None)
    return found or next(find_near(reading.form, captions.APPROVAL, span), None)


def _event_order(reading: Reading) -> tuple[str, ...]:
    """The columns of numbers: before v1.1 there are two."""
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None)
    return EVENT_COLUMNS if treasury else ("issued", "may_be_issued")


def _columns_by_kind(kind: MovementKind, width: int, order: tuple[str, ...]) -> tuple[str, ...]:
    if width == len(order):
        return order
    if kind is MovementKind.PENDING_CANCELLATION:
        return ("not_yet_cancelled",)
    if width == 1:
        return ("issued",)
    return ("issued", "treasury_shares") if width == 2 and kind in _INTO_TREASURY else ()


def _order(reading: Reading, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns behind the movements: before v1.1 there are none for treasury shares."""
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None)
    return columns if treasury else tuple(name for name in columns if name != "treasury_shares")
