"""What real filings print, as a person reads them: the figures by their addresses.

The filings themselves are not in the project. A figure that the text has lost is not listed;
``Reading.doubtful`` names figures that are printed but cannot be told apart in this text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from converter.model import Edition, Money, State

NA = State.NOT_APPLICABLE
NIL = State.NIL
ZERO_MONEY = Decimal(0)
"""An amount of zero beside which no currency is printed."""


def hkd(amount: str) -> Money:
    """An amount of Hong Kong dollars."""
    return Money(Decimal(amount), "HKD")


def usd(amount: str) -> Money:
    """An amount of United States dollars."""
    return Money(Decimal(amount), "USD")


def cny(amount: str) -> Money:
    """An amount of renminbi."""
    return Money(Decimal(amount), "CNY")


@dataclass(frozen=True, eq=False)
class Reading:
    """One filing: its file, its edition, and every figure that it prints."""

    file: str
    edition: Edition
    figures: Mapping[str, Any]
    doubtful: frozenset[str] = field(default_factory=frozenset)
    """Printed, but in this text no longer with what says which figure they are."""
    head: str = ""
    """What is put before an excerpt that begins in mid-form, so that it has an issuer and a month."""


def _block(section: str, key: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{section}.blocks[{key}].{name}": value for name, value in figures.items()}


def _capital(opening: tuple[Any, ...], increase: tuple[Any, ...], closing: tuple[Any, ...]) -> dict[str, Any]:
    """The three rows of a block of section I: number, par value, capital; ``None`` where nothing is printed."""
    columns = ("number", "par_value", "capital")
    rows = {"opening": opening, "increase": increase, "closing": closing}
    return {
        f"{row}.{column}": value
        for row, values in rows.items()
        for column, value in zip(columns, values, strict=True)
        if value is not None
    }


def _unused(*keys: str, **figures: Any) -> dict[str, Any]:
    return {address: value for key in keys for address, value in _block("authorised", key, figures).items()}


def _issued(key: str, opening: Any, increase: Any, closing: Any) -> dict[str, Any]:
    return _block("issued", key, {"opening": opening, "increase": increase, "closing": closing})


def _class(code: str, type_of_shares: Any = NA, **more: Any) -> dict[str, Any]:
    """The head of a block of FF301, for listed ordinary shares."""
    return {
        "class_of_shares": "Ordinary shares",
        "type_of_shares": type_of_shares,
        "listed": True,
        "stock_code": code,
        **more,
    }


_NOT_LISTED_CLASSES = ("ordinary-2", "preference-1", "other-1")
_TENCENT_CLASS = _class("00700") | {"counters[1].stock_code": "80700", "counters[1].currency": "CNY"}
_ALIBABA_CLASS = _class("09988") | {"counters[1].stock_code": "89988", "counters[1].currency": "CNY"}
_ALIBABA_BALANCE = (32_000_000_000, usd("0.000003125"), usd("100000"))
_ALIBABA_CAPITAL = _capital(_ALIBABA_BALANCE, (0, None, None), _ALIBABA_BALANCE)
_ECOTOURISM_CLASS = _class("01371", description="CHINA ECOTOUR")
_ECOTOURISM_CAPITAL = (5_000_000_000, hkd("0.025"), hkd("125000000"))
_MOON_CLASS = _class("01723", description="Ordinary Shares")
_MOON_CAPITAL = (10_000_000_000, hkd("0.01"), hkd("100000000"))
_MOON_NOTE = "convertibles.rows[C1]"
_MOON_AMOUNTS = {
    f"{_MOON_NOTE}.currency": "HKD",
    f"{_MOON_NOTE}.opening": hkd("52377600"),
    f"{_MOON_NOTE}.closing": hkd("52377600"),
    f"{_MOON_NOTE}.may_be_issued": 10_475_520,
}

MOON = {
    "header.version": "1.2.0",
    "header.month_ended": date(2026, 1, 31),
    "header.status": "New Submission",
    "header.issuer": "Moon Inc.",
    "header.date_submitted": date(2026, 2, 2),
    **_block("authorised", "ordinary-1", _MOON_CLASS | _capital(_MOON_CAPITAL, (None, None, None), _MOON_CAPITAL)),
    "authorised.total[1]": hkd("100000000"),
    **_block("issued", "ordinary-1", _MOON_CLASS),
    "issued.blocks[ordinary-1].opening": 478_272_000,
    "issued.blocks[ordinary-1].closing": 478_272_000,
    "issued.blocks[ordinary-1].treasury.opening": 0,
    "issued.blocks[ordinary-1].treasury.closing": 0,
    "issued.blocks[ordinary-1].all_issued.opening": 478_272_000,
    "issued.blocks[ordinary-1].all_issued.closing": 478_272_000,
    "issued.blocks[ordinary-1].public_float.complied": True,
    "issued.blocks[ordinary-1].public_float.threshold": (
        "Initial Prescribed Threshold - 25% of the total number of issued shares in the class "
        "to which the listed shares belong (excluding treasury shares)"
    ),
    "options.not_applicable": True,
    "warrants.not_applicable": True,
    f"{_MOON_NOTE}.class_of_shares": "Ordinary shares",
    f"{_MOON_NOTE}.type_of_shares": NA,
    f"{_MOON_NOTE}.description": (
        "Convertible Notes in the aggregate principal amount of HK$52,377,600 "
        "issued under general mandate on 22 October 2025"
    ),
    f"{_MOON_NOTE}.instrument_type": "Bond/Notes",
    **_MOON_AMOUNTS,
    f"{_MOON_NOTE}.subscription_price": hkd("5"),
    f"{_MOON_NOTE}.approval_date": date(2024, 9, 5),
    "agreements.not_applicable": True,
    "other_movements.not_applicable": True,
    "depositary_receipts.not_applicable": True,
    "signature.submitted_by": "Chan Ming Kei",
    "signature.title": "Company Secretary",
}
CONFIRMATIONS = {
    "i": ("all money due to the listed issuer", "has been received by it"),
    "ii": ("all pre-conditions for listing imposed by the Rules", "have been fulfilled"),
    "iii": ("all (if any) conditions contained in the formal letter", "have been fulfilled"),
    "iv": ("all the securities of each class are in all respects", "identical (Note 6)"),
    "v": ("all documents required by the Companies", "all other legal requirements"),
    "vi": ("all the definitive documents of title", "terms of issue, sale or transfer"),
    "vii": ("completion has taken place of the purchase by the issuer", "duly satisfied; and"),
    "viii": ("the trust deed/deed poll relating to the debenture", "Registrar of Companies"),
}
"""How each item of section V of Moon's return begins and ends."""

