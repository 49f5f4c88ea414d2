"""Rows of fields: the captions that the form prints under each row of the parts B and C, and what stands by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.forms.bare import bare
from converter.forms.figures import text_of_pieces
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.near import near_captions
from converter.forms.reading import Reading
from converter.forms.rows import runs
from converter.forms.text import Segment, Span
from converter.model import Figure

_AMOUNTS = 3
"""So many amounts of its own has a row, at least: at close of the preceding month, of the month, and between."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row of fields: the words and values before its first field caption, and the fields."""

    head: Span
    fields: dict[str, Span]


def field_groups(reading: Reading, fields: dict[str, str], span: Span) -> list[Group]:
    """Cut a part into rows by the captions that the form prints under each row, in the form's order.

    A caption that does not come after the one before it begins the next row. The head of a row
    is what stands between the last field of the row before and its own first field.
    """
    order = list(fields)
    groups: list[list[Segment]] = []
    again: dict[int, Segment] = {}
    segments = reading.form.segments(fields, span, near_captions(reading.form, fields, span, fields))
    for above, segment in zip([None, *segments], segments, strict=False):
        last = groups[-1][-1] if groups else None
        if last is not None and last.name == segment.name and _are_neighbours(reading, last, segment):
            groups[-1][-1] = max(last, segment, key=lambda one: one.caption.end - one.caption.start)
            continue
        if above and _is_printed_again(reading, groups[-1], above, segment):
            again[len(groups)] = segment
            start = segment.body.start
            reading.repeats(reading.tokens(Span(start, _end_of_last_field(reading, segment.body))))
            continue
        if last is None or order.index(segment.name) <= order.index(last.name):
            groups.append([])
        groups[-1].append(segment)
    result = []
    position = span.start
    for number, group in enumerate(groups, 1):
        bodies = {segment.name: segment.body for segment in group}
        result.append(Group(Span(position, group[0].caption.start), bodies))
        position = _end_of_last_field(reading, group[-1].body)
        bodies[group[-1].name] = Span(group[-1].body.start, position)
        position = max(position, _end_of_last_field(reading, again[number].body) if number in again else position)
    return result


def before_another_table(reading: Reading, groups: list[Group]) -> list[Group]:
    """The rows up to the one whose number is lower than that of the row before: with it begins another part's table."""
    last = 0
    for index, group in enumerate(groups):
        item = next((token for token in reversed(reading.tokens(group.head)) if token.kind is Kind.ITEM), None)
        number = int(item.number or 0) if item else last
        if number < last:
            return groups[:index]
        last = number
    return groups


def _are_neighbours(reading: Reading, one: Segment, two: Segment) -> bool:
    """Whether nothing that begins a row stands between two captions: its number, or its amounts.

    Overlapping crops print a line twice, once garbled.
    """
    if reading.form.line_index(two.caption.start) - reading.form.line_index(one.caption.start) == 1:
        return True
    between = reading.tokens(Span(one.caption.end, two.caption.start))
    amounts = [token for token in between if token.kind in VALUES]
    return len(amounts) < _AMOUNTS and not any(token.kind is Kind.ITEM for token in between)


def _is_printed_again(reading: Reading, row: list[Segment], above: Segment, segment: Segment) -> bool:
    """Whether a line of a field is one of the row's, printed once more directly below the line of the field ``above``.

    So does a crop that begins within the row.
    """
    form = reading.form
    line, behind = form.line_span(segment.caption.start), Span(segment.caption.end, segment.body.end)
    alike = [it for it in row if it.name == segment.name and _line_of(reading, it) == _line_of(reading, segment)]
    between = Span(form.line_span(above.caption.end).end, line.start)
    below = between.start < between.end and not form.text[between.start : between.end].strip()
    return below and bool(alike and first_line(reading, [behind]))


def _line_of(reading: Reading, segment: Segment) -> list[str]:
    line = reading.form.line_span(segment.caption.start)
    return reading.form.text[line.start : line.end].split()


def _end_of_last_field(reading: Reading, body: Span) -> int:
    """The last field of a row is a date, or the blank for one; what follows belongs to the next row."""
    tokens = reading.tokens(body)
    absent = _ABSENT.match(reading.form.text, *body)
    dates = [absent.end()] if absent else [it.end for it in tokens if it.kind in (Kind.DATE, Kind.NO_DATE)]
    items = [token.start for token in tokens if token.kind is Kind.ITEM]
    return _behind_amounts(reading, min(dates[:1] + items[:1], default=body.start), body.end)


