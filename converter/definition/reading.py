"""Read the files of ``taxonomy/definition``; their format is described at the head of each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from converter import resources
from converter.definition import shapes
from converter.definition.checks import check
from converter.definition.parts import (
    EDITION_PREFIX,
    LABEL_ROLES,
    Axis,
    Concept,
    Cube,
    Definition,
    EntryPoint,
    Enumeration,
    LabelRole,
    Labels,
    Member,
    Reference,
    Section,
)
from converter.definition.reading_rules import rule_between_of, rule_of, rule_reading_of
from converter.definition.rules import Texts
from converter.errors import DefinitionError

Entry = Mapping[str, Any]
"""An entry of a file, as TOML gives it."""
T = TypeVar("T")

_OPTIONAL = (
    "kind",
    "attribute",
    "enumeration",
    "choice_of",
    "balance",
    "first_printed",
    "inflow_of",
    "outflow_of",
    "rules",
)
_OF_TEXT = ("period", "cubes", "section", "sections", "paths", "first_printed", "rules")
"""What the concept of a choice has in common with that of the text in which it is recognised."""
_NEXT_STEP = "Correct the entry; the head of its file explains the words. Then run: monthly-return taxonomy build"


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Definition:
    """Read the definition, by default the project's own; equal folders share one reading in a process.

    Raises:
        DefinitionError: a file is not TOML, or an entry contradicts itself or another; the message
            names the file and the entry.
    """
    try:
        definition = _read(folder or resources.TAXONOMY / "definition")
        check(definition)
    except DefinitionError as error:
        raise DefinitionError(f"{error}. {_NEXT_STEP}") from error
    return definition


def _read(folder: Path) -> Definition:
    top = _table(folder, "taxonomy.toml", shapes.TOP)
    concepts = _table(folder, "concepts.toml", shapes.CONCEPTS)
    rules = _table(folder, "rules.toml", shapes.RULES)
    definition = _made("taxonomy.toml", "the file", _top, top)
    definition = replace(
        definition,
        concepts=tuple(
            _made("concepts.toml", _name(entry, shapes.CONCEPT), _concept, entry, top["balance_labels"])
            for entry in _with_choices(_each(concepts["concept"]))
        ),
    )
    editions = definition.edition_groups
    return replace(
        definition,
        rules=tuple(
            _made("rules.toml", _name(entry, shapes.RULE), rule_of, entry, rules["group"], editions, definition)
            for entry in _each(rules["rule"])
        ),
        rules_between=tuple(
            _made("rules.toml", _name(entry, shapes.RULE_BETWEEN), rule_between_of, entry, editions)
            for entry in rules["between"]
        ),
        rules_reading=tuple(
            _made("rules.toml", _name(entry, shapes.RULE_READING), rule_reading_of, entry, editions)
            for entry in rules["reading"]
        ),
    )


def _table(folder: Path, name: str, shape: shapes.Shape) -> dict[str, Any]:
    try:
        table = _toml(folder / name)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(f"{name} cannot be read: {error}") from error
    _refuse_misshapen(name, "the file", table, shape)
    return table


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _refuse_misshapen(file: str, entry: str, value: Any, shape: shapes.Shape) -> None:
    for difference in shapes.misshapen(value, shape):
        raise DefinitionError(f"{file}, {entry}: {difference}")


def _made(file: str, entry: str, make: Callable[..., T], *arguments: Any) -> T:
    """Make a part of the definition; a group that it names and nobody defines is told with the entry's name."""
    try:
        return make(*arguments)
    except KeyError as error:
        raise DefinitionError(f"{file}, {entry}: {error} is missing or unknown") from error
    except DefinitionError as error:
        raise DefinitionError(f"{file}, {entry}: {error}") from error


def _name(entry: Entry, shape: shapes.Shape) -> str:
    """The name of an entry that has the words it must have, and no others."""
    name = str(entry.get("id", entry.get("name", "?")))
    _refuse_misshapen("concepts.toml" if shape is shapes.CONCEPT else "rules.toml", name, entry, shape)
    return name


