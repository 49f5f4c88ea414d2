"""Small PDF files, written by hand for what a reader may meet: turned pages, hidden text, passwords, lost encodings."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
GLYPHS_ONLY = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Lost/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/Lost/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/Lost/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
    b"/Descent -200/CapHeight 700/StemV 80>>>>]>>"
)
"""A font of glyph numbers without a ToUnicode map: what a character is cannot be told."""
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Page:
    """One page: its content stream, its size in points, and how it is turned."""

    content: bytes = b""
    width: int = 595
    height: int = 842
    rotate: int = 0
    objects: list[bytes] = field(default_factory=list)


def words(*placed: tuple[int, int, str], size: int = 9, mode: int = 0, matrix: str = "1 0 0 1") -> bytes:
    """Draw each text at its place, from the left and from the bottom."""
    drawn = [f"BT /F1 {size} Tf {mode} Tr {matrix} {x} {y} Tm ({text}) Tj ET" for x, y, text in placed]
    return "\n".join(drawn).encode("cp1252") + b"\n"


def lines(*texts: str, top: int = 800, leading: int = 14, left: int = 40) -> bytes:
    """Draw one line below the other."""
    return words(*((left, top - leading * index, text) for index, text in enumerate(texts)))


def glyphs(x: int, y: int, numbers: Sequence[int]) -> bytes:
    """Draw glyphs by their numbers."""
    return f"BT /F1 9 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{number:04X}' for number in numbers)}> Tj ET\n".encode()


def picture() -> tuple[bytes, bytes]:
    """A page's content that shows a grey picture, and the picture's object."""
    pixels = zlib.compress(bytes(64))
    stream = b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    stream += b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(pixels), pixels)
    return b"q 500 0 0 700 40 60 cm /P Do Q\n", stream


def pdf(*pages: Page, font: bytes = HELVETICA, password: bytes | None = None, box: bytes = b"") -> bytes:
    """Put pages together; with a password, encrypted with it (RC4, 40 bits).

    With a ``box``, entries of the node above the pages, these have no size of their own.
    """
    objects: dict[int, bytes] = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: font}
    key, encryption = _encryption(password) if password is not None else (b"", b"")
    kids = []
    number = 4
    for page in pages:
        content, number = number, number + 1
        stream = page.content
        if key:
            stream = _rc4(hashlib.md5(key + content.to_bytes(3, "little") + b"\0\0").digest()[:10], stream)
        objects[content] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream)
        extra = b""
        for extra_object in page.objects:
            objects[number] = extra_object
            extra, number = b"/XObject<</P %d 0 R>>" % number, number + 1
        size = b"" if box else b"/MediaBox[0 0 %d %d]" % (page.width, page.height)
        objects[number] = b"<</Type/Page/Parent 2 0 R%s/Rotate %d/Contents %d 0 R" % (size, page.rotate, content)
        objects[number] += b"/Resources<</Font<</F1 3 0 R>>%s>>>>" % extra
        kids.append(b"%d 0 R" % number)
        number += 1
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]%s>>" % (len(kids), b" ".join(kids), box)
    return _file(objects, encryption)


def _file(objects: dict[int, bytes], encryption: bytes) -> bytes:
    content = b"%PDF-1.4\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(objects))
    trailer = b"<</Size %d/Root 1 0 R%s>>" % (len(objects) + 1, encryption)
    return content + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def _encryption(password: bytes) -> tuple[bytes, bytes]:
    """The key of the standard handler, revision 2, and its entry in the trailer."""
    padded = (password + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = bytes(16)
    key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
    entry = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<%s><%s>]"
    values = (owner, _rc4(key, _PADDING), identity, identity)
    return key, entry % tuple(value.hex().encode() for value in values)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    result = bytearray()
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        result.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(result)
