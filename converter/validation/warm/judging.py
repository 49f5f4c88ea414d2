"""An instance judged by Arelle's own functions, less what they do with the taxonomy alone."""

from __future__ import annotations

from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from arelle import ValidateUtr, ValidateXbrlCalcs, ValidateXbrlDTS, XbrlConst
from arelle.formula import FormulaEvaluator, ValidateFormula, XPathContext
from arelle.ModelFormulaObject import ModelConceptName, ModelFactVariable, ModelValueAssertion
from arelle.ValidateXbrl import ValidateXbrl

from converter.validation.warm.aspects import AspectMatching
from converter.validation.warm.rules import Expressions, RememberingContext

FOOTNOTES: Final = frozenset({"XBRL-footnotes", XbrlConst.factFootnote})
"""What the networks of an instance's own links are filed under, if they are footnotes."""

_CALCULATION: Final = "calc11e:"
"""What the codes of inconsistent calculations begin with: the facts are sound, only their sum is not."""

_COUNTS: Final = ("Satisfied", "NotSatisfied", "OkMessages", "WarningMessages", "ErrorMessages")
"""What Arelle counts of an assertion, in attributes whose names begin with ``count``."""


_FOUND_OF_DIMENSIONS: Final = ("priItemElrHcRels", "dimensionMembersUsable", "enumerationMembersUsable")
"""Attributes of a validator that hold what it has found out of the taxonomy's dimensions and enumerations."""


class InsidesDiffer(Exception):
    """Arelle's model is not made up as this module knows it."""


class _ExpressionFailed(Exception):
    """An expression failed where assertions were evaluated together."""


class Validator:
    """Arelle's validator after it has checked the taxonomy: what it has found out of it serves for every instance."""

    def __init__(self, model: Any) -> None:
        self._checked = ValidateXbrl(model)
        parameters = model.modelManager.formulaOptions.typedParameters(model.prefixedNamespaces)
        self._checked.validate(model, parameters)
        for name in _FOUND_OF_DIMENSIONS:
            setattr(self._checked, name, {})  # a copy of the validator would begin anew with each instance
        mistakes = [error for error in model.errors if not isinstance(error, dict)]
        others = [one for one in model.modelVariableSets if not isinstance(one, ModelValueAssertion)]
        others += model.modelCustomFunctionSignatures
        if mistakes or others or model.modelConsistencyAssertions:
            raise InsidesDiffer(f"The taxonomy has mistakes, {mistakes[:3]}, or formulas that are not known.")
        by_variables: dict[Any, list[Any]] = {}
        for assertion in model.modelVariableSets:
            by_variables.setdefault(_binding(assertion), []).append(assertion)
        XPathContext.create(model)  # as a context of Arelle's own it loads what all contexts need
        self._expressions = Expressions(model)
        self._together = [Together(assertions) for assertions in by_variables.values()]

    def judge(self, model: Any) -> None:
        """Do with an instance what ``ValidateXbrl.validate`` does, less what it does with the taxonomy."""
        checks = copy(self._checked)
        checks.checkLinks({link for key, links in model.baseSets.items() if key[0] in FOOTNOTES for link in links})
        checks.checkFacts(model.facts)
        checks.checkContexts(model.contexts.values())
        checks.checkUnits(model.units.values())
        checks.checkDuplicateFacts(model.facts, checks.validateDuplicateFacts)
        checks.checkFactsDimensions(model.facts)
        checks.checkContextsDimensions(model.contexts.values())
        checks.DTSreferenceResourceIDs = {}
        ValidateXbrlDTS.checkDTS(checks, model.modelDocument, {*model.urlDocs.values()} - {model.modelDocument})
        for inconsistency in ValidateXbrlCalcs.validate(model, checks.validateCalcs):
            model.validation(inconsistency)
        ValidateUtr.validateFacts(model)
        self._evaluate(checks, model)

    def _evaluate(self, checks: Any, model: Any) -> None:
        """Do what ``ValidateFormula.validate`` does with assertions that are compiled and checked."""
        is_sound = all(str(error).startswith(_CALCULATION) for error in model.errors)
        context = RememberingContext(self._expressions, model) if is_sound else XPathContext.create(model)
        errors = len(model.errors)
        ValidateFormula.validate(checks, context, parametersOnly=True)
        if len(model.errors) > errors:
            return
        dimensions = set(model.qnameDimensionDefaults)
        dimensions.update(*(instance_context.qnameDims for instance_context in model.contexts.values()))
        context.defaultDimensionAspects = context.dimensionsAspectUniverse = dimensions  # one set in Arelle too
        for assertion in model.modelVariableSets:
            for count in _COUNTS:
                setattr(assertion, f"count{count}", 0)
        with AspectMatching().at_work() if is_sound else nullcontext():
            for assertion in self._to_bind(model) if is_sound else model.modelVariableSets:
                FormulaEvaluator.evaluate(context, assertion)
                context.factAspectsCache.clear()
        ValidateFormula.logAssertionResultCounts(checks, context.formulaOptions, None)
        context.close()

    def _to_bind(self, model: Any) -> list[Together]:
        """The assertions of which each variable has facts that it could be bound to."""
        present = {fact.qname for fact in model.nonNilFactsInInstance}
        return [assertions for assertions in self._together if assertions.may_bind(present)]


