"""Which facts a rule speaks of: its variables bound to facts, as XBRL formula binds them.

Implicit filtering (Variables 1.0, section 2.4.2): the facts of one evaluation agree on every aspect that
no filter of their variable covers. A nil fact binds to nothing; a fallback stands where nothing binds;
fallbacks alone are no evaluation. A calculation (Calculations 1.1, section 4) is bound in the same way,
its contributors as variables with the fallback 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from converter import definition
from converter.definition import Variable
from converter.facts import Fact, Period
from converter.rules.expression import Sequence, compile_expression

FactsByConcept = Mapping[str, tuple[Fact, ...]]
Bound = dict[str, tuple[Fact, ...]]
"""The facts that each variable of a rule is bound to; none where the fallback stands."""

_PERIODS = {"opening": Period.OPENING, "closing": Period.CLOSING, "during": Period.DURATION}
_Key = tuple[Any, ...]
_Groups = dict[_Key, list[tuple[Fact, ...]]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a variable may bind to, and the aspects on which it must agree with its fellows.

    ``fallback`` is the sequence that stands where nothing binds, or ``None`` where the variable must bind.
    """

    variable: Variable
    uncovered: tuple[str, ...]
    fallback: Sequence | None

    @classmethod
    def of(cls, variable: Variable) -> Pattern:
        """Derive from the declaration of a variable which aspects stay uncovered."""
        is_numeric = definition.load().concept(variable.concepts[0]).is_numeric
        words = {
            "period": "same" if variable.at == "balance" else variable.at,
            "share_class": variable.classes,
            "line": variable.lines,
            "row": variable.rows,
            "unit": variable.unit if is_numeric else "any",  # what is not a number has no unit to agree on
        }
        uncovered = tuple(aspect for aspect, word in words.items() if word == "same")
        fallback = None if variable.fallback is None else compile_expression(variable.fallback).evaluate({})
        return cls(variable, uncovered, fallback)

    @property
    def name(self) -> str:
        """The variable's name."""
        return self.variable.name

    def groups(self, facts: FactsByConcept) -> _Groups:
        """The facts that may be bound together, by their values of the uncovered aspects."""
        groups: _Groups = {}
        for concept in self.variable.concepts:
            for fact in facts.get(concept, ()):
                if self._admits(fact):
                    key = tuple(_aspect(fact, aspect) for aspect in self.uncovered)
                    groups.setdefault(key, []).append((fact,))
        if self.variable.sequence:
            return {key: [tuple(fact for (fact,) in group)] for key, group in groups.items()}
        return groups

    def _admits(self, fact: Fact) -> bool:
        variable, dimensions = self.variable, fact.dimensions
        return (
            fact.value is not None
            and fact.period is _PERIODS.get(variable.at, fact.period)
            and _has(variable.lines, dimensions.line)
            and _has(variable.rows, dimensions.row)
            and _has(variable.classes, dimensions.share_class)
        )


def _has(word: str, value: Any) -> bool:
    """Tell whether a fact's value on an axis is what a variable asks of that axis."""
    if word in ("same", "any"):
        return True
    if word in ("all", "none"):
        return (value is None) is (word == "none")
    return bool(value == word)


def _aspect(fact: Fact, aspect: str) -> Any:
    if aspect in ("period", "unit"):
        return getattr(fact, aspect)
    return getattr(fact.dimensions, aspect)


def bindings(patterns: tuple[Pattern, ...], facts: FactsByConcept) -> Iterator[Bound]:
    """Yield every evaluation that the patterns allow; those without a fallback come first in ``patterns``."""
    partial: list[tuple[Bound, dict[str, Any]]] = [({}, {})]
    for pattern in patterns:
        if not partial:
            return
        groups = pattern.groups(facts)
        partial = [extended for bound, fixed in partial for extended in _extended(bound, fixed, pattern, groups)]
    for bound, _ in partial:
        if any(bound.values()):
            yield bound


def _extended(
    bound: Bound, fixed: dict[str, Any], pattern: Pattern, groups: _Groups
) -> Iterator[tuple[Bound, dict[str, Any]]]:
    """Bind one variable more, to every group that agrees with what is bound already."""
    matched = False
    for key in _agreeing(fixed, pattern.uncovered, groups):
        for group in groups[key]:
            matched = True
            yield {**bound, pattern.name: group}, {**fixed, **dict(zip(pattern.uncovered, key, strict=True))}
    if not matched and pattern.fallback is not None:
        yield {**bound, pattern.name: ()}, fixed


def _agreeing(fixed: Mapping[str, Any], uncovered: tuple[str, ...], groups: _Groups) -> list[_Key]:
    if all(aspect in fixed for aspect in uncovered):  # the usual case: one look-up
        key = tuple(fixed[aspect] for aspect in uncovered)
        return [key] if key in groups else []
    return [
        key
        for key in groups
        if all(fixed.get(aspect, value) == value for aspect, value in zip(uncovered, key, strict=True))
    ]


def derived_values(variable: Variable, bound: Bound) -> Sequence:
    """The values of a variable that is made from others: a currency, or products row by row."""
    if not variable.products:
        return tuple(_currency(fact) for fact in bound[str(variable.currency_of)])
    multiplicands, multipliers = (bound[name] for name in variable.products)
    if variable.currency_of:
        wanted = {_currency(fact) for fact in bound[variable.currency_of]}
        multipliers = tuple(fact for fact in multipliers if _currency(fact) in wanted)
    by_row = {fact.dimensions: fact.value for fact in multipliers}
    return tuple(fact.value * by_row[fact.dimensions] for fact in multiplicands if fact.dimensions in by_row)


def _currency(fact: Fact) -> str:
    """The ISO 4217 code in the unit of an amount or of a price per share."""
    return str(fact.unit).partition("/")[0]
