"""Bad input: refused by name, or converted as far as it goes with every missing part told; never anything else."""

from __future__ import annotations

import random
import re
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from io import BytesIO
from pathlib import Path

import pytest

from converter.errors import LimitExceeded, NotAMonthlyReturn, Refusal, UnreadableInput
from converter.findings import Finding
from converter.forms import read_return
from converter.model import Edition, MonthlyReturn
from converter.reading.source import read_source
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind as FileKind
from tests.generator.ff301.layouts import rendered
from tests.generator.ff301.wording import Language
from tests.generator.judge import numbers
from tests.generator.notation import Layout, Style
from tests.generator.typeset import expected, typeset
from tests.pdf_files import Page, pdf
from tests.pdf_files import lines as drawn_lines
from tests.word_files import doc, docx, paragraph, table
from tests.word_files import row as word_row

WHOLE = return_by_seed(26)
TEXT = typeset(WHOLE, Style())


def read(content: bytes) -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    """Read bytes as the converter does."""
    return read_return(read_source(content, "hostile.txt"))


def _zip(name: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, TEXT)
    return content.getvalue()


NEXT_DAY = """Next Day Disclosure Return
(Equity issuer - changes in issued share capital and/or share buybacks)
Name of listed issuer: Tolo Harbour Holdings Limited
Stock code: 99901    Date submitted: 21 May 2012
Section I
Issues of shares    No. of shares    Issued shares as a % of existing number of issued shares    Issue price
Opening balance as at 30 April 2012    812,500,000
Conversion of convertible preference shares    4,000,000    0.49%    HK$1.25
Closing balance as at 21 May 2012    816,500,000
"""
UNITS = """For Main Board listed issuers
Monthly Return of Collective Investment Scheme listed under Chapter 20 of the Exchange Listing Rules
on Movements in Units
For the month ended (dd/mm/yyyy) : 31/05/2012
To : Hong Kong Exchanges and Clearing Limited
Name of Scheme Harbour Real Estate Investment Trust
Date Submitted 04/06/2012
I. Movements in Interests
Balance at close of preceding month 1,958,886,876
"""
LETTER = "Dear Sirs, we enclose the annual report. The number of shares is 1,000,000. Yours faithfully, the Secretary."


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line.strip()]


def as_pdf(text: str) -> bytes:
    """A text as PDF, fifty lines to a page."""
    lines = [" ".join(row).encode("cp1252", "replace").decode("cp1252") for row in _rows(text)]
    safe = [line.replace("\\", "").replace("(", "\\(").replace(")", "\\)") for line in lines]
    return pdf(*(Page(drawn_lines(*safe[at : at + 50])) for at in range(0, len(safe), 50)))


def as_html(text: str) -> bytes:
    """A text as a page, each of its lines a row of a table."""
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in _rows(text))
    return f"<!DOCTYPE html><html><body><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode()


def as_docx(text: str) -> bytes:
    """A text as a Word document, each of its lines a table of one row."""
    blocks = (
        table([escape(cell) for cell in row]) if len(row) > 1 else paragraph(escape(row[0])) for row in _rows(text)
    )
    return docx(*blocks)


def as_doc(text: str) -> bytes:
    """A text as a binary Word document, each of its lines with several cells a row of a table."""
    paragraphs: list[tuple[str, bytes]] = []
    for cells in _rows(text):
        edges = range(0, 1000 * len(cells) + 1, 1000)
        paragraphs += word_row(*cells, edges=edges) if len(cells) > 1 else [(f"{cells[0]}\r", b"")]
    return doc(*paragraphs)


def as_rtf(text: str) -> bytes:
    """A text as rich text, each of its lines with several cells a row of a table."""
    lines = (cells[0] + "\\par\n" if len(cells) == 1 else _rtf_row(cells) for cells in _rows(text))
    whole = "{\\rtf1\\ansi " + "".join(lines) + "}"
    return "".join(each if each.isascii() else f"\\u{ord(each)}?" for each in whole).encode("ascii")


def _rtf_row(cells: list[str]) -> str:
    edges = "".join(f"\\cellx{1000 * index}" for index in range(1, len(cells) + 1))
    return f"\\trowd{edges}\\pard\\intbl " + "".join(f"{cell}\\cell " for cell in cells) + "\\row\\pard\n"


