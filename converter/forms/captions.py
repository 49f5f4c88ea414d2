"""The captions of the form's editions, as data.

A caption is the form's wording in the small notation of :func:`converter.forms.text.caption_pattern`:
``[...]`` may be missing, ``{a|b}`` are alternatives. Spaces and punctuation do not matter.
Chinese is written in traditional characters; the text is folded so that simplified ones match.
Source: the editions of 2009 to 2021, in English. No copy of the Chinese form was at hand: its captions are
from memory of the form, in several wordings, and from those that it shares with FF301.
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
    Section.AUTHORISED: (
        "{Movements in Authorised Share Capital|法定股本變動}",
        "{No. of ordinary shares Par value|普通股[股份]數目 面值}",
    ),
    Section.ISSUED: (
        "{II. Movements in Issued Share[s]|II. 已發行股{本|份}變動}",
        "{Movements in Issued Share[s]|已發行股{本|份}變動}",
    ),
    Section.OPTIONS: (
        "{Share Options (under Share Option Schemes of the Issuer)|{股份期權|購股權} (根據發行人}",
        "{Particulars of share option scheme|{股份期權|購股權}計劃詳情}",
        "{Details of Movements in Issued Share[s]|已發行股{本|份}變動詳情}",
    ),
    Section.WARRANTS: (
        "{Warrants to Issue Shares of the Issuer|承諾發行[將[予]上市的]發行人股份}",
        "{Description of warrants|{權證|認股證}[的]說明}",
    ),
    Section.CONVERTIBLES: (
        "{Convertibles (i.e. Convertible into Shares of the Issuer|可換股{票據|證券} (即}",
        "{Class and description|類別及說明}",
    ),
    Section.AGREEMENTS: (
        "{Any other Agreements or Arrangements to Issue Shares|為發行[將[予]上市的]發行人股份的任何其他}",
        "{Full particulars including EGM approval date|詳情 包括股東特別大會}",
    ),
    # OCR mangles the first letters of a heading in a table ("Ot<tab>ner Movements"); its tail is enough.
    Section.OTHER_MOVEMENTS: (
        "{er Movements in Issued Share[s] [Capital]|已發行股{本|份}[的]其他變動}",
        "{Type of Issue|發行類別}",
    ),
    Section.CLOSING: (
        "{Total increase / (decrease) in|本月[內]普通股增加 / (減少) 總|本月[內]優先股增加 / (減少) 總}",
        "otal increase / (decrease) in",
        "{These figures should be the same as the relevant figures|此等數字應與上文}",
    ),
    Section.FOOT: ("{Remarks (if any)|備註 (如有)}", "{Submitted by|呈交者}"),
}

TITLES = (
    "Monthly Return of Equity Issuer[s] on Movements in Securities",
    "Monthly Return for Hong Kong Depositary Receipts listed under Chapter 19B",
    "股份發行人的證券變動月報表",
    "根據《上市規則》第十九B章上市的香港預託證券的證券變動月報表",
)
_NEXT_DAY = "a next day disclosure return"
_SCHEME = "a monthly return of a collective investment scheme"
_INTERESTS = "a notice of interests in shares"
SIBLING_FORMS = {
    "Next Day Disclosure Return": _NEXT_DAY,
    "翌日披露報表": _NEXT_DAY,
    "Monthly Return of [Open-ended] Collective Investment Scheme": _SCHEME,
    "Monthly Return for [Open-ended] Collective Investment Scheme": _SCHEME,
    "Collective Investment Scheme listed under Chapter 20": _SCHEME,
    "Movements in Units": _SCHEME,
    "集體投資計劃": _SCHEME,
    "Share Buyback Report": "a report of share buybacks",
    "Share Repurchase Report": "a report of share buybacks",
    "股份購回報告": "a report of share buybacks",
    "Corporate Substantial Shareholder Notice": _INTERESTS,
    "Individual Substantial Shareholder Notice": _INTERESTS,
    "Director's/Chief Executive's Notice": _INTERESTS,
    "法團大股東通知": _INTERESTS,
    "個人大股東通知": _INTERESTS,
    "董事/最高行政人員通知": _INTERESTS,
    "Cash Dividend Announcement": "an announcement of a dividend",
    "現金股息公告": "an announcement of a dividend",
    "Announcement of Annual Results": "an announcement of results",
    "Annual Results Announcement": "an announcement of results",
    "Interim Results Announcement": "an announcement of results",
    "全年業績公告": "an announcement of results",
    "中期業績公告": "an announcement of results",
}
"""Titles of what issuers publish beside the monthly return, and what to call it."""

MONTH_ENDED = "{For the month ended [(dd/mm/yyyy)]|截至月份 [(日/月/年)]}"
ADDRESSEE = "{To : Hong Kong Exchanges and Clearing Limited|致 : 香港交易及結算所有限公司}"
ISSUER = "{Name of Issuer|公司名稱|發行人名稱}"
SUBMITTED = "{Date Submitted|呈交日期}"
RUNNING_HEAD = "{For Main Board and GEM listed issuer[s]|適用於主板及{創業板|GEM}上市[的]發行人}"

STOCK_CODE = "{Stock code|{股份|證券}代號}"
DESCRIPTION = "{Description|說明}"
NUMBER_HEADS = {
    "ordinary": "{No. of ordinary shares|普通股[股份]數目}",
    "preference": "{No[.] of [{Offshore|Domestic}] preference shares|優先股[股份]數目}",
    "other": "{No. of other classes of shares|其他類別股份[的]數目}",
}
COLUMN_HEADS = {
    "preference": "{No[.] of [{Offshore|Domestic}] preference|優先股}",
    "other": "{No. of other|其他類別}",
}
"""What stands over the columns of section II, as far as it stands in one line."""
PAR_HEAD = "{Par value [(State currency)]|面值 [([請]註明貨幣)]}"
CAPITAL_HEAD = "{Authorised share capital [(State currency)]|法定股本 [([請]註明貨幣)]}"
OPENING_ROW = "{Balance at close of preceding [month]|上月[月]底[的]結存}"
INCREASE_ROW = "{Increase / (decrease) [during the month]|[本月[內]]增加 / (減少)}"
CLOSING_ROW = "{Balance at close of the [month]|本月[月]底[的]結存}"
BALANCE_ROWS = {"opening": OPENING_ROW, "increase": INCREASE_ROW, "closing": CLOSING_ROW}
AUTHORISED_TOTAL = (
    "{Total authorised share capital at the end of the month [(State currency)]"
    "|本月[月]底[的]法定股本總額 [([請]註明貨幣)]}"
)

OPTION_COLUMNS = ("{Granted|授出}", "{Exercised|行使}", "{Cancelled|註銷}", "{Lapsed|失效}")
NEW_SHARES = (
    "{No. of new shares of issuer issued during the month|本月內{因|據}此發行的}",
    "{No. of new shares of issuer which may be issued|[於]本月底{因|據}此可{能|予}發行的}",
)
TOTALS = {
    letter: f"{{otal {letter}|總{{數|額}} {letter}|合計 {letter}|{letter} . {{總數|總額|合計}}}}" for letter in "ABCDE"
}
CLASS_TOTALS = {
    "ordinary": "{Ordinary [shares]|ary shares|普通股}",
    "preference": "{Preference [shares]|{ence|nce} shares|優先股}",
    "other": "{{Other|ther} class|其他類別[股份]}",
}
FUNDS_RAISED = (
    "{otal funds raised [during the month from exercise of options [(State currency)]]"
    "|本月[內]因行使{期權|購股權}所得[資金總額 [([請]註明貨幣)]]}"
)
ROW_FIELDS = {
    # The four lines under each warrant and convertible, in the form's order.
    "stock_code": "{Stock code [(if listed)]|{股份|證券}代號 [(如[已]上市)]}",
    "class_of_shares": "{Class of shares issuable [(Note 1)]|[可]發行[的]股份類別 [(註1)]}",
    "subscription_price": "{Subscription price|{認購|換股}價}",
    "approval_date": "{EGM approval date [(if applicable)] [(dd/mm/yyyy)]"
    "|股東特別大會{通過|批准}日期 [(如適用)] [(日/月/年)]}",
}
MOVEMENT_KINDS = {
    "rights-issue": "{Rights issue|供股}",
    "open-offer": "{Open offer|公開{招股|發售}}",
    "placing": "{Placing|配售}",
    "bonus-issue": "{Bonus issue|發行紅股|紅股[發行]}",
    "scrip-dividend": "{Scrip dividend|以股代息}",
    "repurchase-of-shares": "{Repurchase of [shares]|購回股份}",
    "redemption-of-shares": "{Redemption of [shares]|贖回股份}",
    "consideration-issue": "{Consideration issue|代價發行}",
    "capital-reorganisation": "{Capital reorgani{s|z}ation|{資本|股本}重組}",
    "other": "{Please specify|其他 (請註明)}",
}
MOVEMENT_FIELDS = {
    "class_of_shares": "{Class of shares {issuable|repurchased|redeemed} [(Note 1)]"
    "|[可]{發行|購回|贖回}[的]股份類別 [(註1)]}",
    "price": "{At price [: State currency]|價格 [: [請]註明貨幣]}",
    "event_date": "{{Issue and allotment|Cancellation|Redemption} date|{發行及配發|註銷|贖回}日期}",
    "approval_date": "{EGM approval date|股東特別大會{通過|批准}日期}",
}
CLOSING_TOTALS = {
    "ordinary": "{otal increase / (decrease) in ordinary [shares]|[本月[內]]普通股增加 / (減少) 總{額|數}}",
    "preference": "{otal increase / (decrease) in preference [shares]|[本月[內]]優先股增加 / (減少) 總{額|數}}",
    "other": "{otal increase / (decrease) in other classes [of shares]|[本月[內]]其他類別股份增加 / (減少) 總{額|數}}",
}
CLOSING_TAIL = "{(i.e. Total of A to E)|(即A至E項的總{和|數|額})}"
CLOSING_NOTE = "{These figures should be the same as the relevant figures|此等數字應與上文}"
REMARKS = "{Remarks (if any)|備註 [(如有)]}"
SUBMITTED_BY = "{Submitted by|呈交者}"
TITLE = "{Title|職銜}"
TITLE_NOTE = "{Director, Secretary or other duly authorised officer|董事、秘書或其他獲正式授權的人員}"
NOT_APPLICABLE = "{Not Applicable|不適用}"
AS_AT_CLOSE = "{as at close of the month|本月底{因|據}此可{能|予}發行的[發行人]新股[份][數目]}"
"""The last words over the columns of part D."""
NOTES = "{Notes|註 : 1. 請註明}"
