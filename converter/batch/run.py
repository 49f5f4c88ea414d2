"""One run: which inputs are to be done, and the outcomes written in the order of the inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from converter.batch.ledger import Entry, Ledger, Versions, not_writable
from converter.batch.work import Engine, Outcome, Settings, Status, Task, refused
from converter.errors import Refusal
from converter.pipeline import renamed
from converter.writing.claims import SAME_CONTENT, Claims, Holder
from converter.writing.files import save_together

WINDOW: Final = 512
"""How many inputs may be under way or wait for one before them: outcomes are written in the order of the inputs."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input in this run; ``outcome`` is ``None`` where an earlier run has done it already."""

    path: Path
    status: Status
    has_errors: bool
    outcome: Outcome | None


@dataclass(slots=True)
class _Place:
    """An input whose turn has not come: what the ledger knew of it, and its outcome as soon as there is one."""

    path: Path
    digest: str = ""
    known: Entry | None = None
    outcome: Outcome | None = None
    is_unchanged: bool = False

    @property
    def is_settled(self) -> bool:
        return self.is_unchanged or self.outcome is not None


@dataclass
class Run:
    """A run into one folder. It alone reads the inputs, writes the documents and keeps the ledger.

    ``read`` gives the bytes of an input or raises a Refusal. An input that was done without Arelle is done again where
    the settings ask for it; one that has failed, with ``retry_failed``.
    """

    folder: Path
    ledger: Ledger
    engine: Engine
    read: Callable[[Path], bytes]
    settings: Settings = field(default_factory=Settings)
    retry_failed: bool = False

    def __post_init__(self) -> None:
        """Find out the versions that the outcomes of this run have."""
        self._versions = Versions.current(ocr=self.settings.ocr)
        self._claims = Claims(self._held_before)

    def process(self, inputs: Iterable[Path]) -> Iterator[Result]:
        """Yield one result for each input, in order, each written and recorded.

        Raises:
            OutputError: the folder cannot be written; what is recorded stays, and a later run goes on from there.
            ValidatorError: the workers cannot start.
        """
        self._remove_parts()
        coming = enumerate(inputs)
        places: dict[int, _Place] = {}
        turn = 0
        while True:
            self._submit(coming, places)
            while turn in places and places[turn].is_settled:
                yield self._written(places.pop(turn))
                turn += 1
                self._submit(coming, places)  # the workers go on while the next one is written
            if not places:
                return
            for outcome in self.engine.finished() if turn in places and not places[turn].is_settled else ():
                places[outcome.number].outcome = outcome

    def _submit(self, coming: Iterator[tuple[int, Path]], places: dict[int, _Place]) -> None:
        while self.engine.room > 0 and len(places) < WINDOW:
            following = next(coming, None)
            if following is None:
                return
            number, path = following
            places[number] = self._started(number, path)

    def _started(self, number: int, path: Path) -> _Place:
        try:
            content = self.read(path)
        except Refusal as refusal:
            return _Place(path, known=self._known(path), outcome=refused(number, refusal))
        place = _Place(path, sha256(content).hexdigest(), self._known(path))
        place.is_unchanged = place.known is not None and self._holds(place.known, place.digest)
        if not place.is_unchanged:
            self.engine.submit(Task(number, path.name, content))
        return place

    def _known(self, path: Path) -> Entry | None:
        return self.ledger.find(_key(path))

    def _holds(self, known: Entry, digest: str) -> bool:
        """Whether doing the input again would give what is there."""
        if (known.sha256, known.versions) != (digest, self._versions) or known.code == SAME_CONTENT:
            return False
        if known.status is Status.DONE:
            is_judged = known.messages is not None or not self.settings.validate
            return is_judged and self._are_there(known.documents)
        return known.status is Status.REFUSED or not self.retry_failed

    def _are_there(self, documents: dict[str, str]) -> bool:
        try:
            hashes = {name: sha256((self.folder / name).read_bytes()).hexdigest() for name in documents}
        except OSError:
            return False
        return bool(documents) and hashes == documents

    def _written(self, place: _Place) -> Result:
        """Write what became of an input, and record it."""
        outcome, known = place.outcome, place.known
        try:
            stem = self._stem_for(place)
        except Refusal as refusal:
            outcome = refused(0, refusal)
        else:
            outcome = _under(stem, outcome) if outcome else None
        if outcome is None:
            assert known is not None
            return Result(place.path, known.status, known.has_errors, None)
        self._save(place, outcome)
        return Result(place.path, outcome.status, outcome.has_errors, outcome)

    def _stem_for(self, place: _Place) -> str:
        """The name of an input's documents, which no other input of the folder has; empty where it has none."""
        documents = place.outcome.documents if place.outcome else place.known.documents if place.known else {}
        holder = Holder(_key(place.path), place.digest)
        return next((self._claims.claim(_stem(name), holder) for name in documents), "")

    def _held_before(self, stem: str, wanted_by: Holder) -> Holder | None:
        holder = self.ledger.holder(f"{stem}.xml")
        return Holder(*holder) if holder and holder[0] != wanted_by.source else None

    def _save(self, place: _Place, outcome: Outcome) -> None:
        entry = Entry(
            _key(place.path),
            place.digest,
            outcome.status,
            self._versions,
            {name: sha256(content).hexdigest() for name, content in outcome.documents.items()},
            outcome.has_errors,
            outcome.messages,
            outcome.code,
            outcome.message,
            outcome.hint,
        )
        try:
            save_together(self.folder, outcome.documents, forced=False)  # the ledger's hashes tell a torn file
            for name in self._outdated(place.known, entry):
                (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise not_writable(self.folder, error.strerror or str(error)) from error
        self.ledger.record(entry)

    def _outdated(self, known: Entry | None, entry: Entry) -> Iterator[str]:
        """Documents that the input gave before it was changed, and that are nobody's now."""
        for name in known.documents if known is not None else ():
            holder = self.ledger.holder(name)
            if name not in entry.documents and holder and holder[0] == entry.path:
                yield name

    def _remove_parts(self) -> None:
        """Remove the beginnings of files that an earlier run was writing when it was killed."""
        for part in self.folder.glob(".*.part"):
            part.unlink()


def _key(path: Path) -> str:
    return os.path.normpath(path.absolute())


def _stem(name: str) -> str:
    """The stock code and the month, which the names of an input's documents share."""
    return name.partition(".")[0]


def _under(stem: str, outcome: Outcome) -> Outcome:
    """The outcome with its documents under another name."""
    if not outcome.documents:
        return outcome
    documents = renamed(outcome.documents, _stem(next(iter(outcome.documents))), stem)
    return replace(outcome, documents=documents, members={**outcome.members, "documents": list(documents)})
