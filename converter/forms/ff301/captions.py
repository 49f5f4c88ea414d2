"""The captions of FF301 in English and Chinese, as data: ``{English|中文}`` in one notation.

Chinese is written in traditional characters; the text is folded so that simplified ones match.
Source: FF301 v1.0.0 to v1.2.1. Versions differ in wording here and there; ``[...]`` may be missing.
"""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """The sections of FF301 in their order."""

    HEAD = "head"
    AUTHORISED = "I"
    ISSUED = "II"
    OPTIONS = "III (A)"
    WARRANTS = "III (B)"
    CONVERTIBLES = "III (C)"
    AGREEMENTS = "III (D)"
    OTHER_MOVEMENTS = "III (E)"
    CLOSING = "III, total increase"
    DEPOSITARY_RECEIPTS = "IV"
    CONFIRMATIONS = "V"
    FOOT = "foot"


HEADINGS = {
    Section.AUTHORISED: "{Movements in Authorised / Registered Share Capital|法定/註冊股本變動}",
    Section.ISSUED: "{II. Movements in Issued Share[s]|II. 已發行股份[及/或庫存股份]變動}",
    Section.OPTIONS: "{[III.] Details of Movements in Issued Share|Share Options (under Share Option Schemes"
    "|[III.] 已發行股份[及/或庫存股份]變動詳情|(A). 股份期權|股份期權 (根據}",
    Section.WARRANTS: "{Warrants to Issue Shares of the Issuer|(B). 承諾發行|承諾發行發行人股份的權證}",
    Section.CONVERTIBLES: "{Convertibles (i.e. Convertible into|(C). 可換股票據|可換股票據 (即可}",
    Section.AGREEMENTS: "{Any other Agreements or Arrangements to Issue|(D). 為發行|為發行發行人股份的任何其他協議}",
    Section.OTHER_MOVEMENTS: "{Other Movements in Issued Share|(E). 已發行股份|已發行股份[及/或庫存股份]的其他變動}",
    Section.CLOSING: "{Total increase / decrease (-) in|增加 / 減少 (-) 總額|總增加 / 減少 (-)}",
    Section.DEPOSITARY_RECEIPTS: "{IV. Information about Hong Kong Depositary Receipt|IV. 香港預託證券}",
    Section.CONFIRMATIONS: "{V. Confirmations|V. 確認}",
    Section.FOOT: "{Submitted by|呈交者}",
}
HEADINGS_OF = {section.name: (heading,) for section, heading in HEADINGS.items()}
"""The headings by the names that the sections share with the earlier editions."""
TITLES = (
    "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts",
    "證券變動月報表",
)
MARKS = (
    "Movements in Authorised / Registered Share Capital",
    "法定/註冊股本變動",
    "Information about Hong Kong Depositary Receipt",
)

MONTH_ENDED = "{For the month ended|截至月份}"
STATUS = "{Status|狀態}"
ADDRESSEE = "{To : Hong Kong Exchanges and Clearing Limited|致 : 香港交易及結算所有限公司}"
ISSUER = "{Name of Issuer|公司名稱}"
SUBMITTED = "{Date Submitted|呈交日期}"

CLASS = "{Class of shares [issuable]|股份分類|[可]發行股份分類}"
TYPE = "{Type of shares [issuable]|股份類別|[可]發行股份類別}"
LISTED = "{[Shares issuable to be] Listed on {SEHK|the Exchange}|[可發行股份]於香港聯交所上市|[將]於香港聯交所上市}"
STOCK_CODE = "{Stock code [of shares issuable] [(if listed [on {SEHK|the Exchange}])]|證券代號 [(如上市)]|證券代號}"
MULTI_COUNTER = "{Multi-counter stock code|多櫃檯證券代號}"
DESCRIPTION = "{Description|說明}"

