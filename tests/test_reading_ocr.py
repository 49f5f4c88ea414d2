"""OCR: asked for, bounded, marked. A stand-in for Tesseract writes what the real one would, which is tried too."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from converter.errors import LimitExceeded, Refusal
from converter.evidence import Origin
from converter.pipeline import convert, read_filing
from converter.reading import ocr, picture
from converter.reading.source import Source, read_source
from converter.walk import entries
from tests import pdf_files
from tests.generator.pictures import Scan, scanned
from tests.generator.typeset import expected
from tests.pdf_files import GLYPHS_ONLY, Page, glyphs, words
from tests.pdf_files import pdf as pdf_of

PICTURE, PICTURE_OBJECT = pdf_files.picture()
SCAN = Page(PICTURE, objects=[PICTURE_OBJECT])
WHITE = Image.new("L", (2480, 3508), 255)


def saved(*pictures: Image.Image, kind: str = "PNG") -> bytes:
    """Pictures as a file, of several pages if there are several."""
    file = BytesIO()
    pictures[0].save(
        file, kind, dpi=(300, 300), **({"save_all": True, "append_images": pictures[1:]} if pictures[1:] else {})
    )
    return file.getvalue()


PNG = saved(WHITE)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
ROWS = (
    "1\t1\t0\t0\t0\t0\t0\t0\t2479\t3508\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t167\t590\t150\t30\t96.1\tBalance\n"
    "5\t1\t1\t1\t1\t2\t330\t592\t60\t28\t95.0\tday\n"
    "5\t1\t2\t1\t1\t1\t1250\t590\t160\t30\t91.5\t1,234,567\n"
    "5\t1\t1\t1\t2\t1\t167\t690\t150\t30\t96.1\tClosing\n"
)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program called tesseract that does what the file beside it says."""
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys, time\n"
        "here = pathlib.Path(__file__).parent\n"
        "(here / 'given').write_bytes(sys.stdin.buffer.read())\n"
        "(here / 'arguments').write_text(' '.join(sys.argv[1:]))\n"
        "exec((here / 'does').read_text())\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "does").write_text(f"sys.stdout.buffer.write({(HEAD + ROWS).encode()!r})")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def texts(source: Source) -> list[str]:
    """The lines of a source, cells divided by bars."""
    return [line.text.replace(" \t", " | ") for line in source.lines]


def test_a_picture_is_read_by_the_places_of_its_words(tesseract: Path) -> None:
    source = read_source(PNG, "return.png", ocr=True)
    assert texts(source) == ["Balance day | 1,234,567", "Closing"]
    assert source.lines[0].places == ((40, 94), (300, 338))
    assert source.ocr and all(line.ocr for line in source.lines)
    assert (tesseract / "given").read_bytes() == b"P5 2480 3508 255\n" + bytes([255]) * 2480 * 3508
    assert "eng+chi_tra" in (tesseract / "arguments").read_text()


def test_pages_without_text_are_drawn_and_read_the_others_are_not(tesseract: Path) -> None:
    content = pdf_of(Page(words((40, 700, "born digital"))), SCAN)
    source = read_source(content, "return.pdf", ocr=True)
    assert [(line.page, line.ocr) for line in source.lines] == [(1, False), (2, True), (2, True)]
    assert source.unread_pages == () and source.ocr
    head, _, _ = (tesseract / "given").read_bytes().partition(b"\n")
    assert head == b"P5 2480 3509 255"


def test_without_being_asked_nothing_is_called(tesseract: Path) -> None:
    for content in (PNG, pdf_of(SCAN)):
        with pytest.raises(Refusal) as refused:
            read_source(content, "")
        assert refused.value.code in ("picture-without-text", "pdf-without-text")
    assert not (tesseract / "given").exists()


def test_a_missing_tesseract_is_refused_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for content in (PNG, pdf_of(SCAN)):
        with pytest.raises(Refusal) as refused:
            read_source(content, "", ocr=True)
        assert refused.value.code == "no-tesseract"
        assert "tesseract-ocr-chi-tra" in refused.value.hint


def test_text_needs_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not read_source(pdf_of(Page(words((40, 700, "text")))), "", ocr=True).ocr


