"""A printed thing and its value: what every part of the form is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from converter.evidence import Evidence

V = TypeVar("V")


class State(StrEnum):
    """What the print says about a figure."""

    STATED = "stated"
    """A printed figure, 0 too."""
    NIL = "nil"
    """Zero in words or dashes: NIL, Nil, -, --, —."""
    NOT_APPLICABLE = "not-applicable"
    """N/A, Not applicable, 不適用."""
    BLANK = "blank"
    """Nothing is printed."""
    DAMAGED = "damaged"
    """Printed but unreadable; the raw text is kept, the value is not guessed."""
    RECOVERED = "recovered"
    """Damaged, then implied alike by two independent rules of the form."""


@dataclass(frozen=True, slots=True)
class Figure(Generic[V]):
    """One thing printed on the form.

    ``value`` is set for the states *stated* and *recovered*, and is zero for a *nil* number;
    it is ``None`` for every other state. ``evidence`` is ``None`` only where nothing is printed.
    """

    state: State = State.BLANK
    value: V | None = None
    evidence: Evidence | None = None


BLANK: Figure[Any] = Figure()
"""The figure where nothing is printed."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 currency; ``currency`` is ``None`` where the form names none."""

    amount: Decimal
    currency: str | None

    def __str__(self) -> str:
        """The currency, if any, and the amount."""
        return f"{self.currency} {self.amount:,}" if self.currency else f"{self.amount:,}"
