"""``monthly-return validate``."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import Attempt, attempt, expand, require_file
from converter.cli.output import attempt_members, complain, finish, format_option, say, say_json
from converter.errors import ValidatorError
from converter.rules import Coverage
from converter.validation.calculations import evaluated_calculations
from converter.writing.findings_json import coverage_members

if TYPE_CHECKING:
    from converter.validation.arelle_interface import ArelleValidator, Judgement

_Judged = tuple["Judgement", dict[str, Coverage]]
_WORDS = {
    ExitStatus.HOLDS: "valid",
    ExitStatus.BROKEN: "invalid",
    ExitStatus.REFUSED: "refused",
    ExitStatus.DEFECT: "failed",
}


@click.command()
@click.argument("instances", nargs=-1, required=True, metavar="INSTANCE...")
@format_option
def validate(instances: tuple[str, ...], output_format: str) -> None:
    """Have Arelle judge XBRL instances, offline.

    INSTANCE is a file, a folder (its .xbrl files) or a pattern. Prints what Arelle has to say of each instance,
    and how often each rule of the taxonomy was satisfied, broken and not evaluated.

    \b
    monthly-return validate build/
    """
    from converter.validation.arelle_interface import ArelleValidator  # costs a second, which only this command pays

    try:
        with ArelleValidator() as arelle:
            attempts = [_judged(arelle, path, output_format) for path in expand(instances, "*.xbrl")]
    except ValidatorError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(ExitStatus.DEFECT)
    coverages = [attempted.result[1] for attempted in attempts if attempted.result is not None]
    if coverages and output_format == "text":
        _tell_coverage(coverages)
    finish([attempted.status for attempted in attempts], _WORDS, "instance", output_format)


def _judged(arelle: ArelleValidator, path: Path, output_format: str) -> Attempt[_Judged]:
    def judge(instance: Path) -> tuple[ExitStatus, _Judged]:
        require_file(instance)
        judgement = arelle.validate(instance)
        coverage = _coverage(judgement, evaluated_calculations(instance))
        return ExitStatus.HOLDS if judgement.is_valid else ExitStatus.BROKEN, (judgement, coverage)

    attempted = attempt(path, judge)
    (_tell_json if output_format == "json" else _tell_text)(attempted)
    return attempted


def _tell_text(attempted: Attempt[_Judged]) -> None:
    if attempted.result is None:
        complain(attempted)
        return
    say(f"{attempted.path.name}: {_WORDS[attempted.status]}")
    judgement, _ = attempted.result
    for message in judgement.messages:
        say(f"  {message.severity} {message.code}: {message.text.removeprefix(f'{message.code}: ')}")


def _tell_json(attempted: Attempt[_Judged]) -> None:
    members = attempt_members(attempted, _WORDS)
    if attempted.result is not None:
        judgement, coverage = attempted.result
        members["messages"] = [
            {"code": message.code, "severity": str(message.severity), "text": message.text}
            for message in judgement.messages
        ]
        members["coverage"] = {rule: coverage_members(of_rule) for rule, of_rule in coverage.items()}
    say_json(members)


def _coverage(judgement: Judgement, calculated: dict[str, int]) -> dict[str, Coverage]:
    """How often each rule gave each verdict; a rule that gave none is once not evaluated."""
    coverage: dict[str, Coverage] = {}
    for rule, count in judgement.counts.items():
        satisfied = calculated[rule] - count.unsatisfied if rule in calculated else count.satisfied
        silent = not (satisfied or count.unsatisfied or count.explained)
        coverage[rule] = Coverage(satisfied, count.unsatisfied, count.explained, int(silent))
    return coverage


def _tell_coverage(coverages: list[dict[str, Coverage]]) -> None:
    """Print a table of the rules, the verdicts added up over the instances."""
    verdicts = [field.name for field in fields(Coverage)]
    titles = [verdict.replace("_", " ") for verdict in verdicts]
    width = max(map(len, coverages[0]))
    say(f"{'rule':<{width}}  {'  '.join(titles)}")
    for rule in coverages[0]:
        sums = (sum(getattr(coverage[rule], verdict) for coverage in coverages) for verdict in verdicts)
        columns = (f"{number:>{len(title)}}" for number, title in zip(sums, titles, strict=True))
        say(f"{rule:<{width}}  {'  '.join(columns)}")
