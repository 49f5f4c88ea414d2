"""The folder that the documents of a batch are written to."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from converter.batch.storage import not_writable
from converter.writing.files import save_together


class Folder(Protocol):
    """Where documents are written, and what is asked of it. Each method raises OutputError where it cannot.

    ``together`` is the number of inputs whose documents are best saved at a time.
    """

    together: int

    def save(self, documents: Mapping[str, bytes]) -> None:
        """Write documents by name; each appears whole or not at all."""

    def holds(self, documents: Mapping[str, str]) -> bool:
        """Whether documents, given with their hashes, are there."""

    def remove(self, name: str) -> None:
        """Remove a document, if it is there."""

    def clean(self) -> None:
        """Remove what a run that was killed has left half done."""


class LocalFolder:
    """A folder of this machine that exists."""

    together = 1

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, documents: Mapping[str, bytes]) -> None:
        """Write documents beside their places, and rename them. The hashes in the ledger tell a torn file."""
        try:
            save_together(self._path, documents, forced=False)
        except OSError as error:
            raise not_writable(str(self._path), error.strerror or str(error)) from error

    def holds(self, documents: Mapping[str, str]) -> bool:
        """Whether documents are there, byte for byte."""
        try:
            hashes = {name: sha256((self._path / name).read_bytes()).hexdigest() for name in documents}
        except OSError:
            return False
        return bool(documents) and hashes == dict(documents)

    def remove(self, name: str) -> None:
        """Remove a document, if it is there."""
        try:
            (self._path / name).unlink(missing_ok=True)
        except OSError as error:
            raise not_writable(str(self._path), error.strerror or str(error)) from error

    def clean(self) -> None:
        """Remove the beginnings of files that an earlier run was writing when it was killed."""
        for part in self._path.glob(".*.part"):
            part.unlink()
