"""Which value of a row of section III of FF301 stands in which column.

Where the source tells places across the page, a cell belongs to the column whose head it stands
under. Where it does not, a row of a table has as many cells as columns; a flattened page has values
in the form's order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from converter.forms.ff301.cut_dates import cut_dates, with_cut_dates
from converter.forms.ff301.movements import by_first_line, is_kind, paired
from converter.forms.ff301.row_order import KIND, by_order, in_words
from converter.forms.ff301.table import ORDER, Columns, RowCells, RowText, cells
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span

_BEHIND_DATES = frozenset(ORDER[ORDER.index("approval") + 1 :])
"""The columns to the right of the dates: a date among them refutes the places of its row."""

_NEXT_AMOUNT = re.compile(r"\t *\d")

_NUMBERS = frozenset(ORDER) - {"text", "currency", "over", "movement", "event", "approval"}
"""The columns of numbers."""


def cells_of(reading: Reading, row: RowText, body: Span, columns: Columns) -> RowCells:
    """Place what ``body`` holds.

    Where no places across the page are told, a row of a table has as many cells as ``columns``, and a
    flattened page as many values.
    """
    lead, order = columns.lead, columns.order
    found = list(cells(reading, body))
    in_order = partial(by_order, reading, body, columns)
    needed = {*order, *({"opening"} & {*lead})}
    whole = by_first_line(reading, body, columns)
    if whole is not None:
        return whole
    if row.names.issuperset(needed) and found and reading.form.place(found[0].start):
        placed = _by_place(reading, row, found)
        return in_order() if placed.refuted else _unless_order_differs(placed, in_order, order)
    return _by_cells(reading, body, lead, order) or _with_approval(reading, row, in_order())


def _unless_order_differs(placed: RowCells, in_order: Callable[[], RowCells], order: tuple[str, ...]) -> RowCells:
    """A row by its places; where it is complete and rolls forward in its order otherwise, none of its values."""
    if "closing" not in order:
        return placed
    ordered = in_order()
    complete = set(ordered.by_column) == {"opening", *order} and not ordered.unplaced and ordered.movements
    if not complete or ordered.standing == placed.standing:
        return placed
    values = [*ordered.by_column.values(), *(token for _, token in ordered.movements)]
    return replace(placed, by_column={}, movements=[], unplaced=values)


def _by_cells(reading: Reading, body: Span, lead: tuple[str, ...], order: tuple[str, ...]) -> RowCells | None:
    """A row of a table without places: a cell for each column, kinds and numbers of movements in pairs."""
    line = Span(body.start, min(body.end, reading.form.line_span(body.start).end))
    pieces = reading.form.text[line.start : line.end].split("\t")
    ends = [line.start + len("\t".join(pieces[: count + 1])) for count in range(len(pieces))]
    spans = [Span(end - len(piece), end) for end, piece in zip(ends, pieces, strict=True)]
    spans = spans if pieces[0].strip() else spans[1:]  # the description beside the mark of its row, or behind it
    moves = len(spans) - len(lead) - len(order)
    if moves < 0 or moves % 2 or (moves and "opening" not in lead) or reading.form.place(line.start) is not None:
        return None
    result = RowCells()
    for name, cell in zip(lead, spans, strict=False):
        _put_cell(reading, result, name, cell)
    middle = spans[len(lead) : len(lead) + moves]
    for kind, cell in zip(middle[::2], middle[1::2], strict=True):
        words = reading.form.text[kind.start : kind.end].strip()
        result.movements += [(words, token) for token in reading.tokens(cell) if token.kind in VALUES]
    for name, cell in zip(order, spans[len(lead) + moves :], strict=True):
        _put_cell(reading, result, name, cell)
    return result


def _put_cell(reading: Reading, result: RowCells, name: str, cell: Span) -> None:
    if name == "text":
        result.text.append(cell)
        return
    for token in [*filter(None, [_worded(reading, name, cell)])] or reading.tokens(cell):
        _put(result, name, token)


def _worded(reading: Reading, column: str, cell: Span) -> Token | None:
    """A damaged figure for the words that fill a cell of a number: ``see attached``."""
    words = re.search(r"[^\W\d_].*[^\W\d_]", reading.form.text[slice(*cell)])
    known = words is None or any(token.kind is not Kind.WORD for token in reading.tokens(cell))
    if known or words is None or column not in _NUMBERS or is_kind(reading, cell):
        return None
    return Token(Kind.DAMAGED, cell.start + words.start(), cell.start + words.end())


def _by_place(reading: Reading, row: RowText, found: list[Span]) -> RowCells:
    result = RowCells()
    moving: list[Span] = []
    moved: list[Token] = []
    edge = _edge_of_words(reading, row, found[0])
    dates = cut_dates(reading, row.span)
    worded: dict[str, Token] = {}
    for cell in found:
        place = reading.form.place(cell.start)
        column = row.column(place) if place and place[0] > edge else "text"
        if place is None and "movement" in row.names and is_kind(reading, cell):
            column = "movement"
        tokens = with_cut_dates(reading, cell, dates)
        if column in ("text", "") and [token.kind for token in tokens] != [Kind.CURRENCY]:
            kept = _without_opening(reading, row, _without_currency(reading, row, cell, result), result)
            result.text.append(_without_date(reading, row, kept, result))
            continue
        words = _worded(reading, column, cell)
        if words and reading.form.line_index(cell.start) == reading.form.line_index(found[0].start):
            worded[column] = words
        named = KIND.search(reading.form.text, *cell)
        moving += [cell] if column == "movement" or named else []
        inside = named.span() if named else (0, 0)
        for token in tokens:
            if inside[0] <= token.start < inside[1]:
                continue  # the dash of "Exercised - new shares involved"
            at = row.column(reading.form.place_of(token.start, min(token.end, cell.end)))
            if at == "movement" and token.kind in VALUES:
                moved.append(token)
            else:
                _put(result, at, token)
    pairs = paired(reading, moving, moved)
    result.movements += pairs or ()
    result.unplaced += moved if pairs is None else ()
    result.refuted |= _price_behind_date(reading, result)
    _keep_to_one_line(reading, result)
    result.by_column = worded | result.by_column
    return result


def _price_behind_date(reading: Reading, result: RowCells) -> bool:
    """Whether what its place makes the price stands behind a date in one line: the form has prices before dates."""
    price = result.by_column.get("price")
    if price is None:
        return False
    start = reading.form.line_span(price.start).start
    return any(start <= date.start < price.start for date in result.dates.values())


def _keep_to_one_line(reading: Reading, result: RowCells) -> None:
    """Take out the values below the first line with one: a row has a line of them, but for its movements and price."""
    lines = {name: reading.form.line_index(token.start) for name, token in result.by_column.items()}
    first = min((line for name, line in lines.items() if name != "price"), default=None)
    for name, line in lines.items():
        if first is not None and line > first:
            result.unplaced.append(result.by_column.pop(name))


def _edge_of_words(reading: Reading, row: RowText, first: Span) -> int:
    """Up to where cells begin that are the description's, however far to the right they run; -1 without one."""
    place = reading.form.place(first.start)
    words = re.search(r"[^\W\d_]", reading.form.text[first.start : first.end])
    second = row.starts[1][0] if len(row.starts) > 1 else 0
    alone = [token.kind for token in reading.tokens(first)] == [Kind.CURRENCY]
    return place[0] + 2 if place and words and place[0] < second and not alone else -1


