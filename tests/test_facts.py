"""Each figure of a return becomes at most one fact, in the place that the definition gives it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from converter import definition
from converter.errors import DuplicateFact
from converter.facts import Dimensions, Fact, Period, facts_of, omissions_of
from converter.model import BLANK, ClassKind, Figure, Money, MonthlyReturn, State
from converter.walk import entries, with_figures
from tests import returns

ORDINARY, PREFERENCE, NOT_STATED = ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.NOT_STATED


def fact_at(monthly_return: MonthlyReturn, address: str) -> Fact:
    (fact,) = (fact for fact in facts_of(monthly_return) if fact.address == address)
    return fact


def has_fact(monthly_return: MonthlyReturn, address: str) -> bool:
    return any(fact.address == address for fact in facts_of(monthly_return))


def with_figure(monthly_return: MonthlyReturn, address: str, figure: Figure[Any]) -> MonthlyReturn:
    assert any(entry.address == address for entry in entries(monthly_return)), address
    return with_figures(monthly_return, {address: figure})


def shape(fact: Fact) -> str:
    dimensions = fact.dimensions
    if dimensions.row is not None:
        return "row"
    if dimensions.line is not None:
        return "class-line"
    return "class" if dimensions.share_class is not None else "return"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "issued.blocks[ordinary-1].opening",
            ("NumberOfIssuedShares", Period.OPENING, Dimensions(ORDINARY), 1_455_013_259, "shares"),
        ),
        (
            "issued.blocks[preference-1].increase",
            ("IncreaseDecreaseInNumberOfIssuedShares", Period.DURATION, Dimensions(PREFERENCE), -7_250_000, "shares"),
        ),
        (
            "authorised.blocks[ordinary-1].closing.capital",
            ("AuthorisedShareCapital", Period.CLOSING, Dimensions(ORDINARY), Decimal(200_000_000), "HKD"),
        ),
        (
            "authorised.blocks[ordinary-1].opening.par_value",
            ("ParValue", Period.OPENING, Dimensions(ORDINARY), Decimal("0.05"), "HKD/shares"),
        ),
        (
            "options.rows[A1].exercised",
            ("NumberOfShareOptionsExercised", Period.DURATION, Dimensions(NOT_STATED, row="A1"), 1_995_400, "shares"),
        ),
        (
            "convertibles.rows[C1].opening",
            (
                "AmountOfConvertiblesOutstanding",
                Period.OPENING,
                Dimensions(ORDINARY, row="C1"),
                Decimal(200_000_000),
                "CNY",
            ),
        ),
        (
            "convertibles.total.preference",
            (
                "NumberOfSharesIssuedPursuantToConvertibles",
                Period.DURATION,
                Dimensions(PREFERENCE),
                -7_250_000,
                "shares",
            ),
        ),
        ("header.month_ended", ("MonthEnded", Period.DURATION, Dimensions(), date(2011, 11, 30), None)),
        (
            "options.funds_raised[1]",
            ("FundsRaisedFromExerciseOfShareOptions", Period.DURATION, Dimensions(), 1215960, "HKD"),
        ),
    ],
)
def test_a_figure_is_placed_by_the_definition(address: str, expected: tuple[Any, ...]) -> None:
    fact = fact_at(returns.chinasoft_2011(), address)
    assert (fact.concept, fact.period, fact.dimensions, fact.value, fact.unit) == expected


def known_choice(fact: Fact) -> bool:
    """Whether a fact says which choice of the form the text of another fact is."""
    return definition.load().concept(fact.concept).choice_of is not None


@pytest.mark.parametrize("name", returns.ALL)
def test_each_readable_figure_makes_one_fact_and_no_other(name: str) -> None:
    monthly_return = returns.ALL[name]()
    known = definition.load().concepts_by_path
    readable = {
        entry.address
        for entry in entries(monthly_return)
        if entry.path in known and entry.figure.state not in (State.BLANK, State.DAMAGED)
    }
    facts = facts_of(monthly_return)
    addresses = Counter(fact.address for fact in facts if not known_choice(fact))
    assert set(addresses.values()) == {1}
    made_from_rows = {fact.address for fact in facts if fact.concept == "TypeOfIssue"}
    without_currency = {
        address
        for address in readable - set(addresses)
        if address.startswith(("authorised.total", "convertibles.rows"))
    }
    assert set(addresses) == readable - without_currency | made_from_rows


@pytest.mark.parametrize("name", returns.ALL)
def test_every_fact_lies_in_a_cube_of_its_concept(name: str) -> None:
    facts = facts_of(returns.ALL[name]())
    outside = [fact for fact in facts if shape(fact) not in definition.load().concept(fact.concept).cubes]
    assert outside == []


@pytest.mark.no_cover  # thousands of times the same lines
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", returns.ALL)
def test_no_two_facts_are_alike_whatever_becomes_of_any_figure(name: str, state: State) -> None:
    monthly_return = returns.ALL[name]()
    for entry in entries(monthly_return):
        value = entry.figure.value if state in (State.STATED, State.RECOVERED) else None
        changed = with_figure(monthly_return, entry.address, replace(entry.figure, state=state, value=value))
        keys = [fact.key for fact in facts_of(changed)]
        assert len(keys) == len(set(keys)), entry.address


def test_two_figures_for_one_fact_are_a_defect_that_names_both() -> None:
    monthly_return = returns.kingsoft_2009()
    block = monthly_return.issued.blocks[0]
    twice = replace(monthly_return, issued=replace(monthly_return.issued, blocks=(block, block)))
    with pytest.raises(DuplicateFact, match=r"issued.blocks\[ordinary-1\].opening .*NumberOfIssuedShares, opening"):
        facts_of(twice)


def test_a_line_that_alone_is_in_use_stands_for_the_class() -> None:
    kingsoft = returns.kingsoft_2009()
    assert fact_at(kingsoft, "issued.blocks[ordinary-1].closing").dimensions == Dimensions(ORDINARY)
    assert fact_at(kingsoft, "issued.blocks[ordinary-2].closing").dimensions == Dimensions(ORDINARY, line=2)


def test_lines_that_are_both_in_use_are_told_apart() -> None:
    both = returns.two_ordinary_lines()
    assert fact_at(both, "issued.blocks[ordinary-1].closing").dimensions == Dimensions(ORDINARY, line=1)
    assert fact_at(both, "issued.blocks[ordinary-2].closing").dimensions == Dimensions(ORDINARY, line=2)
    assert fact_at(both, "total_increase[ordinary-2].number").dimensions == Dimensions(ORDINARY, line=2)


def test_the_second_line_stands_for_the_class_where_the_first_is_not_in_use() -> None:
    unused = {f"issued.blocks[ordinary-1].{name}": returns.na(20) for name in ("opening", "increase", "closing")}
    second_only = with_figures(returns.two_ordinary_lines(), unused)
    assert fact_at(second_only, "issued.blocks[ordinary-2].closing").dimensions == Dimensions(ORDINARY)
    assert fact_at(second_only, "issued.blocks[ordinary-1].closing").dimensions == Dimensions(ORDINARY, line=1)


def test_a_damaged_number_shows_that_a_line_is_in_use() -> None:
    address = "issued.blocks[ordinary-2].closing"
    damaged = with_figure(returns.kingsoft_2009(), address, returns.damaged("1,0", 43))
    assert fact_at(damaged, "issued.blocks[ordinary-1].closing").dimensions == Dimensions(ORDINARY, line=1)


@pytest.mark.parametrize("figure", [BLANK, returns.damaged("1,09", 41)])
def test_a_blank_or_damaged_figure_makes_no_fact(figure: Figure[Any]) -> None:
    address = "issued.blocks[ordinary-1].opening"
    assert not has_fact(with_figure(returns.kingsoft_2009(), address, figure), address)


def test_not_applicable_makes_a_nil_fact_and_nil_makes_zero() -> None:
    address = "issued.blocks[ordinary-1].increase"
    kingsoft = returns.kingsoft_2009()
    assert fact_at(with_figure(kingsoft, address, returns.na(41)), address).value is None
    assert fact_at(with_figure(kingsoft, address, returns.nil(41)), address).value == 0


@pytest.mark.parametrize("figure", [returns.na(14), returns.nil_money(14)])
def test_a_nil_amount_takes_the_currency_that_its_block_states(figure: Figure[Any]) -> None:
    address = "authorised.blocks[ordinary-1].increase.capital"
    assert fact_at(with_figure(returns.chinasoft_2011(), address, figure), address).unit == "HKD"


def test_a_nil_amount_makes_no_fact_where_no_currency_is_stated() -> None:
    address = "warrants.rows[B1].opening"
    nil = with_figure(returns.chinasoft_2011(), address, returns.nil_money(70))
    assert not has_fact(nil, address)
    assert omissions_of(nil) == ()


def test_an_amount_without_a_currency_makes_a_finding_and_no_fact() -> None:
    address = "authorised.blocks[ordinary-1].closing.capital"
    changed = with_figure(returns.kingsoft_2009(), address, returns.money("1200000.00", None, 16))
    assert not has_fact(changed, address)
    (finding,) = omissions_of(changed)
    assert (finding.code, finding.figure) == ("currency-not-stated", address)
    assert finding.evidence is not None and finding.evidence.line == 16


def test_a_second_total_in_one_currency_makes_a_finding_and_no_fact() -> None:
    second = returns.money("7.00", "USD", 91)
    changed = with_figure(returns.kingsoft_2009(), "options.funds_raised[2]", second)
    assert not has_fact(changed, "options.funds_raised[2]")
    (finding,) = omissions_of(changed)
    assert finding.code == "amount-repeated"
    assert "USD (7.00) beside 196,506.20" in finding.message


def test_kinds_of_issue_report_for_the_class_where_each_stands_once() -> None:
    once = returns.rights_issue_and_repurchase()
    assert fact_at(once, "other_movements.rows[E6].issued").dimensions == Dimensions(ORDINARY)
    assert fact_at(once, "other_movements.rows[E6].may_be_issued").dimensions == Dimensions(ORDINARY, row="E6")


def test_kinds_of_issue_report_by_row_where_one_stands_twice() -> None:
    twice = returns.several_repurchases()
    rows = {f"E{number}": Dimensions(ORDINARY, row=f"E{number}") for number in (6, 11)}
    found = {row: fact_at(twice, f"other_movements.rows[{row}].issued").dimensions for row in rows}
    assert found == rows


def test_kinds_of_issue_report_by_row_where_a_number_has_no_class() -> None:
    address = "other_movements.rows[E3].issued"
    without_class = with_figure(returns.kingsoft_2009(), address, returns.stated(5, 175))
    assert fact_at(without_class, address).dimensions == Dimensions(NOT_STATED, row="E3")
    assert fact_at(returns.kingsoft_2009(), address).dimensions == Dimensions(NOT_STATED)


def test_a_row_of_part_e_says_what_type_of_issue_it_is() -> None:
    facts = facts_of(returns.rights_issue_and_repurchase())
    types = {fact.dimensions.row: fact.value for fact in facts if fact.concept == "TypeOfIssue"}
    namespace = definition.load().namespace
    assert types == {"E1": f"{namespace}#RightsIssueMember", "E6": f"{namespace}#RepurchaseOfSharesMember"}


def test_a_recovered_figure_makes_a_fact() -> None:
    address = "issued.blocks[ordinary-1].opening"
    figure = Figure(State.RECOVERED, 1_093_176_133, returns.damaged("176,133", 41).evidence)
    assert fact_at(with_figure(returns.kingsoft_2009(), address, figure), address).value == 1_093_176_133


def test_the_total_authorised_capital_is_a_fact_of_the_whole_return() -> None:
    chinasoft = returns.chinasoft_2011()
    totals = (Figure(State.STATED, Money(Decimal(231_250_000), "HKD")), returns.na(30))
    stated = replace(chinasoft, authorised=replace(chinasoft.authorised, total=totals))
    assert fact_at(stated, "authorised.total[1]").dimensions == Dimensions()
    assert fact_at(stated, "authorised.total[1]").period is Period.CLOSING
    assert not has_fact(stated, "authorised.total[2]")
