"""What is told of the heads of classes of FF301: those that cannot be read, and those that differ from one another."""

from __future__ import annotations

from converter.forms.capital import Block
from converter.forms.ff301.classes import ClassHead
from converter.forms.reading import Reading
from converter.model import ClassKind, ClassLine, State


def report_unread(reading: Reading, block: Block, line: ClassLine, address: str) -> None:
    """Tell where nothing says which class a block is of; ``address`` is what all of its figures begin with."""
    if line.kind is ClassKind.NOT_STATED:
        reading.class_unread(block.segments[0].caption, address)


def report_unanswered(reading: Reading, block: Block, head: ClassHead, address: str) -> None:
    """Tell where the head of a block prints whether its shares are listed, and no answer behind it."""
    if block.named("listed") and head.listed.state is State.BLANK:
        reading.missing("The answer whether the class is listed", f"{address}.listed")


def report_differing(reading: Reading, head: ClassHead, first: ClassHead | None, part: str) -> None:
    """Tell where section III prints of its shares another listing or stock code than section I or II of the class."""
    for name in ("listed", "stock_code") if first else ():
        here, there = getattr(head, name), getattr(first, name)
        if here.state is State.STATED and there.state is State.STATED and here.value != there.value:
            message = (
                f"Part {part}: {name} is {here.value} over its rows, but {there.value} where the class is first "
                "printed, which is what is reported."
            )
            hint = "The form prints both; compare them with the published return."
            reading.warn("identity-differs", message, hint, evidence=here.evidence)


def report_strange(reading: Reading, block: Block, line: ClassLine, part: str) -> None:
    """Tell of a class that section III is the first to print: a class that may be issued, or a head misprinted."""
    if line.kind is not ClassKind.NOT_STATED:
        message = f"Part {part}: its rows are of a class ({line}) that is in neither section I nor II."
        hint = "Read the class and the stock code over the rows in the published return."
        reading.warn("class-not-in-ii", message, hint, evidence=reading.line_of(block.segments[0].caption))
