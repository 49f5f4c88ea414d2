"""The rows of section III of FF301, part by part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from converter.forms.ff301 import captions
from converter.forms.ff301.classes import ClassHead
from converter.forms.ff301.table import RowCells, RowText, cells_of, in_words
from converter.forms.figures import count, day, money, text_of_pieces
from converter.forms.legacy.part import stock_code
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.text import Span
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
_OPTION_KINDS = {
    "granted": ("grant", "授出"),
    "exercised": ("exercis", "行使"),
    "cancelled": ("cancel", "註銷", "注销"),
    "lapsed": ("laps", "expire", "forfeit", "失效"),
}
_AMOUNT_KINDS = {
    "newly_issued": ("issued", "發行"),
    "settled": ("convert", "exercis", "轉換", "行使"),
    "retired": ("redeem", "repurchas", "cancel", "laps", "expire", "matur", "贖回", "購回", "註銷", "失效", "到期"),
}
_EVENT_KINDS = (
    (MovementKind.PENDING_CANCELLATION, r"not yet cancelled|尚未註銷"),
    (MovementKind.REPURCHASE_INTO_TREASURY, r"(?:repurchase|購回|回購).*(?:treasury|庫存)"),
    (MovementKind.SALE_OF_TREASURY_SHARES, r"(?:sale|sold|transfer|cancellation).*treasury|庫存股份"),
    (MovementKind.REPURCHASE, r"repurchase|buy-?back|購回|回購"),
    (MovementKind.REDEMPTION, r"redemption|贖回"),
    (MovementKind.RIGHTS_ISSUE, r"rights issue|供股"),
    (MovementKind.OPEN_OFFER, r"open offer|公開發售"),
    (MovementKind.PLACING, r"placing|配售"),
    (MovementKind.BONUS_ISSUE, r"bonus issue|紅股|派送"),
    (MovementKind.SCRIP_DIVIDEND, r"scrip dividend|以股代息"),
    (MovementKind.CONSIDERATION_ISSUE, r"consideration|代價"),
    (MovementKind.CAPITAL_REORGANISATION, r"reorgani[sz]ation|consolidation|subdivision|合併|分拆|重組"),
)


def read_scheme(reading: Reading, row: RowText, number: int, head: ClassHead) -> OptionScheme:
    """A share option scheme. FF301 signs every movement; reductions are kept as numbers of options."""
    approval, body = _approval(reading, row.span)
    order = _order(reading, row, _BEHIND_OPTIONS)
    cells = cells_of(reading, row, body, order)
    moved = _by_kind(reading, cells, _OPTION_KINDS, "other_movement")
    if "exercised" in moved and any("treasury" in kind.lower() for kind, _ in cells.movements):
        moved |= _exercised(cells)
    _report(reading, cells, f"Part A, row {number}")
    figures: dict[str, Any] = {
        name: _magnitude(count(reading.form, token)) if name != "other_movement" else count(reading.form, token)
        for name, token in moved.items()
    }
    columns = _counts(reading, cells, ("opening", *_BEHIND_OPTIONS))
    return OptionScheme(
        number=number,
        approval_date=approval,
        particulars=_words_before_values(reading, row, body, cells),
        **head.of_row,
        **columns,
        **figures,
    )


def _exercised(cells: RowCells) -> dict[str, Token]:
    """Options exercised for new shares and for treasury shares stand in lines of their own (v1.1)."""
    lines = {("treasury" in kind.lower()): token for kind, token in cells.movements if "exercis" in kind.lower()}
    found = {"exercised_from_treasury": lines[True]} if True in lines else {}
    return found | ({"exercised": lines[False]} if False in lines else {})


def read_instrument(
    kind: type[Warrant] | type[Convertible], reading: Reading, row: RowText, number: int, head: ClassHead
) -> Warrant | Convertible:
    """A class of warrants or of convertibles: the row, and the fields that the form prints under it."""
    segments = reading.form.segments(captions.INSTRUMENT_FIELDS, row.span)
    fields = {segment.name: segment.body for segment in segments}
    body = Span(row.span.start, segments[0].caption.start if segments else row.span.end)
    cells = cells_of(reading, row, body, _order(reading, row, _BEHIND_AMOUNTS))
    _report(reading, cells, f"Part {kind.part}, row {number}")
    marked = next((token for token in reading.tokens(body) if token.currency and not in_words(reading, token)), None)
    currency = marked.currency if marked else None
    settled = "exercised" if kind is Warrant else "converted"
    moved = _by_kind(reading, cells, _AMOUNT_KINDS, "other_movement")
    amounts: dict[str, Any] = {
        (settled if name == "settled" else name): money(reading.form, token, currency) for name, token in moved.items()
    }
    amounts = {name: figure if name == "other_movement" else _magnitude(figure) for name, figure in amounts.items()}
    amounts |= {name: money(reading.form, cells.by_column.get(name), currency) for name in ("opening", "closing")}
    amounts |= _counts(reading, cells, _BEHIND_AMOUNTS[1:])
    if kind is Warrant:
        amounts["expiry_date"] = _date(reading, fields.get("expiry_date"))
    return kind(
        number=number,
        description=_words_before_values(reading, row, body, cells, marked),
        instrument_type=_line(reading, fields.get("instrument_type")),
        stock_code=stock_code(reading, _line_span(reading, fields.get("stock_code"))),
        currency=_currency(reading, marked),
        subscription_price=_price(reading, fields.get("subscription_price")),
        approval_date=_date(reading, fields.get("approval_date")),
        **head.of_row,
        **amounts,
    )


def read_agreement(reading: Reading, row: RowText, number: int, head: ClassHead) -> Agreement:
    """Any other agreement or arrangement to issue shares."""
    approval, body = _approval(reading, row.span)
    cells = cells_of(reading, row, body, _order(reading, row, _BEHIND_AGREEMENTS))
    _report(reading, cells, f"Part D, row {number}")
    dated = approval if approval.state is not State.BLANK else _date(reading, body)
    return Agreement(
        number=number,
        approval_date=dated,
        particulars=_words_before_values(reading, row, body, cells),
        **head.of_row,
        **_counts(reading, cells, _BEHIND_AGREEMENTS),
    )


def read_event(reading: Reading, row: RowText, number: int, head: ClassHead) -> OtherMovement:
    """An event that changed the issued or the treasury shares."""
    tokens = reading.tokens(row.span)
    dates = [token for token in tokens if token.kind is Kind.DATE]
    priced = next((token for token in tokens if token.currency and token.number is not None), None)
    words = _event_words(reading, row, dates, priced)
    kind = _event_kind(words.value or "")
    cells = _event_cells(reading, row, kind, priced)
    _report(reading, cells, f"Part E, row {number}")
    names = ("issued", "treasury_shares", "may_be_issued", "not_yet_cancelled")
    return OtherMovement(
        number=number,
        kind=kind,
        specified=words,
        price=money(reading.form, priced) if priced else BLANK,
        event_date=day(reading.form, dates[0]) if dates else BLANK,
        approval_date=day(reading.form, dates[1]) if len(dates) > 1 else BLANK,
        **head.of_row,
        **_counts(reading, cells, names),
    )


def _event_cells(reading: Reading, row: RowText, kind: MovementKind, priced: Token | None) -> RowCells:
    """The numbers of an event; flattened, one number is the change that its kind makes."""
    start = priced.end if priced else row.span.start
    body = Span(start, row.span.end)
    values = [token for token in reading.tokens(body) if token.kind in VALUES and not in_words(reading, token)]
    orders: dict[int, tuple[str, ...]] = {
        1: ("not_yet_cancelled",) if kind is MovementKind.PENDING_CANCELLATION else ("issued",),
        2: ("issued", "treasury_shares")
        if next(reading.form.find(captions.TREASURY_HEAD), None)
        else _BEHIND_AGREEMENTS[::2],
        4: ("issued", "treasury_shares", "may_be_issued", "not_yet_cancelled"),
    }
    if row.columns and all(reading.form.place(token.start) for token in values):
        return cells_of(reading, row, body, ())
    cells = RowCells()
    if len(values) in orders:
        cells.by_column.update(zip(orders[len(values)], values, strict=True))
    else:
        cells.unplaced += values
    return cells


def _event_words(reading: Reading, row: RowText, dates: list[Token], priced: Token | None) -> Figure[str]:
    """The type of issue and what is specified, up to the first price, date or number."""
    ends = [token.start for token in dates[:1]] + ([priced.start] if priced else [])
    values = [token.start for token in reading.values(row.span) if not in_words(reading, token)]
    end = min(ends + values, default=row.span.end)
    wrapped = _text_column(reading, row, end)
    return text_of_pieces(reading.form, [Span(row.span.start, end), *wrapped])


def _event_kind(words: str) -> MovementKind:
    lowered = " ".join(words.lower().split())
    return next((kind for kind, pattern in _EVENT_KINDS if re.search(pattern, lowered)), MovementKind.OTHER)


def _order(reading: Reading, row: RowText, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns behind the movements on a flattened page: before v1.1 there are none for treasury shares."""
    treasury = next(reading.form.find(captions.TREASURY_HEAD), None)
    return columns if treasury else tuple(name for name in columns if name != "treasury_shares")


