"""The texts of a block of section I: the title of its class, the stock code, the description."""

from __future__ import annotations

import re

from converter.evidence import Origin
from converter.forms.balances import ROWS
from converter.forms.capital import Block, tail_before_column
from converter.forms.figures import text_of_pieces
from converter.forms.folding import fold
from converter.forms.lexer import VALUES, Kind
from converter.forms.reading import Reading
from converter.forms.stock_codes import stock_code
from converter.forms.text import Segment, Span
from converter.model import BLANK, ClassKind, Figure, State

_TITLES = {fold(title): kind for kind, title in zip(ClassKind, ("Ordinary Shares", "Preference Shares"), strict=False)}
_TITLES |= {fold(title): kind for kind, title in zip(ClassKind, ("普通股", "優先股", "其他類別股份"), strict=False)}
_TITLES[fold("Other Classes of Shares")] = ClassKind.OTHER
_PROSE = 4
"""So many words in a line make its numbers part of a text."""
_COLUMN_HEAD = re.compile(
    r"(?:No\.?\s+of|Par\s+value|Authorised\s+share)\b|\w{1,6}股份?[數数]目|面值|法定股本", re.IGNORECASE
)


def titled_class(reading: Reading, heading: Span) -> ClassKind | None:
    """The class that the last title in a stretch names; ``None`` where there is no title."""
    folded = fold(reading.form.text[heading.start : heading.end])
    found = ((folded.rfind(title), kind) for title, kind in _TITLES.items())
    place, kind = max(found)
    return kind if place >= 0 else None


def stock_code_of(reading: Reading, block: Block) -> Figure[str]:
    """The stock code beside its caption."""
    bodies = [segment.body for segment in block.named("code")]
    if not bodies:
        # Where the caption was lost, the code still stands alone before "Description".
        bodies = [_before_description(reading, segment) for segment in block.named("description")]
    codes = (stock_code(reading, body) for body in bodies)
    return next((code for code in codes if code.state is not State.BLANK), BLANK)


def _before_description(reading: Reading, description: Segment) -> Span:
    """What stands before "Description" in its line, without the number of the line of the class."""
    line = reading.form.line_span(description.caption.start)
    mark = re.match(r"[ \t]*\(\s*\d\s*\)", reading.form.text[line.start : description.caption.start])
    return Span(line.start + (mark.end() if mark else 0), description.caption.start)


def description_of(reading: Reading, block: Block) -> Figure[str]:
    """The words beside the caption; a cell of two lines has its first line above the caption."""
    for segment in block.named("description"):
        pieces = [_first_line(reading, segment.body)]
        above = _line_above(reading, block.heading)
        if above and text_of_pieces(reading.form, pieces).state is State.STATED:
            pieces.insert(0, above)
        figure = text_of_pieces(reading.form, pieces, Origin.JOINED if len(pieces) > 1 else None)
        if figure.state is not State.BLANK:
            return figure
    return _description_before_column(reading, block)


def _first_line(reading: Reading, body: Span) -> Span:
    """The first line of a stretch in which anything but punctuation is printed."""
    text = reading.form.text[body.start : body.end]
    start = len(text) - len(text.lstrip(" \t\n:_"))
    end = text.find("\n", start)
    if _COLUMN_HEAD.match(text, start):
        return Span(body.start, body.start)  # the description is blank, and a wrapped head of a column follows
    return Span(body.start + start, body.end if end < 0 else body.start + end)


def _line_above(reading: Reading, heading: Span) -> Span | None:
    """The last line of words between the block before and this one, unless it is a heading."""
    text = reading.form.text[heading.start : heading.end]
    line_start = text.rfind("\n")
    above = text[: max(line_start, 0)].rstrip("\n")
    start = heading.start + above.rfind("\n") + 1
    words = above.rsplit("\n", 1)[-1]
    if not above.count("\n") or not re.search(r"[^\W\d_]{2}", words) or text[line_start + 1 :].strip(" \t()12"):
        return None
    tokens = reading.tokens(Span(start, start + len(words)))
    figures = any(token.kind in VALUES for token in tokens)
    prose = sum(token.kind is Kind.WORD for token in tokens) >= _PROSE
    if (figures and not prose) or _is_title(words):
        return None
    return Span(start, start + len(words))


def _is_title(words: str) -> bool:
    """Whether a line prints nothing but a class's heading, once or in every cell."""
    folded = fold(words)
    for title in _TITLES:
        folded = folded.replace(title, "")
    return sum(character.isalpha() for character in folded) < _PROSE


def _description_before_column(reading: Reading, block: Block) -> Figure[str]:
    """In a flattened table the description may stand just before the heads of the money columns."""
    tails = (tail_before_column(reading, block, segment) for segment in block.named(*ROWS))
    return next((text_of_pieces(reading.form, [tail]) for tail in tails if tail), BLANK)
