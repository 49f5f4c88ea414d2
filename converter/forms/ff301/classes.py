"""The classes of shares of an FF301 return, as its blocks name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from converter.forms.capital import Block
from converter.forms.ff301 import captions
from converter.forms.figures import text_between
from converter.forms.lexer import Kind
from converter.forms.reading import Reading, class_kind, of_kind
from converter.forms.stock_codes import stock_code
from converter.forms.text import Segment, Span
from converter.model import BLANK, ClassKind, ClassLine, Counter, Figure, State

CLASS_CAPTIONS = {
    "class": captions.CLASS,
    "type": captions.TYPE,
    "listed": captions.LISTED,
    "code": captions.STOCK_CODE,
    "counter": captions.MULTI_COUNTER,
    "description": captions.DESCRIPTION,
}
_KNOWN_VALUE = re.compile(
    r"\s*(?:\((?:Note|註)[^)]*\))?[\s:]*"
    r"(?:Ordinary|Preference|WVR|Other|Not applicable|Stapled|[A-Z]\b|普通股|[優优]先股|不同投票權|其他|不[適适]用)",
    re.IGNORECASE,
)
BLOCK_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\s?\.\s*$")
"""The number that stands before the head of a block: ``2. Class of shares``."""
_COLUMN_HEAD = re.compile(r"No\.? of|Number of|Total number|Particulars|已[發发]行股份|[庫库]存股份|法定/|股份期[權权]")
_YES = re.compile(r"(?:\([^)]*\))?[\s:]*(Yes|No|是|否)", re.IGNORECASE)
_NOTES = re.compile(r"^\s*\((?:Note|註|注)[^)]*\)\s*:?", re.IGNORECASE)


@dataclass(slots=True)
class Classes:
    """The lines that have been given to classes, in the order in which the form names them.

    A class is told by its class and type words; where two blocks of one section have the same
    words (two series of preference shares), by their stock codes, else by their order.
    """

    _known: list[tuple[tuple[str, str], str, ClassLine]] = field(default_factory=list)

    def line_of(self, kind: ClassKind, words: tuple[str, str], code: str, taken: set[ClassLine]) -> ClassLine:
        """The line of a block; ``taken`` are the lines of the blocks before it in its section."""
        same = [(known, line) for name, known, line in self._known if name == words and line not in taken]
        exact = next((line for known, line in same if code and known == code), None)
        found = exact or next((line for known, line in same if not code or not known), None)
        if found is None and same and not taken:
            found = same[0][1]
        if found is None:
            found = ClassLine(kind, 1 + max((line.line for _, _, line in self._known if line.kind is kind), default=0))
            self._known.append((words, code, found))
        return found

    @property
    def lines(self) -> list[ClassLine]:
        """Every line, in the order in which the form names them."""
        return [line for _, _, line in self._known]

    def named(self, words: str, among: Sequence[ClassLine]) -> ClassLine | None:
        """The first of the lines ``among`` that the words of a total name: ``WVR ordinary shares A``.

        Words that name a class of which there is one line name that line, whatever its type.
        """
        plain = _plain(words)
        exact = [line for name, _, line in self._known if line in among and plain == _plain(" ".join(name))]
        if exact:
            return min(exact, key=list(among).index)
        kind = class_kind(words)
        of_class = [line for line in self.lines if line.kind is kind]
        if not of_class and kind is not ClassKind.NOT_STATED:
            return ClassLine(kind)
        return of_class[0] if len(of_class) == 1 else None


def _plain(words: str) -> str:
    lowered = re.sub(r"not applicable|不適用|不适用|\d[\d,]*", "", words.lower())
    return "".join(character for character in lowered if character.isalnum())


def class_blocks(reading: Reading, inner: dict[str, str], span: Span) -> list[Block]:
    """Cut a section at every head of a class of shares; ``inner`` are the captions within the blocks."""
    blocks: list[Block] = []
    for segment in reading.form.segments({**CLASS_CAPTIONS, **inner}, span):
        if segment.name in ("class", "type") and not _heads_block(reading, segment):
            segment = Segment("prose", segment.caption, segment.body)
        opens = segment.name in ("class", "type")
        if opens and (not blocks or blocks[-1].named(segment.name) or _is_filled(blocks[-1])):
            blocks.append(Block(Span(segment.caption.start, segment.caption.start)))
        if blocks:
            blocks[-1].segments.append(segment)
    return blocks


def _heads_block(reading: Reading, segment: Segment) -> bool:
    """Whether a caption heads a block and does not stand in prose: a known class follows, or a number goes before."""
    if _KNOWN_VALUE.match(reading.form.text, *segment.body):
        return True
    line = reading.form.line_span(segment.caption.start)
    return BLOCK_NUMBER.search(reading.form.text[line.start : segment.caption.start]) is not None


def _is_filled(block: Block) -> bool:
    """Whether a block holds more than its first lines: a class caption then begins the next one."""
    return any(segment.name not in ("class", "type", "prose") for segment in block.segments)


@dataclass(frozen=True, slots=True)
class ClassHead:
    """The class that a block stands for, with the figures of its head."""

    line: ClassLine
    figures: dict[str, Any]

    @property
    def of_row(self) -> dict[str, Any]:
        """What a row of part III takes over from the head of its block."""
        return {
            "share_class": self.line.kind,
            "line": self.line.line,
            "class_of_shares": self.figures["class_of_shares"],
            "type_of_shares": self.figures["type_of_shares"],
        }


def read_class(reading: Reading, block: Block, classes: Classes, taken: set[ClassLine]) -> ClassHead:
    """Read the head of a block. Class and type are told by their values, for versions exchange the captions."""
    one, two = _words(reading, block, "class"), _words(reading, block, "type")
    if _kind(one) is ClassKind.NOT_STATED and _kind(two) is not ClassKind.NOT_STATED:
        one, two = two, one
    codes = (stock_code(reading, _line(reading, segment.body)) for segment in block.named("code"))
    code = next((figure for figure in codes if figure.state is not State.BLANK), BLANK)
    line = classes.line_of(_kind(one), (one.value or "", two.value or ""), code.value or "", taken)
    figures = {
        "class_of_shares": one,
        "type_of_shares": two,
        "listed": _listed(reading, block),
        "stock_code": code,
        "description": _description(reading, block),
        "counters": _counters(reading, block),
    }
    return ClassHead(line, figures)


def _kind(figure: Figure[str]) -> ClassKind:
    return class_kind(figure.value or "")


def _line(reading: Reading, span: Span) -> Span:
    """The first printed line of a body, behind any "(Note 1)"."""
    text = reading.form.text[span.start : span.end]
    note = _NOTES.match(text)
    start = note.end() if note else 0
    start += len(text[start:]) - len(text[start:].lstrip(" \t\n:"))
    end = text.find("\n", start)
    return Span(span.start + start, span.end if end < 0 else span.start + end)


def _words(reading: Reading, block: Block, name: str) -> Figure[str]:
    found = (text_between(reading.form, _line(reading, segment.body)) for segment in block.named(name))
    return next((figure for figure in found if figure.state is not State.BLANK), BLANK)


def _listed(reading: Reading, block: Block) -> Figure[bool]:
    for segment in block.named("listed"):
        match = _YES.search(reading.form.text, *segment.body)
        if match:
            evidence = reading.form.evidence(*match.span(1))
            return Figure(State.STATED, match.group(1).lower() in ("yes", "是"), evidence)
    return BLANK


def _description(reading: Reading, block: Block) -> Figure[str]:
    """The description of the class, not that of a further counter."""
    for segment in block.segments:
        if segment.name == "counter":
            break
        if segment.name == "description":
            return _described(reading, segment.body)
    return BLANK


def _described(reading: Reading, body: Span) -> Figure[str]:
    """A description; where it is blank, a wrapped head of a column may stand below its caption."""
    line = _line(reading, body)
    return BLANK if _COLUMN_HEAD.match(reading.form.text, *line) else text_between(reading.form, line)


def _counters(reading: Reading, block: Block) -> tuple[Counter, ...]:
    counters = []
    for place, segment in enumerate(block.segments):
        if segment.name == "counter":
            tokens = reading.tokens(segment.body)
            code = of_kind(tokens, Kind.NUMBER)
            currency = next((token for token in tokens if token.currency), None)
            after = block.segments[place + 1 : place + 2]
            words = after[0].body if after and after[0].name == "description" else Span(0, 0)
            counters.append(
                Counter(
                    stock_code=stock_code(reading, Span(code.start, code.end)) if code else BLANK,
                    currency=Figure(
                        State.STATED, currency.currency, reading.form.evidence(currency.start, currency.end)
                    )
                    if currency
                    else BLANK,
                    description=_described(reading, words),
                )
            )
    return tuple(counters)
