"""What FF301 adds to the placing of facts: rows of lines, treasury shares, counters, confirmations, identity twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from converter import definition
from converter.facts import Dimensions, Fact, facts_of, omissions_of
from converter.model import AuthorisedBlock, ClassKind, Confirmation, Figure, MonthlyReturn
from converter.walk import entries, with_figures
from tests import returns, returns_ff301

ORDINARY, PREFERENCE = ClassKind.ORDINARY, ClassKind.PREFERENCE


def fact_at(monthly_return: MonthlyReturn, address: str) -> Fact:
    (fact,) = (fact for fact in facts_of(monthly_return) if fact.address == address)
    return fact


def cube(fact: Fact) -> tuple[str, ...]:
    """The axes of a fact, by their keys in the definition."""
    names = {"share_class": "class", "line": "line", "row": "row", "counter": "counter", "item": "item"}
    return tuple(axis for name, axis in names.items() if getattr(fact.dimensions, name) is not None)


@pytest.mark.parametrize("name", returns_ff301.ALL)
def test_every_fact_lies_in_a_cube_of_its_concept(name: str) -> None:
    shapes = {known.key: set(known.axes) for known in definition.load().cubes}
    facts = facts_of(returns_ff301.ALL[name]())
    outside = [
        fact
        for fact in facts
        if set(cube(fact)) not in [shapes[key] for key in definition.load().concept(fact.concept).cubes]
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("name", "address", "concept", "dimensions", "value"),
    [
        (
            "h-and-a-shares",
            "options.rows[A1].issued",
            "SharesIssuedPursuantToShareOptions",
            (ORDINARY, 2, "A1"),
            100_000,
        ),
        (
            "treasury-shares-sold",
            "options.rows[A1].issued",
            "SharesIssuedPursuantToShareOptions",
            (ORDINARY, None, "A1"),
            30_000,
        ),
        ("h-and-a-shares", "other_movements.rows[E1].issued", "RepurchaseIntoTreasury", (ORDINARY, 1), -40_000),
        (
            "h-and-a-shares",
            "options.line_totals[ordinary-2].issued",
            "SharesIssuedPursuantToShareOptions",
            (ORDINARY, 2),
            100_000,
        ),
        (
            "treasury-buy-back",
            "other_movements.rows[E1].issued",
            "RepurchaseIntoTreasury",
            (ORDINARY, None, "E1"),
            -300_000,
        ),
        ("treasury-buy-back", "total_increase[ordinary-1].treasury_shares", "TreasuryShares", (ORDINARY,), 500_000),
        ("treasury-buy-back", "issued.blocks[ordinary-1].treasury.closing", "TreasuryShares", (ORDINARY,), 1_500_000),
        (
            "treasury-buy-back",
            "other_movements.rows[E4].not_yet_cancelled",
            "NotYetCancelled",
            (ORDINARY, None, "E4"),
            -70_000,
        ),
        ("two-preference-series", "issued.blocks[preference-2].increase", "IssuedShares", (PREFERENCE, 2), -250_000),
        ("moon-2026", "issued.blocks[ordinary-1].public_float.complied", "PublicFloatSufficient", (ORDINARY,), True),
    ],
)
def test_a_figure_is_placed(name: str, address: str, concept: str, dimensions: tuple[Any, ...], value: Any) -> None:
    fact = fact_at(returns_ff301.ALL[name](), address)
    assert concept in fact.concept
    assert (fact.dimensions, fact.value) == (Dimensions(*dimensions), value)


def test_a_counter_and_a_confirmation_have_keys_of_their_own() -> None:
    two_classes = returns_ff301.weighted_voting_rights()
    counter = fact_at(two_classes, "authorised.blocks[ordinary-1].counters[1].stock_code")
    assert (counter.concept, counter.value) == ("StockCodeOfCounter", "89999")
    assert counter.dimensions == Dimensions(ORDINARY, line=1, counter=1)
    assert fact_at(two_classes, "confirmations[ii].words").dimensions == Dimensions(item="ii")


def test_the_identity_of_a_class_printed_twice_is_one_fact() -> None:
    addresses = {fact.address for fact in facts_of(returns_ff301.moon_2026())}
    assert "authorised.blocks[ordinary-1].stock_code" in addresses
    assert "issued.blocks[ordinary-1].stock_code" not in addresses
    assert omissions_of(returns_ff301.moon_2026()) == ()


def test_section_ii_gives_what_section_i_does_not() -> None:
    moon = returns_ff301.moon_2026()
    bare = tuple(AuthorisedBlock(share_class=block.share_class) for block in moon.authorised.blocks)
    without = replace(moon, authorised=replace(moon.authorised, blocks=bare, total=()))
    assert fact_at(without, "issued.blocks[ordinary-1].stock_code").value == "01723"


def test_two_printings_that_differ_make_a_finding_and_one_fact() -> None:
    address = "issued.blocks[ordinary-1].stock_code"
    moon = with_figures(returns_ff301.moon_2026(), {address: returns.stated("01732", 44)})
    (fact,) = (fact for fact in facts_of(moon) if fact.concept == "StockCode")
    assert fact.value == "01723"
    (finding,) = omissions_of(moon)
    assert (finding.code, finding.figure) == ("identity-differs", address)
    assert "01732" in finding.message and "01723" in finding.message


def test_a_confirmation_without_a_number_or_with_one_twice_makes_a_finding_and_no_fact() -> None:
    moon = returns_ff301.moon_2026()
    said = Figure(returns.stated("x", 1).state, "Further", returns.stated("x", 1).evidence)
    for item, code in (("note", "item-not-numbered"), ("i", "item-repeated")):
        more = replace(moon, confirmations=(*moon.confirmations, Confirmation(item=item, words=said)))
        assert len(facts_of(more)) == len(facts_of(moon))
        (finding,) = omissions_of(more)
        assert finding.code == code


def test_a_reduction_without_its_sign_reports_by_row() -> None:
    address = "other_movements.rows[E6].issued"
    unsigned = with_figures(returns.rights_issue_and_repurchase(), {address: returns.stated(600_000, 50)})
    assert fact_at(unsigned, address).dimensions == Dimensions(ORDINARY, row="E6")


@pytest.mark.parametrize("name", returns_ff301.ALL)
def test_no_two_facts_are_alike_whatever_figure_becomes_zero(name: str) -> None:
    monthly_return = returns_ff301.ALL[name]()
    for entry in entries(monthly_return):
        if isinstance(entry.figure.value, int) and not isinstance(entry.figure.value, bool):
            keys = [fact.key for fact in facts_of(with_figures(monthly_return, {entry.address: returns.nil(1)}))]
            assert len(keys) == len(set(keys)), entry.address
