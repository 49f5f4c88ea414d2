"""The table linkbase (Table Linkbase 1.0): the layouts of the tables, for tools that render them.

A column that means another concept in the row of a movement has a rule set, which the row's tag selects.
The month, from which the periods follow, is read from the instance by two parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from converter.authoring.layouts import Layout, Node, layouts
from converter.authoring.variables import month_expression
from converter.authoring.vocabulary import (
    ASPECT_NODE_FILTER,
    BREAKDOWN_TREE,
    DEFINITION_NODE_SUBTREE,
    GENERIC_LINK_ROLE,
    NAMESPACES,
    TABLE_BREAKDOWN,
    TABLE_PARAMETER,
)
from converter.authoring.xml import Element, ExtendedLink, Linkbase, add
from converter.definition import Axis, Definition

_MOVEMENT = "movement"
_SUBTREE = ("table:definitionNodeSubtreeArc", DEFINITION_NODE_SUBTREE)
_BOUNDARIES = {"month-start": "xfi:period-start", "month-end": "xfi:period-end"}
_INSTANCE = f"QName('{NAMESPACES['xbrli']}', 'xbrli:xbrl')"  # there is none where the taxonomy is loaded by itself
_PERIODS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "opening": ("formula:instant", {"value": "$month-start"}),
    "during": ("formula:duration", {"start": "$month-start", "end": "$month-end"}),
    "closing": ("formula:instant", {"value": "$month-end"}),
}
_TREE = ("table:breakdownTreeArc", BREAKDOWN_TREE)


def table_file(definition: Definition) -> str:
    """The path of the table linkbase below the release's folder."""
    return f"linkbases/{definition.prefix}-tab.xml"


def table_linkbase(definition: Definition) -> bytes:
    """The table linkbase; its labels are among the generic labels, in a file for each language."""
    found = tuple(layouts(definition))
    prefixes = {"xfi": NAMESPACES["xfi"], definition.prefix: definition.namespace}
    linkbase = Linkbase(("gen", "variable", "table", "formula", "cf", "df"), prefixes)
    for layout in found:
        linkbase.refer_to_role(layout.role(definition), f"../{definition.prefix}-core.xsd#role-{layout.role_name}")
    linkbase.refer_to_role(GENERIC_LINK_ROLE)
    linkbase.refer_to_arc_roles(
        TABLE_BREAKDOWN, TABLE_PARAMETER, BREAKDOWN_TREE, DEFINITION_NODE_SUBTREE, ASPECT_NODE_FILTER
    )
    _add_parameters(linkbase.extended_link("gen:link", GENERIC_LINK_ROLE), definition)
    for layout in found:
        _Writer(linkbase.extended_link("gen:link", layout.role(definition)), definition).add_layout(layout)
    return linkbase.to_bytes()


def _add_parameters(link: ExtendedLink, definition: Definition) -> None:
    """The start and the end of the month of the instance, which the periods of all tables are made of."""
    for name, function in _BOUNDARIES.items():
        found = f"for $month in {month_expression(definition)} return {function}($month)"
        select = f"if (node-name(.) eq {_INSTANCE}) then ({found}) else ()"
        attributes = {"id": name, "name": f"{definition.prefix}:{name}", "select": select}
        link.resource("variable:parameter", name, attributes)


class _Writer:
    """Writes one table into its extended link."""

    def __init__(self, link: ExtendedLink, definition: Definition) -> None:
        self._link = link
        self._definition = definition

    def add_layout(self, layout: Layout) -> None:
        """Write the table, its breakdowns and all their nodes."""
        self._resource("table:table", layout.id)
        for name in _BOUNDARIES:
            self._link.locate(name, f"#{name}")
            self._link.arc("table:tableParameterArc", TABLE_PARAMETER, (layout.id, name), name=name)
        self._filters = tuple(self._add_filters(layout))
        for axis, nodes in (("y", layout.rows), ("x", layout.columns)):
            breakdown = f"{layout.id}-{axis}"
            self._resource("table:breakdown", breakdown)
            self._link.arc("table:tableBreakdownArc", TABLE_BREAKDOWN, (layout.id, breakdown), axis=axis, order="1")
            self._add_nodes(breakdown, nodes, _TREE)

    def _add_filters(self, layout: Layout) -> Iterator[str]:
        """Write what leaves to a table the classes, lines and rows that it has figures of, of its own part."""
        concepts = f"{layout.id}-figures"
        names = self._resource("cf:conceptName", concepts)
        for name in dict.fromkeys(layout.concepts):
            self._add_qname(add(names, "cf:concept"), "cf:qname", name)
        yield concepts
        if "row" in layout.table.cube.axes:
            part = layout.table.section.key[-1]
            test = f"starts-with(normalize-space(string(.)), '{part}')"
            rows = self._resource("df:typedDimension", f"{layout.id}-part", test=test)
            self._add_qname(add(rows, "df:dimension"), "df:qname", self._definition.axis("row").name)
            yield f"{layout.id}-part"

    def _add_nodes(self, parent: str, nodes: tuple[Node, ...], arc: tuple[str, str]) -> None:
        for order, node in enumerate(nodes, start=1):
            self._add_node(node)
            self._link.arc(*arc, (parent, node.id), order=str(order))
            self._add_nodes(node.id, node.below, _SUBTREE)
            if node.aspect is not None:
                for position, name in enumerate(self._filters, start=1):
                    ends = (node.id, name)
                    self._link.arc("table:aspectNodeFilterArc", ASPECT_NODE_FILTER, ends, order=str(position))

    def _resource(self, name: str, identifier: str, **attributes: str) -> Element:
        return self._link.resource(name, identifier, {"id": identifier, **attributes})

    def _add_node(self, node: Node) -> None:
        if node.aspect is not None:
            self._add_aspect_node(node.id, node.aspect)
            return
        attributes = {"abstract": "true"} if node.abstract else {}
        if node.period == "during" and node.concept is None:
            attributes["tagSelector"] = _MOVEMENT
        element = self._resource("table:ruleNode", node.id, **attributes)
        if node.concept:
            self._add_concept(element, node.concept)
        if node.period:
            name, expressions = _PERIODS[node.period]
            add(add(element, "formula:period"), name, expressions)
        if node.member:
            axis, member = node.member
            rule = add(element, "formula:explicitDimension", {"dimension": self._qname(axis.name)})
            self._add_qname(add(rule, "formula:member"), "formula:qname", member)
        if node.movement:
            self._add_concept(add(element, "table:ruleSet", {"tag": _MOVEMENT}), node.movement)

    def _add_aspect_node(self, identifier: str, aspect: Axis | str) -> None:
        element = self._resource("table:aspectNode", identifier)
        if isinstance(aspect, Axis):
            add(element, "table:dimensionAspect", text=self._qname(aspect.name))
        else:
            add(element, "table:entityIdentifierAspect")

    def _add_concept(self, element: Element, name: str) -> None:
        self._add_qname(add(element, "formula:concept"), "formula:qname", name)

    def _add_qname(self, parent: Element, element: str, name: str) -> None:
        add(parent, element, text=self._qname(name))

    def _qname(self, name: str) -> str:
        return f"{self._definition.prefix}:{name}"