@dataclass(frozen=True, slots=True)
class _Relationship:
    """That a variable has a name in an assertion, which Arelle reads from the linkbase each time it is asked."""

    variableQname: Any  # noqa: N815
    toModelObject: Any  # noqa: N815


class Together:
    """Assertions over the same variables. To Arelle they look like one set of variables with one precondition.

    A precondition is asked for each evaluation, when all variables are bound; this one has Arelle evaluate the
    assertions one after the other, and never holds.
    """

    hasConsistencyAssertion = False  # noqa: N815

    def __init__(self, assertions: list[Any]) -> None:
        self._assertions = assertions
        first = assertions[0]
        for name in ("groupFilterRelationships", "aspectModel", "implicitFiltering"):
            setattr(self, name, getattr(first, name))
        variables = [one.toModelObject for one in first.orderedVariableRelationships]
        names = [one.variableQname for one in first.orderedVariableRelationships]
        self.orderedVariableRelationships = [*map(_Relationship, names, variables)]
        self.preconditions = [self]
        self._needed = [names for names in map(_needed_concepts, variables) if names]

    def may_bind(self, present: set[Any]) -> bool:
        """Whether each variable that must be bound to a fact has a concept among those present."""
        return not any(names.isdisjoint(present) for names in self._needed)

    def evalTest(self, context: Any) -> bool:  # noqa: N802
        """Evaluate the assertions with the variables as they are bound; called by Arelle."""
        kept = context.evaluations, context.evaluationHashDicts
        try:
            for assertion in self._assertions:
                context.evaluations, context.evaluationHashDicts = [], {}
                FormulaEvaluator.evaluateVariableBindings(context, assertion, {})
        except XPathContext.XPathException as failure:
            raise _ExpressionFailed from failure
        context.evaluations, context.evaluationHashDicts = kept
        return False

    def logLabel(self) -> str:  # noqa: N802
        """Called by Arelle where binding a variable has failed."""
        raise _ExpressionFailed


def _binding(assertion: Any) -> tuple[Any, ...]:
    """What the evaluations of an assertion depend on, but for its own test."""
    variables = ((one.variableQname, one.toModelObject) for one in assertion.orderedVariableRelationships)
    filters = (one.toModelObject for one in assertion.groupFilterRelationships)
    settings = (assertion.aspectModel, assertion.implicitFiltering)
    return (tuple(variables), tuple(assertion.preconditions), tuple(filters), settings)


def _needed_concepts(variable: Any) -> set[Any]:
    """The concepts of which a variable needs a fact that is not nil; empty where it can do without, or that is open."""
    if not isinstance(variable, ModelFactVariable) or variable.fallbackValueProg or variable.nils == "true":
        return set()
    filters = [(one.toModelObject, one.isComplemented) for one in variable.filterRelationships]
    named = [
        one.conceptQnames
        for one, is_complemented in filters
        if isinstance(one, ModelConceptName) and not one.qnameExpressionProgs and not is_complemented
    ]
    return set.intersection(*named) if named else set()