def _behind_amounts(reading: Reading, start: int, end: int) -> int:
    """Where the amounts end that fill the rest of the line at ``start``: they are the row's whose last field it is."""
    rest = Span(start, min(end, reading.form.line_span(start).end))
    tokens = reading.tokens(rest) if reading.form.in_cells(start) else []
    return rest.end if len(tokens) >= _AMOUNTS and all(token.kind in VALUES for token in tokens) else start


def amounts_beside_fields(reading: Reading, group: Group) -> list[Token]:
    """The amounts of a row whose description and fields share one cell: they stand in the line of one of the fields.

    Nothing where several lines of the fields have amounts.
    """
    fields = Span(group.head.end, max((span.end for span in group.fields.values()), default=group.head.end))
    found = [run for line in _lines(reading, fields) for run in _amounts_in(reading, line, fields)]
    return found[0] if len(found) == 1 else []


def _lines(reading: Reading, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        line = reading.form.line_span(start)
        yield line
        start = line.end + 1


def _amounts_in(reading: Reading, line: Span, fields: Span) -> list[list[Token]]:
    if not reading.form.in_cells(line.start):
        return []
    tokens = [it for it in bare(reading, reading.tokens(line)) if fields.start <= it.start < fields.end]
    return [run for run in runs(tokens) if len(run) >= _AMOUNTS]


_ABSENT = re.compile(r"[ \t:]*(?:\([ ]?N/A[ ]?\)(?=\s)|N/A(?=[ \t]*(?:\n|$)))", re.IGNORECASE)
"""What stands for the date that does not apply: in brackets, or alone in the rest of its line."""
_NOTE = re.compile(r"[ \t]*\(\s*(?:Note|[註注])\s*\d?\s*\)", re.IGNORECASE)
_CLASS_GOES_ON = re.compile(r"[ \t]*((?:of[ ])?shares?\b|股份?)", re.IGNORECASE)
"""The rest of a class of shares whose words a narrow cell has wrapped."""
_UNIT = re.compile(r"(?<=[\d) ])shares?$", re.IGNORECASE)
"""The same behind a number, which the lexer takes for the number's unit."""
_CLASS_ENDS = re.compile(r"(?:shares?|股份?)\)?$", re.IGNORECASE)


def without(span: Span, taken: Iterable[Token | Span]) -> list[Span]:
    """The pieces of a stretch between the tokens, or the stretches, that lie in it."""
    pieces, start = [], span.start
    for part in sorted(taken, key=lambda part: part.start):
        if start <= part.start < span.end:
            pieces.append(Span(start, part.start))
            start = part.end
    return [*pieces, Span(start, span.end)]


def first_line(reading: Reading, pieces: Sequence[Span]) -> list[Span]:
    """The first printed line of a field, which is given in pieces."""
    line: list[Span] = []
    for piece in pieces:
        text = reading.form.text[piece.start : piece.end]
        start = 0 if line else len(text) - len(text.lstrip(" \t\n:"))
        end = text.find("\n", start)
        if text[start:]:
            line.append(Span(piece.start + start, piece.end if end < 0 else piece.start + end))
        if end >= 0 and line:
            break
    return line


def class_words(reading: Reading, pieces: Sequence[Span], line: list[Span]) -> Figure[str]:
    """The class of shares that the first ``line`` of a field names; a narrow cell wraps its last word.

    The mark of the note, which belongs to the caption, may have wrapped into it.
    """
    note = _NOTE.match(reading.form.text, *line[0]) if line else None
    line = [Span(note.end(), line[0].end), *line[1:]] if note else line
    figure = text_of_pieces(reading.form, line)
    rest = _CLASS_ENDS.search(figure.value or "") is None and _rest_of_class(reading, pieces, line)
    return text_of_pieces(reading.form, [*line, rest]) if rest and figure.value else figure


def _rest_of_class(reading: Reading, pieces: Sequence[Span], line: list[Span]) -> Span | None:
    """Where the word "shares" goes on behind a class: within a value that divides its line, or in the line below."""
    for one, two in pairwise(line):
        unit = _UNIT.search(reading.form.text, one.end, two.start)
        if unit:
            return Span(*unit.span())
    end = line[-1].end if line else 0
    below = first_line(reading, [Span(max(piece.start, end), piece.end) for piece in pieces if piece.end > end])
    word = _CLASS_GOES_ON.match(reading.form.text, *below[0]) if below else None
    return Span(*word.span(1)) if word else None
