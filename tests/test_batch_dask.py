"""The same work on a Dask cluster: a real scheduler and two workers, processes of their own on the loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from converter.batch.ledger import Versions
from converter.batch.pool import Bounds
from converter.batch.work import Settings, Task, Worker
from converter.errors import ValidatorError
from tests.batches import PLAIN, Misbehaving, filings, left, ran, statuses, text
from tests.conftest import CHECKOUT
from tests.shop import installed

pytest.importorskip(
    "distributed", reason="Dask is not installed; it is the extra: pip install 'hkex-monthly-return[dask]'"
)

from converter.batch import dask_engine
from converter.batch.dask_engine import DaskEngine


class Cluster:
    """A scheduler and two workers; without nannies a killed one stays away."""

    def __init__(self, stack: ExitStack, folder: Path, *nanny: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._stack = stack
        self._start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
        options = ("--host", "127.0.0.1", "--nthreads", "1", "--local-directory", str(folder), *nanny)
        self.workers = [self._start("distributed.cli.dask_worker", self.address, *options) for _ in range(2)]

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, *arguments, "--no-dashboard"]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(CHECKOUT), os.environ.get("PYTHONPATH", ""))),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)
        return process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack, tmp_path / "dask", "--no-nanny")


def test_a_cluster_leaves_what_one_process_leaves_though_a_worker_is_lost(cluster: Cluster, tmp_path: Path) -> None:
    paths = filings(tmp_path / "in", 48)
    out = tmp_path / "out"

    def kill_one() -> None:
        while not list(out.glob("*.xml")):
            time.sleep(0.01)
        cluster.workers[0].send_signal(signal.SIGKILL)

    killer = Thread(target=kill_one)
    with DaskEngine(cluster.address, PLAIN, Bounds()) as engine:
        killer.start()
        results = ran(paths, out, engine)
    killer.join()
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert statuses(results) == (["done"] * 4 + ["refused", "done"]) * 8
    ran(paths, tmp_path / "undisturbed")
    assert left(out) == left(tmp_path / "undisturbed")


def test_the_workers_of_a_cluster_read_what_is_in_object_storage_though_one_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, package = tmp_path / "store", tmp_path / "package"
    store.mkdir()
    package.mkdir()
    paths = filings(store / "in", 24)
    for name, value in installed(package, store).items():
        monkeypatch.setenv(name, value)
    out, ledger = store / "out", str(tmp_path / "ledger")
    with ExitStack() as stack:
        cluster = Cluster(stack, tmp_path / "dask", "--no-nanny")
        arguments = ["shop://in", "--out", "shop://out", "--ledger", ledger, "--no-validate"]
        engine = ["--engine", "dask", "--scheduler", cluster.address]
        command = [sys.executable, "-m", "converter", "convert", *arguments, *engine]
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        while process.poll() is None and not list(out.glob("*.xml")):
            time.sleep(0.01)
        cluster.workers[0].send_signal(signal.SIGKILL)
        printed, _ = process.communicate()
    assert printed.splitlines()[-1] == "24 inputs: 20 converted, 4 refused, 0 failed; 0 of these unchanged"
    ran(paths, tmp_path / "undisturbed")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == left(tmp_path / "undisturbed")[0]


def test_the_workers_of_a_cluster_have_arelle_judge(cluster: Cluster, tmp_path: Path) -> None:
    paths = filings(tmp_path / "in", 4)
    with DaskEngine(cluster.address, Settings(), Bounds()) as engine:
        results = ran(paths, tmp_path / "out", engine, settings=Settings())
    assert [result.outcome.messages for result in results if result.outcome] == [()] * 4


def test_a_file_on_which_every_worker_ends_is_named_and_takes_no_other_with_it(tmp_path: Path) -> None:
    paths = [*filings(tmp_path / "in", 6), tmp_path / "crash.md", tmp_path / "stuck.md"]
    for path in paths[6:]:
        path.write_text("x")
    with ExitStack() as stack:
        cluster = Cluster(stack, tmp_path / "dask", "--nanny")
        with DaskEngine(cluster.address, PLAIN, Bounds(seconds=2), Misbehaving) as engine:
            results = ran([*paths[6:], *paths[:6]], tmp_path / "out", engine)
    assert statuses(results) == ["failed", "failed", "done", "done", "done", "done", "refused", "done"]
    assert [result.outcome.code for result in results[:2] if result.outcome] == ["worker-ended", "worker-ended"]


def test_another_version_on_the_cluster_is_named(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Versions, "current", lambda ocr: Versions("another", "one"))
    with (
        pytest.raises(ValidatorError, match="Install the same version everywhere"),
        DaskEngine(cluster.address, PLAIN, Bounds()) as engine,
    ):
        ran(filings(tmp_path / "in", 1), tmp_path / "out", engine)


def test_a_worker_stays_open_until_a_run_wants_another_one() -> None:
    plain, other = partial(Worker, PLAIN), partial(Misbehaving, PLAIN)
    done = [
        dask_engine._do(Task(1, "a.md", text(1).encode()), make, 60, Versions.current(), False)
        for make in (plain, plain, other)
    ]
    assert [str(outcome.status) for outcome in done] == ["done"] * 3
    assert [type(worker) for worker in dask_engine._workers.values()] == [Misbehaving]
    dask_engine._workers.clear()


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.batch.dask_engine._CONNECT_SECONDS", 1)
    with pytest.raises(ValidatorError, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9"):
        DaskEngine("tcp://127.0.0.1:9", PLAIN, Bounds()).__enter__()
