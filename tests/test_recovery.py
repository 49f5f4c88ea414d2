"""A damaged figure comes back only where two independent rules give it and the print agrees."""

from __future__ import annotations

from typing import Any

import pytest

from converter.evidence import Evidence, Origin
from converter.facts import facts_of
from converter.model import BLANK, Figure, Money, MonthlyReturn, State
from converter.rules import evaluate, recover
from converter.walk import entries, with_figures
from tests import returns

TOTAL = "total_increase[ordinary-1].number"
INCREASE = "issued.blocks[ordinary-1].increase"


def figure_at(monthly_return: MonthlyReturn, address: str) -> Figure[Any]:
    (figure,) = (entry.figure for entry in entries(monthly_return) if entry.address == address)
    return figure


def recovered(monthly_return: MonthlyReturn, damage: dict[str, Figure[Any]]) -> MonthlyReturn:
    assert damage.keys() <= {entry.address for entry in entries(monthly_return)}
    return recover(with_figures(monthly_return, damage))[0]


def test_the_cut_totals_of_chinasoft_come_back() -> None:
    chinasoft, findings = recover(returns.chinasoft_2011())
    assert figure_at(chinasoft, TOTAL) == Figure(
        State.RECOVERED,
        9_245_400,
        Evidence(", 45,400", 1, 128, origin=Origin.RECOVERED, rules=("MR-III-SUM", "MR-III-EQ-II")),
    )
    preference = figure_at(chinasoft, "total_increase[preference-1].number")
    assert (preference.state, preference.value) == (State.RECOVERED, -7_250_000)
    assert [(finding.code, finding.figure) for finding in findings] == [
        ("figure-recovered", TOTAL),
        ("figure-recovered", "total_increase[preference-1].number"),
    ]
    assert "', 45,400' can be read; MR-III-SUM and MR-III-EQ-II each imply 9,245,400" in findings[0].message


def test_the_cut_digits_never_become_a_value() -> None:
    chinasoft, _ = recover(returns.chinasoft_2011())
    assert not {45_400, 50_000, -50_000} & {fact.value for fact in facts_of(chinasoft)}


def test_a_damaged_date_stays_damaged() -> None:
    chinasoft, _ = recover(returns.chinasoft_2011())
    assert figure_at(chinasoft, "header.date_submitted").state is State.DAMAGED


def test_the_rules_hold_of_what_came_back() -> None:
    before, after = (evaluate(facts_of(item)).coverage for item in (returns.chinasoft_2011(), recovered_chinasoft()))
    for rule in ("MR-III-SUM", "MR-III-EQ-II"):
        assert (after[rule].broken, after[rule].satisfied - before[rule].satisfied) == (0, 2)


def recovered_chinasoft() -> MonthlyReturn:
    return recover(returns.chinasoft_2011())[0]


def test_a_return_without_damage_is_left_as_it_is() -> None:
    kingsoft = returns.kingsoft_2009()
    assert recover(kingsoft) == (kingsoft, ())


