"""The definition of the taxonomy: what people edit in ``taxonomy/definition``, read and checked.

Concepts say which figure of the form is reported as what, rules say what a correct return obeys.
The facts, the evaluation of rules and the generated taxonomy all follow this one definition.
The format of the files is described at the head of each.
"""

from converter.definition.parts import (
    NUMERIC_TYPES,
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
from converter.definition.reading import load
from converter.definition.rules import Reason, Rule, RuleBetween, RuleException, RuleReading, Texts, Variable

__all__ = [
    "NUMERIC_TYPES",
    "Axis",
    "Concept",
    "Cube",
    "Definition",
    "EntryPoint",
    "Enumeration",
    "LabelRole",
    "Labels",
    "Member",
    "Reason",
    "Reference",
    "Rule",
    "RuleBetween",
    "RuleException",
    "RuleReading",
    "Section",
    "Texts",
    "Variable",
    "load",
]
