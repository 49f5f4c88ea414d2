"""The captions of the editions of 2009 to 2021, in English and Chinese, as the form prints them.

The English ones are those of the filings of 2009 to 2021. No copy of the Chinese form was at hand: its
captions are from memory of the form, and from those that it shares with FF301.
"""

from __future__ import annotations

from converter.model import ClassKind, MovementKind
from tests.generator.ff301.wording import Language, simplified

ENGLISH = {
    "running head": "For Main Board and GEM listed issuers",
    "title": "Monthly Return of Equity Issuer on Movements in Securities",
    "hdr title": "Monthly Return for Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange Listing "
    "Rules on Movements in Securities",
    "month": "For the month ended (dd/mm/yyyy) :",
    "to": "To : Hong Kong Exchanges and Clearing Limited",
    "issuer": "Name of Issuer",
    "submitted": "Date Submitted",
    "I": "I. Movements in Authorised Share Capital",
    "II": "II. Movements in Issued Share Capital",
    "III": "III. Details of Movements in Issued Share Capital",
    "A": "Share Options (under Share Option Schemes of the Issuer)",
    "B": "Warrants to Issue Shares of the Issuer which are to be Listed",
    "C": "Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)",
    "D": "Any other Agreements or Arrangements to Issue Shares of the Issuer which are to be Listed, "
    "including Options (other than under Share Option Schemes)",
    "E": "Other Movements in Issued Share Capital",
    "1": "1. Ordinary Shares",
    "2": "2. Preference Shares",
    "3": "3. Other Classes of Shares",
    "code": "Stock code :",
    "description": "Description :",
    "number of": "No. of {shares}",
    "preference column": "No of preference shares",
    "par": "Par value ({currency})",
    "capital": "Authorised share capital ({currency})",
    "currency": "State currency",
    "opening": "Balance at close of preceding month",
    "increase": "Increase/(decrease)",
    "increase of month": "Increase/ (decrease) during the month",
    "closing": "Balance at close of the month",
    "authorised total": "Total authorised share capital at the end of the month ({currency}) :",
    "particulars": "Particulars of share option scheme including EGM approval date (dd/mm/yyyy) and class of shares "
    "issuable",
    "movement": "Movement during the month",
    "granted": "Granted",
    "exercised": "Exercised",
    "cancelled": "Cancelled",
    "lapsed": "Lapsed",
    "issued": "No. of new shares of issuer issued during the month pursuant thereto",
    "may be": "No. of new shares of issuer which may be issued pursuant thereto as at close of the month",
    "exercise price": "Exercise Price",
    "shares": "shares",
    "note": "(Note 1)",
    "to date": "to",
    "funds": "Total funds raised during the month from exercise of options ({currency})",
    "warrants": "Description of warrants (Date of expiry - dd/mm/yyyy)",
    "warrants currency": "Currency of nominal value",
    "warrants opening": "Nominal value at close of preceding month",
    "warrants taken": "Exercised during the month",
    "warrants closing": "Nominal value at close of the month",
    "convertibles": "Class and description",
    "convertibles currency": "Currency of amount outstanding",
    "convertibles opening": "Amount at close of preceding month",
    "convertibles taken": "Converted during the month",
    "convertibles closing": "Amount at close of the month",
    "code if listed": "Stock code (if listed)",
    "class issuable": "Class of shares issuable (Note 1)",
    "class repurchased": "Class of shares repurchased (Note 1)",
    "class redeemed": "Class of shares redeemed (Note 1)",
    "subscription price": "Subscription price",
    "approval if": "EGM approval date (if applicable) (dd/mm/yyyy)",
    "full particulars": "Full particulars including EGM approval date (dd/mm/yyyy), if applicable, and class of shares "
    "issuable:",
    "type of issue": "Type of Issue",
    "at price": "At price : State currency",
    "issue date": "Issue and allotment date : (dd/mm/yyyy)",
    "cancellation date": "Cancellation date : (dd/mm/yyyy)",
    "redemption date": "Redemption date : (dd/mm/yyyy)",
    "approval": "EGM approval date: (dd/mm/yyyy)",
    "total": "Total {letter}. ({shares})",
    "total ordinary": "Ordinary shares",
    "total preference": "(Preference shares)",
    "total other": "(Other class)",
    "closing total": "Total increase / (decrease) in {shares} during the month (i.e. Total of A to E):",
    "same": "(These figures should be the same as the relevant figures under II above "
    '("Movements in Issued Share Capital").)',
    "remarks": "Remarks (if any):",
    "by": "Submitted by:",
    "signed as": "Title:",
    "officer": "(Director, Secretary or other duly authorised officer)",
    "notes": "Notes :",
    "note 1": "1. State the class of shares (e.g. ordinary, preference or other).",
    "note 2": "2. If there is insufficient space, please append the prescribed continuation sheet.",
    "foot": "March 2019",
}
CHINESE = {
    "running head": "適用於主板及創業板上市發行人",
    "title": "股份發行人的證券變動月報表",
    "hdr title": "根據《上市規則》第十九B章上市的香港預託證券的證券變動月報表",
    "month": "截至月份（日/月/年）：",
    "to": "致：香港交易及結算所有限公司",
    "issuer": "公司名稱",
    "submitted": "呈交日期",
    "I": "I. 法定股本變動",
    "II": "II. 已發行股本變動",
    "III": "III. 已發行股本變動詳情",
    "A": "股份期權（根據發行人的股份期權計劃）",
    "B": "承諾發行將予上市的發行人股份的權證",
    "C": "可換股票據（即可轉換成將予上市的發行人股份的票據）",
    "D": "為發行將予上市的發行人股份的任何其他協議或安排，包括期權（但不包括股份期權計劃）",
    "E": "已發行股本的其他變動",
    "1": "1. 普通股",
    "2": "2. 優先股",
    "3": "3. 其他類別股份",
    "code": "股份代號：",
    "description": "說明：",
    "number of": "{shares}數目",
    "preference column": "優先股數目",
    "par": "面值（{currency}）",
    "capital": "法定股本（{currency}）",
    "currency": "請註明貨幣",
    "opening": "上月底結存",
    "increase": "增加／（減少）",
    "increase of month": "本月增加／（減少）",
    "closing": "本月底結存",
    "authorised total": "本月底法定股本總額（{currency}）：",
    "particulars": "股份期權計劃詳情，包括股東特別大會通過日期（日/月/年）及可發行股份類別",
    "movement": "本月內變動",
    "granted": "授出",
    "exercised": "行使",
    "cancelled": "註銷",
    "lapsed": "失效",
    "issued": "本月內因此發行的發行人新股份數目",
    "may be": "於本月底因此可能發行的發行人新股份數目",
    "exercise price": "行使價",
    "shares": "股份",
    "note": "（註1）",
    "to date": "至",
    "funds": "本月內因行使期權所得資金總額（{currency}）",
    "warrants": "權證說明（到期日 - 日/月/年）",
    "warrants currency": "面值貨幣",
    "warrants opening": "上月底面值",
    "warrants taken": "本月內已行使",
    "warrants closing": "本月底面值",
    "convertibles": "類別及說明",
    "convertibles currency": "發行貨幣",
    "convertibles opening": "上月底已發行總額",
    "convertibles taken": "本月內已換股",
    "convertibles closing": "本月底已發行總額",
    "code if listed": "股份代號（如已上市）",
    "class issuable": "可發行股份類別（註1）",
    "class repurchased": "購回股份類別（註1）",
    "class redeemed": "贖回股份類別（註1）",
    "subscription price": "認購價",
    "approval if": "股東特別大會通過日期（如適用）（日/月/年）",
    "full particulars": "詳情，包括股東特別大會通過日期（日/月/年）（如適用），及可發行股份類別：",
    "type of issue": "發行類別",
    "at price": "價格：請註明貨幣",
    "issue date": "發行及配發日期：（日/月/年）",
    "cancellation date": "註銷日期：（日/月/年）",
    "redemption date": "贖回日期：（日/月/年）",
    "approval": "股東特別大會通過日期：（日/月/年）",
    "total": "總數 {letter}. （{shares}）",
    "total ordinary": "普通股",
    "total preference": "（優先股）",
    "total other": "（其他類別）",
    "closing total": "本月{shares}增加／（減少）總額（即A至E項的總和）：",
    "same": "（此等數字應與上文第II項（「已發行股本變動」）的有關數字相同。）",
    "remarks": "備註（如有）：",
    "by": "呈交者：",
    "signed as": "職銜：",
    "officer": "（董事、秘書或其他獲正式授權的人員）",
    "notes": "註：",
    "note 1": "1. 請註明股份類別（如普通股、優先股或其他類別）。",
    "note 2": "2. 如空位不足，請附上指定的續頁。",
    "foot": "2019年3月",
}
_SHARES = {
    ClassKind.ORDINARY: ("ordinary shares", "普通股"),
    ClassKind.PREFERENCE: ("preference shares", "優先股"),
    ClassKind.OTHER: ("other classes of shares", "其他類別股份"),
}
_KINDS = {
    MovementKind.RIGHTS_ISSUE: ("Rights issue", "供股"),
    MovementKind.OPEN_OFFER: ("Open offer", "公開招股"),
    MovementKind.PLACING: ("Placing", "配售"),
    MovementKind.BONUS_ISSUE: ("Bonus issue", "紅股發行"),
    MovementKind.SCRIP_DIVIDEND: ("Scrip dividend", "以股代息"),
    MovementKind.REPURCHASE: ("Repurchase of shares", "購回股份"),
    MovementKind.REDEMPTION: ("Redemption of shares", "贖回股份"),
    MovementKind.CONSIDERATION_ISSUE: ("Consideration issue", "代價發行"),
    MovementKind.CAPITAL_REORGANISATION: ("Capital reorganisation", "資本重組"),
    MovementKind.OTHER: ("Other (Please specify)", "其他（請註明）"),
}


def say(name: str, language: Language, **words: str) -> str:
    """A caption in a language, its gaps filled."""
    text = (ENGLISH if language is Language.ENGLISH else CHINESE)[name].format(**words)
    return simplified(text) if language is Language.SIMPLIFIED else text


def shares_of(kind: ClassKind, language: Language) -> str:
    """What the form calls the shares of a class."""
    return _in(_SHARES[kind], language)


def kind_name(kind: MovementKind, language: Language) -> str:
    """What the form calls a type of issue."""
    return _in(_KINDS[kind], language)


def _in(pair: tuple[str, str], language: Language) -> str:
    text = pair[0] if language is Language.ENGLISH else pair[1]
    return simplified(text) if language is Language.SIMPLIFIED else text
