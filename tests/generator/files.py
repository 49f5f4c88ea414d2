"""A return of 2009 to 2021 as the files and texts that a reader is given, whole or come to harm.

Harm is done to the text with tabs and then shows in every kind: in the cells of a PDF as in those of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from html import escape
from io import BytesIO
from random import Random

from reportlab.pdfgen.canvas import Canvas

from converter.model import Edition, MonthlyReturn
from tests.generator.damage import IN_COLUMNS, KINDS
from tests.generator.draw import return_by_seed
from tests.generator.ff301.sheet import HEIGHT, WIDTH, Box, Row, font, paginate, width_of
from tests.generator.ff301.wording import Language
from tests.generator.layouts import RENDERERS, Cells, Part
from tests.generator.notation import Layout, Style, draw_rare_style
from tests.generator.typeset import parts_of
from tests.word_files import docx, paragraph, table


class Kind(StrEnum):
    """The kind of file or of text that a return came to us in."""

    TABS = "cells parted by tabs, as OCR makes them"
    PIPES = "markdown tables"
    COLUMNS = "columns aligned by spaces"
    FLAT = "each table in one line"
    CELLS = "one cell per line"
    BOXES = "markdown tables with section I in three boxes"
    HTML = "HTML"
    WORD = "Word (.docx)"
    PDF = "PDF"


LAYOUTS = {Kind[layout.name]: layout for layout in Layout}
LOSES_BLANKS = frozenset({Kind.FLAT, Kind.CELLS, Kind.BOXES})
"""The kinds in which a blank cell leaves no trace."""

_WITHOUT_COLUMNS = frozenset({Kind.TABS, Kind.FLAT, Kind.CELLS})


def layout_of(kind: Kind) -> Layout:
    """The layout whose habits a return of this kind is drawn with."""
    return LAYOUTS.get(kind, Layout.COLUMNS)


def rendered(monthly_return: MonthlyReturn, style: Style, kind: Kind, damage: str = "", seed: int = 0) -> bytes:
    """The bytes of a filing; ``damage`` names the harm that it has come to."""
    parts = list(parts_of(monthly_return, style))
    if damage:
        harm = KINDS if kind in _WITHOUT_COLUMNS else IN_COLUMNS
        text = harm[damage](_with_tabs(parts), seed).text
        if kind is Kind.TABS:
            return text.encode()
        parts = _read_back(text)
    if kind in LAYOUTS:
        render = RENDERERS[LAYOUTS[kind]]
        return ("\n\n".join(render(part) for part in parts) + "\n").encode()
    return _FILES[kind](parts)


FORMS = (
    (Edition.LEGACY_2009, False),
    (Edition.LEGACY_2014, False),
    (Edition.MARCH_2019, False),
    (Edition.LEGACY_2014, True),
)
"""The editions, and whether the title is that of the form for depositary receipts."""


def drawn(
    seed: int, kind: Kind, form: tuple[Edition, bool], language: Language, damage: str = ""
) -> tuple[MonthlyReturn, bytes]:
    """The return of a seed in the habits of one filer, and its bytes."""
    edition, hdr = form
    gaps = kind not in LOSES_BLANKS and damage != "flatten-table"
    truth = return_by_seed(seed, gaps=gaps, edition=edition, language=language)
    style = draw_rare_style(Random(seed), layout_of(kind), edition, language, hdr=hdr)
    return truth, rendered(truth, style, kind, damage, seed)


def drawn_in_turn(seed: int, kind: Kind, damage: str = "") -> tuple[MonthlyReturn, bytes]:
    """The return of a seed, of one edition and language after another."""
    languages = list(Language)
    return drawn(seed, kind, FORMS[seed % len(FORMS)], languages[seed // len(FORMS) % len(languages)], damage)


def _with_tabs(parts: Sequence[Part]) -> str:
    return "\n\n".join(RENDERERS[Layout.TABS](part) for part in parts) + "\n"


def _read_back(text: str) -> list[Part]:
    """The parts of a text with tabs; a row that was harmed may have more cells than its sisters, or fewer."""
    parts = []
    for paragraph_of_text in text.rstrip("\n").split("\n\n"):
        rows: list[Cells] = [tuple(line.split("\t")) for line in paragraph_of_text.split("\n")]
        if all(len(row) == 1 for row in rows):
            parts.append(Part(paragraph_of_text))
        else:
            width = max(map(len, rows))
            parts.append(Part("", tuple((*row, *[""] * (width - len(row))) for row in rows)))
    return parts


def _html(parts: Sequence[Part]) -> bytes:
    blocks = []
    for part in parts:
        blocks += [f"<p>{escape(line)}</p>" for line in part.heading.split("\n") if line]
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows)
        body = "".join(f"<tr>{row}</tr>\n" for row in rows)
        blocks += [f"<table>\n{body}</table>"] if body else []
    page = '<html><head><meta charset="utf-8"/></head><body>\n{}\n</body></html>\n'
    return page.format("\n".join(blocks)).encode()


def _word(parts: Sequence[Part]) -> bytes:
    blocks = []
    for part in parts:
        blocks += [paragraph(escape(line)) for line in part.heading.split("\n") if line]
        rows = [[escape(cell) for cell in row] for row in part.rows]
        blocks += [table(*rows, widths=[1500] * len(rows[0]))] if rows else []
    return docx(*blocks)


_SIZE = 6
_LEFT, _RIGHT = 26.0, 816.0
_WIDEST = 190.0
"""Points across which a cell is printed before its text goes on below."""


def _pdf(parts: Sequence[Part]) -> bytes:
    align = "rc"[len(parts) % 2]
    rows = [row for part in parts for row in _rows(part, align)]
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in paginate([rows]):
        for piece in page.pieces:
            canvas.setFont(font(), piece.size)
            canvas.drawString(piece.left, HEIGHT - piece.top - piece.size, piece.text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _alignment(cell: str, align: str) -> str:
    """Heads and texts are centred; figures, and marks in place of figures, are as the filer has them."""
    return "c" if len(cell) > 20 or " " in cell else align


def _rows(part: Part, align: str) -> list[Row]:
    found = [Row((Box(line, _LEFT, _RIGHT, size=_SIZE),)) for line in part.heading.split("\n") if line]
    if not part.rows:
        return found
    natural = [max(min(width_of(row[at], _SIZE) + 5, _WIDEST) for row in part.rows) for at in range(len(part.rows[0]))]
    scale = min(1.0, (_RIGHT - _LEFT) / sum(width + 9 for width in natural))
    edges = [_LEFT]
    for width in natural:
        edges.append(edges[-1] + (width + 9) * scale)
    for row in part.rows:
        boxes = (
            Box(cell, left, right - 9, _alignment(cell, align) if at else "l", _SIZE)
            for at, (cell, left, right) in enumerate(zip(row, edges, edges[1:], strict=False))
        )
        found.append(Row(tuple(box for box in boxes if box.text), space=4))
    return found


_FILES: dict[Kind, Callable[[Sequence[Part]], bytes]] = {Kind.HTML: _html, Kind.WORD: _word, Kind.PDF: _pdf}
