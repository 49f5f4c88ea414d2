"""The entries of ``rules.toml``, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from converter.definition.parts import Definition
from converter.definition.rules import Reason, Rule, RuleBetween, RuleException, RuleReading, Variable

Entry = Mapping[str, Any]
"""An entry of a file, as TOML gives it."""


def rule_of(
    entry: Entry, groups: Mapping[str, list[str]], editions: Mapping[str, tuple[str, ...]], definition: Definition
) -> Rule:
    """A rule; the names of groups of concepts and of editions stand for what they hold."""
    left, right, tolerance = entry.get("left"), entry.get("right"), entry.get("tolerance")
    variables = entry.get("variables", {})
    return Rule(
        id=entry["id"],
        section=entry["section"],
        severity=entry["severity"],
        mechanism=entry.get("mechanism", "formula"),
        editions=editions[entry.get("editions", "all")],
        label=entry["label"],
        message=entry["message"],
        test=_equality(left, right, tolerance) if left and right else entry.get("test", ""),
        left=left,
        right=right,
        tolerance=tolerance,
        when=entry.get("when"),
        otherwise=Reason(**entry["otherwise"]) if "otherwise" in entry else None,
        variables=tuple(_variable(name, item, groups, definition) for name, item in variables.items()),
        exceptions=tuple(RuleException(**item) for item in entry.get("exception", ())),
        total=entry.get("total"),
        parts=_names(entry.get("parts", ()), groups),
    )


def rule_between_of(entry: Entry, editions: Mapping[str, tuple[str, ...]]) -> RuleBetween:
    """A rule between returns, with the reasons for which it need not hold."""
    exceptions = tuple(Reason(**item) for item in entry.get("exception", ()))
    settings = {key: value for key, value in entry.items() if key != "exception"}
    return RuleBetween(**{**settings, "editions": editions[entry["editions"]], "exceptions": exceptions})


def rule_reading_of(entry: Entry, editions: Mapping[str, tuple[str, ...]]) -> RuleReading:
    """A rule that is judged while a filing is read."""
    return RuleReading(**{**entry, "editions": editions[entry["editions"]], "findings": tuple(entry["findings"])})


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
