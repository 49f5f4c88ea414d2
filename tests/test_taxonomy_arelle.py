"""The taxonomy as Arelle sees it: valid by itself, and each rule with the verdict that Python gives."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from converter import definition
from converter.authoring import write_package
from converter.facts import Fact, Period
from converter.rules import Verdict, evaluate
from converter.validation.arelle_interface import ArelleValidator
from tests.conftest import CHECKOUT
from tests.scenarios import Scenario, scenarios

ALL = scenarios()
PERIODS = {
    Period.OPENING: "<instant>2012-05-31</instant>",
    Period.CLOSING: "<instant>2012-06-30</instant>",
    Period.DURATION: "<startDate>2012-06-01</startDate><endDate>2012-06-30</endDate>",
}


@pytest.fixture(scope="module")
def validator() -> Iterator[ArelleValidator]:
    with ArelleValidator() as open_validator:
        yield open_validator


def instance_of(group: Iterable[Scenario]) -> str:
    """One instance of many scenarios: each has an entity of its own, so that no rule mixes two of them."""
    numbered = [
        (f"c{number}-{index}", f"{number:05d}", item)
        for number, scenario in enumerate(group)
        for index, item in enumerate(scenario.facts)
    ]
    units = sorted({item.unit for _, _, item in numbered if item.unit})
    return "\n".join(
        [
            f'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:h="{definition.load().namespace}"',
            ' xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"',
            ' xmlns:d="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"',
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
            f'<link:schemaRef xlink:type="simple" xlink:href="{definition.load().entry_point}"/>',
            *(unit_element(unit) for unit in units),
            *(context(item, identifier, entity) for identifier, entity, item in numbered),
            *(fact_element(item, identifier) for identifier, _, item in numbered),
            "</xbrl>",
        ]
    )


def fact_element(item: Fact, identifier: str) -> str:
    if item.value is None:
        return f'<h:{item.concept} contextRef="{identifier}" xsi:nil="true"/>'
    numeric = f' decimals="INF" unitRef="{unit_id(item.unit)}"' if item.unit else ""
    value = str(item.value).lower() if isinstance(item.value, bool) else item.value
    return f'<h:{item.concept} contextRef="{identifier}"{numeric}>{value}</h:{item.concept}>'


def context(item: Fact, identifier: str, entity: str) -> str:
    share_class, line, row = item.dimensions.share_class, item.dimensions.line, item.dimensions.row
    members = {member.key: member.name for member in definition.load().axis("class").members}
    dimensions = ""
    if share_class:
        dimensions += f'<d:explicitMember dimension="h:ClassOfSharesAxis">h:{members[share_class]}</d:explicitMember>'
    for axis, domain, key in (("LineAxis", "Line", line), ("RowAxis", "Row", row)):
        if key:
            dimensions += f'<d:typedMember dimension="h:{axis}"><h:{domain}>{key}</h:{domain}></d:typedMember>'
    scenario = f"<scenario>{dimensions}</scenario>" if dimensions else ""
    scheme = definition.load().entity_scheme
    return (
        f'<context id="{identifier}"><entity><identifier scheme="{scheme}">{entity}</identifier></entity>'
        f"<period>{PERIODS[item.period]}</period>{scenario}</context>"
    )


def unit_id(unit: str) -> str:
    return unit.replace("/", "-per-")


def unit_element(unit: str) -> str:
    parts = [f"<measure>{part if part == 'shares' else f'iso4217:{part}'}</measure>" for part in unit.split("/")]
    inside = parts[0]
    if len(parts) == 2:
        numerator, denominator = parts
        inside = f"<unitNumerator>{numerator}</unitNumerator><unitDenominator>{denominator}</unitDenominator>"
        inside = f"<divide>{inside}</divide>"
    return f'<unit id="{unit_id(unit)}">{inside}</unit>'


def otherwise(rule: str) -> str | None:
    """The reason for which the precondition of a rule does not hold, where it has a name."""
    reason = definition.load().rules_by_id[rule].otherwise
    return None if reason is None else reason.reason


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_python_gives_the_verdict(scenario: Scenario) -> None:
    outcomes = [item for item in evaluate(scenario.facts).outcomes if item.rule == scenario.rule]
    given = {(str(outcome.verdict), outcome.reason) for outcome in outcomes}
    if (
        scenario.verdict == "not-evaluated"
    ):  # what takes a rule out of its domain has a name, a missing operand has none
        given = {(verdict, "" if reason == otherwise(scenario.rule) else reason) for verdict, reason in given}
    wanted = {(scenario.verdict, reason) for reason in scenario.reason.split("/")}
    beside = {("satisfied", "")} if scenario.verdict in ("broken", "explained") else set()
    assert wanted <= given <= wanted | beside


def test_every_rule_and_every_exception_has_its_scenarios() -> None:
    names = {(each.rule, each.verdict, reason) for each in ALL for reason in each.reason.split("/")}
    wanted = {(rule.id, verdict, "") for rule in definition.load().rules for verdict in ("satisfied", "broken")}
    reasons = {
        (rule.id, "explained", exception.reason) for rule in definition.load().rules for exception in rule.exceptions
    }
    assert wanted | reasons <= names


def test_what_takes_a_rule_out_of_its_domain_is_told() -> None:
    told = {
        (item.rule, item.reason)
        for scenario in ALL
        for item in evaluate(scenario.facts).outcomes
        if item.verdict is Verdict.NOT_EVALUATED and item.reason != "division-by-zero"
    }
    named = {(rule.id, rule.otherwise.reason) for rule in definition.load().rules if rule.otherwise}
    assert {item for item in told if item[1]} == named
    assert len(named) >= 8


@pytest.mark.parametrize("verdict", ["satisfied", "broken", "explained", "not-evaluated"])
def test_arelle_counts_what_python_counts(validator: ArelleValidator, tmp_path: Path, verdict: str) -> None:
    group = [scenario for scenario in ALL if scenario.verdict == verdict]
    path = tmp_path / "group.xbrl"
    path.write_text(instance_of(group), encoding="utf-8")
    judgement = validator.validate(path)

    known = definition.load().rules_by_id
    strange = [message for message in judgement.messages if message.code.partition(".")[0] not in known]
    assert strange == []

    outcomes = [outcome for scenario in group for outcome in evaluate(scenario.facts).outcomes]
    broken = Counter(outcome.rule for outcome in outcomes if outcome.verdict is Verdict.BROKEN)
    assert {rule: count.unsatisfied for rule, count in judgement.counts.items() if count.unsatisfied} == broken

    satisfied = Counter(outcome.rule for outcome in outcomes if outcome.verdict is Verdict.SATISFIED)
    formulas = [rule.id for rule in known.values() if not rule.is_calculation]
    assert {rule: judgement.counts[rule].satisfied for rule in formulas} == {rule: satisfied[rule] for rule in formulas}

    explained = Counter(f"{item.rule}.{item.reason}" for item in outcomes if item.verdict is Verdict.EXPLAINED)
    assert Counter(message.code for message in judgement.messages if "." in message.code) == explained


@pytest.mark.parametrize("entry_point", [each.file for each in definition.load().entry_points])
def test_the_package_by_itself_is_valid_offline(entry_point: str, tmp_path: Path) -> None:
    package = write_package(tmp_path)
    address = f"{definition.load().namespace}/{entry_point}"
    command = [Path(sys.executable).parent / "arelleCmdLine", "--file", address, "--packages", package, "--validate"]
    offline = ["--internetConnectivity", "offline", "--cacheDirectory", tmp_path / "cache", "--formula", "none"]
    run = subprocess.run([*command, *offline], capture_output=True, text=True, check=True)
    silent = ("[info", "[] Formula xpath2 grammar")  # what Arelle does, not what it finds
    assert [line for line in run.stdout.splitlines() if line.startswith("[") and not line.startswith(silent)] == []
    assert "validated in" in run.stdout


def said_of(instances: Iterable[Path], package: Path, cache: Path, *options: str) -> Counter[str]:
    """The codes of everything that Arelle's own command line says of instances, beside information."""
    files = "|".join(map(str, instances))
    command = [Path(sys.executable).parent / "arelleCmdLine", "--file", files, "--packages", package, "--validate"]
    offline = ["--internetConnectivity", "offline", "--cacheDirectory", cache, "--calc", "c11r", "--utr"]
    run = subprocess.run([*command, *offline, *options], capture_output=True, text=True, check=True)
    codes = Counter(re.findall(r"^\[([^\]]+)\]", run.stdout, re.MULTILINE))
    assert run.stdout.count("validated in") == files.count("|") + 1
    return Counter({code: count for code, count in codes.items() if not code.startswith("info")})


