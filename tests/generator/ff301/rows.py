"""Draw the rows of section III of FF301, and the totals of its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

from converter.model import (
    BLANK,
    PREPRINTED_KINDS,
    Agreement,
    Agreements,
    ClassLine,
    Convertible,
    Convertibles,
    Edition,
    Figure,
    LineTotal,
    Money,
    MovementKind,
    OptionScheme,
    OtherMovement,
    OtherMovements,
    Row,
    ShareOptions,
    Warrant,
    Warrants,
)
from tests.generator.dice import Dice, stated
from tests.generator.ff301 import wording
from tests.generator.ff301.wording import Language, word

PRICES = ("0.0353", "4.2", "12.5", "108.40", "1", "6.94")


class HasLine(Protocol):
    """What a row needs to know of its class."""

    line: ClassLine

    @property
    def of_row(self) -> dict[str, Any]:
        """What a row takes over from the head of its block."""


class Drawing:
    """The dice of one return, with its edition, its language and its month."""

    def __init__(self, dice: Dice, edition: Edition, language: Language, ended: date) -> None:
        """Keep them together: every row needs them all."""
        self.dice = dice
        self.edition = edition
        self.language = language
        self.ended = ended

    @property
    def treasury(self) -> bool:
        """Whether the form knows treasury shares."""
        return self.edition is not Edition.FF301_1_0

    def text(self, pairs: Sequence[tuple[str, str]]) -> Figure[str]:
        """One of these texts in the return's language."""
        return stated(word(self.dice.one_of(pairs), self.language))

    def count(self, number: int) -> Figure[int]:
        """Print a number; a zero in digits or not at all."""
        return stated(number) if number else self.dice.one_of([stated(0), BLANK])

    def some(self, percent: int, digits: int = 7) -> int:
        """A number in so many of a hundred cases, else zero."""
        return self.dice.amount(digits) if self.dice.chance(percent) else 0

    def approval(self) -> Figure[date]:
        """A date of approval by a general meeting, or none."""
        return stated(self.dice.day(self.ended)) if self.dice.chance(60) else BLANK


RowMaker = Callable[[Drawing, int, dict[str, Any]], Row]


def draw_parts(
    dice: Dice, classes: Sequence[HasLine], edition: Edition, language: Language, ended: date
) -> dict[str, Any]:
    """Draw the five parts, by their names in the model."""
    drawing = Drawing(dice, edition, language, ended)
    return {
        "options": _part(drawing, ShareOptions, _scheme, classes),
        "warrants": _part(drawing, Warrants, _warrant, classes, often=25),
        "convertibles": _part(drawing, Convertibles, _convertible, classes, often=35),
        "agreements": _part(drawing, Agreements, _agreement, classes),
        "other_movements": _part(drawing, OtherMovements, _event, classes),
    }


def _part(drawing: Drawing, kind: type[Any], make: RowMaker, classes: Sequence[HasLine], often: int = 55) -> Any:
    if not drawing.dice.chance(often):
        return kind(not_applicable=stated(True))
    rows: list[Row] = []
    used = [it for it in classes if it is classes[0] or drawing.dice.chance(50)]
    for share_class in used:
        for _ in range(drawing.dice.one_of((1, 1, 2, 3))):
            rows.append(make(drawing, len(rows) + 1, share_class.of_row))
    more = {"funds_raised": _funds(drawing)} if kind is ShareOptions else {}
    return kind(rows=tuple(rows), line_totals=tuple(_total(drawing, rows, it.line) for it in used), **more)


def _funds(drawing: Drawing) -> tuple[Figure[Money], ...]:
    amount = Decimal(drawing.some(50)) / 100
    return (stated(Money(amount, drawing.dice.one_of(("HKD", "USD")))),)


def _total(drawing: Drawing, rows: Sequence[Row], line: ClassLine) -> LineTotal:
    mine = [row for row in rows if (row.share_class, row.line) == (line.kind, line.line)]
    in_events = bool(mine) and mine[0].part == "E"
    moved = sum(row.treasury_shares.value or 0 for row in mine)
    issued = sum(row.issued.value or 0 for row in mine) + (0 if in_events else moved)
    treasury = drawing.count(moved if in_events else -moved) if drawing.treasury else BLANK
    return LineTotal(share_class=line, issued=drawing.count(issued), treasury_shares=treasury)


def _transferred(drawing: Drawing, percent: int) -> int:
    return drawing.some(percent, 5) if drawing.treasury else 0


def _treasury(drawing: Drawing, number: int) -> Figure[int]:
    return drawing.count(number) if drawing.treasury else BLANK


def _scheme(drawing: Drawing, number: int, of_row: dict[str, Any]) -> OptionScheme:
    exercised, cancelled, lapsed, granted = (drawing.some(35) for _ in range(4))
    transferred = _transferred(drawing, 20)
    other = drawing.some(10, 4) * drawing.dice.one_of((1, -1))
    opening = drawing.dice.amount(9) + exercised + transferred + cancelled + lapsed + abs(other)
    closing = opening + granted - exercised - transferred - cancelled - lapsed + other
    movements = {
        "granted": granted,
        "exercised": exercised,
        "exercised_from_treasury": transferred,
        "cancelled": cancelled,
        "lapsed": lapsed,
        "other_movement": other,
    }
    return OptionScheme(
        number=number,
        **of_row,
        approval_date=drawing.approval(),
        particulars=drawing.text(wording.SCHEMES),
        opening=stated(opening),
        **{
            name: stated(it)
            for name, it in movements.items()
            if it or (name in ("cancelled", "lapsed") and drawing.dice.chance(20))
        },
        closing=stated(closing),
        issued=drawing.count(exercised),
        treasury_shares=_treasury(drawing, transferred),
        may_be_issued=stated(closing),
        may_be_granted=drawing.count(drawing.some(60, 9)),
    )


