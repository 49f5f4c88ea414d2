"""The three rows that every table of balances has: opening, increase, closing."""

from __future__ import annotations

from collections.abc import Mapping

from converter.forms.columns import TableRow, worded_cells
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span

ROWS = ("opening", "increase", "closing")


def balance_rows(
    reading: Reading, segments: list[Segment], bodies: Mapping[str, list[Span]], width: int, table: Span
) -> dict[str, TableRow]:
    """Find the values of each row.

    ``segments`` are those of the whole table, ``bodies`` the stretches that belong to each row's
    caption, ``table`` is where the table stands. The values of a row stand in its caption's line;
    where none do, in the lines below. Lines of values without captions are the rows whose captions
    were lost, if the form's order has as many rows there.
    """
    rows: dict[str, TableRow] = {}
    for name in ROWS:
        for segment, body in zip(
            [segment for segment in segments if segment.name == name], bodies.get(name, []), strict=True
        ):
            values = _values(reading, segment, body, width)
            above = _may_be_of_caption_above(reading, segments, segment, values) if values else False
            if above and not _repeats(rows.get("opening"), values):
                reading.unplaced(values, f"Balances, row of the {name}")
            elif values and not rows.get(name):
                rows[name] = TableRow(values, reading.form.cell(segment.caption.end - 1))
    return rows | _rows_without_caption(reading, segments, table)


def _values(reading: Reading, segment: Segment, body: Span, width: int) -> list[Token]:
    values = reading.values(_without_next_line(reading, segment, body))
    if len(values) == 1 and values[0].number and reading.stands_alone(values[0]):
        return []  # the number of the page
    end = reading.form.line_span(segment.caption.end - 1).end
    own = [token for token in values if token.start < end]
    if reading.form.in_cells(segment.caption.end - 1):
        # A row of cells ends with its line, be its cells blank.
        words = [cell for cell in worded_cells(reading.form, segment.caption.end - 1) if cell.start >= body.start]
        if words and len(own) + len(words) == width:
            return sorted([*own, *words], key=lambda it: it.start)
        if words and own:
            reading.unplaced(words, f"Balances, row of the {segment.name}")
        before = _before_caption(reading, segment)
        return [*before, *own] if len(own) + len(before) == width else own
    if len(own) == width or len(values) <= width:
        return own if len(own) == width else values
    alone = [token for token in values if token.start < end or not _beside_words(reading, token)]
    return next(iter(_unbroken(reading, alone)), [])


def _may_be_of_caption_above(reading: Reading, segments: list[Segment], segment: Segment, values: list[Token]) -> bool:
    """Whether values below a caption may be those of the caption in the line above: the page may be read by columns."""
    place = segments.index(segment)
    above = segments[place - 1] if place else segment
    beside = values[0].start < reading.form.line_span(segment.caption.end).end
    if above is segment or above.name not in ROWS or beside or not any(token.number for token in values):
        return False
    return reading.form.text[above.caption.end : segment.caption.start].strip(" ") == "\n"


def _repeats(opening: TableRow | None, values: list[Token]) -> bool:
    """Whether values are those that a table of several columns opens with: its close then, and no increase of all."""
    before = [token.number for token in opening.tokens] if opening else []
    return len(values) > 2 and before == [token.number for token in values]


def _before_caption(reading: Reading, segment: Segment) -> list[Token]:
    """The one value that stands in the cell before a caption, which begins the line: the two were exchanged."""
    line = reading.form.line_span(segment.caption.start)
    tokens = reading.tokens(Span(line.start, segment.caption.start))
    return tokens if len(tokens) == 1 and tokens[0].kind in VALUES else []


def _without_next_line(reading: Reading, segment: Segment, body: Span) -> Span:
    """A row's stretch up to the line of the next caption: a value before that caption is of neither row."""
    line = reading.form.line_span(body.end)
    tokens = reading.tokens(Span(line.start, max(line.start, body.end)))
    alone = bool(tokens) and all(token.kind in VALUES for token in tokens)
    if alone and reading.form.in_cells(body.end) and segment.caption.end < line.start:
        return Span(body.start, line.start)
    return body


def _unbroken(reading: Reading, values: list[Token]) -> list[list[Token]]:
    """Values that follow one another with nothing but borders between them."""
    groups: list[list[Token]] = []
    for token in values:
        between = reading.form.text[groups[-1][-1].end : token.start] if groups else "words"
        if any(character.isalnum() for character in between):
            groups.append([])
        groups[-1].append(token)
    return groups


def _beside_words(reading: Reading, token: Token) -> bool:
    """Whether words stand in a value's line: it is then part of a text, such as the next block's description."""
    return any(other.kind is Kind.WORD for other in reading.tokens(reading.form.line_span(token.start)))


def _rows_without_caption(reading: Reading, segments: list[Segment], table: Span) -> dict[str, TableRow]:
    """The rows whose captions were lost: as many lines of values as captions are missing between two others."""
    rows: dict[str, TableRow] = {}
    known = {segment.name: place for place, segment in enumerate(segments) if segment.name in ROWS}
    lost: list[str] = []
    for name in (*ROWS, ""):
        if name and name not in known:
            lost.append(name)
        elif lost:
            lines = _lines_of_values(reading, _gap(reading, segments, known, lost, table))
            if len(lines) == len(lost) and known:
                rows |= dict(zip(lost, map(TableRow, lines), strict=True))
            lost = []
    return rows


def _gap(reading: Reading, segments: list[Segment], known: dict[str, int], lost: list[str], table: Span) -> Span:
    """The lines between the caption before the lost ones and the caption after them."""
    before = [known[name] for name in ROWS[: ROWS.index(lost[0])] if name in known]
    after = [known[name] for name in ROWS[ROWS.index(lost[-1]) + 1 :] if name in known]
    if before:
        segment = segments[before[-1]]
        start = reading.form.line_span(segment.caption.end - 1).end
        return Span(start, min(segment.body.end, segments[after[0]].caption.start) if after else segment.body.end)
    start = segments[after[0] - 1].caption.end if after and after[0] else table.start
    return Span(start, segments[after[0]].caption.start if after else start)


def _lines_of_values(reading: Reading, gap: Span) -> list[list[Token]]:
    lines: dict[int, list[Token]] = {}
    for token in reading.values(gap):
        lines.setdefault(reading.form.line_index(token.start), []).append(token)
    return list(lines.values())
