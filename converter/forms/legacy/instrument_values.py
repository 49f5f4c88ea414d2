"""The values of a row of parts B and C: which of the numbers printed in it are its amounts, and their currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from converter.forms.bare import bare
from converter.forms.glued import parted
from converter.forms.legacy.fields import Group, amounts_beside_fields
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.rows import run_of, runs

_CURRENCY_CELL = 1
"""The cell of the currency, behind the one of the description."""
WIDTH = 5
"""Opening, movement, closing, issued, may be issued."""
_CURRENCY_WORD = re.compile(r"\t[ _]*([^\W\d_]{2,5}|[^\W\d_]{0,2}[$¥])[ _]*\t[ _]*$")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The values of a row."""

    run: list[Token]
    printed: list[Token]
    """The same with an N/A in the column of the currency."""
    beside_fields: bool
    """Whether they stand in the line of a field, and not in that of the description."""
    currency_cell: int = _CURRENCY_CELL


def amounts_of(reading: Reading, group: Group, tokens: list[Token]) -> Amounts:
    """The values of a row, without an N/A in the column of the currency."""
    run = _exchanged(reading, tokens) or run_of(reading, bare(reading, tokens), WIDTH, WIDTH + 1)
    run = parted(reading, run, [WIDTH], _agrees) or run
    beside = amounts_beside_fields(reading, group) if len(run) not in (WIDTH, WIDTH + 1) else []
    printed = beside or run
    has_mark = len(printed) == WIDTH + 1 and printed[0].kind is Kind.NOT_APPLICABLE
    cell = _currency_cell(reading, printed[0]) if beside and not has_mark else _CURRENCY_CELL
    return Amounts(printed[1:] if has_mark else printed, printed, bool(beside), cell)


def _exchanged(reading: Reading, tokens: list[Token]) -> list[Token]:
    """The values of a row whose currency changed places with the first amount, where the balances agree."""
    rows = [row for run in runs(tokens) if _agrees(row := run[-WIDTH:])]
    return next((row for row in rows if _stands_before_currency(reading, *row[:2])), [])


def _stands_before_currency(reading: Reading, first: Token, second: Token) -> bool:
    """Whether a value fills its cell, and the next one has its currency in a cell of its own between the two."""
    between = reading.form.text[first.end : second.start] + reading.text(second)
    alone = first.currency is None and fills_cell(reading, first)
    return alone and second.currency is not None and between.count("\t") > 1


def _agrees(row: list[Token]) -> bool:
    """Whether a row that has all its values closes with what it opened with less what went, and opened with some."""
    if len(row) != WIDTH or any(token.kind is Kind.DAMAGED for token in row):
        return False
    opening, movement, closing = (token.number or Decimal(0) for token in row[:3])
    return opening - abs(movement) == closing and opening > 0


def _currency_cell(reading: Reading, first: Token) -> int:
    """The cell of the currency, which stands alone before the first value or in its cell."""
    cell = reading.form.cell(first.start)
    return cell if cell < reading.form.cell(first.end - 1) else cell - 1


def currency_token(reading: Reading, tokens: list[Token], run: list[Token]) -> Token | None:
    """The mark of the amounts: on one of them, else the words in the cell before them, else a mark that stands alone.

    An amount in the description names its own currency. Words that are no known currency make a damaged one.
    """
    inside = next((token for token in run if token.currency), None)
    if inside:
        return inside
    unknown = _unknown_currency(reading, run[0]) if run else None
    alone = [it for it in tokens if it.kind is Kind.CURRENCY and (not run or it.start < run[0].start)]
    return unknown or (alone[-1] if alone else None)


def _unknown_currency(reading: Reading, first: Token) -> Token | None:
    """The word alone in the cell of the currency, directly before the first amount, that is no currency known here."""
    line = reading.form.line_span(first.start)
    match = _CURRENCY_WORD.search(reading.form.text, line.start, first.start)
    return Token(Kind.DAMAGED, *match.span(1)) if match else None


def fills_cell(reading: Reading, token: Token) -> bool:
    """Whether nothing else stands in the token's cell."""
    line = reading.form.line_span(token.start)
    before, behind = reading.form.text[line.start : token.start], reading.form.text[token.end : line.end]
    return not before.rpartition("\t")[2].strip() and not behind.partition("\t")[0].strip()
