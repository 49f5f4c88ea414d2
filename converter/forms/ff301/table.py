"""The tables of section III of FF301: which value of a row stands in which column.

Where the source tells places across the page, a value belongs to the column whose head it
stands under. Where it does not (a flattened page), values belong to columns in order, and only
when there are as many as the form asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from converter.forms.ff301 import captions
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of, fold

_MARK = re.compile(r"(?<!\w)\d{1,3}\s?\)\s?\.|(?<=\n)\d{1,3}\)(?=\s)")
_KIND = re.compile(
    r"(?:New(?:ly)?\s+)?(?:Granted|Exercised|Cancelled|Lapsed|Issued|Converted|Redeemed|Repurchased|Expired|Matured|Forfeited"
    r"|Others?|Adjust\w*|授出|行使|註銷|失效|發行|轉換|贖回|購回|到期|其他)"
    r"(?:[ \t]*-[ \t]*(?:new|treasury)\s+shares(?:\s+involved)?|[ \t]*\([^)\n]*\))?",
    re.IGNORECASE,
)
_HEADS = (
    # Longest first: a head is known by words that no earlier line of this list has.
    ("may_be_granted", ("options to be granted under the scheme", "根據計劃可授出", "計劃將授出")),
    ("not_yet_cancelled", ("but not yet cancelled", "但尚未註銷", "尚未註銷")),
    ("may_be_issued", ("may be issued", "可能因此發行", "可能發行", "可因此發行")),
    (
        "treasury_shares",
        ("treasury shares transferred", "decrease (-) in treasury shares", "treasury shares", "庫存股份"),
    ),
    ("movement", ("Movement during the month", "本月內變動", "本月變動")),
    ("opening", ("preceding month", "上月底")),
    ("closing", ("outstanding at close of the month", "at close of the month", "amount at close of the", "本月底")),
    ("issued", ("new shares", "in issued shares", "新股", "已發行股份")),
    ("approval", ("General Meeting approval date", "股東大會")),
    ("event", ("Date of event", "Issue and allotment date", "事件日期", "發行及配發日期")),
    ("price", ("At price", "Amount", "發行價", "價格")),
    ("currency", ("Currency", "貨幣")),
    ("text", ("Particulars", "Description", "Events", "Type of Issue", "說明", "詳情", "事件", "發行類別")),
)


@dataclass(slots=True)
class _Head:
    """One column's head: its words, one below the other, and where it stands."""

    words: str
    left: int
    right: int

    @property
    def name(self) -> str:
        folded = fold(self.words)
        return next((name for name, marks in _HEADS if any(fold(mark) in folded for mark in marks)), "")


