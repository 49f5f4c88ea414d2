"""What several test modules need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure, and a failure comes with what it takes to see it again.
settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")

CHECKOUT = Path(__file__).resolve().parent.parent
FILINGS = CHECKOUT.parent / "shared" / "filings"


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