def _top(top: Entry) -> Definition:
    return Definition(
        base=top["base"],
        release=top["release"],
        prefix=top["prefix"],
        entity_scheme=top["entity_scheme"],
        issuer_scheme=top["issuer_scheme"],
        languages=tuple(top["languages"]),
        editions=tuple(top["editions"]),
        edition_groups=MappingProxyType({key: tuple(names) for key, names in top["edition_group"].items()}),
        form=top["reference"]["form"],
        references=MappingProxyType(
            {
                group: tuple(Reference(**entry) for entry in entries)
                for group, entries in top["reference"]["rules"].items()
            }
        ),
        label_roles=tuple(LabelRole(key, entry["label"]) for key, entry in top["label_role"].items()),
        balance_rows=MappingProxyType(top["balance_rows"]),
        package=MappingProxyType(top["package"]),
        entry_points=tuple(EntryPoint(**entry) for entry in top["entry_point"]),
        axes=tuple(_axis(key, entry) for key, entry in top["axis"].items()),
        cubes=tuple(Cube(**{**entry, "axes": tuple(entry["axes"])}) for entry in top["cube"]),
        sections=tuple(
            Section(entry["key"], entry["name"], entry["item"], _labels(entry), entry.get("part"))
            for entry in top["section"]
        ),
        enumerations=tuple(_enumeration(key, entry, top["axis"]) for key, entry in top["enumeration"].items()),
    )


def _labels(entry: Entry) -> Labels:
    of_editions = [role for role in entry if role.startswith(EDITION_PREFIX)]
    return {role: entry[role] for role in (*LABEL_ROLES, *of_editions) if role in entry}


def _members(entry: Entry) -> tuple[Member, ...]:
    return tuple(
        Member(
            key=item["key"],
            name=item["name"],
            labels=_labels(item),
            words={language: tuple(words) for language, words in item.get("words", {}).items()},
            not_applicable=item.get("not_applicable", False),
        )
        for item in entry.get("member", ())
    )


def _axis(key: str, entry: Entry) -> Axis:
    return Axis(
        key=key,
        name=entry["name"],
        domain=entry["domain"],
        labels=_labels(entry),
        domain_label=entry["domain_label"],
        members=_members(entry),
        pattern=entry.get("pattern"),
    )


def _enumeration(key: str, entry: Entry, axes: Mapping[str, Entry]) -> Enumeration:
    """An enumeration; a member that an axis has too takes its labels from there."""
    of_axes = {member.name: member.labels for axis in axes.values() for member in _members(axis)}
    members = tuple(
        member if member.labels else replace(member, labels=of_axes.get(member.name, {})) for member in _members(entry)
    )
    return Enumeration(key, entry["domain"], _labels(entry), members, entry.get("by_opening", False))


def _concept(entry: Entry, balance_labels: Mapping[str, Texts]) -> Concept:
    labels = {**_labels(entry), **(_balance_labels(entry, balance_labels) if entry["period"] == "instant" else {})}
    singular = {key: entry[key] for key in _OPTIONAL if key in entry}
    return Concept(
        name=entry["name"],
        type=entry["type"],
        period=entry["period"],
        cubes=tuple(entry["cubes"]),
        sections=tuple(entry["sections"] if "sections" in entry else [entry["section"]]),
        labels=labels,
        paths=tuple(entry.get("paths", ())),
        **singular,
    )


def _with_choices(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Give the entry of a choice what it has in common with the entry of its text, which stands before it."""
    before: dict[str, Entry] = {}
    for entry in entries:
        name, text = str(entry.get("name")), str(entry.get("choice_of"))
        if "choice_of" in entry and text not in before:
            raise DefinitionError(f"concepts.toml, {name}: there is no concept {text!r} before it")
        shared = {key: before[text][key] for key in _OF_TEXT if key in before.get(text, {})}
        before[name] = entry
        yield {**shared, **entry}


def _balance_labels(entry: Entry, templates: Mapping[str, Texts]) -> Labels:
    """The labels of opening and closing balance, made of the standard label in each language that has both."""
    return {
        role: {
            language: template.replace("{label}", entry["label"][language])
            for language, template in texts.items()
            if language in entry["label"]
        }
        for role, texts in templates.items()
    }


def _each(entries: Any) -> Iterator[Entry]:
    """Write out the entries that stand for several, once for each row of their ``each``."""
    for entry in entries:
        pattern = {key: value for key, value in entry.items() if key != "each"}
        for words in entry.get("each", [{}]):
            yield _filled(pattern, words)


def _filled(part: Any, words: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        for word, value in words.items():
            part = part.replace(f"<{word}>", value)
        return part
    if isinstance(part, Mapping):
        return {key: _filled(value, words) for key, value in part.items()}
    return [_filled(item, words) for item in part] if isinstance(part, list) else part
