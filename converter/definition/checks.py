"""Contradictions in the definition, told before anything is built on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from converter.definition.lists import contradictions_of_lists
from converter.definition.parts import CONCEPT_TYPES, LABEL_ROLES, Concept, Definition, Labels
from converter.definition.rules import AXIS_WORDS, Rule, RuleBetween, RuleReading, Variable
from converter.definition.texts import contradictions_of_texts
from converter.errors import DefinitionError
from converter.walk import form_paths

_SEVERITIES = ("error", "warning", "info")
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_RULE_ID = re.compile(r"MR(-[A-Z0-9]+)+")
_REFERENCE = re.compile(r"\$([a-z_]+)")
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
    others: tuple[RuleBetween | RuleReading, ...] = (*definition.rules_between, *definition.rules_reading)
    yield from _repeated("rules.toml: the id", [rule.id for rule in definition.rules] + [rule.id for rule in others])
    yield from _of_whole(definition)
    yield from _shared_paths(definition)
    yield from contradictions_of_texts(definition)
    yield from contradictions_of_lists(definition)
    for language in definition.languages:
        labels = (concept.labels["label"][language] for concept in definition.concepts)
        yield from _repeated("concepts.toml: the standard label", labels)
    for concept in definition.concepts:
        yield from (f"concepts.toml, {concept.name}: {text}" for text in _of_concept(concept, definition))
    for rule in definition.rules:
        yield from (f"rules.toml, {rule.id}: {text}" for text in _of_rule(rule, definition))
    for other in others:
        yield from (f"rules.toml, {other.id}: {text}" for text in _of_any_rule(other, definition))


def _of_whole(definition: Definition) -> Iterator[str]:
    files = [entry_point.file for entry_point in definition.entry_points]
    if files != [f"{definition.prefix}-all.xsd", f"{definition.prefix}-core.xsd"]:
        yield f"taxonomy.toml, entry_point: the files are those of everything and of the concepts, not {files}"
    if definition.edition_groups["all"] != definition.editions:
        yield "taxonomy.toml, edition_group: all is not the same as editions"
    for group, editions in definition.edition_groups.items():
        yield from (
            f"taxonomy.toml, edition_group {group}: {text}"
            for text in _unknown("edition", editions, definition.editions)
        )
    axes = [axis.key for axis in definition.axes]
    for cube in definition.cubes:
        yield from (f"taxonomy.toml, cube {cube.key}: {text}" for text in _unknown("axis", cube.axes, axes))
    for section in definition.sections:
        for text in _of_label_roles(section.labels, definition):
            yield f"taxonomy.toml, section {section.key}: {text}"
    for what, keys in (("cube", definition.cubes), ("section", definition.sections)):
        yield from _repeated(f"taxonomy.toml: the {what}", (part.key for part in keys))
    for axis in definition.axes:
        yield from _repeated(f"taxonomy.toml, {axis.name}: the member", (member.key for member in axis.members))


def _repeated(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name!r} occurs {count} times" for name, count in Counter(names).items() if count > 1)


def _unknown(what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    valid = frozenset(known)
    yield from (f"there is no {what} {name!r}" for name in names if name not in valid)


def _shared_paths(definition: Definition) -> Iterator[str]:
    for path, concepts in definition.concepts_by_path.items():
        kinds = [concept.kind for concept in concepts if not concept.choice_of]
        if len(kinds) > 1 and (None in kinds or len(set(kinds)) < len(kinds)):
            names = ", ".join(concept.name for concept in concepts)
            yield f"concepts.toml, {names}: {path!r} is read by each of them, and no kind tells them apart"


def _of_concept(concept: Concept, definition: Definition) -> Iterator[str]:
    if not _NAME.fullmatch(concept.name):
        yield "the name is not in CamelCase"
    if not concept.paths and not concept.attribute:
        yield "it has neither paths nor an attribute, so nothing is ever reported"
    if concept.period == "duration" and any(".opening" in path for path in concept.paths):
        yield "an opening balance is an instant, not a duration"
    yield from _of_label_roles(concept.labels, definition)
    yield from _unknown("group of rules", [concept.rules], definition.references)
    yield from _of_flow(concept, definition)
    yield from _unknown("type", [concept.type], CONCEPT_TYPES)
    yield from _unknown("period", [concept.period], ("instant", "duration"))
    yield from _unknown("cube", concept.cubes, (cube.key for cube in definition.cubes))
    yield from _unknown("section", concept.sections, (section.key for section in definition.sections))
    yield from _unknown("path", concept.paths, form_paths())


def _of_label_roles(labels: Labels, definition: Definition) -> Iterator[str]:
    known = {*LABEL_ROLES, *(role.key for role in definition.label_roles)}
    yield from _unknown("label role", labels, known)
    newest = labels.get("terse", labels.get("label", {}))
    for role in known - set(LABEL_ROLES):
        if dict(labels.get(role, {})) == dict(newest):
            yield f"{role} is what the newest edition says too"


def _of_flow(concept: Concept, definition: Definition) -> Iterator[str]:
    balances = [name for name in (concept.inflow_of, concept.outflow_of) if name]
    yield from _unknown("concept", balances, definition.concepts_by_name)
    for name in balances:
        balance = definition.concepts_by_name.get(name)
        if balance and (balance.period, concept.period, balance.type) != ("instant", "duration", concept.type):
            yield f"it is no movement of {name!r}"


def _of_any_rule(rule: Rule | RuleBetween | RuleReading, definition: Definition) -> Iterator[str]:
    if not _RULE_ID.fullmatch(rule.id):
        yield "the id is not MR- and words in capitals"
    yield from _unknown("section", [rule.section], (section.key for section in definition.sections))
    yield from _unknown("severity", [rule.severity], _SEVERITIES)
    yield from _unknown("edition", rule.editions, definition.editions)
    if isinstance(rule, RuleBetween):
        yield from _repeated("the reason", (exception.reason for exception in rule.exceptions))


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
    if rule.otherwise and not rule.when:
        yield "it says otherwise, and has no precondition"
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
        if not variable.products and not variable.currency_of:
            yield "it names no concept, and no other variable that it is made from"
        return
    if any(definition.concept(name).period != variable.period for name in variable.concepts):
        yield f"its concepts are not all reported {variable.at!r}"
    if variable.at == "balance" and any(other.at != "balance" for other in rule.variables if not other.is_derived):
        yield "balance stands only beside balances: say opening or closing"
