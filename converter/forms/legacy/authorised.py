"""Section I: Movements in Authorised Share Capital."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.evidence import Origin
from converter.forms import captions
from converter.forms.balances import ROWS, balance_rows
from converter.forms.figures import count, money, text_of_pieces
from converter.forms.legacy.part import stock_code
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.text import Segment, Span, fold
from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    CapitalRow,
    ClassKind,
    ClassLine,
    Figure,
    Money,
    State,
)
from converter.walk import entries, mapped

_CAPTIONS = {
    "code": captions.STOCK_CODE,
    "description": captions.DESCRIPTION,
    **captions.NUMBER_HEADS,
    "par": captions.PAR_HEAD,
    "capital": captions.CAPITAL_HEAD,
    **captions.BALANCE_ROWS,
    "total": captions.AUTHORISED_TOTAL,
}
_TITLES = {fold(title): kind for kind, title in zip(ClassKind, ("Ordinary Shares", "Preference Shares"), strict=False)}
_TITLES[fold("Other Classes of Shares")] = ClassKind.OTHER
_COLUMNS = ("number", "par", "capital")
_TITLE_LINE = re.compile(
    r"^[ \t]*(?:\d[ \t]*[.)][ \t]*)?(?:Preference|Other\s*Classes\s*of)\s*Shares[ \t]*$", re.I | re.M
)
_LINE_MARK = re.compile(r"\(\s*(\d)\s*\)\s*$")


@dataclass(slots=True)
class _Block:
    """The segments of one block, by caption, with the heading text before it."""

    heading: Span
    segments: list[Segment] = field(default_factory=list)

    def named(self, *names: str) -> list[Segment]:
        return [segment for segment in self.segments if segment.name in names]


def read_authorised(reading: Reading, span: Span) -> AuthorisedCapital:
    """Read every block of section I and the total; a block in which nothing is printed is kept, blank."""
    segments = reading.form.segments(_CAPTIONS, span)
    lines: dict[ClassKind, int] = {}
    blocks = []
    for block in _blocks(segments, span):
        share_class = _class_line(reading, block, lines)
        lines[share_class.kind] = max(share_class.line, lines.get(share_class.kind, 0))
        blocks.append(_read_block(reading, block, share_class))
    for kind in (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER):
        if kind not in lines:
            reading.missing(f"Section I: the block of {kind} shares", "authorised.blocks")
    total = [segment for segment in segments if segment.name == "total"]
    if not total:
        reading.missing("The line 'Total authorised share capital at the end of the month'", "authorised.total")
    return AuthorisedCapital(blocks=tuple(blocks), total=_totals(reading, total))


def _blocks(segments: list[Segment], span: Span) -> list[_Block]:
    """Cut the section at every "Stock code", or at a new opening balance where that caption was lost."""
    blocks: list[_Block] = []
    position = span.start
    for segment in segments:
        if segment.name == "total":
            break
        closed = bool(blocks) and bool(blocks[-1].named("closing"))
        if not blocks or segment.name == "code" or (segment.name in captions.NUMBER_HEADS and closed):
            blocks.append(_Block(Span(position, segment.caption.start)))
        blocks[-1].segments.append(segment)
        position = segment.caption.end
    # A crop may print the heads of a table once more: a block without any row is such a ghost, unless it is alone.
    return [block for block in blocks if block.named(*ROWS)] or [block for block in blocks if block.named("code")]


def _class_line(reading: Reading, block: _Block, lines: dict[ClassKind, int]) -> ClassLine:
    """The class from the head of the number column, else from the heading, else from the form's order."""
    heads = block.named(*captions.NUMBER_HEADS)
    title = _title_before(reading, block.heading)
    if heads:
        kind = ClassKind(heads[0].name)
    elif title is not None:
        kind = title
    else:
        order = [ClassKind.ORDINARY, ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER]
        kind = order[min(sum(lines.values()), 3)]
    mark = _LINE_MARK.search(reading.form.text, block.heading.start, block.heading.end)
    line = int(mark.group(1)) if mark else 0
    return ClassLine(kind, line if line > lines.get(kind, 0) else lines.get(kind, 0) + 1)


def _title_before(reading: Reading, heading: Span) -> ClassKind | None:
    folded = fold(reading.form.text[heading.start : heading.end])
    found = ((folded.rfind(title), kind) for title, kind in _TITLES.items())
    place, kind = max(found)
    return kind if place >= 0 else None


