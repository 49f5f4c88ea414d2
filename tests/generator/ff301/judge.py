"""What became of the figures of a typeset return of FF301: right, said to be unreadable, or wrong in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from converter.errors import Refusal
from converter.facts import facts_of
from converter.findings import Finding
from converter.model import Edition, Figure, Money, MonthlyReturn, State
from converter.pipeline import read_filing
from converter.rules import evaluate
from converter.walk import entries, with_figures
from tests.generator.ff301.damage import KINDS
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language
from tests.generator.judge import SPEAKING, numbers
from tests.generator.typeset import expected

RIGHT, REPORTED, REFUSED, SILENT = "right", "reported", "refused", "silently wrong"
VERDICTS = (RIGHT, REPORTED, REFUSED, SILENT)
LETTERS = {"options": "A", "warrants": "B", "convertibles": "C", "agreements": "D", "other_movements": "E"}
_DIGITS = str.maketrans("OlS$I", "01551")
"""Letters that stand for digits in a number that was confused."""
SECTIONS = {"authorised": "Section I", "issued": "Section II"}

DOUBTS = ("row-printed-twice", "row-number-doubtful")
"""Findings that speak of a whole row: each of its figures may be that of another."""


@dataclass
class Outcome:
    """The verdict of every figure of one text, and what was wanted and came where it is wrong in silence."""

    counts: Counter[str] = field(default_factory=Counter)
    silences: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    reports: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    unruled: set[str] = field(default_factory=set)
    """The silent mistakes that no rule of the form could have told."""


def judged(truth: MonthlyReturn, content: bytes, *, numbers_alone: bool = False, ocr: bool = False) -> Outcome:
    """Read a filing and compare every printed figure, or number, with the return that it was typeset from."""
    expect = expected_numbers if numbers_alone else expected
    wanted = expect(truth)
    outcome = Outcome()
    try:
        filing = read_filing(content, "typeset", ocr=ocr)
    except Refusal:
        outcome.counts[REFUSED] = len(wanted)
        return outcome
    came = expect(filing.monthly_return)
    speaking = _Speaking(filing.monthly_return, filing.findings)
    figures = {entry.address: entry.figure for entry in entries(filing.monthly_return)}
    for address in sorted({*wanted, *came}):
        pair = wanted.get(address), came.get(address)
        if pair[0] == pair[1]:
            outcome.counts[RIGHT] += 1
        elif speaking.of(address, figures.get(address, Figure()), pair[0] and pair[0][1]):
            outcome.counts[REPORTED] += 1
            outcome.reports[address] = pair
        else:
            outcome.counts[SILENT] += 1
            outcome.silences[address] = pair
            if numbers_alone and not _is_ruled(truth, address, figures.get(address, Figure())):
                outcome.unruled.add(address)
    return outcome


def _is_ruled(truth: MonthlyReturn, address: str, wrong: Figure[Any]) -> bool:
    """Whether a rule breaks where this figure is the only wrong one of a return; a lost one is always to be told."""
    if wrong.state is State.BLANK:
        return True
    outcomes = evaluate(facts_of(with_figures(truth, {address: wrong}))).outcomes
    return any(address in it.addresses for it in outcomes if it.verdict in SPEAKING)


def expected_numbers(monthly_return: MonthlyReturn) -> dict[str, Any]:
    """Every number of a return that is not zero, however it was come by."""
    return {address: (State.STATED, number) for address, number in numbers(monthly_return).items()}


class _Speaking:
    """What findings and rules that do not hold say of a return."""

    def __init__(self, monthly_return: MonthlyReturn, findings: Iterable[Finding]) -> None:
        self.findings = [*findings]
        outcomes = evaluate(facts_of(monthly_return)).outcomes
        broken = (it for it in outcomes if it.verdict in SPEAKING)
        self.addresses = {address for it in broken for address in it.addresses}
        self.figures = {entry.address: entry.figure for entry in entries(monthly_return)}
        self.unread = {it.figure for it in self.findings if it.code == "class-unread"}
        self.named = {it.figure for it in self.findings if it.figure} - self.unread
        self.doubted = {it.figure for it in self.findings if it.code in DOUBTS}

    def of(self, address: str, figure: Figure[Any], wanted: Any) -> bool:
        """Whether a reader of the findings knows that a figure may be wrong.

        It is spoken of by its own name; or, where it was not found, by its row, its part or section that was cut, or
        by its number, which is quoted as one that was read and has no place.
        """
        if figure.state is State.DAMAGED or address in self.addresses or address in self.named:
            return True
        if any(address.startswith(f"{row}.") for row in self.doubted) or self._is_of_unread_block(address, wanted):
            return True
        if figure.state is not State.BLANK:
            return False
        if any(address.startswith((f"{name}.", f"{name}[")) for name in self.named):
            return True
        row = _row_of(address)
        return any(row in f"{it.message} " or _quotes(it, wanted) for it in self.findings)

    def _is_of_unread_block(self, address: str, wanted: Any) -> bool:
        """Whether a figure stands in a block of no known class: the one that came, and the one that was lost to it."""
        blocks, _, behind = address.partition("[")
        if not blocks.endswith((".blocks", ".line_totals")):
            return False
        tail = behind.partition("].")[2]
        if any(address.startswith(f"{block}.") for block in self.unread):
            return True
        same = (self.figures.get(f"{block}.{tail}") for block in self.unread if block.startswith(f"{blocks}["))
        return wanted is not None and any(_amount(it) == wanted for it in same if it)


def _amount(figure: Figure[Any]) -> Any:
    value = figure.value
    return value.amount if isinstance(value, Money) else value


def _row_of(address: str) -> str:
    """How findings name the row, or the block, of a figure."""
    part, _, behind = address.partition(".")
    name, _, key = behind.partition("[")
    key = key.partition("]")[0]
    if part in LETTERS and name == "rows":
        return f"Part {LETTERS[part]}, row {key[1:]}:"
    if part in SECTIONS and name == "blocks":
        return f"{SECTIONS[part]}, {key}"
    return "total increase" if part == "total_increase" else "\0"


def _quotes(finding: Finding, wanted: Any) -> bool:
    """Whether a finding quotes a number, or what damage has left of its begin or end, as read and not placed."""
    if finding.code not in ("figure-unplaced", "number-not-read") or not isinstance(wanted, (int, Decimal)):
        return False
    digits = f"{abs(wanted)}".replace(".", "")
    message = finding.message.translate(_DIGITS)
    pieces = (re.sub(r"\D", "", piece) for piece in re.findall(r"\d[\d,. ]*", message))
    return any(piece and (digits.startswith(piece) or digits.endswith(piece)) for piece in pieces)


@cache
def measured(edition: Edition, language: Language, kind: Kind, seeds: range, damage: str = "") -> Outcome:
    """Draw a return for each seed, typeset it, harm it, and add up what becomes of its figures.

    Of a harmed return the numbers alone count: nobody can tell that a word is wrong.
    """
    total = Outcome()
    for seed in seeds:
        truth = ff301_by_seed(seed, edition, language)
        content = rendered(truth, language, kind, KINDS[damage] if damage else None, seed)
        outcome = judged(truth, content, numbers_alone=bool(damage))
        total.counts.update(outcome.counts)
        total.silences |= {f"{seed} {at}": pair for at, pair in outcome.silences.items()}
        total.unruled |= {f"{seed} {at}" for at in outcome.unruled}
        total.reports |= {f"{seed} {at}": pair for at, pair in outcome.reports.items()}
    return total
