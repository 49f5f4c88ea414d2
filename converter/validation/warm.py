"""A taxonomy that Arelle has loaded once, kept while instances come and go: the one module that knows Arelle's insides.

The model of the taxonomy takes an instance in, the instance is judged, and whatever it has added is taken out again:
the state without an instance is remembered container by container, and put back. What Arelle works out from the
taxonomy alone is worked out once:

- The links, networks, concepts, schemas and assertions of the taxonomy are checked when the model is made. Then
  Arelle's own functions judge each instance, less those checks. An instance that brings documents or links of its own,
  other than footnotes, is judged by Arelle's whole validation.
- Assertions over the same variables, as a rule and its exceptions are, bind them once, and an assertion that needs a
  fact of a concept that has none is passed over. That is right as long as no expression fails. So an instance with an
  error of XBRL itself has each assertion evaluated by itself, and one in which an expression fails after all, or
  anything else, is judged by Arelle's whole validation.

The names used here belong to no documented interface. So they are those of one minor version (:data:`KNOWN_VERSION`),
what they should hold is checked, and where anything differs :class:`InsidesDiffer` says so; the caller then loads each
instance afresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any, Final

from arelle import ModelDocument, ValidateUtr, ValidateXbrlCalcs, ValidateXbrlDTS, XbrlConst
from arelle.FileSource import FileSource
from arelle.formula import FormulaEvaluator, ValidateFormula, XPathContext
from arelle.ModelFormulaObject import ModelConceptName, ModelFactVariable, ModelValueAssertion
from arelle.ModelXbrl import loadSchemalocatedSchemas
from arelle.Validate import Validate
from arelle.ValidateXbrl import ValidateXbrl

KNOWN_VERSION: Final = "2.47"
"""The minor version of Arelle whose insides are described here."""

_OF_THE_INSTANCE: Final = ("facts", "factsInInstance", "undefinedFacts", "contexts", "units")
"""Attributes that are empty as long as there is no instance."""

_GROWING: Final = (list, set, dict)

_FROM_THE_TAXONOMY: Final = frozenset({"relationshipSets", "_qnameUtrUnits"})
"""Attributes that are worked out on demand from the taxonomy, and stay right for every instance of it."""

_OF_DIMENSIONS: Final = ("http://www.xbrl.org/2006/xbrldi-2006.xsd", XbrlConst.xbrldi)
"""The schema that Arelle loads with the first dimension of an instance, and its namespace."""

_FOOTNOTES: Final = frozenset({"XBRL-footnotes", XbrlConst.factFootnote})
"""What the networks of an instance's own links are filed under, if they are footnotes."""

_CALCULATION: Final = "calc11e:"
"""What the codes of inconsistent calculations begin with: the facts are sound, only their sum is not."""

_COUNTS: Final = ("Satisfied", "NotSatisfied", "OkMessages", "WarningMessages", "ErrorMessages")
"""What Arelle counts of an assertion, in attributes whose names begin with ``count``."""


def is_known(version: str) -> bool:
    """Whether this module describes that version of Arelle."""
    return version == KNOWN_VERSION or version.startswith(f"{KNOWN_VERSION}.")


class InsidesDiffer(Exception):
    """Arelle's model is not made up as this module knows it."""


class _ExpressionFailed(Exception):
    """An expression failed where assertions were evaluated together."""


