"""Arelle's compiled expressions, taken apart once: for each token the step that Arelle's interpreter would take.

Arelle's interpreter asks of each token, each time, which of thirty kinds it is. Here the kinds that the rules are
made of have a step each, which does what the interpreter does with them; every other token is given to it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from arelle import FunctionFn, FunctionXfi, FunctionXs, XbrlConst
from arelle.formula import XPathContext
from arelle.formula.XPathParser import OperationDef, ProgHeader, QNameDef, VariableRef
from arelle.FunctionUtil import testTypeCompatibility
from arelle.ModelValue import DateTime

Step = Callable[[Any, Any, list[Any]], None]
"""Takes the interpreter, the context item, and the stack of results, which it changes."""

_VALUES: Final = {
    "+": operator.add, "-": operator.sub, "*": operator.mul,
    "ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt, "eq": operator.eq, "ne": operator.ne,
}  # fmt: skip
_PLAIN: Final = frozenset({str, int, bool, Decimal, DateTime})
"""The types of values that no operation promotes to another type; with others it is left to Arelle."""
_ABOUT_NODES: Final = frozenset(
    {"attribute", "comment", "document-node", "element", "item", "node", "processing-instruction"}
    | {"schema-attribute", "schema-element", "text"}
)


def taken(steps: tuple[Step, ...], context: Any, item: Any) -> list[Any]:
    """The results of the steps of an expression."""
    stack: list[Any] = []
    for step in steps:
        step(context, item, stack)
    return stack


def steps_of(program: Any) -> tuple[Step, ...]:
    """The steps of an expression, or of a part of one."""
    return tuple(map(_step, program))


def _step(token: Any) -> Step:
    if isinstance(token, ProgHeader):
        return _nothing
    if type(token) in (int, Decimal, str) and token != "*":
        return _constant(token)
    if isinstance(token, VariableRef):
        return _variable(token.name)
    if isinstance(token, OperationDef):
        if isinstance(token.name, QNameDef):
            return _function(token)
        if token.name in _VALUES:
            return _operation(token)
        if token.name in _PARTS:
            return _PARTS[token.name](token)
    return _of_arelle(token)


def _function(token: Any) -> Step:
    name = token.name
    if name.unprefixed and name.localName in _ABOUT_NODES:
        return _of_arelle(token)
    if name.unprefixed or name.namespaceURI == XbrlConst.fn:
        return _calling(token, lambda xc, item, given: FunctionFn.call(xc, token, name.localName, item, given))
    if name.namespaceURI == XbrlConst.xfi:
        return _calling(token, lambda xc, _, given: FunctionXfi.call(xc, token, name.localName, given))
    if name.namespaceURI == XbrlConst.xsd:
        return _calling(token, lambda xc, _, given: FunctionXs.call(xc, token, name.localName, given))
    return _of_arelle(token)


def _nothing(_context: Any, _item: Any, _stack: list[Any]) -> None:
    """The head of an expression serves traces only."""


def _of_arelle(token: Any) -> Step:
    program = [token]

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        XPathContext.XPathContext.evaluate(context, program, item, stack)

    return step


def _constant(value: Any) -> Step:
    return lambda _context, _item, stack: stack.append([value])


def _variable(name: Any) -> Step:
    def step(context: Any, _item: Any, stack: list[Any]) -> None:
        if name in context.inScopeVars:
            stack.append(context.flattenSequence(context.inScopeVars[name]))

    return step


def _calling(token: Any, call: Callable[[Any, Any, Any], Any]) -> Step:
    arguments = steps_of(token.args)

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        result = call(context, item, taken(arguments, context, item))
        if result is not None:
            stack.append(context.flattenSequence(result))

    return step


def _operation(token: Any) -> Step:
    name, arguments, work = token.name, steps_of(token.args), _VALUES[token.name]
    of_arelle = _of_arelle(token)

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        before = stack.pop() if stack else []
        first = context.atomize(token, before)
        second = context.atomize(token, taken(arguments, context, item))
        if not first or not second:
            stack.append([])
        elif len(first) > 1 or len(second) > 1 or not _PLAIN.issuperset((type(first[0]), type(second[0]))):
            stack.append(before)
            of_arelle(context, item, stack)
        else:
            testTypeCompatibility(context, token, name, first[0], second[0])
            stack.append(context.flattenSequence(work(first[0], second[0])))

    return step


def _choice(token: Any) -> Step:
    test, then, otherwise = map(steps_of, (token.args[0].expr[0], token.args[1].args, token.args[2].args))

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        holds = context.effectiveBooleanValue(token, taken(test, context, item))
        stack.append(context.flattenSequence(taken(then if holds else otherwise, context, item)))

    return step


def _junction(token: Any) -> Step:
    arguments, settles = steps_of(token.args), token.name == "or"

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        if not stack:
            stack.append([])
            return
        value = context.effectiveBooleanValue(token, stack.pop())
        if value is not settles:
            value = context.effectiveBooleanValue(token, taken(arguments, context, item))
        stack.append([value])

    return step


def _sequence(token: Any) -> Step:
    arguments = steps_of(token.args)
    return lambda context, item, stack: stack.append(context.flattenSequence(taken(arguments, context, item)))


def _loop(token: Any) -> Step:
    name, first, rest = token.name, token.args[0], token.args[1:]

    def step(context: Any, item: Any, stack: list[Any]) -> None:
        result: list[Any] = []
        context.evaluateRangeVars(name, first, rest, item, result)
        stack.append(context.flattenSequence(result))

    return step


_PARTS: Final[dict[str, Callable[[Any], Step]]] = {
    "if": _choice,
    "and": _junction,
    "or": _junction,
    "sequence": _sequence,
    **dict.fromkeys(("for", "some", "every"), _loop),
}
