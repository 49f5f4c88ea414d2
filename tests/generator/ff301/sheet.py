"""Pages of boxes: where every piece of text stands on a page of FF301, in points from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

WIDTH, HEIGHT = 842, 595
TOP, BOTTOM = 45, 540
FONT = "Form"
_HAN = (*range(0x2E80, 0xA000), *range(0xFF00, 0xFFF0), 0x2714, 0x201C, 0x201D)


@cache
def font() -> str:
    """Register a font in which every Chinese character has a shape: pages are read, not looked at."""
    stand_in = TTFont(FONT, "Vera.ttf")
    for code in _HAN:
        stand_in.face.charToGlyph[code] = stand_in.face.charToGlyph[ord("M")]
        stand_in.face.charWidths[code] = 1000
    pdfmetrics.registerFont(stand_in)
    return FONT


@cache
def width_of(text: str, size: int) -> float:
    """How wide a text is."""
    width: float = pdfmetrics.stringWidth(text, font(), size)
    return width


@dataclass(frozen=True)
class Box:
    """A text between two places across the page: left-aligned, right-aligned ("r") or centred ("c")."""

    text: str
    left: float
    right: float
    align: str = "l"
    size: int = 7
    down: float = 0
    """How far below its row's place it begins: the movements of one row stand one below the other."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text broken to the box's width, at spaces, and between Chinese characters."""
        return _broken(self.text, self.right - self.left - 3.4, self.size)


@cache
def _broken(text: str, width: float, size: int) -> tuple[str, ...]:
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width_of((line + piece).rstrip(), size) > width:
                found.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        found.append(line.rstrip())
    return tuple(line for line in found if line)


def _pieces(text: str) -> Iterator[str]:
    """Split where a line may be broken."""
    piece = ""
    for at, character in enumerate(text):
        piece += character
        ends = character == " " or ord(character) in range(0x2E80, 0xA000)
        following = text[at + 1 : at + 2]
        if ends and following not in ("）", ")", "，", "、", " "):
            yield piece
            piece = ""
    if piece:
        yield piece


@dataclass(frozen=True)
class Row:
    """Boxes that stand beside each other; ``middle`` centres them over the row's height, as in a table's head."""

    boxes: tuple[Box, ...]
    middle: bool = False
    space: float = 6
    """The room below."""

    @property
    def height(self) -> float:
        """From the row's top to the next row's."""
        return max((box.down + len(box.lines) * (box.size + 2) for box in self.boxes), default=0) + self.space


@dataclass(frozen=True)
class Piece:
    """One line of one box, on its place."""

    text: str
    left: float
    top: float
    size: int

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + width_of(self.text, self.size)


@dataclass
class Page:
    """Rows from the top of a page."""

    rows: list[Row] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """Every line of every box in the order in which they are drawn."""
        found: list[Piece] = []
        top: float = TOP
        for row in self.rows:
            found += _placed(row, top)
            top += row.height
        return found


def _placed(row: Row, top: float) -> Iterator[Piece]:
    most = row.height - row.space
    for box in row.boxes:
        start = top + box.down + ((most - len(box.lines) * (box.size + 2)) / 2 if row.middle else 0)
        for number, line in enumerate(box.lines):
            free = box.right - box.left - width_of(line, box.size)
            left = box.left + {"l": 0.0, "r": free, "c": free / 2}[box.align]
            yield Piece(line, left, start + number * (box.size + 2), box.size)


def paginate(parts: Iterable[Sequence[Row]]) -> list[Page]:
    """Each part begins a page, and goes on overleaf where it is too long."""
    pages: list[Page] = []
    for part in parts:
        pages.append(Page())
        top: float = TOP
        for row in part:
            if top + row.height > BOTTOM:
                pages.append(Page())
                top = TOP
            pages[-1].rows.append(row)
            top += row.height
    return pages
