"""The ledger, and which inputs a later run does again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from converter.batch import ledger as ledger_module
from converter.batch.ledger import NAME, Entry, Ledger, Versions, entries
from converter.batch.work import Settings, Status
from converter.errors import OutputError
from tests.batches import Here, filings, left, ran, statuses, text
from tests.conftest import CHECKOUT

ENTRY = Entry("/in/a.md", "ab", Status.DONE, Versions("1", "2"), {"a.xml": "12"}, True, (("C", "error", "text"),))


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return filings(tmp_path / "in", 6)


def again(paths: list[Path], out: Path, **more: object) -> list[str]:
    """Run once more, and name the inputs that were done."""
    engine = Here()
    ran(paths, out, engine, **more)
    return sorted(engine.done)


def test_what_is_recorded_is_found(tmp_path: Path) -> None:
    refused = Entry("/in/b.md", "", Status.REFUSED, Versions("1", "2"), {}, code="c", message="m", hint="h")
    with Ledger(tmp_path) as ledger:
        ledger.record(ENTRY)
        ledger.record(refused)
        assert ledger.find("/in/a.md") == ENTRY
        assert ledger.find("/in/c.md") is None
    assert list(entries(tmp_path)) == [ENTRY, refused]
    with Ledger(tmp_path) as ledger:
        ledger.record(replace(ENTRY, documents={"c.xml": "13"}))
    assert [entry.documents for entry in entries(tmp_path)] == [{"c.xml": "13"}, {}]


def test_a_name_belongs_to_the_input_that_was_recorded_last(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record(ENTRY)
        ledger.record(replace(ENTRY, path="/in/b.md"))
    assert [entry.documents for entry in entries(tmp_path)] == [{}, ENTRY.documents]


def test_two_runs_at_a_time_are_refused_and_reading_is_not(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.record(ENTRY)
        ledger.commit()
        with pytest.raises(OutputError, match="Another run is writing to"), Ledger(tmp_path):
            pass
        assert list(entries(tmp_path)) == [ENTRY]
    with Ledger(tmp_path):
        pass


def test_a_killed_run_holds_no_lock(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys, pathlib; from converter.batch.ledger import Ledger;"
        "Ledger(pathlib.Path(sys.argv[1])).__enter__(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", program, tmp_path], env={**os.environ, "PYTHONPATH": str(CHECKOUT)})
    assert killed.returncode == -signal.SIGKILL
    with Ledger(tmp_path) as ledger:
        ledger.record(ENTRY)


def test_a_ledger_of_another_format_is_left_alone(tmp_path: Path) -> None:
    rows = sqlite3.connect(tmp_path / NAME)
    rows.execute("PRAGMA user_version = 99")
    rows.close()
    with pytest.raises(OutputError, match="format 99, this version knows 1"), Ledger(tmp_path):
        pass


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(OutputError, match="file is not a database"), Ledger(tmp_path):
        pass


def test_a_folder_without_a_ledger_has_no_entries(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="There is no ledger in"):
        list(entries(tmp_path))


def test_nothing_is_done_twice(paths: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = ran(paths, out)
    before = left(out)
    second = ran(paths, out)
    assert [result.outcome for result in second] == [None] * 6
    assert statuses(first) == statuses(second) == ["done"] * 4 + ["refused", "done"]
    assert [one.has_errors for one in first] == [one.has_errors for one in second]
    assert left(out) == before


def changed(paths: list[Path], out: Path) -> None:
    paths[1].write_text(text(1) + "\n")


def lost(paths: list[Path], out: Path) -> None:
    next(iter(list(entries(out))[1].documents))
    (out / next(iter(list(entries(out))[1].documents))).unlink()


def torn(paths: list[Path], out: Path) -> None:
    (out / next(iter(list(entries(out))[1].documents))).write_bytes(b"")


@pytest.mark.parametrize("happens", [changed, lost, torn], ids=lambda happens: happens.__name__)
def test_what_is_no_longer_so_is_done_again_and_nothing_else(
    happens: Callable[[list[Path], Path], None], paths: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran(paths, out)
    happens(paths, out)
    assert again(paths, out) == [paths[1].name]
    assert left(out) == left_by_one_run(paths, tmp_path)
    assert again(paths, out) == []


def left_by_one_run(paths: list[Path], tmp_path: Path) -> object:
    ran(paths, tmp_path / "undisturbed")
    return left(tmp_path / "undisturbed")


def test_documents_under_an_outdated_name_are_removed(paths: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran(paths, out)
    paths[1].write_text(text(77))
    assert again(paths, out) == [paths[1].name]
    assert left(out) == left_by_one_run(paths, tmp_path)


@pytest.mark.parametrize("part", ["reader", "taxonomy"])
def test_a_new_version_does_everything_again(
    part: str, paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(paths, tmp_path / "out")
    newer = replace(Versions.current(), **{part: "another"})
    monkeypatch.setattr(Versions, "current", lambda ocr: newer)
    assert again(paths, tmp_path / "out") == [path.name for path in paths]
    assert again(paths, tmp_path / "out") == []


def test_a_run_with_ocr_is_one_of_another_reader() -> None:
    assert Versions.current(ocr=True).reader == f"{Versions.current().reader}+ocr"


def test_what_was_done_without_arelle_is_done_again_with_it(paths: list[Path], tmp_path: Path) -> None:
    ran(paths, tmp_path / "out")
    engine = Here()  # it does not ask Arelle, and the next run asks again
    ran(paths, tmp_path / "out", engine, settings=Settings())
    assert sorted(engine.done) == [path.name for path in paths if path != paths[4]]


@pytest.mark.parametrize(("retry", "done"), [(False, []), (True, ["filing-00001.md"])])
def test_a_failed_input_is_tried_again_when_asked(
    retry: bool, done: list[str], paths: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran(paths, out)
    with Ledger(out) as ledger:
        known = ledger.find(str(paths[1]))
        assert known is not None
        ledger.record(replace(known, status=Status.FAILED, documents={}, code="too-slow"))
    assert again(paths, out, retry_failed=retry) == done


def test_inputs_of_one_month_have_names_of_their_own_whatever_was_there_before(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    one, two, three = (folder / f"{name}.md" for name in ("one", "two", "three"))
    one.write_text(text(2))
    two.write_text(text(3))
    three.write_text(text(3) + "\n")
    out = tmp_path / "out"
    assert statuses(ran([one, two, three], out)) == ["done", "done", "done"]
    assert len(left(out)[0]) == 9
    one.write_text(text(3))  # the bytes of the second
    assert statuses(ran([one, two, three], out)) == ["done", "refused", "done"]
    ran([one, two, three], tmp_path / "with-copies")
    assert left(out) == left(tmp_path / "with-copies")
    one.write_text(text(2))
    assert statuses(ran([one, two, three], out)) == ["done", "done", "done"]
    ran([one, two, three], tmp_path / "undisturbed")
    assert left(out) == left(tmp_path / "undisturbed")


def test_rows_are_committed_while_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_module, "_COMMIT_AFTER", 0)
    with Ledger(tmp_path) as ledger:
        with ledger.kept_if_written():
            ledger.record(ENTRY)
        assert list(entries(tmp_path)) == [ENTRY]


def test_a_row_whose_documents_were_not_written_is_forgotten(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger, pytest.raises(OutputError), ledger.kept_if_written():
        ledger.record(ENTRY)
        raise OutputError("no room")
    assert list(entries(tmp_path)) == []