def as_mhtml(text: str) -> bytes:
    """A text as a page of a web archive."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(as_html(text), "text", "html", cte="quoted-printable")
    return message.as_bytes()


KINDS: dict[str, Callable[[str], bytes]] = {
    "PDF": as_pdf,
    "HTML": as_html,
    "docx": as_docx,
    "doc": as_doc,
    "RTF": as_rtf,
    "MHTML": as_mhtml,
}

UNREADABLE = {
    "nothing": b"",
    "white space": b" \r\n\t \n\n",
    "a byte-order mark alone": b"\xef\xbb\xbf",
    "NUL bytes": b"\x00" * 4096,
    "a PDF": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n" + TEXT.encode(),
    "a zip archive": _zip("return.txt"),
    "a Word document": _zip("word/document.xml"),
    "a binary Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + TEXT.encode("utf-16-le"),
    "a PNG image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a JPEG image": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "a TIFF image": b"II*\x00" + bytes(range(256)),
    "binary junk": random.Random(1).randbytes(20_000),
    "binary junk after a good beginning": TEXT.encode()[:2000] + random.Random(2).randbytes(20_000),
    "Latin-1 junk": "".join(chr(code) for code in range(160, 256)).encode("latin-1") * 40,
    "half a UTF-16 character": b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1],
    "a control character": TEXT.replace("Ordinary", "Ordi\x07nary", 1).encode(),
}
NO_RETURN = {
    "a letter": LETTER.encode(),
    "one word": b"return",
    "figures only": b"1,000,000\t2,000,000\n" * 500,
    "a next day disclosure return": NEXT_DAY.encode(),
    "a return of a collective investment scheme": UNITS.encode(),
    "HTML of something else": b"<html><body>" + b"<div>" * 2000 + b"Hello" + b"</div>" * 2000 + b"</body></html>",
    "a million tabs": b"\t" * 1_000_000 + b"x",
    "one very long line": b"shares " * 100_000,
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_holds_no_text_is_refused(name: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read(UNREADABLE[name])
    assert refused.value.code and refused.value.message and refused.value.hint


@pytest.mark.parametrize("name", NO_RETURN)
def test_what_is_no_return_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(NO_RETURN[name])
    assert isinstance(refused.value, (NotAMonthlyReturn, LimitExceeded))
    assert refused.value.message and refused.value.hint


@pytest.mark.parametrize("name", ["a next day disclosure return", "a return of a collective investment scheme"])
def test_a_sibling_form_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(NotAMonthlyReturn) as refused:
        read(NO_RETURN[name])
    assert refused.value.code == "sibling-form"


OTHERS = {
    "next day, since 2021": (
        "FF304\nNext Day Disclosure Return\n(Equity issuer - changes in issued shares)",
        "next day",
    ),
    "next day, Chinese": ("FF305\n翌日披露報表\n(股份發行人 - 已發行股份或庫存股份變動)", "next day"),
    "units": ("Monthly Return for Collective Investment Scheme listed under Chapter 20", "collective investment"),
    "units of an exchange traded fund": (
        "Monthly Return of Open-ended Collective Investment Scheme listed under Chapter 20\nMovements in Units",
        "collective investment",
    ),
    "units, Chinese": (
        "根據《上市規則》第二十章上市的集體投資計劃的證券變動月報表\n截至月份:31/05/2012",
        "collective investment",
    ),
    "buybacks": ("SHARE BUYBACK REPORT\nName of Issuer: X Limited\nDate Submitted: 3 May 2012", "buybacks"),
    "interests": ("FORM 2\nCorporate Substantial Shareholder Notice\nStock code 00001", "interests"),
    "interests of directors": ("FORM 3A\nDirector's/Chief Executive's Notice - Interests in Shares", "interests"),
    "dividend": ("EF001\nCash Dividend Announcement for Equity Issuer\nMulti-counter stock code 80001", "dividend"),
    "results": ("ANNUAL RESULTS ANNOUNCEMENT FOR THE YEAR ENDED 31 DECEMBER 2020", "results"),
    "results, Chinese": ("截至二零二零年十二月三十一日止年度\n全年業績公告", "results"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_else_issuers_publish_is_refused_by_its_name(name: str) -> None:
    text, called = OTHERS[name]
    with pytest.raises(NotAMonthlyReturn) as refused:
        read(text.encode())
    assert refused.value.code == "sibling-form" and called in refused.value.message


LINKS = "Home\nAnnouncements\nAnnual Results Announcement\nNext Day Disclosure Returns\nMonthly Returns\n"
QUOTE = "\nRemarks (if any): see the Next Day Disclosure Return of 3 May 2012\n"


@pytest.mark.parametrize("text", [LINKS + TEXT, TEXT + QUOTE, TEXT + NEXT_DAY])
def test_a_return_within_something_longer_is_read(text: str) -> None:
    assert numbers(read(text.encode())[0]) == numbers(read(TEXT.encode())[0])


def test_a_return_that_has_lost_its_title_may_speak_of_another_form() -> None:
    text = TEXT.replace("Monthly Return of Equity Issuer on Movements in Securities", "") + QUOTE
    assert numbers(read(text.encode())[0]) == numbers(read(TEXT.encode())[0])


def test_of_two_returns_the_first_is_read_and_the_other_told() -> None:
    other = typeset(return_by_seed(4), Style())
    came, findings = read((TEXT + "\f" + other).encode())
    assert expected(came) == expected(read(TEXT.encode())[0])
    (told,) = (finding for finding in findings if finding.code == "further-return")
    assert told.evidence is not None and told.evidence.page == 2
    assert not any(finding.code == "further-return" for finding in read(TEXT.encode())[1])


@pytest.mark.parametrize("place", ["end", "middle"])
def test_a_lost_character_never_makes_another_figure(place: str) -> None:
    """Numbers of rows and notes are left whole: with them, which is the figure of which row would be lost too."""
    whole = numbers(read(TEXT.encode())[0])
    figures = [*re.finditer(r"(?<=\t)(?:HK\$|US\$)?\d[\d,.]{3,}(?=[\t\n])|(?<= : )\d\d/\d\d/\d{4}", TEXT)]
    assert len(figures) > 30
    for match in figures:
        at = match.end() if place == "end" else match.end() - 2
        try:
            came = numbers(read((TEXT[:at] + "\N{REPLACEMENT CHARACTER}" + TEXT[at:]).encode())[0])
        except Refusal as refusal:
            assert refusal.code in ("no-month", "no-stock-code")
            continue
        assert {address: value for address, value in came.items() if whole.get(address) != value} == {}


@pytest.mark.parametrize("pattern", ["contrast_nddr*", "contrast_cis*"])
def test_a_real_sibling_form_is_refused_by_its_name(filings: Path, pattern: str) -> None:
    (path,) = (filings / "excerpts").glob(pattern)
    with pytest.raises(NotAMonthlyReturn) as refused:
        read(path.read_bytes())
    assert refused.value.code == "sibling-form"


def test_a_file_of_50_megabytes_is_refused_unread() -> None:
    with pytest.raises(LimitExceeded) as refused:
        read(TEXT.encode() + b" " * 50_000_000)
    assert refused.value.code == "file-too-large"


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-8 with a byte-order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 with a byte-order mark": lambda text: text.encode("utf-16"),
    "UTF-16, little end first, no mark": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first, no mark": lambda text: text.encode("utf-16-be"),
    "Big5": lambda text: text.encode("big5hkscs"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "old line ends of the Macintosh": lambda text: text.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("seed", range(3))
def test_an_encoding_changes_nothing(encoding: str, seed: int) -> None:
    text = typeset(return_by_seed(seed), Style())
    wanted, _findings = read(text.encode())
    came, _findings = read(ENCODINGS[encoding](text))
    assert expected(came) == expected(wanted)


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(Language.SIMPLIFIED, "gb18030"), (Language.TRADITIONAL, "big5hkscs"), (Language.ENGLISH, "gb18030")],
)
def test_a_chinese_encoding_changes_nothing(language: Language, encoding: str) -> None:
    drawn = ff301_by_seed(1, Edition.FF301_1_2, language)
    text = rendered(drawn, language, FileKind.RAW, seed=1).decode().replace("✔", "v")
    assert read_source(text.encode(encoding), "").lines == read_source(text.encode(), "").lines


WESTERN = ("Société Générale à la carte ", "Überprüfung der Aktien für Göteborg ", "Smith’s “shares” – 5 ")


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_is_read_as_windows_1252_and_not_as_chinese(text: str) -> None:
    assert read_source((text * 20).encode("cp1252"), "").lines == read_source((text * 20).encode(), "").lines


NOT_WESTERN = (
    "Name of Issuer 堃 Limited".encode("big5hkscs"),
    "Name of Issuer 堃堃 Limited".encode("big5hkscs"),
    "Name of Issuer Соколов Limited".encode("cp1251"),
    "Name of Issuer スター Limited".encode("shift_jis"),
    "Smith’s “shares” ".encode() * 20 + b"\xff",
    "Société à ".encode() * 20 + b"\xff",
    b"Name of \x9d Issuer",
    "Aktien für Größe".encode("cp1252"),  # two letters together may be a Chinese character
)


@pytest.mark.parametrize("content", NOT_WESTERN)
def test_text_of_another_encoding_is_not_taken_for_western(content: bytes) -> None:
    with pytest.raises(UnreadableInput) as refused:
        read_source(content, "")
    assert refused.value.code == "unknown-encoding"


@pytest.mark.parametrize("percent", range(5, 100, 5))
@pytest.mark.parametrize("layout", [Layout.TABS, Layout.FLAT])
def test_a_return_cut_short_is_read_as_far_as_it_goes(layout: Layout, percent: int) -> None:
    whole = return_by_seed(26, gaps=False)
    text = typeset(whole, Style(layout=layout))
    at = len(text) * percent // 100
    try:
        came, findings = read(text[:at].encode())
    except Refusal:
        assert percent <= 10, "a return with its head and its section I is not refused"
        return
    told = " ".join(f"{finding.code} {finding.message} {finding.figure}" for finding in findings)
    assert "part-missing" in told
    wanted, got = expected(read(text.encode())[0]), expected(came)
    wrong = {key: (wanted.get(key), value) for key, value in got.items() if wanted.get(key) != value}
    assert len(wrong) <= 1, "only the figure at the cut itself may suffer"


@pytest.mark.parametrize("mark", ["-", "- ", "|", "-|", "*", "_", "<br>", "a<br>", " "])
def test_a_long_row_of_marks_takes_no_time(mark: str) -> None:
    row = f"| {mark * (30_000 // len(mark))} x|"
    start = time.perf_counter()
    read_source(f"Monthly Return\n{row}\n".encode(), "marks.md")
    assert time.perf_counter() - start < 5


def test_nested_tags_are_read_through() -> None:
    tagged = "<div><p>" * 300 + TEXT.replace("3888", "<b><i><u>3888</u></i></b>") + "</p></div>" * 300
    assert expected(read(tagged.encode())[0]) == expected(read(TEXT.encode())[0])


@pytest.mark.parametrize("kind", ["HTML", "docx", "doc", "RTF", "MHTML"])
@pytest.mark.parametrize("seed", range(3))
def test_a_kind_of_file_changes_nothing(kind: str, seed: int) -> None:
    text = typeset(return_by_seed(seed), Style(layout=Layout.TABS))
    wanted, _findings = read(text.encode())
    came, _findings = read(KINDS[kind](text))
    assert expected(came) == expected(wanted)


def _read_or_refused(content: bytes) -> bool:
    """Whether hostile bytes are read; anything but a return or a refusal fails the test."""
    try:
        read(content)
    except Refusal as refusal:
        assert refusal.code and refusal.message and refusal.hint
        return False
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_anywhere_is_read_or_refused(kind: str) -> None:
    whole = KINDS[kind](TEXT)
    assert _read_or_refused(whole)
    for at in range(0, len(whole), len(whole) // 40):
        _read_or_refused(whole[:at])


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_flipped_bits_is_read_or_refused(kind: str) -> None:
    whole = KINDS[kind](TEXT)
    chance = random.Random(kind)
    for flips in (1, 1, 4, 16, 64) * 10:
        damaged = bytearray(whole)
        for _ in range(flips):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        _read_or_refused(bytes(damaged))


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels"])
def test_a_document_with_flipped_bits_in_its_parts_is_read_or_refused(part: str) -> None:
    """Bits flipped in a packed file rarely pass its checksums; these are flipped before packing."""
    with zipfile.ZipFile(BytesIO(as_docx(TEXT))) as archive:
        whole = archive.read(part)
    chance = random.Random(part)
    for flips in (1, 4, 16) * 20:
        damaged = bytearray(whole)
        for _ in range(flips):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        _read_or_refused(docx(parts={part: bytes(damaged)}))
