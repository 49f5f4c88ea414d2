"""One page of a PDF: its words by their places, and whether it shows them or a picture."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.errors import LimitExceeded
from converter.reading.limits import MAX_PIECES, within
from converter.reading.runs import LOST, POINT, Run
from converter.reading.symbols import FIRST_SYMBOL, plain_symbols

_WORD = re.compile(r"[^ \r\n]+")
_QUARTER_TURN = math.pi / 2
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_GARBLED_SHARE = 3
"""With one character in three lost there is nothing to read; fewer are a font of symbols, or damage to tell."""
_PICTURE_SHARE = 2
"""A picture over more than one half of the page is the page itself, if there is hardly a word beside it."""
_STAMP = 20
"""Up to so many words are a stamp or the number of the page; the least page of the form has more."""


_WIDTHLESS = 100
"""PDFium takes a piece of text for nothing that is less wide than a point divided by this."""


class _Word(NamedTuple):
    """A word with how it is drawn: its quarter turns to the left, and whether it is hidden."""

    run: Run
    turns: int
    hidden: bool


class _Drawn(NamedTuple):
    """What a page draws: its pieces of text; a picture over most of it, which may cover them; anything at all."""

    pieces: list[object]
    has_picture: bool
    is_covered: bool
    shows: bool


class PdfPage(NamedTuple):
    """A page's words, its bounds (left, bottom, right, top), and what it draws."""

    words: list[_Word]
    bounds: tuple[int, ...]
    drawn: _Drawn

    @property
    def characters(self) -> str:
        """All characters of its words, shown or not."""
        return "".join(word.run.text for word in self.words)

    @property
    def is_layer(self) -> bool:
        """Whether its text is not what it shows, but what OCR has made of what it shows."""
        return self.drawn.is_covered or 2 * sum(word.hidden for word in self.words) > len(self.words)

    @property
    def is_picture(self) -> bool:
        """Whether it shows something that its words do not tell."""
        if not self.words:
            return self.drawn.shows
        return self.drawn.has_picture and not self.is_layer and len(self.words) <= _STAMP

    def runs(self) -> Iterator[Run]:
        """Yield the words that the page shows, turned so that most of them run from left to right.

        Of a layer of OCR these are the hidden ones; elsewhere, hidden text is no part of the page.
        """
        hidden = self.is_layer and not self.drawn.is_covered
        sheet = Run("", *self.bounds)
        words = [word for word in self.words if word.hidden == hidden and sheet.covers(word.run)]
        turns = Counter(word.turns for word in words).most_common(1)
        for word in words:
            if word.turns == turns[0][0]:
                yield _turned(word.run, word.turns, self.bounds)


def is_garbled(characters: str) -> bool:
    """Whether so many characters are lost that there is nothing to read."""
    return _GARBLED_SHARE * characters.count(LOST) > len(characters)


def page_of(page: pypdfium2.PdfPage, boxes: tuple[Run, ...] = ()) -> PdfPage:
    """Read a page and close it; ``boxes`` are its tick boxes, which stand for whatever is drawn in them.

    Raises:
        PdfiumError: its text stands nowhere.
        LimitExceeded: ``too-many-pieces``.
    """
    try:
        bounds = tuple(round(length * POINT) for length in page.get_cropbox())
        drawn = _drawn_on(page, bounds)
        words = [word for word in _words(page, drawn.pieces) if not any(box.covers(word.run) for box in boxes)]
        return PdfPage(words + [_Word(box, _turns(page), False) for box in boxes], bounds, drawn)
    except (ValueError, OverflowError) as error:  # of a damaged page, PDFium tells lengths that are no numbers
        if isinstance(error, LimitExceeded):
            raise
        raise pypdfium2.PdfiumError("text stands nowhere on its page") from error
    finally:
        page.close()


def _turns(page: pypdfium2.PdfPage) -> int:
    """How many quarters to the left what stands upright is turned in the page's own measures."""
    return int(page.get_rotation()) // 90 % 4


def text_in_order(page: pypdfium2.PdfPage) -> str:
    """The text of a page in the order in which it is drawn.

    Raises:
        LimitExceeded: ``too-many-pieces``.
    """
    _drawn_on(page, (0, 0, 0, 0))
    return str(page.get_textpage().get_text_range())


