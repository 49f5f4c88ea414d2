"""A filing as lines of text with page and line numbers, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from converter.errors import LimitExceeded
from converter.reading.encoding import decode
from converter.reading.layout import Cell, rows_of
from converter.reading.markup import plain_line
from converter.reading.pdf import pdf_lines

MAX_BYTES = 5_000_000
"""A bound for hostile input: the longest returns known are below 300 kB of text."""
MAX_CHARACTERS = 1_000_000
"""A bound on what is read, for the same reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed; cells are divided by tabs. ``page`` and ``number`` count from 1.

    ``places`` tells where each cell begins and ends across the page, where the source tells it.
    """

    page: int
    number: int
    text: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One filing, ready to be read: its name, the hash of its bytes, its lines."""

    name: str
    sha256: str
    lines: tuple[Line, ...]


def read_source(content: bytes, name: str) -> Source:
    """Turn the bytes of a file into lines.

    Raises:
        UnreadableInput: the bytes are empty, binary, or in no known encoding.
        LimitExceeded: ``file-too-large``.
    """
    if len(content) > MAX_BYTES:
        raise LimitExceeded(
            "file-too-large",
            f"The file has {len(content):,} bytes; no return has more than {MAX_BYTES:,}.",
            "Give the return alone, without what surrounds it.",
        )
    if content.lstrip()[:5] == b"%PDF-":
        return Source(name, sha256(content).hexdigest(), tuple(_pdf_lines(content)))
    text = decode(content)
    if len(text) > MAX_CHARACTERS:
        raise LimitExceeded(
            "file-too-large",
            f"The file has {len(text):,} characters; no return has more than {MAX_CHARACTERS:,}.",
            "Give the return alone, without what surrounds it.",
        )
    return Source(name, sha256(content).hexdigest(), tuple(_lines(text)))


def _pdf_lines(content: bytes) -> Iterator[Line]:
    for number, (page, cells) in enumerate(pdf_lines(content), start=1):
        yield Line(page, number, " \t".join(cell.text for cell in cells), _places(cells))


def _places(cells: list[Cell]) -> tuple[tuple[int, int], ...]:
    return tuple((cell.left, cell.right) for cell in cells)


def _lines(text: str) -> list[Line]:
    raw_lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain_lines = [plain_line(raw.replace("\f", "")) for raw in raw_lines]
    rows = rows_of(plain_lines)
    lines: list[Line] = []
    page = 1
    for index, (raw, plain) in enumerate(zip(raw_lines, plain_lines, strict=True)):
        page += raw.count("\f")
        cells = rows.get(index)
        # A space before the border tells that no word was cut there.
        words = plain if cells is None else " \t".join(cell.text for cell in cells)
        lines.append(Line(page, index + 1, words, _places(cells or [])))
    return lines
