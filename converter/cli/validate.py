"""``monthly-return validate``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from converter.cli.exit_status import ExitStatus, gravest
from converter.cli.inputs import Outcome, attempt, expand, require_file
from converter.cli.output import complain, complaint_members, counted, format_option, say, say_json
from converter.errors import ValidatorError

if TYPE_CHECKING:
    from converter.validation.arelle_interface import ArelleValidator, Judgement

_WORDS = {
    ExitStatus.HOLDS: "valid",
    ExitStatus.BROKEN: "invalid",
    ExitStatus.REFUSED: "refused",
    ExitStatus.DEFECT: "failed",
}


@click.command()
@click.argument("instances", nargs=-1, required=True, metavar="INSTANCE...")
@format_option
def validate(instances: tuple[str, ...], form: str) -> None:
    """Have Arelle judge XBRL instances, offline.

    INSTANCE is a file, a folder (its .xbrl files) or a pattern. Prints what Arelle has to say of each instance,
    and how often each rule of the taxonomy was satisfied, broken and not evaluated.

    \b
    monthly-return validate build/
    """
    from converter.validation.arelle_interface import ArelleValidator  # costs a second, which only this command pays

    try:
        with ArelleValidator() as arelle:
            outcomes = [_judged(arelle, path, form) for path in expand(instances, "*.xbrl")]
    except ValidatorError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(ExitStatus.DEFECT)
    _tell_totals(outcomes, form)
    sys.exit(gravest(outcome.status for outcome in outcomes))


def _judged(arelle: ArelleValidator, path: Path, form: str) -> Outcome[Judgement]:
    def judge(instance: Path) -> tuple[ExitStatus, Judgement]:
        require_file(instance)
        judgement = arelle.validate(instance)
        return ExitStatus.HOLDS if judgement.is_valid else ExitStatus.BROKEN, judgement

    outcome = attempt(path, judge)
    (_tell_json if form == "json" else _tell_text)(outcome)
    return outcome


def _tell_text(outcome: Outcome[Judgement]) -> None:
    if outcome.result is None:
        complain(outcome)
        return
    say(f"{outcome.path.name}: {_WORDS[outcome.status]}")
    for message in outcome.result.messages:
        say(f"  {message.severity} {message.code}: {message.text}")


def _tell_json(outcome: Outcome[Judgement]) -> None:
    members: dict[str, Any] = {"input": str(outcome.path), "status": _WORDS[outcome.status]}
    if outcome.result is None:
        members |= complaint_members(outcome)
    else:
        members["messages"] = [
            {"code": message.code, "severity": str(message.severity), "text": message.text}
            for message in outcome.result.messages
        ]
        members["coverage"] = _coverage([outcome.result])
    say_json(members)


def _coverage(judgements: Iterable[Judgement]) -> dict[str, dict[str, int]]:
    """By rule id: how often the rule was satisfied and broken, and in how many instances it was not evaluated."""
    coverage: dict[str, dict[str, int]] = {}
    for judgement in judgements:
        for rule, count in judgement.counts.items():
            of_rule = coverage.setdefault(rule, {"satisfied": 0, "broken": 0, "notEvaluated": 0})
            of_rule["satisfied"] += count.satisfied
            of_rule["broken"] += count.unsatisfied
            of_rule["notEvaluated"] += not (count.satisfied or count.unsatisfied)
    return coverage


def _tell_totals(outcomes: list[Outcome[Judgement]], form: str) -> None:
    words = Counter(_WORDS[outcome.status] for outcome in outcomes)
    if form == "json":
        say_json({"summary": {"inputs": len(outcomes)} | {word: words[word] for word in _WORDS.values()}})
        return
    coverage = _coverage(outcome.result for outcome in outcomes if outcome.result is not None)
    if coverage:
        width = max(map(len, coverage))
        say(f"{'rule':<{width}}  satisfied  broken  not evaluated")
        for rule, counts in coverage.items():
            row = f"{rule:<{width}}  {counts['satisfied']:>9}  {counts['broken']:>6}  {counts['notEvaluated']:>13}"
            say(row)
    say(f"{counted(len(outcomes), 'instance')}: " + ", ".join(f"{words[word]} {word}" for word in _WORDS.values()))
