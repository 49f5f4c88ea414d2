"""The monthly return in memory, in the words of the form.

Every printed thing is a :class:`Figure`: a value, a state, and where it was read.
The classes follow the form's own order: header, I, II, III (A to E), closing totals, signature.
Source: "Monthly Return of Equity Issuer on Movements in Securities"
(Main Board Rule 13.25B, GEM Rule 17.27B).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from converter.evidence import Evidence

V = TypeVar("V")


class State(StrEnum):
    """What the print says about a figure."""

    STATED = "stated"
    """A printed figure, 0 too."""
    NIL = "nil"
    """Zero in words or dashes: NIL, Nil, -, --, —."""
    NOT_APPLICABLE = "not-applicable"
    """N/A, Not applicable, 不適用."""
    BLANK = "blank"
    """Nothing is printed."""
    DAMAGED = "damaged"
    """Printed but unreadable; the raw text is kept, the value is not guessed."""
    RECOVERED = "recovered"
    """Damaged, then implied alike by two independent rules of the form."""


@dataclass(frozen=True, slots=True)
class Figure(Generic[V]):
    """One thing printed on the form.

    ``value`` is set for the states *stated* and *recovered*, and is zero for a *nil* number;
    it is ``None`` for every other state. ``evidence`` is ``None`` only where nothing is printed.
    """

    state: State = State.BLANK
    value: V | None = None
    evidence: Evidence | None = None


BLANK: Figure[Any] = Figure()
"""The figure where nothing is printed."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its ISO 4217 currency; ``currency`` is ``None`` where the form names none."""

    amount: Decimal
    currency: str | None

    def __str__(self) -> str:
        """The currency, if any, and the amount."""
        return f"{self.currency} {self.amount:,}" if self.currency else f"{self.amount:,}"


class Edition(StrEnum):
    """The edition of the form, named after the years in which it was filed."""

    LEGACY_2009 = "2009-2013"
    LEGACY_2014 = "2014-2019"
    """The same tables; issuers incorporated in Hong Kong have no par value and no authorised capital."""
    MARCH_2019 = "2019-2021"
    """The same tables with the footer "March 2019"."""


