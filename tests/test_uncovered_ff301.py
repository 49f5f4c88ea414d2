"""The list of the numbers of FF301 that no rule covers is what the rules tell."""

from __future__ import annotations

from tests.generator.ff301.uncovered import kinds, listed
from tests.uncovered import LIST


def test_the_list_names_every_kind_of_number_that_may_be_wrong_untold() -> None:
    assert listed() in LIST.read_text(encoding="utf-8"), "write it again: python -m tests.uncovered"


def test_balances_and_totals_are_never_wrong_untold() -> None:
    silent = {path for path, (_, untold) in kinds().items() if untold}
    assert not {path for path in silent if path.startswith(("issued.", "authorised.", "total_increase"))}
    assert not {path for path in silent if path.endswith((".issued", ".treasury_shares", ".opening", ".closing"))}
