"""Section I of FF301: Movements in Authorised / Registered Share Capital."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from converter.forms.balances import ROWS
from converter.forms.capital import CapitalTable
from converter.forms.capital_totals import capital_totals
from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes, ClassHead
from converter.forms.ff301.head_findings import report_unanswered, report_unread
from converter.forms.ff301.heads import class_blocks, read_head
from converter.forms.ff301.lost_blocks import tell_lost_block
from converter.forms.ff301.parts import not_applicable
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import AuthorisedBlock, AuthorisedCapital, CapitalRow, ClassKind, State

_INNER = {
    "number": captions.NUMBER_HEAD,
    "par": captions.PAR_HEAD,
    "capital": captions.CAPITAL_HEAD,
    **captions.BALANCE_ROWS,
    "total": captions.AUTHORISED_TOTAL,
}


def read_authorised(
    reading: Reading, span: Span, classes: Classes, again: Callable[[], list[ClassHead]]
) -> AuthorisedCapital:
    """Read the block of every class, and the total; ``again`` reads the heads of section II."""
    blocks = []
    totals: list[Segment] = []
    found = class_blocks(reading, _INNER, span)
    tell_lost_block(reading, found, "Section I", "authorised.blocks")
    heads = [read_head(reading, block) for block in found]
    others = again() if any(head.kind is ClassKind.NOT_STATED for head in heads) else []
    lines = classes.lines_of([head.with_class_of(others) for head in heads])
    for block, head, line in zip(found, heads, lines, strict=True):
        report_unread(reading, block, line, f"authorised.blocks[{line}]")
        report_unanswered(reading, block, head, f"authorised.blocks[{line}]")
        name = f"Section I, {line}"
        table = CapitalTable(reading, block, name)
        lost = [row for row in ROWS if row not in table.rows and not block.named(row)]
        if lost:
            reading.missing(f"{name}: the row of the {' and the '.join(lost)}", f"authorised.blocks[{line}]")
        totals += block.named("total")
        rows: dict[str, Any] = {row: table.row(row) for row in ROWS}
        if _holds_close(rows):
            reading.unplaced(table.rows["increase"].tokens, f"{name}, increase")
            rows["increase"] = CapitalRow()
        blocks.append(AuthorisedBlock(share_class=line, **rows, **head.figures))
    absent = not_applicable(reading, captions.Section.AUTHORISED, span)
    if not totals and blocks:
        reading.missing("The line 'Total authorised/registered share capital'", "authorised.total")
    sure = totals if all(block.closing.capital.value for block in blocks) else _told_by_place(reading, totals)
    return AuthorisedCapital(not_applicable=absent, blocks=tuple(blocks), total=capital_totals(reading, sure))


def _told_by_place(reading: Reading, totals: list[Segment]) -> list[Segment]:
    """The totals in the line of their caption, or directly behind it with the currency first, as the form has it.

    Without the closes nothing else tells a total from an amount that a text maker has put behind its caption.
    """
    sure = []
    for total in totals:
        values = list(reading.values(total.body))
        text, end = reading.form.text, total.caption.end
        in_line = values and reading.form.line_index(values[0].start) == reading.form.line_index(end - 1)
        if in_line or (values and text[values[0].start].isalpha() and not text[end : values[0].start].strip()):
            sure.append(total)
        elif values:
            reading.unplaced(values, "Section I, total")
    return sure


def _holds_close(rows: dict[str, Any]) -> bool:
    """Whether the row of the increase holds what was printed in that of the close, whose caption was lost or moved.

    The close is blank and the increase has a par value, which the form does not print there; or a number of the
    increase is that of the close, by its capital and par value.
    """
    increase, closing = rows["increase"], rows["closing"]
    if closing.number.state is not State.BLANK:
        return False
    par, capital = closing.par_value.value, closing.capital.value
    if par is None or capital is None:
        return increase.par_value.state is not State.BLANK
    amounts = [increase.number.value, increase.capital.value.amount if increase.capital.value else None]
    return any(amount and amount * par.amount == capital.amount for amount in amounts)
