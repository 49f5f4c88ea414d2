"""Place the values of a table's rows into its columns.

A row that prints every cell needs no thought. A row that leaves cells out is placed by
where its values stand, against rows that are whole, else against the heads; what cannot be
told is not placed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.evidence import Origin
from converter.forms.lexer import Kind, Token, lex
from converter.forms.text import FormText, Span

Head = Token | Span | None
Cells = list[Token | None]
_CELL = re.compile(r"[^\t\s_](?:[^\t]*[^\t\s_])?")
_WORDS = re.compile(r"\D*[^\W\d_]{2}\D*")
_ROUNDS = 3
"""A row that was placed tells more of the columns, and so may place another."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The values of one row, and the cell in which its caption ends: a cut caption moves every cell.

    ``start`` is where the row begins, for a row in which no value is printed.
    """

    tokens: list[Token]
    caption_cell: int = 0
    start: int = 0

    @property
    def offset(self) -> int:
        """Where the first value stands, or the row begins."""
        return self.tokens[0].start if self.tokens else self.start


def place(form: FormText, rows: Sequence[TableRow], width: int, heads: Sequence[Head] = ()) -> list[Cells | None]:
    """Give each row ``width`` cells, ``None`` where nothing is printed.

    ``heads`` are what is printed over the columns; they serve where no row is whole.
    A row that cannot be placed with certainty gives ``None``.
    """
    whole = [row for row in rows if len(row.tokens) == width and not _has_odd_cells(form, row)]
    placed: list[Cells | None] = [list(row.tokens) if len(row.tokens) == width else None for row in rows]
    across = _Across(form, whole, width, heads)
    for _ in range(_ROUNDS):
        for index, row in enumerate(rows):
            if placed[index] is None and not _may_be_two(row):
                placed[index] = across.place(row) if _has_places(form, row) else _by_cell(form, row, whole, width)
    return [_with_words(form, row, cells, across) for row, cells in zip(rows, placed, strict=True)]


def worded_cells(form: FormText, offset: int) -> list[Token]:
    """The cells of the line at ``offset`` that hold words and no digit, each as one damaged figure.

    What fills a cell for a figure is meant for one: ``see attached``.
    """
    if not form.in_cells(offset):
        return []
    line = form.line_span(offset)
    cells = _CELL.finditer(form.text, *line)
    found = [cell.span() for cell in cells if _WORDS.fullmatch(cell.group())]
    return [Token(Kind.DAMAGED, *cell) for cell in found if all(it.kind is Kind.WORD for it in lex(form.text, *cell))]


def _with_words(form: FormText, row: TableRow, cells: Cells | None, across: _Across) -> Cells | None:
    """The cells of a placed row, with a damaged figure in each column where words are printed in place of one."""
    if cells is None or None not in cells:
        return cells
    worded = worded_cells(form, row.offset)
    if worded and form.place(row.offset) is not None:
        worded = [it for it in worded if (row.tokens and it.start > row.offset) or across.under(it) is not None]
        both = TableRow(sorted([*row.tokens, *worded], key=lambda token: token.start))
        found = across.place(both) if worded and len(both.tokens) <= len(cells) else None
        return found if found and _agree(cells, found) else cells
    columns = {_column_of_cell(form, cells, words): words for words in worded}
    return [columns.get(column) if cell is None else cell for column, cell in enumerate(cells)]


def _agree(cells: Cells, found: Cells) -> bool:
    """Whether every value stands in the same column of both."""
    return all(here in (None, there) for here, there in zip(cells, found, strict=True))


def _column_of_cell(form: FormText, cells: Cells, words: Token) -> int | None:
    """The column of a cell by its distance from the row's values, where the columns are the last cells of the line."""
    offsets = {form.cell(token.start) - column for column, token in enumerate(cells) if token}
    line = form.line_span(words.start)
    offset = form.text.count("\t", *line) + 1 - len(cells)
    if offset < 1 or not offsets <= {offset}:
        return None
    column = form.cell(words.start) - offset
    return column if column >= 0 else None


def _may_be_two(row: TableRow) -> bool:
    """Whether a number was put together over a border, in a row that lacks one: they may be two numbers, one cut."""
    return any(token.origin is Origin.JOINED for token in row.tokens)


def _has_odd_cells(form: FormText, row: TableRow) -> bool:
    """Whether two of a row's values share a cell, or one has two: its cells then tell nothing of those of another."""
    if any("\t" in form.text[token.start : token.end] for token in row.tokens if token.kind is Kind.DAMAGED):
        return True
    cells = [form.cell(token.start) for token in row.tokens if form.in_cells(token.start)]
    return len(set(cells)) < len(cells)


def _has_places(form: FormText, row: TableRow) -> bool:
    return bool(row.tokens) and all(form.place(token.start) is not None for token in row.tokens)


