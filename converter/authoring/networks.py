"""The networks of relationships between concepts: presentation, dimensions, calculation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count

from converter.authoring.elements import core_href, enumeration_role, flow_role
from converter.authoring.tables import Table, table_of, tables
from converter.authoring.vocabulary import (
    ALL,
    DIMENSION_DOMAIN,
    DOMAIN_MEMBER,
    HYPERCUBE_DIMENSION,
    INSTANT_INFLOW,
    INSTANT_OUTFLOW,
    LABEL_ROLES,
    PARENT_CHILD,
    SUMMATION_ITEM,
)
from converter.authoring.xml import ExtendedLink, Linkbase
from converter.definition import Axis, Definition


def presentation(definition: Definition) -> bytes:
    """The presentation linkbase: every table as a tree, its lines in the order of the form."""
    linkbase = Linkbase(())
    _refer_to_roles(linkbase, definition)
    for table in tables(definition):
        network = _Network(linkbase, "presentation", table.role(definition), definition)
        parent, cube, items = (f"{table.stem}{suffix}" for suffix in ("Abstract", "Table", "LineItems"))
        network.relate(parent, cube)
        for axis in _axes(table, definition):
            network.relate(cube, axis.name)
            for source, target in _domain(axis):
                network.relate(source, target)
        network.relate(parent, items)
        for line in table.lines:
            network.relate(items, line.concept.name, preferredLabel=LABEL_ROLES[line.label_role])
    for enumeration in definition.enumerations:
        network = _Network(linkbase, "presentation", enumeration_role(definition, enumeration), definition)
        for member in enumeration.members:
            network.relate(enumeration.domain, member.name)
    return linkbase.to_bytes()


def dimensions(definition: Definition) -> bytes:
    """The definition linkbase: closed positive hypercubes on the scenario, the enumerations' members, and flows.

    A flow says which movement adds to a balance, or takes from it.
    """
    linkbase = Linkbase(("xbrldt",))
    _refer_to_roles(linkbase, definition)
    linkbase.refer_to_role(flow_role(definition), _role_href(definition, "role-flows"))
    linkbase.refer_to_arc_roles(
        ALL, HYPERCUBE_DIMENSION, DIMENSION_DOMAIN, DOMAIN_MEMBER, INSTANT_INFLOW, INSTANT_OUTFLOW
    )
    for table in tables(definition):
        _add_cube(_Network(linkbase, "definition", table.role(definition), definition), table, definition)
    for enumeration in definition.enumerations:
        network = _Network(linkbase, "definition", enumeration_role(definition, enumeration), definition)
        for member in enumeration.members:
            network.relate(enumeration.domain, member.name, DOMAIN_MEMBER)
    network = _Network(linkbase, "definition", flow_role(definition), definition)
    for concept in definition.concepts:
        for balance, arc_role in ((concept.inflow_of, INSTANT_INFLOW), (concept.outflow_of, INSTANT_OUTFLOW)):
            if balance:
                network.relate(balance, concept.name, arc_role)
    return linkbase.to_bytes()


def calculations(definition: Definition) -> bytes:
    """The calculation linkbase: Calculation 1.1 arcs, each rule in the by-class table of its section."""
    linkbase = Linkbase(())
    rules = [rule for rule in definition.rules if rule.is_calculation]
    in_tables = [(rule, table_of(definition, rule.section, "class")) for rule in rules]
    for _, table in in_tables:
        linkbase.refer_to_role(table.role(definition), _role_href(definition, f"role-{table.role_name}"))
    linkbase.refer_to_arc_roles(SUMMATION_ITEM)
    for rule, table in in_tables:
        network = _Network(linkbase, "calculation", table.role(definition), definition)
        for part in rule.parts:
            network.relate(str(rule.total), part, SUMMATION_ITEM, weight="1")
    return linkbase.to_bytes()


class _Network:
    """One extended link of arcs between concepts, which are numbered as they come."""

    def __init__(self, linkbase: Linkbase, kind: str, role: str, definition: Definition) -> None:
        self._link: ExtendedLink = linkbase.extended_link(f"link:{kind}Link", role)
        self._arc = f"link:{kind}Arc"
        self._definition = definition
        self._order = count(1)
        self._related: Counter[tuple[str, str]] = Counter()

    def relate(self, source: str, target: str, arc_role: str = PARENT_CHILD, **attributes: str) -> None:
        """Add an arc from one concept to another."""
        first = self._link.locate(source, core_href(self._definition, source, 1))
        again = f"{target}_{self._related[source, target]}" if self._related[source, target] else target
        self._related[source, target] += 1  # a balance stands twice in its table: as opening and as closing
        second = self._link.locate(again, core_href(self._definition, target, 1))
        self._link.arc(self._arc, arc_role, (first, second), order=str(next(self._order)), **attributes)


def _refer_to_roles(linkbase: Linkbase, definition: Definition) -> None:
    for table in tables(definition):
        linkbase.refer_to_role(table.role(definition), _role_href(definition, f"role-{table.role_name}"))
    for enumeration in definition.enumerations:
        role = enumeration_role(definition, enumeration)
        linkbase.refer_to_role(role, _role_href(definition, f"role-enumeration-{enumeration.key}"))


def _role_href(definition: Definition, identifier: str) -> str:
    return f"../{definition.prefix}-core.xsd#{identifier}"


def _axes(table: Table, definition: Definition) -> Iterator[Axis]:
    return (definition.axis(key) for key in table.cube.axes)


def _domain(axis: Axis) -> Iterator[tuple[str, str]]:
    """The relationships below an explicit axis; a typed axis has none."""
    if axis.members:
        yield axis.name, axis.domain
        yield from ((axis.domain, member.name) for member in axis.members)


def _add_cube(network: _Network, table: Table, definition: Definition) -> None:
    cube, items = f"{table.stem}Table", f"{table.stem}LineItems"
    network.relate(items, cube, ALL, xbrldt_contextElement="scenario", xbrldt_closed="true")
    for axis in _axes(table, definition):
        network.relate(cube, axis.name, HYPERCUBE_DIMENSION)
        if axis.members:
            network.relate(axis.name, axis.domain, DIMENSION_DOMAIN, xbrldt_usable="false")
        for member in axis.members:
            network.relate(axis.domain, member.name, DOMAIN_MEMBER)
    for concept in table.concepts:
        network.relate(items, concept.name, DOMAIN_MEMBER)
