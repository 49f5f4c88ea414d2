"""The facts of a return: each reported figure with its concept, period, dimensions and unit.

The definition of the taxonomy says which concept a figure belongs to, by the figure's path;
this module only places the figure. A blank or damaged figure makes no fact, a figure printed
as not applicable makes a nil fact, a figure printed as NIL makes zero.
Facts are what rules are evaluated on and what an instance contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from converter import definition
from converter.definition import Concept
from converter.errors import DuplicateFact
from converter.findings import Finding, Severity
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

_MONEY_TYPES = frozenset({"monetary", "perShare"})
_REDUCTIONS = frozenset({MovementKind.REPURCHASE, MovementKind.REDEMPTION, MovementKind.REPURCHASE_INTO_TREASURY})
_CLASS_WORDS = frozenset({ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER})


class Period(StrEnum):
    """When a fact holds, seen from the month of the return."""

    OPENING = "opening"
    """The end of the preceding month's last day."""
    CLOSING = "closing"
    """The end of the month's last day."""
    DURATION = "during"
    """The month, from its first day to its last."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The class of shares, its line on the form, and the row of section III, where a fact has them.

    ``counter`` is the place of a further counter among those of its class, ``item`` the roman number of a
    confirmation; no rule speaks of these two.
    """

    share_class: ClassKind | None = None
    line: int | None = None
    row: str | None = None
    counter: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported figure.

    ``concept`` is the concept's local name. ``value`` is ``None`` for a nil fact; numbers are ``int`` for
    counts and ``Decimal`` for money. ``unit`` is ``shares``, an ISO 4217 code, such a code followed by
    ``/shares``, or ``None`` for what is not a number. ``address`` and ``figure`` say what it was made from.
    """

    concept: str
    period: Period
    dimensions: Dimensions
    value: Any
    unit: str | None
    address: str
    figure: Figure[Any]

    @property
    def key(self) -> tuple[str, Period, Dimensions, str | None]:
        """What tells the fact from every other of its return: concept, context and unit."""
        return (self.concept, self.period, self.dimensions, self.unit)


def facts_of(monthly_return: MonthlyReturn) -> tuple[Fact, ...]:
    """Make the facts of a return, in the order of the form.

    Raises:
        DuplicateFact: two figures would make the same fact, which is a defect of ours.
    """
    facts, _ = _reported(monthly_return)
    return facts


def omissions_of(monthly_return: MonthlyReturn) -> tuple[Finding, ...]:
    """Say what is readable and yet makes no fact: amounts without a currency, repetitions, unnumbered items."""
    _, omissions = _reported(monthly_return)
    return omissions


def _reported(monthly_return: MonthlyReturn) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    placed = tuple(_placed(monthly_return))
    placement = _Placement.of(monthly_return, placed)
    facts: dict[Any, Fact] = {}
    omissions: list[Finding] = []
    for entry, concept in placed:
        if entry.figure.state in (State.BLANK, State.DAMAGED):
            continue
        fact = _fact(entry, concept, placement)
        if concept.type in _MONEY_TYPES and fact.unit is None:
            omissions += _without_currency(entry)
        elif fact.dimensions.item is not None and not _is_roman(fact.dimensions.item):
            omissions.append(_without_number(entry))
        elif fact.key not in facts:
            facts[fact.key] = fact
        else:
            omissions += _repeated(fact, facts[fact.key], concept)
    return tuple(facts.values()), tuple(omissions)


def _placed(monthly_return: MonthlyReturn) -> Iterator[tuple[Entry, Concept]]:
    """Each figure that has a concept, with the concept."""
    known = definition.load()
    of_rows = tuple(concept for concept in known.concepts if concept.attribute)
    rows_seen: set[str] = set()
    for entry in entries(monthly_return):
        row = entry.address.rpartition(".")[0]
        if entry.figure.state is not State.BLANK and row not in rows_seen:
            rows_seen.add(row)
            yield from _attributes(entry, row, of_rows)
        for concept in known.concepts_by_path.get(entry.path, ()):
            if concept.kind is None or concept.kind == entry.parts[-1].kind:
                yield entry, concept


def _attributes(entry: Entry, row: str, concepts: tuple[Concept, ...]) -> Iterator[tuple[Entry, Concept]]:
    """What a row of the form is, beside the figures it holds: the kind of an issue in part E."""
    for concept in concepts:
        parent, _, name = str(concept.attribute).rpartition(".")
        if path_of(row) == parent:
            yield Entry(f"{row}.{name}", Figure(State.STATED, getattr(entry.parts[-1], name)), entry.parts), concept


@dataclass(frozen=True, slots=True)
class _Placement:
    """What placing a figure needs to know of the whole return.

    ``class_level`` gives for a class the one line that stands for the whole class, or ``None`` where
    several are in use. ``kinds_at_class_level`` tells whether the issues of part E are named by their
    class alone. ``currencies`` gives the currencies of each type that a block or row states.
    """

    class_level: dict[ClassKind, ClassLine | None]
    kinds_at_class_level: bool
    currencies: dict[tuple[int, str], set[str]]

    @classmethod
    def of(cls, monthly_return: MonthlyReturn, placed: tuple[tuple[Entry, Concept], ...]) -> _Placement:
        in_use: dict[ClassKind, set[ClassLine]] = {kind: set() for kind in ClassKind}
        currencies: dict[tuple[int, str], set[str]] = {}
        for entry, concept in placed:
            line = _class_line(_owner(entry))
            if line and concept.is_numeric and _is_other_than_zero(entry.figure):
                in_use[line.kind].add(line)
            if isinstance(entry.figure.value, Money) and entry.figure.value.currency:
                key = (id(_owner(entry)), concept.type)
                currencies.setdefault(key, set()).add(entry.figure.value.currency)
        levels = {kind: _class_level(kind, lines) for kind, lines in in_use.items()}
        return cls(levels, _kinds_stand_alone(monthly_return), currencies)


def _owner(entry: Entry) -> Any:
    """The block, row or item that the figure belongs to; of a counter the block that it stands in."""
    return next((part for part in reversed(entry.parts) if not isinstance(part, Figure | Counter)), None)


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


def _fact(entry: Entry, concept: Concept, placement: _Placement) -> Fact:
    figure = entry.figure
    value = figure.value.amount if isinstance(figure.value, Money) else figure.value
    if figure.state is State.NIL and value is None and concept.is_numeric:
        value = 0
    return Fact(
        concept=concept.name,
        period=_period(entry, concept),
        dimensions=_dimensions(entry, concept, placement),
        value=value,
        unit=_unit(entry, concept, placement),
        address=entry.address,
        figure=figure,
    )


def _period(entry: Entry, concept: Concept) -> Period:
    if concept.period == "duration":
        return Period.DURATION
    return Period.OPENING if ".opening" in entry.path else Period.CLOSING


def _dimensions(entry: Entry, concept: Concept, placement: _Placement) -> Dimensions:
    owner = _owner(entry)
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


def _line(owner: Any, placement: _Placement) -> int | None:
    """The line that a fact must name, because the class alone does not name it."""
    line = _class_line(owner)
    return line.line if line and placement.class_level[line.kind] != line else None


def _counter(entry: Entry) -> int | None:
    """The place of a further counter: the last key of its address."""
    if not isinstance(entry.parts[-1], Counter):
        return None
    return int(entry.address.rpartition("[")[2].partition("]")[0])


def _unit(entry: Entry, concept: Concept, placement: _Placement) -> str | None:
    if concept.type == "shares":
        return "shares"
    if concept.type not in _MONEY_TYPES:
        return None
    currency = entry.figure.value.currency if isinstance(entry.figure.value, Money) else None
    owner = _owner(entry)
    if currency is None and owner is not None and entry.figure.state in (State.NIL, State.NOT_APPLICABLE):
        beside = placement.currencies.get((id(owner), concept.type), set())
        currency = next(iter(beside)) if len(beside) == 1 else None
    return f"{currency}/shares" if currency and concept.type == "perShare" else currency


def _without_currency(entry: Entry) -> list[Finding]:
    if entry.figure.state in (State.NIL, State.NOT_APPLICABLE):
        return []  # nothing is lost: the print names no amount
    finding = Finding(
        code="currency-not-stated",
        severity=Severity.WARNING,
        message=f"The amount {entry.figure.value} has no currency, so it is not reported as a fact.",
        hint="State the currency beside the amount or in the heading of its column.",
        figure=entry.address,
        evidence=entry.figure.evidence,
    )
    return [finding]


def _is_roman(item: str) -> bool:
    return re.fullmatch(definition.load().axis("item").pattern or "", item) is not None


def _without_number(entry: Entry) -> Finding:
    return Finding(
        code="item-not-numbered",
        severity=Severity.WARNING,
        message=f"The confirmation {entry.address} has no roman number of its own, so it is not reported as a fact.",
        hint="Compare with section V of the published return.",
        figure=entry.address,
        evidence=entry.figure.evidence,
    )


def _repeated(fact: Fact, earlier: Fact, concept: Concept) -> list[Finding]:
    """Say what is lost where two figures would make one fact.

    What FF301 prints over each block is the same fact twice, so only a difference is told. Of a list of totals the
    second in one currency is left out, of section V a second item with one number, of the totals of a part what
    stands both by class and by line. Anything else is our defect.
    """
    if concept.first_printed:
        return [] if fact.value == earlier.value else [_differing(fact, earlier)]
    if (
        fact.dimensions.item is None
        and not fact.address.endswith("]")
        and path_of(fact.address) == path_of(earlier.address)
    ):
        raise DuplicateFact(f"{earlier.address} and {fact.address} both make the fact {_described(fact)}")
    code, what = ("item-repeated", "item") if fact.dimensions.item else ("amount-repeated", f"amount in {fact.unit}")
    finding = Finding(
        code=code,
        severity=Severity.WARNING,
        message=f"A second {what} ({_shown(fact.value)}) beside {_shown(earlier.value)} is not reported.",
        hint="State one item for each number." if fact.dimensions.item else "State one total for each currency.",
        figure=fact.address,
        evidence=fact.figure.evidence,
    )
    return [finding]


def _differing(fact: Fact, earlier: Fact) -> Finding:
    return Finding(
        code="identity-differs",
        severity=Severity.WARNING,
        message=f"{fact.address} is {_shown(fact.value)}, but {earlier.address} is {_shown(earlier.value)}, "
        "which is what is reported.",
        hint="The form prints both; compare them with the published return.",
        figure=fact.address,
        evidence=fact.figure.evidence,
    )


def _shown(value: Any) -> str:
    if value is None:
        return "not applicable"
    return f"{value:,}" if isinstance(value, int | Decimal) and not isinstance(value, bool) else str(value)


def _described(fact: Fact) -> str:
    share_class, line, row = fact.dimensions.share_class, fact.dimensions.line, fact.dimensions.row
    counter = fact.dimensions.counter
    words = (
        fact.concept,
        fact.period,
        share_class,
        line and f"line {line}",
        row,
        counter and f"counter {counter}",
        fact.unit,
    )
    return ", ".join(str(word) for word in words if word)
