"""PDF: the text of each page by its places, or, as a second way, in the order in which it is drawn."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.errors import UnreadableInput
from converter.reading.layout import Line, line_of
from converter.reading.limits import MAX_CHARACTERS, MAX_PAGES, MAX_PIECES, MAX_SIDE, within
from converter.reading.ocr import OCR_DPI, words_by_ocr
from converter.reading.plain_text import lines_of
from converter.reading.runs import POINT, Run, rows_of_runs
from converter.reading.symbols import plain_symbols

_WORD = re.compile(r"[^ \r\n]+")
_QUARTER_TURN = math.pi / 2
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_LOST = "\N{REPLACEMENT CHARACTER}"
_GARBLED_SHARE = 3
"""With one character in three lost there is nothing to read; fewer are a font of symbols, or damage to tell."""


class PdfText(NamedTuple):
    """The lines of a PDF, and the pages (from 1) that show something but hold no text."""

    lines: tuple[Line, ...]
    unread_pages: tuple[int, ...]


class _Word(NamedTuple):
    """A word with how it is drawn: its quarter turns to the left, and whether it is hidden."""

    run: Run
    turns: int
    hidden: bool


class _Page(NamedTuple):
    """A page's words, whether it shows anything at all, and its bounds: left, bottom, right, top."""

    words: list[_Word]
    shows: bool
    bounds: tuple[int, ...]


def read_pdf(content: bytes, *, ocr: bool = False) -> PdfText:
    """Read every page of a PDF by the places of its text; with ``ocr``, pages without text by Tesseract.

    A layer of hidden text over the picture of a page is OCR that someone else has made, and is marked as such;
    hidden text beside visible text is left out.

    Raises:
        UnreadableInput: ``damaged-pdf``, ``encrypted-pdf``, ``pdf-without-text`` (pictures of pages),
            ``pdf-without-unicode`` (text whose characters cannot be told); with ``ocr`` also
            ``no-tesseract`` and ``ocr-failed``.
        LimitExceeded: ``too-many-pages``, ``too-many-pieces``, ``page-too-large``, ``file-too-large``.
    """
    with _opened(content) as document:
        pages = [_page(page) for page in document]
        words = [word for page in pages for word in page.words]
        within(sum(len(word.run.text) for word in words), MAX_CHARACTERS, "characters")
        if not (words or ocr):
            raise UnreadableInput(
                "pdf-without-text",
                "The PDF holds pictures of pages and no text.",
                "Allow OCR, or give a text made of it by OCR.",
            )
        _require_unicode(words)
        unread = [index for index, page in enumerate(pages) if page.shows and not page.words]
        pictures = {index: _picture(document[index]) for index in unread if ocr}
    layer = 2 * sum(word.hidden for word in words) > len(words)
    lines: list[Line] = []
    for index, page in enumerate(pages):
        by_ocr = index in pictures
        rows = rows_of_runs(words_by_ocr(pictures[index]) if by_ocr else _upright(page, hidden=layer))
        lines += (line_of(index + 1, number, cells, ocr=by_ocr or layer) for number, cells in enumerate(rows, start=1))
    return PdfText(tuple(lines), () if ocr else tuple(index + 1 for index in unread))


def read_in_order(content: bytes) -> PdfText:
    """Read a PDF in the order in which its text is drawn: the second way, to compare the first with.

    Raises:
        UnreadableInput: ``damaged-pdf``, ``encrypted-pdf``.
        LimitExceeded: ``too-many-pages``, ``file-too-large``.
    """
    with _opened(content) as document:
        texts = [_in_order(page) for page in document]
    within(sum(map(len, texts)), MAX_CHARACTERS, "characters")
    lines: list[Line] = []
    for number, text in enumerate(texts, start=1):
        lines += (replace(line, page=number) for line in lines_of(text.replace("\r\n", "\n").split("\n")))
    return PdfText(tuple(lines), ())


