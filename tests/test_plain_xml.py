"""The plain XML: nothing is lost on the way out and back, and the schema accepts exactly what is right."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from converter import model
from converter.errors import UnreadableInput
from converter.evidence import Evidence, Origin
from converter.model import ClassKind, ClassLine, Figure, IssuedBlock, Money, MonthlyReturn, State
from converter.resources import SCHEMAS
from converter.validation.plain import check_plain_xml
from converter.walk import entries
from converter.writing.names import pascal_case
from converter.writing.plain_xml import NAMESPACE, escape, read_plain_xml, unescape, write_plain_xml
from tests.strategies import ANY_TEXT, returns

XS = "{http://www.w3.org/2001/XMLSchema}"
SLOW_TO_DRAW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def schema() -> etree._Element:
    return etree.parse(SCHEMAS / "monthly-return.xsd").getroot()


@given(returns())
@SLOW_TO_DRAW
def test_reading_gives_back_what_was_written(monthly_return: MonthlyReturn) -> None:
    written = write_plain_xml(monthly_return)
    assert read_plain_xml(written) == monthly_return
    assert write_plain_xml(read_plain_xml(written)) == written


@given(returns())
@SLOW_TO_DRAW
def test_whatever_is_written_is_valid(monthly_return: MonthlyReturn) -> None:
    assert check_plain_xml(write_plain_xml(monthly_return)) == ()


@given(ANY_TEXT)
def test_escaping_loses_nothing_and_is_writable(text: str) -> None:
    assert unescape(escape(text)) == text
    etree.Element("any").text = escape(text)


def test_ordinary_backslashes_stay_as_they_are() -> None:
    assert escape(r"HK\$0.05 \ \\u") == r"HK\$0.05 \ \\u"


@given(returns())
@SLOW_TO_DRAW
def test_every_figure_of_the_walk_is_an_element(monthly_return: MonthlyReturn) -> None:
    root = etree.fromstring(write_plain_xml(monthly_return))
    states = [element.get("state") for element in root.iter() if element.get("state")]
    assert states == [str(entry.figure.state) for entry in entries(monthly_return)]


def a_return() -> MonthlyReturn:
    number = Figure(State.STATED, 1455013259, Evidence("1,455,013,259", 1, 20, 30))
    recovered = Figure(State.RECOVERED, 9245400, Evidence(", | 45,400", 4, 7, 2, Origin.RECOVERED, ("MR-A", "MR-B")))
    block = IssuedBlock(share_class=ClassLine(ClassKind.ORDINARY), opening=number, increase=recovered)
    return MonthlyReturn(
        edition=model.Edition.LEGACY_2009,
        issued=model.IssuedCapital(blocks=(block,)),
        authorised=model.AuthorisedCapital(
            total=(Figure(State.STATED, Money(Decimal("231250000.00"), "HKD"), Evidence("HK$231,250,000.00", 1, 9)),)
        ),
    )


def test_the_shape_of_the_document() -> None:
    written = write_plain_xml(a_return()).decode()
    assert written.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<MonthlyReturn xmlns=")
    for line in (
        '<IssuedBlock shareClass="ordinary" line="1">',
        '<Opening state="stated" raw="1,455,013,259" page="1" line="20" column="30">1455013259</Opening>',
        '<Increase state="recovered" raw=", | 45,400" page="4" line="7" column="2" origin="recovered" '
        'rules="MR-A MR-B">9245400</Increase>',
        BLANK_CLOSING,
        '<Total state="stated" currency="HKD" raw="HK$231,250,000.00" page="1" line="9" column="0">'
        "231250000.00</Total>",
    ):
        assert line in written


BLANK_CLOSING = '<Closing xsi:nil="true" state="blank"/>'
MISTAKES = {
    "an unknown state": ('state="stated" raw="1,455', 'state="perhaps" raw="1,455', "state='perhaps'"),
    "a fraction of a share": (">1455013259<", ">1455013259.5<", "1455013259.5"),
    "a figure left out": (BLANK_CLOSING, "", "Closing"),
    "a value in a nil element": (BLANK_CLOSING, '<Closing xsi:nil="true" state="blank">5</Closing>', ""),
    "no value for a stated figure": ('column="30">1455013259</Opening>', 'column="30" xsi:nil="true"/>', "stated"),
    "a blank with a value": (BLANK_CLOSING, '<Closing state="blank">5</Closing>', "blank"),
    "a class line twice": ("</IssuedBlock>", '</IssuedBlock><IssuedBlock shareClass="ordinary" line="1">'
        '<Opening xsi:nil="true" state="blank"/><Increase xsi:nil="true" state="blank"/>'
        '<Closing xsi:nil="true" state="blank"/></IssuedBlock>', "IssuedBlockKey|duplicated"),
    "a currency of two letters": ('currency="HKD"', 'currency="HK"', "HK"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_a_finding_with_path_and_reason(mistake: str) -> None:
    right, wrong, reason = MISTAKES[mistake]
    document = write_plain_xml(a_return()).decode()
    assert document.count(right) >= 1
    head, _, tail = document.rpartition(right)
    findings = check_plain_xml(f"{head}{wrong}{tail}".encode())
    assert findings
    assert all(finding.code == "plain-xml-invalid" and finding.severity == "error" for finding in findings)
    assert all(re.fullmatch(r"(/\w+(\[\d+\])?)+", finding.figure) for finding in findings)
    assert any(word in finding.message for finding in findings for word in reason.split("|"))


def test_a_refusal_never_goes_without_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.validation.plain._explanations", lambda root: iter(()))
    findings = check_plain_xml(write_plain_xml(a_return()).replace(b">1455013259<", b">many<"))
    assert [finding.code for finding in findings] == ["plain-xml-invalid"]
    assert "'many' is not a valid value" in findings[0].message


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"junk",
        b"<other/>",
        f'<MonthlyReturn xmlns="{NAMESPACE}" edition="2009-2013"/>'.encode(),
        f'<MonthlyReturn xmlns="{NAMESPACE}"><Header/></MonthlyReturn>'.encode(),
    ],
)
def test_what_is_not_a_plain_xml_return_is_refused(document: bytes) -> None:
    with pytest.raises(UnreadableInput, match="not a plain XML return"):
        read_plain_xml(document)
    assert [finding.code for finding in check_plain_xml(document)][:1] == ["plain-xml-invalid"]


def test_every_declaration_of_the_schema_is_documented(schema: etree._Element) -> None:
    declared = ("element", "attribute", "complexType", "simpleType", "enumeration", "attributeGroup")
    for kind in declared:
        for declaration in schema.iter(XS + kind):
            if declaration.get("name") or declaration.get("value"):
                text = declaration.findtext(f"{XS}annotation/{XS}documentation")
                assert text and text.strip(), etree.tostring(declaration)[:120]


def test_the_schema_declares_the_fields_of_the_model_in_their_order(schema: etree._Element) -> None:
    for kind in vars(model).values():
        if isinstance(kind, type) and is_dataclass(kind) and kind not in (Figure, Money, ClassLine, Evidence):
            declared = schema.xpath(f"*[@name='{kind.__name__}']//*[local-name()='sequence']/*/@name")
            # What is not compared tells how a return was read, and is no part of it.
            own = [item.name for item in fields(kind) if item.compare and item.name not in _inherited(kind)]
            hints = get_type_hints(kind)
            expected = [_element(name, hints[name]) for name in own if _is_element(hints[name])]
            assert declared == expected, kind.__name__


def _inherited(kind: type) -> set[str]:
    return {item.name for base in kind.__mro__[1:] if is_dataclass(base) for item in fields(base)}


def _is_element(hint: object) -> bool:
    return not isinstance(hint, UnionType) and not (isinstance(hint, type) and issubclass(hint, (ClassLine, str, int)))


def _element(name: str, hint: object) -> str:
    item = get_args(hint)[0] if get_origin(hint) is tuple else Figure
    return (
        item.__name__ if is_dataclass(item) and item is not Figure and get_origin(item) is None else pascal_case(name)
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("State", State),
        ("Origin", Origin),
        ("Edition", model.Edition),
        ("ClassOfShares", ClassKind),
        ("MovementKind", model.MovementKind),
    ],
)
def test_the_schema_has_the_same_words(schema: etree._Element, name: str, kind: type[StrEnum]) -> None:
    assert schema.xpath(f"*[@name='{name}']//*[local-name()='enumeration']/@value") == [str(item) for item in kind]


def test_dates_of_early_years_keep_four_digits() -> None:
    header = model.Header(month_ended=Figure(State.STATED, date(9, 1, 31), Evidence("31/1/0009", 1, 1)))
    assert b">0009-01-31<" in write_plain_xml(MonthlyReturn(edition=model.Edition.LEGACY_2009, header=header))
