"""The closing totals, and the foot of the form."""

from __future__ import annotations

from itertools import pairwise

from converter.forms import captions
from converter.forms.figures import count
from converter.forms.lexer import VALUES, Kind, Token
from converter.forms.reading import Reading
from converter.forms.rows import join_cut, words_beside
from converter.forms.signatures import name_and_title, words_in
from converter.forms.text import Span
from converter.model import ClassKind, ClassLine, Signature, TotalIncrease

_CAPTIONS = {**captions.CLOSING_TOTALS, "tail": captions.CLOSING_TAIL, "note": captions.CLOSING_NOTE}


def read_closing(reading: Reading, span: Span) -> tuple[TotalIncrease, ...]:
    """Read "Total increase / (decrease) … (i.e. Total of A to E)" for every line of every class."""
    tokens = _without_torn(reading, _tokens_by_class(reading, span), span)
    totals: list[TotalIncrease] = []
    for name in captions.CLOSING_TOTALS:
        if name not in tokens:
            reading.missing(f"The closing total of {name} shares", "total_increase")
            continue
        lines = _by_line(reading, tokens[name]) if name == ClassKind.ORDINARY else {1: _single(reading, tokens[name])}
        totals += [
            TotalIncrease(share_class=ClassLine(ClassKind(name), line), number=count(reading.form, token))
            for line, token in lines.items()
        ]
    return tuple(totals)


def _tokens_by_class(reading: Reading, span: Span) -> dict[str, list[Token]]:
    """The values and line marks behind each caption; its tail "(i.e. Total of A to E)" may stand apart."""
    found: dict[str, list[Token]] = {}
    current = ""
    for segment in reading.form.segments(_CAPTIONS, span):
        if segment.name == "note":
            break
        current = current if segment.name == "tail" else segment.name
        tokens = [token for token in reading.tokens(segment.body) if token.kind in VALUES or token.kind is Kind.SLOT]
        if segment.name == "tail":
            tokens = _with_words(reading, segment.body, tokens)
        if current:
            found.setdefault(current, []).extend(tokens)
    return found


def _without_torn(reading: Reading, tokens: dict[str, list[Token]], span: Span) -> dict[str, list[Token]]:
    """Nothing where the captions of the other classes have no value, and the ordinary shares' none in their own line.

    The text then prints its captions and its values apart, and those of another part may be among them.
    """
    values = [token for token in tokens.get(ClassKind.ORDINARY, []) if token.kind in VALUES]
    others = [tokens.get(name) for name in captions.CLOSING_TOTALS if name != ClassKind.ORDINARY]
    caption = next(reading.form.find(captions.CLOSING_TOTALS[ClassKind.ORDINARY], *span), None)
    if not values or caption is None or any(others) or tokens[ClassKind.ORDINARY][0].kind is Kind.SLOT:
        return tokens
    above = reading.form.text[caption.end : values[0].start]
    if ("\n\n" if None in others else "\n") not in above.replace(" ", ""):
        return tokens
    reading.unplaced(values, "Closing totals")
    return {**tokens, ClassKind.ORDINARY: []}


def _with_words(reading: Reading, body: Span, tokens: list[Token]) -> list[Token]:
    """The tokens behind a caption, with the words in its own line that stand in place of its value."""
    end = reading.form.line_span(body.start).end
    words = _between_marks(reading, body)
    if not any(token.kind in VALUES and token.start < end for token in tokens):
        words = words or words_beside(reading, body)
    return sorted([*tokens, *words], key=lambda token: token.start)


def _between_marks(reading: Reading, body: Span) -> list[Token]:
    """The words that alone stand between the mark of a line, ``(1)``, and that of the next, as one damaged figure."""
    tokens = reading.tokens(body)
    marks = [index for index, token in enumerate(tokens) if token.kind is Kind.SLOT]
    between = [tokens[first + 1 : last] for first, last in pairwise(marks)]
    worded = [words for words in between if words and all(token.kind is Kind.WORD for token in words)]
    return [Token(Kind.DAMAGED, words[0].start, words[-1].end) for words in worded]


def _by_line(reading: Reading, tokens: list[Token]) -> dict[int, Token | None]:
    """The values of lines (1), (2), …; where only the first mark stands by, its values are taken in order."""
    groups: dict[int, list[Token]] = {1: []}
    line = 1
    for token in tokens:
        if token.kind is Kind.SLOT:
            line = int(token.number or 1)
            groups.setdefault(line, [])
        else:
            groups[line].append(token)
    if len(groups) == 1 and len(groups[1]) > 1 and not join_cut(reading, groups[1]):
        groups = {index: [token] for index, token in enumerate(groups[1], 1)}
    return {line: _single(reading, group) for line, group in groups.items()}


def _single(reading: Reading, tokens: list[Token]) -> Token | None:
    values = [token for token in tokens if token.kind in VALUES]
    if len(values) > 1:
        joined = join_cut(reading, values)
        if joined is None:
            reading.unplaced(values[1:], "Closing totals")
        return joined or values[0]
    return values[0] if values else None


def read_foot(reading: Reading, span: Span) -> Signature:
    """Read the remarks and who signed."""
    segments = reading.form.segments(
        {
            "remarks": captions.REMARKS,
            "by": captions.SUBMITTED_BY,
            "note": captions.TITLE_NOTE,
            "notes": captions.NOTES,
        },
        span,
    )
    bodies: dict[str, Span] = {}
    for segment in reading.form.without_twins(segments):
        bodies.setdefault(segment.name, segment.body)
    if "by" not in bodies:
        reading.missing("The line 'Submitted by'", "signature.submitted_by")
        return Signature(remarks=words_in(reading, bodies.get("remarks")))
    titles = reading.form.segments({"title": captions.TITLE}, bodies["by"])
    name_end = titles[0].caption.start if titles else bodies["by"].end
    title = next(iter(reading.form.without_twins(titles)), None)
    submitted_by, held = name_and_title(reading, Span(bodies["by"].start, name_end), title.body if title else None)
    return Signature(remarks=words_in(reading, bodies.get("remarks")), submitted_by=submitted_by, title=held)
