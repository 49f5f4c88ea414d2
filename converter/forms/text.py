"""The text of a filing as one string, with its folded twin, in which captions are found."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import zip_longest
from typing import NamedTuple

from converter.evidence import Evidence, Origin
from converter.forms.folding import BREAK, JOINT, caption_pattern, folded, twin_of
from converter.forms.pages import PAGE_FEET
from converter.reading.layout import NARROW, WIDE
from converter.reading.source import Source

_CAPTION_END = re.compile(r"(?: ?\))*(?: ?:)?")
"""The brackets and the colon that close a caption; the pattern matches everywhere."""
_PRINTED = re.compile(r"[^\t\n]")
_FOLDED = re.compile(f"[^{JOINT}{BREAK}]")
"""What is blanked out of a text, and of its folded twin: all but the borders of cells and the ends of lines."""


class Span(NamedTuple):
    """A stretch of the text, from ``start`` up to and without ``end``."""

    start: int
    end: int


class Segment(NamedTuple):
    """A caption's name, where it is printed, and the stretch behind it up to the next caption."""

    name: str
    caption: Span
    body: Span


def ends_of(starts: Sequence[int], end: int) -> list[int]:
    """Where each stretch ends that begins at ``starts``: at the next one, the last at ``end``."""
    return [*starts[1:], end][: len(starts)]


