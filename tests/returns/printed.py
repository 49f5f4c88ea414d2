"""Figures as they stand in print, each with the line it was read from, and the rows that returns have in common."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from converter.evidence import Evidence, Origin
from converter.model import PREPRINTED_KINDS, ClassKind, ClassLine, Figure, IssuedBlock, Money, OtherMovement, State

ORDINARY, ORDINARY_2 = ClassLine(ClassKind.ORDINARY), ClassLine(ClassKind.ORDINARY, 2)
PREFERENCE, OTHER = ClassLine(ClassKind.PREFERENCE), ClassLine(ClassKind.OTHER)
LINES = (ORDINARY, ORDINARY_2, PREFERENCE, OTHER)


def stated(value: Any, line: int, raw: str = "", origin: Origin = Origin.PRINTED) -> Figure[Any]:
    """A printed figure; its raw text is the value's own where none is given."""
    text = raw or (f"{value:,}" if isinstance(value, int) else str(value))
    return Figure(State.STATED, value, Evidence(text, 1, line, origin=origin))


def money(amount: str, currency: str | None, line: int, raw: str = "") -> Figure[Money]:
    """A printed amount of money."""
    return stated(Money(Decimal(amount), currency), line, raw or amount)


def nil(line: int, raw: str = "NIL") -> Figure[int]:
    """A number printed as NIL."""
    return Figure(State.NIL, 0, Evidence(raw, 1, line))


def nil_money(line: int, currency: str | None = None, raw: str = "NIL") -> Figure[Money]:
    """An amount printed as NIL."""
    return Figure(State.NIL, Money(Decimal(0), currency), Evidence(raw, 1, line))


def na(line: int) -> Figure[Any]:
    """A figure printed as N/A."""
    return Figure(State.NOT_APPLICABLE, None, Evidence("N/A", 1, line))


def damaged(raw: str, line: int) -> Figure[Any]:
    """A figure that is printed but cannot be read."""
    return Figure(State.DAMAGED, None, Evidence(raw, 1, line))


def count(number: int, line: int) -> Figure[int]:
    return stated(number, line) if number else nil(line, "Nil")


def issued_block(share_class: ClassLine, opening: int, increase: int, closing: int, line: int) -> IssuedBlock:
    return IssuedBlock(
        share_class=share_class,
        opening=stated(opening, line),
        increase=stated(increase, line + 1) if increase else nil(line + 1),
        closing=stated(closing, line + 2),
    )


def other_movements(make: Callable[[int], Figure[int]], line: int) -> tuple[OtherMovement, ...]:
    """The ten pre-printed items of part E, all with the same mark (NIL or N/A) in both columns."""
    return tuple(
        OtherMovement(number=number, kind=kind, issued=make(line + number), may_be_issued=make(line + number))
        for number, kind in enumerate(PREPRINTED_KINDS, start=1)
    )
