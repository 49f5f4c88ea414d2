"""What the parts A to E of section III have in common: "(Not Applicable)", totals, rows of fields."""

from __future__ import annotations

import re

from converter.evidence import Origin
from converter.forms import captions
from converter.forms.captions import SECTION_CAPTIONS, Section
from converter.forms.columns import Cells
from converter.forms.figures import count
from converter.forms.lexer import VALUES, Token
from converter.forms.reading import Reading
from converter.forms.rows import before_sentence, runs, words_beside
from converter.forms.text import Segment, Span
from converter.model import BLANK, ClassTotals, Figure, State

_NOT_APPLICABLE_SHORT = re.compile(r"\(\s*N\s?/\s?A\s*\)", re.IGNORECASE)
_NOT_APPLICABLE_CUT = re.compile(r"\(\s*Not\s*Ap\w*\s*(?=[\t\n]|\))", re.IGNORECASE)
_HEADING_REACH = 400
"""Characters behind a heading within which a "(Not Applicable)" speaks of the whole part."""


def not_applicable(reading: Reading, section: Section, span: Span) -> Figure[bool]:
    """Whether the heading of a part is followed by "(Not Applicable)"."""
    line = reading.form.line_span(span.start)
    window = Span(line.start, min(span.end, _end_of_heading(reading, section, span)))
    for place in reading.form.find(captions.NOT_APPLICABLE, window.start, window.end):
        if reading.form.text[: place.start].rstrip().endswith("("):
            return Figure(State.STATED, True, reading.form.evidence(place.start - 1, place.end))
    short = _NOT_APPLICABLE_SHORT.search(reading.form.text, window.start, window.end)
    if short:
        return Figure(State.STATED, True, reading.form.evidence(short.start(), short.end()))
    cut = _NOT_APPLICABLE_CUT.search(reading.form.text, window.start, window.end)
    if cut:
        return Figure(State.STATED, True, reading.form.evidence(cut.start(), cut.end(), Origin.NORMALISED))
    return BLANK


def _end_of_heading(reading: Reading, section: Section, span: Span) -> int:
    """The end of the line with the table's head, for the words may stand beside it."""
    head = reading.form.first(SECTION_CAPTIONS[section][1:2], span.start, span.end)
    end = reading.form.line_span(head.start).end if head else span.start
    return min(max(end, span.start + 1), span.start + _HEADING_REACH) if head else span.start + _HEADING_REACH


def foot_of(reading: Reading, letter: str, span: Span) -> tuple[Span, Span]:
    """Divide a part at its "Total X.": the rows before it, the foot from it on."""
    # Folding makes E and C alike, so the letter is looked at once more as it is printed.
    places = reading.form.find(captions.TOTALS[letter], span.start, span.end)
    place = next((place for place in places if letter in reading.form.text[place.start : place.end]), None)
    start = _start_of_foot(reading, place) if place else span.end
    return Span(span.start, start), Span(start, span.end)


def _start_of_foot(reading: Reading, caption: Span) -> int:
    """The start of the caption's line where nothing but values stands before it: they are none of the rows above."""
    line = reading.form.line_span(caption.start)
    before = Span(line.start, caption.start)
    # The caption may have lost its first letter, which then stands as a word before it.
    words = [token for token in reading.tokens(before) if token.kind not in VALUES]
    return caption.start if any(len(reading.text(token)) > 1 for token in words) else line.start


def class_totals(reading: Reading, letter: str, foot: Span, orphans: Span | None = None) -> ClassTotals:
    """The three totals of a part.

    A total stands behind its caption; where a flattened table puts all captions before all
    values, as many values as captions are taken in order. ``orphans`` is a later stretch into
    which a broken page may have thrown the last captions and values.
    """
    segments = reading.form.segments(captions.CLASS_TOTALS, foot)
    if foot.start == foot.end or not segments:
        reading.missing(f"The line 'Total {letter}.'", "")
        return ClassTotals()
    found = _beside_captions(reading, segments)
    if orphans is not None:
        lost = {name: caption for name, caption in captions.CLASS_TOTALS.items() if name not in found}
        found |= _beside_captions(reading, reading.form.segments(lost, orphans))
    return ClassTotals(**{name: count(reading.form, token) for name, token in found.items()})


def _beside_captions(reading: Reading, segments: list[Segment]) -> dict[str, Token | None]:
    groups: dict[str, list[Token]] = {}
    for segment in segments:
        if not groups.get(segment.name):
            found = runs(before_sentence(reading, _counts(reading, segment.body)))
            groups[segment.name] = found[0] if found else words_beside(reading, segment.body)
    values = [token for group in groups.values() for token in group]
    in_order = len(values) == len(groups) and any(len(group) > 1 for group in groups.values())
    if in_order:
        return dict(zip(groups, values, strict=True))
    spare = [token for group in groups.values() for token in group[1:]]
    if spare and any(not group for group in groups.values()):
        reading.unplaced(spare, "Totals by class")
    return {name: group[0] if group else None for name, group in groups.items()}


def _counts(reading: Reading, span: Span) -> list[Token]:
    """The tokens that a number of shares can be: a fraction is a scanner's mark."""
    return [token for token in reading.tokens(span) if token.number is None or token.number == int(token.number)]


def without_glued_nil(reading: Reading, cells: Cells | None, where: str) -> Cells | None:
    """The cells of a row, without those that a dash before a number makes doubtful.

    It may be the nil mark of a neighbour that has lost its border: what may be issued is never negative, and what
    was issued is not with nothing printed beside it.
    """
    if cells is None:
        return None
    issued, may_be_issued = cells[-2:]
    if may_be_issued is not None and is_dashed(reading, may_be_issued):
        reading.unplaced([cell for cell in cells if cell], where)
        return [None] * len(cells)
    if may_be_issued is None and issued is not None and is_dashed(reading, issued):
        reading.unplaced([issued], where)
        return [*cells[:-2], None, None]
    return cells


def is_dashed(reading: Reading, token: Token) -> bool:
    """Whether a number is negative by a dash, which may be the nil mark of its neighbour; brackets leave no doubt."""
    return (token.number or 0) < 0 and "(" not in reading.text(token)
