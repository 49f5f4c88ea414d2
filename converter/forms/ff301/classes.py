"""The classes of shares of an FF301 return: which class each block, and each total, is of.

A class is told by its words, read over what copying does to them, and by its stock code; where neither
tells, by its place: a section with as many blocks as there are classes has them in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from converter.forms.folding import caption_pattern, fold
from converter.forms.reading import class_kind
from converter.model import ClassKind, ClassLine, Counter, Figure, State

_WORDS = {
    "Ordinary shares": "Ordinary shares|普通股",
    "WVR ordinary shares": "WVR ordinary shares|不同投票權架構公司普通股",
    "Preference shares": "Preference shares|優先股",
    "": "Not applicable|不適用",
}
"""What FF301 lets an issuer choose as class and as type, besides letters; "Not applicable" names nothing."""
_KINDS = ((ClassKind.PREFERENCE, "{Preference|優先股}"), (ClassKind.ORDINARY, "{Ordinary|普通股}"))
_NEVER = re.compile(r"not applicable|不適用|不适用|\d[\d,]*|[^\w]", re.IGNORECASE)


def plain(words: str) -> str:
    """The words of a class without what copying has done to them: as the form lets choose them, else bare."""
    folded = fold(words)
    for name, caption in _WORDS.items():
        if caption_pattern(f"{{{caption}}}").fullmatch(folded):
            return name
    return "".join(words.split()).lower()


def is_choice(words: str) -> bool:
    """Whether words are what the form lets an issuer choose as class or type: one of its names, or a letter."""
    return plain(words) in _WORDS or len(plain(words)) == 1


def kind_of(words: str) -> ClassKind:
    """The class that words name, read over look-alikes and cuts."""
    folded = fold(words)
    found = (kind for kind, caption in _KINDS if caption_pattern(caption).search(folded))
    return next(found, class_kind(words))


@dataclass(frozen=True, slots=True)
class ClassHead:
    """What the head of a block says: class and type, and the figures beside them."""

    class_of_shares: Figure[str]
    type_of_shares: Figure[str]
    listed: Figure[bool]
    stock_code: Figure[str]
    description: Figure[str]
    counters: tuple[Counter, ...]

    @property
    def figures(self) -> dict[str, Any]:
        """The figures by their names in a block of sections I and II."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def repeated(self) -> tuple[Figure[Any], ...]:
        """The figures that section III prints again over its rows."""
        return (self.stock_code, self.description, *(counter.stock_code for counter in self.counters))

    @property
    def words(self) -> tuple[str, str]:
        """Class and type in plain words."""
        return plain(self.class_of_shares.value or ""), plain(self.type_of_shares.value or "")

    @property
    def kind(self) -> ClassKind:
        """The class as the form divides them."""
        return kind_of(self.class_of_shares.value or "")

    @property
    def is_whole(self) -> bool:
        """Whether class and type can be read: the type is a letter or two, or does not apply."""
        return self.kind is not ClassKind.NOT_STATED and (
            self.type_of_shares.state is State.NOT_APPLICABLE
            or len(self.words[1]) in (1, 2)
            or (self.type_of_shares.state is State.STATED and not self.words[1])
        )

    def with_class_of(self, others: Sequence[ClassHead]) -> ClassHead:
        """This head with the class that the one other head of its stock code prints, where its own was lost."""
        alike = [it for it in others if _same_code(self, it) and it.kind is not ClassKind.NOT_STATED]
        if self.kind is not ClassKind.NOT_STATED or len(alike) != 1:
            return self
        return replace(self, class_of_shares=alike[0].class_of_shares)

    def of_row(self, line: ClassLine) -> dict[str, Any]:
        """What a row of part III takes over from the head of its block."""
        words = {"class_of_shares": self.class_of_shares, "type_of_shares": self.type_of_shares}
        return {"share_class": line.kind, "line": line.line, **words}


def _agree(one: str, two: str) -> bool:
    """Whether two stock codes may be one: the same, or not both printed."""
    return not one or not two or one == two


def _same_words(one: ClassHead, two: ClassHead) -> bool:
    return one.words == two.words and _agree(one.stock_code.value or "", two.stock_code.value or "")


def _same_code(one: ClassHead, two: ClassHead) -> bool:
    if one.stock_code.value is None or one.stock_code.value != two.stock_code.value:
        return False
    if one.is_whole and two.is_whole and one.words[1] != two.words[1]:
        return False
    return one.kind is two.kind or ClassKind.NOT_STATED in (one.kind, two.kind)


