"""The blocks of the classes of shares of FF301, and what the head of each says."""

from __future__ import annotations

import re

from converter.forms.capital import Block
from converter.forms.ff301 import captions
from converter.forms.ff301.classes import ClassHead, is_choice, kind_of, plain
from converter.forms.figures import text_between, text_of_pieces
from converter.forms.lexer import Kind
from converter.forms.reading import Reading, of_kind
from converter.forms.stock_codes import stock_code
from converter.forms.text import Segment, Span
from converter.model import BLANK, ClassKind, Counter, Figure, State

CLASS_CAPTIONS = {
    "class": captions.CLASS,
    "type": captions.TYPE,
    "listed": captions.LISTED,
    "code": captions.STOCK_CODE,
    "counter": captions.MULTI_COUNTER,
    "description": captions.DESCRIPTION,
}
BLOCK_NUMBER = re.compile(r"(?:^|\s)\d{1,2}\s?\.\s*$")
"""The number that stands before the head of a block: ``2. Class of shares``."""
ROW_MARK = re.compile(r"(?<!\w)\d{1,3}\s?\)\s?\.|(?<=\n)\d{1,3}\)(?=\s)")
"""The number that a row of section III begins with: ``1).``"""
_OF_INSTRUMENT = re.compile(r"\s*of\s+the\b|[的據据證证]\Z", re.IGNORECASE)
"""What makes "Stock code" the caption of a warrant or a convertible: ``of the Convertibles``, ``權證的``."""
_OTHER_VALUE = re.compile(r"Other|Stapled|WVR|[A-Z]\b|其他|不同投票權|不同投票权", re.IGNORECASE)
_OPEN, _CLOSED = re.compile(r"\([^()]*\Z"), re.compile(r"[^()]{1,24}\)")
"""What stands before and from a word on that stands in brackets."""
_OF_DESCRIPTION = re.compile(r"[^()\t\n]{1,60}\)")
"""The rest of "(par value HK$0.10 each)" from its second word on."""
_PAR_BELOW = re.compile(r"\n[ \t]*\((?:par value|面值)[^()\t\n]*\)(?=[ \t]*(?:\n|$))", re.IGNORECASE)
_LONGEST = 48
"""Characters behind a caption within which a class is named, if one is."""
_COLUMN_HEAD = re.compile(r"No\.? of|Number of|Total number|Particulars|已[發发]行股份|[庫库]存股份|法定/|股份期[權权]")
_CUT_WORD = re.compile(r"[^\t\n]*[^\W\d_]\t[a-z][^\t\n]*")
_YES = re.compile(r"(?:\([^)]*\))?[\s:]*(Yes|No(?![a-z]|\s?\.)|是|否)", re.IGNORECASE)
_ANSWER = re.compile(r"(?<=\S)\s+(?:Yes|No|是|否)\s*\Z")
"""Whether a class is listed."""
_NOTES = re.compile(r"^\s*\((?:Note|註|注)[^)]*\)\s*:?", re.IGNORECASE)


def class_blocks(reading: Reading, inner: dict[str, str], span: Span) -> list[Block]:
    """Cut a section at every head of a class of shares; ``inner`` are the captions within the blocks.

    A head whose first line was lost begins at what is left of it; a block whose head was lost altogether,
    at the first row of its balances.
    """
    blocks: list[Block] = []
    for segment in _without_words(reading, reading.form.segments({**CLASS_CAPTIONS, **inner}, span)):
        last = blocks[-1] if blocks else None
        if segment.name in ("class", "type") and not _heads_block(reading, segment, last):
            segment = Segment("prose", segment.caption, segment.body)
        if _opens(reading, segment, last, inner):
            blocks.append(Block(Span(segment.caption.start, segment.caption.start)))
        if blocks:
            blocks[-1].segments.append(segment)
    return blocks


def _without_words(reading: Reading, segments: list[Segment]) -> list[Segment]:
    """The segments, without those whose caption is a word of a value: ``Other type (specify in description)``."""
    found: list[Segment] = []
    for segment in segments:
        start = segment.caption.start
        opened = _OPEN.search(reading.form.text, max(0, start - _LONGEST), start)
        closes = reading.form.text[start : segment.caption.end].rstrip(" :").endswith(")")
        of_value = segment.name == "description" and (closes or (opened and _CLOSED.match(reading.form.text, start)))
        of_description = segment.name == "par" and opened and _OF_DESCRIPTION.match(reading.form.text, start)
        if found and (of_value or of_description):
            found[-1] = found[-1]._replace(body=Span(found[-1].body.start, segment.body.end))
        else:
            found.append(segment)
    return found


