"""The rules of the definition, evaluated on the facts of a return.

Each rule gives one outcome per set of facts that its variables bind to, the same as the formula processor
and the calculation check give (:mod:`converter.rules.binding`). A rule that binds to nothing, and a rule
whose precondition does not hold, is *not evaluated*, which is never the same as satisfied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from converter import definition
from converter.definition import Rule, Variable
from converter.errors import DefinitionError
from converter.facts import Fact
from converter.rules.binding import Bound, FactsByConcept, Pattern, bindings, derived_values
from converter.rules.expression import DIVISION_ERRORS, Environment, Expression, Sequence, compile_expression


class Verdict(StrEnum):
    """What a rule says of one set of facts."""

    SATISFIED = "satisfied"
    BROKEN = "broken"
    EXPLAINED = "explained"
    """The test does not hold, and a named exception of the rule says why it need not."""
    NOT_EVALUATED = "not-evaluated"
    """An operand is missing, nil or damaged, or the rule's precondition does not hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule says of one set of facts.

    ``reason`` is the code of the exception that explains an *explained* outcome, of one that is *not evaluated*
    what takes the rule out of its domain where that has a name, else empty.
    ``facts`` are those that each variable is bound to; ``values`` what each variable stands for, fallbacks
    included. Both are empty for a rule that binds to nothing.
    """

    rule: str
    verdict: Verdict
    reason: str
    facts: Mapping[str, tuple[Fact, ...]]
    values: Mapping[str, Sequence]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the figures that were operands, in the order of the rule's variables."""
        return tuple(fact.address for facts in self.facts.values() for fact in facts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often one rule was satisfied, broken, explained and not evaluated in a return."""

    satisfied: int = 0
    broken: int = 0
    explained: int = 0
    not_evaluated: int = 0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every outcome of every rule, in the order of the definition."""

    outcomes: tuple[Outcome, ...]

    @property
    def coverage(self) -> dict[str, Coverage]:
        """The counts by rule id; each rule of the definition has an entry."""
        counts: dict[str, dict[str, int]] = {}
        for outcome in self.outcomes:
            of_rule = counts.setdefault(outcome.rule, {})
            verdict = outcome.verdict.replace("-", "_")
            of_rule[verdict] = of_rule.get(verdict, 0) + 1
        return {rule: Coverage(**of_rule) for rule, of_rule in counts.items()}

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """The outcomes that say a rule is broken."""
        return tuple(outcome for outcome in self.outcomes if outcome.verdict is Verdict.BROKEN)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule of the definition, ready to be evaluated.

    ``difference`` is left minus right where the rule says that two numbers are equal, else ``None``.
    ``derived`` are the variables that are made from the facts of others.
    """

    rule: Rule
    test: Expression
    when: Expression | None
    difference: Expression | None
    exceptions: tuple[tuple[str, Expression], ...]
    patterns: tuple[Pattern, ...]
    derived: tuple[Variable, ...]

    @classmethod
    def of(cls, rule: Rule) -> CompiledRule:
        """Compile the expressions of a rule; those of a calculation say that the total is the sum of the parts.

        Raises:
            DefinitionError: an expression is not one that rules may have; the message names the rule.
        """
        try:
            return cls._compiled(rule)
        except DefinitionError as error:
            raise DefinitionError(f"rules.toml, {rule.id}: {error}. Correct the expression.") from error

    @classmethod
    def _compiled(cls, rule: Rule) -> CompiledRule:
        variables = _calculation_variables(rule) if rule.is_calculation else rule.variables
        left, right = rule.left, rule.right
        if rule.is_calculation:
            left, right = "$total", " + ".join(f"${part}" for part in rule.parts)
        patterns = [Pattern.of(variable) for variable in variables if not variable.is_derived]
        return cls(
            rule=rule,
            test=compile_expression(f"{left} eq {right}" if rule.is_calculation else rule.test),
            when=compile_expression(rule.when) if rule.when else None,
            difference=compile_expression(f"({left}) - ({right})") if left and right else None,
            exceptions=tuple((item.reason, compile_expression(item.test)) for item in rule.exceptions),
            # Those with a fallback come last: they take what the others leave.
            patterns=tuple(sorted(patterns, key=lambda pattern: pattern.fallback is not None)),
            derived=tuple(variable for variable in variables if variable.is_derived),
        )

    def bindings(self, facts: FactsByConcept) -> Iterator[Bound]:
        """Every set of facts that the rule speaks of; a calculation needs at least one part."""
        for bound in bindings(self.patterns, facts):
            if not self.rule.is_calculation or any(bound[part] for part in self.rule.parts):
                yield bound

    def environment(self, bound: Bound) -> dict[str, Sequence]:
        """What each variable stands for: the values of its facts, its fallback, or what is derived."""
        environment = {
            pattern.name: tuple(fact.value for fact in bound[pattern.name]) or pattern.fallback or ()
            for pattern in self.patterns
        }
        return environment | {variable.name: derived_values(variable, bound) for variable in self.derived}

    def operands(self, bound: Bound) -> tuple[Fact, ...]:
        """The facts that left, right and precondition speak of; those that only an exception names are none."""
        expressions = [expression for expression in (self.difference, self.when) if expression is not None]
        names = {name for expression in expressions for name in expression.variables}
        for variable in self.derived:
            if variable.name in names:
                names |= {*variable.products, variable.currency_of or ""}
        return tuple(fact for pattern in self.patterns if pattern.name in names for fact in bound[pattern.name])

    def outcome(self, bound: Bound) -> Outcome:
        """Judge one set of facts."""
        environment = self.environment(bound)
        try:
            verdict, reason = self._verdict(environment)
        except DIVISION_ERRORS:  # a price or ratio printed as nil
            verdict, reason = Verdict.NOT_EVALUATED, "division-by-zero"
        return Outcome(self.rule.id, verdict, reason, bound, environment)

    def _verdict(self, environment: Environment) -> tuple[Verdict, str]:
        if self.when is not None and not self.when.holds(environment):
            return Verdict.NOT_EVALUATED, ""
        if self.test.holds(environment):
            return Verdict.SATISFIED, ""
        reason = next((reason for reason, test in self.exceptions if test.holds(environment)), None)
        return (Verdict.BROKEN, "") if reason is None else (Verdict.EXPLAINED, reason)


def _calculation_variables(rule: Rule) -> tuple[Variable, ...]:
    """The total and the parts of a calculation as variables; a part that is missing or nil counts as zero."""
    concept = definition.load().concept(str(rule.total))
    at = "during" if concept.period == "duration" else "balance"
    total = Variable(name="total", concepts=(concept.name,), at=at)
    return (total, *(Variable(name=part, concepts=(part,), at=at, fallback="0") for part in rule.parts))


@cache
def compiled_rules() -> tuple[CompiledRule, ...]:
    """Every rule of the definition, compiled once in a process."""
    return tuple(CompiledRule.of(rule) for rule in definition.load().rules)


def by_concept(facts: Iterable[Fact]) -> FactsByConcept:
    """Arrange facts by their concept, each list in the order of the form."""
    arranged: dict[str, list[Fact]] = {}
    for fact in facts:
        arranged.setdefault(fact.concept, []).append(fact)
    return {concept: tuple(of_concept) for concept, of_concept in arranged.items()}


def evaluate(facts: Iterable[Fact]) -> Evaluation:
    """Evaluate every rule of the definition on the facts of one return."""
    arranged = by_concept(facts)
    outcomes: list[Outcome] = []
    for compiled in compiled_rules():
        of_rule = [compiled.outcome(bound) for bound in compiled.bindings(arranged)]
        # Where its precondition does not hold a rule has nothing to say, and says so once.
        spoken = [outcome for outcome in of_rule if outcome.verdict is not Verdict.NOT_EVALUATED or outcome.reason]
        otherwise = compiled.rule.otherwise.reason if of_rule and compiled.rule.otherwise else ""
        outcomes += spoken or [Outcome(compiled.rule.id, Verdict.NOT_EVALUATED, otherwise, {}, {})]
    return Evaluation(tuple(outcomes))
