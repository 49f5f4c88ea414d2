"""The figures of docs/accuracy.md are those that the reader gives."""

from __future__ import annotations

from tests.generator.accuracy import PAGE, page


def test_the_page_says_what_is_measured() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run python -m tests.generator.accuracy"
