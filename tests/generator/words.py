"""The words and amounts that drawn returns are made of."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import ClassKind
from tests.generator.ff301.wording import Language, simplified

CURRENCIES = ("HKD", "HKD", "HKD", "USD", "CNY")
PAR_VALUES = ("0.01", "0.05", "0.10", "0.1", "1.00", "1", "0.0005", "0.02", "0.000003125", "0.000000025", "5")
PRICES = ("0.0353", "0.2118", "0.24", "3.60", "12.5", "1", "0.000125", "108.40", "2.005")
WORDS = (
    "361 Degrees",
    "3SBio",
    "Golden",
    "Harbour",
    "Pacific",
    "Lion Rock",
    "Kwun Tong",
    "New Century",
    "O'Brien",
    "A-Power",
    "Jade",
)
TRADES = ("Software", "Shipping", "Properties", "Paper & Board", "Gas", "Resources", "Bio-Tech", "Textile (China)")
ENDINGS = ("Limited", "Holdings Limited", "Group (Holdings) Company Limited", "Co., Ltd.", "Ltd. 國際有限公司")
SCHEMES = (
    "Share Option Scheme",
    "Pre-IPO Share Option Scheme",
    "2004 Share Option Scheme",
    "Scheme for employees, 購股權計劃",
    "Share Option Scheme adopted on 5 May 2005",
)
PARTICULARS = (
    "Subscription agreement with a strategic investor",
    "Placing agreement as announced; completion is conditional",
    "認購協議 (Subscription Agreement)",
    "Option granted to Harbour Capital L.P. under the framework agreement",
    "Subscription agreement dated 3 June 2009 for 50,000,000 new shares at HK$1.20 each",
)
CONVERTIBLES = (
    "4.25% Convertible Note Due 2013",
    "Zero coupon bonds",
    "2% Convertible Bonds due 2015",
    "可換股債券",
    "HK$500,000,000 1.5% Convertible Bonds due 2014",
)
SIGNATORIES = ("Chan Tai Man", "WONG SIU-MING, PETER", "Mary O'Neill", "陳大文")
TITLES = ("Company Secretary", "Director", "Executive Director & Company Secretary")
REMARKS = (
    "The options were exercised by employees of the group.",
    "The issue price was adjusted following the final dividend; see the announcement of the Company.",
    "詳情請參閱本公司之公告。",
    "On 12 June 2009, 1,234,000 ordinary shares were issued at HK$1.20 each; see the figures under II above.",
)
CLASS_TEXTS = {
    ClassKind.ORDINARY: ("Ordinary shares", "Ordinary Shares", "Ordinary"),
    ClassKind.PREFERENCE: ("Preference shares", "Preference Shares", "Preference"),
    ClassKind.OTHER: ("Other class", "Other"),
}
SHARES = ("Ordinary Shares", "HARBOUR LTD", "普通股")
WARRANTS = ("2012 Warrants", "Bonus warrants", "Unlisted warrants, Series B", "認股權證")
ISSUES = ("Issue of Subscription Shares", "Shares issued as fees")
ISSUERS = ("太平洋海港控股有限公司", "玉獅集團有限公司", "三六一度成長(中國)有限公司", "新世紀紙業股份有限公司")
"""Names of issuers that file in Chinese."""
_CHINESE: dict[Sequence[str], Sequence[str]] = {
    CLASS_TEXTS[ClassKind.ORDINARY]: ("普通股", "普通股份", "H股"),
    CLASS_TEXTS[ClassKind.PREFERENCE]: ("優先股", "可轉換優先股"),
    CLASS_TEXTS[ClassKind.OTHER]: ("其他類別",),
    SHARES: ("普通股", "海港控股"),
    WARRANTS: ("認股權證", "2012年認股權證"),
    ISSUES: ("發行認購股份", "發行費用股份"),
    SCHEMES: ("購股權計劃", "首次公開發售前購股權計劃", "於2005年5月5日採納的購股權計劃"),
    PARTICULARS: ("認購協議", "日期為2009年6月3日的認購協議，按每股1.20港元認購50,000,000股新股"),
    CONVERTIBLES: ("零息可換股債券", "2013年到期的4.25%可換股票據", "可換股債券"),
    SIGNATORIES: ("陳大文", "王小明"),
    TITLES: ("公司秘書", "執行董事"),
    REMARKS: ("詳情請參閱本公司之公告。", "於2009年6月12日，以每股1.20港元發行1,234,000股普通股。"),
}


def sisters(values: Sequence[str], language: Language) -> Sequence[str]:
    """The texts that stand for these in a language."""
    return values if language is Language.ENGLISH else _CHINESE.get(tuple(values), tuple(values))


def in_language(text: str, language: Language) -> str:
    """A text in the characters of a language."""
    return simplified(text) if language is Language.SIMPLIFIED else text
