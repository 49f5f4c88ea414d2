"""Compare what the converter makes of a text with the return that the text was typeset from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from converter.errors import Refusal
from converter.facts import facts_of
from converter.findings import Finding
from converter.model import Figure, Money, MonthlyReturn, State
from converter.pipeline import read_filing
from converter.rules import Evaluation, Verdict, evaluate
from converter.walk import entries, with_figures
from tests.generator.files import Kind, drawn_in_turn
from tests.generator.typeset import expected

SILENT = ("silently wrong", "silently lost")
PLACES = {
    "header": ("'head'", "Head:"),
    "authorised": ("Section I,", "Section I:", "'I'"),
    "issued": ("Section II,", "Section II:", "'II'"),
    "options": ("Part A", "Share options", "'A'"),
    "warrants": ("Part B", "'B'"),
    "convertibles": ("Part C", "'C'"),
    "agreements": ("Part D", "'D'"),
    "other_movements": ("Part E", "'E'"),
    "total_increase": ("Closing totals", "closing total"),
    "signature": ("Foot:", "'foot'"),
}
"""How findings name the section or part of a figure."""
SPEAKING = (Verdict.BROKEN, Verdict.EXPLAINED)
"""A broken rule is a finding; an explained one names a reason that a person can check."""


@dataclass(frozen=True)
class Conversion:
    """What the converter makes of one text."""

    monthly_return: MonthlyReturn
    findings: tuple[Finding, ...]
    evaluation: Evaluation

    @property
    def spoken_of(self) -> set[str]:
        """The addresses that a rule which does not hold, or a finding, names."""
        speaking = (outcome for outcome in self.evaluation.outcomes if outcome.verdict in SPEAKING)
        operands = {address for outcome in speaking for address in outcome.addresses}
        return operands | {finding.figure for finding in self.findings}


def convert(content: str | bytes) -> Conversion:
    """Read a text or a file, give back what the rules imply, and judge the rest."""
    filing = read_filing(content.encode() if isinstance(content, str) else content, "typeset.txt")
    return Conversion(filing.monthly_return, filing.findings, evaluate(facts_of(filing.monthly_return)))


def misread(truth: MonthlyReturn, came: MonthlyReturn) -> dict[str, tuple[Any, Any]]:
    """The addresses where a reading differs from a perfect one: what should come, what came."""
    wanted, got = expected(truth), expected(came)
    addresses = sorted({*wanted, *got})
    return {
        address: (wanted.get(address), got.get(address))
        for address in addresses
        if wanted.get(address) != got.get(address)
    }


def numbers(monthly_return: MonthlyReturn) -> dict[str, int | Decimal]:
    """Every number of a return that is not zero, by its address."""
    found = {}
    for entry in entries(monthly_return):
        value: Any = entry.figure.value
        amount = value.amount if isinstance(value, Money) else value
        if isinstance(amount, (int, Decimal)) and not isinstance(amount, bool) and amount:
            found[entry.address] = amount
    return found


def verdicts(truth: MonthlyReturn, came: Conversion) -> dict[str, str]:
    """Say of each printed number what became of it; what is read as it stands is left out."""
    wanted, read = numbers(truth), numbers(came.monthly_return)
    read_figures = {entry.address: entry.figure for entry in entries(came.monthly_return)}
    spoken_of = came.spoken_of
    found = {}
    exchanged = _exchanged(wanted, read)
    for address in sorted({*wanted, *read}):
        figure = read_figures.get(address, Figure())
        if exchanged.get(address) in spoken_of:
            spoken_of.add(address)
        if wanted.get(address) != read.get(address):
            if _is_told(came.findings, address, wanted.get(address)):
                spoken_of.add(address)
            found[address] = _fault(truth, address, figure, spoken_of)
            if found[address] == "silently wrong" and address in exchanged:
                found[address] = "wrong, no rule"
            if found[address] == "missing" and not _is_named(came, address):
                found[address] = "silently lost"
        elif figure.state is State.RECOVERED:
            found[address] = "recovered"
    return found


def _exchanged(wanted: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, str]:
    """The figures that stand in each other's place, by pairs: a sum of both does not tell."""
    wrong = [address for address in sorted({*wanted, *read}) if wanted.get(address) != read.get(address)]
    return {
        one: other
        for one in wrong
        for other in wrong
        if one != other and (wanted.get(one), read.get(one)) == (read.get(other), wanted.get(other))
    }


def _is_told(findings: Sequence[Finding], address: str, number: int | Decimal | None) -> bool:
    """Whether a finding tells the part of a figure, or the number that should stand in it, as it is printed."""
    if any(finding.figure and address.startswith(finding.figure) for finding in findings):
        return True
    if number is None:
        return False
    plain = "f" if isinstance(number, Decimal) else "d"
    prints = {format(abs(number), f",{plain}"), format(abs(number), plain)}
    raws = [finding.evidence.raw for finding in findings if finding.evidence]
    return any(each in raw for each in prints for raw in raws)


def _is_named(came: Conversion, address: str) -> bool:
    """Whether a finding speaks of the section or part in which a figure was not found, or a broken rule of its row."""
    part = address.split(".")[0].split("[")[0]
    row = address.rpartition(".")[0]
    broken = {named for outcome in came.evaluation.broken for named in outcome.addresses}
    named = broken | {finding.figure for finding in came.findings}
    if any(name.startswith((f"{row}.", f"{part}.total.")) for name in named):
        return True
    return any(name in finding.message for finding in came.findings for name in PLACES[part])


def _fault(truth: MonthlyReturn, address: str, figure: Figure[Any], spoken_of: set[str]) -> str:
    if figure.state is State.DAMAGED:
        return "damaged"
    if address in spoken_of:
        return "reported"
    if figure.state is State.BLANK:
        return "missing"
    return "silently wrong" if _is_under_a_rule(truth, address, figure) else "wrong, no rule"


def _is_under_a_rule(truth: MonthlyReturn, address: str, wrong: Figure[Any]) -> bool:
    """Whether a rule breaks when this wrong figure is the only one in an otherwise right return."""
    return address in Conversion(truth, (), evaluate(facts_of(with_figures(truth, {address: wrong})))).spoken_of


@dataclass(frozen=True)
class Silence:
    """A wrong or lost figure of which nothing is said."""

    seed: int
    what: str


@cache
def judged(damage: str, seeds: range, kind: Kind = Kind.TABS) -> tuple[Counter[str], tuple[Silence, ...]]:
    """Damage the drawn returns in one way, and count what becomes of their numbers."""
    counts: Counter[str] = Counter()
    silences: list[Silence] = []
    for seed in seeds:
        truth, content = drawn_in_turn(seed, kind, damage)
        try:
            came = convert(content)
        except Refusal:
            counts["refused"] += len(numbers(truth))
            continue
        found = verdicts(truth, came)
        counts.update(found.values())
        counts["right"] += len({*numbers(truth)} - {*found})
        silences += [Silence(seed, f"{at} {verdict}") for at, verdict in found.items() if verdict in SILENT]
    return counts, tuple(silences)
