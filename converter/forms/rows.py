"""Rows of a table whose cells may stand in one line, in several lines, or flattened among words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, takewhile

from converter.forms.columns import worded_cells
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Span, ends_of

_BEFORE_FIGURE = " \t_:.)(12"
"""What may stand between a caption and its figure: a colon, a bracket, the number of the line."""


def runs(tokens: Iterable[Token]) -> list[list[Token]]:
    """Group values that stand together: words, dates and item numbers divide them."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in VALUES:
            found[-1].append(token)
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


_CAPTION_WORDS = frozenset({"state", "currency", "shares", "class"})


def before_sentence(reading: Reading, tokens: Iterable[Token]) -> list[Token]:
    """The tokens up to the first word that is no rest of a caption: what stands behind it belongs to a sentence."""
    return list(takewhile(lambda token: token.kind is not Kind.WORD or not _is_sentence(reading.text(token)), tokens))


def _is_sentence(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.lower() not in _CAPTION_WORDS


def run_of(reading: Reading, tokens: list[Token], *widths: int) -> list[Token]:
    """The run that fills a row of ``widths`` cells: the last that stands in one line, else the last of all lines.

    Where no run is as long as the row, the longest: the filer left cells blank.
    """
    whole = runs(tokens)
    lines = [part for run in whole for part in by_line(reading, run)]
    clearest = max(lines, key=digits_of, default=[])
    for found in (lines, whole):
        fitting = [run for run in found if len(run) in widths]
        if fitting:
            garbled = len(clearest) > 1 and 2 * digits_of(fitting[-1]) < digits_of(clearest)
            return clearest if garbled else fitting[-1]
    longest = max(whole, key=lambda run: (len(run), digits_of(run)), default=[])
    return _with_words(reading, longest, widths[0], tokens) or longest


def _with_words(reading: Reading, run: list[Token], width: int, tokens: list[Token]) -> list[Token]:
    """The row whose values and cells of words are just as many as its columns, where some of them are a run's line."""
    if not run or not reading.form.in_cells(run[0].start):
        return []
    line = reading.form.line_span(run[0].start)
    words = worded_cells(reading.form, run[0].start)
    of_words = [token for cell in words for token in tokens if cell.start <= token.start < cell.end]
    values = [it for it in tokens if it.kind in VALUES and line.start <= it.start < line.end and it not in of_words]
    row = sorted([*values, *(cell for cell in words if cell.start > values[0].start)], key=lambda token: token.start)
    return row if len(row) == width else []


def words_beside(reading: Reading, body: Span) -> list[Token]:
    """The words in the cell beside a caption, where they stand in place of its figure; ``body`` is what follows it."""
    cells = [cell for cell in worded_cells(reading.form, body.start) if body.start <= cell.start < body.end]
    return cells[:1] if cells and not reading.form.text[body.start : cells[0].start].strip(_BEFORE_FIGURE) else []


def digits_of(run: list[Token]) -> int:
    """How many digits the numbers of a run have: the garbled copy of a line has fewer than the line."""
    return sum(len(str(token.number)) for token in run if token.number)


def by_line(reading: Reading, run: list[Token]) -> list[list[Token]]:
    """The values of each line; what stands in no cells goes on in the next line, as words do."""
    form = reading.form
    lines = [[run[0]]]
    for before, token in pairwise(run):
        if form.line_index(token.start) == form.line_index(before.start) or not (
            form.in_cells(before.start) or form.in_cells(token.start)
        ):
            lines[-1].append(token)
        else:
            lines.append([token])
    return lines


def items(reading: Reading, span: Span) -> list[Span]:
    """Cut a stretch at its item numbers ``1.``, ``2.`` …, each higher than the one before.

    A number without a full stop begins an item only where it fills the first cell of a line.
    """
    starts: list[Token] = []
    for token in reading.tokens(span):
        number = int(token.number or 0) if may_begin_item(reading, token) else 0
        previous = int(starts[-1].number or 0) if starts else 0
        if number == previous + 1 or (number > previous and token.kind is Kind.ITEM and _begins_line(reading, token)):
            starts.append(token)
    ends = ends_of([token.start for token in starts], span.end)
    return [Span(token.end, end) for token, end in zip(starts, ends, strict=True)]


def may_begin_item(reading: Reading, token: Token) -> bool:
    """Whether a token is, or may be, the number of an item: with a full stop, or in the first cell of its line."""
    if token.kind is Kind.ITEM:
        return True
    plain = token.kind is Kind.NUMBER and re.fullmatch(r"\d{1,2}", reading.text(token).strip()) is not None
    after = reading.form.text[token.end : token.end + 2].lstrip(" ")[:1]
    return plain and _begins_line(reading, token) and after in ("\t", "\n", "")


def _begins_line(reading: Reading, token: Token) -> bool:
    line = reading.form.line_span(token.start)
    return not reading.form.text[line.start : token.start].strip()


def join_cut(reading: Reading, tokens: list[Token]) -> Token | None:
    """One number that a cell border cut (``5<tab>2,000`` for 52,000), where one is printed and two are read."""
    if len(tokens) != 2 or any(token.kind is not Kind.NUMBER for token in tokens):
        return None
    left, right = (reading.text(token) for token in tokens)
    between = reading.form.text[tokens[0].end : tokens[1].start]
    if between != "\t" or not re.fullmatch(r"\d{1,2}", left) or not re.fullmatch(r"\d{1,2}(,\d{3})+", right):
        return None
    joined = reading.joined(tokens[0].start, tokens[1].end, left + right)
    return joined if joined.kind is Kind.NUMBER else None
