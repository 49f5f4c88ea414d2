"""Bytes to characters: UTF-8, UTF-16, Big5, GB 18030 and Windows-1252 are decoded, all else is refused by name."""

from __future__ import annotations

import codecs
import re

from converter.errors import UnreadableInput

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (a Word .docx, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "a binary Word or Excel file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
)
_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HAN = re.compile(r"[一-鿿]")
_HAN_IN_WORD = re.compile(r"(?<=[A-Za-z])[一-鿿](?![一-鿿])|(?<![一-鿿])[一-鿿](?=[a-z])")
"""A lone Han character beside a letter: seldom ("A股") in Chinese text, and all that Western text gives."""
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\x7e\x80-\xfe]")
_COMMON = {
    "big5hkscs": re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]"),
    "gb18030": re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]"),
}
"""The pairs of bytes that punctuation and the commonest characters take: 5,401 of Big5, 3,755 of GB 2312."""
_MOSTLY = 0.9
_NOT_WESTERN = re.compile(
    r"""
    [^\x00-\x7f\xa0-\xffŠšŽžŒœŸ€‚„…†‡‰‹›‘’“”•–—™]
    | [\xa1-\xff](?![\x00-\x7f’”…–—]|$)  # two together are a Chinese character, or one in broken UTF-8
    | [\xa1-\xbf](?=[@-~])  # a symbol before a letter: the same, of Big5
    """,
    re.VERBOSE,
)
"""What Western text in Windows-1252 has not, and bytes of another encoding read as Windows-1252 have."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 4
"""Of so many characters of Western text at most one is beyond ASCII."""


def decode(content: bytes) -> str:
    """Return the text that ``content`` holds.

    Raises:
        UnreadableInput: ``empty-file``, ``binary-file`` (with the kind told from its first bytes),
            ``unknown-encoding``.
    """
    if not content.strip(b" \t\r\n\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableInput("empty-file", "The file holds no text.", "Check that the download is complete.")
    _refuse_binary(content)
    encoding = _utf16(content)
    try:
        text = _strict(content, encoding) if encoding else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _chinese(content) or _western(content)
        if not text:
            raise UnreadableInput(
                "unknown-encoding",
                "The file is not UTF-8 or UTF-16; read as Big5 or GB 18030 it makes no Chinese text, "
                "as Windows-1252 no Western one.",
                "Save the return as UTF-8.",
            ) from None
    if _CONTROLS.search(text):
        raise UnreadableInput(
            "binary-file",
            "The file holds control characters that no text has.",
            "Give the return as text, or name the file's real kind.",
        )
    return text


def _refuse_binary(content: bytes) -> None:
    head = content[:1024].lstrip()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableInput(
                "binary-file", f"The file is {kind}, which is not read yet.", "Give the return as text (UTF-8)."
            )


def _utf16(content: bytes) -> str | None:
    """Tell UTF-16 by its byte-order mark, or by zero bytes on one side of nearly every pair."""
    for mark, encoding in _UTF16_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:4096]
    pairs = len(sample) // 2
    if pairs and sample[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    if pairs and sample[0::2].count(0) > 0.7 * pairs:
        return "utf-16-be"
    return None


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            "unknown-encoding",
            f"The file begins as {encoding.upper()} but byte {error.start} does not fit.",
            "Save the return as UTF-8.",
        ) from error


def _chinese(content: bytes) -> str:
    """Decode as Big5 (HKSCS) or GB 18030, whichever the bytes are as Chinese text in it has them; empty if neither.

    Either decodes the other, and Western text too, into nonsense: characters that no return uses, or lone Han
    characters between letters.
    """
    pairs = _PAIR.findall(content)
    shares = {encoding: sum(map(bool, map(common.fullmatch, pairs))) for encoding, common in _COMMON.items()}
    for encoding in sorted(shares, key=lambda encoding: -shares[encoding]):
        if pairs and shares[encoding] >= _MOSTLY * len(pairs):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(_HAN_IN_WORD.findall(text)) <= (1 - _MOSTLY) * len(_HAN.findall(text)):
                return text
    return ""


def _western(content: bytes) -> str:
    """Decode as Windows-1252 where that is ASCII but for a few letters and signs, each by itself; else empty."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    if _NOT_WESTERN.search(text) or _beyond_ascii(text) * _FEW > len(text):
        return ""
    # A rare Chinese character may be an accented letter before a plain one: no word is made of such alone.
    words = _WORD.findall(text)
    return "" if any(_beyond_ascii(word) * 2 >= len(word) for word in words) else text


def _beyond_ascii(text: str) -> int:
    return sum(not character.isascii() for character in text)
