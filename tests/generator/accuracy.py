"""Measure the reader on drawn returns and write ``docs/accuracy.md``: ``python -m tests.generator.accuracy``."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

from tests.generator.damage import KINDS
from tests.generator.draw import return_by_seed
from tests.generator.ff301.accuracy import sections
from tests.generator.judge import convert, judged, misread
from tests.generator.notation import LOSES_BLANKS, Layout, draw_style
from tests.generator.typeset import expected, typeset

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"
SEEDS = range(1000, 1030)
"""The returns drawn for each layout and for each kind of damage: not those that the reader was made with, from 0 on."""

VERDICTS = ("right", "recovered", "damaged", "reported", "missing", "refused", "wrong, no rule", "silently wrong")
LAYOUT_NAMES = {
    Layout.TABS: "cells parted by tabs, as OCR makes them",
    Layout.PIPES: "markdown tables",
    Layout.COLUMNS: "columns aligned by spaces",
    Layout.FLAT: "each table in one line",
    Layout.CELLS: "one cell per line",
    Layout.BOXES: "markdown tables with section I in three boxes",
}

HEAD = """# How well filings are read

Written by `python -m tests.generator.accuracy`; a test compares it with what the reader does.
The returns are drawn at random by seed, in many habits of writing, and typeset as the form;
the seeds are not those that the reader was made with.

## 2009 to 2021, clean text

| layout | returns | figures | read right |
|---|---:|---:|---:|
"""
DAMAGE_HEAD = f"""
## 2009 to 2021, damaged text

Each row damages {len(SEEDS)} returns in one way; the counts are of printed numbers other than zero.
*Recovered*: damaged in print and implied alike by two independent rules. *Damaged*: said to be unreadable.
*Reported*: wrong, and named by a rule or a finding. *Missing*: not found, while a finding or a broken rule speaks.
*Refused*: the return names no issuer or no month. *Wrong, no rule*: wrong, and no rule of the form speaks of it.

"""


@cache
def clean(layout: Layout) -> tuple[int, int]:
    """Count the figures printed in clean text of one layout, and those that are misread."""
    printed = wrong = 0
    for seed in SEEDS:
        drawn = return_by_seed(seed, gaps=layout not in LOSES_BLANKS)
        came = convert(typeset(drawn, draw_style(Random(seed), layout)))
        printed += len(expected(drawn))
        wrong += len(misread(drawn, came.monthly_return))
    return printed, wrong


def _clean_rows() -> list[str]:
    rows = []
    for layout in Layout:
        printed, wrong = clean(layout)
        rows.append(f"| {LAYOUT_NAMES[layout]} | {len(SEEDS)} | {printed:,} | {printed - wrong:,} |")
    return rows


def _damage_row(kind: str, counts: Counter[str]) -> str:
    return f"| {kind.replace('-', ' ')} | " + " | ".join(f"{counts[verdict]:,}" for verdict in VERDICTS) + " |"


def page() -> str:
    """Return the text of the page."""
    head = ["| damage | " + " | ".join(VERDICTS) + " |", "|---|" + "---:|" * len(VERDICTS)]
    rows = [_damage_row(kind, judged(kind, SEEDS)[0]) for kind in KINDS]
    return HEAD + "\n".join(_clean_rows()) + "\n" + DAMAGE_HEAD + "\n".join([*head, *rows]) + "\n" + sections()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
