"""What the commands print: results to the standard output, what went wrong to the standard error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

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


def complaint_members(attempted: Attempt[Any]) -> dict[str, Any]:
    """Spell why an input has no result."""
    return {"code": attempted.code, "message": attempted.message, "hint": attempted.hint}


def counted(number: int, noun: str) -> str:
    """Say how many: ``1 input``, ``3 inputs``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
