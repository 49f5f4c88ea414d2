"""The tokens that the form's text is cut into."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from converter.evidence import Origin


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    NIL = "nil"
    NOT_APPLICABLE = "not-applicable"
    DAMAGED = "damaged"
    CURRENCY = "currency"
    DATE = "date"
    NO_DATE = "no-date"
    SLOT = "slot"
    """``(1)`` or ``(2)``: the number of a line, never a figure."""
    ITEM = "item"
    """``1.`` before words: the number of an item, never a figure."""
    WORD = "word"


VALUES = frozenset({Kind.NUMBER, Kind.NIL, Kind.NOT_APPLICABLE, Kind.DAMAGED})
"""The kinds that can stand in a cell for a figure."""
NUMBERS = frozenset({Kind.NUMBER, Kind.DAMAGED, Kind.DATE})
"""The kinds of what is printed in digits, and of what is damaged."""


class Token(NamedTuple):
    """One token: ``start`` and ``end`` are offsets in the form's text.

    ``number`` is the signed value of a number; ``currency`` the ISO 4217 code of a currency mark
    that stands before it or alone. ``origin`` tells how far the print had to be read into. ``day`` is
    the date of pieces that stand one below the other, between which other cells are printed.
    """

    kind: Kind
    start: int
    end: int
    number: Decimal | None = None
    currency: str | None = None
    origin: Origin = Origin.PRINTED
    day: date | None = None