def test_a_failure_is_told_in_the_words_of_tesseract(tesseract: Path) -> None:
    (tesseract / "does").write_text("sys.exit('Error in pixRead: unknown format')")
    with pytest.raises(Refusal) as refused:
        read_source(PNG, "", ocr=True)
    assert refused.value.code == "ocr-failed" and "pixRead" in refused.value.message


def test_what_tesseract_writes_is_not_believed(tesseract: Path) -> None:
    wrong = HEAD + "5\t1\n" + "5\t1\t1\t1\t1\t1\tleft\ttop\t1\t1\t90\tBalance\n"
    (tesseract / "does").write_text(f"sys.stdout.write({wrong!r})")
    with pytest.raises(Refusal) as refused:
        read_source(PNG, "", ocr=True)
    assert refused.value.code == "ocr-failed"


def test_a_page_too_hard_is_given_up(tesseract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "OCR_SECONDS", 1)
    (tesseract / "does").write_text("time.sleep(30)")
    with pytest.raises(LimitExceeded) as refused:
        read_source(PNG, "", ocr=True)
    assert refused.value.code == "ocr-too-slow"


@pytest.mark.parametrize("size", [(2_100, 100), (100, 14_000)])
def test_a_page_too_large_is_not_drawn(tesseract: Path, size: tuple[int, int]) -> None:
    with pytest.raises(LimitExceeded) as refused:
        read_source(pdf_of(Page(PICTURE, *size, objects=[PICTURE_OBJECT])), "", ocr=True)
    assert refused.value.code == "page-too-large"
    assert not (tesseract / "given").exists()


def _does(tesseract: Path, *ways: str) -> None:
    """Have the stand-in write other words for each way of reading: single pieces, then one block."""
    code = f"ways = {dict(zip(('11', '6'), (HEAD + way for way in ways), strict=True))!r}\n"
    code += "sys.stdout.buffer.write(ways[sys.argv[sys.argv.index('--psm') + 1]].encode())"
    (tesseract / "does").write_text(code)


def word(text: str, certainty: int = 95, left: int = 100) -> str:
    """A row of Tesseract's table."""
    return f"5\t1\t1\t1\t1\t1\t{left}\t600\t{20 * len(text)}\t30\t{certainty}.5\t{text}\n"


AGREED = {
    "alike": (word("1,234"), word("1,234"), "1,234"),
    "digits that differ": (word("1,234"), word("1,284"), "1,234\ufffd"),
    "signs that differ": (word("1,234"), word("-1,234"), "1,234\ufffd"),
    "neither certain": (word("1,234", 40), word("1,234", 50), "1,234\ufffd"),
    "one of them certain": (word("1,234", 0), word("1,234", 91), "1,234"),
    "one overlooks a bracket": (word("1"), word("1)."), "1)."),
    "one overlooks the figure": ("", word("0"), "0"),
    "one sees noise": (word("05562"), word("ORG", 5), "05562"),
    "uncertain words": (word("Balance", 30), word("Balancc", 30), "Balance"),
}


@pytest.mark.parametrize("name", AGREED)
def test_a_figure_is_one_where_two_ways_of_reading_agree(name: str, tesseract: Path) -> None:
    pieces, block, wanted = AGREED[name]
    _does(tesseract, pieces, block)
    assert texts(read_source(PNG, "", ocr=True)) == [wanted]


def test_a_missing_language_is_refused_with_its_package(tesseract: Path) -> None:
    """Tesseract itself goes on without it."""
    (tesseract / "does").write_text("sys.stderr.write(\"Failed loading language 'chi_tra'\\n\")")
    with pytest.raises(Refusal) as refused:
        read_source(PNG, "", ocr=True)
    assert refused.value.code == "no-ocr-language" and refused.value.hint.endswith("install tesseract-ocr-chi-tra")


def test_each_page_of_a_picture_is_a_page(tesseract: Path) -> None:
    source = read_source(saved(WHITE, WHITE, kind="TIFF"), "", ocr=True)
    assert [line.page for line in source.lines] == [1, 1, 2, 2]


@pytest.mark.parametrize("content", [PNG[:200], b"\xff\xd8\xff\xe0" + bytes(100), b"II*\x00" + bytes(100)])
def test_a_damaged_picture_is_refused(content: bytes, tesseract: Path) -> None:
    with pytest.raises(Refusal) as refused:
        read_source(content, "", ocr=True)
    assert refused.value.code == "damaged-picture"


