"""The reference linkbase: for each concept the item of the form, and the listing rules that ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from converter.authoring.elements import core_href
from converter.authoring.vocabulary import CONCEPT_REFERENCE, LINK_ROLE, REFERENCE_ROLE
from converter.authoring.xml import ExtendedLink, Linkbase, add
from converter.definition import Concept, Definition

Parts = Mapping[str, str]
"""The parts of a reference: Name, Section, Subsection, Paragraph."""


def references(definition: Definition) -> bytes:
    """The references of every concept; a resource that several concepts share stands once."""
    linkbase = Linkbase(("ref",))
    link = linkbase.extended_link("link:referenceLink", LINK_ROLE)
    labels: dict[tuple[tuple[str, str], ...], str] = {}
    for concept in definition.concepts:
        locator = link.locate(concept.name, core_href(definition, concept.name, 1))
        for order, parts in enumerate(_references_of(concept, definition), start=1):
            key = tuple(parts.items())
            if key not in labels:
                labels[key] = _add_resource(link, parts, len(labels) + 1)
            link.arc("link:referenceArc", CONCEPT_REFERENCE, (locator, labels[key]), order=str(order))
    return linkbase.to_bytes()


def _references_of(concept: Concept, definition: Definition) -> Iterator[Parts]:
    """The item of the form in each of its sections, by the caption that it has there; then the listing rules."""
    caption = concept.labels.get("terse", concept.labels["label"])["en"]
    for section in definition.sections:
        if section.key in concept.sections:
            part = {"Subsection": section.part} if section.part else {}
            yield {"Name": definition.form, "Section": section.item, **part, "Paragraph": caption}
    for rule in definition.references[concept.rules]:
        yield {"Name": rule.name, "Paragraph": rule.paragraph}


def _add_resource(link: ExtendedLink, parts: Parts, number: int) -> str:
    label = f"reference_{number}"
    resource = link.resource("link:reference", label, {"xlink:role": REFERENCE_ROLE})
    for name, text in parts.items():
        add(resource, f"ref:{name}", text=text)
    return label
