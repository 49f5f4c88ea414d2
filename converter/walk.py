"""Walk over every figure of a return, and replace one: the single description of its tree.

The plain XML, the JSON, the printed view and the facts all follow this walk,
so that a figure added to the model appears in each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from converter.model import Figure, MonthlyReturn

_KEYS = re.compile(r"\[[^\]]*\]")


class Entry(NamedTuple):
    """One figure with its place in the return.

    ``address`` names it with the keys of the repeated parts
    (``authorised.blocks[ordinary-1].closing.number``), ``path`` without them. ``parts`` are those repeated parts,
    outermost first, for whoever needs their class of shares or their row.
    """

    address: str
    path: str
    figure: Figure[Any]
    parts: tuple[Any, ...]


def path_of(address: str) -> str:
    """Strip the keys from an address: what is left is the figure's kind, the same in every return."""
    return _KEYS.sub("", address)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _holders(kind: type) -> tuple[str, ...]:
    """The fields of a part that hold figures, or parts that do; none for what is no part."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(item.name for item in fields(kind) if any(_paths_below(hints[item.name], item.name)))


@cache
def form_paths() -> tuple[str, ...]:
    """Every path that a return can have (:func:`path_of`), in the order of the form."""
    return tuple(_paths_below(MonthlyReturn, ""))


def _paths_below(kind: Any, path: str) -> Iterator[str]:
    if get_origin(kind) is Figure:
        yield path
    elif get_origin(kind) is tuple:
        yield from _paths_below(get_args(kind)[0], path)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        for item in fields(kind):
            yield from _paths_below(hints[item.name], f"{path}.{item.name}" if path else item.name)


def entries(part: Any, address: str = "", parts: tuple[Any, ...] = ()) -> Iterator[Entry]:
    """Yield every figure below ``part`` in the order of the form, blank ones too."""
    if isinstance(part, MonthlyReturn) and not address:
        return iter(_last_walk.entries_of(part))
    found: list[Entry] = []
    _collect(part, address, path_of(address), parts, found)
    return iter(found)


class _LastWalk:
    """The entries of the return that was walked last: one that is converted is walked half a dozen times."""

    def __init__(self) -> None:
        self._walked: tuple[MonthlyReturn | None, list[Entry]] = (None, [])

    def entries_of(self, monthly_return: MonthlyReturn) -> list[Entry]:
        walked, found = self._walked
        if walked is not monthly_return:
            found = []
            _collect(monthly_return, "", "", (), found)
            self._walked = (monthly_return, found)
        return found


_last_walk = _LastWalk()


def _collect(part: Any, address: str, path: str, parts: tuple[Any, ...], found: list[Entry]) -> None:
    """Append the figures below ``part``; a generator would hand each of them up through every level of the tree."""
    kind: type = type(part)
    if kind is Figure:
        found.append(Entry(address, path, part, parts))
    elif kind is tuple:
        for index, item in enumerate(part, start=1):
            _collect(item, f"{address}[{getattr(item, 'key', index)}]", path, (*parts, item), found)
    elif address:
        for name in _holders(kind):
            _collect(getattr(part, name), f"{address}.{name}", f"{path}.{name}", parts, found)
    else:
        for name in _holders(kind):
            _collect(getattr(part, name), name, name, parts, found)


def mapped(part: Any, change: Callable[[str, Figure[Any]], Figure[Any]], address: str = "") -> Any:
    """Return a copy of ``part`` in which each figure is what ``change(address, figure)`` gives."""
    if isinstance(part, Figure):
        return change(address, part)
    if isinstance(part, tuple):
        keyed = enumerate(part, start=1)
        return tuple(mapped(item, change, f"{address}[{getattr(item, 'key', index)}]") for index, item in keyed)
    if is_dataclass(part) and not isinstance(part, type):
        values = {
            name: mapped(getattr(part, name), change, f"{address}.{name}" if address else name)
            for name in _field_names(type(part))
        }
        return replace(part, **values)
    return part


def with_figures(monthly_return: MonthlyReturn, changes: dict[str, Figure[Any]]) -> MonthlyReturn:
    """Return a copy of the return with the figures at the given addresses replaced."""
    changed: MonthlyReturn = mapped(monthly_return, lambda address, figure: changes.get(address, figure))
    return changed
