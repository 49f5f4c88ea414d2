"""The typesetter and the dice are right by themselves: what is drawn adds up, what is typeset is all there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given

from converter.facts import facts_of
from converter.model import ClassKind, MonthlyReturn, State
from converter.rules import evaluate
from converter.walk import entries
from tests.generator.damage import KINDS
from tests.generator.draw import monthly_returns, return_by_seed, with_wrong_figure, wrong_returns
from tests.generator.examples import examples
from tests.generator.judge import SPEAKING, numbers
from tests.generator.notation import Layout, Style, draw_style
from tests.generator.typeset import expected, typeset

PARTS = ("options", "warrants", "convertibles", "agreements", "other_movements")


def faults(monthly_return: MonthlyReturn) -> list[str]:
    """The sums of the form that do not hold, worked out without the rule catalogue."""
    value = numbers(monthly_return)
    found = []
    for block in monthly_return.authorised.blocks:
        stem = f"authorised.blocks[{block.key}]"
        for column in ("number", "capital"):
            change = value.get(f"{stem}.increase.{column}", 0)
            if value.get(f"{stem}.opening.{column}", 0) + change != value.get(f"{stem}.closing.{column}", 0):
                found.append(f"{stem} {column}")
    for column in monthly_return.issued.blocks:
        stem = f"issued.blocks[{column.key}]"
        if value.get(f"{stem}.opening", 0) + value.get(f"{stem}.increase", 0) != value.get(f"{stem}.closing", 0):
            found.append(stem)
    for kind in (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER):
        printed = sum(number for address, number in value.items() if address.startswith(f"total_increase[{kind}"))
        if sum(value.get(f"{part}.total.{kind}", 0) for part in PARTS) != printed:
            found.append(f"total increase of {kind}")
    return found


def rows_agree(monthly_return: MonthlyReturn) -> bool:
    """Whether the rows of each part add up to its totals."""
    for part in (getattr(monthly_return, name) for name in PARTS):
        for kind in (ClassKind.ORDINARY, ClassKind.PREFERENCE, ClassKind.OTHER):
            issued = sum(row.issued.value or 0 for row in part.rows if row.share_class is kind)
            if issued != (getattr(part.total, kind.value).value or 0):
                return False
    return True


@given(monthly_returns())
def test_a_drawn_return_is_arithmetically_right(drawn: MonthlyReturn) -> None:
    assert faults(drawn) == []
    assert rows_agree(drawn)


@given(monthly_returns())
def test_a_drawn_return_breaks_no_rule(drawn: MonthlyReturn) -> None:
    spoken = [outcome for outcome in evaluate(facts_of(drawn)).outcomes if outcome.verdict in SPEAKING]
    assert spoken == []


@given(wrong_returns())
def test_a_wrong_return_has_one_changed_figure(wrong: tuple[MonthlyReturn, str]) -> None:
    monthly_return, address = wrong
    assert address in {entry.address for entry in entries(monthly_return)}


def test_a_seed_gives_the_same_return_everywhere() -> None:
    assert return_by_seed(7) == return_by_seed(7)
    assert return_by_seed(7) != return_by_seed(8)
    before = return_by_seed(7)
    after, address = with_wrong_figure(before, Random(1))
    changed = {key for key, printed in expected(after).items() if expected(before)[key] != printed}
    assert changed == {address}


@pytest.mark.parametrize("layout", Layout)
@given(monthly_returns())
def test_every_printed_number_stands_in_the_text(layout: Layout, drawn: MonthlyReturn) -> None:
    text = typeset(drawn, Style(layout=layout))
    missing = [address for address, number in numbers(drawn).items() if format(Decimal(abs(number)), ",f") not in text]
    assert not missing


@pytest.mark.parametrize("layout", Layout)
def test_all_layouts_print_the_same_words(layout: Layout) -> None:
    for seed in range(20):
        drawn, style = return_by_seed(seed), draw_style(Random(seed), Layout.FLAT)
        words = sorted(typeset(drawn, style).split())
        other = typeset(drawn, replace(style, layout=layout)).replace("|", " ").replace("---", " ")
        if layout is Layout.BOXES:  # it prints the par values twice
            assert set(other.split()) == set(words)
        else:
            assert sorted(other.split()) == words


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_recorded_and_repeatable(kind: str) -> None:
    text = typeset(return_by_seed(11), Style())
    for seed in range(10):
        damaged = KINDS[kind](text, seed)
        assert damaged.text != text or not damaged.wounds
        assert damaged == KINDS[kind](text, seed)
        lines = text.split("\n")
        assert all(wound.before.split("\n")[0] in lines[wound.line - 1] for wound in damaged.wounds)


def test_examples_break_no_rule_except_the_one_named_wrong() -> None:
    for example in examples():
        broken = [outcome.rule for outcome in evaluate(facts_of(example.monthly_return)).broken]
        assert broken == (["MR-II-ROLL"] if example.name.startswith("wrong/") else []), example.name


def test_examples_add_up_except_the_one_named_wrong() -> None:
    for example in examples():
        wrong = ["issued.blocks[ordinary-1]"] if example.name.startswith("wrong/") else []
        assert faults(example.monthly_return) == wrong, example.name


def test_expected_names_what_is_printed_and_nothing_else() -> None:
    drawn = return_by_seed(3)
    states = {address: state for address, (state, _value) in expected(drawn).items()}
    assert states["header.issuer"] is State.STATED
    assert State.BLANK not in states.values()
