"""Word documents to lines: rows of tables, what Word does not show, and the refusals by name."""

from __future__ import annotations

import struct

import pytest

from converter.errors import LimitExceeded, Refusal
from converter.reading import package
from converter.reading.compound import CompoundFile
from converter.reading.source import read_source
from tests.word_files import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    RAISED,
    W,
    cell,
    compound,
    doc,
    docx,
    end_of_row,
    list_level,
    listed,
    lists_of,
    packed,
    paragraph,
    paragraph_styles,
    relations_of,
    row,
    run,
    table,
    tick_box,
)


def texts(content: bytes) -> list[str]:
    """The lines of a document, cells divided by bars."""
    return [line.text.replace(" \t", " | ") for line in read_source(content, "return").lines]


def places(content: bytes) -> list[tuple[tuple[int, int], ...]]:
    """Where the cells of each line stand."""
    return [line.places for line in read_source(content, "return").lines]


SHOWN = {
    "runs in one figure": (paragraph("1,234", ",567"), ["1,234,567"]),
    "tabs": (paragraph("Stock code :", "<w:r><w:tab/></w:r>", "00354"), ["Stock code : | 00354"]),
    "a line break": (paragraph("one", "<w:r><w:br/></w:r>", "two"), ["one", "two"]),
    "a hyphen that does not break": (paragraph("<w:r><w:noBreakHyphen/></w:r>", "5"), ["-5"]),
    "deleted text": (paragraph("1", "<w:del><w:r><w:delText>2</w:delText></w:r></w:del>"), ["1"]),
    "moved text": (paragraph("1", f"<w:moveFrom>{run('2')}</w:moveFrom>"), ["1"]),
    "inserted text": (paragraph("1", f"<w:ins>{run('2')}</w:ins>"), ["12"]),
    "hidden text": (paragraph("1", run("2", "<w:vanish/>"), run("3", '<w:vanish w:val="0"/>')), ["13"]),
    "the mark of a note": (paragraph("1,000", run("2", '<w:vertAlign w:val="superscript"/>')), ["1,000 2"]),
    "the code of a field": (paragraph("Page ", "<w:r><w:instrText>PAGE</w:instrText></w:r>", "1"), ["Page 1"]),
    "a text box, twice in the file": (
        f"<w:p><mc:AlternateContent><mc:Choice>{run('box')}</mc:Choice>"
        f"<mc:Fallback>{run('box')}</mc:Fallback></mc:AlternateContent></w:p>",
        ["box"],
    ),
    "a ticked box": (
        paragraph(
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>",
            "yes",
        ),
        ["☑ yes"],
    ),
    "an empty box": (
        paragraph(
            '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('☐')}</w:sdtContent></w:sdt>",
            "yes",
        ),
        ["☐ yes"],
    ),
    "a box of an old form": (
        paragraph(
            '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        ),
        ["☑"],
    ),
    "a choice of an old form": (
        paragraph(
            '<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/>'
            '<w:listEntry w:val="Yes"/></w:ddList></w:ffData></w:fldChar></w:r>'
        ),
        ["Yes"],
    ),
    "what a control asks to enter": (
        paragraph(
            "date", f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Enter')}</w:sdtContent></w:sdt>"
        ),
        ["date"],
    ),
    "a symbol": (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " done"), ["✔ done"]),
    "letters that only look unlike": (paragraph("１，２３４（股）"), ["1,234（股）"]),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_word_shows_is_read(name: str) -> None:
    block, expected = SHOWN[name]
    assert texts(docx(block)) == expected


LISTS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Row"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Under"><w:basedOn w:val="Row"/><w:pPr/></w:style></w:styles>"""


def in_list(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"


def test_the_numbers_that_word_makes_are_read() -> None:
    relations = relations_of(("n", "numbering", "numbering.xml"), ("s", "styles", "styles.xml"))
    parts = {
        "word/numbering.xml": LISTS.encode(),
        "word/styles.xml": STYLES.encode(),
        "word/_rels/document.xml.rels": relations,
    }
    styled = [f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{run(name)}</w:p>' for name in ("Row", "Under", "Else")]
    blocks = (
        in_list("Ordinary shares", 1),
        in_list("under", 1, 1),
        in_list("again", 1, 1),
        in_list("a point", 2),
        paragraph("between"),
        table([cell(in_list("", 1)), "1,000"]),
        *styled,
        in_list("under", 1, 1),
        in_list("no such list", 9),
        in_list("anew", 3),
        in_list("on", 3),
    )
    assert texts(docx(*blocks, parts=parts)) == [
        *("1. Ordinary shares", "(1.a) under", "(1.b) again", "a point", "between", "2. | 1,000"),
        *("3. Row", "4. Under", "Else", "(4.a) under", "no such list", "1. anew", "2. on"),
    ]


def test_cells_stand_where_their_columns_are() -> None:
    widths = (2000, 1000, 1000)
    content = docx(
        table(
            ["", cell("No. of shares", span=2)],
            ["Balance at close", "1,000", "2,000"],
            ["Increase", "", "500"],
            widths=widths,
        )
    )
    assert texts(content) == ["No. of shares", "Balance at close | 1,000 | 2,000", "Increase | 500"]
    assert places(content) == [((100, 198),), ((0, 98), (100, 148), (150, 198)), ((0, 98), (150, 198))]


def test_a_cell_merged_downwards_keeps_its_column() -> None:
    start, under = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    content = docx(table([cell("A", properties=start), "1"], [cell("covered", properties=under), "2"]))
    assert texts(content) == ["A | 1", "2"]
    assert places(content)[1] == places(content)[0][1:]


def test_a_row_may_begin_behind_its_first_columns() -> None:
    later = '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("9") + "</w:tr></w:tbl>"
    assert places(docx(later)) == [((200, 298),)]


def test_cells_of_as_many_lines_make_as_many_rows() -> None:
    content = docx(table([cell("Opening", "Increase", "Closing"), cell("1", "", "1")]))
    assert texts(content) == ["Opening | 1", "Increase", "Closing | 1"]


def test_heads_and_feet_stand_at_the_ends() -> None:
    content = docx(paragraph("body"), header=paragraph("FF301"), footer=paragraph("Page 1 of 10 v 1.2.0"))
    assert texts(content) == ["FF301", "body", "Page 1 of 10 v 1.2.0"]


def test_pages_are_counted_once() -> None:
    page_break, rendered = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
    by_hand = read_source(docx(paragraph("1"), paragraph(page_break), paragraph("2")), "").lines
    as_shown = read_source(docx(paragraph("1"), paragraph(page_break), paragraph(rendered, "2")), "").lines
    assert [line.page for line in by_hand] == [line.page for line in as_shown] == [1, 2]


def test_a_binary_document_reads_like_a_packed_one() -> None:
    edges = (0, 2000, 3000, 4000)
    paragraphs = [
        ("Monthly Return\r", b""),
        *row("Balance at close", "1,000", "", edges=edges),
        *row("Increase", "", "500", edges=edges),
        ("Opening\r", IN_TABLE),
        *row("Closing", "1\x0b2", "", edges=edges),
        ("after\r", b""),
    ]
    expected = ["Monthly Return", "Balance at close | 1,000", "Increase | 500", "Opening | 1", "Closing | 2", "after"]
    for narrow in (True, False):
        content = doc(*paragraphs, narrow=narrow)
        assert texts(content) == expected
        assert places(content)[1:3] == [((0, 98), (100, 148)), ((0, 98), (150, 198))]


def test_what_word_does_not_show_is_not_read_in_a_binary_document() -> None:
    text = "1,234\x13 PAGE \x14,567\x15 old hid 2\r"
    found = [(text.index(word), text.index(word) + len(word), how) for word, how in (("old", DELETED), ("hid", HIDDEN))]
    assert texts(doc((text, b""), characters=found)) == ["1,234,567 2"]


def test_the_mark_of_a_note_is_no_digit_of_the_figure_before_it() -> None:
    assert texts(doc(("1,0002\r", b""), characters=[(5, 6, RAISED)])) == ["1,000 2"]


@pytest.mark.parametrize("further", [False, True])
@pytest.mark.parametrize("size", [10, 64, 4_095, 4_096, 5_000, 70_000])
def test_streams_of_any_size_come_out_of_their_container(size: int, further: bool) -> None:
    streams = {"short": b"1", "WordDocument": bytes(range(256)) * (size // 256 + 1), "last": b"3" * 100}
    streams["WordDocument"] = streams["WordDocument"][:size]
    container = CompoundFile(compound(streams, further=further))
    assert {name: container.stream(name.upper()) for name in streams} == streams
    assert container.stream("none") == b""


def test_a_container_cut_short_is_refused() -> None:
    content = compound({"a": bytes(5_000)})
    # The stream is made longer than the sectors that it has.
    longer = content.replace(struct.pack("<Q", 5_000), struct.pack("<Q", 6_000))
    with pytest.raises(Refusal) as refused:
        CompoundFile(longer).stream("a")
    assert refused.value.code == "damaged-doc"


def test_a_page_of_a_binary_document_begins_at_its_mark() -> None:
    lines = read_source(doc(("one\r", b""), ("\x0c", b""), ("上月底\r", b"")), "").lines
    assert [(line.page, line.text) for line in lines] == [(1, "one"), (2, "上月底")]


WHOLE = docx(paragraph("Monthly Return"))
BOMB = b"<w:document xmlns:w='%s'>%s</w:document>" % (W.encode(), b" " * 15_000_000)
ENTITIES = b'<!DOCTYPE d [<!ENTITY a "1">]><w:document xmlns:w="%s"><w:body>&a;</w:body></w:document>' % W.encode()
DEEP = b"<w:document xmlns:w='%s'>%s%s</w:document>" % (W.encode(), b"<w:p>" * 400, b"</w:p>" * 400)
WIDE = table(["1"] * 300)
CIRCLE = bytearray(compound({"WordDocument": bytes(5_000)}))
struct.pack_into("<I", CIRCLE, len(CIRCLE) - 512, 0)

REFUSED = {
    "a zip of something else": (packed({"return.txt": b"Monthly Return"}), "not-a-word-file"),
    "half a zip": (WHOLE[: len(WHOLE) // 2], "damaged-zip"),
    "a zip bomb": (docx(parts={"word/document.xml": BOMB}), "zip-bomb"),
    "a part too long": (docx(parts={"word/document.xml": BOMB * 2}), "zip-bomb"),
    "too many parts": (packed({str(number): b"" for number in range(2_000)}), "zip-bomb"),
    "entities": (docx(parts={"word/document.xml": ENTITIES}), "damaged-zip"),
    "no XML": (docx(parts={"word/document.xml": b"Monthly Return"}), "damaged-zip"),
    "a tower of elements": (docx(parts={"word/document.xml": DEEP}), "damaged-zip"),
    "a hundred thousand columns": (docx(table([cell("1", span=100_000)] * 3)), "too-many-cells"),
    "a very wide table": (docx(WIDE), "too-many-cells"),
    "a binary file of something else": (compound({"Workbook": b"1"}), "not-a-word-file"),
    "a Word of 1995": (doc(("Monthly Return\r", b""), version=0x0065), "old-word-file"),
    "a password": (doc(("Monthly Return\r", b""), flags=0x0100), "encrypted-doc"),
    "a table that is not there": (doc(("Monthly Return\r", b""), flags=0x0200), "damaged-doc"),
    "sectors in a circle": (bytes(CIRCLE), "damaged-doc"),
    "a signature alone": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged-doc"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(Refusal) as refused:
        read_source(content, name)
    assert refused.value.code == code and refused.value.message and refused.value.hint


def test_the_size_that_an_archive_tells_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART_BYTES", 100)
    with pytest.raises(LimitExceeded):
        read_source(WHOLE, "long.docx")


def test_nothing_outside_the_file_is_looked_up() -> None:
    outside = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="m" '
        b'Type="x/officeDocument" TargetMode="External" Target="word/document.xml"/></Relationships>'
    )
    with pytest.raises(Refusal) as refused:
        read_source(docx(parts={"_rels/.rels": outside}), "")
    assert refused.value.code == "not-a-word-file"


DECIMAL, ROMAN, LETTER, BULLET = 0, 1, 4, 23
KINDS_OF_LISTS = (
    [
        list_level("\0.", DECIMAL),
        list_level("(\0.\1)", LETTER),
        *[list_level("", BULLET)] * 7,
    ],
    [list_level("\u2022", BULLET)],
    [list_level("\0:", ROMAN, start=4)],
)
ANEW = struct.pack("<II", 1, 0x10)
OF_ITS_OWN = struct.pack("<II", 0, 0x20) + list_level("[\0]", DECIMAL, start=7)


def test_the_numbers_of_lists_in_a_doc_are_read() -> None:
    lists = ((0, b""), (1, b""), (0, ANEW), (2, b""), (2, OF_ITS_OWN))
    content = doc(
        ("Ordinary shares\r", listed(1)),
        ("under\r", listed(1, 1)),
        ("again\r", listed(1, 1)),
        ("a point\r", listed(2)),
        ("between\r", b""),
        ("\x07", listed(1) + IN_TABLE),
        ("1,000\x07", IN_TABLE),
        ("\x07", end_of_row(0, 2000, 4000)),
        ("under\r", listed(1, 1)),
        ("no such list\r", listed(9)),
        ("no list\r", listed(0)),
        ("anew\r", listed(3)),
        ("on\r", listed(3)),
        ("Roman\r", listed(4)),
        ("of its own\r", listed(5)),
        further=lists_of(KINDS_OF_LISTS, lists),
    )
    assert texts(content) == [
        *("1. Ordinary shares", "(1.a) under", "(1.b) again", "a point", "between", "2. | 1,000"),
        *("(2.a) under", "no such list", "no list", "1. anew", "2. on", "IV: Roman", "[5] of its own"),
    ]


def test_a_style_may_make_a_paragraph_of_a_doc_one_of_a_list() -> None:
    tables = lists_of(KINDS_OF_LISTS, [(0, b"")]) | paragraph_styles((1, b""), (0xFFF, listed(1)))
    content = doc(("one\r", b""), ("two\r", IN_TABLE), ("none\r", listed(0)), ("under\r", listed(1, 1)), further=tables)
    assert texts(content) == ["1. one", "2. two", "none", "(2.a) under"]


BOXES = {
    "ticked": (tick_box(1), "☑ done"),
    "not ticked": (tick_box(0, 1), "☐ done"),
    "ticked by default": (tick_box(25, 1), "☑ done"),
    "not ticked by default": (tick_box(25, 0), "☐ done"),
    "a field of another kind": (tick_box(1, kind=2), "\ufffd done"),
    "data cut short": (tick_box(1)[:70], "\ufffd done"),
    "no data": (b"", "\ufffd done"),
}


@pytest.mark.parametrize("name", BOXES)
def test_the_tick_box_of_a_form_in_a_doc_is_read_or_marked_as_lost(name: str) -> None:
    data, expected = BOXES[name]
    place = struct.pack("<HIHB", 0x6A03, 100, 0x0806, 1)
    text = "\x13 FORMCHECKBOX \x01\x14\x15 done\r"
    content = doc((text, b""), characters=[(15, 16, place)], data=bytes(100) + data if data else b"")
    assert texts(content) == [expected]


def test_symbols_in_the_text_of_a_doc_are_told() -> None:
    assert texts(doc(("\uf0fe yes \uf0a8 no\r", b""))) == ["☑ yes ☐ no"]


@pytest.mark.parametrize("table", ["kinds", "lists"])
def test_lists_cut_short_are_damage(table: str) -> None:
    at, (counted, beyond) = list(lists_of(KINDS_OF_LISTS, [(0, b""), (2, OF_ITS_OWN)]).items())[table == "lists"]
    for length in (3, len(counted + beyond) - 1):
        cut = (counted + beyond)[:length]
        with pytest.raises(Refusal) as refused:
            read_source(doc(("text\r", b""), further={at: (cut, b"")}), "return.doc")
        assert refused.value.code == "damaged-doc"
