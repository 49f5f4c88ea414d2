"""How the names of the model are spelt in what is written, and what identifies one of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from converter.model import ClassLine, Figure

_IDENTIFYING = (ClassLine, str, int)


@cache
def pascal_case(name: str) -> str:
    """Spell a field's name as an XML element: ``other_movements`` is ``OtherMovements``."""
    return "".join(word.capitalize() for word in name.split("_"))


@cache
def camel_case(name: str) -> str:
    """Spell a field's name as an XML attribute or a JSON key: ``share_class`` is ``shareClass``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@cache
def identifying_fields(kind: type) -> Mapping[str, type]:
    """The fields of a part that are no figures but tell it from its sisters, each with its type.

    A field that may be ``None``, as the line of a row may, has the type of what it is otherwise.
    Empty for a figure, and for what is no part of the form.
    """
    if kind is Figure or not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind)
    types = {item.name: hints[item.name] for item in fields(kind)}
    plain = {name: get_args(hint)[0] if isinstance(hint, UnionType) else hint for name, hint in types.items()}
    return {name: hint for name, hint in plain.items() if isinstance(hint, type) and issubclass(hint, _IDENTIFYING)}


def identity_of(part: Any) -> dict[str, str | int]:
    """What tells a part from its sisters, by attribute name: edition, class and line, number, kind, item.

    Empty for a figure, and for a part that its own name identifies.
    """
    kind: type = type(part)
    found: dict[str, str | int] = {}
    for name in identifying_fields(kind):
        value = getattr(part, name)
        if isinstance(value, ClassLine):
            found |= {camel_case(name): str(value.kind), "line": value.line}
        elif value is not None:
            found[camel_case(name)] = str(value) if isinstance(value, str) else value
    return found
