"""The month of the return, wherever the form or the maker of the text has put it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from converter.evidence import Origin
from converter.forms import captions
from converter.forms.dates import month_end, parse_date
from converter.forms.figures import damaged, day
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading
from converter.forms.text import Segment, Span
from converter.model import BLANK, Figure, State


def read_month(reading: Reading, segments: list[Segment], lone_dates: Span) -> tuple[Figure[date], list[Token]]:
    """The month's end, and the dates that it was read from.

    The date beside the form's own caption; else the one date that stands by itself; else one beside another caption.
    A letter before the form, or the heading of a web page, may speak of a month too, and of another one.
    """
    captioned = [segment for segment in segments if segment.name == "month"]
    own = _nearest_to_issuer(segments, captioned)
    beside = [token for segment in own for token in dates_in(reading, segment.body)[:1]]
    written = BLANK if beside else _written_month(reading, own)
    tokens = beside or (_dates_elsewhere(reading, captioned, lone_dates) if written is BLANK else [])
    if not tokens and written is BLANK:
        tokens = _above_captions(reading, segments, lone_dates.start)
    tokens = [token for token in tokens if _is_month_end(parse_date(reading.text(token)))] or tokens
    if tokens:
        return _month(reading, tokens), tokens
    return (written if written is not BLANK else _written_month(reading, captioned)), []


def _dates_elsewhere(reading: Reading, captioned: list[Segment], lone_dates: Span) -> list[Token]:
    ways = (
        [token for token in dates_in(reading, lone_dates) if _fills_line(reading, token)],
        _in_place_of_balances(reading, lone_dates),
        [token for segment in captioned for token in dates_in(reading, segment.body)[:1]],
    )
    return next(filter(None, ways), [])


def _in_place_of_balances(reading: Reading, span: Span) -> list[Token]:
    """The dates that stand behind a row's caption, and no value with them: a row of the balance has no date."""
    segments = reading.form.segments({**captions.BALANCE_ROWS, "code": captions.STOCK_CODE}, span)
    lone = [
        token
        for segment in segments
        if segment.name in captions.BALANCE_ROWS
        for token in dates_in(reading, segment.body)
        if reading.tokens(segment.body)[0] == token and not reading.values(segment.body)
    ]
    return [token for token in lone if _is_month_end(parse_date(reading.text(token)))]


def _above_captions(reading: Reading, segments: list[Segment], first: int) -> list[Token]:
    """The one date above all captions, where it fills its line and the return was submitted in the month behind it."""
    above = dates_in(reading, Span(0, first))
    ended = parse_date(reading.text(above[0])) if len(above) == 1 and _fills_line(reading, above[0]) else None
    sent = [token for segment in segments if segment.name == "submitted" for token in dates_in(reading, segment.body)]
    submitted = parse_date(reading.text(sent[0])) if len(sent) == 1 else None
    if ended is None or submitted is None or not _is_month_end(ended):
        return []
    following = ended + timedelta(days=1)
    return above if (submitted.year, submitted.month) == (following.year, following.month) else []


def _nearest_to_issuer(segments: list[Segment], captioned: list[Segment]) -> list[Segment]:
    """The last of the captions before the issuer's name, behind which the form has none; else the first."""
    anchors = [segment for segment in segments if segment.name == "issuer"]
    anchors = anchors or [segment for segment in segments if segment.name == "addressee"]
    end = anchors[-1].caption.start if anchors else 0
    before = [segment for segment in captioned if segment.caption.start < end]
    return before[-1:] or captioned[:1]


def _fills_line(reading: Reading, token: Token) -> bool:
    line = reading.form.line_span(token.start + 1)
    return reading.form.text[line.start : line.end].strip() == reading.text(token).strip()


def _is_month_end(value: date | None) -> bool:
    return value is not None and value.day == monthrange(value.year, value.month)[1]


def _month(reading: Reading, tokens: list[Token]) -> Figure[date]:
    figures = [day(reading.form, token) for token in tokens]
    if len({figure.value for figure in figures}) > 1:
        return damaged(reading.form, tokens[0].start, tokens[0].end)
    return figures[-1] if figures else BLANK


def _written_month(reading: Reading, captioned: list[Segment]) -> Figure[date]:
    """The month beside its caption, given without a day, or with its name cut by a border: ``Augu  ust 31, 2016``."""
    for segment in captioned:
        line = reading.form.line_span(segment.body.start)
        span = Span(segment.body.start, min(segment.body.end, line.end))
        printed = reading.form.text[span.start : span.end].strip()
        value = month_end(printed) or parse_date(re.sub(r"(?<=[a-z])\s+(?=[a-z])", "", printed))
        if _is_month_end(value):
            start = reading.form.text.index(printed, span.start)
            evidence = reading.form.evidence(start, start + len(printed), Origin.NORMALISED)
            return Figure(State.STATED, value, evidence)
    return BLANK


def dates_in(reading: Reading, span: Span) -> list[Token]:
    """The dates printed in a stretch."""
    return [token for token in reading.tokens(span) if token.kind is Kind.DATE]
