"""``monthly-return show``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import attempt, ocr_option, read_bytes
from converter.cli.output import complain, format_option
from converter.findings import Finding
from converter.pipeline import read_filing
from converter.writing.return_json import write_return_json
from converter.writing.view import printable, view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@ocr_option
@format_option
def show(file: Path, ocr: bool, output_format: str) -> None:
    """Show a filing as a person reads it, under the captions of its own edition of the form.

    Every figure with its state and where it was read, and below it what the reading has to say: what is printed and
    was not read, what was not found. With --format json the whole return, as schemas/return.v1.json describes it.

    \b
    monthly-return show filing.pdf
    """

    def lay_out(path: Path) -> tuple[ExitStatus, bytes]:
        filing = read_filing(read_bytes(path), path.name, ocr=ocr)
        if output_format == "json":
            return ExitStatus.HOLDS, write_return_json(filing.monthly_return)
        return ExitStatus.HOLDS, (view(filing.monthly_return) + _told(filing.findings)).encode()

    attempted = attempt(file, lay_out)
    if attempted.result is None:
        complain(attempted)
    else:
        click.echo(attempted.result, nl=False)
    sys.exit(attempted.status)


def _told(findings: tuple[Finding, ...]) -> str:
    lines = [printable(str(finding)) for finding in findings]
    return "\n".join(["", "Findings of the reading", *(f"  {line}" for line in lines), ""]) if lines else ""
