"""Section I of FF301: Movements in Authorised / Registered Share Capital."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from converter.forms.balances import ROWS
from converter.forms.capital import CapitalTable, capital_totals
from converter.forms.ff301 import captions
from converter.forms.ff301.classes import Classes, ClassHead
from converter.forms.ff301.heads import class_blocks, read_head, report_unanswered, report_unread
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
    sure = totals if all(block.closing.capital.value for block in blocks) else _in_its_line(reading, totals)
    return AuthorisedCapital(not_applicable=absent, blocks=tuple(blocks), total=capital_totals(reading, sure))


def _in_its_line(reading: Reading, totals: list[Segment]) -> list[Segment]:
    """The totals with a value in the line of their caption; without the closes another's may follow, which is told."""
    sure = []
    for total in totals:
        values = list(reading.values(total.body))
        if values and reading.form.line_index(values[0].start) == reading.form.line_index(total.caption.end - 1):
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
