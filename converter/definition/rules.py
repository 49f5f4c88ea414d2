"""The rules of the definition, as ``rules.toml`` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Texts = Mapping[str, str]
"""A text in each of its languages: ``en``, ``zh-Hant``."""

AXIS_WORDS: Final = frozenset({"same", "none", "all", "any"})
"""What a variable may ask of an axis; of the class axis also the key of a member."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A name in a rule, and the facts that it stands for. The words are explained in ``rules.toml``.

    A derived variable has no concepts: ``products`` names two variables whose facts are multiplied row by
    row, ``currency_of`` names the variable whose currency it is, or must be.
    """

    name: str
    concepts: tuple[str, ...] = ()
    at: str = "during"
    classes: str = "same"
    lines: str = "same"
    rows: str = "same"
    unit: str = "same"
    sequence: bool = False
    fallback: str | None = None
    products: tuple[str, ...] = ()
    currency_of: str | None = None

    @property
    def period(self) -> str:
        """The period type of the concepts: ``instant`` or ``duration``."""
        return "duration" if self.at == "during" else "instant"

    @property
    def is_derived(self) -> bool:
        """Whether it is made from other variables rather than bound to facts."""
        return not self.concepts


@dataclass(frozen=True, slots=True)
class RuleException:
    """A reason for which a rule need not hold, and the condition by which it is known."""

    reason: str
    test: str
    severity: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for which a rule between returns need not hold, or for which a rule is not evaluated."""

    reason: str
    label: Texts


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a correct return.

    A *formula* has ``test`` (an equality also ``left``, ``right`` and ``tolerance``), ``when`` and
    ``variables``. A *calculation* has ``total`` and ``parts``, the names of concepts.
    ``editions`` are those of the form that the rule speaks of; where the others lack its figures, it is not evaluated.
    """

    id: str
    section: str
    severity: str
    mechanism: str
    editions: tuple[str, ...]
    label: Texts
    message: Texts
    test: str = ""
    left: str | None = None
    right: str | None = None
    tolerance: str | None = None
    when: str | None = None
    otherwise: Reason | None = None
    variables: tuple[Variable, ...] = ()
    exceptions: tuple[RuleException, ...] = ()
    total: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def is_calculation(self) -> bool:
        """Whether the calculation linkbase holds the rule."""
        return self.mechanism == "calculation"

    def variable(self, name: str) -> Variable:
        """The variable of that name."""
        return next(variable for variable in self.variables if variable.name == name)


@dataclass(frozen=True, slots=True)
class RuleBetween:
    """A rule that one return alone cannot be judged by: it stands in the catalogue and is not evaluated.

    ``beside`` says what the return is compared with.
    """

    id: str
    section: str
    severity: str
    editions: tuple[str, ...]
    beside: Texts
    label: Texts
    exceptions: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule that the print obeys rather than the facts: whoever reads the filing judges it.

    ``findings`` are the codes of the findings or refusals that tell of it.
    """

    id: str
    section: str
    severity: str
    editions: tuple[str, ...]
    findings: tuple[str, ...]
    label: Texts
