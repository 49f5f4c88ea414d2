"""Section I: Movements in Authorised Share Capital."""

from __future__ import annotations

import re

from converter.evidence import Origin
from converter.findings import Finding, Severity
from converter.forms import captions
from converter.forms.balances import ROWS
from converter.forms.capital import Block, CapitalTable, capital_totals, tail_before_column
from converter.forms.figures import text_of_pieces
from converter.forms.folding import fold
from converter.forms.lexer import VALUES, Kind
from converter.forms.near import near_captions
from converter.forms.reading import Reading
from converter.forms.stock_codes import stock_code
from converter.forms.text import Segment, Span
from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    ClassKind,
    ClassLine,
    Figure,
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
_TITLES |= {fold(title): kind for kind, title in zip(ClassKind, ("普通股", "優先股", "其他類別股份"), strict=False)}
_TITLES[fold("Other Classes of Shares")] = ClassKind.OTHER
_PROSE = 4
"""So many words in a line make its numbers part of a text."""
_COLUMN_HEAD = re.compile(
    r"(?:No\.?\s+of|Par\s+value|Authorised\s+share)\b|\w{1,6}股份?[數数]目|面值|法定股本", re.IGNORECASE
)
_LINE_MARK = re.compile(r"\(\s*(\d)\s*\)\s*$")


def read_authorised(reading: Reading, span: Span) -> AuthorisedCapital:
    """Read every block of section I and the total; a block in which nothing is printed is kept, blank."""
    segments = reading.form.segments(_CAPTIONS, span, near_captions(reading.form, _CAPTIONS, span, ["description"]))
    lines: dict[ClassKind, int] = {}
    blocks = []
    printed = _without_ghosts(reading, _blocks(segments, span))
    for before, block in zip([None, *printed], printed, strict=False):
        share_class = _class_line(reading, block, lines)
        lines[share_class.kind] = max(share_class.line, lines.get(share_class.kind, 0))
        blocks.append(_read_block(reading, block, share_class, before))
    for kind in (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER):
        if kind not in lines:
            reading.missing(f"Section I: the block of {kind} shares", "authorised.blocks")
    total = _total_segments(reading, segments)
    if not total:
        reading.missing("The line 'Total authorised share capital at the end of the month'", "authorised.total")
    return AuthorisedCapital(blocks=tuple(blocks), total=capital_totals(reading, total))


def _total_segments(reading: Reading, segments: list[Segment]) -> list[Segment]:
    """The stretch behind the total's caption; the head of a column may have been thrown between it and its value."""
    total = [segment for segment in segments if segment.name == "total"]
    last = segments[-1] if segments else None
    if total and last and last.name == "capital" and not reading.values(total[-1].body):
        return [*total, last]
    return total


def _blocks(segments: list[Segment], span: Span) -> list[Block]:
    """Cut the section at every "Stock code", or at a new opening balance where that caption was lost."""
    blocks: list[Block] = []
    position = span.start
    for segment in segments:
        if segment.name == "total":
            break
        closed = bool(blocks) and bool(blocks[-1].named("closing"))
        if not blocks or segment.name == "code" or (segment.name in captions.NUMBER_HEADS and closed):
            blocks.append(Block(Span(position, segment.caption.start)))
        blocks[-1].segments.append(segment)
        position = segment.caption.end
    # A crop may print the heads of a table once more: a block without any row is such a ghost, unless it is alone.
    return [block for block in blocks if block.named(*ROWS)] or [block for block in blocks if block.named("code")]


def _without_ghosts(reading: Reading, blocks: list[Block]) -> list[Block]:
    """The blocks without those that stand before line (1), or between (1) and (2): garbled copies of overlapping crops.

    What they print is told.
    """
    kept: list[Block] = []
    unmarked: list[Block] = []
    last = 0
    for block in blocks:
        line = _line_of(reading, block)
        if line and line == last + 1:
            for ghost in unmarked:
                _tell_ghost(reading, ghost)
                kept.remove(ghost)
        unmarked = [] if line else [*unmarked, block]
        last = line or last
        kept.append(block)
    return kept


def _tell_ghost(reading: Reading, block: Block) -> None:
    values = reading.values(Span(block.segments[0].caption.start, block.segments[-1].body.end))
    if values:
        reading.unplaced(values, "Section I, a block printed twice")


def _line_of(reading: Reading, block: Block) -> int:
    """The number of its line that a block prints before its first caption; 0 if it prints none."""
    mark = _LINE_MARK.search(reading.form.text, *block.heading)
    return int(mark.group(1)) if mark else 0


