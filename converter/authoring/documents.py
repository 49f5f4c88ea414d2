"""The documents that describe the taxonomy, made of its definition: the data dictionary and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from converter.authoring.tables import tables
from converter.definition import Concept, Definition, Reason, Rule, RuleBetween, RuleReading, Texts, Variable
from converter.model import MonthlyReturn

_MADE = "<!-- Made by `monthly-return taxonomy build` from taxonomy/definition. Edit that, not this. -->"
_CHINESE = "zh-Hant"
_SEVERITY_OF_EXCEPTION = {"error": "an error", "warning": "a warning", "info": "information"}


def data_dictionary(definition: Definition) -> bytes:
    """``docs/data-dictionary.md``: every concept, section by section."""
    return _document(_dictionary_lines(definition))


def rules_document(definition: Definition) -> bytes:
    """``docs/rules.md``: every rule, section by section."""
    return _document(_rule_lines(definition))


@cache
def element_path(path: str) -> str:
    """Where the plain XML has the figures of a path of the form, as an XPath below the root: ``Header/MonthEnded``.

    An element bears the name of its field, an item of a repeated part that of its class.
    """
    kind: Any = MonthlyReturn
    steps = []
    for name in path.split("."):
        hint = get_type_hints(kind)[name]
        kind = get_args(hint)[0] if get_origin(hint) is tuple else hint
        is_item = get_origin(hint) is tuple and isinstance(kind, type)
        steps.append(kind.__name__ if is_item else "".join(word.capitalize() for word in name.split("_")))
    return "/".join(steps)


def _document(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines).rstrip() + "\n").encode()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(*cells: str) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _code(texts: tuple[str, ...]) -> str:
    return "<br>".join(f"`{text}`" for text in texts)


def _dictionary_lines(definition: Definition) -> Iterator[str]:
    yield from (_MADE, "", "# Data dictionary", "")
    yield f"Every concept of `{definition.namespace}`, in the order of the form: {len(definition.concepts)} concepts"
    yield f"in {len(tables(definition))} tables."
    yield "*Path* is the address of the figure in the return, as `monthly-return show` prints it, without keys."
    yield "*In the plain XML* is the XPath of its element there, below the root."
    yield "*Tables* are the shapes that its facts have. Of what is *printed several times* the first printing that"
    yield "can be read makes the fact. A *choice of* another concept is a second fact where the text is one of the"
    yield "form's own choices; [below](#lists) are the lists, with the words by which a choice is recognised."
    for section in definition.sections:
        yield from ("", f"## {section.key} {section.label['en']} {section.label[_CHINESE]}", "")
        yield _row("Concept", "Type", "Period", "Tables", "Label", "Meaning", "Path", "In the plain XML")
        yield _row(*["---"] * 8)
        for concept in definition.concepts:
            if section.key in concept.sections:
                yield _concept_row(concept)
    yield from _list_lines(definition)


def _list_lines(definition: Definition) -> Iterator[str]:
    yield from ("", "## Lists", "", "Extensible Enumerations 2.0: what the values of a choice can be.")
    for enumeration in definition.enumerations:
        yield from ("", f"### {enumeration.key}", "")
        yield f"{enumeration.labels['documentation']['en']} {enumeration.labels['documentation'][_CHINESE]}"
        yield from ("", _row("Member", "Label", "Recognised by"), _row(*["---"] * 3))
        for member in enumeration.members:
            words = tuple(word for of_language in member.words.values() for word in of_language)
            yield _row(f"`{member.name}`", _in_both(member.labels["label"]), _code(words))


def _concept_row(concept: Concept) -> str:
    elements = tuple(element_path(path) for path in concept.paths)
    if concept.attribute:  # of a row rather than a figure in it
        row, _, name = concept.attribute.rpartition(".")
        elements = (f"{element_path(row)}/@{name}",)
    paths = _code(concept.paths or (str(concept.attribute),))
    paths += f" of kind `{concept.kind}`" if concept.kind else ""
    paths += " *printed several times*" if concept.first_printed else ""
    paths += f" *choice of* `{concept.choice_of}`" if concept.choice_of else ""
    labels = concept.labels
    return _row(
        f"`{concept.name}`",
        concept.type,
        concept.period,
        ", ".join(concept.cubes),
        f"{concept.label}<br>{labels['label'][_CHINESE]}",
        f"{labels['documentation']['en']}<br>{labels['documentation'][_CHINESE]}",
        paths,
        _code(elements),
    )


def _rule_lines(definition: Definition) -> Iterator[str]:
    yield from (_MADE, "", "# Rules", "")
    yield f"What a correct return obeys: {len(definition.rules)} rules, for the editions"
    yield f"{', '.join(definition.editions)} of the form,"
    yield f"{len(definition.rules_between)} rules [between returns](#between-returns),"
    yield f"and {len(definition.rules_reading)} that are kept [while a filing is read](#while-a-filing-is-read)."
    yield "A rule is *satisfied*, *broken*, *explained* (its test fails and a named exception holds) or, where an"
    yield "operand is missing or its precondition does not hold, *not evaluated*."
    yield "The id is the code in the findings and, as `message:<id>`, in Arelle's log."
    yield "An exception is told there under `<id>.<reason>`."
    yield from ("", _row("Rule", "Severity", "Says"), _row("---", "---", "---"))
    for rule in definition.rules:
        yield _row(f"[{rule.id}](#{rule.id.lower()})", rule.severity, _in_both(rule.label))
    for section in definition.sections:
        rules = [rule for rule in definition.rules if rule.section == section.key]
        if rules:
            yield from ("", f"## {section.key} {section.label['en']} {section.label[_CHINESE]}")
        for rule in rules:
            yield from _rule_entry(rule, definition)
    yield from _between_lines(definition)
    yield from _reading_lines(definition)


def _in_both(texts: Texts) -> str:
    return f"{texts['en']}<br>{texts[_CHINESE]}"


def _between_lines(definition: Definition) -> Iterator[str]:
    yield from ("", "## Between returns", "")
    yield "One return alone cannot be judged by these, so they are in no linkbase and are not evaluated."
    yield from ("", _row("Rule", "Severity", "Editions", "Takes", "Says", "Unless"), _row(*["---"] * 6))
    for rule in definition.rules_between:
        unless = "<br>".join(f"`{reason.reason}`: {_said(reason)}" for reason in rule.exceptions)
        says = (_in_both(rule.beside), _in_both(rule.label), unless)
        yield _row(rule.id, rule.severity, _editions(rule, definition), *says)


def _reading_lines(definition: Definition) -> Iterator[str]:
    yield from ("", "## While a filing is read", "")
    yield "These are about the print rather than the facts: the reader keeps them, and tells the finding,"
    yield "or refuses the filing with the code, that is named here."
    yield from ("", _row("Rule", "Severity", "Editions", "Told as", "Says"), _row(*["---"] * 5))
    for rule in definition.rules_reading:
        told = (_code(rule.findings), _in_both(rule.label))
        yield _row(rule.id, rule.severity, _editions(rule, definition), *told)


def _said(reason: Reason) -> str:
    return f"{reason.label['en']} ({reason.label[_CHINESE]})"


def _editions(rule: Rule | RuleBetween | RuleReading, definition: Definition) -> str:
    return "all" if rule.editions == definition.editions else ", ".join(rule.editions)


def _rule_entry(rule: Rule, definition: Definition) -> Iterator[str]:
    yield from ("", f"### {rule.id}", "", f"{rule.label['en']}.", f"{rule.label[_CHINESE]}。", "")
    yield f"- Severity: {rule.severity}. Mechanism: {rule.mechanism}. Editions: {_editions(rule, definition)}."
    if rule.is_calculation:
        yield f"- `{rule.total}` = {' + '.join(f'`{part}`' for part in rule.parts)}, in one context."
    else:
        yield f"- Test: `{rule.test}`"
    if rule.when:
        otherwise = f"; otherwise `{rule.otherwise.reason}`: {_said(rule.otherwise)}" if rule.otherwise else ""
        yield f"- Evaluated where: `{rule.when}`{otherwise}"
    for variable in rule.variables:
        yield f"- `${variable.name}`: {_variable_text(variable)}"
    for exception in rule.exceptions:
        gravity = _SEVERITY_OF_EXCEPTION[exception.severity]
        said = f"{exception.label['en']} ({exception.label[_CHINESE]})"
        yield f"- Exception `{exception.reason}`, told as {gravity}: {said}. `{exception.test}`"
    yield f"- Message: {rule.message['en']} {rule.message[_CHINESE]}"


def _variable_text(variable: Variable) -> str:
    if variable.products:
        currency = f", where in the currency of `${variable.currency_of}`" if variable.currency_of else ""
        return f"`${variable.products[0]}` times `${variable.products[1]}`, row by row{currency}"
    if variable.currency_of:
        return f"the currency of `${variable.currency_of}`"
    words = {"classes": variable.classes, "lines": variable.lines, "rows": variable.rows, "unit": variable.unit}
    settings = [f"{key} {word}" for key, word in words.items() if word != "same"]
    settings += ["all of them together"] if variable.sequence else []
    settings += [f"else {variable.fallback}"] if variable.fallback is not None else []
    return ", ".join([f"{' or '.join(f'`{name}`' for name in variable.concepts)} ({variable.at})", *settings])