NUMBER_HEAD = "{Number of authorised/registered shares|法定/註冊股份數目}"
PAR_HEAD = "{Par value|面值}"
CAPITAL_HEAD = "{Authorised/registered share capital|法定/註冊股本}"
BALANCE_ROWS = {
    "opening": "{Balance at close of preceding month|上月底結存}",
    "increase": "{Increase / decrease|增加 / 減少}",
    "closing": "{Balance at close of the month|本月底結存}",
}
ISSUED_WORDS = "{Movements in Issued Share[s]|已發行股份[及/或庫存股份]變}"
"""The heading of section II without its number, of which OCR makes "I.", "Il." or "Mh,"."""
AUTHORISED_TOTAL = "{Total authorised/registered share capital at the end of the month|本月底法定/註冊股本總額}"

EXCLUDING_HEAD = "{Number of issued shares|已發行股份[(不包括庫存股份)]數目}"
TREASURY_HEAD = "{Number of treasury shares|庫存股份數目}"
ALL_HEAD = "{Total number of issued shares|已發行股份總數}"
PUBLIC_FLOAT = "{Public float sufficiency confirmation|公眾持股量[足夠性][的]確認|足夠公眾持股量的確認}"
COMPLIED = "{see below) has been complied with|已符合適用的公眾持股量|(見下文)已獲遵守}"
NOT_COMPLIED = "{see below) has not been complied with|未符合適用的公眾持股量|(見下文)未獲遵守}"
FLOAT_THRESHOLD = "{Applicable public float threshold|適用的公眾持股量門檻|適用公眾持股量門檻}"
FLOAT_REMARK = "{Additional information|補充資料|其他資料}"

APPROVAL = "{General Meeting approval date [(if applicable)]|股東大會通過日期 [(如適用)]|股東大會批准日期 [(如適用)]}"
INSTRUMENT_FIELDS = {
    "instrument_type": "{Type of [the] Convertibles|Type of [the] Warrants|可換股票據類別|權證類別}",
    "stock_code": "{Stock code of the Convertibles|Stock code of the Warrants|可換股票據[的]證券代號|權證[的]證券代號}",
    "expiry_date": "{Date of expiry|到期日}",
    "subscription_price": "{Subscription / Conversion price|Subscription price|認購價/轉換價|認購價|換股價}",
    "approval_date": APPROVAL,
}
FUNDS_RAISED = "{Total funds raised during the month from exercise of options|本月內因行使期權所得資金總額}"
LETTERED_TOTALS = {
    "issued": "{Increase [/ decrease (-)] in issued shares [(excluding treasury shares)]"
    "|增加 [/ 減少 (-)] 已發行股份 [(不包括庫存股份)]}",
    "treasury_shares": "{[Increase /] Decrease [(-)] in treasury shares|[增加 /] 減少 [(-)] 庫存股份}",
}
"""The totals of a part since v1.1."""
TOTAL = "{Total|總數|合計}"
"""The total of a part before v1.1; its letter follows."""
CLOSING_TOTALS = {
    "issued": "{Total increase / decrease (-) in issued shares [(excluding treasury shares)]"
    "|已發行股份 [(不包括庫存股份)] 增加 / 減少 (-) 總額}",
    "treasury_shares": "{Total increase / decrease (-) in treasury shares|庫存股份增加 / 減少 (-) 總額}",
    "class": "{Total increase / decrease (-) in|增加 / 減少 (-) 總額|總增加 / 減少 (-)}",
}
"""The total increase at the end of section III; before v1.1 it names a class."""
CLOSING_TAIL = "{Total of|即}"
DEPOSITARY_RECEIPTS = "{Information about Hong Kong Depositary Receipt [(HDR)]|香港預託證券 [(預託證券)] 資料}"
SUBMITTED_BY = "{Submitted by|呈交者}"
TITLE = "{Title|職銜}"
TITLE_NOTE = "{Director, Secretary or other Duly Authorised Officer|董事、秘書或其他獲正式授權的人員}"
NOT_APPLICABLE = "{Not applicable|不適用}"