class ClassKind(StrEnum):
    """The class of shares, as the form divides them."""

    ORDINARY = "ordinary"
    PREFERENCE = "preference"
    OTHER = "other"
    NOT_STATED = "not-stated"
    """A row whose class of shares issuable is blank or cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class ClassLine:
    """A class of shares and its line on the form: ordinary shares have lines (1) and (2)."""

    kind: ClassKind
    line: int = 1

    def __str__(self) -> str:
        """The key used in addresses and in the plain XML: ``ordinary-1``."""
        return f"{self.kind}-{self.line}"


class MovementKind(StrEnum):
    """The ten types of issue under "Other Movements in Issued Share Capital", in the form's order."""

    RIGHTS_ISSUE = "rights-issue"
    OPEN_OFFER = "open-offer"
    PLACING = "placing"
    BONUS_ISSUE = "bonus-issue"
    SCRIP_DIVIDEND = "scrip-dividend"
    REPURCHASE = "repurchase-of-shares"
    REDEMPTION = "redemption-of-shares"
    CONSIDERATION_ISSUE = "consideration-issue"
    CAPITAL_REORGANISATION = "capital-reorganisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of the form."""

    month_ended: Figure[date] = BLANK
    issuer: Figure[str] = BLANK
    date_submitted: Figure[date] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalRow:
    """One row of a block in section I."""

    number: Figure[int] = BLANK
    par_value: Figure[Money] = BLANK
    capital: Figure[Money] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedBlock:
    """Section I, the block of one line of one class."""

    share_class: ClassLine
    stock_code: Figure[str] = BLANK
    """Five digits with leading zeros, as listed on the Exchange."""
    description: Figure[str] = BLANK
    opening: CapitalRow = field(default_factory=CapitalRow)
    increase: CapitalRow = field(default_factory=CapitalRow)
    closing: CapitalRow = field(default_factory=CapitalRow)

    @property
    def key(self) -> str:
        """The block's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedCapital:
    """Section I: Movements in Authorised Share Capital."""

    not_applicable: Figure[bool] = BLANK
    blocks: tuple[AuthorisedBlock, ...] = ()
    total: tuple[Figure[Money], ...] = ()
    """Total authorised share capital at the end of the month, one per currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedBlock:
    """Section II, the column of one line of one class."""

    share_class: ClassLine
    opening: Figure[int] = BLANK
    increase: Figure[int] = BLANK
    closing: Figure[int] = BLANK

    @property
    def key(self) -> str:
        """The block's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCapital:
    """Section II: Movements in Issued Share Capital."""

    not_applicable: Figure[bool] = BLANK
    blocks: tuple[IssuedBlock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTotals:
    """The three totals at the foot of a part of section III: shares issued, by class."""

    ordinary: Figure[int] = BLANK
    preference: Figure[int] = BLANK
    other: Figure[int] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of section III has.

    ``number`` is the row's place in its part, from 1; ``share_class`` is read from
    ``class_of_shares``, the text of "Class of shares issuable". ``part`` is the part's letter.
    """

    part = "?"
    number: int
    share_class: ClassKind = ClassKind.NOT_STATED
    class_of_shares: Figure[str] = BLANK
    approval_date: Figure[date] = BLANK
    """EGM approval date."""
    issued: Figure[int] = BLANK
    """Number of new shares of the issuer issued during the month pursuant thereto."""
    may_be_issued: Figure[int] = BLANK
    """Number of new shares which may be issued pursuant thereto as at close of the month."""

    @property
    def key(self) -> str:
        """The row's key on the form: ``A1``."""
        return f"{self.part}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionScheme(Row):
    """Part A: a share option scheme, or one exercise price of it."""

    part = "A"
    particulars: Figure[str] = BLANK
    exercise_price: Figure[Money] = BLANK
    opening: Figure[int] = BLANK
    """Options outstanding at close of the preceding month, where the filer prints them."""
    granted: Figure[int] = BLANK
    exercised: Figure[int] = BLANK
    cancelled: Figure[int] = BLANK
    lapsed: Figure[int] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Row):
    """What warrants and convertibles have in common."""

    description: Figure[str] = BLANK
    stock_code: Figure[str] = BLANK
    currency: Figure[str] = BLANK
    """ISO 4217 code of the nominal value or of the amount outstanding."""
    subscription_price: Figure[Money] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrant(Instrument):
    """Part B: a class of warrants; amounts are nominal values."""

    part = "B"
    expiry_date: Figure[date] = BLANK
    opening: Figure[Money] = BLANK
    exercised: Figure[Money] = BLANK
    closing: Figure[Money] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Convertible(Instrument):
    """Part C: a class of convertibles; amounts are amounts outstanding."""

    part = "C"
    opening: Figure[Money] = BLANK
    converted: Figure[Money] = BLANK
    closing: Figure[Money] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Row):
    """Part D: any other agreement or arrangement to issue shares."""

    part = "D"
    particulars: Figure[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMovement(Row):
    """Part E: an issue, repurchase or other movement; ``number`` is the item's on the form."""

    part = "E"
    kind: MovementKind
    specified: Figure[str] = BLANK
    """What the filer wrote beside "Other (Please specify)"."""
    price: Figure[Money] = BLANK
    event_date: Figure[date] = BLANK
    """Issue and allotment, cancellation or redemption date; the first of several."""
    last_event_date: Figure[date] = BLANK
    """The last of several dates; blank where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOptions:
    """Part A: Share Options (under Share Option Schemes of the Issuer)."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[OptionScheme, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    funds_raised: tuple[Figure[Money], ...] = ()
    """Total funds raised during the month from exercise of options, one per currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrants:
    """Part B: Warrants to Issue Shares of the Issuer which are to be Listed."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Warrant, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convertibles:
    """Part C: Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Convertible, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Part D: Any other Agreements or Arrangements to Issue Shares of the Issuer."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Agreement, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMovements:
    """Part E: Other Movements in Issued Share Capital."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[OtherMovement, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalIncrease:
    """Total increase / (decrease) during the month (i.e. Total of A to E), of one line of one class."""

    share_class: ClassLine
    number: Figure[int] = BLANK

    @property
    def key(self) -> str:
        """The total's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The foot of the form."""

    remarks: Figure[str] = BLANK
    submitted_by: Figure[str] = BLANK
    title: Figure[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReturn:
    """One monthly return, whole: every figure of the form in the form's order."""

    edition: Edition
    header: Header = field(default_factory=Header)
    authorised: AuthorisedCapital = field(default_factory=AuthorisedCapital)
    issued: IssuedCapital = field(default_factory=IssuedCapital)
    options: ShareOptions = field(default_factory=ShareOptions)
    warrants: Warrants = field(default_factory=Warrants)
    convertibles: Convertibles = field(default_factory=Convertibles)
    agreements: Agreements = field(default_factory=Agreements)
    other_movements: OtherMovements = field(default_factory=OtherMovements)
    total_increase: tuple[TotalIncrease, ...] = ()
    signature: Signature = field(default_factory=Signature)

    @property
    def stock_code(self) -> str | None:
        """The first readable stock code of section I, which names the issuer in every output."""
        codes = (block.stock_code for block in self.authorised.blocks)
        return next((code.value for code in codes if code.value), None)

    @property
    def month(self) -> date | None:
        """The last day of the month of the return."""
        return self.header.month_ended.value
