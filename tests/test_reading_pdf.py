"""PDF to lines: places, turned pages, what is hidden or drawn twice, and the refusals by name."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from converter.errors import LimitExceeded, Refusal, UnreadableInput
from converter.reading import limits, pdf, pdf_page
from converter.reading.pdf import Cut
from converter.reading.source import Source, read_source, text_order_source
from tests.pdf_files import GLYPHS_ONLY, Page, glyphs, lines, picture, words
from tests.pdf_files import pdf as pdf_of

ROW = ((40, 700, "Balance at close"), (300, 700, "1,234,567"), (40, 680, "Next row"))
PICTURE, PICTURE_OBJECT = picture()
LONG = tuple((40, 800 - 12 * index, f"line {index} of the page") for index in range(20))
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


def test_text_beyond_the_edge_of_the_page_is_left_out_and_its_figures_are_told() -> None:
    drawn = words(*ROW, (700, 700, "out"), (40, 900, "9,999"))
    source = read(pdf_of(Page(words(*ROW)), Page(drawn)))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"] * 2
    assert source.cut == (Cut(2, ("9,999",), was_read=False),)


@pytest.mark.parametrize("rotate", [90, 270])
def test_a_turned_page_whose_sides_are_exchanged_cuts_nothing_off(rotate: int) -> None:
    """ReportLab exchanges the sides of a page that it turns, and draws on it as if it were upright."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    canvas.setPageRotation(rotate)
    for x, y, text in ROW:
        canvas.drawString(x, y, text)
    canvas.save()
    source = read(file.getvalue())
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"]
    assert source.cut == (Cut(1, ("1,234,567",), was_read=True),)


BOXES = {
    "inherited from the node above": (b"/MediaBox[0 0 842 800]", (0, 0)),
    "that does not begin at 0": (b"/MediaBox[-400 500 442 1300]", (-400, 500)),
    "given from its upper right": (b"/MediaBox[842 800 0 0]", (0, 0)),
    "within a larger one": (b"/MediaBox[0 0 2000 2000]/CropBox[20 30 842 800]", (0, 0)),
    "around a smaller one": (b"/MediaBox[0 0 842 800]/CropBox[-100 -100 1842 1900]", (0, 0)),
}


@pytest.mark.parametrize("name", BOXES)
def test_a_page_shows_what_its_box_holds(name: str) -> None:
    box, (left, bottom) = BOXES[name]
    placed = (*ROW, (760, 700, "7,654,321"))
    drawn = words(*((x + left, y + bottom, text) for x, y, text in placed), (900 + left, 700 + bottom, "beyond"))
    source = read(pdf_of(Page(drawn), box=box))
    assert texts(source) == ["Balance at close | 1,234,567 | 7,654,321", "Next row"]
    assert all(left >= 0 for line in source.lines for left, _ in line.places)