def _read_block(reading: Reading, block: _Block, share_class: ClassLine) -> AuthorisedBlock:
    name = f"Section I, {share_class}"
    cells = _Cells(reading, block, name)
    lost = [row for row in ROWS if not block.named(row) and row not in cells.rows]
    if lost:
        reading.missing(f"{name}: the row of the {' and the '.join(lost)}", f"authorised.blocks[{share_class}]")
    result = AuthorisedBlock(
        share_class=share_class,
        stock_code=_stock_code(reading, block),
        description=_description(reading, block),
        opening=cells.row("opening"),
        increase=cells.row("increase"),
        closing=cells.row("closing"),
    )
    return _without_stray_mark(result)


def _stock_code(reading: Reading, block: _Block) -> Figure[str]:
    codes = (stock_code(reading, segment.body) for segment in block.named("code"))
    return next((code for code in codes if code.state is not State.BLANK), BLANK)


def _description(reading: Reading, block: _Block) -> Figure[str]:
    """The words beside the caption; a cell of two lines has its first line above the caption."""
    for segment in block.named("description"):
        pieces = [_first_line(reading, segment.body)]
        above = _line_above(reading, block.heading)
        if above and text_of_pieces(reading.form, pieces).state is State.STATED:
            pieces.insert(0, above)
        figure = text_of_pieces(reading.form, pieces, Origin.JOINED if len(pieces) > 1 else None)
        if figure.state is not State.BLANK:
            return figure
    return _description_before_column(reading, block)


def _first_line(reading: Reading, body: Span) -> Span:
    """The first line of a stretch in which anything but punctuation is printed."""
    text = reading.form.text[body.start : body.end]
    start = len(text) - len(text.lstrip(" \t\n:_"))
    end = text.find("\n", start)
    return Span(body.start + start, body.end if end < 0 else body.start + end)


def _line_above(reading: Reading, heading: Span) -> Span | None:
    """The last line of words between the block before and this one, unless it is a heading."""
    text = reading.form.text[heading.start : heading.end]
    line_start = text.rfind("\n")
    above = text[: max(line_start, 0)].rstrip("\n")
    start = heading.start + above.rfind("\n") + 1
    words = above.rsplit("\n", 1)[-1]
    if not above.count("\n") or not re.search(r"[^\W\d_]{2}", words) or text[line_start + 1 :].strip(" \t()12"):
        return None
    tokens = reading.tokens(Span(start, start + len(words)))
    if any(title in fold(words) for title in _TITLES) or any(token.kind in VALUES for token in tokens):
        return None
    return Span(start, start + len(words))


def _description_before_column(reading: Reading, block: _Block) -> Figure[str]:
    """In a flattened table the description may stand just before the heads of the money columns."""
    tails = (_tail_before_column(reading, block, segment) for segment in block.named(*ROWS))
    return next((text_of_pieces(reading.form, [tail]) for tail in tails if tail), BLANK)


def _tail_before_column(reading: Reading, block: _Block, row: Segment) -> Span | None:
    """The last cell of a row's stretch, where a money column's head follows and no figure is in it."""
    place = block.segments.index(row)
    following = block.segments[place + 1].name if place + 1 < len(block.segments) else ""
    text = reading.form.text[row.body.start : row.body.end].rstrip()
    border = max(text.rfind("\t"), text.rfind("\n"))
    tail = text[border + 1 :]
    if following not in ("par", "capital") or border < 0 or not tail.strip() or any(c.isdigit() for c in tail):
        return None
    return Span(row.body.start + border + 1, row.body.start + len(text))


