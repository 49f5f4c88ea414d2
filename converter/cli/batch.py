"""What ``convert --jobs`` does: the batch with its options, its progress, and its summary."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns
from typing import Any, Final, NoReturn

import click

from converter.batch.folder import Folder, LocalFolder
from converter.batch.ledger import Ledger
from converter.batch.pool import Bounds, Pool
from converter.batch.run import Input, Result, Run, key_of
from converter.batch.storage import RemoteFolder
from converter.batch.work import Engine, Outcome, Settings, Status
from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import Attempt, expand_anywhere, read_bytes
from converter.cli.output import attempt_members, complain, finish, say, say_json
from converter.errors import MonthlyReturnError, OutputError, ValidatorError

Command = Callable[..., Any]

WORDS: Final = {
    ExitStatus.HOLDS: "converted",
    ExitStatus.BROKEN: "converted",
    ExitStatus.REFUSED: "refused",
    ExitStatus.DEFECT: "failed",
}
_SECOND: Final = 1_000_000_000
_BETWEEN: Final = _SECOND // 5
"""Nanoseconds between two states of the progress line."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The options of a batch as they were given; ``None`` where they were not."""

    jobs: int | None
    validate: bool | None
    engine: str
    scheduler: str | None
    seconds: int
    memory: int
    retry_failed: bool
    ledger: Path | None

    @property
    def is_batch(self) -> bool:
        """Whether worker processes and a ledger are wanted."""
        return self.jobs is not None or self.engine != "local" or self.validate is not None or self.ledger is not None

    @property
    def validates(self) -> bool:
        """Whether Arelle judges each instance: unless told otherwise."""
        return self.validate is not False


def batch_options(command: Command) -> Command:
    """Give a command the options of a batch."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--jobs", type=click.IntRange(1), help="Convert with so many worker processes, and keep a ledger."
        ),
        click.option(
            "--validate/--no-validate", default=None, help="Have Arelle judge each instance. Default with --jobs."
        ),
        click.option(
            "--engine",
            type=click.Choice(["local", "dask"]),
            default="local",
            show_default=True,
            help="Where the work is done: on this machine, or on a Dask cluster.",
        ),
        click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, as tcp://HOST:PORT."),
        click.option(
            "--seconds",
            type=click.IntRange(1),
            default=Bounds().seconds,
            show_default=True,
            help="The time that one file may take in a batch.",
        ),
        click.option(
            "--memory",
            type=click.IntRange(0),
            default=Bounds().megabytes,
            show_default=True,
            help="The address space of a worker in megabytes; 0 sets no bound.",
        ),
        click.option(
            "--ledger",
            type=click.Path(file_okay=False, path_type=Path),
            help="The folder of this machine for the ledger, where --out is an address of object storage.",
        ),
        click.option("--retry-failed", is_flag=True, help="Do those inputs again that failed in an earlier run."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def listed(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the arguments, with the lines of a file in the place of ``@FILE`` and of the standard input for ``-``.

    Raises:
        click.UsageError: there is no such file.
    """
    for argument in arguments:
        if argument == "-":
            yield from _lines(sys.stdin.buffer.read())
        elif argument.startswith("@") and not Path(argument).exists():
            try:
                yield from _lines(Path(argument[1:]).read_bytes())
            except OSError as error:
                raise click.UsageError(f"The list {argument[1:]} cannot be read: {error}.") from error
        else:
            yield argument


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a list of names, in any bytes that names have; blank ones, and those with a #, say nothing."""
    lines = (os.fsdecode(line.strip()) for line in content.splitlines())
    yield from (line for line in lines if line and not line.startswith("#"))


