"""Broken and explained rules as findings: the message with its values, and where to look first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from converter import definition
from converter.definition import Rule
from converter.findings import Finding, Severity
from converter.model import MonthlyReturn, State
from converter.rules.evaluation import Evaluation, Outcome, Verdict
from converter.rules.expression import Environment, compile_expression
from converter.walk import Entry, entries

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SUSPECTS_NAMED = 5


def findings_of(evaluation: Evaluation, monthly_return: MonthlyReturn) -> tuple[Finding, ...]:
    """Say of each broken rule what does not agree, and which figures of the return to look at first.

    An explained outcome is told under the rule's id and the reason (``MR-III-TOT-C.class-misprinted``),
    with the severity of the exception. The first suspects are damaged figures: they are no operands,
    which alone may break a sum.
    """
    damaged = _damaged_by_concept(monthly_return)
    told = (Verdict.BROKEN, Verdict.EXPLAINED)
    return tuple(_finding(outcome, damaged) for outcome in evaluation.outcomes if outcome.verdict in told)


def filled_in(template: str, environment: Environment) -> str:
    """Put the values of its expressions into a message: ``{$closing}``, ``{$opening + $increase}``."""
    return _PLACEHOLDER.sub(lambda match: _shown(compile_expression(match[1]).evaluate(environment)), template)


def _finding(outcome: Outcome, damaged: Mapping[str, list[Entry]]) -> Finding:
    rule = definition.load().rules_by_id[outcome.rule]
    code, severity, message = rule.id, rule.severity, _message(rule, outcome)
    if outcome.verdict is Verdict.EXPLAINED:
        exception = next(exception for exception in rule.exceptions if exception.reason == outcome.reason)
        code, severity = f"{rule.id}.{outcome.reason}", exception.severity
        message = f"{message} Explained: {exception.label['en']}."
    first = next(fact for facts in outcome.facts.values() for fact in facts)
    return Finding(
        code=code,
        severity=Severity(severity),
        message=message,
        hint=_hint(outcome, _damaged_operands(rule, damaged)),
        figure=first.address,
        evidence=first.figure.evidence,
    )


def _message(rule: Rule, outcome: Outcome) -> str:
    """The rule's message; a calculation, which has no variables to name, tells its total and sum as well."""
    message = filled_in(rule.message["en"], outcome.values)
    if not rule.is_calculation:
        return message
    total, *parts = outcome.values.values()
    terms = [item for part in parts for item in part if item]
    return f"{message} The total is {_shown(total)}, the sum is {_text(sum(terms))}."


def _hint(outcome: Outcome, damaged: list[Entry]) -> str:
    """Name the first suspects: what could not be read, then the lines that the operands were read from."""
    places: dict[str, None] = {}
    for facts in outcome.facts.values():
        for fact in facts:
            if fact.figure.evidence:
                places.setdefault(f"{fact.figure.evidence} ({fact.figure.evidence.raw!r})", None)
    sentences = [f"Damaged in print: {_listed([_damage(entry) for entry in damaged])}."] if damaged else []
    if places:
        sentences.append(f"Compare {_listed(list(places))} with the published return.")
    return " ".join(sentences)


def _listed(items: list[str]) -> str:
    named = items[:_SUSPECTS_NAMED]
    more = len(items) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _damage(entry: Entry) -> str:
    evidence = entry.figure.evidence
    return f"{entry.address}, {evidence} ({evidence.raw!r})" if evidence else entry.address


def _damaged_operands(rule: Rule, damaged: Mapping[str, list[Entry]]) -> list[Entry]:
    """The damaged figures that would have been operands of the rule, in the order of the form."""
    of_variables = [concept for variable in rule.variables for concept in variable.concepts]
    concepts = dict.fromkeys((*of_variables, str(rule.total), *rule.parts))
    return [entry for concept in concepts for entry in damaged.get(concept, [])]


def _damaged_by_concept(monthly_return: MonthlyReturn) -> dict[str, list[Entry]]:
    concepts = definition.load().concepts_by_path
    found: dict[str, list[Entry]] = {}
    for entry in entries(monthly_return):
        if entry.figure.state is State.DAMAGED:
            for concept in concepts.get(entry.path, ()):
                found.setdefault(concept.name, []).append(entry)
    return found


def _shown(sequence: tuple[Any, ...]) -> str:
    return ", ".join(_text(item) for item in sequence)


def _text(item: Any) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | Decimal):
        return f"{item:,}"
    return item.isoformat() if isinstance(item, date) else str(item)