def test_instances_rebuilt_under_another_base_address_are_judged_alike(tmp_path: Path) -> None:
    base, own = "https://example.org/returns/", definition.load().base
    packages = {own: write_package(tmp_path / "own"), base: write_package(tmp_path / "other", base)}
    for verdict in ("satisfied", "broken"):
        text = instance_of([scenario for scenario in ALL if scenario.verdict == verdict])
        said = {}
        for address, package in packages.items():
            path = tmp_path / f"{verdict}.xbrl"
            path.write_text(text.replace(definition.load().namespace, f"{address}{definition.load().release}"), "utf-8")
            said[address] = said_of([path], package, tmp_path / "cache")
        assert said[own] == said[base]
        assert said[own].total() > 0
        assert {code.partition(":")[0] for code in said[own]} <= {"message", "calc11e"}


def test_every_example_rebuilt_under_another_base_address_is_judged_alike(
    validator: ArelleValidator, tmp_path: Path
) -> None:
    known = definition.load()
    namespace = f"https://example.org/returns/{known.release}"
    package = write_package(tmp_path, "https://example.org/returns/")
    examples = sorted((CHECKOUT / "examples" / "converted").glob("*.xbrl"))
    judged = Counter(f"message:{said.code}" for example in examples for said in validator.validate(example).messages)
    rebuilt = [tmp_path / example.name for example in examples]
    for example, path in zip(examples, rebuilt, strict=True):
        text = example.read_text("utf-8").replace(known.namespace, namespace)
        assert text.count(namespace) > 2
        path.write_text(text, "utf-8")
    assert len(rebuilt) > 10
    assert judged.total() > 0  # one example is wrong
    # The rebuilt taxonomy is checked by the test above, and not again with each example.
    assert said_of(rebuilt, package, tmp_path / "cache", "--baseTaxonomyValidation", "none") == judged
