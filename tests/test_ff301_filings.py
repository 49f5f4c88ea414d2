"""Real filings are read figure by figure as a person reads them; what cannot be told is said."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from converter.errors import Refusal
from converter.model import BLANK, ClassKind, Figure, Money, MovementKind, State
from converter.pipeline import Filing, read_filing
from converter.walk import entries
from tests.conftest import FILINGS
from tests.filings_as_read import CONFIRMATIONS, EARLIER, FF301, REFUSED, Reading

READINGS = FF301 + EARLIER
SOURCE_LINE = b"# source:"
"""The first line of an excerpt tells where it was found, and is no part of it."""


def name_of(reading: Reading) -> str:
    return Path(reading.file).name[:24]


def each(readings: Iterable[Reading]) -> list[Any]:
    return [pytest.param(reading, id=name_of(reading)) for reading in readings]


@cache
def filing_of(reading: Reading) -> Filing:
    content = (FILINGS / reading.file).read_bytes()
    if content.startswith(SOURCE_LINE):
        content = content[content.index(b"\n") + 1 :]
    return read_filing(reading.head.encode() + content, Path(reading.file).name)


@cache
def figures_of(reading: Reading) -> dict[str, Figure[Any]]:
    return {entry.address: entry.figure for entry in entries(filing_of(reading).monthly_return)}


def agrees(figure: Figure[Any], printed: Any) -> bool:
    """Whether a figure says what is printed: a state, a value, or a zero without a currency."""
    if isinstance(printed, State):
        return figure.state is printed
    if isinstance(printed, Decimal):
        return isinstance(figure.value, Money) and figure.value.amount == printed
    return figure.state is State.STATED and bool(figure.value == printed) and type(figure.value) is type(printed)


def spoken_of(reading: Reading, address: str) -> bool:
    """Whether a finding says that something of this figure's part is missing or has no place."""
    part = address.split(".")[0]
    letters = {"options": "A", "warrants": "B", "convertibles": "C", "agreements": "D", "other_movements": "E"}
    named = f"Part {letters[part]}" if part in letters else "Section I"
    return any(named in finding.message or finding.figure.startswith(part) for finding in filing_of(reading).findings)


def facts(readings: tuple[Reading, ...]) -> list[Any]:
    return [
        pytest.param(
            reading,
            address,
            printed,
            id=f"{name_of(reading)} {address}",
        )
        for reading in readings
        for address, printed in reading.figures.items()
        if address not in reading.doubtful
    ]


@pytest.mark.usefixtures("filings")
@pytest.mark.parametrize(("reading", "address", "printed"), facts(READINGS))
def test_a_printed_figure_is_read(reading: Reading, address: str, printed: Any) -> None:
    figure = figures_of(reading).get(address, BLANK)
    assert agrees(figure, printed), f"{figure.state}: {figure.value!r}"


@pytest.mark.usefixtures("filings")
@pytest.mark.parametrize("reading", each(READINGS))
def test_the_edition_is_told(reading: Reading) -> None:
    assert filing_of(reading).monthly_return.edition is reading.edition


@pytest.mark.usefixtures("filings")
@pytest.mark.parametrize("reading", each(READINGS))
def test_nothing_is_made_up(reading: Reading) -> None:
    read = {at: it.value for at, it in figures_of(reading).items() if it.state is State.STATED}
    assert {at: value for at, value in read.items() if at not in reading.figures and "confirmations" not in at} == {}


@pytest.mark.usefixtures("filings")
@pytest.mark.parametrize("reading", each(it for it in READINGS if it.doubtful))
def test_what_cannot_be_told_is_right_or_said(reading: Reading) -> None:
    for address in sorted(reading.doubtful):
        figure = figures_of(reading).get(address, BLANK)
        right = address in reading.figures and agrees(figure, reading.figures[address])
        assert right or (figure.value is None and spoken_of(reading, address)), address


@pytest.mark.usefixtures("filings")
@pytest.mark.parametrize("reading", each(FF301[:2]))
def test_the_confirmations_are_read_whole(reading: Reading) -> None:
    words = {it.item: it.words.value or "" for it in filing_of(reading).monthly_return.confirmations}
    assert list(words) == list(CONFIRMATIONS)
    for item, (first, last) in CONFIRMATIONS.items():
        assert words[item].startswith(first), item
        assert words[item].rstrip(" ;.").endswith(last), item


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_an_excerpt_without_its_identity_is_refused(filings: Path, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_filing((filings / "excerpts" / name).read_bytes(), name)
    assert refused.value.code == code


@pytest.mark.usefixtures("filings")
def test_events_are_of_the_kind_that_they_name() -> None:
    kanzhun = next(it for it in FF301 if "kanzhun" in it.file)
    rows = filing_of(kanzhun).monthly_return.other_movements.rows
    assert [(row.kind, row.share_class, row.line) for row in rows] == [
        (MovementKind.REPURCHASE, ClassKind.ORDINARY, 1),
        (MovementKind.OTHER, ClassKind.ORDINARY, 1),
        (MovementKind.OTHER, ClassKind.ORDINARY, 2),
    ]
