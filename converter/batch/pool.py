"""Workers in processes of this machine, each with a bound on time and on memory for every file.

A worker holds one task at a time. If its process ends, the task is given to another once: what ended it may have been
an accident. If that one ends as well, or the time is over, the file has failed, and a new worker takes the place.
"""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic_ns
from types import TracebackType
from typing import Final, Self

from converter.batch.work import OUT_OF_MEMORY, REPORT, Outcome, Settings, Task, Worker, failed, out_of_memory
from converter.errors import ValidatorError

_CONTEXT = multiprocessing.get_context("spawn")
_SECOND: Final = 1_000_000_000
_STARTS: Final = 3
"""How many workers may end one after the other while they start, before the run is given up."""
_START_SECONDS: Final = 300


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may take: seconds, and megabytes of address space of its worker (0: no bound)."""

    seconds: int = 120
    megabytes: int = 2048


class Pool:
    """So many worker processes; use it as a context, which ends them."""

    def __init__(self, jobs: int, settings: Settings, bounds: Bounds, worker: type[Worker] = Worker) -> None:
        """``settings`` are those of the run, ``bounds`` those of one file, ``worker`` does the tasks in a process."""
        self._jobs = jobs
        self._settings = settings
        self._bounds = bounds
        self._worker = worker
        self._lanes: list[_Lane] = []
        self._waiting: deque[Task] = deque()
        self._ended_on: set[int] = set()
        self._failed_starts = 0
        self._resources = ExitStack()

    def __enter__(self) -> Self:
        """Start the workers; they get ready side by side."""
        self._folder = self._resources.enter_context(tempfile.TemporaryDirectory(prefix="monthly-return-"))
        self._resources.callback(self._end)
        self._lanes = [self._lane() for _ in range(self._jobs)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers, whatever they are doing, and remove their working files."""
        self._resources.close()

    def _end(self) -> None:
        for lane in self._lanes:
            lane.end()

    def _lane(self) -> _Lane:
        return _Lane(partial(self._worker, self._settings), self._bounds.megabytes, self._folder)

    @property
    def room(self) -> int:
        """How many tasks may be submitted now: one for each worker, and as many in waiting."""
        return 2 * self._jobs - len(self._waiting) - sum(lane.task is not None for lane in self._lanes)

    @property
    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [lane.process.pid for lane in self._lanes if lane.process.pid is not None]

    def submit(self, task: Task) -> None:
        """Take a task."""
        self._waiting.append(task)
        self._distribute()

    def finished(self) -> list[Outcome]:
        """Wait for outcomes; an empty list says that no task is under way.

        Raises:
            ValidatorError: the workers cannot start.
        """
        outcomes: list[Outcome] = []
        while not outcomes and (self._waiting or any(lane.task for lane in self._lanes)):
            ready = wait([lane.connection for lane in self._lanes], self._seconds_left())
            for place, lane in enumerate(self._lanes):
                if lane.connection in ready:
                    outcomes += self._heard(place, lane)
                elif not lane.is_idle and lane.ends(self._bounds.seconds) < monotonic_ns():
                    outcomes += self._given_up(place, lane)
            self._distribute()
        return outcomes

    def _distribute(self) -> None:
        for place, lane in enumerate(self._lanes):
            if self._waiting and lane.is_idle:
                task = self._waiting.popleft()
                if not lane.give(task):
                    self._waiting.appendleft(task)
                    self._replace(place)

    def _seconds_left(self) -> int:
        """Until the first worker's time is over, rounded up."""
        first = min(lane.ends(self._bounds.seconds) for lane in self._lanes if not lane.is_idle)
        return max(0, (first - monotonic_ns()) // _SECOND + 1)

    def _heard(self, place: int, lane: _Lane) -> list[Outcome]:
        try:
            said = lane.connection.recv()
        except (EOFError, OSError):
            return self._ended(place, lane)
        if isinstance(said, ValidatorError):
            raise said
        self._failed_starts = 0
        lane.became_ready()
        if said is None:
            return []
        if said.code == OUT_OF_MEMORY:
            self._replace(place)
        return [said]

    def _ended(self, place: int, lane: _Lane) -> list[Outcome]:
        """A worker's process is no more: try the task once again elsewhere."""
        lane.process.join()
        code = lane.process.exitcode
        task = lane.task
        if not lane.is_ready:
            self._failed_starts += 1
            if self._failed_starts == _STARTS:
                raise ValidatorError(f"The workers end while they start (exit code {code}); is there enough memory?")
        self._replace(place)
        if task is None:
            return []
        if task.number not in self._ended_on:
            self._ended_on.add(task.number)
            self._waiting.appendleft(task)
            return []
        how = f"by signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"with exit code {code}"
        return [failed(task.number, "worker-ended", f"Two workers ended at this file, the last one {how}.", REPORT)]

    def _given_up(self, place: int, lane: _Lane) -> list[Outcome]:
        task = lane.task
        self._replace(place)
        if task is None:
            raise ValidatorError(f"A worker was not ready within {_START_SECONDS} seconds.")
        message = f"The file was not converted within {self._bounds.seconds} seconds."
        return [failed(task.number, "too-slow", message, "Give it more time with --seconds.")]

    def _replace(self, place: int) -> None:
        self._lanes[place].end()
        self._lanes[place] = self._lane()


class _Lane:
    """One worker's process, the pipe to it, and the task it holds."""

    def __init__(self, worker: Callable[[], Worker], megabytes: int, folder: str) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        arguments = (theirs, worker, megabytes, folder)
        self.process = _CONTEXT.Process(target=_work, args=arguments, name="monthly-return worker", daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe breaks when the process ends
        self.task: Task | None = None
        self.is_ready = False
        self.since = monotonic_ns()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a task."""
        return self.is_ready and self.task is None

    def became_ready(self) -> None:
        """Note that the worker waits for a task."""
        self.is_ready, self.task = True, None

    def ends(self, seconds: int) -> int:
        """When the time for the start, or for the task, is over."""
        return self.since + (seconds if self.is_ready else _START_SECONDS) * _SECOND

    def give(self, task: Task) -> bool:
        """Send a task; false if the process has ended."""
        try:
            self.connection.send(task)
        except OSError:
            return False
        self.task, self.since = task, monotonic_ns()
        return True

    def end(self) -> None:
        """End the process at once. It holds nothing that could be lost."""
        self.process.kill()
        self.process.join()
        self.connection.close()


def _work(connection: Connection, make: Callable[[], Worker], megabytes: int, folder: str) -> None:
    """The life of a worker: get ready, then do what comes, until the other end of the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the first one decides
    tempfile.tempdir = str(Path(folder))
    _bound_memory(megabytes)
    try:
        with make() as worker:
            connection.send(None)
            while _answered(connection, worker):
                pass
    except ValidatorError as error:
        connection.send(error)
    except (EOFError, OSError):
        return  # the first process has gone, and with it whoever wants the outcome


def _answered(connection: Connection, worker: Worker) -> bool:
    """Do one task; false where the process should not be used for another."""
    task: Task = connection.recv()
    try:
        connection.send(worker.do(task))
    except MemoryError:
        connection.send(out_of_memory(task.number))
        return False
    return True


def _bound_memory(megabytes: int) -> None:
    """Let the operating system refuse what goes beyond the bound; only Unix can."""
    if megabytes:
        try:
            import resource
        except ImportError:
            return
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