def _blanked(text: str, spans: Iterable[Span], blank: re.Pattern[str]) -> str:
    """The text with spaces for all characters of the stretches that are to be ``blank``; stretches may overlap."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            pieces += text[at:start], blank.sub(" ", text[max(at, start) : end])
            at = end
    return "".join(pieces) + text[at:]


class FormText:
    """A filing's text with its folded twin and the way back from every offset to page and line."""

    def __init__(self, source: Source, noise: tuple[str, ...] = (), page_feet: re.Pattern[str] = PAGE_FEET) -> None:
        """Join the lines of ``source``; cells are divided by tabs, lines by newlines.

        ``noise`` lists captions, and ``page_feet`` finds the text, that stand at the head or foot of
        every page: they are blanked out.
        """
        self.printed = "\n".join(line.text for line in source.lines)
        """The text with the wide punctuation of Chinese."""
        narrow = (line.text if line.text.isascii() else line.text.translate(NARROW) for line in source.lines)
        self.original = "\n".join(narrow)
        """The text before page heads and feet are blanked out, with narrow punctuation."""
        self._lines = source.lines
        self._starts: list[int] = []
        self._numbers: dict[tuple[int, int], list[int]] = {}  # a web page may print many lines in one of its own
        offset = 0
        for index, line in enumerate(source.lines):
            self._starts.append(offset)
            self._numbers.setdefault((line.page, line.number), []).append(index)
            offset += len(line.text) + 1
        self._twin = twin_of(self.original)
        self._blank_out(noise, page_feet)

    def with_noise(self, noise: tuple[str, ...], page_feet: re.Pattern[str]) -> FormText:
        """The same text, other page heads and feet blanked out."""
        other = copy(self)
        other._blank_out(noise, page_feet)
        return other

    def _blank_out(self, noise: tuple[str, ...], page_feet: re.Pattern[str]) -> None:
        self.text = self.original
        spans = [Span(match.start(), match.end()) for match in page_feet.finditer(self.text)]
        if noise or not spans:
            self._fold(self._twin)
            spans += [span for caption in noise for span in self.find(caption)]
        if spans:
            self.text = _blanked(self.original, spans, _PRINTED)
            self._fold(_blanked(self._twin, spans, _FOLDED))

    def _fold(self, twin: str) -> None:
        """Keep of a text's twin what a caption is found by, and where it stood."""
        self.folded, self._offsets = folded(twin)

    def words(self, start: int, end: int) -> str:
        """What is printed between two offsets, page heads and feet blanked out, with its own punctuation."""
        text, printed = self.text[start:end], self.printed[start:end]
        if printed.isascii():
            return text
        kept = (wide if wide in WIDE and narrow != " " else narrow for narrow, wide in zip(text, printed, strict=True))
        return "".join(kept)

    def find(self, caption: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield every place between ``start`` and ``end`` where ``caption`` is printed, in order."""
        within = self.folded_range(start, len(self.text) if end is None else end)
        position, last = within.start, within.stop
        pattern = caption_pattern(caption)
        while match := pattern.search(self.folded, position, last):
            first = self._offsets[match.start()]
            position = match.start() + 1
            # A look-alike digit cannot begin a caption: it is the end of the figure before it.
            if not self.text[first].isdigit():
                end_of_words = self._offsets[match.end() - 1] + 1
                yield Span(first, self.end_of_caption(end_of_words))
                position = match.end()

    def folded_range(self, start: int, end: int) -> range:
        """The indices in the folded text of what stands between two offsets."""
        return range(bisect.bisect_left(self._offsets, start), bisect.bisect_left(self._offsets, end))

    def offset(self, index: int) -> int:
        """Where a letter of the folded text stands in the text."""
        return self._offsets[index]

    def end_of_caption(self, end_of_words: int) -> int:
        """Where a caption ends: behind the brackets and the colon that close it."""
        return _CAPTION_END.match(self.text, end_of_words).end()  # type: ignore[union-attr]

    def first(self, captions: Iterable[str], start: int = 0, end: int | None = None) -> Span | None:
        """The first place where any of ``captions`` is printed."""
        found = (next(self.find(caption, start, end), None) for caption in captions)
        return min((span for span in found if span), key=lambda span: span.start, default=None)

    def holds(self, captions: Iterable[str]) -> bool:
        """Whether any of ``captions`` is printed."""
        return any(True for caption in captions for _ in self.find(caption))

    def segments(self, captions: Mapping[str, str], span: Span, near: Iterable[tuple[Span, str]] = ()) -> list[Segment]:
        """Cut ``span`` at every caption; each segment runs from its caption to the next one.

        Where captions overlap, the one that begins first wins, then the longest. ``near`` are places of
        captions printed with a letter wrong: they count where no caption is printed right.
        """
        found = [
            (place, name) for name, caption in captions.items() for place in self.find(caption, span.start, span.end)
        ]
        right = [place for place, _ in found]
        found += [
            (place, name)
            for place, name in near
            if not any(place.start < other.end and other.start < place.end for other in right)
        ]
        found.sort(key=lambda item: (item[0].start, -item[0].end))
        chosen: list[tuple[Span, str]] = []
        for place, name in found:
            if not chosen or place.start >= chosen[-1][0].end:
                chosen.append((place, name))
        ends = ends_of([place.start for place, _ in chosen], span.end)
        return [Segment(name, place, Span(place.end, end)) for (place, name), end in zip(chosen, ends, strict=True)]

    def without_twins(self, segments: Sequence[Segment]) -> list[Segment]:
        """The segments, without one directly behind which its caption stands again, as in the form's other language."""
        return [
            segment
            for segment, following in zip_longest(segments, segments[1:])
            if following is None
            or following.name != segment.name
            or any(map(str.isalnum, self.text[segment.body.start : segment.body.end]))
        ]

    def line_index(self, offset: int) -> int:
        """The index of the line that holds ``offset``, from 0."""
        return bisect.bisect_right(self._starts, offset) - 1

    def line_span(self, offset: int) -> Span:
        """The stretch of the whole line that holds ``offset``."""
        index = self.line_index(offset)
        return Span(self._starts[index], self._starts[index] + len(self._lines[index].text))

    def cell(self, offset: int) -> int:
        """How many cell borders stand before ``offset`` in its line."""
        return self.text.count("\t", self.line_span(offset).start, offset)

    def place(self, offset: int) -> tuple[int, int] | None:
        """Where the cell that holds ``offset`` begins and ends across the page, if the source tells it."""
        places = self._lines[self.line_index(offset)].places
        cell = self.cell(offset)
        return places[cell] if cell < len(places) else None

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch within a cell stands across the page, its cell's characters taken as equally wide."""
        left, right = self.place(start) or (0, 0)
        line = self.line_span(start)
        first = self.text.rfind("\t", line.start, start) + 1 or line.start
        last = self.text.find("\t", start, line.end)
        width = max((line.end if last < 0 else last) - first, 1)
        span = right - left
        return left + span * (start - first) // width, left + span * (end - first) // width

    def in_cells(self, offset: int) -> bool:
        """Whether the line that holds ``offset`` is divided into cells."""
        line = self.line_span(offset)
        return "\t" in self.text[line.start : line.end]

    def cell_key(self, offset: int) -> tuple[int, int]:
        """What tells the cell that holds ``offset`` from every other: its line and its place there."""
        return self.line_index(offset), self.cell(offset)

    def span_of(self, evidence: Evidence) -> Span:
        """The stretch that a piece of evidence was taken from, told by its place and its characters."""
        starts = [self._starts[index] + evidence.column for index in self._numbers[evidence.page, evidence.line]]
        bare = evidence.raw.replace(" ", "").translate(NARROW)
        spans = (self._span_from(start, evidence.raw, bare) for start in starts)
        return next(filter(None, spans), Span(starts[0], starts[0]))

    def _span_from(self, start: int, raw: str, bare: str) -> Span | None:
        """The stretch from ``start`` on that prints ``raw``, of which ``bare`` is left without white space."""
        if self.text.startswith(raw, start):
            return Span(start, start + len(raw))
        end = start
        for character in bare:
            while end < len(self.text) and self.text[end].isspace():
                end += 1
            if self.text[end : end + 1] != character:
                return None
            end += 1
        return Span(start, end)

    def evidence(self, start: int, end: int, origin: Origin = Origin.PRINTED, source: str = "") -> Evidence:
        """The evidence of what is printed between two offsets; borders and line ends show as spaces.

        ``source`` is the text to take it from where that is not the text without page heads and feet.
        What OCR has read is marked so, however else it had to be read into.
        """
        lines = self._lines[self.line_index(start) : self.line_index(max(start, end - 1)) + 1]
        raw = " ".join((source or self.text)[start:end].split())
        how = Origin.OCR if any(line.ocr for line in lines) else origin
        return Evidence(raw, lines[0].page, lines[0].number, start - self.line_span(start).start, how)
