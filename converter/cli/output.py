"""What the commands print: results to the standard output, what went wrong to the standard error."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import click

from converter.cli.exit_status import ExitStatus, gravest
from converter.cli.inputs import Attempt
from converter.writing.json_values import dump
from converter.writing.view import printable

Command = Callable[..., Any]


def format_option(command: Command) -> Command:
    """Give a command the option ``--format text|json``, the same everywhere."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text for people, or JSON for programs.",
    )(command)


def say(text: str) -> None:
    """Print one line of the result; control characters of the filing never reach the terminal."""
    click.echo(printable(text))


def say_json(document: dict[str, Any]) -> None:
    """Print a document as one line of JSON."""
    click.echo(dump(document, indent=None), nl=False)


def complain(attempted: Attempt[Any]) -> None:
    """Tell on the standard error why an input has no result."""
    kind = attempted.status.name.lower()
    click.echo(
        printable(f"{attempted.path}: {kind} ({attempted.code}): {attempted.message} {attempted.hint}"), err=True
    )


def attempt_members(attempted: Attempt[Any], words: Mapping[ExitStatus, str]) -> dict[str, Any]:
    """Spell which input it was and what became of it; with the reason where it has no result."""
    members = {"input": str(attempted.path), "status": words[attempted.status]}
    if attempted.result is None:
        members |= {"code": attempted.code, "message": attempted.message, "hint": attempted.hint}
    return members


def finish(
    statuses: Sequence[ExitStatus],
    words: Mapping[ExitStatus, str],
    noun: str,
    output_format: str,
    **of_these: int,
) -> NoReturn:
    """Print the counts, which add up to the number of inputs, and end with the gravest status.

    ``of_these`` are numbers of inputs that are among those counted.
    """
    found = Counter(words[status] for status in statuses)
    counts = {word: found[word] for word in words.values()}
    if output_format == "json":
        say_json({"summary": {"inputs": len(statuses), **counts, **of_these}})
    else:
        among = "".join(f"; {count} of these {word}" for word, count in of_these.items())
        listed = ", ".join(f"{count} {word}" for word, count in counts.items())
        say(f"{counted(len(statuses), noun)}: {listed}{among}")
    sys.exit(gravest(statuses))


def counted(number: int, noun: str) -> str:
    """Say how many: ``1 input``, ``3 inputs``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
