"""The captions of the form's editions, as data.

A caption is the form's wording in the small notation of :func:`converter.forms.text.caption_pattern`:
``[...]`` may be missing, ``{a|b}`` are alternatives. Spaces and punctuation do not matter.
Source: the editions of 2009 to 2021, in English.
"""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """The sections of the form in their order; each begins at one of its captions."""

    HEAD = "head"
    AUTHORISED = "I"
    ISSUED = "II"
    OPTIONS = "A"
    WARRANTS = "B"
    CONVERTIBLES = "C"
    AGREEMENTS = "D"
    OTHER_MOVEMENTS = "E"
    CLOSING = "closing totals"
    FOOT = "foot"


SECTION_CAPTIONS: dict[Section, tuple[str, ...]] = {
    # The first caption is the heading; the others open the section where the heading was lost.
    Section.AUTHORISED: ("Movements in Authorised Share Capital", "No. of ordinary shares Par value"),
    Section.ISSUED: ("II. Movements in Issued Share[s]", "Movements in Issued Share[s]"),
    Section.OPTIONS: (
        "Share Options (under Share Option Schemes of the Issuer)",
        "Particulars of share option scheme",
        "Details of Movements in Issued Share[s]",
    ),
    Section.WARRANTS: ("Warrants to Issue Shares of the Issuer", "Description of warrants"),
    Section.CONVERTIBLES: ("Convertibles (i.e. Convertible into Shares of the Issuer", "Class and description"),
    Section.AGREEMENTS: (
        "Any other Agreements or Arrangements to Issue Shares",
        "Full particulars including EGM approval date",
    ),
    # OCR mangles the first letters of a heading in a table ("Ot<tab>ner Movements"); its tail is enough.
    Section.OTHER_MOVEMENTS: ("er Movements in Issued Share[s] [Capital]", "Type of Issue"),
    Section.CLOSING: (
        "Total increase / (decrease) in",
        "otal increase / (decrease) in",
        "These figures should be the same as the relevant figures",
    ),
    Section.FOOT: ("Remarks (if any)", "Submitted by"),
}

TITLES = (
    "Monthly Return of Equity Issuer[s] on Movements in Securities",
    "Monthly Return for Hong Kong Depositary Receipts listed under Chapter 19B",
)
SIBLING_FORMS = {
    "Next Day Disclosure Return": "a next day disclosure return",
    "Monthly Return of Collective Investment Scheme": "a monthly return of a collective investment scheme",
    "Monthly Return for Collective Investment Scheme": "a monthly return of a collective investment scheme",
    "Collective Investment Scheme listed under Chapter 20": "a monthly return of a collective investment scheme",
    "翌日披露報表": "a next day disclosure return",
}

MONTH_ENDED = "For the month ended [(dd/mm/yyyy)]"
ADDRESSEE = "To : Hong Kong Exchanges and Clearing Limited"
ISSUER = "Name of Issuer"
SUBMITTED = "Date Submitted"
RUNNING_HEAD = "For Main Board and GEM listed issuer[s]"

STOCK_CODE = "Stock code"
DESCRIPTION = "Description"
NUMBER_HEADS = {
    "ordinary": "No. of ordinary shares",
    "preference": "No[.] of [{Offshore|Domestic}] preference shares",
    "other": "No. of other classes of shares",
}
PAR_HEAD = "Par value [(State currency)]"
CAPITAL_HEAD = "Authorised share capital [(State currency)]"
OPENING_ROW = "Balance at close of preceding [month]"
INCREASE_ROW = "Increase / (decrease) [during the month]"
CLOSING_ROW = "Balance at close of the [month]"
BALANCE_ROWS = {"opening": OPENING_ROW, "increase": INCREASE_ROW, "closing": CLOSING_ROW}
AUTHORISED_TOTAL = "Total authorised share capital at the end of the month [(State currency)]"

OPTION_COLUMNS = ("Granted", "Exercised", "Cancelled", "Lapsed")
NEW_SHARES = (
    "No. of new shares of issuer issued during the month",
    "No. of new shares of issuer which may be issued",
)
TOTALS = {"A": "otal A", "B": "otal B", "C": "otal C", "D": "otal D", "E": "otal E"}
CLASS_TOTALS = {
    "ordinary": "{Ordinary|ary} shares",
    "preference": "{Preference|ence|nce} shares",
    "other": "{Other|ther} class",
}
FUNDS_RAISED = "otal funds raised"
ROW_FIELDS = {
    # The four lines under each warrant and convertible, in the form's order.
    "stock_code": "Stock code [(if listed)]",
    "class_of_shares": "Class of shares issuable [(Note 1)]",
    "subscription_price": "Subscription price",
    "approval_date": "EGM approval date [(if applicable)] [(dd/mm/yyyy)]",
}
MOVEMENT_KINDS = {
    "rights-issue": "Rights issue",
    "open-offer": "Open offer",
    "placing": "Placing",
    "bonus-issue": "Bonus issue",
    "scrip-dividend": "Scrip dividend",
    "repurchase-of-shares": "Repurchase of [shares]",
    "redemption-of-shares": "Redemption of [shares]",
    "consideration-issue": "Consideration issue",
    "capital-reorganisation": "Capital reorgani{s|z}ation",
    "other": "Please specify",
}
MOVEMENT_FIELDS = {
    "class_of_shares": "Class of shares {issuable|repurchased|redeemed} [(Note 1)]",
    "price": "At price [: State currency]",
    "event_date": "{Issue and allotment|Cancellation|Redemption} date",
    "approval_date": "EGM approval date",
}
CLOSING_TOTALS = {
    "ordinary": "otal increase / (decrease) in ordinary shares",
    "preference": "otal increase / (decrease) in preference shares",
    "other": "otal increase / (decrease) in other classes of shares",
}
CLOSING_TAIL = "(i.e. Total of A to E)"
CLOSING_NOTE = "These figures should be the same as the relevant figures"
REMARKS = "Remarks (if any)"
SUBMITTED_BY = "Submitted by"
TITLE = "Title"
TITLE_NOTE = "Director, Secretary or other duly authorised officer"
NOTES = "Notes"
