"""The reading of an FF301: a page in which every number stands whole in its own cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from converter.forms.lexer import NUMBERS, Kind, Token, lex
from converter.forms.reading import Reading
from converter.forms.text import Span

_NUMBERS = frozenset({Kind.NUMBER, Kind.DAMAGED})
_NUMBERS_AND_NIL = _NUMBERS | {Kind.NIL}

_BEFORE_DIGITS = re.compile(r"^[^\d-]+")
"""A currency."""
_WHOLE = re.compile(r"-?(?!0[\d,])\d{1,3}(?:,\d{3})*(?:\.\d+)?")


def _make_one(one: str, between: str, two: str) -> bool:
    """Whether two pieces are a number together, of which one is none: ``38,33 3,247``, ``12,345, 970``, ``12 .6``."""
    first = _BEFORE_DIGITS.sub("", one) + between.strip()
    whole = _WHOLE.fullmatch(first) is not None and two[:1] not in (".", ",")
    return between in (" ", "  ", ", ") and not whole and _WHOLE.fullmatch(first + two) is not None


def _are_two(one: str, two: str) -> bool:
    """Whether two numbers in one cell are no pieces of one, with a comma lost or without: ``85,427 12,341``."""
    first = _BEFORE_DIGITS.sub("", one)
    whole = [bool(_WHOLE.fullmatch(it)) for it in (first, two, first + two, f"{first},{two}")]
    return ("," in two or two == "0") and whole == [True, True, False, False]


@dataclass(slots=True)
class CellReading(Reading):
    """A reading that keeps to cells: the borders of FF301 cut nothing, and no cell has two numbers.

    The older form's tables are cut by OCR, and its numbers put together across borders. Here such
    pieces are numbers of two cells; and two numbers in one cell are one that was cut, which is damaged.
    """

    def _lexed(self, span: Span, *, words: bool = True) -> list[Token]:
        tokens: list[Token] = []
        for token in lex(self.form.text, *span, words=words):
            tokens += self._within_cells(token) if token.kind in NUMBERS else (token,)
        return list(self._whole(tokens))

    def _within_cells(self, token: Token) -> list[Token]:
        """A number or a date as it stands in one cell; one that reaches over a border is cut there again."""
        border = self._border(token)
        if border < 0:
            return [token]
        middle = token.start + border + 1
        pieces = [*lex(self.form.text, token.start, middle), *lex(self.form.text, middle, token.end)]
        return [piece for piece in pieces if any(map(str.isalnum, self.text(piece)))]

    def _border(self, token: Token) -> int:
        """Where a border stands among the digits of a token, or the end of a row between a currency and an amount."""
        printed = self.text(token).rstrip()
        first = next((place for place, character in enumerate(printed) if character.isdigit() or character == ","), 0)
        if token.kind is Kind.DATE:  # a number that fills its cell, above the rest of a text
            return printed.find("\n") if self.form.text[token.start - 1] == "\t" else -1
        if "\t" in printed[first:]:
            return printed.rindex("\t")
        return printed.find("\n") if "\n" in printed and self.form.in_cells(token.start) else -1

    def _whole(self, tokens: list[Token]) -> Iterator[Token]:
        """The tokens, pieces of one number put together as a damaged one."""
        cut: Token | None = None
        for token, following in pairwise([*tokens, Token(Kind.WORD, len(self.form.text), len(self.form.text))]):
            mine = token if cut is None else Token(Kind.DAMAGED, cut.start, token.end, currency=cut.currency)
            if following.kind in _NUMBERS and self._is_cut(token, following):
                cut = mine
                continue
            cut = None
            lost_end = mine.kind is Kind.NUMBER and self.form.text[mine.end : mine.end + 1] == ","
            yield Token(Kind.DAMAGED, mine.start, mine.end + 1, currency=mine.currency) if lost_end else mine

    def _is_cut(self, token: Token, following: Token) -> bool:
        """Whether a number behind a token is a piece of one with it: a space at most parts them in their cell."""
        if token.kind not in _NUMBERS_AND_NIL or following.currency:
            return False
        text = self.form.text
        if _make_one(
            text[token.start : token.end], text[token.end : following.start], text[following.start : following.end]
        ):
            return True
        if _are_two(self.text(token), self.text(following)):
            return False
        if text[token.end : following.start].strip(" ") or "\n" in text[token.end : following.start]:
            return False
        left = max(text.rfind("\t", 0, token.start), text.rfind("\n", 0, token.start)) + 1
        ends = [end for end in (text.find("\t", following.end), text.find("\n", following.end)) if end >= 0]
        cell = text[left : min(ends, default=len(text))]
        return not any(map(str.isalpha, cell.replace(text[token.start : token.end], "", 1)))
