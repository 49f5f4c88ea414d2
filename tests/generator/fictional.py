"""Returns of invented issuers, one for each kind of event that the real ones lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from converter.model import (
    BLANK,
    PREPRINTED_KINDS,
    Agreements,
    AuthorisedBlock,
    AuthorisedCapital,
    CapitalRow,
    ClassKind,
    ClassLine,
    ClassTotals,
    Convertible,
    Convertibles,
    Edition,
    Figure,
    Header,
    IssuedBlock,
    IssuedCapital,
    Money,
    MonthlyReturn,
    MovementKind,
    OptionScheme,
    OtherMovement,
    OtherMovements,
    ShareOptions,
    Signature,
    State,
    TotalIncrease,
    Warrant,
    Warrants,
)
from converter.walk import with_figures
from tests.generator.dice import NOT_APPLICABLE, month_end, nil, stated
from tests.generator.draw import LINES, Issues, capital_row, funds_raised, issued_by_class

ORDINARY, SECOND, PREFERENCE, OTHER = LINES
CLASS_TEXT = {ClassKind.ORDINARY: "Ordinary shares", ClassKind.PREFERENCE: "Preference shares"}


@dataclass(frozen=True)
class Capital:
    """What one line of one class has: its code, name, par value, authorised and issued shares before the month."""

    code: str
    name: str
    par: Money
    authorised: int
    issued: int
    authorised_after: int | None = None
    par_after: Money | None = None


@dataclass(frozen=True)
class Issuer:
    """An invented issuer and its month; ``second`` is what of the ordinary total falls to line (2)."""

    name: str
    year: int
    month: int
    capital: Mapping[ClassLine, Capital]
    signed_by: str
    remarks: str = ""
    second: int = 0
    parts: Mapping[str, Any] = field(default_factory=dict)


def hkd(amount: str) -> Money:
    """Return an amount of Hong Kong dollars."""
    return Money(Decimal(amount), "HKD")


def shares(number: int) -> Figure[int]:
    """Print a number of shares, zero as nil."""
    return stated(number) if number else nil()


def _block(line: ClassLine, capital: Capital | None) -> AuthorisedBlock:
    if capital is None:
        return AuthorisedBlock(share_class=line)
    after = capital.authorised if capital.authorised_after is None else capital.authorised_after
    opening = capital_row(capital.authorised, capital.par)
    closing = capital_row(after, capital.par_after or capital.par)
    change = _amount(closing) - _amount(opening)
    increase = CapitalRow(
        number=shares(after - capital.authorised),
        capital=stated(replace(capital.par, amount=change)) if change else nil(money=True),
    )
    return AuthorisedBlock(
        share_class=line,
        stock_code=stated(capital.code) if capital.code else NOT_APPLICABLE,
        description=stated(capital.name),
        opening=opening,
        increase=increase,
        closing=closing,
    )


def _amount(row: CapitalRow) -> Decimal:
    return row.capital.value.amount if row.capital.value is not None else Decimal(0)


def _column(line: ClassLine, capital: Capital | None, change: int) -> IssuedBlock:
    if capital is None:
        return IssuedBlock(share_class=line, opening=NOT_APPLICABLE, increase=NOT_APPLICABLE, closing=NOT_APPLICABLE)
    return IssuedBlock(
        share_class=line,
        opening=stated(capital.issued),
        increase=shares(change),
        closing=stated(capital.issued + change),
    )


def _with_totals(part: Any, kinds: set[ClassKind]) -> Any:
    """Fill in the foot of a part: the sums of the classes that the issuer has, N/A for the others."""
    if part.not_applicable.value:
        return part
    sums = issued_by_class(part.rows)
    totals = {kind: shares(sums.get(kind, 0)) if kind in kinds else NOT_APPLICABLE for kind in CLASSES}
    return replace(part, total=ClassTotals(**{kind.value: total for kind, total in totals.items()}))


CLASSES = (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER)
NONE = stated(True)


def _parts(issuer: Issuer) -> dict[str, Any]:
    parts = {
        "options": ShareOptions(not_applicable=NONE),
        "warrants": Warrants(not_applicable=NONE),
        "convertibles": Convertibles(not_applicable=NONE),
        "agreements": Agreements(not_applicable=NONE),
        "other_movements": OtherMovements(rows=movements()),
        **issuer.parts,
    }
    kinds = {line.kind for line in issuer.capital}
    return {name: _with_totals(part, kinds) for name, part in parts.items()}


def _changes(issuer: Issuer, issues: Issues) -> dict[ClassLine, int]:
    changes = {line: issues.get(line.kind, 0) for line in LINES}
    changes[ORDINARY] -= issuer.second
    changes[SECOND] = issuer.second
    return changes


def whole(issuer: Issuer) -> MonthlyReturn:
    """Complete a return: what follows from the rows by arithmetic is worked out."""
    ended = month_end(issuer.year, issuer.month)
    parts = _parts(issuer)
    changes = _changes(issuer, issued_by_class([row for part in parts.values() for row in part.rows]))
    blocks = tuple(_block(line, issuer.capital.get(line)) for line in LINES)
    total = sum((_amount(block.closing) for block in blocks), Decimal(0))
    currency = issuer.capital[ORDINARY].par.currency
    return MonthlyReturn(
        edition=Edition.LEGACY_2009,
        header=Header(
            month_ended=stated(ended),
            issuer=stated(issuer.name),
            date_submitted=stated(ended + timedelta(days=3)),
        ),
        authorised=AuthorisedCapital(blocks=blocks, total=(stated(Money(total, currency)),)),
        issued=IssuedCapital(blocks=tuple(_column(line, issuer.capital.get(line), changes[line]) for line in LINES)),
        **parts,
        total_increase=tuple(
            TotalIncrease(share_class=line, number=shares(changes[line]) if line in issuer.capital else NOT_APPLICABLE)
            for line in LINES
        ),
        signature=Signature(
            remarks=stated(issuer.remarks) if issuer.remarks else BLANK,
            submitted_by=stated(issuer.signed_by),
            title=stated("Company Secretary"),
        ),
    )


def movements(*used: OtherMovement) -> tuple[OtherMovement, ...]:
    """Return the ten pre-printed items, those that are used and the others as nil."""
    by_kind = {row.kind: row for row in used}
    return tuple(
        by_kind.get(kind, OtherMovement(number=number, kind=kind, issued=nil(), may_be_issued=nil()))
        for number, kind in enumerate(PREPRINTED_KINDS, start=1)
    )


def _movement(kind: MovementKind, issued: int, on: date, **more: Any) -> OtherMovement:
    share_class = more.pop("share_class", ClassKind.ORDINARY)
    return OtherMovement(
        number=PREPRINTED_KINDS.index(kind) + 1,
        kind=kind,
        share_class=share_class,
        class_of_shares=stated(CLASS_TEXT[share_class]),
        event_date=stated(on),
        issued=stated(issued),
        may_be_issued=nil(),
        **more,
    )


def _options(*schemes: tuple[str, str, date, int, int, int]) -> ShareOptions:
    """Return part A; a scheme is its name, price, approval date, exercised, lapsed, outstanding at the close."""
    rows = tuple(
        OptionScheme(
            number=number,
            share_class=ClassKind.ORDINARY,
            class_of_shares=stated("Ordinary shares"),
            approval_date=stated(approved),
            particulars=stated(name),
            exercise_price=stated(hkd(price)),
            granted=nil(),
            exercised=shares(exercised),
            cancelled=nil(),
            lapsed=shares(lapsed),
            issued=shares(exercised),
            may_be_issued=shares(outstanding),
        )
        for number, (name, price, approved, exercised, lapsed, outstanding) in enumerate(schemes, start=1)
    )
    return ShareOptions(
        rows=rows, funds_raised=tuple(stated(Money(sum_, unit)) for unit, sum_ in funds_raised(rows).items())
    )


def preference_shares() -> MonthlyReturn:
    """Preference shares are converted, and some are redeemed."""
    into = Convertible(
        number=1,
        share_class=ClassKind.ORDINARY,
        class_of_shares=stated("Ordinary shares"),
        description=stated("Convertible preference shares"),
        stock_code=NOT_APPLICABLE,
        currency=stated("HKD"),
        subscription_price=stated(hkd("1.25")),
        approval_date=stated(date(2010, 5, 18)),
        opening=stated(hkd("45000000")),
        converted=stated(hkd("-5000000")),
        closing=stated(hkd("40000000")),
        issued=stated(4_000_000),
        may_be_issued=stated(32_000_000),
    )
    out_of = Convertible(
        number=2,
        share_class=ClassKind.PREFERENCE,
        class_of_shares=stated("Preference shares"),
        description=stated("Preference shares cancelled upon conversion"),
        stock_code=NOT_APPLICABLE,
        currency=NOT_APPLICABLE,
        opening=NOT_APPLICABLE,
        converted=NOT_APPLICABLE,
        closing=NOT_APPLICABLE,
        issued=stated(-4_000_000),
        may_be_issued=nil(),
    )
    redeemed = _movement(MovementKind.REDEMPTION, -1_000_000, date(2012, 5, 21), share_class=ClassKind.PREFERENCE)
    capital = {
        ORDINARY: Capital("99901", "Ordinary shares", hkd("0.10"), 2_000_000_000, 812_500_000),
        PREFERENCE: Capital("", "Convertible preference shares", hkd("1.25"), 100_000_000, 37_000_000),
    }
    parts = {
        "convertibles": Convertibles(rows=(into, out_of)),
        "other_movements": OtherMovements(rows=movements(redeemed)),
    }
    return whole(Issuer("Tolo Harbour Holdings Limited", 2012, 5, capital, "Lam Wai Yee", parts=parts))


def warrants() -> MonthlyReturn:
    """Listed warrants are exercised, and options beside them."""
    row = Warrant(
        number=1,
        share_class=ClassKind.ORDINARY,
        class_of_shares=stated("Ordinary shares"),
        description=stated("2013 Warrants"),
        stock_code=stated("01499"),
        currency=stated("HKD"),
        subscription_price=stated(hkd("0.80")),
        approval_date=stated(date(2011, 11, 3)),
        expiry_date=stated(date(2013, 11, 2)),
        opening=stated(hkd("64000000.00")),
        exercised=stated(hkd("1200000.00")),
        closing=stated(hkd("62800000.00")),
        issued=stated(1_500_000),
        may_be_issued=stated(78_500_000),
    )
    schemes = (
        ("2004 Share Option Scheme", "0.62", date(2004, 6, 11), 240_000, 0, 1_760_000),
        ("2010 Share Option Scheme", "1.105", date(2010, 6, 9), 0, 50_000, 9_400_000),
    )
    capital = {ORDINARY: Capital("99902", "Ordinary shares", hkd("0.05"), 3_000_000_000, 640_318_442)}
    parts = {"options": _options(*schemes), "warrants": Warrants(rows=(row,))}
    return whole(Issuer("Lantau Paper & Board Limited", 2012, 6, capital, "Ho Ka Ming, Peter", parts=parts))


def rights_issue() -> MonthlyReturn:
    """One rights share for every two held; the authorised capital is raised before it."""
    issued = _movement(
        MovementKind.RIGHTS_ISSUE,
        210_000_000,
        date(2012, 3, 14),
        price=stated(hkd("0.45")),
        approval_date=stated(date(2012, 2, 6)),
    )
    capital = {ORDINARY: Capital("99903", "Ordinary shares", hkd("0.10"), 500_000_000, 420_000_000, 1_000_000_000)}
    parts = {"other_movements": OtherMovements(rows=movements(issued))}
    remarks = "The rights issue was announced on 9 January 2012."
    return whole(Issuer("Sai Kung Shipping Limited", 2012, 3, capital, "Cheung Mei Ling", remarks, parts=parts))


def repurchase() -> MonthlyReturn:
    """Shares bought back on the market are cancelled; the par value has nine decimals."""
    bought = _movement(MovementKind.REPURCHASE, -3_246_000, date(2013, 9, 12), approval_date=stated(date(2013, 5, 30)))
    par = Money(Decimal("0.000003125"), "USD")
    capital = {ORDINARY: Capital("99904", "Ordinary shares", par, 32_000_000_000, 1_918_470_000)}
    parts = {
        "options": _options(("Post-IPO Share Option Scheme", "12.34", date(2011, 8, 19), 15_000, 2_500, 880_250)),
        "other_movements": OtherMovements(rows=movements(bought)),
    }
    return whole(Issuer("Shing Mun Software Group Limited 城門軟件", 2013, 9, capital, "陳大文", parts=parts))


def two_classes() -> MonthlyReturn:
    """Domestic shares on line (1), H shares on line (2); H shares are placed."""
    par = Money(Decimal("1.00"), "CNY")
    placed = _movement(
        MovementKind.PLACING,
        60_000_000,
        date(2010, 10, 20),
        price=stated(hkd("4.18")),
        approval_date=stated(date(2010, 6, 25)),
    )
    capital = {
        ORDINARY: Capital("", "Domestic shares", par, 1_400_000_000, 1_400_000_000),
        SECOND: Capital("99905", "H shares", par, 600_000_000, 600_000_000, 660_000_000),
    }
    parts = {"other_movements": OtherMovements(rows=movements(placed))}
    name = "Pearl River Gas Company Limited"
    return whole(Issuer(name, 2010, 10, capital, "Zhao Min", second=60_000_000, parts=parts))


def share_consolidation() -> MonthlyReturn:
    """Ten shares of HK$0.01 become one of HK$0.10."""
    consolidated = _movement(
        MovementKind.CAPITAL_REORGANISATION, -810_000_000, date(2011, 8, 16), approval_date=stated(date(2011, 8, 15))
    )
    shares_of = Capital(
        "99906", "Consolidated shares", hkd("0.01"), 10_000_000_000, 900_000_000, 1_000_000_000, hkd("0.10")
    )
    parts = {"other_movements": OtherMovements(rows=movements(consolidated))}
    remarks = "Every ten shares of HK$0.01 were consolidated into one share of HK$0.10 on 16 August 2011."
    issuer = Issuer("Mui Wo Resources Limited", 2011, 8, {ORDINARY: shares_of}, "Ng Siu Fong", remarks, parts=parts)
    return whole(issuer)


def wrong_figure() -> MonthlyReturn:
    """The closing balance of issued shares is 1,000 too high; everything else agrees."""
    capital = {ORDINARY: Capital("99907", "Ordinary shares", hkd("0.20"), 800_000_000, 300_000_000)}
    parts = {"options": _options(("Share Option Scheme", "2.20", date(2009, 5, 8), 130_000, 0, 4_470_000))}
    right = whole(Issuer("Stanley Textile Limited", 2012, 9, capital, "Yip Chi Keung", parts=parts))
    return with_figures(right, {"issued.blocks[ordinary-1].closing": Figure(State.STATED, 300_131_000)})


FICTIONAL: dict[str, Callable[[], MonthlyReturn]] = {
    "preference-shares-2012-05": preference_shares,
    "warrants-2012-06": warrants,
    "rights-issue-2012-03": rights_issue,
    "repurchase-2013-09": repurchase,
    "two-classes-2010-10": two_classes,
    "share-consolidation-2011-08": share_consolidation,
    "wrong-figure-2012-09": wrong_figure,
}
"""The invented returns by name; the last one has a wrong figure."""
