"""The tables of section III of FF301: the rows under each class, and the columns that their heads tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from converter.forms.ff301 import captions
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of, fold

Placing = dict[str, Token]
"""Values by the columns that they stand in."""
Movements = Sequence[tuple[str, Token]]
"""The movements of a row, each with the words of its kind."""
_OPEN = re.compile(r"\([^()]*\Z")
_NOTE_REACH = 40
"""Characters within which a bracket that a mark would close is opened: ``(Note 2)``."""
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
ORDER = (
    *("text", "currency", "over", "price", "opening", "movement", "closing", "event", "approval"),
    *("issued", "treasury_shares", "may_be_issued", "may_be_granted", "not_yet_cancelled"),
)
"""The columns of all parts in the form's order."""
_BLOCK_NUMBER = re.compile(r"\s*\d{1,2}\s?\.\s*")
"""The number of the next block of a class, behind the last row of this one."""


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
    fields: Span
    """Where the fields stand that are printed below the row; a copy of the row may stand before them."""
    columns: list[_Head] = field(default_factory=list)
    number: int = 0
    """The number in its mark; each class begins anew."""

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
        RowText(Span(mark.end(), end), Span(mark.end(), end), columns, int(re.sub(r"\D", "", mark.group())))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return _without_copies(reading, texts)


def _without_copies(reading: Reading, texts: list[RowText]) -> list[RowText]:
    """The rows without those printed once more, as where two pictures of a page overlap, whole or garbled.

    What a garbled copy prints is read from the other of the two; the fields below a row stand behind the last.
    """
    kept: list[RowText] = []
    for text in texts:
        before = kept[-1] if kept and kept[-1].number == text.number else None
        if before and _is_copy(reading, text, before):
            kept[-1] = replace(before, fields=text.span)
        elif before and (_is_repeated(reading, before, text) or _is_copy(reading, before, text)):
            kept[-1] = text
        else:
            kept.append(text)
    return kept


def _is_repeated(reading: Reading, text: RowText, following: RowText) -> bool:
    """Whether the next row begins with all that this one prints."""
    one, two = (" ".join(reading.form.text[slice(*it.span)].split()) for it in (text, following))
    if two.startswith(one):
        reading.repeats(reading.tokens(text.span))
    return two.startswith(one)


def _is_copy(reading: Reading, text: RowText, whole: RowText) -> bool:
    """Whether a row is a garbled copy of another: its digits are of the other's, and half of its letters or more.

    A garbled copy keeps two letters of three.
    """
    one, two = (reading.form.text[slice(*_without_fields(reading, it.span))] for it in (text, whole))
    digits = iter(filter(str.isdigit, two))
    if len(one) >= len(two) or not all(digit in digits for digit in one if digit.isdigit()):
        return False
    letters, others = ("".join(filter(str.isalpha, it)).lower() for it in (one, two))
    shared = sum(block.size for block in SequenceMatcher(None, letters, others, autojunk=False).get_matching_blocks())
    return shared * 4 > len(letters) + len(others)


def _without_fields(reading: Reading, span: Span) -> Span:
    """A row up to the first of the fields below it."""
    fields = reading.form.first(captions.INSTRUMENT_FIELDS.values(), *span)
    return Span(span.start, fields.start if fields else span.end)


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
    places = [ORDER.index(name) for name in names]
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


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a part: those before the movements, those behind, and what values can stand in them."""

    lead: tuple[str, ...]
    order: tuple[str, ...]
    can_stand: Callable[[Placing, Movements], bool]


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
    values: list[Token] = field(default_factory=list)
    """Those values, without the movements."""
    ways: list[Placing] = field(default_factory=list)
    """Every way to place them that the row's own sum allows."""
    likely: list[Placing] = field(default_factory=list)
    """Those of the ways that the other rules of the form allow."""
    proven: bool = False
    """Whether the other rules of the form allow any of the ways."""
    refuted: bool = False
    """Whether what the places say cannot be: a date stands under the head of a number."""

    @property
    def standing(self) -> set[tuple[str, int]]:
        """Which value stands in which column, by where its print ends: a currency may begin it."""
        return {(name, token.end) for name, token in [*self.by_column.items(), *self.movements]}

    def prefer(self, fits: Callable[[Placing, Movements], bool]) -> None:
        """Keep the ways that a rule of the form allows, if it allows any; it may be broken as printed."""
        allowed = [way for way in self.ways if fits(way, self.movements)]
        self.likely, self.proven = allowed or self.ways, bool(allowed)

    def place(self, ways: Sequence[Placing]) -> None:
        """Place the values that stand in the same column in all of these ways."""
        self.by_column = {name: token for name, token in ways[0].items() if all(it.get(name) is token for it in ways)}
        placed = [*self.by_column.values()]
        self.unplaced = [token for token in self.values if token not in placed]
