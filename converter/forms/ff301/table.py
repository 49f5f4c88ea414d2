"""The tables of section III of FF301: which value of a row stands in which column.

Where the source tells places across the page, a cell belongs to the column whose head it stands
under. Where it does not (a flattened page), values belong to columns in order, and only when
there are as many as the form asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import combinations, pairwise

from converter.forms.ff301 import captions
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of, fold

_OPEN = re.compile(r"\([^()]*\Z")
_NOTE_REACH = 40
"""Characters within which a bracket that a mark would close is opened: ``(Note 2)``."""
_KIND = re.compile(
    r"(?:Granted|Exercised|Cancelled|Lapsed|Issued|Converted|Redeemed|Repurchased|Expired|Matured|Forfeited|Others?"
    r"|Adjust\w*|授出|已?行使|[註注][銷销]|失效|發行|发行|轉換|转换|贖回|赎回|購回|购回|到期|其他)"
    r"(?:[ \t]*[-–][ \t]*[^\W\d_][^\t\n\d]*?|[ \t]*\([^)\n]*\))?(?=\s*(?:[-(]?\d|$|\n|\t))"
)
"""The kind of a movement: it stands alone in its cell or line, or before its number."""
_GOES_ON = re.compile(r"[ ]?[A-Za-z)%:]|\n?per\b|[\u4e00-\u9fff]")
_LETTERED_HEADS = ((re.compile(r"\(([A-E])1?\)"), "issued"), (re.compile(r"\(([A-E])2\)"), "treasury_shares"))
_HEADS = (
    # The first whose words a head has: a later line's words may stand in an earlier line's head too.
    ("may_be_granted", ("to be granted under the scheme", "計劃可授出", "計劃將授出", "根據該計劃")),
    ("not_yet_cancelled", ("not yet cancelled", "尚未註銷")),
    ("may_be_issued", ("may be issued", "可能因此發行", "可能發行", "可因此發行")),
    ("movement", ("Movement during the month", "本月內變動", "本月變動", "變動")),
    ("opening", ("preceding month", "上月底")),
    ("closing", ("at close of the month", "close of the month", "at close of the", "本月底")),
    ("issued", ("new shares", "in issued shares", "新股", "已發行股份")),
    ("treasury_shares", ("treasury shares", "庫存股份")),
    ("approval", ("General Meeting approval", "股東大會")),
    ("event", ("Date of event", "allotment date", "日期")),
    ("price", ("Amount", "金額")),
    ("currency", ("Currency", "貨幣")),
    ("over", ("At price", "價格", "發行價")),
    ("text", ("Particulars", "Description", "Events", "Type of Issue", "說明", "詳情", "事件", "發行類別")),
)
_ORDER = (
    *("text", "currency", "over", "price", "opening", "movement", "closing", "event", "approval"),
    *("issued", "treasury_shares", "may_be_issued", "may_be_granted", "not_yet_cancelled"),
)
"""The columns of all parts in the form's order."""
_BEHIND_DATES = frozenset(_ORDER[_ORDER.index("approval") + 1 :])
"""The columns to the right of the dates: a date among them refutes the places of its row."""
_BLOCK_NUMBER = re.compile(r"\s*\d{1,2}\s?\.\s*")
"""The number of the next block of a class, behind the last row of this one."""
_PREPOSITION = re.compile(r"\b(?:of|at|for|to|dated|on|than|about|in|per|under|by|on or before)[ \n]?\Z")


@dataclass(slots=True)
class _Head:
    """One column's head: its words, one below the other, and where it stands."""

    words: str
    left: int
    right: int

    @property
    def name(self) -> str:
        for mark, name in _LETTERED_HEADS:
            if mark.search(self.words):
                return name
        folded = fold(self.words)
        return next((name for name, marks in _HEADS if any(fold(mark) in folded for mark in marks)), "")


