"""The parts of the definition, as the files of ``taxonomy/definition`` describe them; its rules stand apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from converter.definition.rules import Rule, RuleBetween, RuleReading, Texts
from converter.errors import DefinitionError

Labels = Mapping[str, Texts]
"""The texts of a thing by label role: ``label``, ``terse``, ``period-start``, ``period-end``, ``total``,
``documentation``, and for the name in an earlier edition the key of a :class:`LabelRole`."""

NUMERIC_TYPES: Final = frozenset({"shares", "monetary", "perShare"})
"""The types whose facts have a unit."""
CONCEPT_TYPES: Final = NUMERIC_TYPES | {
    "date",
    "boolean",
    "string",
    "stockCode",
    "currencyCode",
    "version",
    "enumeration",
}
LABEL_ROLES: Final = ("label", "terse", "period-start", "period-end", "total", "documentation")
"""The label roles of XBRL 2.1, by the words of concepts.toml."""
EDITION_PREFIX: Final = "edition-"
"""What the keys of the label roles for earlier editions begin with."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One kind of figure on the form.

    ``period`` is ``instant`` or ``duration``; ``cubes`` are the shapes that its facts may have.
    ``paths`` are the addresses (:func:`converter.walk.path_of`) that it is read from; ``attribute`` is,
    in place of paths, the attribute of a row that it is made from. ``kind`` is the type of issue that
    tells it from the other concepts of its path. ``enumeration`` names the list its value is taken from, and
    ``choice_of`` the concept of the printed text in which the value is recognised, whose shape it shares.
    ``first_printed``: the paths are printings of one thing in their order of precedence, and the first that can
    be read is the fact. ``inflow_of`` and ``outflow_of`` name the balance that a movement adds to or takes from.
    ``rules`` is the group of listing rules that it refers to.
    """

    name: str
    type: str
    period: str
    cubes: tuple[str, ...]
    sections: tuple[str, ...]
    labels: Labels
    paths: tuple[str, ...] = ()
    kind: str | None = None
    attribute: str | None = None
    enumeration: str | None = None
    choice_of: str | None = None
    balance: str | None = None
    first_printed: bool = False
    inflow_of: str | None = None
    outflow_of: str | None = None
    rules: str = "return"

    @property
    def is_numeric(self) -> bool:
        """Whether its facts are numbers with a unit."""
        return self.type in NUMERIC_TYPES

    @property
    def label(self) -> str:
        """The standard label in English."""
        return self.labels["label"]["en"]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an explicit axis or of an enumeration; ``key`` is the model's word for it.

    ``words`` are, by language, the words of the form by which it is recognised; ``not_applicable`` tells that it is
    also what "Not applicable" means on the form.
    """

    key: str
    name: str
    labels: Labels
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: explicit with members, or typed with the pattern of its keys."""

    key: str
    name: str
    domain: str
    labels: Labels
    domain_label: Texts
    members: tuple[Member, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Cube:
    """A shape that facts can have: its axes, in order, and the word that makes the names of its tables."""

    key: str
    word: str
    axes: tuple[str, ...]
    label: Texts


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form; ``key`` sorts it, ``name`` makes the names of its tables.

    ``item`` is its number on the form, ``part`` the letter of the part where it has one.
    ``labels`` are our own name for it, its ``terse`` name in the newest edition, and those of earlier editions.
    """

    key: str
    name: str
    item: str
    labels: Labels
    part: str | None = None

    @property
    def label(self) -> Texts:
        """The standard label."""
        return self.labels["label"]


@dataclass(frozen=True, slots=True)
class LabelRole:
    """A label role of the taxonomy's own: the name of a thing in an earlier edition of the form."""

    key: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Reference:
    """A paragraph of the listing rules."""

    name: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A fixed list of values (Extensible Enumerations 2.0).

    ``by_opening``: a choice is recognised where a text begins with its words and a dash, too.
    """

    key: str
    domain: str
    labels: Labels
    members: tuple[Member, ...]
    by_opening: bool = False

    def member(self, key: str) -> Member:
        """The member of that key."""
        return next(member for member in self.members if member.key == key)


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """A schema that a user of the taxonomy starts from."""

    file: str
    name: Texts
    description: Texts


@dataclass(frozen=True)
class Definition:
    """The whole definition. Everything in it is in the order of the files."""

    base: str
    release: str
    prefix: str
    entity_scheme: str
    issuer_scheme: str
    languages: tuple[str, ...]
    editions: tuple[str, ...]
    edition_groups: Mapping[str, tuple[str, ...]]
    form: str
    references: Mapping[str, tuple[Reference, ...]]
    label_roles: tuple[LabelRole, ...]
    balance_rows: Mapping[str, Texts]
    package: Mapping[str, Any]
    entry_points: tuple[EntryPoint, ...]
    axes: tuple[Axis, ...]
    cubes: tuple[Cube, ...]
    sections: tuple[Section, ...]
    enumerations: tuple[Enumeration, ...]
    concepts: tuple[Concept, ...] = ()
    rules: tuple[Rule, ...] = ()
    rules_between: tuple[RuleBetween, ...] = ()
    rules_reading: tuple[RuleReading, ...] = ()

    @property
    def namespace(self) -> str:
        """The target namespace of the release, which is also its folder's address without the last slash."""
        return f"{self.base}{self.release}"

    @property
    def entry_point(self) -> str:
        """The address of the entry point that has everything: what an instance refers to."""
        return f"{self.namespace}/{self.entry_points[0].file}"

    @cached_property
    def concepts_by_name(self) -> Mapping[str, Concept]:
        """Every concept by its local name."""
        return MappingProxyType({concept.name: concept for concept in self.concepts})

    @cached_property
    def concepts_by_path(self) -> Mapping[str, tuple[Concept, ...]]:
        """The concepts read from a path: one, or one for each type of issue; of a text also the choice made in it."""
        found: dict[str, tuple[Concept, ...]] = {}
        for concept in self.concepts:
            for path in concept.paths:
                found[path] = (*found.get(path, ()), concept)
        return MappingProxyType(found)

    @cached_property
    def choices(self) -> Mapping[str, Concept]:
        """By the name of a concept whose text is a choice of the form, the concept of the choice."""
        return MappingProxyType({concept.choice_of: concept for concept in self.concepts if concept.choice_of})

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Every rule by its id."""
        return MappingProxyType({rule.id: rule for rule in self.rules})

    def concept(self, name: str) -> Concept:
        """The concept of that local name.

        Raises:
            DefinitionError: there is none.
        """
        if name not in self.concepts_by_name:
            raise DefinitionError(f"concepts.toml has no concept {name!r}")
        return self.concepts_by_name[name]

    def axis(self, key: str) -> Axis:
        """The axis ``class``, ``line``, ``row``, ``counter`` or ``item``."""
        return next(axis for axis in self.axes if axis.key == key)

    def enumeration(self, key: str) -> Enumeration:
        """The enumeration of that key."""
        return next(enumeration for enumeration in self.enumerations if enumeration.key == key)

    def value_of(self, member: Member) -> str:
        """How a fact says that member of an enumeration: its expanded name as an address."""
        return f"{self.namespace}#{member.name}"
