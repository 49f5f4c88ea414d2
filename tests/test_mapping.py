"""The plain XML and the instance of a return say the same: each figure of the one is found again in the other.

Both are read here as anybody would, as XML and by the paths of the definition, without the converter. What an instance
cannot hold, and is therefore left out: the raw text and its place (but for footnotes), blank and damaged figures, the
difference between NIL and 0, an amount without a currency, the second printing of a class's identity, and a second
total in one currency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

import pytest
from lxml import etree

from converter import definition
from converter.authoring.documents import element_path
from converter.definition import Concept
from converter.facts import facts_of
from converter.model import Edition, MonthlyReturn
from converter.rules import recover
from converter.writing.instance import XBRLDI, XBRLI, write_instance
from converter.writing.plain_xml import write_plain_xml
from tests import returns, returns_ff301
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
PARTS = {"OptionScheme": "A", "Warrant": "B", "Convertible": "C", "Agreement": "D", "OtherMovement": "E"}
DRAWN: dict[str, Callable[[], MonthlyReturn]] = {
    **{f"drawn-{seed}": partial(return_by_seed, seed) for seed in range(20)},
    **{f"drawn-ff301-{seed}": partial(ff301_by_seed, seed, Edition.FF301_1_2) for seed in range(20)},
}
RETURNS: dict[str, Callable[[], MonthlyReturn]] = {**returns.ALL, **returns_ff301.ALL, **DRAWN}


class Said(NamedTuple):
    """What is said, and of what; ``None`` is nil as a value, and no currency stated as a unit."""

    concept: str
    at: str
    share_class: str | None
    row: str | None
    place: str | None
    value: str | None
    currency: str | None


@cache
def _concepts_of_paths() -> tuple[tuple[Concept, str, str], ...]:
    return tuple(
        (concept, path, element_path(path)) for concept in definition.load().concepts for path in concept.paths
    )


def _spelt(concept: Concept, text: str | None) -> str | None:
    if text is None or not concept.is_numeric:
        return text
    return f"{Decimal(text).normalize():f}"


def _chosen(concept: Concept, state: str | None, text: str | None) -> str | None:
    """The choice that a printed text is, by the words of the definition."""
    known = definition.load()
    enumeration = known.enumeration(str(concept.enumeration))
    for member in enumeration.members:
        words = [word.lower() for words in member.words.values() for word in words]
        printed = " ".join((text or "").split()).lower()
        begins = enumeration.by_opening and any(printed.startswith(f"{word} - ") for word in words)
        if printed in words or begins or (member.not_applicable and state == "not-applicable"):
            return f"{known.namespace}#{member.name}"
    return None


def of_plain_xml(document: bytes) -> Iterator[Said]:
    """Everything that the figures of a plain XML return say, by the paths of the definition."""
    root = etree.fromstring(document)
    namespace = etree.QName(root).namespace
    for concept, path, below in _concepts_of_paths():
        steps = "/".join(f"{{{namespace}}}{step}" for step in below.split("/"))
        for element in root.iterfind(steps):
            if element.get("state") in ("blank", "damaged"):
                continue
            owners = [element, *element.iterancestors()]
            if concept.kind not in (None, _attribute(owners, "kind")):
                continue
            said = _said(concept, path, element, owners)
            if concept.choice_of:
                said = said._replace(value=_chosen(concept, element.get("state"), said.value))
            if said.value is not None or not concept.choice_of:
                yield said
    for row in root.iterfind(f"{{{namespace}}}OtherMovements/{{{namespace}}}OtherMovement"):
        if any(child.get("state") != "blank" for child in row.iter() if child is not row and child.get("state")):
            key = f"E{row.get('number')}"
            yield Said("TypeOfIssue", "during", row.get("shareClass"), key, None, row.get("kind"), None)


def _said(concept: Concept, path: str, element: etree._Element, owners: list[etree._Element]) -> Said:
    at = "during" if concept.period == "duration" else "opening" if ".opening" in path else "closing"
    share_class = _attribute(owners, "shareClass")
    last = etree.QName(element).localname.lower()
    if share_class is None and ".total." in path and last in ("ordinary", "preference", "other"):
        share_class = last
    row = next((item for item in owners if item.get("number")), None)
    key = None
    if row is not None and concept.kind is None:
        key = f"{PARTS[etree.QName(row).localname]}{row.get('number')}"
    nil = element.get(NIL) == "true"
    return Said(
        concept.name,
        at,
        share_class,
        key,
        _counter(owners) or _attribute(owners, "item"),
        None if nil else _spelt(concept, element.text or ""),
        element.get("currency"),
    )


def _attribute(owners: list[etree._Element], name: str) -> str | None:
    return next((item.get(name) for item in owners if item.get(name)), None)


def _counter(owners: list[etree._Element]) -> str | None:
    counter = next((item for item in owners if etree.QName(item).localname == "Counter"), None)
    return None if counter is None else str(1 + sum(1 for _ in counter.itersiblings(counter.tag, preceding=True)))


def of_instance(document: bytes) -> Iterator[Said]:
    """Everything that the facts of an instance say."""
    root = etree.fromstring(document)
    known = definition.load()
    contexts = {item.get("id"): item for item in root.iter(f"{{{XBRLI}}}context")}
    members = {member.name: member.key for member in known.axis("class").members}
    kinds = {f"{known.namespace}#{member.name}": member.key for member in known.enumeration("type-of-issue").members}
    for element in root.iterchildren(f"{{{known.namespace}}}*"):
        concept = known.concept(etree.QName(element).localname)
        context = contexts[element.get("contextRef")]
        axes = {
            _axis(member): member for member in context.iter(f"{{{XBRLDI}}}explicitMember", f"{{{XBRLDI}}}typedMember")
        }
        keys = {axis: member[0].text for axis, member in axes.items() if len(member)}
        share_class = axes.get("ClassOfSharesAxis")
        text = None if element.get(NIL) == "true" else element.text or ""
        yield Said(
            concept.name,
            str(context.get("id")).partition("_")[0].replace("month", "during"),
            None if share_class is None else members[str(share_class.text).partition(":")[2]],
            None if concept.kind else keys.get("RowAxis"),
            keys.get("CounterAxis") or keys.get("ConfirmationItemAxis"),
            kinds.get(str(text)) or _spelt(concept, text),
            _currency(element),
        )


def _axis(member: etree._Element) -> str:
    return str(member.get("dimension")).partition(":")[2]


def _currency(element: etree._Element) -> str | None:
    unit = element.get("unitRef", "shares")
    return None if unit == "shares" else unit.partition("-")[0]


def _documents(name: str) -> tuple[list[Said], list[Said]]:
    monthly_return, _ = recover(RETURNS[name]())
    return (
        list(of_plain_xml(write_plain_xml(monthly_return))),
        list(of_instance(write_instance(monthly_return, facts_of(monthly_return)))),
    )


@pytest.mark.parametrize("name", RETURNS)
def test_each_figure_of_the_plain_xml_is_a_fact_of_the_instance(name: str) -> None:
    figures, facts = _documents(name)
    money = {concept.name for concept in definition.load().concepts if concept.type in ("monetary", "perShare")}
    held = [said for said in figures if said.currency or said.concept not in money]
    assert len(held) > 20
    assert [said for said in held if said not in facts] == []


@pytest.mark.parametrize("name", RETURNS)
def test_each_fact_of_the_instance_is_a_figure_of_the_plain_xml(name: str) -> None:
    figures, facts = _documents(name)
    known = {*figures, *(said._replace(currency=None) for said in figures)}
    found = [
        said for said in facts if said in known or (said.value in (None, "0") and said._replace(currency=None) in known)
    ]
    assert [said for said in facts if said not in found] == []