def _without_currency(reading: Reading, row: RowText, cell: Span, result: RowCells) -> Span:
    """A description that runs up to the column of the currency, or to its amount, without the currency there."""
    place = reading.form.place(cell.start)
    last = next(reversed(reading.tokens(cell)), None)
    edges = [start for start, name in row.starts if name == "currency"]
    near = 2 * (place[1] - place[0]) // max(cell.end - cell.start, 1) if place else 0
    touches = place is not None and any(place[1] + near >= edge for edge in edges)
    touches = touches or (bool(edges) and _NEXT_AMOUNT.match(reading.form.text, cell.end) is not None)
    if last is None or last.kind is not Kind.CURRENCY or not touches or reading.form.text[last.end : cell.end].strip():
        return cell
    result.currency = result.currency or last
    return Span(cell.start, last.start)


def _without_opening(reading: Reading, row: RowText, cell: Span, result: RowCells) -> Span:
    """A description that runs into the column of the opening, without the number in groups that stands there."""
    last = next(reversed(reading.tokens(cell)), None)
    edges = [start for start, name in row.starts if name == "opening"]
    if last is None or last.kind is not Kind.NUMBER or "," not in reading.text(last) or not edges:
        return cell
    behind = reading.form.text[last.end : cell.end].strip()
    if behind or last.start == cell.start or reading.form.place_of(last.start, last.end)[1] < edges[0]:
        return cell
    _put(result, "opening", last)
    return Span(cell.start, last.start)


def _without_date(reading: Reading, row: RowText, cell: Span, result: RowCells) -> Span:
    """A description that runs up to the column of the approval, without the date that stands there."""
    last = next(reversed(reading.tokens(cell)), None)
    edges = [start for start, name in row.starts if name == "approval"]
    place = reading.form.place(cell.start)
    if last is None or last.kind is not Kind.DATE or not edges or place is None or last.start == cell.start:
        return cell
    near = 2 * (place[1] - place[0]) // max(cell.end - cell.start, 1)
    left = reading.form.place_of(last.start, last.end)[0]
    # A description ends where the next column begins, and so before its head: a date that goes on below that is none.
    stands_there = left + near >= edges[0] or (place[1] > edges[0] and not in_words(reading, last, cell.start))
    if reading.form.text[last.end : cell.end].strip() or not stands_there:
        return cell
    _put_date(result, "approval", last)
    return Span(cell.start, last.start)


def _with_approval(reading: Reading, row: RowText, result: RowCells) -> RowCells:
    """A row by its order, the date taken out of its description that stands in the column of the approval."""
    if not result.dates:
        result.text[:] = [_without_date(reading, row, cell, result) for cell in result.text]
    return result


def _put_date(result: RowCells, column: str, token: Token) -> None:
    """Put a date in its column; of two under the head of the approval, with which the event's ran together, both."""
    first = result.dates.get(column)
    if first is None:
        result.dates[column] = token
    elif column == "approval" and "event" not in result.dates:
        result.dates = {"event": first, "approval": token}
    else:
        result.unplaced.append(token)


def _put(result: RowCells, column: str, token: Token) -> None:
    """Put one token of a placed row where it belongs."""
    if token.kind is Kind.DATE:
        _put_date(result, column if column in ("event", "approval") else "event", token)
        result.refuted |= column in _BEHIND_DATES
    elif token.kind is Kind.CURRENCY or (column == "currency" and token.currency):
        result.currency = result.currency or token
    elif token.kind not in VALUES:
        return
    elif column == "event" and "price" not in result.by_column:
        result.by_column["price"] = token  # amounts end where the dates begin
    elif column in result.by_column or column in ("", "currency", "event", "approval"):
        result.unplaced.append(token)
    else:
        result.by_column[column] = token
