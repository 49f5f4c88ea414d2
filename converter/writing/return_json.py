"""The whole return as JSON, as ``schemas/return.v1.json`` describes it.

It has the members of the model in the order of the form; a repeated part is an array, left out where it is empty.
"""

from __future__ import annotations

from typing import Any

from converter.model import MonthlyReturn
from converter.walk import entries
from converter.writing.json_values import SCHEMA_BASE, dump, figure_members
from converter.writing.names import camel_case, identity_of


def write_return_json(monthly_return: MonthlyReturn) -> bytes:
    """Write the whole return as UTF-8 JSON, the same bytes for the same return."""
    root: dict[str, Any] = {"$schema": f"{SCHEMA_BASE}return.v1.json", **identity_of(monthly_return)}
    made = {"": root}
    for entry in entries(monthly_return):
        _object_at(entry.address, entry.parts, made).update(figure_members(entry.figure))
    return dump(root)


def _object_at(address: str, parts: tuple[Any, ...], made: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Find or make the object at an address, and those around it; ``made`` keeps the ones already made."""
    if address not in made:
        around, _, step = address.rpartition(".")
        field, repeated, _ = step.partition("[")
        holder, name = _object_at(around, parts, made), camel_case(field)
        if repeated:
            made[address] = identity_of(parts[address.count("[") - 1])
            holder.setdefault(name, []).append(made[address])
        else:
            made[address] = holder[name] = {}
    return made[address]
