"""Which of the form's own choices a printed text is; the words of each choice stand in the definition."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from converter import definition
from converter.definition import Enumeration, Member
from converter.facts.fact import Fact
from converter.model import State

_DASHES = ("-", "\u2013", "\u2014")


def choices_of(fact: Fact) -> Iterator[Fact]:
    """The fact that says which choice the text of ``fact`` is; none where it is no choice of the form."""
    known = definition.load()
    concept = known.choices.get(fact.concept)
    if concept is None:
        return
    member = _member(fact, known.enumeration(str(concept.enumeration)))
    if member is not None:
        yield replace(fact, concept=concept.name, value=known.value_of(member))


def _member(fact: Fact, enumeration: Enumeration) -> Member | None:
    if fact.figure.state is State.NOT_APPLICABLE:
        return next((member for member in enumeration.members if member.not_applicable), None)
    return recognised(str(fact.value), enumeration.key)


@lru_cache(maxsize=1024)
def recognised(text: str, key: str) -> Member | None:
    """The member of the enumeration ``key`` whose words a text is, whatever its capitals, widths and spaces."""
    enumeration = definition.load().enumeration(key)
    plain = _plain(text)
    for member in enumeration.members:
        for word in map(_plain, (word for words in member.words.values() for word in words)):
            if plain == word or (enumeration.by_opening and plain.startswith(tuple(word + dash for dash in _DASHES))):
                return member
    return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
