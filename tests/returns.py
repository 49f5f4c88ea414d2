"""Monthly returns built by hand: the facts of three real filings, and small fictional ones.

The real ones carry the facts and figures of Chinasoft International (November 2011) and Kingsoft
Corporation (November 2009 and 2011), each figure with the line it was read from. The fictional ones
show what those three lack: two lines of ordinary shares, warrants, a rights issue, a repurchase,
a share consolidation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from converter.evidence import Evidence, Origin
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

ORDINARY, ORDINARY_2 = ClassLine(ClassKind.ORDINARY), ClassLine(ClassKind.ORDINARY, 2)
PREFERENCE, OTHER = ClassLine(ClassKind.PREFERENCE), ClassLine(ClassKind.OTHER)
LINES = (ORDINARY, ORDINARY_2, PREFERENCE, OTHER)


def stated(value: Any, line: int, raw: str = "", origin: Origin = Origin.PRINTED) -> Figure[Any]:
    """A printed figure; its raw text is the value's own where none is given."""
    text = raw or (f"{value:,}" if isinstance(value, int) else str(value))
    return Figure(State.STATED, value, Evidence(text, 1, line, origin=origin))


def money(amount: str, currency: str | None, line: int, raw: str = "") -> Figure[Money]:
    """A printed amount of money."""
    return stated(Money(Decimal(amount), currency), line, raw or amount)


def nil(line: int, raw: str = "NIL") -> Figure[int]:
    """A number printed as NIL."""
    return Figure(State.NIL, 0, Evidence(raw, 1, line))


def nil_money(line: int, currency: str | None = None, raw: str = "NIL") -> Figure[Money]:
    """An amount printed as NIL."""
    return Figure(State.NIL, Money(Decimal(0), currency), Evidence(raw, 1, line))


def na(line: int) -> Figure[Any]:
    """A figure printed as N/A."""
    return Figure(State.NOT_APPLICABLE, None, Evidence("N/A", 1, line))


def damaged(raw: str, line: int) -> Figure[Any]:
    """A figure that is printed but cannot be read."""
    return Figure(State.DAMAGED, None, Evidence(raw, 1, line))


def other_movements(make: Callable[[int], Figure[int]], line: int) -> tuple[OtherMovement, ...]:
    """The ten pre-printed items of part E, all with the same mark (NIL or N/A) in both columns."""
    return tuple(
        OtherMovement(number=number, kind=kind, issued=make(line + number), may_be_issued=make(line + number))
        for number, kind in enumerate(PREPRINTED_KINDS, start=1)
    )