class _Cells:
    """The nine cells of a block, placed by row where rows are whole, else by column."""

    def __init__(self, reading: Reading, block: _Block, name: str) -> None:
        self._reading = reading
        self._name = name
        self._heads = self._head_currencies(block)
        self._placed: dict[tuple[str, str], Token] = {}
        columns = self._columns(block)
        bodies = {row: [self._row_body(block, segment) for segment in block.named(row)] for row in ROWS}
        self.rows = balance_rows(reading, block.segments, bodies, len(_COLUMNS))
        for name, row in self.rows.items():
            self._place_row(name, row.tokens, [column for column, _ in columns])
        for column, tokens in columns:
            self._place_column(column, tokens)

    def row(self, row: str) -> CapitalRow:
        form = self._reading.form
        return CapitalRow(
            number=count(form, self._placed.get((row, "number"))),
            par_value=money(form, self._placed.get((row, "par")), self._currency("par")),
            capital=money(form, self._placed.get((row, "capital")), self._currency("capital")),
        )

    def _head_currencies(self, block: _Block) -> dict[str, str | None]:
        """The currencies that the heads of the money columns name."""
        heads: dict[str, str | None] = {}
        for segment in block.named("par", "capital"):
            token = of_kind(self._reading.tokens(segment.body), Kind.CURRENCY)
            heads.setdefault(segment.name, token.currency if token else None)
        return heads

    def _currency(self, column: str) -> str | None:
        """The column's currency: its head's, else the one that its other cells name."""
        head = self._heads.get(column)
        cells = {token.currency for (_, name), token in self._placed.items() if name == column and token.currency}
        return head or (cells.pop() if len(cells) == 1 else None)

    def _row_body(self, block: _Block, row: Segment) -> Span:
        tail = _tail_before_column(self._reading, block, row)
        title = _TITLE_LINE.search(self._reading.form.text, row.body.start, row.body.end)
        return Span(row.body.start, min(tail.start if tail else row.body.end, title.start() if title else row.body.end))

    def _columns(self, block: _Block) -> list[tuple[str, list[Token]]]:
        """The values that stand under the head of a money column; "both" where two heads share them."""
        columns = []
        for before, segment in zip([None, *block.segments], block.segments, strict=False):
            values = self._reading.values(segment.body) if segment.name in ("par", "capital") else []
            shared = before is not None and before.name == "par" and segment.name == "capital"
            if values:
                columns.append(("both" if shared else segment.name, values))
        return columns

    def _place_row(self, row: str, values: list[Token], columns: list[str]) -> None:
        match len(values), row:
            case 0, _:
                return
            case 1, _:
                names = ["number"]
            case 2, "increase":
                names = ["number", "capital"]  # the form has no par value in this row
            case 2, _ if "capital" in columns:
                names = ["number", "par"]
            case 2, _ if "par" in columns:
                names = ["number", "capital"]
            case 3, _:
                names = ["number", "par", "capital"]
            case _:
                self._reading.unplaced(values, f"{self._name}, {row}")
                return
        self._place(zip([(row, name) for name in names], values, strict=True))

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
        if order is None or any(self._differs(cell, token) for cell, token in zip(order, tokens, strict=True)):
            self._reading.unplaced(tokens, f"{self._name}, {column}")
            return
        self._place(zip(order, tokens, strict=True))

    def _differs(self, cell: tuple[str, str], token: Token) -> bool:
        """Whether a cell holds another value already: overlapping crops print a column twice."""
        before = self._placed.get(cell)
        return before is not None and (before.kind, before.number) != (token.kind, token.number)

    def _place(self, cells: Iterable[tuple[tuple[str, str], Token]]) -> None:
        for cell, token in cells:
            self._placed.setdefault(cell, token)


def _without_stray_mark(block: AuthorisedBlock) -> AuthorisedBlock:
    """A lone digit in a block that is otherwise blank is a mark of the scanner, not a figure."""
    numbers = [block.opening.number, block.increase.number, block.closing.number]
    stated = [figure for figure in numbers if figure.state is State.STATED]
    printed = sum(entry.figure.state is State.STATED for entry in entries(block))
    if printed != 1 or len(stated) != 1 or (stated[0].value or 0) > 9:
        return block
    unread: AuthorisedBlock = mapped(
        block, lambda _, figure: Figure(State.DAMAGED, None, figure.evidence) if figure is stated[0] else figure
    )
    return unread


def _totals(reading: Reading, segments: list[Segment]) -> tuple[Figure[Money], ...]:
    """The total, one per currency; a second print of the same amount is an overlapping crop."""
    totals: dict[str | None, Figure[Money]] = {}
    for segment in segments:
        head = of_kind(reading.tokens(segment.body), Kind.CURRENCY)
        for token in reading.values(segment.body):
            figure = money(reading.form, token, head.currency if head else None)
            totals.setdefault(figure.value.currency if figure.value else None, figure)
    return tuple(totals.values())
