"""How well returns of FF301 are read, as sections of ``docs/accuracy.md``."""

from __future__ import annotations

from collections.abc import Iterator

from converter.model import Edition
from tests.generator.ff301.damage import KINDS
from tests.generator.ff301.draw import MONTHS
from tests.generator.ff301.judge import Outcome, measured
from tests.generator.ff301.layouts import Kind
from tests.generator.ff301.wording import Language

SEEDS = range(1000, 1010)
"""The returns drawn for each edition, language and kind of file: not those that the reader was made with."""
DAMAGED_SEEDS = range(1000, 1006)

HEAD = f"""
## FF301

Each edition, language and kind of file has {len(SEEDS)} returns. *Right*: state and value as printed.
*Reported*: not read, or wrong, and a finding or a rule that does not hold speaks of the figure, its row or its part.
*Silently wrong*: anything else, words of a description too.

The pages are typeset after one published return (v1.2, of which parts A, B, D and E do not apply), so the places of
those parts' columns are assumed, and moved a little from return to return. The Chinese captions of section III are
from memory of the form, for no copy of them was at hand. Real filings are read figure by figure in the tests.

| edition | language | file | figures | right | reported | silently wrong |
|---|---|---|---:|---:|---:|---:|
"""
DAMAGE_HEAD = f"""
## FF301, damaged

English returns, {len(DAMAGED_SEEDS)} for each cell, harmed in one way before they are printed; the counts are of
printed numbers other than zero: *right* / *reported* / *silently wrong*. The first row is without damage.
A wrong number that no rule of the form speaks of is wrong in silence.
"""


def sections() -> str:
    """Return the text of both sections."""
    return HEAD + "\n".join(_clean_rows()) + "\n" + DAMAGE_HEAD + "\n".join(_damage_tables()) + "\n"


def _clean_rows() -> Iterator[str]:
    for edition in MONTHS:
        for language in Language:
            for kind in Kind:
                cells = _cells(measured(edition, language, kind, SEEDS))
                yield f"| {edition} | {language} | {kind} | {sum(cells):,} | {' | '.join(f'{it:,}' for it in cells)} |"


def _cells(outcome: Outcome) -> tuple[int, int, int]:
    counts = outcome.counts
    return counts["right"], counts["reported"] + counts["refused"], counts["silently wrong"]


def _damage_tables() -> Iterator[str]:
    for edition in MONTHS:
        yield ""
        yield f"| {edition} | " + " | ".join(Kind) + " |"
        yield "|---|" + "---:|" * len(Kind)
        for damage in KINDS:
            yield f"| {damage} | " + " | ".join(_damage_cell(edition, kind, damage) for kind in Kind) + " |"


def _damage_cell(edition: Edition, kind: Kind, damage: str) -> str:
    outcome = measured(edition, Language.ENGLISH, kind, DAMAGED_SEEDS, damage)
    return " / ".join(f"{it:,}" for it in _cells(outcome))
