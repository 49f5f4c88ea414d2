"""The test cases of the rules: one for each rule, whose instance holds all its scenarios.

Each scenario has an entity of its own, from 00000 on, so that no assertion binds the facts of two of them; what each
is for, the description says. Calculations are not counted by processors, so a scenario of a calculation is a
variation by itself. An instance refers to the concepts, and to the calculations or the assertions of the rule's
section, and to no other: so the expected counts, of which a processor wants one for every assertion, are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from converter import definition
from converter.definition import Rule
from converter.facts import Fact
from converter.model import (
    AuthorisedBlock,
    AuthorisedCapital,
    ClassKind,
    ClassLine,
    Edition,
    Figure,
    Header,
    MonthlyReturn,
    State,
)
from converter.rules import Verdict, evaluate
from converter.rules.evaluation import Outcome
from converter.writing.instance import LINK, XLINK, write_instance
from tests.judges import merged
from tests.scenarios import MONTH_END, Scenario, scenarios

LINKBASE_ARCROLE = "http://www.w3.org/1999/xlink/properties/linkbase"
STOCK_CODE = "99999"
INCONSISTENT = "calc11e:inconsistentCalculationUsingRounding"


@dataclass(frozen=True)
class Variation:
    """One instance and what a processor has to say of it.

    ``counts`` are expected of assertions, satisfied and not; ``error`` is an error code, ``validity`` says *valid*
    or *invalid* where neither of the others is given.
    """

    id: str
    description: str
    instance: bytes
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    error: str = ""
    validity: str = ""


@dataclass(frozen=True)
class TestCase:
    """One file of the suite."""

    __test__ = False  # for pytest: not a class of tests

    id: str
    description: str
    variations: tuple[Variation, ...]


def rule_cases() -> Iterator[TestCase]:
    """A test case for each rule, in the order of the definition."""
    of_rules: dict[str, list[Scenario]] = {}
    for scenario in scenarios():
        of_rules.setdefault(scenario.rule, []).append(scenario)
    for rule in definition.load().rules:
        groups = [[scenario] for scenario in of_rules[rule.id]] if rule.is_calculation else [of_rules[rule.id]]
        numbered = enumerate(groups, start=1)
        variations = tuple(_variation(rule, group, f"{rule.id}.{number}") for number, group in numbered)
        yield TestCase(rule.id, rule.label["en"], variations)


def _variation(rule: Rule, group: Sequence[Scenario], name: str) -> Variation:
    outcomes = [outcome for scenario in group for outcome in evaluate(scenario.facts).outcomes]
    description = "; ".join(f"{place:05d} is {_verdict(scenario)}" for place, scenario in enumerate(group))
    instance = referring_to(merged([instance_of(scenario.facts) for scenario in group]), _linkbase(rule))
    if not rule.is_calculation:
        return Variation(name, description, instance, counts=_counts(rule, outcomes))
    broken = any(outcome.rule == rule.id and outcome.verdict is Verdict.BROKEN for outcome in outcomes)
    if broken:
        return Variation(name, description, instance, error=INCONSISTENT)
    return Variation(name, description, instance, validity="valid")


def _verdict(scenario: Scenario) -> str:
    return f"{scenario.verdict} ({scenario.reason})" if scenario.reason else scenario.verdict


def _counts(rule: Rule, outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    """What the assertions of the rule's section count: an explained rule satisfied, its exception's assertion not."""
    counts = {}
    for other in definition.load().rules:
        if other.section != rule.section or other.is_calculation:
            continue
        judged = [item for item in outcomes if item.rule == other.id and item.verdict is not Verdict.NOT_EVALUATED]
        broken = sum(item.verdict is Verdict.BROKEN for item in judged)
        counts[other.id] = (len(judged) - broken, broken)
        for exception in other.exceptions:
            explained = sum(item.reason == exception.reason for item in judged)
            counts[f"{other.id}.{exception.reason}"] = (len(judged) - explained, explained)
    return counts


def instance_of(facts: Sequence[Fact]) -> bytes:
    """The facts as an instance of an issuer whose stock code is 99999."""
    return write_instance(head_of(facts), facts)


def head_of(facts: Sequence[Fact]) -> MonthlyReturn:
    """The return that the facts are of, as far as an instance names it; a nil month is that of the scenarios."""
    ended: date = next(fact.value for fact in facts if fact.concept == "MonthEnded") or MONTH_END
    block = AuthorisedBlock(share_class=ClassLine(ClassKind.ORDINARY), stock_code=Figure(State.STATED, STOCK_CODE))
    return MonthlyReturn(
        edition=Edition.LEGACY_2009,
        header=Header(month_ended=Figure(State.STATED, ended)),
        authorised=AuthorisedCapital(blocks=(block,)),
    )


def referring_to(instance: bytes, linkbase: str) -> bytes:
    """The instance with references to the concepts and to one linkbase, in place of everything."""
    known = definition.load()
    root = etree.fromstring(instance)
    reference = root[0]
    reference.set(f"{{{XLINK}}}href", f"{known.namespace}/{known.entry_points[1].file}")
    element = etree.Element(f"{{{LINK}}}linkbaseRef")
    for name, value in (("type", "simple"), ("href", f"{known.namespace}/{linkbase}"), ("arcrole", LINKBASE_ARCROLE)):
        element.set(f"{{{XLINK}}}{name}", value)
    reference.addnext(element)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _linkbase(rule: Rule) -> str:
    """The file of the taxonomy that holds the rule."""
    prefix, section = definition.load().prefix, rule.section.lower().replace(".", "-")
    return f"linkbases/{prefix}-cal.xml" if rule.is_calculation else f"formula/{prefix}-for-{section}.xml"