def chinasoft_2011() -> MonthlyReturn:
    """Chinasoft International, stock code 354, November 2011; the closing totals are cut."""
    par = [money("0.05", "HKD", line, "HK$0.05") for line in (13, 14, 15)]
    ordinary = AuthorisedBlock(
        share_class=ORDINARY,
        stock_code=stated("00354", 11, "354"),
        description=stated("CHINASOFT INTERNATIONAL LIMITED", 11, origin=Origin.JOINED),
        opening=_capital_row(4_000_000_000, par[0], "200000000", 13),
        increase=CapitalRow(number=nil(14), par_value=par[1], capital=nil_money(14)),
        closing=_capital_row(4_000_000_000, par[2], "200000000", 15),
    )
    preference = AuthorisedBlock(
        share_class=PREFERENCE,
        stock_code=na(25),
        description=stated("CONVERTIBLE & REDEEMABLE P-SHA", 25),
        opening=_capital_row(625_000_000, money("0.05", "HKD", 27, "HK$0.05"), "31250000", 27),
        increase=CapitalRow(number=nil(28), capital=nil_money(28)),
        closing=_capital_row(625_000_000, money("0.05", "HKD", 29, "HK$0.05"), "31250000", 29),
    )
    return MonthlyReturn(
        edition=Edition.LEGACY_2009,
        header=Header(
            month_ended=stated(date(2011, 11, 30), 22, "30/11/2011"),
            issuer=stated("CHINASOFT INTERNATIONAL LIMITED", 8, origin=Origin.JOINED),
            date_submitted=damaged("05/12/201", 8),
        ),
        authorised=AuthorisedCapital(
            blocks=(ordinary, AuthorisedBlock(share_class=ORDINARY_2), preference, AuthorisedBlock(share_class=OTHER))
        ),
        issued=IssuedCapital(
            blocks=(
                _issued(ORDINARY, 1_455_013_259, 9_245_400, 1_464_258_659, 43),
                IssuedBlock(share_class=ORDINARY_2, opening=na(43), increase=na(44), closing=na(45)),
                _issued(PREFERENCE, 164_500_000, -7_250_000, 157_250_000, 43),
                IssuedBlock(share_class=OTHER, opening=na(43), increase=na(44), closing=na(45)),
            )
        ),
        options=ShareOptions(
            rows=(
                OptionScheme(
                    number=1,
                    particulars=stated("Pre-IPO Share Option Scheme", 57),
                    opening=stated(217_481_000, 59),
                    granted=nil(59),
                    exercised=stated(1_995_400, 59),
                    cancelled=nil(59),
                    lapsed=nil(59),
                    issued=stated(1_995_400, 59),
                    may_be_issued=stated(215_485_600, 59),
                ),
            ),
            total=ClassTotals(ordinary=stated(1_995_400, 65), preference=nil(66), other=nil(67)),
            funds_raised=(stated(Money(Decimal(1215960), "HKD"), 68, "K$1,215,960", Origin.NORMALISED),),
        ),
        warrants=Warrants(
            rows=(Warrant(number=1, issued=na(70), may_be_issued=na(70)),),
            total=ClassTotals(ordinary=na(70), other=na(70)),
        ),
        convertibles=Convertibles(
            rows=_chinasoft_convertibles(),
            total=ClassTotals(
                ordinary=stated(7_250_000, 72), preference=stated(-7_250_000, 72, "(7,250,000)"), other=na(72)
            ),
        ),
        agreements=Agreements(),
        other_movements=OtherMovements(rows=_chinasoft_movements(), total=ClassTotals(ordinary=na(127))),
        total_increase=(
            TotalIncrease(share_class=ORDINARY, number=damaged(", 45,400", 128)),
            TotalIncrease(share_class=ORDINARY_2, number=nil(128)),
            TotalIncrease(share_class=PREFERENCE, number=damaged(", 50,000)", 129)),
            TotalIncrease(share_class=OTHER, number=nil(130)),
        ),
        signature=Signature(
            submitted_by=stated("WILLIAM FOK MING FUK", 135),
            title=stated("COMPANY SECRETARY", 136),
        ),
    )


def _chinasoft_movements() -> tuple[OtherMovement, ...]:
    """The ten items; two of them were filled in although nothing was issued."""
    *first, consideration, reorganisation, other = other_movements(na, 87)
    return (
        *first,
        replace(consideration, share_class=ClassKind.ORDINARY, class_of_shares=stated("Ordinary Shares", 114)),
        reorganisation,
        replace(other, specified=stated("Subscription Shares", 125)),
    )


def _chinasoft_convertibles() -> tuple[Convertible, ...]:
    note = Convertible(
        number=1,
        description=stated("4.25% Convertible Note Due 2013", 72),
        stock_code=na(72),
        share_class=ClassKind.ORDINARY,
        class_of_shares=stated("Ordinary Shares", 72),
        currency=stated("CNY", 72, "RMB"),
        subscription_price=money("2.00", "HKD", 72, "HK$2.00"),
        approval_date=stated(date(2010, 11, 18), 72, "18/11/2010"),
        opening=money("200000000", "CNY", 72, "200,000,000"),
        converted=nil_money(72, "CNY"),
        closing=money("200000000", "CNY", 72, "200,000,000"),
        issued=nil(72),
        may_be_issued=stated(116_404_949, 72),
    )
    preference = Convertible(
        number=2,
        description=stated("Convertible & Redeemable Preference Shares", 72),
        stock_code=na(72),
        share_class=ClassKind.PREFERENCE,
        class_of_shares=stated("Preference Shares", 72),
        currency=stated("HKD", 72, "HK$"),
        subscription_price=nil_money(72),
        opening=money("8225000", "HKD", 72, "8,225,000"),
        converted=money("-362500", "HKD", 72, "(362,500)"),
        closing=money("7862500", "HKD", 72, "7,862,500"),
        issued=stated(7_250_000, 72),
        may_be_issued=stated(157_250_000, 72),
    )
    return note, preference


