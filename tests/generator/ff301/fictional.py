"""Invented issuers whose returns of FF301 are examples: what was bought back, converted and exercised in a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    Balance,
    CapitalRow,
    Confirmation,
    Convertible,
    Convertibles,
    Counter,
    DepositaryReceipts,
    Edition,
    Figure,
    Header,
    IssuedBlock,
    IssuedCapital,
    LineTotal,
    Money,
    MonthlyReturn,
    MovementKind,
    OptionScheme,
    OtherMovement,
    OtherMovements,
    PublicFloat,
    ShareOptions,
    Signature,
    TotalIncrease,
)
from tests.generator.dice import NOT_APPLICABLE, stated
from tests.generator.ff301 import wording
from tests.generator.ff301.draw import ShareClass, capital, change_of
from tests.generator.ff301.wording import Language, word

PARTS = ("options", "warrants", "convertibles", "agreements", "other_movements")


@dataclass(frozen=True)
class Holding:
    """A class of shares with what is authorised and issued before the month; ``par`` is ``None`` without one."""

    share_class: ShareClass
    issued: int
    treasury: int = 0
    authorised: int = 0
    par: Money | None = None


@dataclass(frozen=True)
class Return:
    """What an invented return says beyond its sums."""

    edition: Edition
    version: str
    language: Language
    month_ended: date
    issuer: str
    submitted: date
    signed_by: tuple[str, str]
    holdings: Sequence[Holding]
    parts: Mapping[str, Any]


def share_class(line: Any, words: str, kind: str, code: str, **more: Any) -> ShareClass:
    """The head of a class: ``kind`` is the type of shares, empty where none applies; no code, not listed."""
    head = {
        "class_of_shares": stated(words),
        "type_of_shares": stated(kind) if kind else NOT_APPLICABLE,
        "listed": stated(bool(code)),
        "stock_code": stated(code) if code else BLANK,
        "description": BLANK,
        "counters": (),
    }
    return ShareClass(line, head | more)


def whole(it: Return) -> MonthlyReturn:
    """Work out the balances and the totals of a return."""
    rows = [row for part in it.parts.values() for row in part.rows]
    changes = {one.share_class.line: change_of(rows, one.share_class.line) for one in it.holdings}
    treasury = it.edition is not Edition.FF301_1_0
    parts = {name: _part(it, name, treasury) for name in PARTS}
    return MonthlyReturn(
        edition=it.edition,
        header=Header(
            version=stated(it.version),
            month_ended=stated(it.month_ended),
            status=stated(word(wording.STATUSES[0], it.language)),
            issuer=stated(it.issuer),
            date_submitted=stated(it.submitted),
        ),
        authorised=_authorised(it.holdings),
        issued=IssuedCapital(blocks=tuple(_issued(it, one, changes[one.share_class.line]) for one in it.holdings)),
        **parts,
        total_increase=tuple(
            TotalIncrease(share_class=line, number=stated(one), treasury_shares=stated(two) if treasury else BLANK)
            for line, (one, two) in changes.items()
        ),
        depositary_receipts=DepositaryReceipts(not_applicable=stated(True)),
        confirmations=tuple(
            Confirmation(item=item, words=stated(word(words, it.language)))
            for item, words in wording.CONFIRMATIONS.items()
        ),
        signature=Signature(submitted_by=stated(it.signed_by[0]), title=stated(it.signed_by[1])),
    )


def _part(it: Return, name: str, treasury: bool) -> Any:
    kind = MonthlyReturn.__dataclass_fields__[name].default_factory
    part = it.parts.get(name)
    if part is None:
        return kind(not_applicable=stated(True))  # type: ignore[misc, operator]
    lines = list(dict.fromkeys((row.share_class, row.line) for row in part.rows))
    totals = []
    for one in it.holdings:
        line = one.share_class.line
        if (line.kind, line.line) in lines:
            issued, moved = change_of(part.rows, line)
            totals.append(
                LineTotal(share_class=line, issued=stated(issued), treasury_shares=stated(moved) if treasury else BLANK)
            )
    return replace(part, line_totals=tuple(totals))


def _authorised(holdings: Sequence[Holding]) -> AuthorisedCapital:
    blocks = tuple(
        AuthorisedBlock(
            share_class=one.share_class.line,
            **one.share_class.head,
            opening=capital(one.authorised, one.par),
            increase=CapitalRow(),
            closing=capital(one.authorised, one.par),
        )
        for one in holdings
        if one.par is not None
    )
    if not blocks:
        return AuthorisedCapital(not_applicable=stated(True))
    amounts = [block.closing.capital.value for block in blocks if block.closing.capital.value]
    total = Money(sum((one.amount for one in amounts), Decimal(0)), amounts[0].currency)
    return AuthorisedCapital(blocks=blocks, total=(stated(total),))


def _issued(it: Return, one: Holding, change: tuple[int, int]) -> IssuedBlock:
    issued, treasury = change
    figures: dict[str, Any] = {}
    if it.edition is not Edition.FF301_1_0:
        figures["treasury"] = Balance(
            opening=stated(one.treasury), increase=stated(treasury), closing=stated(one.treasury + treasury)
        )
        figures["all_issued"] = Balance(
            opening=stated(one.issued + one.treasury), closing=stated(one.issued + issued + one.treasury + treasury)
        )
    if it.edition is Edition.FF301_1_2 and one.share_class.head["listed"].value:
        threshold = word(wording.THRESHOLDS[0], it.language)
        figures["public_float"] = PublicFloat(complied=stated(True), threshold=stated(threshold))
    return IssuedBlock(
        share_class=one.share_class.line,
        **one.share_class.head,
        opening=stated(one.issued),
        increase=stated(issued),
        closing=stated(one.issued + issued),
        **figures,
    )


def hkd(amount: str) -> Figure[Money]:
    """Print an amount of Hong Kong dollars."""
    return stated(Money(Decimal(amount), "HKD"))


def event(number: int, kind: MovementKind, words: str, on: date, of_row: dict[str, Any], **numbers: Any) -> Any:
    """A row of part E."""
    figures = {name: stated(value) for name, value in numbers.items()}
    return OtherMovement(number=number, kind=kind, **of_row, specified=stated(words), event_date=stated(on), **figures)


def buyback() -> MonthlyReturn:
    """Shares bought back: cancelled, held in treasury, and not yet cancelled; options exercised (v1.1)."""
    it = share_class(wording.ORDINARY, "Ordinary shares", "", "99911")
    scheme = OptionScheme(
        number=1,
        **it.of_row,
        particulars=stated("Share Option Scheme adopted on 18 May 2017"),
        approval_date=stated(date(2017, 5, 18)),
        opening=stated(24_000_000),
        exercised=stated(500_000),
        exercised_from_treasury=stated(200_000),
        lapsed=stated(120_000),
        closing=stated(23_180_000),
        issued=stated(500_000),
        treasury_shares=stated(200_000),
        may_be_issued=stated(23_180_000),
        may_be_granted=stated(61_000_000),
    )
    words = {kind: wording.EVENTS[kind][0] for kind in MovementKind}
    cancelled = words[MovementKind.REPURCHASE] + wording.CANCELLED[MovementKind.REPURCHASE][0]
    held = MovementKind.REPURCHASE_INTO_TREASURY
    pending = MovementKind.PENDING_CANCELLATION
    events = (
        event(1, MovementKind.REPURCHASE, cancelled, date(2024, 9, 6), it.of_row, issued=-2_000_000),
        event(2, held, words[held], date(2024, 9, 20), it.of_row, issued=-3_500_000, treasury_shares=3_500_000),
        event(3, pending, words[pending], date(2024, 9, 27), it.of_row, not_yet_cancelled=-800_000),
    )
    holding = Holding(it, 1_200_000_000, 1_500_000, 10_000_000_000, Money(Decimal("0.01"), "HKD"))
    return whole(
        Return(
            Edition.FF301_1_1,
            "1.1.1",
            Language.ENGLISH,
            date(2024, 9, 30),
            "Harbour Pacific Holdings Limited",
            date(2024, 10, 4),
            ("Chan Tai Man", "Company Secretary"),
            (holding,),
            {
                "options": ShareOptions(rows=(scheme,), funds_raised=(hkd("2940000"),)),
                "other_movements": OtherMovements(rows=events),
            },
        )
    )


def two_classes() -> MonthlyReturn:
    """Two classes of shares with unequal votes, one converted into the other; a renminbi counter (v1.0)."""
    counter = Counter(stock_code=stated("89912"), currency=stated("CNY"))
    first = share_class(wording.ORDINARY, "WVR ordinary shares", "A", "99912", counters=(counter,))
    second = share_class(wording.SECOND, "WVR ordinary shares", "B", "")
    words = "Other (Please specify) Conversion of Class B ordinary shares to Class A ordinary shares"
    on = date(2023, 7, 5)
    events = (
        event(1, MovementKind.REPURCHASE, "Repurchase of shares", on, first.of_row, issued=-1_000_000),
        event(2, MovementKind.OTHER, words, on, first.of_row, issued=400_000),
        event(3, MovementKind.OTHER, words, on, second.of_row, issued=-400_000),
    )
    par = Money(Decimal("0.0001"), "USD")
    return whole(
        Return(
            Edition.FF301_1_0,
            "1.0.2",
            Language.ENGLISH,
            date(2023, 7, 31),
            "Jade Lion Group Ltd.",
            date(2023, 8, 3),
            ("Wong Siu Ming", "Executive Director"),
            (
                Holding(first, 700_000_000, 0, 1_500_000_000, par),
                Holding(second, 140_000_000, 0, 500_000_000, par),
            ),
            {"other_movements": OtherMovements(rows=events)},
        )
    )


def convertible_bonds() -> MonthlyReturn:
    """Convertible bonds of an issuer without par value, in Chinese (v1.1)."""
    it = share_class(wording.ORDINARY, "普通股", "", "99913", description=stated("普通股"))
    bonds = Convertible(
        number=1,
        **it.of_row,
        description=stated("零息可換股票據"),
        instrument_type=stated("債券/票據"),
        currency=stated("HKD"),
        opening=hkd("250000000"),
        converted=hkd("50000000"),
        closing=hkd("200000000"),
        subscription_price=hkd("5"),
        approval_date=stated(date(2024, 5, 29)),
        issued=stated(10_000_000),
        treasury_shares=stated(0),
        may_be_issued=stated(40_000_000),
    )
    return whole(
        Return(
            Edition.FF301_1_1,
            "1.1.1",
            Language.TRADITIONAL,
            date(2025, 3, 31),
            "太平洋海港控股有限公司",
            date(2025, 4, 3),
            ("陳大文", "公司秘書"),
            (Holding(it, 830_000_000),),
            {"convertibles": Convertibles(rows=(bonds,))},
        )
    )


def placing() -> MonthlyReturn:
    """H shares placed beside unlisted A shares; the public float is confirmed (v1.2)."""
    first = share_class(wording.ORDINARY, "Ordinary shares", "H", "99914", description=stated("HARBOUR"))
    second = share_class(wording.SECOND, "Ordinary shares", "A", "")
    on, approved = date(2026, 1, 15), date(2025, 6, 27)
    placed = event(1, MovementKind.PLACING, "Placing", on, first.of_row, issued=60_000_000, approval_date=approved)
    par = Money(Decimal(1), "CNY")
    return whole(
        Return(
            Edition.FF301_1_2,
            "1.2.0",
            Language.ENGLISH,
            date(2026, 1, 31),
            "Harbour Pacific Industries Co., Ltd.",
            date(2026, 2, 5),
            ("Chan Tai Man", "Company Secretary"),
            (
                Holding(first, 400_000_000, 0, 460_000_000, par),
                Holding(second, 1_600_000_000, 0, 1_600_000_000, par),
            ),
            {"other_movements": OtherMovements(rows=(replace(placed, price=hkd("12.5")),))},
        )
    )
