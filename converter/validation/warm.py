"""A taxonomy that Arelle has loaded once, kept while instances come and go.

This module alone knows how Arelle's model of an instance is made up inside, and it imports nothing of it: it is given
a model of the taxonomy and takes an instance in and out again. Whatever the instance has added to the model, by being
loaded or by being judged, is taken out: the state right after the taxonomy was loaded is remembered container by
container, and put back. Kept on purpose is what was worked out from the taxonomy alone: its networks of relationships,
and the registry of units.

The names used here belong to no documented interface. So they are those of one minor version (:data:`KNOWN_VERSION`),
what they should hold is checked after each instance, and where either fails :class:`WarmModel` says that it is not to
be trusted any more; the caller then loads each instance afresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, Final

KNOWN_VERSION: Final = "2.47"
"""The minor version of Arelle whose insides are described here."""

_OF_THE_INSTANCE: Final = ("facts", "factsInInstance", "undefinedFacts", "contexts", "units")
"""Attributes that are empty as long as there is no instance."""

_GROWING: Final = (list, set, dict)

_FROM_THE_TAXONOMY: Final = frozenset({"relationshipSets", "_qnameUtrUnits"})
"""Attributes that are worked out on demand from the taxonomy, and stay right for every instance of it."""


def is_known(version: str) -> bool:
    """Whether this module describes that version of Arelle."""
    return version == KNOWN_VERSION or version.startswith(f"{KNOWN_VERSION}.")


class InsidesDiffer(Exception):
    """Arelle's model is not made up as this module knows it."""


class WarmModel:
    """Arelle's model of the taxonomy, into which one instance at a time is taken."""

    def __init__(self, model: Any) -> None:
        """Remember the state of a model that holds the taxonomy and no instance.

        Raises:
            InsidesDiffer: the model lacks an attribute that is known here, or already holds an instance.
        """
        missing = {*_OF_THE_INSTANCE, "baseSets", "relationshipSets", "modelDocument"} - vars(model).keys()
        if missing or any(getattr(model, name) for name in _OF_THE_INSTANCE):
            raise InsidesDiffer(f"The model of the taxonomy lacks {sorted(missing)}, or holds an instance.")
        self._model = model
        self._attributes = {name: value for name, value in vars(model).items() if name not in _FROM_THE_TAXONOMY}
        self._containers = [_Container(value) for value in self._attributes.values() if isinstance(value, _GROWING)]
        self._links = {key: len(links) for key, links in model.baseSets.items()}

    @contextmanager
    def holding(self, load: Callable[[Any], None]) -> Iterator[Any]:
        """Yield the model with the instance that ``load`` takes into it, and take the instance out afterwards.

        Raises:
            InsidesDiffer: the instance could not be taken out without a trace.
        """
        model = self._model
        model.errors.clear()
        load(model)
        footnotes = self._arcroles_of_the_instance()
        self._forget_relationships(footnotes)
        try:
            yield model
        finally:
            self._forget_relationships(footnotes)
            self._restore()

    def _arcroles_of_the_instance(self) -> frozenset[str]:
        """The arcroles of the links that an instance brings itself: its footnotes."""
        links = self._model.baseSets
        return frozenset(key[0] for key, found in links.items() if len(found) != self._links.get(key))

    def _forget_relationships(self, arcroles: frozenset[str]) -> None:
        """Drop the networks that an instance's own links are part of; they are worked out again when needed."""
        networks = self._model.relationshipSets
        for key in [key for key in networks if not arcroles.isdisjoint(_arcroles(key))]:
            del networks[key]

    def _restore(self) -> None:
        attributes = vars(self._model)
        for name in attributes.keys() - self._attributes.keys() - _FROM_THE_TAXONOMY:
            del attributes[name]
        attributes.update(self._attributes)
        for container in self._containers:
            container.restore()
        self._model.errors.clear()
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
