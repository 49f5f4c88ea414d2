"""Draw whole monthly returns in which every sum of the form holds.

One function of a :class:`random.Random` serves both the tests, where Hypothesis holds the dice,
and the examples and benchmarks, where a seed does.
Source of the arithmetic: the printed form, "Total of A to E" and the columns of I, II and III.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from converter.model import (
    BLANK,
    PREPRINTED_KINDS,
    Agreement,
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
    Row,
    ShareOptions,
    Signature,
    State,
    TotalIncrease,
    Warrant,
    Warrants,
)
from converter.walk import entries, with_figures
from tests.generator.dice import NOT_APPLICABLE, Dice, month_end, nil, stated
from tests.generator.ff301.wording import Language
from tests.generator.words import (
    CLASS_TEXTS,
    CONVERTIBLES,
    CURRENCIES,
    ENDINGS,
    ISSUERS,
    ISSUES,
    PAR_VALUES,
    PARTICULARS,
    PRICES,
    REMARKS,
    SCHEMES,
    SHARES,
    SIGNATORIES,
    TITLES,
    TRADES,
    WARRANTS,
    WORDS,
)

LINES = (
    ClassLine(ClassKind.ORDINARY, 1),
    ClassLine(ClassKind.ORDINARY, 2),
    ClassLine(ClassKind.PREFERENCE, 1),
    ClassLine(ClassKind.OTHER, 1),
)
"""The four columns of section II, in the form's order."""

MONTHS = {
    Edition.LEGACY_2009: (2009 * 12, 2013 * 12 + 11),
    Edition.LEGACY_2014: (2014 * 12 + 2, 2019 * 12 + 1),
    Edition.MARCH_2019: (2019 * 12 + 2, 2021 * 12 + 5),
}
"""The first and the last month of each edition, counted from the year 0."""
UNUSED = (
    (State.BLANK, State.BLANK, State.BLANK),
    (State.NOT_APPLICABLE, State.NOT_APPLICABLE, State.NOT_APPLICABLE),
    (State.NOT_APPLICABLE, State.NIL, State.NOT_APPLICABLE),
    (State.NIL, State.NIL, State.NIL),
)
"""How filers print the three rows of a class that they do not have."""

PRICED = frozenset(
    {
        MovementKind.RIGHTS_ISSUE,
        MovementKind.OPEN_OFFER,
        MovementKind.PLACING,
        MovementKind.SCRIP_DIVIDEND,
        MovementKind.CONSIDERATION_ISSUE,
        MovementKind.OTHER,
    }
)
"""The kinds of issue beside which the form prints "At price"."""

REDUCTIONS = frozenset({MovementKind.REPURCHASE, MovementKind.REDEMPTION})


Issues = dict[ClassKind, int]
"""Shares issued, by class."""


def issued_by_class(rows: Sequence[Row]) -> Issues:
    """Add up what the rows of a part issued."""
    sums: Issues = {}
    for row in rows:
        sums[row.share_class] = sums.get(row.share_class, 0) + (row.issued.value or 0)
    return sums


def _class(dice: Dice, classes: Sequence[ClassKind]) -> dict[str, Any]:
    kind = ClassKind.ORDINARY if dice.chance(80) else dice.one_of(classes)
    return {"share_class": kind, "class_of_shares": dice.text(CLASS_TEXTS[kind])}


def _approval(dice: Dice, ended: date) -> Figure[date]:
    return stated(dice.day(ended)) if dice.chance(60) else BLANK


def _totals(dice: Dice, rows: Sequence[Row]) -> ClassTotals:
    sums = issued_by_class(rows)
    return ClassTotals(
        ordinary=dice.total(sums.get(ClassKind.ORDINARY, 0)),
        preference=dice.total(sums.get(ClassKind.PREFERENCE, 0)),
        other=dice.total(sums.get(ClassKind.OTHER, 0)),
    )


