"""Captions that OCR has printed with letters or two of them doubled, or with one letter wrong, missing or too many.

For long captions alone: one letter may be the whole difference between two short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

import regex

from converter.forms.folding import BREAK, JOINT, fold
from converter.forms.text import FormText, Span

_LONG = 10
"""From so many letters on one wrong letter makes no other caption of the form, and no other words."""
_CHOICE = re.compile(r"\[([^\[\]{}]*)\]|\{([^\[\]{}]*)\}")


def wordings(caption: str) -> list[str]:
    """Every wording that a caption in the notation of :func:`converter.forms.text.caption_pattern` allows."""
    choice = _CHOICE.search(caption)
    if choice is None:
        return [caption]
    options = ["", choice[1]] if choice[2] is None else choice[2].split("|")
    return [
        wording
        for option in options
        for wording in wordings(caption[: choice.start()] + option + caption[choice.end() :])
    ]


def find_near(form: FormText, caption: str, span: Span) -> Iterator[Span]:
    """Yield every place in ``span`` where a long ``caption`` is printed, be it with letters doubled or one wrong.

    Its words begin and end where words of the text do: no letter or digit beside them is taken for theirs.
    """
    pattern = _pattern(caption)
    if pattern is None:
        return
    letters, runs = _runs(form, span)
    for match in pattern.finditer(letters):
        words = Span(_begin_of_word(form, runs[match.start()]), _end_of_word(form, runs[match.end() - 1]))
        if _are_whole(form.text, words):
            yield Span(words.start, form.end_of_caption(words.end))


def near_captions(
    form: FormText, captions: Mapping[str, str], span: Span, names: Iterable[str]
) -> list[tuple[Span, str]]:
    """The places in ``span`` where one of the captions ``names`` is printed, with its name; see :func:`find_near`."""
    return [(place, name) for name in names for place in find_near(form, captions[name], span)]


@lru_cache(2)  # many captions are looked for in one stretch
def _runs(form: FormText, span: Span) -> tuple[str, list[list[int]]]:
    """The folded text of a stretch, doubled letters made single, and of each letter the indices that print it."""
    indices = [index for index in form.folded_range(*span) if form.folded[index] not in JOINT + BREAK]
    runs = [list(run) for _, run in groupby(indices, key=form.folded.__getitem__)]
    return "".join(form.folded[run[0]] for run in runs), runs


@cache
def _pattern(caption: str) -> regex.Pattern[str] | None:
    """A pattern for what is left of a caption's English wordings when doubled letters are made single."""
    folded = {fold(wording) for wording in wordings(caption)}
    long = {_single(wording) for wording in folded if wording.isascii() and len(wording) >= _LONG}
    # The first and the last letter are right, or a caption that lost one would take that of the word beside it.
    inexact = [f"{it[0]}(?:{it[1:-1]}){{e<=1}}{it[-1]}" for it in sorted(long, key=lambda it: (-len(it), it))]
    stuttered = [words[:end] + words[end - 2 :] for words in sorted(long) for end in range(2, len(words))]
    return regex.compile(f"(?e){'|'.join(inexact + stuttered)}") if inexact else None


def _single(letters: str) -> str:
    return "".join(letter for letter, _ in groupby(letters))


def _begin_of_word(form: FormText, run: list[int]) -> int:
    """Where a word begins with a letter of a run; the run may begin with the last letter of the word before."""
    starts = [form.offset(index) for index in run]
    return next((start for start in starts if not form.text[max(0, start - 1) : start].isalpha()), starts[0])


def _end_of_word(form: FormText, run: list[int]) -> int:
    """Where a run of one letter ends within the word it begins in."""
    end = form.offset(run[0]) + 1
    for index in run[1:]:
        if form.offset(index) != end:
            break
        end += 1
    return end


def _are_whole(text: str, words: Span) -> bool:
    """Whether words begin and end where words do, and with a letter."""
    around = text[max(0, words.start - 1) : words.start] + text[words.end : words.end + 1]
    edges = text[words.start] + text[words.end - 1]
    return not any(it.isalpha() for it in around) and not any(it.isdigit() for it in edges)
