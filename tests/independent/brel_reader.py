"""What brel says: ``python -m tests.independent.brel_reader PACKAGE FOLDER INSTANCE...`` prints it as JSON.

Run with brel on the path and with a home folder of its own, where brel looks for files before it asks a network.
The files of the taxonomy package are put there under the addresses of its catalog, and those of the standard; to
whatever is not among them, no network is let.

Three things are done for brel 0.8.2a1:

- It reads the dimensions of a segment and silently drops those of a scenario. Ours, as most since 2010, stand on the
  scenario; it gets a copy in which they are moved. Where a dimension stands is for Arelle to judge.
- It reads files that are named ``.xml`` only. The copy is.
- It imports pandas and PySpark, of 300 MB, for tables that are not asked for. Empty modules take their place.

What it does not read: decimals and nil (a nil value is empty text); the measures of a ratio, whose names it looks for
one element too high; generic links, and so tables and formulas.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml import etree

from tests.independent.said import (
    RATIO,
    STANDARD_LABEL,
    SaidArc,
    SaidElement,
    SaidFact,
    SaidFootnote,
    SaidInstance,
    SaidLabel,
    SaidTaxonomy,
)
from tests.independent.standard import packaged_files, standard_files

XBRLI = "{http://www.xbrl.org/2003/instance}"


def open_brel(package: Path) -> Any:
    """Import brel with stand-ins for what it asks for and does not need; give its class of filings."""
    pandas, pyspark, sql = (ModuleType(name) for name in ("pandas", "pyspark", "pyspark.sql"))
    for module, names in ((pandas, ["DataFrame"]), (sql, ["DataFrame", "SparkSession"])):
        for name in names:
            setattr(module, name, object)
    pyspark.sql = sql  # type: ignore[attr-defined]
    sys.modules |= {"pandas": pandas, "pyspark": pyspark, "pyspark.sql": sql}
    os.environ |= {"HTTP_PROXY": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    from brel import Filing
    from brel.parsers.dts import XMLFileManager

    cache = Path.home() / ".brel" / "dts_cache"
    cache.mkdir(parents=True)
    standard = ((address, path.read_bytes()) for address, path in standard_files())
    for address, content in (*standard, *packaged_files(package)):
        (cache / XMLFileManager.uri_to_filename(None, address)).write_bytes(content)
    return Filing


def on_segment(instance: Path, folder: Path) -> Path:
    """A copy of the instance whose dimensions stand on the segment."""
    root = etree.parse(instance).getroot()
    for context in root.iter(f"{XBRLI}context"):
        scenario = context.find(f"{XBRLI}scenario")
        if scenario is not None:
            etree.SubElement(context[0], f"{XBRLI}segment").extend(list(scenario))
            context.remove(scenario)
    copy = folder / f"{instance.stem}.xml"
    copy.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return copy


def name_of(thing: Any) -> str:
    """The name of an element in Clark's notation."""
    return str(thing.get_name().resolve())


def measures(unit: Any) -> str:
    if unit is None:
        return ""
    return str(unit.get_numerators()[0].resolve()) if unit.is_simple() else RATIO


def dates(period: Any) -> str:
    if period.is_instant():
        return str(period.get_instant_period())
    return f"{period.get_start_period()}/{period.get_end_period()}"


def dimensions(fact: Any) -> Iterator[tuple[str, str]]:
    for aspect in fact.get_aspects():
        if not aspect.is_core():
            characteristic = fact.get_characteristic(aspect)
            member = characteristic.get_value()
            yield name_of(characteristic.get_dimension()), member if isinstance(member, str) else name_of(member)


def instance_of(filing: Any) -> SaidInstance:
    """The facts of a filing, and the footnotes on them."""
    facts = [
        SaidFact(
            name_of(fact.get_concept().get_value()),
            fact.get_entity().get_value(),
            dates(fact.get_period()),
            tuple(sorted(dimensions(fact))),
            measures(fact.get_unit()),
            fact.get_value_as_str(),
        )
        for fact in filing.get_all_facts()
    ]
    return SaidInstance(facts, list(footnotes(filing)), [str(error) for error in filing.get_errors()])


def footnotes(filing: Any) -> Iterator[SaidFootnote]:
    for network in filing.get_all_physical_networks():
        if type(network).__name__ != "FootnoteNetwork":
            continue
        for root in network.get_roots():
            fact = root.get_fact()
            for child in root.get_children():
                note = child.get_resource()
                concept = name_of(fact.get_concept().get_value())
                yield SaidFootnote(concept, fact.get_value_as_str(), note.get_language(), note.get_content())


def taxonomy_of(filing: Any, namespace: str) -> SaidTaxonomy:
    """The elements of the namespace, their labels, and the relationships of all extended links."""
    elements = [each for each in filing.get_all_report_elements() if each.get_name().get_URL() == namespace]
    labels = [
        SaidLabel(name_of(element), label.get_role(), label.get_language(), label.get_content())
        for element in elements
        for label in element.get_labels()
    ]
    return SaidTaxonomy([element_of(each) for each in elements], labels, list(arcs(filing)))


def element_of(element: Any) -> SaidElement:
    kind = type(element).__name__
    if kind != "Concept":
        return SaidElement(name_of(element), kind, "", "", "", False)
    balance = element.get_balance_type() or ""
    period_type, of_type = element.get_period_type(), element.get_data_type()
    return SaidElement(name_of(element), kind, period_type, of_type, balance, element.is_nillable())


def arcs(filing: Any) -> Iterator[SaidArc]:
    for component in filing.get_all_components():
        for network in component.get_networks():
            waiting = [(root, child) for root in network.get_roots() for child in root.get_children()]
            while waiting:
                start, end = waiting.pop()
                waiting += [(end, child) for child in end.get_children()]
                yield arc_of(start, end)


def arc_of(start: Any, end: Any) -> SaidArc:
    says = ""
    if hasattr(end, "get_weight"):
        says = f"{end.get_weight():g}"
    elif hasattr(end, "get_preferred_label_role"):
        says = end.get_preferred_label_role().replace(STANDARD_LABEL, "")  # which brel takes where none is named
    names = name_of(start.get_report_element()), name_of(end.get_report_element())
    return SaidArc(end.get_link_role(), end.get_arc_role(), *names, f"{end.get_order():g}", says)


def main() -> None:
    """Print a list: the taxonomy, then each instance."""
    package, folder, *instances = map(Path, sys.argv[1:])
    filings = open_brel(package)
    said: list[Any] = []
    for instance in instances:
        filing = filings.open(str(on_segment(instance, folder)))
        if not said:
            namespace = etree.parse(instance).getroot().nsmap["hkmr"]
            said.append(taxonomy_of(filing, namespace))
        said.append(instance_of(filing))
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
