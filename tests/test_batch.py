"""Batches: worker processes and their bounds, and what the commands print."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from converter.batch import pool
from converter.batch.pool import Bounds, Pool
from converter.batch.work import Settings, Task, Worker
from converter.cli import main
from converter.cli.exit_status import ExitStatus
from converter.errors import ValidatorError
from tests.batches import PLAIN, Here, Misbehaving, NeverReady, filings, left, ran, statuses, text
from tests.conftest import CHECKOUT


def run(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of twelve filings, two of which are refused."""
    folder = tmp_path_factory.mktemp("batch") / "in"
    filings(folder, 12)
    return folder


def test_outcomes_are_written_in_the_order_of_the_inputs(folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.iterdir())
    results = ran(paths, tmp_path, Here(room=7))
    assert [result.path for result in results] == paths
    assert statuses(results) == (["done"] * 4 + ["refused", "done"]) * 2


def test_worker_processes_leave_what_one_process_leaves(folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.iterdir())
    ran(paths, tmp_path / "one")
    with Pool(2, PLAIN, Bounds()) as workers:
        results = ran(paths, tmp_path / "two", workers)
    assert statuses(results) == (["done"] * 4 + ["refused", "done"]) * 2
    assert left(tmp_path / "one") == left(tmp_path / "two")


def misbehaving(folder: Path, tmp_path: Path, bounds: Bounds, **contents: str) -> dict[str, tuple[str, str]]:
    """Convert filings among which some end, block or eat up their worker; say what became of those."""
    bad = {tmp_path / f"{name}.md": content for name, content in contents.items()}
    for path, content in bad.items():
        path.write_text(content)
    paths = sorted([*folder.iterdir(), *bad])
    with Pool(2, PLAIN, bounds, Misbehaving) as workers:
        before = set(workers.processes)
        results = ran(paths, tmp_path / "out", workers)
        assert len(workers.processes) == 2
        assert set(workers.processes) != before, "a worker was replaced"
    good = [result for result in results if result.path not in bad]
    assert statuses(good) == (["done"] * 4 + ["refused", "done"]) * 2
    found = {result.path: result.outcome for result in results}
    return {path.stem: (str(outcome.status), outcome.code) for path in bad if (outcome := found[path]) is not None}


def test_a_worker_that_ends_is_replaced_and_its_file_named(folder: Path, tmp_path: Path) -> None:
    found = misbehaving(folder, tmp_path, Bounds(), crash="x", crash2="y")
    assert found == {"crash": ("failed", "worker-ended"), "crash2": ("failed", "worker-ended")}


def test_an_accident_costs_nothing(folder: Path, tmp_path: Path) -> None:
    found = misbehaving(folder, tmp_path, Bounds(), once=str(tmp_path / "happened"))
    assert found == {"once": ("refused", "not-a-return")}


def test_a_file_that_takes_too_long_is_given_up(folder: Path, tmp_path: Path) -> None:
    assert misbehaving(folder, tmp_path, Bounds(seconds=10), stuck="x") == {"stuck": ("failed", "too-slow")}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the bound on address space")
def test_a_file_that_takes_too_much_memory_is_given_up(folder: Path, tmp_path: Path) -> None:
    assert misbehaving(folder, tmp_path, Bounds(), greedy="x") == {"greedy": ("failed", "out-of-memory")}


def test_workers_that_never_get_ready_end_the_run() -> None:
    with Pool(1, PLAIN, Bounds(), NeverReady) as workers:
        workers.submit(Task(0, "a.md", b""))
        with pytest.raises(ValidatorError, match=r"end while they start \(exit code 9\)"):
            workers.finished()


def test_the_life_of_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    ours, theirs = Pipe()
    for number, name in enumerate(["a.md", "greedy.md"]):
        ours.send(Task(number, name, text(1).encode()))
    before = signal.getsignal(signal.SIGINT)
    try:
        pool._work(theirs, partial(Misbehaving, PLAIN), 0, str(tmp_path))
    finally:
        signal.signal(signal.SIGINT, before)
    ready, done, greedy = (ours.recv() for _ in range(3))
    assert ready is None
    assert (str(done.status), greedy.code) == ("done", "out-of-memory")


def test_a_worker_whose_run_has_gone_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = Pipe()
    ours.close()
    pool._work(theirs, partial(Worker, PLAIN), 0, str(tmp_path))


def test_a_worker_that_cannot_have_arelle_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_self: Worker) -> None:
        raise ValidatorError("no package")

    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(Worker, "__enter__", cannot)
    ours, theirs = Pipe()
    pool._work(theirs, partial(Worker, PLAIN), 0, str(tmp_path))
    assert str(ours.recv()) == "no package"


def test_a_pool_without_tasks_has_nothing_to_wait_for() -> None:
    with Pool(1, PLAIN, Bounds()) as workers:
        assert workers.finished() == []


def test_a_defect_stops_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("converter.batch.work.convert", defect)
    outcome = Worker(PLAIN).do(Task(3, "a.md", b"x"))
    assert (outcome.number, str(outcome.status), outcome.code) == (3, "failed", "defect")
    assert "KeyError" in outcome.message


def test_a_worker_has_arelle_judge_what_it_writes() -> None:
    with Worker(Settings()) as worker:
        outcomes = [worker.do(Task(seed, "a.md", text(seed).encode())) for seed in range(2)]
    assert [outcome.messages for outcome in outcomes] == [(), ()]
    assert not any(outcome.has_errors for outcome in outcomes)


