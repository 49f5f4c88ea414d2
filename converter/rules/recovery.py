"""Damaged figures that the form itself gives back.

A figure is recovered when two rules, whose other operands are readable and have nothing in common, imply
the same value for it, no rule implies another, and what is left of the print agrees. Rules that say two
numbers are equal, and calculations, are solved for the damaged operand: left minus right is affine in it,
so its values at 0 and 1 give the root. Nothing else is ever filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import combinations
from typing import Any

from converter import definition
from converter.evidence import Evidence, Origin
from converter.facts import facts_of
from converter.findings import Finding, Severity
from converter.model import Figure, Money, MonthlyReturn, State
from converter.rules.binding import Bound
from converter.rules.evaluation import CompiledRule, by_concept, compiled_rules
from converter.rules.expression import DIVISION_ERRORS
from converter.walk import Entry, entries, with_figures

_NEGATIVE_MARK = re.compile(r"[()\-\u2212\u2013]")


@dataclass(frozen=True, slots=True)
class Implication:
    """What one rule says that a damaged figure must be, and the operands that it says so from."""

    rule: str
    value: Decimal
    operands: frozenset[str]


def recover(monthly_return: MonthlyReturn) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    """Give back the damaged figures that two independent rules imply alike.

    A figure given back may serve to give back another, so this is repeated until nothing more comes back.

    Returns:
        the return with those figures *recovered*, and a finding ``figure-recovered`` for each, in form order.
    """
    findings: dict[str, Finding] = {}
    while True:
        recovered = dict(_recovered_figures(monthly_return))
        if not recovered:
            break
        monthly_return = with_figures(monthly_return, recovered)
        findings |= {address: _finding(address, figure) for address, figure in recovered.items()}
    if not findings:
        return monthly_return, ()
    order = [entry.address for entry in entries(monthly_return)]
    return monthly_return, tuple(findings[address] for address in order if address in findings)


def _recovered_figures(monthly_return: MonthlyReturn) -> Iterator[tuple[str, Figure[Any]]]:
    damaged = {entry.address: entry for entry in entries(monthly_return) if _is_damaged_number(entry)}
    if not damaged:
        return
    stand_ins = {address: _stand_in(entry, monthly_return) for address, entry in damaged.items()}
    types = {address: str(_type_of(entry)) for address, entry in damaged.items()}
    implications = _implications(with_figures(monthly_return, stand_ins), types)
    for address, entry in damaged.items():
        agreed = _agreed(implications.get(address, []))
        if agreed and _agrees_with_print(agreed[0], entry.figure.evidence):
            yield address, _recovered(stand_ins[address], *agreed, entry.figure.evidence)


def _is_damaged_number(entry: Entry) -> bool:
    return entry.figure.state is State.DAMAGED and _type_of(entry) is not None


def _type_of(entry: Entry) -> str | None:
    """The type of the number that stands here, or ``None`` where no number stands."""
    concepts = definition.load().concepts_by_path.get(entry.path, ())
    return next((concept.type for concept in concepts if concept.is_numeric), None)


def _stand_in(entry: Entry, monthly_return: MonthlyReturn) -> Figure[Any]:
    """A figure in the place of the damaged one, so that rules can bind to it; its value is never read."""
    if _type_of(entry) == "shares":
        return Figure(State.STATED, 1, entry.figure.evidence)
    return Figure(State.STATED, Money(Decimal(1), _currency_beside(entry, monthly_return)), entry.figure.evidence)


def _currency_beside(entry: Entry, monthly_return: MonthlyReturn) -> str | None:
    """The one currency that the other amounts of the same block or row have."""
    owner = entry.parts[-1] if entry.parts else None
    others = (other for other in entries(monthly_return) if other.parts and other.parts[-1] is owner)
    currencies = {
        other.figure.value.currency
        for other in others
        if isinstance(other.figure.value, Money) and _type_of(other) == _type_of(entry)
    } - {None}
    return currencies.pop() if len(currencies) == 1 else None


def _implications(stood_in: MonthlyReturn, damaged: Mapping[str, str]) -> dict[str, list[Implication]]:
    """What each rule says of each damaged figure that is its only damaged operand; ``damaged`` gives their types.

    A rule with a tolerance may lead to a fraction of a share, which says nothing.
    """
    arranged = by_concept(facts_of(stood_in))
    found: dict[str, list[Implication]] = {}
    for compiled in compiled_rules():
        if compiled.difference is None:
            continue
        for bound in compiled.bindings(arranged):
            operands = frozenset(fact.address for fact in compiled.operands(bound))
            unknown = [address for address in operands if address in damaged]
            value = _solved(compiled, bound, unknown[0]) if len(unknown) == 1 else None
            if value is not None and (value == int(value) or damaged[unknown[0]] != "shares"):
                known = operands - {unknown[0]}
                found.setdefault(unknown[0], []).append(Implication(compiled.rule.id, value, known))
    return found


def _solved(compiled: CompiledRule, bound: Bound, unknown: str) -> Decimal | None:
    """The value of the unknown operand that makes left and right equal, where there is exactly one."""
    at_zero, at_one = (_difference(compiled, bound, unknown, value) for value in (0, 1))
    if at_zero is None or at_one is None or at_zero == at_one:
        return None
    with localcontext() as context:
        context.prec = 50
        root = at_zero / (at_zero - at_one) + 0  # without an exponent
    return root if _difference(compiled, bound, unknown, root) == 0 else None


def _difference(compiled: CompiledRule, bound: Bound, unknown: str, value: int | Decimal) -> Decimal | None:
    trial = {
        name: tuple(replace(fact, value=value) if fact.address == unknown else fact for fact in facts)
        for name, facts in bound.items()
    }
    environment = compiled.environment(trial)
    if compiled.difference is None or (compiled.when is not None and not compiled.when.holds(environment)):
        return None
    try:
        difference = compiled.difference.number(environment)
    except DIVISION_ERRORS:
        return None
    return None if difference is None else Decimal(difference)


def _agreed(implications: list[Implication]) -> tuple[Decimal, tuple[str, ...]] | None:
    """The value that two rules without a common operand imply, unless any rule implies another value."""
    if len({implication.value for implication in implications}) != 1:
        return None
    for first, second in combinations(implications, 2):
        if first.rule != second.rule and not first.operands & second.operands and first.operands and second.operands:
            return first.value, (first.rule, second.rule)
    return None


def _agrees_with_print(value: Decimal, evidence: Evidence | None) -> bool:
    """Tell whether the fragment that is left in print can be a piece of the value."""
    raw = evidence.raw if evidence else ""
    fragment = "".join(character for character in raw if character.isdigit())
    plain = f"{abs(value):f}"
    spellings = {re.sub(r"\D", "", text) for text in (plain, f"{abs(value):.2f}")}
    sign_agrees = bool(_NEGATIVE_MARK.search(raw)) is (value < 0)
    return bool(fragment) and sign_agrees and any(fragment in digits for digits in spellings)


def _recovered(stand_in: Figure[Any], value: Decimal, rules: tuple[str, ...], evidence: Evidence | None) -> Figure[Any]:
    given_back = Money(value, stand_in.value.currency) if isinstance(stand_in.value, Money) else int(value)
    place = evidence or Evidence("", 1, 1)
    return Figure(State.RECOVERED, given_back, replace(place, origin=Origin.RECOVERED, rules=rules))


def _finding(address: str, figure: Figure[Any]) -> Finding:
    evidence = figure.evidence
    raw, rules = (evidence.raw, evidence.rules) if evidence else ("", ())
    value = f"{figure.value:,}" if isinstance(figure.value, int) else str(figure.value)
    return Finding(
        code="figure-recovered",
        severity=Severity.INFO,
        message=f"Of this figure only {raw!r} can be read; {' and '.join(rules)} each imply {value}.",
        hint="Compare it with the published return.",
        figure=address,
        evidence=evidence,
    )
