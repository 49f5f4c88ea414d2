"""Arelle's check of an instance against the schemas, with what depends on the taxonomy alone looked up once.

Which type an element has, which attributes it may have and must have, and which declaration each of its children
answers to, Arelle finds out for each element anew. It depends on the names of the element, of its attributes and of
its children alone. What is found for the first such element serves for the next; the values are always checked by
Arelle. Whatever has something wrong with its names, or is out of the ordinary (nil, of no known concept), is left to
Arelle's own function.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from arelle import ModelDocument, XmlValidate, XmlValidateParticles
from arelle.ModelDtsObject import ModelChoice, ModelConcept
from arelle.ModelObject import ModelObject
from arelle.ModelValue import qnameClarkName
from arelle.XbrlConst import qnEnumeration2ItemTypes, qnXsdDefaultType

_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_FEW: Final = 8
_MOST: Final = 5000
"""Of so few children the order is remembered, and so many orders; a return has a dozen."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is known of elements of one name with the same attributes: types, and that no attribute lacks or is odd."""

    type: Any
    base_type: str
    facets: Any
    is_nillable: bool
    attributes: tuple[tuple[str, Any, Any], ...]
    may_be_empty: bool


class SchemaCheck:
    """Takes the place of Arelle's functions while an instance is loaded."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._documents = len(model.urlDocs)
        self._arelle, self._arelle_in_order = XmlValidate.validate, XmlValidateParticles.validateElementSequence
        self._plans: dict[Any, _Plan | None] = {}
        self._orders: dict[Any, list[Any]] = {}
        self._choices: dict[Any, Any] = {}
        self._declared: dict[Any, Any] = {}
        self._is_usual = self._is_whole = False

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let Arelle call these functions in place of its own."""
        self._is_usual = self._is_whole = False
        try:
            with ExitStack() as stack:
                for owner, name, own in (
                    (ModelDocument, "xmlValidate", self.check),
                    (XmlValidate, "validate", self.validate),
                    (XmlValidate, "validateElementSequence", self.in_order),
                    (XmlValidateParticles, "validate", self.validate),
                    (XmlValidateParticles, "validateElementSequence", self.in_order),
                ):
                    stack.callback(setattr, owner, name, getattr(owner, name))
                    setattr(owner, name, own)
                yield
        finally:
            self._declared.clear()

    def check(self, *arguments: Any, **settings: Any) -> None:
        """Check an element; called from where a document is loaded."""
        self.validate(*arguments, **settings)

    def validate(
        self,
        model: Any,
        element: Any,
        recurse: bool = True,
        attrQname: Any = None,  # noqa: N803
        ixFacts: bool = False,  # noqa: N803
        setTargetModelXbrl: bool = False,  # noqa: N803
        elementDeclarationType: Any = None,  # noqa: N803
    ) -> None:
        """Check an element and all that is in it."""
        if element.getparent() is None:
            self._is_usual = self._is_whole = len(model.urlDocs) == self._documents + 1  # else it has brought others
        if self._is_usual and attrQname is None and not ixFacts and not setTargetModelXbrl:
            self._declared[element.objectIndex] = elementDeclarationType
            is_done = (
                self._is_whole if hasattr(element, "xValid") else self._is_checked(element, elementDeclarationType)
            )
            if is_done:
                return  # with all that is in it
            self._is_whole = False
        self._arelle(model, element, recurse, attrQname, ixFacts, setTargetModelXbrl, elementDeclarationType)

    def _is_checked(self, element: Any, declared: Any) -> bool:
        """Check an element as planned; false where there is no plan, and nothing is done yet but with its children."""
        is_nil = element.get(_NIL) in ("true", "1")
        names = tuple(element.keys())
        key = (element.tag, names, declared, is_nil)
        if key not in self._plans:
            self._plans[key] = self._planned(element, names, declared, is_nil)
        plan = self._plans[key]
        if plan is None:
            return False
        children = [child for child in element if isinstance(child, ModelObject)] if len(element) else []
        if children:
            if plan.base_type != "noContent" or is_nil or not self._are_in_order(plan.type, children):
                return False
            text = element.textValue
        elif not plan.may_be_empty or (is_nil and element.text):
            return False
        else:
            text = "" if is_nil else element.text if not len(element) and element.text else element.stringValue
        values = (plan.base_type, text, plan.is_nillable, is_nil, plan.facets)
        XmlValidate.validateValue(self._model, element, None, *values)
        for (name, base_type, facets), value in zip(plan.attributes, element.values(), strict=True):
            XmlValidate.validateValue(self._model, element, name, base_type, value, facets=facets)
        if not names:
            element.xAttributes = XmlValidate.xAttributesSharedEmptyDict
        return True

    def _planned(self, element: Any, names: tuple[str, ...], declared: Any, is_nil: bool) -> _Plan | None:
        """Find out of the taxonomy what Arelle's function finds out of it; ``None`` for what has no simple answer."""
        concept = self._model.qnameConcepts.get(element.elementQname)
        if concept is None or concept.type is None or concept.isAbstract or concept.isFraction:
            return None
        if concept.default is not None or concept.fixed is not None or (is_nil and not concept.isNillable):
            return None
        own = concept.type
        is_own = (
            declared is None or declared.qname in (qnXsdDefaultType, own.qname) or own.isDerivedFrom(declared.qname)
        )
        base, facets = (concept.baseXsdType, concept.facets) if is_own else (declared.baseXsdType, declared.facets)
        if base == "token" and concept.isEnumeration:
            is_second = concept.instanceOfType(qnEnumeration2ItemTypes)
            base = "enumerationHrefs" if is_second else "enumerationQNames"
        qnames = {qnameClarkName(name) for name in names if name != _NIL}
        if not own.requiredAttributeQnames - element.slottedAttributesNames <= qnames <= own.attributes.keys():
            return None
        if not own.defaultAttributeQnames <= qnames or self._model.qnameAttributes.get(qnameClarkName(_NIL)):
            return None
        declarations = [(name, own.attributes.get(qnameClarkName(name))) for name in names]
        if any(one is not None and one.baseXsdType is None for _, one in declarations):
            return None
        failure = self._arelle_in_order(self._model, own, [], False, False)
        return _Plan(
            type=own,
            base_type=base,
            facets=facets,
            is_nillable=concept.isNillable,
            attributes=tuple(_attribute(name, one) for name, one in declarations),
            may_be_empty=failure is None or not failure[2],
        )

    def _are_in_order(self, type_: Any, children: list[Any]) -> bool:
        """Check the children of an element and their order."""
        key = (type_, *(child.tag for child in children)) if len(children) <= _FEW else None
        declared = self._orders.get(key)
        if declared is None:
            failure = self._arelle_in_order(self._model, type_, children, False, False)
            if failure is not None and failure[2]:
                return False
            if (
                key is not None
                and len(self._orders) < _MOST
                and all(child.objectIndex in self._declared for child in children)
            ):
                self._orders[key] = [self._declared[child.objectIndex] for child in children]
            return True
        for child, declaration in zip(children, declared, strict=True):
            self.validate(self._model, child, elementDeclarationType=declaration)
        return True

    def in_order(
        self,
        model: Any,
        group: Any,
        children: Any,
        ixFacts: Any,  # noqa: N803
        setTargetModelXbrl: Any,  # noqa: N803
        start: int = 0,
    ) -> Any:
        """Check from a child on the order that a group of declarations asks for, as Arelle does."""
        if self._is_usual and isinstance(group, ModelChoice) and start < len(children):
            child = children[start]
            key = (group, child.tag)
            if key not in self._choices:
                self._choices[key] = self._chosen(group, child)
            if self._choices[key] is not None:
                self.validate(model, child, elementDeclarationType=self._choices[key].type)
                return start + 1, True, None, None
        return self._arelle_in_order(model, group, children, ixFacts, setTargetModelXbrl, start)

    def _chosen(self, group: Any, child: Any) -> Any:
        """The declaration of a choice that an element answers to; ``None`` where that is not simply the first."""
        name = child.vQname(self._model)
        concept = self._model.qnameConcepts.get(name)
        for particle in group.dereference().particles:
            if not isinstance(particle, ModelConcept) or particle.maxOccurs != 1 or particle.minOccurs != 1:
                return None
            declaration = particle.dereference()
            is_heir = concept is not None and declaration is not None and concept.substitutesForQname(declaration.qname)
            if declaration is not None and (name == declaration.qname or is_heir):
                return declaration
        return None


def _attribute(name: str, declaration: Any) -> tuple[str, Any, Any]:
    """An attribute with its type; one that every element may have is of none."""
    return (name, None, None) if declaration is None else (name, declaration.baseXsdType, declaration.facets)
