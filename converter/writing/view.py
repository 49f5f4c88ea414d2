"""The return as a person reads it: section by section like the form, each figure with its state and its place."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final
from unicodedata import east_asian_width

from converter.model import (
    BLANK,
    ClassBlock,
    ClassKind,
    ClassLine,
    Confirmation,
    Edition,
    Figure,
    LineTotal,
    MonthlyReturn,
    OtherMovement,
    Row,
    State,
    TotalIncrease,
)
from converter.walk import Entry, entries, path_of
from converter.writing.captions import caption, is_printed

_WIDTH = 120
_CAPTION_WIDTH = 44
_VALUE_WIDTH = 32
_STATE_WIDTH = 14
_NO_VALUE = "-"
_SECTION_NAME = re.compile(r"[.\[]")

_LAST_COLUMNS: Final = ("issued", "treasury_shares", "may_be_issued", "may_be_granted", "not_yet_cancelled")
_CLASSES: Final = {
    ClassKind.ORDINARY: "Ordinary shares",
    ClassKind.PREFERENCE: "Preference shares",
    ClassKind.OTHER: "Other classes of shares",
    ClassKind.NOT_STATED: "Class not stated",
}


def view(monthly_return: MonthlyReturn) -> str:
    """Lay the return out as text, the same for the same return.

    Below the edition stands what tells it. The parts come in the order and under the captions of that edition. One
    figure to a line: caption, value, state, page and line, and the printed text where the value is not what is
    printed. The figures of a part at whose place nothing is printed are named together; those that the edition has no
    place for are left out. Numbers stand right-aligned.
    """
    edition = monthly_return.edition
    lines = textwrap.wrap(f"{caption('form', edition)} (edition {edition})", _WIDTH)
    lines += [f"  {printable(str(reason))}" for reason in monthly_return.edition_reasons]
    for section, found in groupby(entries(monthly_return), lambda entry: _SECTION_NAME.split(entry.address)[0]):
        group = list(found)
        if is_printed(section, edition) or any(entry.figure != BLANK for entry in group):
            around = "" if group[0].address.startswith(f"{section}[") else section
            lines += ["", caption(section, edition), *_tree(group, around, 1, edition)]
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """Replace what a terminal would obey or not show (controls, direction marks) by U+FFFD."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _tree(below: Sequence[Entry], around: str, depth: int, edition: Edition) -> Iterator[str]:
    """Yield the lines of the figures below an address, under the headings of their parts."""
    nothing: list[str] = []
    for address, found in groupby(below, lambda entry: _next_step(entry.address, around)):
        group = list(found)
        name = _name_of(address, group[0].parts, edition)
        if all(entry.figure == BLANK for entry in group):
            nothing += [name] if is_printed(path_of(address), edition) else []
        elif len(group) == 1:
            yield from _figure_lines(name, group[0].figure, depth)
        else:
            yield "  " * depth + name
            yield from _tree(_as_on_the_form(group), address, depth + 1, edition)
    if nothing:
        indent = "  " * depth
        blank = f"blank: {'; '.join(nothing)}"
        yield from textwrap.wrap(blank, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _as_on_the_form(below: list[Entry]) -> list[Entry]:
    """Put the last columns of a row of section III behind what they follow from; leave other parts as they are."""
    if not (below[0].parts and isinstance(below[0].parts[-1], Row)):
        return below
    return sorted(below, key=lambda entry: entry.address.rpartition(".")[2] in _LAST_COLUMNS)


def _next_step(address: str, around: str) -> str:
    end = address.find(".", len(around) + 1)
    return address if end < 0 else address[:end]


def _name_of(address: str, parts: tuple[Any, ...], edition: Edition) -> str:
    """An item of a repeated part goes by its key, everything else by its caption."""
    item = parts[address.count("[") - 1] if address.endswith("]") else None
    return caption(path_of(address), edition) if item is None or isinstance(item, Figure) else _part_name(item)


def _part_name(part: Any) -> str:
    match part:
        case OtherMovement():
            return f"{part.key}. {str(part.kind).replace('-', ' ').capitalize()}"
        case Row():
            return f"{part.key}. {_CLASSES[part.share_class]}" + (f" ({part.line})" if part.line else "")
        case LineTotal():
            return f"Totals of {_class_name(part.share_class)}"
        case ClassBlock() | TotalIncrease():
            return _class_name(part.share_class)
        case Confirmation():
            return f"({part.item})"
        case _:
            return "Multi-counter"


def _class_name(line: ClassLine) -> str:
    return f"{_CLASSES[line.kind]} ({line.line})"


def _figure_lines(caption: str, figure: Figure[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    text = _value_text(figure.value)
    pieces = textwrap.wrap(text, _letters_in(_VALUE_WIDTH, text)) or [_NO_VALUE]
    fill = _left if isinstance(figure.value, str) else _right
    first = f"{_left(indent + caption, _CAPTION_WIDTH)} {fill(pieces[0], _VALUE_WIDTH)}  "
    yield f"{first}{figure.state:<{_STATE_WIDTH}}  {figure.evidence or ''}".rstrip()
    for piece in (*pieces[1:], *_print_lines(figure)):
        yield f"{' ' * _CAPTION_WIDTH} {piece}"


def _value_text(value: Any) -> str:
    if value is None:
        return _NO_VALUE
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else printable(str(value))


def _print_lines(figure: Figure[Any]) -> list[str]:
    """What is printed where it says more than the value and the state, and what a recovered value rests on."""
    if figure.evidence is None or figure.state not in (State.DAMAGED, State.RECOVERED):
        return []
    rules = f", recovered by {' and '.join(figure.evidence.rules)}" if figure.evidence.rules else ""
    return textwrap.wrap(f"printed: {printable(figure.evidence.raw)!r}{rules}", _WIDTH - _CAPTION_WIDTH - 1)


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _letters_in(width: int, text: str) -> int:
    """How many letters like those of a text fit a width."""
    return width * len(text) // _cells(text) if text else width


def _left(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _right(text: str, width: int) -> str:
    return " " * (width - _cells(text)) + text
