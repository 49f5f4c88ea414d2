"""The rows of part E: what the form prints of each of the ten types of issue, in whatever order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from converter.forms import captions
from converter.forms.lexer import Kind
from converter.forms.reading import Reading, of_kind
from converter.forms.text import Segment, Span
from converter.model import PREPRINTED_KINDS, MovementKind

KINDS = list(PREPRINTED_KINDS)
"""The types of issue, in the order of the form."""
_SPECIFY = re.compile(r"[(（][ ]?[請请][註注]明[ ]?[)）]")


@dataclass(slots=True)
class Row:
    """The segments that belong to one type of issue."""

    kind: MovementKind | None = None
    segments: list[Segment] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        """Whether a caption of one of these names was printed."""
        return any(segment.name in names for segment in self.segments)

    @property
    def has_class(self) -> bool:
        """Whether "Class of shares …" was printed, or what every row prints behind it."""
        return self.has("class_of_shares", "event_date", "approval_date")

    def ends_before_kind(self, kind: MovementKind) -> bool:
        """Whether ``kind``, printed next, is another row's: this one has its own, or its last line."""
        return self.kind not in (None, kind) or self.has("approval_date")


def rows_of(reading: Reading, body: Span) -> list[Row]:
    """Every row whose type of issue can be told, by what is printed or by the rows beside it."""
    return _with_kinds(_cut(reading, body))


def _cut(reading: Reading, body: Span) -> list[Row]:
    """Cut part E into rows, whichever of a row's kind and its "Class of shares …" is printed first."""
    # The tail of "其他 (請註明)" stands alone in the second line of a cell.
    tails = [(Span(*tail.span()), str(MovementKind.OTHER)) for tail in _SPECIFY.finditer(reading.form.text, *body)]
    segments = reading.form.segments({**captions.MOVEMENT_KINDS, **captions.MOVEMENT_FIELDS}, body, tails)
    kinds_last = _kinds_come_last(segments)
    rows = [Row()]
    for segment in segments:
        kind = MovementKind(segment.name) if segment.name in captions.MOVEMENT_KINDS else None
        own = rows[-1].kind is None and kinds_last
        another = kind and not own and rows[-1].ends_before_kind(kind)
        ended = rows[-1].has("approval_date") and not kinds_last
        another = another or (ended and _begins_item(reading, segment))
        if another or (segment.name == "class_of_shares" and rows[-1].has_class):
            rows.append(Row())
        rows[-1].kind = rows[-1].kind or kind
        rows[-1].segments.append(segment)
    return [row for row in rows if row.segments]


def _begins_item(reading: Reading, segment: Segment) -> bool:
    """Whether the line of a caption begins with the number of an item, whose kind may stand in the line below."""
    line = reading.form.line_span(segment.caption.start)
    return of_kind(reading.tokens(Span(line.start, segment.caption.start))[:1], Kind.ITEM) is not None


def _kinds_come_last(segments: list[Segment]) -> bool:
    """Whether every row begins with its class and has its kind in a line below, as where cells are set at their foot.

    Ten classes are printed then, and each kind behind as many of them as its number says.
    """
    classes, found = 0, []
    for segment in segments:
        classes += segment.name == "class_of_shares"
        if segment.name in captions.MOVEMENT_KINDS:
            found.append(KINDS.index(MovementKind(segment.name)) + 1 == classes)
    return classes == len(KINDS) and bool(found) and all(found)


def _with_kinds(rows: list[Row]) -> list[Row]:
    """A row whose kind was lost is known by its neighbours, for the form prints the ten in one order."""
    for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        if row.kind is None:
            lower = KINDS.index(before.kind) if before and before.kind else -1
            upper = KINDS.index(after.kind) if after and after.kind else len(KINDS)
            row.kind = KINDS[lower + 1] if upper - lower == 2 else None
    return [row for row in rows if row.kind is not None]
