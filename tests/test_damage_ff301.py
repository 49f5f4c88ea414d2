"""Damage to FF301 makes no number wrong in silence that is right, or reported, without it.

A number that no rule of the form speaks of may be wrong in silence, where its print is a number still. The figures of
docs/accuracy.md are those that the reader gives.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.generator.accuracy import PAGE
from tests.generator.ff301.accuracy import DAMAGED_SEEDS, sections
from tests.generator.ff301.damage import KINDS
from tests.generator.ff301.draw import MONTHS
from tests.generator.ff301.judge import measured
from tests.generator.ff301.layouts import Kind
from tests.generator.ff301.wording import Language

HARMLESS = ("repeat a row", "add dirt")
"""Damage that leaves the digits and the captions whole."""


def cases(damages: tuple[str, ...]) -> list[Any]:
    return [pytest.param(damage, kind, id=f"{damage}, {kind}") for damage in damages for kind in Kind]


def silences(kind: Kind, damage: str) -> dict[str, Any]:
    outcomes = {it: measured(it, Language.ENGLISH, kind, DAMAGED_SEEDS, damage) for it in MONTHS}
    return {
        f"{edition}, seed {at}": pair
        for edition, outcome in outcomes.items()
        for at, pair in outcome.silences.items()
        if at not in outcome.unruled
    }


@pytest.mark.no_cover  # thousands of returns; what is measured here the tests below ask for again
def test_the_page_says_what_is_measured() -> None:
    _, head, of_ff301 = PAGE.read_text(encoding="utf-8").partition("\n## FF301\n")
    assert sections() == head + of_ff301, "run python -m tests.generator.accuracy"


@pytest.mark.parametrize(("damage", "kind"), cases(tuple(name for name in KINDS if name != "none")))
def test_damage_adds_no_silent_mistake(damage: str, kind: Kind) -> None:
    before = silences(kind, "none")
    assert {at: pair for at, pair in silences(kind, damage).items() if at not in before} == {}


@pytest.mark.parametrize("damage", HARMLESS)
@pytest.mark.parametrize("kind", Kind)
def test_harmless_damage_loses_few_numbers(damage: str, kind: Kind) -> None:
    for edition in MONTHS:
        whole = measured(edition, Language.ENGLISH, kind, DAMAGED_SEEDS, "none").counts["right"]
        assert measured(edition, Language.ENGLISH, kind, DAMAGED_SEEDS, damage).counts["right"] >= whole * 98 // 100
