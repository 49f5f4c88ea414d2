"""Arelle's interpreter of the rules for one instance, which finds nothing twice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from arelle.formula.XPathContext import XPathContext
from arelle.ModelFormulaObject import ModelGeneralVariable, ModelPeriod
from arelle.ModelInstanceObject import ModelFact
from arelle.ModelObject import ModelObject
from arelle.ModelValue import DateTime

from converter.validation.warm.steps import Step, steps_of, taken

_EXPRESSIONS: Final = {ModelPeriod: ("test", "testProg"), ModelGeneralVariable: ("select", "selectProg")}
"""Where expressions stand that are asked again and again of the same nodes, as text and compiled."""

_ATOMS: Final = frozenset({str, int, bool, Decimal, DateTime})


class Expressions:
    """The expressions of a taxonomy whose values depend on a node and on single variables alone.

    Many rules write the same ones, so they are told apart by their text and not by where they stand.
    """

    def __init__(self, model: Any) -> None:
        self._steps: dict[int, tuple[Any, tuple[Step, ...]]] = {}
        self._known: dict[int, tuple[Any, tuple[Any, ...]]] = {}
        for thing in model.modelObjects:
            if type(thing) in _EXPRESSIONS:
                text, program = _EXPRESSIONS[type(thing)]
                key = (thing.get(text), tuple(sorted(thing.nsmap.items(), key=str)))
                self._known[id(getattr(thing, program))] = key, tuple(thing.variableRefs())

    def steps(self, program: Any) -> tuple[Step, ...]:
        """The steps of an expression, or of a part of one."""
        found = self._steps.get(id(program))
        if found is None:
            found = self._steps[id(program)] = (program, steps_of(program))  # kept, so that no other has its id
        return found[1]

    def place(self, context: XPathContext, program: Any, node: Any) -> Any:
        """What the value of an expression depends on; ``None`` where that is not known."""
        key, names = self._known.get(id(program), (None, ()))
        if key is None or not isinstance(node, ModelObject):
            return None
        values = [context.inScopeVars.get(name) for name in names]
        return (key, node, *values) if all(isinstance(value, ModelObject) for value in values) else None


class RememberingContext(XPathContext):  # type: ignore[misc]  # Arelle is not typed
    """Arelle's interpreter for one instance, which remembers the values of expressions and of facts."""

    formulaOptions = None  # noqa: N815  # in place of the way to them, which is long

    def __init__(self, expressions: Expressions, model: Any) -> None:
        super().__init__(model, model.modelDocument, None)
        self.formulaOptions = model.modelManager.formulaOptions
        self._expressions = expressions
        self._values: dict[Any, Any] = {}
        self._atoms: dict[int, Any] = {}

    def evaluate(self, exprStack: Any, contextItem: Any = None, resultStack: Any = None, parentOp: Any = None) -> Any:  # noqa: N803
        """Evaluate a compiled expression."""
        if resultStack is not None or parentOp is not None:
            return super().evaluate(exprStack, contextItem, resultStack, parentOp)
        steps = self._expressions.steps(exprStack)
        if contextItem is None:
            return taken(steps, self, self.contextItem)
        place = self._expressions.place(self, exprStack, contextItem)
        if place is None:
            return taken(steps, self, contextItem)
        if place not in self._values:
            self._values[place] = taken(steps, self, contextItem)
        return [*self._values[place]]

    def atomize(self, p: Any, x: Any) -> Any:
        """The typed values of facts, nodes and values, as a list where a sequence is given."""
        if type(x) is list and len(x) == 1:
            item = x[0]
            if type(item) in _ATOMS:
                return [item]
            if isinstance(item, ModelFact):
                index = item.objectIndex
                if index not in self._atoms:
                    self._atoms[index] = super().atomize(p, x)
                return [*self._atoms[index]]
        return super().atomize(p, x)
