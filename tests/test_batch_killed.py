"""A run that is killed at any point is taken up again, and ends with what an undisturbed run leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from converter.batch import ledger as ledger_module
from converter.batch.ledger import NAME, Ledger
from converter.errors import OutputError
from tests.batches import filings, left, ran, statuses
from tests.conftest import CHECKOUT

NUMBER = 4
"""How many filings are converted in the runs that are killed at every single point."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return filings(tmp_path_factory.mktemp("in"), NUMBER)


@pytest.fixture(scope="module")
def undisturbed(paths: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("undisturbed")
    ran(paths, out)
    return left(out)


def killed_at(point: int, paths: list[Path], out: Path, commit_after: int) -> bool:
    """Run in a process of its own that is killed when it touches the output folder for the nth time.

    Returns:
        whether the run came so far.
    """
    child = os.fork()
    if child == 0:
        touched = 0

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal touched
            if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and str(out) in str(arguments[0]):
                touched += 1
                if touched == point:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        ledger_module._COMMIT_AFTER = commit_after  # type: ignore[misc]
        ran(paths, out)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.no_cover  # nothing is kept of what a killed process covers
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operating system cannot copy a process")
@pytest.mark.parametrize("commit_after", [0, 10**9], ids=["each row by itself", "rows together"])
def test_killed_at_every_point(commit_after: int, paths: list[Path], undisturbed: Any, tmp_path: Path) -> None:
    point = 0
    while True:
        point += 1
        out = tmp_path / str(point)
        out.mkdir()
        if not killed_at(point, paths, out, commit_after):
            break
        ran(paths, out)
        assert left(out) == undisturbed, f"killed at point {point}"
    assert point > NUMBER * 3 * 3  # each of three documents is opened, renamed and looked at


@pytest.mark.no_cover  # nothing is kept of what a killed process covers
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operating system cannot copy a process")
def test_killed_again_and_again(paths: list[Path], undisturbed: Any, tmp_path: Path) -> None:
    kills = sum(killed_at(point, paths, tmp_path, 0) for point in (2, 9, 9, 14, 20, 20))
    assert kills >= 4
    ran(paths, tmp_path)
    assert left(tmp_path) == undisturbed


def command(folder: Path, out: Path) -> list[str]:
    arguments = ["convert", str(folder), "--out", str(out), "--jobs", "2", "--no-validate"]
    return [sys.executable, "-m", "converter", *arguments]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_command_is_killed_with_its_workers_at_work(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    paths = filings(folder, 60)
    for documents in (0, 1, 20, 60, 110):
        process = subprocess.Popen(
            command(folder, out), cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and len(list(out.glob("*.xml")) if out.is_dir() else []) * 3 < documents:
            time.sleep(0.005)
        process.kill()
        process.wait()
    finished = subprocess.run(command(folder, out), cwd=CHECKOUT, capture_output=True, text=True)
    summary = finished.stdout.splitlines()[-1]
    assert summary.startswith("60 inputs: 50 converted, 10 refused, 0 failed; ")
    assert not summary.endswith("; 0 of these unchanged")
    undisturbed = tmp_path / "undisturbed"
    ran(paths, undisturbed)
    assert left(out) == left(undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_ctrl_c_ends_cleanly_and_the_same_command_goes_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    filings(folder, 60)
    process = subprocess.Popen(
        command(folder, out),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # tests run in the background ignore it
    )
    while not list(out.glob("*.xml") if out.is_dir() else []):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    printed, complaints = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in complaints
    counts = [int(word) for word in printed.splitlines()[-1].replace(":", "").split() if word.isdigit()]
    assert counts[0] == 60 == sum(counts[1:5])
    assert counts[4] > 0, "not reached"
    assert subprocess.run(command(folder, out), cwd=CHECKOUT, capture_output=True).returncode == 3


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no small disk can be made: {error}")
    if made.returncode:
        pytest.skip(f"no small disk can be made: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named_and_the_run_goes_on_when_there_is_room(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "_COMMIT_AFTER", 0)
    paths = filings(tmp_path / "in", 18)
    with pytest.raises(OutputError, match=r"cannot be written: .*(No space left|full).* the same command again"):
        ran(paths, small_disk)
    with Ledger(small_disk) as ledger:
        assert ledger.find(str(paths[0])) is not None
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    results = ran(paths, small_disk)
    assert [result.outcome is None for result in results].count(True) >= 2
    assert statuses(results).count("done") == 15
    ran(paths, tmp_path / "undisturbed")
    assert left(small_disk) == left(tmp_path / "undisturbed")


def test_a_full_disk_in_the_ledger_itself_is_named(small_disk: Path, tmp_path: Path) -> None:
    paths = filings(tmp_path / "in", 2)
    ran(paths[:1], small_disk)
    (small_disk / "filler").write_bytes(b"")
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            try:
                filler.write(bytes(4096))
            except OSError:
                break
    with pytest.raises(OutputError, match="cannot be written"):
        ran(paths, small_disk)
    (small_disk / "filler").unlink()
    assert statuses(ran(paths, small_disk)) == ["done", "done"]
    assert (small_disk / NAME).is_file()
