"""What kind of file some bytes are: told by the bytes themselves, never by the file's name."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from converter.errors import UnreadableInput


class Kind(StrEnum):
    """A kind of file that is read."""

    PDF = "pdf"
    HTML = "html"
    MHTML = "mhtml"
    RTF = "rtf"
    DOCX = "docx"
    DOC = "doc"
    IMAGE = "image"
    TEXT = "text"


_HEAD = 1024
_PAGE_HEAD = 65_536
_SIGNATURES = (
    (b"PK\x03\x04", Kind.DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.DOC),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"{\\rtf", Kind.RTF),
)
_REFUSED = (
    (b"GIF8", "a GIF image"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%!PS", "a PostScript file"),
    (b"\xdb\xa5", "of a Word before 1997"),
)
_WEB_ARCHIVE = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}MIME-Version:", re.IGNORECASE)
_PDF_HEAD = re.compile(rb"%PDF-\d(\.\d[ \t]*[\r\n])?")
_OF_A_PDF = b" obj"
"""What no PDF goes without, and a text that speaks of one does."""
_XML = b"<?xml"
_TAG_FIRST = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?a-z]", re.IGNORECASE)
_OF_A_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_OF_A_TABLE = re.compile(rb"</td\s*>", re.IGNORECASE)
_OF_MARKDOWN = re.compile(rb"^(?:#{1,6} |\|.*\|[ \t\r]*$|!\[)|\*\*", re.MULTILINE)
"""What a text has that tables of HTML are written into."""


def kind_of(content: bytes) -> Kind:
    """Tell the kind of a file. What has no signature of its own is taken as text.

    Raises:
        UnreadableInput: ``binary-file``, ``other-xml``: for a kind that is known and not read.
    """
    head = content[:_HEAD].removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    for signature, name in _REFUSED:
        if head.startswith(signature):
            raise UnreadableInput(
                "binary-file",
                f"The file is {name}, which is not read.",
                "Give the return as PDF, Word, HTML or text.",
            )
    if _WEB_ARCHIVE.match(content[:_PAGE_HEAD].lstrip()):
        return Kind.MHTML
    pdf = _PDF_HEAD.search(content, 0, _HEAD)
    if pdf and (pdf[1] or _OF_A_PDF in content):
        return Kind.PDF
    if _is_page(content):
        return Kind.HTML
    if head.startswith(_XML):
        raise UnreadableInput(
            "other-xml",
            "The file is XML, and no page: a document of Word 2003, perhaps, or data.",
            "Save it as a Word document (.docx), or give the return as PDF, HTML or text.",
        )
    return Kind.TEXT


def _is_page(content: bytes) -> bool:
    # A page in UTF-16 shows its tags once the zero bytes are left out.
    page = content[:_PAGE_HEAD].replace(b"\x00", b"")
    if not _TAG_FIRST.match(page):
        return False
    return _OF_A_PAGE.search(page) is not None or (bool(_OF_A_TABLE.search(page)) and not _OF_MARKDOWN.search(page))
