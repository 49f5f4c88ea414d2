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
    Rule,
    RuleBetween,
    RuleException,
    Section,
    Texts,
    Variable,
)
from converter.errors import DefinitionError

Entry = Mapping[str, Any]
"""An entry of a file, as TOML gives it."""
T = TypeVar("T")

_OPTIONAL = ("kind", "attribute", "enumeration", "balance", "first_printed", "inflow_of", "outflow_of", "rules")


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Definition:
    """Read the definition, by default the project's own; equal folders share one reading in a process.

    Raises:
        DefinitionError: a file is not TOML, or an entry contradicts itself or another; the message
            names the file and the entry.
    """
    folder = folder or resources.TAXONOMY / "definition"
    top, concepts, rules = (_table(folder, name) for name in ("taxonomy.toml", "concepts.toml", "rules.toml"))
    definition = _made("taxonomy.toml", "the file", _top, top)
    definition = replace(
        definition,
        concepts=tuple(
            _made("concepts.toml", entry.get("name", "?"), _concept, entry, top["balance_labels"])
            for entry in _each(concepts.get("concept", ()))
        ),
    )
    editions = top.get("edition_group", {})
    definition = replace(
        definition,
        rules=tuple(
            _made("rules.toml", entry.get("id", "?"), _rule, entry, rules.get("group", {}), editions, definition)
            for entry in _each(rules.get("rule", ()))
        ),
        rules_between=tuple(
            _made("rules.toml", entry.get("id", "?"), _rule_between, entry, editions)
            for entry in rules.get("between", ())
        ),
    )
    check(definition)
    return definition


def _table(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(f"{name} cannot be read: {error}") from error


def _made(file: str, entry: str, make: Callable[..., T], *arguments: Any) -> T:
    """Make a part of the definition; what is missing or misspelt in its entry is told with the entry's name."""
    try:
        return make(*arguments)
    except KeyError as error:
        raise DefinitionError(f"{file}, {entry}: {error} is missing or unknown") from error
    except TypeError as error:
        raise DefinitionError(f"{file}, {entry}: {error}") from error


def _top(top: Entry) -> Definition:
    return Definition(
        base=top["base"],
        release=top["release"],
        prefix=top["prefix"],
        entity_scheme=top["entity_scheme"],
        issuer_scheme=top["issuer_scheme"],
        languages=tuple(top["languages"]),
        editions=tuple(top["editions"]),
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
        sections=tuple(Section(**entry) for entry in top["section"]),
        enumerations=tuple(_enumeration(key, entry) for key, entry in top["enumeration"].items()),
    )


def _labels(entry: Entry) -> Labels:
    of_editions = [role for role in entry if role.startswith(EDITION_PREFIX)]
    return {role: entry[role] for role in (*LABEL_ROLES, *of_editions) if role in entry}


def _members(entry: Entry) -> tuple[Member, ...]:
    return tuple(Member(item["key"], item["name"], _labels(item)) for item in entry.get("member", ()))


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


def _enumeration(key: str, entry: Entry) -> Enumeration:
    return Enumeration(key, entry["domain"], _labels(entry), _members(entry))


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


def _rule(
    entry: Entry, groups: Mapping[str, list[str]], editions: Mapping[str, list[str]], definition: Definition
) -> Rule:
    left, right, tolerance = entry.get("left"), entry.get("right"), entry.get("tolerance")
    variables = entry.get("variables", {})
    return Rule(
        id=entry["id"],
        section=entry["section"],
        severity=entry["severity"],
        mechanism=entry.get("mechanism", "formula"),
        editions=tuple(editions[entry.get("editions", "all")]),
        label=entry["label"],
        message=entry["message"],
        test=_equality(left, right, tolerance) if left and right else entry.get("test", ""),
        left=left,
        right=right,
        tolerance=tolerance,
        when=entry.get("when"),
        variables=tuple(_variable(name, item, groups, definition) for name, item in variables.items()),
        exceptions=tuple(RuleException(**item) for item in entry.get("exception", ())),
        total=entry.get("total"),
        parts=_names(entry.get("parts", ()), groups),
    )


def _rule_between(entry: Entry, editions: Mapping[str, list[str]]) -> RuleBetween:
    return RuleBetween(**{**entry, "editions": tuple(editions[entry["editions"]])})


def _equality(left: str, right: str, tolerance: str | None) -> str:
    if tolerance is None:
        return f"{left} eq {right}"
    return f"abs(({left}) - ({right})) le ({tolerance})"


def _names(names: Any, groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A list of concepts, or the group of that name."""
    return tuple(groups[names] if isinstance(names, str) else names)


def _variable(name: str, entry: Entry, groups: Mapping[str, list[str]], definition: Definition) -> Variable:
    settings = dict(entry)
    concepts = (settings.pop("concept"),) if "concept" in settings else _names(settings.pop("concepts", ()), groups)
    if concepts and "at" not in settings:
        settings["at"] = "balance" if definition.concept(concepts[0]).period == "instant" else "during"
    if "fallback" in settings:
        settings["fallback"] = str(settings["fallback"])
    if "products" in settings:
        settings.update(products=tuple(settings["products"]), sequence=True)
    return Variable(name, concepts, **settings)