@dataclass
class RowText:
    """One row of a part: its stretch, and the columns that the head of its table tells."""

    span: Span
    columns: list[_Head] = field(default_factory=list)
    number: int = 0
    """The number in its mark; each class begins anew."""
    totals: dict[str, int] = field(default_factory=dict)
    """The totals of the row's class at the foot of the part, by column."""
    sisters: list[RowText] = field(default_factory=list)
    """All rows of the class."""
    known: dict[str, int] = field(default_factory=dict)
    """What the totals at the foot of the part tell of the row's columns."""

    @cached_property
    def names(self) -> set[str]:
        """The columns whose heads were read."""
        return {head.name for head in self.columns}

    @cached_property
    def starts(self) -> list[tuple[int, str]]:
        """Where the head of each column begins, with its name, from left to right."""
        return sorted((head.left, head.name.replace("over", "price")) for head in self.columns)

    def column(self, place: tuple[int, int]) -> str:
        """The name of the column that a stretch across the page stands in.

        Heads stand in the middle of their columns and figures at the right: a figure belongs to
        the last column whose head begins before the figure ends.
        """
        names = [name for start, name in self.starts if start <= place[1]]
        return names[-1] if names else self.starts[0][1]


def row_texts(reading: Reading, stretch: Span) -> list[RowText]:
    """Cut the block of a class at ``1).``, ``2).`` …; the heads of the columns stand before the first."""
    text = reading.form.text
    # "2)" at the begin of a line, and "2)" before a speck, end "(Note 2)" where a bracket is open.
    marks = [
        match
        for match in ROW_MARK.finditer(text, *stretch)
        if not _OPEN.search(text, max(stretch.start, match.start() - _NOTE_REACH), match.start())
    ]
    if not marks:
        return []
    columns = _columns(reading, Span(stretch.start, marks[0].start()))
    ends = ends_of([mark.start() for mark in marks], stretch.end)
    texts = [
        RowText(Span(mark.end(), end), columns, int(re.sub(r"\D", "", mark.group())))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return [
        text for text, following in zip(texts, [*texts[1:], None], strict=True) if not _again(reading, text, following)
    ]


def _again(reading: Reading, text: RowText, following: RowText | None) -> bool:
    """Whether the next row prints this one once more, as where two pictures of a page overlap."""
    if following is None or following.number != text.number:
        return False
    one, two = (" ".join(reading.form.text[it.span.start : it.span.end].split()) for it in (text, following))
    if two.startswith(one):
        reading.repeats(reading.tokens(text.span))
    return two.startswith(one)


def _columns(reading: Reading, head: Span) -> list[_Head]:
    """Put the cells of a table's head together, column by column."""
    lines = [
        reading.form.line_span(place.end).end
        for caption in (captions.CLASS, captions.STOCK_CODE, captions.MULTI_COUNTER)
        for place in reading.form.find(caption, *head)
    ]
    lines += _line_of_description(reading, head)
    start = max(lines, default=head.start)
    columns: list[_Head] = []
    for cell in cells(reading, Span(start, head.end)):
        place = reading.form.place(cell.start)
        if place is None:
            continue
        words = reading.form.text[cell.start : cell.end].strip()
        above = next((one for one in columns if min(one.right, place[1]) > max(one.left, place[0])), None)
        if above is None:
            columns.append(_Head(words, *place))
        else:
            above.words += f" {words}"
            above.left, above.right = min(above.left, place[0]), max(above.right, place[1])
    named = sorted((column for column in columns if column.name), key=lambda column: column.left)
    if any(column.name == "price" for column in named):  # the head over currency and amount is no column
        named = [column for column in named if column.name != "over"]
    names = [column.name for column in named]
    # Heads that a text maker has thrown about tell nothing: the text's comes first, and the others in the form's order.
    places = [_ORDER.index(name) for name in names]
    return named if names[:1] == ["text"] and all(left < right for left, right in pairwise(places)) else []


def _line_of_description(reading: Reading, head: Span) -> list[int]:
    """The end of the line that describes the class, which the stock code has left; a table's head has more columns."""
    place = next(reading.form.find(captions.DESCRIPTION, *head), None)
    if place is None:
        return []
    line = reading.form.line_span(place.start)
    names = {_Head(reading.form.text[slice(*cell)], 0, 0).name for cell in cells(reading, line)}
    return [line.end] if names <= {"text", ""} else []


def cells(reading: Reading, span: Span) -> Iterable[Span]:
    """The cells of a stretch, line by line; a cell never spans a border."""
    for match in re.finditer(r"[^\t\n]+", reading.form.text[span.start : span.end]):
        if match.group().strip() and not _BLOCK_NUMBER.fullmatch(match.group()):
            yield Span(span.start + match.start(), span.start + match.end())


@dataclass(slots=True)
class RowCells:
    """What a row holds: values by column, movements by kind, dates, the text, and what could not be placed."""

    by_column: dict[str, Token] = field(default_factory=dict)
    movements: list[tuple[str, Token]] = field(default_factory=list)
    dates: dict[str, Token] = field(default_factory=dict)
    text: list[Span] = field(default_factory=list)
    currency: Token | None = None
    unplaced: list[Token] = field(default_factory=list)
    flattened: bool = False
    """Whether the values were told by their order alone."""
    refuted: bool = False
    """Whether what the places say cannot be: a date stands under the head of a number."""

    @property
    def standing(self) -> set[tuple[str, int]]:
        """Which value stands in which column, by where its print ends: a currency may begin it."""
        return {(name, token.end) for name, token in [*self.by_column.items(), *self.movements]}


def cells_of(
    reading: Reading, row: RowText, body: Span, order: tuple[str, ...], lead: tuple[str, ...] = ("text", "opening")
) -> RowCells:
    """Place what ``body`` holds.

    ``order`` names the columns behind the movements, ``lead`` those before them: where no places
    across the page are told, a row of a table has as many cells, and a flattened page as many values.
    """
    found = list(cells(reading, body))
    by_order = partial(_by_order, reading, body, lead, order, row.known)
    if row.names.issuperset(order) and found and reading.form.place(found[0].start):
        placed = _by_place(reading, row, found)
        return by_order() if placed.refuted else _unless_order_differs(placed, by_order, order)
    return _by_cells(reading, body, lead, order) or by_order()


def _unless_order_differs(placed: RowCells, by_order: Callable[[], RowCells], order: tuple[str, ...]) -> RowCells:
    """A row by its places; where it is complete and rolls forward in its order otherwise, none of its values."""
    if "closing" not in order:
        return placed
    ordered = by_order()
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
    spans = [Span(end - len(piece), end) for end, piece in zip(ends, pieces, strict=True)][1:]
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
    for token in reading.tokens(cell):
        _put(result, name, "", token)


def _by_place(reading: Reading, row: RowText, found: list[Span]) -> RowCells:
    result = RowCells()
    kind = ""
    edge = _edge_of_words(reading, row, found[0])
    for cell in found:
        place = reading.form.place(cell.start)
        column = row.column(place) if place and place[0] > edge else "text"
        tokens = reading.tokens(cell)
        if column in ("text", "") and [token.kind for token in tokens] != [Kind.CURRENCY]:
            result.text.append(_without_currency(reading, row, cell, result))
            continue
        named = _KIND.search(reading.form.text, *cell)
        kind = " ".join(named.group().split()) if named else kind
        inside = named.span() if named else (0, 0)
        for token in tokens:
            if inside[0] <= token.start < inside[1]:
                continue  # the dash of "Exercised - new shares involved"
            _put(result, row.column(reading.form.place_of(token.start, token.end)), kind, token)
    return result


def _edge_of_words(reading: Reading, row: RowText, first: Span) -> int:
    """Up to where cells begin that are the description's, however far to the right they run; -1 without one."""
    place = reading.form.place(first.start)
    words = re.search(r"[^\W\d_]", reading.form.text[first.start : first.end])
    second = row.starts[1][0] if len(row.starts) > 1 else 0
    alone = [token.kind for token in reading.tokens(first)] == [Kind.CURRENCY]
    return place[0] + 2 if place and words and place[0] < second and not alone else -1


def _without_currency(reading: Reading, row: RowText, cell: Span, result: RowCells) -> Span:
    """A description that runs up to the column of the currency, without the currency that it touches there."""
    place = reading.form.place(cell.start)
    last = next(reversed(reading.tokens(cell)), None)
    edges = [start for start, name in row.starts if name == "currency"]
    near = 2 * (place[1] - place[0]) // max(cell.end - cell.start, 1) if place else 0
    touches = place is not None and any(place[1] + near >= edge for edge in edges)
    if last is None or last.kind is not Kind.CURRENCY or not touches or reading.form.text[last.end : cell.end].strip():
        return cell
    result.currency = result.currency or last
    return Span(cell.start, last.start)


def _put(result: RowCells, column: str, kind: str, token: Token) -> None:
    """Put one token of a placed row where it belongs."""
    if token.kind is Kind.DATE:
        result.dates.setdefault(column if column in ("event", "approval") else "event", token)
        result.refuted |= column in _BEHIND_DATES
    elif token.kind is Kind.CURRENCY or (column == "currency" and token.currency):
        result.currency = result.currency or token
    elif token.kind not in VALUES:
        return
    elif column == "movement":
        result.movements.append((kind, token))
    elif column == "event" and "price" not in result.by_column:
        result.by_column["price"] = token  # amounts end where the dates begin
    elif column in result.by_column or column in ("", "event", "approval"):
        result.unplaced.append(token)
    else:
        result.by_column[column] = token


def _by_order(
    reading: Reading, body: Span, lead: tuple[str, ...], order: tuple[str, ...], known: dict[str, int]
) -> RowCells:
    """Opening, then each kind with its number, then the columns of ``order``: what can stand in one place only."""
    words = _first_column(reading, body)
    tokens = [token for token in reading.tokens(body) if not in_words(reading, token, body.start)]
    kinds = [Span(*match.span()) for match in _KIND.finditer(reading.form.text, *body) if "closing" in order]
    # The dash of "Exercised - new shares involved" is no figure.
    tokens = [token for token in tokens if not any(start <= token.start < end for start, end in words + kinds)]
    marked = [token for token in tokens if token.currency and token.start < (kinds[0][0] if kinds else body.end)]
    mark = marked[-1] if marked else None
    if mark and "currency" in lead:
        tokens = tokens[tokens.index(mark) :]  # a sum before the column of the currency is part of the description
    values = [token for token in tokens if token.kind in VALUES]
    result = RowCells(currency=mark, flattened=True)
    starts = [token.start for token in tokens if token.kind in VALUES or (token.currency and "currency" in lead)]
    starts += [start for start, _ in kinds] + _dates_in_columns(reading, tokens, result)
    result.text += words or [
        Span(body.start, min(starts, default=body.end)),
        *_rest_of_words(reading, body, lead, values),
    ]
    before = [token for token in values if kinds and token.start < kinds[0][0]]
    if not kinds and "closing" in order:
        order = ("opening", *order)  # nothing stands between the opening and the close
    rest = values[len(before) :]
    for start, end in kinds:
        following = next((token for token in rest if token.start >= end), None)
        if following is not None and not reading.form.text[end : following.start].strip(" \t\n:"):
            result.movements.append((" ".join(reading.form.text[start:end].split()), following))
            rest.remove(following)
    sure = _told(before, rest, result.movements, order, known)
    if sure is None:
        return replace(result, movements=[], unplaced=values)
    placed = list(sure.values())
    return replace(result, by_column=sure, unplaced=[token for token in rest if token not in placed])


def _told(
    before: list[Token],
    rest: list[Token],
    movements: list[tuple[str, Token]],
    order: tuple[str, ...],
    known: dict[str, int],
) -> dict[str, Token] | None:
    """The values whose column is the same however the rest are placed; ``None`` where no placing is sound."""
    if len(before) > 1:
        return None
    opening = dict(zip(["opening"], before, strict=False))
    placings = [
        placing
        for columns in combinations(order, len(rest))
        if _is_sound(placing := opening | dict(zip(columns, rest, strict=True)), movements, order, known)
    ]
    if not placings:
        return None
    return {name: token for name, token in placings[0].items() if all(other.get(name) is token for other in placings)}


def _first_column(reading: Reading, body: Span) -> list[Span]:
    """The cells of the description, where places across the page tell them though the heads do not."""
    found = list(cells(reading, body))
    places = [reading.form.place(cell.start) for cell in found]
    if len(found) < 2 or reading.form.line_index(found[0].start) != reading.form.line_index(found[1].start):
        return []
    edge = places[1][0] if places[1] else 0
    first = [cell for cell, place in zip(found, places, strict=True) if place and place[0] < edge]
    for cell, place in zip(found, places, strict=True):
        line = reading.form.line_span(cell.start)
        # A short line without gaps has no places: close below the description, left of the next column, it goes on.
        below = any(reading.form.line_index(it.start) == reading.form.line_index(cell.start) - 1 for it in first)
        indent = cell.end - line.start - len(reading.form.text[line.start : cell.end].lstrip(" "))
        if place is None and below and indent < edge:
            first.append(cell)
    return first


def _rest_of_words(reading: Reading, body: Span, lead: tuple[str, ...], values: list[Token]) -> list[Span]:
    """The lines of a warrant's or a convertible's description that a text maker gives behind the row's numbers."""
    if "currency" not in lead or not values:
        return []
    tail = Span(values[-1].end, body.end)
    printed = reading.form.text[tail.start : tail.end]
    is_words = printed.startswith("\n") and any(map(str.isalpha, printed)) and not _KIND.search(printed)
    return [tail] if is_words else []


def _is_sound(
    placing: dict[str, Token], movements: list[tuple[str, Token]], order: tuple[str, ...], known: dict[str, int]
) -> bool:
    """Whether values can stand so: none is below zero, the row rolls forward, and the part's totals are met."""
    values = {name: token.number or 0 for name, token in placing.items()}
    if any(value < 0 for value in values.values()):
        return False
    if any(values.get(name, 0) != value for name, value in known.items() if name in order):
        return False
    if "closing" not in order:
        return True
    moved = sum(token.number or 0 for _, token in movements)
    return "closing" in values and values.get("opening", 0) + moved == values["closing"]


def _dates_in_columns(reading: Reading, tokens: list[Token], result: RowCells) -> list[int]:
    """Keep the dates that stand by themselves: the event's, then the approval's; a date in prose is text."""
    dates = [token for token in tokens if token.kind is Kind.DATE and not _in_prose(reading, token)]
    result.dates.update(zip(("event", "approval"), dates, strict=False))
    return [token.start for token in dates]


def _in_prose(reading: Reading, token: Token) -> bool:
    return _PREPOSITION.search(reading.form.text, max(0, token.start - 16), token.start) is not None


def in_words(reading: Reading, token: Token, start: int) -> bool:
    """Whether a value stands among the words of a description that begins at ``start``.

    ``amount of HK$52,377,600 issued under``, ``2020 Share Option Scheme``.
    """
    text = reading.form.text
    if _in_prose(reading, token):
        return True
    before, after = text[max(start, token.start - 2) : token.start], text[token.end : token.end + 2]
    if _KIND.match(text, token.end + len(after) - len(after.lstrip(" "))):
        return False
    cell = max(start, text.rfind("\n", 0, token.start), text.rfind("\t", 0, token.start))
    if text.count("(", cell, token.start) > text.count(")", cell, token.start):
        return True
    goes_on = _GOES_ON.match(text, token.end) is not None
    begins = not text[start : token.start].strip()
    return goes_on and (begins or re.search(r"[A-Za-z(,:][ \n]?\Z|[\u4e00-\u9fff]\Z", before) is not None)
