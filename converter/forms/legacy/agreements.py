"""Section III, part D: any other agreements or arrangements to issue shares."""

from __future__ import annotations

from datetime import date

from converter.forms.bare import bare, unpriced
from converter.forms.captions import AS_AT_CLOSE, NEW_SHARES, SECTION_CAPTIONS, Section
from converter.forms.columns import TableRow, place
from converter.forms.figures import count, day, text_of_pieces
from converter.forms.legacy.part import class_totals, foot_of, not_applicable, without_glued_nil
from converter.forms.legacy.particulars import class_words, is_bracketed_date, name_before_details
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, class_kind
from converter.forms.rows import items, run_of
from converter.forms.text import Span
from converter.model import BLANK, Agreement, Agreements, Figure

_PAIR = 2
_PREPRINTED = ("shares", "share", "note", "股份", "註", "注")


def read_agreements(reading: Reading, span: Span) -> Agreements:
    """Read part D."""
    body, foot = foot_of(reading, "D", span)
    stretches = [stretch for stretch in _items(reading, _below_heads(reading, body)) if _has_words(reading, stretch)]
    values = [_row_values(reading, stretch) for stretch in stretches]
    table = [TableRow(row, start=it.start) for row, it in zip(values, stretches, strict=True)]
    placed = place(reading.form, table, 2, _heads(reading, body))
    rows = []
    for number, (stretch, run, cells) in enumerate(zip(stretches, values, placed, strict=True), 1):
        if cells is None:
            reading.unplaced(run, f"Part D, row {number}")
        elif not any(cells):
            reading.missing(f"Part D, row {number}: any number of shares", f"agreements.rows[D{number}]")
        cells = without_glued_nil(reading, cells, f"Part D, row {number}")
        rows.append(_row(reading, number, stretch, run, cells or [None, None]))
    return Agreements(
        not_applicable=not_applicable(reading, Section.AGREEMENTS, span),
        rows=tuple(rows),
        total=class_totals(reading, "D", foot),
    )


def _items(reading: Reading, below: Span) -> list[Span]:
    """The rows; what stands before the one that is numbered 2 is the first, if its pair of values is there."""
    found = items(reading, below)
    line = reading.form.line_span(found[0].start) if found else below
    marks = [token.number for token in reading.tokens(Span(line.start, found[0].start))] if found else []
    before = Span(below.start, line.start)
    return [before, *found] if marks == [2] and len(_row_values(reading, before)) == _PAIR else found


def _heads(reading: Reading, body: Span) -> list[Span | None]:
    return [next(reading.form.find(caption, *body), None) for caption in NEW_SHARES]


def _below_heads(reading: Reading, body: Span) -> Span:
    head = reading.form.first(SECTION_CAPTIONS[Section.AGREEMENTS], body.start, body.end)
    ends = [span.end for span in reading.form.find(AS_AT_CLOSE, body.start, body.end)]
    return Span(ends[0] if ends else (head.end if head else body.start), body.end)


def _has_words(reading: Reading, stretch: Span) -> bool:
    """Whether more is printed than the form itself prints: "(  /  /  )", "shares (Note 1)"."""
    words = (reading.text(token) for token in reading.tokens(stretch) if token.kind is Kind.WORD)
    return any((len(word) > 2 or not word.isascii()) and word.lower() not in _PREPRINTED for word in words)


def _row_values(reading: Reading, stretch: Span) -> list[Token]:
    """The pair of values without a currency: amounts in the particulars are no share counts."""
    run = run_of(reading, bare(reading, unpriced(reading.tokens(stretch))), 2)
    return _with_nil(reading, run[0]) if len(run) == 1 else run


def _with_nil(reading: Reading, token: Token) -> list[Token]:
    """The pair that a dash and a number make on a line without cells: of the two numbers neither is ever negative."""
    space = token.start + reading.text(token).find(" ")
    pair = [*reading.values(Span(token.start, space)), *reading.values(Span(space, token.end))]
    whole = [it.kind for it in pair] == [Kind.NIL, Kind.NUMBER]
    return pair if whole and not reading.form.in_cells(token.start) else [token]


def _approval_date(reading: Reading, stretch: Span) -> Figure[date]:
    bracketed = [token for token in reading.tokens(stretch) if is_bracketed_date(reading, token)]
    return day(reading.form, bracketed[0]) if bracketed else BLANK


def _row(reading: Reading, number: int, stretch: Span, run: list[Token], cells: list[Token | None]) -> Agreement:
    particulars = [Span(stretch.start, run[0].start), Span(run[-1].end, stretch.end)] if run else [stretch]
    words = class_words(reading, particulars)
    return Agreement(
        number=number,
        share_class=class_kind(words.value or ""),
        class_of_shares=words,
        approval_date=_approval_date(reading, stretch),
        particulars=text_of_pieces(reading.form, name_before_details(reading, particulars)),
        issued=count(reading.form, cells[0]),
        may_be_issued=count(reading.form, cells[1]),
    )
