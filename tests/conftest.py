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
"""The modules that take longest, the longest first; the others fill up what is left of the workers' time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the dearest modules first: each goes to one worker (``--dist=loadfile``), which makes what is shared once."""
    place = {module: number for number, module in enumerate(DEAREST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(DEAREST)))


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
