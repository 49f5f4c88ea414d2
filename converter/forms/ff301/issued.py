"""Section II of FF301: issued shares, treasury shares, and the public float confirmation."""

from __future__ import annotations

import re
from typing import Any

from converter.forms.balances import ROWS, balance_rows
from converter.forms.capital import Block
from converter.forms.columns import TableRow, place
from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes, ClassHead
from converter.forms.ff301.head_findings import report_unanswered, report_unread
from converter.forms.ff301.heads import class_blocks, read_head
from converter.forms.ff301.lost_blocks import tell_lost_block
from converter.forms.ff301.parts import not_applicable
from converter.forms.figures import count, damaged, text_between
from converter.forms.lexer import Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import BLANK, Balance, Figure, IssuedBlock, IssuedCapital, PublicFloat, State

_INNER = {
    "excluding": captions.EXCLUDING_HEAD,
    "treasury": captions.TREASURY_HEAD,
    "all": captions.ALL_HEAD,
    **captions.BALANCE_ROWS,
    "float": captions.PUBLIC_FLOAT,
}
_FLOAT = {
    "complied": captions.COMPLIED,
    "not-complied": captions.NOT_COMPLIED,
    "threshold": captions.FLOAT_THRESHOLD,
    "remark": captions.FLOAT_REMARK,
}
_BOXES = ("complied", "not-complied")
_TICK = re.compile(r"[✔✓✅☑☒✗✘✕■√\uf04f\uf050\uf052\uf053\uf0fb\uf0fc\uf0fd\uf0fe]|\[[xXvV]\]|\([xX]\)")
"""A box that is ticked, whatever glyph ticks it: the form prints two sentences, of which one is marked.

Private-use glyphs are those of Wingdings. An empty box, ``☐`` ``□`` ``[ ]``, is none of these.
"""


def read_issued(reading: Reading, span: Span, classes: Classes) -> IssuedCapital:
    """Read the block of every class."""
    blocks = []
    found = class_blocks(reading, _INNER, span)
    tell_lost_block(reading, found, "Section II", "issued.blocks")
    heads = [read_head(reading, block) for block in found]
    for block, head, line in zip(found, heads, classes.lines_of(heads), strict=True):
        report_unread(reading, block, line, f"issued.blocks[{line}]")
        report_unanswered(reading, block, head, f"issued.blocks[{line}]")
        columns = _columns(reading, block, f"Section II, {line}")
        blocks.append(
            IssuedBlock(
                share_class=line,
                **columns[0],
                treasury=Balance(**columns[1]),
                all_issued=Balance(**columns[2]),
                public_float=_public_float(reading, block, f"Section II, {line}"),
                **head.figures,
            )
        )
    return IssuedCapital(not_applicable=not_applicable(reading, captions.Section.ISSUED, span), blocks=tuple(blocks))


def heads_of(reading: Reading, span: Span) -> list[ClassHead]:
    """What the head of each class says."""
    return [read_head(reading, block) for block in class_blocks(reading, _INNER, span)]


def _columns(reading: Reading, block: Block, name: str) -> list[dict[str, Any]]:
    """The figures by column: issued without treasury shares, treasury shares, all. Older versions have one."""
    width = 3 if block.named("treasury") else 1
    bodies = {row: [segment.body for segment in block.named(row)] for row in ROWS}
    rows = balance_rows(reading, block.segments, bodies, width, block.heading)
    opening, increase = (rows.get(row, TableRow([])).tokens for row in ("opening", "increase"))
    if not block.named("closing") and "closing" not in rows and _may_be_close(reading, block, opening, increase):
        reading.unplaced(rows.pop("increase").tokens, f"{name}, increase")
    ordered = [rows.get(row, TableRow([])) for row in ROWS]
    placed = place(reading.form, ordered, width)
    told = _by_the_balances(ordered[1].tokens, placed[0], placed[2])
    # A number in the column of a balance that stands still, where just so much is added to the other, is of neither.
    placed[1] = None if told and placed[1] not in (None, told) else placed[1] or told
    columns: list[dict[str, Any]] = [{}, {}, {}]
    for row, found, cells in zip(ROWS, ordered, placed, strict=True):
        if not block.named(row) and row not in rows:
            reading.missing(f"{name}: the row of the {row}", "issued.blocks")
        for column, token in enumerate(_cells(reading, row, found.tokens, cells, width, name)):
            columns[column][row] = count(reading.form, token)
    return columns


