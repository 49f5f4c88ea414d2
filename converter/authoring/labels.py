"""Label linkbases: the labels of elements, and the generic labels of roles and assertions, a file per language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from converter.authoring.elements import core_href, elements, label_role
from converter.authoring.formula import assertions, formula_file
from converter.authoring.layouts import labelled_nodes, layouts
from converter.authoring.rendering import table_file
from converter.authoring.schema import FLOWS
from converter.authoring.tables import tables
from converter.authoring.vocabulary import (
    CONCEPT_LABEL,
    ELEMENT_LABEL,
    GENERIC_DOCUMENTATION_ROLE,
    GENERIC_LABEL_ROLE,
    GENERIC_LINK_ROLE,
    GENERIC_TERSE_ROLE,
    LINK_ROLE,
)
from converter.authoring.xml import Linkbase
from converter.definition import Axis, Definition, Texts

_NO_AXIS: Texts = {
    "en": "{title}. Its facts have no dimension.",
    "zh-Hant": "{title}。其事實並無維度。",
}
_BY_AXES: Texts = {
    "en": "{title}. Its facts have the dimensions: {axes}.",
    "zh-Hant": "{title}。其事實的維度為：{axes}。",
}
_LIST: Texts = {"en": "The values of the list: {title}.", "zh-Hant": "清單的值：{title}。"}
_LAID_OUT: Texts = {
    "en": "{title}, laid out with the opening balance, the movement and the closing balance below each other.",
    "zh-Hant": "{title}，依次列出上月底結存、變動及本月底結存。",
}
_BETWEEN: Texts = {"en": ", ", "zh-Hant": "、"}
_SEVERITIES = {
    "error": {"en": "an error", "zh-Hant": "錯誤"},
    "warning": {"en": "a warning", "zh-Hant": "警告"},
    "info": {"en": "information", "zh-Hant": "資訊"},
}
_ASSERTION: Texts = {
    "en": "{label}. Editions of the form: {editions}. Where it does not hold, that is {severity}.",
    "zh-Hant": "{label}。適用的表格版本：{editions}。如不成立，屬{severity}。",
}


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A role, an assertion or a header of a table: its id, address, label and documentation in one language.

    ``names`` are its names in the editions of the form, by the address of the label role.
    """

    id: str
    href: str
    label: str
    documentation: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def element_labels(definition: Definition, language: str) -> bytes:
    """The labels of every element in one language."""
    linkbase = Linkbase(())
    for role in definition.label_roles:
        href = f"../{definition.prefix}-core.xsd#label-{role.key}"
        linkbase.refer_to_role(label_role(definition, role.key), href)
    link = linkbase.extended_link("link:labelLink", LINK_ROLE)
    for element in elements(definition):
        for key, texts in element.labels.items():
            locator = link.locate(element.name, core_href(definition, element.name, 1))
            label = f"{element.name}_{key}"
            attributes = {"xlink:role": label_role(definition, key), "xml:lang": language}
            link.resource("link:label", label, attributes, texts[language])
            link.arc("link:labelArc", CONCEPT_LABEL, (locator, label))
    return linkbase.to_bytes()


def generic_labels(definition: Definition, language: str) -> bytes:
    """The labels of roles, assertions and headers of tables in one language; the first two are documented too."""
    linkbase = Linkbase(("gen", "label"))
    for role in (GENERIC_LINK_ROLE, GENERIC_LABEL_ROLE, GENERIC_DOCUMENTATION_ROLE):
        linkbase.refer_to_role(role)
    linkbase.refer_to_role(GENERIC_TERSE_ROLE)
    for key in [role.key for role in definition.label_roles]:
        linkbase.refer_to_role(label_role(definition, key), f"../{definition.prefix}-core.xsd#label-{key}")
    linkbase.refer_to_arc_roles(ELEMENT_LABEL)
    link = linkbase.extended_link("gen:link", GENERIC_LINK_ROLE)
    for item in (*_roles(definition, language), *_assertions(definition, language), *_layouts(definition, language)):
        locator = link.locate(item.id, item.href)
        texts = {GENERIC_LABEL_ROLE: ("label", item.label)}
        if item.documentation:
            texts[GENERIC_DOCUMENTATION_ROLE] = ("documentation", item.documentation)
        texts |= {role: (role.rpartition("/")[2], name) for role, name in item.names.items()}
        for role, (word, text) in texts.items():
            label = f"{item.id}_{word}"
            link.resource("label:label", label, {"xlink:role": role, "xml:lang": language}, text)
            link.arc("gen:arc", ELEMENT_LABEL, (locator, label))
    return linkbase.to_bytes()


def _layouts(definition: Definition, language: str) -> Iterator[_Labelled]:
    for identifier, label in labelled_nodes(definition):
        yield _Labelled(identifier, f"../{table_file(definition)}#{identifier}", label[language])


def _roles(definition: Definition, language: str) -> Iterator[_Labelled]:
    core = f"../{definition.prefix}-core.xsd"
    for table in tables(definition):
        identifier, title = f"role-{table.role_name}", table.title(language)
        axes = [definition.axis(key) for key in table.cube.axes]
        names = {
            GENERIC_TERSE_ROLE if key == "terse" else label_role(definition, key): table.title(language, key)
            for key in table.section.labels
            if key != "label"
        }
        yield _Labelled(identifier, f"{core}#{identifier}", title, _of_axes(title, axes, language), names)
    for layout in layouts(definition):
        if layout.has_own_role:
            identifier, title = f"role-{layout.role_name}", layout.title[language]
            yield _Labelled(identifier, f"{core}#{identifier}", title, _LAID_OUT[language].replace("{title}", title))
    for enumeration in definition.enumerations:
        identifier, title = f"role-enumeration-{enumeration.key}", enumeration.labels["label"][language]
        yield _Labelled(identifier, f"{core}#{identifier}", title, _LIST[language].replace("{title}", title))
    flows = FLOWS[language]
    yield _Labelled("role-flows", f"{core}#role-flows", flows, _NO_AXIS[language].replace("{title}", flows))


def _of_axes(title: str, axes: list[Axis], language: str) -> str:
    names = _BETWEEN[language].join(axis.labels["label"][language] for axis in axes)
    template = _BY_AXES if axes else _NO_AXIS
    return template[language].replace("{title}", title).replace("{axes}", names)


def _assertions(definition: Definition, language: str) -> Iterator[_Labelled]:
    for rule in definition.rules:
        for assertion in assertions(rule):
            label = assertion.label[language]
            words = {
                "{label}": label,
                "{editions}": _BETWEEN[language].join(rule.editions),
                "{severity}": _SEVERITIES[assertion.severity][language],
            }
            documentation = _ASSERTION[language]
            for placeholder, text in words.items():
                documentation = documentation.replace(placeholder, text)
            href = f"../{formula_file(definition, rule.section)}#{assertion.id}"
            yield _Labelled(assertion.id, href, label, documentation)
