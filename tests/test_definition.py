"""The definition: complete for the form, and told apart from one that contradicts itself."""

from __future__ import annotations

import ast
import copy
import random
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from converter import definition, resources
from converter.authoring import built_files
from converter.cli import main
from converter.definition import reading
from converter.errors import DefinitionError
from converter.model import ClassKind, Edition, MovementKind
from converter.rules.expression import compile_expression
from converter.walk import entries, form_paths
from tests import returns

SOURCE = resources.TAXONOMY / "definition"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SOURCE, tmp_path / "definition"))


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_every_figure_of_the_form_has_a_concept() -> None:
    assert set(form_paths()) == set(definition.load().concepts_by_path)


@pytest.mark.parametrize("name", returns.ALL)
def test_the_paths_of_the_form_are_those_of_real_returns(name: str) -> None:
    assert {entry.path for entry in entries(returns.ALL[name]())} <= set(form_paths())


def test_classes_and_types_of_issue_are_those_of_the_model() -> None:
    loaded = definition.load()
    assert [member.key for member in loaded.axis("class").members] == [str(kind) for kind in ClassKind]
    kinds = [str(kind) for kind in MovementKind]
    assert [member.key for member in loaded.enumeration("type-of-issue").members] == kinds
    assert [concept.kind for concept in loaded.concepts_by_path["other_movements.rows.issued"]] == kinds


def test_a_balance_has_labels_for_its_opening_and_its_closing() -> None:
    labels = definition.load().concept("NumberOfIssuedShares").labels
    assert labels["period-start"]["en"] == "Number of issued shares, balance at close of preceding month"
    assert labels["period-end"]["en"] == "Number of issued shares, balance at close of the month"


def test_a_concept_of_several_editions_has_the_names_that_they_print() -> None:
    labels = definition.load().concept("NumberOfIssuedShares").labels
    assert labels["terse"]["en"] == "Number of issued shares (excluding treasury shares)"
    assert labels["edition-ff301-1-0"]["en"] == "Number of issued shares"
    assert labels["edition-2009"]["en"] == "No. of shares"


def test_what_is_printed_in_two_sections_is_one_concept_the_first_printing_counts() -> None:
    printed = [concept for concept in definition.load().concepts if concept.first_printed]
    assert {concept.name for concept in printed} >= {"NameOfClassOfShares", "ListedOnTheExchange", "StockCode"}
    for concept in printed:
        assert [path.split(".")[0] for path in concept.paths] == ["authorised", "issued"]


def test_rules_between_returns_are_in_the_catalogue_and_are_not_evaluated() -> None:
    loaded = definition.load()
    between = {rule.id for rule in loaded.rules_between}
    assert "MR-II-CONT" in between
    assert not between & set(loaded.rules_by_id)


def test_the_reasons_for_which_a_rule_between_returns_need_not_hold_have_codes() -> None:
    reasons = {rule.id: [reason.reason for reason in rule.exceptions] for rule in definition.load().rules_between}
    assert reasons["MR-II-CONT"] == [
        "restated-after-subdivision-or-consolidation",
        "revised-return",
        "reclassification-between-classes",
        "class-renamed",
    ]
    assert reasons["MR-II-NDDR"] == ["repurchased-not-yet-cancelled"]


def test_rules_of_reading_name_codes_that_the_reader_tells() -> None:
    sources = [*(resources.TAXONOMY.parent / "converter" / "forms").rglob("*.py")]
    sources += (resources.TAXONOMY.parent / "converter" / "rules").glob("*.py")
    trees = [ast.parse(source.read_text("utf-8")) for source in sources]
    told = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    named = [code for rule in definition.load().rules_reading for code in rule.findings]
    assert len(named) >= 5
    assert [code for code in named if code not in told] == []
    assert not {rule.id for rule in definition.load().rules_reading} & set(definition.load().rules_by_id)


def test_rules_name_their_editions() -> None:
    rules = definition.load().rules_by_id
    assert rules["MR-II-ROLL"].editions == definition.load().editions == tuple(str(edition) for edition in Edition)
    assert rules["MR-II-TREASROLL"].editions == ("FF301 v1.1", "FF301 v1.2")