def _same_words_and_code(one: ClassHead, two: ClassHead) -> bool:
    return _same_words(one, two) and _same_code(one, two)


_TELLING: tuple[Callable[[ClassHead, ClassHead], bool], ...] = (_same_words_and_code, _same_code, _same_words)
"""What tells that two heads are of one class, the surest first."""


@dataclass(slots=True)
class Classes:
    """The lines that have been given to classes, in the order in which the form names them."""

    heads: list[ClassHead] = field(default_factory=list)
    """Every head that was read, in every section."""
    _known: dict[ClassLine, ClassHead] = field(default_factory=dict)

    @property
    def lines(self) -> list[ClassLine]:
        """Every line, in the order in which the form names them."""
        return list(self._known)

    def lines_of(self, heads: Sequence[ClassHead]) -> list[ClassLine]:
        """The line of every block of a section; of the class "not stated" where nothing tells it."""
        self.heads += heads
        known = self.lines
        found: dict[int, ClassLine] = {}
        for tells in _TELLING:
            for place, head in enumerate(heads):
                same = [line for line in known if line not in found.values() and tells(head, self._known[line])]
                if place not in found and (same := self._without_code(head, same)):
                    found[place] = same[0]
        for place, head in enumerate(heads):
            if place not in found:
                left = known[place] if len(known) == len(heads) else None
                alike = [line for line in known if line.kind is head.kind]
                taken = set(found.values())
                found[place] = self._line_of_rest(head, left if left not in taken else None, alike, taken)
        return [found[place] for place in range(len(heads))]

    def _without_code(self, head: ClassHead, same: list[ClassLine]) -> list[ClassLine]:
        """Of several lines whose words a head prints, those that have no stock code either: else it has lost its."""
        if len(same) < 2 or head.stock_code.value:
            return same
        return [line for line in same if not self._known[line].stock_code.value]

    def _line_of_rest(
        self, head: ClassHead, left: ClassLine | None, alike: list[ClassLine], taken: set[ClassLine]
    ) -> ClassLine:
        """The line of a block that is of no known class: a new one, or one that its place tells."""
        if left is not None and not self._known[left].is_whole and left.kind in (head.kind, ClassKind.NOT_STATED):
            return left
        if head.is_whole and any(_same_words(head, self._known[line]) for line in self.lines if line not in taken):
            return left or ClassLine(ClassKind.NOT_STATED)
        if head.is_whole and not any(
            _same_words_and_code(head, self._known[line]) for line in taken if line in self._known
        ):
            return self._new(head)
        if left is not None:
            return left
        if len(alike) == 1 and alike[0] not in taken:
            return alike[0]
        return ClassLine(ClassKind.NOT_STATED) if self._known and (alike or head.is_whole) else self._new(head)

    def _new(self, head: ClassHead) -> ClassLine:
        line = ClassLine(head.kind, 1 + max((it.line for it in self.lines if it.kind is head.kind), default=0))
        self._known[line] = head
        return line

    def first(self, line: ClassLine) -> ClassHead | None:
        """The head by which a line was first known; ``None`` for the class "not stated"."""
        return self._known.get(line)

    def named(self, words: str, among: Sequence[ClassLine]) -> ClassLine | None:
        """The first of the lines ``among`` that the words of a total name: ``WVR ordinary shares A``.

        Words that name a class of which there is one line name that line, whatever its type.
        """
        exact = self.all_named(words, among)
        if exact:
            return exact[0]
        kind = kind_of(words)
        of_class = [line for line in self.lines if line.kind is kind]
        if not of_class and kind is not ClassKind.NOT_STATED:
            return ClassLine(kind)
        return of_class[0] if len(of_class) == 1 and kind is not ClassKind.NOT_STATED else None

    def all_named(self, words: str, among: Sequence[ClassLine]) -> list[ClassLine]:
        """Those of the lines ``among`` whose class and type the words name: two series may have the same."""
        folded = fold(_NEVER.sub("", words))
        return [line for line in among if line in self._known and _name_of(self._known[line].words).fullmatch(folded)]


@cache
def _name_of(words: tuple[str, str]) -> re.Pattern[str]:
    """How a total names a class: its class and its type, in any language of the form."""
    captions = [_WORDS.get(name) or "".join(filter(str.isalnum, name)) for name in words]
    return caption_pattern(" ".join(f"{{{caption}}}" for caption, name in zip(captions, words, strict=True) if name))
