"""Typeset a monthly return as the editions of 2009 to 2021 do: their captions, in their order.

The form is a row of parts; a part is a heading and rows of cells; a layout turns parts into text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from converter.model import (
    BLANK,
    PREPRINTED_KINDS,
    Agreement,
    AuthorisedBlock,
    ClassKind,
    ClassTotals,
    Convertible,
    Figure,
    Money,
    MonthlyReturn,
    MovementKind,
    OptionScheme,
    OtherMovement,
    Row,
    State,
    Warrant,
)
from converter.walk import entries
from tests.generator.draw import PRICED
from tests.generator.layouts import Cells, Part, lay_out, text_part
from tests.generator.notation import Layout, Style, common_currency
from tests.generator.wording import kind_name, shares_of

EVENT_CAPTIONS = {
    MovementKind.REPURCHASE: ("class repurchased", "cancellation date"),
    MovementKind.REDEMPTION: ("class redeemed", "redemption date"),
}
ISSUE_CAPTIONS = ("class issuable", "issue date")


def typeset(monthly_return: MonthlyReturn, style: Style) -> str:
    """Return the text of the whole form."""
    return lay_out(parts_of(monthly_return, style), style)


def expected(monthly_return: MonthlyReturn) -> dict[str, tuple[State, Any]]:
    """Return what a perfect reader gives for each address where something is printed.

    A zero in words names no currency, so the value of a *nil* figure is left out; each row
    also has its class of shares, as the reader understood it.
    """
    found: dict[str, tuple[State, Any]] = {}
    for entry in entries(monthly_return):
        if entry.figure.state is not State.BLANK:
            value = None if entry.figure.state is State.NIL else entry.figure.value
            found[entry.address] = (entry.figure.state, value)
            row = entry.parts[-1] if entry.parts else None
            if isinstance(row, Row) and entry.address.endswith("class_of_shares"):
                found[f"{entry.address}:kind"] = (State.STATED, row.share_class)
    return found


def parts_of(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    yield from _header(monthly_return, style)
    yield from _authorised(monthly_return, style)
    yield from _issued(monthly_return, style)
    yield text_part(style.say("III"))
    yield _options(monthly_return, style)
    yield from _page(style)
    yield _warrants(monthly_return, style)
    yield _convertibles(monthly_return, style)
    yield from _page(style)
    yield _agreements(monthly_return, style)
    yield _other_movements(monthly_return, style)
    yield _closing(monthly_return, style)
    yield from _signature(monthly_return, style)


def _page(style: Style) -> Iterator[Part]:
    if style.foot:
        yield text_part(style.say("foot"))
    elif style.page_heads:
        yield text_part(style.say("running head"))


def _header(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    header = monthly_return.header
    yield from _page(style)
    beside = "" if style.month_apart else f" {style.day(header.month_ended)}"
    yield text_part(style.say("month") + beside)
    yield text_part(style.say("hdr title" if style.hdr_title else "title"))
    yield text_part(style.say("to"))
    rows = (
        (style.say("issuer"), style.text(header.issuer)),
        (style.say("submitted"), style.day(header.date_submitted)),
    )
    if style.head_in_line:
        yield text_part(" ".join(cell for row in rows for cell in row))
    else:
        yield Part("", rows)


def _authorised(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    section = monthly_return.authorised
    heading = style.beside(style.say("I"), section.not_applicable)
    yield text_part(f"{heading} {style.remark}".rstrip())
    blocks = {block.key: block for block in section.blocks}
    yield text_part(style.say("1"))
    yield _authorised_block(blocks.get("ordinary-1"), ClassKind.ORDINARY, "(1) ", style)
    yield _authorised_block(blocks.get("ordinary-2"), ClassKind.ORDINARY, "(2) ", style)
    if style.month_apart:
        yield text_part(style.day(monthly_return.header.month_ended))
    yield text_part(style.say("2"))
    yield _authorised_block(blocks.get("preference-1"), ClassKind.PREFERENCE, "", style)
    yield text_part(style.say("3"))
    yield _authorised_block(blocks.get("other-1"), ClassKind.OTHER, "", style)
    yield Part("", tuple(_authorised_totals(section.total or (BLANK,), style)))


def _authorised_totals(totals: Sequence[Figure[Money]], style: Style) -> Iterator[Cells]:
    for total in totals:
        currency = total.value.currency if total.value else None
        caption = style.say("authorised total", currency=style.head(currency))
        yield (caption, style.in_cell(total, currency))


def _authorised_block(block: AuthorisedBlock | None, kind: ClassKind, line: str, style: Style) -> Part:
    block = block or AuthorisedBlock(share_class=None)  # type: ignore[arg-type]
    rows = (block.opening, block.increase, block.closing)
    par = common_currency([row.par_value for row in rows])
    capital = common_currency([row.capital for row in rows])
    cells = [
        (
            line + style.say("code"),
            style.code(block.stock_code),
            style.say("description"),
            style.text(block.description),
        ),
        (
            "",
            _number_of(kind, style),
            style.say("par", currency=style.head(par)),
            style.say("capital", currency=style.head(capital)),
        ),
    ]
    for caption, row in zip(("opening", "increase", "closing"), rows, strict=True):
        money = (style.in_cell(row.par_value, par), style.in_cell(row.capital, capital))
        cells.append((style.say(caption), style.number(row.number), *money))
    return Part("", _boxes(cells) if style.layout is Layout.BOXES else tuple(cells))


def _boxes(cells: Sequence[Cells]) -> tuple[Cells, ...]:
    """Print a block as three boxes: captions and numbers; name, money heads and amounts; the par values again."""
    (code, number, name, text), (_, shares, par, capital), *rows = cells
    left = [code, number, name, shares, *(cell for row in rows for cell in row[:2])]
    right = [text, par, capital, *(cell for row in rows for cell in row[2:])]
    again = [par, *(row[2] for row in rows)]
    boxes = (" ".join(cell for cell in box if cell) for box in (left, right, again))
    return tuple((box, "", "") for box in boxes)


def _number_of(kind: ClassKind, style: Style) -> str:
    return style.say("number of", shares=shares_of(kind, style.language))


def _issued(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    section = monthly_return.issued
    yield text_part(style.beside(style.say("II"), section.not_applicable))
    blocks = {block.key: block for block in section.blocks}
    columns = [blocks.get(key) for key in ("ordinary-1", "ordinary-2", "preference-1", "other-1")]
    rows: list[Cells] = [
        (
            "",
            _number_of(ClassKind.ORDINARY, style),
            "",
            style.say("preference column"),
            _number_of(ClassKind.OTHER, style),
        ),
        ("", *style.lines, "", ""),
    ]
    captions = {"opening": "opening", "increase": "increase of month", "closing": "closing"}
    for name, caption in captions.items():
        rows.append((style.say(caption), *(style.number(getattr(block, name, BLANK)) for block in columns)))
    yield Part("", tuple(rows))


def _class_totals(letter: str, total: ClassTotals, width: int, style: Style, column: int) -> Iterator[Cells]:
    """Print the foot of a part: the caption in the column before the issued shares."""
    first = style.say("total", letter=letter, shares=style.say("total ordinary"))
    captions = (first, style.say("total preference"), style.say("total other"))
    figures = (total.ordinary, total.preference, total.other)
    for caption, figure in zip(captions, figures, strict=True):
        cells = [""] * width
        cells[column - 1], cells[column] = caption, style.number(figure)
        yield tuple(cells)


def _numbered(rows: Iterable[Any], style: Style) -> Iterator[int]:
    """Return the numbers of the pre-printed rows that are not used."""
    used = len(tuple(rows))
    return iter(range(used + 1, style.empty_rows + 1))


def _options(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.options
    rows: list[Cells] = [
        (
            style.say("particulars"),
            *(style.say("movement"), "", "", ""),
            *_new_shares(style),
        ),
        ("", *(style.say(movement) for movement in ("granted", "exercised", "cancelled", "lapsed")), "", ""),
    ]
    for row in part.rows:
        rows.extend(_option(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), ("( / / )", *[""] * 6), (_shares(style), *[""] * 6)))
    rows.extend(_class_totals("A", part.total, 7, style, 5))
    for funds in part.funds_raised or (BLANK,):
        currency = funds.value.currency if funds.value else None
        caption = style.say("funds", currency=style.head(currency))
        rows.append((caption, "", "", "", "", style.in_cell(funds, currency), ""))
    return Part(style.beside(style.say("A"), part.not_applicable), tuple(rows))


def _option(row: OptionScheme, style: Style) -> Iterator[Cells]:
    price = style.money(row.exercise_price)
    name = [f"{row.number}. {style.text(row.particulars)}"]
    name += [style.say("exercise price"), price] if price else []
    tail = [style.slot(row.approval_date), _class_line(row, style)]
    movements = (row.granted, row.exercised, row.cancelled, row.lapsed, row.issued, row.may_be_issued)
    numbers = tuple(style.number(figure) for figure in movements)
    outstanding = style.number(row.opening)
    if not style.stacked and not outstanding:
        yield (" ".join([*name, *tail]), *numbers)
        return
    lines = [*name, outstanding, *tail] if outstanding else [*name, *tail]
    place = len(name) if outstanding else len(lines) - 1
    for at, line in enumerate(lines):
        yield (line, *numbers) if at == place else (line, *[""] * 6)


def _class_line(row: Row, style: Style) -> str:
    return f"{style.text(row.class_of_shares) or style.say('shares')} {style.say('note')}"


def _shares(style: Style) -> str:
    return f"{style.say('shares')} {style.say('note')}"


def _new_shares(style: Style) -> tuple[str, str]:
    return style.say("issued"), style.say("may be")


def _instrument_head(part: str, style: Style) -> Cells:
    columns = (f"{part} currency", f"{part} opening", f"{part} taken", f"{part} closing")
    return (style.say(part), *(style.say(column) for column in columns), *_new_shares(style))


def _instrument_lines(row: Warrant | Convertible | None, style: Style) -> Iterator[Cells]:
    row = row or Warrant(number=0)
    for caption, value in (
        ("code if listed", style.code(row.stock_code)),
        ("class issuable", style.text(row.class_of_shares)),
        ("subscription price", style.money(row.subscription_price)),
        ("approval if", style.slot(row.approval_date)),
    ):
        yield (style.say(caption), value, "", "", "", "", "")


def _instrument(row: Warrant | Convertible, amounts: Sequence[Figure[Money]], style: Style) -> Cells:
    numbers = (style.number(row.issued), style.number(row.may_be_issued))
    name = f"{row.number}. {style.text(row.description)}"
    return (name, style.currency(row.currency), *(style.amount(amount) for amount in amounts), *numbers)


def _warrants(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.warrants
    rows: list[Cells] = [_instrument_head("warrants", style)]
    for row in part.rows:
        rows.append(_instrument(row, (row.opening, row.exercised, row.closing), style))
        rows.append((style.slot(row.expiry_date), *[""] * 6))
        rows.extend(_instrument_lines(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), ("( / / )", *[""] * 6), *_instrument_lines(None, style)))
    rows.extend(_class_totals("B", part.total, 7, style, 5))
    return Part(style.beside(style.say("B"), part.not_applicable), tuple(rows))


def _convertibles(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.convertibles
    rows: list[Cells] = [_instrument_head("convertibles", style)]
    for row in part.rows:
        rows.append(_instrument(row, (row.opening, row.converted, row.closing), style))
        rows.extend(_instrument_lines(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), *_instrument_lines(None, style)))
    rows.extend(_class_totals("C", part.total, 7, style, 5))
    return Part(style.beside(style.say("C"), part.not_applicable), tuple(rows))


def _agreements(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.agreements
    rows: list[Cells] = [(style.say("full particulars"), *_new_shares(style))]
    for row in part.rows:
        rows.extend(_agreement(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", "", ""), ("( / / )", "", ""), (_shares(style), "", "")))
    rows.extend(_class_totals("D", part.total, 3, style, 1))
    return Part(style.beside(style.say("D"), part.not_applicable), tuple(rows))


def _agreement(row: Agreement, style: Style) -> Iterator[Cells]:
    numbers = (style.number(row.issued), style.number(row.may_be_issued))
    lines = [f"{row.number}. {style.text(row.particulars)}", style.slot(row.approval_date), _class_line(row, style)]
    if style.stacked:
        yield from ((line, "", "") for line in lines[:-1])
        yield (lines[-1], *numbers)
    else:
        yield (" ".join(lines), *numbers)


def _other_movements(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.other_movements
    rows: list[Cells] = [("", style.say("type of issue"), "", "", "", *_new_shares(style))]
    by_kind = {row.kind: row for row in part.rows}
    for number, kind in enumerate(PREPRINTED_KINDS, start=1):
        rows.extend(_movement(by_kind.get(kind, OtherMovement(number=number, kind=kind)), style))
    rows.extend(_class_totals("E", part.total, 7, style, 5))
    return Part(style.beside(style.say("E"), part.not_applicable), tuple(rows))


def _movement(row: OtherMovement, style: Style) -> Iterator[Cells]:
    class_caption, date_caption = EVENT_CAPTIONS.get(row.kind, ISSUE_CAPTIONS)
    price = ""
    if row.kind in PRICED:
        price = f"{style.say('at price')} {style.money(row.price)}".rstrip()
    name = f"{kind_name(row.kind, style.language)} {style.text(row.specified)}".rstrip()
    event = style.slot(row.event_date, row.last_event_date)
    yield ("", "", "", style.say(class_caption), style.text(row.class_of_shares), "", "")
    yield (f"{row.number}.", name, price, style.say(date_caption), event, "", "")
    numbers = (style.number(row.issued), style.number(row.may_be_issued))
    yield ("", "", "", style.say("approval"), style.slot(row.approval_date), *numbers)


def _closing(monthly_return: MonthlyReturn, style: Style) -> Part:
    numbers = {total.key: style.number(total.number) for total in monthly_return.total_increase}
    rows: list[Cells] = []
    for kind in (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER):
        caption = style.say("closing total", shares=shares_of(kind, style.language))
        slot = "(1)" if kind is ClassKind.ORDINARY else ""
        rows.append((caption, slot, numbers.get(f"{kind}-1", "")))
        if slot:
            rows.append(("", "(2)", numbers.get(f"{kind}-2", "")))
    return Part("", (*rows, (style.say("same"), "", "")))


def _signature(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    signature = monthly_return.signature
    yield text_part(f"{style.say('remarks')} {style.text(signature.remarks)}".rstrip())
    yield text_part(f"{style.say('by')} {style.text(signature.submitted_by)}".rstrip())
    yield text_part(f"{style.say('signed as')} {style.text(signature.title)}".rstrip())
    yield text_part(style.say("officer"))
    yield text_part("\n".join(style.say(note) for note in ("notes", "note 1", "note 2")))