def _may_be_close(reading: Reading, block: Block, opening: list[Token], increase: list[Token]) -> bool:
    """Whether values behind the increase's caption may be those of the close, whose caption was lost.

    A close without an increase is the opening. The increase's values are those alone with its caption in their line.
    """
    before, behind = ([token.number for token in row] for row in (opening, increase))
    differs = bool(before) and None not in (*before, *behind) and before != behind
    if not increase or differs:
        return False
    lines = {row: reading.form.line_index(it.caption.end - 1) for row in ROWS for it in block.named(row)}
    own = lines.get("increase", -1)
    return [*lines.values()].count(own) > 1 or reading.form.line_index(increase[0].start) != own


def _by_the_balances(
    tokens: list[Token], opening: list[Token | None] | None, closing: list[Token | None] | None
) -> list[Token | None] | None:
    """A single increase is that of the one column whose balance moved so, where the others stand still."""
    if len(tokens) != 1 or not tokens[0].number or opening is None or closing is None:
        return None
    moves = [
        end.number - start.number if start and end and start.number is not None and end.number is not None else None
        for start, end in zip(opening, closing, strict=True)
    ][:2]
    if moves not in ([tokens[0].number, 0], [0, tokens[0].number]):
        return None
    return [tokens[0] if move else None for move in moves] + [None]


def _cells(
    reading: Reading, row: str, tokens: list[Token], cells: list[Token | None] | None, width: int, name: str
) -> list[Token | None]:
    """The cells of a row; the row of the increase has no third cell, so two values need no places."""
    if row == "increase" and width == 3 and len(tokens) == 2:
        return [*tokens, None]
    if row == "increase" and width == 3 and cells is not None and cells[2] is not None:
        cells = None
    if cells is None:
        reading.unplaced(tokens, f"{name}, {row}")
    return cells or [None] * width


def _public_float(reading: Reading, block: Block, name: str) -> PublicFloat:
    """The confirmation at the end of a block, from v1.2 on."""
    heads = block.named("float")
    if not heads:
        return PublicFloat()
    span = Span(heads[0].caption.end, block.segments[-1].body.end)
    segments = {segment.name: segment for segment in reading.form.segments(_FLOAT, span)}
    if "threshold" not in segments:
        reading.missing(f"{name}: the applicable public float threshold", "issued.blocks")
    threshold, remark = (_words(reading, segments.get(name)) for name in ("threshold", "remark"))
    complied = _complied(reading, span, segments)
    if complied is BLANK:
        reading.missing(f"{name}: the tick in one of the two boxes on the public float", "issued.blocks")
    return PublicFloat(complied=complied, threshold=threshold, additional_information=remark)


def _words(reading: Reading, segment: Segment | None) -> Figure[str]:
    if segment is None:
        return BLANK
    text = reading.form.text[segment.body.start : segment.body.end].split("\n\n")[0]
    # Behind the last block stands the number of the next one.
    kept = re.sub(r"(?:^|\s)\d{1,2}\s?\.\s*$", "", text)
    return text_between(reading.form, Span(segment.body.start, segment.body.start + len(kept)))


def _complied(reading: Reading, span: Span, segments: dict[str, Segment]) -> Figure[bool]:
    """Which of the two sentences is ticked: the tick stands in the line of its sentence, or alone before it.

    Two ticks, or a tick that belongs to neither sentence, cannot be read.
    """
    ticks = [match.span() for match in _TICK.finditer(reading.form.text, *span)]
    if not ticks:
        return BLANK
    starts = {name: segments[name].caption.start for name in _BOXES if name in segments}
    line = reading.form.line_index(ticks[0][0])
    meant = [name for name, start in starts.items() if reading.form.line_index(start) == line]
    if len(meant) != 1:
        # The box is printed before its sentence.
        meant = [name for name, start in starts.items() if start > ticks[0][0]][:1]
    if not meant or len(ticks) > 1:
        return damaged(reading.form, ticks[0][0], ticks[-1][1])
    return Figure(State.STATED, meant[0] == "complied", reading.form.evidence(*ticks[0]))
