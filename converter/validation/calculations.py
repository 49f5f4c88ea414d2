"""How often the calculations of the taxonomy were evaluated, which Arelle does not tell.

Arelle reports a calculation that is inconsistent and is silent about the others, whether they agree or had nothing
to add up. Coverage needs the difference: Calculations 1.1, section 4, evaluates a total where the fact of the total
is not nil and at least one contributor is reported beside it, in the same context and unit.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from lxml import etree

from converter import definition

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def evaluated_calculations(instance: Path) -> dict[str, int]:
    """Count, by rule id, the totals of an admitted instance that its calculations were evaluated on."""
    places = _places_of_numbers(instance)
    return {
        rule.id: len(places[rule.total] & set().union(*(places[part] for part in rule.parts)))
        for rule in definition.load().rules
        if rule.is_calculation and rule.total is not None
    }


def _places_of_numbers(instance: Path) -> defaultdict[str, set[tuple[str, str]]]:
    """The contexts and units in which each concept has a number, by the concept's local name."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    places: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for element in etree.parse(instance, parser).getroot().iterchildren(f"{{{definition.load().namespace}}}*"):
        unit = element.get("unitRef")
        if unit is not None and element.get(_NIL) not in ("true", "1"):
            places[etree.QName(element).localname].add((str(element.get("contextRef")), unit))
    return places