@pytest.mark.parametrize("scale", [(1, 4), (6, 10), (1, 1), (3, 1)])
def test_small_type_has_small_gaps_and_large_type_large_ones(scale: tuple[int, int]) -> None:
    to, of = scale
    placed = words((40, 700, "issued"), (80, 700, "1,000"), (114, 700, "2,000"), (40, 688, "total"), (140, 688, "now"))
    shrunk = f"q {to / of} 0 0 {to / of} 0 0 cm\n".encode() + placed + b"Q\n"
    source = read(pdf_of(Page(shrunk), box=b"/MediaBox[0 0 %d %d]" % (600 * to // of, 900 * to // of)))
    assert texts(source) == ["issued | 1,000 | 2,000", "total | now"]


def test_most_of_a_text_beyond_the_edges_is_a_refusal() -> None:
    with pytest.raises(UnreadableInput) as refused:
        read(pdf_of(Page(words(*ROW)), box=b"/MediaBox[0 0 600 400]"))
    assert refused.value.code == "text-beyond-edges"


def test_a_hidden_layer_over_a_picture_is_read_and_marked_as_ocr() -> None:
    page = Page(PICTURE + words(*ROW, mode=3), objects=[PICTURE_OBJECT])
    source = read(pdf_of(page))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"]
    assert source.ocr and all(line.ocr for line in source.lines)


def test_a_picture_among_pages_of_text_is_told() -> None:
    source = read(pdf_of(Page(words(*ROW)), SCAN, Page()))
    assert source.unread_pages == (2,)


def test_text_behind_a_picture_of_the_page_is_read_and_marked_as_ocr() -> None:
    source = read(
        pdf_of(
            Page(words(*ROW) + PICTURE, objects=[PICTURE_OBJECT]),
            Page(PICTURE + words(*LONG), objects=[PICTURE_OBJECT]),
        )
    )
    assert [line.ocr for line in source.lines] == [True, True, *[False] * len(LONG)]
    assert source.unread_pages == ()


def test_each_page_tells_whether_its_text_is_a_layer() -> None:
    scan = Page(PICTURE + words(*ROW, mode=3), objects=[PICTURE_OBJECT])
    source = read(pdf_of(Page(words(*LONG)), Page(words(*LONG)), scan))
    assert [line.text.partition(" \t")[0] for line in source.lines if line.page == 3] == [
        "Balance at close",
        "Next row",
    ]
    assert {line.page for line in source.lines if line.ocr} == {3}


def test_a_stamp_on_a_picture_does_not_make_it_text() -> None:
    stamped = Page(PICTURE + words((40, 20, "Received 3 May 2012")), objects=[PICTURE_OBJECT])
    source = read(pdf_of(Page(words(*LONG)), stamped))
    assert source.unread_pages == (2,)
    assert source.lines[-1].text == "Received 3 May 2012"


def test_the_fields_of_a_form_are_read_with_their_ticks() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for text, top in (("Balance at close", 700), ("complied with", 660), ("not complied with", 640)):
        canvas.drawString(60, top, text)
    canvas.acroForm.textfield(name="balance", value="1,234,567", x=300, y=695, width=120, height=16, fontSize=9)
    canvas.acroForm.checkbox(name="yes", checked=True, x=40, y=658, size=12)
    canvas.acroForm.checkbox(name="no", checked=False, x=40, y=638, size=12)
    canvas.save()
    content = file.getvalue()
    for form in (content, content.replace(b"/AP", b"/XX")):  # with the looks of the fields, and without
        assert texts(read(form)) == ["Balance at close | 1,234,567", "☑ | complied with", "☐ | not complied with"]
    assert "1,234,567" in texts(text_order_source(read(content)))[-1]


def test_a_note_on_the_page_that_has_no_look_is_told() -> None:
    note = b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[300 300 420 320]/Contents(9,999)/DA(/Helv 9 Tf)/F %d>>]"
    content = pdf_of(Page(words(*ROW)))
    for flags, told in ((4, ((1, "9,999"),)), (2, ())):
        source = read(content.replace(b"/Type/Page/", b"/Type/Page%s/" % (note % flags)))
        assert texts(source) == ["Balance at close | 1,234,567", "Next row"]
        assert source.aside == told


NAMED = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Sub/FirstChar 1/LastChar 4/Widths[600 600 600 600]"
    b"/Encoding<</Type/Encoding/Differences[1/one/two/comma/B]>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/Sub/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
    b"/Descent -200/CapHeight 700/StemV 80>>>>"
)


def test_names_of_glyphs_tell_their_characters() -> None:
    drawn = b"BT /F1 9 Tf 40 700 Td <04020301> Tj ET"
    assert texts(read(pdf_of(Page(drawn), font=NAMED))) == ["B2,1"]
    unnamed = NAMED.replace(b"/one/two/comma/B", b"/g1/g2/g3/g4")
    with pytest.raises(UnreadableInput) as refused:
        read(pdf_of(Page(drawn), font=unnamed))
    assert refused.value.code == "pdf-without-unicode"


CHINESE = "已發行股份 1,234"
CODED = {
    "ETenms-B5-H": (CHINESE.encode("big5"), b"CNS1", CHINESE),
    "HKscs-B5-H": (CHINESE.encode("big5hkscs"), b"CNS1", CHINESE),
    "UniCNS-UTF16-H": (CHINESE.encode("utf-16-be"), b"CNS1", CHINESE),
    "GBK-EUC-H": ("已发行股份 1,234".encode("gbk"), b"GB1", "已发行股份 1,234"),
    "Identity-H": (bytes([0, 18, 0, 13, 0, 19, 2, 83]), b"CNS1", "1,2一"),
}


@pytest.mark.parametrize("encoding", CODED)
def test_what_a_font_of_chinese_is_coded_in_tells_its_characters(encoding: str) -> None:
    """None of these fonts has a ToUnicode map."""
    codes, ordering, wanted = CODED[encoding]
    font = GLYPHS_ONLY.replace(b"/Identity-H", b"/" + encoding.encode()).replace(b"(Identity)", b"(%s)" % ordering)
    font = font.replace(b"CIDFontType2", b"CIDFontType0").replace(b"/DW 600", b"/DW 1000")
    drawn = b"BT /F1 9 Tf 40 700 Td <%s> Tj ET" % codes.hex().encode()
    assert "".join(texts(read(pdf_of(Page(drawn), font=font)))).replace(" | ", " ") == wanted


def test_a_lost_character_within_a_word_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page.pdfium, "FPDFText_HasUnicodeMapError", lambda _page, index: int(index == 2))
    assert texts(read(pdf_of(Page(words((40, 700, "12345")))))) == ["12\ufffd45"]