def test_the_command_validates_and_its_counts_add_up(folder: Path, tmp_path: Path) -> None:
    wrong = next((CHECKOUT / "examples" / "wrong").iterdir())
    paths = [folder / "filing-00000.md", wrong, folder / "filing-00004.md"]
    result = run("convert", *paths, tmp_path / "absent.md", "--out", tmp_path / "out", "--jobs", 1)
    lines = result.stdout.splitlines()
    assert [line.rpartition("; ")[2] for line in lines[:1]] == ["Arelle: valid"]
    assert "; Arelle: invalid, MR-" in lines[1]
    assert lines[2].startswith("  error MR-")
    assert lines[3] == "4 inputs: 2 converted, 2 refused, 0 failed; 0 of these unchanged"
    assert "filing-00004.md: refused (not-a-return)" in result.stderr
    assert "absent.md: refused (cannot-be-opened)" in result.stderr
    assert result.exit_code == ExitStatus.REFUSED
    again = run("convert", *paths, "--out", tmp_path / "out", "--jobs", 1)
    assert again.stdout == "3 inputs: 2 converted, 1 refused, 0 failed; 3 of these unchanged\n"
    assert again.exit_code == ExitStatus.REFUSED


def test_json_lines_and_a_summary(folder: Path, tmp_path: Path) -> None:
    paths = [folder / "filing-00000.md", folder / "filing-00004.md"]
    result = run("convert", *paths, "--out", tmp_path, "--jobs", 1, "--no-validate", "--format", "json")
    converted, refused, summary = (json.loads(line) for line in result.stdout.splitlines())
    assert (converted["status"], len(converted["documents"])) == ("converted", 3)
    assert "messages" not in converted
    assert (refused["status"], refused["code"]) == ("refused", "not-a-return")
    assert summary == {"summary": {"inputs": 2, "converted": 1, "refused": 1, "failed": 0, "unchanged": 0}}


@pytest.mark.parametrize("way", ["standard input", "list"])
def test_inputs_may_be_listed(way: str, folder: Path, tmp_path: Path) -> None:
    lines = f"{folder}/filing-00000.md\n\n{folder}/filing-0000[12].md\n"
    (tmp_path / "list.txt").write_text(lines)
    argument = "-" if way == "standard input" else f"@{tmp_path}/list.txt"
    result = run("convert", argument, "--out", tmp_path / "out", "--jobs", 1, "--no-validate", typed=lines)
    assert result.stdout.endswith("3 inputs: 3 converted, 0 refused, 0 failed; 0 of these unchanged\n")


def test_a_list_may_have_comments_and_name_a_file_twice_and_any_bytes(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xa4\xa4.md")  # Chinese as Big5
    try:
        odd.write_text(text(70))
    except OSError as error:
        pytest.skip(f"no such names here: {error}")
    named = f"# a list\r\n\n{folder}/filing-00000.md\n  {folder}/filing-00000.md\nabsent.md\n".encode()
    (tmp_path / "list.txt").write_bytes(named + os.fsencode(odd))
    arguments = ("convert", f"@{tmp_path}/list.txt", "--out", tmp_path / "out", "--jobs", 1, "--no-validate")
    assert run(*arguments).stdout.endswith("3 inputs: 2 converted, 1 refused, 0 failed; 0 of these unchanged\n")
    assert run(*arguments).stdout.endswith("3 inputs: 2 converted, 1 refused, 0 failed; 2 of these unchanged\n")
    assert "3 inputs: 2 converted, 1 refused, 0 failed" in run("status", tmp_path / "out").stdout


def test_a_missing_list_is_a_wrong_call(tmp_path: Path) -> None:
    result = run("convert", "@absent.txt", "--out", tmp_path, "--jobs", 1)
    assert result.exit_code == ExitStatus.USAGE
    assert "The list absent.txt cannot be read" in result.stderr


def test_status_tells_what_the_ledger_holds(folder: Path, tmp_path: Path) -> None:
    run("convert", folder, "--out", tmp_path, "--jobs", 1, "--no-validate")
    result = run("status", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        "12 inputs: 10 converted, 2 refused, 0 failed; 0 judged by Arelle, 0 with errors"
    )
    assert "2 refused, not-a-return" in result.stdout.splitlines()
    *rows, summary = (json.loads(line) for line in run("status", tmp_path, "--format", "json").stdout.splitlines())
    assert summary == {"summary": {"inputs": 12, "converted": 10, "refused": 2, "failed": 0}}
    assert sorted({row["status"] for row in rows}) == ["converted", "refused"]


def test_status_of_a_folder_without_a_ledger(tmp_path: Path) -> None:
    result = run("status", tmp_path)
    assert result.exit_code == ExitStatus.USAGE
    assert "There is no ledger in" in result.stderr


def test_a_terminal_shows_one_line_that_is_written_over(folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    arguments = ["convert", folder, "--out", tmp_path, "--jobs", "2", "--no-validate"]
    process = subprocess.Popen(
        [sys.executable, "-m", "converter", *arguments], cwd=CHECKOUT, stdout=theirs, stderr=subprocess.PIPE
    )
    os.close(theirs)
    assert process.stderr is not None
    complaints = process.stderr.read().decode()
    process.wait()
    printed = os.read(ours, 65536).decode()
    os.close(ours)
    assert "12 of 12, 100 %, " in printed
    assert printed.endswith("12 inputs: 10 converted, 2 refused, 0 failed; 0 of these unchanged\r\n")
    assert "facts; rules" not in printed
    assert complaints.count("refused (not-a-return)") == 2


def test_dask_needs_a_scheduler(tmp_path: Path) -> None:
    result = run("convert", tmp_path, "--out", tmp_path / "out", "--engine", "dask")
    assert result.exit_code == ExitStatus.USAGE
    assert "--scheduler tcp://HOST:PORT" in result.stderr
