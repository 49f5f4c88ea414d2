"""The words of FF301: captions by language and version, and the words that filers write.

Sources of the captions: the returns of Moon (v1.2.0), Alibaba (v1.1.1), Kanzhun (v1.0.2), Lenovo and
China Ecotourism (v1.0.0) and HKT (Chinese, v1.1). The Chinese captions of section III are those of
the form as it is filed; no copy of them was at hand.
"""

from __future__ import annotations

from enum import StrEnum

from converter.model import ClassKind, ClassLine, Edition, MovementKind


class Language(StrEnum):
    """The language of a return, and its script."""

    ENGLISH = "English"
    TRADITIONAL = "Traditional Chinese"
    SIMPLIFIED = "Simplified Chinese"


ENGLISH = {
    "title": "Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the "
    "Exchange Listing Rules on Movements in Securities",
    "month": "For the month ended:",
    "status": "Status:",
    "to": "To : Hong Kong Exchanges and Clearing Limited",
    "issuer": "Name of Issuer:",
    "submitted": "Date Submitted:",
    "I": "I. Movements in Authorised / Registered Share Capital",
    "II": "II. Movements in Issued Shares",
    "II treasury": "II. Movements in Issued Shares and/or Treasury Shares",
    "II float": "II. Movements in Issued Shares and/or Treasury Shares and Public Float Sufficiency Confirmation",
    "III": "III. Details of Movements in Issued Shares",
    "III treasury": "III. Details of Movements in Issued Shares and/or Treasury Shares",
    "A": "(A). Share Options (under Share Option Schemes of the Issuer)",
    "B": "(B). Warrants to Issue Shares of the Issuer which are to be Listed",
    "B treasury": "(B). Warrants to Issue Shares of the Issuer",
    "C": "(C). Convertibles (i.e. Convertible into Issue Shares of the Issuer which are to be Listed)",
    "C treasury": "(C). Convertibles (i.e. Convertible into Shares of the Issuer)",
    "D": "(D). Any other Agreements or Arrangements to Issue Shares of the Issuer which are to be listed, "
    "including Options (other than Share Options Schemes)",
    "D treasury": "(D). Any other Agreements or Arrangements to Issue Shares of the Issuer, "
    "including Options (other than Share Option Schemes)",
    "E": "(E). Other Movements in Issued Share",
    "E treasury": "(E). Other Movements in Issued Shares and/or Treasury Shares",
    "IV": "IV. Information about Hong Kong Depositary Receipt (HDR)",
    "V": "V. Confirmations",
    "not applicable": "Not applicable",
    "class": "Class of shares",
    "type": "Type of shares",
    "listed": "Listed on SEHK (Note 1)",
    "listed treasury": "Listed on the Exchange (Note 1)",
    "code": "Stock code",
    "code treasury": "Stock code (if listed)",
    "class issuable": "Class of shares issuable",
    "type issuable": "Type of shares issuable",
    "listed issuable": "Shares issuable to be listed on SEHK (Note 1)",
    "code issuable": "Stock code of shares issuable (if listed on SEHK) (Note 1)",
    "description": "Description",
    "counter": "Multi-counter stock code",
    "yes": "Yes",
    "no": "No",
    "authorised number": "Number of authorised/registered shares",
    "par": "Par value",
    "capital": "Authorised/registered share capital",
    "balance opening": "Balance at close of preceding month",
    "balance increase": "Increase / decrease (-)",
    "balance closing": "Balance at close of the month",
    "authorised total": "Total authorised/registered share capital at the end of the month:",
    "excluding": "Number of issued shares (excluding treasury shares)",
    "treasury": "Number of treasury shares",
    "all": "Total number of issued shares",
    "float": "Public float sufficiency confirmation (Note 4)",
    "float lead": "Pursuant to Main Board Rule 13.32D(1) or 19A.28D(1) / GEM Rule 17.37D(1) or 25.21D(1), we hereby "
    "confirm that, in relation to the class of shares as set out above, as at the close of the month:",
    "complied": "the applicable public float requirement (see below) has been complied with",
    "not complied": "the applicable public float requirement (see below) has not been complied with",
    "float rule": "The applicable minimum public float requirement for the class of shares as set out above pursuant "
    "to Main Board Rule 13.32B or 19A.28B / GEM Rule 17.37B or 25.21B (as the case may be) is:",
    "threshold": "Applicable public float threshold",
    "additional": "Additional information",
    "scheme head": "Particulars of share option scheme",
    "options opening": "Number of share options outstanding at close of preceding month",
    "movement": "Movement during the month",
    "options closing": "Number of share options outstanding at close of the month",
    "new shares": "No. of new shares of issuer issued during the month pursuant thereto ({letter})",
    "new shares treasury": "Number of new shares issued during the month pursuant thereto ({letter}1)",
    "transferred": "Number of treasury shares transferred out of treasury during the month pursuant thereto "
    "({letter}2)",
    "may be": "No. of new shares of issuer which may be issued pursuant thereto as at close of the month",
    "may be treasury": "Number of shares which may be issued or transferred out of treasury pursuant thereto as at "
    "close of the month",
    "may be granted": "The total number of securities which may be issued upon exercise of all share options to be "
    "granted under the scheme at close of the month",
    "may be granted treasury": "The total number of shares which may be issued or transferred out of treasury upon "
    "exercise of all share options to be granted under the scheme at close of the month",
    "approval": "General Meeting approval date (if applicable)",
    "warrants head": "Description of the Warrants",
    "convertibles head": "Description of the Convertibles",
    "currency": "Currency",
    "nominal opening": "Nominal value at close of preceding month",
    "nominal closing": "Nominal value at close of the month",
    "amount opening": "Amount at close of preceding month",
    "amount closing": "Amount at close of the month",
    "warrants type": "Type of the Warrants",
    "convertibles type": "Type of the Convertibles",
    "warrants code": "Stock code of the Warrants (if listed on the Exchange) (Note 1)",
    "convertibles code": "Stock code of the Convertibles (if listed on the Exchange) (Note 1)",
    "expiry": "Date of expiry",
    "warrants price": "Subscription price",
    "convertibles price": "Subscription/Conversion price",
    "agreements head": "Description",
    "events head": "Type of Issue",
    "events head treasury": "Events",
    "price head": "At price (if applicable)",
    "amount": "Amount",
    "event date": "Issue and allotment date (Note 5 and 6)",
    "event date treasury": "Date of event (Note 2)",
    "event issued": "No. of new shares of issuer issued during the month pursuant thereto (E)",
    "event issued treasury": "Increase/ decrease (-) in issued shares (excluding treasury shares) during the month "
    "pursuant thereto (E1)",
    "event treasury": "Increase/ decrease (-) in treasury shares during the month pursuant thereto (E2)",
    "not yet": "Number of shares redeemed or repurchased for cancellation but not yet cancelled as at close of the "
    "month (Note 3)",
    "total": "Total {letter} ({shares}):",
    "total issued": "Increase in issued shares (excluding treasury shares):",
    "total treasury": "Decrease in treasury shares:",
    "total issued E": "Increase/ decrease (-) in issued shares (excluding treasury shares):",
    "total treasury E": "Increase/ decrease (-) in treasury shares:",
    "funds": "Total funds raised during the month from exercise of options:",
    "closing total": "Total increase / decrease (-) in {shares} during the month (i.e. Total of A to E):",
    "closing issued": "Total increase/ decrease (-) in issued shares (excluding treasury shares) during the month "
    "(i.e. Total of AA1 to EE1):",
    "closing treasury": "Total increase/ decrease (-) in treasury shares during the month (i.e. Total of AA2 to EE2):",
    "by": "Submitted by:",
    "signed as": "Title:",
    "officer": "(Director, Secretary or other Duly Authorised Officer)",
    "page": "Page {page} of {pages}",
}
CHINESE = {
    "title": "股份發行人及根據《上市規則》第十九B章上市的香港預託證券發行人的證券變動月報表",
    "month": "截至月份:",
    "status": "狀態:",
    "to": "致:香港交易及結算所有限公司",
    "issuer": "公司名稱:",
    "submitted": "呈交日期:",
    "I": "I. 法定/註冊股本變動",
    "II": "II. 已發行股份變動",
    "II treasury": "II. 已發行股份及/或庫存股份變動",
    "II float": "II. 已發行股份及/或庫存股份變動及足夠公眾持股量的確認",
    "III": "III. 已發行股份變動詳情",
    "III treasury": "III. 已發行股份及/或庫存股份變動詳情",
    "A": "(A). 股份期權（根據發行人的股份期權計劃）",
    "B": "(B). 承諾發行將予上市的發行人股份的權證",
    "B treasury": "(B). 承諾發行發行人股份的權證",
    "C": "(C). 可換股票據（即可轉換成將予上市的發行人股份的票據）",
    "C treasury": "(C). 可換股票據（即可轉換成發行人股份的票據）",
    "D": "(D). 為發行將予上市的發行人股份的任何其他協議或安排，包括期權（但不包括股份期權計劃）",
    "D treasury": "(D). 為發行發行人股份的任何其他協議或安排，包括期權（但不包括股份期權計劃）",
    "E": "(E). 已發行股份的其他變動",
    "E treasury": "(E). 已發行股份及/或庫存股份的其他變動",
    "IV": "IV. 香港預託證券（預託證券）資料",
    "V": "V. 確認",
    "not applicable": "不適用",
    "class": "股份分類",
    "type": "股份類別",
    "listed": "於香港聯交所上市 (註1)",
    "listed treasury": "於香港聯交所上市 (註1)",
    "code": "證券代號",
    "code treasury": "證券代號 (如上市)",
    "class issuable": "可發行股份分類",
    "type issuable": "可發行股份類別",
    "listed issuable": "將於香港聯交所上市 (註1)",
    "code issuable": "證券代號 (如上市) (註1)",
    "description": "說明",
    "counter": "多櫃檯證券代號",
    "yes": "是",
    "no": "否",
    "authorised number": "法定/註冊股份數目",
    "par": "面值",
    "capital": "法定/註冊股本",
    "balance opening": "上月底結存",
    "balance increase": "增加 / 減少 (-)",
    "balance closing": "本月底結存",
    "authorised total": "本月底法定/註冊股本總額:",
    "excluding": "已發行股份（不包括庫存股份）數目",
    "treasury": "庫存股份數目",
    "all": "已發行股份總數",
    "float": "足夠公眾持股量的確認 (註4)",
    "float lead": "根據《主板規則》第13.32D(1)或19A.28D(1)條 / 《GEM規則》第17.37D(1)或25.21D(1)條，"
    "我們在此確認，於本月底就上述股份類別：",
    "complied": "已符合適用的公眾持股量要求（見下文）",
    "not complied": "未符合適用的公眾持股量要求（見下文）",
    "float rule": "根據《主板規則》第13.32B或19A.28B條 / 《GEM規則》第17.37B或25.21B條（視屬何情況而定），"
    "上述股份類別的適用最低公眾持股量要求為：",
    "threshold": "適用的公眾持股量門檻",
    "additional": "補充資料",
    "scheme head": "股份期權計劃詳情",
    "options opening": "上月底結存的股份期權數目",
    "movement": "本月內變動",
    "options closing": "本月底結存的股份期權數目",
    "new shares": "本月內因此發行的新股數目 ({letter})",
    "new shares treasury": "本月內因此發行的新股數目 ({letter}1)",
    "transferred": "本月內因此自庫存轉讓的庫存股份數目 ({letter}2)",
    "may be": "本月底因此可能發行的股份數目",
    "may be treasury": "本月底因此可能發行或自庫存轉讓的股份數目",
    "may be granted": "於本月底根據計劃可授出的所有股份期權予以行使時可能發行的證券總數",
    "may be granted treasury": "於本月底根據計劃可授出的所有股份期權予以行使時可能發行或自庫存轉讓的股份總數",
    "approval": "股東大會通過日期 (如適用)",
    "warrants head": "權證說明",
    "convertibles head": "可換股票據說明",
    "currency": "貨幣",
    "nominal opening": "上月底面值",
    "nominal closing": "本月底面值",
    "amount opening": "上月底已發行總額",
    "amount closing": "本月底已發行總額",
    "warrants type": "權證類別",
    "convertibles type": "可換股票據類別",
    "warrants code": "權證的證券代號 (如於香港聯交所上市) (註1)",
    "convertibles code": "可換股票據的證券代號 (如於香港聯交所上市) (註1)",
    "expiry": "到期日",
    "warrants price": "認購價",
    "convertibles price": "認購價/轉換價",
    "agreements head": "說明",
    "events head": "發行類別",
    "events head treasury": "事件",
    "price head": "價格 (如適用)",
    "amount": "金額",
    "event date": "發行及配發日期 (註5及6)",
    "event date treasury": "事件發生日期 (註2)",
    "event issued": "本月內因此發行的新股數目 (E)",
    "event issued treasury": "本月內因此增加 / 減少 (-) 已發行股份（不包括庫存股份）數目 (E1)",
    "event treasury": "本月內因此增加 / 減少 (-) 庫存股份數目 (E2)",
    "not yet": "於本月底已贖回或購回作註銷但尚未註銷的股份數目 (註3)",
    "total": "總數 {letter} ({shares}):",
    "total issued": "增加已發行股份（不包括庫存股份）:",
    "total treasury": "減少庫存股份:",
    "total issued E": "增加 / 減少 (-) 已發行股份（不包括庫存股份）:",
    "total treasury E": "增加 / 減少 (-) 庫存股份:",
    "funds": "本月內因行使期權所得資金總額:",
    "closing total": "本月{shares}增加 / 減少 (-) 總額（即A至E項的總和）:",
    "closing issued": "本月已發行股份（不包括庫存股份）增加 / 減少 (-) 總額（即AA1至EE1項的總和）:",
    "closing treasury": "本月庫存股份增加 / 減少 (-) 總額（即AA2至EE2項的總和）:",
    "by": "呈交者:",
    "signed as": "職銜:",
    "officer": "（董事、秘書或其他獲正式授權的人員）",
    "page": "第 {page} 頁 共 {pages} 頁",
}
MOVEMENTS = {
    "granted": ("Granted", "授出"),
    "exercised": ("Exercised", "行使"),
    "exercised new": ("Exercised - new shares involved", "行使 - 涉及新股"),
    "exercised_from_treasury": ("Exercised - treasury shares involved", "行使 - 涉及庫存股份"),
    "cancelled": ("Cancelled", "註銷"),
    "lapsed": ("Lapsed", "失效"),
    "other_movement": ("Others", "其他"),
    "newly_issued": ("Issued", "發行"),
    "warrants settled": ("Exercised", "行使"),
    "convertibles settled": ("Converted", "轉換"),
    "retired": ("Redeemed", "贖回"),
}
"""The kinds of movement, in English and Chinese."""
EVENTS = {
    MovementKind.RIGHTS_ISSUE: ("Rights issue", "供股"),
    MovementKind.OPEN_OFFER: ("Open offer", "公開發售"),
    MovementKind.PLACING: ("Placing", "配售"),
    MovementKind.BONUS_ISSUE: ("Bonus issue", "紅股發行"),
    MovementKind.SCRIP_DIVIDEND: ("Scrip dividend", "以股代息"),
    MovementKind.REPURCHASE: ("Repurchase of shares", "購回股份"),
    MovementKind.REDEMPTION: ("Redemption of shares", "贖回股份"),
    MovementKind.CONSIDERATION_ISSUE: ("Consideration issue", "代價發行"),
    MovementKind.CAPITAL_REORGANISATION: ("Capital reorganisation", "股本重組"),
    MovementKind.OTHER: ("Other (Please specify)", "其他 (請註明)"),
    MovementKind.REPURCHASE_INTO_TREASURY: (
        "Repurchase of shares (shares held as treasury shares)",
        "購回股份 (購回作庫存股份)",
    ),
    MovementKind.PENDING_CANCELLATION: (
        "Repurchase of shares (shares repurchased for cancellation but not yet cancelled)",
        "購回股份 (購回作註銷但尚未註銷)",
    ),
    MovementKind.SALE_OF_TREASURY_SHARES: ("Sale or transfer of treasury shares", "出售或轉讓庫存股份"),
}
CANCELLED = {
    MovementKind.REPURCHASE: (" (shares repurchased and cancelled)", " (購回並註銷)"),
    MovementKind.REDEMPTION: (" (shares redeemed and cancelled)", " (贖回並註銷)"),
}
"""What v1.1 adds to two of the events."""
OTHERS = (
    ("Conversion of Class B ordinary shares to Class A ordinary shares", "B類普通股轉換為A類普通股"),
    ("Issue of shares under the share award scheme", "根據股份獎勵計劃發行股份"),
    ("Issue of 2,000,000 shares on 8 March 2024 as fees", "發行費用股份"),
    ("Exercise of the over-allotment option", "行使超額配股權"),
)
ORDINARY, SECOND = ClassLine(ClassKind.ORDINARY, 1), ClassLine(ClassKind.ORDINARY, 2)
CLASS_WORDS = {
    "ordinary": ("Ordinary shares", "普通股", ClassKind.ORDINARY),
    "weighted": ("WVR ordinary shares", "不同投票權架構公司普通股", ClassKind.ORDINARY),
    "preference": ("Preference shares", "優先股", ClassKind.PREFERENCE),
}
SCHEMES = (
    ("Share Option Scheme adopted on 18 May 2017", "於2017年5月18日採納的股份期權計劃"),
    ("2020 Share Option Scheme", "二零二零年股份期權計劃"),
    ("Pre-IPO ESOP Exercise price HKD 4.2 per share", "首次公開發售前股份期權計劃"),
    ("Post-IPO Share Option Scheme (HK$3.146 per share)", "首次公開發售後股份期權計劃 (每股3.146港元)"),
    ("Stock Incentive Plan, Tranche 2: granted on 1 April 2022", "2019年股份激勵計劃第2批"),
)
WARRANTS = (
    ("2024 Warrants", "2024年認股權證"),
    ("Unlisted warrants issued on 3 March 2022", "非上市認股權證"),
    ("Series B warrants at HK$1.20", "B系列認股權證"),
)
CONVERTIBLES = (
    ("3.375% convertible bonds due 2029 issued on 24 January 2024", "於2029年到期的3.375%可換股債券"),
    ("Zero coupon convertible notes in the aggregate principal amount of HK$52,377,600", "零息可換股票據"),
    ("HK$7,000,000,000 0.75% convertible bonds due 2026", "於2026年到期的7,000,000,000港元0.75%可換股債券"),
    ("Tranche 2 Notes", "第2批票據"),
)
AGREEMENTS = (
    ("Share Award Scheme adopted on 13 December 2013", "於2013年12月13日採納的股份獎勵計劃"),
    ("Subscription agreement dated 3 June 2024", "認購協議"),
    ("Restricted share unit scheme: 1,000,000 units granted on 5 January 2024", "受限制股份單位計劃"),
    ("Earn-out shares under the agreement of 30 June 2023", "根據2023年6月30日協議的獲利股份"),
)
TYPES = (("Bond/Notes", "債券/票據"), ("Preference Shares", "優先股"), ("Other", "其他"))
ISSUERS = (
    ("Harbour Pacific Holdings Limited", "太平洋海港控股有限公司"),
    ("Jade Lion Group Ltd.", "玉獅集團有限公司"),
    ("361 Degrees of Growth (China) Co., Ltd. - B", "三六一度成長(中國)有限公司 - B"),
)
SIGNATORIES = (("Chan Tai Man", "陳大文"), ("Wong Siu Ming", "王小明"))
TITLES = (("Company Secretary", "公司秘書"), ("Executive Director", "執行董事"))
STATUSES = (("New Submission", "新提交"), ("Re-submission", "重新提交"))
THRESHOLDS = (
    (
        "Initial Prescribed Threshold - 25% of the total number of issued shares in the class to which the listed "
        "shares belong (excluding treasury shares)",
        "初始指定門檻 - 佔上市股份所屬類別已發行股份總數（不包括庫存股份）的25%",
    ),
)
CONFIRMATIONS = {
    "i": (
        "all money due to the listed issuer in respect of the issue of securities has been received by it",
        "上市發行人已收取其在是次證券發行應得的全部款項",
    ),
    "ii": (
        'all pre-conditions for listing imposed by the Rules under "Qualifications of listing" have been fulfilled',
        "已履行《上市規則》「上市資格」項下所規定有關上市的一切先決條件",
    ),
    "iii": (
        "all the securities of each class are in all respects identical (Note 6)",
        "每類證券在各方面均屬相同 (註6)",
    ),
}
VERSIONS = {
    Edition.FF301_1_0: ("1.0.0", "1.0.1", "1.0.2"),
    Edition.FF301_1_1: ("1.1.0", "1.1.1"),
    Edition.FF301_1_2: ("1.2.0", "1.2.1"),
}
_PAIRS = (
    "發发動动報报證证規规則则據据預预託托變变狀状態态結结稱称註注冊册類类別别於于聯联說说櫃柜檯台數数額额減减庫库總总"
    "詳详權权計计劃划諾诺將将換换轉转為为協协議议認认見见門门檻槛補补單单購购贖赎讓让價价獲获職职銜衔書书頁页優优開开"
    "請请紅红並并債债費费傳传處处員员應应與与關关內内項项設设種种對对條条況况視视屬属確确資资訊讯達达獎奖勵励獅狮團团"
    "陳陈執执採采時时間间場场業业務务會会後后號号際际過过適适當当實实現现無无買买賣卖來来個个們们這这經经濟济當当點点"
    "創创業业貨货組组備备級级龍龙華华東东萬万億亿舉举體体學学國国區区銀银幣币續续"
)
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def simplified(text: str) -> str:
    """Write traditional characters as simplified ones, those that the form uses."""
    return text.translate(_SIMPLIFIED)


def caption(name: str, language: Language, edition: Edition) -> str:
    """A caption in a language; since v1.1 in the wording that knows treasury shares."""
    words = ENGLISH if language is Language.ENGLISH else CHINESE
    wording = f"{name} treasury"
    text = words[wording] if edition is not Edition.FF301_1_0 and wording in words else words[name]
    return simplified(text) if language is Language.SIMPLIFIED else text


def word(pair: tuple[str, str], language: Language) -> str:
    """One of a pair of words, English and Chinese."""
    text = pair[0] if language is Language.ENGLISH else pair[1]
    return simplified(text) if language is Language.SIMPLIFIED else text
