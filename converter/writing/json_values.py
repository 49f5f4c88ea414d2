"""How values, figures and their evidence are spelt in every JSON that is written.

Share counts are JSON integers, which have no fraction to lose. Amounts are strings: a JSON number invites
a reader to take it for a binary float, which turns 0.05 into something else and drops the printed ``.00``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from converter.evidence import Evidence
from converter.model import Figure, Money

SCHEMA_BASE = "https://w3id.org/hk-monthly-return/schemas/"
"""Where the JSON Schemas say they live; a document names its own in ``$schema``."""


def dump(document: Mapping[str, Any], *, indent: int | None = 2) -> bytes:
    """Write a JSON document as UTF-8, keys in the given order; ``indent=None`` writes one line.

    A lone surrogate, which UTF-8 cannot hold, becomes a JSON escape.
    """
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def figure_value(value: Any) -> Any:
    """Spell a figure's value: integer, string, boolean, ISO 8601 date, amount with currency, or null."""
    if isinstance(value, Money):
        return {"amount": f"{value.amount:f}", "currency": value.currency}
    return value.isoformat() if isinstance(value, date) else value


def evidence_members(evidence: Evidence | None) -> dict[str, Any]:
    """Spell where something was read; empty where nothing is printed."""
    if evidence is None:
        return {}
    members: dict[str, Any] = {
        "raw": evidence.raw,
        "page": evidence.page,
        "line": evidence.line,
        "column": evidence.column,
        "origin": str(evidence.origin),
    }
    if evidence.rules:
        members["rules"] = list(evidence.rules)
    return members


def figure_members(figure: Figure[Any]) -> dict[str, Any]:
    """Spell a figure: state, value, and where it was read."""
    return {"state": str(figure.state), "value": figure_value(figure.value), **evidence_members(figure.evidence)}
