"""The instance in XML: what stands in it, where, and that it is the same every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from converter import definition
from converter.errors import IncompleteIdentity
from converter.evidence import Origin
from converter.facts import facts_of, omissions_of
from converter.model import BLANK, Figure, MonthlyReturn
from converter.rules import evaluate, findings_of, recover
from converter.walk import with_figures
from converter.writing.instance import fact_id, write_instance
from tests import returns, strategies

PREFIXES = {
    "x": "http://www.xbrl.org/2003/instance",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "hkmr": definition.load().namespace,
}


def instance(monthly_return: MonthlyReturn) -> etree._Element:
    return etree.fromstring(write_instance(monthly_return, facts_of(monthly_return)))


def found(root: etree._Element, path: str) -> list[Any]:
    result = root.xpath(path, namespaces=PREFIXES)
    assert isinstance(result, list)
    return result


_CODE = "authorised.blocks[ordinary-1].stock_code"


@pytest.mark.parametrize("name", returns.ALL)
def test_each_fact_is_written_once_in_a_context_and_unit_of_the_instance(name: str) -> None:
    monthly_return = returns.ALL[name]()
    facts = facts_of(monthly_return)
    root = instance(monthly_return)
    assert [element.get("id") for element in found(root, "hkmr:*")] == [fact_id(fact) for fact in facts]
    identifiers = found(root, "//@id")
    assert len(identifiers) == len(set(identifiers))
    assert set(found(root, "hkmr:*/@contextRef")) == set(found(root, "x:context/@id"))
    assert set(found(root, "hkmr:*/@unitRef")) == set(found(root, "x:unit/@id"))


@pytest.mark.parametrize("name", returns.ALL)
def test_no_two_contexts_are_alike(name: str) -> None:
    contexts = [etree.tostring(context, method="c14n") for context in found(instance(returns.ALL[name]()), "x:context")]
    without_id = [context.partition(b">")[2] for context in contexts]
    assert len(without_id) == len(set(without_id))


@pytest.mark.parametrize("name", returns.ALL)
def test_the_same_return_gives_the_same_bytes(name: str) -> None:
    first, second = (returns.ALL[name]() for _ in range(2))
    assert write_instance(first, facts_of(first)) == write_instance(second, facts_of(second))


def test_the_instance_refers_to_the_entry_point_with_everything() -> None:
    (reference,) = found(instance(returns.kingsoft_2009()), "link:schemaRef/@xlink:href")
    assert reference == "https://w3id.org/hk-monthly-return/2026-11-20/hkmr-all.xsd"


def test_the_issuer_is_named_by_its_five_digits() -> None:
    root = instance(returns.kingsoft_2009())
    assert set(found(root, "//x:identifier/text()")) == {"03888"}
    assert set(found(root, "//x:identifier/@scheme")) == {"https://w3id.org/hk-monthly-return/stock-code"}


def test_balances_stand_at_the_ends_of_the_month() -> None:
    root = instance(returns.kingsoft_2009())
    assert found(root, "x:context[@id='opening_ordinary']//x:instant/text()") == ["2009-10-31"]
    assert found(root, "x:context[@id='closing_ordinary']//x:instant/text()") == ["2009-11-30"]
    assert found(root, "x:context[@id='month']//x:startDate/text()") == ["2009-11-01"]
    assert found(root, "x:context[@id='month']//x:endDate/text()") == ["2009-11-30"]


def test_dimensions_stand_on_the_scenario() -> None:
    root = instance(returns.kingsoft_2009())
    row = "x:context[@id='month_ordinary_A1']/x:scenario"
    assert found(root, f"{row}/xbrldi:explicitMember[@dimension='hkmr:ClassOfSharesAxis']/text()") == [
        "hkmr:OrdinarySharesMember"
    ]
    assert found(root, f"{row}/xbrldi:typedMember[@dimension='hkmr:RowAxis']/hkmr:Row/text()") == ["A1"]
    line = "x:context[@id='closing_ordinary_line-2']/x:scenario"
    assert found(root, f"{line}/xbrldi:typedMember[@dimension='hkmr:LineAxis']/hkmr:Line/text()") == ["2"]
    assert found(root, "x:context[@id='month']/x:scenario") == []


def test_numbers_have_a_unit_and_all_their_decimals() -> None:
    root = instance(returns.kingsoft_2009())
    (par,) = found(root, "hkmr:ParValue[@contextRef='closing_ordinary']")
    assert (par.text, par.get("unitRef"), par.get("decimals")) == ("0.0005", "USD-per-share", "INF")
    (funds,) = found(root, "hkmr:FundsRaisedFromExerciseOfShareOptions[@unitRef='USD']")
    assert funds.text == "196506.20"
    unit = "x:unit[@id='USD-per-share']/x:divide"
    assert found(root, f"{unit}/x:unitNumerator/x:measure/text()") == ["iso4217:USD"]
    assert found(root, f"{unit}/x:unitDenominator/x:measure/text()") == ["xbrli:shares"]


def test_not_applicable_is_nil_without_decimals() -> None:
    root = instance(returns.kingsoft_2009())
    (nil,) = found(root, "hkmr:NumberOfIssuedShares[@contextRef='closing_preference']")
    assert (nil.get(f"{{{PREFIXES['xsi']}}}nil"), nil.text, nil.get("decimals")) == ("true", None, None)
    assert nil.get("unitRef") == "shares"


def test_dates_booleans_and_types_of_issue_are_spelt_as_their_types_ask() -> None:
    root = instance(returns.kingsoft_2009())
    assert found(root, "hkmr:MonthEnded/text()") == ["2009-11-30"]
    assert found(root, "hkmr:ConvertiblesNotApplicable/text()") == ["true"]
    (first, *_) = found(root, "hkmr:TypeOfIssue/text()")
    assert first == f"{definition.load().namespace}#RightsIssueMember"


def test_a_recovered_figure_has_a_footnote_with_print_place_and_rules() -> None:
    chinasoft, _ = recover(returns.chinasoft_2011())
    root = instance(chinasoft)
    href = "#TotalIncreaseDecreaseInNumberOfIssuedShares.month_ordinary"
    (label,) = found(root, f"//link:loc[@xlink:href='{href}']/@xlink:label")
    (arc,) = found(root, f"//link:footnoteArc[@xlink:from='{label}']")
    assert arc.get(f"{{{PREFIXES['xlink']}}}arcrole") == "http://www.xbrl.org/2003/arcrole/fact-footnote"
    target = arc.get(f"{{{PREFIXES['xlink']}}}to")
    (footnote,) = found(root, f"//link:footnote[@xlink:label='{target}']")
    assert footnote.text == (
        "Printed as \u201c, 45,400\u201d on page 1, line 128, which cannot be read; "
        "the value is implied alike by the rules MR-III-SUM and MR-III-EQ-II."
    )
    assert footnote.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_a_normalised_figure_has_a_footnote_and_a_printed_one_has_none() -> None:
    texts = found(instance(returns.kingsoft_2009()), "//link:footnote/text()")
    assert texts == ["Printed as \u201c04./12/2009\u201d on page 1, line 9, and read as 2009-12-04."]
    assert found(instance(returns.warrants()), "//link:footnoteLink") == []


def test_characters_that_xml_cannot_hold_are_escaped() -> None:
    hostile = "A\x00B\x1f<&>\ud800]]>"
    figure = returns.stated(hostile, 8, hostile, Origin.NORMALISED)
    kingsoft = with_figures(returns.kingsoft_2009(), {"header.issuer": figure})
    root = instance(kingsoft)
    assert found(root, "hkmr:NameOfIssuer/text()") == ["A\\u{0}B\\u{1f}<&>\\u{d800}]]>"]
    assert any("\\u{0}" in text for text in found(root, "//link:footnote/text()"))


@pytest.mark.parametrize(
    ("figures", "lacking"),
    [
        ({"header.month_ended": returns.damaged("30/1", 23)}, "month"),
        ({_CODE: BLANK, "header.issuer": returns.damaged("Ki", 8)}, "stock code and no readable issuer"),
    ],
)
def test_a_return_without_a_name_is_refused(figures: dict[str, Figure[Any]], lacking: str) -> None:
    nameless = with_figures(returns.kingsoft_2009(), figures)
    with pytest.raises(IncompleteIdentity, match=lacking):
        write_instance(nameless, facts_of(nameless))


def test_an_issuer_without_a_readable_code_is_named_as_printed() -> None:
    without = with_figures(returns.kingsoft_2009(), {_CODE: returns.damaged("38B8", 14)})
    identifiers = instance(without).iterfind(".//{*}identifier")
    assert {(it.get("scheme"), it.text) for it in identifiers} == {
        (definition.load().issuer_scheme, "Kingsoft Corporation Limited")
    }


def test_an_instance_without_facts_is_still_an_instance() -> None:
    kingsoft = returns.kingsoft_2009()
    bare = replace(MonthlyReturn(edition=kingsoft.edition), header=kingsoft.header, authorised=kingsoft.authorised)
    root = etree.fromstring(write_instance(bare, ()))
    assert [etree.QName(element).localname for element in root] == ["schemaRef"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.returns())
def test_nothing_that_a_form_may_say_stops_facts_rules_or_instance(drawn: MonthlyReturn) -> None:
    identity = {"header.month_ended": returns.stated(date(2012, 6, 30), 1)}
    named = with_figures(drawn, identity)
    if named.stock_code is None:
        named = replace(named, authorised=returns.warrants().authorised)
    whole, recovery = recover(named)
    facts = facts_of(whole)
    assert len({fact.key for fact in facts}) == len(facts)
    for finding in (*recovery, *omissions_of(whole), *findings_of(evaluate(facts), whole)):
        assert str(finding)
    root = etree.fromstring(write_instance(whole, facts))
    assert len(found(root, "hkmr:*")) == len(facts)