def kingsoft_2009() -> MonthlyReturn:
    """Kingsoft Corporation, stock code 3888, November 2009."""
    schemes = (
        ("0.0353", "USD", date(2004, 6, 30), 52_000, 0, 8_912_500, 62),
        ("0.2118", "USD", date(2004, 6, 30), 67_000, 0, 3_481_500, 65),
        ("0.24", "USD", date(2007, 1, 22), 752_000, 37_500, 84_090_100, 68),
        ("0.0005", "USD", date(2004, 6, 30), 0, 0, 1_700_500, 78),
        ("3.60", "HKD", date(2007, 1, 22), 0, 0, 375_000, 85),
    )
    return _kingsoft(
        month=date(2009, 11, 30),
        submitted=stated(date(2009, 12, 4), 9, "04./12/2009", Origin.NORMALISED),
        issued=(1_093_176_133, 871_000, 1_094_047_133),
        schemes=schemes,
        funds=(money("196506.20", "USD", 90, "$196,506.20"), nil_money(91, "HKD", "Nil")),
    )


def kingsoft_2011() -> MonthlyReturn:
    """Kingsoft Corporation, stock code 3888, November 2011."""
    schemes = (
        ("0.0353", "USD", date(2004, 6, 30), 10_000, 0, 1_517_500, 61),
        ("0.2118", "USD", date(2004, 6, 30), 5_000, 0, 1_075_500, 63),
        ("0.24", "USD", date(2007, 1, 22), 37_000, 0, 18_593_800, 64),
        ("0.0005", "USD", date(2004, 6, 30), 0, 0, 1_700_500, 74),
        ("3.60", "HKD", date(2007, 1, 22), 0, 0, 240_000, 81),
    )
    return _kingsoft(
        month=date(2011, 11, 30),
        submitted=stated(date(2011, 12, 5), 8, "05/12/2011"),
        issued=(1_167_621_933, 52_000, 1_167_673_933),
        schemes=schemes,
        funds=(money("10292.00", "USD", 87, "USD$10,292.00"), money("0.00", "HKD", 88, "HKI$0.00")),
    )


