"""Draw whole returns of FF301 in which every sum of the form holds: classes, rows, totals, balances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from converter.model import (
    BLANK,
    AuthorisedBlock,
    AuthorisedCapital,
    Balance,
    CapitalRow,
    ClassLine,
    Confirmation,
    Counter,
    DepositaryReceipts,
    Edition,
    Figure,
    Header,
    IssuedBlock,
    IssuedCapital,
    Money,
    MonthlyReturn,
    PublicFloat,
    Row,
    Signature,
    TotalIncrease,
)
from tests.generator.dice import NOT_APPLICABLE, Dice, month_end, stated
from tests.generator.ff301 import wording
from tests.generator.ff301.rows import draw_parts
from tests.generator.ff301.wording import Language, word

MONTHS = {
    Edition.FF301_1_0: (date(2021, 7, 31), date(2024, 5, 31)),
    Edition.FF301_1_1: (date(2024, 6, 30), date(2025, 12, 31)),
    Edition.FF301_1_2: (date(2026, 1, 31), date(2026, 10, 31)),
}
"""The first and the last month of each version."""
PAR_VALUES = ("0.01", "0.1", "0.00001", "1", "0.000003125", "0.0005")
PROFILES = (
    ("ordinary",),
    ("ordinary",),
    ("ordinary",),
    ("ordinary", "preference"),
    ("ordinary", "preference", "preference"),
    ("weighted A", "weighted B"),
    ("ordinary H", "ordinary A"),
    ("ordinary counter",),
)
"""The classes of an issuer: a word of ``CLASS_WORDS``, with a type or with a further counter."""


@dataclass(frozen=True)
class ShareClass:
    """One line of one class: what its blocks begin with."""

    line: ClassLine
    head: dict[str, Any]

    @property
    def of_row(self) -> dict[str, Any]:
        """What a row under this class takes over."""
        words = {name: self.head[name] for name in ("class_of_shares", "type_of_shares")}
        return {"share_class": self.line.kind, "line": self.line.line, **words}

    @property
    def name(self) -> str:
        """How a total names the class: ``WVR ordinary shares A``."""
        kind = self.head["type_of_shares"].value
        return f"{self.head['class_of_shares'].value} {kind or ''}".strip()


def draw_ff301(
    random: Random, edition: Edition, language: Language = Language.ENGLISH, *, ended: date | None = None
) -> MonthlyReturn:
    """Draw a return of one edition, in the words of one language; of any month of its time, or of one."""
    dice = Dice(random)
    ended = ended or _month(random, edition)
    classes = _classes(dice, language)
    parts = draw_parts(dice, classes, edition, language, ended)
    rows = [row for part in parts.values() for row in part.rows]
    changes = {it.line: change_of(rows, it.line) for it in classes}
    blocks = tuple(_issued_block(dice, it, changes[it.line], edition, language) for it in classes)
    return MonthlyReturn(
        edition=edition,
        header=_header(dice, edition, language, ended),
        authorised=_authorised(dice, classes, blocks),
        issued=IssuedCapital(blocks=blocks),
        **parts,
        total_increase=tuple(_total(dice, it, changes[it.line], edition) for it in classes),
        depositary_receipts=DepositaryReceipts(not_applicable=stated(True)),
        confirmations=tuple(
            Confirmation(item=item, words=stated(word(words, language)))
            for item, words in wording.CONFIRMATIONS.items()
        ),
        signature=Signature(
            submitted_by=stated(word(dice.one_of(wording.SIGNATORIES), language)),
            title=stated(word(dice.one_of(wording.TITLES), language)),
        ),
    )


def _month(random: Random, edition: Edition) -> date:
    first, last = MONTHS[edition]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    month = first.year * 12 + first.month - 1 + random.randrange(months)
    return month_end(month // 12, month % 12 + 1)


def ff301_by_seed(seed: int, edition: Edition, language: Language = Language.ENGLISH) -> MonthlyReturn:
    """Draw the return that belongs to a seed: the same one on every machine."""
    return draw_ff301(Random(f"{seed} {edition} {language}"), edition, language)


def _header(dice: Dice, edition: Edition, language: Language, ended: date) -> Header:
    return Header(
        version=dice.text(wording.VERSIONS[edition]),
        month_ended=stated(ended),
        status=stated(word(wording.STATUSES[1 if dice.chance(10) else 0], language)),
        issuer=stated(word(dice.one_of(wording.ISSUERS), language)),
        date_submitted=stated(ended + timedelta(days=dice.random.randint(1, 7))),
    )


def _classes(dice: Dice, language: Language) -> list[ShareClass]:
    code = dice.random.randint(1, 9000)
    found: list[ShareClass] = []
    for offset, name in enumerate(dice.one_of(PROFILES)):
        words, _, detail = name.partition(" ")
        english, chinese, kind = wording.CLASS_WORDS[words]
        line = ClassLine(kind, 1 + sum(it.line.kind is kind for it in found))
        listed = detail not in ("B", "A") or (words == "weighted" and detail == "A")
        head = {
            "class_of_shares": stated(word((english, chinese), language)),
            "type_of_shares": stated(detail) if detail in ("A", "B", "H") else NOT_APPLICABLE,
            "listed": stated(listed),
            "stock_code": stated(f"{code + offset:05}") if listed else BLANK,
            "description": dice.one_of([BLANK, stated(word((english, chinese), language)), stated("HARBOUR")]),
            "counters": _counters(code) if detail == "counter" else (),
        }
        found.append(ShareClass(line, head))
    return found


def _counters(code: int) -> tuple[Counter, ...]:
    return (Counter(stock_code=stated(f"{80000 + code}"), currency=stated("CNY")),)


def change_of(rows: Sequence[Row], line: ClassLine) -> tuple[int, int]:
    """What the rows change in the issued and in the treasury shares of a class."""
    mine = [row for row in rows if (row.share_class, row.line) == (line.kind, line.line)]
    new = sum(row.issued.value or 0 for row in mine)
    treasury = sum((row.treasury_shares.value or 0) * (1 if row.part == "E" else -1) for row in mine)
    moved = -sum((row.treasury_shares.value or 0) for row in mine if row.part != "E")
    return new - moved, treasury


def _balance(dice: Dice, change: int, *, most: int = 10) -> tuple[int, int]:
    opening = dice.amount(most) + max(0, -change)
    return opening, opening + change


def _issued_block(
    dice: Dice, share_class: ShareClass, change: tuple[int, int], edition: Edition, language: Language
) -> IssuedBlock:
    issued, treasury = change
    opening, closing = _balance(dice, issued)
    figures: dict[str, Any] = {
        "opening": stated(opening),
        "increase": stated(issued) if issued else dice.one_of([stated(0), BLANK]),
        "closing": stated(closing),
    }
    if edition is not Edition.FF301_1_0:
        held = _balance(dice, treasury, most=6) if treasury or dice.chance(20) else (0, 0)
        moved = stated(treasury) if treasury else dice.one_of([stated(0), BLANK])
        figures["treasury"] = Balance(opening=stated(held[0]), increase=moved, closing=stated(held[1]))
        figures["all_issued"] = Balance(opening=stated(opening + held[0]), closing=stated(closing + held[1]))
    if edition is Edition.FF301_1_2 and share_class.head["listed"].value:
        figures["public_float"] = _public_float(dice, language)
    return IssuedBlock(share_class=share_class.line, **share_class.head, **figures)


def _public_float(dice: Dice, language: Language) -> PublicFloat:
    return PublicFloat(
        complied=stated(not dice.chance(20)),
        threshold=stated(word(dice.one_of(wording.THRESHOLDS), language)),
        additional_information=BLANK,
    )


def _authorised(dice: Dice, classes: Sequence[ShareClass], blocks: Sequence[IssuedBlock]) -> AuthorisedCapital:
    if dice.chance(20):
        return AuthorisedCapital(not_applicable=stated(True))
    currency = dice.one_of(("HKD", "HKD", "USD", "CNY"))
    found = tuple(_authorised_block(dice, it, block, currency) for it, block in zip(classes, blocks, strict=True))
    total = sum((block.closing.capital.value.amount for block in found if block.closing.capital.value), Decimal(0))
    return AuthorisedCapital(blocks=found, total=(stated(Money(total, currency)),))


def _authorised_block(dice: Dice, share_class: ShareClass, block: IssuedBlock, currency: str) -> AuthorisedBlock:
    par = Money(Decimal(dice.one_of(PAR_VALUES)), currency)
    issued = max(
        (block.opening.value or 0) + (block.treasury.opening.value or 0),
        (block.closing.value or 0) + (block.treasury.closing.value or 0),
    )
    opening = (issued // 10**9 + dice.amount(3)) * 10**9
    change = dice.amount(3) * 10**9 if dice.chance(10) else 0
    return AuthorisedBlock(
        share_class=share_class.line,
        **share_class.head,
        opening=capital(opening, par),
        increase=replace(capital(change, par), par_value=BLANK) if change else _no_increase(dice, currency),
        closing=capital(opening + change, par),
    )


def _no_increase(dice: Dice, currency: str) -> CapitalRow:
    zero: Figure[Money] = stated(Money(Decimal(0), currency))
    return dice.one_of([CapitalRow(), CapitalRow(number=stated(0)), CapitalRow(number=stated(0), capital=zero)])


def capital(number: int, par: Money) -> CapitalRow:
    """A row of section I: number, par value, and their product without needless decimals."""
    product = (number * par.amount).normalize()
    plain = product.quantize(Decimal(1)) if product == product.to_integral() else product
    return CapitalRow(number=stated(number), par_value=stated(par), capital=stated(Money(plain, par.currency)))


def _total(dice: Dice, share_class: ShareClass, change: tuple[int, int], edition: Edition) -> TotalIncrease:
    issued, treasury = (stated(it) if it else dice.one_of([BLANK, stated(0)]) for it in change)
    return TotalIncrease(
        share_class=share_class.line,
        number=issued,
        treasury_shares=treasury if edition is not Edition.FF301_1_0 else BLANK,
    )
