"""What is typeset as FF301 is read back: every figure right, or said to be unreadable.

Editions, languages and kinds of file are tried part by part, so that what is read stays read.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from converter.facts import facts_of
from converter.model import Edition, MonthlyReturn, State
from converter.rules import evaluate
from converter.walk import entries
from tests.generator.examples import Example, ff301_examples
from tests.generator.ff301.draw import MONTHS, ff301_by_seed
from tests.generator.ff301.judge import judged, measured
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language
from tests.generator.judge import numbers

SEEDS = range(8)
PARTS = (
    "header",
    "authorised",
    "issued",
    "options",
    "warrants",
    "convertibles",
    "agreements",
    "other_movements",
    "total_increase",
    "depositary_receipts",
    "confirmations",
    "signature",
)
LETTERS = ("options", "warrants", "convertibles", "agreements", "other_movements")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", Language)
def test_no_figure_is_wrong_in_silence(language: Language, kind: Kind, part: str) -> None:
    silences = {
        f"{edition}, seed {at}": pair
        for edition in MONTHS
        for at, pair in measured(edition, language, kind, SEEDS).silences.items()
        if at.split(" ")[1].startswith(part)
    }
    assert silences == {}


@pytest.mark.parametrize("example", ff301_examples(), ids=lambda example: example.name)
def test_an_example_is_read_without_a_mistake(example: Example) -> None:
    outcome = judged(example.monthly_return, example.content)
    assert (outcome.silences, outcome.reports) == ({}, {})


def drawn() -> list[Any]:
    return [
        pytest.param(ff301_by_seed(seed, edition), id=f"{edition} {seed}") for edition in MONTHS for seed in range(30)
    ]


@pytest.mark.parametrize("monthly_return", drawn())
def test_what_is_drawn_adds_up(monthly_return: MonthlyReturn) -> None:
    it = monthly_return
    parts = [getattr(it, name) for name in LETTERS]
    for block, total in zip(it.issued.blocks, it.total_increase, strict=True):
        sums = Counter[str]()
        for mine in (one for part in parts for one in part.line_totals if one.share_class == block.share_class):
            sums["issued"] += mine.issued.value or 0
            sums["treasury"] += mine.treasury_shares.value or 0
        assert sums["issued"] == (total.number.value or 0) == (block.increase.value or 0)
        assert sums["treasury"] == (total.treasury_shares.value or 0) == (block.treasury.increase.value or 0)
        assert (block.opening.value or 0) + sums["issued"] == block.closing.value
        if it.edition is not Edition.FF301_1_0:
            assert block.treasury.opening.value + sums["treasury"] == block.treasury.closing.value
            assert block.closing.value + block.treasury.closing.value == block.all_issued.closing.value


def test_no_rule_breaks_for_what_is_drawn() -> None:
    broken = {
        (edition, seed, outcome.rule)
        for edition in MONTHS
        for seed in range(30)
        for outcome in evaluate(facts_of(ff301_by_seed(seed, edition))).broken
    }
    assert broken == set()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", Language)
def test_every_number_is_printed(language: Language, kind: Kind) -> None:
    truth = ff301_by_seed(3, Edition.FF301_1_1, language)
    content = rendered(truth, language, kind)
    printed = _text_of(content) if kind is Kind.PDF else content.decode()
    assert [at for at, number in numbers(truth).items() if f"{abs(number):,}" not in printed] == []


def _text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(content))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("kind", Kind)
def test_a_seed_gives_the_same_bytes_every_time(kind: Kind) -> None:
    one, two = (rendered(ff301_by_seed(5, Edition.FF301_1_2), Language.ENGLISH, kind) for _ in range(2))
    assert one == two


def test_all_that_ff301_prints_is_drawn() -> None:
    """Every kind of figure of the editions since 2021 is stated in some drawn return."""
    stated = {
        entry.path
        for edition in MONTHS
        for seed in range(60)
        for entry in entries(ff301_by_seed(seed, edition))
        if entry.figure.state is State.STATED
    }
    wanted = {
        "other_movements.rows.not_yet_cancelled",
        "options.rows.exercised_from_treasury",
        "issued.blocks.counters.stock_code",
        "issued.blocks.public_float.complied",
    }
    wanted |= {f"{part}.line_totals.treasury_shares" for part in LETTERS} | {f"{part}.rows.issued" for part in LETTERS}
    wanted |= {"warrants.rows.retired", "convertibles.rows.newly_issued", "options.rows.other_movement"}
    assert wanted - stated == set()
