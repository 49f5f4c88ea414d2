"""A picture of one page (PNG, JPEG, TIFF), read by OCR."""

from __future__ import annotations

from collections.abc import Iterator

from converter.reading.layout import Line, line_of
from converter.reading.ocr import words_by_ocr
from converter.reading.runs import rows_of_runs


def image_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of a picture, from the top.

    Raises:
        UnreadableInput: ``no-tesseract``, ``ocr-failed``.
        LimitExceeded: ``ocr-too-slow``, ``file-too-large``.
    """
    for number, cells in enumerate(rows_of_runs(words_by_ocr(content)), start=1):
        yield line_of(1, number, cells, ocr=True)