def test_a_rule_for_several_parts_is_written_out() -> None:
    rule = definition.load().rules_by_id["MR-III-TOT-C"]
    assert rule.section == "III.C"
    assert rule.variable("total").concepts == ("NumberOfSharesIssuedPursuantToConvertibles",)
    assert rule.test == "$total eq sum($rows) + sum(for $n in $transferred return abs($n))"


def test_a_tolerance_becomes_part_of_the_test() -> None:
    rule = definition.load().rules_by_id["MR-I-PROD"]
    assert rule.test == f"abs(({rule.left}) - ({rule.right})) le ({rule.tolerance})"


@pytest.mark.parametrize("rule", definition.load().rules, ids=lambda rule: rule.id)
def test_every_expression_can_be_evaluated(rule: definition.Rule) -> None:
    texts = [rule.test, rule.when, *(exception.test for exception in rule.exceptions)]
    names = {variable.name for variable in rule.variables}
    for text in filter(None, texts):
        assert compile_expression(text).variables <= names


def test_an_unknown_concept_is_told() -> None:
    with pytest.raises(DefinitionError, match="no concept 'Nothing'"):
        definition.load().concept("Nothing")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("concepts.toml", 'name = "Remarks"', 'name = "NameOfIssuer"', r"'NameOfIssuer' occurs 2 times"),
        ("concepts.toml", 'name = "Remarks"', 'name = "remarks"', "remarks: the name is not in CamelCase"),
        ("concepts.toml", 'label.en = "Month ended"', 'label.en = "Remarks"', "label 'Remarks' occurs 2 times"),
        ("concepts.toml", 'type = "date"', 'type = "day"', "MonthEnded: there is no type 'day'"),
        ("concepts.toml", '"header.issuer"', '"header.name"', "NameOfIssuer: there is no path 'header.name'"),
        ("concepts.toml", '"header.issuer"', '"header.month_ended"', "no kind tells them apart"),
        ("concepts.toml", 'section = "H"', 'section = "Z"', "MonthEnded: there is no section 'Z'"),
        ("concepts.toml", 'cubes = ["return"]', 'cubes = ["year"]', "MonthEnded: there is no cube 'year'"),
        ("concepts.toml", 'period = "duration"', 'period = "year"', "MonthEnded: there is no period 'year'"),
        ("concepts.toml", 'paths = ["header.issuer"]', "", "NameOfIssuer: it has neither paths nor an attribute"),
        ("concepts.toml", 'period = "instant"', 'period = "duration"', "an opening balance is an instant"),
        (
            "concepts.toml",
            'documentation.en = "The last day of the month that the return is about."\n',
            "",
            "MonthEnded: documentation is missing in en",
        ),
        ("concepts.toml", 'label.zh-Hant = "截至月份"\n', "", "MonthEnded: label is missing in zh-Hant"),
        ("concepts.toml", '"截至月份"', '"備註"', "label '備註' occurs 2 times"),
        ("concepts.toml", "<What-zh>", "<what-zh>", "NotApplicable: label.zh-Hant: nothing replaces <what-zh>"),
        (
            "concepts.toml",
            'edition-2009.en = "No. of shares"\nedition-2009.zh-Hant = ',
            'edition-2008.en = "No. of shares"\nedition-2008.zh-Hant = ',
            "there is no label role 'edition-2008'",
        ),
        ("concepts.toml", 'rules = "public-float"', 'rules = "none"', "there is no group of rules 'none'"),
        ("concepts.toml", 'inflow_of = "NumberOf', 'inflow_of = "No', "there is no concept 'NoAuthorisedShares'"),
        ("concepts.toml", 'inflow_of = "NumberOfAuthorisedShares"', 'inflow_of = "ParValue"', "no movement of 'ParV"),
        (
            "taxonomy.toml",
            'label.zh-Hant = "普通股"\n',
            "",
            "OrdinarySharesMember: label is missing in zh-Hant",
        ),
        ("rules.toml", 'label.zh-Hant = "月', 'label.zh = "月', "MR-H-EOM: label is missing in zh-Hant"),
        ("rules.toml", 'editions = "ff301"', 'editions = "none"', "MR-H-STATUS: 'none' is missing or unknown"),
        ("rules.toml", "MR-II-CONT", "MR-II-ROLL", "the id 'MR-II-ROLL' occurs 2 times"),
        ("rules.toml", 'section = "II"\neditions = "all"', 'section = "0"\neditions = "all"', "no section '0'"),
        ("concepts.toml", 'enumeration = "type-of-issue"', "", "TypeOfIssue: a type enumeration"),
        ("concepts.toml", 'type = "date"\n', "", "MonthEnded: 'type' is missing"),
        ("concepts.toml", "[[concept]]", "[concept", "concepts.toml cannot be read"),
        ("taxonomy.toml", "base =", "root =", "taxonomy.toml, the file: 'base' is missing"),
        ("taxonomy.toml", 'file = "hkmr-all.xsd"', 'files = "x"', "taxonomy.toml, the file"),
        ("rules.toml", "MR-I-ROLLCAP", "MR-I-ROLL", "the id 'MR-I-ROLL' occurs 2 times"),
        ("rules.toml", "MR-H-EOM", "H-eom", "H-eom: the id is not MR-"),
        ("rules.toml", 'severity = "error"', 'severity = "fatal"', "MR-H-EOM: there is no severity 'fatal'"),
        ("rules.toml", '$closing"\nright', '$close"\nright', "MR-I-ROLL: there is no variable 'close'"),
        ("rules.toml", 'at = "opening" }', 'at = "dawn" }', "MR-I-ROLL: variable opening: there is no time 'dawn'"),
        ("rules.toml", ', at = "opening" }', "}", "balance stands only beside balances"),
        ("rules.toml", "fallback = 0 }", "fallback = 1 }", "MR-I-ROLL: variables.increase.fallback: 1 is not 0"),
        ("rules.toml", 'lines = "none"', 'lines = "two"', "there is no word for lines or rows 'two'"),
        ("rules.toml", 'classes = "none"', 'classes = "gold"', "there is no word for classes 'gold'"),
        ("rules.toml", '{ concept = "MonthEnded" }', '{ concept = "Month" }', "no concept 'Month'"),
        ("rules.toml", '{ concept = "MonthEnded" }', '{ concept = "MonthEnded", when = 1 }', "MR-H-EOM: .*'when'"),
        ("rules.toml", 'concept = "MonthEnded"', 'concepts = "months"', "MR-H-EOM: 'months' is missing or unknown"),
        ("rules.toml", '"SubscriptionPrice",\n', '"NumberOfIssuedShares",\n', "not all reported 'during'"),
        ("rules.toml", 'test = "day-from', 'tests = "day-from', "MR-H-EOM: there is no word 'tests'"),
        ("rules.toml", " and exists($title)", "", "MR-H-SIGN: the variable 'title' is not used"),
        ("rules.toml", 'reason = "class-misprinted"', 'reason = "class-not-stated"', "reason .* occurs 2 times"),
        ("rules.toml", 'mechanism = "calculation"', 'mechanism = "guess"', "there is no mechanism 'guess'"),
        ("rules.toml", "parts = [", 'parts = ["MonthEnded",', "not numbers of one type and period"),
        ("rules.toml", 'reason = "par-value-rounded"\n', "", "MR-I-PROD: exception.1.: 'reason' is missing"),
        ("rules.toml", 'reason = "par-value-rounded"', "reason = 7", "MR-I-PROD: exception.1..reason: 7 is not a text"),
        ("rules.toml", "[[rule.exception]]", "[[rule.exeption]]", "MR-H-DUE: there is no word 'exeption'"),
        ("rules.toml", "sequence = true", 'sequence = "yes"', "treasury.sequence: 'yes' is not true or false"),
        ("rules.toml", 'concept = "MonthEnded"', 'at = "during"', "MR-H-EOM: variable ended: it names no concept"),
        ("rules.toml", "# ---- Between returns", "[[betwen]]", "the file: there is no word 'betwen'"),
        ("taxonomy.toml", 'axes = ["class"]', 'axes = ["clas"]', "cube class: there is no axis 'clas'"),
        ("taxonomy.toml", 'base = "https', 'base = "ftp', "base: 'ftp.*' is not an absolute address"),
        ("taxonomy.toml", 'release = "2026-11-20"', "release = 2026-11-20", "release: .* is not a date such as"),
        ("taxonomy.toml", 'treasury = ["FF301 v1.1"', 'treasury = ["FF301"', "treasury: there is no edition 'FF301'"),
        ("taxonomy.toml", 'name.zh-Hant = "香港股份', 'name.zh = "香港股份', "the file: name is missing in zh-Hant"),
        (
            "taxonomy.toml",
            'words.zh-Hant = ["新提交"]\n',
            "",
            "member new-submission has no words in zh",
        ),
        ("taxonomy.toml", '"Resubmission"', '"New submission"', "'new submission' are those of new-submission and re-"),
        ("taxonomy.toml", 'key = "re-submission"', 'key = "new-submission"', "the key 'new-submission' occurs 2 times"),
        (
            "concepts.toml",
            'choice_of = "SubmissionStatus"',
            'choice_of = "Status"',
            "there is no concept 'Status'",
        ),
        (
            "concepts.toml",
            'choice_of = "SubmissionStatus"',
            'choice_of = "MonthEnded"',
            "'MonthEnded' whose",
        ),
        ("concepts.toml", 'enumeration = "submission-status"', 'enumeration = "statuses"', "no enumeration 'statuses'"),
        (
            "concepts.toml",
            'paths = ["header.status"]',
            'path = ["header.status"]',
            "Status: there is no word 'path'",
        ),
        ("concepts.toml", 'label.en = "Month ended"', "label.en = 5", "MonthEnded: label.en: 5 is not a text"),
        ("concepts.toml", 'name = "MonthEnded"', 'name = ["MonthEnded"]', "name: .'MonthEnded'. is not a text"),
    ],
)
def test_a_contradiction_is_told_with_its_entry(folder: Path, file: str, old: str, new: str, told: str) -> None:
    with pytest.raises(DefinitionError, match=told) as raised:
        definition.load(changed(folder, file, old, new))
    assert str(raised.value).startswith(file)
    assert "Then run: monthly-return taxonomy build" in str(raised.value)


