"""Arelle's model of the taxonomy: an instance is taken in, and taken out again without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from pathlib import Path
from typing import Any, Final

from arelle import ModelDocument, XbrlConst
from arelle.FileSource import FileSource
from arelle.ModelXbrl import loadSchemalocatedSchemas
from arelle.Validate import Validate

from converter.validation.warm.judging import FOOTNOTES, InsidesDiffer, Validator
from converter.validation.warm.schemas import SchemaCheck

KNOWN_VERSION: Final = "2.47"
"""The minor version of Arelle whose insides are described here."""

_OF_THE_INSTANCE: Final = ("facts", "factsInInstance", "undefinedFacts", "contexts", "units")
"""Attributes that are empty as long as there is no instance."""

_GROWING: Final = (list, set, dict)

_FROM_THE_TAXONOMY: Final = frozenset({"relationshipSets", "_qnameUtrUnits"})
"""Attributes that are worked out on demand from the taxonomy, and stay right for every instance of it."""

_OF_DIMENSIONS: Final = ("http://www.xbrl.org/2006/xbrldi-2006.xsd", XbrlConst.xbrldi)
"""The schema that Arelle loads with the first dimension of an instance, and its namespace."""


def is_known(version: str) -> bool:
    """Whether this module describes that version of Arelle."""
    return version == KNOWN_VERSION or version.startswith(f"{KNOWN_VERSION}.")


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
        self._validator = Validator(model)
        for name in vars(model).keys() - names:
            delattr(model, name)  # worked out from the facts, of which there are none yet
        model.errors.clear()
        self._attributes = {name: value for name, value in vars(model).items() if name not in _FROM_THE_TAXONOMY}
        self._containers = [_Container(value) for value in self._attributes.values() if isinstance(value, _GROWING)]
        self._links = {key: len(links) for key, links in model.baseSets.items()}
        self._documents = len(model.urlDocs)
        self._schemas = SchemaCheck(model)
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
        with nullcontext() if wholly else self._schemas.at_work():
            self._load(path)
        self._brought = self._brought_arcroles()
        self._forget_relationships()
        is_alone = self._brought <= FOOTNOTES and len(model.urlDocs) == self._documents + 1
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
