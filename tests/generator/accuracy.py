"""Measure the reader on drawn returns and write ``docs/accuracy.md``: ``python -m tests.generator.accuracy``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from converter.errors import Refusal
from tests.generator.damage import KINDS
from tests.generator.ff301.accuracy import sections
from tests.generator.ff301.wording import Language
from tests.generator.files import FORMS, Kind, drawn
from tests.generator.judge import convert, judged, misread
from tests.generator.typeset import expected

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"
SEEDS = range(1000, 1030)
"""The returns drawn for each kind of damage: not those that the reader was made with, from 0 on."""
CLEAN_SEEDS = range(1000, 1006)
"""The returns drawn for each edition, language and kind of file."""

VERDICTS = (
    "right",
    "recovered",
    "damaged",
    "reported",
    "missing",
    "refused",
    "wrong, no rule",
    "silently wrong",
    "silently lost",
)

HEAD = f"""# How well filings are read

Written by `python -m tests.generator.accuracy`; a test compares it with what the reader does.
The returns are drawn at random by seed, in many habits of writing, and typeset as the form;
the seeds are not those that the reader was made with.

## 2009 to 2021

Each cell has {len(CLEAN_SEEDS)} returns: the figures read right / the figures printed. The Chinese captions are from
memory of the form, for no copy of them was at hand; those of the English form are from published returns.

"""
DAMAGE_HEAD = f"""
## 2009 to 2021, damaged

Each row damages {len(SEEDS)} returns, of one edition and language after another, in one way; they are text with cells
parted by tabs, as OCR makes it. The counts are of printed numbers other than zero.
*Recovered*: damaged in print and implied alike by two independent rules. *Damaged*: said to be unreadable.
*Reported*: wrong, and named by a rule that does not hold, or told by a finding as it is printed.
*Missing*: not found, while a finding names its part, or a broken rule its row. *Refused*: the return names no issuer
or no month. *Wrong, no rule*: wrong, and no rule of the form speaks of it.
*Silently lost*: not found, and nothing is said.

"""
KINDS_HEAD = f"""
## 2009 to 2021, damaged, in every kind of file

Each cell has {len(CLEAN_SEEDS)} returns: right or recovered / said to be wrong, damaged or missing / wrong, no rule
/ silently wrong or lost. Where columns keep their places whatever befalls a cell, words are cut by spaces.

"""


@cache
def clean(form: int, language: Language, kind: Kind) -> tuple[int, int]:
    """Count the figures printed in clean files of one edition, language and kind, and those that are misread."""
    printed = wrong = 0
    for seed in CLEAN_SEEDS:
        truth, content = drawn(seed, kind, FORMS[form], language)
        printed += len(expected(truth))
        try:
            wrong += len(misread(truth, convert(content).monthly_return))
        except Refusal:
            wrong += len(expected(truth))
    return printed, wrong


def _clean_rows() -> Iterator[str]:
    yield "| edition | language | " + " | ".join(Kind) + " |"
    yield "|---|---|" + "---:|" * len(Kind)
    for number, (edition, hdr) in enumerate(FORMS):
        for language in Language:
            counts = (clean(number, language, kind) for kind in Kind)
            cells = " | ".join(f"{printed - wrong:,} / {printed:,}" for printed, wrong in counts)
            yield f"| {edition}{', title of the HDR form' if hdr else ''} | {language} | {cells} |"


def _damage_row(kind: str, counts: Counter[str]) -> str:
    return f"| {kind.replace('-', ' ')} | " + " | ".join(f"{counts[verdict]:,}" for verdict in VERDICTS) + " |"


def _kind_rows() -> Iterator[str]:
    kinds = [kind for kind in Kind if kind is not Kind.TABS]
    yield "| damage | " + " | ".join(kinds) + " |"
    yield "|---|" + "---:|" * len(kinds)
    for damage in KINDS:
        cells = (_cell(judged(damage, CLEAN_SEEDS, kind)[0]) for kind in kinds)
        yield f"| {damage.replace('-', ' ')} | " + " | ".join(cells) + " |"


def _cell(counts: Counter[str]) -> str:
    right = counts["right"] + counts["recovered"]
    silent = counts["silently wrong"] + counts["silently lost"]
    no_rule = counts["wrong, no rule"]
    return f"{right:,} / {counts.total() - right - silent - no_rule:,} / {no_rule:,} / {silent:,}"


def page() -> str:
    """Return the text of the page."""
    return older_form() + sections()


def older_form() -> str:
    """Return the text of the page up to the sections of FF301."""
    head = ["| damage | " + " | ".join(VERDICTS) + " |", "|---|" + "---:|" * len(VERDICTS)]
    rows = [_damage_row(kind, judged(kind, SEEDS)[0]) for kind in KINDS]
    parts = (HEAD, *_lines(_clean_rows()), DAMAGE_HEAD, *_lines([*head, *rows]), KINDS_HEAD, *_lines(_kind_rows()))
    return "".join(parts)


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
