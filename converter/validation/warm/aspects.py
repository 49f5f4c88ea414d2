"""Whether two facts agree in an aspect, found out context by context and not fact by fact.

Arelle compares each two facts that a rule might bind together, aspect by aspect. Period, entity and dimensions belong
to the context, and a context's value of an aspect can be told in a form that is equal where Arelle finds two equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from arelle.Aspect import Aspect
from arelle.formula import FormulaEvaluator
from arelle.ModelInstanceObject import ModelDimensionValue
from arelle.ModelObject import ModelObject
from arelle.ModelValue import QName
from arelle.XmlValidateConst import VALID

_is_same = FormulaEvaluator.aspectMatchesNoCache
_UNTOLD: Final = object()
"""The value of an aspect that Arelle has to compare itself: of what a fact has, and not its context, among others."""


class AspectMatching:
    """Takes the place of ``FormulaEvaluator.aspectsMatch`` for one instance without an error of XBRL itself."""

    def __init__(self) -> None:
        self._values: dict[Any, _Values] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let Arelle call :meth:`match` in place of its own function."""
        own = FormulaEvaluator.aspectsMatch
        FormulaEvaluator.aspectsMatch = self.match
        try:
            yield
        finally:
            FormulaEvaluator.aspectsMatch = own

    def match(self, context: Any, first: Any, second: Any, aspects: Any) -> bool:
        """Whether two facts agree in all of some aspects."""
        if first is None or second is None:
            return all(_is_same(context, first, second, aspect) for aspect in aspects)
        if first is second:
            return True
        ones, others = self._of(first.context), self._of(second.context)
        for aspect in aspects:
            value, its = ones[aspect], others[aspect]
            if value is _UNTOLD or its is _UNTOLD:
                if not _is_same(context, first, second, aspect):
                    return False
            elif value != its:
                return False
        return True

    def _of(self, context: Any) -> _Values:
        if context not in self._values:
            self._values[context] = _Values(context)
        return self._values[context]


class _Values(dict[Any, Any]):
    """A context's values of aspects, each told when it is first asked for."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def __missing__(self, aspect: Any) -> Any:
        value = self[aspect] = _value(self._context, aspect)
        return value


def _value(context: Any, aspect: Any) -> Any:
    """A context's value of an aspect; equal values are those that Arelle finds to match."""
    if isinstance(aspect, QName):
        return _dimension(context.dimValue(aspect))
    if aspect == Aspect.PERIOD:
        if context.isStartEndPeriod:
            return context.startDatetime, context.endDatetime
        return context.instantDatetime if context.isInstantPeriod else _UNTOLD
    if aspect == Aspect.ENTITY_IDENTIFIER:
        return context.entityIdentifier
    if aspect in (Aspect.NON_XDT_SEGMENT, Aspect.NON_XDT_SCENARIO) and not context.nonDimValues(aspect):
        return None
    return _UNTOLD


def _dimension(value: Any) -> Any:
    """A member by its name, be it the default or not; the text of a typed one."""
    if not isinstance(value, ModelDimensionValue):
        return value
    if value.isExplicit:
        return value.memberQname
    typed = value.typedMember
    is_text = typed is not None and getattr(typed, "xValid", 0) == VALID and isinstance(typed.xValue, str)
    if not is_text or len(typed) or typed.keys() or not isinstance(typed, ModelObject):
        return _UNTOLD
    return typed.elementQname, typed.xValue
