"""Ticks and boxes that a font of symbols draws, as the characters that mean them."""

from __future__ import annotations

import re

_PRIVATE = 0xF000
"""Where fonts of symbols put their characters: their code, in the private area of Unicode."""
_SYMBOLS = {
    "wingdings": {0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
}
FIRST_SYMBOL = chr(_PRIVATE)
"""The first of these characters."""
_WITHOUT_FONT = {_PRIVATE + code: symbol for code, symbol in _SYMBOLS["wingdings"].items()}
# PDFium's own marks for a hyphen at the end of a line.
_WITHOUT_FONT.update(dict.fromkeys((0x02, 0xFFFE), "-"))
_MARK = re.compile(f"[{re.escape(''.join(map(chr, _WITHOUT_FONT)))}]")


def plain_symbols(text: str) -> str:
    """Replace the private characters of the commonest font of symbols."""
    return text.translate(_WITHOUT_FONT) if _MARK.search(text) else text


def symbol(font: str, code: int) -> str:
    """The character that a font draws for a code, which may lie in the private area; empty if it is not known."""
    return _SYMBOLS.get(font.lower(), {}).get(code % _PRIVATE, "")