def _option(dice: Dice, number: int, classes: Sequence[ClassKind], ended: date) -> OptionScheme:
    exercised, granted, cancelled, lapsed = (dice.amount(7) if dice.chance(40) else 0 for _ in range(4))
    outstanding = dice.amount(9) + exercised + cancelled + lapsed
    price = Money(Decimal(dice.one_of(PRICES)), dice.one_of(("HKD", "USD")))
    return OptionScheme(
        number=number,
        **_class(dice, classes),
        approval_date=_approval(dice, ended),
        particulars=dice.text(SCHEMES),
        exercise_price=stated(price) if exercised or dice.chance(70) else BLANK,
        opening=stated(outstanding) if dice.chance(25) else BLANK,
        granted=dice.count(granted),
        exercised=dice.count(exercised),
        cancelled=dice.count(cancelled),
        lapsed=dice.count(lapsed),
        issued=dice.count(exercised),
        may_be_issued=dice.count(outstanding + granted - exercised - cancelled - lapsed),
    )


def funds_raised(rows: Sequence[OptionScheme]) -> dict[str | None, Decimal]:
    """Multiply what was exercised by its price and add up, by currency."""
    sums: dict[str | None, Decimal] = {}
    for row in rows:
        if row.exercise_price.value is not None:
            price = row.exercise_price.value
            sums[price.currency] = sums.get(price.currency, Decimal(0)) + price.amount * (row.exercised.value or 0)
    return sums


def _options(dice: Dice, classes: Sequence[ClassKind], ended: date) -> ShareOptions:
    if dice.chance(10):
        return ShareOptions(not_applicable=stated(True))
    how_many = dice.one_of((0, 0, 1, 1, 2, 3, 5, 8))
    rows = tuple(_option(dice, number, classes, ended) for number in range(1, how_many + 1))
    funds = _funds(dice, funds_raised(rows))
    return ShareOptions(rows=rows, total=_totals(dice, rows), funds_raised=funds)


def _funds(dice: Dice, sums: dict[str | None, Decimal]) -> tuple[Figure[Money], ...]:
    """Print one line per currency; of several lines only one is nil, for two would be the same line twice."""
    nils = [currency for currency, amount in sums.items() if not amount][1:]
    return tuple(
        stated(Money(amount, currency)) if currency in nils else dice.money(amount, currency)
        for currency, amount in sums.items()
    )


def _instrument(dice: Dice, classes: Sequence[ClassKind], ended: date) -> dict[str, Any]:
    currency = dice.one_of(CURRENCIES)
    price = Decimal(dice.one_of(PRICES))
    issued = dice.amount(7) if dice.chance(40) else 0
    may_be_issued = dice.amount(9) if dice.chance(90) else 0
    taken, closing = issued * price, may_be_issued * price
    return {
        **_class(dice, classes),
        "approval_date": _approval(dice, ended),
        "stock_code": dice.one_of([BLANK, NOT_APPLICABLE, stated(f"{dice.random.randint(1, 9999):05}")]),
        "currency": stated(currency),
        "subscription_price": stated(Money(price, currency)),
        "issued": stated(issued) if issued else nil(),
        "may_be_issued": stated(may_be_issued) if may_be_issued else nil(),
        "opening": stated(Money(closing + taken, currency)) if closing + taken else nil(currency, money=True),
        "taken": stated(Money(taken, currency)) if taken else nil(currency, money=True),
        "closing": stated(Money(closing, currency)) if closing else nil(currency, money=True),
    }


def _warrant(dice: Dice, number: int, classes: Sequence[ClassKind], ended: date) -> Warrant:
    values = _instrument(dice, classes, ended)
    return Warrant(
        number=number,
        exercised=values.pop("taken"),
        description=dice.text(WARRANTS),
        expiry_date=stated(ended + timedelta(days=dice.random.randint(1, 2000))) if dice.chance(80) else BLANK,
        **values,
    )


