"""PDF to lines: places, turned pages, what is hidden or drawn twice, and the refusals by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from converter.errors import LimitExceeded, Refusal, UnreadableInput
from converter.reading import limits, pdf
from converter.reading.source import Source, read_source, text_order_source
from tests.pdf_files import GLYPHS_ONLY, Page, glyphs, lines, picture, words
from tests.pdf_files import pdf as pdf_of

ROW = ((40, 700, "Balance at close"), (300, 700, "1,234,567"), (40, 680, "Next row"))
PICTURE, PICTURE_OBJECT = picture()
SCAN = Page(PICTURE, objects=[PICTURE_OBJECT])


def texts(source: Source) -> list[str]:
    """The lines of a source, cells divided by bars."""
    return [line.text.replace(" \t", " | ") for line in source.lines]


def read(content: bytes, *, ocr: bool = False) -> Source:
    return read_source(content, "return.pdf", ocr=ocr)


def test_a_line_has_cells_with_places_and_numbers_count_from_one_on_each_page() -> None:
    source = read(pdf_of(Page(words(*ROW)), Page(words(*ROW))))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"] * 2
    assert [(line.page, line.number) for line in source.lines] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert source.lines[0].places == ((40, 106), (300, 340))
    assert not source.ocr and source.unread_pages == ()


TURNED = {
    "to the left": (90, "0 1 -1 0", ((100, 40), (100, 300), (120, 40))),
    "upside down": (180, "-1 0 0 -1", ((500, 60), (300, 60), (500, 80))),
    "to the right": (270, "0 -1 1 0", ((500, 700), (500, 300), (480, 700))),
}


@pytest.mark.parametrize("name", TURNED)
@pytest.mark.parametrize("as_told", [True, False])
def test_a_turned_page_reads_as_an_upright_one(name: str, as_told: bool) -> None:
    rotate, matrix, places = TURNED[name]
    drawn = words(*((*place, text) for place, (_, _, text) in zip(places, ROW, strict=True)), matrix=matrix)
    source = read(pdf_of(Page(drawn, rotate=rotate if as_told else 0)))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"]
    assert all(left >= 0 for line in source.lines for left, _ in line.places)


@pytest.mark.parametrize("shift", ["0 0", "0.3 0", "0.3 0.3", "1 0"])
def test_bold_by_printing_twice_is_one_figure(shift: str) -> None:
    figure = words((300, 700, "1,234,567"))
    assert texts(read(pdf_of(Page(figure + f"1 0 0 1 {shift} cm\n".encode() + figure)))) == ["1,234,567"]


def test_hidden_text_over_or_beside_a_figure_is_left_out() -> None:
    hidden = words((300, 700, "8,888,888"), (300, 660, "9,999"), mode=3)
    assert texts(read(pdf_of(Page(words(*ROW) + hidden)))) == ["Balance at close | 1,234,567", "Next row"]


def test_text_beyond_the_edge_of_the_page_is_left_out() -> None:
    drawn = words((40, 700, "in"), (700, 700, "out"), (40, 900, "above"))
    assert texts(read(pdf_of(Page(drawn)))) == ["in"]


def test_a_hidden_layer_over_a_picture_is_read_and_marked_as_ocr() -> None:
    page = Page(PICTURE + words(*ROW, mode=3), objects=[PICTURE_OBJECT])
    source = read(pdf_of(page))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"]
    assert source.ocr and all(line.ocr for line in source.lines)


def test_a_picture_among_pages_of_text_is_told() -> None:
    source = read(pdf_of(Page(words(*ROW)), SCAN, Page()))
    assert source.unread_pages == (2,)


def test_glyphs_without_unicode_beside_text_are_lost_and_never_taken_for_figures() -> None:
    """Glyph 20 of most fonts is "1", but its number as a character is another."""
    two_fonts = pdf_of(Page(lines("Balance at close of the month") + glyphs(300, 800, [19, 20]).replace(b"F1", b"F2")))
    two_fonts = two_fonts.replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 %s" % GLYPHS_ONLY)
    assert texts(read(two_fonts)) == ["Balance at close of the month | \ufffd\ufffd"]


REFUSED = {
    "an encrypted PDF": (pdf_of(Page(words(*ROW)), password=b"secret"), "encrypted-pdf"),
    "a head alone": (b"%PDF-1.7\n", "damaged-pdf"),
    "no page": (pdf_of(), "damaged-pdf"),
    "pictures": (pdf_of(SCAN, SCAN), "pdf-without-text"),
    "letters by number": (pdf_of(Page(glyphs(40, 700, range(37, 80))), font=GLYPHS_ONLY), "pdf-without-unicode"),
    "letters by low number": (pdf_of(Page(glyphs(40, 700, range(1, 30))), font=GLYPHS_ONLY), "pdf-without-unicode"),
    "too many pieces of text": (pdf_of(Page(words((40, 700, "1")) * (limits.MAX_PIECES + 1))), "too-many-pieces"),
    "too many pages": (pdf_of(*[Page()] * (limits.MAX_PAGES + 1)), "too-many-pages"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(Refusal) as refused:
        read(content)
    assert refused.value.code == code


def test_a_pdf_that_opens_without_asking_is_read_though_encrypted() -> None:
    assert texts(read(pdf_of(Page(words(*ROW)), password=b""))) == ["Balance at close | 1,234,567", "Next row"]


def test_more_text_than_a_return_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 10)
    for reader in (read_source, text_order_source):
        with pytest.raises(LimitExceeded):
            reader(pdf_of(Page(words(*ROW))), "long.pdf")


@pytest.mark.parametrize("left", ["nan", "inf"])
def test_a_place_that_is_no_number_is_damage(left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium tells such places of fonts with damaged measures."""

    def nowhere(_page: object, _index: int, box: Any) -> int:
        box.left = float(left)
        return 1

    monkeypatch.setattr(pdf.pdfium, "FPDFText_GetLooseCharBox", nowhere)
    with pytest.raises(UnreadableInput) as refused:
        read(pdf_of(Page(words(*ROW))))
    assert refused.value.code == "damaged-pdf"


def test_the_second_way_follows_the_order_of_drawing() -> None:
    content = pdf_of(Page(words((40, 600, "drawn first"), (40, 700, "drawn last"))), Page(words(*ROW)))
    assert texts(read(content))[:2] == ["drawn last", "drawn first"]
    second = text_order_source(content, "return.pdf")
    assert texts(second)[:2] == ["drawn first", "drawn last"]
    assert second.sha256 == read(content).sha256
    assert {line.page for line in second.lines} == {1, 2}


def test_the_second_way_is_for_pdf_alone() -> None:
    with pytest.raises(UnreadableInput) as refused:
        text_order_source(b"Monthly Return", "return.txt")
    assert refused.value.code == "not-a-pdf"


def test_both_ways_see_the_same_words_of_a_real_return(filings: Path) -> None:
    content = next(filings.glob("*.pdf")).read_bytes()
    ways = [
        sorted(word for line in way(content, "return.pdf").lines for word in line.text.split())
        for way in (read_source, text_order_source)
    ]
    assert ways[0] == ways[1]
