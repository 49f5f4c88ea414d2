"""Names in which a letter was taken for another that looks like it: they are kept as printed, and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converter.findings import Finding, Severity
from converter.forms.folding import fold
from converter.walk import Entry

_NAMES = ("header.issuer", "signature.submitted_by", "signature.title")
_DIGIT_WITHIN = re.compile(r"[a-z][0-9]+[a-z]")
"""A digit between small letters is a letter that looks like it; names have theirs at the ends of words."""
_WORDS = (
    *("limited", "company", "corporation", "international", "holdings", "group", "industries", "investments"),
    *("technology", "communications", "development", "financial"),
    *("director", "secretary", "chairman", "executive", "officer", "authorised"),
)
"""What names and titles of the form are mostly made of."""
_FOLDED = {fold(word) for word in _WORDS}


def doubtful_names(figures: Iterable[Entry]) -> Iterator[Finding]:
    """Tell which words of the names of issuer and signatory cannot have been printed so: ``Lirnited``, ``Miche11e``."""
    for entry in figures:
        if entry.path in _NAMES and isinstance(entry.figure.value, str):
            words = [word for word in re.findall(r"\w+", entry.figure.value) if _is_misread(word)]
            if words:
                yield Finding(
                    "name-doubtful",
                    Severity.WARNING,
                    f"In {entry.address}, {', '.join(map(repr, words))} has a letter that was taken for another.",
                    "Read the name in the published return.",
                    figure=entry.address,
                    evidence=entry.figure.evidence,
                )


def _is_misread(word: str) -> bool:
    plain = word.lower()
    is_like = plain not in _WORDS and plain.isascii() and fold(plain.replace("rn", "m")) in _FOLDED
    return is_like or _DIGIT_WITHIN.search(word) is not None
