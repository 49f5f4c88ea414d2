"""The plain XML return, judged by ``schemas/monthly-return.xsd``.

libxml2 says yes or no within a millisecond; only a document it refuses is given to xmlschema, which is many times
slower and explains each mistake with its path. What XML Schema 1.0 cannot say, that a figure's state and its
value agree, is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from converter.findings import Finding, Severity
from converter.model import State
from converter.resources import SCHEMAS

if TYPE_CHECKING:
    import xmlschema

_CODE = "plain-xml-invalid"
_HINT = "See the element's documentation in schemas/monthly-return.xsd."
_NAMESPACES: Final = re.compile(r"\{[^}]*\}|(?<=/)\w+:")
_XSI_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_WITH_VALUE: Final = frozenset({State.STATED, State.RECOVERED})
_WITHOUT_VALUE: Final = frozenset({State.BLANK, State.DAMAGED, State.NOT_APPLICABLE})


def check_plain_xml(document: bytes) -> tuple[Finding, ...]:
    """Return one finding for each mistake of a plain XML return, none if it is valid.

    The finding's ``figure`` is the XPath of the element at fault. Never raises for a document, however bad.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        return (Finding(_CODE, Severity.ERROR, f"The document is not well-formed XML: {error}.", _HINT),)
    try:
        _fast_schema().assertValid(root)
    except etree.DocumentInvalid as error:
        # Should the two processors ever disagree, a refusal still does not go without a finding.
        terse = Finding(_CODE, Severity.ERROR, f"The document is not valid: {error}.", _HINT)
        return tuple(_explanations(root)) or (terse,)
    return tuple(_disagreements(root))


@cache
def _fast_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "monthly-return.xsd"))


@cache
def _explaining_schema() -> xmlschema.XMLSchema10:
    import xmlschema  # a quarter of a second, which only a document with a mistake has to pay

    return xmlschema.XMLSchema10(str(SCHEMAS / "monthly-return.xsd"), allow="local")


def _explanations(root: etree._Element) -> Iterator[Finding]:
    for error in _explaining_schema().iter_errors(root):
        place = _plain_path(error.path or f"/{root.tag}")
        yield Finding(_CODE, Severity.ERROR, f"{place}: {error.reason}", _HINT, place)


def _plain_path(path: str) -> str:
    """Drop the namespaces of a path: the schema has one."""
    return _NAMESPACES.sub("", path)


def _disagreements(root: etree._Element) -> Iterator[Finding]:
    for element in root.iter("{*}*"):
        state, empty = element.get("state"), element.get(_XSI_NIL) == "true"
        if (state in _WITH_VALUE and empty) or (state in _WITHOUT_VALUE and not empty):
            path = _plain_path(f"/{root.tag}/{root.getroottree().getelementpath(element)}")
            what = "has no value" if empty else "has a value"
            yield Finding(_CODE, Severity.ERROR, f"{path}: the state is {state}, yet the figure {what}.", _HINT, path)
