"""The title of the return for depositary receipts, on a return of shares, is told; the return is read all the same."""

from __future__ import annotations

from converter.findings import Severity
from converter.pipeline import convert
from tests.conftest import CHECKOUT

EXAMPLE = CHECKOUT / "examples" / "rights-issue-2012-03.md"
TITLE = "Monthly Return of Equity Issuer on Movements in Securities"
RECEIPTS = (
    "Monthly Return for Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange Listing Rules on "
    "Movements in Securities"
)


def codes(text: str) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in convert(text.encode(), "return.md").report.findings}


def test_the_title_for_receipts_is_told() -> None:
    text = EXAMPLE.read_text("utf-8")
    assert text.count(TITLE) >= 1
    told = codes(text.replace(TITLE, RECEIPTS))
    assert told.pop("title-of-receipts") is Severity.WARNING
    assert told == codes(text)
