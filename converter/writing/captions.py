"""What the form calls its parts, edition by edition, and which parts an edition prints.

A caption is looked up by the figure's path (:func:`converter.walk.path_of`), else by the last word of it, so that
"Balance at close of the month" is said once. Captions are shortened where they would not fit a line of a terminal.
Source: the form, editions of 2009 to FF301 v1.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, TypeVar

from converter.model import Edition

V = TypeVar("V")

_EDITIONS: Final = tuple(Edition)
_PARTS: Final = {"options": "A", "warrants": "B", "convertibles": "C", "agreements": "D", "other_movements": "E"}

_OF_EVERY_EDITION: Final = {
    "form": "Monthly Return of Equity Issuer on Movements in Securities",
    "header": "Header",
    "authorised": "I. Movements in Authorised Share Capital",
    "issued": "II. Movements in Issued Share Capital",
    "options": "III. Details of Movements in Issued Share Capital: A. Share Options",
    "warrants": "III. B. Warrants to Issue Shares of the Issuer which are to be Listed",
    "convertibles": "III. C. Convertibles",
    "agreements": "III. D. Any other Agreements or Arrangements to Issue Shares of the Issuer",
    "other_movements": "III. E. Other Movements in Issued Share Capital",
    "total_increase": "Total increase / (decrease) during the month (i.e. Total of A to E)",
    "depositary_receipts": "IV. Information about Hong Kong Depositary Receipt (HDR)",
    "confirmations": "V. Confirmations",
    "signature": "Remarks and signature",
    "month_ended": "For the month ended",
    "issuer": "Name of Issuer",
    "opening": "Balance at close of preceding month",
    "increase": "Increase/(decrease) during the month",
    "closing": "Balance at close of the month",
    "number": "Number of shares",
    "capital": "Share capital",
    "authorised.total": "Total authorised share capital",
    "class_of_shares": "Class of shares issuable",
    "approval_date": "EGM approval date",
    "rows.issued": "New shares issued during the month",
    "may_be_issued": "New shares which may be issued",
    "options.rows.opening": "Outstanding at preceding month's close",
    **{f"{part}.total": f"Total {letter}" for part, letter in _PARTS.items()},
    "ordinary": "Ordinary shares",
    "preference": "Preference shares",
    "other": "Other class",
    "funds_raised": "Funds raised from exercise of options",
    "price": "At price",
    "event_date": "Issue, cancellation or redemption date",
    "last_event_date": "Last of several dates",
    "not_applicable": "Not applicable as a whole",
}
_SINCE_FF301: Final = {
    "form": "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the "
    "Exchange Listing Rules on Movements in Securities",
    "authorised": "I. Movements in Authorised / Registered Share Capital",
    "issued": "II. Movements in Issued Shares",
    "options": "III. Details of Movements in Issued Shares: (A). Share Options",
    "warrants": "III. (B). Warrants to Issue Shares of the Issuer",
    "convertibles": "III. (C). Convertibles (i.e. Convertible into Shares of the Issuer)",
    "agreements": "III. (D). Any other Agreements or Arrangements to Issue Shares of the Issuer",
    "other_movements": "III. (E). Other Movements in Issued Shares",
    "total_increase": "Total increase / decrease (-) during the month (i.e. Total of A to E)",
    "signature": "Signature",
    "increase": "Increase / decrease (-)",
    "listed": "Listed on the Exchange",
    "class_of_shares": "Class of shares",
    "authorised.total": "Total authorised/registered capital",
    "approval_date": "General Meeting approval date",
    "options.rows.closing": "Outstanding at the month's close",
    "may_be_granted": "Shares for options still to be granted",
    "instrument_type": "Type",
    "subscription_price": "Subscription/Conversion price",
    "retired": "Redeemed, lapsed or otherwise retired",
    **{f"{part}.line_totals.issued": f"Total {letter}" for part, letter in _PARTS.items()},
}
_SINCE_TREASURY_SHARES: Final = {
    "issued": "II. Movements in Issued Shares and/or Treasury Shares",
    "options": "III. Details of Movements in Issued Shares and/or Treasury Shares: (A). Share Options",
    "other_movements": "III. (E). Other Movements in Issued Shares and/or Treasury Shares",
    "total_increase": "Total increase / decrease (-) during the month (i.e. Total of AA1 to EE1, of AA2 to EE2)",
    "issued.blocks.opening": "Issued shares at preceding month's close",
    "issued.blocks.increase": "Issued shares, increase / decrease (-)",
    "issued.blocks.closing": "Issued shares at close of the month",
    "treasury": "Treasury shares",
    "all_issued": "All issued shares",
    "rows.treasury_shares": "Treasury shares transferred out",
    "may_be_issued": "May be issued or transferred out",
    "total_increase.number": "Issued shares (without treasury shares)",
    "total_increase.treasury_shares": "Treasury shares",
    "event_date": "Date of event",
    "other_movements.rows.issued": "Increase / decrease (-), issued (E1)",
    "other_movements.rows.treasury_shares": "Increase / decrease (-), treasury (E2)",
    **{f"{part}.line_totals.issued": f"Issued shares ({of}{of}1)" for part, of in _PARTS.items()},
    **{f"{part}.line_totals.treasury_shares": f"Treasury shares ({of}{of}2)" for part, of in _PARTS.items()},
}
_SINCE_PUBLIC_FLOAT: Final = {
    "issued": "II. Movements in Issued Shares and/or Treasury Shares and Public Float Sufficiency Confirmation",
    "public_float": "Public float sufficiency confirmation",
    "complied": "Requirement has been complied with",
    "threshold": "Applicable threshold",
}
_SINCE: Final = {
    Edition.LEGACY_2009: _OF_EVERY_EDITION,
    Edition.FF301_1_0: _SINCE_FF301,
    Edition.FF301_1_1: _SINCE_TREASURY_SHARES,
    Edition.FF301_1_2: _SINCE_PUBLIC_FLOAT,
}
_FIRST_PRINTED_IN: Final = {
    **dict.fromkeys(("version", "status", "blocks.class_of_shares", "type_of_shares", "listed"), Edition.FF301_1_0),
    **dict.fromkeys(("issued.blocks.stock_code", "issued.blocks.description"), Edition.FF301_1_0),
    **dict.fromkeys(("instrument_type", "newly_issued", "retired", "other_movement"), Edition.FF301_1_0),
    **dict.fromkeys(("options.rows.closing", "may_be_granted", "depositary_receipts"), Edition.FF301_1_0),
    **dict.fromkeys(("treasury", "all_issued", "treasury_shares"), Edition.FF301_1_1),
    **dict.fromkeys(("exercised_from_treasury", "not_yet_cancelled"), Edition.FF301_1_1),
    "public_float": Edition.FF301_1_2,
    "remarks": Edition.FF301_1_0,
    "signature.remarks": Edition.LEGACY_2009,
}
_LAST_PRINTED_IN: Final = {
    **dict.fromkeys((f"{part}.total" for part in _PARTS), Edition.MARCH_2019),
    "signature.remarks": Edition.MARCH_2019,
}


def caption(path: str, edition: Edition) -> str:
    """What the edition calls the part or the figure at a path; the model's own word where the form has none."""
    return _found(path, _captions(edition)) or path.rpartition(".")[2].replace("_", " ").capitalize()


def is_printed(path: str, edition: Edition) -> bool:
    """Whether the edition has a place for the part or the figure at a path."""
    first = _found(path, _FIRST_PRINTED_IN) or _EDITIONS[0]
    last = _found(path, _LAST_PRINTED_IN) or _EDITIONS[-1]
    return _EDITIONS.index(first) <= _EDITIONS.index(edition) <= _EDITIONS.index(last)


@cache
def _captions(edition: Edition) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for since, captions in _SINCE.items():
        if _EDITIONS.index(since) <= _EDITIONS.index(edition):
            found |= captions
    return found


def _found(path: str, known: Mapping[str, V]) -> V | None:
    """What is known of a path, else of its end, the longest first."""
    words = path.split(".")
    ends = (".".join(words[start:]) for start in range(len(words)))
    return next((known[end] for end in ends if end in known), None)
