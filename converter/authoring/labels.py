"""Label linkbases: the labels of elements, and the generic labels of roles and assertions, a file per language."""

from __future__ import annotations

from collections.abc import Iterator

from converter.authoring.elements import core_href, elements
from converter.authoring.formula import assertions, formula_file
from converter.authoring.tables import tables
from converter.authoring.vocabulary import (
    CONCEPT_LABEL,
    ELEMENT_LABEL,
    GENERIC_LABEL_ROLE,
    GENERIC_LINK_ROLE,
    LABEL_ROLES,
    LINK_ROLE,
)
from converter.authoring.xml import Linkbase
from converter.definition import Definition


def languages(definition: Definition) -> tuple[str, ...]:
    """The languages in which some element has a label, English first."""
    found = {language for element in elements(definition) for texts in element.labels.values() for language in texts}
    return tuple(sorted(found, key=lambda language: (language != "en", language)))


def element_labels(definition: Definition, language: str) -> bytes:
    """The labels of every element in one language."""
    linkbase = Linkbase(())
    link = linkbase.extended_link("link:labelLink", LINK_ROLE)
    for element in elements(definition):
        texts = [(role, texts[language]) for role, texts in element.labels.items() if language in texts]
        for role, text in texts:
            locator = link.locate(element.name, core_href(definition, element.name, 1))
            label = f"{element.name}_{role}"
            link.resource("link:label", label, {"xlink:role": LABEL_ROLES[role], "xml:lang": language}, text)
            link.arc("link:labelArc", CONCEPT_LABEL, (locator, label))
    return linkbase.to_bytes()


def generic_labels(definition: Definition, language: str) -> bytes:
    """The labels of roles and assertions in one language."""
    linkbase = Linkbase(("gen", "label"))
    linkbase.refer_to_role(GENERIC_LINK_ROLE)
    linkbase.refer_to_role(GENERIC_LABEL_ROLE)
    linkbase.refer_to_arc_roles(ELEMENT_LABEL)
    link = linkbase.extended_link("gen:link", GENERIC_LINK_ROLE)
    for name, href, text in (*_roles(definition, language), *_assertions(definition, language)):
        locator = link.locate(name, href)
        link.resource("label:label", f"{name}_label", {"xlink:role": GENERIC_LABEL_ROLE, "xml:lang": language}, text)
        link.arc("gen:arc", ELEMENT_LABEL, (locator, f"{name}_label"))
    return linkbase.to_bytes()


def _roles(definition: Definition, language: str) -> Iterator[tuple[str, str, str]]:
    for table in tables(definition):
        if language in table.section.label and language in table.cube.label:
            identifier = f"role-{table.role_name}"
            yield identifier, f"../{definition.prefix}-core.xsd#{identifier}", table.title(language)


def _assertions(definition: Definition, language: str) -> Iterator[tuple[str, str, str]]:
    for rule in definition.rules:
        for assertion in assertions(rule):
            if language in assertion.label:
                href = f"../{formula_file(definition, rule.section)}#{assertion.id}"
                yield assertion.id, href, assertion.label[language]
