"""The example filings are what the typesetter writes, and their instances what the command makes of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from converter.reading.source import read_source
from tests.generator import examples

CONVERTED = examples.FOLDER / "converted"
NAMES = [example.name for example in examples.all_examples()]


def test_every_example_is_written() -> None:
    kept = [path for path in examples.FOLDER.rglob("*.*") if path.parent != CONVERTED]
    assert sorted(path.relative_to(examples.FOLDER).as_posix() for path in kept) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_written_alike_every_time(name: str, tmp_path: Path) -> None:
    examples.write(tmp_path)
    made, kept = ((folder / name).read_bytes() for folder in (tmp_path, examples.FOLDER))
    if name.endswith(".pdf"):  # another release of the PDF maker may write other bytes for the same page
        assert read_source(made, name).lines == read_source(kept, name).lines
    else:
        assert made == kept


def test_the_command_makes_the_same_instances_every_time(tmp_path: Path) -> None:
    filings = [str(examples.FOLDER / name) for name in NAMES]
    command = [sys.executable, "-m", "converter", "convert", *filings, "--out", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stderr  # one example has a wrong figure
    made, kept = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (tmp_path, CONVERTED))
    assert sorted(made) == sorted(kept)
    changed = [name for name in made if made[name] != kept[name]]
    assert changed == [], "convert examples and examples/wrong into examples/converted again"
