"""What a worker does with one filing: convert it, and have Arelle judge the instance."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

from converter.batch.storage import Remote, read_remote
from converter.errors import Refusal, ValidatorError, where
from converter.pipeline import convert
from converter.writing.findings_json import report_members

REPORT: Final = "Please report this with the file."

OUT_OF_MEMORY: Final = "out-of-memory"


class Status(StrEnum):
    """What became of an input."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """One filing to be converted: its place among the inputs of the run, the file's name, the file's bytes.

    Where there is an ``address`` instead, the worker reads the bytes from there, and converts them unless their hash
    is ``known``.
    """

    number: int
    name: str
    content: bytes = field(default=b"", repr=False)
    address: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task, in builtin types, so that it can be sent from one process to another.

    ``documents`` are the files by name, ``lines`` and ``members`` tell of the conversion as text and as data;
    without a conversion, ``code``, ``message`` and ``hint`` say why. ``has_errors`` tells of a finding or a message of
    severity *error*. ``messages`` are Arelle's, as code, severity and text; ``None`` where Arelle was not asked.
    ``digest`` is the hash of the bytes where the worker read them; ``is_unchanged`` tells that it is the known one.
    """

    number: int
    status: Status
    documents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    lines: tuple[str, ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)
    has_errors: bool = False
    messages: tuple[tuple[str, str, str], ...] | None = None
    code: str = ""
    message: str = ""
    hint: str = ""
    digest: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How each filing of a run is treated: whether Arelle judges its instance, whether OCR may read pictures."""

    validate: bool = True
    ocr: bool = False


class Engine(Protocol):
    """Does tasks somewhere, several at a time."""

    @property
    def room(self) -> int:
        """How many tasks may be submitted now."""

    def submit(self, task: Task) -> None:
        """Take a task; the outcome comes out of :meth:`finished`, in no particular order."""

    def finished(self) -> list[Outcome]:
        """Wait for outcomes; an empty list says that no task is under way.

        Raises:
            ValidatorError: the workers cannot start, or the cluster cannot be reached.
        """


class Worker:
    """Does tasks one after the other, with a taxonomy that stays loaded."""

    def __init__(self, settings: Settings) -> None:
        """``settings`` are those of the run."""
        self._settings = settings
        self._resources = ExitStack()

    def __enter__(self) -> Self:
        """Set Arelle to work, if it is wanted.

        Raises:
            ValidatorError: Arelle, or the taxonomy package, could not be set to work.
        """
        if self._settings.validate:
            from converter.validation.arelle_interface import ArelleValidator  # costs a second

            self._arelle = self._resources.enter_context(ArelleValidator())
            folder = tempfile.TemporaryDirectory(prefix="monthly-return-")
            self._folder = Path(self._resources.enter_context(folder))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close Arelle."""
        self._resources.close()

    def do(self, task: Task) -> Outcome:
        """Convert one filing. Whatever stops it is its outcome; only the lack of memory is raised."""
        try:
            return self._read_and_converted(task) if task.address else self._converted(task)
        except Refusal as refusal:
            return refused(task.number, refusal)
        except (MemoryError, ValidatorError):
            raise
        except Exception as error:  # a defect must not take the other inputs with it
            return failed(task.number, "defect", where(error), REPORT)

    def _read_and_converted(self, task: Task) -> Outcome:
        content = read_remote(Remote(task.address))
        digest = sha256(content).hexdigest()
        if digest == task.known:
            return Outcome(task.number, Status.DONE, digest=digest, is_unchanged=True)
        return replace(self.do(Task(task.number, task.name, content)), digest=digest)

    def _converted(self, task: Task) -> Outcome:
        conversion = convert(task.content, task.name, ocr=self._settings.ocr)
        messages = self._judged(conversion.documents) if self._settings.validate else None
        return Outcome(
            task.number,
            Status.DONE,
            conversion.documents,
            conversion.report.told(),
            {"documents": list(conversion.documents), **report_members(conversion.report)},
            conversion.report.has_errors or any(severity == "error" for _, severity, _ in messages or ()),
            messages,
        )

    def _judged(self, documents: Mapping[str, bytes]) -> tuple[tuple[str, str, str], ...]:
        name = next(name for name in documents if name.endswith(".xbrl"))
        path = self._folder / name
        path.write_bytes(documents[name])
        try:
            judgement = self._arelle.validate(path)
        finally:
            path.unlink()
        return tuple((message.code, str(message.severity), message.text) for message in judgement.messages)


def refused(number: int, refusal: Refusal) -> Outcome:
    """Return the outcome of an input that is not converted."""
    return Outcome(number, Status.REFUSED, code=refusal.code, message=refusal.message, hint=refusal.hint)


def failed(number: int, code: str, message: str, hint: str) -> Outcome:
    """Return the outcome of an input that stopped its worker, or ran into a defect."""
    return Outcome(number, Status.FAILED, code=code, message=message, hint=hint)


def out_of_memory(number: int) -> Outcome:
    """Return the outcome of an input that takes more memory than there is; its worker should not go on."""
    message = "The file takes more memory than a worker has."
    return failed(number, OUT_OF_MEMORY, message, "Give a smaller file, or more with --memory.")
