"""Short returns as issuers of 2009 to 2021 filed them, each with an awkward habit, and their numbers, read by eye.

The issuers are invented; the texts in ``awkward/`` were written by hand, not by the generator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from converter.model import Edition

FOLDER = Path(__file__).parent / "awkward"


@dataclass(frozen=True)
class Awkward:
    """One return: its file, what is awkward about it, and all that it prints."""

    file: str
    why: str
    edition: Edition
    stock_code: str
    month_ended: date
    submitted: date
    issuer: str
    numbers: dict[str, int | str]
    """Every number other than zero, by its address; amounts and prices as text."""
    others: dict[str, Any] = field(default_factory=dict)
    """Values of other figures that the habit touches."""


def _authorised(key: str, number: int, par: str, capital: str, change: int = 0) -> dict[str, int | str]:
    """A block whose change in capital is at a par value of one."""
    stem = f"authorised.blocks[{key}]"
    found: dict[str, int | str] = {f"{stem}.opening.number": number, f"{stem}.closing.number": number + change}
    if change:
        found |= {f"{stem}.increase.number": change, f"{stem}.increase.capital": str(change)}
    after = str(int(capital) + change) if change else capital
    return found | {
        f"{stem}.opening.par_value": par,
        f"{stem}.closing.par_value": par,
        f"{stem}.opening.capital": capital,
        f"{stem}.closing.capital": after,
    }


def _issued(key: str, opening: int, increase: int, closing: int) -> dict[str, int | str]:
    stem = f"issued.blocks[{key}]"
    found: dict[str, int | str] = {f"{stem}.opening": opening, f"{stem}.closing": closing}
    return found | ({f"{stem}.increase": increase} if increase else {})


def _row(address: str, **numbers: int | str) -> dict[str, int | str]:
    return {f"{address}.{name}": number for name, number in numbers.items()}


AWKWARD = (
    Awkward(
        "h-and-domestic-raw.txt",
        "one cell per line, captions wrapped over lines; H and domestic shares; an amount in brackets; name after date",
        Edition.LEGACY_2014,
        "01588",
        date(2016, 9, 30),
        date(2016, 10, 7),
        "Jiangnan Water & Power Co., Ltd. (a joint stock company incorporated in the PRC)",
        _authorised("ordinary-1", 481_306_000, "1.00", "481306000", 12_000_000)
        | _authorised("ordinary-2", 1_444_120_000, "1.00", "1444120000", -12_000_000)
        | _issued("ordinary-1", 481_306_000, 12_000_000, 493_306_000)
        | _issued("ordinary-2", 1_444_120_000, -12_000_000, 1_432_120_000)
        | {"authorised.total[1]": "1925426000"}
        | {"total_increase[ordinary-1].number": 12_000_000, "total_increase[ordinary-2].number": -12_000_000},
        {"options.not_applicable": True, "other_movements.not_applicable": True},
    ),
    Awkward(
        "repurchase-layout.txt",
        "columns laid out by spaces with wrapped heads and captions; a blank column; shares cancelled on two dates",
        Edition.LEGACY_2009,
        "02345",
        date(2013, 7, 31),
        date(2013, 8, 2),
        "Golden Kirin Holdings Limited",
        _authorised("ordinary-1", 2_000_000_000, "0.10", "200000000")
        | _issued("ordinary-1", 1_203_450_000, -3_846_000, 1_199_604_000)
        | _row("options.rows[A1]", exercise_price="2.15", exercised=154_000, lapsed=60_000, issued=154_000)
        | _row("options.rows[A1]", may_be_issued=5_786_000)
        | {"authorised.total[1]": "200000000", "options.total.ordinary": 154_000}
        | {"options.funds_raised[1]": "331100", "other_movements.rows[E6].issued": -4_000_000}
        | {"other_movements.total.ordinary": -4_000_000, "total_increase[ordinary-1].number": -3_846_000},
        {
            "other_movements.rows[E6].event_date": date(2013, 7, 12),
            "other_movements.rows[E6].last_event_date": date(2013, 7, 26),
            "other_movements.rows[E6].approval_date": date(2013, 5, 31),
            "options.rows[A1].approval_date": date(2003, 6, 18),
        },
    ),
    Awkward(
        "two-preference-columns.txt",
        "two columns of preference shares in two currencies; no authorised capital; page feet of March 2019",
        Edition.MARCH_2019,
        "02999",
        date(2020, 7, 31),
        date(2020, 8, 4),
        "Northern Chartered PLC",
        _issued("ordinary-1", 3_150_414_346, 311_852, 3_150_726_198)
        | _issued("preference-1", 195_285_000, 0, 195_285_000)
        | _issued("preference-2", 15_000, 0, 15_000)
        | _row("options.rows[A1]", exercised=6_012, cancelled=1_250, lapsed=20_417, issued=6_012)
        | _row("options.rows[A1]", may_be_issued=11_044_377)
        | _row("options.rows[A2]", exercised=305_840, lapsed=12_500, issued=305_840, may_be_issued=27_606_112)
        | {"options.total.ordinary": 311_852, "options.funds_raised[1]": "29277.24"}
        | {"total_increase[ordinary-1].number": 311_852},
        {"options.rows[A2].particulars": "2011 Share Plan"},
    ),
    Awkward(
        "stapled-units.txt",
        "stapled units: the same numbers of ordinary and of preference shares; dashes, blanks, numbers in a remark",
        Edition.LEGACY_2014,
        "06899",
        date(2015, 8, 31),
        date(2015, 9, 1),
        "Tramway Trust and Tramway Holdings Limited",
        _authorised("ordinary-1", 20_000_000_000, "0.0005", "10000000")
        | _authorised("preference-1", 20_000_000_000, "0.0005", "10000000")
        | _issued("ordinary-1", 7_571_742_334, 0, 7_571_742_334)
        | _issued("preference-1", 7_571_742_334, 0, 7_571_742_334)
        | {"authorised.total[1]": "20000000"},
        {"options.rows[A1].particulars": "Share Stapled Units Option Scheme"},
    ),
    Awkward(
        "continuation-sheet.txt",
        "option schemes 3 and 4 on a continuation sheet behind the signature",
        Edition.LEGACY_2009,
        "08099",
        date(2012, 4, 30),
        date(2012, 5, 4),
        "Pearl Harbour Pharmaceutical Group Limited",
        _authorised("ordinary-1", 1_000_000_000, "0.01", "10000000")
        | _issued("ordinary-1", 412_870_000, 820_000, 413_690_000)
        | _row("options.rows[A1]", exercise_price="0.25", exercised=300_000, issued=300_000, may_be_issued=1_450_000)
        | _row("options.rows[A2]", exercise_price="0.88", exercised=120_000, issued=120_000, may_be_issued=2_230_000)
        | _row("options.rows[A2]", lapsed=50_000)
        | _row("options.rows[A3]", exercise_price="1.12", exercised=400_000, issued=400_000, may_be_issued=3_600_000)
        | _row("options.rows[A4]", exercise_price="1.56", granted=2_000_000, may_be_issued=2_000_000)
        | {"authorised.total[1]": "10000000", "options.total.ordinary": 820_000, "options.funds_raised[1]": "628600"}
        | {"total_increase[ordinary-1].number": 820_000},
    ),
    Awkward(
        "warrants-and-scrip.txt",
        "listed warrants with their date of expiry below, and a scrip dividend; only the row in use of part E",
        Edition.LEGACY_2009,
        "00444",
        date(2012, 1, 31),
        date(2012, 2, 6),
        "Lantau Textile (Holdings) Limited",
        _authorised("ordinary-1", 5_000_000_000, "0.02", "100000000")
        | _issued("ordinary-1", 861_555_340, 9_327_115, 870_882_455)
        | _row("warrants.rows[B1]", opening="43077767", exercised="1200000", closing="41877767")
        | _row("warrants.rows[B1]", subscription_price="0.50", issued=2_400_000, may_be_issued=83_755_534)
        | _row("other_movements.rows[E5]", price="0.463", issued=6_927_115)
        | {"authorised.total[1]": "100000000", "warrants.total.ordinary": 2_400_000}
        | {"other_movements.total.ordinary": 6_927_115, "total_increase[ordinary-1].number": 9_327_115},
        {
            "warrants.rows[B1].expiry_date": date(2012, 6, 30),
            "warrants.rows[B1].stock_code": "01207",
            "other_movements.rows[E5].event_date": date(2012, 1, 18),
        },
    ),
    Awkward(
        "revised-no-par.txt",
        "a revised return, one cell per line, without par value; the heads of the columns torn to pieces",
        Edition.MARCH_2019,
        "01299",
        date(2020, 6, 30),
        date(2020, 7, 7),
        "Victoria Mining (Hong Kong) Limited",
        _issued("ordinary-1", 3_063_643_463, 1_250_000, 3_064_893_463)
        | _row("options.rows[A1]", exercise_price="2.62", exercised=1_250_000, lapsed=300_000, issued=1_250_000)
        | _row("options.rows[A1]", may_be_issued=90_467_000)
        | {"options.total.ordinary": 1_250_000, "options.funds_raised[1]": "3275000"}
        | {"total_increase[ordinary-1].number": 1_250_000},
        {"options.rows[A1].approval_date": date(2004, 5, 26)},
    ),
    Awkward(
        "glued-flattened.md",
        "numbers glued to currencies and captions; name and date in one line; totals in one line",
        Edition.MARCH_2019,
        "00777",
        date(2020, 11, 30),
        date(2020, 12, 1),
        "Bund Growth Investment Limited",
        _authorised("ordinary-1", 24_000_000, "0.10", "2400000")
        | _issued("ordinary-1", 10_686_000, 0, 10_686_000)
        | {"authorised.total[1]": "2400000"},
    ),
    Awkward(
        "chinese-convertible.txt",
        "in Chinese: the month in wide digits, currencies behind amounts, a description with an amount",
        Edition.LEGACY_2009,
        "00388",
        date(2013, 2, 28),
        date(2013, 3, 4),
        "嶺南紙業集團有限公司",
        _authorised("ordinary-1", 3_000_000_000, "0.10", "300000000")
        | _issued("ordinary-1", 1_080_500_000, 16_000_000, 1_096_500_000)
        | _row("convertibles.rows[C1]", opening="120000000", converted="20000000", closing="100000000")
        | _row("convertibles.rows[C1]", subscription_price="1.25", issued=16_000_000, may_be_issued=80_000_000)
        | {"authorised.total[1]": "300000000", "convertibles.total.ordinary": 16_000_000}
        | {"total_increase[ordinary-1].number": 16_000_000},
        {
            "convertibles.rows[C1].description": "於2015年到期的120,000,000港元零息可換股債券",
            "convertibles.rows[C1].currency": "HKD",
            "convertibles.rows[C1].approval_date": date(2010, 7, 20),
            "warrants.not_applicable": True,
        },
    ),
    Awkward(
        "simplified-options.html",
        "in simplified Chinese, as a web page: a cell of four lines, negative numbers after a dash",
        Edition.LEGACY_2014,
        "01888",
        date(2018, 3, 31),
        date(2018, 4, 6),
        "东江机械控股有限公司",
        _authorised("ordinary-1", 10_000_000_000, "0.01", "100000000")
        | _issued("ordinary-1", 2_266_114_000, -1_880_000, 2_264_234_000)
        | _row("options.rows[A1]", exercise_price="3.45", exercised=620_000, lapsed=35_000, issued=620_000)
        | _row("options.rows[A1]", may_be_issued=18_345_000)
        | {"authorised.total[1]": "100000000", "options.total.ordinary": 620_000, "options.funds_raised[1]": "2139000"}
        | {"other_movements.rows[E6].issued": -2_500_000, "other_movements.total.ordinary": -2_500_000}
        | {"total_increase[ordinary-1].number": -1_880_000},
        {
            "options.rows[A1].class_of_shares": "普通股",
            "options.rows[A1].particulars": "于2014年6月9日采纳的购股权计划",
            "other_movements.rows[E6].event_date": date(2018, 3, 20),
        },
    ),
    Awkward(
        "weighted-votes-agreement.txt",
        "Class A and Class B shares; underscores for blanks; an agreement whose text holds numbers",
        Edition.MARCH_2019,
        "09688",
        date(2019, 12, 31),
        date(2020, 1, 3),
        "Cloud Lantern Inc.",
        _authorised("ordinary-1", 7_700_000_000, "0.0000025", "19250")
        | _authorised("ordinary-2", 300_000_000, "0.0000025", "750")
        | _issued("ordinary-1", 1_204_887_310, 33_500_000, 1_238_387_310)
        | _issued("ordinary-2", 155_000_000, -3_500_000, 151_500_000)
        | _row("agreements.rows[D1]", issued=30_000_000, may_be_issued=15_000_000)
        | {"authorised.total[1]": "20000", "agreements.total.ordinary": 30_000_000}
        | {"total_increase[ordinary-1].number": 33_500_000, "total_increase[ordinary-2].number": -3_500_000},
        {
            "agreements.rows[D1].particulars": "Subscription agreement dated 18 November 2019 with Orchid Fund L.P. "
            "for 45,000,000 new shares at HK$9.80 each",
            "other_movements.rows[E10].specified": "Conversion of Class B into Class A shares",
        },
    ),
)


def amounts(printed: Awkward) -> dict[str, int | Decimal]:
    """Return the numbers of a return as a reader gives them."""
    return {address: Decimal(it) if isinstance(it, str) else it for address, it in printed.numbers.items()}