def _kingsoft(
    *,
    month: date,
    submitted: Figure[date],
    issued: tuple[int, int, int],
    schemes: tuple[tuple[Any, ...], ...],
    funds: tuple[Figure[Money], ...],
) -> MonthlyReturn:
    par = money("0.0005", "USD", 14)
    authorised = AuthorisedBlock(
        share_class=ORDINARY,
        stock_code=stated("03888", 12, "3888"),
        description=stated("Ordinary Shares", 12),
        opening=CapitalRow(number=stated(2_400_000_000, 14), par_value=par, capital=money("1200000.00", "USD", 14)),
        increase=CapitalRow(number=nil(15, "Nil"), capital=nil_money(15, "USD", "Nil")),
        closing=CapitalRow(number=stated(2_400_000_000, 16), par_value=par, capital=money("1200000.00", "USD", 16)),
    )
    empty = tuple(AuthorisedBlock(share_class=line) for line in LINES[1:])
    unused = tuple(
        IssuedBlock(share_class=line, opening=na(41), increase=nil(42, "Nil"), closing=na(43)) for line in LINES[1:]
    )
    totals = ClassTotals(ordinary=stated(issued[1], 87), preference=na(88), other=na(89))
    not_applicable = stated(True, 113, "(Not Applicable)")
    return MonthlyReturn(
        edition=Edition.LEGACY_2009,
        header=Header(
            month_ended=stated(month, 23, month.strftime("%d/%m/%Y")),
            issuer=stated("Kingsoft Corporation Limited", 8),
            date_submitted=submitted,
        ),
        authorised=AuthorisedCapital(blocks=(authorised, *empty)),
        issued=IssuedCapital(blocks=(_issued(ORDINARY, *issued, 41), *unused)),
        options=ShareOptions(
            rows=tuple(_scheme(number, *scheme) for number, scheme in enumerate(schemes, start=1)),
            total=totals,
            funds_raised=funds,
        ),
        convertibles=Convertibles(not_applicable=not_applicable),
        agreements=Agreements(not_applicable=not_applicable),
        other_movements=OtherMovements(
            not_applicable=not_applicable,
            rows=other_movements(lambda line: nil(line, "Nil"), 160),
            total=ClassTotals(ordinary=nil(194, "Nil"), preference=na(195), other=na(196)),
        ),
        total_increase=(
            TotalIncrease(share_class=ORDINARY, number=stated(issued[1], 198)),
            *(TotalIncrease(share_class=line, number=na(199)) for line in LINES[1:]),
        ),
        signature=Signature(submitted_by=stated("Michelle Feng Harnett", 205), title=stated("Secretary", 206)),
    )


def _scheme(
    number: int, price: str, currency: str, approved: date, exercised: int, lapsed: int, may_be: int, line: int
) -> OptionScheme:
    return OptionScheme(
        number=number,
        particulars=stated("Share Option Scheme", line - 3),
        exercise_price=money(price, currency, line - 2),
        approval_date=stated(approved, line - 1, approved.strftime("%d/%m/%Y")),
        share_class=ClassKind.ORDINARY,
        class_of_shares=stated("Ordinary shares", line),
        granted=nil(line, "Nil"),
        exercised=_count(exercised, line),
        cancelled=nil(line, "Nil"),
        lapsed=_count(lapsed, line),
        issued=_count(exercised, line),
        may_be_issued=stated(may_be, line),
    )


def _count(number: int, line: int) -> Figure[int]:
    return stated(number, line) if number else nil(line, "Nil")


def _capital_row(number: int, par: Figure[Money], capital: str, line: int) -> CapitalRow:
    return CapitalRow(
        number=stated(number, line), par_value=par, capital=money(capital, "HKD", line, f"HK${int(capital):,}")
    )


def _issued(share_class: ClassLine, opening: int, increase: int, closing: int, line: int) -> IssuedBlock:
    return IssuedBlock(
        share_class=share_class,
        opening=stated(opening, line),
        increase=stated(increase, line + 1) if increase else nil(line + 1),
        closing=stated(closing, line + 2),
    )


def fictional(
    *,
    authorised: tuple[AuthorisedBlock, ...] = (),
    issued: tuple[IssuedBlock, ...] = (),
    total_increase: tuple[TotalIncrease, ...] = (),
    **parts: Any,
) -> MonthlyReturn:
    """A small return of an invented issuer, stock code 99999, June 2012."""
    head = AuthorisedBlock(share_class=ORDINARY, stock_code=stated("99999", 5))
    return MonthlyReturn(
        edition=Edition.LEGACY_2009,
        header=Header(
            month_ended=stated(date(2012, 6, 30), 1, "30/06/2012"),
            issuer=stated("Fictional Holdings Limited", 2),
            date_submitted=stated(date(2012, 7, 4), 3, "04/07/2012"),
        ),
        authorised=AuthorisedCapital(blocks=authorised or (head,)),
        issued=IssuedCapital(blocks=issued),
        total_increase=total_increase,
        signature=Signature(submitted_by=stated("Chan Tai Man", 90), title=stated("Company Secretary", 91)),
        **parts,
    )


