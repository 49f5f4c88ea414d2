"""What a run says about one filing, as data: identity, counts, coverage of the rules, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from converter.findings import Finding, Severity
from converter.model import MonthlyReturn, State
from converter.rules import Coverage, Evaluation, Outcome, Verdict
from converter.walk import entries

_TOLD: Final = 5
"""How many findings are told of one filing; its findings document has them all."""


@dataclass(frozen=True)
class Report:
    """One filing's report. ``source`` is the file's name without its folder; ``sha256`` is of the file's bytes."""

    source: str
    sha256: str
    monthly_return: MonthlyReturn
    facts: int
    evaluation: Evaluation
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        """One line: issuer, stock code, month, edition, and the counts."""
        monthly_return = self.monthly_return
        rules = ", ".join(f"{count} {verdict.replace('-', ' ')}" for verdict, count in self.rules.items())
        figures = ", ".join(f"{self.figures[state]} {state}" for state in (State.DAMAGED, State.RECOVERED))
        issuer = monthly_return.header.issuer.value or "issuer not readable"
        code = monthly_return.stock_code or "no stock code"
        facts = "1 fact" if self.facts == 1 else f"{self.facts} facts"
        return (
            f"{issuer}, {code}, {self.month}, edition {monthly_return.edition}: "
            f"{facts}; rules {rules}; figures {figures}"
        )

    def told(self) -> tuple[str, ...]:
        """The line of :meth:`__str__`, and below it the gravest of what is to be looked into, a line for each."""
        grave = sorted(
            (finding for finding in self.findings if finding.severity is not Severity.INFO),
            key=lambda finding: list(Severity).index(finding.severity),
        )
        left = len(grave) - _TOLD
        more = (f"  and {left} more, in the findings",) if left > 0 else ()
        return (str(self), *(f"  {finding}" for finding in grave[:_TOLD]), *more)

    @property
    def month(self) -> str | None:
        """The month of the return as ``yyyy-mm``."""
        return month_of(self.monthly_return)

    @cached_property
    def figures(self) -> Mapping[State, int]:
        """How many figures of the form are in each state; every state has an entry."""
        counts = Counter(entry.figure.state for entry in entries(self.monthly_return))
        return {state: counts[state] for state in State}

    @cached_property
    def coverage(self) -> Mapping[str, Coverage]:
        """How often each rule was satisfied, broken, explained and not evaluated."""
        return self.evaluation.coverage

    @cached_property
    def rules(self) -> Mapping[Verdict, int]:
        """How many rules got each verdict; the counts add up to the number of rules.

        A rule that speaks of several classes or rows gets one verdict for all of them: broken if it is broken
        anywhere, else explained if it is explained anywhere, else satisfied if it holds anywhere.
        """
        counts = Counter(_verdict(coverage) for coverage in self.coverage.values())
        return {verdict: counts[verdict] for verdict in Verdict}

    @property
    def explained(self) -> tuple[Outcome, ...]:
        """The outcomes in which a named exception stands in for the rule's test."""
        return tuple(outcome for outcome in self.evaluation.outcomes if outcome.verdict is Verdict.EXPLAINED)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error: a rule of that severity is broken, or a part of the form is missing."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def month_of(monthly_return: MonthlyReturn) -> str | None:
    """Spell the month of a return as ``yyyy-mm``; ``None`` where it cannot be read."""
    last_day = monthly_return.month
    return f"{last_day.year:04}-{last_day.month:02}" if last_day else None


def _verdict(coverage: Coverage) -> Verdict:
    if coverage.broken:
        return Verdict.BROKEN
    if coverage.explained:
        return Verdict.EXPLAINED
    return Verdict.SATISFIED if coverage.satisfied else Verdict.NOT_EVALUATED
