"""Another implementation of XML Schema, which is not Arelle's, reads the taxonomy and the instances.

What is right passes; what types and keys forbid is refused. The values are decoded with the types that the schemas give
them: with their decimals, the measures of their units, and nil, they are those of the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from converter import definition
from converter.facts import Fact, facts_of
from converter.pipeline import read_filing
from converter.writing.instance import fact_id, write_instance
from tests.conformance.suite import FOLDER
from tests.conftest import CHECKOUT
from tests.independent.schema import complaints, schema
from tests.test_independent_reader import EXAMPLES, REAL, value_of

CONVERTED = sorted((CHECKOUT / "examples" / "converted").glob("*.xbrl"))
SUITE = sorted((FOLDER / "instances").glob("*.xbrl"))
BASES = {"stockCode": "string", "currencyCode": "string", "version": "string"}


class Decoded(NamedTuple):
    """A fact as its type reads it: a number is a ``Decimal``, a day and a word are text; nil has no value."""

    value: Any
    decimals: str | None
    unit: tuple[str, ...]
    nil: bool


def is_xml_at_fault(name: str) -> bool:
    """Whether a violation is one of XML; a member of another list is XBRL's own affair, as are units and periods."""
    of_lists = {f"wrong.value-of-{each.name}" for each in definition.load().concepts if each.enumeration is not None}
    at_fault = name.startswith(("wrong.key-of-", "wrong.value-of-", "wrong.class-typed", "wrong.without-unitRef"))
    return at_fault and name not in of_lists


@pytest.mark.parametrize("instance", CONVERTED, ids=lambda path: path.stem)
def test_an_example_is_right_as_xml(instance: Path) -> None:
    assert complaints(instance) == []


@pytest.mark.parametrize("instance", SUITE, ids=lambda path: path.stem)
def test_the_public_suite_is_right_as_xml_but_for_its_violations(instance: Path) -> None:
    assert bool(complaints(instance)) == is_xml_at_fault(instance.stem)


def decoded(instance: bytes) -> dict[str, Decoded]:
    """The facts of an instance by their ids."""
    document: Any = schema().decode(instance.decode())
    units = {unit["@id"]: tuple(measures(unit)) for unit in as_list(document["xbrli:unit"])}
    facts = {}
    for name, elements in document.items():
        if name.startswith(f"{definition.load().prefix}:"):
            for each in as_list(elements):
                nil = each.get("@xsi:nil") == "true"
                unit = units[each["@unitRef"]] if "@unitRef" in each else ()
                facts[each["@id"]] = Decoded(each.get("$"), each.get("@decimals"), unit, nil)
    return facts


def as_list(elements: Any) -> list[dict[str, Any]]:
    return elements if isinstance(elements, list) else [elements]


def measures(unit: Any) -> Iterator[str]:
    """The measures of a unit in their order; a numerator comes before its denominator."""
    yield from unit.get("xbrli:measure", [])
    for part in ("xbrli:unitNumerator", "xbrli:unitDenominator"):
        yield from unit.get("xbrli:divide", {}).get(part, {}).get("xbrli:measure", [])


def meant(fact: Fact) -> Decoded:
    """The fact as its type should read it."""
    is_text = fact.unit is None and not isinstance(fact.value, bool)
    words = [] if fact.unit is None else fact.unit.split("/")
    unit = tuple("xbrli:shares" if word == "shares" else f"iso4217:{word}" for word in words)
    value = value_of(fact) if is_text and fact.value is not None else fact.value
    return Decoded(value, "INF" if unit and fact.value is not None else None, unit, fact.value is None)


@pytest.mark.parametrize("filing", [*EXAMPLES, *REAL], ids=lambda path: path.name)
def test_values_decimals_units_and_nil_are_those_of_the_facts(filing: Path) -> None:
    monthly_return = read_filing(filing.read_bytes(), filing.name).monthly_return
    facts = facts_of(monthly_return)
    said = decoded(write_instance(monthly_return, facts))
    assert said == {fact_id(fact): meant(fact) for fact in facts}


def test_every_concept_is_an_item_of_its_type() -> None:
    for concept in definition.load().concepts:
        element = schema().elements[concept.name]
        assert element.substitution_group == "{http://www.xbrl.org/2003/instance}item"
        assert element.nillable and not element.abstract
        if concept.enumeration is None:
            kind = element.type
            assert kind.local_name == f"{concept.type}ItemType"
            base = BASES.get(concept.type)
            assert base is None or kind.base_type.local_name == f"{base}ItemType"
