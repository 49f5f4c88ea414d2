r"""The return as plain XML, as ``schemas/monthly-return.xsd`` describes it, and back.

An element bears the name of the field that holds it (``Closing``); an item of a repeated part bears the name of
its class (``IssuedBlock``); what identifies a part stands in attributes (``shareClass="ordinary" line="1"``).
Every figure of the form is an element, a blank one too, so that the schema itself proves that none was left out.
A figure without a value is ``xsi:nil``.

Characters that XML 1.0 cannot hold (most control characters, lone surrogates) are written ``\u{c}``, and a
backslash that stands before ``u{`` as ``\u{5c}``: reading gives back exactly what was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from lxml import etree

from converter.errors import UnreadableInput
from converter.evidence import Evidence, Origin
from converter.model import ClassKind, ClassLine, Figure, Money, MonthlyReturn, State
from converter.walk import entries
from converter.writing.names import camel_case, identity_of, pascal_case

NAMESPACE: Final = "https://w3id.org/hk-monthly-return/2026-11-20/return"
"""The target namespace of ``schemas/monthly-return.xsd``."""

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES: Mapping[Any, str] = {None: NAMESPACE, "xsi": _XSI}
_NIL = f"{{{_XSI}}}nil"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\\\\(?=u\\{)")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_FROM_TEXT: Mapping[type, Callable[[str], Any]] = {
    int: int,
    Decimal: Decimal,
    date: date.fromisoformat,
    bool: {"true": True, "false": False}.__getitem__,
    str: lambda text: unescape(text),
}


def escape(text: str) -> str:
    r"""Spell the characters that XML 1.0 cannot hold as ``\u{...}``."""
    return _UNWRITABLE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def unescape(text: str) -> str:
    r"""Undo :func:`escape`. Raises ValueError on an escape beyond U+10FFFF."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


# --- writing


def write_plain_xml(monthly_return: MonthlyReturn) -> bytes:
    """Write the whole return as UTF-8 XML, indented, the same bytes for the same return."""
    root = etree.Element(_qualified("MonthlyReturn"), _attributes(monthly_return), _PREFIXES)
    made = {"": root}
    for entry in entries(monthly_return):
        _add_figure(entry.address, entry.parts, entry.figure, made)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add_figure(address: str, parts: tuple[Any, ...], figure: Figure[Any], made: dict[str, etree._Element]) -> None:
    """Add a figure at its address, after the elements around it; ``made`` keeps the ones already made."""
    around, _, step = address.rpartition(".")
    element = etree.SubElement(_element_at(around, parts, made), _tag(step.partition("[")[0]), _written(figure))
    value = figure.value.amount if isinstance(figure.value, Money) else figure.value
    if value is not None:
        element.text = _text(value)


def _element_at(address: str, parts: tuple[Any, ...], made: dict[str, etree._Element]) -> etree._Element:
    """Find or make the element of the part at an address, and those around it."""
    if address not in made:
        around, _, step = address.rpartition(".")
        field, repeated, _ = step.partition("[")
        item = parts[address.count("[") - 1] if repeated else None
        tag = _tag(field) if item is None else _qualified(type(item).__name__)
        made[address] = etree.SubElement(_element_at(around, parts, made), tag, _attributes(item))
    return made[address]


@cache
def _tag(field: str) -> str:
    return _qualified(pascal_case(field))


@cache
def _qualified(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _attributes(part: Any) -> dict[str, str]:
    return {name: str(value) for name, value in identity_of(part).items()}


def _written(figure: Figure[Any]) -> dict[str, str]:
    """The attributes of a figure."""
    attributes = {_NIL: "true"} if figure.value is None else {}
    attributes["state"] = str(figure.state)
    if isinstance(figure.value, Money) and figure.value.currency is not None:
        attributes["currency"] = figure.value.currency
    return attributes if figure.evidence is None else attributes | _written_evidence(figure.evidence)


def _text(value: int | bool | Decimal | date | str) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def _written_evidence(evidence: Evidence) -> dict[str, str]:
    attributes = {
        "raw": escape(evidence.raw),
        "page": str(evidence.page),
        "line": str(evidence.line),
        "column": str(evidence.column),
    }
    if evidence.origin is not Origin.PRINTED:
        attributes["origin"] = str(evidence.origin)
    if evidence.rules:
        attributes["rules"] = " ".join(evidence.rules)
    return attributes


# --- reading


def read_plain_xml(data: bytes) -> MonthlyReturn:
    """Read a return that :func:`write_plain_xml` wrote; ``data`` should be valid against the schema.

    Raises:
        UnreadableInput: the bytes are not XML, or not a plain XML return; the message names the place.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
        if root.tag != _qualified("MonthlyReturn"):
            raise LookupError(f"the root element is {root.tag}")
        monthly_return: MonthlyReturn = _part(MonthlyReturn, root)
    except (etree.XMLSyntaxError, LookupError, ValueError, ArithmeticError) as error:
        raise UnreadableInput(
            "not-plain-xml",
            f"The file is not a plain XML return: {error}.",
            "Validate it against schemas/monthly-return.xsd to see every mistake.",
        ) from error
    return monthly_return


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind)
    return {item.name: known[item.name] for item in fields(kind)}


def _part(kind: type, element: etree._Element) -> Any:
    return kind(**{name: _field(name, hint, element) for name, hint in _hints(kind).items()})


def _field(name: str, hint: Any, element: etree._Element) -> Any:
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        tag = pascal_case(name) if get_origin(item) is Figure else item.__name__
        return tuple(_held(item, child) for child in element.iterchildren(_qualified(tag)))
    if hint is ClassLine:
        return ClassLine(ClassKind(_attribute(element, camel_case(name))), int(_attribute(element, "line")))
    if get_origin(hint) is Figure or is_dataclass(hint):
        child = element.find(_qualified(pascal_case(name)))
        if child is None:
            raise LookupError(
                f"{etree.QName(element).localname} on line {element.sourceline} has no {pascal_case(name)}"
            )
        return _held(hint, child)
    if isinstance(hint, UnionType):
        value = element.get(camel_case(name))
        return None if value is None else get_args(hint)[0](value)
    return hint(_attribute(element, camel_case(name)))


def _held(hint: Any, element: etree._Element) -> Any:
    return _figure(get_args(hint)[0], element) if get_origin(hint) is Figure else _part(hint, element)


def _attribute(element: etree._Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise _missing(element, name)
    return value


def _missing(element: etree._Element, name: str) -> LookupError:
    return LookupError(f"{etree.QName(element).localname} on line {element.sourceline} has no {name}")


def _figure(kind: type, element: etree._Element) -> Figure[Any]:
    value: Any = None
    if element.get(_NIL) != "true":
        value = _FROM_TEXT[Decimal if kind is Money else kind](element.text or "")
        if kind is Money:
            value = Money(value, element.get("currency"))
    return Figure(State(_attribute(element, "state")), value, _evidence(element))


def _evidence(element: etree._Element) -> Evidence | None:
    if element.get("raw") is None:
        return None
    return Evidence(
        raw=unescape(_attribute(element, "raw")),
        page=int(_attribute(element, "page")),
        line=int(_attribute(element, "line")),
        column=int(_attribute(element, "column")),
        origin=Origin(element.get("origin", Origin.PRINTED)),
        rules=tuple(element.get("rules", "").split()),
    )