KANZHUN_HEAD = (
    "FF301 Page 1 of 9 v 1.0.2 Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under "
    "Chapter 19B of the Exchange Listing Rules on Movements in Securities For the month ended: 31 July 2023 "
    "Status: New Submission To : Hong Kong Exchanges and Clearing Limited Name of Issuer: KANZHUN LIMITED "
    "Date Submitted: 02 August 2023 I. Movements in Authorised / Registered Share Capital "
    "1. Class of shares WVR ordinary shares Type of shares A Listed on SEHK (Note 1) Yes Stock code 02076 Description\n"
    "II. Movements in Issued Shares\n"
)
_KANZHUN_HEADER = {
    "header.version": "1.0.2",
    "header.month_ended": date(2023, 7, 31),
    "header.status": "New Submission",
    "header.issuer": "KANZHUN LIMITED",
    "header.date_submitted": date(2023, 8, 2),
    **_block(
        "authorised",
        "ordinary-1",
        {"class_of_shares": "WVR ordinary shares", "type_of_shares": "A", "listed": True, "stock_code": "02076"},
    ),
}


def _event(number: int, type_of_shares: str, issued: int, **more: Any) -> dict[str, Any]:
    figures = {"class_of_shares": "WVR ordinary shares", "type_of_shares": type_of_shares, "issued": issued}
    figures["event_date"] = date(2023, 7, 5)
    return {f"other_movements.rows[E{number}].{name}": value for name, value in (figures | more).items()}


_KANZHUN_REMARKS = (
    "1) The 1,442,852 Class A ordinary shares that are represented by a total of 721,426 ADSs repurchased on the "
    "Nasdaq Global Select Market on May 26, 30 and 31, 2023 were cancelled on July 5, 2023. 2) Class A: 2) & Class B: "
    "1) Subsequent to the cancellation of the repurchased of 1,442,852 Class A ordinary shares on July 5, 2023, "
    "1,200,000 Class B ordinary shares were converted to Class A ordinary shares on a one-to-one ratio pursuant to "
    "Rule 8A.21 of the Listing Rules."
)
_CONVERSION = "Other (Please specify) Conversion of Class B ordinary shares to Class A ordinary shares"