def _convertible(dice: Dice, number: int, classes: Sequence[ClassKind], ended: date) -> Convertible:
    values = _instrument(dice, classes, ended)
    taken = values.pop("taken")
    if taken.state is State.STATED and dice.chance(40):
        taken = stated(replace(taken.value, amount=-taken.value.amount))
    return Convertible(number=number, converted=taken, description=dice.text(CONVERTIBLES), **values)


def _agreement(dice: Dice, number: int, classes: Sequence[ClassKind], ended: date) -> Agreement:
    return Agreement(
        number=number,
        **_class(dice, classes),
        approval_date=_approval(dice, ended),
        particulars=dice.text(PARTICULARS),
        issued=dice.count(dice.amount(9) if dice.chance(40) else 0),
        may_be_issued=stated(dice.amount(9)),
    )


RowMaker = Callable[[Dice, int, Sequence[ClassKind], date], Any]


def _part(kind: type, make: RowMaker, dice: Dice, classes: Sequence[ClassKind], ended: date) -> Any:
    """Draw part B, C or D."""
    if dice.chance(25):
        return kind(not_applicable=stated(True))
    rows = tuple(make(dice, number, classes, ended) for number in range(1, dice.one_of((0, 0, 0, 1, 2, 4)) + 1))
    return kind(rows=rows, total=_totals(dice, rows))


def _movement(dice: Dice, kind: MovementKind, number: int, classes: Sequence[ClassKind], ended: date) -> OtherMovement:
    shares = dice.amount(9)
    first = ended.replace(day=dice.random.randint(1, 20))
    return OtherMovement(
        number=number,
        kind=kind,
        **_class(dice, classes),
        specified=dice.text(ISSUES) if number == 10 else BLANK,
        approval_date=_approval(dice, ended),
        price=stated(Money(Decimal(dice.one_of(PRICES)), dice.one_of(CURRENCIES))) if kind in PRICED else BLANK,
        event_date=stated(first),
        last_event_date=stated(first + timedelta(days=7)) if dice.chance(10) else BLANK,
        issued=stated(-shares if kind in REDUCTIONS else shares),
        may_be_issued=nil(),
    )


def _no_movement(dice: Dice, kind: MovementKind, number: int, state: State) -> OtherMovement:
    return OtherMovement(number=number, kind=kind, issued=dice.unused(state), may_be_issued=dice.unused(state))


def _movements(dice: Dice, classes: Sequence[ClassKind], ended: date) -> OtherMovements:
    state = dice.one_of((State.BLANK, State.NIL, State.NOT_APPLICABLE))
    not_applicable = dice.chance(20)
    percent = 0 if not_applicable else dice.one_of((0, 15, 15, 60))
    rows = tuple(
        _movement(dice, kind, number, classes, ended)
        if dice.chance(percent)
        else _no_movement(dice, kind, number, state)
        for number, kind in enumerate(PREPRINTED_KINDS, start=1)
    )
    marked = stated(True) if not_applicable else BLANK
    return OtherMovements(not_applicable=marked, rows=rows, total=_totals(dice, rows))


def capital_row(number: int, par: Money) -> CapitalRow:
    """Return a balance of section I: number, par value, and their product."""
    return CapitalRow(
        number=stated(number), par_value=stated(par), capital=stated(Money(number * par.amount, par.currency))
    )


def _increase(dice: Dice, number: int, par: Money) -> CapitalRow:
    printed_par = dice.one_of([BLANK, BLANK, NOT_APPLICABLE, stated(par)])
    if number:
        return replace(capital_row(number, par), par_value=printed_par)
    shares = dice.count(0)
    if shares.state is State.BLANK:
        return CapitalRow()
    return CapitalRow(number=shares, par_value=printed_par, capital=dice.money(Decimal(0), par.currency))


