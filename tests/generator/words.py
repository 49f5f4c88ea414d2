"""The words and amounts that drawn returns are made of."""

from __future__ import annotations

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
