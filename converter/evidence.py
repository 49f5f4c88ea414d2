"""Where a figure was read, and how its value came about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """How a value was obtained from the printed text."""

    PRINTED = "printed"
    """Read as it stands."""
    JOINED = "joined"
    """Put together from pieces that a cell border had cut."""
    NORMALISED = "normalised"
    """A letter that can only be a digit or a currency mark was read as such (``U$$`` for ``US$``)."""
    OCR = "ocr"
    """Read in a text that was made of a picture, by OCR, as it stands or read into."""
    RECOVERED = "recovered"
    """Damaged in print, then implied alike by two independent rules of the form."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place of one figure in its source, and the text that stands there.

    ``page`` and ``line`` count from 1; a text without page marks is one page.
    ``column`` is the offset of the first character within the line, from 0.
    ``rules`` names the rules that a recovered value rests on, and is empty otherwise.
    """

    raw: str
    page: int
    line: int
    column: int = 0
    origin: Origin = Origin.PRINTED
    rules: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Page and line, as a person would say them."""
        return f"page {self.page}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that tells which edition a return is of: what was seen, or not seen, and where it is printed."""

    statement: str
    evidence: Evidence | None = None

    def __str__(self) -> str:
        """The statement, with what is printed and its place."""
        return f"{self.statement} ({self.evidence}: {self.evidence.raw!r})" if self.evidence else self.statement
