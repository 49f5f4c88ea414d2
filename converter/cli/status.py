"""``monthly-return status``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Final

import click

from converter.batch.ledger import Entry, entries
from converter.batch.work import Status
from converter.cli.exit_status import ExitStatus
from converter.cli.output import counted, format_option, say, say_json
from converter.errors import OutputError

_WORDS: Final = {Status.DONE: "converted", Status.REFUSED: "refused", Status.FAILED: "failed"}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
def status(folder: Path, output_format: str) -> None:
    """Tell what the ledger of an output folder holds: what is done, refused and failed, and why.

    A run may be going on meanwhile.

    \b
    monthly-return status build/
    """
    try:
        found = list(entries(folder))
    except OutputError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(ExitStatus.USAGE)
    if output_format == "json":
        _tell_json(found)
    else:
        _tell_text(found)


def _tell_text(found: list[Entry]) -> None:
    for entry in found:
        if entry.status is not Status.DONE:
            say(f"{entry.path}: {_WORDS[entry.status]} ({entry.code}): {entry.message} {entry.hint}")
    reasons = Counter(f"{_WORDS[entry.status]}, {entry.code}" for entry in found if entry.code)
    for reason, count in sorted(reasons.items()):
        say(f"{count} {reason}")
    for (reader, taxonomy), count in sorted(_versions(found).items()):
        say(f"{count} by reader {reader}, taxonomy {taxonomy}")
    counts = ", ".join(f"{count} {word}" for word, count in _counts(found).items())
    errors = sum(entry.has_errors for entry in found)
    judged = sum(entry.messages is not None for entry in found)
    say(f"{counted(len(found), 'input')}: {counts}; {judged} judged by Arelle, {errors} with errors")


def _tell_json(found: list[Entry]) -> None:
    for entry in found:
        members = {"input": entry.path, "sha256": entry.sha256, "status": _WORDS[entry.status]}
        if entry.status is Status.DONE:
            say_json({**members, "documents": list(entry.documents)})
        else:
            say_json({**members, "code": entry.code, "message": entry.message, "hint": entry.hint})
    say_json({"summary": {"inputs": len(found), **_counts(found)}})


def _counts(found: list[Entry]) -> dict[str, int]:
    counts = Counter(entry.status for entry in found)
    return {word: counts[status] for status, word in _WORDS.items()}


def _versions(found: list[Entry]) -> Counter[tuple[str, str]]:
    return Counter((entry.versions.reader, entry.versions.taxonomy) for entry in found)
