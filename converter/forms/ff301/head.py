"""The head of FF301, and the version at its foot."""

from __future__ import annotations

import re
from datetime import date, timedelta

from converter.evidence import Origin
from converter.forms.dates import LETTERS_AS_DIGITS, MONTHS, parse_date
from converter.forms.ff301 import captions
from converter.forms.figures import day, text_between
from converter.forms.lexer import Kind, Token
from converter.forms.reading import Reading, of_kind
from converter.forms.text import FormText, Span
from converter.model import BLANK, Figure, Header, State

PAGE_FEET = re.compile(
    r"(?=[FPv第\s-])(?:"  # told before any of these is tried: most of a page begins none
    r"FF301(?=\s)|v?\s?Page\s+\d+\s+of\s+\d+[ \t]+(?:v\s?)?\d\.\d\.\d"
    r"|第\s*\d+\s*[頁页]\s*共\s*\d+\s*[頁页][ \t]*v?\s*(?:\d\.\d\.\d)?"
    r"|(?<=\s)v\s?\d\.\d\.\d(?=\s|$)|(?<=\n)Page\s+\d+\s+of\s+\d+(?=\s)|(?<=\n)[ \t]*-[ ]\d{1,3}[ ]-[ \t]*(?=\n))"
)
"""What FF301 prints at the head and foot of every page, in the orders that text makers give it."""
_VERSION = re.compile(
    r"(?=[Pv頁页])(?:(?:Page\s+\d+\s+of\s+\d+|[頁页])[ \t]+(?:v\s?)?(\d\.\d\.\d)|(?<=\s)v\s?(\d\.\d\.\d))"
)
_OTHER_FORM = re.compile(r"(?<!\w)FF(?!301)\d{3}(?!\d)")
_CAPTIONS = {
    "month": captions.MONTH_ENDED,
    "status": captions.STATUS,
    "addressee": captions.ADDRESSEE,
    "issuer": captions.ISSUER,
    "submitted": captions.SUBMITTED,
}
_PARAGRAPH = re.compile(r"[^\s:](?:(?!\n[ \t]*\n)[\s\S])*")
_DIGIT = r"[\dOolI]"
_CUT_DATE = re.compile(
    rf"(?P<day>{_DIGIT}{{1,2}})(?P<month>(?i:{'|'.join(MONTHS)})[a-z]{{0,6}})(?P<year>{_DIGIT}{{4}})"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
"""A date without its spaces."""


def version_of(form: FormText) -> Figure[str]:
    """The version printed at the foot: ``1.2.0``; not that of another form of the exchange that stands before it."""
    other = _OTHER_FORM.search(form.original)
    title = form.first(captions.TITLES) if other else None
    match = _VERSION.search(form.original, title.start if title else 0)
    if match is None:
        return BLANK
    group = 1 if match.group(1) else 2
    return Figure(State.STATED, match.group(group), form.evidence(*match.span(group), source=form.original))


def read_head(reading: Reading, head: Span, version: Figure[str]) -> Header:
    """Read the head; an FF301 prints each figure behind its caption."""
    bodies: dict[str, Span] = {}
    for segment in reading.form.segments(_CAPTIONS, head):
        bodies[segment.name] = segment.body
    dates = {
        name: of_kind(reading.tokens(bodies[name]), Kind.DATE) if name in bodies else None
        for name in ("month", "submitted")
    }
    month = day(reading.form, dates["month"])
    submitted = day(reading.form, dates["submitted"]) if dates["submitted"] else _cut_date(reading, bodies, "submitted")
    if dates["month"] is None:
        cut = _cut_date(reading, bodies, "month")
        is_end = cut.value is not None and _following(cut.value).day == 1
        month = cut if is_end else day(reading.form, _month_alone(reading, head, dates["submitted"], submitted.value))
    for name in ("month", "issuer", "submitted"):
        if name not in bodies:
            reading.missing(f"The line '{_CAPTIONS[name].strip('{}').split('|')[0]}'", "header")
    issuer = _issuer(reading, bodies.get("issuer"), whole="submitted" in bodies)
    if "issuer" in bodies and issuer is BLANK:
        reading.missing("The name behind 'Name of Issuer'", "header.issuer")
    return Header(
        version=version,
        month_ended=month,
        status=_line(reading, bodies.get("status")),
        issuer=issuer,
        date_submitted=submitted,
    )


def _cut_date(reading: Reading, bodies: dict[str, Span], name: str) -> Figure[date]:
    """The date that is all a body holds, or all its first line holds, where cells or lines cut it.

    ``31`` and ``May 2025``, ``31 Ma`` and ``y 2025``; letters may stand for digits: ``3l May 2025``.
    """
    body = bodies.get(name)
    if body is None:
        return BLANK
    printed = reading.form.text[body.start : body.end].strip(" \t\n:")
    for stretch in (printed, printed.split("\n")[0].strip()):
        match = _CUT_DATE.fullmatch("".join(stretch.split()))
        if match is None:
            continue
        numbers = [(match[part] or "").translate(LETTERS_AS_DIGITS) for part in ("day", "year")]
        value = parse_date(f"{numbers[0]} {match['month']} {numbers[1]}" if match["month"] else match.group())
        start = reading.form.text.index(stretch, body.start)
        how = Origin.JOINED if numbers == [match["day"] or "", match["year"] or ""] else Origin.NORMALISED
        if value is not None:
            return Figure(State.STATED, value, reading.form.evidence(start, start + len(stretch), how))
    return BLANK


def _following(value: date) -> date:
    return value + timedelta(days=1)


def _month_alone(reading: Reading, head: Span, submitted: Token | None, sent: date | None) -> Token | None:
    """The month where its caption was lost, or stands behind it: the one other date of the head, if it can be.

    It is the last day of a month, and the return was submitted in the month behind.
    """
    others = [token for token in reading.tokens(head) if token.kind is Kind.DATE and token != submitted]
    ended = day(reading.form, others[0]).value if len(others) == 1 else None
    if ended is None or sent is None:
        return None
    following = _following(ended)
    is_month = following.day == 1 and (sent.year, sent.month) == (following.year, following.month)
    return others[0] if is_month else None


def _issuer(reading: Reading, body: Span | None, *, whole: bool) -> Figure[str]:
    """The name, in as many lines as stand before a blank line and the next caption; of lines with a date the first."""
    if body is None or not whole or any(token.kind is Kind.DATE for token in reading.tokens(body)):
        return _line(reading, body)
    paragraph = _PARAGRAPH.search(reading.form.text, *body)
    return text_between(reading.form, Span(*paragraph.span())) if paragraph else BLANK


def _line(reading: Reading, span: Span | None) -> Figure[str]:
    """The first printed line of a body."""
    if span is None:
        return BLANK
    text = reading.form.text[span.start : span.end]
    start = len(text) - len(text.lstrip(" \t\n:"))
    end = text.find("\n", start)
    return text_between(reading.form, Span(span.start + start, span.end if end < 0 else span.start + end))
