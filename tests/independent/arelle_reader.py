"""What Arelle says: ``python -m tests.independent.arelle_reader PACKAGE CACHE INSTANCE...`` prints it as JSON.

Nothing of the converter is used here: Arelle loads the package and the instances as it does for anybody.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from arelle import XbrlConst
from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions

from tests.independent.said import (
    STANDARD_LABEL,
    SaidArc,
    SaidElement,
    SaidFact,
    SaidFootnote,
    SaidInstance,
    SaidLabel,
    SaidTaxonomy,
)

_LINKS = ("presentationLink", "calculationLink", "definitionLink")


def models(package: str, cache: str, instances: list[str]) -> list[Any]:
    """The models of the instances, loaded and not validated."""
    options = RuntimeOptions(
        entrypointFile="|".join(instances),
        packages=[package],
        internetConnectivity="offline",
        cacheDirectory=cache,
        disablePersistentConfig=True,
        keepOpen=True,
    )
    session = Session()
    session.run(options, logFileName="logToBuffer")
    loaded = {model.modelDocument.filepath: model for model in session.get_models()}
    return [loaded[instance] for instance in instances]


def instance_of(model: Any) -> SaidInstance:
    """The facts of an instance, and the footnotes on them."""
    facts = [
        SaidFact(
            fact.qname.clarkNotation,
            "{{{}}}{}".format(*fact.context.entityIdentifier),
            dates(fact.context),
            tuple(sorted(dimensions(fact.context))),
            measures(fact.unit),
            "" if fact.isNil else fact.value,
        )
        for fact in model.facts
    ]
    notes = [
        SaidFootnote(each.fromModelObject.qname.clarkNotation, each.fromModelObject.value, note.xmlLang, note.text)
        for each in model.relationshipSet(XbrlConst.factFootnote).modelRelationships
        for note in [each.toModelObject]
    ]
    return SaidInstance(facts, notes, list(model.errors))


def dates(context: Any) -> str:
    last = (context.endDatetime - timedelta(days=1)).date()  # Arelle's days end with the midnight that follows
    return str(last) if context.isInstantPeriod else f"{context.startDatetime.date()}/{last}"


def dimensions(context: Any) -> Iterator[tuple[str, str]]:
    for axis, value in context.qnameDims.items():
        member = value.memberQname.clarkNotation if value.isExplicit else value.typedMember.stringValue
        yield axis.clarkNotation, member


def measures(unit: Any) -> str:
    if unit is None:
        return ""
    above, below = ("*".join(measure.clarkNotation for measure in each) for each in unit.measures)
    return f"{above}/{below}" if below else above


def taxonomy_of(model: Any, namespace: str) -> SaidTaxonomy:
    """The elements of the namespace, their labels, and the relationships of the standard's extended links."""
    concepts = [concept for name, concept in model.qnameConcepts.items() if name.namespaceURI == namespace]
    elements = [element_of(concept) for concept in concepts if concept.isItem or concept.isTuple]
    labels = [
        SaidLabel(each.fromModelObject.qname.clarkNotation, label.role, label.xmlLang, label.textValue)
        for each in model.relationshipSet(XbrlConst.conceptLabel).modelRelationships
        for label in [each.toModelObject]
    ]
    return SaidTaxonomy(elements, labels, list(arcs(model)))


def element_of(concept: Any) -> SaidElement:
    name = concept.qname.clarkNotation
    if concept.isAbstract:
        return SaidElement(name, kind_of(concept), "", "", "", False)
    of_type, balance = str(concept.typeQname), concept.balance or ""
    return SaidElement(name, "Concept", concept.periodType, of_type, balance, concept.isNillable)


def kind_of(concept: Any) -> str:
    kinds = {
        "Hypercube": concept.isHypercubeItem,
        "Dimension": concept.isDimensionItem,
        "Member": concept.isDomainMember and concept.type.qname.localName == "domainItemType",
        "LineItems": "LineItems" in concept.name,
    }
    return next((kind for kind, holds in kinds.items() if holds), "Abstract")


def arcs(model: Any) -> Iterator[SaidArc]:
    of_links = {(arcrole, link) for arcrole, _, link, _ in model.baseSets if link and link.localName in _LINKS}
    for arcrole in sorted({arcrole for arcrole, _ in of_links if not arcrole.startswith("XBRL-")}):
        for each in model.relationshipSet(arcrole).modelRelationships:
            names = each.fromModelObject.qname.clarkNotation, each.toModelObject.qname.clarkNotation
            says = (each.preferredLabel or "").removesuffix(STANDARD_LABEL)
            if each.weight is not None:
                says = f"{each.weight:g}"
            yield SaidArc(each.linkrole, arcrole, *names, f"{each.order:g}", says)


def main() -> None:
    """Print a list: the taxonomy, then each instance."""
    package, cache, *instances = sys.argv[1:]
    loaded = models(package, cache, instances)
    namespace = loaded[0].prefixedNamespaces["hkmr"]
    json.dump([taxonomy_of(loaded[0], namespace), *map(instance_of, loaded)], sys.stdout)


if __name__ == "__main__":
    main()
