"""The rows of section III of FF301, part by part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.placings import sure_placings
from converter.forms.ff301.row_cells import cells_of
from converter.forms.ff301.table import RowCells, RowText
from converter.forms.ff301.table import cells as cells_in
from converter.forms.figures import count, day, money, text_of_pieces
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.stock_codes import stock_code
from converter.forms.text import Span, fold
from converter.model import (
    BLANK,
    Agreement,
    Convertible,
    Figure,
    Money,
    MovementKind,
    OptionScheme,
    OtherMovement,
    State,
    Warrant,
)

_BEHIND_OPTIONS = ("closing", "issued", "treasury_shares", "may_be_issued", "may_be_granted")
_BEHIND_AMOUNTS = ("closing", "issued", "treasury_shares", "may_be_issued")
_BEHIND_AGREEMENTS = ("issued", "treasury_shares", "may_be_issued")
_EVENT_LEAD = ("text", "currency", "price", "event", "approval")
_EVENT_COLUMNS = ("issued", "treasury_shares", "may_be_issued", "not_yet_cancelled")
_INTO_TREASURY = (MovementKind.REPURCHASE_INTO_TREASURY, MovementKind.SALE_OF_TREASURY_SHARES)
_OPTION_KINDS = {
    "granted": ("grant", "授出"),
    "exercised": ("exercis", "行使"),
    "cancelled": ("cancel", "註銷"),
    "lapsed": ("laps", "expire", "forfeit", "失效"),
}
_OTHER_WORDS = ("other", "adjust", "其他", "調整")
_AMOUNT_KINDS = {
    "newly_issued": ("issued", "發行"),
    "settled": ("convert", "exercis", "轉換", "行使"),
    "retired": (
        *("redeem", "repurchas", "cancel", "laps", "expire", "matur"),
        *("贖回", "購回", "註銷", "失效", "到期"),
    ),
}
_EVENT_KINDS = (
    (MovementKind.PENDING_CANCELLATION, r"not yet cancelled|尚未[註注][銷销]"),
    (MovementKind.REPURCHASE_INTO_TREASURY, r"(?:repurchase|購回|購回|购回|回購|回购).*(?:treasury|庫存|库存)"),
    (MovementKind.SALE_OF_TREASURY_SHARES, r"(?:sale|sold|transfer|cancellation).*treasury|庫存股份|库存股份"),
    (MovementKind.REPURCHASE, r"repurchase|buy-?back|購回|购回|回購|回购"),
    (MovementKind.REDEMPTION, r"redemption|贖回|赎回"),
    (MovementKind.RIGHTS_ISSUE, r"rights issue|供股"),
    (MovementKind.OPEN_OFFER, r"open offer|公開發售|公开发售"),
    (MovementKind.PLACING, r"placing|配售"),
    (MovementKind.BONUS_ISSUE, r"bonus issue|紅股|红股|派送"),
    (MovementKind.SCRIP_DIVIDEND, r"scrip dividend|以股代息"),
    (MovementKind.CONSIDERATION_ISSUE, r"consideration|代價|代价"),
    (MovementKind.CAPITAL_REORGANISATION, r"reorgani[sz]ation|consolidation|subdivision|合併|合并|分拆|重組|重组"),
)
_CAPTION_REST = re.compile(
    r"(?:[\s:]*(?:[(（][^)）\n]*[)）]"
    r"|(?:on the|on SEHK|Exchange|SEHK|applicable|if listed|上市|如)[^\t\n)）]*[)）]))+[\s:]*"
    r"|[\s:]*(?:[(（]|on the|on SEHK|if listed|上市|如)[^\t\n)）]*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\S+(?: \S+)*")
_TREASURY_WORDS = ("treasury", "庫存")


def read_scheme(reading: Reading, row: RowText, number: int, of_row: dict[str, Any]) -> OptionScheme:
    """A share option scheme. FF301 signs every movement; reductions are kept as numbers of options."""
    approval, body = _approval(reading, row.span)
    cells = cells_of(reading, row, body, _order(reading, _BEHIND_OPTIONS))
    moved = _by_kind(cells, _OPTION_KINDS, "exercised_from_treasury")
    _report(reading, cells, f"Part A, row {number}")
    figures: dict[str, Any] = {
        name: count(reading.form, token) if name == "other_movement" else _magnitude(count(reading.form, token))
        for name, token in moved.items()
    }
    return OptionScheme(
        number=number,
        approval_date=approval,
        particulars=_text(reading, cells),
        **of_row,
        **_counts(reading, cells, ("opening", *_BEHIND_OPTIONS)),
        **figures,
    )


def read_instrument(
    kind: type[Warrant] | type[Convertible], reading: Reading, row: RowText, number: int, of_row: dict[str, Any]
) -> Warrant | Convertible:
    """A class of warrants or of convertibles: the row, and the fields that the form prints under it."""
    segments = reading.form.segments(captions.INSTRUMENT_FIELDS, row.span)
    fields = {segment.name: segment.body for segment in reversed(segments)}
    body = Span(row.span.start, segments[0].caption.start if segments else row.span.end)
    cells = cells_of(reading, row, body, _order(reading, _BEHIND_AMOUNTS), ("text", "currency", "opening"))
    _report(reading, cells, f"Part {kind.part}, row {number}")
    marked = cells.currency or next((token for token in cells.by_column.values() if token.currency), None)
    currency = marked.currency if marked else None
    amounts: dict[str, Any] = {
        name: money(reading.form, cells.by_column.get(name), currency) for name in ("opening", "closing")
    }
    for name, token in _by_kind(cells, _AMOUNT_KINDS, "").items():
        figure = money(reading.form, token, currency)
        settled = "exercised" if kind is Warrant else "converted"
        amounts[settled if name == "settled" else name] = figure if name == "other_movement" else _magnitude(figure)
    if kind is Warrant:
        amounts["expiry_date"] = _date(reading, fields.get("expiry_date"))
    return kind(
        number=number,
        description=_text(reading, cells),
        instrument_type=_line(reading, fields.get("instrument_type")),
        stock_code=stock_code(reading, _field(reading, fields.get("stock_code"))),
        currency=_currency(reading, marked),
        subscription_price=_price(reading, fields.get("subscription_price")),
        approval_date=_date(reading, fields.get("approval_date")),
        **of_row,
        **amounts,
        **_counts(reading, cells, _BEHIND_AMOUNTS[1:]),
    )


def read_agreement(reading: Reading, row: RowText, number: int, of_row: dict[str, Any]) -> Agreement:
    """Any other agreement or arrangement to issue shares."""
    approval, body = _approval(reading, row.span)
    cells = cells_of(reading, row, body, _order(reading, _BEHIND_AGREEMENTS), ("text", "approval"))
    _report(reading, cells, f"Part D, row {number}")
    if approval.state is State.BLANK:
        approval = day(reading.form, cells.dates.get("approval") or cells.dates.get("event"))
    return Agreement(
        number=number,
        approval_date=approval,
        particulars=_text(reading, cells),
        **of_row,
        **_counts(reading, cells, _BEHIND_AGREEMENTS),
    )


def read_event(reading: Reading, row: RowText, number: int, of_row: dict[str, Any]) -> OtherMovement:
    """An event that changed the issued or the treasury shares."""
    cells = cells_of(reading, row, row.span, _event_order(reading), _EVENT_LEAD)
    if cells.flattened:
        _place_by_number(reading, row, cells)
    words = _text(reading, cells)
    _report(reading, cells, f"Part E, row {number}")
    return OtherMovement(
        number=number,
        kind=_event_kind(words.value or ""),
        specified=words,
        price=money(reading.form, cells.by_column.get("price"), cells.currency.currency if cells.currency else None),
        event_date=day(reading.form, cells.dates.get("event")),
        approval_date=day(reading.form, cells.dates.get("approval")),
        **of_row,
        **_counts(reading, cells, _EVENT_COLUMNS),
    )


def _event_order(reading: Reading) -> tuple[str, ...]:
    """The columns of numbers: before v1.1 there are two."""
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None)
    return _EVENT_COLUMNS if treasury else ("issued", "may_be_issued")


def _place_by_number(reading: Reading, row: RowText, cells: RowCells) -> None:
    """On a flattened page: what the totals of the class tell of all of its events at once.

    Without totals, one number is the change that the event makes, four are all columns, and two are the
    issued and the treasury shares where the event moves shares between them; otherwise they cannot be told.
    """
    order = _event_order(reading)
    numbers = _numbers_of(cells)
    priced = [token for token in [*cells.unplaced, *cells.by_column.values()] if token.currency]
    if row.totals:
        events = [_numbers_of(cells_of(reading, it, it.span, order, _EVENT_LEAD)) for it in row.sisters]
        placed = sure_placings(events, order, row.totals)[row.sisters.index(row)]
    else:
        kind = _event_kind(_text(reading, cells).value or "")
        columns = _columns_by_kind(kind, len(numbers), order)
        placed = dict(zip(columns, numbers, strict=bool(columns)))
    cells.by_column = ({"price": priced[0]} if priced else {}) | placed
    cells.unplaced = [token for token in numbers if token not in placed.values()]


def _numbers_of(cells: RowCells) -> list[Token]:
    """The numbers of shares of an event, in their order; an amount has a currency."""
    values = sorted([*cells.unplaced, *cells.by_column.values()], key=lambda token: token.start)
    return [token for token in values if not token.currency]


def _columns_by_kind(kind: MovementKind, width: int, order: tuple[str, ...]) -> tuple[str, ...]:
    if width == len(order):
        return order
    if width == 1:
        return ("not_yet_cancelled",) if kind is MovementKind.PENDING_CANCELLATION else ("issued",)
    return ("issued", "treasury_shares") if width == 2 and kind in _INTO_TREASURY else ()


def _event_kind(words: str) -> MovementKind:
    lowered = " ".join(words.lower().split())
    return next((kind for kind, pattern in _EVENT_KINDS if re.search(pattern, lowered)), MovementKind.OTHER)


def _order(reading: Reading, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns behind the movements: before v1.1 there are none for treasury shares."""
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None)
    return columns if treasury else tuple(name for name in columns if name != "treasury_shares")


