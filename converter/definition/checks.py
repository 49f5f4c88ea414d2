"""Contradictions in the definition, told before anything is built on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from converter.definition.parts import (
    AXIS_WORDS,
    CONCEPT_TYPES,
    LABEL_ROLES,
    Concept,
    Definition,
    Rule,
    RuleBetween,
    Variable,
)
from converter.errors import DefinitionError
from converter.walk import form_paths

_SEVERITIES = ("error", "warning", "info")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_RULE_ID = re.compile(r"MR(-[A-Z0-9]+)+")
_REFERENCE = re.compile(r"\$([a-z_]+)")
_PLACEHOLDER = re.compile(r"<[A-Za-z-]+>")
_LOCAL = re.compile(r"\b(?:for|some|every) \$([a-z_]+) in")


def check(definition: Definition) -> None:
    """Raise the first contradiction.

    Raises:
        DefinitionError: naming the file and the entry.
    """
    for contradiction in contradictions(definition):
        raise DefinitionError(contradiction)


def contradictions(definition: Definition) -> Iterator[str]:
    """Yield every contradiction of the definition, each with its file and entry."""
    yield from _repeated("concepts.toml: the name", (concept.name for concept in definition.concepts))
    ids = (*(rule.id for rule in definition.rules), *(rule.id for rule in definition.rules_between))
    yield from _repeated("rules.toml: the id", ids)
    yield from _shared_paths(definition)
    yield from _of_texts(definition)
    for language in definition.languages:
        labels = (concept.labels["label"][language] for concept in definition.concepts)
        yield from _repeated("concepts.toml: the standard label", labels)
    for concept in definition.concepts:
        yield from (f"concepts.toml, {concept.name}: {text}" for text in _of_concept(concept, definition))
    for rule in definition.rules:
        yield from (f"rules.toml, {rule.id}: {text}" for text in _of_rule(rule, definition))
    for between in definition.rules_between:
        yield from (f"rules.toml, {between.id}: {text}" for text in _of_any_rule(between, definition))


def _of_texts(definition: Definition) -> Iterator[str]:
    """A text that a language lacks, and a placeholder that nothing replaced."""
    for file, parts in (
        ("taxonomy.toml", (*definition.axes, *definition.cubes, *definition.sections, *definition.enumerations)),
        ("taxonomy.toml", (*definition.label_roles, *definition.entry_points)),
        ("concepts.toml", definition.concepts),
        ("rules.toml", (*definition.rules, *definition.rules_between)),
    ):
        for part in parts:
            entry = getattr(part, "id", None) or getattr(part, "name", None) or getattr(part, "key", None)
            for name, texts in _texts_of(part):
                for language in definition.languages:
                    if language not in texts:
                        yield f"{file}, {entry}: {name} is missing in {language}"
                for placeholder in _PLACEHOLDER.findall(" ".join(texts.values())):
                    yield f"{file}, {entry}: nothing replaces {placeholder}"


def _texts_of(part: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The texts of a part of the definition and of what it consists of, each with its name."""
    for item in fields(part):
        value = getattr(part, item.name)
        if item.name == "labels":
            yield from value.items()
        elif isinstance(value, Mapping):
            yield item.name, value
        elif isinstance(value, tuple):
            for inner in value:
                if is_dataclass(inner):
                    yield from _texts_of(inner)


def _repeated(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name!r} occurs {count} times" for name, count in Counter(names).items() if count > 1)


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    valid = frozenset(known)
    yield from (f"there is no {what} {name!r}" for name in names if name not in valid)


def _shared_paths(definition: Definition) -> Iterator[str]:
    for path, concepts in definition.concepts_by_path.items():
        kinds = [concept.kind for concept in concepts]
        if len(concepts) > 1 and (None in kinds or len(set(kinds)) < len(kinds)):
            names = ", ".join(concept.name for concept in concepts)
            yield f"concepts.toml, {names}: {path!r} is read by each of them, and no kind tells them apart"


