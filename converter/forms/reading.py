"""What the readers of the sections share: the text, the tokens, and the findings on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.evidence import Evidence, Origin
from converter.findings import Finding, Severity
from converter.forms.lexer import NUMBERS, VALUES, Kind, Token, lex
from converter.forms.text import FormText, Span
from converter.model import ClassKind

_CLASS_WORDS = (
    # "non-ordinary" classes first: "convertible preference shares" are preference shares.
    (ClassKind.PREFERENCE, ("preference", "preferred", "p-share", "優先", "优先")),
    (
        ClassKind.ORDINARY,
        (
            "內資股",
            "内资股",
            "ordinary",
            "普通",
            "h share",
            "h-share",
            "domestic share",
            "a share",
            "b share",
            "h股",
            "a股",
            "b股",
        ),
    ),
)


_PAGES = 1000
"""No return has so many pages."""


@dataclass(slots=True)
class Reading:
    """One reading of one form."""

    form: FormText
    findings: list[Finding] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    """Where numbers begin that print once more what a figure has been read from."""
    _tokens: dict[Span, list[Token]] = field(default_factory=dict)

    def tokens(self, span: Span) -> list[Token]:
        """Every token of a stretch."""
        known = self._tokens.get(span)
        if known is None:
            known = self._tokens[span] = self._lexed(span)
        return list(known)

    def _lexed(self, span: Span, *, words: bool = True) -> list[Token]:
        return lex(self.form.text, *span, words=words)

    def numbers(self, span: Span) -> list[Token]:
        """The tokens of a stretch that are numbers or dates, sound or damaged."""
        return [token for token in self._lexed(span, words=False) if token.kind in NUMBERS]

    def values(self, span: Span) -> list[Token]:
        """The tokens of a stretch that can stand in a cell for a figure."""
        return [token for token in self.tokens(span) if token.kind in VALUES]

    def stands_alone(self, token: Token) -> bool:
        """Whether a small number or a rule stands alone below a blank line, as what ends a page does."""
        line = self.form.line_span(token.start)
        small = token.number is not None and 0 < token.number < _PAGES and token.currency is None
        above = self.form.text[: line.start].rstrip(" \t")
        alone = self.form.text[line.start : line.end].strip() == self.text(token)
        return (small or token.kind is Kind.NIL) and alone and above.endswith("\n\n")

    def without_end_of_page(self, values: list[Token]) -> list[Token]:
        """The values behind a caption, without those behind the first that end a page."""
        return values[:1] + [token for token in values[1:] if not self.stands_alone(token)]

    def joined(self, start: int, end: int, digits: str) -> Token:
        """The number that pieces between two offsets make when put together; damaged if they make none."""
        token = next(iter(lex(digits, 0, len(digits))))
        return Token(token.kind, start, end, token.number, token.currency, Origin.JOINED)

    def text(self, token: Token) -> str:
        """A token as printed."""
        return self.form.text[token.start : token.end]

    def evidence_of(self, tokens: Iterable[Token]) -> Evidence:
        """The evidence of several tokens as one stretch."""
        listed = list(tokens)
        return self.form.evidence(listed[0].start, listed[-1].end)

    def repeats(self, tokens: Iterable[Token]) -> None:
        """Note numbers that print once more what a figure has been read from."""
        self.repeated.update(token.start for token in tokens)

    def warn(self, code: str, message: str, hint: str, *, figure: str = "", evidence: Evidence | None = None) -> None:
        """Tell what a person has to look at."""
        self.findings.append(Finding(code, Severity.WARNING, message, hint, figure=figure, evidence=evidence))

    def missing(self, name: str, address: str = "") -> None:
        """Tell that a part of the form was not found."""
        hint = "Compare with the published return: the text may be cut, or its caption unreadable."
        self.warn("part-missing", f"{name} was not found in the text.", hint, figure=address)

    def class_unread(self, head: Span, address: str) -> None:
        """Tell that nothing says which class of shares a block is of."""
        message = f"Of which class of shares {address} is cannot be told."
        hint = "Read the head of the block in the published return."
        self.warn("class-unread", message, hint, figure=address, evidence=self.line_of(head))

    def unplaced(self, tokens: Iterable[Token], where: str) -> None:
        """Tell that figures were read which could not be placed with certainty."""
        evidence = self.evidence_of(tokens)
        message = f"{where}: {evidence.raw!r} is printed, but not where a figure of the form can be told."
        self.warn("figure-unplaced", message, "Read the line in the published return.", evidence=evidence)

    def line_of(self, head: Span) -> Evidence:
        """The evidence of a caption with all that stands behind it in its line."""
        return self.form.evidence(head.start, self.form.line_span(head.start).end)


def class_kind(words: str) -> ClassKind:
    """The class of shares that a text names; ``NOT_STATED`` where it names none of the form's."""
    # A word processor sets a small gap between Latin letters and Chinese ones, which may read as a space.
    lowered = " ".join(words.lower().split()).replace(" 股", "股")
    named = (kind for kind, marks in _CLASS_WORDS if any(mark in lowered for mark in marks))
    found = next(named, None)
    if found is not None:
        return found
    other = lowered in ("other", "其他") or any(word in lowered for word in ("其他類別", "其他类别"))
    other = other or ("other" in lowered and "class" in lowered)
    return ClassKind.OTHER if other else ClassKind.NOT_STATED


def of_kind(tokens: Iterable[Token], kind: Kind) -> Token | None:
    """The first token of a kind."""
    return next((token for token in tokens if token.kind is kind), None)
