"""The table linkbase (Table Linkbase 1.0): every table laid out as the form lays it out, for tools that render tables.

Sections I and II have a row for the opening balance, the movement and the closing balance of each class, and a
column for each balance: a column means another concept in the row of the movement, which a tag selects. Elsewhere
each row of the form is a row, and each of its figures a column. What a table cannot know beforehand (rows, lines,
counters) it takes from the facts that are reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from converter.authoring.tables import Line, Table, tables
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
from converter.definition import Axis, Concept, Definition, Texts
from converter.model import ClassKind

_MOVEMENT = "movement"
_BALANCE_SECTIONS = frozenset({"I", "II"})
_SUBTREE = ("table:definitionNodeSubtreeArc", DEFINITION_NODE_SUBTREE)
_BALANCES: Texts = {"en": ": balances", "zh-Hant": "：結存"}
_BOUNDARIES = {"month-start": "xfi:period-start", "month-end": "xfi:period-end"}
_INSTANCE = f"QName('{NAMESPACES['xbrli']}', 'xbrli:xbrl')"  # there is none where the taxonomy is loaded by itself
_PERIODS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "opening": ("formula:instant", {"value": "$month-start"}),
    "during": ("formula:duration", {"start": "$month-start", "end": "$month-end"}),
    "closing": ("formula:instant", {"value": "$month-end"}),
}
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
    """One table as it is laid out: its rows and its columns.

    ``role_name`` is the last step of the role that holds it: that of the table it shows, or one of its own for the
    balances, since processors render one table of a role.
    """

    role_name: str
    title: Texts
    table: Table
    rows: tuple[Node, ...]
    columns: tuple[Node, ...]

    @property
    def id(self) -> str:
        """The id of the table resource."""
        return f"table-{self.role_name}"

    @property
    def has_own_role(self) -> bool:
        """Whether its role is not that of the table it shows."""
        return self.role_name != self.table.role_name

    @property
    def role_definition(self) -> str:
        """The definition of its own role, which sorts behind that of the table it shows."""
        return f"[{self.table.section.key}.{self.table.number}.1] {self.title['en']}"

    def role(self, definition: Definition) -> str:
        """The address of the role that holds it."""
        return f"{definition.namespace}/role/{self.role_name}"

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
    role_name = f"{table.role_name}-balances"
    identifier = f"table-{role_name}"
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
    titles = {language: f"{table.title(language)}{_BALANCES[language]}" for language in definition.languages}
    return Layout(role_name, titles, table, rows, columns)


def _balance_rows(identifier: str, table: Table, definition: Definition) -> Iterator[Node]:
    """The three rows of a class; where its lines are told apart, each has a row for every line reported."""
    inner = table.cube.axes[1:]
    for period, label in definition.balance_rows.items():
        name = f"{identifier}-{period}"
        yield Node(name, label, period=period, abstract=bool(inner), below=_open_nodes(name, inner, definition))


def _list_layout(table: Table, lines: list[Line], definition: Definition) -> Layout:
    identifier = f"table-{table.role_name}"
    timed = any(line.label_role == "period-start" for line in lines)  # else the concept alone says when
    figures = tuple(
        Node(
            f"{identifier}-{line.concept.name}-{_period(line)}",
            line.concept.labels[line.label_role],
            concept=line.concept.name,
            period=_period(line) if timed else None,
        )
        for line in lines
    )
    if table.cube.axes:
        rows, columns = _open_nodes(identifier, table.cube.axes, definition), figures
    else:
        rows, columns = figures, (Node(f"{identifier}-issuer", aspect="entity"),)
    titles = {language: table.title(language) for language in definition.languages}
    return Layout(table.role_name, titles, table, rows, columns)


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


def _heading(concept: Concept) -> Texts:
    return concept.labels.get("terse", concept.labels["label"])


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
