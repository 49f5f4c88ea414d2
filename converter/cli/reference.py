"""Write ``docs/cli.md`` from the commands' own help: ``python -m converter.cli.reference docs/cli.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from converter.cli import main
from converter.cli.exit_status import ExitStatus

_WIDTH: Final = 100
_HEAD: Final = """\
# The command line

This page is made from the commands' own help with `make docs`; a test fails when the two differ.

Results go to the standard output, what went wrong to the standard error.
Every command that takes several inputs processes each by itself: a refused input never stops the next one, \
and the counts of the last line add up to the number of inputs.

## Exit status

Of several that apply, the greatest is given.

| status | meaning |
|---|---|
"""


def reference() -> str:
    """Write the page: the exit statuses, then every command with its help."""
    statuses = "".join(f"| {status.value} | {status.meaning} |\n" for status in ExitStatus)
    return _HEAD + statuses + "".join(_sections(main, click.Context(main, info_name="monthly-return")))


def commands(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield a command and every command below it, each with the context that knows its full name."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.commands[name]
            yield from commands(below, click.Context(below, info_name=name, parent=context))


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    for each, its_context in commands(command, context):
        its_context.terminal_width = its_context.max_content_width = _WIDTH
        yield f"\n## {its_context.command_path}\n\n```text\n{each.get_help(its_context)}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
