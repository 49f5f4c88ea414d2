"""The kind of a file is told by its bytes, and one return reads alike from every kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

import pytest

from converter.errors import Refusal
from converter.forms import read_return
from converter.model import MonthlyReturn
from converter.reading.kinds import Kind, kind_of
from converter.reading.layout import Line
from converter.reading.source import Source, read_source
from converter.walk import entries
from tests.pdf_files import Page, words
from tests.pdf_files import pdf as pdf_of
from tests.word_files import compound, doc, docx, packed, paragraph, row, table

PDF = pdf_of(Page(words((40, 700, "Monthly Return"))))
KINDS = {
    "PDF": (PDF, Kind.PDF),
    "PDF behind a mark and an empty line": (b"\xef\xbb\xbf\r\n" + PDF, Kind.PDF),
    "docx": (docx(paragraph("Monthly Return")), Kind.DOCX),
    "doc": (doc(("Monthly Return\r", b"")), Kind.DOC),
    "a page": (b"\r\n<!-- saved from a site -->\n<!DOCTYPE HTML PUBLIC ''>\n<html>", Kind.HTML),
    "a page in capitals": (b"<HTML><BODY>", Kind.HTML),
    "a page of XML": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', Kind.HTML),
    "a page in UTF-16": ("<!DOCTYPE html><html>".encode("utf-16"), Kind.HTML),
    "a part of a page": (b"<div><table><tr><td>1</td></tr></table></div>", Kind.HTML),
    "markdown with tags": (b"<u>Monthly</u> Return **of** <br> Equity Issuer", Kind.TEXT),
    "text": (b"Monthly Return", Kind.TEXT),
    "text that begins with the mark of a PDF": (b"%PDF-1.4 is what the file was\nMonthly Return", Kind.TEXT),
    "text that names the mark of a PDF": (b"made from a.pdf (%PDF-1.4), Monthly Return", Kind.TEXT),
    "rich text behind a mark": (b"\xef\xbb\xbf{\\rtf1 Monthly Return}", Kind.RTF),
    "a page of Word": (b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><xml></xml><body>', Kind.HTML),
    "text that speaks of PDF": (b"The file is no %PDF- at all", Kind.TEXT),
    "rich text": (b"{\\rtf1 Monthly Return}", Kind.RTF),
    "a web archive": (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>", Kind.MHTML),
    "a web archive of a browser": (b"From: <Saved>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n\r\n", Kind.MHTML),
    "PNG": (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    "JPEG": (b"\xff\xd8\xff\xe0", Kind.IMAGE),
    "TIFF": (b"II*\x00", Kind.IMAGE),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_is_told_by_the_bytes(name: str) -> None:
    content, kind = KINDS[name]
    assert kind_of(content) is kind


@pytest.mark.parametrize("name", ["return.pdf", "return.doc", "return.html", "return", ""])
def test_the_name_of_a_file_tells_nothing(name: str) -> None:
    wanted = [line.text for line in read_source(PDF, "return.pdf").lines]
    for content in (PDF, docx(paragraph("Monthly Return")), b"<html><p>Monthly Return", b"Monthly Return"):
        assert [line.text for line in read_source(content, name).lines] == wanted


PDF_ATTACHED = (
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nDear all\n"
    b"--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF\n--b--\n"
)
REFUSED = {
    "a GIF image": (b"GIF89a Monthly Return", "binary-file"),
    "a RAR archive": (b"Rar!\x1a\x07", "binary-file"),
    "a 7z archive": (b"7z\xbc\xaf\x27\x1c", "binary-file"),
    "a gzip archive": (b"\x1f\x8b\x08", "binary-file"),
    "PostScript": (b"%!PS-Adobe-3.0\n", "binary-file"),
    "a picture that is not known": (b"BM\x36\x10" + bytes(60), "binary-file"),
    "a program": (b"\x7fELF" + bytes(60), "binary-file"),
    "Word 2": (b"\xdb\xa5\x2d\x00" + bytes(60), "binary-file"),
    "Word 2003 as XML": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
        "other-xml",
    ),
    "data": (b'\xef\xbb\xbf<?xml version="1.0"?><xbrl/>', "other-xml"),
    "a zip with a return in it": (packed({"return.pdf": PDF}), "not-a-word-file"),
    "a mail of Outlook": (compound({"__properties_version1.0": b"1"}), "not-a-word-file"),
    "a mail with a return attached": (PDF_ATTACHED, "mail-with-files"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_kind_that_is_known_and_not_read_is_named(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(Refusal) as refused:
        read_source(content, "return.doc")
    assert refused.value.code == code and refused.value.hint


OF_OFFICES = {
    "Excel workbook": "xl/workbook.xml",
    "PowerPoint presentation": "ppt/presentation.xml",
    "OpenDocument file": "META-INF/manifest.xml",
}


@pytest.mark.parametrize("name", OF_OFFICES)
def test_the_refusal_of_a_file_of_another_office_program_names_it(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_source(packed({OF_OFFICES[name]: b"<x/>", "content.xml": b"<x/>"}), "return.docx")
    assert refused.value.code == "not-a-word-file"
    assert name in refused.value.message and "Save it as a Word document" in refused.value.hint


def test_the_refusal_of_an_archive_names_what_is_in_it() -> None:
    with pytest.raises(Refusal) as refused:
        read_source(packed({f"{number}.pdf": b"" for number in range(5)}), "returns.zip")
    assert "5 files ('0.pdf', '1.pdf', '2.pdf', ...)" in refused.value.message


def test_a_mail_of_text_is_read() -> None:
    mail = (
        b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nMonthly Return\nBalance      1,000\n"
    )
    assert [line.text for line in read_source(mail, "mail").lines][:2] == ["Monthly Return", "Balance \t1,000"]


def _stretches(line: Line) -> Iterator[tuple[str, int, int]]:
    """The cells of a line and the gaps between them, from the left edge on."""
    at = 0
    for text, (left, right) in zip(line.text.split(" \t"), line.places, strict=True):
        if left > at:
            yield "", at, left
        yield text, left, max(right, left + 1)
        at = max(right, left + 1)


def as_html(source: Source) -> bytes:
    """The lines of a source as a page: one table for each page, whose cells reach over many columns."""
    tables = []
    for _, lines in groupby(source.lines, key=lambda line: line.page):
        found = [list(_stretches(line)) for line in lines]
        edges = sorted({edge for cells in found for _, left, right in cells for edge in (left, right)})
        column = {edge: index for index, edge in enumerate(edges)}
        rows = (
            "".join(f'<td colspan="{column[right] - column[left]}">{escape(text)}</td>' for text, left, right in cells)
            for cells in found
        )
        tables.append("<table>" + "".join(f"<tr>{cells}</tr>\n" for cells in rows) + "</table>")
    return f"<!DOCTYPE html><html><body>{''.join(tables)}</body></html>".encode()


def as_docx(source: Source) -> bytes:
    """The lines of a source as tables of one row, with widths of columns."""
    blocks = []
    for line in source.lines:
        cells = list(_stretches(line))
        widths = [20 * (right - left) for _, left, right in cells]
        blocks.append(table([escape(text) for text, _, _ in cells], widths=widths))
    return docx(*blocks)


def as_doc(source: Source) -> bytes:
    """The lines of a source as rows of tables, with the edges of columns."""
    paragraphs: list[tuple[str, bytes]] = []
    for line in source.lines:
        cells = list(_stretches(line))
        edges = [0, *(20 * right for _, _, right in cells)]
        paragraphs += row(*(text for text, _, _ in cells), edges=edges)
    return doc(*paragraphs)


def figures(source: Source) -> dict[str, tuple[str, object]]:
    """Every figure of a return by its address, without its place in the source."""
    monthly_return: MonthlyReturn = read_return(source)[0]
    return {entry.address: (entry.figure.state.value, entry.figure.value) for entry in entries(monthly_return)}


TYPESETTERS: dict[str, Callable[[Source], bytes]] = {"HTML": as_html, "docx": as_docx, "doc": as_doc}


@pytest.mark.parametrize("kind", TYPESETTERS)
def test_a_pdf_typeset_as_another_kind_reads_alike(kind: str, examples: Path) -> None:
    for path in sorted(examples.glob("*.pdf")):
        source = read_source(path.read_bytes(), path.name)
        assert figures(read_source(TYPESETTERS[kind](source), path.name)) == figures(source)


@pytest.mark.parametrize("kind", TYPESETTERS)
def test_a_real_pdf_typeset_as_another_kind_reads_alike(kind: str, filings: Path) -> None:
    for path in sorted(filings.glob("*.pdf")):
        source = read_source(path.read_bytes(), path.name)
        assert figures(read_source(TYPESETTERS[kind](source), path.name)) == figures(source)


def test_a_return_within_a_longer_page_is_read(examples: Path) -> None:
    path = next(examples.glob("buyback*.pdf"))
    source = read_source(path.read_bytes(), path.name)
    around = b"<html><body><nav><a>Home</a> <a>Filings</a></nav><h1>Regulatory filings</h1><p>Opens in your viewer</p>"
    page = as_html(source).replace(b"<html><body>", around).replace(b"</body>", b"<p>Similar filings</p></body>")
    assert figures(read_source(page, "")) == figures(source)


def test_every_refusal_is_documented(checkout: Path) -> None:
    code = re.compile(r'(?:Input|Exceeded)\(\s*"([a-z-]+)"|within\([^\n]*"([a-z]+(?:-[a-z]+)+)"\)')
    modules = (checkout / "converter" / "reading").glob("*.py")
    codes = {one or other for module in modules for one, other in code.findall(module.read_text("utf-8"))}
    page = (checkout / "docs" / "kinds-of-file.md").read_text("utf-8")
    assert len(codes) > 20 and {code for code in codes if f"`{code}`" not in page} == set()
