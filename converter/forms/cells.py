"""What the tokens of one cell make together: a number that spaces divide, and words for nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.evidence import Origin
from converter.forms.notation import value
from converter.forms.tokens import Kind, Token

_NUMBERS = frozenset({Kind.NUMBER, Kind.DAMAGED})
_NONES = {"none": Kind.NIL, "zero": Kind.NIL, "na": Kind.NOT_APPLICABLE, "n.a": Kind.NOT_APPLICABLE}
_NONES |= dict.fromkeys(("沒有", "没有"), Kind.NIL)
"""Words that fill a cell for a figure where nothing is to be told; elsewhere they are words like others."""
_UNKNOWN = re.compile(
    r"(?:pending|to be (?:confirmed|determined|decided|fixed|advised|announced)|t\.?b\.?[acd]\.?|unknown"
    r"|not (?:yet )?(?:known|available|determined|confirmed|fixed)|not yet"
    r"|待[定確确公](?:[定認认佈布])?|尚?未(?:知|定|[確确][定認认])|不[詳详])(?!\w)",
    re.IGNORECASE,
)
"""What fills a cell for a figure that the filer has not got."""
_UNKNOWN_BEGINS = ("pend", "to", "tb", "t.b", "unknown", "not", "待", "尚未", "未", "不詳", "不详")
MAY_BE_NONE = frozenset(letter for word in (*_NONES, *_UNKNOWN_BEGINS) for letter in word[0] + word[0].upper())
"""The letters that a word begins with which may stand for a figure."""
_VALUE_ENDS = re.compile(r"(?:^|[\d):*]|\b(?:nil|n/?a|n\.a\.?|none|zero|month)|[用無无零有存-])\s*$", re.IGNORECASE)
_VALUE_BEGINS = re.compile(
    r"\s*(?:$|[\d(\t\n-]|[A-Z]{2,3}\s?\$|(?:nil|n/?a|n\.a|none|zero)\b|[不無无零沒没])", re.IGNORECASE
)
_EMPTY = re.compile(r"[ _]*(?:[A-Z.]{0,3}\s?[$£€]|[A-Z]{3})?[ _]*")
"""What a cell has before its one figure: nothing, or a currency mark."""
_ENDS = re.compile(r"[ _]*(?:[\t\n]|$)")
_SPECK = re.compile(r" [.·•*~] ")
_GROUP = re.compile(r"\d{3}")
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
_NOUGHT_FIRST = re.compile(r"0[\d,]")
_HEAD = re.compile(r"\d{1,3}(?=,|$)|\d{3}(?=\.\d)")


def with_nones(tokens: list[Token], text: str, start: int) -> list[Token]:
    """The tokens, with a value in place of words for nothing, or for what is not known, where a figure stands."""
    found: list[Token] = []
    behind = start
    for token in tokens:
        if token.start >= behind:
            may_be = text[token.start] in MAY_BE_NONE and token.kind is Kind.WORD
            found.append(_none(token, text, start) if may_be else token)
            behind = found[-1].end
    return found


def _none(token: Token, text: str, start: int) -> Token:
    word = text[token.start : token.end].lower()
    if word.startswith(_UNKNOWN_BEGINS):
        return _unknown(token, text, start)
    kind = _NONES.get(word)
    if kind is None:
        return token
    before = text[_cell_start(text, token, start) : token.start].rstrip().lower()
    alone = _VALUE_ENDS.search(before) and _VALUE_BEGINS.match(text, token.end)
    return token._replace(kind=kind) if alone or before.endswith(word) else token


def _unknown(token: Token, text: str, start: int) -> Token:
    """A damaged figure in place of ``Pending`` or ``to be confirmed``, if nothing else stands in its cell."""
    phrase = _UNKNOWN.match(text, token.start)
    if phrase is None:
        return token
    first, last = phrase.span()
    if text[max(first - 1, start) : first] == "(" and text[last : last + 1] == ")":
        first, last = first - 1, last + 1
    alone = _VALUE_BEGINS.match(text, last) and _VALUE_ENDS.search(text[_cell_start(text, token, start) : first])
    return Token(Kind.DAMAGED, first, last) if alone else token


def _cell_start(text: str, token: Token, start: int) -> int:
    return max(start, text.rfind("\t", 0, token.start) + 1, text.rfind("\n", 0, token.start) + 1)


def with_spaced(tokens: list[Token], text: str, start: int) -> list[Token]:
    """The tokens, with one in place of several that one space each divides, where they are one figure.

    ``1 234 567`` alone in a cell is a number; a sign or digits cut off by a space make it damaged.
    """
    if not any(two.kind in _NUMBERS and _touch(text, one, two) for one, two in pairwise(tokens)):
        return tokens
    found: list[Token] = []
    for run in _runs(tokens, text):
        found += _one_figure(run, text, start) or _with_noughts(run, text) if len(run) > 1 else run
    return found


def _touch(text: str, one: Token, two: Token) -> bool:
    """Whether a number follows digits or a dash after one space, or a dash after a scanner's mark."""
    if two.kind not in _NUMBERS:
        return False
    between = text[one.end : two.start]
    is_dash = one.kind is Kind.NIL and not text[one.start].isalpha()
    return (between in (" ", "_") and (is_dash or one.kind in _NUMBERS)) or (
        is_dash and _SPECK.fullmatch(between) is not None
    )


