"""Pictures of pages (PNG, JPEG, TIFF, which may hold several), read by OCR."""

from __future__ import annotations

from collections.abc import Iterator

from converter.reading.layout import Line, line_of
from converter.reading.ocr import words_by_ocr
from converter.reading.runs import rows_in_pictures


def image_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of each picture, from the top.

    Raises:
        UnreadableInput: ``damaged-picture``, ``no-tesseract``, ``no-ocr-language``, ``ocr-failed``.
        LimitExceeded: ``page-too-large``, ``too-many-pages``, ``ocr-too-slow``, ``file-too-large``.
    """
    # Costs a tenth of a second to load, and OCR is seldom asked for.
    from converter.reading.picture import pictures_of

    for page, picture in enumerate(pictures_of(content), start=1):
        for number, cells in enumerate(rows_in_pictures(words_by_ocr(picture)), start=1):
            yield line_of(page, number, cells, ocr=True)
