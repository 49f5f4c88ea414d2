"""Workers of a Dask cluster that exists already; the optional extra ``dask``.

The cluster does what the processes of one machine do otherwise: a filing's bytes go out, its documents come back. It
needs this package installed and nothing else, no common file system and no network. A worker that is lost in the
middle loses nothing: the scheduler gives its task to another one. A task on which several workers have ended is tried
once more with nothing beside it, so that no task fails for the company it was in.
"""

from __future__ import annotations

import faulthandler
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from threading import Lock
from types import TracebackType
from typing import Any, Final, Self
from uuid import uuid4

from distributed import Client, Future, as_completed
from distributed.scheduler import KilledWorker

from converter.batch.ledger import Versions
from converter.batch.pool import Bounds
from converter.batch.work import REPORT, Outcome, Settings, Task, Worker, failed, out_of_memory
from converter.errors import ValidatorError

_CONNECT_SECONDS: Final = 30


class DaskEngine:
    """Does tasks on a cluster; use it as a context, which cancels what is under way."""

    def __init__(self, scheduler: str, settings: Settings, bounds: Bounds, worker: type[Worker] = Worker) -> None:
        """``scheduler`` is its address, ``tcp://HOST:PORT``. The bound on memory is the cluster's own."""
        self._scheduler = scheduler
        self._how = (partial(worker, settings), bounds.seconds, Versions.current(ocr=settings.ocr), settings.ocr)
        self._run = uuid4().hex
        self._under_way: dict[str, Task] = {}
        self._suspects: list[Task] = []
        self._tried_alone: set[int] = set()
        self._resources = ExitStack()

    def __enter__(self) -> Self:
        """Connect to the scheduler.

        Raises:
            ValidatorError: there is no scheduler at the address.
        """
        try:
            self._client = Client(self._scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            raise ValidatorError(f"There is no Dask scheduler at {self._scheduler}: {error}") from error
        self._resources.callback(self._client.close)
        self._completed = as_completed(loop=self._client.loop, with_results=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cancel what is under way and leave the cluster."""
        self._resources.close()

    @property
    def room(self) -> int:
        """How many tasks may be submitted now: one for each thread of the cluster, and half as many in waiting."""
        if self._suspects:
            return 0
        threads = sum(self._client.nthreads().values()) or 1  # workers come and go
        return threads + (threads + 1) // 2 - len(self._under_way)

    def submit(self, task: Task) -> None:
        """Take a task."""
        key = f"monthly-return-{self._run}-{task.number}-{len(self._tried_alone)}"
        self._under_way[key] = task
        self._completed.add(self._client.submit(_do, task, *self._how, key=key, pure=False))

    def finished(self) -> list[Outcome]:
        """Wait for outcomes; an empty list says that no task is under way.

        Raises:
            ValidatorError: the cluster is lost, or cannot do the work.
        """
        outcomes: list[Outcome] = []
        while not outcomes and (self._under_way or self._suspects):
            if not self._under_way:
                suspect = self._suspects.pop()
                self._tried_alone.add(suspect.number)
                self.submit(suspect)
            for future in self._completed.next_batch():
                outcomes += self._heard(future)
        return outcomes

    def _heard(self, future: Future) -> list[Outcome]:
        if future.status in ("lost", "pending"):  # it was done, and its worker was lost with the outcome
            self._completed.add(future)
            return []
        task = self._under_way.pop(future.key)
        if future.status == "finished":
            outcome: Outcome = future.result()
            return [outcome]
        error: Any = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            if task.number not in self._tried_alone:
                self._suspects.append(task)
                return []
            message = "Every worker of the cluster that took the file ended, or took longer than it may."
            return [failed(task.number, "worker-ended", message, REPORT)]
        if isinstance(error, MemoryError):
            return [out_of_memory(task.number)]
        raise ValidatorError(f"The cluster at {self._scheduler} cannot do the work: {error or future.status}")


_lock = Lock()
_workers: dict[str, Worker] = {}
"""Of this process of the cluster: Arelle may be open once in a process, and works in one thread at a time."""


def _do(task: Task, make: Callable[[], Worker], seconds: int, versions: Versions, ocr: bool) -> Outcome:
    """Do a task in a worker of the cluster. One that takes too long ends its process: a thread cannot be stopped.

    Raises:
        ValidatorError: Arelle cannot be set to work, or the worker has another version of this package.
    """
    mine = Versions.current(ocr=ocr)
    if mine != versions:
        raise ValidatorError(f"A worker has {mine}, this run {versions}. Install the same version everywhere.")
    with _lock:
        worker = _opened(make)
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            return worker.do(task)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _opened(make: Callable[[], Worker]) -> Worker:
    """The worker of this process, which stays open until a run wants another one."""
    kind = repr(make)
    if kind not in _workers:
        for worker in _workers.values():
            worker.__exit__(None, None, None)
        _workers.clear()
        _workers[kind] = make().__enter__()
    return _workers[kind]
