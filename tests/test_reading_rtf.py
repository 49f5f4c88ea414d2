"""Rich text and web archives to lines: tables, codings, what is not shown; each as the kind that it stands for."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import accumulate

import pytest

from converter.errors import LimitExceeded, Refusal
from converter.reading.source import Source, read_source

FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset136 MingLiU;}{\f2\fcharset134 SimSun;}}"


def rtf(body: str | bytes) -> bytes:
    """A document around a body."""
    inner = body if isinstance(body, bytes) else escaped(body)
    return rb"{\rtf1\ansi\ansicpg1252\deff0 " + FONTS + rb"{\info{\title not shown}}\pard " + inner + b"}"


def escaped(text: str) -> bytes:
    """Characters beyond ASCII as Word writes them."""
    return "".join(f"\\u{ord(each)}?" if ord(each) > 127 else each for each in text).encode("ascii")


def row(*cells: str, widths: tuple[int, ...] = ()) -> bytes:
    """A row of a table."""
    edges = accumulate(widths or (1000,) * len(cells))
    return (
        rb"\trowd" + b"".join(rb"\cellx%d" % edge for edge in edges) + rb"\pard\intbl "
        b"" + b"".join(escaped(cell) + rb"\cell " for cell in cells) + rb"\row\pard "
    )


def texts(content: bytes) -> list[str]:
    """The lines of a document, cells divided by bars."""
    return [line.text.replace(" \t", " | ") for line in read_source(content, "return.doc").lines]


SHOWN = {
    "paragraphs": (rb"one\par two\line three\par", ["one", "two", "three"]),
    "a figure in pieces": (rb"1,234{\b ,567}\par", ["1,234,567"]),
    "a line broken in the file": (b"1,2\r\n34\\par", ["1,234"]),
    "hidden text": (rb"1{\v 2}3\par", ["13"]),
    "deleted text": (rb"1{\deleted 2}3\par", ["13"]),
    "the mark of a note": (rb"1,000{\super 2}\par", ["1,000 2"]),
    "the code of a field": (rb"Page {\field{\*\fldinst PAGE}{\fldrslt 1}}\par", ["Page 1"]),
    "an unknown group": (rb"a{\*\unknown 2}b\par", ["ab"]),
    "a picture": (rb"a{\pict\wmetafile8 0102ff}b\par", ["ab"]),
    "Unicode with its stand-in": (rb"\u32929?\u-28703\'3f x\par", ["股\u8fe1 x"]),
    "Big5": (rb"\f1 \'aa\'d1\'a5\'f7\par", ["股份"]),
    "GBK": (rb"\f2 \'b9\'c9\'b7\'dd\par", ["股份"]),
    "an automatic number": (rb"{\listtext 1.\tab}Class of shares\par", ["1. | Class of shares"]),
    "a ticked box": (
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0}}}{\fldrslt}}yes\par",
        ["☑ yes"],
    ),
    "a box ticked from the start": (
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}}yes\par",
        ["☑ yes"],
    ),
    "an empty box": (
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres0\ffdefres1}}}{\fldrslt}}yes\par",
        ["☐ yes"],
    ),
    "a box whose state is not told, as LibreOffice writes it": (
        rb"{\field{\*\fldinst { FORMCHECKBOX }}{\fldrslt {}}}yes {\field{\*\fldinst PAGE}{\fldrslt 1}}\par",
        ["\ufffd yes 1"],
    ),
    "braces": (rb"\{1\}\par", ["{1}"]),
    "a document cut short": (rb"{\b 1,234", ["1,234"]),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_read(name: str) -> None:
    body, expected = SHOWN[name]
    assert texts(rtf(body)) == expected


def test_cells_stand_where_their_columns_are() -> None:
    rows = row("Balance", "1,000", "", "2,000", widths=(2000, 1000, 1000, 1000))
    (line,) = read_source(rtf(rows), "").lines
    assert (line.text, line.places) == ("Balance \t1,000 \t2,000", ((0, 98), (100, 148), (200, 248)))


def test_a_merged_cell_is_part_of_the_one_before() -> None:
    merged = rb"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl A\cell\cell 1\cell\row\pard"
    assert texts(rtf(merged)) == ["A | 1"]


def test_too_many_groups_in_one_another_are_refused() -> None:
    with pytest.raises(LimitExceeded) as refused:
        texts(rtf(b"{" * 10_000))
    assert refused.value.code == "too-deep"


def archive(page: bytes, charset: str = "utf-8", start: str = "MIME-Version") -> bytes:
    """A page in a web archive, with a picture behind it."""
    message = EmailMessage()
    if start != "MIME-Version":
        message[start] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(page, "text", "html", cte="base64", params={"charset": charset})
    message.add_related(bytes(100), "image", "png")
    return message.as_bytes()


@pytest.mark.parametrize("start", ["MIME-Version", "From"])
@pytest.mark.parametrize("charset", ["utf-8", "big5"])
def test_a_page_is_decoded_as_its_archive_declares(charset: str, start: str) -> None:
    source: Source = read_source(archive("<html><p>股份".encode(charset), charset, start), "saved.doc")
    assert [line.text for line in source.lines] == ["股份"]


def test_an_archive_without_a_page_is_refused() -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(bytes(100), "image", "png")
    with pytest.raises(Refusal) as refused:
        read_source(message.as_bytes(), "")
    assert refused.value.code == "archive-without-page"
