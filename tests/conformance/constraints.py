"""What dimensions and types demand, taken from the definition: every concept in every shape, and what breaks a shape.

So a concept, a type, an enumeration, an axis or a cube that is added to the definition is in the suite by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from converter import definition
from converter.definition import Concept, Cube
from converter.facts import Dimensions, Fact, Period
from converter.model import ClassKind, Figure, State
from tests.scenarios import month

PRIMARY_ITEM: Final = "xbrldie:PrimaryItemDimensionallyInvalidError"
KEYS: Final[dict[str, Any]] = {"class": ClassKind.ORDINARY, "line": 2, "row": "E1", "counter": 3, "item": "ii"}
"""A right key of each axis."""
WRONG_KEYS: Final = {"line": "0", "row": "F1", "counter": "a", "item": "2"}
"""A key that the pattern of the axis refuses."""
RIGHT: Final[dict[str, Any]] = {
    "shares": 12,
    "monetary": Decimal("3.40"),
    "perShare": Decimal("0.05"),
    "boolean": True,
    "date": date(2012, 6, 5),
    "string": "Words.",
    "stockCode": "00001",
    "currencyCode": "HKD",
    "version": "1.2.0",
}
"""A right value of each type."""
WRONG: Final = {
    "shares": "many",
    "monetary": "1,000",
    "perShare": "HKD 1",
    "boolean": "yes",
    "date": "2012-06-31",
    "stockCode": "9999",
    "currencyCode": "RMB$",
    "version": "new",
}
"""A value that the type refuses; a string refuses nothing."""
UNITS: Final = {"shares": "shares", "monetary": "HKD", "perShare": "HKD/shares"}
_FIELDS = {"class": "share_class"}


@dataclass(frozen=True)
class WrongShape:
    """A fact whose axes make no cube of its concept."""

    name: str
    description: str
    fact: Fact


def fact_in(concept: Concept, axes: Iterable[str]) -> Fact:
    """A right value of the concept, with a key on each of the axes."""
    value = RIGHT.get(concept.type)
    if concept.enumeration is not None:
        known = definition.load()
        value = known.value_of(known.enumeration(concept.enumeration).members[0])
    dimensions = Dimensions(**{_FIELDS.get(axis, axis): KEYS[axis] for axis in axes})
    period = Period.DURATION if concept.period == "duration" else Period.CLOSING
    figure = Figure(State.STATED, value)
    return Fact(concept.name, period, dimensions, value, UNITS.get(concept.type), concept.name, figure)


def every_fact() -> tuple[Fact, ...]:
    """Every concept in every one of its cubes."""
    facts = (fact_in(concept, _cube(key).axes) for concept in definition.load().concepts for key in concept.cubes)
    return (month(), *(fact for fact in facts if fact.concept != "MonthEnded"))


def of_type(name: str) -> Fact:
    """A fact of that type in the first of its cubes."""
    return of_concept(
        next(each for each in definition.load().concepts if each.type == name and each.name != "MonthEnded")
    )


def of_concept(concept: Concept) -> Fact:
    """A fact of the concept in the first of its cubes."""
    return fact_in(concept, _cube(concept.cubes[0]).axes)


def of_axis(key: str) -> Fact:
    """A fact with a key on that axis."""
    concepts = definition.load().concepts
    return next(fact_in(each, _cube(cube).axes) for each in concepts for cube in each.cubes if key in _cube(cube).axes)


def wrong_shapes() -> Iterator[WrongShape]:
    """Of each cube: each axis missing that must be there, and one axis too much."""
    axes = [axis.key for axis in definition.load().axes]
    for cube in definition.load().cubes:
        for axis in cube.axes:
            without = [other for other in cube.axes if other != axis]
            yield from _broken(cube, without, f"{cube.key}.without-{axis}", f"{cube.label['en']}, without the {axis}")
        too_much = (_broken(cube, [*cube.axes, axis], *_words(cube, axis)) for axis in axes if axis not in cube.axes)
        yield from next(filter(None, map(list, too_much)))


def _words(cube: Cube, axis: str) -> tuple[str, str]:
    return f"{cube.key}.with-{axis}", f"{cube.label['en']}, with an axis that it does not have, {axis}"


def _broken(cube: Cube, axes: list[str], name: str, description: str) -> Iterator[WrongShape]:
    """A fact of a concept that has the cube and none of these axes alone; nothing where every concept has that too."""
    for concept in definition.load().concepts:
        shapes = [set(_cube(key).axes) for key in concept.cubes]
        if cube.key in concept.cubes and set(axes) not in shapes:
            yield WrongShape(name, description, fact_in(concept, axes))
            return


def _cube(key: str) -> Cube:
    return next(cube for cube in definition.load().cubes if cube.key == key)
