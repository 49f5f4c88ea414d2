"""Section III, parts B and C: warrants and convertibles, which the form lays out alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from converter.forms import captions
from converter.forms.captions import Section
from converter.forms.columns import TableRow, place
from converter.forms.figures import count, damaged, day, money, text_of_pieces
from converter.forms.folding import fold
from converter.forms.legacy.fields import (
    Group,
    before_another_table,
    class_words,
    field_groups,
    first_line,
    without,
)
from converter.forms.legacy.instrument_values import WIDTH, Amounts, amounts_of, currency_token, fills_cell
from converter.forms.legacy.part import class_totals, foot_of, not_applicable, without_glued_nil
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, class_kind, of_kind
from converter.forms.rows import words_beside
from converter.forms.stock_codes import stock_code
from converter.forms.text import Span
from converter.model import BLANK, Convertible, Convertibles, Figure, State, Warrant, Warrants

_LAST_HEAD_WORDS = frozenset(fold(word) for word in ("month", "outstanding", "thereto", "value", "yyyy", "listed"))
"""The words that end the heads of the columns, in whatever order a flattened table has them."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What differs between the two parts."""

    letter: str
    section: Section
    movement: str
    row: type[Warrant] | type[Convertible]
    part: str


_WARRANTS = _Kind("B", Section.WARRANTS, "exercised", Warrant, "warrants")

_CONVERTIBLES = _Kind("C", Section.CONVERTIBLES, "converted", Convertible, "convertibles")


def read_warrants(reading: Reading, span: Span) -> Warrants:
    """Read part B."""
    return Warrants(**_read(reading, span, _WARRANTS))


def read_convertibles(reading: Reading, span: Span) -> Convertibles:
    """Read part C."""
    return Convertibles(**_read(reading, span, _CONVERTIBLES))


def _read(reading: Reading, span: Span, kind: _Kind) -> dict[str, Any]:
    body, foot = foot_of(reading, kind.letter, span)
    groups = field_groups(reading, captions.ROW_FIELDS, body)
    groups = groups if foot.start < foot.end else before_another_table(reading, groups)
    heads = [_tokens_below_heads(reading, group.head, first=index == 0) for index, group in enumerate(groups)]
    amounts = [amounts_of(reading, group, tokens) for group, tokens in zip(groups, heads, strict=True)]
    rows_of_table = [
        TableRow(row.run, row.currency_cell, tokens[0].start if tokens else 0)
        for row, tokens in zip(amounts, heads, strict=True)
    ]
    placed = place(reading.form, rows_of_table, WIDTH)
    rows = []
    for number, (group, tokens, printed, cells) in enumerate(zip(groups, heads, amounts, placed, strict=True), 1):
        if cells is None and any(token.kind in (Kind.NUMBER, Kind.DAMAGED) for token in printed.run):
            reading.unplaced(printed.run, f"Part {kind.letter}, row {number}")
        cells = without_glued_nil(reading, cells, f"Part {kind.letter}, row {number}")
        row = _row(reading, kind, number, group, tokens, printed, cells)
        if _is_printed(row):
            rows.append(row)
            _tell_blank_balance(reading, kind, row)
    return {
        "not_applicable": not_applicable(reading, kind.section, span),
        "rows": tuple(rows),
        "total": class_totals(reading, kind.letter, foot),
    }


def _tell_blank_balance(reading: Reading, kind: _Kind, row: Warrant | Convertible) -> None:
    """Tell a balance that is blank where the other one and what went from it make an amount."""
    figures = (row.opening, getattr(row, kind.movement), row.closing)
    opening, movement, closing = (figure.value.amount if figure.value else Decimal(0) for figure in figures)
    implied = {"opening": closing + abs(movement), "closing": opening - abs(movement)}
    for name, amount in implied.items():
        if amount and getattr(row, name).state is State.BLANK and State.DAMAGED not in [it.state for it in figures]:
            where = f"{kind.part}.rows[{kind.letter}{row.number}]"
            reading.missing(f"Part {kind.letter}, row {row.number}: the balance at {name}", where)


def _tokens_below_heads(reading: Reading, head: Span, *, first: bool) -> list[Token]:
    """The tokens of a row's head; above the first row stand the heads of the columns."""
    tokens = reading.tokens(head)
    numbered = [index for index, token in enumerate(tokens) if token.kind is Kind.ITEM]
    if numbered:
        return tokens[numbered[0] + 1 :]
    heads = [index for index, token in enumerate(tokens) if fold(reading.text(token)) in _LAST_HEAD_WORDS]
    return tokens[heads[-1] + 1 :] if first and heads else tokens


