"""What several test modules need."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

# A busy machine is no failure, and a failure comes with what it takes to see it again.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")

CHECKOUT = Path(__file__).resolve().parent.parent
FILINGS = CHECKOUT.parent / "shared" / "filings"

DEAREST: Final = (
    *("test_warm", "test_damage_ff301", "test_round_trip", "test_damage", "test_wrong_figures"),
    *("test_conformance", "test_taxonomy_arelle", "test_taxonomy_tables", "test_cli"),
)
"""The modules that take longest, the longest first; the others fill up what time is left."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each module to one worker, which makes what its tests share once; a test may belong to another module."""
    groups = {}
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        groups[item] = next(item.iter_markers("xdist_group")).args[0]
    items.sort(key=lambda item: DEAREST.index(groups[item]) if groups[item] in DEAREST else len(DEAREST))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example filings."""
    return CHECKOUT / "examples"


@pytest.fixture(scope="session")
def filings() -> Path:
    """The folder of real filings beside the checkout; a test that needs it is skipped where there is none."""
    if not FILINGS.is_dir():
        pytest.skip("no real filings in ../shared/filings")
    return FILINGS
