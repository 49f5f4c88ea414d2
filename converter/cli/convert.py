"""``monthly-return convert``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from converter.batch.run import Input
from converter.batch.storage import Remote
from converter.batch.work import Settings
from converter.cli.batch import BatchOptions, batch_options, convert_batch, listed, made, not_writable
from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import Attempt, attempt, expand_anywhere, ocr_option, place_of, read_bytes
from converter.cli.output import attempt_members, complain, finish, format_option, say, say_json
from converter.pipeline import Conversion
from converter.pipeline import convert as convert_bytes
from converter.writing.claims import Claims, Holder, held_in
from converter.writing.files import save_together
from converter.writing.findings_json import report_members

_WORDS = {
    ExitStatus.HOLDS: "converted",
    ExitStatus.BROKEN: "converted",
    ExitStatus.REFUSED: "refused",
    ExitStatus.DEFECT: "failed",
}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    "out",
    required=True,
    metavar="DIRECTORY",
    help="The folder for the documents; made if it is missing. With --jobs also an address of object storage.",
)
@ocr_option
@batch_options
@format_option
def convert(inputs: tuple[str, ...], out: str, ocr: bool, output_format: str, **batch: Any) -> None:
    """Convert filings into plain XML, XBRL and findings.

    INPUT is a file, a folder or a pattern, on this machine or as an address of object storage (s3://...); @FILE
    stands for the lines of a file, - for those of the standard input. A filing is a PDF, an HTML page, a Word
    document (.docx, .doc) or a text, made by OCR too; its content tells which, not its name. Each gives three files,
    named after the stock code and the month: the plain XML (.xml), the XBRL instance (.xbrl) and the findings
    (.findings.json). Another filing of the same month, one submitted again or in another language, has the beginning
    of its own SHA-256 in their names.

    With --jobs, worker processes convert and validate, and a ledger in the output folder remembers what is done: a
    run that was broken off goes on where it was when the same command is given again.

    \b
    monthly-return convert filings/ --out build/
    monthly-return convert archive/ --out build/ --jobs 2
    """
    options, folder = BatchOptions(**batch), place_of(out)
    if options.is_batch:
        convert_batch(listed(inputs), folder, Settings(options.validates, ocr), options, output_format)
    if isinstance(folder, Remote):
        raise click.UsageError("Only a batch can write to object storage: give --jobs, and --ledger.")
    run = _Run(made(folder), ocr)
    tell = _tell_json if output_format == "json" else _tell_text
    statuses: list[ExitStatus] = []
    for path in expand_anywhere(listed(inputs)):
        attempted = attempt(path, run.convert)
        statuses.append(attempted.status)
        tell(attempted)
    finish(statuses, _WORDS, "input", output_format)


class _Run:
    """One run into one folder: nothing that another filing has given is written over."""

    def __init__(self, folder: Path, ocr: bool) -> None:
        self._folder = folder
        self._ocr = ocr
        self._claims = Claims(partial(held_in, folder))

    def convert(self, path: Input) -> tuple[ExitStatus, Conversion]:
        """Convert one file and save its documents."""
        conversion = convert_bytes(read_bytes(path), path.name, ocr=self._ocr)
        stem = self._claims.claim(conversion.stem, Holder(str(path), conversion.report.sha256))
        conversion = conversion.named(stem)
        try:
            save_together(self._folder, conversion.documents)
        except OSError as error:
            raise not_writable(self._folder, error) from error
        return ExitStatus.BROKEN if conversion.report.has_errors else ExitStatus.HOLDS, conversion


def _tell_text(attempted: Attempt[Conversion]) -> None:
    if attempted.result is None:
        complain(attempted)
    else:
        for line in attempted.result.report.told():
            say(line)


def _tell_json(attempted: Attempt[Conversion]) -> None:
    members = attempt_members(attempted, _WORDS)
    if attempted.result is not None:
        members |= {"documents": list(attempted.result.documents), **report_members(attempted.result.report)}
    say_json(members)