def _by_kind(reading: Reading, cells: RowCells, kinds: dict[str, tuple[str, ...]], other: str) -> dict[str, Token]:
    """The movements by the field that their kind names; a second of the same kind cannot be placed."""
    found: dict[str, Token] = {}
    for words, token in cells.movements:
        lowered = words.lower()
        name = next((name for name, marks in kinds.items() if any(mark in lowered for mark in marks)), other)
        if name in found and not (name == "exercised" and "treasury" in lowered):
            cells.unplaced.append(token)
        found.setdefault(name, token)
    return found


def _magnitude(figure: Figure[Any]) -> Figure[Any]:
    """A reduction as a number without its sign: its kind says what it is."""
    if isinstance(figure.value, Money):
        return replace(figure, value=Money(abs(figure.value.amount), figure.value.currency))
    return figure if figure.value is None else replace(figure, value=abs(figure.value))


def _counts(reading: Reading, cells: RowCells, names: tuple[str, ...]) -> dict[str, Any]:
    """The numbers of shares in these columns."""
    return {name: count(reading.form, cells.by_column.get(name)) for name in names}


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


def _line_span(reading: Reading, span: Span | None) -> Span:
    """The first printed line of a field, behind its notes."""
    if span is None:
        return Span(0, 0)
    text = reading.form.text[span.start : span.end]
    skipped = re.match(r"(?:\s|:|\((?:Note|註|if)[^)]*\))*", text)
    start = skipped.end() if skipped else 0
    end = text.find("\n", start)
    return Span(span.start + start, span.end if end < 0 else span.start + end)


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    return text_of_pieces(reading.form, [_line_span(reading, span)]) if span else BLANK