def entries_of(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of everything in a file."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*place, key)
        yield from entries_of(item, (*place, key))


def kind_of(place: tuple[Any, ...]) -> tuple[Any, ...]:
    """A place without the numbers of entries and the names of variables: what it is a place of."""
    named = zip(place, ("", *place[:-1]), strict=True)
    return tuple("*" if isinstance(key, int) or above == "variables" else key for key, above in named)


def broken_at(table: Any, place: tuple[Any, ...], how: str) -> Any:
    """A copy of a file with one thing taken out, renamed, or of another kind."""
    copied = copy.deepcopy(table)
    holder = copied
    for key in place[:-1]:
        holder = holder[key]
    if how == "another kind":
        holder[place[-1]] = 7
    elif how == "a list":
        holder[place[-1]] = ["nothing known"]
    elif how == "renamed" and isinstance(holder, dict):
        holder[f"{place[-1]}x"] = holder.pop(place[-1])
    else:
        del holder[place[-1]]
    return copied


@pytest.mark.parametrize("file", ["taxonomy.toml", "concepts.toml", "rules.toml"])
def test_whatever_is_broken_is_told_or_is_a_definition_still(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {path.name: tomllib.loads(path.read_text("utf-8")) for path in SOURCE.glob("*.toml")}
    by_kind = {kind_of(place): place for place in entries_of(tables[file])}
    dice = random.Random(2026)
    told = 0
    for place in by_kind.values():
        how = dice.choice(["gone", "renamed", "another kind", "a list"])
        broken = {**tables, file: broken_at(tables[file], place, how)}
        monkeypatch.setattr(reading, "_toml", lambda path, broken=broken: broken[path.name])
        try:
            definition.load.__wrapped__()
        except DefinitionError as error:
            told += 1
            assert str(error).startswith(("taxonomy.toml", "concepts.toml", "rules.toml"))
    assert told > len(by_kind) / 2 > 30


def test_an_expression_that_no_judge_understands_is_told_with_its_rule(folder: Path) -> None:
    loaded = definition.load(changed(folder, "rules.toml", 'test = "day-from-date(', 'test = "day-of-date('))
    with pytest.raises(DefinitionError, match=r"rules.toml, MR-H-EOM: .*day-of-date.*Correct the expression"):
        built_files(loaded)


def test_a_mistake_in_the_definition_is_told_by_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken() -> None:
        raise DefinitionError("rules.toml, MR-I-ROLL: there is no variable 'close'")

    monkeypatch.setattr(definition, "load", mistaken)
    for command in ("build", "check"):
        result = CliRunner().invoke(main, ["taxonomy", command])
        assert (result.exit_code, result.output) == (
            1,
            "Error: taxonomy/definition: rules.toml, MR-I-ROLL: there is no variable 'close'\n",
        )