def _runs(tokens: list[Token], text: str) -> list[list[Token]]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and _touch(text, runs[-1][-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _one_figure(run: list[Token], text: str, start: int) -> list[Token]:
    """The one token of a run that fills its cell, if it can be one figure; else nothing."""
    first, last = run[0].start, run[-1].end
    last += text[first] == "(" and text[last : last + 1] == ")"
    begin = _cell_start(text, run[0], start)
    if not _ENDS.match(text, last) or not _EMPTY.fullmatch(text, begin, first):
        return []
    whole = text[first:last]
    bounded = "\t" in (text[begin - 1 : begin], text[last:].lstrip(" _")[:1])
    if not bounded and _is_row(run, text):
        return []
    if run[0].kind is Kind.NIL or (not bounded and text[begin:first].strip(" _")):
        return [Token(Kind.DAMAGED, first, last)]
    if not bounded:
        return []
    number, _ = value(whole)
    groups = whole.split(" ")[1:]
    if number is not None and (len(groups) > 1 or groups[0].startswith("0")):
        return [Token(Kind.NUMBER, first, last, number, origin=Origin.NORMALISED)]
    return [Token(Kind.DAMAGED, first, last)] if _may_be_one(run, text) else []


def _is_row(run: list[Token], text: str) -> bool:
    """Whether a line without cells is a row of values: without the dash or the mark before them they are no number."""
    digits = run[run[0].kind is Kind.NIL :]
    if len(digits) < 2 or any(token.kind is Kind.DAMAGED for token in digits):
        return False
    printed = [text[token.start : token.end] for token in digits]
    one = all(left != "0" and _may_be_cut(left, right) for left, right in pairwise(printed))
    return not one and value(text[digits[0].start : digits[-1].end])[0] is None


def _may_be_one(run: list[Token], text: str) -> bool:
    """Whether a space may stand within one number, or for its comma."""
    if any(token.kind is Kind.DAMAGED for token in run):
        return True
    return any(_may_be_cut(text[one.start : one.end], text[two.start : two.end]) for one, two in pairwise(run))


def _may_be_cut(left: str, right: str) -> bool:
    """Whether two numbers may be one: the right begins with a whole group, or completes the left's first one.

    No number begins with a nought.
    """
    head = _HEAD.match(right)
    digits = left.lstrip("(-")
    if head is None or digits == "0" or (len(digits) > 3 and "," not in digits):
        return False
    return len(head.group()) == 3 or len(digits) + len(head.group()) < 4


def _is_group(token: Token, text: str) -> bool:
    return _GROUP.fullmatch(text, token.start, token.end) is not None


def _with_noughts(run: list[Token], text: str) -> list[Token]:
    """The run, with digits that begin with a nought put to those before them, for no figure begins so.

    What is put together so may go on in the next group of three.
    """
    found = [run[0]]
    for token in run[1:]:
        goes_on = found[-1].kind is Kind.DAMAGED and _is_group(token, text)
        if goes_on or _NOUGHT_FIRST.match(text, token.start):
            if len(found) > 1 and _is_group(found[-1], text) and _FIRST_GROUP.fullmatch(text, *found[-2][1:3]):
                found.pop()  # a group between the first and this one
            found[-1] = Token(Kind.DAMAGED, found[-1].start, token.end)
        else:
            found.append(token)
    return found
