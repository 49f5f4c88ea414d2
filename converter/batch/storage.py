"""Files in object storage, by their address (``s3://bucket/2024/a.pdf``); the optional extra ``cloud``.

fsspec knows how each kind of storage is spoken to. What is needed of it here is little: list, read, write one object,
remove one. An object that is written appears whole or not at all; there is no renaming and no lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from glob import has_magic
from typing import Any, Final

from converter.errors import OutputError, UnreadableInput, ValidatorError
from converter.reading.limits import MAX_BYTES, within

_PROTOCOL: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_CHECK: Final = "Check the address, and that this machine may read it."


@dataclass(frozen=True, slots=True, order=True)
class Remote:
    """A file, or a folder, by its address."""

    address: str

    def __str__(self) -> str:
        """The address."""
        return self.address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.address.rstrip("/").rpartition("/")[2]


def is_address(text: str) -> bool:
    """Whether a text names a file by an address rather than by a path."""
    return _PROTOCOL.match(text) is not None


def found(given: Remote) -> list[Remote]:
    """The files that an address stands for, sorted: itself, those of a folder, those that match a pattern.

    Hidden files of a folder are left out.

    Raises:
        UnreadableInput: ``cannot-be-opened``, the storage cannot be asked.
        ValidatorError: what speaks to this kind of storage is not installed.
    """
    storage, path = _storage(given.address), _path(given)
    with _readable():
        if has_magic(path):
            paths = storage.glob(path, detail=True)
        elif storage.isfile(path):
            return [Remote(storage.unstrip_protocol(path))]
        else:
            paths = {entry["name"]: entry for entry in storage.ls(path, detail=True)}
    files = (Remote(storage.unstrip_protocol(name)) for name, entry in paths.items() if entry["type"] == "file")
    return sorted(file for file in files if has_magic(path) or not file.name.startswith("."))


def read_remote(file: Remote) -> bytes:
    """Read a file.

    Raises:
        UnreadableInput: ``cannot-be-opened``.
        LimitExceeded: ``file-too-large``.
        ValidatorError: what speaks to this kind of storage is not installed.
    """
    storage, path = _storage(file.address), _path(file)
    with _readable():
        size = storage.size(path)
    within(size or 0, MAX_BYTES, "bytes")
    with _readable():
        return bytes(storage.cat_file(path))


class RemoteFolder:
    """A folder of object storage that documents are written to."""

    together = 64  # each object costs a round trip

    def __init__(self, folder: Remote) -> None:
        """Nothing is asked of the storage yet; a bucket is never made."""
        self._folder = Remote(folder.address.rstrip("/"))
        self._storage = _storage(folder.address)
        self._names: set[str] | None = None

    def __str__(self) -> str:
        """The address."""
        return str(self._folder)

    def save(self, documents: Mapping[str, bytes]) -> None:
        """Write documents, several at a time where the storage can.

        Raises:
            OutputError: the storage refuses.
        """
        with self._writable():
            if documents:
                self._storage.pipe({self._place(name): content for name, content in documents.items()})

    def holds(self, documents: Mapping[str, str]) -> bool:
        """Whether all of the documents are there. The folder is listed once; what is in them is not read again.

        Raises:
            OutputError: the storage cannot be asked.
        """
        if self._names is None:
            with self._writable():
                try:
                    listed = self._storage.ls(_path(self._folder), detail=False, refresh=True)
                except FileNotFoundError:
                    listed = []
            self._names = {name.rpartition("/")[2] for name in listed}
        return bool(documents) and self._names.issuperset(documents)

    def remove(self, name: str) -> None:
        """Remove a document, if it is there.

        Raises:
            OutputError: the storage refuses.
        """
        with self._writable():
            try:
                self._storage.rm_file(self._place(name))
            except FileNotFoundError:
                return

    def clean(self) -> None:
        """Do nothing: a run that was killed leaves no half objects."""

    def _place(self, name: str) -> str:
        return f"{_path(self._folder)}/{name}"

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # each kind of storage has errors of its own
            raise not_writable(str(self), _said(error)) from error


def not_writable(folder: str, reason: str) -> OutputError:
    """The error of a folder that cannot be written, with the next step."""
    return OutputError(
        f"The folder {folder} cannot be written: {reason}. "
        "What is written is whole; make room and give the same command again, and it goes on from there."
    )


@cache
def _storage_of(protocol: str) -> Any:
    try:
        import fsspec  # an optional extra

        return fsspec.filesystem(protocol)
    except (ImportError, ValueError) as error:
        raise ValidatorError(
            f"Addresses of {protocol}:// cannot be used: {error}. "
            "Run: pip install 'hkex-monthly-return[cloud]', and the package of fsspec for this kind of storage."
        ) from error


def _storage(address: str) -> Any:
    return _storage_of(address.partition("://")[0])


def _path(file: Remote) -> str:
    """What the storage itself calls the file."""
    return str(_storage(file.address)._strip_protocol(file.address))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each kind of storage has errors of its own
        raise UnreadableInput("cannot-be-opened", f"The file cannot be opened: {_said(error)}.", _CHECK) from error


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