def _class_line(reading: Reading, block: Block, lines: dict[ClassKind, int]) -> ClassLine:
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
    line = _line_of(reading, block)
    return ClassLine(kind, line if line > lines.get(kind, 0) else lines.get(kind, 0) + 1)


def _title_before(reading: Reading, heading: Span) -> ClassKind | None:
    folded = fold(reading.form.text[heading.start : heading.end])
    found = ((folded.rfind(title), kind) for title, kind in _TITLES.items())
    place, kind = max(found)
    return kind if place >= 0 else None


def _read_block(reading: Reading, block: Block, share_class: ClassLine, before: Block | None) -> AuthorisedBlock:
    name = f"Section I, {share_class}"
    above = before if before and _stock_code(reading, before).state is State.STATED else None
    cells = CapitalTable(reading, block, name, above)
    if cells.torn:
        reading.missing(f"{name}: what tells its values from those of the block above", "authorised.blocks")
    lost = [row for row in ROWS if not block.named(row) and row not in cells.rows]
    if lost:
        reading.missing(f"{name}: the row of the {' and the '.join(lost)}", f"authorised.blocks[{share_class}]")
    for row in ("opening", "closing"):
        if cells.row(row).capital.value and cells.row(row).number.state is State.BLANK:
            reading.missing(f"{name}: the number of shares at {row}", f"authorised.blocks[{share_class}].{row}.number")
    result = AuthorisedBlock(
        share_class=share_class,
        stock_code=_stock_code(reading, block),
        description=_description(reading, block),
        opening=cells.row("opening"),
        increase=cells.row("increase"),
        closing=cells.row("closing"),
    )
    return _without_stray_mark(reading, result)


def _stock_code(reading: Reading, block: Block) -> Figure[str]:
    bodies = [segment.body for segment in block.named("code")]
    if not bodies:
        # Where the caption was lost, the code still stands alone before "Description".
        bodies = [_before_description(reading, segment) for segment in block.named("description")]
    codes = (stock_code(reading, body) for body in bodies)
    return next((code for code in codes if code.state is not State.BLANK), BLANK)


def _before_description(reading: Reading, description: Segment) -> Span:
    """What stands before "Description" in its line, without the number of the line of the class."""
    line = reading.form.line_span(description.caption.start)
    mark = re.match(r"[ \t]*\(\s*\d\s*\)", reading.form.text[line.start : description.caption.start])
    return Span(line.start + (mark.end() if mark else 0), description.caption.start)


def _description(reading: Reading, block: Block) -> Figure[str]:
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
    if _COLUMN_HEAD.match(text, start):
        return Span(body.start, body.start)  # the description is blank, and a wrapped head of a column follows
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
    figures = any(token.kind in VALUES for token in tokens)
    prose = sum(token.kind is Kind.WORD for token in tokens) >= _PROSE
    if (figures and not prose) or _is_title(words):
        return None
    return Span(start, start + len(words))


def _is_title(words: str) -> bool:
    """Whether a line prints nothing but a class's heading, once or in every cell."""
    folded = fold(words)
    for title in _TITLES:
        folded = folded.replace(title, "")
    return sum(character.isalpha() for character in folded) < _PROSE


def _description_before_column(reading: Reading, block: Block) -> Figure[str]:
    """In a flattened table the description may stand just before the heads of the money columns."""
    tails = (tail_before_column(reading, block, segment) for segment in block.named(*ROWS))
    return next((text_of_pieces(reading.form, [tail]) for tail in tails if tail), BLANK)


def _without_stray_mark(reading: Reading, block: AuthorisedBlock) -> AuthorisedBlock:
    """A lone digit in a block that is otherwise blank is a mark of the scanner, not a figure; it is told."""
    numbers = [block.opening.number, block.increase.number, block.closing.number]
    stated = [figure for figure in numbers if figure.state is State.STATED]
    printed = sum(entry.figure.state is State.STATED for entry in entries(block))
    if printed != 1 or len(stated) != 1 or (stated[0].value or 0) > 9:
        return block
    reading.findings.append(
        Finding(
            "stray-mark",
            Severity.INFO,
            f"Section I, {block.share_class}: one digit stands in a block that is otherwise blank; it is no figure.",
            "Look at the published return if this class is in use.",
            evidence=stated[0].evidence,
        )
    )
    cleared: AuthorisedBlock = mapped(block, lambda _, figure: BLANK if figure is stated[0] else figure)
    return cleared