def _price(reading: Reading, span: Span | None) -> Figure[Money]:
    if span is None:
        return BLANK
    values = [token for token in reading.values(span) if token.kind is not Kind.NIL]
    return money(reading.form, values[0]) if values else BLANK


def _currency(reading: Reading, token: Token | None) -> Figure[str]:
    if token is None or token.currency is None:
        return BLANK
    return Figure(State.STATED, token.currency, reading.form.evidence(token.start, token.end, token.origin))


def _words_before_values(
    reading: Reading, row: RowText, body: Span, cells: RowCells, currency: Token | None = None
) -> Figure[str]:
    """The description: the words before the first value, and the lines that wrap below it."""
    starts = [token.start for token in cells.by_column.values()] + [token.start for _, token in cells.movements]
    starts += [currency.start] if currency else []
    end = min([*starts, body.end])
    return text_of_pieces(reading.form, [Span(body.start, end), *_text_column(reading, row, end, body.end)])


def _text_column(reading: Reading, row: RowText, start: int, stop: int | None = None) -> list[Span]:
    """The further lines of the row's first column, where the source tells places."""
    form = reading.form
    first = form.place(row.span.start + 1)
    if first is None:
        return []
    # Where the heads of the columns were lost, a line that is one cell goes on with the text.
    limit = max([first[1], *(head.right for head in row.columns if head.name == "text")])
    spans = []
    line = form.line_span(start).end + 1
    end = row.span.end if stop is None else stop
    while line < end:
        span = form.line_span(line)
        place = form.place(span.start)
        alone = "\t" not in form.text[span.start : span.end]
        if alone and (place is None or place[0] < limit):
            spans.append(Span(span.start, min(span.end, end)))
        line = span.end + 1
    return spans
