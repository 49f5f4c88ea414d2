"""Section III, part A: Share Options (under Share Option Schemes of the Issuer)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from converter.evidence import Origin
from converter.forms import captions
from converter.forms.captions import Section
from converter.forms.columns import Cells, TableRow, place
from converter.forms.figures import count, damaged, day, money, text_of_pieces
from converter.forms.legacy.fields import without
from converter.forms.legacy.openings import take_openings
from converter.forms.legacy.option_values import COLUMNS, may_lack_one, row_values
from converter.forms.legacy.part import class_totals, foot_of, is_dashed, not_applicable, without_glued_nil
from converter.forms.legacy.particulars import class_words, is_bracketed_date, name_before_details
from converter.forms.legacy.settled import settled
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, class_kind
from converter.forms.rows import before_sentence, items, runs, words_beside
from converter.forms.text import Segment, Span
from converter.model import BLANK, Figure, Money, OptionScheme, ShareOptions, State
from converter.walk import entries

_FUNDS_WORDS = re.compile(r"\b(?:funds?|proceeds|raised|state currency)\b|資金|资金|所得|[註注]明[貨货][幣币]", re.I)
_PRICE_WORDS = re.compile(r"(?:exercise|subscription)(?:\s+price|\s*$)|(?:行使|認購|认购)[價价]", re.IGNORECASE)


def read_options(reading: Reading, span: Span) -> ShareOptions:
    """Read every scheme, the totals and the funds raised."""
    body, foot = foot_of(reading, "A", span)
    funds = reading.form.segments({"funds": captions.FUNDS_RAISED}, foot)
    totals = Span(foot.start, funds[0].caption.start if funds else foot.end)
    if not funds:
        reading.missing(
            "The line 'Total funds raised during the month from exercise of options'", "options.funds_raised"
        )
    return ShareOptions(
        not_applicable=not_applicable(reading, Section.OPTIONS, span),
        rows=_schemes(reading, body),
        total=class_totals(reading, "A", totals),
        funds_raised=_funds_raised(reading, funds),
    )


def _schemes(reading: Reading, body: Span) -> tuple[OptionScheme, ...]:
    stretches = items(reading, _below_heads(reading, body))
    if not stretches and items(reading, body):
        reading.missing("Part A: the rows below the heads of the columns", "options.rows")
    values = [row_values(reading, stretch) for stretch in stretches]
    openings = take_openings(reading, values, len(COLUMNS))
    tables = [_table_row(reading, *row) for row in zip(stretches, values, openings, strict=True)]
    placed = place(reading.form, tables, len(COLUMNS), _column_heads(reading, body))
    by_sums = [_by_sums(reading, *row) for row in zip(openings, values, strict=True)]
    have_opening = any(openings) or any(cells[0] for cells in by_sums if cells)
    schemes = []
    for number, (stretch, row, opening, cells, anew) in enumerate(
        zip(stretches, values, openings, placed, by_sums, strict=True), 1
    ):
        if anew:
            opening, *cells = anew
        elif cells is not None and not opening and may_lack_one(reading, stretch, row, have_opening):
            cells = None
        opening, cells = _checked(reading, number, opening, row, cells)
        scheme = _scheme(reading, number, stretch, [token for token in [opening, *row] if token], opening, cells)
        if _is_printed(scheme):
            schemes.append(scheme)
            if not row and not opening:
                reading.missing(f"Share options, scheme {number}: any number", f"options.rows[A{number}]")
    return tuple(schemes)


def _checked(
    reading: Reading, number: int, opening: Token | None, row: list[Token], cells: Cells | None
) -> tuple[Token | None, Cells | None]:
    """The opening and the cells of a row, without those that are not certain, which are told."""
    name = f"Share options, scheme {number}"
    if opening and opening.origin is Origin.JOINED and (cells is None or None in cells):
        # A number put together over a border may be two, one of them cut.
        reading.unplaced([opening, *row], name)
        return None, None
    if cells is None:
        reading.unplaced(row, name)
        return opening, None
    if None in cells and any(token and is_dashed(reading, token) for token in cells):
        # The dash may be the nil mark of the neighbour that is not there.
        reading.unplaced(row, name)
        return opening, None
    if _lacks_issue(cells):
        what = "the shares issued, or the options exercised for them,"
        reading.missing(f"{name}: {what}", f"options.rows[A{number}]")
    return opening, without_glued_nil(reading, cells, name)


def _by_sums(reading: Reading, opening: Token | None, row: list[Token]) -> Cells | None:
    """The seven cells of a row in a text that keeps no cells, where the sums of the form tell them."""
    printed = [token for token in (opening, *row) if token]
    cells = settled(printed) if printed and not reading.form.in_cells(printed[0].start) else None
    # As many values as the form has columns need no sums, unless the first is an opening.
    return cells if cells and (cells[0] or len(printed) < len(COLUMNS)) else None


def _lacks_issue(cells: Cells) -> bool:
    """Whether options were exercised or shares issued for them, and the cell of the other is blank."""
    both = [cells[COLUMNS.index(name)] for name in ("exercised", "issued")]
    return None in both and any(token and token.number for token in both)


def _column_heads(reading: Reading, body: Span) -> list[Span | None]:
    """What is printed over the six columns: four words, and the heads of the two numbers of new shares."""
    heads = [next(reading.form.find(caption, *body), None) for caption in captions.OPTION_COLUMNS]
    return heads + [next(reading.form.find(caption, *body), None) for caption in captions.NEW_SHARES]


def _below_heads(reading: Reading, body: Span) -> Span:
    """The stretch below the heads of the columns."""
    heads = [next(reading.form.find(caption, body.start, body.end), None) for caption in captions.OPTION_COLUMNS]
    return Span(max([head.end for head in heads if head], default=body.start), body.end)


def _table_row(reading: Reading, stretch: Span, values: list[Token], opening: Token | None) -> TableRow:
    """The movements of a row; an opening number that was cut in two moves them by a cell."""
    return TableRow(values, reading.form.cell(opening.end - 1) if opening else 0, stretch.start)


def _scheme(
    reading: Reading,
    number: int,
    stretch: Span,
    printed: list[Token],
    opening: Token | None,
    cells: list[Token | None] | None,
) -> OptionScheme:
    particulars = _particulars(reading, stretch, printed)
    words = class_words(reading, particulars)
    printed_cells = dict(zip(COLUMNS, cells or [None] * len(COLUMNS), strict=True))
    figures: dict[str, Any] = {name: count(reading.form, token) for name, token in printed_cells.items()}
    return OptionScheme(
        number=number,
        share_class=class_kind(words.value or ""),
        class_of_shares=words,
        approval_date=_approval_date(reading, particulars),
        particulars=text_of_pieces(reading.form, name_before_details(reading, particulars, _PRICE_WORDS)),
        exercise_price=_exercise_price(reading, particulars),
        opening=count(reading.form, opening),
        **figures,
    )


def _particulars(reading: Reading, stretch: Span, printed: list[Token]) -> list[Span]:
    """What is printed before and behind the values of a row, and between them where they stand in several lines."""
    pieces = without(stretch, printed)
    between = [piece for piece in pieces[1:-1] if any(map(str.isalnum, reading.form.text[piece.start : piece.end]))]
    return [pieces[0], *between, pieces[-1]] if printed else pieces


def _approval_date(reading: Reading, particulars: list[Span]) -> Figure[date]:
    """The date in brackets; another date in the particulars may be of grant or of expiry."""
    for span in particulars:
        for token in reading.tokens(span):
            if token.kind is Kind.DATE and is_bracketed_date(reading, token):
                return day(reading.form, token)
    return BLANK


def _exercise_price(reading: Reading, particulars: list[Span]) -> Figure[Money]:
    """The one amount of money in the particulars, or the one behind the words "exercise price"."""
    amounts = (token for span in particulars for token in reading.tokens(span) if token.currency)
    tokens = [
        token for token in amounts if (token.number or token.kind is Kind.DAMAGED) and not _is_of_funds(reading, token)
    ]
    behind = [
        token for token in tokens if _PRICE_WORDS.search(reading.form.text[max(0, token.start - 40) : token.start])
    ]
    candidates = behind or tokens or _damaged_price(reading, particulars)
    if len({(token.currency, token.number) for token in candidates}) == 1:
        return money(reading.form, candidates[0])
    return damaged(reading.form, candidates[0].start, candidates[-1].end) if candidates else BLANK


def _damaged_price(reading: Reading, particulars: list[Span]) -> list[Token]:
    """What stands directly behind the words "exercise price" and cannot be read, its currency neither."""
    tokens = (token for span in particulars for token in reading.tokens(span) if token.kind is Kind.DAMAGED)
    before = ((token, reading.form.text[max(0, token.start - 40) : token.start].rstrip(" \t\n:：")) for token in tokens)
    return [token for token, text in before if any(it.end() == len(text) for it in _PRICE_WORDS.finditer(text))]


def _is_of_funds(reading: Reading, token: Token) -> bool:
    """Whether an amount stands behind a caption of the funds raised that is not the form's."""
    line = reading.form.line_span(token.start)
    return _FUNDS_WORDS.search(reading.form.text, line.start, token.start) is not None


