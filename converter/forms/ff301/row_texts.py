"""The rows under each class of section III of FF301, cut at their marks, and the columns over them."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.forms.ff301 import captions
from converter.forms.ff301.heads import ROW_MARK
from converter.forms.ff301.row_copies import without_copies
from converter.forms.ff301.table import ORDER, Head, RowText, cells
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of

_OPEN = re.compile(r"\([^()\t]*\Z")
_NOTE_REACH = 40
"""Characters within which a bracket that a mark would close is opened: ``(Note 2)``."""


def row_texts(reading: Reading, stretch: Span) -> list[RowText]:
    """Cut the block of a class at ``1).``, ``2).`` …; the heads of the columns stand before the first."""
    text = reading.form.text
    # "2)" at the begin of a line, and "2)" before a speck, end "(Note 2)" where a bracket is open.
    marks = [
        match
        for match in ROW_MARK.finditer(text, *stretch)
        if not _OPEN.search(text, max(stretch.start, match.start() - _NOTE_REACH), match.start())
    ]
    marks = _without_notes(marks)
    if not marks:
        return []
    columns = _columns(reading, Span(stretch.start, marks[0].start()))
    ends = ends_of([mark.start() for mark in marks], stretch.end)
    texts = [
        RowText(Span(mark.end(), end), Span(mark.end(), end), columns, _number(mark))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return without_copies(reading, texts)


def _without_notes(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks without "6)" before "1).": it ends a note in the heads of the columns, whose words are torn apart."""
    first = next((place for place, mark in enumerate(marks) if _number(mark) == 1), 0)
    return marks if any("." in mark.group() for mark in marks[:first]) else marks[first:]


def _number(mark: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", mark.group()))


def _columns(reading: Reading, head: Span) -> list[Head]:
    """Put the cells of a table's head together, column by column."""
    lines = [
        reading.form.line_span(place.end).end
        for caption in (captions.CLASS, captions.STOCK_CODE, captions.MULTI_COUNTER)
        for place in reading.form.find(caption, *head)
    ]
    lines += _line_of_description(reading, head)
    start = max(lines, default=head.start)
    columns = _stacked(reading, [*cells(reading, Span(start, head.end))])
    named = sorted((column for column in columns if column.name), key=lambda column: column.left)
    if any(column.name == "price" for column in named):  # the head over currency and amount is no column
        named = [column for column in named if column.name != "over"]
    names = [column.name for column in named]
    # Heads that a text maker has thrown about tell nothing: the text's comes first, and the others in the form's order.
    places = [ORDER.index(name) for name in names]
    return named if names[:1] == ["text"] and all(left < right for left, right in pairwise(places)) else []


def _stacked(reading: Reading, found: list[Span]) -> list[Head]:
    """The cells put one below the other, without lines at the top that are of no head.

    Heads stand in the middle of the height of their table: whatever its first line prints goes on below.
    """
    columns: list[Head] = []
    for cell in found:
        place = reading.form.place(cell.start)
        if place is None:
            continue
        words = reading.form.text[cell.start : cell.end].strip()
        above = next((one for one in columns if min(one.right, place[1]) > max(one.left, place[0])), None)
        if above is None:
            columns.append(Head(words, *place))
        else:
            above.words += f" {words}"
            above.left, above.right = min(above.left, place[0]), max(above.right, place[1])
    first = [cell for cell in found if reading.form.line_index(cell.start) == reading.form.line_index(found[0].start)]
    words_of_line = [reading.form.text[slice(*cell)].strip() for cell in first]
    alone = any(not column.name and column.words in words_of_line for column in columns)
    if alone and not any(Head(words, 0, 0).name for words in words_of_line):
        return _stacked(reading, found[len(first) :])
    return columns


def _line_of_description(reading: Reading, head: Span) -> list[int]:
    """The end of the line that describes the class, which the stock code has left; a table's head has more columns."""
    place = next(reading.form.find(captions.DESCRIPTION, *head), None)
    if place is None:
        return []
    line = reading.form.line_span(place.start)
    names = {Head(reading.form.text[slice(*cell)], 0, 0).name for cell in cells(reading, line)}
    return [line.end] if names <= {"text", ""} else []
