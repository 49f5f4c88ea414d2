"""Every element of the taxonomy's namespace: concepts, tables, axes, members and lists, with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from converter.authoring.tables import tables
from converter.definition import Axis, Concept, Definition, Enumeration, Labels, Member

_TYPES = {
    "shares": "xbrli:sharesItemType",
    "monetary": "xbrli:monetaryItemType",
    "perShare": "dtr-types:perShareItemType",
    "date": "xbrli:dateItemType",
    "boolean": "xbrli:booleanItemType",
    "string": "xbrli:stringItemType",
    "enumeration": "enum2:enumerationItemType",
}
_SUFFIXES = {"Abstract": "abstract", "Table": "table", "LineItems": "line items"}


@dataclass(frozen=True, slots=True)
class TaxonomyElement:
    """An element declaration: its name, the attributes beside name and id, and its labels."""

    name: str
    attributes: dict[str, str]
    labels: Labels = field(default_factory=dict)


def elements(definition: Definition) -> tuple[TaxonomyElement, ...]:
    """Every element, in the order in which the schema declares them."""
    return (
        *(_of_concept(concept, definition) for concept in definition.concepts),
        *(element for axis in definition.axes for element in _of_axis(axis, definition)),
        *(element for enumeration in definition.enumerations for element in _of_enumeration(enumeration)),
        *_of_tables(definition),
    )


def element_id(definition: Definition, name: str) -> str:
    """The id of an element, which every locator points at."""
    return f"{definition.prefix}_{name}"


def core_href(definition: Definition, name: str, depth: int) -> str:
    """The address of an element from a file ``depth`` folders below the core schema."""
    return f"{'../' * depth}{definition.prefix}-core.xsd#{element_id(definition, name)}"


def enumeration_role(definition: Definition, enumeration: Enumeration) -> str:
    """The role that holds the members of an enumeration."""
    return f"{definition.namespace}/role/enumeration-{enumeration.key}"


def _item(item_type: str, period: str, **more: str) -> dict[str, str]:
    fixed = {"type": item_type, "substitutionGroup": "xbrli:item", "xbrli:periodType": period, "nillable": "true"}
    return fixed | more


def _abstract(group: str = "xbrli:item", item_type: str = "xbrli:stringItemType") -> dict[str, str]:
    return _item(item_type, "duration", abstract="true") | {"substitutionGroup": group}


def _of_concept(concept: Concept, definition: Definition) -> TaxonomyElement:
    item_type = _TYPES.get(concept.type, f"{definition.prefix}:{concept.type}ItemType")
    attributes = _item(item_type, concept.period)
    if concept.balance:
        attributes["xbrli:balance"] = concept.balance
    if concept.enumeration:
        enumeration = definition.enumeration(concept.enumeration)
        attributes["enum2:domain"] = f"{definition.prefix}:{enumeration.domain}"
        attributes["enum2:linkrole"] = enumeration_role(definition, enumeration)
        attributes["enum2:headUsable"] = "false"
    return TaxonomyElement(concept.name, attributes, concept.labels)


def _of_axis(axis: Axis, definition: Definition) -> Iterator[TaxonomyElement]:
    labels = {
        role: {language: f"{text} [axis]" if role == "label" else text for language, text in texts.items()}
        for role, texts in axis.labels.items()
    }
    attributes = _abstract("xbrldt:dimensionItem")
    if axis.pattern:
        attributes["xbrldt:typedDomainRef"] = f"#{element_id(definition, axis.domain)}"
        yield TaxonomyElement(axis.name, attributes, labels)
        yield TaxonomyElement(axis.domain, {"type": f"{definition.prefix}:{axis.key}KeyType"})
    else:
        yield TaxonomyElement(axis.name, attributes, labels)
        yield _domain_item(axis.domain, {"label": {k: f"{v} [domain]" for k, v in axis.domain_label.items()}})
        yield from (_member(member) for member in axis.members)


def _domain_item(name: str, labels: Labels) -> TaxonomyElement:
    return TaxonomyElement(name, _abstract(item_type="dtr-types:domainItemType"), labels)


def _member(member: Member) -> TaxonomyElement:
    label = {language: f"{text} [member]" for language, text in member.labels["label"].items()}
    return _domain_item(member.name, {**member.labels, "label": label})


def _of_enumeration(enumeration: Enumeration) -> Iterator[TaxonomyElement]:
    yield _domain_item(enumeration.domain, {"label": {k: f"{v} [domain]" for k, v in enumeration.label.items()}})
    yield from (_member(member) for member in enumeration.members)


def _of_tables(definition: Definition) -> Iterator[TaxonomyElement]:
    for table in tables(definition):
        for suffix, word in _SUFFIXES.items():
            group = "xbrldt:hypercubeItem" if suffix == "Table" else "xbrli:item"
            languages = [language for language in table.section.label if language in table.cube.label]
            labels = {"label": {language: f"{table.title(language)} [{word}]" for language in languages}}
            yield TaxonomyElement(f"{table.stem}{suffix}", _abstract(group), labels)
