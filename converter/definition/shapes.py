"""The words that each entry of ``taxonomy/definition`` may and must have, and what kind of value each takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from converter.definition.parts import EDITION_PREFIX

Shape = Any
"""A kind of value, ``[shape]`` for a list, or a table: its words with their shapes. A word that ends in ``?`` may be
missing; ``*`` stands for any word, and ``edition-*`` for the names of earlier editions."""


class Kind:
    """A kind of value: what it is called, and how it is known."""

    def __init__(self, name: str, admits: Callable[[Any], bool]) -> None:
        """Keep both."""
        self.name = name
        self.admits = admits


_PLACEHOLDER = re.compile(r"<[A-Za-z-]+>")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _matching(name: str, pattern: str) -> Kind:
    return Kind(name, lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None)


TEXT: Final = Kind("a text", _is_text)
FLAG: Final = Kind("true or false", lambda value: isinstance(value, bool))
FALLBACK: Final = Kind('0 or "()"', lambda value: value in ("0", "()") or (value == 0 and not isinstance(value, bool)))
ANY: Final = Kind("anything", lambda value: True)
NAMES: Final = [TEXT]
GROUP: Final = Kind(
    "the name of a group or a list of names",
    lambda value: _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value))),
)
TEXTS: Final = {"*": TEXT}
_LABELS: Final = {"label": TEXTS, "documentation": TEXTS}
_MEMBER: Final = {
    "key": TEXT,
    "name": TEXT,
    "label?": TEXTS,
    "documentation?": TEXTS,
    "words?": {"*": NAMES},
    "not_applicable?": FLAG,
}
_CUBE: Final = {
    "key": TEXT,
    "word": Kind("a word", lambda value: isinstance(value, str)),
    "axes": NAMES,
    "label": TEXTS,
}
_ROWS: Final = {"opening": TEXTS, "during": TEXTS, "closing": TEXTS}

TOP: Final[Shape] = {
    "base": _matching("an absolute address that ends with a stroke", r"https?://[^\s/?#]+/([^\s?#]*/)?"),
    "release": _matching("a date such as 2026-11-20", r"\d{4}-\d{2}-\d{2}"),
    "prefix": _matching("a prefix in small letters", r"[a-z][a-z0-9]*"),
    "entity_scheme": _matching("an absolute address", r"https?://[^\s/?#]+/\S*"),
    "issuer_scheme": _matching("an absolute address", r"https?://[^\s/?#]+/\S*"),
    "languages": NAMES,
    "editions": NAMES,
    "edition_group": {"all": NAMES, "*": NAMES},
    "package": {
        **{word: TEXTS for word in ("name", "description")},
        **{word: TEXT for word in ("version", "publisher", "publisher_uri", "publisher_country")},
        **{word: TEXT for word in ("license", "license_uri", "zip")},
    },
    "entry_point": [{"file": TEXT, "name": TEXTS, "description": TEXTS}],
    "balance_labels": {"period-start": TEXTS, "period-end": TEXTS},
    "balance_rows": _ROWS,
    "label_role": {"*": {"label": TEXTS}},
    "reference": {
        "form": TEXT,
        "rules": {"return": [{"name": TEXT, "paragraph": TEXT}], "*": [{"name": TEXT, "paragraph": TEXT}]},
    },
    "axis": {
        **{
            word: {"name": TEXT, "domain": TEXT, **_LABELS, "domain_label": TEXTS, "pattern": TEXT}
            for word in ("line", "row", "counter", "item")
        },
        "class": {"name": TEXT, "domain": TEXT, **_LABELS, "domain_label": TEXTS, "member": [_MEMBER]},
    },
    "cube": [_CUBE],
    "section": [
        {
            "key": TEXT,
            "name": TEXT,
            "item": TEXT,
            "part?": TEXT,
            "label": TEXTS,
            "terse?": TEXTS,
            f"{EDITION_PREFIX}*": TEXTS,
        }
    ],
    "enumeration": {"*": {"domain": TEXT, **_LABELS, "by_opening?": FLAG, "member": [_MEMBER]}},
}
CONCEPT: Final[Shape] = {
    **{word: TEXT for word in ("name", "type", "period")},
    "cubes": NAMES,
    "section?": TEXT,
    "sections?": NAMES,
    "paths?": NAMES,
    "first_printed?": FLAG,
    **{f"{word}?": TEXT for word in ("kind", "attribute", "enumeration", "choice_of")},
    **{f"{word}?": TEXT for word in ("balance", "inflow_of", "outflow_of", "rules")},
    **_LABELS,
    "terse?": TEXTS,
    "total?": TEXTS,
    f"{EDITION_PREFIX}*": TEXTS,
}
_VARIABLE: Final = {
    "concept?": TEXT,
    "concepts?": GROUP,
    **{f"{word}?": TEXT for word in ("at", "classes", "lines", "rows", "unit", "currency_of")},
    "sequence?": FLAG,
    "fallback?": FALLBACK,
    "products?": NAMES,
}
_ANY_RULE: Final = {"id": TEXT, "section": TEXT, "severity": TEXT, "label": TEXTS}
RULE: Final[Shape] = {
    **_ANY_RULE,
    "message": TEXTS,
    **{f"{word}?": TEXT for word in ("editions", "mechanism", "left", "right", "tolerance", "test", "when", "total")},
    "parts?": GROUP,
    "variables?": {"*": _VARIABLE},
    "otherwise?": {"reason": TEXT, "label": TEXTS},
    "exception?": [{"reason": TEXT, "severity": TEXT, "test": TEXT, "label": TEXTS}],
}
RULE_BETWEEN: Final[Shape] = {
    **_ANY_RULE,
    "editions": TEXT,
    "beside": TEXTS,
    "exception?": [{"reason": TEXT, "label": TEXTS}],
}
RULE_READING: Final[Shape] = {**_ANY_RULE, "editions": TEXT, "findings": NAMES}
CONCEPTS: Final[Shape] = {"concept": [{"each?": [{"*": TEXT}], "*": ANY}]}
RULES: Final[Shape] = {
    "group": {"*": NAMES},
    "rule": [{"each?": [{"*": TEXT}], "*": ANY}],
    "between": [{"*": ANY}],
    "reading": [{"*": ANY}],
}


def misshapen(value: Any, shape: Shape, place: str = "") -> Iterator[str]:
    """Yield how a value differs from its shape, each difference with its place in the entry."""
    if isinstance(shape, Kind):
        if not shape.admits(value):
            yield f"{_at(place)}{value!r} is not {shape.name}"
        elif shape is not ANY and isinstance(value, str):
            yield from (f"{_at(place)}nothing replaces {found}" for found in _PLACEHOLDER.findall(value))
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{_at(place)}{value!r} is not a list"
            return
        for number, item in enumerate(value, start=1):
            yield from misshapen(item, shape[0], f"{place}[{number}]")
    elif not isinstance(value, Mapping):
        yield f"{_at(place)}{value!r} is not a table"
    else:
        yield from _misshapen_words(value, shape, place)


def _misshapen_words(value: Mapping[str, Any], shape: Mapping[str, Shape], place: str) -> Iterator[str]:
    required = [word for word in shape if not word.endswith(("?", "*"))]
    yield from (f"{_at(place)}{word!r} is missing" for word in required if word not in value)
    for word, item in value.items():
        names = (word, f"{word}?", f"{EDITION_PREFIX}*" if word.startswith(EDITION_PREFIX) else "*", "*")
        found = next((shape[name] for name in names if name in shape), None)
        if found is None:
            yield f"{_at(place)}there is no word {word!r}"
        else:
            yield from misshapen(item, found, f"{place}.{word}" if place else word)


def _at(place: str) -> str:
    return f"{place}: " if place else ""
