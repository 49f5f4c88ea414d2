"""Several pages of a return on one sheet of paper: what they show is read page by page."""

from __future__ import annotations

import ctypes
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw as pdfium

from converter.pipeline import read_filing
from converter.reading.source import Source, read_source
from tests.generator.ff301.wording import Language
from tests.generator.files import FORMS, Kind, drawn
from tests.pdf_files import Page, words
from tests.pdf_files import pdf as pdf_of
from tests.test_reading_kinds import figures
from tests.test_reading_pdf import texts

A4 = (842.0, 595.0)
GRIDS = {2: (2, 1), 4: (2, 2)}


def on_sheets(content: bytes, across: int, down: int, paper: tuple[float, float] = A4) -> bytes:
    """The pages of a PDF in rows and columns on sheets, made smaller as PDFium does it."""
    with pypdfium2.PdfDocument(content) as document:
        raw = pdfium.FPDF_ImportNPagesToOne(document.raw, *paper, ctypes.c_size_t(across), ctypes.c_size_t(down))
        file = BytesIO()
        with pypdfium2.PdfDocument(raw) as sheets:
            sheets.save(file)
    return file.getvalue()


def read(content: bytes) -> Source:
    return read_source(content, "return.pdf")


@pytest.mark.parametrize("number", GRIDS)
@pytest.mark.parametrize("seed", range(4))
def test_a_return_of_2009_to_2021_reads_alike(number: int, seed: int) -> None:
    content = drawn(seed, Kind.PDF, FORMS[seed], list(Language)[seed % len(Language)])[1]
    source = read(on_sheets(content, *GRIDS[number]))
    assert source.pages_a_sheet == number
    assert figures(source) == figures(read(content))


@pytest.mark.parametrize("number", GRIDS)
def test_a_return_on_ff301_reads_alike(number: int, examples: Path) -> None:
    for path in sorted(examples.glob("*.pdf")):
        content = path.read_bytes()
        source = read(on_sheets(content, *GRIDS[number]))
        assert source.pages_a_sheet == number
        assert figures(source) == figures(read(content))


def test_a_real_return_reads_alike(filings: Path) -> None:
    content = next(filings.glob("*.pdf")).read_bytes()
    sheets = on_sheets(content, 2, 2)
    assert figures(read(sheets)) == figures(read(content))
    told = [finding for finding in read_filing(sheets, "return.pdf").findings if finding.code == "pages-on-sheets"]
    assert [finding.message for finding in told] == [
        "Each sheet shows 4 pages of the return; each of them is counted as a page."
    ]


def turned(content: bytes, degrees: int) -> bytes:
    """A PDF whose pages lie on their sides, or upside down."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            page.set_rotation(degrees)
        file = BytesIO()
        document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("seed", [1, 5])
def test_both_ways_of_reading_a_turned_return_agree(degrees: int, seed: int) -> None:
    """PDFium mixes up the characters of what is not upright, those of Chinese letters among them."""
    content = drawn(seed, Kind.PDF, FORMS[seed % len(FORMS)], list(Language)[seed % 2])[1]
    on_its_side = turned(content, degrees)
    assert figures(read(on_its_side)) == figures(read(content))
    assert not [it for it in read_filing(on_its_side, "").findings if it.code == "readings-differ"]


LEFT = tuple((40, 560 - 14 * row, f"caption of line {row} here") for row in range(12))


def beside(left: int, word: str) -> tuple[tuple[int, int, str], ...]:
    """A column of as many lines on the right of the sheet."""
    return tuple((left, 560 - 14 * row, word) for row in range(12))


NO_PAGES = {
    "a column of figures": LEFT + beside(461, "1,234 5,678"),
    "a column of words with a margin of its own": LEFT + beside(500, "Not applicable to it"),
    "a title across the middle": (
        *LEFT,
        (360, 580, "Monthly Return of Equity Issuer"),
        *beside(461, "as it was before"),
    ),
    "one side alone": LEFT,
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_columns_of_a_page_are_no_pages(name: str) -> None:
    page = Page(words(*NO_PAGES[name]), width=842, height=595)
    source = read(pdf_of(page, page))
    assert source.pages_a_sheet == 1
    assert {line.page for line in source.lines} == {1, 2}


def test_two_pages_side_by_side_are_two() -> None:
    source = read(pdf_of(Page(words(*LEFT, *beside(461, "caption of the second page")), width=842, height=595)))
    assert source.pages_a_sheet == 2
    assert texts(source) == [text for _, _, text in LEFT] + ["caption of the second page"] * 12
    assert [line.page for line in source.lines] == [1] * 12 + [2] * 12
