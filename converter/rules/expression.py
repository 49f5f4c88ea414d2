"""The XPath 2 expressions of the rules, compiled once into Python functions.

The same text goes into the formula linkbase, so the two judges of a return cannot drift apart.
elementpath parses it (XPath 2.0, https://www.w3.org/TR/xpath20/); what is translated here is the part
of the language that the rules use. Anything else is a :class:`~converter.errors.DefinitionError`,
never a guess. Numbers are ``int`` and ``Decimal``; a value is a sequence, as in XPath: a tuple.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from typing import Any, Final

from converter.errors import DefinitionError

Sequence = tuple[Any, ...]
Environment = Mapping[str, Sequence]
Evaluator = Callable[[Environment], Sequence]

DIVISION_ERRORS: Final = (ZeroDivisionError, InvalidOperation)
"""What evaluating an expression raises where it divides by zero; the latter for zero by zero."""

_LITERALS = frozenset({"(integer)", "(decimal)", "(string)"})
_VALUE_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_GENERAL_COMPARISONS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def _divide(left: int | Decimal, right: int | Decimal) -> Decimal:
    return Decimal(left) / right


def _whole_quotient(left: int | Decimal, right: int | Decimal) -> int:
    return int(Decimal(left) / right)


def _remainder(left: int | Decimal, right: int | Decimal) -> Decimal:
    return Decimal(left) % right


_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "*": operator.mul,
    "div": _divide,
    "idiv": _whole_quotient,
    "mod": _remainder,
}


def effective_boolean_value(sequence: Sequence) -> bool:
    """The truth of a sequence (XPath 2.0 §2.4.3): empty is false, a single atom is its own truth."""
    return bool(sequence) and bool(sequence[0])


def _sum(items: Sequence) -> Sequence:
    return (sum(items),)


def _average(items: Sequence) -> Sequence:
    return (_divide(sum(items), len(items)),) if items else ()


def _least(items: Sequence) -> Sequence:
    return (min(items),) if items else ()


def _greatest(items: Sequence) -> Sequence:
    return (max(items),) if items else ()


def _rounded(items: Sequence) -> Sequence:
    return tuple((Decimal(item) + Decimal("0.5")).__floor__() for item in items[:1])


def _half_to_even(items: Sequence, places: Sequence = (0,)) -> Sequence:
    return tuple(round(Decimal(item), places[0]) for item in items[:1])


def _text(items: Sequence) -> str:
    return str(items[0]) if items else ""


def _days(items: Sequence) -> Sequence:
    text = _text(items)
    if not (text.startswith("P") and text.endswith("D") and text[1:-1].isdigit()):
        raise DefinitionError(f"the duration {text!r} is not a number of days such as 'P1D'")
    return (timedelta(days=int(text[1:-1])),)


_FUNCTIONS: dict[str, Callable[..., Sequence]] = {
    "abs": lambda items: tuple(abs(item) for item in items[:1]),
    "avg": _average,
    "boolean": lambda items: (effective_boolean_value(items),),
    "ceiling": lambda items: tuple(Decimal(item).__ceil__() for item in items[:1]),
    "concat": lambda *texts: ("".join(_text(items) for items in texts),),
    "contains": lambda items, part: (_text(part) in _text(items),),
    "count": lambda items: (len(items),),
    "date": lambda items: tuple(date.fromisoformat(item) if isinstance(item, str) else item for item in items[:1]),
    "day-from-date": lambda items: tuple(item.day for item in items[:1]),
    "dayTimeDuration": _days,
    "days-from-duration": lambda items: tuple(item.days for item in items[:1]),
    "decimal": lambda items: tuple(Decimal(item) for item in items[:1]),
    "distinct-values": lambda items: tuple(dict.fromkeys(items)),
    "empty": lambda items: (not items,),
    "exists": lambda items: (bool(items),),
    "false": lambda: (False,),
    "floor": lambda items: tuple(Decimal(item).__floor__() for item in items[:1]),
    "integer": lambda items: tuple(int(item) for item in items[:1]),
    "lower-case": lambda items: (_text(items).lower(),),
    "max": _greatest,
    "min": _least,
    "month-from-date": lambda items: tuple(item.month for item in items[:1]),
    "normalize-space": lambda items: (" ".join(_text(items).split()),),
    "not": lambda items: (not effective_boolean_value(items),),
    "round": _rounded,
    "round-half-to-even": _half_to_even,
    "starts-with": lambda items, part: (_text(items).startswith(_text(part)),),
    "string": lambda items: (_text(items),),
    "string-length": lambda items: (len(_text(items)),),
    "sum": _sum,
    "true": lambda: (True,),
    "year-from-date": lambda items: tuple(item.year for item in items[:1]),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """One compiled expression: its text, the variables it names, and its evaluation."""

    text: str
    variables: frozenset[str]
    evaluate: Evaluator

    def holds(self, environment: Environment) -> bool:
        """Tell whether the expression is true of the given values."""
        return effective_boolean_value(self.evaluate(environment))

    def number(self, environment: Environment) -> Any:
        """The single number that the expression gives, or ``None`` for the empty sequence."""
        sequence = self.evaluate(environment)
        return sequence[0] if sequence else None


@cache
def compile_expression(text: str) -> Expression:
    """Compile an XPath expression; equal texts share one compilation in a process.

    Raises:
        DefinitionError: the text is not XPath 2, or uses a part of it that no rule has needed yet.
    """
    from elementpath import ElementPathError, XPath2Parser  # a tenth of a second, only where needed

    try:
        tree = XPath2Parser().parse(text)
    except ElementPathError as error:
        raise DefinitionError(f"the expression {text!r} is not XPath 2: {error}") from error
    names: set[str] = set()
    try:
        evaluator = _translated(tree, names, frozenset())
    except DefinitionError as error:
        raise DefinitionError(f"in the expression {text!r}: {error}") from error
    return Expression(text, frozenset(names), evaluator)


def _translated(node: Any, names: set[str], bound: frozenset[str]) -> Evaluator:
    """Translate a node of elementpath's tree; ``names`` collects the free variables it meets."""
    symbol = node.symbol
    if symbol in _LITERALS:
        literal = (node.value,)
        return lambda environment: literal
    if symbol == "$":
        return _variable(node[0].value, names, bound)
    if symbol in _QUANTIFIERS:
        return _quantified(node, names, bound)
    if symbol == ":":  # a constructor with its prefix: xs:date(...)
        return _translated(node[1], names, bound)
    parts = [_translated(item, names, bound) for item in node]
    if symbol in _OPERATORS:
        return _OPERATORS[symbol](*parts)
    if symbol in _FUNCTIONS:
        return _call(_FUNCTIONS[symbol], parts)
    raise DefinitionError(f"{symbol!r} is not among the operators and functions that rules may use")


