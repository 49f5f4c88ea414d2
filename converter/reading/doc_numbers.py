"""The numbers that Word makes itself, in a binary document ([MS-DOC] 2.9.131 to 2.9.150): the tables of its lists."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import NamedTuple

from converter.reading.limits import MAX_CELLS, within
from converter.reading.numbering import LEVELS, Counter, Level, letter, roman
from converter.reading.word_binary import Properties, WordBinary, damaged

_KINDS, _LISTS = 0x02E2, 0x02EA
"""Where the places of these tables stand."""
_LIST, _LEVEL = 0x460B, 0x260A
"""The list of a paragraph, counted from 1, and its level there, counted from 0."""
_OF_NO_LIST = 0xF801
"""From here on a number of a list means none."""
_FORMATS: dict[int, Callable[[int], str]] = {
    0: str,
    1: lambda number: roman(number).upper(),
    2: roman,
    3: lambda number: letter(number).upper(),
    4: letter,
    22: "{:02}".format,
}


class _List(NamedTuple):
    """A list: its kind, and the levels that it begins at a number of its own, or has of its own."""

    kind: int
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbers:
    """Counts the paragraphs of a document's lists."""

    def __init__(self, document: WordBinary) -> None:
        """Read the lists of a document.

        Raises:
            UnreadableInput: ``damaged-doc``.
            LimitExceeded: ``file-too-large``.
        """
        self._document = document
        self._counter = Counter()
        self._kinds = _kinds(_Bytes(document.from_table(_KINDS, and_beyond=True)))
        self._lists = _lists(_Bytes(document.from_table(_LISTS)))

    def before(self, paragraph: Properties) -> str:
        """The number that Word shows before a paragraph, to be asked for each paragraph once and in order."""
        properties = self._document.style(paragraph) | paragraph
        number = int.from_bytes(properties.get(_LIST, b""), "little")
        level = int.from_bytes(properties.get(_LEVEL, b""), "little")
        if not 1 <= number <= len(self._lists) or number >= _OF_NO_LIST:
            return ""
        found = self._lists[number - 1]
        self._counter.begin(found.kind, number, found.starts)
        return self._counter.next(found.kind, self._kinds.get(found.kind, {}) | found.levels, level)


class _Bytes:
    """Bytes that are read from the first on."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, layout: str) -> tuple[int, ...]:
        try:
            found = struct.unpack_from("<" + layout, self.content, self.at)
        except struct.error as error:
            raise damaged("a table of its lists ends too soon") from error
        self.at += struct.calcsize("<" + layout)
        return found


def _kinds(table: _Bytes) -> dict[int, dict[int, Level]]:
    """The levels of each kind of list; they stand behind the heads of all kinds."""
    if not table.content:
        return {}
    (count,) = table.take("H")
    within(count, MAX_CELLS, "lists")
    heads = [table.take("I22xBx") for _ in range(count)]
    return {
        kind: dict(enumerate(_level(table) for _ in range(1 if is_simple & 1 else LEVELS))) for kind, is_simple in heads
    }


def _level(table: _Bytes) -> Level:
    start, shown_as, *properties = table.take("IB19xBB2x")
    table.at += sum(properties)
    (count,) = table.take("H")
    units = table.take(f"{count}H")
    text = "".join(f"%{unit + 1}" if unit < LEVELS else chr(unit) for unit in units)
    return Level(start, _FORMATS.get(shown_as), text)


def _lists(table: _Bytes) -> list[_List]:
    """The lists; what they have of their own stands behind the heads of all lists."""
    if not table.content:
        return []
    (count,) = table.take("I")
    within(count, MAX_CELLS, "lists")
    heads = [table.take("I8xB3x") for _ in range(count)]
    lists = []
    for kind, own in heads:
        table.take("I")
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        for _ in range(own):
            start, flags = table.take("II")
            level = flags & 0xF
            if flags & 0x20:
                levels[level] = _level(table)
                start = levels[level].start
            if flags & 0x10:
                starts[level] = start
        lists.append(_List(kind, starts, levels))
    return lists
