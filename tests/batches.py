"""What the tests of batches share: filings, engines that are quick or that misbehave, and what a run leaves behind."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from converter.batch.folder import LocalFolder
from converter.batch.ledger import Entry, Ledger, entries
from converter.batch.run import Result, Run
from converter.batch.work import Engine, Outcome, Settings, Task, Worker
from converter.cli.inputs import read_bytes
from tests.generator.draw import return_by_seed
from tests.generator.notation import Style
from tests.generator.typeset import typeset

PLAIN = Settings(validate=False)


def filings(folder: Path, number: int) -> list[Path]:
    """Write so many filings into a folder: texts of drawn returns, and among each six one that is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for seed in range(number):
        path = folder / f"filing-{seed:05}.md"
        refused = seed % 6 == 4
        path.write_text("Dear Sirs, a letter.\n" * 20 if refused else text(seed), encoding="utf-8")
        paths.append(path)
    return paths


def text(seed: int) -> str:
    return typeset(return_by_seed(seed), Style())


class Here(Engine):
    """Does tasks in this process, in an order that is not the one they came in."""

    def __init__(self, settings: Settings = PLAIN, room: int = 4) -> None:
        self._worker = Worker(settings)
        self._tasks: deque[Task] = deque()
        self._random = Random(room)
        self._size = room
        self.done: list[str] = []

    @property
    def room(self) -> int:
        return self._size - len(self._tasks)

    def submit(self, task: Task) -> None:
        self._tasks.append(task)

    def finished(self) -> list[Outcome]:
        if not self._tasks:
            return []
        self._tasks.rotate(self._random.randrange(len(self._tasks)))
        task = self._tasks.popleft()
        self.done.append(task.name)
        return [self._worker.do(task)]


def ran(paths: Iterable[Path], out: Path, engine: Engine | None = None, **more: object) -> list[Result]:
    """Run a batch into a folder, with the quick engine unless another one is given."""
    out.mkdir(exist_ok=True)
    with Ledger(out) as ledger:
        run = Run(LocalFolder(out), ledger, engine or Here(), read_bytes, **{"settings": PLAIN, **more})  # type: ignore[arg-type]
        return list(run.process(paths))


def left(out: Path) -> tuple[dict[str, bytes], list[Entry]]:
    """What a run leaves: the files with their bytes, and the rows of the ledger."""
    files = {path.name: path.read_bytes() for path in out.iterdir() if not path.name.startswith(".monthly-return")}
    return files, list(entries(out))


class Misbehaving(Worker):
    """A worker that does what the file's name says, and works otherwise."""

    def do(self, task: Task) -> Outcome:
        if task.name.startswith("crash"):
            os.kill(os.getpid(), signal.SIGKILL)
        if task.name.startswith("once"):
            marker = Path(task.content.decode())
            if not marker.exists():
                marker.touch()
                os._exit(7)
        if task.name.startswith("stuck"):
            time.sleep(600)
        if task.name.startswith("greedy"):
            bytearray(1 << 40)
        return super().do(task)


class NeverReady(Worker):
    """A worker whose process ends before it is ready."""

    def __enter__(self) -> NeverReady:
        os._exit(9)


def statuses(results: Sequence[Result]) -> list[str]:
    return [str(result.status) for result in results]
