"""The table of section I, in every edition: number, par value and capital, in three rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from converter.forms.balances import ROWS, balance_rows
from converter.forms.figures import count, money
from converter.forms.glued import parted
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import CapitalRow

_COLUMNS = ("number", "par", "capital")
_BALANCES_FIRST = ("opening", "closing", "increase")
"""The balances tell the par value, of which the row between them may be known."""
_TITLE_LINE = re.compile(
    r"^[ \t]*(?:\d\s?[.)]\s?)?(?:(?:Preference|Other\s?Classes\s?of)\s?Shares|[優优]先股|其他[類类][別别]股份)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class Block:
    """The segments of one block, by caption, with the heading text before it."""

    heading: Span
    segments: list[Segment] = field(default_factory=list)

    def named(self, *names: str) -> list[Segment]:
        """The segments of these captions, in order."""
        return [segment for segment in self.segments if segment.name in names]


def tail_before_column(reading: Reading, block: Block, row: Segment) -> Span | None:
    """The last cell of a row's stretch, where a money column's head follows and no figure is in it."""
    place = block.segments.index(row)
    following = block.segments[place + 1].name if place + 1 < len(block.segments) else ""
    text = reading.form.text[row.body.start : row.body.end].rstrip()
    border = max(text.rfind("\t"), text.rfind("\n"))
    tail = text[border + 1 :]
    if following not in ("par", "capital") or border < 0 or not tail.strip() or any(c.isdigit() for c in tail):
        return None
    return Span(row.body.start + border + 1, row.body.start + len(text))


class CapitalTable:
    """The nine cells of a block, placed by row where rows are whole, else by column."""

    def __init__(self, reading: Reading, block: Block, name: str, before: Block | None = None) -> None:
        """Place the values of a block; ``before`` is the block above it, if that is in use."""
        self._reading = reading
        self._name = name
        self._heads = self._head_currencies(block)
        self._placed: dict[tuple[str, str], Token] = {}
        columns = self._columns(block)
        bodies = {row: [self._row_body(block, segment) for segment in block.named(row)] for row in ROWS}
        self.rows = balance_rows(reading, block.segments, bodies, len(_COLUMNS), block.heading)
        for row_name in (name for name in _BALANCES_FIRST if name in self.rows):
            self._place_row(row_name, self.rows[row_name].tokens, [column for column, _ in columns])
        self.torn = before is not None and bool(columns) and not self.rows and not self._holds_values(before)
        """Whether the columns may be those of the block above: neither its rows nor the block's own have values."""
        for column, tokens in columns:
            if self.torn:
                reading.unplaced(tokens, f"{self._name}, {column}")
            else:
                self._place_column(column, tokens)
        if block.named("opening") and block.named("increase") and "opening" not in self.rows:
            self._leave_lone_closing()

    def _holds_values(self, block: Block) -> bool:
        return any(self._reading.values(it.body) for it in block.named(*ROWS, "par", "capital"))

    def _leave_lone_closing(self) -> None:
        """Numbers at the close of a month that began with nothing and added nothing were thrown here by a page."""
        numbers = [token for token in self._placed.values() if token.kind is Kind.NUMBER]
        if numbers and all(row == "closing" for row, _ in self._placed):
            self._reading.unplaced(self._placed.values(), f"{self._name}, closing")
            self._placed.clear()

    def row(self, row: str) -> CapitalRow:
        """The figures of one row: ``opening``, ``increase`` or ``closing``."""
        form = self._reading.form
        return CapitalRow(
            number=count(form, self._placed.get((row, "number"))),
            par_value=money(form, self._placed.get((row, "par")), self._currency("par")),
            capital=money(form, self._placed.get((row, "capital")), self._currency("capital")),
        )

    def _head_currencies(self, block: Block) -> dict[str, str | None]:
        """The currencies that the heads of the money columns name; a wrapped head may have both in one stretch."""
        heads: dict[str, str | None] = {}
        spare: list[Token] = []
        for segment in block.named("par", "capital"):
            marks = [token for token in self._reading.tokens(segment.body) if token.kind is Kind.CURRENCY]
            spare += marks[1:]
            heads.setdefault(segment.name, marks[0].currency if marks else None)
        if len(spare) == 1 and "capital" not in heads:
            heads["capital"] = spare[0].currency
        elif len(spare) == 1 and heads.get("par") is None and block.named("par"):
            # Both marks stand in the line below both heads.
            heads |= {"par": heads["capital"], "capital": spare[0].currency}
        return heads

    def _currency(self, column: str) -> str | None:
        """The column's currency: its head's, else the one that its other cells name."""
        head = self._heads.get(column)
        cells = {token.currency for (_, name), token in self._placed.items() if name == column and token.currency}
        return head or (cells.pop() if len(cells) == 1 else None)

    def _row_body(self, block: Block, row: Segment) -> Span:
        tail = tail_before_column(self._reading, block, row)
        title = _TITLE_LINE.search(self._reading.form.text, row.body.start, row.body.end)
        return Span(row.body.start, min(tail.start if tail else row.body.end, title.start() if title else row.body.end))

    def _columns(self, block: Block) -> list[tuple[str, list[Token]]]:
        """The values that stand under the head of a money column; "both" where two heads share them."""
        columns = []
        for before, segment in zip([None, *block.segments], block.segments, strict=False):
            values = self._reading.values(segment.body) if segment.name in ("par", "capital") else []
            shared = before is not None and before.name == "par" and segment.name == "capital"
            if values:
                columns.append(("both" if shared else segment.name, values))
        return columns

    def _place_row(self, row: str, values: list[Token], columns: list[str]) -> None:
        if row != "increase":
            values = parted(self._reading, values, [len(_COLUMNS)], _is_product, sound=True) or values
        if len(values) == len(_COLUMNS) and row == "increase":
            values = self._without_other_par(values)
        match len(values):
            case 0:
                return
            case 1:
                names = ["number"]
            case 2:
                names = self._names_of_two(row, values, columns)
            case 3:
                names = list(_COLUMNS)
            case _:
                names = []
        if names:
            self._place(zip([(row, name) for name in names], values, strict=True))
        else:
            self._reading.unplaced(values, f"{self._name}, {row}")

    def _names_of_two(self, row: str, values: list[Token], columns: list[str]) -> list[str]:
        """The columns of two values; none where they cannot be told."""
        if all(token.currency for token in values):
            return ["par", "capital"]  # a number of shares has no currency
        if row == "increase":
            return ["number", "capital"]  # the form has no par value in this row
        if _is_fraction(values[0]) and self._sister_cell(values[0]) == "par":
            return ["par", "capital"]  # there is no part of a share
        if "capital" in columns:
            return ["number", "par"]
        second = "capital" if "par" in columns else self._sister_cell(values[1])
        return ["number", second] if second else []

    def _without_other_par(self, values: list[Token]) -> list[Token]:
        """The increase without a value in the place of the par value that is of no balance: a cell was moved there.

        It stays as the capital where it is what the first value makes with a balance's par value.
        """
        placed = [self._placed.get((row, "par")) for row in ("opening", "closing")]
        pars = [token for token in placed if token and token.number]
        if not values[1].number or values[1].number in [par.number for par in pars]:
            return values
        if any(_is_product([values[0], par, values[1]]) for par in pars):
            self._reading.unplaced(values[2:], f"{self._name}, increase")
            return values[:2]
        if len(pars) < len(placed):
            return values
        self._reading.unplaced(values, f"{self._name}, increase")
        return []

    def _sister_cell(self, token: Token) -> str:
        """The column in which the other balance has just this amount: the par value does not change in a month."""
        columns = (
            name for name in ("par", "capital") for row in ("opening", "closing") if self._same(row, name, token)
        )
        return next(columns, "")

    def _same(self, row: str, column: str, token: Token) -> bool:
        other = self._placed.get((row, column))
        return other is not None and (other.number, other.currency) == (token.number, token.currency)

    def _place_column(self, column: str, tokens: list[Token]) -> None:
        rows = list(ROWS)
        par = [(row, "par") for row in rows]
        capital = [(row, "capital") for row in rows]
        both = [cell for pair in zip(par, capital, strict=True) for cell in pair]
        orders = {
            ("both", 6): both,
            ("both", 5): [cell for cell in both if cell != ("increase", "par")],
            ("both", 4): [cell for cell in both if cell[0] != "increase"],
            ("both", 3): capital,
            ("capital", 3): capital,
            ("capital", 2): capital[::2],
            ("par", 3): par,
            ("par", 2): par[::2],
        }
        order = orders.get((column, len(tokens)))
        differ = order is not None and any(map(self._differs, order, tokens))
        if order is None or differ or self._may_be_cut(order, tokens):
            self._reading.unplaced(tokens, f"{self._name}, {column}")
            return
        self._place(zip(order, tokens, strict=True))

    def _may_be_cut(self, order: list[tuple[str, str]], tokens: list[Token]) -> bool:
        """Whether a damaged value may be half a number, by which all others are moved: the par values then differ."""
        pars = {
            token.number
            for (row, name), token in zip(order, tokens, strict=True)
            if name == "par" and row != "increase"
        }
        return len(pars) > 1 and any(token.kind is Kind.DAMAGED for token in tokens)

    def _differs(self, cell: tuple[str, str], token: Token) -> bool:
        """Whether a cell holds another value already: overlapping crops print a column twice."""
        before = self._placed.get(cell)
        return before is not None and (before.kind, before.number) != (token.kind, token.number)

    def _place(self, cells: Iterable[tuple[tuple[str, str], Token]]) -> None:
        for cell, token in cells:
            if self._placed.setdefault(cell, token) is not token:
                self._reading.repeats([token])


def _is_fraction(token: Token) -> bool:
    return token.number is not None and token.number != int(token.number)


def _is_product(row: list[Token]) -> bool:
    """Whether three values are a number of shares, a par value and what they make, and none of them 0."""
    number, par, capital = (token.number or Decimal(0) for token in row)
    return number * par == capital != 0