FF301 = (
    Reading("ff301-v1.2.0-2026-01-01723-moon-inc.pdf", Edition.FF301_1_2, MOON),
    Reading(
        "ff301-v1.2.0-2026-01-01723-moon-inc.layout.txt",
        Edition.FF301_1_2,
        MOON,
        # The heads of the columns are run together in one line of this text.
        doubtful=frozenset(_MOON_AMOUNTS) - {f"{_MOON_NOTE}.currency"},
    ),
    Reading(
        "excerpts/capedge_02076_202307_kanzhun_ff301v102.txt",
        Edition.FF301_1_0,
        _KANZHUN_HEADER
        | _event(1, "A", -1_442_852, specified="Repurchase of shares", approval_date=date(2022, 12, 14))
        | _event(2, "A", 1_200_000, specified=_CONVERSION)
        | _event(3, "B", -1_200_000, specified=_CONVERSION)
        | {"other_movements.remarks": _KANZHUN_REMARKS}
        | {
            "other_movements.line_totals[ordinary-1].issued": -242_852,
            "other_movements.line_totals[ordinary-2].issued": -1_200_000,
        },
        head=KANZHUN_HEAD,
    ),
    Reading(
        "excerpts/gh_00700_202401_tencent_ff301v102_frag.txt",
        Edition.FF301_1_0,
        {
            "header.version": "1.0.2",
            "header.month_ended": date(2024, 1, 31),
            "header.status": "New Submission",
            "header.issuer": "Tencent Holdings Limited",
            "header.date_submitted": date(2024, 2, 6),
            **_block("issued", "ordinary-1", _TENCENT_CLASS),
            **_issued("ordinary-1", 9_482_992_820, -51_209_455, 9_431_783_365),
        },
    ),
    Reading(
        "excerpts/ms_00992_202109_lenovo_ff301.txt",
        Edition.FF301_1_0,
        {
            "header.month_ended": date(2021, 9, 30),
            "header.issuer": "Lenovo Group Limited",
            "header.date_submitted": date(2021, 10, 5),
            "authorised.not_applicable": True,
            "issued.blocks[ordinary-1].class_of_shares": "Ordinary shares",
            "issued.blocks[ordinary-1].listed": True,
            "issued.blocks[ordinary-1].stock_code": "00992",
            "issued.blocks[ordinary-1].opening": 12_041_705_614,
            "issued.blocks[ordinary-1].increase": 0,
            "options.not_applicable": True,
            "other_movements.not_applicable": True,
            "convertibles.rows[C1].description": "3.375% convertible bonds due 2024 issued on January 24, 2019",
            "convertibles.rows[C1].currency": "USD",
            "convertibles.rows[C1].instrument_type": "Bond/Notes",
            "convertibles.rows[C1].stock_code": "05562",
            "convertibles.rows[C1].subscription_price": hkd("6.94"),
            "depositary_receipts.not_applicable": True,
        },
        # 674,500,000 is the amount at the close of either month; the text has dropped one of them.
        doubtful=frozenset(f"convertibles.rows[C1].{name}" for name in ("opening", "closing", "may_be_issued")),
    ),
    Reading(
        "excerpts/ms_01371_202110_china_ecotourism_ff301.txt",
        Edition.FF301_1_0,
        {
            "header.month_ended": date(2021, 10, 31),
            "header.status": "New Submission",
            "header.issuer": "China Ecotourism Group Limited",
            "header.date_submitted": date(2021, 11, 4),
            **_block(
                "authorised",
                "ordinary-1",
                _ECOTOURISM_CLASS | _capital(_ECOTOURISM_CAPITAL, (None, None, None), _ECOTOURISM_CAPITAL),
            ),
            "authorised.total[1]": hkd("125000000"),
            **_block("issued", "ordinary-1", _ECOTOURISM_CLASS),
            **_issued("ordinary-1", 3_088_442_199, 0, 3_088_442_199),
            "options.not_applicable": True,
            "warrants.not_applicable": True,
        },
    ),
    Reading(
        "excerpts/sec_09988_202412_alibaba_ff301v111.txt",
        Edition.FF301_1_1,
        {
            "header.version": "1.1.1",
            "header.month_ended": date(2024, 12, 31),
            "header.status": "New Submission",
            "header.issuer": "Alibaba Group Holding Limited",
            "header.date_submitted": date(2025, 1, 7),
            **_block(
                "authorised",
                "ordinary-1",
                _ALIBABA_CLASS | _ALIBABA_CAPITAL,
            ),
            "authorised.total[1]": usd("100000"),
            **_block("issued", "ordinary-1", _ALIBABA_CLASS),
            **_issued("ordinary-1", 19_118_002_388, -63_470_104, 19_054_532_284),
            "issued.blocks[ordinary-1].treasury.opening": 0,
            "issued.blocks[ordinary-1].treasury.increase": 0,
            "issued.blocks[ordinary-1].treasury.closing": 0,
            "issued.blocks[ordinary-1].all_issued.opening": 19_118_002_388,
            "issued.blocks[ordinary-1].all_issued.closing": 19_054_532_284,
        },
    ),
    Reading(
        "excerpts/zh_06823_202509_hkt_ff301.txt",
        Edition.FF301_1_1,  # no version is printed in the excerpt; the month is one of v1.1
        {
            "header.month_ended": date(2025, 9, 30),
            "header.status": "新提交",
            "header.issuer": "香港電訊信託與香港電訊有限公司(備註1&2)",
            "header.date_submitted": date(2025, 10, 3),
            **_block(
                "authorised",
                "preference-1",
                {
                    "class_of_shares": "優先股",
                    "type_of_shares": NA,
                    "listed": True,
                    "stock_code": "06823",
                    "description": "優先股(為股份合訂單位的組成部分)",
                    **_capital(
                        (20_000_000_000, hkd("0.0005"), hkd("10000000")),
                        (0, None, hkd("0")),
                        (20_000_000_000, hkd("0.0005"), None),
                    ),
                },
            ),
        },
    ),
)
"""The filings of FF301, those that begin in mid-form too."""

