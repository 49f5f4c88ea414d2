"""What a run has to say about a return: data first, text second."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.evidence import Evidence


class Severity(StrEnum):
    """How grave a finding is; the order of the members is the order of gravity."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying about one return.

    ``code`` is stable and public: a rule's id (``MR-II-ROLL``) or a reader's code (``figure-damaged``).
    ``hint`` names the next step. ``figure`` is the address of the figure spoken of
    (``issued.blocks[ordinary-1].closing``), where there is one. ``evidence`` is where it was read.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    figure: str = ""
    evidence: Evidence | None = None

    def __str__(self) -> str:
        """One paragraph: gravity, code, place, message, next step."""
        place = f" ({self.evidence}: {self.evidence.raw!r})" if self.evidence else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.severity} {self.code}{place}: {self.message}{hint}"
