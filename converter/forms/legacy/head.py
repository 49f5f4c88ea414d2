"""The head of the form: the month ended, the issuer, the date submitted."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from converter.evidence import Origin
from converter.findings import Finding, Severity
from converter.forms import captions
from converter.forms.dates import parse_date
from converter.forms.figures import damaged, day, text_of_pieces
from converter.forms.legacy.month import dates_in, read_month
from converter.forms.lexer import Kind, Token
from converter.forms.near import near_captions
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
_LONG_CAPTIONS = ("month", "addressee", "issuer", "submitted")
_CUT_DATE = re.compile(r"(?:\d{1,2}|\d{4})\s*\.?\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d{2})")
"""The numbers of a date, none of which is cut itself."""
_SECTION_NUMBER = re.compile(r"\sI\s*[.,]?\s*$")


def read_head(reading: Reading, head: Span, lone_dates: Span) -> Header:
    """Read the head.

    ``head`` is the stretch before section I. ``lone_dates`` is where the month's end may stand
    by itself when the text maker tore it from its caption: up to the end of section II.
    """
    before = _without_section_number(reading, head)
    lost = [name for name in _LONG_CAPTIONS if reading.form.first([_CAPTIONS[name]], *before) is None]
    near = near_captions(reading.form, _CAPTIONS, before, lost)
    segments = reading.form.segments(_CAPTIONS, before, near)
    start = segments[0].caption.start if segments else head.start
    _tell_title_of_receipts(reading, segments)
    month_ended, month = read_month(reading, segments, Span(start, lone_dates.end))
    submitted = _submitted_token(reading, segments, month)
    return Header(
        month_ended=month_ended,
        issuer=_issuer(reading, segments),
        date_submitted=day(reading.form, submitted) if submitted else _cut_date(reading, segments),
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


def _submitted_token(reading: Reading, segments: list[Segment], month: list[Token]) -> Token | None:
    """The date after its caption; else the one date of the head that is not the month's end."""
    places = {token.start for token in month}
    named = [segment for segment in segments if segment.name == "submitted"]
    for segment in named or [segment for segment in segments if segment.name in ("addressee", "issuer")]:
        token = of_kind((token for token in dates_in(reading, segment.body) if token.start not in places), Kind.DATE)
        if token is not None:
            return token
    return None


def _cut_date(reading: Reading, segments: list[Segment]) -> Figure[date]:
    """The date behind its caption that line ends cut, where nothing else is printed there: ``04.`` and ``/12/2009``."""
    for segment in segments:
        printed = reading.form.text[segment.body.start : segment.body.end].strip()
        value = parse_date("".join(printed.split())) if _CUT_DATE.fullmatch(printed) else None
        if segment.name == "submitted" and value is not None:
            start = reading.form.text.index(printed, segment.body.start)
            evidence = reading.form.evidence(start, start + len(printed), Origin.JOINED)
            return Figure(State.STATED, value, evidence)
    return BLANK


def _issuer(reading: Reading, segments: list[Segment]) -> Figure[str]:
    """The name beside its caption, or in the line where name and date stand without captions.

    A name that the date or its caption cuts in two cannot be put together with certainty.
    """
    named = [segment for segment in segments if segment.name == "issuer"]
    first = named or [segment for segment in segments if segment.name == "addressee"]
    pieces = [piece for segment in first for piece in _pieces_around_dates(reading, segment.body)]
    for segment in segments:
        if segment.name == "submitted" and _cut_date(reading, [segment]) is BLANK:
            pieces += _pieces_around_dates(reading, segment.body)
    readable = [piece for piece in pieces if text_of_pieces(reading.form, [piece]).state is not State.BLANK]
    if len(readable) > 1:
        return damaged(reading.form, readable[0].start, readable[-1].end)
    whole = [*_above_caption(reading, segments), *readable]
    return text_of_pieces(reading.form, whole) if whole else BLANK


def _above_caption(reading: Reading, segments: list[Segment]) -> list[Span]:
    """The line above "Name of Issuer" where nothing stands beside the caption, set at half the height of a name."""
    text = reading.form.text
    for before, segment in pairwise(segments):
        line = reading.form.line_span(segment.caption.start)
        alone = not (text[line.start : segment.caption.start] + text[segment.caption.end : line.end]).strip(" :\t")
        printed = text[before.body.start : before.body.end].strip()
        if (before.name, segment.name, alone) == ("addressee", "issuer", True) and "\n" not in printed:
            is_name = any(map(str.isalpha, printed)) and not dates_in(reading, before.body)
            return [before.body] if is_name else []
    return []


def _pieces_around_dates(reading: Reading, body: Span) -> list[Span]:
    """The stretches of a body that its dates leave; a blank line ends the body."""
    gap = re.search(r"\n[ \t]*\n(?=[\s\S]*\S)", reading.form.text[body.start : body.end].rstrip())
    text = reading.form.text
    end = body.end
    if gap and text[body.start : body.start + gap.start()].strip(" :\t\n"):
        end = body.start + gap.start()
    dates = dates_in(reading, Span(body.start, end))
    edges = [body.start, *(edge for token in dates for edge in (token.start, token.end)), end]
    return [Span(edges[index], edges[index + 1]) for index in range(0, len(edges), 2)]
