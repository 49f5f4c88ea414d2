"""Monthly returns on FF301 built by hand: the facts of one real filing, and small fictional ones.

The real one is that of Moon Inc. (January 2026), whose only event is an issue of convertible notes. The fictional
ones show treasury shares bought, sold and given to holders of options, weighted voting rights, H and A shares, and
two series of preference shares.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from converter.model import (
    AuthorisedBlock,
    AuthorisedCapital,
    Balance,
    CapitalRow,
    ClassKind,
    ClassLine,
    Confirmation,
    Convertible,
    Convertibles,
    Counter,
    DepositaryReceipts,
    Edition,
    Header,
    IssuedBlock,
    IssuedCapital,
    LineTotal,
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
from tests.returns import money, na, stated

ORDINARY, ORDINARY_2 = ClassLine(ClassKind.ORDINARY), ClassLine(ClassKind.ORDINARY, 2)
PREFERENCE, PREFERENCE_2 = ClassLine(ClassKind.PREFERENCE), ClassLine(ClassKind.PREFERENCE, 2)

Change = tuple[int, int, int]
"""Issued shares without treasury shares at the start of the month, their movement, and that of treasury shares."""


def moon_2026() -> MonthlyReturn:
    """Moon Inc., stock code 1723, January 2026: convertible notes of HK$52,377,600 issued, nothing converted."""
    note = Convertible(
        number=1,
        **_of(ORDINARY, "Ordinary shares"),
        description=stated("Convertible Notes in the aggregate principal amount of HK$52,377,600", 94),
        instrument_type=stated("Bond/Notes", 98),
        currency=stated("HKD", 94),
        newly_issued=money("52377600", "HKD", 94, "52,377,600"),
        closing=money("52377600", "HKD", 94, "52,377,600"),
        may_be_issued=stated(10_475_520, 94),
        subscription_price=money("5", "HKD", 103),
        approval_date=stated(date(2024, 9, 5), 105, "05 September 2024"),
    )
    return _return(
        ("Moon Inc.", "01723", date(2026, 1, 31), Edition.FF301_1_2),
        {ORDINARY: ("Ordinary shares", (478_272_000, 0, 0), 0)},
        authorised="100000000",
        convertibles=Convertibles(rows=(note,)),
    )


def treasury_buy_back() -> MonthlyReturn:
    """Shares bought back on two days into treasury, others for cancellation, of which some are not yet cancelled."""
    kinds = MovementKind
    rows = (
        _movement(1, kinds.REPURCHASE_INTO_TREASURY, ORDINARY, -300_000, 300_000),
        _movement(2, kinds.REPURCHASE_INTO_TREASURY, ORDINARY, -200_000, 200_000),
        _movement(3, kinds.REPURCHASE, ORDINARY, -50_000, None),
        _movement(4, kinds.PENDING_CANCELLATION, ORDINARY, None, None, not_yet_cancelled=stated(-70_000, 50)),
    )
    return _return(
        _FICTIONAL,
        {ORDINARY: ("Ordinary shares", (9_000_000, -550_000, 500_000), 1_000_000)},
        other_movements=OtherMovements(rows=rows, line_totals=(_total(ORDINARY, -550_000, 500_000),)),
    )


def treasury_shares_sold() -> MonthlyReturn:
    """Treasury shares sold on the market, and given to holders of options beside new shares."""
    scheme = OptionScheme(
        number=1,
        **_of(ORDINARY, "Ordinary shares"),
        particulars=stated("Share Option Scheme 2024", 40),
        approval_date=stated(date(2024, 6, 20), 40, "20 June 2024"),
        opening=stated(1_000_000, 41),
        granted=stated(50_000, 42),
        exercised=stated(30_000, 43),
        exercised_from_treasury=stated(20_000, 44),
        lapsed=stated(5_000, 45),
        other_movement=stated(-1_000, 46),
        closing=stated(994_000, 41),
        issued=stated(30_000, 41),
        treasury_shares=stated(20_000, 41),
        may_be_issued=stated(994_000, 41),
        may_be_granted=stated(2_000_000, 41),
    )
    sale = _movement(1, MovementKind.SALE_OF_TREASURY_SHARES, ORDINARY, 100_000, -100_000)
    return _return(
        _FICTIONAL,
        {ORDINARY: ("Ordinary shares", (9_000_000, 150_000, -120_000), 400_000)},
        options=ShareOptions(
            rows=(scheme,),
            line_totals=(_total(ORDINARY, 50_000, -20_000),),
            funds_raised=(money("250000", "HKD", 47, "250,000"),),
        ),
        other_movements=OtherMovements(rows=(sale,), line_totals=(_total(ORDINARY, 100_000, -100_000),)),
    )


def weighted_voting_rights() -> MonthlyReturn:
    """Class B shares become class A shares, and class A shares are traded in a renminbi counter too."""
    rows = (
        _movement(1, MovementKind.OTHER, ORDINARY, 1_200_000, None),
        _movement(2, MovementKind.OTHER, ORDINARY_2, -1_200_000, None),
    )
    return _return(
        _FICTIONAL,
        {
            ORDINARY: ("Ordinary shares", (800_000_000, 1_200_000, 0), 0),
            ORDINARY_2: ("WVR ordinary shares", (90_000_000, -1_200_000, 0), 0),
        },
        other_movements=OtherMovements(
            rows=rows, line_totals=(_total(ORDINARY, 1_200_000, 0), _total(ORDINARY_2, -1_200_000, 0))
        ),
        counters=(Counter(stock_code=stated("89999", 7), currency=stated("CNY", 7, "RMB")),),
    )


def h_and_a_shares() -> MonthlyReturn:
    """H shares bought back into treasury, A shares issued to holders of options, both ordinary shares."""
    scheme = OptionScheme(
        number=1,
        **_of(ORDINARY_2, "Ordinary shares", "A"),
        particulars=stated("A Share Incentive Scheme", 40),
        opening=stated(600_000, 41),
        exercised=stated(100_000, 43),
        closing=stated(500_000, 41),
        issued=stated(100_000, 41),
        may_be_issued=stated(500_000, 41),
    )
    rows = (_movement(1, MovementKind.REPURCHASE_INTO_TREASURY, ORDINARY, -40_000, 40_000),)
    return _return(
        _FICTIONAL,
        {
            ORDINARY: ("Ordinary shares", (500_000_000, -40_000, 40_000), 0),
            ORDINARY_2: ("Ordinary shares", (2_000_000_000, 100_000, 0), 3_000_000),
        },
        options=ShareOptions(rows=(scheme,), line_totals=(_total(ORDINARY_2, 100_000, 0),)),
        other_movements=OtherMovements(rows=rows, line_totals=(_total(ORDINARY, -40_000, 40_000),)),
    )


def two_preference_series() -> MonthlyReturn:
    """Two series of preference shares on FF301 v1.0, one of them redeemed in part; ordinary shares unchanged."""
    rows = (_movement(1, MovementKind.REDEMPTION, PREFERENCE_2, -250_000, None),)
    return _return(
        ("Fictional Holdings Limited", "09999", date(2023, 5, 31), Edition.FF301_1_0),
        {
            ORDINARY: ("Ordinary shares", (700_000_000, 0, 0), None),
            PREFERENCE: ("Preference shares", (5_000_000, 0, 0), None),
            PREFERENCE_2: ("Preference shares", (4_000_000, -250_000, 0), None),
        },
        other_movements=OtherMovements(
            rows=rows, line_totals=(LineTotal(share_class=PREFERENCE_2, issued=stated(-250_000, 61)),)
        ),
    )


_FICTIONAL = ("Fictional Holdings Limited", "09999", date(2026, 5, 31), Edition.FF301_1_2)
_VERSIONS = {Edition.FF301_1_0: "1.0.2", Edition.FF301_1_1: "1.1.1", Edition.FF301_1_2: "1.2.0"}


def _return(
    identity: tuple[str, str, date, Edition],
    classes: dict[ClassLine, tuple[str, Change, int | None]],
    authorised: str = "10000000000",
    counters: tuple[Counter, ...] = (),
    **parts: Any,
) -> MonthlyReturn:
    """A return with one block for each class in sections I and II, and its totals.

    A class has its words, its change, and its treasury shares at the start, ``None`` before FF301 v1.1.
    """
    issuer, code, month, edition = identity
    heads = {line: _head(line, words, code, counters) for line, (words, _, _) in classes.items()}
    has_float = edition is Edition.FF301_1_2
    return MonthlyReturn(
        edition=edition,
        header=Header(
            version=stated(_VERSIONS[edition], 1),
            month_ended=stated(month, 2),
            status=stated("New Submission", 2),
            issuer=stated(issuer, 3),
            date_submitted=stated(month.replace(month=month.month + 1, day=3), 4),
        ),
        authorised=AuthorisedCapital(
            blocks=tuple(_authorised(head, authorised) for head in heads.values()),
            total=(money(str(int(authorised) * len(heads)), "HKD", 12),),
        ),
        issued=IssuedCapital(
            blocks=tuple(_issued(heads[line], *classes[line][1:], has_float=has_float) for line in classes)
        ),
        total_increase=tuple(_increase(line, change, held) for line, (_, change, held) in classes.items()),
        depositary_receipts=DepositaryReceipts(not_applicable=stated(True, 80, "Not applicable")),
        confirmations=tuple(
            Confirmation(item=item, words=stated(f"Confirmation ({item})", 81)) for item in ("i", "ii", "iii")
        ),
        signature=Signature(submitted_by=stated("Chan Tai Man", 90), title=stated("Company Secretary", 91)),
        **parts,
    )


def _head(line: ClassLine, words: str, code: str, counters: tuple[Counter, ...]) -> dict[str, Any]:
    listed = line.line == 1 and line.kind is ClassKind.ORDINARY
    return {
        "share_class": line,
        "class_of_shares": stated(words, 6),
        "type_of_shares": na(6),
        "listed": stated(listed, 6, "Yes" if listed else "No"),
        "stock_code": stated(code, 7) if listed else na(7),
        "description": stated(f"{words} {line.line}", 7),
        "counters": counters if listed else (),
    }


def _authorised(head: dict[str, Any], capital: str) -> AuthorisedBlock:
    row = CapitalRow(
        number=stated(int(capital) * 100, 9), par_value=money("0.01", "HKD", 9), capital=money(capital, "HKD", 9)
    )
    return AuthorisedBlock(**head, opening=row, closing=row)


def _issued(head: dict[str, Any], change: Change, held: int | None, *, has_float: bool) -> IssuedBlock:
    opening, increase, bought = change
    own = _balance(opening, increase)
    if held is None:
        return IssuedBlock(**head, opening=own.opening, increase=own.increase, closing=own.closing)
    confirmation = PublicFloat(complied=stated(True, 25), threshold=stated("25%", 26)) if has_float else PublicFloat()
    return IssuedBlock(
        **head,
        opening=own.opening,
        increase=own.increase,
        closing=own.closing,
        treasury=_balance(held, bought),
        all_issued=Balance(opening=stated(opening + held, 20), closing=stated(opening + held + increase + bought, 22)),
        public_float=confirmation,
    )


def _balance(opening: int, increase: int) -> Balance:
    return Balance(opening=stated(opening, 20), increase=stated(increase, 21), closing=stated(opening + increase, 22))


def _of(line: ClassLine, words: str, type_of_shares: str = "") -> dict[str, Any]:
    """What a row says of the class whose block it stands in."""
    return {
        "share_class": line.kind,
        "line": line.line,
        "class_of_shares": stated(words, 40),
        "type_of_shares": stated(type_of_shares, 40) if type_of_shares else na(40),
    }


def _movement(
    number: int, kind: MovementKind, line: ClassLine, issued: int | None, treasury: int | None, **more: Any
) -> OtherMovement:
    figures: dict[str, Any] = {"issued": issued, "treasury_shares": treasury}
    printed = {name: stated(figure, 50) for name, figure in figures.items() if figure is not None}
    return OtherMovement(number=number, kind=kind, **_of(line, "Ordinary shares"), **printed, **more)


def _total(line: ClassLine, issued: int, treasury: int) -> LineTotal:
    return LineTotal(share_class=line, issued=stated(issued, 60), treasury_shares=stated(treasury, 61))


def _increase(line: ClassLine, change: Change, held: int | None) -> TotalIncrease:
    _, increase, bought = change
    if held is None:
        return TotalIncrease(share_class=line, number=stated(increase, 70))
    return TotalIncrease(share_class=line, number=stated(increase, 70), treasury_shares=stated(bought, 71))


REAL: dict[str, Callable[[], MonthlyReturn]] = {"moon-2026": moon_2026}
"""The return with the facts of a real filing, by name."""

FICTIONAL: dict[str, Callable[[], MonthlyReturn]] = {
    "treasury-buy-back": treasury_buy_back,
    "treasury-shares-sold": treasury_shares_sold,
    "weighted-voting-rights": weighted_voting_rights,
    "h-and-a-shares": h_and_a_shares,
    "two-preference-series": two_preference_series,
}
"""The invented returns, by name."""

ALL: dict[str, Callable[[], MonthlyReturn]] = {**REAL, **FICTIONAL}
