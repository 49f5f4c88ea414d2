"""Pictures of pages, read by Tesseract: a program of its own, which need not be there.

Debian has it as ``tesseract-ocr``, with Chinese as ``tesseract-ocr-chi-tra``. It works without a network,
and is only called where OCR was asked for.

Every page is read in two ways, as one block of text and as single pieces of text. A word with a digit of which
Tesseract is not certain, or which the two ways read differently, is followed by U+FFFD, so that no figure is made
of it.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from converter.errors import LimitExceeded, UnreadableInput
from converter.reading.limits import MAX_CHARACTERS, OCR_DPI, OCR_SECONDS, within
from converter.reading.runs import LOST, POINT, Run

if TYPE_CHECKING:
    from PIL import Image

    from converter.reading.picture import TickBox

_LANGUAGES = {"eng": "tesseract-ocr-eng", "chi_tra": "tesseract-ocr-chi-tra"}
"""The languages of returns, and the packages of Debian that hold them."""
_PACKAGES = f"tesseract-ocr {' '.join(_LANGUAGES.values())}"
_MISSING = re.compile(r"Failed loading language '(\w+)'")
_FIGURE = re.compile(r"[\d.,():/%$-]+")
_WORD_LEVEL = "5"
_ONE_BLOCK, _PIECES = "6", "11"
_CERTAIN, _SEEN = 60, 30
"""How certain, of a hundred, Tesseract is to be of a word with digits, and of one that is to count against it."""


class _Word(NamedTuple):
    """A word of a picture, in dots, and how certain it is."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    certainty: int

    def meets(self, other: _Word) -> bool:
        """Whether both stand in one place of the picture: the middle of one of them lies within the other."""
        return self.run.covers(other.run) or other.run.covers(self.run)

    @property
    def run(self) -> Run:
        """The word by its place on the page, from the page's foot."""
        return Run(self.text, _length(self.left), -_length(self.bottom), _length(self.right), -_length(self.top))


def words_by_ocr(picture: Image.Image) -> Iterator[Run]:
    """Yield the words of a grey picture of :data:`OCR_DPI` dots to the inch, and its tick boxes, by their places.

    Raises:
        UnreadableInput: ``no-tesseract``, ``no-ocr-language``, ``ocr-failed``.
        LimitExceeded: ``ocr-too-slow``, ``file-too-large``.
    """
    # Costs a tenth of a second to load, and OCR is seldom asked for.
    from converter.reading.picture import sheet_of

    sheet = sheet_of(picture)
    pieces, block = _words(sheet.picture, _PIECES), _words(sheet.picture, _ONE_BLOCK)
    for word in pieces:
        yield _agreed(word, [other for other in block if word.meets(other)]).run
    # The pieces part lines of neighbouring cells that are not level; the block has figures that stand alone.
    for word in block:
        if not any(map(word.meets, pieces)):
            yield _agreed(word, []).run
    for box in sheet.boxes:
        yield _ticked(box).run


def _ticked(box: TickBox) -> _Word:
    mark = {True: "\N{BALLOT BOX WITH CHECK}", False: "\N{BALLOT BOX}", None: LOST}[box.is_ticked]
    return _Word(mark, box.left, box.top, box.right, box.bottom, 100)


def _agreed(word: _Word, others: list[_Word]) -> _Word:
    """A word as the two ways have it; with a digit that is not certain, or that they read differently, it is marked."""
    digits = _digits(word)
    if not digits:
        return word
    seen = [other for other in others if other.certainty >= _SEEN]
    # The places of words in a line of Chinese are so rough that several of the one way may meet one of the other.
    alike = [other for other in seen if _digits(other) == digits]
    certain = [each for each in (word, *alike) if each.certainty >= _CERTAIN]
    if not certain or (seen and not alike):
        return word._replace(text=word.text + LOST)
    # A bracket or a full stop beside a digit is sooner overlooked than invented: "1)." is read as "1".
    whole = [each.text for each in certain if _FIGURE.fullmatch(each.text)]
    return word._replace(text=max(whole, key=len, default=word.text))


def _digits(word: _Word) -> str:
    """The digits of a word, with the points and signs between and before them."""
    return "".join(re.findall(r"-?\d|\.(?=\d)", word.text))


def _words(picture: bytes, segmentation: str) -> list[_Word]:
    """The words that Tesseract finds."""
    output = _tesseract(picture, "-l", "+".join(_LANGUAGES), "--psm", segmentation, "--dpi", str(OCR_DPI))
    within(len(output), MAX_CHARACTERS, "characters of OCR")
    rows = csv.DictReader(StringIO(output), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [word for row in rows for word in _word(row)]


def _word(row: dict[str, str]) -> Iterator[_Word]:
    text = (row.get("text") or "").strip()
    if row.get("level") == _WORD_LEVEL and text:
        try:
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            yield _Word(text, left, top, left + width, top + height, int(row["conf"].partition(".")[0]))
        except (KeyError, ValueError) as error:
            raise _failed("its table has no places") from error


def _length(dots: int) -> int:
    return dots * 72 * POINT // OCR_DPI


def _tesseract(picture: bytes, *arguments: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableInput(
            "no-tesseract", "OCR needs Tesseract, which is not installed.", f"On Debian: apt install {_PACKAGES}"
        )
    # One thread: several wait for each other, and take up to five times as long.
    surroundings = os.environ | {"OMP_THREAD_LIMIT": "1"}
    command = [program, "stdin", "stdout", *arguments, "tsv"]
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=OCR_SECONDS, check=False, env=surroundings
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            "ocr-too-slow",
            f"Tesseract took more than {OCR_SECONDS} seconds for one page.",
            "Give a text made of it by OCR.",
        ) from error
    told = done.stderr.decode("utf-8", "replace").strip()
    # Where a language is missing, Tesseract goes on with the others.
    missing = _MISSING.findall(told)
    if missing:
        packages = " ".join(_LANGUAGES.get(language, language) for language in missing)
        raise UnreadableInput(
            "no-ocr-language",
            f"Tesseract has not the language {' and '.join(missing)}.",
            f"On Debian: apt install {packages}",
        )
    if done.returncode:
        raise _failed((told.splitlines() or ["no message"])[-1])
    return done.stdout.decode("utf-8", "replace")


def _failed(reason: str) -> UnreadableInput:
    return UnreadableInput(
        "ocr-failed", f"Tesseract could not read the picture ({reason}).", f"Needed on Debian: {_PACKAGES}"
    )
