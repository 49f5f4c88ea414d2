"""Returns as scanners make them: PDF files whose pages are pictures, with rulings, turned a little, with noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from converter.model import MonthlyReturn
from tests.generator.ff301.layouts import feet_of
from tests.generator.ff301.sheet import HEIGHT, TOP, WIDTH, Page
from tests.generator.ff301.typeset import typeset as typeset_ff301
from tests.generator.ff301.wording import Language
from tests.generator.notation import Layout, Style
from tests.generator.typeset import typeset

HAN_FONT = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
"""The package fonts-droid-fallback of Debian."""
_LATIN, _HAN = "Latin", "Han"
_FIRST_HAN = 0x2000
_MARGIN, _LINES = 30, 60


@dataclass(frozen=True)
class Scan:
    """How a page was scanned."""

    dpi: int = 300
    turned: float = 0.0
    """Degrees to the left."""
    noise: int = 0
    quality: int = 75
    """Of JPEG."""


@cache
def _fonts() -> None:
    pdfmetrics.registerFont(TTFont(_LATIN, "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(_HAN, str(HAN_FONT)) if HAN_FONT.exists() else TTFont(_HAN, "Vera.ttf"))


def _draw(canvas: Canvas, left: float, bottom: float, size: int, text: str) -> None:
    for is_han, characters in groupby(text, key=lambda character: ord(character) >= _FIRST_HAN):
        font, piece = _HAN if is_han else _LATIN, "".join(characters)
        canvas.setFont(font, size)
        canvas.drawString(left, bottom, piece)
        left += pdfmetrics.stringWidth(piece, font, size)


def ruled_pdf(monthly_return: MonthlyReturn, language: Language, seed: int) -> bytes:
    """A return of FF301 as published, every row of a table between rulings."""
    _fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    pages = typeset_ff301(monthly_return, language, seed)
    for number, page in enumerate(pages, start=1):
        for piece in (*feet_of(monthly_return, language, number, len(pages)), *page.pieces):
            _draw(canvas, piece.left, HEIGHT - piece.top - piece.size, piece.size, piece.text)
        _rule(canvas, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _rule(canvas: Canvas, page: Page) -> None:
    canvas.setLineWidth(0.5)
    top: float = TOP
    for row in page.rows:
        edges = [*(box.left - 2 for box in row.boxes), max(box.right for box in row.boxes) + 2] if row.boxes else []
        if len(edges) > 2:
            upper, lower = HEIGHT - top + 3, HEIGHT - top - row.height + 3
            for edge in edges:
                canvas.line(edge, upper, edge, lower)
            for height in (upper, lower):
                canvas.line(min(edges), height, max(edges), height)
        top += row.height


def legacy_pdf(monthly_return: MonthlyReturn) -> bytes:
    """A return of 2009 to 2021, its columns aligned, in a type as large as the widest line allows."""
    file = BytesIO()
    lines = typeset(monthly_return, Style(layout=Layout.COLUMNS)).split("\n")
    size = min(9.0, (WIDTH - 2 * _MARGIN) / (0.6 * max(map(len, lines))))
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    leading = (HEIGHT - 2 * _MARGIN) / _LINES
    for at in range(0, len(lines), _LINES):
        canvas.setFont("Courier", size)
        for index, line in enumerate(lines[at : at + _LINES], start=1):
            canvas.drawString(_MARGIN, HEIGHT - _MARGIN - leading * index, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scanned(content: bytes, scan: Scan, pages: Sequence[int] | None = None) -> bytes:
    """A PDF whose pages (all, or those numbered from 0) are pictures of the pages of another."""
    with pypdfium2.PdfDocument(content) as document:
        numbers = range(len(document)) if pages is None else pages
        return pictures_as_pdf((document[number].render(scale=scan.dpi / 72).to_pil() for number in numbers), scan)


def pictures_as_pdf(pictures: Iterable[Image.Image], scan: Scan) -> bytes:
    """Pictures as the pages of a PDF."""
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for number, picture in enumerate(pictures):
        size = tuple(side * 72 / scan.dpi for side in picture.size)
        jpeg = BytesIO()
        _harmed(picture.convert("L"), scan, number).save(jpeg, "JPEG", quality=scan.quality)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _harmed(picture: Image.Image, scan: Scan, seed: int) -> Image.Image:
    if scan.turned:
        picture = picture.rotate(scan.turned, Image.Resampling.BICUBIC, fillcolor=255)
    if scan.noise:
        dots = Image.frombytes("L", picture.size, Random(seed).randbytes(picture.width * picture.height))
        picture = Image.blend(picture, dots, scan.noise / 100)
    return picture
