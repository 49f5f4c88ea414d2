"""``monthly-return show``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import attempt, read_bytes
from converter.cli.output import complain, format_option
from converter.pipeline import read_filing
from converter.writing.return_json import write_return_json
from converter.writing.view import view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@format_option
def show(file: Path, form: str) -> None:
    """Show a filing as a person reads it.

    Every figure with its state and where it was read; with --format json the whole return, as
    schemas/return.v1.json describes it.

    \b
    monthly-return show filing.md
    """

    def lay_out(path: Path) -> tuple[ExitStatus, bytes]:
        monthly_return = read_filing(read_bytes(path), path.name).monthly_return
        written = write_return_json(monthly_return) if form == "json" else view(monthly_return).encode()
        return ExitStatus.HOLDS, written

    outcome = attempt(file, lay_out)
    if outcome.result is None:
        complain(outcome)
    else:
        click.echo(outcome.result, nl=False)
    sys.exit(outcome.status)
