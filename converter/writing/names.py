"""How the names of the model are spelt in what is written, and what identifies one of its parts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from converter.model import ClassLine, Figure


@cache
def pascal_case(name: str) -> str:
    """Spell a field's name as an XML element: ``other_movements`` is ``OtherMovements``."""
    return "".join(word.capitalize() for word in name.split("_"))


@cache
def camel_case(name: str) -> str:
    """Spell a field's name as an XML attribute or a JSON key: ``share_class`` is ``shareClass``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def identity_of(part: Any) -> dict[str, str | int]:
    """What tells a part from its sisters, by attribute name: edition, class and line, number, kind.

    Empty for a figure, and for a part that its own name identifies.
    """
    found: dict[str, str | int] = {}
    if is_dataclass(part) and not isinstance(part, Figure):
        for item in fields(part):
            value = getattr(part, item.name)
            if isinstance(value, ClassLine):
                found |= {camel_case(item.name): str(value.kind), "line": value.line}
            elif isinstance(value, StrEnum):
                found[camel_case(item.name)] = str(value)
            elif isinstance(value, int):
                found[camel_case(item.name)] = value
    return found
