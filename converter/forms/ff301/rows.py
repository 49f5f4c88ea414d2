"""The rows of section III of FF301, part by part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from converter.forms.ff301.kinds import AMOUNT_KINDS, OPTION_KINDS, by_kind, event_kind
from converter.forms.ff301.part_cells import (
    BEHIND_AGREEMENTS,
    BEHIND_AMOUNTS,
    BEHIND_OPTIONS,
    EVENT_COLUMNS,
    approval_caption,
    currency_of,
    instrument_fields,
    price_of,
)
from converter.forms.ff301.table import RowCells, RowText
from converter.forms.ff301.table import cells as cells_in
from converter.forms.figures import count, damaged, day, money, text_of_pieces
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.stock_codes import stock_code
from converter.forms.text import Span
from converter.model import (
    BLANK,
    Agreement,
    Convertible,
    Figure,
    Money,
    OptionScheme,
    OtherMovement,
    State,
    Warrant,
)

_CAPTION_REST = re.compile(
    r"(?:[\s:]*(?:[(（][^)）\n]*[)）]"
    r"|(?:on the|on SEHK|Exchange|SEHK|applicable|if listed|上市|如)[^\t\n)）]*[)）]))+[\s:]*"
    r"|[\s:]*(?:[(（]|on the|on SEHK|if listed|上市|如)[^\t\n)）]*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\S+(?: \S+)*")


def read_scheme(reading: Reading, row: RowText, cells: RowCells, number: int, of_row: dict[str, Any]) -> OptionScheme:
    """A share option scheme. FF301 signs every movement; reductions are kept as numbers of options."""
    moved = by_kind(cells.movements, OPTION_KINDS, "exercised_from_treasury")
    _report(reading, cells, moved, f"Part A, row {number}")
    figures: dict[str, Any] = {
        name: count(reading.form, token) if name == "other_movement" else _magnitude(count(reading.form, token))
        for name, token in moved.items()
    }
    return OptionScheme(
        number=number,
        approval_date=_approval(reading, row.fields),
        particulars=_text(reading, cells),
        **of_row,
        **_counts(reading, cells, ("opening", *BEHIND_OPTIONS)),
        **figures,
    )


def read_instrument(
    kind: type[Warrant] | type[Convertible],
    reading: Reading,
    row: RowText,
    cells: RowCells,
    number: int,
    of_row: dict[str, Any],
) -> Warrant | Convertible:
    """A class of warrants or of convertibles: the row, and the fields that the form prints under it."""
    fields = {segment.name: segment.body for segment in reversed(instrument_fields(reading, row))}
    moved = by_kind(cells.movements, AMOUNT_KINDS)
    _report(reading, cells, moved, f"Part {kind.part}, row {number}")
    marked = currency_of(cells)
    currency = marked.currency if marked else None
    amounts: dict[str, Any] = {
        name: money(reading.form, cells.by_column.get(name), currency) for name in ("opening", "closing")
    }
    for name, token in moved.items():
        figure = money(reading.form, token, currency)
        settled = "exercised" if kind is Warrant else "converted"
        amounts[settled if name == "settled" else name] = figure if name == "other_movement" else _magnitude(figure)
    if kind is Warrant:
        amounts["expiry_date"] = _date(reading, fields.get("expiry_date"))
    return kind(
        number=number,
        description=_text(reading, cells),
        instrument_type=_line(reading, fields.get("instrument_type")),
        stock_code=stock_code(reading, _code(reading, fields.get("stock_code"))),
        currency=_currency(reading, marked),
        subscription_price=_price(reading, fields.get("subscription_price")),
        approval_date=_date(reading, fields.get("approval_date")),
        **of_row,
        **amounts,
        **_counts(reading, cells, BEHIND_AMOUNTS[1:]),
    )


def read_agreement(reading: Reading, row: RowText, cells: RowCells, number: int, of_row: dict[str, Any]) -> Agreement:
    """Any other agreement or arrangement to issue shares."""
    approval = _approval(reading, row.fields)
    _report(reading, cells, {}, f"Part D, row {number}")
    if approval.state is State.BLANK:
        approval = day(reading.form, cells.dates.get("approval") or cells.dates.get("event"))
    return Agreement(
        number=number,
        approval_date=approval,
        particulars=_text(reading, cells),
        **of_row,
        **_counts(reading, cells, BEHIND_AGREEMENTS),
    )


def read_event(reading: Reading, row: RowText, cells: RowCells, number: int, of_row: dict[str, Any]) -> OtherMovement:
    """An event that changed the issued or the treasury shares."""
    words = _text(reading, cells)
    _report(reading, cells, {}, f"Part E, row {number}")
    if cells.currency and "price" not in cells.by_column:
        name = f"Part E, row {number}: the amount beside {reading.text(cells.currency)!r}"
        reading.missing(name, f"other_movements.rows[E{number}].price")
    return OtherMovement(
        number=number,
        kind=event_kind(words.value or ""),
        specified=words,
        price=money(reading.form, cells.by_column.get("price"), cells.currency.currency if cells.currency else None),
        event_date=day(reading.form, cells.dates.get("event")),
        approval_date=day(reading.form, cells.dates.get("approval")),
        **of_row,
        **_counts(reading, cells, EVENT_COLUMNS),
    )


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


def _report(reading: Reading, cells: RowCells, moved: dict[str, Token], where: str) -> None:
    """Tell the values that have no column, and the movements that have no kind, or that of another."""
    left = [token for _, token in cells.movements if token not in moved.values()]
    if unplaced := [*cells.unplaced, *left]:
        reading.unplaced(sorted(unplaced, key=lambda token: token.start), where)


def _approval(reading: Reading, span: Span) -> Figure[Any]:
    """The approval date behind its caption."""
    place = approval_caption(reading, span)
    return _date(reading, Span(place.end, span.end)) if place else BLANK


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


def _code(reading: Reading, span: Span | None) -> Span:
    """The field of the stock code, before an amount: that is the price, whose caption was lost."""
    cell = _field(reading, span)
    amount = next((token for token in reading.tokens(cell) if token.currency), None)
    return Span(cell.start, amount.start) if amount else cell


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    cell = _field(reading, span)
    return text_of_pieces(reading.form, [cell]) if cell.end else BLANK


def _price(reading: Reading, span: Span | None) -> Figure[Money]:
    """The price in its field, which words there make damaged: ``see attached``."""
    if span is None:
        return BLANK
    price, cell = price_of(reading, span), _field(reading, span)
    words = reading.form.line_index(cell.start) == reading.form.line_index(span.start) and reading.tokens(cell)
    if price is None and words and all(token.kind is Kind.WORD for token in words):
        return damaged(reading.form, *cell)
    return money(reading.form, price)


def _currency(reading: Reading, token: Token | None) -> Figure[str]:
    if token is None or token.currency is None:
        return BLANK
    return Figure(State.STATED, token.currency, reading.form.evidence(token.start, token.end, token.origin))
