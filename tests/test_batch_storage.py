"""Filings and documents in object storage: the same work, the same documents, and a run that can be taken up again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from converter.batch import storage
from converter.batch.folder import LocalFolder
from converter.batch.ledger import Ledger, entries
from converter.batch.run import Run
from converter.batch.storage import Remote, RemoteFolder, found, is_address, read_remote
from converter.cli import main
from converter.cli.exit_status import ExitStatus
from converter.cli.inputs import place_of, read_bytes
from converter.errors import LimitExceeded, OutputError, UnreadableInput
from tests.batches import PLAIN, Here, filings, ran, statuses, text
from tests.conftest import CHECKOUT
from tests.shop import installed

fsspec = pytest.importorskip("fsspec", reason="fsspec is the extra: pip install 'hkex-monthly-return[cloud]'")


@pytest.fixture
def bucket() -> Iterator[str]:
    address = f"memory://{uuid4().hex}"
    yield address
    memory = fsspec.filesystem("memory")
    if memory.exists(address):
        memory.rm(address, recursive=True)


def stored(address: str, **contents: str) -> list[Remote]:
    memory = fsspec.filesystem("memory")
    memory.pipe({f"{address}/{name}": content.encode() for name, content in contents.items()})
    return found(Remote(address))


def remotely(inputs: list[Remote], out: str, ledger: Path, engine: Here | None = None) -> list[str]:
    ledger.mkdir(exist_ok=True)
    with Ledger(ledger) as rows:
        run = Run(RemoteFolder(Remote(out)), rows, engine or Here(), read_bytes, PLAIN)
        return statuses(list(run.process(inputs)))


def in_store(address: str) -> dict[str, bytes]:
    memory = fsspec.filesystem("memory")
    return {name.rpartition("/")[2]: memory.cat_file(name) for name in memory.ls(address, detail=False)}


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".monthly-return")}


def test_an_address_is_no_path_and_one_of_this_machine_is() -> None:
    assert [is_address(it) for it in ("s3://b/a", "a.pdf", "C:/a.pdf", "/x//y")] == [True, False, False, False]
    assert place_of("file:///in/a.pdf") == Path("/in/a.pdf")
    assert place_of("s3://b/a.pdf") == Remote("s3://b/a.pdf")


def test_an_address_stands_for_files(bucket: str) -> None:
    stored(bucket, **{"b.md": "b", "a.md": "a", ".hidden": "h", "c.txt": "c", "deep/d.md": "d"})
    assert [file.name for file in found(Remote(bucket))] == ["a.md", "b.md", "c.txt"]
    assert found(Remote(f"{bucket}/*.md")) == found(Remote(bucket))[:2]
    assert found(Remote(f"{bucket}/a.md")) == found(Remote(bucket))[:1]
    assert read_remote(Remote(f"{bucket}/deep/d.md")) == b"d"
    with pytest.raises(UnreadableInput, match="FileNotFoundError"):
        read_remote(Remote(f"{bucket}/absent.md"))


def test_a_file_in_storage_is_not_fetched_when_it_is_too_large(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = stored(bucket, **{"a.md": "long"})
    monkeypatch.setattr(storage, "MAX_BYTES", 3)
    monkeypatch.setattr(storage._storage(bucket), "cat_file", None)
    with pytest.raises(LimitExceeded):
        read_remote(file)


def test_storage_leaves_what_files_leave_and_nothing_is_done_twice(bucket: str, tmp_path: Path) -> None:
    paths = filings(tmp_path / "in", 6)
    inputs = stored(f"{bucket}/in", **{path.name: path.read_text("utf-8") for path in paths})
    out = f"{bucket}/out"
    assert remotely(inputs, out, tmp_path / "ledger") == ["done"] * 4 + ["refused", "done"]
    ran(paths, tmp_path / "out")
    assert in_store(out) == left(tmp_path / "out")
    rows, local = list(entries(tmp_path / "ledger")), list(entries(tmp_path / "out"))
    assert [(row.sha256, row.documents) for row in rows] == [(row.sha256, row.documents) for row in local]
    before = in_store(out)
    engine = Here()
    assert remotely(inputs, out, tmp_path / "ledger", engine) == ["done"] * 4 + ["refused", "done"]
    assert in_store(out) == before
    assert len(engine.done) == 6, "each is read again, by a worker, and none is converted"


def test_what_is_changed_or_lost_in_storage_is_done_again_and_nothing_else(bucket: str, tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    inputs = stored(f"{bucket}/in", **{f"{seed}.md": text(seed) for seed in range(4)})
    out = f"{bucket}/out"
    remotely(inputs, out, tmp_path)
    memory.pipe_file(str(inputs[1]), text(77).encode())
    lost = next(iter(list(entries(tmp_path))[2].documents))
    memory.rm_file(f"{out}/{lost}")
    with Ledger(tmp_path) as rows:
        results = list(Run(RemoteFolder(Remote(out)), rows, Here(), read_bytes, PLAIN).process(inputs))
    assert [result.outcome is None for result in results] == [True, False, False, True]
    remotely(inputs, f"{bucket}/undisturbed", tmp_path / "undisturbed")
    assert in_store(out) == in_store(f"{bucket}/undisturbed")


def test_filings_in_storage_may_become_documents_here(bucket: str, tmp_path: Path) -> None:
    inputs = stored(bucket, **{"a.md": text(1), "b.md": text(1)})
    with Ledger(tmp_path) as rows:
        results = list(Run(LocalFolder(tmp_path), rows, Here(), read_bytes, PLAIN).process(inputs))
    assert statuses(results) == ["done", "refused"], "the same bytes twice"
    assert len(left(tmp_path)) == 3
    assert [row.path for row in entries(tmp_path)] == [str(it) for it in inputs]


@pytest.mark.parametrize("method", ["pipe", "ls", "rm_file"])
def test_storage_that_refuses_is_named(method: str, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("access denied")

    folder = RemoteFolder(Remote(bucket))
    monkeypatch.setattr(storage._storage(bucket), method, refuse)
    with pytest.raises(OutputError, match=r"memory://\w+ cannot be written: PermissionError: access denied"):
        {"pipe": lambda: folder.save({"a": b""}), "ls": lambda: folder.holds({"a": ""})}.get(
            method, lambda: folder.remove("a")
        )()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_wrong_calls_are_named(tmp_path: Path) -> None:
    calls = {
        ("--out", "memory://x"): "Only a batch can write to object storage",
        ("--out", "memory://x", "--jobs", "1"): "Name a folder of this machine with --ledger",
        ("--out", str(tmp_path), "--ledger", str(tmp_path)): "--ledger is for an --out in object storage",
        ("--out", "nowhere://x", "--jobs", "1", "--ledger", str(tmp_path)): "pip install 'hkex-monthly-return[cloud]'",
    }
    for arguments, message in calls.items():
        result = run("convert", tmp_path, *arguments)
        assert (result.exit_code, message in " ".join(result.stderr.split())) == (ExitStatus.USAGE, True), result.stderr


def test_one_filing_in_storage_is_converted_without_a_batch(bucket: str, tmp_path: Path) -> None:
    stored(bucket, **{"a.md": text(1)})
    result = run("convert", f"{bucket}/a.md", f"{bucket}/absent.md", "--out", tmp_path)
    assert result.stdout.endswith("2 inputs: 1 converted, 1 refused, 0 failed\n")
    assert f"{bucket}/absent.md: refused (cannot-be-opened)" in result.stderr
    assert len(left(tmp_path)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_in_storage_is_killed_again_and_again(tmp_path: Path) -> None:
    store, package = tmp_path / "store", tmp_path / "package"
    store.mkdir()
    package.mkdir()
    environment = installed(package, store)
    paths = filings(store / "in", 36)
    arguments = ["convert", "shop://in", "shop://in/absent.md", "--out", "shop://out", "--ledger", str(tmp_path / "l")]
    command = [sys.executable, "-m", "converter", *arguments, "--jobs", "2", "--no-validate"]
    for documents in (1, 9, 30, 60):
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and len(list(store.glob("out/*"))) < documents:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
    finished = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True)
    summary = finished.stdout.splitlines()[-1]
    assert summary.startswith("37 inputs: 30 converted, 7 refused, 0 failed; "), finished.stderr
    assert not summary.endswith("; 0 of these unchanged")
    ran(paths, tmp_path / "undisturbed")
    assert left(store / "out") == left(tmp_path / "undisturbed")
