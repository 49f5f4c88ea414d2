"""Turn parts, which are headings and rows of cells, into text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.generator.notation import Layout, Style

Cells = tuple[str, ...]

WIDTH = 36
"""Characters in a cell of the aligned layout before its text goes on below."""
_UNBROKEN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+")
"""What no line break divides: a word, a number, a Chinese character."""


@dataclass(frozen=True)
class Part:
    """A heading, which may be empty, and rows of cells, which may be none."""

    heading: str
    rows: tuple[Cells, ...] = ()


def text_part(text: str) -> Part:
    """Return a part that is one paragraph."""
    return Part(text)


def lay_out(parts: Iterable[Part], style: Style) -> str:
    """Return the text of the parts, one after another, in the style's layout."""
    render = RENDERERS[style.layout]
    return "\n\n".join(render(part) for part in parts) + "\n"


def _below_heading(heading: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return "\n\n".join(piece for piece in (heading, body) if piece)


def _tabs(part: Part) -> str:
    return _below_heading(part.heading, ("\t".join(row) for row in part.rows))


def _pipes(part: Part) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in part.rows]
    if lines:
        lines.insert(1, "|" + "---|" * len(part.rows[0]))
    return _below_heading(part.heading, lines)


def _cells(part: Part) -> str:
    return "\n\n".join(cell for cell in (part.heading, *(cell for row in part.rows for cell in row)) if cell)


def _flat(part: Part) -> str:
    if not part.rows:
        return part.heading
    return " ".join(cell for cell in (part.heading, *(cell for row in part.rows for cell in row)) if cell)


def _columns(part: Part) -> str:
    if not part.rows:
        return part.heading
    wrapped = [[_wrapped(cell, len(row)) for cell in row] for row in part.rows]
    widths = [max(len(line) for row in wrapped for line in row[at]) for at in range(len(part.rows[0]))]
    return _below_heading(part.heading, (line for row in wrapped for line in _aligned(row, widths)))


def _wrapped(cell: str, columns: int) -> list[str]:
    """Break a cell of a narrow column; where there are two columns, both are wide enough."""
    if columns <= 2 or len(cell) <= WIDTH:
        return [cell]
    lines = [""]
    for piece in _UNBROKEN.findall(cell):
        if lines[-1] and len((lines[-1] + piece).rstrip()) > WIDTH:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _aligned(row: list[list[str]], widths: list[int]) -> Iterable[str]:
    for at in range(max(len(cell) for cell in row)):
        pieces = (cell[at] if at < len(cell) else "" for cell in row)
        yield "   ".join(piece.ljust(width) for piece, width in zip(pieces, widths, strict=True)).rstrip()


RENDERERS: dict[Layout, Callable[[Part], str]] = {
    Layout.TABS: _tabs,
    Layout.PIPES: _pipes,
    Layout.COLUMNS: _columns,
    Layout.FLAT: _flat,
    Layout.CELLS: _cells,
    Layout.BOXES: _pipes,
}