def _heads_block(reading: Reading, segment: Segment, last: Block | None) -> bool:
    """Whether a caption heads a block and does not stand in prose.

    A known class follows, a number goes before, or its sister stands before it in the same head.
    """
    words = reading.form.text[slice(*_line(reading, segment.body))].split("\t")[0].strip()[:_LONGEST]
    if words and (kind_of(words) is not ClassKind.NOT_STATED or not plain(words) or _OTHER_VALUE.match(words)):
        return True
    line = reading.form.line_span(segment.caption.start)
    if BLOCK_NUMBER.search(reading.form.text[line.start : segment.caption.start]):
        return True
    return last is not None and last.segments[-1].name in ("class", "type")


def _opens(reading: Reading, segment: Segment, last: Block | None, inner: dict[str, str]) -> bool:
    """Whether a caption begins a block: one of the head's behind what a block holds, or a first row behind a last."""
    name, start = segment.name, segment.caption.start
    begun = last is not None and (
        any(it.name in inner for it in last.segments)
        or ROW_MARK.search(reading.form.text, last.segments[0].caption.start, start) is not None
    )
    if name in ("class", "type"):
        return last is None or begun or bool(last.named("code"))
    if name == "code":
        text = reading.form.text
        of_instrument = _OF_INSTRUMENT.match(text, segment.caption.end) or _OF_INSTRUMENT.search(
            text[:start].rstrip()[-1:]
        )
        return (last is None or begun) and not of_instrument
    return name == "opening" and (last is None or bool(last.named("closing")))


def read_head(reading: Reading, block: Block) -> ClassHead:
    """Read the head of a block. Class and type are told by their values, for versions exchange the captions."""
    one, two = _words(reading, block, "class"), _words(reading, block, "type")
    if _names_class(two) > _names_class(one):
        one, two = two, one
    codes = [stock_code(reading, _line(reading, segment.body)) for segment in block.named("code")]
    return ClassHead(
        class_of_shares=one,
        type_of_shares=two,
        listed=_listed(reading, block),
        stock_code=max(codes, key=_printed_digits, default=BLANK),
        description=_description(reading, block),
        counters=_counters(reading, block),
    )


def _printed_digits(figure: Figure[str]) -> int:
    """How many digits are printed: of a code that is printed twice, the whole one has more."""
    return sum(map(str.isdigit, figure.evidence.raw)) if figure.evidence else -1


def _names_class(words: Figure[str]) -> int:
    """How surely words are those of a class: a type may be "other" too, and no type is "ordinary"."""
    kind = kind_of(words.value or "")
    return 0 if kind is ClassKind.NOT_STATED else 1 if kind is ClassKind.OTHER else 2


def _line(reading: Reading, span: Span) -> Span:
    """The first printed line of a body, behind any "(Note 1)"."""
    text = reading.form.text[span.start : span.end]
    note = _NOTES.match(text)
    start = note.end() if note else 0
    start += len(text[start:]) - len(text[start:].lstrip(" \t\n:"))
    end = text.find("\n", start)
    return Span(span.start + start, span.end if end < 0 else span.start + end)


def _cell(reading: Reading, span: Span) -> Span:
    """The first cell of the first line, without an answer behind it: that is of a caption that was lost."""
    line = _line(reading, span)
    border = reading.form.text.find("\t", line.start, line.end)
    end = border if border >= 0 else line.end
    answer = _ANSWER.search(reading.form.text[line.start : end])
    return Span(line.start, line.start + answer.start() if answer else end)


def _cut_word(reading: Reading, body: Span) -> list[Span]:
    """The first two cells of the first line, where a border cuts a word: ``N`` and ``ot applicable``."""
    line = _line(reading, body)
    match = _CUT_WORD.match(reading.form.text, *line)
    return [Span(*match.span())] if match else []


def _opened_above(reading: Reading, span: Span) -> list[Span]:
    """The line above, where it alone opens the bracket that the words close: ``Other type (specify in``."""
    text, index = reading.form.text, reading.form.line_index(span.start)
    above = reading.form.line_span(reading.form.line_span(span.start).start - 1) if index else Span(0, 0)
    opens = _OPEN.search(text, *above) and "\t" not in text[slice(*above)].strip()
    return [above] if opens and re.match(r"[^()\t]*\)", text[slice(*span)]) else []


def _words(reading: Reading, block: Block, name: str) -> Figure[str]:
    """The words behind a caption, which a flattened page may break; of several, the first that the form lets choose."""
    bodies = [segment.body for segment in block.named(name)]
    spans = [span for body in bodies for span in (*_cut_word(reading, body), _cell(reading, body), body)]
    first: Figure[str] = BLANK
    for span in spans:
        figure = text_of_pieces(reading.form, [*_opened_above(reading, span), span])
        if is_choice(figure.value or ""):
            return figure
        first = figure if first.state is State.BLANK else first
    return first


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
    """A description, and its par value below; where it is blank, a head of a column may stand below its caption."""
    line = _line(reading, body)
    if _COLUMN_HEAD.match(reading.form.text, *line):
        return BLANK
    below = _PAR_BELOW.match(reading.form.text, line.end, body.end)
    return text_between(reading.form, Span(line.start, below.end() if below else line.end))


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
