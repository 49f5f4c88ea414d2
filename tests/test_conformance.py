"""The public suite is what the definition makes of it, speaks of everything, and Arelle passes all of it."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from converter import definition
from converter.authoring import write_package
from converter.definition import NUMERIC_TYPES, Rule
from tests.conformance.suite import FOLDER, committed_files, suite_files

SCENARIO = re.compile(r"\d{5} is ([a-z-]+)(?: \(([^)]+)\))?")


def test_the_committed_files_are_those_of_the_definition() -> None:
    made, committed = suite_files(), committed_files()
    differing = sorted(path for path in made.keys() | committed.keys() if made.get(path) != committed.get(path))
    assert differing == [], "write them again: python -m tests.conformance"


def case_of(name: str) -> etree._Element:
    return etree.fromstring(committed_files()[f"testcases/{name}.xml"])


@pytest.mark.parametrize("rule", definition.load().rules, ids=lambda rule: rule.id)
def test_a_rule_is_satisfied_broken_not_evaluated_and_explained_by_each_exception(rule: Rule) -> None:
    """Counted in the test case itself: by what its scenarios are said to be, and by the counts that it expects."""
    variations = case_of(rule.id).findall("{*}variation")
    said = [SCENARIO.findall(variation.findtext("{*}description") or "") for variation in variations]
    verdicts = Counter(verdict for of_variation in said for verdict, _ in of_variation)
    explained = {reason for of_variation in said for _, reasons in of_variation for reason in reasons.split("/")} - {""}
    assert min(verdicts[verdict] for verdict in ("satisfied", "broken", "not-evaluated")) > 0
    assert explained == {exception.reason for exception in rule.exceptions}
    if rule.is_calculation:  # a processor tells but that it is broken
        errors = [[verdict for verdict, _ in each] for each in said]
        assert [len(variation.findall(".//{*}error")) for variation in variations] == [
            int("broken" in verdicts) for verdicts in errors
        ]
        return
    (counts,) = map(expected_counts, variations)
    assert min(counts[rule.id]) > 0
    assert all(counts[f"{rule.id}.{reason}"][1] > 0 for reason in explained)


def expected_counts(variation: etree._Element) -> dict[str | None, tuple[int, int]]:
    """By assertion, how often it is satisfied and not."""
    return {
        test.get("assertionID"): (int(test.get("countSatisfied", 0)), int(test.get("countNotSatisfied", 0)))
        for test in variation.iterfind(".//{*}assertionTests")
    }


def test_every_dimension_and_every_type_is_violated() -> None:
    """A cube by an axis missing or too much and by a foreign member, a key by its pattern, a type by a value."""
    known = definition.load()
    names = {variation.get("id") for variation in case_of("dimensions-and-types").iterfind("{*}variation")}
    explicit = {axis.key for axis in known.axes if axis.members}
    wanted = {f"wrong.{cube.key}.foreign-member" for cube in known.cubes if explicit & set(cube.axes)}
    wanted |= {f"wrong.key-of-{axis.key}" for axis in known.axes if axis.pattern}
    wanted |= {f"wrong.value-of-{concept.type}" for concept in known.concepts if concept.enumeration is None}
    wanted |= {f"wrong.value-of-{concept.name}" for concept in known.concepts if concept.enumeration is not None}
    wanted |= {f"wrong.unit-of-{kind}" for kind in NUMERIC_TYPES & {concept.type for concept in known.concepts}}
    assert wanted - names == {"wrong.value-of-string"}  # any text is one
    for cube in known.cubes:
        assert any(str(name).startswith(f"wrong.{cube.key}.with-") for name in names)
        assert not cube.axes or any(str(name).startswith(f"wrong.{cube.key}.without-") for name in names)


WHOLLY = ("MR-H-DUE", "MR-I-PARSAME", "MR-II-TREAS", "MR-III-E-KINDS")
"""Test cases for which Arelle checks the taxonomy too, anew with each instance: most of the time of the suite."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("package"))


def report_of(file: str, package: Path, folder: Path, *options: str) -> list[dict[str, str]]:
    """What Arelle's own command reports of a file of the suite, a row for each variation."""
    report = folder / "report.csv"
    command = [
        *(Path(sys.executable).parent / "arelleCmdLine", "--file", FOLDER / file, "--validate", *options),
        *("--packages", package, "--calc", "c11r", "--utr", "--internetConnectivity", "offline"),
        *("--cacheDirectory", folder / "cache", "--csvTestReport", report, "--logFile", folder / "arelle.log"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    with report.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["Id"], row["Actual"]) for row in rows if row["Status"] != "pass"] == []
    return [row for row in rows if row["Status"] == "pass"]


def test_arelle_passes_the_suite(package: Path, tmp_path: Path) -> None:
    """The taxonomy itself is checked by :mod:`tests.test_taxonomy_arelle`, and not again with each instance."""
    rows = report_of("index.xml", package, tmp_path, "--baseTaxonomyValidation", "none")
    off_the_registry = {row["Id"] for row in rows if "utre:" in row["Actual"]}
    units = ("of-shares", "of-monetary", "of-perShare", "not-registered")
    assert off_the_registry == {f"wrong.unit-{name}" for name in units}
    assert len(rows) == len([path for path in committed_files() if "instances" in path])


@pytest.mark.parametrize("name", WHOLLY)
def test_arelle_passes_test_cases_of_which_it_checks_the_taxonomy_too(name: str, package: Path, tmp_path: Path) -> None:
    rows = report_of(f"testcases/{name}.xml", package, tmp_path)
    assert len(rows) == len(case_of(name).findall("{*}variation"))
