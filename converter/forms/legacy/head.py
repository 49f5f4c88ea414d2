"""The head of the form: the month ended, the issuer, the date submitted."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from converter.evidence import Origin
from converter.findings import Finding, Severity
from converter.forms import captions
from converter.forms.dates import parse_date
from converter.forms.figures import damaged, day, text_of_pieces
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.text import Segment, Span
from converter.model import BLANK, Figure, Header, State

_CAPTIONS = {
    "month": captions.MONTH_ENDED,
    "addressee": captions.ADDRESSEE,
    "issuer": captions.ISSUER,
    "submitted": captions.SUBMITTED,
    "title": captions.TITLES[0],
    "title-hdr": captions.TITLES[1],
    "title-zh": captions.TITLES[2],
    "title-hdr-zh": captions.TITLES[3],
}
_SECTION_NUMBER = re.compile(r"\sI\s*[.,]?\s*$")


def read_head(reading: Reading, head: Span, lone_dates: Span) -> Header:
    """Read the head.

    ``head`` is the stretch before section I. ``lone_dates`` is where the month's end may stand
    by itself when the text maker tore it from its caption: up to the end of section II.
    """
    segments = reading.form.segments(_CAPTIONS, _without_section_number(reading, head))
    start = segments[0].caption.start if segments else head.start
    _tell_title_of_receipts(reading, segments)
    month = _month_token(reading, segments, Span(start, lone_dates.end))
    submitted = _submitted_token(reading, segments, month)
    return Header(
        month_ended=_month(reading, month) if month else _cut_month(reading, segments),
        issuer=_issuer(reading, segments),
        date_submitted=day(reading.form, submitted),
    )


def _tell_title_of_receipts(reading: Reading, segments: list[Segment]) -> None:
    """Tell of the title for depositary receipts, which issuers of shares take by mistake: the tables are alike."""
    title = next((segment.caption for segment in segments if segment.name.startswith("title-hdr")), None)
    if title is not None:
        reading.findings.append(
            Finding(
                "title-of-receipts",
                Severity.WARNING,
                "The title is that of the return for Hong Kong depositary receipts.",
                "Look whether the issuer has receipts listed or took the wrong form; the tables are read alike.",
                evidence=reading.form.evidence(*title),
            )
        )


def _without_section_number(reading: Reading, head: Span) -> Span:
    match = _SECTION_NUMBER.search(reading.form.text, head.start, head.end)
    return Span(head.start, match.start() if match else head.end)


def _dates(reading: Reading, span: Span) -> list[Token]:
    return [token for token in reading.tokens(span) if token.kind is Kind.DATE]


def _month_token(reading: Reading, segments: list[Segment], lone_dates: Span) -> list[Token]:
    """The date beside the form's own caption; else the one date that fills a line of its own; else beside another.

    A letter before the form, or the heading of a web page, may speak of a month too, and of another one.
    """
    captioned = [segment for segment in segments if segment.name == "month"]
    own = _nearest_to_issuer(segments, captioned)
    ways = (
        [token for segment in own for token in _dates(reading, segment.body)[:1]],
        [token for token in _dates(reading, lone_dates) if _fills_line(reading, token)],
        [token for segment in captioned for token in _dates(reading, segment.body)[:1]],
    )
    found = next(filter(None, ways), [])
    return [token for token in found if _is_month_end(parse_date(reading.text(token)))] or found


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


def _cut_month(reading: Reading, segments: list[Segment]) -> Figure[date]:
    """The date beside the caption whose month's name a border cut: ``Augu  ust 31, 2016``."""
    for segment in segments:
        line = reading.form.line_span(segment.body.start)
        span = Span(segment.body.start, min(segment.body.end, line.end))
        printed = reading.form.text[span.start : span.end].strip()
        value = parse_date(re.sub(r"(?<=[a-z])\s+(?=[a-z])", "", printed))
        if segment.name == "month" and _is_month_end(value):
            start = reading.form.text.index(printed, span.start)
            evidence = reading.form.evidence(start, start + len(printed), Origin.NORMALISED)
            return Figure(State.STATED, value, evidence)
    return BLANK


def _submitted_token(reading: Reading, segments: list[Segment], month: list[Token]) -> Token | None:
    """The date after its caption; else the one date of the head that is not the month's end."""
    places = {token.start for token in month}
    named = [segment for segment in segments if segment.name == "submitted"]
    for segment in named or [segment for segment in segments if segment.name in ("addressee", "issuer")]:
        token = of_kind((token for token in _dates(reading, segment.body) if token.start not in places), Kind.DATE)
        if token is not None:
            return token
    return None


def _issuer(reading: Reading, segments: list[Segment]) -> Figure[str]:
    """The name beside its caption, or in the line where name and date stand without captions.

    A name that the date or its caption cuts in two cannot be put together with certainty.
    """
    named = [segment for segment in segments if segment.name == "issuer"]
    first = named or [segment for segment in segments if segment.name == "addressee"]
    pieces = [piece for segment in first for piece in _pieces_around_dates(reading, segment.body)]
    for segment in segments:
        if segment.name == "submitted":
            pieces += _pieces_around_dates(reading, segment.body)
    readable = [piece for piece in pieces if text_of_pieces(reading.form, [piece]).state is not State.BLANK]
    if len(readable) > 1:
        return damaged(reading.form, readable[0].start, readable[-1].end)
    return text_of_pieces(reading.form, readable) if readable else BLANK


def _pieces_around_dates(reading: Reading, body: Span) -> list[Span]:
    """The stretches of a body that its dates leave; a blank line ends the body."""
    gap = re.search(r"\n[ \t]*\n(?=[\s\S]*\S)", reading.form.text[body.start : body.end].rstrip())
    text = reading.form.text
    end = body.end
    if gap and text[body.start : body.start + gap.start()].strip(" :\t\n"):
        end = body.start + gap.start()
    dates = _dates(reading, Span(body.start, end))
    edges = [body.start, *(edge for token in dates for edge in (token.start, token.end)), end]
    return [Span(edges[index], edges[index + 1]) for index in range(0, len(edges), 2)]
