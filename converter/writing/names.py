"""How a name of the model is spelt in what is written: one rule for each syntax."""

from __future__ import annotations

from functools import cache


@cache
def pascal_case(name: str) -> str:
    """Spell a field's name as an XML element: ``other_movements`` is ``OtherMovements``."""
    return "".join(word.capitalize() for word in name.split("_"))


@cache
def camel_case(name: str) -> str:
    """Spell a field's name as an XML attribute or a JSON key: ``share_class`` is ``shareClass``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
