"""Every element of the taxonomy's namespace: concepts, tables, axes, members and lists, with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from converter.authoring.tables import tables
from converter.authoring.vocabulary import LABEL_ROLES
from converter.definition import Axis, Concept, Definition, Enumeration, Labels, Member, Texts

_TYPES = {
    "shares": "xbrli:sharesItemType",
    "monetary": "xbrli:monetaryItemType",
    "perShare": "dtr-types:perShareItemType",
    "date": "xbrli:dateItemType",
    "boolean": "xbrli:booleanItemType",
    "string": "xbrli:stringItemType",
    "enumeration": "enum2:enumerationItemType",
}
_SUFFIXES: Mapping[str, Texts] = {
    "Abstract": {"en": "abstract", "zh-Hant": "摘要"},
    "Table": {"en": "table", "zh-Hant": "表"},
    "LineItems": {"en": "line items", "zh-Hant": "行項目"},
}
_AXIS: Texts = {"en": "axis", "zh-Hant": "軸"}
_DOMAIN: Texts = {"en": "domain", "zh-Hant": "域"}
_MEMBER: Texts = {"en": "member", "zh-Hant": "成員"}
_OF_TABLES: Mapping[str, Texts] = {
    "Abstract": {"en": "Heads the table: {title}.", "zh-Hant": "表格標題：{title}。"},
    "Table": {
        "en": "The hypercube of the facts of: {title}.",
        "zh-Hant": "下列事實所屬的超立方體：{title}。",
    },
    "LineItems": {"en": "Heads the concepts of: {title}.", "zh-Hant": "下列元素的標題：{title}。"},
}
_OF_DOMAIN: Texts = {
    "en": "Heads the values: {title}. It is never reported itself.",
    "zh-Hant": "下列各值的標題：{title}。其本身不會申報。",
}


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
        *(element for enumeration in definition.enumerations for element in _of_enumeration(enumeration, definition)),
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


def flow_role(definition: Definition) -> str:
    """The role that says which movements change which balances."""
    return f"{definition.namespace}/role/flows"


def label_role(definition: Definition, key: str) -> str:
    """The address of a label role: XBRL's own, or that of an earlier edition's names."""
    return LABEL_ROLES.get(key, f"{definition.namespace}/role/label-{key}")


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


def _marked(labels: Labels, word: Texts) -> Labels:
    """The labels with the kind of element behind the standard label: "Class of shares [axis]"."""
    return {**labels, "label": {language: f"{text} [{word[language]}]" for language, text in labels["label"].items()}}


def _of_axis(axis: Axis, definition: Definition) -> Iterator[TaxonomyElement]:
    labels = _marked(axis.labels, _AXIS)
    attributes = _abstract("xbrldt:dimensionItem")
    if axis.pattern:
        attributes["xbrldt:typedDomainRef"] = f"#{element_id(definition, axis.domain)}"
        yield TaxonomyElement(axis.name, attributes, labels)
        yield TaxonomyElement(axis.domain, {"type": f"{definition.prefix}:{axis.key}KeyType"})
    else:
        yield TaxonomyElement(axis.name, attributes, labels)
        yield _domain_item(axis.domain, axis.domain_label)
        yield from (_member(member) for member in axis.members)


def _domain_item(name: str, title: Texts) -> TaxonomyElement:
    documentation = {language: _OF_DOMAIN[language].replace("{title}", text) for language, text in title.items()}
    labels = _marked({"label": title, "documentation": documentation}, _DOMAIN)
    return TaxonomyElement(name, _abstract(item_type="dtr-types:domainItemType"), labels)


def _member(member: Member) -> TaxonomyElement:
    attributes = _abstract(item_type="dtr-types:domainItemType")
    return TaxonomyElement(member.name, attributes, _marked(member.labels, _MEMBER))


def _of_enumeration(enumeration: Enumeration, definition: Definition) -> Iterator[TaxonomyElement]:
    attributes = _abstract(item_type="dtr-types:domainItemType")
    yield TaxonomyElement(enumeration.domain, attributes, _marked(enumeration.labels, _DOMAIN))
    of_axes = {member.name for axis in definition.axes for member in axis.members}
    yield from (_member(member) for member in enumeration.members if member.name not in of_axes)


def _of_tables(definition: Definition) -> Iterator[TaxonomyElement]:
    for table in tables(definition):
        titles = {language: table.title(language) for language in definition.languages}
        for suffix, word in _SUFFIXES.items():
            group = "xbrldt:hypercubeItem" if suffix == "Table" else "xbrli:item"
            explained = _OF_TABLES[suffix]
            documentation = {key: explained[key].replace("{title}", title) for key, title in titles.items()}
            labels = _marked({"label": titles, "documentation": documentation}, word)
            yield TaxonomyElement(f"{table.stem}{suffix}", _abstract(group), labels)
