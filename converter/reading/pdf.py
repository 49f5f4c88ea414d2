"""PDF: the text of each page by its places, or, as a second way, in the order in which it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from converter.errors import UnreadableInput
from converter.reading.layout import Line, line_of
from converter.reading.limits import MAX_CHARACTERS, MAX_PAGES, MAX_SIDE, OCR_DPI, within
from converter.reading.ocr import words_by_ocr
from converter.reading.overprint import overprint
from converter.reading.pdf_fields import page_with_fields
from converter.reading.pdf_page import PdfPage, is_garbled, page_of
from converter.reading.plain_text import lines_of
from converter.reading.runs import POINT, has_digit, lines_of_runs, rows_in_pictures, rows_of_lines
from converter.reading.sheets import Sheet, in_usual_size, moved, pages_on
from converter.reading.spacing import gap_of_cells, with_words

if TYPE_CHECKING:
    from PIL import Image


_COVER = 80
"""Up to so many words on a single page are no return: its least edition has hundreds."""


class Cut(NamedTuple):
    """Words with digits beyond the edges of a page (from 1), and whether they were read all the same."""

    page: int
    words: tuple[str, ...]
    was_read: bool


class PdfText(NamedTuple):
    """The lines of a PDF, the pages (from 1) that show something that their text does not tell, and words left out.

    ``aside`` are words with digits that run in another direction than most of their page, each with the page;
    ``in_order`` is the text of each page in the order in which it is drawn; ``cut`` are words with digits that the
    edges of the pages cut off. Of ``pages_a_sheet`` pages, side by side, each is counted.
    """

    lines: tuple[Line, ...]
    unread_pages: tuple[int, ...]
    aside: tuple[tuple[int, str], ...]
    in_order: tuple[str, ...]
    cut: tuple[Cut, ...]
    pages_a_sheet: int


def read_pdf(content: bytes, *, ocr: bool = False) -> PdfText:
    """Read every page of a PDF by the places of its text; with ``ocr``, pages that text does not tell by Tesseract.

    A layer of text behind or hidden over the picture of a page is OCR that someone else has made, and is marked as
    such; hidden text beside visible text is left out.

    Raises:
        UnreadableInput: ``damaged-pdf``, ``encrypted-pdf``, ``pdf-without-text`` (pictures of pages),
            ``pdf-without-unicode`` (text whose characters cannot be told), ``pdf-portfolio`` (other files behind a
            cover), ``xfa-form`` (a form that only its own program shows); with ``ocr`` instead of these two
            ``no-tesseract``, ``no-ocr-language`` and ``ocr-failed``.
        LimitExceeded: ``too-many-pages``, ``too-many-pieces``, ``page-too-large``, ``file-too-large``.
    """
    with _opened(content) as document:
        pages = [page_of(page_with_fields(document, index)) for index in range(len(document))]
        within(sum(len(page.characters) for page in pages), MAX_CHARACTERS, "characters")
        _require_return(document, pages)
        if not ocr:
            _require_text(pages)
        unread = [index for index, page in enumerate(pages) if page.is_picture or (ocr and is_garbled(page.characters))]
        by_ocr = {index: _sheet_by_ocr(document[index]) for index in unread} if ocr else {}
    return _text_of(pages, unread, by_ocr)


def _text_of(pages: Sequence[PdfPage], unread: Sequence[int], by_ocr: Mapping[int, Sheet]) -> PdfText:
    """The text of pages, some of which (by index) are pictures, and of these those that OCR has read."""
    upright = [page.sheet() for page in pages]
    # Where OCR has set the type, its height tells nothing.
    across = set() if any(page.is_layer for page in pages) else overprint([sheet for sheet, _ in upright])
    sheets = in_usual_size([sheet.without(across) for sheet, _ in upright])
    words = with_words(sheets)
    divided = pages_on([by_ocr.get(index, sheet) for index, sheet in enumerate(words or sheets)])
    of_sheet = len(divided) // len(sheets)
    firsts = range(1, len(divided) + 1, of_sheet)
    return PdfText(
        tuple(_lines(divided, [page.is_layer or index in by_ocr for index, page in enumerate(pages)])),
        tuple(firsts[index] for index in unread if index not in by_ocr),
        tuple(
            (number, word)
            for number, page, (sheet, aside) in zip(firsts, pages, upright, strict=True)
            for word in (
                *aside,
                *filter(has_digit, page.notes),
                *(run.text for run in sheet.runs if run in across and has_digit(run.text)),
            )
        ),
        # Read in order, letters that stand apart are no words.
        () if words else tuple(page.in_order for page in pages),
        tuple(cut for number, page in zip(firsts, pages, strict=True) for cut in _cut(number, page)),
        of_sheet,
    )


def _lines(pages: Sequence[Sheet], ocr: Sequence[bool]) -> Iterator[Line]:
    """The lines of all pages; ``ocr`` tells of each sheet, which has one page or several, whether OCR has read it."""
    lines = {number: lines_of_runs(page.runs) for number, page in enumerate(pages) if not page.is_picture}
    gap = gap_of_cells(line for of_page in lines.values() for line in of_page)
    for number, page in enumerate(pages):
        rows = rows_of_lines(lines[number], gap) if number in lines else rows_in_pictures(page.runs)
        for line, cells in enumerate(rows, start=1):
            yield line_of(number + 1, line, cells, ocr=ocr[number * len(ocr) // len(pages)])


def _sheet_by_ocr(page: pypdfium2.PdfPage) -> Sheet:
    width, height = (round(side * POINT) for side in page.get_size())
    return Sheet([moved(run, 0, -height) for run in words_by_ocr(_picture(page))], width, height, is_picture=True)


def _cut(number: int, page: PdfPage) -> Iterator[Cut]:
    words = tuple(word for word in page.beyond if has_digit(word))
    if words:
        yield Cut(number, words, page.is_mended)


def lines_in_order(pages: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of the pages of a PDF in the order in which they are drawn.

    Raises:
        LimitExceeded: ``file-too-large``.
    """
    within(sum(map(len, pages)), MAX_CHARACTERS, "characters")
    for number, text in enumerate(pages, start=1):
        yield from lines_of(text.replace("\r\n", "\n").split("\n"), number)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF and close it again; what PDFium cannot do with it is a refusal."""
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            within(len(document), MAX_PAGES, "pages", "too-many-pages")
            document.init_forms()
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


def _require_return(document: pypdfium2.PdfDocument, pages: list[PdfPage]) -> None:
    """Pass a PDF that is more than a cover over something else."""
    if len(pages) > 1 or sum(len(page.words) for page in pages) > _COVER:
        return
    attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw)
    if attached > 0:
        raise UnreadableInput(
            "pdf-portfolio",
            f"The PDF is a cover with {attached} attached file(s), and no return itself.",
            "Save the attached return, and give it alone.",
        )
    if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL:
        raise UnreadableInput(
            "xfa-form",
            "The PDF is a form (XFA) whose contents only Adobe's own reader shows.",
            "Open it there, and print it to a new PDF.",
        )


def _require_text(pages: list[PdfPage]) -> None:
    """Pass a PDF that can be read without OCR."""
    characters = "".join(page.characters for page in pages)
    if not characters:
        raise UnreadableInput(
            "pdf-without-text",
            "The PDF holds pictures of pages and no text.",
            "Allow OCR, or give a text made of it by OCR.",
        )
    if is_garbled(characters):
        raise UnreadableInput(
            "pdf-without-unicode",
            "The PDF does not tell which characters its letters are.",
            "Allow OCR, print it to a new PDF, or give a text made of it by OCR.",
        )
    beyond = sum(len(page.beyond) for page in pages if not page.is_mended)
    if 2 * beyond > sum(len(page.words) for page in pages):
        raise UnreadableInput(
            "text-beyond-edges",
            f"The pages of the PDF cut off most of their text: {beyond} words stand beyond their edges.",
            "Make it again with pages that hold all of their text, or give its text.",
        )


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """A page as a grey picture."""
    within(round(max(page.get_size())), MAX_SIDE, "points on a side", "page-too-large")
    picture: Image.Image = page.render(scale=OCR_DPI / 72, grayscale=True).to_pil()
    return picture