def _by_kind(cells: RowCells, kinds: dict[str, tuple[str, ...]], from_treasury: str) -> dict[str, Token]:
    """The movements by the field that their kind names; one without a kind, or the second of one, cannot be placed.

    ``from_treasury`` is the field of options exercised for treasury shares, which have a line of their own.
    """
    found: dict[str, Token] = {}
    for words, token in cells.movements:
        folded = fold(words)
        name = next((name for name, marks in kinds.items() if _has(folded, marks)), "")
        name = name or ("other_movement" if _has(folded, _OTHER_WORDS) else "")
        if name == "exercised" and from_treasury and _has(folded, _TREASURY_WORDS):
            name = from_treasury
        if not name or name in found:
            cells.unplaced.append(token)
        else:
            found[name] = token
    return found


def _has(folded: str, marks: tuple[str, ...]) -> bool:
    return any(fold(mark) in folded for mark in marks)


def _magnitude(figure: Figure[Any]) -> Figure[Any]:
    """A reduction as a number without its sign: its kind says what it is."""
    if isinstance(figure.value, Money):
        return replace(figure, value=Money(abs(figure.value.amount), figure.value.currency))
    return figure if figure.value is None else replace(figure, value=abs(figure.value))


def _counts(reading: Reading, cells: RowCells, names: tuple[str, ...]) -> dict[str, Any]:
    """The numbers of shares in these columns."""
    return {name: count(reading.form, cells.by_column.get(name)) for name in names}