@dataclass
class RowText:
    """One row of a part: its stretch, and the columns that the head of its table tells."""

    span: Span
    columns: list[_Head] = field(default_factory=list)

    @cached_property
    def bounds(self) -> list[tuple[int, str]]:
        """The right bound of each column but the last, with its name, from left to right."""
        ordered = sorted(self.columns, key=lambda head: head.left + head.right)
        return [((one.right + two.left) // 2, one.name) for one, two in pairwise(ordered)]

    def column(self, place: tuple[int, int]) -> str:
        """The name of the column that a stretch across the page stands in, by its middle."""
        last = max(self.columns, key=lambda head: head.left + head.right).name
        return next((name for right, name in self.bounds if sum(place) // 2 <= right), last)


def row_texts(reading: Reading, stretch: Span) -> list[RowText]:
    """Cut the block of a class at ``1).``, ``2).`` …; the heads of the columns stand before the first."""
    text = reading.form.text
    marks = [match for match in _MARK.finditer(text, *stretch)]
    if not marks:
        return []
    columns = _columns(reading, Span(stretch.start, marks[0].start()))
    ends = ends_of([match.start() for match in marks], stretch.end)
    return [RowText(Span(match.end(), end), columns) for match, end in zip(marks, ends, strict=True)]


def _columns(reading: Reading, head: Span) -> list[_Head]:
    """Put the cells of a table's head together, column by column."""
    code = [place.end for place in reading.form.find(captions.DESCRIPTION, *head)]
    columns: list[_Head] = []
    for left, right, words in _cells(reading, Span(code[0] if code else head.start, head.end)):
        above = next((one for one in columns if min(one.right, right) > max(one.left, left)), None)
        if above is None:
            columns.append(_Head(words, left, right))
        else:
            above.words += f" {words}"
            above.left, above.right = min(above.left, left), max(above.right, right)
    return [column for column in columns if column.name]


def _cells(reading: Reading, span: Span) -> Iterable[tuple[int, int, str]]:
    for match in re.finditer(r"[^\t\n]+", reading.form.text[span.start : span.end]):
        place = reading.form.place(span.start + match.start())
        if place is not None and match.group().strip():
            yield place[0], place[1], match.group().strip()


@dataclass(slots=True)
class RowCells:
    """A row's values by column, its movements by kind, and what could not be placed."""

    by_column: dict[str, Token] = field(default_factory=dict)
    movements: list[tuple[str, Token]] = field(default_factory=list)
    unplaced: list[Token] = field(default_factory=list)


def cells_of(reading: Reading, row: RowText, body: Span, order: tuple[str, ...]) -> RowCells:
    """Place the values of ``body``; ``order`` names the columns behind the movements, for a flattened page."""
    tokens = [token for token in reading.values(body) if not in_words(reading, token)]
    kinds = [(match.start(), " ".join(match.group().split())) for match in _KIND.finditer(reading.form.text, *body)]
    heads = {head.name for head in row.columns}
    placed = heads.issuperset(order) and all(reading.form.place(token.start) for token in tokens)
    return _by_place(reading, row, tokens, kinds) if placed else _by_order(reading, tokens, kinds, order)


def in_words(reading: Reading, token: Token) -> bool:
    """Whether a value stands among the words of a description: "amount of HK$52,377,600 issued under"."""
    before = reading.form.text[max(0, token.start - 2) : token.start]
    after = reading.form.text[token.end : token.end + 2]
    return re.search(r"[A-Za-z(,][ ]?\Z", before) is not None and re.match(r"[ ]?[a-z)]|$|\n", after) is not None


def _by_place(reading: Reading, row: RowText, tokens: list[Token], kinds: list[tuple[int, str]]) -> RowCells:
    cells = RowCells()
    for token in tokens:
        # A currency mark in the cell before belongs to the amount, but does not tell its column.
        start = max(token.start, reading.form.text.rfind("\t", token.start, token.end) + 1)
        name = row.column(reading.form.place_of(start, token.end))
        if name in ("text", "currency", ""):
            continue
        if name == "movement":
            before = [kind for start, kind in kinds if start < token.start]
            cells.movements.append((before[-1] if before else "", token))
        elif name in cells.by_column:
            cells.unplaced.append(token)
        else:
            cells.by_column[name] = token
    return cells


def _by_order(reading: Reading, tokens: list[Token], kinds: list[tuple[int, str]], order: tuple[str, ...]) -> RowCells:
    """Opening, then each kind with its number, then the columns of ``order``: all of them, or nothing is placed."""
    cells = RowCells()
    first = kinds[0][0] if kinds else -1
    before = [token for token in tokens if token.start < first]
    rest = [token for token in tokens if token not in before]
    for start, kind in kinds:
        following = next((token for token in rest if token.start > start), None)
        if following is not None and not reading.form.text[start + len(kind) : following.start].strip(" \t\n:"):
            cells.movements.append((kind, following))
            rest.remove(following)
    if len(before) > 1 or len(rest) != len(order):
        return RowCells(unplaced=tokens)
    cells.by_column.update(zip(["opening"] * len(before) + list(order), [*before, *rest], strict=True))
    return cells
