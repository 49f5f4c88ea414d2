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
    return _HEAD + statuses + "".join(_section(context) for context in contexts())


def contexts() -> Iterator[click.Context]:
    """Yield the context of every command, the program's own first; a context knows its command's full name."""
    yield from _with_those_below(click.Context(main, info_name="monthly-return", **main.context_settings))


def _with_those_below(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name, command in sorted(context.command.commands.items()):
            yield from _with_those_below(click.Context(command, info_name=name, parent=context))


def _section(context: click.Context) -> str:
    context.terminal_width = context.max_content_width = _WIDTH
    return f"\n## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