@pytest.mark.parametrize("name", returns.ALL)
def test_what_comes_back_is_what_was_printed(name: str) -> None:
    """Cut the first digits of every number, one at a time: it stays damaged or comes back as it was."""
    whole, _ = recover(returns.ALL[name]())
    came_back = 0
    for entry in entries(whole):
        value = entry.figure.value
        if entry.figure.state is not State.STATED or isinstance(value, bool) or not isinstance(value, int | Money):
            continue
        raw = f"{value.amount if isinstance(value, Money) else value:,}"
        cut = raw[len(raw) // 2 :]
        sign = "-" if raw.startswith("-") else ""
        figure = figure_at(recovered(whole, {entry.address: returns.damaged(sign + cut, 1)}), entry.address)
        assert figure.state is State.DAMAGED or figure.value == value, entry.address
        came_back += figure.state is State.RECOVERED
    assert came_back > 0


def test_one_rule_alone_gives_nothing_back() -> None:
    only_roll = {"issued.blocks[ordinary-1].opening": returns.damaged("176,133", 41)}
    assert figure_at(recovered(returns.kingsoft_2009(), only_roll), next(iter(only_roll))).state is State.DAMAGED


def test_rules_that_share_an_operand_are_not_independent() -> None:
    """Total E is given twice by the same movements, so a third witness is needed: the total of A to E."""
    address, damage = "other_movements.total.ordinary", returns.damaged("400,000", 60)
    rights = returns.rights_issue_and_repurchase()
    with_witness = figure_at(recovered(rights, {address: damage}), address)
    assert (with_witness.state, with_witness.value) == (State.RECOVERED, 39_400_000)
    without = figure_at(recovered(rights, {address: damage, TOTAL: BLANK}), address)
    assert without.state is State.DAMAGED


@pytest.mark.parametrize("raw", [", 45,300", "9,245,4001", "(45,400)", "-45,400", ",", "I,O"])
def test_a_fragment_that_disagrees_keeps_the_figure_damaged(raw: str) -> None:
    chinasoft = recovered(returns.chinasoft_2011(), {TOTAL: returns.damaged(raw, 128)})
    assert figure_at(chinasoft, TOTAL).state is State.DAMAGED


def test_a_fragment_without_a_sign_contradicts_a_negative_value() -> None:
    address = "total_increase[preference-1].number"
    chinasoft = recovered(returns.chinasoft_2011(), {address: returns.damaged("50,000", 129)})
    assert figure_at(chinasoft, address).state is State.DAMAGED


def test_a_damaged_operand_gives_no_support() -> None:
    chinasoft = recovered(returns.chinasoft_2011(), {INCREASE: returns.damaged("9,2", 44)})
    assert {figure_at(chinasoft, address).state for address in (TOTAL, INCREASE)} == {State.DAMAGED}


def test_rules_that_imply_different_values_give_nothing_back() -> None:
    contradicted = {"options.total.ordinary": returns.stated(1_995_401, 65)}
    assert figure_at(recovered(returns.chinasoft_2011(), contradicted), TOTAL).state is State.DAMAGED


def test_what_came_back_helps_to_give_back_another() -> None:
    """The number issued rests on Total A and on the number exercised, which comes back itself first."""
    exercised, issued = "options.rows[A3].exercised", "options.rows[A3].issued"
    damage = {
        "options.rows[A3].opening": returns.stated(84_879_600, 66),
        exercised: returns.damaged("2,000", 68),
        issued: returns.damaged("52,000", 68),
    }
    whole = recovered(returns.kingsoft_2009(), damage)
    for address, rules in (
        (exercised, ("MR-III-OPT-ROLL", "MR-III-OPT-FUNDS")),
        (issued, ("MR-III-OPT-ISS", "MR-III-TOT-A")),
    ):
        figure = figure_at(whole, address)
        assert figure.value == 752_000
        assert figure.evidence is not None and figure.evidence.rules == rules


def test_money_comes_back_in_the_currency_of_its_block() -> None:
    address = "authorised.blocks[ordinary-1].closing.capital"
    consolidation = recovered(returns.share_consolidation(), {address: returns.damaged("000,000.00", 8)})
    assert figure_at(consolidation, address).value == figure_at(returns.share_consolidation(), address).value


def test_a_rule_that_leads_to_a_fraction_of_a_share_says_nothing() -> None:
    """Capital over par value is no whole number here, so only the roll-forward is left, which is not enough."""
    address = "authorised.blocks[ordinary-1].closing.number"
    odd_capital = {
        address: returns.damaged("400,000,000", 16),
        "authorised.blocks[ordinary-1].closing.capital": returns.money("1200000.0001", "USD", 16),
    }
    assert figure_at(recovered(returns.kingsoft_2009(), odd_capital), address).state is State.DAMAGED
    whole = recovered(returns.kingsoft_2009(), {address: odd_capital[address]})
    assert figure_at(whole, address).value == 2_400_000_000
