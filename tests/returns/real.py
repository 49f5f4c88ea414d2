"""The facts and figures of Chinasoft International (November 2011) and Kingsoft Corporation (2009 and 2011)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from converter.evidence import Origin
from converter.model import (
    Agreements,
    AuthorisedBlock,
    AuthorisedCapital,
    CapitalRow,
    ClassKind,
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
    OptionScheme,
    OtherMovement,
    OtherMovements,
    ShareOptions,
    Signature,
    TotalIncrease,
    Warrant,
    Warrants,
)
from tests.returns.printed import (
    LINES,
    ORDINARY,
    ORDINARY_2,
    OTHER,
    PREFERENCE,
    count,
    damaged,
    issued_block,
    money,
    na,
    nil,
    nil_money,
    other_movements,
    stated,
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
                issued_block(ORDINARY, 1_455_013_259, 9_245_400, 1_464_258_659, 43),
                IssuedBlock(share_class=ORDINARY_2, opening=na(43), increase=na(44), closing=na(45)),
                issued_block(PREFERENCE, 164_500_000, -7_250_000, 157_250_000, 43),
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
        issued=IssuedCapital(blocks=(issued_block(ORDINARY, *issued, 41), *unused)),
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
        exercised=count(exercised, line),
        cancelled=nil(line, "Nil"),
        lapsed=count(lapsed, line),
        issued=count(exercised, line),
        may_be_issued=stated(may_be, line),
    )


def _capital_row(number: int, par: Figure[Money], capital: str, line: int) -> CapitalRow:
    return CapitalRow(
        number=stated(number, line), par_value=par, capital=money(capital, "HKD", line, f"HK${int(capital):,}")
    )