class WarmModel:
    """Arelle's model of the taxonomy, into which one instance at a time is taken."""

    def __init__(self, model: Any, forget_messages: Callable[[], object]) -> None:
        """Check the taxonomy, as Arelle does with every instance, and remember the state without an instance.

        ``forget_messages`` drops what Arelle has logged so far.

        Raises:
            InsidesDiffer: the model lacks an attribute that is known here, or already holds an instance, or the
                taxonomy has mistakes, which every instance would have to be told, or other formulas than assertions.
        """
        missing = {*_OF_THE_INSTANCE, "baseSets", "relationshipSets", "modelDocument"} - vars(model).keys()
        if missing or any(getattr(model, name) for name in _OF_THE_INSTANCE):
            raise InsidesDiffer(f"The model of the taxonomy lacks {sorted(missing)}, or holds an instance.")
        self._model = model
        self._forget_messages = forget_messages
        names = vars(model).keys() | _FROM_THE_TAXONOMY
        ModelDocument.loadSchemalocatedSchema(model, model.modelDocument.xmlRootElement, *_OF_DIMENSIONS, None)
        self._validator = _Validator(model)
        for name in vars(model).keys() - names:
            delattr(model, name)  # worked out from the facts, of which there are none yet
        model.errors.clear()
        self._attributes = {name: value for name, value in vars(model).items() if name not in _FROM_THE_TAXONOMY}
        self._containers = [_Container(value) for value in self._attributes.values() if isinstance(value, _GROWING)]
        self._links = {key: len(links) for key, links in model.baseSets.items()}
        self._documents = len(model.urlDocs)
        self._brought: frozenset[str] = frozenset()

    @contextmanager
    def judged(self, path: Path) -> Iterator[Any]:
        """Take an instance in and have it judged; yield the model, and take the instance out afterwards.

        Raises:
            InsidesDiffer: the instance could not be taken out without a trace.
        """
        try:
            try:
                self._judge(path)
            except Exception:  # Arelle's whole validation makes a message of what goes wrong in it
                self._take_out()
                self._forget_messages()
                self._judge(path, wholly=True)
            yield self._model
        finally:
            self._take_out()

    def _judge(self, path: Path, *, wholly: bool = False) -> None:
        model = self._model
        self._load(path)
        self._brought = self._brought_arcroles()
        self._forget_relationships()
        is_alone = self._brought <= _FOOTNOTES and len(model.urlDocs) == self._documents + 1
        if is_alone and not wholly:
            self._validator.judge(model)
        else:
            Validate(model).validate()

    def _load(self, path: Path) -> None:
        """Load an instance into the model, as Arelle's own ``ModelXbrl.load`` does."""
        model, name = self._model, str(path.resolve())
        model.errors.clear()
        model.fileSource = FileSource(name, model.modelManager.cntlr)
        model.modelDocument = ModelDocument.load(model, name, isEntry=True)
        loadSchemalocatedSchemas(model)

    def _brought_arcroles(self) -> frozenset[str]:
        """The arcroles of the links that the instance brings itself: its footnotes."""
        links = self._model.baseSets
        return frozenset(key[0] for key, found in links.items() if len(found) != self._links.get(key))

    def _forget_relationships(self) -> None:
        """Drop the networks that the instance's own links are part of; they are worked out again when needed."""
        networks = self._model.relationshipSets
        if self._brought:
            for key in [key for key in networks if not self._brought.isdisjoint(_arcroles(key))]:
                del networks[key]

    def _take_out(self) -> None:
        self._forget_relationships()
        attributes = vars(self._model)
        for name in attributes.keys() - self._attributes.keys() - _FROM_THE_TAXONOMY:
            del attributes[name]
        attributes.update(self._attributes)
        for container in self._containers:
            container.restore()
        self._model.errorManager.clear()
        self._model.errorManager._logRefFileRelUris.clear()
        if not self._is_empty():
            raise InsidesDiffer("The model of the taxonomy still holds facts, contexts or units of an instance.")

    def _is_empty(self) -> bool:
        return not any(getattr(self._model, name) for name in _OF_THE_INSTANCE)


def _arcroles(key: tuple[Any, ...]) -> tuple[str, ...]:
    """The arcroles of a network, which Arelle files under one arcrole or a tuple of several."""
    return key[0] if isinstance(key[0], tuple) else (key[0],)


class _Container:
    """A list, set or dict of the model, and what it held; and so for those that are values of a dict."""

    def __init__(self, value: Any) -> None:
        self._value = value
        self._held = copy(value)
        inner = value.values() if isinstance(value, dict) else ()
        self._inner = [_Container(one) for one in inner if isinstance(one, _GROWING)]

    def restore(self) -> None:
        """Put back what was held. Nothing is ever replaced in place, so what has kept its length is as it was."""
        if len(self._value) != len(self._held):
            self._value.clear()
            (self._value.extend if isinstance(self._value, list) else self._value.update)(self._held)
        for container in self._inner:
            container.restore()


class _Validator:
    """Arelle's validator after it has checked the taxonomy: what it has found out of it serves for every instance."""

    def __init__(self, model: Any) -> None:
        self._checked = ValidateXbrl(model)
        parameters = model.modelManager.formulaOptions.typedParameters(model.prefixedNamespaces)
        self._checked.validate(model, parameters)
        mistakes = [error for error in model.errors if not isinstance(error, dict)]
        others = [formula for formula in model.modelVariableSets if not isinstance(formula, ModelValueAssertion)]
        if mistakes or others or model.modelConsistencyAssertions:
            raise InsidesDiffer(f"The taxonomy has mistakes, {mistakes[:3]}, or formulas that are not known.")
        by_variables: dict[Any, list[Any]] = {}
        for assertion in model.modelVariableSets:
            by_variables.setdefault(_binding(assertion), []).append(assertion)
        self._together = [_Together(assertions) for assertions in by_variables.values()]

    def judge(self, model: Any) -> None:
        """Do with an instance what ``ValidateXbrl.validate`` does, less what it does with the taxonomy."""
        checks = copy(self._checked)
        checks.checkLinks({link for key in model.baseSets for link in model.baseSets[key] if key[0] in _FOOTNOTES})
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
        context = XPathContext.create(model)
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
        present = {fact.qname for fact in model.nonNilFactsInInstance}
        bound = (one for one in self._together if one.may_bind(present))
        for assertion in bound if is_sound else model.modelVariableSets:
            FormulaEvaluator.evaluate(context, assertion)
            context.factAspectsCache.clear()
        ValidateFormula.logAssertionResultCounts(checks, context.formulaOptions, None)
        context.close()


class _Together:
    """Assertions over the same variables. To Arelle they look like one set of variables with one precondition.

    A precondition is asked for each evaluation, when all variables are bound; this one has Arelle evaluate the
    assertions one after the other, and never holds.
    """

    hasConsistencyAssertion = False  # noqa: N815

    def __init__(self, assertions: list[Any]) -> None:
        self._assertions = assertions
        first = assertions[0]
        for name in ("orderedVariableRelationships", "groupFilterRelationships", "aspectModel", "implicitFiltering"):
            setattr(self, name, getattr(first, name))
        self.preconditions = [self]
        variables = [relationship.toModelObject for relationship in first.orderedVariableRelationships]
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
