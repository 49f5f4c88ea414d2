"""The words of a page of a PDF, by their places: PDFium tells of each character where it stands and how it is drawn."""

from __future__ import annotations

import ctypes
import math
import re
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.reading.runs import LOST, POINT, Run
from converter.reading.symbols import FIRST_SYMBOL, plain_symbols

_WORD = re.compile(r"[^ \r\n]+")
_NOTE = re.compile(r"[\d()*\[\]]+")
_RAISED_SHARE = 6
"""Characters of one line stand less than a sixth of their height apart, in whatever fonts."""
_RADIAN = 10_000
_QUARTER_TURN = round(math.pi / 2 * _RADIAN)
_ASKEW = _RADIAN // 10
"""Words of one page lean less far apart; a watermark across the page leans farther."""
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


class Word(NamedTuple):
    """A word with how it is drawn: its quarter turns to the left, whether it is hidden, and how far it leans.

    ``slant`` is what is left of the turn, in ten thousandths of a radian: a scan that lay askew has text that does.
    """

    run: Run
    turns: int
    hidden: bool
    slant: int = 0

    def runs_along(self, turns: int, slant: int) -> bool:
        """Whether it runs in a direction."""
        return self.turns == turns and abs(self.slant - slant) < _ASKEW

    def upright(self, turns: int, slant: int, bounds: tuple[int, ...]) -> Run:
        """The word on its page turned to the right by so many quarters, and set level."""
        run = _turned(self.run, turns, bounds) if turns else self.run
        return _level(run, slant) if slant else run


def words_of(page: pypdfium2.PdfPage, pieces: list[object]) -> list[Word]:
    """The words of a page that draws so many pieces of text."""
    hides = any(pdfium.FPDFTextObj_GetTextRenderMode(piece) == _HIDDEN for piece in pieces)
    text_page = page.get_textpage()
    try:
        words: list[Word] = []
        for match in _WORD.finditer(_text(text_page)):
            words += _parts(text_page.raw, match[0], match.start(), hides)
        return words
    finally:
        text_page.close()


def _text(text_page: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, each at PDFium's number for it."""
    count = text_page.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page.raw, 0, count, units)
    text = bytes(units).decode("utf-16-le", "replace")[:-1]
    if len(text) == count and "\x00" not in text:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, index)) for index in range(count))


def _parts(raw: object, text: str, first: int, hides: bool) -> tuple[Word, ...]:
    """A word whose characters have numbers from ``first`` on; ``hides`` tells whether any text of the page is hidden.

    It is two where its end is raised: the mark of a note is no digit of the figure before it.
    """
    last = first + len(text) - 1
    left, bottom, right, top = _box(raw, first)
    angle, turns = 0, 0
    if last > first:
        box = _box(raw, last)
        is_upright = box[0] > left and box[1] == bottom
        left, bottom, right, top = min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])
    if last == first or not is_upright:
        angle = round(pdfium.FPDFText_GetCharAngle(raw, first) * _RADIAN)
        turns = -round(angle / _QUARTER_TURN) % 4
        note = 0 if angle or last == first else _raised_end(raw, text, first)
        if note:
            return *_parts(raw, text[:note], first, hides), *_parts(raw, text[note:], first + note, hides)
    error = pdfium.FPDFText_HasUnicodeMapError
    is_told = [error(raw, index) != 1 for index in range(first, last + 1)]
    whole = all(is_told) and "\x00" not in text
    text = plain_symbols(text) if whole else "".join(map(_told, text, is_told))
    hidden = hides and pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(raw, first)) == _HIDDEN
    slant = _slant(angle, turns) if angle else 0
    return (Word(Run(text, left, bottom, right, top), turns, hidden, slant),)


def _slant(angle: int, turns: int) -> int:
    """What is left of an angle (to the right) when the page is turned: less than half a turn to either side."""
    return (2 * _QUARTER_TURN - angle - turns * _QUARTER_TURN) % (4 * _QUARTER_TURN) - 2 * _QUARTER_TURN


def _raised_end(raw: object, text: str, first: int) -> int:
    """Where a word's end begins if it is a number raised far above, or set far below, what stands before it; else 0."""
    boxes = [_box(raw, first + index) for index in range(len(text))]
    start = len(text)
    while start and boxes[start - 1][1] == boxes[-1][1]:
        start -= 1
    _, bottom, _, top = boxes[0]
    is_far = _RAISED_SHARE * abs(boxes[-1][1] - bottom) > top - bottom
    return start if is_far and _NOTE.fullmatch(text, start) else 0


def _told(character: str, is_told: bool) -> str:
    """A character, if the page tells which one it is, or a font of symbols has drawn it."""
    symbol = plain_symbols(character)
    is_symbol = symbol != character and character >= FIRST_SYMBOL
    return symbol if is_symbol or (is_told and character != "\x00") else LOST


def _box(raw: object, index: int) -> tuple[int, int, int, int]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, box)
    return round(box.left * POINT), round(box.bottom * POINT), round(box.right * POINT), round(box.top * POINT)


def _level(run: Run, slant: int) -> Run:
    """Set a run level whose line leans, so that it stands beside the first of its line."""
    up = (run.left + run.right) // 2 * slant // _RADIAN
    return Run(run.text, run.left, run.bottom - up, run.right, run.top - up)


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
