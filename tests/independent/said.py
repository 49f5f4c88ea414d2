"""What a reader of XBRL says of an instance and of a taxonomy, in words that every reader can be put into.

Names are in Clark's notation, ``{namespace}name``. The readers run in processes of their own and say it in JSON.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

RATIO: Final = "a ratio"
"""A unit that a reader knows to be a ratio, of what it cannot tell."""
STANDARD_LABEL: Final = "http://www.xbrl.org/2003/role/label"


class SaidFact(NamedTuple):
    """A fact: a period is a day or two with a stroke between, a unit its measures with a stroke, a nil value ``""``."""

    concept: str
    entity: str
    period: str
    dimensions: tuple[tuple[str, str], ...]
    unit: str
    value: str


class SaidElement(NamedTuple):
    """An element of the taxonomy; ``kind`` is what its substitution group, its type and its being abstract make it."""

    name: str
    kind: str
    period_type: str
    type: str
    balance: str
    nillable: bool


class SaidLabel(NamedTuple):
    """A label of an element."""

    element: str
    role: str
    language: str
    text: str


class SaidArc(NamedTuple):
    """A relationship; ``says`` is a calculation's weight, or a preferred label other than the standard one."""

    link_role: str
    arcrole: str
    start: str
    end: str
    order: str
    says: str


class SaidFootnote(NamedTuple):
    """A footnote of a fact, which is told by its concept and value."""

    concept: str
    value: str
    language: str
    text: str


class SaidTaxonomy(NamedTuple):
    """The taxonomy's own elements, their labels, and all relationships between them."""

    elements: list[SaidElement]
    labels: list[SaidLabel]
    arcs: list[SaidArc]


class SaidInstance(NamedTuple):
    """An instance's facts and footnotes, and what the reader could not read."""

    facts: list[SaidFact]
    footnotes: list[SaidFootnote]
    errors: list[str]


def read(printed: str) -> tuple[SaidTaxonomy, list[SaidInstance]]:
    """What a reader printed."""
    (elements, labels, arcs), *instances = json.loads(printed)
    taxonomy = SaidTaxonomy(
        [SaidElement(*each) for each in elements],
        [SaidLabel(*each) for each in labels],
        [SaidArc(*each) for each in arcs],
    )
    return taxonomy, [
        SaidInstance([_fact(*each) for each in facts], [SaidFootnote(*each) for each in footnotes], errors)
        for facts, footnotes, errors in instances
    ]


def _fact(concept: str, entity: str, period: str, dimensions: list[list[str]], unit: str, value: str) -> SaidFact:
    return SaidFact(concept, entity, period, tuple((axis, member) for axis, member in dimensions), unit, value)
