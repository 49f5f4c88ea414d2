"""Python and Arelle before drawn returns, right and wrong: the same verdict for every rule.

``python -m tests.differential 2000`` judges two thousand of them, which takes some minutes; the tests judge a few.
They are the same each time; a number behind the first draws others. The scenarios of the rules go with them, facts on
which each rule has each of its verdicts. At the end it says how often the drawn returns brought each rule to each
verdict, and which they never brought about; it fails where the scenarios did not either.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from converter import definition
from converter.facts import Fact
from converter.rules import Verdict, evaluate
from converter.validation.arelle_interface import ArelleValidator
from tests.conformance.rules import head_of
from tests.drawn import Drawn, batches
from tests.judges import disagreements
from tests.scenarios import scenarios

TOGETHER: Final = 10
"""How many returns Arelle judges in one instance."""
MONTH: Final = "MonthEnded"
NOT_EVALUATED: Final = str(Verdict.NOT_EVALUATED)


@dataclass
class Coverage:
    """How often each rule came to each verdict over many returns; explained is counted by exception too."""

    returns: int = 0
    wrong: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, facts: Sequence[Fact], *, is_wrong: bool = False, about: str = "") -> None:
        """Count what Python says of a return; not evaluated only where it has facts of the rule, or is about it."""
        self.returns += 1
        self.wrong += is_wrong
        reported = {fact.concept for fact in facts}
        for outcome in evaluate(facts).outcomes:
            is_spoken_of = outcome.rule == about or reported & operands(outcome.rule)
            if outcome.verdict is not Verdict.NOT_EVALUATED or is_spoken_of:
                self.counts[outcome.rule, str(outcome.verdict)] += 1
            if outcome.reason:
                self.counts[f"{outcome.rule}.{outcome.reason}", str(outcome.verdict)] += 1

    def missing(self) -> Iterator[tuple[str, str]]:
        """What no return brought about: a rule and one of its verdicts, an exception and that it explains."""
        for rule in definition.load().rules:
            wanted = [(rule.id, verdict) for verdict in ("satisfied", "broken", NOT_EVALUATED)]
            wanted += [(f"{rule.id}.{exception.reason}", "explained") for exception in rule.exceptions]
            yield from (each for each in wanted if not self.counts[each])

    def table(self) -> Iterator[str]:
        """A line for each rule."""
        verdicts = ("satisfied", "broken", "explained", NOT_EVALUATED)
        yield f"{'rule':<24}" + "".join(f"{verdict:>15}" for verdict in verdicts)
        for rule in definition.load().rules:
            yield f"{rule.id:<24}" + "".join(f"{self.counts[rule.id, verdict]:>15,}" for verdict in verdicts)


def operands(rule_id: str) -> set[str]:
    """The concepts that a rule speaks of; the month, which every return has, only where it speaks of nothing else."""
    rule = definition.load().rules_by_id[rule_id]
    of_variables = {concept for variable in rule.variables for concept in variable.concepts}
    of_rule = of_variables | {*rule.parts, *filter(None, [rule.total])}
    return of_rule if of_rule == {MONTH} else of_rule - {MONTH}


def judge(how_many: int, arelle: ArelleValidator, folder: Path, of_seed: int = 0) -> Coverage:
    """Draw so many returns and judge them; the same ones for the same seed.

    Raises:
        AssertionError: the judges differ. Hypothesis prints what the returns are drawn from.
    """
    coverage, told = Coverage(), list[object]()

    @seed(of_seed)
    @settings(
        max_examples=how_many // TOGETHER,
        database=None,
        deadline=None,
        print_blob=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(batches(TOGETHER))
    def alike(batch: Sequence[Drawn]) -> None:
        returns = [drawn.judged() for drawn in batch]
        differing = disagreements(returns, arelle, folder, together=TOGETHER)
        if differing and not told:  # at once, since to take away mistakes may take minutes
            told.append(differing)
            print(f"Arelle and Python differ: {differing}", *batch, sep="\n", flush=True)
        assert differing == {}
        for drawn, (_, facts) in zip(batch, returns, strict=True):
            coverage.add(facts, is_wrong=bool(drawn.mistakes))

    alike()
    return coverage


def judge_scenarios(arelle: ArelleValidator, folder: Path) -> Coverage:
    """Judge the scenarios of the rules.

    Raises:
        AssertionError: the judges differ.
    """
    coverage, every = Coverage(), scenarios()
    judged = [(head_of(scenario.facts), scenario.facts) for scenario in every]
    assert disagreements(judged, arelle, folder, together=TOGETHER) == {}
    for scenario in every:
        coverage.add(scenario.facts, about=scenario.rule)
    return coverage


def main() -> int:
    """Judge as many drawn returns as the command says, of the seed that it says; 1 where a verdict never came."""
    how_many, of_seed = int(sys.argv[1]), int([*sys.argv, 0][2])
    with ArelleValidator() as arelle, tempfile.TemporaryDirectory() as folder:
        of_scenarios = judge_scenarios(arelle, Path(folder))
        drawn = judge(how_many, arelle, Path(folder), of_seed)
    never = set(of_scenarios.missing())
    print("\n".join(drawn.table()))
    for name, verdict in drawn.missing():
        print(f"{name} {verdict}: {'never' if (name, verdict) in never else 'by a scenario only'}")
    print(
        f"{drawn.returns:,} drawn returns, {drawn.wrong:,} of them wrong, and {of_scenarios.returns} scenarios:"
        " Python and Arelle differ in none."
    )
    return 1 if never & set(drawn.missing()) else 0


if __name__ == "__main__":
    sys.exit(main())