def _row(
    reading: Reading,
    kind: _Kind,
    number: int,
    group: Group,
    tokens: list[Token],
    amounts: Amounts,
    cells: list[Token | None] | None,
) -> Warrant | Convertible:
    form = reading.form
    opening, movement, closing, issued, may_be_issued = cells or [None] * WIDTH
    marked = currency_token(reading, amounts.run if amounts.beside_fields else tokens, amounts.run)
    currency = marked.currency if marked else None
    fields = {name: without(span, amounts.printed) for name, span in group.fields.items()}
    words = _class_of_shares(reading, fields.get("class_of_shares", []))
    named: dict[str, Any] = {
        "opening": money(form, opening, currency),
        kind.movement: money(form, movement, currency),
        "closing": money(form, closing, currency),
    }
    expiry = next((token for token in tokens if token.kind in (Kind.DATE, Kind.NO_DATE)), None)
    if kind.row is Warrant:
        named["expiry_date"] = day(form, expiry)
    above = [] if amounts.beside_fields else amounts.run
    beside = [expiry] if expiry and kind.row is Warrant else []
    beside += [marked] if marked and marked.number is None and fills_cell(reading, marked) else []
    absent = amounts.printed[: len(amounts.printed) - len(amounts.run)]
    beside += absent
    return kind.row(
        number=number,
        share_class=class_kind(words.value or ""),
        class_of_shares=words,
        approval_date=_field_date(reading, fields.get("approval_date", [])),
        issued=count(form, issued),
        may_be_issued=count(form, may_be_issued),
        description=_description(reading, group, tokens, above, beside),
        stock_code=_stock_code(reading, fields.get("stock_code", [])),
        currency=_currency(reading, marked or next(iter(absent), None)),
        subscription_price=_price(reading, fields.get("subscription_price", [])),
        **named,
    )


def _description(
    reading: Reading, group: Group, tokens: list[Token], run: list[Token], beside: list[Token]
) -> Figure[str]:
    """The words before the amounts, and those that wrap behind them, without what has a place of its own ``beside``."""
    words = [token for token in tokens if token.kind in (Kind.WORD, Kind.NUMBER, Kind.NOT_APPLICABLE)]
    if not words:
        return BLANK
    start = min(words[0].start, run[0].start if run else words[0].start)
    pieces = [Span(start, run[0].start), Span(run[-1].end, group.head.end)] if run else [Span(start, group.head.end)]
    return text_of_pieces(reading.form, [part for piece in pieces for part in without(piece, beside)])


def _currency(reading: Reading, token: Token | None) -> Figure[str]:
    if token is None:
        return BLANK
    if token.kind is Kind.NOT_APPLICABLE:
        return Figure(State.NOT_APPLICABLE, None, reading.form.evidence(token.start, token.end))
    if token.currency is None:
        return damaged(reading.form, token.start, token.end)
    return Figure(State.STATED, token.currency, reading.form.evidence(token.start, token.end, token.origin))


def _class_of_shares(reading: Reading, pieces: list[Span]) -> Figure[str]:
    line = [_before_amount(reading, part) for part in first_line(reading, pieces)]
    return class_words(reading, pieces, line)


def _before_amount(reading: Reading, span: Span) -> Span:
    """A stretch up to the first amount in it: a class of shares has none, so the caption of the price was lost."""
    amounts = [token.start for token in reading.tokens(span) if token.currency]
    return Span(span.start, min([*amounts, span.end]))


def _stock_code(reading: Reading, pieces: list[Span]) -> Figure[str]:
    line = first_line(reading, pieces)
    return stock_code(reading, line[0]) if line else BLANK


def _field_date(reading: Reading, pieces: list[Span]) -> Figure[Any]:
    dates = (of_kind(reading.tokens(piece), Kind.DATE) for piece in pieces)
    absent = (of_kind(reading.tokens(piece), Kind.NOT_APPLICABLE) for piece in first_line(reading, pieces))
    found = next((date for date in dates if date), None) or next((mark for mark in absent if mark), None)
    return day(reading.form, found or _words(reading, pieces))


def _price(reading: Reading, pieces: list[Span]) -> Figure[Any]:
    values = [value for piece in pieces for value in reading.values(piece)]
    if len(values) > 1 and values[0].kind is Kind.NIL and values[1].currency:
        return damaged(reading.form, values[0].start, values[1].end)  # a dash, or a scanner's mark before the price
    beside = [value for piece in first_line(reading, pieces) for value in reading.values(piece)]
    if (
        len(beside) == len({value.number for value in beside}) == 2
        and "\t" in reading.form.text[beside[0].end : beside[-1].start]
    ):
        return damaged(reading.form, beside[0].start, beside[-1].end)  # a border within the price, or two of them
    return money(reading.form, next(iter(values), None) or _words(reading, pieces))


def _words(reading: Reading, pieces: list[Span]) -> Token | None:
    """The words in place of a field's figure."""
    return next((words for piece in pieces[:1] for words in words_beside(reading, piece)), None)


def _is_printed(row: Warrant | Convertible) -> bool:
    figures = (row.description, row.opening, row.closing, row.issued, row.may_be_issued, row.subscription_price)
    return any(figure.state in (State.STATED, State.DAMAGED, State.NOT_APPLICABLE) for figure in figures)
