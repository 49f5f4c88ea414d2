"""Lines of a filing given twice, one run directly behind the other, as where two pictures of a page overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, pairwise

from converter.evidence import Evidence
from converter.findings import Finding, Severity
from converter.reading.layout import Line
from converter.reading.source import Source

ONCE_IN_FF301 = re.compile(
    r"^\W*(?:\d{1,2}\s?\.\s*(?:Class|Type|股份)|\d{1,2}\s?\)\s?\.|\([A-E]\)\s?\.|(?:I{1,3}|IV|V)\.\s)"
    r"|Page\s+\d+\s+of\s+\d+|第\s*\d+\s*[頁页]"
)
"""What FF301 numbers: classes, rows, parts, sections and pages. The next one has another number."""
ONCE_TO_2021 = re.compile(
    r"^\W*(?:\d{1,2}\s?\.\s*[^\W\d]|Total\s+[A-E]\b|總數\s*[A-E]\b|总数\s*[A-E]\b)", re.IGNORECASE
)
"""What the form to 2021 numbers: its rows and the parts of section III."""


def without_copies(
    source: Source, once: re.Pattern[str] = ONCE_IN_FF301, least: int = 2
) -> tuple[Source, tuple[Finding, ...]]:
    """The filing without the second of two equal runs of lines, and a finding for each; a return has no such.

    A run is one only if it holds what the form numbers (``once``), for blank rows of two classes may be alike, and
    if it has ``least`` lines: FF301 tells a single row that stands twice where rows are read.
    """
    printed = [(index, _words(line)) for index, line in enumerate(source.lines) if line.text.strip()]
    copies = list(_copies([words for _, words in printed], once, least))
    dropped = {printed[place][0] for copy in copies for place in copy}
    lines = tuple(line for index, line in enumerate(source.lines) if index not in dropped)
    found = tuple(_told(source.lines[printed[copy[0]][0]], len(copy)) for copy in copies)
    return (replace(source, lines=lines) if copies else source), found


def _words(line: Line) -> str:
    """What a line prints; a caption that a text maker gives for each of the cells that it spans stands once."""
    if "\t" not in line.text:
        return " ".join(line.text.split())
    cells = [" ".join(cell.split()) for cell in line.text.split("\t") if cell.strip()]
    kept = [cells[0], *(two for one, two in pairwise(cells) if one != two or any(map(str.isdigit, two)))]
    return " ".join(kept)


def _copies(words: list[str], once: re.Pattern[str], least: int) -> Iterator[range]:
    """The places of every run that repeats the lines before it, from the first on, the longest of those that do."""
    end = 0
    for place, length in sorted(_repeated(words, once, least), key=lambda it: (it[0], -it[1])):
        if place - length >= end:
            yield range(place, place + length)
            end = place + length


def _repeated(words: list[str], once: re.Pattern[str], least: int) -> set[tuple[int, int]]:
    """Where a run begins that is the lines directly before it once more, and how many lines it has.

    What the form numbers stands in both at the same place: only such lines are compared, however many others are alike.
    """
    numbered: dict[str, list[int]] = {}
    for place, line in enumerate(words):
        if once.search(line):
            numbered.setdefault(line, []).append(place)
    found: set[tuple[int, int]] = set()
    for one, two in chain.from_iterable(combinations(places, 2) for places in numbered.values()):
        length = two - one
        start, stop = one, one + 1
        while start > max(0, one - length + 1) and words[start - 1] == words[start - 1 + length]:
            start -= 1
        while stop < min(two, len(words) - length) and words[stop] == words[stop + length]:
            stop += 1
        if length >= least:
            found.update((place, length) for place in range(start + length, stop + 1))
    return found


def _told(line: Line, count: int) -> Finding:
    run = f"{count} lines are" if count > 1 else "A line is"
    return Finding(
        "printed-twice",
        Severity.INFO,
        f"{run} given twice, one directly behind the other, and read once.",
        "Look whether the file is the published return.",
        evidence=Evidence(" ".join(line.text.split()), line.page, line.number, 0),
    )
