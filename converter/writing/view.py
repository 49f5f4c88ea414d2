"""The return as a person reads it: section by section like the form, each figure with its state and its place."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final
from unicodedata import east_asian_width

from converter.model import BLANK, ClassKind, Figure, MonthlyReturn, OtherMovement, Row, State
from converter.walk import Entry, entries, path_of

TITLE: Final = "Monthly Return of Equity Issuer on Movements in Securities"
"""The form's own title."""

_WIDTH = 120
_CAPTION_WIDTH = 44
_VALUE_WIDTH = 32
_STATE_WIDTH = 14
_NO_VALUE = "-"
_SECTION_NAME = re.compile(r"[.\[]")

_SECTIONS: Final = {
    "header": "Header",
    "authorised": "I. Movements in Authorised Share Capital",
    "issued": "II. Movements in Issued Share Capital",
    "options": "III. Details of Movements in Issued Share Capital: A. Share Options",
    "warrants": "III. B. Warrants to Issue Shares of the Issuer which are to be Listed",
    "convertibles": "III. C. Convertibles",
    "agreements": "III. D. Any other Agreements or Arrangements to Issue Shares of the Issuer",
    "other_movements": "III. E. Other Movements in Issued Share Capital",
    "total_increase": "Total increase / (decrease) during the month (i.e. Total of A to E)",
    "signature": "Remarks and signature",
}
_CAPTIONS: Final = {
    "month_ended": "For the month ended",
    "issuer": "Name of Issuer",
    "opening": "Balance at close of preceding month",
    "increase": "Increase/(decrease) during the month",
    "closing": "Balance at close of the month",
    "number": "Number of shares",
    "capital": "Share capital",
    "authorised.total": "Total authorised share capital",
    "class_of_shares": "Class of shares issuable",
    "approval_date": "EGM approval date",
    "issued": "New shares issued during the month",
    "may_be_issued": "New shares which may be issued",
    "options.rows.opening": "Outstanding at preceding month's close",
    "options.total": "Total A",
    "warrants.total": "Total B",
    "convertibles.total": "Total C",
    "agreements.total": "Total D",
    "other_movements.total": "Total E",
    "ordinary": "Ordinary shares",
    "preference": "Preference shares",
    "other": "Other class",
    "funds_raised": "Funds raised from exercise of options",
    "price": "At price",
    "event_date": "Issue, cancellation or redemption date",
    "last_event_date": "Last of several dates",
    "not_applicable": "Not applicable as a whole",
}
_CLASSES: Final = {
    ClassKind.ORDINARY: "Ordinary shares",
    ClassKind.PREFERENCE: "Preference shares",
    ClassKind.OTHER: "Other classes of shares",
    ClassKind.NOT_STATED: "Class not stated",
}


def view(monthly_return: MonthlyReturn) -> str:
    """Lay the return out as text, the same for the same return.

    One figure to a line: caption, value, state, page and line, and the printed text where the value is not what is
    printed. The figures of a part at whose place nothing is printed are named together. Numbers stand right-aligned.
    """
    lines = [f"{TITLE} (edition {monthly_return.edition})"]
    for section, found in groupby(entries(monthly_return), lambda entry: _SECTION_NAME.split(entry.address)[0]):
        group = list(found)
        is_repeated = group[0].address.startswith(f"{section}[")
        lines += ["", _SECTIONS[section], *_tree(group, "" if is_repeated else section, 1)]
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """Replace what a terminal would obey or not show (controls, direction marks) by U+FFFD."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _tree(below: Sequence[Entry], around: str, depth: int) -> Iterator[str]:
    """Yield the lines of the figures below an address, under the headings of their parts."""
    nothing: list[str] = []
    for address, found in groupby(below, lambda entry: _next_step(entry.address, around)):
        group = list(found)
        name = _name_of(address, group[0].parts)
        if all(entry.figure == BLANK for entry in group):
            nothing.append(name)
        elif len(group) == 1:
            yield from _figure_lines(name, group[0].figure, depth)
        else:
            yield "  " * depth + name
            yield from _tree(group, address, depth + 1)
    if nothing:
        indent = "  " * depth
        blank = f"blank: {'; '.join(nothing)}"
        yield from textwrap.wrap(blank, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _next_step(address: str, around: str) -> str:
    end = address.find(".", len(around) + 1)
    return address if end < 0 else address[:end]


def _name_of(address: str, parts: tuple[Any, ...]) -> str:
    """An item of a repeated part goes by its key, everything else by its caption."""
    item = parts[address.count("[") - 1] if address.endswith("]") else None
    return _caption(address) if item is None or isinstance(item, Figure) else _part_name(item)


def _caption(address: str) -> str:
    path = path_of(address)
    name = path.rpartition(".")[2]
    return _CAPTIONS.get(path) or _CAPTIONS.get(name) or name.replace("_", " ").capitalize()


def _part_name(part: Any) -> str:
    if isinstance(part, OtherMovement):
        return f"{part.key}. {str(part.kind).replace('-', ' ').capitalize()}"
    if isinstance(part, Row):
        return f"{part.key}. {_CLASSES[part.share_class]}"
    line = part.share_class
    return f"{_CLASSES[line.kind]} ({line.line})"


def _figure_lines(caption: str, figure: Figure[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    pieces = textwrap.wrap(_value_text(figure.value), _VALUE_WIDTH) or [_NO_VALUE]
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


def _left(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _right(text: str, width: int) -> str:
    return " " * (width - _cells(text)) + text
