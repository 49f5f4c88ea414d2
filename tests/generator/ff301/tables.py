"""The tables of section III of FF301, their totals, and how a figure is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from converter.model import (
    Agreement,
    ClassLine,
    Convertible,
    Edition,
    Figure,
    IssuedBlock,
    Money,
    MonthlyReturn,
    OptionScheme,
    OtherMovement,
    State,
    Warrant,
)
from converter.model import Row as ModelRow
from tests.generator.ff301 import wording
from tests.generator.ff301.sheet import Box, Row
from tests.generator.ff301.wording import Language

Places = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Form:
    """An edition of the form in a language, and how it prints."""

    edition: Edition
    language: Language
    swapped: bool = False
    """Versions 1.0.0 and 1.0.1 exchange the captions of class and type."""
    looks: int = 0
    """From 1 on, the borders of columns are moved a little, each number its own way."""

    def places(self, columns: Places) -> Places:
        """Where the columns of a table stand."""
        if not self.looks:
            return columns
        random = Random(f"{self.looks} {columns}")
        moved = [random.randint(-6, 6) for _ in columns[1:]]
        lefts = [columns[0][0], *(left + by for (left, _), by in zip(columns[1:], moved, strict=True))]
        rights = [*(right + by for (_, right), by in zip(columns, moved, strict=False)), columns[-1][1]]
        return tuple(zip(lefts, rights, strict=True))

    @property
    def treasury(self) -> bool:
        """Whether the form knows treasury shares."""
        return self.edition is not Edition.FF301_1_0

    def caption(self, name: str) -> str:
        """A caption in this language and edition."""
        return wording.caption(name, self.language, self.edition)

    def text(self, figure: Figure[Any]) -> str:
        """A text, a code or a date."""
        if figure.state is State.NOT_APPLICABLE:
            return self.caption("not applicable")
        if isinstance(figure.value, date):
            return self.day(figure.value)
        return "" if figure.value is None else str(figure.value)

    def day(self, day: date) -> str:
        """``02 February 2026`` or ``2026年2月2日``."""
        if self.language is Language.ENGLISH:
            return f"{day:%d %B %Y}"
        return f"{day.year}年{day.month}月{day.day}日"

    def number(self, figure: Figure[int], *, negative: bool = False) -> str:
        """A count with its sign; ``negative`` prints a magnitude as the reduction that it is."""
        if figure.value is None:
            return ""
        return format(-figure.value if negative else figure.value, ",")

    def amount(self, figure: Figure[Money], *, negative: bool = False) -> str:
        """An amount without its currency, with its sign."""
        if figure.value is None:
            return ""
        return format(-figure.value.amount if negative else figure.value.amount, ",f")


def line_of(row: ModelRow) -> ClassLine:
    """The class line that a row stands under."""
    return ClassLine(row.share_class, row.line or 1)


def table(letter: str, rows: Sequence[ModelRow], form: Form) -> Iterator[Row]:
    """The head of a part's table and its rows."""
    columns = _columns(letter, form)
    boxes = [Box(words, left, right, "c", 6) for words, left, right in columns if words]
    if letter == "E":  # one head over two columns
        price = Box(form.caption("price head"), boxes[1].left, boxes[2].right, "c", 6, -6)
        boxes[1:3] = [price, *(replace(box, down=6) for box in boxes[1:3])]
    yield Row(tuple(boxes), middle=True, space=8)
    for number, row in enumerate(rows, start=1):
        yield from ROWS[letter](row, number, form)


Column = tuple[str, float, float]
_EIGHT = ((22, 176), (178, 216), (218, 300), (302, 456), (458, 541), (543, 626), (628, 711), (713, 797))
"""The columns of part C in the published return."""
_SCHEMES = ((22, 168), (170, 245), (247, 400), (402, 477), (479, 555), (557, 633), (635, 713), (715, 797))
_EVENTS = ((22, 200), (202, 234), (236, 290), (292, 372), (374, 456), (458, 541), (543, 626), (628, 711), (713, 797))
_AGREEMENTS = ((22, 400), (402, 520), (522, 612), (614, 704), (706, 797))


