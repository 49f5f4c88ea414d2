"""Word files, ``.docx`` and ``.doc``, written by hand for what a reader may meet."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs, or of plain texts."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def cell(*paragraphs: str, span: int = 1, properties: str = "") -> str:
    """A cell of a table."""
    inner = "".join(each if each.startswith("<") else paragraph(each) for each in paragraphs)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{properties}</w:tcPr>{inner}</w:tc>'


def table(*rows: Sequence[str], widths: Sequence[int] = ()) -> str:
    """A table of rows of cells, or of plain texts."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    filled = ("".join(each if each.startswith("<") else cell(each) for each in row) for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in filled)}</w:tbl>"


_OF_PACKAGE = "application/vnd.openxmlformats-package"
_OF_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_OF_PACKAGE}.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OF_WORD}.document.main+xml"/></Types>'
)
"""Without them no program but ours opens a document."""


def docx(*blocks: str, header: str = "", footer: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """A document of paragraphs and tables; ``parts`` replaces parts of the package by others."""
    references = "".join(
        f'<w:{kind}Reference r:id="{kind}"/>' for kind, text in (("header", header), ("footer", footer)) if text
    )
    body = f"<w:body>{''.join(blocks)}<w:sectPr>{references}</w:sectPr></w:body>"
    whole = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "_rels/.rels": relations_of(("main", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_SPACES}>{body}</w:document>".encode(),
        "word/_rels/document.xml.rels": relations_of(
            ("header", "header", "header1.xml"), ("footer", "footer", "/word/footer1.xml")
        ),
        "word/header1.xml": f"<w:hdr {_SPACES}>{header}</w:hdr>".encode(),
        "word/footer1.xml": f"<w:ftr {_SPACES}>{footer}</w:ftr>".encode(),
        **(parts or {}),
    }
    return packed(whole)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def relations_of(*relations: tuple[str, str, str]) -> bytes:
    """References from a part to others: each its id, its kind and where it leads."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'.encode()


IN_TABLE = struct.pack("<HB", 0x2416, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
RAISED = struct.pack("<HB", 0x2A48, 1)
_SECTOR = 512
_OF_TABLE, _END, _NOTHING = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF


def end_of_row(*edges: int) -> bytes:
    """The properties of the mark that ends a row, with the edges of its columns in twentieths of a point."""
    definition = bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges) + bytes(20 * (len(edges) - 1))
    operand = struct.pack("<HH", 0xD608, len(definition) + 1) + definition
    return IN_TABLE + struct.pack("<HB", 0x2417, 1) + operand


def row(*cells: str, edges: Sequence[int]) -> list[tuple[str, bytes]]:
    """The paragraphs of a row: each cell's, and the mark at its end."""
    return [*((f"{text}\x07", IN_TABLE) for text in cells), ("\x07", end_of_row(*edges))]


def doc(
    *paragraphs: tuple[str, bytes],
    characters: Sequence[tuple[int, int, bytes]] = (),
    narrow: bool = False,
    flags: int = 0,
    version: int = 0x00C1,
    further: Mapping[int, tuple[bytes, bytes]] | None = None,
    data: bytes = b"",
) -> bytes:
    """A document of paragraphs, each with its mark and properties.

    ``characters`` are properties from one character to another; ``narrow`` writes one byte for each. ``further`` are
    tables by where the head tells of them, each with what stands behind it uncounted; ``data`` are those of fields.
    """
    text = "".join(each for each, _ in paragraphs)
    width = 1 if narrow else 2
    start = 2 * _SECTOR
    encoded = text.encode("cp1252" if narrow else "utf-16-le")
    document = bytearray(start) + encoded + bytes(-len(encoded) % _SECTOR)
    places = [start]
    for each, _ in paragraphs:
        places.append(places[-1] + width * len(each))
    table = bytearray(_pieces(len(text), start, narrow))
    tables = {0x01A2: (0, len(table))}
    runs = [(start + width * first, start + width * last, found) for first, last, found in characters]
    spans = [(*span, found) for span, (_, found) in zip(pairwise(places), paragraphs, strict=True)]
    for at, pages in ((0x00FA, _pages(runs, 1)), (0x0102, _pages(spans, 13))):
        firsts = [first for first, _ in pages] + [places[-1]]
        numbers = range(len(document) // _SECTOR, len(document) // _SECTOR + len(pages))
        tables[at] = (len(table), 4 * len(firsts) + 4 * len(pages))
        table += struct.pack(f"<{len(firsts)}I{len(pages)}I", *firsts, *numbers)
        document += b"".join(page for _, page in pages)
    for at, (content, uncounted) in (further or {}).items():
        tables[at] = (len(table), len(content))
        table += content + uncounted
    struct.pack_into("<HH", document, 0, 0xA5EC, version)
    struct.pack_into("<H", document, 10, flags)
    struct.pack_into("<III", document, 0x4C, len(text), 0, 0)
    for at, place in tables.items():
        struct.pack_into("<II", document, at, *place)
    return compound({"WordDocument": bytes(document), "0Table": bytes(table), **({"Data": data} if data else {})})


def listed(number: int, level: int = 0) -> bytes:
    """The properties of a paragraph of a list, counted from 1."""
    return struct.pack("<HHHB", 0x460B, number, 0x260A, level)


def lists_of(kinds: Sequence[Sequence[bytes]], lists: Sequence[tuple[int, bytes]]) -> dict[int, tuple[bytes, bytes]]:
    """The tables of lists: each kind with its levels (one, or nine); each list with its kind and what is its own."""
    heads = b"".join(struct.pack("<I22xBx", number, len(levels) == 1) for number, levels in enumerate(kinds))
    all_levels = b"".join(level for levels in kinds for level in levels)
    references = b"".join(struct.pack("<I8xB3x", kind, bool(own)) for kind, own in lists)
    own_parts = b"".join(b"\xff" * 4 + own for _, own in lists)
    return {
        0x02E2: (struct.pack("<H", len(kinds)) + heads, all_levels),
        0x02EA: (struct.pack("<I", len(lists)) + references + own_parts, b""),
    }


def list_level(text: str, shown_as: int, start: int = 1) -> bytes:
    """A level of a list; in its text a character below 9 stands for the number of a level."""
    units = text.encode("utf-16-le")
    return struct.pack("<IB19xBB2x", start, shown_as, 2, 3) + bytes(5) + struct.pack("<H", len(text)) + units


def paragraph_styles(*styles: tuple[int, bytes]) -> dict[int, tuple[bytes, bytes]]:
    """The table of styles: each the number of that which it is based on, and its properties."""
    table = struct.pack("<HHH14x", 18, len(styles), 10)
    for base, found in styles:
        style = struct.pack("<HHHHH", 0, 1 | base << 4, 1, 0, 0) + struct.pack("<H2sH", 1, b"N\0", 0)
        style += struct.pack("<HH", 2 + len(found), 0) + found
        table += struct.pack("<H", len(style)) + style + bytes(len(style) % 2)
    return {0x00A2: (table, b"")}


def tick_box(result: int, default: int = 0, kind: int = 1) -> bytes:
    """The data of a field of a form: a tick box, with its state, or another field."""
    field = struct.pack("<IHHH", 0xFFFFFFFF, kind | result << 2, 0, 20) + struct.pack(
        "<H4sHH", 2, "b1".encode("utf-16-le"), 0, default
    )
    return struct.pack("<IH62x", 68 + len(field), 68) + field


def _pieces(length: int, start: int, narrow: bool) -> bytes:
    place = start * 2 | 0x40000000 if narrow else start
    return b"\x02" + struct.pack("<IIIHIH", 16, 0, length, 0, place, 0)


def _pages(runs: Sequence[tuple[int, int, bytes]], width: int) -> list[tuple[int, bytes]]:
    """Pages of properties, one run each, which wastes space and needs no thought."""
    pages = []
    for first, last, found in runs:
        page = bytearray(_SECTOR)
        struct.pack_into("<II", page, 0, first, last)
        page[8] = 24
        if width == 1:
            page[48 : 49 + len(found)] = bytes([len(found)]) + found
        else:
            held = bytes(2) + found + bytes(len(found) % 2)
            page[48 : 50 + len(held)] = bytes([0, len(held) // 2]) + held
        page[-1] = 1
        pages.append((first, bytes(page)))
    return pages


def compound(streams: Mapping[str, bytes], further: bool = False) -> bytes:
    """A compound file; short streams lie in small sectors, as they must.

    With ``further``, the table of sectors is listed in a sector of its own instead of in the header.
    """
    sectors: list[bytes] = []
    table: list[int] = []
    small: list[int] = []
    mini = b""

    def add(content: bytes) -> int:
        first = len(sectors)
        count = -(-len(content) // _SECTOR)
        content = content.ljust(count * _SECTOR, b"\0")
        sectors.extend(content[at * _SECTOR : (at + 1) * _SECTOR] for at in range(count))
        table.extend([*range(first + 1, first + count), _END] if count else [])
        return first if count else _END

    entries = []
    for index, (name, content) in enumerate(streams.items(), start=1):
        if len(content) < 4096:
            start, count = len(small), -(-len(content) // 64)
            small += [*range(start + 1, start + count), _END]
            mini += content.ljust(64 * count, b"\0")
        else:
            start = add(content)
        entries.append(_entry(name, 2, index + 1 if index < len(streams) else _NOTHING, start, len(content)))
    root = _entry("Root Entry", 5, 1, add(mini), len(mini))
    small_table = add(struct.pack(f"<{len(small)}I", *small) + b"\xff" * (-4 * len(small) % _SECTOR))
    directory = add(b"".join([root, *entries]))
    count = 1
    while count * _SECTOR // 4 < len(table) + count + further:
        count += 1
    own = list(range(len(sectors), len(sectors) + count))
    table += [_OF_TABLE] * count + [_NOTHING] * (count * _SECTOR // 4 - len(table) - count)
    listed = [] if further else own
    more = len(sectors) + count if further else _END
    numbers = (0, count, directory, 0, 4096, small_table, 1, more, int(further))
    header = struct.pack("<8s16xHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, *numbers)
    header += struct.pack("<109I", *listed, *[_NOTHING] * (109 - len(listed)))
    content = header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)
    return content + struct.pack("<128I", *own, *[_NOTHING] * (127 - len(own)), _END) if further else content


def _entry(name: str, kind: int, neighbour: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    child, right = (neighbour, _NOTHING) if kind == 5 else (_NOTHING, neighbour)
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded) + 2, kind, 1, _NOTHING, right, child, start, size)
