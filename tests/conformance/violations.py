"""The test case of dimensions, types, units and periods: right instances, and one violation of each constraint.

The right returns refer to the whole taxonomy. The violations, and the instance that has every concept in every shape,
refer to the concepts and the dimensions alone; a violation is the month and one fact, or one change of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

from converter import definition
from converter.definition import Axis
from converter.facts import Fact, Period, facts_of
from converter.model import MonthlyReturn
from converter.writing.instance import XBRLDI, XBRLI, write_instance
from tests import returns, returns_ff301
from tests.conformance.constraints import (
    KEYS,
    PRIMARY_ITEM,
    WRONG,
    WRONG_KEYS,
    every_fact,
    fact_in,
    of_axis,
    of_concept,
    of_type,
    wrong_shapes,
)
from tests.conformance.rules import TestCase, Variation, instance_of, referring_to
from tests.scenarios import month

Change = Callable[[etree._Element], None]

UTR = "utre:error-NumericFactUtrInvalid"
_PREFIXES = {"x": XBRLI, "d": XBRLDI, "h": definition.load().namespace}
_MEMBER = "//d:explicitMember | //d:typedMember"


@dataclass(frozen=True)
class Violation:
    """A fact, what is changed in it, and the error code; none where the schema refuses it, or several speak."""

    name: str
    description: str
    fact: Fact
    path: str = ""
    change: Change | None = None
    error: str = ""


def _text(text: str, element: etree._Element) -> None:
    element.text = text


def _tag(tag: str, element: etree._Element) -> None:
    element.tag = tag


def _without(name: str, element: etree._Element) -> None:
    del element.attrib[name]


def _repeated(element: etree._Element) -> None:
    element.addnext(etree.fromstring(etree.tostring(element)))


def _on_segment(scenario: etree._Element) -> None:
    """Move the members of a context from its scenario to its entity."""
    context = scenario.getparent()
    assert context is not None
    segment = etree.SubElement(context[0], f"{{{XBRLI}}}segment")
    segment.extend(list(scenario))
    context.remove(scenario)


def _key_of(axis: Axis, key: etree._Element) -> None:
    """Put a right key of another axis in place of the key."""
    key.tag, key.text = f"{{{_PREFIXES['h']}}}{axis.domain}", str(KEYS[axis.key])


def _explicit(member: etree._Element) -> None:
    """Name a class of shares on a typed axis."""
    member.tag = f"{{{XBRLDI}}}explicitMember"
    for key in list(member):
        member.remove(key)
    member.text = "hkmr:OrdinarySharesMember"


def violations() -> TestCase:
    """The right instances, and a violation of each constraint."""
    right = {"ff301": returns_ff301.weighted_voting_rights(), "to-2021": returns.rights_issue_and_repurchase()}
    every = referring_to(instance_of(every_fact()), _DEFINITION)
    variations = [
        *(Variation(f"right.{name}", "a right return", _whole(each), validity="valid") for name, each in right.items()),
        Variation("right.every-concept", "every concept in every shape", every, validity="valid"),
        *map(_variation, (*_of_shapes(), *_of_members(), *_of_keys(), *_of_types(), *_of_units(), *_of_periods())),
    ]
    return TestCase("dimensions-and-types", "Constraints of dimensions, types, units and periods", tuple(variations))


_DEFINITION = f"linkbases/{definition.load().prefix}-def.xml"


def _whole(monthly_return: MonthlyReturn) -> bytes:
    return write_instance(monthly_return, facts_of(monthly_return))


def _variation(violation: Violation) -> Variation:
    root = etree.fromstring(referring_to(instance_of((month(), violation.fact)), _DEFINITION))
    if violation.change is not None:
        violation.change(root.xpath(violation.path, namespaces=_PREFIXES)[0])
    wrong = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    validity = "" if violation.error else "invalid"
    return Variation(f"wrong.{violation.name}", violation.description, wrong, error=violation.error, validity=validity)


def _of_shapes() -> Iterator[Violation]:
    for shape in wrong_shapes():
        yield Violation(shape.name, shape.description, shape.fact, error=PRIMARY_ITEM)
    in_class = of_axis("class")
    yield Violation("on-segment", "a class on the segment", in_class, "//x:scenario", _on_segment, PRIMARY_ITEM)
    twice = "xbrldie:RepeatedDimensionInInstanceError"
    yield Violation("axis-twice", "two classes of shares", in_class, _MEMBER, _repeated, twice)


def _of_members() -> Iterator[Violation]:
    """Of each cube with an explicit axis, a member of another list."""
    foreign = definition.load().enumerations[0].members[0].name
    for cube in definition.load().cubes:
        if "class" in cube.axes:
            concept = next(each for each in definition.load().concepts if cube.key in each.cubes)
            name, said = f"{cube.key}.foreign-member", f"{cube.label['en']}, a member of another list as the class"
            change = partial(_text, f"hkmr:{foreign}")
            yield Violation(name, said, fact_in(concept, cube.axes), "//d:explicitMember", change, PRIMARY_ITEM)
    typed = partial(_tag, f"{{{XBRLDI}}}typedMember")
    yield Violation("class-typed", "a class as a typed key", of_axis("class"), "//d:explicitMember", typed)


def _of_keys() -> Iterator[Violation]:
    """Of each typed axis: a key against its pattern, the key of another axis, a member in place of a key."""
    typed = [axis for axis in definition.load().axes if axis.pattern is not None]
    for axis, other in zip(typed, typed[1:] + typed[:1], strict=True):
        fact, element = of_axis(axis.key), f"//h:{axis.domain}"
        pattern, key = f"a key of {axis.name} against its pattern", partial(_text, WRONG_KEYS[axis.key])
        yield Violation(f"key-of-{axis.key}", pattern, fact, element, key)
        stranger, said = partial(_key_of, other), f"a right {other.domain} on {axis.name}"
        code = "xbrldie:IllegalTypedDimensionContentError"
        yield Violation(f"stranger-on-{axis.key}", said, fact, element, stranger, code)
        code = "xbrldie:ExplicitMemberNotExplicitDimensionError"
        yield Violation(f"member-on-{axis.key}", f"a class on {axis.name}", fact, "//d:typedMember", _explicit, code)


def _of_types() -> Iterator[Violation]:
    for name, wrong in WRONG.items():
        fact = of_type(name)
        yield Violation(f"value-of-{name}", f"{wrong!r} as {name}", fact, f"//h:{fact.concept}", partial(_text, wrong))
    for concept in definition.load().concepts:
        if concept.enumeration is not None:
            stranger = _stranger_to(concept.enumeration)
            fact = of_concept(concept)
            said, change = (
                f"{concept.name} with a member of another list",
                partial(_text, f"{_PREFIXES['h']}#{stranger}"),
            )
            code = "enum2ie:InvalidEnumerationValue"
            yield Violation(f"value-of-{concept.name}", said, fact, f"//h:{concept.name}", change, code)


def _stranger_to(enumeration: str) -> str:
    """The name of a member of another list, which is not in this one."""
    known = definition.load()
    own = {member.name for member in known.enumeration(enumeration).members}
    return next(member.name for each in known.enumerations for member in each.members if member.name not in own)


def _of_units() -> Iterator[Violation]:
    def measured(name: str, said: str, of: str, measure: str, error: str = "") -> Violation:
        return Violation(name, said, of_type(of), "(//x:measure)[last()]", partial(_text, measure), error)

    yield measured("unit-of-shares", "a number of shares in dollars", "shares", "iso4217:HKD")
    yield measured("unit-of-monetary", "an amount in shares", "monetary", "xbrli:shares")
    yield measured(
        "unit-not-registered", "an amount in a currency that is in no registry", "monetary", "iso4217:XQQ", UTR
    )
    yield measured("unit-of-perShare", "a price in dollars per pure number", "perShare", "xbrli:pure", UTR)
    shares = of_type("shares")
    for name in ("unitRef", "decimals"):
        said = f"a number without {name}"
        yield Violation(f"without-{name}", said, shares, f"//h:{shares.concept}", partial(_without, name))


def _of_periods() -> Iterator[Violation]:
    for right, wrong, said in (
        ("instant", Period.DURATION, "a balance of a duration"),
        ("duration", Period.CLOSING, "a movement at an instant"),
    ):
        concept = next(each for each in definition.load().concepts if each.period == right and "class" in each.cubes)
        fact = replace(fact_in(concept, ("class",)), period=wrong)
        yield Violation(f"period-of-{right}", said, fact)