def _text(reading: Reading, cells: RowCells) -> Figure[str]:
    """The words of a row."""
    return text_of_pieces(reading.form, cells.text) if cells.text else BLANK


def _report(reading: Reading, cells: RowCells, where: str) -> None:
    if cells.unplaced:
        reading.unplaced(sorted(cells.unplaced, key=lambda token: token.start), where)


def _approval(reading: Reading, span: Span) -> tuple[Figure[Any], Span]:
    """The approval date behind its caption, and the stretch before it."""
    place = next(reading.form.find(captions.APPROVAL, *span), None)
    if place is None:
        return BLANK, span
    return _date(reading, Span(place.end, span.end)), Span(span.start, place.start)


def _date(reading: Reading, span: Span | None) -> Figure[Any]:
    return day(reading.form, of_kind(reading.tokens(span), Kind.DATE)) if span else BLANK


def _field(reading: Reading, span: Span | None) -> Span:
    """The first piece of a field that is not the rest of its caption: "(if listed on the Exchange) (Note 1)"."""
    for cell in cells_in(reading, span) if span else ():
        for match in _PIECE.finditer(reading.form.text, *cell):
            rest = _CAPTION_REST.match(match.group())
            start = match.start() + (rest.end() if rest else 0)
            if start < match.end():
                return Span(start, match.end())
    return Span(0, 0)


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    cell = _field(reading, span)
    return text_of_pieces(reading.form, [cell]) if cell.end else BLANK


def _price(reading: Reading, span: Span | None) -> Figure[Money]:
    values = [token for token in reading.values(span) if token.kind is not Kind.NIL] if span else []
    return money(reading.form, values[0]) if values else BLANK


def _currency(reading: Reading, token: Token | None) -> Figure[str]:
    if token is None or token.currency is None:
        return BLANK
    return Figure(State.STATED, token.currency, reading.form.evidence(token.start, token.end, token.origin))