def made(folder: Path) -> Path:
    """A folder of this machine, made if it is missing.

    Raises:
        click.UsageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from error
    return folder


def not_writable(folder: Path, error: OSError) -> click.UsageError:
    """The error of a folder that cannot be written."""
    return click.UsageError(f"The folder {folder} cannot be written: {error.strerror or error}.")


def _folders(out: Input, ledger: Path | None) -> tuple[Folder, Path]:
    """The folder of the documents, and that of the ledger, which is a file of this machine.

    Raises:
        click.UsageError: the options do not go together, or a folder cannot be used.
    """
    if isinstance(out, Path):
        if ledger is not None:
            raise click.UsageError("--ledger is for an --out in object storage; otherwise the ledger lies in --out.")
        return LocalFolder(made(out)), out
    if ledger is None:
        raise click.UsageError(f"The ledger cannot be kept in {out}. Name a folder of this machine with --ledger.")
    try:
        return RemoteFolder(out), made(ledger)
    except ValidatorError as error:
        raise click.UsageError(str(error)) from error


def convert_batch(
    inputs: Iterable[str], out: Input, settings: Settings, options: BatchOptions, output_format: str
) -> NoReturn:
    """Convert the inputs into a folder, tell of each as it is done, and end with the summary."""
    folder, of_ledger = _folders(out, options.ledger)
    paths = list({key_of(path): path for path in expand_anywhere(inputs)}.values())  # a file named twice is one input
    tell = _teller(len(paths), output_format)
    statuses: list[ExitStatus] = []
    unchanged = 0
    words = WORDS
    try:
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger(of_ledger))
            engine = _engine(stack, settings, options)
            run = Run(folder, ledger, engine, read_bytes, settings, options.retry_failed)
            for result in run.process(paths):
                statuses.append(_status(result))
                unchanged += result.outcome is None
                tell(result)
    except KeyboardInterrupt:
        words = {**WORDS, ExitStatus.INTERRUPTED: "not reached"}
        statuses += [ExitStatus.INTERRUPTED] * (len(paths) - len(statuses))
    except (OutputError, ValidatorError) as error:
        _stop(error)
    finish(statuses, words, "input", output_format, unchanged=unchanged)


def _stop(error: MonthlyReturnError) -> NoReturn:
    click.echo(f"Error: {error}", err=True)
    sys.exit(ExitStatus.USAGE if isinstance(error, OutputError) else ExitStatus.DEFECT)


def _engine(stack: ExitStack, settings: Settings, options: BatchOptions) -> Engine:
    bounds = Bounds(options.seconds, options.memory)
    if options.engine == "local":
        return stack.enter_context(Pool(options.jobs or 1, settings, bounds))
    if options.scheduler is None:
        raise click.UsageError("--engine dask needs --scheduler tcp://HOST:PORT.")
    try:
        from converter.batch.dask_engine import DaskEngine  # an optional extra
    except ImportError as error:
        raise click.UsageError("Dask is not installed. Run: pip install 'hkex-monthly-return[dask]'") from error
    return stack.enter_context(DaskEngine(options.scheduler, settings, bounds))


def _status(result: Result) -> ExitStatus:
    if result.status is Status.DONE:
        return ExitStatus.BROKEN if result.has_errors else ExitStatus.HOLDS
    return ExitStatus.REFUSED if result.status is Status.REFUSED else ExitStatus.DEFECT


def _teller(total: int, output_format: str) -> Callable[[Result], None]:
    if output_format == "json":
        return _tell_json
    return _Progress(total) if sys.stdout.isatty() else _tell_text


def _attempt(result: Result, outcome: Outcome) -> Attempt[Outcome]:
    value = outcome if outcome.status is Status.DONE else None
    return Attempt(result.path, _status(result), value, outcome.code, outcome.message, outcome.hint)


def _tell_text(result: Result) -> None:
    outcome = result.outcome
    if outcome is not None and outcome.status is Status.DONE:
        first, *findings = outcome.lines
        for line in (first + _judged(outcome.messages), *findings):
            say(line)
    elif outcome is not None:
        complain(_attempt(result, outcome))


def _judged(messages: Sequence[tuple[str, str, str]] | None) -> str:
    """Say in a word what Arelle found."""
    if messages is None:
        return ""
    wrong = sorted({code for code, severity, _ in messages if severity == "error"})
    return f"; Arelle: {'invalid, ' + ', '.join(wrong) if wrong else 'valid'}"


def _tell_json(result: Result) -> None:
    outcome = result.outcome
    if outcome is None:
        return
    members = attempt_members(_attempt(result, outcome), WORDS)
    if outcome.status is Status.DONE:
        members |= dict(outcome.members)
        if outcome.messages is not None:
            said = (dict(zip(("code", "severity", "text"), message, strict=True)) for message in outcome.messages)
            members["messages"] = list(said)
    say_json(members)


class _Progress:
    """One line on a terminal, written over: how many, how fast, how long still. What has no documents is named."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._worked = 0
        self._start = self._shown = monotonic_ns()

    def __call__(self, result: Result) -> None:
        self._done += 1
        self._worked += result.outcome is not None
        if result.outcome is not None and result.status is not Status.DONE:
            click.echo("\r\033[K", nl=False)
            complain(_attempt(result, result.outcome))
        now = monotonic_ns()
        if now - self._shown > _BETWEEN or self._done == self._total:
            self._shown = now
            click.echo(f"\r\033[K{self._line(now - self._start)}", nl=self._done == self._total)

    def _line(self, taken: int) -> str:
        """The unchanged ones cost next to nothing, so that they are left out of the rate."""
        tenths = self._worked * 10 * _SECOND // max(1, taken)
        left = (self._total - self._done) * 10 // tenths if tenths else 0
        hours, minutes = divmod(left // 60, 60)
        return (
            f"{self._done} of {self._total}, {self._done * 100 // max(1, self._total)} %, "
            f"{tenths // 10}.{tenths % 10} a second, {hours}:{minutes:02}:{left % 60:02} left"
        )
