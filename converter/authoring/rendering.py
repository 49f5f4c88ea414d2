"""The table linkbase (Table Linkbase 1.0): every table laid out as the form lays it out, for tools that render tables.

Sections I and II have a row for the opening balance, the movement and the closing balance of each class, and a
column for each balance: a column means another concept in the row of the movement, which a tag selects. Elsewhere
each row of the form is a row, and each of its figures a column. What a table cannot know beforehand (rows, lines,
counters) it takes from the facts that are reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from converter.authoring.tables import Line, Table, tables
from converter.authoring.variables import month_expression
from converter.authoring.vocabulary import (
    ASPECT_NODE_FILTER,
    BREAKDOWN_TREE,
    DEFINITION_NODE_SUBTREE,
    NAMESPACES,
    TABLE_BREAKDOWN,
)
from converter.authoring.xml import Element, ExtendedLink, Linkbase, add
from converter.definition import Axis, Concept, Definition, Texts
from converter.model import ClassKind

_MOVEMENT = "movement"
_BALANCE_SECTIONS = frozenset({"I", "II"})
_SUBTREE = ("table:definitionNodeSubtreeArc", DEFINITION_NODE_SUBTREE)
_TREE = ("table:breakdownTreeArc", BREAKDOWN_TREE)


@dataclass(frozen=True, slots=True)
class Node:
    """A row or column header: what it fixes of its cells, and what stands below it.

    ``period`` is ``opening``, ``during`` or ``closing``; ``movement`` is the concept in the row of a movement;
    ``aspect`` is the axis whose values are taken from the facts, or ``entity``.
    """

    id: str
    label: Texts = field(default_factory=dict)
    concept: str | None = None
    movement: str | None = None
    period: str | None = None
    member: tuple[Axis, str] | None = None
    aspect: Axis | str | None = None
    abstract: bool = False
    below: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One table as it is laid out: its rows and its columns."""

    id: str
    title: Texts
    table: Table
    rows: tuple[Node, ...]
    columns: tuple[Node, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that its cells may hold."""
        nodes = (*self.rows, *self.columns)
        return tuple(name for node in nodes for name in (node.concept, node.movement) if name)


def table_file(definition: Definition) -> str:
    """The path of the table linkbase below the release's folder."""
    return f"linkbases/{definition.prefix}-tab.xml"


def layouts(definition: Definition) -> Iterator[Layout]:
    """Every table in the order of the form: balances before what stands beside them."""
    for table in tables(definition):
        balances = tuple(_balances(table))
        if balances:
            yield _balance_layout(table, balances, definition)
        reported = {name for balance in balances for name in balance if name}
        lines = [line for line in table.lines if line.concept.name not in reported]
        if lines:
            yield _list_layout(table, lines, definition)


def labelled_nodes(definition: Definition) -> Iterator[tuple[str, Texts]]:
    """The id and the label of everything in the table linkbase that has one."""
    for layout in layouts(definition):
        yield layout.id, layout.title
        yield from _labelled((*layout.rows, *layout.columns))


def _labelled(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Texts]]:
    for node in nodes:
        if node.label:
            yield node.id, node.label
        yield from _labelled(node.below)


def _balances(table: Table) -> Iterator[tuple[str, str | None]]:
    """The balances of section I or II by class, each with the movement that changes it."""
    if table.section.key not in _BALANCE_SECTIONS:
        return
    movements = {line.concept.inflow_of: line.concept.name for line in table.lines if line.concept.inflow_of}
    for line in table.lines:
        if line.label_role == "period-start":
            yield line.concept.name, movements.get(line.concept.name)


def _balance_layout(table: Table, balances: tuple[tuple[str, str | None], ...], definition: Definition) -> Layout:
    identifier = f"table-{table.role_name}-balances"
    columns = tuple(
        Node(f"{identifier}-{name}", _heading(definition.concept(name)), concept=name, movement=movement)
        for name, movement in balances
    )
    rows = tuple(
        Node(
            f"{identifier}-{member.key}",
            member.labels["label"],
            member=(definition.axis("class"), member.name),
            abstract=True,
            below=tuple(_balance_rows(f"{identifier}-{member.key}", table, definition)),
        )
        for member in definition.axis("class").members
        if member.key != ClassKind.NOT_STATED  # that is for rows of section III
    )
    return Layout(identifier, _titles(table, definition), table, rows, columns)


