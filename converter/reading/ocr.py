"""Pictures of pages, read by Tesseract: a program of its own, which need not be there.

Debian has it as ``tesseract-ocr``, with Chinese as ``tesseract-ocr-chi-tra``. It works without a network,
and is only called where OCR was asked for.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO

from converter.errors import LimitExceeded, UnreadableInput
from converter.reading.limits import MAX_CHARACTERS, OCR_SECONDS, within
from converter.reading.runs import POINT, Run

OCR_DPI = 300
"""Dots per inch of a picture: what Tesseract is best at."""
_LANGUAGES = ("eng", "chi_tra")
_PACKAGES = "tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-tra"
_WORD_LEVEL = "5"


def words_by_ocr(picture: bytes) -> Iterator[Run]:
    """Yield the words of a picture (PNG, JPEG, TIFF or Netpbm) by their places, from the page's foot.

    Raises:
        UnreadableInput: ``no-tesseract``, ``ocr-failed``.
        LimitExceeded: ``ocr-too-slow``, ``file-too-large``.
    """
    output = _tesseract("stdin", "stdout", "-l", "+".join(_LANGUAGES), "--dpi", str(OCR_DPI), "tsv", stdin=picture)
    within(len(output), MAX_CHARACTERS, "characters of OCR")
    for row in csv.DictReader(StringIO(output), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == _WORD_LEVEL and text:
            try:
                left, top, width, height = (_length(row[name]) for name in ("left", "top", "width", "height"))
            except (KeyError, ValueError) as error:
                raise _failed("its table has no places") from error
            yield Run(text, left, -top - height, left + width, -top)


def _length(dots: str) -> int:
    return int(dots) * 72 * POINT // OCR_DPI


def _tesseract(*arguments: str, stdin: bytes) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableInput(
            "no-tesseract", "OCR needs Tesseract, which is not installed.", f"On Debian: apt install {_PACKAGES}"
        )
    try:
        done = subprocess.run([program, *arguments], input=stdin, capture_output=True, timeout=OCR_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            "ocr-too-slow",
            f"Tesseract took more than {OCR_SECONDS} seconds for one page.",
            "Give a text made of it by OCR.",
        ) from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
        raise _failed(told[0])
    return done.stdout.decode("utf-8", "replace")


def _failed(reason: str) -> UnreadableInput:
    return UnreadableInput(
        "ocr-failed", f"Tesseract could not read the picture ({reason}).", f"Needed on Debian: {_PACKAGES}"
    )
