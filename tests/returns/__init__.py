"""Monthly returns built by hand: the facts of three real filings, and small fictional ones.

The real ones carry the facts and figures of Chinasoft International (November 2011) and Kingsoft
Corporation (November 2009 and 2011), each figure with the line it was read from. The fictional ones
show what those three lack: two lines of ordinary shares, warrants, a rights issue, a repurchase,
a share consolidation.
"""

from __future__ import annotations

from collections.abc import Callable

from converter.model import MonthlyReturn
from tests.returns.fictional import (
    fictional,
    preference_shares,
    rights_issue_and_repurchase,
    several_repurchases,
    share_consolidation,
    two_ordinary_lines,
    warrants,
)
from tests.returns.printed import damaged, money, na, nil, nil_money, stated
from tests.returns.real import chinasoft_2011, kingsoft_2009, kingsoft_2011

__all__ = [
    "ALL",
    "FICTIONAL",
    "REAL",
    "chinasoft_2011",
    "damaged",
    "fictional",
    "kingsoft_2009",
    "kingsoft_2011",
    "money",
    "na",
    "nil",
    "nil_money",
    "preference_shares",
    "rights_issue_and_repurchase",
    "several_repurchases",
    "share_consolidation",
    "stated",
    "two_ordinary_lines",
    "warrants",
]

REAL: dict[str, Callable[[], MonthlyReturn]] = {
    "chinasoft-2011": chinasoft_2011,
    "kingsoft-2009": kingsoft_2009,
    "kingsoft-2011": kingsoft_2011,
}
"""The returns with the facts of real filings, by name."""

FICTIONAL: dict[str, Callable[[], MonthlyReturn]] = {
    "two-ordinary-lines": two_ordinary_lines,
    "warrants": warrants,
    "rights-issue-and-repurchase": rights_issue_and_repurchase,
    "several-repurchases": several_repurchases,
    "preference-shares": preference_shares,
    "share-consolidation": share_consolidation,
}
"""The invented returns, by name."""

ALL: dict[str, Callable[[], MonthlyReturn]] = {**REAL, **FICTIONAL}
