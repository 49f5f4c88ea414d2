"""Compound files ([MS-CFB]), the container of binary Office documents: the streams at the top, read within bounds."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from converter.errors import UnreadableInput

_HEADER = struct.Struct("<30xHH14xI4xII4xI")
"""Powers of two of the sectors' sizes; directory, size of small streams, table of small sectors, further table."""
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_DIFAT_IN_HEADER = 109
_LAST = 0xFFFFFFFA
"""From here on a number of a sector means an end, or nothing."""
_STREAM, _ROOT = 2, 5
_SECTOR_SHIFTS = frozenset((9, 12))
_MINI_SHIFT = 6


class _Entry(NamedTuple):
    """An entry of the directory; the numbers of its neighbours make a tree."""

    name: bytes
    name_bytes: int
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int

    @property
    def label(self) -> str:
        """The name, without the zero at its end."""
        return self.name[: max(self.name_bytes - 2, 0)].decode("utf-16-le", "replace")


class CompoundFile:
    """The top of a compound file's tree of streams."""

    def __init__(self, content: bytes) -> None:
        """Read the tables and the directory.

        Raises:
            UnreadableInput: ``damaged-doc``.
        """
        try:
            self._open(content)
        except struct.error as error:
            raise _damaged("it ends within its tables") from error

    def _open(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift, directory, self._cutoff, mini_table, difat = _HEADER.unpack_from(content)
        if shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
            raise _damaged("its sectors have no known size")
        self._sector = 1 << shift
        self._most = len(content) // self._sector + 1
        self._table = self._numbers(b"".join(map(self._at, self._table_sectors(difat))))
        self._mini_table = self._numbers(self._chain(mini_table))
        entries = [_Entry(*entry) for entry in _ENTRY.iter_unpack(_whole(self._chain(directory), _ENTRY.size))]
        if not entries or entries[0].kind != _ROOT:
            raise _damaged("it has no directory")
        self._mini = self._chain(entries[0].start)
        self._streams = {entry.label.lower(): entry for entry in _top(entries) if entry.kind == _STREAM}

    def stream(self, name: str) -> bytes:
        """The bytes of a stream at the top, in letters of either case; none where there is no such stream.

        Raises:
            UnreadableInput: ``damaged-doc``.
        """
        entry = self._streams.get(name.lower())
        if entry is None:
            return b""
        # The upper half of the size is undefined in files with sectors of 512 bytes, and no file is that large.
        size = entry.size & 0xFFFFFFFF
        content = (self._mini_chain(entry.start) if size < self._cutoff else self._chain(entry.start))[:size]
        if len(content) < size:
            raise _damaged("it is cut short")
        return content

    def _at(self, sector: int) -> bytes:
        return self._content[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _table_sectors(self, difat: int) -> Iterator[int]:
        """Yield the sectors that hold the table of sectors: the first listed in the header, more in a chain."""
        yield from _used(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self._content, 76))
        for _ in range(self._most):
            if difat >= _LAST:
                return
            numbers = self._numbers(self._at(difat))
            if not numbers:
                break
            yield from _used(numbers[:-1])
            difat = numbers[-1]
        raise _damaged("its table of sectors does not end")

    def _chain(self, sector: int) -> bytes:
        return b"".join(map(self._at, self._followed(sector, self._table)))

    def _mini_chain(self, sector: int) -> bytes:
        size = 1 << _MINI_SHIFT
        return b"".join(self._mini[at * size : (at + 1) * size] for at in self._followed(sector, self._mini_table))

    def _followed(self, sector: int, table: tuple[int, ...]) -> Iterator[int]:
        """Yield a chain of sectors; one that leads nowhere or in a circle is damage."""
        for _ in range(len(table) + 1):
            if sector >= _LAST:
                return
            if sector >= len(table):
                break
            yield sector
            sector = table[sector]
        raise _damaged("a chain of sectors does not end")

    @staticmethod
    def _numbers(content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", _whole(content, 4))


def _whole(content: bytes, size: int) -> bytes:
    """As much as divides into items of a size."""
    return content[: len(content) // size * size]


def _used(sectors: tuple[int, ...]) -> Iterator[int]:
    return (sector for sector in sectors if sector < _LAST)


def _top(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the entries right below the root: a tree of siblings."""
    waiting = [entries[0].child]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in seen:
            seen.add(number)
            yield entries[number]
            waiting += (entries[number].left, entries[number].right)


def _damaged(reason: str) -> UnreadableInput:
    return UnreadableInput(
        "damaged-doc", f"The Word file cannot be opened: {reason}.", "Download it again, or give its text."
    )