def test_a_picture_of_too_many_dots_is_not_opened(tesseract: Path) -> None:
    with pytest.raises(LimitExceeded) as refused:
        read_source(saved(Image.new("1", (9_000, 9_000))), "", ocr=True)
    assert refused.value.code == "page-too-large"


def test_text_whose_characters_are_lost_is_read_as_a_picture(tesseract: Path) -> None:
    content = pdf_of(Page(words((40, 700, "text"))), Page(glyphs(40, 700, range(37, 80)).replace(b"F1", b"F2")))
    content = content.replace(b"/F1 3 0 R", b"/F1 3 0 R/F2 %s" % GLYPHS_ONLY)
    assert [line.page for line in read_source(content, "", ocr=True).lines] == [1, 2, 2]


def test_tick_boxes_and_rulings_are_taken_out() -> None:
    drawn = WHITE.copy()
    draw = ImageDraw.Draw(drawn)
    for top, is_ticked in ((600, True), (700, False)):
        draw.rectangle((200, top, 244, top + 44), outline=0, width=3)
        if is_ticked:
            draw.line((210, top + 20, 220, top + 35, 236, top + 8), fill=0, width=5)
    draw.rectangle((500, 600, 544, 644), outline=0, width=3)  # a Chinese character: others stand beside it
    draw.rectangle((550, 600, 590, 644), fill=0)
    draw.line((100, 500, 2300, 500), fill=0, width=3)
    draw.line((100, 500, 100, 570), fill=0, width=3)
    for turned in (drawn, drawn.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255)):
        sheet = picture.sheet_of(turned)
        assert [box.is_ticked for box in sheet.boxes] == [True, False]
        left = np.frombuffer(sheet.picture.partition(b"255\n")[2], np.uint8).reshape(3508, 2480)
        assert (left[300:590] < 160).sum() == 0, "the rulings are gone"
        assert (left[590:680, 480:620] < 160).sum() > 1000, "the character stays"


REAL = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="apt install tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-tra"
)


@REAL
def test_the_real_tesseract_reads_a_drawn_page() -> None:
    drawn = pdf_of(Page(words((40, 700, "Balance at close of preceding month"), (350, 700, "1,234,567"), size=12)))
    assert texts(read_source(scanned(drawn, Scan()), "", ocr=True)) == [
        "Balance at close of preceding month | 1,234,567"
    ]


@REAL
def test_the_real_tesseract_has_the_languages_of_returns() -> None:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    assert {"eng", "chi_tra"} <= {*listed}, "apt install tesseract-ocr-eng tesseract-ocr-chi-tra"


@REAL
def test_pictures_of_a_real_return_are_read_as_its_text_is(filings: Path) -> None:
    content = next(filings.glob("*.pdf")).read_bytes()
    as_text = read_filing(content, "").monthly_return
    as_pictures = read_filing(scanned(content, Scan(dpi=200, turned=0.7, quality=50)), "", ocr=True).monthly_return
    assert expected(as_pictures) == expected(as_text)
    origins = {entry.figure.evidence.origin for entry in entries(as_pictures) if entry.figure.evidence}
    assert origins == {Origin.OCR}


@REAL
def test_of_a_mixed_file_only_the_pictures_are_read_by_ocr(filings: Path) -> None:
    content = next(filings.glob("*.pdf")).read_bytes()
    with pypdfium2.PdfDocument(content) as mixed, pypdfium2.PdfDocument(scanned(content, Scan(), [1])) as picture_of:
        mixed.import_pages(picture_of, index=1)
        mixed.del_page(2)
        file = BytesIO()
        mixed.save(file)
    conversion = convert(file.getvalue(), "mixed.pdf", ocr=True)
    marked = {
        entry.figure.evidence.page
        for entry in entries(conversion.report.monthly_return)
        if entry.figure.evidence and entry.figure.evidence.origin is Origin.OCR
    }
    assert marked == {2}
    plain, instance = (
        next(text for name, text in conversion.documents.items() if name.endswith(it)) for it in (".xml", ".xbrl")
    )
    assert plain.count(b'origin="ocr"') > 5 and b"read by OCR, as 478272000" in instance