def _variable(name: str, names: set[str], bound: frozenset[str]) -> Evaluator:
    if name not in bound:
        names.add(name)
    return lambda environment: environment[name]


def _binary(operation: Callable[[Any, Any], Any], left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(environment: Environment) -> Sequence:
        first, second = left(environment), right(environment)
        return (operation(first[0], second[0]),) if first and second else ()

    return evaluate


def _some_pair(comparison: Callable[[Any, Any], bool], left: Evaluator, right: Evaluator) -> Evaluator:
    def evaluate(environment: Environment) -> Sequence:
        seconds = right(environment)
        return (any(comparison(first, second) for first in left(environment) for second in seconds),)

    return evaluate


def _plus(left: Evaluator, right: Evaluator | None = None) -> Evaluator:
    return _binary(operator.add, left, right) if right else left


def _minus(left: Evaluator, right: Evaluator | None = None) -> Evaluator:
    return _binary(operator.sub, left, right) if right else _binary(operator.mul, left, lambda environment: (-1,))


def _call(function: Callable[..., Sequence], arguments: list[Evaluator]) -> Evaluator:
    return lambda environment: function(*(argument(environment) for argument in arguments))


def _and(left: Evaluator, right: Evaluator) -> Evaluator:
    truth = effective_boolean_value
    return lambda environment: (truth(left(environment)) and truth(right(environment)),)


def _or(left: Evaluator, right: Evaluator) -> Evaluator:
    truth = effective_boolean_value
    return lambda environment: (truth(left(environment)) or truth(right(environment)),)


def _if(condition: Evaluator, then: Evaluator, otherwise: Evaluator) -> Evaluator:
    truth = effective_boolean_value
    return lambda environment: then(environment) if truth(condition(environment)) else otherwise(environment)


def _joined(*parts: Evaluator) -> Evaluator:
    return lambda environment: tuple(item for part in parts for item in part(environment))


_OPERATORS: dict[str, Callable[..., Evaluator]] = {
    "and": _and,
    "or": _or,
    "if": _if,
    ",": _joined,
    "(": _joined,
    "+": _plus,
    "-": _minus,
    **{symbol: partial(_binary, operation) for symbol, operation in _ARITHMETIC.items()},
    **{symbol: partial(_binary, comparison) for symbol, comparison in _VALUE_COMPARISONS.items()},
    **{symbol: partial(_some_pair, _VALUE_COMPARISONS[name]) for symbol, name in _GENERAL_COMPARISONS.items()},
}


def _quantified(node: Any, names: set[str], bound: frozenset[str]) -> Evaluator:
    """``some``, ``every`` or ``for`` over one variable."""
    if len(node) != 3:
        raise DefinitionError(f"{node.symbol!r} over more than one variable is not supported")
    name = node[0][0].value
    domain = _translated(node[1], names, bound)
    body = _translated(node[2], names, bound | {name})
    collect = _QUANTIFIERS[node.symbol]
    return lambda environment: collect(body({**environment, name: (item,)}) for item in domain(environment))


_QUANTIFIERS: dict[str, Callable[[Any], Sequence]] = {
    "some": lambda results: (any(effective_boolean_value(result) for result in results),),
    "every": lambda results: (all(effective_boolean_value(result) for result in results),),
    "for": lambda results: tuple(item for result in results for item in result),
}
