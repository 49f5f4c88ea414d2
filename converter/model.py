"""The monthly return in memory, in the words of the form.

Every printed thing is a :class:`Figure`: a value, a state, and where it was read.
The classes follow the form's own order: header, I, II, III (A to E), closing totals, signature.
Source: "Monthly Return of Equity Issuer on Movements in Securities"
(Main Board Rule 13.25B, GEM Rule 17.27B).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from converter.evidence import Reason
from converter.figure import BLANK as BLANK
from converter.figure import Figure as Figure
from converter.figure import Money as Money
from converter.figure import State as State
from converter.figure import V as V


class Edition(StrEnum):
    """The edition of the form, named after the years in which it was filed."""

    LEGACY_2009 = "2009-2013"
    LEGACY_2014 = "2014-2019"
    """The same tables; issuers incorporated in Hong Kong have no par value and no authorised capital."""
    MARCH_2019 = "2019-2021"
    """The same tables with the footer "March 2019"."""
    FF301_1_0 = "FF301 v1.0"
    """From July 2021: a block for each class of shares, lettered parts, spelled dates."""
    FF301_1_1 = "FF301 v1.1"
    """From June 2024: treasury shares beside the other issued shares."""
    FF301_1_2 = "FF301 v1.2"
    """From January 2026: a confirmation of sufficient public float."""


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
    """The types of issue under "Other Movements in Issued Share Capital".

    The first ten are pre-printed in the editions of 2009 to 2021, in this order; the last three
    come with treasury shares (FF301 v1.1).
    """

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
    REPURCHASE_INTO_TREASURY = "repurchase-into-treasury"
    """Shares repurchased and held as treasury shares."""
    PENDING_CANCELLATION = "pending-cancellation"
    """Shares repurchased or redeemed but not yet cancelled."""
    SALE_OF_TREASURY_SHARES = "sale-or-transfer-of-treasury-shares"


PREPRINTED_KINDS = tuple(MovementKind)[:10]
"""The ten types of issue that the editions of 2009 to 2021 print, in the form's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of the form."""

    version: Figure[str] = BLANK
    """The version that FF301 prints at the foot of each page: ``1.2.0``."""
    month_ended: Figure[date] = BLANK
    status: Figure[str] = BLANK
    """New Submission or Re-submission (FF301)."""
    issuer: Figure[str] = BLANK
    date_submitted: Figure[date] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalRow:
    """One row of a block in section I."""

    number: Figure[int] = BLANK
    par_value: Figure[Money] = BLANK
    capital: Figure[Money] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A further counter in which a class is traded: "Multi-counter stock code 80700 RMB"."""

    stock_code: Figure[str] = BLANK
    currency: Figure[str] = BLANK
    """ISO 4217 code of the counter's trading currency."""
    description: Figure[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassBlock:
    """What stands at the head of every block of a class of shares.

    The editions of 2009 to 2021 print the stock code and the description, in section I alone.
    FF301 prints all of it, over every block; its versions 1.0.0 and 1.0.1 exchange the captions
    "Class of shares" and "Type of shares", which are told apart here by their values.
    """

    share_class: ClassLine
    class_of_shares: Figure[str] = BLANK
    """Ordinary shares, Preference shares, WVR ordinary shares …"""
    type_of_shares: Figure[str] = BLANK
    """A, B, H … or not applicable."""
    listed: Figure[bool] = BLANK
    stock_code: Figure[str] = BLANK
    """Five digits with leading zeros, as listed on the Exchange."""
    description: Figure[str] = BLANK
    counters: tuple[Counter, ...] = ()

    @property
    def key(self) -> str:
        """The block's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedBlock(ClassBlock):
    """Section I, the block of one line of one class."""

    opening: CapitalRow = field(default_factory=CapitalRow)
    increase: CapitalRow = field(default_factory=CapitalRow)
    closing: CapitalRow = field(default_factory=CapitalRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedCapital:
    """Section I: Movements in Authorised Share Capital."""

    not_applicable: Figure[bool] = BLANK
    blocks: tuple[AuthorisedBlock, ...] = ()
    total: tuple[Figure[Money], ...] = ()
    """Total authorised share capital at the end of the month, one per currency."""
    remarks: Figure[str] = BLANK
    """Remarks printed below the section (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """An opening balance, the movement, and the closing balance of a number of shares."""

    opening: Figure[int] = BLANK
    increase: Figure[int] = BLANK
    closing: Figure[int] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFloat:
    """The public float sufficiency confirmation of a listed class (FF301 v1.2)."""

    complied: Figure[bool] = BLANK
    """Which of the two boxes is ticked."""
    threshold: Figure[str] = BLANK
    additional_information: Figure[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedBlock(ClassBlock):
    """Section II, one line of one class.

    ``opening``, ``increase`` and ``closing`` count the issued shares, from FF301 v1.1 on without
    treasury shares, which have a balance of their own; ``all_issued`` is the sum of both.
    """

    opening: Figure[int] = BLANK
    increase: Figure[int] = BLANK
    closing: Figure[int] = BLANK
    treasury: Balance = field(default_factory=Balance)
    all_issued: Balance = field(default_factory=Balance)
    public_float: PublicFloat = field(default_factory=PublicFloat)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCapital:
    """Section II: Movements in Issued Share Capital."""

    not_applicable: Figure[bool] = BLANK
    blocks: tuple[IssuedBlock, ...] = ()
    remarks: Figure[str] = BLANK
    """Remarks printed below the section (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTotals:
    """The three totals at the foot of a part of section III: shares issued, by class."""

    ordinary: Figure[int] = BLANK
    preference: Figure[int] = BLANK
    other: Figure[int] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTotal:
    """The totals at the foot of a part of FF301, for one line of one class: AA1 and AA2, …, EE1 and EE2."""

    share_class: ClassLine
    issued: Figure[int] = BLANK
    """Increase in issued shares, from v1.1 on without treasury shares."""
    treasury_shares: Figure[int] = BLANK
    """The treasury shares' part of the total, with the sign that is printed."""

    @property
    def key(self) -> str:
        """The total's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of section III has.

    ``number`` is the row's place in its part, from 1; ``share_class`` is read from
    ``class_of_shares``, the text of "Class of shares issuable". ``part`` is the part's letter.
    ``line`` is the line of the class whose block the row stands in; ``None`` in the editions of
    2009 to 2021, whose rows name a class alone.
    """

    part = "?"
    number: int
    share_class: ClassKind = ClassKind.NOT_STATED
    line: int | None = None
    class_of_shares: Figure[str] = BLANK
    type_of_shares: Figure[str] = BLANK
    approval_date: Figure[date] = BLANK
    """EGM approval date."""
    issued: Figure[int] = BLANK
    """Number of new shares of the issuer issued during the month pursuant thereto."""
    treasury_shares: Figure[int] = BLANK
    """Number of treasury shares transferred out of treasury; in part E, the increase of treasury shares."""
    may_be_issued: Figure[int] = BLANK
    """Number of shares which may be issued, or transferred out of treasury, as at close of the month."""

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
    exercised_from_treasury: Figure[int] = BLANK
    """Options exercised for treasury shares (FF301 v1.1)."""
    other_movement: Figure[int] = BLANK
    """Any other movement, signed (FF301)."""
    closing: Figure[int] = BLANK
    """Options outstanding at close of the month (FF301)."""
    may_be_granted: Figure[int] = BLANK
    """Shares which may be issued or transferred upon exercise of all options to be granted (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Row):
    """What warrants and convertibles have in common."""

    description: Figure[str] = BLANK
    instrument_type: Figure[str] = BLANK
    """Type of the warrants or of the convertibles, as "Bond/Notes" (FF301)."""
    stock_code: Figure[str] = BLANK
    currency: Figure[str] = BLANK
    """ISO 4217 code of the nominal value or of the amount outstanding."""
    subscription_price: Figure[Money] = BLANK
    newly_issued: Figure[Money] = BLANK
    """Amount of the instrument issued during the month (FF301)."""
    retired: Figure[Money] = BLANK
    """Amount redeemed, repurchased, cancelled, lapsed or expired, without a sign (FF301)."""
    other_movement: Figure[Money] = BLANK
    """Any other movement of the amount, signed (FF301)."""


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
    not_yet_cancelled: Figure[int] = BLANK
    """Shares redeemed or repurchased but not yet cancelled as at close of the month (FF301 v1.1), negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOptions:
    """Part A: Share Options (under Share Option Schemes of the Issuer)."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[OptionScheme, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    line_totals: tuple[LineTotal, ...] = ()
    funds_raised: tuple[Figure[Money], ...] = ()
    """Total funds raised during the month from exercise of options, one per currency."""
    remarks: Figure[str] = BLANK
    """Remarks printed below the part (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warrants:
    """Part B: Warrants to Issue Shares of the Issuer which are to be Listed."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Warrant, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    line_totals: tuple[LineTotal, ...] = ()
    remarks: Figure[str] = BLANK
    """Remarks printed below the part (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convertibles:
    """Part C: Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Convertible, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    line_totals: tuple[LineTotal, ...] = ()
    remarks: Figure[str] = BLANK
    """Remarks printed below the part (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """Part D: Any other Agreements or Arrangements to Issue Shares of the Issuer."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[Agreement, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    line_totals: tuple[LineTotal, ...] = ()
    remarks: Figure[str] = BLANK
    """Remarks printed below the part (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMovements:
    """Part E: Other Movements in Issued Share Capital."""

    not_applicable: Figure[bool] = BLANK
    rows: tuple[OtherMovement, ...] = ()
    total: ClassTotals = field(default_factory=ClassTotals)
    line_totals: tuple[LineTotal, ...] = ()
    remarks: Figure[str] = BLANK
    """Remarks printed below the part (FF301)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalIncrease:
    """Total increase / (decrease) during the month (i.e. Total of A to E), of one line of one class."""

    share_class: ClassLine
    number: Figure[int] = BLANK
    treasury_shares: Figure[int] = BLANK
    """Total increase / decrease of treasury shares (FF301 v1.1)."""

    @property
    def key(self) -> str:
        """The total's key among its sisters."""
        return str(self.share_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositaryReceipts:
    """Section IV of FF301: Information about Hong Kong Depositary Receipt (HDR)."""

    not_applicable: Figure[bool] = BLANK
    information: Figure[str] = BLANK
    """What is printed there, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One item of section V of FF301, numbered (i) to (viii) unless the issuer amended them."""

    item: str
    words: Figure[str] = BLANK

    @property
    def key(self) -> str:
        """The item's roman number."""
        return self.item


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The foot of the form."""

    remarks: Figure[str] = BLANK
    """Remarks (if any), in the editions of 2009 to 2021; FF301 prints them below its sections."""
    submitted_by: Figure[str] = BLANK
    title: Figure[str] = BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReturn:
    """One monthly return, whole: every figure of the form in the form's order."""

    edition: Edition
    edition_reasons: tuple[Reason, ...] = field(default=(), compare=False)
    """What tells the edition, the strongest first; empty in a return that was not read from a filing."""
    header: Header = field(default_factory=Header)
    authorised: AuthorisedCapital = field(default_factory=AuthorisedCapital)
    issued: IssuedCapital = field(default_factory=IssuedCapital)
    options: ShareOptions = field(default_factory=ShareOptions)
    warrants: Warrants = field(default_factory=Warrants)
    convertibles: Convertibles = field(default_factory=Convertibles)
    agreements: Agreements = field(default_factory=Agreements)
    other_movements: OtherMovements = field(default_factory=OtherMovements)
    total_increase: tuple[TotalIncrease, ...] = ()
    depositary_receipts: DepositaryReceipts = field(default_factory=DepositaryReceipts)
    confirmations: tuple[Confirmation, ...] = ()
    signature: Signature = field(default_factory=Signature)

    @property
    def stock_code(self) -> str | None:
        """The first readable code of the Exchange in section I, else in II; it names the issuer in every output.

        A code of A shares, of six digits, is another exchange's.
        """
        codes = (block.stock_code.value for block in (*self.authorised.blocks, *self.issued.blocks))
        return next((code for code in codes if code and len(code) == 5), None)

    @property
    def month(self) -> date | None:
        """The last day of the month of the return."""
        return self.header.month_ended.value