def _columns(letter: str, form: Form) -> list[Column]:
    names, places = {
        "A": (("scheme head", "options opening", "movement", "options closing"), _SCHEMES),
        "B": (("warrants head", "currency", "nominal opening", "movement", "nominal closing"), _EIGHT),
        "C": (("convertibles head", "currency", "amount opening", "movement", "amount closing"), _EIGHT),
        "D": (("agreements head", "approval"), _AGREEMENTS),
        "E": (("events head", "currency", "amount", "event date", "approval"), _EVENTS),
    }[letter]
    if letter == "E":
        behind = (
            "event issued",
            "event treasury" if form.treasury else "",
            "may be",
            "not yet" if form.treasury else "",
        )
    else:
        behind = ("new shares", "transferred" if form.treasury else "", "may be")
        behind += ("may be granted",) if letter == "A" else ()
    captions = [form.caption(name).format(letter=letter) if name else "" for name in (*names, *behind)]
    return [(words, left, right) for words, (left, right) in zip(captions, form.places(places), strict=True)]


def _mark(number: int) -> Box:
    return Box(f"{number}).", 22, 38)


def _numbers(texts: Sequence[str], places: Sequence[tuple[float, float]]) -> tuple[Box, ...]:
    return tuple(Box(text, left, right, "r", 6) for text, (left, right) in zip(texts, places, strict=True))


def _behind(figures: Sequence[Figure[int]], places: Places, form: Form, *treasury: int) -> tuple[Box, ...]:
    """The columns of shares; those at ``treasury`` came with treasury shares."""
    boxes = _numbers([form.number(figure) for figure in figures], places)
    return tuple(box for at, box in enumerate(boxes) if form.treasury or at not in treasury)


def _movements(lines: Sequence[tuple[str, str]], left: float, right: float) -> Iterator[Box]:
    """The kinds of movement, each with its number, one below the other."""
    middle, end = left + 100, right - 15
    for down, (kind, number) in enumerate(lines):
        yield Box(kind, left, middle, size=5, down=down * 8)
        yield Box(number, middle, end, "r", 5, down * 8)


def _moved(form: Form, row: ModelRow, fields: Sequence[tuple[str, str, bool]]) -> list[tuple[str, str]]:
    """The printed movements: kind and signed number; ``fields`` are field, kind, and whether it is a reduction."""
    language = form.language
    lines = []
    for name, kind, negative in fields:
        figure = getattr(row, name)
        if figure.state is not State.BLANK:
            write = form.amount if isinstance(figure.value, Money) else form.number
            lines.append((wording.word(wording.MOVEMENTS[kind], language), write(figure, negative=negative)))
    return lines


def _scheme(row: OptionScheme, number: int, form: Form) -> Iterator[Row]:
    exercised = "exercised new" if form.treasury else "exercised"
    moved = _moved(
        form,
        row,
        (
            ("granted", "granted", False),
            ("exercised", exercised, True),
            ("exercised_from_treasury", "exercised_from_treasury", True),
            ("cancelled", "cancelled", True),
            ("lapsed", "lapsed", True),
            ("other_movement", "other_movement", False),
        ),
    )
    behind = (row.closing, row.issued, row.treasury_shares, row.may_be_issued, row.may_be_granted)
    places = form.places(_SCHEMES)
    yield Row(
        (
            _mark(number),
            Box(form.text(row.particulars), 39, places[0][1], size=6),
            *_numbers([form.number(row.opening)], places[1:2]),
            *_movements(moved, *places[2]),
            *_behind(behind, places[3:], form, 2),
        ),
        space=8,
    )
    yield _field(form.caption("approval"), form.text(row.approval_date))


def _field(caption: str, *values: str) -> Row:
    places = ((153, 300),) if len(values) == 1 else ((153, 190), (195, 300))
    boxes = [
        Box(text, left, right, "r" if left == 195 else "l", 6)
        for text, (left, right) in zip(values, places, strict=True)
    ]
    return Row((Box(caption.replace(" (", "\n(", 1), 22, 150, size=6), *boxes), middle=True, space=8)


