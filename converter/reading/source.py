"""A filing as lines of text with page and line numbers, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from converter.errors import UnreadableInput
from converter.reading import pdf
from converter.reading.doc import doc_lines
from converter.reading.docx import docx_lines
from converter.reading.html import html_lines
from converter.reading.image import image_lines
from converter.reading.kinds import Kind, kind_of
from converter.reading.layout import Line
from converter.reading.limits import MAX_BYTES as MAX_BYTES
from converter.reading.limits import within
from converter.reading.mhtml import mhtml_lines
from converter.reading.rtf import rtf_lines
from converter.reading.text import text_lines

_READERS: dict[Kind, Callable[[bytes], Iterable[Line]]] = {
    Kind.TEXT: text_lines,
    Kind.DOCX: docx_lines,
    Kind.DOC: doc_lines,
    Kind.RTF: rtf_lines,
    Kind.HTML: html_lines,
    Kind.MHTML: mhtml_lines,
    Kind.IMAGE: image_lines,
}


@dataclass(frozen=True, slots=True)
class Source:
    """One filing, ready to be read: its name, the hash of its bytes, its lines.

    ``unread_pages`` are those (from 1) that show a picture and no text, in a PDF that has text elsewhere. ``aside`` are
    words with digits, each with its page, that run in another direction than most words of the page, ``cut`` those that
    its edges cut off. ``in_order`` is the text of each page of a PDF in the order in which it is drawn. Of a PDF with
    several pages on a sheet, ``pages_a_sheet``, each is a page of the lines.
    """

    name: str
    sha256: str
    lines: tuple[Line, ...]
    unread_pages: tuple[int, ...] = ()
    aside: tuple[tuple[int, str], ...] = ()
    in_order: tuple[str, ...] = ()
    cut: tuple[pdf.Cut, ...] = ()
    pages_a_sheet: int = 1

    @property
    def ocr(self) -> bool:
        """Whether any line was read by OCR, ours or that of whoever made the PDF."""
        return any(line.ocr for line in self.lines)


def read_source(content: bytes, name: str, *, ocr: bool = False) -> Source:
    """Turn the bytes of a file into lines. The kind of file is told by the bytes; ``name`` is for messages.

    With ``ocr``, pictures of pages are read by Tesseract.

    Raises:
        UnreadableInput: the file is of a kind that is not read, damaged, protected, or holds no text.
        LimitExceeded: the file, or what it unpacks to, is beyond a bound.
    """
    within(len(content), MAX_BYTES, "bytes")
    kind = kind_of(content)
    digest = sha256(content).hexdigest()
    if kind is Kind.PDF:
        return Source(name, digest, *pdf.read_pdf(content, ocr=ocr))
    if kind is Kind.IMAGE and not ocr:
        raise UnreadableInput(
            "picture-without-text", "The file is a picture of a page.", "Allow OCR, or give a text made of it by OCR."
        )
    return Source(name, digest, tuple(_READERS[kind](content)))


def text_order_source(source: Source) -> Source:
    """A PDF in the order in which its text is drawn, without places: the second way, to compare the first with.

    Raises:
        UnreadableInput: ``source`` is no PDF (``not-a-pdf``).
        LimitExceeded: the text is beyond a bound.
    """
    if not source.in_order:
        raise UnreadableInput("not-a-pdf", "Only a PDF has two orders of its text.", "Give a PDF.")
    return Source(source.name, source.sha256, tuple(pdf.lines_in_order(source.in_order)))
