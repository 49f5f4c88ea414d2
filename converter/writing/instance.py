"""Facts as an XBRL 2.1 instance in XML (xBRL-XML), the same bytes for the same return.

Names, axes and members are those of the definition. Ids are readable: the context ``month_ordinary_A1`` is
row A1 of ordinary shares in the month, the fact ``NumberOfIssuedShares.closing_ordinary`` says what it is.
A footnote tells how a figure came about whose value is not simply what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from lxml import etree

from converter import definition
from converter.definition import Definition
from converter.errors import IncompleteIdentity
from converter.evidence import Evidence, Origin
from converter.facts import Dimensions, Fact, Period
from converter.model import MonthlyReturn
from converter.writing.plain_xml import escape

XBRLI: Final = "http://www.xbrl.org/2003/instance"
LINK: Final = "http://www.xbrl.org/2003/linkbase"
XLINK: Final = "http://www.w3.org/1999/xlink"
XBRLDI: Final = "http://xbrl.org/2006/xbrldi"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
ISO4217: Final = "http://www.xbrl.org/2003/iso4217"

_STANDARD_LINK = "http://www.xbrl.org/2003/role/link"
_FOOTNOTE_ROLE = "http://www.xbrl.org/2003/role/footnote"
_FACT_FOOTNOTE = "http://www.xbrl.org/2003/arcrole/fact-footnote"
_NIL = f"{{{XSI}}}nil"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PERIOD_WORDS = {Period.OPENING: "opening", Period.CLOSING: "closing", Period.DURATION: "month"}
_FOOTNOTED = frozenset({Origin.RECOVERED, Origin.NORMALISED, Origin.OCR})


def write_instance(monthly_return: MonthlyReturn, facts: Iterable[Fact]) -> bytes:
    """Write the facts of a return as an instance that refers to the entry point with all linkbases.

    Raises:
        IncompleteIdentity: the return has no readable month, or neither a readable stock code nor an issuer's name.
    """
    known = definition.load()
    entity = _entity(monthly_return, known)
    if monthly_return.month is None or entity is None:
        missing = "month" if monthly_return.month is None else "stock code and no readable issuer"
        raise IncompleteIdentity(
            "identity-incomplete",
            f"The return has no readable {missing}, so its facts cannot be named.",
            "Look at the head of the form and at section I.",
        )
    writer = _InstanceWriter(known, entity, monthly_return.month)
    facts = tuple(facts)
    contexts = [writer.context_of(fact) for fact in facts]
    for fact in facts:
        writer.add_unit(fact)
    for fact, context in zip(facts, contexts, strict=True):
        writer.add_fact(fact, context)
    writer.add_footnotes(facts)
    etree.indent(writer.root)
    return etree.tostring(writer.root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _entity(monthly_return: MonthlyReturn, known: Definition) -> tuple[str, str] | None:
    """The scheme and the identifier of the issuer: its stock code, else its name as printed."""
    if monthly_return.stock_code is not None:
        return known.entity_scheme, monthly_return.stock_code
    name = monthly_return.header.issuer.value
    return (known.issuer_scheme, " ".join(escape(name).split())) if name else None


def context_id(period: Period, dimensions: Dimensions) -> str:
    """The id of a context: its period, then its class of shares, line, row, counter and item where it has them."""
    parts = (
        _PERIOD_WORDS[period],
        dimensions.share_class,
        f"line-{dimensions.line}" if dimensions.line else None,
        dimensions.row,
        f"counter-{dimensions.counter}" if dimensions.counter else None,
        f"item-{dimensions.item}" if dimensions.item else None,
    )
    return "_".join(filter(None, parts))


def fact_id(fact: Fact) -> str:
    """The id of a fact: its concept and context, and for an amount its unit."""
    return _fact_id(fact, context_id(fact.period, fact.dimensions))


def _fact_id(fact: Fact, context: str) -> str:
    unit = f".{_unit_id(fact.unit)}" if fact.unit not in (None, "shares") else ""
    return f"{fact.concept}.{context}{unit}"


def _unit_id(unit: str | None) -> str:
    return str(unit).replace("/shares", "-per-share")


def _xbrli(name: str) -> str:
    return f"{{{XBRLI}}}{name}"


class _InstanceWriter:
    """The instance under construction; contexts and units are made once, where a fact first needs them."""

    def __init__(self, known: Definition, entity: tuple[str, str], month: date) -> None:
        self.known = known
        self.entity = entity
        self.days = {
            Period.OPENING: month.replace(day=1) - timedelta(days=1),
            Period.DURATION: month.replace(day=1),
            Period.CLOSING: month,
        }
        self.root = etree.Element(_xbrli("xbrl"), nsmap=self._prefixes())
        reference = etree.SubElement(self.root, f"{{{LINK}}}schemaRef")
        reference.set(f"{{{XLINK}}}type", "simple")
        reference.set(f"{{{XLINK}}}href", known.entry_point)
        self._made: set[str] = set()

    def _prefixes(self) -> dict[str, str]:
        standard = {"xbrli": XBRLI, "link": LINK, "xlink": XLINK, "xbrldi": XBRLDI, "xsi": XSI, "iso4217": ISO4217}
        return {**standard, self.known.prefix: self.known.namespace}

    def context_of(self, fact: Fact) -> str:
        """The id of the fact's context, which is made unless an earlier fact shares it."""
        identifier = context_id(fact.period, fact.dimensions)
        if identifier not in self._made:
            self._made.add(identifier)
            self._add_context(identifier, fact)
        return identifier

    def _add_context(self, identifier: str, fact: Fact) -> None:
        context = etree.SubElement(self.root, _xbrli("context"), id=identifier)
        entity = etree.SubElement(context, _xbrli("entity"))
        scheme, identifier = self.entity
        etree.SubElement(entity, _xbrli("identifier"), scheme=scheme).text = identifier
        self._add_period(etree.SubElement(context, _xbrli("period")), fact.period)
        if fact.dimensions != Dimensions():
            self._add_dimensions(etree.SubElement(context, _xbrli("scenario")), fact.dimensions)

    def _add_period(self, element: etree._Element, period: Period) -> None:
        if period is Period.DURATION:
            etree.SubElement(element, _xbrli("startDate")).text = self.days[Period.DURATION].isoformat()
            etree.SubElement(element, _xbrli("endDate")).text = self.days[Period.CLOSING].isoformat()
        else:
            etree.SubElement(element, _xbrli("instant")).text = self.days[period].isoformat()

    def _add_dimensions(self, scenario: etree._Element, dimensions: Dimensions) -> None:
        values = {
            "class": dimensions.share_class,
            "line": dimensions.line,
            "row": dimensions.row,
            "counter": dimensions.counter,
            "item": dimensions.item,
        }
        for key, value in values.items():
            if value is None:
                continue
            axis = self.known.axis(key)
            explicit = next((member.name for member in axis.members if member.key == value), None)
            member = etree.SubElement(scenario, f"{{{XBRLDI}}}{'explicit' if explicit else 'typed'}Member")
            member.set("dimension", f"{self.known.prefix}:{axis.name}")
            if explicit:
                member.text = f"{self.known.prefix}:{explicit}"
            else:
                etree.SubElement(member, self._own(axis.domain)).text = str(value)

    def _own(self, name: str) -> str:
        return f"{{{self.known.namespace}}}{name}"

    def add_unit(self, fact: Fact) -> None:
        """Make the fact's unit, unless it has none or an earlier fact shares it."""
        if fact.unit is None or fact.unit in self._made:
            return
        self._made.add(fact.unit)
        unit = etree.SubElement(self.root, _xbrli("unit"), id=_unit_id(fact.unit))
        currency, per, _ = fact.unit.partition("/")
        if per:
            divide = etree.SubElement(unit, _xbrli("divide"))
            numerator = etree.SubElement(divide, _xbrli("unitNumerator"))
            denominator = etree.SubElement(divide, _xbrli("unitDenominator"))
            etree.SubElement(numerator, _xbrli("measure")).text = f"iso4217:{currency}"
            etree.SubElement(denominator, _xbrli("measure")).text = "xbrli:shares"
        else:
            measure = "xbrli:shares" if fact.unit == "shares" else f"iso4217:{currency}"
            etree.SubElement(unit, _xbrli("measure")).text = measure

    def add_fact(self, fact: Fact, context: str) -> None:
        """Write the fact: a nil one without a value, a number with all its decimals."""
        attributes = {"id": _fact_id(fact, context), "contextRef": context}
        if fact.unit is not None:
            attributes["unitRef"] = _unit_id(fact.unit)
        if fact.value is None:
            attributes[_NIL] = "true"
        elif fact.unit is not None:
            attributes["decimals"] = "INF"
        element = etree.SubElement(self.root, self._own(fact.concept), attributes)
        if fact.value is not None:
            element.text = _lexical(fact.value)

    def add_footnotes(self, facts: Iterable[Fact]) -> None:
        """Say of each figure recovered, normalised or read by OCR what is printed, where, and what it rests on."""
        noted = [(fact, fact.figure.evidence) for fact in facts]
        texts = {fact_id(fact): _footnote(fact, note) for fact, note in noted if note and note.origin in _FOOTNOTED}
        if not texts:
            return
        link = etree.SubElement(self.root, f"{{{LINK}}}footnoteLink")
        _set_xlink(link, type="extended", role=_STANDARD_LINK)
        for number, (identifier, text) in enumerate(texts.items(), start=1):
            fact_label, note_label = f"fact-{number}", f"footnote-{number}"
            locator = etree.SubElement(link, f"{{{LINK}}}loc")
            _set_xlink(locator, type="locator", href=f"#{identifier}", label=fact_label)
            footnote = etree.SubElement(link, f"{{{LINK}}}footnote")
            _set_xlink(footnote, type="resource", label=note_label, role=_FOOTNOTE_ROLE)
            footnote.set(_XML_LANG, "en")
            footnote.text = text
            arc = etree.SubElement(link, f"{{{LINK}}}footnoteArc")
            _set_xlink(arc, **{"type": "arc", "arcrole": _FACT_FOOTNOTE, "from": fact_label, "to": note_label})


def _set_xlink(element: etree._Element, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(f"{{{XLINK}}}{name}", value)


def _footnote(fact: Fact, evidence: Evidence) -> str:
    printed = f"Printed as \u201c{evidence.raw}\u201d on {evidence}"
    if evidence.origin is Origin.RECOVERED:
        rules = " and ".join(evidence.rules)
        return escape(f"{printed}, which cannot be read; the value is implied alike by the rules {rules}.")
    how = "read by OCR, as" if evidence.origin is Origin.OCR else "read as"
    return escape(f"{printed}, and {how} {_lexical(fact.value)}.")


def _lexical(value: Any) -> str:
    """The value as XML Schema writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else escape(str(value))
