"""What became of every input of a folder's runs, in SQLite, so that a run can be taken up again.

The ledger lies in the output folder, or in a folder of this machine where the outputs are in object storage. An
input is done when its documents were written *and then* its row committed; a run that is broken off between the two
writes the same documents again. Rows hold the hashes of the documents, so that a file that was lost or torn by a
failure of the machine is noticed and written again as well.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic_ns
from types import TracebackType
from typing import Final, Self

from converter import definition
from converter.batch.storage import not_writable
from converter.batch.work import Status
from converter.errors import OutputError

NAME: Final = ".monthly-return.sqlite"
"""The ledger's file in its folder."""

_LOCK: Final = ".monthly-return.lock"
_FORMAT: Final = 1
_COMMIT_AFTER: Final = 1_000_000_000
_SCHEMA: Final = """
CREATE TABLE input (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,      -- of the bytes; empty where they could not be read
    status TEXT NOT NULL CHECK (status IN ('done', 'refused', 'failed')),
    reader TEXT NOT NULL,      -- version of this program
    taxonomy TEXT NOT NULL,    -- release of the taxonomy
    has_errors INTEGER NOT NULL,
    messages TEXT,             -- Arelle's, as JSON; NULL where it was not asked
    code TEXT NOT NULL,        -- why there is no document
    message TEXT NOT NULL,
    hint TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE document (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL REFERENCES input (path)
) WITHOUT ROWID;
CREATE INDEX document_of_input ON document (path);
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """What an outcome depends on besides the input: the reader's version and the taxonomy's release."""

    reader: str
    taxonomy: str

    @classmethod
    def current(cls, *, ocr: bool = False) -> Self:
        """The versions of this program; a checkout that was never installed has none of its own.

        A reader that may use OCR counts as another one.
        """
        try:
            reader = version("hkex-monthly-return")
        except PackageNotFoundError:
            reader = "checkout"
        return cls(f"{reader}+ocr" if ocr else reader, definition.load().namespace.rsplit("/", 1)[-1])


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger holds of one input; ``documents`` gives the hash of each by its name."""

    path: str
    sha256: str
    status: Status
    versions: Versions
    documents: dict[str, str]
    has_errors: bool = False
    messages: tuple[tuple[str, str, str], ...] | None = None
    code: str = ""
    message: str = ""
    hint: str = ""


class Ledger:
    """The ledger of a folder, open for one run: nobody else can write it meanwhile, anybody can read it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is an existing folder of this machine."""
        self._folder = folder
        self._resources = ExitStack()

    def __enter__(self) -> Self:
        """Open the ledger, and make it if there is none.

        Raises:
            OutputError: another run has it open, it cannot be written, or a later version has made it.
        """
        with ExitStack() as stack, _named(self._folder):
            self._lock(stack)
            self._rows = sqlite3.connect(self._folder / NAME)
            stack.callback(self._rows.close)
            _check_format(self._rows)
            self._committed = monotonic_ns()
            self._resources = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit what is complete, whatever ends the run, and close."""
        with self._resources:
            try:
                self.commit()
            except OutputError:
                if error is None:
                    raise

    def _lock(self, stack: ExitStack) -> None:
        """Hold a lock that the operating system lets go of when the process ends, however it ends."""
        lock = sqlite3.connect(self._folder / _LOCK, timeout=0, isolation_level=None)
        stack.callback(lock.close)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise OutputError(
                f"Another run is writing to {self._folder}. Wait for it, or give another folder."
            ) from error

    def find(self, path: str) -> Entry | None:
        """Return what is known of an input."""
        with _named(self._folder):
            row = self._rows.execute("SELECT * FROM input WHERE path = ?", (path,)).fetchone()
            return _entry(self._rows, row) if row else None

    def holder(self, document: str) -> tuple[str, str] | None:
        """Return the path of the input that a document was written for, and the hash of the input's bytes."""
        of_document = "SELECT path, sha256 FROM input WHERE path = (SELECT path FROM document WHERE name = ?)"
        with _named(self._folder):
            row: tuple[str, str] | None = self._rows.execute(of_document, (document,)).fetchone()
        return row

    def record(self, entry: Entry) -> None:
        """Put an entry in the place of what was known of the input; see :meth:`kept_if_written`.

        Raises:
            OutputError: the disk is full, or the ledger cannot be written.
        """
        messages = None if entry.messages is None else json.dumps(entry.messages, ensure_ascii=False)
        values = (entry.path, entry.sha256, entry.status, entry.versions.reader, entry.versions.taxonomy)
        values_too = (entry.has_errors, messages, entry.code, entry.message, entry.hint)
        with _named(self._folder):
            self._rows.execute("DELETE FROM document WHERE path = ?", (entry.path,))
            self._rows.execute("REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values + values_too)
            documents = [(name, sha256, entry.path) for name, sha256 in entry.documents.items()]
            self._rows.executemany("REPLACE INTO document VALUES (?, ?, ?)", documents)

    @contextmanager
    def kept_if_written(self) -> Iterator[None]:
        """Keep what is recorded in this context if nothing is raised in it, while its documents are written.

        It is committed with others within about a second; those not yet committed are done again after a crash, and
        after something was raised.
        """
        try:
            yield
        except BaseException:
            self._rows.rollback()
            raise
        if monotonic_ns() - self._committed > _COMMIT_AFTER:
            self.commit()

    def commit(self) -> None:
        """Make what was recorded last.

        Raises:
            OutputError: the disk is full, or the ledger cannot be written.
        """
        with _named(self._folder):
            self._rows.commit()
        self._committed = monotonic_ns()


def entries(folder: Path) -> Iterator[Entry]:
    """Yield what a folder's ledger holds, in the order of the paths; a run may be going on.

    Raises:
        OutputError: there is no ledger, or it cannot be read.
    """
    path = folder / NAME
    if not path.is_file():
        raise OutputError(f"There is no ledger in {folder}; convert --jobs keeps one in its output folder.")
    with _named(folder), ExitStack() as stack:
        rows = sqlite3.connect(path)
        stack.callback(rows.close)
        _check_format(rows)
        for row in rows.execute("SELECT * FROM input ORDER BY path"):
            yield _entry(rows, row)


def _check_format(rows: sqlite3.Connection) -> None:
    (found,) = rows.execute("PRAGMA user_version").fetchone()
    if found == 0:
        rows.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_FORMAT}; COMMIT;")
    elif found != _FORMAT:
        raise OutputError(f"{NAME} has format {found}, this version knows {_FORMAT}. Give another folder.")


def _entry(rows: sqlite3.Connection, row: tuple[str, ...]) -> Entry:
    path, sha256, status, reader, taxonomy, has_errors, messages, code, message, hint = row
    documents = dict(rows.execute("SELECT name, sha256 FROM document WHERE path = ? ORDER BY name", (path,)))
    said = None if messages is None else tuple((one[0], one[1], one[2]) for one in json.loads(messages))
    versions = Versions(reader, taxonomy)
    return Entry(path, sha256, Status(status), versions, documents, bool(has_errors), said, code, message, hint)


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    """Name the folder in whatever SQLite has to say."""
    try:
        yield
    except sqlite3.Error as error:
        raise not_writable(str(folder), str(error)) from error
