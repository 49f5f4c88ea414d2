"""OCR: asked for, bounded, marked. A stand-in for Tesseract writes what the real one would, which is tried too."""

from __future__ import annotations

import shutil
import stat
import struct
import sys
import zlib
from pathlib import Path

import pypdfium2
import pytest

from converter.errors import LimitExceeded, Refusal
from converter.reading import ocr
from converter.reading.source import Source, read_source
from tests.pdf_files import Page, picture, words
from tests.pdf_files import pdf as pdf_of

PICTURE, PICTURE_OBJECT = picture()
SCAN = Page(PICTURE, objects=[PICTURE_OBJECT])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
ROWS = (
    "1\t1\t0\t0\t0\t0\t0\t0\t2479\t3508\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t167\t590\t150\t30\t96.1\tBalance\n"
    "5\t1\t1\t1\t1\t2\t330\t592\t60\t28\t95.0\tat\n"
    "5\t1\t2\t1\t1\t1\t1250\t590\t160\t30\t91.5\t1,234,567\n"
    "5\t1\t1\t1\t2\t1\t167\t690\t150\t30\t96.1\t月底\n"
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
    assert texts(source) == ["Balance at | 1,234,567", "月底"]
    assert source.lines[0].places == ((40, 94), (300, 338))
    assert source.ocr and all(line.ocr for line in source.lines)
    assert (tesseract / "given").read_bytes() == PNG
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


def png(grey: bytes) -> bytes:
    """A grey Netpbm picture as PNG."""
    head, _, pixels = grey.partition(b"\n")
    width, height = (int(number) for number in head.split()[1:3])
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def test_the_real_tesseract_reads_a_drawn_page() -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed: apt install tesseract-ocr tesseract-ocr-chi-tra")
    drawn = pdf_of(Page(words((40, 700, "Balance at close of preceding month"), (350, 700, "1,234,567"), size=12)))
    with pypdfium2.PdfDocument(drawn) as document:
        page = document[0].render(scale=300 / 72, grayscale=True)
        rows = (bytes(page.buffer)[row * page.stride :][: page.width] for row in range(page.height))
        picture = png(b"P5 %d %d 255\n" % (page.width, page.height) + b"".join(rows))
    assert texts(read_source(picture, "", ocr=True)) == ["Balance at close of preceding month | 1,234,567"]
