"""Born-digital PDF: the text runs of each page, by their places, as lines of cells.

A page's runs that share a baseline make a line; a wide gap divides cells; a cell's further
lines are put back behind it, as in text laid out with spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from converter.errors import LimitExceeded, UnreadableInput
from converter.reading.layout import Cell, rows_of_cells

MAX_PAGES = 200
"""A bound for hostile input: returns with continuation sheets have some dozens of pages."""
_SAME_LINE = 3.0
"""Points by which the middle of two runs of one line may differ."""
_GAP = 6.0
"""Points between two runs from which on they are two cells."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of characters as the page draws it."""

    text: str
    left: float
    right: float
    middle: float


def pdf_lines(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """Yield every line of a PDF as its page (from 1) and its cells.

    Raises:
        UnreadableInput: ``damaged-pdf``, ``encrypted-pdf``, ``pdf-without-text`` (scanned pages).
        LimitExceeded: ``too-many-pages``.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(
            "damaged-pdf", f"The PDF cannot be opened ({error}).", "Download it again, or give its text."
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise LimitExceeded(
                "too-many-pages",
                f"The PDF has {len(document)} pages; no return has more than {MAX_PAGES}.",
                "Give the return alone, without what surrounds it.",
            )
        pages = [_runs(document, index) for index in range(len(document))]
    finally:
        document.close()
    if not any(pages):
        raise UnreadableInput(
            "pdf-without-text", "The PDF holds pictures of pages and no text.", "Give a text made of it by OCR."
        )
    for number, runs in enumerate(pages, start=1):
        for cells in rows_of_cells([_cells(line) for line in _lines(runs)]):
            yield number, cells


def _runs(document: pypdfium2.PdfDocument, index: int) -> list[_Run]:
    page = document[index]
    text_page = page.get_textpage()
    runs = []
    for number in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(number)
        text = " ".join(text_page.get_text_bounded(left, bottom, right, top).split())
        if text:
            runs.append(_Run(text, left, right, (bottom + top) / 2))
    text_page.close()
    page.close()
    return runs


def _lines(runs: list[_Run]) -> list[list[_Run]]:
    """Group runs by their height on the page, from the top."""
    lines: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if lines and lines[-1][0].middle - run.middle <= _SAME_LINE:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.left) for line in lines]


def _cells(line: list[_Run]) -> list[Cell]:
    """Join the runs of a line into cells."""
    cells: list[Cell] = []
    for run in line:
        last = cells[-1] if cells else None
        if last is not None and run.left - last.right < _GAP:
            cells[-1] = Cell(f"{last.text} {run.text}", last.left, max(last.right, round(run.right)))
        else:
            cells.append(Cell(run.text, round(run.left), round(run.right)))
    return cells