def _instrument(row: Warrant | Convertible, number: int, form: Form) -> Iterator[Row]:
    warrant = isinstance(row, Warrant)
    places = form.places(_EIGHT)
    stem, settled = ("warrants", "exercised") if warrant else ("convertibles", "converted")
    moved = _moved(
        form,
        row,
        (
            ("newly_issued", "newly_issued", False),
            (settled, f"{stem} settled", True),
            ("retired", "retired", True),
            ("other_movement", "other_movement", False),
        ),
    )
    yield Row(
        (
            _mark(number),
            Box(form.text(row.description), 39, places[0][1], size=6),
            Box(form.text(row.currency), *places[1], size=6),
            *_numbers([form.amount(row.opening)], places[2:3]),
            *_movements(moved, *places[3]),
            *_numbers([form.amount(row.closing)], places[4:5]),
            *_behind((row.issued, row.treasury_shares, row.may_be_issued), places[5:], form, 1),
        ),
        space=10,
    )
    yield _field(form.caption(f"{stem} type"), form.text(row.instrument_type))
    yield _field(form.caption(f"{stem} code"), form.text(row.stock_code))
    if isinstance(row, Warrant):
        yield _field(form.caption("expiry"), form.text(row.expiry_date))
    price = row.subscription_price
    currency = price.value.currency or "" if price.value else ""
    yield _field(form.caption(f"{stem} price"), currency, form.amount(price))
    yield _field(form.caption("approval"), form.text(row.approval_date))


def _agreement(row: Agreement, number: int, form: Form) -> Iterator[Row]:
    places = form.places(_AGREEMENTS)
    yield Row(
        (
            _mark(number),
            Box(form.text(row.particulars), 39, places[0][1], size=6),
            Box(form.text(row.approval_date), *places[1], size=6),
            *_behind((row.issued, row.treasury_shares, row.may_be_issued), places[2:], form, 1),
        ),
        space=10,
    )


def _event(row: OtherMovement, number: int, form: Form) -> Iterator[Row]:
    behind = (row.issued, row.treasury_shares, row.may_be_issued, row.not_yet_cancelled)
    currency = row.price.value.currency or "" if row.price.value else ""
    places = form.places(_EVENTS)
    yield Row(
        (
            _mark(number),
            Box(form.text(row.specified), 39, places[0][1], size=6),
            Box(currency, *places[1], size=6),
            *_numbers([form.amount(row.price)], places[2:3]),
            Box(form.text(row.event_date), *places[3], size=6),
            Box(form.text(row.approval_date), *places[4], size=6),
            *_behind(behind, places[5:], form, 1, 3),
        ),
        space=10,
    )


ROWS: dict[str, Any] = {"A": _scheme, "B": _instrument, "C": _instrument, "D": _agreement, "E": _event}


def class_name(block: IssuedBlock) -> str:
    """How a total names a class: ``WVR ordinary shares A``."""
    return f"{block.class_of_shares.value} {block.type_of_shares.value or ''}".strip()


def _behind_number(caption: str, number: str, name: str) -> Row:
    return Row(
        (Box(caption, 60, 514, "r"), Box(number, 516, 655, "r"), Box(name, 667, 800)),
        space=14,
    )


def totals(letter: str, part: Any, heads: Mapping[ClassLine, IssuedBlock], form: Form) -> Iterator[Row]:
    """The totals at the foot of a part: a number before the class that it counts, since v1.1."""
    for total in part.line_totals:
        name = class_name(heads[total.share_class])
        if not form.treasury:
            caption = form.caption("total").format(letter=letter, shares=name)
            yield Row((Box(caption, 300, 600, "r"), Box(form.number(total.issued), 610, 740, "r")))
            continue
        suffix = " E" if letter == "E" else ""
        for number, column, figure in (("1", "issued", total.issued), ("2", "treasury", total.treasury_shares)):
            caption = form.caption(f"total {column}{suffix}")
            yield _behind_number(caption, form.number(figure), f"{name} ({letter}{letter}{number})")
    for funds in getattr(part, "funds_raised", ()):
        currency = funds.value.currency or "" if funds.value else ""
        caption = Box(form.caption("funds"), 200, 525, "r")
        yield Row((caption, Box(currency, 531, 560), Box(form.amount(funds), 600, 723, "r")), space=10)


def closing(it: MonthlyReturn, heads: Mapping[ClassLine, IssuedBlock], form: Form) -> Iterator[Row]:
    """The totals of A to E."""
    for total in it.total_increase:
        name = class_name(heads[total.share_class])
        if not form.treasury:
            caption = form.caption("closing total").format(shares=name)
            yield Row((Box(caption, 60, 590, "r"), Box(form.number(total.number), 600, 740, "r")), space=12)
            continue
        yield _behind_number(form.caption("closing issued"), form.number(total.number), name)
        yield _behind_number(form.caption("closing treasury"), form.number(total.treasury_shares), name)
