"""Damaged text: a figure is right, or damaged, or recovered rightly, or a rule says that it is wrong.

A wrong figure may pass in silence only where no rule of the form speaks of it.
"""

from __future__ import annotations

import pytest

from tests.generator.accuracy import SEEDS
from tests.generator.damage import KINDS
from tests.generator.judge import judged

WIDENED = pytest.mark.xfail(
    reason="a cell too many beside a blank cell leaves the numbers of an option scheme unplaced"
)
SILENT = {
    "lose-captions": pytest.mark.xfail(reason="values without their caption are taken for the blank row above them"),
    "overlap-crops": pytest.mark.xfail(reason="of a row printed twice, the garbled copy may be the one that is read"),
}
DAMAGES = [pytest.param(kind, marks=SILENT[kind]) if kind in SILENT else kind for kind in KINDS]
HARMLESS = (
    "renumber-items",
    "flatten-table",
    pytest.param("add-noise", marks=WIDENED),
    pytest.param("cut-words", marks=WIDENED),
)
"""Damage that leaves the digits and the captions' letters whole must lose no figure."""


@pytest.mark.parametrize("kind", DAMAGES)
def test_no_damage_makes_a_wrong_figure_in_silence(kind: str) -> None:
    counts, silences = judged(kind, SEEDS)
    print(kind, dict(sorted(counts.items())))
    assert counts["right"] > 0
    assert silences == ()


@pytest.mark.parametrize("kind", HARMLESS)
def test_damage_beside_the_figures_loses_none(kind: str) -> None:
    counts, _silences = judged(kind, SEEDS)
    assert list(counts) == ["right"]
