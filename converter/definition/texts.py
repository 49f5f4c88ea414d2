"""Contradictions in the texts of the definition: what a language lacks, and what has no documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from converter.definition.parts import Definition, Section
from converter.definition.rules import Texts


def contradictions_of_texts(definition: Definition) -> Iterator[str]:
    """Yield every text that a language lacks, or that is in a language which is not among them."""
    whole = {**definition.package, **definition.balance_rows}
    for name, texts in whole.items():
        if isinstance(texts, Mapping):
            yield from (f"taxonomy.toml, the file: {text}" for text in _of_languages(name, texts, definition))
    for file, parts in (
        ("taxonomy.toml", (*definition.axes, *definition.cubes, *definition.sections, *definition.enumerations)),
        ("taxonomy.toml", (*definition.label_roles, *definition.entry_points)),
        ("concepts.toml", definition.concepts),
        ("rules.toml", (*definition.rules, *definition.rules_between, *definition.rules_reading)),
    ):
        for part in parts:
            for name, texts in _texts_of(part):
                yield from (f"{file}, {_name_of(part)}: {text}" for text in _of_languages(name, texts, definition))


def _of_languages(name: str, texts: Texts, definition: Definition) -> Iterator[str]:
    yield from (f"{name} is missing in {language}" for language in definition.languages if language not in texts)
    for language in texts:
        if language not in definition.languages:
            yield f"{name} is in {language}, which is not among the languages"


def _texts_of(part: Any) -> Iterator[tuple[str, Texts]]:
    """The texts of a part of the definition and of what it consists of, each with its name."""
    for item in fields(part):
        value = getattr(part, item.name)
        if item.name == "labels":
            needed = ("label",) if isinstance(part, Section) else ("label", "documentation")
            yield from {**{role: {} for role in needed}, **value}.items()
        elif item.name == "words":  # a list of texts in a language, which only a choice must have
            continue
        elif isinstance(value, Mapping):
            yield item.name, value
        elif isinstance(value, tuple) or is_dataclass(value):
            for inner in value if isinstance(value, tuple) else (value,):
                if is_dataclass(inner):
                    yield from ((f"{_name_of(inner)}: {name}", texts) for name, texts in _texts_of(inner))


def _name_of(part: Any) -> str:
    """How a part is named: by its own name where that is a word, else by its id, reason, key or file."""
    names = (getattr(part, word, None) for word in ("name", "id", "reason", "key", "file"))
    return next(name for name in names if isinstance(name, str))
