"""The public suite is what the definition makes of it, speaks of everything, and Arelle passes all of it."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

from converter import definition
from converter.authoring import write_package
from tests.conformance.suite import FOLDER, committed_files, suite_files


def test_the_committed_files_are_those_of_the_definition() -> None:
    made, committed = suite_files(), committed_files()
    differing = sorted(path for path in made.keys() | committed.keys() if made.get(path) != committed.get(path))
    assert differing == [], "write them again: python -m tests.conformance"


def test_every_rule_has_a_test_case() -> None:
    files = committed_files()
    assert [rule.id for rule in definition.load().rules if f"testcases/{rule.id}.xml" not in files] == []


def test_arelle_passes_the_suite(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    command = [
        *(Path(sys.executable).parent / "arelleCmdLine", "--file", FOLDER / "index.xml", "--validate"),
        *("--packages", write_package(tmp_path), "--calc", "c11r", "--internetConnectivity", "offline"),
        *("--cacheDirectory", tmp_path / "cache", "--csvTestReport", report, "--logFile", tmp_path / "arelle.log"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    with report.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["Id"], row["Actual"]) for row in rows if row["Status"] != "pass"] == []
    assert Counter(row["Status"] for row in rows)["pass"] == len(
        [path for path in committed_files() if "instances" in path]
    )
