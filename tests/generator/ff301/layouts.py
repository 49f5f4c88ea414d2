"""Pages of FF301 as the files and texts that a reader is given."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from random import Random

from reportlab.pdfgen.canvas import Canvas

from converter.model import MonthlyReturn
from tests.generator.ff301.sheet import HEIGHT, WIDTH, Box, Page, Piece, font
from tests.generator.ff301.tables import Form
from tests.generator.ff301.typeset import typeset, version_of
from tests.generator.ff301.wording import Language


class Kind(StrEnum):
    """The kind of file or of text that a return came to us in."""

    PDF = "PDF as published"
    LAID_OUT = "text laid out by spaces"
    RUN_ON = "text laid out by spaces, close lines run together"
    RAW = "one text run per line, in reading order"
    FLAT = "one page per line"
    PIPES = "markdown tables"


PER_CHARACTER = 3.2
"""Points for which a character stands in laid-out text: narrow enough that nothing overlaps."""
_SAME_LINE = 3.0
_CLOSE = 5.5
"""Points between two lines below which some text makers do not part them."""
_GAP = 14.0
"""Points between two lines from which on an empty line stands between them."""


Damage = Callable[[list[Page], Random], list[Page]]


def rendered(
    monthly_return: MonthlyReturn, language: Language, kind: Kind, damage: Damage | None = None, seed: int = 0
) -> bytes:
    """The bytes of a filing, whose pages may have come to harm; the seed chooses the looks and the harm."""
    pages = typeset(monthly_return, language, seed)
    if damage is not None:
        pages = damage(pages, Random(seed))
    feet = [feet_of(monthly_return, language, number, len(pages)) for number in range(1, len(pages) + 1)]
    return RENDERERS[kind](pages, feet)


Feet = tuple[Piece, Piece, Piece]


def feet_of(monthly_return: MonthlyReturn, language: Language, number: int, pages: int) -> Feet:
    """The form's code at the head, and page and version at the foot, of a page."""
    words = Form(monthly_return.edition, language).caption("page").format(page=number, pages=pages)
    version = f"v {version_of(monthly_return)}"
    return Piece("FF301", 762, 22, 7), Piece(words, 391, 545, 7), Piece(version, 763, 545, 7)


def _pdf(pages: list[Page], feet: list[Feet]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page, around in zip(pages, feet, strict=True):
        for piece in (*around, *page.pieces):
            canvas.setFont(font(), piece.size)
            canvas.drawString(piece.left, HEIGHT - piece.top - piece.size, piece.text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _laid_out(pages: list[Page], feet: list[Feet]) -> bytes:
    return _spaced(pages, feet, apart=0.0)


def _run_on(pages: list[Page], feet: list[Feet]) -> bytes:
    """As in the copy of a published return: lines that stand close, as in heads of columns, are not parted."""
    return _spaced(pages, feet, apart=_CLOSE)


def _spaced(pages: list[Page], feet: list[Feet], apart: float) -> bytes:
    texts = ("\n".join(_lines([*page.pieces, *around], apart)) for page, around in zip(pages, feet, strict=True))
    return "\f".join(texts).encode()


def _middle(piece: Piece) -> float:
    return piece.top + piece.size / 2


def _lines(pieces: list[Piece], apart: float) -> list[str]:
    """Lines of pieces at their places; a line that is not so far apart from the one above follows it at once."""
    grouped: list[list[Piece]] = []
    for piece in sorted(pieces, key=_middle):
        if grouped and _middle(piece) - _middle(grouped[-1][0]) <= _SAME_LINE:
            grouped[-1].append(piece)
        else:
            grouped.append([piece])
    lines: list[str] = []
    last = 0.0
    for group in grouped:
        distance, last = _middle(group[0]) - last, _middle(group[0])
        lines += [""] if distance > _GAP else []
        if distance < apart:
            lines[-1] += _line(group)
        else:
            lines.append(_line(group))
    return lines


def _line(group: list[Piece]) -> str:
    """One line; a piece that would touch the one before is moved on."""
    line = ""
    for piece in sorted(group, key=lambda piece: piece.left):
        # A number keeps its right end, as its column does; a text its left one.
        is_number = piece.text[-1:].isdigit() and piece.text.lstrip("-")[:1].isdigit()
        right = round(piece.right / PER_CHARACTER) - len(piece.text)
        start = right if is_number else round(piece.left / PER_CHARACTER)
        line = f"{line}{' ' * max(start - len(line), 2 if line else 0)}{piece.text}"
    return line


def _raw(pages: list[Page], feet: list[Feet]) -> bytes:
    lines = [piece.text for page, around in zip(pages, feet, strict=True) for piece in (*around, *page.pieces)]
    return "\n".join(lines).encode()


def _flat(pages: list[Page], feet: list[Feet]) -> bytes:
    return "\n".join(
        " ".join(piece.text for piece in (*around, *page.pieces)) for page, around in zip(pages, feet, strict=True)
    ).encode()


def _pipes(pages: list[Page], feet: list[Feet]) -> bytes:
    lines: list[str] = []
    for page, around in zip(pages, feet, strict=True):
        lines.append(around[0].text)
        for row in page.rows:
            cells = [_cell(box) for box in row.boxes]
            lines.append(cells[0] if len(cells) == 1 else f"| {' | '.join(cells)} |")
        lines.append(f"{around[1].text} {around[2].text}")
    return "\n\n".join(lines).encode()


def _cell(box: Box) -> str:
    return " ".join(box.text.split())


RENDERERS: dict[Kind, Callable[[list[Page], list[Feet]], bytes]] = {
    Kind.PDF: _pdf,
    Kind.LAID_OUT: _laid_out,
    Kind.RUN_ON: _run_on,
    Kind.RAW: _raw,
    Kind.FLAT: _flat,
    Kind.PIPES: _pipes,
}
