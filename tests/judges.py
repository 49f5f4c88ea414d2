"""Arelle and Python before the same returns, many at a time.

Arelle takes half a second for an instance, most of it on formulas, so many returns go into one instance, each under
an entity of its own: no rule ever binds the facts of two entities, and a calculation adds up within one context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from converter import definition
from converter.definition import Rule
from converter.facts import Fact
from converter.model import MonthlyReturn
from converter.rules import evaluate
from converter.validation.arelle_interface import ArelleValidator, Judgement
from converter.validation.calculations import evaluated_calculations
from converter.writing.instance import LINK, XBRLI, write_instance

Verdicts = dict[str, tuple[int, int, int]]
"""By rule: how often satisfied, broken and explained."""

_REFERRING = ("contextRef", "unitRef")


def by_python(facts: Iterable[Fact]) -> Verdicts:
    """What our own evaluation says of the facts of one return."""
    coverage = evaluate(facts).coverage
    return {rule: (of_rule.satisfied, of_rule.broken, of_rule.explained) for rule, of_rule in coverage.items()}


def by_arelle(arelle: ArelleValidator, instance: Path) -> tuple[Verdicts, Judgement]:
    """What Arelle says of an instance; where its calculations agree, it is counted what there was to calculate."""
    judgement, calculated = arelle.validate(instance), evaluated_calculations(instance)
    verdicts = {
        rule: (
            calculated.get(rule, count.satisfied + count.unsatisfied) - count.unsatisfied,
            count.unsatisfied,
            count.explained,
        )
        for rule, count in judgement.counts.items()
    }
    return verdicts, judgement


def merged(instances: Sequence[bytes]) -> bytes:
    """One instance with the facts of all, the entity of each replaced by its place among them."""
    whole = etree.Element(f"{{{XBRLI}}}xbrl", nsmap=etree.fromstring(instances[0]).nsmap)
    for number, instance in enumerate(instances):
        for element in etree.fromstring(instance):
            kind = etree.QName(element)
            if kind.namespace == LINK:
                if number == 0 and kind.localname == "schemaRef":
                    whole.append(element)
                continue
            _rename(element, number)
            whole.append(element)
    return etree.tostring(whole, encoding="UTF-8", xml_declaration=True)


def _rename(element: etree._Element, number: int) -> None:
    element.set("id", f"n{number}-{element.get('id')}")
    for name in _REFERRING:
        if element.get(name):
            element.set(name, f"n{number}-{element.get(name)}")
    for identifier in element.iter(f"{{{XBRLI}}}identifier"):
        identifier.text = f"{number:05d}"


def concerned(wrong: Sequence[Fact], right: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a changed return that share a rule with a fact that changed; all other rules say what they said."""
    said = [{(fact.key, fact.value) for fact in facts} for facts in (wrong, right)]
    touched = {key[0] for key, _ in said[0] ^ said[1]}
    operands = [_concepts(rule) for rule in definition.load().rules]
    wanted = touched.union(*(concepts for concepts in operands if concepts & touched))
    wanted.add("MonthEnded")  # which the periods of all rules are told by
    return tuple(fact for fact in wrong if fact.concept in wanted)


def _concepts(rule: Rule) -> set[str]:
    of_variables = {concept for variable in rule.variables for concept in variable.concepts}
    return of_variables | {*rule.parts, *filter(None, [rule.total])}


Judged = tuple[MonthlyReturn, Sequence[Fact]]
"""A return, for its identity, and those of its facts that are judged."""


def disagreements(
    returns: Sequence[Judged], arelle: ArelleValidator, folder: Path, *, together: int
) -> dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """Where the two judges differ: by the return's place and the rule, what Arelle counts and what Python counts.

    Up to ``together`` returns go into one instance, of one month: the formulas take the month from the instance.
    Of a group whose counts differ each return is judged again by itself.
    """
    found = {}
    for group in _groups(returns, together):
        of_group = _differing([returns[place] for place in group], arelle, folder)
        if of_group and len(group) > 1:
            for place in group:
                single = _differing([returns[place]], arelle, folder)
                found |= {f"{place} {rule}": pair for rule, pair in single.items()}
        found |= {f"{group} {rule}": pair for rule, pair in of_group.items()}
    return found


def _groups(returns: Sequence[Judged], together: int) -> Iterator[list[int]]:
    """The places of the returns that go into one instance."""
    by_month: dict[date | None, list[int]] = {}
    for place, (monthly_return, _) in enumerate(returns):
        by_month.setdefault(monthly_return.month, []).append(place)
    for places in by_month.values():
        yield from (places[start : start + together] for start in range(0, len(places), together))


def _differing(
    group: Sequence[Judged], arelle: ArelleValidator, folder: Path
) -> dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]]:
    path = folder / "returns.xbrl"
    path.write_bytes(merged([write_instance(monthly_return, facts) for monthly_return, facts in group]))
    arelles, judgement = by_arelle(arelle, path)
    known = definition.load().rules_by_id
    strange = [message for message in judgement.messages if message.code.partition(".")[0] not in known]
    assert strange == []
    pythons = added(by_python(facts) for _, facts in group)
    return {rule: (arelles[rule], pythons[rule]) for rule in pythons if arelles[rule] != pythons[rule]}


def added(each: Iterable[Verdicts]) -> Verdicts:
    """The verdicts of several returns together."""
    sums: dict[str, Counter[int]] = {}
    for verdicts in each:
        for rule, counts in verdicts.items():
            sums.setdefault(rule, Counter()).update(dict(enumerate(counts)))
    return {rule: (of_rule[0], of_rule[1], of_rule[2]) for rule, of_rule in sums.items()}
