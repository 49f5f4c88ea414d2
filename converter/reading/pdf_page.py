"""One page of a PDF: its words by their places, and whether it shows them or a picture."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.errors import LimitExceeded
from converter.reading.limits import MAX_PIECES, within
from converter.reading.pdf_fields import Fields
from converter.reading.pdf_words import Word, words_of
from converter.reading.runs import LOST, POINT, Run, has_digit
from converter.reading.sheets import Sheet

_GARBLED_SHARE = 3
"""With one character in three lost there is nothing to read; fewer are a font of symbols, or damage to tell."""
_PICTURE_SHARE = 2
"""A picture over more than one half of the page is the page itself, if there is hardly a word beside it."""
_STAMP = 20
"""Up to so many words are a stamp or the number of the page; the least page of the form has more."""


_WATERMARK = 6
"""So many words, at most, has a watermark."""
_WIDTHLESS = 100
"""PDFium takes a piece of text for nothing that is less wide than a point divided by this."""


class _Drawn(NamedTuple):
    """What a page draws: its pieces of text; a picture over most of it, which may cover them; anything at all."""

    pieces: list[object]
    has_picture: bool
    is_covered: bool
    shows: bool


@dataclass(frozen=True)
class PdfPage:
    """A page's words, its text in the order of drawing, its bounds (left, bottom, right, top), and what it draws.

    ``whole`` are its bounds as they are to be read, ``notes`` texts on it that cannot be drawn.
    """

    words: list[Word]
    in_order: str
    bounds: tuple[int, ...]
    drawn: _Drawn
    whole: tuple[int, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def characters(self) -> str:
        """All characters of its words, shown or not."""
        return "".join([word.run.text for word in self.words])

    @cached_property
    def is_layer(self) -> bool:
        """Whether its text is not what it shows, but what OCR has made of what it shows."""
        return self.drawn.is_covered or 2 * sum([word.hidden for word in self.words]) > len(self.words)

    @property
    def is_picture(self) -> bool:
        """Whether it shows something that its words do not tell."""
        if not self.words:
            return self.drawn.shows
        return self.drawn.has_picture and not self.is_layer and len(self.words) <= _STAMP

    @property
    def beyond(self) -> list[str]:
        """The words that it would show if they did not stand beyond its edges."""
        if _lie_within(self.bounds, self.words):
            return []
        edges = Run("", *self.bounds)
        return [word.run.text for word in self._drawn_words if not edges.covers(word.run)]

    @property
    def is_mended(self) -> bool:
        """Whether what stands beyond its edges is read: see :func:`_whole`."""
        return self.whole != self.bounds

    def sheet(self) -> tuple[Sheet, list[str]]:
        """The words that the page shows, turned so that most of them run from left to right.

        Of a layer of OCR these are the hidden ones; elsewhere, hidden text is no part of the page. Words in another
        direction are no part of its lines; those of them that have digits are told apart, and all where there are so
        many that they may be the heads of columns.
        """
        left, bottom, right, top = self.whole
        words = self._drawn_words
        if not _lie_within(self.whole, words):
            edges = Run("", *self.whole)
            words = [word for word in words if edges.covers(word.run)]
        if not (left or bottom or any(word.turns or word.slant for word in words)):
            return Sheet([word.run for word in words], right, top), []
        turns = _most(words, 0)
        slant = median_low([word.slant for word in words if word.turns == turns]) if words else 0
        along = [word.upright(turns, slant, self.whole) for word in words if word.runs_along(turns, slant)]
        aside = [word.run.text for word in words if not word.runs_along(turns, slant)]
        aside = [" ".join(aside)] if len(aside) > _WATERMARK else list(filter(has_digit, aside))
        sides = (right - left, top - bottom)
        return Sheet(along, *(sides[::-1] if turns % 2 else sides)), aside

    @cached_property
    def _drawn_words(self) -> list[Word]:
        hidden = self.is_layer and not self.drawn.is_covered
        return [word for word in self.words if word.hidden == hidden]


def is_garbled(characters: str) -> bool:
    """Whether so many characters are lost that there is nothing to read."""
    return _GARBLED_SHARE * characters.count(LOST) > len(characters)


def page_of(fields: Fields) -> PdfPage:
    """Read a page and close it and its text; its tick boxes stand for whatever is drawn in them.

    Raises:
        PdfiumError: its text stands nowhere.
        LimitExceeded: ``too-many-pieces``.
    """
    page, boxes, notes = fields
    try:
        # What a page inherits, PDFium tells of this box alone.
        bounds = tuple(round(length * POINT) for length in page.get_bbox())
        drawn = _drawn_on(page, bounds)
        as_turned = _turns(page)
        text_page = page.get_textpage()
        words = words_of(text_page, drawn.pieces)
        turns = _most(words, as_turned)
        if turns != as_turned:
            # PDFium mixes up the characters of text that is not upright.
            text_page.close()
            page.set_rotation(90 * turns)
            text_page = page.get_textpage()
            words = words_of(text_page, drawn.pieces)
        if boxes:
            words = [word for word in words if not any(box.covers(word.run) for box in boxes)]
            words += [Word(box, turns, False) for box in boxes]
        return PdfPage(words, text_page.get_text_range(), bounds, drawn, _whole(bounds, words, as_turned), notes)
    except (ValueError, OverflowError) as error:  # of a damaged page, PDFium tells lengths that are no numbers
        if isinstance(error, LimitExceeded):
            raise
        raise pypdfium2.PdfiumError("text stands nowhere on its page") from error
    finally:
        page.close()


def _most(words: list[Word], otherwise: int) -> int:
    """How many quarters to the left most of the words are turned."""
    turns = Counter([word.turns for word in words])
    return turns.most_common(1)[0][0] if turns else otherwise


def _whole(bounds: tuple[int, ...], words: list[Word], turns: int) -> tuple[int, ...]:
    """The bounds of a page; of one that is turned and cuts off text, with its sides exchanged if these hold all of it.

    Some programs (ReportLab) exchange the sides of the page when they turn it, and draw on it as if it were upright.
    """
    left, bottom, right, top = bounds
    exchanged = (left, bottom, left + top - bottom, bottom + right - left)
    if turns % 2 == 0 or _hold(bounds, words) or not _hold(exchanged, words):
        return bounds
    return exchanged


def _lie_within(bounds: tuple[int, ...], words: list[Word]) -> bool:
    """Whether no part of any word stands beyond the bounds."""
    left, bottom, right, top = bounds
    runs = [word.run for word in words]
    return not runs or (
        min([run.left for run in runs]) >= left
        and min([run.bottom for run in runs]) >= bottom
        and max([run.right for run in runs]) <= right
        and max([run.top for run in runs]) <= top
    )


def _hold(bounds: tuple[int, ...], words: list[Word]) -> bool:
    edges = Run("", *bounds)
    return all(edges.covers(word.run) for word in words)


def _turns(page: pypdfium2.PdfPage) -> int:
    """How many quarters to the left what stands upright is turned in the page's own measures."""
    return int(page.get_rotation()) // 90 % 4


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