class _Across:
    """The columns by their places across the page: of whole rows, else of the heads; rows once placed add theirs."""

    def __init__(self, form: FormText, whole: Sequence[TableRow], width: int, heads: Sequence[Head]) -> None:
        self._form = form
        self._columns: list[list[tuple[int, int]]] = [[] for _ in range(width)]
        for row in whole:
            self._add(row.tokens)
        if not whole and len(heads) == width and all(heads):
            self._add(heads)

    def _add(self, cells: Sequence[Head]) -> None:
        for column, cell in zip(self._columns, cells, strict=True):
            stretch = self._place(cell) if cell else None
            if stretch:
                column.append(stretch)

    def _place(self, cell: Token | Span) -> tuple[int, int] | None:
        """Where a cell stands across the page; the currency of an amount may stand in the cell before it."""
        has_mark = isinstance(cell, Token) and cell.currency is not None
        return self._form.place(cell.end - 1 if has_mark else cell.start)

    def place(self, row: TableRow) -> Cells | None:
        """The cells of a row whose values each belong to one column, in the columns' order."""
        columns = [self.under(token) for token in row.tokens]
        columns = self._between(columns)
        columns = [
            self._beyond(token) if column is None else column for token, column in zip(row.tokens, columns, strict=True)
        ]
        found = [column for column in columns if column is not None]
        if len(found) < len(columns) or any(left >= right for left, right in pairwise(found)):
            return None
        cells: Cells = [None] * len(self._columns)
        for token, column in zip(row.tokens, found, strict=True):
            cells[column] = token
        self._add(cells)
        return cells

    def under(self, token: Token) -> int | None:
        """The column with which a value shares most of the page's width."""
        left, right = self._place(token) or (0, 0)
        overlaps = [
            max((min(right, end) - max(left, start) for start, end in column), default=-1) for column in self._columns
        ]
        best = max(overlaps)
        return overlaps.index(best) if best > 0 and overlaps.count(best) == 1 else None

    def _between(self, columns: list[int | None]) -> list[int | None]:
        """Where just as many columns lie between two values as values do, each has its own."""
        known = [(-1, -1), *((i, column) for i, column in enumerate(columns) if column is not None)]
        filled = list(columns)
        for (index, column), (later, next_column) in zip(
            known, [*known[1:], (len(columns), len(self._columns))], strict=True
        ):
            if later - index == next_column - column:
                filled[index + 1 : later] = range(column + 1, next_column)
        return filled

    def _beyond(self, token: Token) -> int | None:
        """The first column for a value that stands before all columns, the last for one behind them all."""
        left, right = self._place(token) or (0, 0)
        known = [stretch for column in self._columns for stretch in column]
        if not all(self._columns) or any(start < right and left < end for start, end in known):
            return None
        if left >= max(end for _, end in known):
            return len(self._columns) - 1
        return 0 if right <= min(start for start, _ in known) else None


def _by_cell(form: FormText, row: TableRow, whole: Sequence[TableRow], width: int) -> Cells | None:
    """Without places: by the cells of a whole row, else by the cell's own number behind the caption.

    A row of more or fewer cells than the whole ones has a border too many or too few, and nobody can tell where.
    """
    alike = [
        model for model in whole if _borders(form, model) - model.caption_cell == _borders(form, row) - row.caption_cell
    ]
    if row.tokens and whole and not alike:
        return None
    cells: Cells = [None] * width
    for token in row.tokens:
        columns = {found for model in alike if (found := _cell_of(form, row, token, model)) is not None}
        columns |= _own_cell(form, row, token, width) if not columns else set()
        if len(columns) != 1:
            return None
        column = columns.pop()
        if cells[column] is not None:
            return None
        cells[column] = token
    return cells


def _borders(form: FormText, row: TableRow) -> int:
    """How many borders the line of a row has."""
    line = form.line_span(row.tokens[0].start) if row.tokens else Span(0, 0)
    return form.text.count("\t", *line)


def _cell_of(form: FormText, row: TableRow, token: Token, model: TableRow) -> int | None:
    if not form.in_cells(token.start):
        return None
    cell = _cell_behind_caption(form, row, token)
    cells = [form.cell(other.start) - model.caption_cell for other in model.tokens]
    return cells.index(cell) if cells.count(cell) == 1 else None


def _own_cell(form: FormText, row: TableRow, token: Token, width: int) -> set[int]:
    if form.place(token.start) is not None or not form.in_cells(token.start):
        return set()
    column = _cell_behind_caption(form, row, token) - 1
    return {column} if 0 <= column < width else set()


def _cell_behind_caption(form: FormText, row: TableRow, token: Token) -> int:
    """The number of a value's cell; one in the caption's cell before an empty one has its border behind it."""
    cell = form.cell(token.start) - row.caption_cell
    if cell:
        return cell
    before = form.text[max(form.text.rfind(mark, 0, token.start) for mark in "\t\n") + 1 : token.start]
    behind = form.text[token.end : form.line_span(token.end).end].split("\t")
    beside_words = any(character.isalpha() for character in before)
    return 1 if beside_words and len(behind) > 1 and not "".join(behind[:2]).strip() else cell