def two_ordinary_lines() -> MonthlyReturn:
    """Domestic shares on line (1), H shares on line (2); ten million H shares are placed."""
    return fictional(
        issued=(
            _issued(ORDINARY, 600_000_000, 0, 600_000_000, 20),
            _issued(ORDINARY_2, 400_000_000, 10_000_000, 410_000_000, 20),
        ),
        other_movements=OtherMovements(
            rows=(_movement(MovementKind.PLACING, 3, 10_000_000, ClassKind.ORDINARY, "1.25"),),
            total=ClassTotals(ordinary=stated(10_000_000, 60), preference=nil(61), other=nil(62)),
        ),
        total_increase=(
            TotalIncrease(share_class=ORDINARY, number=nil(70)),
            TotalIncrease(share_class=ORDINARY_2, number=stated(10_000_000, 71)),
        ),
    )


def warrants() -> MonthlyReturn:
    """Listed warrants, a quarter of them exercised in the month."""
    row = Warrant(
        number=1,
        description=stated("2013 Warrants", 40),
        stock_code=stated("01234", 41, "1234"),
        expiry_date=stated(date(2013, 6, 30), 40, "30/06/2013"),
        currency=stated("HKD", 40, "HK$"),
        subscription_price=money("0.50", "HKD", 42),
        approval_date=stated(date(2011, 5, 20), 43, "20/05/2011"),
        share_class=ClassKind.ORDINARY,
        class_of_shares=stated("Ordinary", 44),
        opening=money("2000000", "HKD", 40, "2,000,000"),
        exercised=money("500000", "HKD", 40, "500,000"),
        closing=money("1500000", "HKD", 40, "1,500,000"),
        issued=stated(1_000_000, 40),
        may_be_issued=stated(3_000_000, 40),
    )
    return fictional(
        issued=(_issued(ORDINARY, 50_000_000, 1_000_000, 51_000_000, 20),),
        warrants=Warrants(rows=(row,), total=ClassTotals(ordinary=stated(1_000_000, 45), preference=nil(46))),
        total_increase=(TotalIncrease(share_class=ORDINARY, number=stated(1_000_000, 70)),),
    )


def rights_issue_and_repurchase() -> MonthlyReturn:
    """One rights share for every two held, and a repurchase of six hundred thousand shares."""
    return fictional(
        issued=(_issued(ORDINARY, 80_000_000, 39_400_000, 119_400_000, 20),),
        other_movements=OtherMovements(
            rows=(
                _movement(MovementKind.RIGHTS_ISSUE, 1, 40_000_000, ClassKind.ORDINARY, "0.80"),
                _movement(MovementKind.REPURCHASE, 6, -600_000, ClassKind.ORDINARY, None),
            ),
            total=ClassTotals(ordinary=stated(39_400_000, 60), preference=nil(61), other=nil(62)),
        ),
        total_increase=(TotalIncrease(share_class=ORDINARY, number=stated(39_400_000, 70)),),
    )


def several_repurchases() -> MonthlyReturn:
    """Two repurchases under one kind of issue, as a continuation sheet shows them."""
    return fictional(
        issued=(_issued(ORDINARY, 80_000_000, -900_000, 79_100_000, 20),),
        other_movements=OtherMovements(
            rows=(
                _movement(MovementKind.REPURCHASE, 6, -600_000, ClassKind.ORDINARY, None),
                _movement(MovementKind.REPURCHASE, 11, -300_000, ClassKind.ORDINARY, None),
            ),
            total=ClassTotals(ordinary=stated(-900_000, 60, "(900,000)"), preference=nil(61), other=nil(62)),
        ),
        total_increase=(TotalIncrease(share_class=ORDINARY, number=stated(-900_000, 70, "(900,000)")),),
    )


