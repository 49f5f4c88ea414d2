"""How each table is laid out, as the form lays it out: its rows and its columns.

Sections I and II have a row for the opening balance, the movement and the closing balance of each class, and a
column for each balance: a column means another concept in the row of the movement. Elsewhere each row of the form
is a row, and each of its figures a column. What a table cannot know beforehand (rows, lines, counters) it takes
from the facts that are reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from converter.authoring.tables import Line, Table, tables
from converter.definition import Axis, Concept, Definition, Texts
from converter.model import ClassKind

_BALANCE_SECTIONS = frozenset({"I", "II"})
_ISSUER: Texts = {"en": "Issuer", "zh-Hant": "發行人"}
_BALANCES: Texts = {"en": ": balances", "zh-Hant": "：結存"}


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
        rows, columns = figures, (Node(f"{identifier}-issuer", _ISSUER),)
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
