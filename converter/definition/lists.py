"""Contradictions in the enumerations, and in the concepts that choose from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converter.definition.parts import Concept, Definition, Enumeration


def contradictions_of_lists(definition: Definition) -> Iterator[str]:
    """Yield every contradiction of a list and of a choice, each with its file and entry."""
    for enumeration in definition.enumerations:
        yield from (f"taxonomy.toml, enumeration {enumeration.key}: {text}" for text in _of_list(enumeration))
        if enumeration.key in {concept.enumeration for concept in definition.concepts if concept.choice_of}:
            for text in _of_words(enumeration, definition.languages):
                yield f"taxonomy.toml, enumeration {enumeration.key}: {text}"
    names = [concept.choice_of for concept in definition.concepts if concept.choice_of]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"concepts.toml: {count} concepts are the choice_of {name!r}"
    for concept in definition.concepts:
        yield from (f"concepts.toml, {concept.name}: {text}" for text in _of_concept(concept, definition))


def _of_list(enumeration: Enumeration) -> Iterator[str]:
    if not enumeration.members:
        yield "it has no member"
    for what, names in (("key", [m.key for m in enumeration.members]), ("name", [m.name for m in enumeration.members])):
        yield from (f"the {what} {name!r} occurs {count} times" for name, count in Counter(names).items() if count > 1)
    if sum(member.not_applicable for member in enumeration.members) > 1:
        yield "more than one member is what not applicable means"


def _of_words(enumeration: Enumeration, languages: tuple[str, ...]) -> Iterator[str]:
    """A choice needs its words in every language; the same words cannot be two choices."""
    members: dict[str, set[str]] = {}
    for member in enumeration.members:
        for language in languages:
            if not member.words.get(language):
                yield f"member {member.key} has no words in {language}"
        for word in (word for words in member.words.values() for word in words):
            members.setdefault(word.casefold(), set()).add(member.key)
    for word, keys in members.items():
        if len(keys) > 1:
            yield f"the words {word!r} are those of {' and '.join(sorted(keys))}"


def _of_concept(concept: Concept, definition: Definition) -> Iterator[str]:
    if (concept.type == "enumeration") != (concept.enumeration is not None):
        yield "a type enumeration and the name of an enumeration go together"
    elif concept.enumeration and concept.enumeration not in {item.key for item in definition.enumerations}:
        yield f"there is no enumeration {concept.enumeration!r}"
    if concept.choice_of is None:
        return
    text = definition.concepts_by_name.get(concept.choice_of)
    if text is None or text.type != "string":
        yield f"there is no concept {concept.choice_of!r} whose values are texts"
    elif text.paths != concept.paths or text.cubes != concept.cubes or text.period != concept.period:
        yield f"it has not the shape of {concept.choice_of!r}, which stands before it and says paths, period and cubes"
    if not concept.enumeration:
        yield "a choice is one of an enumeration"