def preference_shares() -> MonthlyReturn:
    """Preference shares redeemed; ordinary shares unchanged; both classes authorised in Hong Kong dollars."""
    return fictional(
        authorised=(
            _authorised(ORDINARY, 1_000_000_000, 1_000_000_000, "0.10", "0.10", "99999"),
            _authorised(PREFERENCE, 50_000_000, 50_000_000, "1.00", "1.00", None),
        ),
        issued=(
            _issued(ORDINARY, 500_000_000, 0, 500_000_000, 20),
            _issued(PREFERENCE, 20_000_000, -5_000_000, 15_000_000, 20),
        ),
        other_movements=OtherMovements(
            rows=(_movement(MovementKind.REDEMPTION, 7, -5_000_000, ClassKind.PREFERENCE, None),),
            total=ClassTotals(ordinary=nil(60), preference=stated(-5_000_000, 61, "(5,000,000)"), other=nil(62)),
        ),
        total_increase=(
            TotalIncrease(share_class=ORDINARY, number=nil(70)),
            TotalIncrease(share_class=PREFERENCE, number=stated(-5_000_000, 71, "(5,000,000)")),
        ),
    )


def share_consolidation() -> MonthlyReturn:
    """Ten authorised shares of HK$0.01 become one of HK$0.10; the authorised capital stays."""
    return fictional(
        authorised=(_authorised(ORDINARY, 2_000_000_000, 200_000_000, "0.01", "0.10", "99999"),),
        issued=(_issued(ORDINARY, 900_000_000, -810_000_000, 90_000_000, 20),),
        other_movements=OtherMovements(
            rows=(_movement(MovementKind.CAPITAL_REORGANISATION, 9, -810_000_000, ClassKind.ORDINARY, None),),
            total=ClassTotals(ordinary=stated(-810_000_000, 60, "(810,000,000)"), preference=nil(61), other=nil(62)),
        ),
        total_increase=(TotalIncrease(share_class=ORDINARY, number=stated(-810_000_000, 70, "(810,000,000)")),),
    )


def _authorised(
    share_class: ClassLine, opening: int, closing: int, par_before: str, par_after: str, code: str | None
) -> AuthorisedBlock:
    before, after = Decimal(opening) * Decimal(par_before), Decimal(closing) * Decimal(par_after)
    return AuthorisedBlock(
        share_class=share_class,
        stock_code=stated(code, 5) if code else na(5),
        opening=CapitalRow(
            number=stated(opening, 6), par_value=money(par_before, "HKD", 6), capital=money(str(before), "HKD", 6)
        ),
        increase=CapitalRow(
            number=_count(closing - opening, 7), par_value=BLANK, capital=money(str(after - before), "HKD", 7)
        ),
        closing=CapitalRow(
            number=stated(closing, 8), par_value=money(par_after, "HKD", 8), capital=money(str(after), "HKD", 8)
        ),
    )


def _movement(kind: MovementKind, number: int, issued: int, share_class: ClassKind, price: str | None) -> OtherMovement:
    return OtherMovement(
        number=number,
        kind=kind,
        share_class=share_class,
        class_of_shares=stated(f"{share_class.capitalize()} shares", 50),
        price=money(price, "HKD", 50) if price else BLANK,
        event_date=stated(date(2012, 6, 15), 51, "15/06/2012"),
        issued=stated(issued, 50, f"({-issued:,})" if issued < 0 else ""),
        may_be_issued=nil(50),
    )


REAL: dict[str, Callable[[], MonthlyReturn]] = {
    "chinasoft-2011": chinasoft_2011,
    "kingsoft-2009": kingsoft_2009,
    "kingsoft-2011": kingsoft_2011,
}
"""The returns with the facts of real filings, by name."""

FICTIONAL: dict[str, Callable[[], MonthlyReturn]] = {
    "two-ordinary-lines": two_ordinary_lines,
    "warrants": warrants,
    "rights-issue-and-repurchase": rights_issue_and_repurchase,
    "several-repurchases": several_repurchases,
    "preference-shares": preference_shares,
    "share-consolidation": share_consolidation,
}
"""The invented returns, by name."""

ALL: dict[str, Callable[[], MonthlyReturn]] = {**REAL, **FICTIONAL}
