"""The head of a return of the older form, for tests that print a part of it below; and how they read it."""

from __future__ import annotations

from decimal import Decimal

from converter.findings import Finding
from converter.model import Money, MonthlyReturn
from converter.pipeline import read_filing

TITLE = """Monthly Return of Equity Issuer on Movements in Securities
For the month ended (dd/mm/yyyy) : 31/10/2012
To : Hong Kong Exchanges and Clearing Limited
Name of Issuer Plover Cove Holdings Limited
Date Submitted 05/11/2012
"""
HEAD = f"""{TITLE}I. Movements in Authorised Share Capital
1. Ordinary Shares
(1) Stock code : 01234 Description : Plover Cove
"""


def read(text: str, name: str = "short.txt") -> tuple[MonthlyReturn, tuple[Finding, ...]]:
    filing = read_filing(text.encode(), name)
    return filing.monthly_return, filing.findings


def hkd(amount: int | str) -> Money:
    return Money(Decimal(amount), "HKD")