def test_glyphs_without_unicode_beside_text_are_lost_and_never_taken_for_figures() -> None:
    """Glyph 20 of most fonts is "1", but its number as a character is another."""
    two_fonts = pdf_of(Page(lines("Balance at close of the month") + glyphs(300, 800, [19, 20]).replace(b"F1", b"F2")))
    two_fonts = two_fonts.replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 %s" % GLYPHS_ONLY)
    assert texts(read(two_fonts)) == ["Balance at close of the month | \ufffd\ufffd"]


def test_the_font_that_tesseract_lays_over_a_picture_tells_its_characters() -> None:
    font = GLYPHS_ONLY.replace(b"Lost", b"GlyphLessFont").replace(b"/DW 600", b"/DW 1000")
    drawn = glyphs(40, 700, [ord(character) for character in "已發行股份"])
    assert texts(read(pdf_of(Page(drawn), font=font))) == ["已發行股份"]


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
    source = read(pdf_of(Page(words(*ROW))))
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 10)
    with pytest.raises(LimitExceeded):
        read(pdf_of(Page(words(*ROW))))
    with pytest.raises(LimitExceeded):
        text_order_source(source)


@pytest.mark.parametrize("left", ["nan", "inf"])
def test_a_place_that_is_no_number_is_damage(left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium tells such places of fonts with damaged measures."""

    def nowhere(_page: object, _index: int, box: Any) -> int:
        box.left = float(left)
        return 1

    monkeypatch.setattr(pdf_page.pdfium, "FPDFText_GetLooseCharBox", nowhere)
    with pytest.raises(UnreadableInput) as refused:
        read(pdf_of(Page(words(*ROW))))
    assert refused.value.code == "damaged-pdf"


def test_the_second_way_follows_the_order_of_drawing() -> None:
    content = pdf_of(Page(words((40, 600, "drawn first"), (40, 700, "drawn last"))), Page(words(*ROW)))
    assert texts(read(content))[:2] == ["drawn last", "drawn first"]
    second = text_order_source(read(content))
    assert texts(second)[:2] == ["drawn first", "drawn last"]
    assert second.sha256 == read(content).sha256
    assert {line.page for line in second.lines} == {1, 2}


def test_the_second_way_is_for_pdf_alone() -> None:
    with pytest.raises(UnreadableInput) as refused:
        text_order_source(read_source(b"Monthly Return", "return.txt"))
    assert refused.value.code == "not-a-pdf"


def test_both_ways_see_the_same_words_of_a_real_return(filings: Path) -> None:
    source = read(next(filings.glob("*.pdf")).read_bytes())
    ways = [
        sorted(word for line in way.lines for word in line.text.split()) for way in (source, text_order_source(source))
    ]
    assert ways[0] == ways[1]


@pytest.mark.parametrize("figure", ["0", "5", "12"])
@pytest.mark.parametrize("mode", [0, 3])
@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 1 -1 0"])
def test_a_lone_character_of_a_font_that_has_no_shape_for_it_is_read(figure: str, mode: int, matrix: str) -> None:
    """PDFium has no measures for it, and leaves it out of the page's text."""
    font = GLYPHS_ONLY.replace(b"/Identity-H", b"/UniGB-UCS2-H").replace(b"(Identity)", b"(CNS1)")
    font = font.replace(b"CIDFontType2", b"CIDFontType0").replace(b"/DW 600", b"/DW 1000")
    code = figure.encode("utf-16-be").hex()
    drawn = "".join(f"BT /F1 9 Tf {mode} Tr {matrix} {x} {x} Tm <{code}> Tj ET\n" for x in (300, 400))
    content = pdf_of(Page(PICTURE + drawn.encode(), objects=[PICTURE_OBJECT]), font=font)
    source = read(content)
    for way in (source, text_order_source(source)):
        assert "".join(texts(way)).replace(" ", "") == 2 * figure
    assert [line.ocr for line in source.lines] == [mode == 3] * 2


CUT = {
    "between two groups": ("1,000,000", ",000", "1,000,000,000"),
    "behind a comma": ("1,000,", "000", "1,000,000"),
    "within a group": ("10,000,000,0", "00", "10,000,000,000"),
    "before its last digit": ("(10,00", "0)", "(10,000)"),
    "behind its point": ("HK$4,737.", "500000000", "HK$4,737.500000000"),
    "by a whole group and more": ("HK$1,000", ",000,000.50", "HK$1,000,000,000.50"),
}


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("shift", [0, 1, 2])
def test_a_figure_cut_at_the_edge_of_its_column_goes_on_below(name: str, shift: int) -> None:
    above, below, whole = CUT[name]
    spare = len(above) - len(below)
    row = "Balance at close      " + above + "      0.50"
    text = row + "\n" + " " * (22 + spare * shift // 2) + below
    assert [line.text.split(" \t") for line in read_source(text.encode(), "return.txt").lines] == [
        ["Balance at close", whole, "0.50"],
        [""],
    ]


@pytest.mark.parametrize(
    "figures", [("1.", "2."), ("1,000", "000"), ("1,000", "500"), ("10,000,0", "0"), ("7", "000"), ("1,00", "00")]
)
def test_two_figures_one_below_the_other_are_not_joined(figures: tuple[str, str]) -> None:
    text = f"Balance at close      {figures[0]}      0.50\n{' ' * 22}{figures[1]}"
    found = [line.text.split(" \t") for line in read_source(text.encode(), "return.txt").lines]
    assert found == [["Balance at close", figures[0], "0.50"], [figures[1]]]


@pytest.mark.parametrize("shift", [5, -5])
@pytest.mark.parametrize("mark", ["1", "(2)", "*"])
def test_a_raised_number_is_the_mark_of_a_note_and_no_digit_of_the_figure(mark: str, shift: int) -> None:
    figure = words((300, 700, "500"), size=12) + words((321, 700 + shift, mark), size=6)
    found = texts(read(pdf_of(Page(figure))))
    assert sorted(" ".join(found).split()) == sorted(["500", mark])
    level = words((300, 700, "500"), size=12) + words((320, 700, "000"), size=12)
    assert texts(read(pdf_of(Page(level)))) == ["500000"]


def _leaning(degrees: int) -> str:
    angle = math.radians(degrees)
    return " ".join(f"{value:.6f}" for value in (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle)))


@pytest.mark.parametrize("degrees", [2, -2, 92, 178, 268])
@pytest.mark.parametrize("mode", [0, 3])
def test_a_page_that_lay_askew_is_set_level(degrees: int, mode: int) -> None:
    angle = math.radians(degrees)
    placed = []
    for x, y, text in (
        (-200, 20, "Balance"),
        (150, 20, "1,234"),
        (-200, 8, "Increase"),
        (150, 8, "500"),
        (200, 8, "7"),
    ):
        across, up = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        placed.append((300 + round(across), 400 + round(up), text))
    drawn = words(*placed, matrix=_leaning(degrees), mode=mode)
    source = read(pdf_of(Page(PICTURE + drawn if mode else drawn, objects=[PICTURE_OBJECT])))
    assert texts(source) == ["Balance | 1,234", "Increase | 500 | 7"]


@pytest.mark.parametrize("degrees", [45, 90, 30])
def test_a_watermark_is_left_out_and_its_numbers_are_told(degrees: int) -> None:
    aside = words((300, 550, "COPY"), (400, 650, "9,999"), matrix=_leaning(degrees))
    source = read(pdf_of(Page(words(*ROW)), Page(words(*ROW) + aside)))
    assert texts(source) == ["Balance at close | 1,234,567", "Next row"] * 2
    assert source.aside == ((2, "9,999"),)


def test_larger_type_across_the_words_is_no_part_of_the_form() -> None:
    """A watermark in the direction of the text; where it stands across nothing it is the same watermark."""
    over = words((280, 690, "COPY 5555"), size=30)
    heading = words((40, 750, "Share Capital 2"), size=14)
    source = read(pdf_of(Page(heading + words(*ROW) + over), Page(words((40, 500, "Next page")) + over)))
    assert texts(source) == ["Share Capital 2", "Balance at close | 1,234,567", "Next row", "Next page"]
    assert source.aside == ((1, "5555"), (2, "5555"))


SENTENCE = "Balance at close of month"


def letter_by_letter(text: str, left: int, bottom: int, apart: float) -> bytes:
    """A text whose letters are drawn one by one, with as much of their height between them."""
    drawn = b""
    at = float(left)
    for letter in text:
        drawn += f"BT /F1 9 Tf 1 0 0 1 {at:.2f} {bottom} Tm ({letter}) Tj ET\n".encode()
        at += stringWidth(letter, "Helvetica", 9) + 9 * apart
    return drawn


@pytest.mark.parametrize("apart", [0, 0.1, 0.2, 0.3])
@pytest.mark.parametrize("typed", ["", " "])
def test_letters_that_stand_apart_are_words(apart: float, typed: str) -> None:
    drawn = b"".join(
        letter_by_letter(typed.join(text), left, 700 - 14 * row, apart)
        for row in range(8)
        for left, text in ((40, SENTENCE), (450, "1,234,567"))
    )
    assert texts(read(pdf_of(Page(drawn)))) == [f"{SENTENCE} | 1,234,567"] * 8


def test_bold_letter_by_letter_is_one_figure() -> None:
    """Each letter is drawn twice; narrow ones stand beside themselves."""
    drawn = b""
    at = 40.0
    for letter in "will issue 111,222,333.44":
        for shift in (0, 0.4):
            drawn += f"BT /F1 9 Tf 1 0 0 1 {at + shift:.2f} 700 Tm ({letter}) Tj ET\n".encode()
        at += stringWidth(letter, "Helvetica", 9)
    assert texts(read(pdf_of(Page(drawn)))) == ["will issue 111,222,333.44"]


def test_a_space_that_does_not_break_parts_words_as_any_other() -> None:
    assert texts(read(pdf_of(Page(words((40, 700, "Stock\xa0code\xa0:\xa000700")))))) == ["Stock code : 00700"]


def test_heads_of_columns_that_stand_upright_are_told() -> None:
    heads = words((300, 550, "No. of ordinary shares"), (400, 550, "Par value (RMB)"), matrix=_leaning(90))
    source = read(pdf_of(Page(words(*ROW, *LONG) + heads)))
    assert source.aside == ((1, "No. of ordinary shares Par value (RMB)"),)


COVERS = {
    "pdf-portfolio": b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(return.pdf)>>]>>>>",
    "xfa-form": b"/NeedsRendering true/AcroForm<</XFA[]/Fields[]>>",
}


@pytest.mark.parametrize("code", COVERS)
def test_a_cover_over_something_else_is_refused_by_name(code: str) -> None:
    def covering(page: Page) -> bytes:
        return pdf_of(page).replace(b"/Type/Catalog", b"/Type/Catalog" + COVERS[code])

    with pytest.raises(UnreadableInput) as refused:
        read(covering(Page(words((40, 700, "Please wait")))))
    assert refused.value.code == code
    assert texts(read(covering(Page(words(*LONG))))) == [text for _, _, text in LONG]


def test_a_caption_that_goes_on_in_brackets_or_behind_a_stroke_is_put_together() -> None:
    """A word in brackets begins no caption of the form, and no caption ends with a stroke."""
    rows = (
        ("Total increase /", "(decrease) in ordinary shares"),
        ("本月普通股增加/", "(減少)總額"),
        ("Authorised/", "Registered capital"),
        ("Description", ":"),
    )
    for above, below in rows:
        placed = f"{above}            (1)      7,654,000\n{below}"
        first, second = read_source(placed.encode(), "return.txt").lines
        assert (first.text, second.text) == (f"{above} {below} \t(1) \t7,654,000", "")
