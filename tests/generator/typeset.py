"""Typeset a monthly return as the form of 2009-2013: its own captions, in its own order.

The form is a row of parts; a part is a heading and rows of cells; a layout turns parts into text.
Source of captions: the form "Monthly Return of Equity Issuer on Movements in Securities".
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

OPENING = "Balance at close of preceding month"
CLOSING = "Balance at close of the month"
PAGE_HEAD = "For Main Board and GEM listed issuers"
ISSUED = "No. of new shares of issuer issued during the month pursuant thereto"
MAY_BE_ISSUED = "No. of new shares of issuer which may be issued pursuant thereto as at close of the month"
SHARES_OF = {
    ClassKind.ORDINARY: "ordinary shares",
    ClassKind.PREFERENCE: "preference shares",
    ClassKind.OTHER: "other classes of shares",
}
KIND_NAMES = {
    MovementKind.RIGHTS_ISSUE: "Rights issue",
    MovementKind.OPEN_OFFER: "Open offer",
    MovementKind.PLACING: "Placing",
    MovementKind.BONUS_ISSUE: "Bonus issue",
    MovementKind.SCRIP_DIVIDEND: "Scrip dividend",
    MovementKind.REPURCHASE: "Repurchase of shares",
    MovementKind.REDEMPTION: "Redemption of shares",
    MovementKind.CONSIDERATION_ISSUE: "Consideration issue",
    MovementKind.CAPITAL_REORGANISATION: "Capital reorganisation",
    MovementKind.OTHER: "Other (Please specify)",
}
EVENT_CAPTIONS = {
    MovementKind.REPURCHASE: ("Class of shares repurchased (Note 1)", "Cancellation date : (dd/mm/yyyy)"),
    MovementKind.REDEMPTION: ("Class of shares redeemed (Note 1)", "Redemption date : (dd/mm/yyyy)"),
}
ISSUE_CAPTIONS = ("Class of shares issuable (Note 1)", "Issue and allotment date : (dd/mm/yyyy)")
SAME = (
    '(These figures should be the same as the relevant figures under II above ("Movements in Issued Share Capital").)'
)
NOTES = (
    "Notes :",
    "1. State the class of shares (e.g. ordinary, preference or other).",
    "2. If there is insufficient space, please append the prescribed continuation sheet.",
)


def typeset(monthly_return: MonthlyReturn, style: Style) -> str:
    """Return the text of the whole form."""
    return lay_out(_parts(monthly_return, style), style)


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


def _parts(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    yield from _header(monthly_return, style)
    yield from _authorised(monthly_return, style)
    yield from _issued(monthly_return, style)
    yield text_part("III. Details of Movements in Issued Share Capital")
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
    if style.page_heads:
        yield text_part(PAGE_HEAD)


def _header(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    header = monthly_return.header
    yield from _page(style)
    beside = "" if style.month_apart else f" {style.day(header.month_ended)}"
    yield text_part(f"For the month ended (dd/mm/yyyy) :{beside}")
    yield text_part("Monthly Return of Equity Issuer on Movements in Securities")
    yield text_part("To : Hong Kong Exchanges and Clearing Limited")
    rows = (("Name of Issuer", style.text(header.issuer)), ("Date Submitted", style.day(header.date_submitted)))
    if style.head_in_line:
        yield text_part(" ".join(cell for row in rows for cell in row))
    else:
        yield Part("", rows)


def _authorised(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    section = monthly_return.authorised
    heading = style.beside("I. Movements in Authorised Share Capital", section.not_applicable)
    yield text_part(f"{heading} {style.remark}".rstrip())
    blocks = {block.key: block for block in section.blocks}
    yield text_part("1. Ordinary Shares")
    yield _authorised_block(blocks.get("ordinary-1"), ClassKind.ORDINARY, "(1) ", style)
    yield _authorised_block(blocks.get("ordinary-2"), ClassKind.ORDINARY, "(2) ", style)
    if style.month_apart:
        yield text_part(style.day(monthly_return.header.month_ended))
    yield text_part("2. Preference Shares")
    yield _authorised_block(blocks.get("preference-1"), ClassKind.PREFERENCE, "", style)
    yield text_part("3. Other Classes of Shares")
    yield _authorised_block(blocks.get("other-1"), ClassKind.OTHER, "", style)
    yield Part("", tuple(_authorised_totals(section.total or (BLANK,), style)))


def _authorised_totals(totals: Sequence[Figure[Money]], style: Style) -> Iterator[Cells]:
    for total in totals:
        currency = total.value.currency if total.value else None
        caption = f"Total authorised share capital at the end of the month ({style.head(currency)}) :"
        yield (caption, style.in_cell(total, currency))


def _authorised_block(block: AuthorisedBlock | None, kind: ClassKind, line: str, style: Style) -> Part:
    block = block or AuthorisedBlock(share_class=None)  # type: ignore[arg-type]
    rows = (block.opening, block.increase, block.closing)
    par = common_currency([row.par_value for row in rows])
    capital = common_currency([row.capital for row in rows])
    cells = [
        (f"{line}Stock code :", style.code(block.stock_code), "Description :", style.text(block.description)),
        ("", f"No. of {SHARES_OF[kind]}", f"Par value ({style.head(par)})", _capital_head(style.head(capital))),
    ]
    for caption, row in zip((OPENING, "Increase/(decrease)", CLOSING), rows, strict=True):
        money = (style.in_cell(row.par_value, par), style.in_cell(row.capital, capital))
        cells.append((caption, style.number(row.number), *money))
    return Part("", _boxes(cells) if style.layout is Layout.BOXES else tuple(cells))


def _boxes(cells: Sequence[Cells]) -> tuple[Cells, ...]:
    """Print a block as three boxes: captions and numbers; name, money heads and amounts; the par values again."""
    (code, number, name, text), (_, shares, par, capital), *rows = cells
    left = [code, number, name, shares, *(cell for row in rows for cell in row[:2])]
    right = [text, par, capital, *(cell for row in rows for cell in row[2:])]
    again = [par, *(row[2] for row in rows)]
    boxes = (" ".join(cell for cell in box if cell) for box in (left, right, again))
    return tuple((box, "", "") for box in boxes)


def _capital_head(currency: str) -> str:
    return f"Authorised share capital ({currency})"


def _issued(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    section = monthly_return.issued
    yield text_part(style.beside("II. Movements in Issued Share Capital", section.not_applicable))
    blocks = {block.key: block for block in section.blocks}
    columns = [blocks.get(key) for key in ("ordinary-1", "ordinary-2", "preference-1", "other-1")]
    rows: list[Cells] = [
        ("", "No. of ordinary shares", "", "No of preference shares", "No. of other classes of shares"),
        ("", "(1)", "(2)", "", ""),
    ]
    captions = {"opening": OPENING, "increase": "Increase/ (decrease) during the month", "closing": CLOSING}
    for name, caption in captions.items():
        rows.append((caption, *(style.number(getattr(block, name, BLANK)) for block in columns)))
    yield Part("", tuple(rows))


def _class_totals(letter: str, total: ClassTotals, width: int, style: Style, column: int) -> Iterator[Cells]:
    """Print the foot of a part: the caption in the column before the issued shares."""
    captions = (f"Total {letter}. (Ordinary shares)", "(Preference shares)", "(Other class)")
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
            "Particulars of share option scheme including EGM approval date (dd/mm/yyyy) and class of shares issuable",
            *("Movement during the month", "", "", ""),
            ISSUED,
            MAY_BE_ISSUED,
        ),
        ("", "Granted", "Exercised", "Cancelled", "Lapsed", "", ""),
    ]
    for row in part.rows:
        rows.extend(_option(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), ("( / / )", *[""] * 6), ("shares (Note 1)", *[""] * 6)))
    rows.extend(_class_totals("A", part.total, 7, style, 5))
    caption = "Total funds raised during the month from exercise of options"
    for funds in part.funds_raised or (BLANK,):
        currency = funds.value.currency if funds.value else None
        rows.append((f"{caption} ({style.head(currency)})", "", "", "", "", style.in_cell(funds, currency), ""))
    heading = "Share Options (under Share Option Schemes of the Issuer)"
    return Part(style.beside(heading, part.not_applicable), tuple(rows))


def _option(row: OptionScheme, style: Style) -> Iterator[Cells]:
    price = style.money(row.exercise_price)
    name = [f"{row.number}. {style.text(row.particulars)}"]
    name += ["Exercise Price", price] if price else []
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
    return f"{style.text(row.class_of_shares) or 'shares'} (Note 1)"


def _instrument_head(description: str, currency: str, amount: str, taken: str) -> Cells:
    opening, closing = f"{amount} at close of preceding month", f"{amount} at close of the month"
    return (description, currency, opening, taken, closing, ISSUED, MAY_BE_ISSUED)


def _instrument_lines(row: Warrant | Convertible | None, style: Style) -> Iterator[Cells]:
    row = row or Warrant(number=0)
    for caption, value in (
        ("Stock code (if listed)", style.code(row.stock_code)),
        ("Class of shares issuable (Note 1)", style.text(row.class_of_shares)),
        ("Subscription price", style.money(row.subscription_price)),
        ("EGM approval date (if applicable) (dd/mm/yyyy)", style.slot(row.approval_date)),
    ):
        yield (caption, value, "", "", "", "", "")


def _instrument(row: Warrant | Convertible, amounts: Sequence[Figure[Money]], style: Style) -> Cells:
    numbers = (style.number(row.issued), style.number(row.may_be_issued))
    name = f"{row.number}. {style.text(row.description)}"
    return (name, style.currency(row.currency), *(style.amount(amount) for amount in amounts), *numbers)


def _warrants(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.warrants
    head = ("Description of warrants (Date of expiry - dd/mm/yyyy)", "Currency of nominal value", "Nominal value")
    rows: list[Cells] = [_instrument_head(*head, "Exercised during the month")]
    for row in part.rows:
        rows.append(_instrument(row, (row.opening, row.exercised, row.closing), style))
        rows.append((style.slot(row.expiry_date), *[""] * 6))
        rows.extend(_instrument_lines(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), ("( / / )", *[""] * 6), *_instrument_lines(None, style)))
    rows.extend(_class_totals("B", part.total, 7, style, 5))
    heading = "Warrants to Issue Shares of the Issuer which are to be Listed"
    return Part(style.beside(heading, part.not_applicable), tuple(rows))


def _convertibles(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.convertibles
    head = ("Class and description", "Currency of amount outstanding", "Amount")
    rows: list[Cells] = [_instrument_head(*head, "Converted during the month")]
    for row in part.rows:
        rows.append(_instrument(row, (row.opening, row.converted, row.closing), style))
        rows.extend(_instrument_lines(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", *[""] * 6), *_instrument_lines(None, style)))
    rows.extend(_class_totals("C", part.total, 7, style, 5))
    heading = "Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)"
    return Part(style.beside(heading, part.not_applicable), tuple(rows))


def _agreements(monthly_return: MonthlyReturn, style: Style) -> Part:
    part = monthly_return.agreements
    caption = "Full particulars including EGM approval date (dd/mm/yyyy), if applicable, and class of shares issuable:"
    rows: list[Cells] = [(caption, ISSUED, MAY_BE_ISSUED)]
    for row in part.rows:
        rows.extend(_agreement(row, style))
    for number in _numbered(part.rows, style):
        rows.extend(((f"{number}.", "", ""), ("( / / )", "", ""), ("shares (Note 1)", "", "")))
    rows.extend(_class_totals("D", part.total, 3, style, 1))
    heading = (
        "Any other Agreements or Arrangements to Issue Shares of the Issuer which are to be Listed, "
        "including Options (other than under Share Option Schemes)"
    )
    return Part(style.beside(heading, part.not_applicable), tuple(rows))


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
    rows: list[Cells] = [("", "Type of Issue", "", "", "", ISSUED, MAY_BE_ISSUED)]
    by_kind = {row.kind: row for row in part.rows}
    for number, kind in enumerate(PREPRINTED_KINDS, start=1):
        rows.extend(_movement(by_kind.get(kind, OtherMovement(number=number, kind=kind)), style))
    rows.extend(_class_totals("E", part.total, 7, style, 5))
    return Part(style.beside("Other Movements in Issued Share Capital", part.not_applicable), tuple(rows))


def _movement(row: OtherMovement, style: Style) -> Iterator[Cells]:
    class_caption, date_caption = EVENT_CAPTIONS.get(row.kind, ISSUE_CAPTIONS)
    price = ""
    if row.kind in PRICED:
        price = f"At price : State currency {style.money(row.price)}".rstrip()
    name = f"{KIND_NAMES[row.kind]} {style.text(row.specified)}".rstrip()
    event = style.slot(row.event_date, row.last_event_date)
    yield ("", "", "", class_caption, style.text(row.class_of_shares), "", "")
    yield (f"{row.number}.", name, price, date_caption, event, "", "")
    numbers = (style.number(row.issued), style.number(row.may_be_issued))
    yield ("", "", "", "EGM approval date: (dd/mm/yyyy)", style.slot(row.approval_date), *numbers)


def _closing(monthly_return: MonthlyReturn, style: Style) -> Part:
    numbers = {total.key: style.number(total.number) for total in monthly_return.total_increase}
    rows: list[Cells] = []
    for kind, shares in SHARES_OF.items():
        caption = f"Total increase / (decrease) in {shares} during the month (i.e. Total of A to E):"
        slot = "(1)" if kind is ClassKind.ORDINARY else ""
        rows.append((caption, slot, numbers.get(f"{kind}-1", "")))
        if slot:
            rows.append(("", "(2)", numbers.get(f"{kind}-2", "")))
    return Part("", (*rows, (SAME, "", "")))


def _signature(monthly_return: MonthlyReturn, style: Style) -> Iterator[Part]:
    signature = monthly_return.signature
    yield text_part(f"Remarks (if any): {style.text(signature.remarks)}".rstrip())
    yield text_part(f"Submitted by: {style.text(signature.submitted_by)}".rstrip())
    yield text_part(f"Title: {style.text(signature.title)}".rstrip())
    yield text_part("(Director, Secretary or other duly authorised officer)")
    yield text_part("\n".join(NOTES))
