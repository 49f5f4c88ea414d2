"""The test case of dimensions, types, units and periods: right instances, and one violation of each constraint.

A violation is one change of the first element that an XPath finds in a right instance. The right ones refer to the
whole taxonomy, the violations to the concepts and the dimensions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lxml import etree

from converter import definition
from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.writing.instance import XBRLDI, XBRLI, write_instance
from tests import returns, returns_ff301
from tests.conformance.rules import TestCase, Variation, referring_to

Change = Callable[[etree._Element], None]

_PRIMARY_ITEM = "xbrldie:PrimaryItemDimensionallyInvalidError"
_PREFIXES = {"x": XBRLI, "d": XBRLDI, "h": definition.load().namespace}


@dataclass(frozen=True)
class Violation:
    """What is wrong, in which element, and the error code; none where the schema or a registry refuses it."""

    name: str
    description: str
    path: str
    change: Change
    error: str = ""


def _text(text: str, element: etree._Element) -> None:
    element.text = text


def _tag(tag: str, element: etree._Element) -> None:
    element.tag = tag


def _attribute(name: str, value: str, element: etree._Element) -> None:
    element.set(name, value)


def _without(name: str, element: etree._Element) -> None:
    del element.attrib[name]


def _gone(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _on_segment(scenario: etree._Element) -> None:
    """Move the members of a context from its scenario to its entity."""
    context = scenario.getparent()
    assert context is not None
    segment = etree.SubElement(context[0], f"{{{XBRLI}}}segment")
    segment.extend(list(scenario))
    context.remove(scenario)


def _key(name: str, key: str, description: str) -> Violation:
    return Violation(f"key-of-{name.lower()}", description, f"//h:{name}", partial(_text, key))


def _value(concept: str, value: str, description: str) -> Violation:
    return Violation(f"value-of-{concept}", description, f"//h:{concept}[not(@x:nil)]", partial(_text, value))


_CLASS = "//x:context[.//d:typedMember]//d:explicitMember"
_SHARES = "//h:NumberOfIssuedShares"
_PER_SHARE, _AT_CLOSE = "HKD-per-share", "closing_ordinary"
_OF_FF301 = (
    Violation(
        "class-no-member", "a class that its axis does not have", _CLASS, partial(_text, "hkmr:Line"), _PRIMARY_ITEM
    ),
    Violation("class-missing", "a line, row or counter without a class", _CLASS, _gone, _PRIMARY_ITEM),
    Violation("class-typed", "a class as the key of a typed axis", _CLASS, partial(_tag, f"{{{XBRLDI}}}typedMember")),
    Violation("on-segment", "dimensions on the segment", "//x:scenario", _on_segment, _PRIMARY_ITEM),
    Violation(
        "line-of-another-axis",
        "a line whose key stands in the element of another axis",
        "//h:Line",
        partial(_tag, f"{{{_PREFIXES['h']}}}Row"),
    ),
    _key("Line", "0", "a line whose key is zero"),
    _key("Row", "F1", "a row of a part that the form does not have"),
    _key("Counter", "a", "a counter whose key is a letter"),
    _key("ConfirmationItem", "2", "a confirmation whose key is no roman number"),
    _value("StockCode", "9999", "a stock code of four digits"),
    _value("CurrencyOfCounter", "RMB$", "a currency that is no code of three letters"),
    _value("FormVersion", "new", "a version that is a word"),
    _value("ListedOnTheExchange", "yes", "a boolean that is neither true nor false"),
    _value("MonthEnded", "2026-05-32", "a day that no calendar has"),
    _value("NumberOfIssuedShares", "many", "a number of shares in words"),
)
_TO_2021 = (
    _value("TypeOfIssue", f"{_PREFIXES['h']}#OrdinarySharesMember", "a type of issue that the list does not have"),
    _value("IssuePrice", "1,000", "a price with a separator of thousands"),
    Violation(
        "unit-of-shares", "a number of shares in dollars", _SHARES, partial(_attribute, "unitRef", "HKD-per-share")
    ),
    Violation("unit-missing", "a number without a unit", _SHARES, partial(_without, "unitRef")),
    Violation("decimals-missing", "a number without its accuracy", _SHARES, partial(_without, "decimals")),
    Violation("duration", "a balance of a duration", _SHARES, partial(_attribute, "contextRef", "month_ordinary")),
    Violation(
        "instant",
        "a movement at an instant",
        "//h:DateSubmitted",
        partial(_attribute, "contextRef", "closing_ordinary"),
    ),
)


def violations() -> TestCase:
    """The right instances, and the violations made of each."""
    right = {
        "ff301": (returns_ff301.weighted_voting_rights(), _OF_FF301),
        "to-2021": (returns.rights_issue_and_repurchase(), _TO_2021),
    }
    variations = []
    for name, (monthly_return, wrongs) in right.items():
        instance = _instance(monthly_return)
        variations.append(Variation(f"right.{name}", "a right instance", instance, validity="valid"))
        variations += [_variation(instance, violation) for violation in wrongs]
    return TestCase("dimensions-and-types", "Constraints of dimensions, types, units and periods", tuple(variations))


def _instance(monthly_return: MonthlyReturn) -> bytes:
    return write_instance(monthly_return, facts_of(monthly_return))


def _variation(right: bytes, violation: Violation) -> Variation:
    root = etree.fromstring(referring_to(right, f"linkbases/{definition.load().prefix}-def.xml"))
    violation.change(root.xpath(violation.path, namespaces=_PREFIXES)[0])
    wrong = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    validity = "" if violation.error else "invalid"
    return Variation(f"wrong.{violation.name}", violation.description, wrong, error=violation.error, validity=validity)