def _is_printed(scheme: OptionScheme) -> bool:
    """Whether anything is printed in a row beyond what the form itself prints there."""
    return any(entry.figure.state is not State.BLANK for entry in entries(scheme))


def _funds_raised(reading: Reading, segments: list[Segment]) -> tuple[Figure[Money], ...]:
    """One figure per currency. A line that repeats its neighbour's digits, garbled, is an overlapping crop."""
    figures = [figure for segment in segments if (figure := _funds(reading, segment)).state is not State.BLANK]
    kept: list[Figure[Money]] = []
    for index, figure in enumerate(figures):
        others = figures[:index] + figures[index + 1 :]
        ghost = figure.state is State.DAMAGED and any(_same_digits(figure, other) for other in others)
        if not ghost and figure.value not in [other.value for other in kept if other.value and other.value.currency]:
            kept.append(figure)
    return tuple(kept)


def _funds(reading: Reading, segment: Segment) -> Figure[Money]:
    tokens = reading.tokens(segment.body)
    beside = before_sentence(reading, tokens)
    values = [token for run in runs(beside) or runs(tokens) for token in run]
    named = next((token.currency for token in tokens if token.currency), None)
    values = reading.without_end_of_page(values)
    if len(values) > 1:
        return damaged(reading.form, values[0].start, values[-1].end)
    values = values or words_beside(reading, segment.body)
    return money(reading.form, values[0], named) if values else BLANK


def _same_digits(one: Figure[Money], two: Figure[Money]) -> bool:
    if one.evidence is None or two.evidence is None or two.state is State.DAMAGED:
        return False
    digits = [re.sub(r"\D", "", evidence.raw) for evidence in (one.evidence, two.evidence)]
    if len(digits[0]) != len(digits[1]):
        return False
    differing = sum(left != right for left, right in zip(*digits, strict=True))
    return bool(differing * 3 <= len(digits[0]))
