"""The formula linkbases: one per section, each rule as a value assertion over its variables.

A rule with exceptions is satisfied where its test or an exception holds. Beside it stands an assertion for
each exception (``MR-I-PARSAME.consolidation-or-subdivision``) which is *unsatisfied* where that exception
is what explains the rule: so the explanation is told with its own severity and never as an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.authoring.variables import VariableSet
from converter.authoring.vocabulary import (
    ASSERTION_SET,
    GENERIC_LINK_ROLE,
    MESSAGE_ROLE,
    NAMESPACES,
    PRECONDITION,
    SEVERITIES,
    UNSATISFIED_MESSAGE,
    UNSATISFIED_SEVERITY,
    VARIABLE_FILTER,
    VARIABLE_SET,
)
from converter.authoring.xml import ExtendedLink, Linkbase
from converter.definition import Definition, Rule, Texts

_SEVERITY_WORDS = {"error": "ERROR", "warning": "WARNING", "info": "OK"}
_UNLESS: Texts = {"en": "{}; unless {}", "zh-Hant": "{}；除非{}"}
_EXPLAINED: Texts = {"en": " Explained: {}.", "zh-Hant": "解釋：{}。"}
_PREFIXES = ("gen", "variable", "validation", "va", "cf", "pf", "df", "mf", "acf", "msg")


@dataclass(frozen=True, slots=True)
class Assertion:
    """A value assertion: a rule, or the telling of one of its exceptions."""

    id: str
    test: str
    severity: str
    label: Texts
    message: Texts


def assertions(rule: Rule) -> tuple[Assertion, ...]:
    """The assertions of a rule: the rule itself first, then one for each exception; none for a calculation."""
    if rule.is_calculation:
        return ()
    tests = [rule.test, *(exception.test for exception in rule.exceptions)]
    return (
        Assertion(rule.id, _either(tests), rule.severity, rule.label, rule.message),
        *(_explained(rule, tests, position) for position in range(1, len(tests))),
    )


def formula_file(definition: Definition, section: str) -> str:
    """The path of a section's formula linkbase below the release's folder."""
    return f"formula/{definition.prefix}-for-{section.lower().replace('.', '-')}.xml"


def formula_sections(definition: Definition) -> tuple[str, ...]:
    """The sections that have formulas, in the form's order."""
    used = {rule.section for rule in definition.rules if not rule.is_calculation}
    return tuple(section.key for section in definition.sections if section.key in used)


def formula_linkbase(definition: Definition, section: str) -> bytes:
    """The formula linkbase of one section of the form."""
    linkbase = Linkbase(_PREFIXES, {**_expression_prefixes(), definition.prefix: definition.namespace})
    for role in (GENERIC_LINK_ROLE, MESSAGE_ROLE):
        linkbase.refer_to_role(role)
    linkbase.refer_to_arc_roles(
        ASSERTION_SET, VARIABLE_SET, VARIABLE_FILTER, PRECONDITION, UNSATISFIED_MESSAGE, UNSATISFIED_SEVERITY
    )
    link = linkbase.extended_link("gen:link", GENERIC_LINK_ROLE)
    assertion_set = f"set-{section}"
    link.resource("validation:assertionSet", assertion_set, {"id": assertion_set})
    order = 0
    for rule in definition.rules:
        if rule.section == section and not rule.is_calculation:
            for assertion in _add_rule(link, rule, definition):
                order += 1
                link.arc("gen:arc", ASSERTION_SET, (assertion_set, assertion.id), order=str(order))
    return linkbase.to_bytes()


def _expression_prefixes() -> dict[str, str]:
    return {prefix: NAMESPACES[prefix] for prefix in ("xs", "xfi", "xbrli")}


def _either(tests: list[str]) -> str:
    return tests[0] if len(tests) == 1 else " or ".join(f"({test})" for test in tests)


def _explained(rule: Rule, tests: list[str], position: int) -> Assertion:
    """Unsatisfied where neither the rule nor an earlier exception holds, and this exception does."""
    exception = rule.exceptions[position - 1]
    return Assertion(
        id=f"{rule.id}.{exception.reason}",
        test=f"{_either(tests[:position])} or not({tests[position]})",
        severity=exception.severity,
        label={key: _UNLESS[key].format(rule.label[key], label) for key, label in exception.label.items()},
        message={key: f"{rule.message[key]}{_EXPLAINED[key].format(label)}" for key, label in exception.label.items()},
    )


def _add_rule(link: ExtendedLink, rule: Rule, definition: Definition) -> Iterator[Assertion]:
    variable_set = VariableSet(link, rule, definition)
    if rule.when:
        link.resource("variable:precondition", f"{rule.id}_when", {"test": rule.when})
    for assertion in assertions(rule):
        link.resource(
            "va:valueAssertion",
            assertion.id,
            {"id": assertion.id, "aspectModel": "dimensional", "implicitFiltering": "true", "test": assertion.test},
        )
        variable_set.attach(assertion.id)
        if rule.when:
            link.arc("gen:arc", PRECONDITION, (assertion.id, f"{rule.id}_when"))
        _add_severity(link, assertion)
        _add_messages(link, assertion)
        yield assertion


def _add_severity(link: ExtendedLink, assertion: Assertion) -> None:
    word = _SEVERITY_WORDS[assertion.severity]
    link.locate(word, f"{SEVERITIES}#{word}")
    link.arc("gen:arc", UNSATISFIED_SEVERITY, (assertion.id, word))


def _add_messages(link: ExtendedLink, assertion: Assertion) -> None:
    """Add the messages, English first: processors that know one language render the first."""
    for order, language in enumerate(sorted(assertion.message, key=lambda language: (language != "en", language))):
        label = f"{assertion.id}_message_{language}"
        attributes = {"xlink:role": MESSAGE_ROLE, "xml:lang": language}
        link.resource("msg:message", label, attributes, assertion.message[language])
        link.arc("gen:arc", UNSATISFIED_MESSAGE, (assertion.id, label), order=str(order + 1))
