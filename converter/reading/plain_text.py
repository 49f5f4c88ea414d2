"""Text, laid out or not, with the markup of markdown or without: lines as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converter.reading.encoding import decode
from converter.reading.layout import Line, line_of, rows_of
from converter.reading.limits import MAX_CHARACTERS, within
from converter.reading.markup import plain_line


def text_lines(content: bytes) -> Iterator[Line]:
    """Yield every line of a text; a form feed begins a page.

    Raises:
        UnreadableInput: the bytes are empty, binary, or in no known encoding.
        LimitExceeded: ``file-too-large``.
    """
    text = decode(content)
    within(len(text), MAX_CHARACTERS, "characters")
    raw_lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    page = 1
    for raw, line in zip(raw_lines, lines_of(raw_lines), strict=True):
        page += raw.count("\f")
        yield line if page == 1 else replace(line, page=page)


def lines_of(raw_lines: list[str]) -> Iterator[Line]:
    """Yield each line as printed, on page 1 and numbered from 1; cells are found where spaces lay them out."""
    plain_lines = [plain_line(raw.replace("\f", "")) for raw in raw_lines]
    rows = rows_of(plain_lines)
    for index, plain in enumerate(plain_lines):
        cells = rows.get(index)
        yield Line(1, index + 1, plain) if cells is None else line_of(1, index + 1, cells)