def _of_concept(concept: Concept, definition: Definition) -> Iterator[str]:
    if not _NAME.fullmatch(concept.name):
        yield "the name is not in CamelCase"
    if not concept.paths and not concept.attribute:
        yield "it has neither paths nor an attribute, so nothing is ever reported"
    if (concept.type == "enumeration") != (concept.enumeration is not None):
        yield "a type enumeration and the name of an enumeration go together"
    if concept.period == "duration" and any(".opening" in path for path in concept.paths):
        yield "an opening balance is an instant, not a duration"
    if "documentation" not in concept.labels:
        yield "documentation is missing"
    known_roles = (*LABEL_ROLES, *(role.key for role in definition.label_roles))
    yield from _unknown("label role", concept.labels, known_roles)
    yield from _unknown("group of rules", [concept.rules], definition.references)
    yield from _of_flow(concept, definition)
    yield from _unknown("type", [concept.type], CONCEPT_TYPES)
    yield from _unknown("period", [concept.period], ("instant", "duration"))
    yield from _unknown("cube", concept.cubes, (cube.key for cube in definition.cubes))
    yield from _unknown("section", concept.sections, (section.key for section in definition.sections))
    yield from _unknown("path", concept.paths, form_paths())


def _of_flow(concept: Concept, definition: Definition) -> Iterator[str]:
    balances = [name for name in (concept.inflow_of, concept.outflow_of) if name]
    yield from _unknown("concept", balances, definition.concepts_by_name)
    for name in balances:
        balance = definition.concepts_by_name.get(name)
        if balance and (balance.period, concept.period, balance.type) != ("instant", "duration", concept.type):
            yield f"it is no movement of {name!r}"


def _of_any_rule(rule: Rule | RuleBetween, definition: Definition) -> Iterator[str]:
    if not _RULE_ID.fullmatch(rule.id):
        yield "the id is not MR- and words in capitals"
    yield from _unknown("section", [rule.section], (section.key for section in definition.sections))
    yield from _unknown("severity", [rule.severity], _SEVERITIES)
    yield from _unknown("edition", rule.editions, definition.editions)


def _of_rule(rule: Rule, definition: Definition) -> Iterator[str]:
    yield from _of_any_rule(rule, definition)
    yield from _unknown("mechanism", [rule.mechanism], ("formula", "calculation"))
    yield from _unknown("severity", (exception.severity for exception in rule.exceptions), _SEVERITIES)
    yield from _repeated("the reason", (exception.reason for exception in rule.exceptions))
    yield from _of_calculation(rule, definition) if rule.is_calculation else _of_formula(rule, definition)


def _of_calculation(rule: Rule, definition: Definition) -> Iterator[str]:
    names = [rule.total or "", *rule.parts]
    yield from _unknown("concept", names, definition.concepts_by_name)
    shapes = {(concept.type, concept.period) for concept in definition.concepts if concept.name in names}
    if not rule.parts or len(shapes) > 1:
        yield "total and parts are not numbers of one type and period"


def _of_formula(rule: Rule, definition: Definition) -> Iterator[str]:
    if not rule.test:
        yield "it has neither left and right nor a test"
    declared = [variable.name for variable in rule.variables]
    named = _named(rule)
    yield from _unknown("variable", sorted(named), declared)
    yield from (f"the variable {name!r} is not used" for name in declared if name not in named)
    for variable in rule.variables:
        yield from (f"variable {variable.name}: {text}" for text in _of_variable(variable, rule, definition))


def _named(rule: Rule) -> set[str]:
    """The variables that the rule's expressions and its derived variables name."""
    texts = [rule.test, rule.when or "", *rule.message.values(), *(exception.test for exception in rule.exceptions)]
    named = {name for text in texts for name in set(_REFERENCE.findall(text)) - set(_LOCAL.findall(text))}
    for variable in rule.variables:
        named.update(variable.products)
        named.update([variable.currency_of] if variable.currency_of else [])
    return named


def _of_variable(variable: Variable, rule: Rule, definition: Definition) -> Iterator[str]:
    classes = {member.key for member in definition.axis("class").members}
    yield from _unknown("concept", variable.concepts, definition.concepts_by_name)
    yield from _unknown("word for classes", [variable.classes], AXIS_WORDS | classes)
    yield from _unknown("word for lines or rows", [variable.lines, variable.rows], AXIS_WORDS)
    yield from _unknown("time", [variable.at], ("opening", "closing", "during", "balance"))
    yield from _unknown("fallback", [variable.fallback or "()"], ("0", "()"))
    if variable.is_derived:
        return
    if any(definition.concept(name).period != variable.period for name in variable.concepts):
        yield f"its concepts are not all reported {variable.at!r}"
    if variable.at == "balance" and any(other.at != "balance" for other in rule.variables if not other.is_derived):
        yield "balance stands only beside balances: say opening or closing"
