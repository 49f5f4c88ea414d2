"""The variables of a rule as formula resources: fact variables with their filters, and derived ones.

Implicit filtering makes uncovered aspects agree; a filter that covers an aspect takes it out of that.
Where a rule names an opening or a closing balance, the instants are the start and the end of the month,
which is the period of the fact of the month ended.

Of one concept some facts have the line axis and others have not, and there Arelle 2.47 does not filter
implicitly as the specification says (section 2.4.2 of Variables 1.0): whether two facts without the axis
match depends on what other facts the instance has. So the month is a general variable, which covers no
axis, and where lines are to agree a match filter says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.authoring.vocabulary import VARIABLE_FILTER, VARIABLE_SET
from converter.authoring.xml import ExtendedLink, add
from converter.definition import Axis, Definition, Rule, Variable

_MONTH = Variable(name="month")
_MONTH_ENDED = "MonthEnded"
_LINED = frozenset({"class-line", "row-line"})
_BOUNDARIES = {"opening": "start", "closing": "end"}


class VariableSet:
    """The variables of one rule in an extended link, which several assertions share."""

    def __init__(self, link: ExtendedLink, rule: Rule, definition: Definition) -> None:
        """Write the variables and their filters."""
        self._link = link
        self._rule = rule
        self._definition = definition
        names_balances = any(variable.at in _BOUNDARIES for variable in rule.variables)
        bound = sorted(rule.variables, key=lambda variable: variable.fallback is not None)
        self._variables = (*((_MONTH,) if names_balances else ()), *bound)
        self._with_lines = next((v for v in rule.variables if self._agrees_on_lines(v) and v.fallback is None), None)
        for variable in self._variables:
            self._add(variable)

    def attach(self, assertion: str) -> None:
        """Give the assertion every variable of the set, under its name."""
        for order, variable in enumerate(self._variables, start=1):
            ends = (assertion, self._label(variable))
            self._link.arc("variable:variableArc", VARIABLE_SET, ends, name=variable.name, order=str(order))

    def _agrees_on_lines(self, variable: Variable) -> bool:
        concepts = (self._definition.concept(name) for name in variable.concepts)
        return variable.lines == "same" and any(_LINED & frozenset(concept.cubes) for concept in concepts)

    def _label(self, variable: Variable) -> str:
        return f"{self._rule.id}_{variable.name}"

    def _add(self, variable: Variable) -> None:
        sequence = str(variable.sequence).lower()
        if variable.is_derived:
            attributes = {"bindAsSequence": sequence, "select": _select(variable, self._definition)}
            self._link.resource("variable:generalVariable", self._label(variable), attributes)
            return
        attributes = {"bindAsSequence": sequence}
        if variable.sequence:
            attributes["matches"] = "true"  # row keys are unique, and it spares a comparison of each two facts
        if variable.fallback is not None:
            attributes["fallbackValue"] = variable.fallback
        self._link.resource("variable:factVariable", self._label(variable), attributes)
        for order, (name, complement) in enumerate(self._filters(variable), start=1):
            ends = (self._label(variable), name)
            settings = {"complement": complement, "cover": "true", "order": str(order)}
            self._link.arc("variable:variableFilterArc", VARIABLE_FILTER, ends, **settings)

    def _filters(self, variable: Variable) -> Iterator[tuple[str, str]]:
        """Write the filters of a variable; yield the label of each, and whether it is complemented."""
        yield self._concept_filter(variable), "false"
        if variable.at in _BOUNDARIES:
            boundary = f"xfi:period-{_BOUNDARIES[variable.at]}(${_MONTH.name})"
            test = f"xfi:is-instant-period(.) and xfi:period-instant(.) eq {boundary}"
            yield self._resource(variable, "period", "pf:period", {"test": test}), "false"
        words = {"class": variable.classes, "line": variable.lines, "row": variable.rows}
        for key, word in words.items():
            if word != "same":
                complement = "true" if word == "none" else "false"
                yield self._axis_filter(variable, self._definition.axis(key), word), complement
        if self._with_lines and variable is not self._with_lines and self._agrees_on_lines(variable):
            attributes = {"dimension": self._qname(self._definition.axis("line").name)}
            attributes["variable"] = self._with_lines.name
            yield self._resource(variable, "line", "mf:matchDimension", attributes), "false"
        if variable.unit == "any" or not self._definition.concept(variable.concepts[0]).is_numeric:
            yield self._cover(variable, "unit", "acf:aspect", "unit"), "false"

    def _resource(self, variable: Variable, suffix: str, name: str, attributes: dict[str, str] | None = None) -> str:
        label = f"{self._label(variable)}_{suffix}"
        self._last = self._link.resource(name, label, attributes)
        return label

    def _concept_filter(self, variable: Variable) -> str:
        label = self._resource(variable, "concept", "cf:conceptName")
        for name in variable.concepts:
            add(add(self._last, "cf:concept"), "cf:qname", text=self._qname(name))
        return label

    def _axis_filter(self, variable: Variable, axis: Axis, word: str) -> str:
        if word == "any":
            label = self._resource(variable, axis.key, "acf:aspectCover")
            add(add(self._last, "acf:dimension"), "acf:qname", text=self._qname(axis.name))
            return label
        label = self._resource(variable, axis.key, f"df:{'explicit' if axis.members else 'typed'}Dimension")
        add(add(self._last, "df:dimension"), "df:qname", text=self._qname(axis.name))
        for member in axis.members:
            if member.key == word:
                add(add(self._last, "df:member"), "df:qname", text=self._qname(member.name))
        return label

    def _cover(self, variable: Variable, suffix: str, name: str, text: str) -> str:
        label = self._resource(variable, suffix, "acf:aspectCover")
        add(self._last, name, text=text)
        return label

    def _qname(self, name: str) -> str:
        return f"{self._definition.prefix}:{name}"


def month_expression(definition: Definition) -> str:
    """The month of an instance: the period of the fact that says which month ended.

    The context item of a general variable is the root of the instance, whose children the facts are.
    """
    return f"(for $f in {definition.prefix}:{_MONTH_ENDED} return xfi:period($f))[1]"


def _select(variable: Variable, definition: Definition) -> str:
    """The expression of a variable that is made from others, or from the whole instance."""
    if variable is _MONTH:
        return month_expression(definition)
    return _products(variable, definition) if variable.products else _currency(variable.currency_of)


def _currency(fact: str | None) -> str:
    """The ISO 4217 code in the unit of a fact, of an amount or of a price per share."""
    return f"local-name-from-QName(xfi:measure-name(xfi:unit-numerator(xfi:unit(${fact}))[1]))"


def _products(variable: Variable, definition: Definition) -> str:
    """The products of each two facts of one row, where the second is in the wanted currency."""
    first, second = variable.products
    axis = f"QName('{definition.namespace}', '{definition.prefix}:{definition.axis('row').name}')"
    row_of = f"string(xfi:fact-typed-dimension-value({{}}, {axis}))"
    condition = f"{row_of.format('$x')} eq {row_of.format('$y')}"
    if variable.currency_of:
        condition += f" and {_currency('y')} eq {_currency(variable.currency_of)}"
    return f"for $x in ${first}, $y in ${second} return if ({condition}) then $x * $y else ()"
