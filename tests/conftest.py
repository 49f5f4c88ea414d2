"""What every test may use: the folder of real filings, and how hard Hypothesis works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

FILINGS = Path(__file__).parents[1].parent / "shared" / "filings"

# "quick" is for every run and always tries the same cases; "thorough" looks for new ones (HYPOTHESIS_PROFILE=thorough).
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("thorough", max_examples=500, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def filings() -> Path:
    """The folder of real filings, which are no part of the project."""
    if not FILINGS.is_dir():
        pytest.skip(f"no real filings at {FILINGS}")
    return FILINGS
