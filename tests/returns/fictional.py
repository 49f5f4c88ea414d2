"""Small invented returns, each with what the real ones lack."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    CapitalRow,
    ClassKind,
    ClassLine,
    ClassTotals,
    Edition,
    Header,
    IssuedBlock,
    IssuedCapital,
    MonthlyReturn,
    MovementKind,
    OtherMovement,
    OtherMovements,
    Signature,
    TotalIncrease,
    Warrant,
    Warrants,
)
from tests.returns.printed import (
    ORDINARY,
    ORDINARY_2,
    PREFERENCE,
    count,
    issued_block,
    money,
    na,
    nil,
    stated,
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
            issued_block(ORDINARY, 600_000_000, 0, 600_000_000, 20),
            issued_block(ORDINARY_2, 400_000_000, 10_000_000, 410_000_000, 20),
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
        issued=(issued_block(ORDINARY, 50_000_000, 1_000_000, 51_000_000, 20),),
        warrants=Warrants(rows=(row,), total=ClassTotals(ordinary=stated(1_000_000, 45), preference=nil(46))),
        total_increase=(TotalIncrease(share_class=ORDINARY, number=stated(1_000_000, 70)),),
    )


def rights_issue_and_repurchase() -> MonthlyReturn:
    """One rights share for every two held, and a repurchase of six hundred thousand shares."""
    return fictional(
        issued=(issued_block(ORDINARY, 80_000_000, 39_400_000, 119_400_000, 20),),
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
        issued=(issued_block(ORDINARY, 80_000_000, -900_000, 79_100_000, 20),),
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
            issued_block(ORDINARY, 500_000_000, 0, 500_000_000, 20),
            issued_block(PREFERENCE, 20_000_000, -5_000_000, 15_000_000, 20),
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
        issued=(issued_block(ORDINARY, 900_000_000, -810_000_000, 90_000_000, 20),),
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
            number=count(closing - opening, 7), par_value=BLANK, capital=money(str(after - before), "HKD", 7)
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
