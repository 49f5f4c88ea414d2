"""Which instances may come before Arelle: those that refer to our taxonomy and to nothing else.

An instance may come from a stranger. Arelle follows every reference it finds, so the references are read
here first, without resolving anything, and any that leads outside the taxonomy package refuses the instance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from converter import definition
from converter.errors import LimitExceeded, NotAMonthlyReturn, UnreadableInput

MAX_BYTES: Final = 32 * 1024 * 1024
"""The largest instance that is judged. A return of a thousand rows has about two million bytes."""

_XBRLI = "http://www.xbrl.org/2003/instance"
_LINK = "http://www.xbrl.org/2003/linkbase"
_HREF = "{http://www.w3.org/1999/xlink}href"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_REFERENCES = tuple(f"{{{_LINK}}}{name}" for name in ("schemaRef", "linkbaseRef", "roleRef", "arcroleRef"))
_HINTS = (
    f"{{{_XSI}}}schemaLocation",
    f"{{{_XSI}}}noNamespaceSchemaLocation",
    "{http://www.w3.org/XML/1998/namespace}base",
)
_STANDARD = ("http://www.xbrl.org/", "https://www.xbrl.org/")
"""Where XBRL's own schemas live. Arelle brings them along, and without a network it looks nowhere else."""
_PLAIN = re.compile(r"[A-Za-z0-9_./-]*(#[A-Za-z0-9_.-]+)?")


def admit(path: Path) -> None:
    """Let an instance pass, or say why it is not judged.

    Raises:
        LimitExceeded: the file is larger than :data:`MAX_BYTES`.
        UnreadableInput: the file is not well-formed XML, or has a document type declaration.
        NotAMonthlyReturn: it is not an XBRL instance, or not of this taxonomy, or refers to other files.
    """
    if path.stat().st_size > MAX_BYTES:
        raise LimitExceeded(
            "instance-too-large", f"{path.name} has more than {MAX_BYTES:,} bytes.", "Give one return in each file."
        )
    root = _parsed(path)
    if root.tag != f"{{{_XBRLI}}}xbrl":
        raise NotAMonthlyReturn(
            "not-an-instance", f"{path.name} is not an XBRL instance; its root is {root.tag}.", "Give an .xbrl file."
        )
    _check_schema_reference(root, path.name)
    _check_other_references(root, path.name)


def _parsed(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(path, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            "not-xml", f"{path.name} is not well-formed XML: {error.msg}.", "Give an XBRL instance in XML."
        ) from error
    if tree.docinfo.internalDTD is not None:
        raise UnreadableInput(
            "has-doctype", f"{path.name} has a document type declaration.", "Remove it; an instance needs none."
        )
    return tree.getroot()


def _check_schema_reference(root: etree._Element, name: str) -> None:
    entry_point = definition.load().entry_point
    found = [str(element.get(_HREF)) for element in root.iter(_REFERENCES[0])]
    if found != [entry_point]:
        stated = ", ".join(found) or "no taxonomy"
        raise NotAMonthlyReturn(
            "another-taxonomy", f"{name} refers to {stated}.", f"Only instances of {entry_point} are judged here."
        )


def _check_other_references(root: etree._Element, name: str) -> None:
    inside = (f"{definition.load().namespace}/", *_STANDARD)
    outside = next((reference for reference in _references(root) if not _is_inside(reference, inside)), None)
    if outside is not None:
        raise NotAMonthlyReturn(
            "foreign-reference", f"{name} refers to {outside}.", "Remove references outside the taxonomy."
        )


def _references(root: etree._Element) -> Iterator[str]:
    """Everything that a processor would follow from the instance: references, locators, schema hints."""
    for element in root.iter("*"):
        for attribute in _HINTS:
            yield from element.get(attribute, "").split()
        if element.tag in _REFERENCES:
            yield element.get(_HREF, "")
        elif not element.get(_HREF, "#").startswith("#"):
            yield str(element.get(_HREF))


def _is_inside(reference: str, places: tuple[str, ...]) -> bool:
    place = next((place for place in places if reference.startswith(place)), None)
    return place is not None and ".." not in reference and _PLAIN.fullmatch(reference, len(place)) is not None
