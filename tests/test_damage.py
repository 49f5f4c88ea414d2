"""Damaged text: a figure is right, or damaged, or recovered rightly, or a rule says that it is wrong.

A wrong figure may pass in silence only where no rule of the form speaks of it. The figures of docs/accuracy.md are
those that the reader gives.
"""

from __future__ import annotations

import pytest

from tests.generator.accuracy import PAGE, SEEDS, older_form
from tests.generator.damage import KINDS
from tests.generator.files import Kind
from tests.generator.judge import judged

HARMLESS = ("renumber-items", "flatten-table", "repeat-heads")
"""Damage that leaves the digits and the captions' letters whole must lose no figure."""
FILES = (Kind.COLUMNS, Kind.CELLS, Kind.HTML, Kind.PDF)
"""Other kinds of file, for which fewer returns are drawn."""


@pytest.mark.no_cover  # thousands of returns; what is measured here the tests below ask for again
def test_the_page_says_what_is_measured() -> None:
    of_older_form, _, _ = PAGE.read_text(encoding="utf-8").partition("\n## FF301\n")
    assert older_form() == of_older_form, "run python -m tests.generator.accuracy"


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_makes_a_wrong_figure_in_silence(kind: str) -> None:
    counts, silences = judged(kind, SEEDS)
    print(kind, dict(sorted(counts.items())))
    assert counts["right"] > 0
    assert silences == ()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_does_so_in_any_kind_of_file(kind: str, file: Kind) -> None:
    _counts, silences = judged(kind, SEEDS[:6], file)
    assert silences == ()


@pytest.mark.parametrize("kind", HARMLESS)
def test_damage_beside_the_figures_loses_none(kind: str) -> None:
    counts, _silences = judged(kind, SEEDS)
    assert list(counts) == ["right"]
