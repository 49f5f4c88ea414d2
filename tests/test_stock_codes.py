"""Stock codes as filers print them."""

from __future__ import annotations

import pytest

from converter.forms.reading import Reading
from converter.forms.stock_codes import stock_code
from converter.forms.text import FormText, Span
from converter.model import Figure, State
from converter.reading.source import read_source


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("700", "00700"),
        ("00700", "00700"),
        ("00700.HK", "00700"),
        ("SEHK: 1234", "01234"),
        ("HK:01234", "01234"),
        ("1234 HK", "01234"),
        ("No. 1234", "01234"),
        ("1234 (HKD counter)", "01234"),
        ("1234 / 81234", "01234"),
        ("1 2 3 4", "01234"),
        ("600036", "600036"),
        ("000858", "000858"),
    ],
)
def test_a_code_is_read(printed: str, code: str) -> None:
    figure = _read(printed)
    assert (figure.state, figure.value) == (State.STATED, code)


@pytest.mark.parametrize("printed", ["I234", "38B8", "1234 / 5678", "1234 / 81235", "12 34", "1234567", "1,234"])
def test_what_is_no_code_is_damaged(printed: str) -> None:
    figure = _read(printed)
    assert (figure.state, figure.value) == (State.DAMAGED, None)
    assert figure.evidence is not None and figure.evidence.raw == printed


@pytest.mark.parametrize(("printed", "state"), [("", State.BLANK), ("N/A", State.NOT_APPLICABLE)])
def test_a_class_without_a_code_has_none(printed: str, state: State) -> None:
    assert _read(printed).state is state


def _read(printed: str) -> Figure[str]:
    reading = Reading(FormText(read_source(f"Stock code : {printed}\n".encode(), "a.txt"), ()))
    return stock_code(reading, Span(len("Stock code :"), len(reading.form.text)))
