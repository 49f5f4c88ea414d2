"""Bounds for hostile input, in one place, and the refusal of what lies beyond one.

The longest returns known have some dozens of pages and fewer than 300 kB of text.
"""

from __future__ import annotations

from converter.errors import LimitExceeded

MAX_BYTES = 50_000_000
"""Bytes of a file: scanned pages take half a million each, in colour and hardly packed some millions."""
MAX_CHARACTERS = 1_000_000
"""Characters that are read from a file."""
MAX_LINES = 100_000
"""Lines of a page, or rows and paragraphs of a document."""
MAX_PAGES = 200
"""Pages of a PDF."""
MAX_PIECES = 5_000
"""Pieces of text on one page of a PDF; a page of a return has some hundreds."""
MAX_SIDE = 2_000
"""Points of the longer side of a page that is turned into a picture for OCR: A3 has 1,191."""
OCR_DPI = 300
"""Dots per inch of a picture for OCR: what Tesseract is best at."""
MAX_PIXELS = 80_000_000
"""Dots of a picture of a page: A4 at 900 to the inch."""
OCR_SECONDS = 120
"""Seconds for the OCR of one page."""
MAX_CELLS = 100_000
"""Cells of all tables of a document."""
MAX_COLUMNS = 200
"""Columns of one table, merged cells counted in full."""
MAX_DEPTH = 250
"""Elements within elements."""
MAX_PARTS = 1_000
"""Parts of a packed document."""
MAX_PART_BYTES = 20_000_000
"""Bytes of one part of a packed document, unpacked."""
MAX_RATIO = 200
"""How much longer a part of a packed document may be unpacked; text packs to a tenth, seldom to a fiftieth."""


def within(amount: int, bound: int, what: str, code: str = "file-too-large") -> None:
    """Pass an amount up to its bound; ``what`` names the things counted.

    Raises:
        LimitExceeded: ``code``.
    """
    if amount > bound:
        raise LimitExceeded(
            code,
            f"The file has {amount:,} {what}; no return has more than {bound:,}.",
            "Give the return alone, without what surrounds it.",
        )