def _words(page: pypdfium2.PdfPage, pieces: list[object]) -> list[_Word]:
    hides = any(pdfium.FPDFTextObj_GetTextRenderMode(piece) == _HIDDEN for piece in pieces)
    text_page = page.get_textpage()
    try:
        return [_word(text_page.raw, match, hides) for match in _WORD.finditer(_text(text_page))]
    finally:
        text_page.close()


def _drawn_on(page: pypdfium2.PdfPage, bounds: tuple[int, ...]) -> _Drawn:
    """What a page draws, if PDFium can read its text in time: it compares each piece of it with each."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    pieces: list[object] = []
    picture = last_text = -1
    for index in range(count):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE and _fills(drawn, bounds):
            picture = index
        found = list(_pieces_of(drawn))
        last_text = index if found else last_text
        pieces += found
        within(len(pieces), MAX_PIECES, "pieces of text on a page", "too-many-pieces")
    _widen(pieces)
    return _Drawn(pieces, picture >= 0, picture > last_text >= 0, count > 0)


def _fills(drawn: object, bounds: tuple[int, ...]) -> bool:
    """Whether an object lies over more than half of the page."""
    edges = _edges()
    pdfium.FPDFPageObj_GetBounds(drawn, *edges)
    left, bottom, right, top = (round(edge.value * POINT) for edge in edges)
    across = min(right, bounds[2]) - max(left, bounds[0])
    down = min(top, bounds[3]) - max(bottom, bounds[1])
    page = (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])
    return across > 0 and down > 0 and _PICTURE_SHARE * across * down > page


def _edges() -> list[ctypes.c_float]:
    """Room for the left, bottom, right and top of an object."""
    return [ctypes.c_float() for _ in range(4)]


def _widen(pieces: list[object]) -> None:
    """Give pieces of text an extent that have none, for PDFium leaves out of a page's text what is not wide.

    Without one is a lone character of a font that is not at hand, or of a layer of OCR, whose letters have no shape.
    With the stroke of a pen around them, while PDFium measures it, it has one.
    """
    left, bottom, right, top = _edges()
    for piece in pieces:
        pdfium.FPDFPageObj_GetBounds(piece, left, bottom, right, top)
        if _WIDTHLESS * (right.value - left.value) < 1:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(piece)
            pdfium.FPDFTextObj_SetTextRenderMode(piece, pdfium.FPDF_TEXTRENDERMODE_STROKE)
            pdfium.FPDFPageObj_SetStrokeWidth(piece, 1)
            pdfium.FPDFPageObj_Transform(piece, 1, 0, 0, 1, 0, 0)
            pdfium.FPDFTextObj_SetTextRenderMode(piece, mode)


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
    error = pdfium.FPDFText_HasUnicodeMapError
    left, bottom, right, top = _box(raw, first)
    turns = 0
    if last > first:
        box = _box(raw, last)
        is_upright = box[0] > left and box[1] == bottom
        left, bottom, right, top = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])
    if last == first or not is_upright:
        turns = -round(pdfium.FPDFText_GetCharAngle(raw, first) / _QUARTER_TURN) % 4
    text = match.group()
    is_told = [error(raw, index) != 1 for index in range(first, last + 1)]
    whole = all(is_told) and "\x00" not in text
    text = plain_symbols(text) if whole else "".join(map(_told, text, is_told))
    hidden = hides and pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(raw, first)) == _HIDDEN
    return _Word(Run(text, left, bottom, right, top), turns, hidden)


def _told(character: str, is_told: bool) -> str:
    """A character, if the page tells which one it is, or a font of symbols has drawn it."""
    symbol = plain_symbols(character)
    is_symbol = symbol != character and character >= FIRST_SYMBOL
    return symbol if is_symbol or (is_told and character != "\x00") else LOST


def _box(raw: object, index: int) -> tuple[int, int, int, int]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, box)
    return round(box.left * POINT), round(box.bottom * POINT), round(box.right * POINT), round(box.top * POINT)


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
