"""Typeset a return as FF301 prints it: sections, parts and class blocks as rows of boxes on pages.

The places are those of the published return of January 2026 (842 by 595 points).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from converter.model import (
    AuthorisedBlock,
    CapitalRow,
    ClassBlock,
    Counter,
    Edition,
    Figure,
    IssuedBlock,
    MonthlyReturn,
    State,
)
from converter.model import Row as ModelRow
from tests.generator.ff301 import tables
from tests.generator.ff301.sheet import Box, Page, Row, paginate
from tests.generator.ff301.tables import Form
from tests.generator.ff301.wording import Language

PARTS = (
    ("A", "options"),
    ("B", "warrants"),
    ("C", "convertibles"),
    ("D", "agreements"),
    ("E", "other_movements"),
)


def typeset(monthly_return: MonthlyReturn, language: Language, looks: int = 0) -> list[Page]:
    """Return the pages of the form; ``looks`` other than 0 moves the borders of the columns of section III."""
    swapped = monthly_return.header.version.value in ("1.0.0", "1.0.1")
    form = Form(monthly_return.edition, language, swapped, looks)
    return paginate([list(part) for part in _parts(monthly_return, form)])


def version_of(monthly_return: MonthlyReturn) -> str:
    """The version at the foot of every page."""
    return str(monthly_return.header.version.value)


def _parts(it: MonthlyReturn, form: Form) -> Iterator[Iterator[Row]]:
    yield _first_page(it, form)
    yield _issued(it, form)
    for letter, name in PARTS:
        yield _part(it, letter, getattr(it, name), form)
    yield _words(form, "IV", it.depositary_receipts.not_applicable)
    yield _last_page(it, form)


def _line(*cells: tuple[str, float, float], space: float = 8) -> Row:
    return Row(tuple(Box(text, left, right) for text, left, right in cells if text), space=space)


def _words(form: Form, heading: str, absent: Figure[bool]) -> Iterator[Row]:
    words = form.caption(heading)
    box = Box(words, 26, 700, size=9)
    if not absent.value:
        yield Row((box,), space=10)
        return
    yield Row((box, Box(form.caption("not applicable"), 705, 800)), space=10)


def _first_page(it: MonthlyReturn, form: Form) -> Iterator[Row]:
    header = it.header
    yield Row((Box(form.caption("title"), 22, 805, size=9),), space=20)
    yield _line(
        (form.caption("month"), 22, 135),
        (form.text(header.month_ended), 137, 300),
        (form.caption("status"), 622, 657),
        (form.text(header.status), 659, 800),
        space=20,
    )
    yield _line((form.caption("to"), 22, 400), space=15)
    yield _line((form.caption("issuer"), 22, 135), (form.text(header.issuer), 137, 600), space=14)
    yield _line((form.caption("submitted"), 22, 135), (form.text(header.date_submitted), 137, 300), space=20)
    yield from _authorised(it, form)


def _authorised(it: MonthlyReturn, form: Form) -> Iterator[Row]:
    section = it.authorised
    yield from _words(form, "I", section.not_applicable)
    for number, block in enumerate(section.blocks, start=1):
        yield from class_head(block, number, form)
        yield from _authorised_block(block, form)
    if section.blocks:
        total = section.total[0]
        money = total.value
        yield Row(
            (
                Box(form.caption("authorised total"), 230, 525, "r"),
                Box(money.currency or "" if money else "", 531, 560),
                Box(form.amount(total), 600, 723, "r"),
            )
        )


def _authorised_block(block: AuthorisedBlock, form: Form) -> Iterator[Row]:
    heads = (("authorised number", 230, 407), ("par", 410, 602), ("capital", 605, 797))
    yield Row(tuple(Box(form.caption(name), left, right, "c") for name, left, right in heads))
    currency = next((row.capital.value.currency for row in (block.opening, block.closing) if row.capital.value), None)
    for name in ("opening", "increase", "closing"):
        row: CapitalRow = getattr(block, name)
        par = "" if name == "increase" else (row.par_value.value.currency if row.par_value.value else "")
        yield Row(
            (
                Box(form.caption(f"balance {name}"), 22, 228),
                Box(form.number(row.number), 230, 407, "r"),
                Box(par or "", 410, 440),
                Box(form.amount(row.par_value), 445, 602, "r"),
                Box(currency or "", 605, 640),
                Box(form.amount(row.capital), 645, 797, "r"),
            ),
            space=9,
        )


def class_head(block: ClassBlock, number: int, form: Form, *, issuable: bool = False) -> Iterator[Row]:
    """The lines over every block: class, type, listing, code, description, counters."""
    old = issuable and block_is_old(form)
    suffix = " issuable" if old else ""
    first, second = (f"class{suffix}", "type") if not form.swapped else (f"type{suffix}", "class")
    words, kind = form.text(block.class_of_shares), form.text(block.type_of_shares)
    listed = {True: "yes", False: "no"}.get(bool(block.listed.value), "no")
    yield Row(
        (
            Box(f"{number}. {form.caption(first)}", 22, 139),
            Box(words, 141, 288),
            Box(form.caption(second), 290, 372),
            Box(kind, 374, 500),
            Box(form.caption(f"listed{suffix}"), 505, 690),
            Box(form.caption(listed), 695, 760),
        ),
        space=11,
    )
    code_right = 300 if old else 139
    yield Row(
        (
            Box(form.caption(f"code{suffix}"), 22, code_right),
            Box(form.text(block.stock_code), code_right + 2, code_right + 60),
            Box(form.caption("description"), 374, 460),
            Box(form.text(block.description), 465, 797),
        ),
        space=8,
    )
    for counter in block.counters:
        yield _counter(counter, form)


def block_is_old(form: Form) -> bool:
    """Whether the blocks of section III have captions of their own, as before v1.1."""
    return form.edition is Edition.FF301_1_0


def _counter(counter: Counter, form: Form) -> Row:
    currency = "RMB" if counter.currency.value == "CNY" else str(counter.currency.value)
    return _line(
        (form.caption("counter"), 22, 139),
        (form.text(counter.stock_code), 141, 200),
        (currency, 205, 280),
        (form.caption("description"), 374, 460),
        (form.text(counter.description), 465, 797),
    )


def _issued(it: MonthlyReturn, form: Form) -> Iterator[Row]:
    heading = "II float" if it.edition is Edition.FF301_1_2 else "II"
    yield from _words(form, heading, it.issued.not_applicable)
    for number, block in enumerate(it.issued.blocks, start=1):
        yield from class_head(block, number, form)
        yield from _balances(block, form)
        if block.public_float.complied.state is not State.BLANK:
            yield from _public_float(block, form)


def _balances(block: IssuedBlock, form: Form) -> Iterator[Row]:
    if form.treasury:
        heads = (("excluding", 245, 360), ("treasury", 410, 598), ("all", 602, 797))
        yield Row(tuple(Box(form.caption(name), left, right, "c") for name, left, right in heads), middle=True)
    for name in ("opening", "increase", "closing"):
        cells = [Box(form.caption(f"balance {name}"), 22, 228), Box(form.number(getattr(block, name)), 230, 400, "r")]
        if form.treasury:
            cells.append(Box(form.number(getattr(block.treasury, name)), 410, 598, "r"))
            cells.append(Box(form.number(getattr(block.all_issued, name)), 602, 797, "r"))
        yield Row(tuple(cells), space=9)


def _public_float(block: IssuedBlock, form: Form) -> Iterator[Row]:
    complied = block.public_float.complied.value
    yield _line((form.caption("float"), 24, 300), space=12)
    yield _line((form.caption("float lead"), 25, 790))
    for sentence, ticked in (("complied", complied), ("not complied", not complied)):
        yield _line(("✔" if ticked else "", 28, 40), (form.caption(sentence), 58, 500))
    yield _line((form.caption("float rule"), 25, 795))
    threshold, more = block.public_float.threshold, block.public_float.additional_information
    yield _line((form.caption("threshold"), 25, 245), (form.text(threshold), 250, 795))
    yield _line((form.caption("additional"), 25, 245), (form.text(more), 250, 795), space=14)


def _part(it: MonthlyReturn, letter: str, part: Any, form: Form) -> Iterator[Row]:
    if letter == "A":
        yield from _words(form, "III", Figure())
    yield from _words(form, letter, part.not_applicable)
    heads = {block.share_class: block for block in it.issued.blocks}
    lines = list(dict.fromkeys(tables.line_of(row) for row in part.rows))
    for number, line in enumerate(lines, start=1):
        yield from class_head(heads[line], number, form, issuable=True)
        rows: Sequence[ModelRow] = [row for row in part.rows if tables.line_of(row) == line]
        yield from tables.table(letter, rows, form)
    if not part.not_applicable.value:
        yield from tables.totals(letter, part, heads, form)
    if letter == "E":
        yield from tables.closing(it, heads, form)


def _last_page(it: MonthlyReturn, form: Form) -> Iterator[Row]:
    yield from _words(form, "V", Figure())
    for item in it.confirmations:
        yield _line((f"({item.item})", 24, 45), (f"{form.text(item.words)};", 47, 795))
    yield _line((form.caption("by"), 22, 100), (form.text(it.signature.submitted_by), 110, 400), space=14)
    yield _line((form.caption("signed as"), 22, 100), (form.text(it.signature.title), 110, 400))
    yield _line((form.caption("officer"), 140, 500))
