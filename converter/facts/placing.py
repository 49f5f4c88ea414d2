"""Where a figure of the form is placed: its concept by its path, its period, dimensions and unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from converter import definition
from converter.definition import Concept
from converter.facts.fact import Dimensions, Fact, Period
from converter.model import (
    ClassKind,
    ClassLine,
    Confirmation,
    Counter,
    Figure,
    Money,
    MonthlyReturn,
    MovementKind,
    OtherMovement,
    Row,
    State,
)
from converter.walk import Entry, entries, path_of

MONEY_TYPES = frozenset({"monetary", "perShare"})
"""The types of concepts whose facts have a currency."""
_REDUCTIONS = frozenset({MovementKind.REPURCHASE, MovementKind.REDEMPTION, MovementKind.REPURCHASE_INTO_TREASURY})
_CLASS_WORDS = frozenset({ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER})


def placed_figures(monthly_return: MonthlyReturn) -> Iterator[tuple[Entry, Concept]]:
    """Each figure that has a concept, with the concept."""
    known = definition.load()
    by_path = known.concepts_by_path
    of_rows = tuple(concept for concept in known.concepts if concept.attribute)
    rows_seen: set[str] = set()
    for entry in entries(monthly_return):
        if entry.figure.state is not State.BLANK:
            row = entry.address.rpartition(".")[0]
            if row not in rows_seen:
                rows_seen.add(row)
                yield from _attributes(entry, row, of_rows)
        for concept in by_path.get(entry.path, ()):
            if not concept.choice_of and (concept.kind is None or concept.kind == entry.parts[-1].kind):
                yield entry, concept


def _attributes(entry: Entry, row: str, concepts: tuple[Concept, ...]) -> Iterator[tuple[Entry, Concept]]:
    """What a row of the form is, beside the figures it holds: the kind of an issue in part E."""
    for concept in concepts:
        parent, _, name = str(concept.attribute).rpartition(".")
        if path_of(row) == parent:
            figure = Figure(State.STATED, getattr(entry.parts[-1], name))
            yield Entry(f"{row}.{name}", str(concept.attribute), figure, entry.parts), concept


@dataclass(frozen=True, slots=True)
class Placement:
    """What placing a figure needs to know of the whole return.

    ``class_level`` gives for a class the one line that stands for the whole class, or ``None`` where
    several are in use. ``kinds_at_class_level`` tells whether the issues of part E are named by their
    class alone. ``currencies`` gives the currencies of each type that a block or row states.
    """

    class_level: dict[ClassKind, ClassLine | None]
    kinds_at_class_level: bool
    currencies: dict[tuple[int, str], set[str]]

    @classmethod
    def of(cls, monthly_return: MonthlyReturn, placed: tuple[tuple[Entry, Concept], ...]) -> Placement:
        """Learn it from the return and from its figures with their concepts."""
        in_use: dict[ClassKind, set[ClassLine]] = {kind: set() for kind in ClassKind}
        currencies: dict[tuple[int, str], set[str]] = {}
        for entry, concept in placed:
            if concept.is_numeric and _is_other_than_zero(entry.figure):
                line = _class_line(_owner(entry))
                if line:
                    in_use[line.kind].add(line)
            if isinstance(entry.figure.value, Money) and entry.figure.value.currency:
                key = (id(_owner(entry)), concept.type)
                currencies.setdefault(key, set()).add(entry.figure.value.currency)
        levels = {kind: _class_level(kind, lines) for kind, lines in in_use.items()}
        return cls(levels, _kinds_stand_alone(monthly_return), currencies)


def _owner(entry: Entry) -> Any:
    """The block, row or item that the figure belongs to; of a counter the block that it stands in."""
    for part in reversed(entry.parts):
        if not isinstance(part, Figure | Counter):
            return part
    return None


def _class_line(owner: Any) -> ClassLine | None:
    """The line of a class that a block, a total, or a row of FF301 belongs to."""
    if isinstance(owner, Row):
        return ClassLine(owner.share_class, owner.line) if owner.line else None
    share_class = getattr(owner, "share_class", None)
    return share_class if isinstance(share_class, ClassLine) else None


def _class_level(kind: ClassKind, lines: set[ClassLine]) -> ClassLine | None:
    if not lines:
        return ClassLine(kind)
    return next(iter(lines)) if len(lines) == 1 else None


def _is_other_than_zero(figure: Figure[Any]) -> bool:
    """Tell whether a figure shows that something is there; a damaged one does."""
    if figure.state is State.DAMAGED:
        return True
    value = figure.value.amount if isinstance(figure.value, Money) else figure.value
    return bool(value)


def _kinds_stand_alone(monthly_return: MonthlyReturn) -> bool:
    """Tell whether kind and class name each issue of part E, so that its row need not.

    A reduction printed without its sign does not add up, though the form may be right: a calculation, which
    knows no exceptions, must not reach it.
    """
    rows = monthly_return.other_movements.rows
    once = len({(row.kind, row.share_class, row.line) for row in rows}) == len(rows)
    return once and not any(_stands_in_the_way(row) for row in rows if _is_other_than_zero(row.issued))


def _stands_in_the_way(row: OtherMovement) -> bool:
    unsigned = row.kind in _REDUCTIONS and (row.issued.value or 0) > 0
    return unsigned or row.share_class is ClassKind.NOT_STATED


def fact_of(entry: Entry, concept: Concept, placement: Placement) -> Fact:
    """Make the fact of a figure that is neither blank nor damaged; a sum of money without a currency has no unit."""
    figure = entry.figure
    owner = _owner(entry)
    value = figure.value.amount if isinstance(figure.value, Money) else figure.value
    if figure.state is State.NIL and value is None and concept.is_numeric:
        value = 0
    if concept.enumeration:
        known = definition.load()
        value = known.value_of(known.enumeration(concept.enumeration).member(str(value)))
    return Fact(
        concept=concept.name,
        period=_period(entry, concept),
        dimensions=_dimensions(entry, owner, concept, placement),
        value=value,
        unit=_unit(entry, owner, concept, placement),
        address=entry.address,
        figure=figure,
    )


def _period(entry: Entry, concept: Concept) -> Period:
    if concept.period == "duration":
        return Period.DURATION
    return Period.OPENING if ".opening" in entry.path else Period.CLOSING


def _dimensions(entry: Entry, owner: Any, concept: Concept, placement: Placement) -> Dimensions:
    if isinstance(owner, Confirmation):
        return Dimensions(item=owner.item)
    if isinstance(owner, Row):
        alone = concept.kind is not None and placement.kinds_at_class_level
        return Dimensions(owner.share_class, _line(owner, placement), None if alone else owner.key)
    line = _class_line(owner)
    if line:
        return Dimensions(line.kind, _line(owner, placement), counter=_counter(entry))
    last_word = entry.path.rpartition(".")[2]
    return Dimensions(ClassKind(last_word)) if last_word in _CLASS_WORDS else Dimensions()


def _line(owner: Any, placement: Placement) -> int | None:
    """The line that a fact must name, because the class alone does not name it."""
    line = _class_line(owner)
    return line.line if line and placement.class_level[line.kind] != line else None


def _counter(entry: Entry) -> int | None:
    """The place of a further counter: the last key of its address."""
    if not isinstance(entry.parts[-1], Counter):
        return None
    return int(entry.address.rpartition("[")[2].partition("]")[0])


def _unit(entry: Entry, owner: Any, concept: Concept, placement: Placement) -> str | None:
    if concept.type == "shares":
        return "shares"
    if concept.type not in MONEY_TYPES:
        return None
    currency = entry.figure.value.currency if isinstance(entry.figure.value, Money) else None
    if currency is None and owner is not None and entry.figure.state in (State.NIL, State.NOT_APPLICABLE):
        beside = placement.currencies.get((id(owner), concept.type), set())
        currency = next(iter(beside)) if len(beside) == 1 else None
    return f"{currency}/shares" if currency and concept.type == "perShare" else currency