def _in_order(page: pypdfium2.PdfPage) -> str:
    _pieces(page)
    return str(page.get_textpage().get_text_range())


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it again; what PDFium cannot do with it is a refusal."""
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            within(len(document), MAX_PAGES, "pages", "too-many-pages")
            yield document
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableInput(
                "encrypted-pdf", "The PDF needs a password.", "Save it without one, or give its text."
            ) from error
        raise UnreadableInput(
            "damaged-pdf", f"The PDF cannot be read ({error}).", "Download it again, or give its text."
        ) from error


def _page(page: pypdfium2.PdfPage) -> _Page:
    pieces = _pieces(page)
    hides = any(pdfium.FPDFTextObj_GetTextRenderMode(piece) == _HIDDEN for piece in pieces)
    shows = pdfium.FPDFPage_CountObjects(page.raw) > 0
    text_page = page.get_textpage()
    try:
        words = [_word(text_page.raw, match, hides) for match in _WORD.finditer(_text(text_page))]
        bounds = tuple(round(length * POINT) for length in page.get_cropbox())
    except (ValueError, OverflowError) as error:  # of a damaged page, PDFium tells lengths that are no numbers
        raise pypdfium2.PdfiumError("text stands nowhere on its page") from error
    finally:
        text_page.close()
        page.close()
    return _Page(words, shows, bounds)


def _pieces(page: pypdfium2.PdfPage) -> list[object]:
    """The pieces of text that a page draws, if PDFium can read them in time: it compares each with each."""
    objects = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(pdfium.FPDFPage_CountObjects(page.raw)))
    pieces = [piece for drawn in objects for piece in _pieces_of(drawn)]
    within(len(pieces), MAX_PIECES, "pieces of text on a page", "too-many-pieces")
    return pieces


def _pieces_of(drawn: object) -> Iterator[object]:
    """Yield the pieces of text of an object; PDFium bounds how deep forms lie in forms."""
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield drawn
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _pieces_of(pdfium.FPDFFormObj_GetObject(drawn, index))


def _text(text_page: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, each at PDFium's number for it."""
    count = text_page.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page.raw, 0, count, units)
    text = bytes(units).decode("utf-16-le", "replace")[:-1]
    if len(text) == count and "\x00" not in text:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, index)) for index in range(count))


def _word(raw: object, match: re.Match[str], hides: bool) -> _Word:
    """A word of a page; ``hides`` tells whether any text of the page is hidden."""
    first, last = match.start(), match.end() - 1
    left, bottom, right, top = _box(raw, first)
    turns = 0
    if last > first:
        box = _box(raw, last)
        is_upright = box[0] > left and box[1] == bottom
        left, bottom, right, top = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])
    if last == first or not is_upright:
        turns = -round(pdfium.FPDFText_GetCharAngle(raw, first) / _QUARTER_TURN) % 4
    text = plain_symbols(match.group())
    if text == match.group() and pdfium.FPDFText_HasUnicodeMapError(raw, first) == 1:
        text = _LOST * len(text)
    hidden = hides and pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(raw, first)) == _HIDDEN
    return _Word(Run(text, left, bottom, right, top), turns, hidden)


def _box(raw: object, index: int) -> tuple[int, int, int, int]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, box)
    return round(box.left * POINT), round(box.bottom * POINT), round(box.right * POINT), round(box.top * POINT)


def _upright(page: _Page, *, hidden: bool) -> Iterator[Run]:
    """Yield the words that the page shows, turned so that most of them run from left to right."""
    sheet = Run("", *page.bounds)
    words = [word for word in page.words if word.hidden == hidden and sheet.covers(word.run)]
    turns = Counter(word.turns for word in words).most_common(1)
    for word in words:
        if word.turns == turns[0][0]:
            yield _turned(word.run, word.turns, page.bounds)


def _turned(run: Run, turns: int, bounds: tuple[int, ...]) -> Run:
    """Turn a run to the right by so many quarters, on its page."""
    left, bottom, right, top = run.left, run.bottom, run.right, run.top
    if turns == 1:
        return Run(run.text, bottom - bounds[1], bounds[2] - right, top - bounds[1], bounds[2] - left)
    if turns == 2:
        return Run(run.text, bounds[2] - right, bounds[3] - top, bounds[2] - left, bounds[3] - bottom)
    if turns == 3:
        return Run(run.text, bounds[3] - top, left - bounds[0], bounds[3] - bottom, right - bounds[0])
    return run


def _require_unicode(words: Iterable[_Word]) -> None:
    characters = "".join(word.run.text for word in words)
    if _GARBLED_SHARE * characters.count(_LOST) > len(characters):
        raise UnreadableInput(
            "pdf-without-unicode",
            "The PDF does not tell which characters its letters are.",
            "Print it to a new PDF, or give a text made of it by OCR.",
        )


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """A page as a grey picture, in the Netpbm format that any reader of pictures knows."""
    within(round(max(page.get_size())), MAX_SIDE, "points on a side", "page-too-large")
    bitmap = page.render(scale=OCR_DPI / 72, grayscale=True)
    rows = memoryview(bitmap.buffer)
    grey = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + grey