def _authorised_block(dice: Dice, line: ClassLine, code: int, need: int, par: Money) -> AuthorisedBlock:
    opening = (need // 10**6 + dice.amount(4)) * 10**6
    increase = dice.amount(6) if dice.chance(15) else 0
    listed = line.kind is ClassKind.ORDINARY
    return AuthorisedBlock(
        share_class=line,
        stock_code=stated(f"{code:05}") if listed else NOT_APPLICABLE,
        description=dice.text(SHARES if listed else ("Convertible P-Shares",)),
        opening=capital_row(opening, par),
        increase=_increase(dice, increase, par),
        closing=capital_row(opening + increase, par),
    )


def _unused_block(dice: Dice, line: ClassLine) -> AuthorisedBlock:
    code = dice.one_of([BLANK, NOT_APPLICABLE])
    return AuthorisedBlock(share_class=line, stock_code=code)


def _authorised(dice: Dice, needs: dict[ClassLine, int]) -> AuthorisedCapital:
    code = dice.random.randint(1, 8999)
    currency = dice.one_of(CURRENCIES)
    blocks = []
    totals: dict[str | None, Decimal] = {}
    for offset, line in enumerate(LINES):
        if line not in needs:
            blocks.append(_unused_block(dice, line))
            continue
        par = Money(Decimal(dice.one_of(PAR_VALUES)), "USD" if dice.chance(10) else currency)
        block = _authorised_block(dice, line, code + offset, needs[line], par)
        blocks.append(block)
        if block.closing.capital.value is not None:
            totals[par.currency] = totals.get(par.currency, Decimal(0)) + block.closing.capital.value.amount
    printed = () if dice.chance(15) else tuple(stated(Money(amount, unit)) for unit, amount in totals.items())
    return AuthorisedCapital(blocks=tuple(blocks), total=printed)


def _no_authorised(dice: Dice) -> AuthorisedCapital:
    """Section I of an issuer incorporated in Hong Kong since March 2014: no par value, no authorised capital."""
    absent = CapitalRow(number=NOT_APPLICABLE, par_value=NOT_APPLICABLE, capital=NOT_APPLICABLE)
    row = dice.one_of((absent, absent, CapitalRow()))
    first = AuthorisedBlock(
        share_class=LINES[0],
        stock_code=stated(f"{dice.random.randint(1, 8999):05}"),
        description=dice.text(SHARES),
        opening=row,
        increase=row,
        closing=row,
    )
    total = (NOT_APPLICABLE,) if row is absent else ()
    return AuthorisedCapital(blocks=(first, *(_unused_block(dice, line) for line in LINES[1:])), total=total)


def _movement_lines(dice: Dice, used: Sequence[ClassLine], issues: Issues) -> dict[ClassLine, int]:
    """Share out what each class issued among its lines."""
    shares = {line: issues.get(line.kind, 0) for line in used}
    if LINES[1] in shares:
        second = dice.one_of((0, shares[LINES[0]] // 3))
        shares[LINES[0]] -= second
        shares[LINES[1]] = second
    return shares


def _issued_block(dice: Dice, line: ClassLine, change: int | None) -> IssuedBlock:
    if change is None:
        opening, increase, closing = (dice.unused(state) for state in dice.one_of(UNUSED))
        if not dice.gaps and opening.state is State.BLANK:
            opening, increase, closing = NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE
        return IssuedBlock(share_class=line, opening=opening, increase=increase, closing=closing)
    before = dice.amount(12) + max(0, -change)
    return IssuedBlock(
        share_class=line, opening=stated(before), increase=dice.count(change), closing=stated(before + change)
    )


def _most(block: IssuedBlock) -> int:
    """The number of shares that must be authorised for what is issued at either end of the month."""
    return max(block.opening.value or 0, block.closing.value or 0)


def _header(dice: Dice, ended: date) -> Header:
    if dice.language is Language.ENGLISH:
        words = " ".join(dice.one_of(WORDS) for _ in range(dice.one_of((2, 2, 2, 12))))
        name = stated(f"{words} {dice.one_of(TRADES)} {dice.one_of(ENDINGS)}")
    else:
        name = dice.text(ISSUERS)
    return Header(
        month_ended=stated(ended),
        issuer=name,
        date_submitted=stated(ended + timedelta(days=dice.random.randint(1, 6))),
    )


def _signature(dice: Dice) -> Signature:
    return Signature(
        remarks=dice.text(REMARKS) if dice.chance(40) else BLANK,
        submitted_by=dice.text(SIGNATORIES),
        title=dice.text(TITLES),
    )


def _month(random: Random, edition: Edition) -> date:
    first, last = MONTHS[edition]
    number = random.randint(first, last)
    return month_end(number // 12, number % 12 + 1)


def draw_return(
    random: Random,
    *,
    gaps: bool = True,
    edition: Edition = Edition.LEGACY_2009,
    language: Language = Language.ENGLISH,
    ended: date | None = None,
) -> MonthlyReturn:
    """Draw a whole return of an edition of 2009 to 2021 in which every rule of the form holds; of any month, or of one.

    ``gaps=False`` leaves no cell blank beside printed ones: a layout that loses blank cells
    (a flattened table) can then be read without doubt.
    """
    dice = Dice(random, gaps, language)
    if ended is None and edition is Edition.LEGACY_2009:
        ended = month_end(random.randint(2009, 2013), random.randint(1, 12))
    elif ended is None:
        ended = _month(random, edition)
    used = [LINES[0], *(line for line in LINES[1:] if dice.chance(15))]
    classes = [line.kind for line in used]
    parts = {
        "options": _options(dice, classes, ended),
        "warrants": _part(Warrants, _warrant, dice, classes, ended),
        "convertibles": _part(Convertibles, _convertible, dice, classes, ended),
        "agreements": _part(Agreements, _agreement, dice, classes, ended),
        "other_movements": _movements(dice, classes, ended),
    }
    issues = issued_by_class([row for part in parts.values() for row in part.rows])
    changes = _movement_lines(dice, used, issues)
    blocks = tuple(_issued_block(dice, line, changes.get(line)) for line in LINES)
    needs = {block.share_class: _most(block) for block in blocks if block.share_class in changes}
    totals = tuple(TotalIncrease(share_class=line, number=dice.total(changes.get(line, 0))) for line in LINES)
    without_par = edition is not Edition.LEGACY_2009 and dice.chance(40)
    return MonthlyReturn(
        edition=edition,
        header=_header(dice, ended),
        authorised=_no_authorised(dice) if without_par else _authorised(dice, needs),
        issued=IssuedCapital(blocks=blocks),
        **parts,
        total_increase=totals,
        signature=_signature(dice),
    )


def return_by_seed(
    seed: int,
    *,
    gaps: bool = True,
    edition: Edition = Edition.LEGACY_2009,
    language: Language = Language.ENGLISH,
) -> MonthlyReturn:
    """Draw the return that belongs to a seed: the same one on every machine."""
    return draw_return(Random(seed), gaps=gaps, edition=edition, language=language)


def with_wrong_figure(monthly_return: MonthlyReturn, random: Random) -> tuple[MonthlyReturn, str]:
    """Change one printed number of a return by at least one, and name its address."""
    numbers = [entry for entry in entries(monthly_return) if _is_number(entry.figure)]
    entry = numbers[random.randrange(len(numbers))]
    value: Any = entry.figure.value
    change = random.choice((1, -1, 9, 900, 10**6))
    wrong = replace(value, amount=value.amount + change) if isinstance(value, Money) else value + change
    return with_figures(monthly_return, {entry.address: stated(wrong)}), entry.address


def _is_number(figure: Figure[Any]) -> bool:
    value = figure.value
    return figure.state is State.STATED and isinstance(value, (int, Money)) and not isinstance(value, bool)


def monthly_returns(*, gaps: bool = True) -> st.SearchStrategy[MonthlyReturn]:
    """Give Hypothesis the dice of :func:`draw_return`."""
    return st.randoms(use_true_random=False).map(lambda random: draw_return(random, gaps=gaps))


def wrong_returns() -> st.SearchStrategy[tuple[MonthlyReturn, str]]:
    """Returns with one changed figure, and its address."""
    return st.randoms(use_true_random=False).map(lambda random: with_wrong_figure(draw_return(random), random))
