"""HTML pages to lines: tables that keep their columns, encodings as declared, and bounds."""

from __future__ import annotations

import pytest

from converter.errors import LimitExceeded, Refusal
from converter.reading import html
from converter.reading.source import Source, read_source


def read(body: str) -> Source:
    return read_source(f"<!DOCTYPE html>\n<html><body>\n{body}\n</body></html>".encode(), "return.txt")


def texts(body: str) -> list[str]:
    """The lines of a page, cells divided by bars."""
    return [line.text.replace(" \t", " | ") for line in read(body).lines]


SHOWN = {
    "paragraphs": ("<p>one<p>two<div>three</div>four", ["one", "two", "three", "four"]),
    "markup within a figure": ("<p>1,2<b>34</b>,<i><u>567</u></i></p>", ["1,234,567"]),
    "white space and entities": ("<p>a\n  b&nbsp;&nbsp;c &amp; &#20854;</p>", ["a b c & 其"]),
    "what a browser does not show": (
        "<p>1</p><script>2</script><style>3</style><template>4</template><noscript>5</noscript><!-- 6 -->"
        '<p hidden>7</p><p style="color:red;display : none">8</p>9',
        ["1", "9"],
    ),
    "text behind what is left out": ("<p>1<script>x</script>2<span hidden>y</span>3</p>", ["123"]),
    "the mark of a note": ("<p>1,000<sup>2</sup></p>", ["1,000 2"]),
    "boxes": ('<p><input type="checkbox" checked> yes <input type=checkbox> no</p>', ["☑ yes ☐ no"]),
    "a table": (
        "<table><tr><th>Row<th>(1)<th>(2)<tr><td>Closing<td>5<td>6</table>",
        ["Row | (1) | (2)", "Closing | 5 | 6"],
    ),
    "a table with a body": ("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", ["1 | 2"]),
    "an empty row": ("<table><tr><td></td><td>&nbsp;</td></tr><tr><td>1</td></tr></table>", ["1"]),
    "wrapped cells": (
        "<table><tr><td>Balance at close<br>of preceding month</td><td>1,000</td></tr></table>",
        ["Balance at close of preceding month | 1,000"],
    ),
    "rows within a row": (
        "<table><tr><td>Opening<br>Increase<br>Closing</td><td>1<br><br>1</td></tr></table>",
        ["Opening | 1", "Increase", "Closing | 1"],
    ),
    "a page laid out by a table": (
        "<table><tr><td><p>Title</p><table><tr><td>a</td><td>b</td></tr></table></td><td>aside</td></tr></table>",
        ["Title", "a | b", "aside"],
    ),
    "text laid out by spaces": (
        "<pre>Opening      1,000     2,000\nIncrease               500</pre>",
        ["Opening | 1,000 | 2,000", "Increase | 500"],
    ),
    "ends that are missing": ("<table><tr><td>1<td>2</tr></td></table><tr><td>3</td></div>", ["1 | 2", "3"]),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_shows_is_read(name: str) -> None:
    body, expected = SHOWN[name]
    assert texts(body) == expected


def test_merged_cells_keep_the_columns() -> None:
    body = """<table>
    <tr><th rowspan="2">Row</th><th colspan="2">Ordinary</th><th>Preference</th></tr>
    <tr><th>(1)</th><th>(2)</th><th>&nbsp;</th></tr>
    <tr><td>Closing</td><td>5</td><td></td><td>7</td></tr></table>"""
    lines = read(body).lines
    assert [line.text.split(" \t") for line in lines] == [
        ["Row", "Ordinary", "Preference"],
        ["(1)", "(2)"],
        ["Closing", "5", "7"],
    ]
    row, ordinary, preference = lines[0].places
    first, second = lines[1].places
    assert lines[2].places == (row, first, preference)
    assert ordinary == (first[0], second[1])


def test_a_line_has_the_number_of_its_element() -> None:
    lines = read("<p>\none</p>\n\n<table>\n<tr>\n<td>1</td>\n<td>2</td></tr></table>").lines
    assert [(line.number, line.text) for line in lines] == [(3, "one"), (8, "1 \t2")]


TEXT = "截至月份：二零二五年九月三十日 堃"
ENCODED = {
    "declared as Big5": (b"<html><head><meta charset=big5>", "big5hkscs"),
    "declared as Big5, the old way": (
        b'<html><head><meta http-equiv="Content-Type" content="text/html; charset=Big5">',
        "big5hkscs",
    ),
    "declared as GBK": (b'<html><head><meta charset="gb2312">', "gbk"),
    "declared in XML": (b'<?xml version="1.0" encoding="big5"?>\n<html><head>', "big5hkscs"),
    "declared as UTF-8": (b"<html><head><meta charset=utf-8>", "utf-8"),
    "declared by nothing, UTF-8": (b"<html><head>", "utf-8"),
    "declared by nothing, Big5": (b"<html><head>", "big5hkscs"),
    "declared wrongly": (b"<html><head><meta charset=utf-8>", "big5hkscs"),
    "declared as what nobody knows": (b"<html><head><meta charset=klingon>", "utf-8"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_encoding_is_the_declared_one_if_it_fits(name: str) -> None:
    head, encoding = ENCODED[name]
    content = head + b"</head><body><p>" + TEXT.encode(encoding) + b"</p></body></html>"
    assert read_source(content, "").lines[0].text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_mark_of_an_encoding_goes_before_what_is_declared(encoding: str) -> None:
    page = f"<html><head><meta charset=big5></head><body><p>{TEXT}</p></body></html>"
    if encoding.endswith(("le", "be")):
        page = page.replace("<meta charset=big5>", "")
    assert read_source(page.encode(encoding), "").lines[0].text == TEXT


def test_a_damaged_byte_loses_its_character_alone() -> None:
    content = b"<html><head><meta charset=gbk></head><body><p>" + "1,000 月".encode("gbk") + b"\xff</p></body></html>"
    assert read_source(content, "").lines[0].text == "1,000 月\ufffd"


def test_text_that_speaks_of_tags_is_no_page() -> None:
    assert read_source(b"Write <html> and </td> in it.", "").lines[0].text.startswith("Write")


REFUSED = {
    "a tower": ("<div>" * 300 + "1", "too-deep"),
    "a tower of tables": ("<table><tr><td>" * 100 + "1", "too-deep"),
    "a cell of a million columns": ("<table><tr>" + '<td colspan="9999">1' * 2 + "</table>", "too-many-cells"),
    "a row of a thousand cells": ("<table><tr>" + "<td>1" * 1_000 + "</table>", "too-many-cells"),
    "too many cells": ("<table>" + ("<tr>" + "<td>1" * 100) * 1_001 + "</table>", "too-many-cells"),
    "too many lines": ("<p>1" * 100_001, "file-too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_beyond_a_bound_is_refused_by_name(name: str) -> None:
    body, code = REFUSED[name]
    with pytest.raises(LimitExceeded) as refused:
        read(body)
    assert refused.value.code == code


def test_more_text_than_a_return_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_CHARACTERS", 10)
    with pytest.raises(LimitExceeded):
        read("<p>A return has fewer words than this one.</p>" * 20)


@pytest.mark.parametrize("content", [b"<html>", b"<html><!-- -->", b"<!DOCTYPE html>\n", b"<html>\xff\xfe\xfd"])
def test_a_page_of_nothing_has_no_lines_or_is_refused(content: bytes) -> None:
    try:
        lines = read_source(content, "").lines
    except Refusal as refusal:
        assert refusal.code in ("empty-file", "unknown-encoding", "damaged-html")
    else:
        assert lines == ()


ENTERED = {
    "an input": ('<p>No. <input value="1,000"> <input type="hidden" value="5"></p>', ["No. 1,000"]),
    "a text area": ("<p>No. <textarea>1,000</textarea></p>", ["No.", "1,000"]),
    "a choice": ("<p><select><option>A</option><option selected>B</option></select> shares</p>", ["B shares"]),
    "a choice not made": ("<p><select><option>A</option><option>B</option></select> shares</p>", ["A shares"]),
    "no choice": ("<p><select></select> shares</p>", ["shares"]),
    "numbers of a list": (
        '<ol><li>One<ul><li>point</ul><li>Two</ol><ol type="a" start="3"><li>c</ol><ol type=I><li>x<li value=5>y</ol>',
        ["1. One", "point", "2. Two", "c. c", "I. x", "V. y"],
    ),
    "a list without numbers": ('<ol style="list-style:none"><li>One</ol><li>alone', ["One", "alone"]),
    "cells that are no table": ('<p><span role="cell">500</span><span role="cell">600</span></p>', ["500 600"]),
    "symbols": ("<p>\uf0fe yes \uf0a8 no</p>", ["☑ yes ☐ no"]),
}


@pytest.mark.parametrize("name", ENTERED)
def test_what_a_browser_shows_is_read(name: str) -> None:
    body, wanted = ENTERED[name]
    page = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'
    assert [line.text for line in read_source(page.encode(), "page.html").lines] == wanted


def test_big5_declared_as_gb_is_told_by_its_bytes() -> None:
    text = "股份發行人的證券變動月報表 截至月份"
    page = f'<html><meta charset="gb2312"><p>{text * 5}</p></html>'.encode("big5")
    assert [line.text for line in read_source(page, "page.html").lines] == [text * 5]
