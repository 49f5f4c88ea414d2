"""Section I: Movements in Authorised Share Capital."""

from __future__ import annotations

import re

from converter.findings import Finding, Severity
from converter.forms import captions
from converter.forms.balances import ROWS
from converter.forms.capital import Block, CapitalTable
from converter.forms.capital_totals import capital_totals
from converter.forms.legacy.block_texts import description_of, stock_code_of, titled_class
from converter.forms.near import near_captions
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    ClassKind,
    ClassLine,
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
    title = titled_class(reading, block.heading)
    if heads:
        kind = ClassKind(heads[0].name)
    elif title is not None:
        kind = title
    else:
        order = [ClassKind.ORDINARY, ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER]
        kind = order[min(sum(lines.values()), 3)]
    line = _line_of(reading, block)
    return ClassLine(kind, line if line > lines.get(kind, 0) else lines.get(kind, 0) + 1)


def _read_block(reading: Reading, block: Block, share_class: ClassLine, before: Block | None) -> AuthorisedBlock:
    name = f"Section I, {share_class}"
    above = before if before and stock_code_of(reading, before).state is State.STATED else None
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
        stock_code=stock_code_of(reading, block),
        description=description_of(reading, block),
        opening=cells.row("opening"),
        increase=cells.row("increase"),
        closing=cells.row("closing"),
    )
    return _without_stray_mark(reading, result)


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