_NA_ROW = (NA, NA, NA)
_CMB_H = (4_590_901_172, cny("1.00"), cny("4590901172"))
_CMB_A = (20_628_944_429, cny("1.00"), cny("20628944429"))
_CMB_OFFSHORE = (50_000_000, cny("100"), usd("1000000000"))

_DONGYUE = {
    "stock_code": "00189",
    "description": "Ordinary Shares",
    **_capital(
        (4_000_000_000, hkd("0.10"), hkd("400000000")),
        (NIL, None, ZERO_MONEY),
        (4_000_000_000, hkd("0.10"), hkd("400000000")),
    ),
}

EARLIER = (
    Reading(
        "excerpts/fr_00655_201206_hongkong_chinese.txt",
        Edition.LEGACY_2009,
        {
            "header.month_ended": date(2012, 6, 30),
            "header.issuer": "Hongkong Chinese Limited",
            "header.date_submitted": date(2012, 7, 3),
            **_block(
                "authorised",
                "ordinary-1",
                {"stock_code": "00655", "description": "HKCHINESE LTD"}
                | _capital(
                    (4_000_000_000, hkd("1.00"), hkd("4000000000.00")),
                    (0, None, ZERO_MONEY),
                    (4_000_000_000, hkd("1.00"), hkd("4000000000.00")),
                ),
            ),
            **_unused(*_NOT_LISTED_CLASSES, stock_code=NA),
        },
    ),
    Reading(
        "excerpts/fr_00746_201512_lee_man_chemical.txt",
        Edition.LEGACY_2014,
        {
            "header.month_ended": date(2015, 12, 31),
            "header.issuer": "Lee & Man Chemical Company Limited",
            "header.date_submitted": date(2016, 1, 4),
            **_block(
                "authorised",
                "ordinary-1",
                {"stock_code": "00746", "description": "Ordinary Shares"}
                | _capital(
                    (5_000_000_000, hkd("0.10"), hkd("500000000")),
                    (0, None, ZERO_MONEY),
                    (5_000_000_000, hkd("0.10"), hkd("500000000")),
                ),
            ),
            **_unused(*_NOT_LISTED_CLASSES, stock_code=NA),
            "authorised.total[1]": hkd("500000000"),
        },
    ),
    Reading(
        "excerpts/fr_00770_202102_shanghai_growth.txt",
        Edition.MARCH_2019,
        {
            "header.month_ended": date(2021, 2, 28),
            "header.issuer": "Shanghai International Shanghai Growth Investment Limited",
            "header.date_submitted": date(2021, 3, 1),
            **_block(
                "authorised",
                "ordinary-1",
                {"stock_code": "00770", "description": "Ordinary Shares"}
                | _capital(
                    (18_000_000, usd("0.10"), usd("1800000")),
                    (0, None, ZERO_MONEY),
                    (18_000_000, usd("0.10"), usd("1800000")),
                ),
            ),
            **_unused(*_NOT_LISTED_CLASSES, stock_code=NA, description=NA),
        },
    ),
    Reading(
        "excerpts/4traders_00388_201807_hkex.txt",
        Edition.LEGACY_2014,
        {
            "header.month_ended": date(2018, 7, 31),
            "header.issuer": 'Hong Kong Exchanges and Clearing Limited ("HKEX")',
            "header.date_submitted": date(2018, 8, 2),
            **_block(
                "authorised",
                "ordinary-1",
                {"stock_code": "00388", "description": "Shares"} | _capital(_NA_ROW, (NA, None, NA), _NA_ROW),
            ),
            "authorised.total[1]": NA,
            **_issued("ordinary-1", 1_246_759_255, 0, 1_246_759_255),
            **{k: v for key in _NOT_LISTED_CLASSES for k, v in _issued(key, NA, NA, NA).items()},
        },
    ),
    Reading(
        "excerpts/ms_01208_202007_mmg_revised.txt",
        Edition.MARCH_2019,
        {
            "header.month_ended": date(2020, 7, 31),
            "header.issuer": "MMG Limited",
            "header.date_submitted": date(2020, 8, 7),
            "authorised.blocks[ordinary-1].stock_code": "01208",
            "authorised.blocks[ordinary-1].description": NA,
            **_unused(*_NOT_LISTED_CLASSES, stock_code=NA),
            "authorised.total[1]": NA,
            **_issued("ordinary-1", 8_063_643_463, NIL, 8_063_643_463),
            **{k: v for key in _NOT_LISTED_CLASSES for k, v in _issued(key, NA, NA, NA).items()},
        },
    ),
    Reading(  # the text maker threw most of sections I and II far from their captions, the stock code 189 too
        "excerpts/ms_00189_201812_dongyue.txt",
        Edition.LEGACY_2014,
        {
            "header.month_ended": date(2018, 12, 31),
            "header.issuer": "Dongyue Group Limited",
            "header.date_submitted": date(2019, 1, 2),
            **_block("authorised", "ordinary-1", _DONGYUE),
            "authorised.blocks[other-1].closing.number": NA,
            "authorised.total[1]": hkd("400000000"),
            **_issued("ordinary-1", 2_111_689_455, NIL, 2_111_689_455),
            "options.rows[A1].particulars": "Share Option Scheme a",
        },
        doubtful=frozenset(f"authorised.blocks[ordinary-1].{name}" for name in _DONGYUE if "number" not in name)
        | frozenset(_issued("ordinary-1", 0, 0, 0)),
    ),
    Reading(
        "excerpts/ms_03968_202103_cmb.txt",
        Edition.MARCH_2019,
        {
            "header.month_ended": date(2021, 3, 31),
            "header.issuer": 'China Merchants Bank Co., Ltd. (the "Bank")',
            "header.date_submitted": date(2021, 4, 1),
            **_block(
                "authorised",
                "ordinary-1",
                {"stock_code": "03968", "description": "H Shares"} | _capital(_CMB_H, (0, None, ZERO_MONEY), _CMB_H),
            ),
            **_block(
                "authorised",
                "ordinary-2",
                {"stock_code": "600036", "description": "A Shares (Shanghai)"}
                | _capital(_CMB_A, (0, None, ZERO_MONEY), _CMB_A),
            ),
            **_block(
                "authorised",
                "preference-1",
                {
                    "stock_code": "04614",
                    "description": "U.S. $1,000,000,000 4.40% Non- Cumulative Perpetual Offshore Preference Shares "
                    '("Offshore Preference Shares")',
                    **_capital(_CMB_OFFSHORE, (0, ZERO_MONEY, ZERO_MONEY), _CMB_OFFSHORE),
                },
            ),
        },
    ),
)
"""Excerpts of the editions of 2009 to 2021. China Merchants Bank's is one of March 2019 by its month alone."""

REFUSED = {
    "capedge_02076_202307_kanzhun_ff301v102.txt": "no-month",  # the excerpt begins in part E
    "ms_08163_201908_merdeka.txt": "no-issuer",  # the excerpt has neither name nor code
    "gh_00837_201412_carpenter_tan_doc_frag.txt": "not-a-return",  # two lines of a return
    "contrast_cis_00778_202103_fortune_reit.txt": "sibling-form",
    "contrast_nddr_ff304_202107_scribd.txt": "sibling-form",
}
"""Excerpts that name no issuer or no month, or are of another form, and the code of the refusal."""
