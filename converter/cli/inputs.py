"""The inputs of a command: files, folders and patterns, each processed by itself whatever becomes of the others."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Generic, TypeVar

import click

from converter.batch.run import Input
from converter.batch.storage import Remote, found, is_address, read_remote
from converter.cli.exit_status import ExitStatus
from converter.errors import Refusal, UnreadableInput, ValidatorError, where
from converter.reading.source import MAX_BYTES

T = TypeVar("T")
P = TypeVar("P", bound=Input)
_HERE: Final = "file://"
_NAMED: Final = 5
"""How many folders that are not entered are named."""


@dataclass(frozen=True, slots=True)
class Attempt(Generic[T]):
    """What became of one input: its result, or why there is none (``code``, ``message`` and ``hint``)."""

    path: Input
    status: ExitStatus
    result: T | None = None
    code: str = ""
    message: str = ""
    hint: str = ""


def ocr_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the flag ``--ocr``, the same everywhere."""
    return click.option("--ocr", is_flag=True, help="Have Tesseract read pages that are pictures.")(command)


def place_of(text: str) -> Input:
    """What a path or an address stands for; an address of this machine is a path."""
    if text.startswith(_HERE):
        return Path(text.removeprefix(_HERE))
    return Remote(text) if is_address(text) else Path(text)


def expand(arguments: Iterable[str], pattern: str = "*") -> Iterator[Path]:
    """Yield the files of this machine that the arguments name, in order.

    A folder stands for the files in it whose names match ``pattern``, sorted, hidden ones left out; a name that
    is no file but has wildcards, for the files it matches. What stands for no file at all is yielded as it is, so
    that it is counted and refused rather than passed over in silence.
    """
    for argument in arguments:
        yield from _files(Path(argument), pattern)


def expand_anywhere(arguments: Iterable[str]) -> Iterator[Input]:
    """Yield the files that the arguments name as :func:`expand` does, those of object storage too.

    Raises:
        click.UsageError: the storage cannot be used.
    """
    for argument in arguments:
        given = place_of(argument)
        yield from _remote_files(given) if isinstance(given, Remote) else _files(given)


def _files(path: Path, pattern: str = "*") -> list[Path]:
    files: Iterable[Path] = [path]
    if path.is_dir():
        _tell_folders(path)
        files = (file for file in path.glob(pattern) if not file.name.startswith("."))
    elif not path.exists() and glob.has_magic(str(path)):
        files = Path(path.anchor).glob(str(path.relative_to(path.anchor)))
    return sorted(file for file in files if file.is_file()) or [path]


def _tell_folders(path: Path) -> None:
    """Say on the standard error which folders in a folder are not entered."""
    names = sorted(item.name for item in path.iterdir() if item.is_dir() and not item.name.startswith("."))
    if names:
        listed = ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")
        click.echo(
            f"{path}: the folders in it are not entered ({listed}); '{path}/**/*' takes their files too.", err=True
        )


def _remote_files(given: Remote) -> list[Remote]:
    try:
        return found(given) or [given]
    except ValidatorError as error:
        raise click.UsageError(str(error)) from error
    except UnreadableInput:
        return [given]  # whoever reads it is told why not


def attempt(path: P, work: Callable[[P], tuple[ExitStatus, T]]) -> Attempt[T]:
    """Do the work on one input, and keep whatever stops it as its outcome, so that the next input has its turn."""
    try:
        status, result = work(path)
    except Refusal as refusal:
        return Attempt(path, ExitStatus.REFUSED, None, refusal.code, refusal.message, refusal.hint)
    except click.ClickException:
        raise
    except Exception as error:  # a defect must not take the other inputs with it; it is reported, with status 70
        return Attempt(path, ExitStatus.DEFECT, None, "defect", where(error), "Please report this with the file.")
    return Attempt(path, status, result)


def read_bytes(path: Input) -> bytes:
    """Read a file, but never more than one byte beyond what the reader accepts.

    Raises:
        UnreadableInput: ``cannot-be-opened`` or ``empty-folder``.
        LimitExceeded: ``file-too-large``, of a file in object storage.
    """
    if isinstance(path, Remote):
        return read_remote(path)
    with _opened(path) as file:
        return file.read(MAX_BYTES + 1)


def require_file(path: Path) -> None:
    """Make sure that there is a file to read.

    Raises:
        UnreadableInput: ``cannot-be-opened`` or ``empty-folder``.
    """
    _opened(path).close()


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise UnreadableInput("empty-folder", "The folder holds no file to process.", "Name the files themselves.")
    try:
        return path.open("rb")
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror or error}."
        raise UnreadableInput("cannot-be-opened", message, "Check the name and the permissions.") from error
