"""The two entry points: the schema of concepts, types and roles, and the one that adds every linkbase."""

from __future__ import annotations

from collections.abc import Iterable

from converter.authoring.elements import element_id, elements, enumeration_role, flow_role, label_role
from converter.authoring.layouts import layouts
from converter.authoring.tables import tables
from converter.authoring.vocabulary import NAMESPACES, SCHEMAS
from converter.authoring.xml import Element, add, root, to_bytes
from converter.definition import Definition

FLOWS = {"en": "Movements and the balances that they change", "zh-Hant": "變動及其所影響的結存"}
"""What the role of flows shows."""
_ITEM_PATTERNS = {"stockCode": "[0-9]{5,6}", "currencyCode": "[A-Z]{3}", "version": r"[0-9]+(\.[0-9]+)+"}


def core_schema(definition: Definition, linkbases: Iterable[str]) -> bytes:
    """The schema of everything in the namespace; ``linkbases`` are the label files that it refers to."""
    schema = _schema(definition, definition.namespace, ("xbrli", "xbrldt", "dtr-types", "enum2", "gen", "label"))
    appinfo = add(add(schema, "xs:annotation"), "xs:appinfo")
    _add_role_types(appinfo, definition)
    _add_linkbase_references(appinfo, linkbases)
    for prefix in ("xbrli", "link", "xbrldt", "dtr-types", "enum2"):
        add(schema, "xs:import", {"namespace": NAMESPACES[prefix], "schemaLocation": SCHEMAS[prefix]})
    _add_types(schema, definition)
    for element in elements(definition):
        attributes = {"id": element_id(definition, element.name), "name": element.name, **element.attributes}
        add(schema, "xs:element", attributes)
    return to_bytes(schema)


def all_schema(definition: Definition, linkbases: Iterable[str]) -> bytes:
    """The schema that an instance refers to: the core and, in the order given, every linkbase."""
    schema = _schema(definition, f"{definition.namespace}/all", ())
    _add_linkbase_references(add(add(schema, "xs:annotation"), "xs:appinfo"), linkbases)
    location = f"{definition.prefix}-core.xsd"
    add(schema, "xs:import", {"namespace": definition.namespace, "schemaLocation": location})
    return to_bytes(schema)


def _schema(definition: Definition, target: str, prefixes: tuple[str, ...]) -> Element:
    names = {prefix: NAMESPACES[prefix] for prefix in ("xs", "link", "xlink", *prefixes)}
    return root(
        "xs:schema",
        names | {definition.prefix: definition.namespace},
        targetNamespace=target,
        elementFormDefault="qualified",
        attributeFormDefault="unqualified",
    )


def _add_role_types(appinfo: Element, definition: Definition) -> None:
    for table in tables(definition):
        used_on = ["link:presentationLink", "link:definitionLink", "gen:link"]  # generic: the table as laid out
        used_on += ["link:calculationLink"] if table.cube.key == "class" else []
        _add_role_type(appinfo, table.role(definition), f"role-{table.role_name}", table.role_definition, used_on)
    for layout in layouts(definition):
        if layout.has_own_role:
            identifier = f"role-{layout.role_name}"
            _add_role_type(appinfo, layout.role(definition), identifier, layout.role_definition, ["gen:link"])
    for number, enumeration in enumerate(definition.enumerations, start=1):
        uri = enumeration_role(definition, enumeration)
        text = f"[Z.{number}] {enumeration.labels['label']['en']}"
        _add_role_type(
            appinfo, uri, f"role-enumeration-{enumeration.key}", text, ["link:presentationLink", "link:definitionLink"]
        )
    _add_role_type(appinfo, flow_role(definition), "role-flows", f"[Z.0] {FLOWS['en']}", ["link:definitionLink"])
    for role in definition.label_roles:
        uri, identifier = label_role(definition, role.key), f"label-{role.key}"
        _add_role_type(appinfo, uri, identifier, role.label["en"], ["link:label", "label:label"])


def _add_role_type(appinfo: Element, uri: str, identifier: str, text: str, used_on: list[str]) -> None:
    role_type = add(appinfo, "link:roleType", {"roleURI": uri, "id": identifier})
    add(role_type, "link:definition", text=text)
    for element in used_on:
        add(role_type, "link:usedOn", text=element)


def _add_linkbase_references(appinfo: Element, linkbases: Iterable[str]) -> None:
    for path in linkbases:
        arc_role = "http://www.w3.org/1999/xlink/properties/linkbase"
        add(
            appinfo,
            "link:linkbaseRef",
            {"xlink:type": "simple", "xlink:arcrole": arc_role, "xlink:href": path},
        )


def _add_types(schema: Element, definition: Definition) -> None:
    for name, pattern in _ITEM_PATTERNS.items():
        item_type = add(schema, "xs:complexType", {"name": f"{name}ItemType"})
        restriction = add(add(item_type, "xs:simpleContent"), "xs:restriction", {"base": "xbrli:stringItemType"})
        add(restriction, "xs:pattern", {"value": pattern})
    for axis in definition.axes:
        if axis.pattern:
            key_type = add(schema, "xs:simpleType", {"name": f"{axis.key}KeyType"})
            add(add(key_type, "xs:restriction", {"base": "xs:token"}), "xs:pattern", {"value": axis.pattern})
