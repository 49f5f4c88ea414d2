"""The tables of the taxonomy: for each section and each cube, which concepts it has, in the form's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.definition import Concept, Cube, Definition, Section
from converter.walk import form_paths

_SHAPES = (
    # What an address says of its place, and the cubes that facts read from there may have; the first that fits.
    (".counters.", {"class-counter", "class-line-counter"}),
    (".rows.", {"row", "row-line"}),
    (".blocks.", {"class", "class-line"}),
    (".total.", {"class"}),
    (".line_totals.", {"class", "class-line"}),
    ("total_increase.", {"class", "class-line"}),
    ("confirmations.", {"item"}),
    ("", {"return"}),
)
_BETWEEN = {"en": ", ", "zh-Hant": "，"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a concept and the label that it takes there."""

    concept: Concept
    label_role: str


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one section in one cube. ``number`` counts the cubes, so that roles sort as the form does."""

    section: Section
    cube: Cube
    number: int
    lines: tuple[Line, ...]

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts of the table, each once."""
        return tuple({line.concept.name: line.concept for line in self.lines}.values())

    @property
    def stem(self) -> str:
        """What the names of its abstract elements begin with: ``ShareOptionsByRow``."""
        return f"{self.section.name}{self.cube.word}"

    @property
    def role_name(self) -> str:
        """The last step of its role's address: ``III.A-row``."""
        return f"{self.section.key}-{self.cube.key}"

    def title(self, language: str = "en", name: str = "label") -> str:
        """What the table shows, "Share options, by row", under a name of its section: ours, or that of an edition."""
        return f"{self.section.labels[name][language]}{_BETWEEN[language]}{self.cube.label[language]}"

    def role(self, definition: Definition) -> str:
        """The address of the extended link role that holds the table."""
        return f"{definition.namespace}/role/{self.role_name}"

    @property
    def role_definition(self) -> str:
        """The role's definition, which begins with the key that sorts it."""
        return f"[{self.section.key}.{self.number}] {self.title()}"


def tables(definition: Definition) -> tuple[Table, ...]:
    """Every table that has lines: sections in the form's order, cubes by detail."""
    found = (
        Table(section, cube, number, tuple(_lines(definition, section, cube)))
        for section in definition.sections
        for number, cube in enumerate(definition.cubes, start=1)
    )
    return tuple(table for table in found if table.lines)


def table_of(definition: Definition, section: str, cube: str) -> Table:
    """The table of a section and a cube."""
    return next(table for table in tables(definition) if (table.section.key, table.cube.key) == (section, cube))


def _lines(definition: Definition, section: Section, cube: Cube) -> Iterator[Line]:
    attributes = [concept for concept in definition.concepts if concept.attribute]
    for concept in attributes:
        if section.key in concept.sections and cube.key in concept.cubes:
            yield Line(concept, _label_role(concept, ""))
    seen = set()
    for path in form_paths():
        for concept in definition.concepts_by_path.get(path, ()):
            line = Line(concept, _label_role(concept, path))
            key = (concept.name, line.label_role)
            if section.key in concept.sections and cube.key in _cubes_of(path, concept) and key not in seen:
                seen.add(key)
                yield line


def _cubes_of(path: str, concept: Concept) -> frozenset[str]:
    """The cubes, among those of the concept, that facts read from this path have."""
    shapes = next(cubes for part, cubes in _SHAPES if part in path)
    if concept.kind:  # named by class and kind where each occurs once
        shapes = shapes | {"class", "class-line"}
    return frozenset(shapes) & frozenset(concept.cubes)


def _label_role(concept: Concept, path: str) -> str:
    is_total = "total" in path and "total" in concept.labels  # .total, .line_totals, total_increase
    if is_total:
        return "total"
    if any(".opening" in other for other in concept.paths):
        return "period-start" if ".opening" in path else "period-end"
    return "terse" if "terse" in concept.labels else "label"
