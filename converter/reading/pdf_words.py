"""The words of a page of a PDF, by their places: PDFium tells of each character where it stands and how it is drawn."""

from __future__ import annotations

import ctypes
import math
import re
from itertools import repeat
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.reading.runs import LOST, POINT, Run
from converter.reading.symbols import FIRST_SYMBOL, plain_symbols

_WORD = re.compile(r"[^ \r\n\u00a0\u2000-\u200a\u202f\u3000]+")
_TWICE = re.compile(r"(\S)\1+")
_DOUBLED = re.compile(r",,|::|\.\.")
"""PDFium leaves out what is drawn twice in one place, but for characters so narrow that a little aside is beside."""
_DROPPED = "\x00"
"""Stands for a character that is none; those that PDFium tells as none are lost, and marked so before."""
_NOTE = re.compile(r"[\d()*\[\]]+")
_RAISED_SHARE = 6
"""Characters of one line stand less than a sixth of their height apart, in whatever fonts."""
_RADIAN = 10_000
_QUARTER_TURN = round(math.pi / 2 * _RADIAN)
_ASKEW = _RADIAN // 10
"""Words of one page lean less far apart; a watermark across the page leans farther."""
_HIDDEN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_GLYPHLESS = b"GlyphLessFont"
"""The name of Tesseract's font."""


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
        run = _turned(self.run, turns, bounds)
        return _level(run, slant) if slant else run


def words_of(text_page: pypdfium2.PdfTextPage, pieces: list[object]) -> list[Word]:
    """The words of a page that draws so many pieces of text."""
    text = _text(text_page)
    hides = any(pdfium.FPDFTextObj_GetTextRenderMode(piece) == _HIDDEN for piece in pieces)
    characters = _Characters(text_page.raw, text, _told_text(text_page, text), hides)
    if _DOUBLED.search(text):
        characters = characters.once()
    return [word for match in _WORD.finditer(text) for word in characters.words(*match.span())]


def _text(text_page: pypdfium2.PdfTextPage) -> str:
    """The characters of a page, each at PDFium's number for it."""
    count = text_page.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page.raw, 0, count, units)
    text = bytes(units).decode("utf-16-le", "replace")[:-1]
    if len(text) == count and "\x00" not in text:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, index)) for index in range(count))


def _told_text(text_page: pypdfium2.PdfTextPage, text: str) -> str:
    """The text of a page character for character, a mark in place of each that the page does not tell."""
    is_lost = [*map(pdfium.FPDFText_HasUnicodeMapError, repeat(text_page.raw), range(len(text)))]
    if 1 not in is_lost and "\x00" not in text:
        return plain_symbols(text)
    return "".join(
        _told(character, lost != 1 or _is_glyphless(text_page, index))
        for index, (character, lost) in enumerate(zip(text, is_lost, strict=True))
    )


def _is_glyphless(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether Tesseract has laid a character over the picture of a page: its codes are those of Unicode.

    PDFium reads them so, and yet tells of most that they have no mapping.
    """
    name = ctypes.create_string_buffer(len(_GLYPHLESS) + 1)
    pdfium.FPDFText_GetFontInfo(text_page.raw, index, name, len(name), ctypes.c_int())
    return name.value == _GLYPHLESS


def _told(character: str, is_told: bool) -> str:
    """A character, if the page tells which one it is, or a font of symbols has drawn it."""
    symbol = plain_symbols(character)
    is_symbol = symbol != character and character >= FIRST_SYMBOL
    return symbol if is_symbol or (is_told and character != "\x00") else LOST


class _Characters(NamedTuple):
    """The characters of a page by PDFium's numbers for them.

    ``text`` is what PDFium takes them for, ``told`` what can be told of them; ``hides`` is whether any text of the
    page is hidden.
    """

    raw: object
    text: str
    told: str
    hides: bool

    def once(self) -> _Characters:
        """The characters without those that are drawn a second time, a little aside, to look bold."""
        told = list(self.told)
        for match in _TWICE.finditer(self.text):
            for index in range(match.start() + 1, match.end()):
                before, box = self._box(index - 1), self._box(index)
                if 2 * (box[0] - before[0]) < before[2] - before[0] and 2 * abs(box[1] - before[1]) < box[3] - box[1]:
                    told[index] = _DROPPED
        return self._replace(told="".join(told))

    def words(self, first: int, end: int) -> tuple[Word, ...]:
        """The word from a character up to another.

        It is two where its end is raised: the mark of a note is no digit of the figure before it.
        """
        box = self._box(first)
        last = box if end - first == 1 else self._box(end - 1)
        is_level = last[0] > box[0] and last[1] == box[1]
        angle = 0 if is_level else round(pdfium.FPDFText_GetCharAngle(self.raw, first) * _RADIAN)
        note = 0 if is_level or angle or end - first == 1 else self._raised_end(first, end)
        if note:
            return *self.words(first, note), *self.words(note, end)
        left, bottom = (box[0], box[1]) if is_level else (min(box[0], last[0]), min(box[1], last[1]))
        run = Run(self.told[first:end].replace(_DROPPED, ""), left, bottom, max(box[2], last[2]), max(box[3], last[3]))
        turns = -round(angle / _QUARTER_TURN) % 4 if angle else 0
        return (Word(run, turns, self.hides and self._is_hidden(first), _slant(angle, turns) if angle else 0),)

    def _is_hidden(self, index: int) -> bool:
        drawn = pdfium.FPDFText_GetTextObject(self.raw, index)
        return bool(pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _HIDDEN)

    def _raised_end(self, first: int, end: int) -> int:
        """Where a word ends with a number raised far above, or set far below, what stands before it; else 0."""
        boxes = [self._box(index) for index in range(first, end)]
        start = len(boxes)
        while start and boxes[start - 1][1] == boxes[-1][1]:
            start -= 1
        _, bottom, _, top = boxes[0]
        is_far = _RAISED_SHARE * abs(boxes[-1][1] - bottom) > top - bottom
        return first + start if start and is_far and _NOTE.fullmatch(self.text, first + start, end) else 0

    def _box(self, index: int) -> tuple[int, int, int, int]:
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, box)
        return round(box.left * POINT), round(box.bottom * POINT), round(box.right * POINT), round(box.top * POINT)


def _slant(angle: int, turns: int) -> int:
    """What is left of an angle (to the right) when the page is turned: less than half a turn to either side."""
    return (2 * _QUARTER_TURN - angle - turns * _QUARTER_TURN) % (4 * _QUARTER_TURN) - 2 * _QUARTER_TURN


def _level(run: Run, slant: int) -> Run:
    """Set a run level whose line leans, so that it stands beside the first of its line."""
    up = (run.left + run.right) // 2 * slant // _RADIAN
    return Run(run.text, run.left, run.bottom - up, run.right, run.top - up)


def _turned(run: Run, turns: int, bounds: tuple[int, ...]) -> Run:
    """Turn a run to the right by so many quarters; its place counts from the lower left of its page."""
    left, bottom, right, top = run.left, run.bottom, run.right, run.top
    if turns == 1:
        return Run(run.text, bottom - bounds[1], bounds[2] - right, top - bounds[1], bounds[2] - left)
    if turns == 2:
        return Run(run.text, bounds[2] - right, bounds[3] - top, bounds[2] - left, bounds[3] - bottom)
    if turns == 3:
        return Run(run.text, bounds[3] - top, left - bounds[0], bounds[3] - bottom, right - bounds[0])
    return Run(run.text, left - bounds[0], bottom - bounds[1], right - bounds[0], top - bounds[1])
