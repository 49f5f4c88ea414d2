"""The figures of docs/accuracy.md are those that the reader gives.

Each half of the page is measured where other tests ask for the same figures, which are then measured once.
"""

from __future__ import annotations

import pytest

from tests.generator import accuracy
from tests.generator.ff301 import accuracy as accuracy_of_ff301

OF_OLDER_FORM, HEAD, OF_FF301 = accuracy.PAGE.read_text(encoding="utf-8").partition("\n## FF301\n")
AGAIN = "run python -m tests.generator.accuracy"


@pytest.mark.no_cover  # the same lines run thousands of times, and other tests cover them
@pytest.mark.xdist_group("test_damage")
def test_the_page_says_what_is_measured_of_the_older_form() -> None:
    assert accuracy.older_form() == OF_OLDER_FORM, AGAIN


@pytest.mark.no_cover
@pytest.mark.xdist_group("test_damage_ff301")
def test_the_page_says_what_is_measured_of_ff301() -> None:
    assert accuracy_of_ff301.sections() == HEAD + OF_FF301, AGAIN