def _instrument(drawing: Drawing, of_row: dict[str, Any]) -> tuple[dict[str, Any], Figure[Money]]:
    """What warrants and convertibles have in common, and the amount exercised or converted.

    In the currency of the price, amounts are numbers of shares times the price.
    """
    currency = drawing.dice.one_of(("HKD", "HKD", "USD", "CNY"))
    price = Decimal(drawing.dice.one_of(PRICES))
    rate = price if currency == "HKD" else Decimal(7)
    issued, may_be_issued = drawing.some(40, 6), drawing.dice.amount(8)
    transferred = _transferred(drawing, 15) if issued else 0
    settled, closing = (issued + transferred) * rate, may_be_issued * rate
    retired = Decimal(drawing.some(20))
    new = Decimal(drawing.some(20, 3))

    def amount(number: Decimal, *, always: bool = False) -> Figure[Money]:
        plain = number.quantize(Decimal(1)) if number == number.to_integral() else number
        return stated(Money(plain, currency)) if number or always else BLANK

    values: dict[str, Any] = {
        **of_row,
        "approval_date": drawing.approval(),
        "stock_code": drawing.dice.one_of([BLANK, BLANK, stated("05562")]),
        "instrument_type": drawing.text(wording.TYPES),
        "currency": stated(currency),
        "subscription_price": stated(Money(price, "HKD")),
        "opening": amount(closing + settled + retired, always=True),
        "newly_issued": amount(new),
        "retired": amount(retired + new),
        "closing": amount(closing, always=True),
        "issued": drawing.count(issued),
        "treasury_shares": _treasury(drawing, transferred),
        "may_be_issued": stated(may_be_issued),
    }
    return values, amount(settled)


def _warrant(drawing: Drawing, number: int, of_row: dict[str, Any]) -> Warrant:
    values, settled = _instrument(drawing, of_row)
    expiry = stated(drawing.ended + timedelta(days=drawing.dice.random.randint(1, 2000)))
    return Warrant(
        number=number, description=drawing.text(wording.WARRANTS), exercised=settled, expiry_date=expiry, **values
    )


def _convertible(drawing: Drawing, number: int, of_row: dict[str, Any]) -> Convertible:
    values, settled = _instrument(drawing, of_row)
    return Convertible(number=number, description=drawing.text(wording.CONVERTIBLES), converted=settled, **values)


def _agreement(drawing: Drawing, number: int, of_row: dict[str, Any]) -> Agreement:
    return Agreement(
        number=number,
        **of_row,
        approval_date=drawing.approval(),
        particulars=drawing.text(wording.AGREEMENTS),
        issued=drawing.count(drawing.some(40, 8)),
        treasury_shares=_treasury(drawing, _transferred(drawing, 15)),
        may_be_issued=drawing.count(drawing.some(70, 9)),
    )


REDUCTIONS = (MovementKind.REPURCHASE, MovementKind.REDEMPTION, MovementKind.REPURCHASE_INTO_TREASURY)


def _event(drawing: Drawing, number: int, of_row: dict[str, Any]) -> OtherMovement:
    kinds = tuple(MovementKind) if drawing.treasury else PREPRINTED_KINDS
    kind = drawing.dice.one_of((*kinds, MovementKind.REPURCHASE, MovementKind.OTHER))
    shares = drawing.dice.amount(8)
    issued = -shares if kind in REDUCTIONS else shares
    pending = kind is MovementKind.PENDING_CANCELLATION
    from_treasury = {MovementKind.REPURCHASE_INTO_TREASURY: shares, MovementKind.SALE_OF_TREASURY_SHARES: -shares}
    priced = kind not in (MovementKind.BONUS_ISSUE, MovementKind.CAPITAL_REORGANISATION) and drawing.dice.chance(60)
    return OtherMovement(
        number=number,
        kind=kind,
        **of_row,
        specified=stated(event_words(kind, drawing)),
        price=stated(Money(Decimal(drawing.dice.one_of(PRICES)), "HKD")) if priced else BLANK,
        event_date=stated(drawing.ended.replace(day=drawing.dice.random.randint(1, 28))),
        approval_date=drawing.approval(),
        issued=drawing.count(0) if pending else stated(issued),
        treasury_shares=_treasury(drawing, from_treasury.get(kind, 0)),
        may_be_issued=drawing.count(drawing.some(10, 6)),
        not_yet_cancelled=stated(-shares) if pending else BLANK,
    )


def event_words(kind: MovementKind, drawing: Drawing) -> str:
    """What is printed as the type of an event."""
    words = word(wording.EVENTS[kind], drawing.language)
    if kind is MovementKind.OTHER:
        return f"{words} {word(drawing.dice.one_of(wording.OTHERS), drawing.language)}"
    if drawing.treasury and kind in wording.CANCELLED:
        return words + word(wording.CANCELLED[kind], drawing.language)
    return words
