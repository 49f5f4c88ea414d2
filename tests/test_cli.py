"""The commands: what they print where, what they leave behind, and their exit status."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from converter import definition
from converter.cli import main
from converter.cli.exit_status import ExitStatus, gravest
from converter.reading.source import MAX_BYTES, Source, read_source
from converter.validation.arelle_interface import ArelleValidator
from converter.validation.calculations import evaluated_calculations
from tests.conftest import CHECKOUT

EXAMPLES = CHECKOUT / "examples"
KINGSOFT = EXAMPLES / "kingsoft-2011-11.md"
CHINASOFT = EXAMPLES / "chinasoft-2011-11.md"
WRONG = next(EXAMPLES.rglob("wrong-figure*"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_converting_prints_each_filing_with_its_gravest_findings_and_a_summary(tmp_path: Path) -> None:
    result = run("convert", CHINASOFT, KINGSOFT, "--out", tmp_path)
    lines = result.stdout.splitlines()
    assert [line[:10] for line in lines] == ["CHINASOFT ", "  warning ", "Kingsoft C", "2 inputs: "]
    assert lines[1].startswith("  warning MR-III-TOT-C.class-misprinted (page ")
    assert lines[0].startswith("CHINASOFT INTERNATIONAL LIMITED, 00354, 2011-11, edition 2009-2013: ")
    for count in (
        "facts; rules ",
        " satisfied, ",
        " broken, ",
        " explained, ",
        " not evaluated; figures ",
        " damaged, ",
    ):
        assert count in lines[0]
    assert lines[3] == "2 inputs: 2 converted, 0 refused, 0 failed"
    assert result.stderr == ""
    assert result.exit_code == ExitStatus.HOLDS
    stems = ("00354-2011-11", "03888-2011-11")
    assert left_in(tmp_path) == sorted(stem + end for stem in stems for end in (".xml", ".xbrl", ".findings.json"))


def test_json_output_is_one_document_for_each_filing_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "out"
    result = run("convert", KINGSOFT, tmp_path / "empty.txt", "--out", out, "--format", "json")
    converted, refused, summary = (json.loads(line) for line in result.stdout.splitlines())
    assert converted["status"] == "converted"
    assert converted["documents"] == ["03888-2011-11.xml", "03888-2011-11.xbrl", "03888-2011-11.findings.json"]
    findings = json.loads((out / "03888-2011-11.findings.json").read_bytes())
    assert {name: converted[name] for name in ("source", "return", "counts")} == {
        name: findings[name] for name in ("source", "return", "counts")
    }
    assert (refused["status"], refused["code"]) == ("refused", "empty-file")
    assert summary == {"summary": {"inputs": 2, "converted": 1, "refused": 1, "failed": 0}}
    assert result.exit_code == ExitStatus.REFUSED


def test_a_broken_rule_gives_status_1_and_the_documents_all_the_same(tmp_path: Path) -> None:
    result = run("convert", WRONG, "--out", tmp_path)
    assert result.exit_code == ExitStatus.BROKEN
    assert ", 0 broken" not in result.stdout
    assert len(left_in(tmp_path)) == 3


REFUSED = {
    "an empty file": (b"", "empty-file"),
    "a letter": (b"Dear Sirs, please find enclosed our annual report.\n" * 20, "not-a-return"),
    "a large file": (b"x" * (MAX_BYTES + 1), "file-too-large"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_input_is_named_with_its_reason_and_leaves_nothing(what: str, tmp_path: Path) -> None:
    content, code = REFUSED[what]
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    out = tmp_path / "out"
    result = run("convert", bad, "--out", out)
    assert result.exit_code == ExitStatus.REFUSED
    assert result.stderr.startswith(f"{bad}: refused ({code}): ")
    assert result.stdout == "1 input: 0 converted, 1 refused, 0 failed\n"
    assert left_in(out) == []


def test_a_refused_input_does_not_stop_the_next_one(tmp_path: Path) -> None:
    result = run("convert", tmp_path / "missing.md", KINGSOFT, "--out", tmp_path)
    assert "missing.md: refused (cannot-be-opened): " in result.stderr
    assert result.stdout.endswith("2 inputs: 1 converted, 1 refused, 0 failed\n")
    assert result.exit_code == ExitStatus.REFUSED


@pytest.mark.parametrize("batch", [(), ("--jobs", "1", "--no-validate")], ids=["alone", "batch"])
def test_every_filing_of_a_month_has_documents_of_its_own(batch: tuple[str, ...], tmp_path: Path) -> None:
    again = tmp_path / "again.md"
    again.write_bytes(KINGSOFT.read_bytes() + b"\n")
    name = f"03888-2011-11-{sha256(again.read_bytes()).hexdigest()[:8]}"
    out = tmp_path / "out"
    for inputs in ([KINGSOFT, again], [again], [again, KINGSOFT]):  # whichever came first keeps its name
        result = run("convert", *inputs, "--out", out, *batch)
        assert result.exit_code == ExitStatus.HOLDS
        sources = {path.name: json.loads(path.read_bytes())["source"]["name"] for path in out.glob("*.findings.json")}
        assert sources == {"03888-2011-11.findings.json": KINGSOFT.name, f"{name}.findings.json": again.name}


@pytest.mark.parametrize("batch", [(), ("--jobs", "1", "--no-validate")], ids=["alone", "batch"])
def test_folders_in_a_folder_are_named_and_a_pattern_takes_their_files(batch: tuple[str, ...], tmp_path: Path) -> None:
    deep = tmp_path / "archive" / "2011"
    deep.mkdir(parents=True)
    (deep / "a.md").write_bytes(KINGSOFT.read_bytes())
    (deep.parent / "b.md").write_bytes(CHINASOFT.read_bytes())
    flat = run("convert", deep.parent, "--out", tmp_path / "flat", *batch)
    assert f"{deep.parent}: the folders in it are not entered (2011); '{deep.parent}/**/*' takes" in flat.stderr
    assert "1 input: 1 converted" in flat.stdout
    whole = run("convert", f"{deep.parent}/**/*", "--out", tmp_path / "whole", *batch)
    assert "2 inputs: 2 converted" in whole.stdout
    assert "not entered" not in whole.stderr


@pytest.mark.parametrize("batch", [(), ("--jobs", "1", "--no-validate")], ids=["alone", "batch"])
def test_the_same_bytes_are_converted_once(batch: tuple[str, ...], tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_bytes(KINGSOFT.read_bytes())
    out = tmp_path / "out"
    result = run("convert", KINGSOFT, copy, "--out", out, *batch)
    assert f"{copy}: refused (same-content): These are the bytes of " in result.stderr
    assert "2 inputs: 1 converted, 1 refused, 0 failed" in result.stdout
    moved = run("convert", copy, "--out", out, *batch)  # an archive that has moved is no copy
    assert moved.exit_code == ExitStatus.HOLDS
    assert len([path for path in out.iterdir() if not path.name.startswith(".")]) == 3


def test_a_later_run_replaces_the_documents_with_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in _converted(tmp_path)}
    again = {path.name: path.read_bytes() for path in _converted(tmp_path)}
    assert again == first and len(first) == 3


def _converted(folder: Path) -> list[Path]:
    assert run("convert", KINGSOFT, "--out", folder).exit_code == ExitStatus.HOLDS
    return sorted(folder.iterdir())


def test_a_folder_stands_for_its_files_and_a_pattern_for_what_it_matches(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    (inbox / "below").mkdir(parents=True)
    shutil.copy(KINGSOFT, inbox / "b.md")
    shutil.copy(CHINASOFT, inbox / "a.md")
    (inbox / ".hidden").write_text("not mine")
    by_folder = run("convert", inbox, "--out", tmp_path / "1")
    by_pattern = run("convert", f"{inbox}/*.md", "--out", tmp_path / "2")
    assert by_folder.stdout == by_pattern.stdout
    assert by_folder.stdout.endswith("2 inputs: 2 converted, 0 refused, 0 failed\n")
    assert run("convert", f"{inbox}/*.none", "--out", tmp_path / "3").exit_code == ExitStatus.REFUSED


@pytest.mark.parametrize("command", ["convert", "validate"])
def test_an_empty_folder_is_refused_rather_than_passed_over(command: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    out = ("--out", tmp_path / "out") if command == "convert" else ()
    result = run(command, tmp_path / "in", *out)
    assert "in: refused (empty-folder): " in result.stderr
    assert result.exit_code == ExitStatus.REFUSED


def test_a_defect_is_reported_and_the_next_input_has_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(content: bytes, name: str, *, ocr: bool) -> None:
        raise ZeroDivisionError("ours")

    with monkeypatch.context() as patched:
        patched.setattr("converter.cli.convert.convert_bytes", stumble)
        result = run("convert", KINGSOFT, CHINASOFT, "--out", tmp_path)
    assert result.exit_code == ExitStatus.DEFECT
    assert f"{KINGSOFT}: defect (defect): ZeroDivisionError: ours (test_cli.py, line " in result.stderr
    assert result.stdout == "2 inputs: 0 converted, 0 refused, 2 failed\n"


@pytest.mark.parametrize(("flags", "expected"), [((), False), (("--ocr",), True)])
def test_pictures_are_read_only_where_it_is_asked_for(
    flags: tuple[str, ...], expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def read(content: bytes, name: str, *, ocr: bool) -> Source:
        asked.append(ocr)
        return read_source(content, name)

    monkeypatch.setattr("converter.pipeline.read_source", read)
    assert run("convert", KINGSOFT, "--out", tmp_path, *flags).exit_code == ExitStatus.HOLDS
    assert run("show", KINGSOFT, *flags).exit_code == ExitStatus.HOLDS
    assert asked == [expected, expected]


def test_a_pdf_and_a_text_are_converted_side_by_side(filings: Path, tmp_path: Path) -> None:
    pdf = next(filings.glob("ff301-*.pdf"))
    result = run("convert", pdf, KINGSOFT, "--out", tmp_path)
    assert result.exit_code == ExitStatus.HOLDS
    assert result.stdout.startswith("Moon Inc., 01723, 2026-01, edition FF301 v1.2: ")
    assert result.stdout.endswith("2 inputs: 2 converted, 0 refused, 0 failed\n")
    assert len(left_in(tmp_path)) == 6


def test_show_lays_a_return_out_as_its_own_edition_does(filings: Path) -> None:
    shown = run("show", next(filings.glob("ff301-*.pdf"))).stdout
    assert "III. (C). Convertibles (i.e. Convertible into Shares of the Issuer)" in shown
    assert re.search(r"^      Requirement has been complied with +yes  stated ", shown, re.MULTILINE)
    assert re.search(
        r"^    All issued shares\n      Balance at close of preceding month +478,272,000 ", shown, re.MULTILINE
    )
    assert "Remarks" not in shown[shown.index("\nSignature\n") :]  # they stand below the sections


@pytest.mark.parametrize(
    "arguments", [("convert",), ("convert", str(KINGSOFT)), ("show",), ("validate",), ("nothing",)]
)
def test_wrong_usage_has_its_own_status(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == ExitStatus.USAGE


def test_a_folder_that_fills_up_ends_the_run_and_keeps_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("converter.writing.files.os.fsync", full)
    result = run("convert", KINGSOFT, "--out", tmp_path)
    assert result.exit_code == ExitStatus.USAGE
    assert f"The folder {tmp_path} cannot be written: No space left on device." in result.stderr
    assert left_in(tmp_path) == []


def test_an_output_folder_that_cannot_be_made_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("convert", KINGSOFT, "--out", tmp_path / "file" / "below")
    assert result.exit_code == ExitStatus.USAGE
    assert "cannot be written" in result.stderr


def test_the_gravest_status_is_given() -> None:
    assert gravest([]) is ExitStatus.HOLDS
    assert gravest([ExitStatus.BROKEN, ExitStatus.DEFECT, ExitStatus.REFUSED]) is ExitStatus.DEFECT


def test_show_prints_the_return_section_by_section() -> None:
    result = run("show", CHINASOFT)
    assert result.exit_code == ExitStatus.HOLDS
    sections = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert sections[1:3] == ["Header", "I. Movements in Authorised Share Capital"]
    assert "4,000,000,000  stated" in result.stdout
    assert all(len(line) <= 120 for line in result.stdout.splitlines())


def test_show_prints_the_whole_return_as_json() -> None:
    document = json.loads(run("show", CHINASOFT, "--format", "json").stdout)
    opening = document["issued"]["blocks"][0]["opening"]
    assert (opening["state"], opening["value"], opening["page"]) == ("stated", 1_455_013_259, 1)


def test_show_of_a_bad_file_says_why(tmp_path: Path) -> None:
    result = run("show", tmp_path / "missing")
    assert result.exit_code == ExitStatus.REFUSED
    assert result.stdout == "" and "cannot-be-opened" in result.stderr


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    run("convert", KINGSOFT, WRONG, "--out", folder)
    return folder


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "converter", "--help"], capture_output=True, text=True, cwd=CHECKOUT)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: monthly-return [OPTIONS] COMMAND")


def table(text: str) -> dict[str, list[int]]:
    rows = (line.split() for line in text.splitlines() if line.startswith("MR-"))
    return {rule: [int(count) for count in counts] for rule, *counts in rows}


def test_validating_prints_each_instance_the_coverage_by_rule_and_a_summary(converted: Path) -> None:
    result = run("validate", converted)
    lines = result.stdout.splitlines()
    assert lines[0] == "03888-2011-11.xbrl: valid"
    assert any(line.endswith("-2012-09.xbrl: invalid") for line in lines)
    assert re.search(r"^  error MR-\S+: .+$", result.stdout, re.MULTILINE)
    coverage = table(result.stdout)
    assert list(coverage) == [rule.id for rule in definition.load().rules]
    assert all(sum(counts) >= 1 for counts in coverage.values())
    assert coverage["MR-II-ROLL"][0] > 0
    assert lines[-1] == "2 instances: 1 valid, 1 invalid, 0 refused, 0 failed"
    assert result.exit_code == ExitStatus.BROKEN


def test_validating_counts_as_converting_does(converted: Path) -> None:
    instance = converted / "03888-2011-11.xbrl"
    judged, summary = (json.loads(line) for line in run("validate", instance, "--format", "json").stdout.splitlines())
    assert judged["coverage"] == json.loads(instance.with_suffix(".findings.json").read_bytes())["coverage"]
    assert summary == {"summary": {"inputs": 1, "valid": 1, "invalid": 0, "refused": 0, "failed": 0}}


def test_calculations_are_counted_where_there_is_something_to_add_up(converted: Path) -> None:
    calculations = [rule for rule in definition.load().rules if rule.is_calculation]
    counts = evaluated_calculations(converted / "03888-2011-11.xbrl")
    assert sorted(counts) == sorted(rule.id for rule in calculations)
    assert any(counts.values())


def test_what_is_not_an_instance_is_refused_and_the_next_one_judged(converted: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xbrl").write_text("not XML")
    result = run("validate", tmp_path, tmp_path / "missing.xbrl", converted / "03888-2011-11.xbrl")
    assert re.search(r"a\.xbrl: refused \(\S+\): ", result.stderr)
    assert "missing.xbrl: refused (cannot-be-opened): " in result.stderr
    assert result.stdout.endswith("3 instances: 1 valid, 0 invalid, 2 refused, 0 failed\n")
    assert result.exit_code == ExitStatus.REFUSED


def test_refusals_and_verdicts_of_a_validation_as_json(converted: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xbrl").write_text("<a/>")
    wrong = next(path for path in converted.glob("*-2012-09.xbrl"))
    refused, judged, summary = map(json.loads, run("validate", tmp_path, wrong, "--format", "json").stdout.splitlines())
    assert (refused["status"], refused["code"]) == ("refused", "not-an-instance")
    assert judged["status"] == "invalid"
    broken = {rule for rule, counts in judged["coverage"].items() if counts["broken"]}
    assert broken == {message["code"] for message in judged["messages"] if message["severity"] == "error"} != set()
    assert summary == {"summary": {"inputs": 2, "valid": 0, "invalid": 1, "refused": 1, "failed": 0}}


def test_an_arelle_that_cannot_work_is_a_defect_of_ours(converted: Path) -> None:
    with ArelleValidator():  # a second one may not be open
        result = run("validate", converted)
    assert result.exit_code == ExitStatus.DEFECT
    assert result.stdout == "" and result.stderr.startswith("Error: An ArelleValidator is open")


def test_the_taxonomy_is_what_its_definition_says() -> None:
    result = run("taxonomy", "check")
    assert (result.exit_code, result.stdout) == (0, "The taxonomy is what its definition says.\n")


def test_the_taxonomy_is_built_anywhere_and_a_change_is_found(tmp_path: Path) -> None:
    built = run("taxonomy", "build", "--root", tmp_path)
    assert built.exit_code == 0
    entry_point = next(tmp_path.rglob("hkmr-all.xsd"))
    entry_point.write_text("changed")
    checked = run("taxonomy", "check", "--root", tmp_path)
    assert checked.exit_code == 1
    assert "hkmr-all.xsd" in checked.stdout and "monthly-return taxonomy build" in checked.stderr


def test_the_taxonomy_package_is_a_zip(tmp_path: Path) -> None:
    printed = run("taxonomy", "package", "--out", tmp_path).stdout.strip()
    names = zipfile.ZipFile(printed).namelist()
    assert any(name.endswith("META-INF/taxonomyPackage.xml") for name in names)


def test_show_says_below_the_return_what_could_not_be_read(tmp_path: Path) -> None:
    filing = tmp_path / "a.md"
    filing.write_bytes(KINGSOFT.read_bytes().replace(b"3888", b"3B8B", 1))
    shown, _, findings = run("show", filing).stdout.partition("\nFindings of the reading\n")
    assert "'3B8B'" in shown
    assert findings.splitlines()[0].startswith(
        "  warning no-stock-code (page 1, line 9: 'Kingsoft Corporation Limited')"
    )
    assert "  warning figure-damaged (page 1, line 16: '3B8B')" in findings
    assert "Findings" not in run("show", KINGSOFT).stdout
