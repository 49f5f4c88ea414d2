"""One run: which inputs are to be done, and the outcomes written in the order of the inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from converter.batch.folder import Folder
from converter.batch.ledger import Entry, Ledger, Versions
from converter.batch.storage import Remote
from converter.batch.work import Engine, Outcome, Settings, Status, Task, refused
from converter.errors import Refusal
from converter.pipeline import renamed
from converter.writing.claims import SAME_CONTENT, Claims, Holder

WINDOW: Final = 512
"""How many inputs may be under way or wait for one before them: outcomes are written in the order of the inputs."""

Input = Path | Remote
"""A file of this machine, or one in object storage."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input in this run; ``outcome`` is ``None`` where an earlier run has done it already."""

    path: Input
    status: Status
    has_errors: bool
    outcome: Outcome | None


@dataclass(slots=True)
class _Place:
    """An input whose turn has not come: what the ledger knew of it, and its outcome as soon as there is one."""

    path: Input
    digest: str = ""
    known: Entry | None = None
    outcome: Outcome | None = None
    is_unchanged: bool = False

    @property
    def is_settled(self) -> bool:
        return self.is_unchanged or self.outcome is not None

    def settle(self, outcome: Outcome) -> None:
        self.digest = outcome.digest or self.digest
        self.is_unchanged = outcome.is_unchanged
        self.outcome = None if outcome.is_unchanged else outcome


@dataclass
class Run:
    """A run into one folder. It alone reads the inputs of this machine, writes the documents and keeps the ledger.

    What is in object storage is read by the workers. ``read`` gives the bytes of an input of this machine or raises a
    Refusal. An input that was done without Arelle is done again where the settings ask for it; one that has failed,
    with ``retry_failed``.
    """

    folder: Folder
    ledger: Ledger
    engine: Engine
    read: Callable[[Path], bytes]
    settings: Settings = field(default_factory=Settings)
    retry_failed: bool = False

    def __post_init__(self) -> None:
        """Find out the versions that the outcomes of this run have."""
        self._versions = Versions.current(ocr=self.settings.ocr)
        self._claims = Claims(self._held_before)

    def process(self, inputs: Iterable[Input]) -> Iterator[Result]:
        """Yield one result for each input, in order, each written and recorded.

        Raises:
            OutputError: the folder cannot be written; what is recorded stays, and a later run goes on from there.
            ValidatorError: the workers cannot start.
        """
        self.folder.clean()
        coming = enumerate(inputs)
        places: dict[int, _Place] = {}
        turn = 0
        while True:
            self._submit(coming, places)
            settled: list[_Place] = []
            while len(settled) < self.folder.together and turn in places and places[turn].is_settled:
                settled.append(places.pop(turn))
                turn += 1
            self._submit(coming, places)  # the workers go on while these are written
            yield from self._written(settled)
            if not places:
                return
            for outcome in self.engine.finished() if turn in places and not places[turn].is_settled else ():
                places[outcome.number].settle(outcome)

    def _submit(self, coming: Iterator[tuple[int, Input]], places: dict[int, _Place]) -> None:
        while self.engine.room > 0 and len(places) < WINDOW:
            following = next(coming, None)
            if following is None:
                return
            number, path = following
            places[number] = self._started(number, path)

    def _started(self, number: int, path: Input) -> _Place:
        known = self.ledger.find(key_of(path))
        if isinstance(path, Remote):
            known_content = known.sha256 if known is not None and self._stands(known) else ""
            self.engine.submit(Task(number, path.name, address=path.address, known=known_content))
            return _Place(path, known=known)
        try:
            content = self.read(path)
        except Refusal as refusal:
            return _Place(path, known=known, outcome=refused(number, refusal))
        place = _Place(path, sha256(content).hexdigest(), known)
        place.is_unchanged = known is not None and known.sha256 == place.digest and self._stands(known)
        if not place.is_unchanged:
            self.engine.submit(Task(number, path.name, content))
        return place

    def _stands(self, known: Entry) -> bool:
        """Whether doing the input again would give what is there, if it still has the same content."""
        if known.versions != self._versions or known.code == SAME_CONTENT:
            return False
        if known.status is Status.DONE:
            is_judged = known.messages is not None or not self.settings.validate
            return is_judged and self.folder.holds(known.documents)
        return known.status is Status.REFUSED or not self.retry_failed

    def _written(self, places: list[_Place]) -> Iterator[Result]:
        """Write what became of inputs that follow each other, and record it."""
        results: list[Result] = []
        documents: dict[str, bytes] = {}
        outdated: list[str] = []
        with self.ledger.kept_if_written():
            for place in places:
                outcome = self._named(place)
                if outcome is not None:
                    documents |= outcome.documents
                    outdated += self._record(place, outcome)
                results.append(_result(place, outcome))
            self.folder.save(documents)
            for name in outdated:
                if name not in documents:
                    self.folder.remove(name)
        yield from results

    def _named(self, place: _Place) -> Outcome | None:
        """What became of an input, once its documents have their names; ``None`` where it is unchanged."""
        try:
            stem = self._stem_for(place)
        except Refusal as refusal:
            return refused(0, refusal)
        return _under(stem, place.outcome) if place.outcome else None

    def _stem_for(self, place: _Place) -> str:
        """The name of an input's documents, which no other input of the folder has; empty where it has none."""
        documents = place.outcome.documents if place.outcome else place.known.documents if place.known else {}
        holder = Holder(key_of(place.path), place.digest)
        return next((self._claims.claim(_stem(name), holder) for name in documents), "")

    def _held_before(self, stem: str, wanted_by: Holder) -> Holder | None:
        holder = self.ledger.holder(f"{stem}.xml")
        return Holder(*holder) if holder and holder[0] != wanted_by.source else None

    def _record(self, place: _Place, outcome: Outcome) -> tuple[str, ...]:
        """Put an outcome into the ledger; return the documents that it leaves behind."""
        entry = Entry(
            key_of(place.path),
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
        outdated = tuple(self._outdated(place, entry))
        self.ledger.record(entry)
        return outdated

    def _outdated(self, place: _Place, entry: Entry) -> Iterator[str]:
        """Documents that the input gave before it was changed, and that are nobody's now."""
        for name in place.known.documents if place.known is not None else ():
            holder = self.ledger.holder(name)
            if name not in entry.documents and holder and holder[0] == entry.path:
                yield name


def _result(place: _Place, outcome: Outcome | None) -> Result:
    if outcome is not None:
        return Result(place.path, outcome.status, outcome.has_errors, outcome)
    assert place.known is not None
    return Result(place.path, place.known.status, place.known.has_errors, None)


def key_of(path: Input) -> str:
    """What an input is called in the ledger; bytes of a name that are no UTF-8 are escaped."""
    name = str(path) if isinstance(path, Remote) else os.path.normpath(path.absolute())
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _stem(name: str) -> str:
    """The stock code and the month, which the names of an input's documents share."""
    return name.partition(".")[0]


def _under(stem: str, outcome: Outcome) -> Outcome:
    """The outcome with its documents under another name."""
    if not outcome.documents:
        return outcome
    documents = renamed(outcome.documents, _stem(next(iter(outcome.documents))), stem)
    return replace(outcome, documents=documents, members={**outcome.members, "documents": list(documents)})
