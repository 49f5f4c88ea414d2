"""The tables of section III of FF301: the heads of their columns, their rows, and what a row holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from converter.forms.folding import fold
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Span

Placing = dict[str, Token]
"""Values by the columns that they stand in."""
Movements = Sequence[tuple[str, Token]]
"""The movements of a row, each with the words of its kind."""
_LETTERED_HEADS = ((re.compile(r"\(([A-E])1?\)"), "issued"), (re.compile(r"\(([A-E])2\)"), "treasury_shares"))
_HEADS = (
    # The first whose words a head has: a later line's words may stand in an earlier line's head too.
    ("may_be_granted", ("to be granted under the scheme", "計劃可授出", "計劃將授出", "根據該計劃")),
    ("not_yet_cancelled", ("not yet cancelled", "尚未註銷")),
    ("may_be_issued", ("may be issued", "可能因此發行", "可能發行", "可因此發行")),
    ("movement", ("Movement during", "本月內變動", "本月變動", "變動")),
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
class Head:
    """One column's head: its words, one below the other, and where it stands."""

    words: str
    left: int
    right: int

    @property
    def name(self) -> str:
        """The column that its words name; nothing for words that name none."""
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
    columns: list[Head] = field(default_factory=list)
    number: int = 0
    """The number in its mark; each class begins anew."""
    differing: Span | None = None
    """Where the row is printed once more, with other numbers."""

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
    order: tuple[str, ...] = ()
    """The columns that they may stand in."""
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

    fits: Callable[[Placing, Movements], bool] = lambda _placing, _movements: True
    """What the other rules of the form say of the row."""

    @property
    def standing(self) -> set[tuple[str, int]]:
        """Which value stands in which column, by where its print ends: a currency may begin it."""
        return {(name, token.end) for name, token in [*self.by_column.items(), *self.movements]}

    def prefer(self, fits: Callable[[Placing, Movements], bool]) -> None:
        """Keep the ways that a rule of the form allows, if it allows any; it may be broken as printed."""
        self.fits = fits
        allowed = [way for way in self.ways if fits(way, self.movements)]
        self.likely, self.proven = allowed or self.ways, bool(allowed)

    def place(self, ways: Sequence[Placing]) -> None:
        """Place the values that stand in the same column in all of these ways."""
        self.by_column = {name: token for name, token in ways[0].items() if all(it.get(name) is token for it in ways)}
        placed = [*self.by_column.values()]
        self.unplaced = [token for token in self.values if token not in placed]
