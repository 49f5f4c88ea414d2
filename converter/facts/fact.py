"""A fact: one reported figure with its concept, period, dimensions and unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from converter.model import ClassKind, Figure


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