def _balance_rows(identifier: str, table: Table, definition: Definition) -> Iterator[Node]:
    """The three rows of a class; where its lines are told apart, each has a row for every line reported."""
    inner = table.cube.axes[1:]
    for period, label in definition.balance_rows.items():
        name = f"{identifier}-{period}"
        yield Node(name, label, period=period, abstract=bool(inner), below=_open_nodes(name, inner, definition))


def _list_layout(table: Table, lines: list[Line], definition: Definition) -> Layout:
    identifier = f"table-{table.role_name}"
    figures = tuple(
        Node(f"{identifier}-{line.concept.name}-{_period(line)}", _label(line), line.concept.name, period=_period(line))
        for line in lines
    )
    if table.cube.axes:
        rows, columns = _open_nodes(identifier, table.cube.axes, definition), figures
    else:
        rows, columns = figures, (Node(f"{identifier}-issuer", aspect="entity"),)
    return Layout(identifier, _titles(table, definition), table, rows, columns)


def _open_nodes(identifier: str, axes: tuple[str, ...], definition: Definition) -> tuple[Node, ...]:
    """Nodes for the values that facts have on these axes, the later ones below the earlier."""
    if not axes:
        return ()
    name = f"{identifier}-each-{axes[0]}"
    return (Node(name, aspect=definition.axis(axes[0]), below=_open_nodes(name, axes[1:], definition)),)


def _period(line: Line) -> str:
    if line.concept.period == "duration":
        return "during"
    return "opening" if line.label_role == "period-start" else "closing"


def _label(line: Line) -> Texts:
    return line.concept.labels[line.label_role]


def _heading(concept: Concept) -> Texts:
    return concept.labels.get("terse", concept.labels["label"])


def _titles(table: Table, definition: Definition) -> Texts:
    return {language: table.title(language) for language in definition.languages}


def table_linkbase(definition: Definition) -> bytes:
    """The table linkbase; its labels are among the generic labels, in a file for each language."""
    found = tuple(layouts(definition))
    prefixes = {"xfi": NAMESPACES["xfi"], definition.prefix: definition.namespace}
    linkbase = Linkbase(("gen", "table", "formula", "cf"), prefixes)
    for role_name, role in {each.table.role_name: each.table.role(definition) for each in found}.items():
        linkbase.refer_to_role(role, f"../{definition.prefix}-core.xsd#role-{role_name}")
    linkbase.refer_to_arc_roles(TABLE_BREAKDOWN, BREAKDOWN_TREE, DEFINITION_NODE_SUBTREE, ASPECT_NODE_FILTER)
    for layout in found:
        _Writer(linkbase.extended_link("gen:link", layout.table.role(definition)), definition).add_layout(layout)
    return linkbase.to_bytes()


class _Writer:
    """Writes one table into its extended link."""

    def __init__(self, link: ExtendedLink, definition: Definition) -> None:
        self._link = link
        self._definition = definition
        month = month_expression(definition)
        start, end = f"xfi:period-start({month})", f"xfi:period-end({month})"
        self._periods: Mapping[str, tuple[str, dict[str, str]]] = {
            "opening": ("formula:instant", {"value": start}),
            "during": ("formula:duration", {"start": start, "end": end}),
            "closing": ("formula:instant", {"value": end}),
        }

    def add_layout(self, layout: Layout) -> None:
        """Write the table, its breakdowns and all their nodes."""
        self._resource("table:table", layout.id)
        self._filter = f"{layout.id}-figures"
        names = self._resource("cf:conceptName", self._filter)
        for name in dict.fromkeys(layout.concepts):
            self._add_qname(add(names, "cf:concept"), "cf:qname", name)
        for axis, nodes in (("y", layout.rows), ("x", layout.columns)):
            breakdown = f"{layout.id}-{axis}"
            self._resource("table:breakdown", breakdown)
            self._link.arc("table:tableBreakdownArc", TABLE_BREAKDOWN, (layout.id, breakdown), axis=axis, order="1")
            self._add_nodes(breakdown, nodes, _TREE)

    def _add_nodes(self, parent: str, nodes: tuple[Node, ...], arc: tuple[str, str]) -> None:
        for order, node in enumerate(nodes, start=1):
            self._add_node(node)
            self._link.arc(*arc, (parent, node.id), order=str(order))
            self._add_nodes(node.id, node.below, _SUBTREE)
            if node.aspect is not None:  # only rows, lines and classes that this table has figures of
                self._link.arc("table:aspectNodeFilterArc", ASPECT_NODE_FILTER, (node.id, self._filter))

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
            name, expressions = self._periods[node.period]
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
