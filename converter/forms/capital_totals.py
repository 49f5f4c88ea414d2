"""The total authorised share capital, in every edition."""

from __future__ import annotations

from converter.forms.figures import money
from converter.forms.lexer import VALUES, Kind
from converter.forms.reading import Reading, of_kind
from converter.forms.rows import before_sentence, words_beside
from converter.forms.text import Segment
from converter.model import Figure, Money


def capital_totals(reading: Reading, segments: list[Segment]) -> tuple[Figure[Money], ...]:
    """The total, one per currency; a second print of the same amount is an overlapping crop."""
    totals: dict[str | None, Figure[Money]] = {}
    for segment in segments:
        head = of_kind(reading.tokens(segment.body), Kind.CURRENCY)
        beside = [it for it in before_sentence(reading, reading.tokens(segment.body)) if it.kind in VALUES]
        for token in reading.without_end_of_page(beside) or words_beside(reading, segment.body):
            figure = money(reading.form, token, head.currency if head else None)
            kept = totals.setdefault(figure.value.currency if figure.value else None, figure)
            if kept is not figure and kept.value == figure.value:
                reading.repeats([token])
    return tuple(totals.values())
