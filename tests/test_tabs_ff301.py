"""FF301 as OCR tools write it with tabs: every line of a cell a line of the text, as many cells in each."""

from __future__ import annotations

import pytest

from converter.forms.ff301.tabs import with_columns
from converter.model import MonthlyReturn
from converter.pipeline import read_filing
from converter.reading.source import read_source


def rows(text: str) -> list[str]:
    """The lines that show something, cells divided by bars."""
    source = with_columns(read_source(text.replace("|", "\t").encode(), "return.txt"))
    shown = [line.text.split("\t") for line in source.lines if line.text.strip()]
    return [" | ".join(cell.strip() for cell in cells) for cells in shown]


WRAPPED = {
    "a caption and its cell": (
        "1. Class of shares|WVR ordinary|Listed on the Exchange|Yes\n|shares|(Note 1)|\n"
        "Stock code (if listed)|09988|Description|Class A",
        [
            "1. Class of shares | WVR ordinary shares | Listed on the Exchange (Note 1) | Yes",
            "Stock code (if listed) | 09988 | Description | Class A",
        ],
    ),
    "heads that are set at their foot": (
        "|Number of issued shares|Number of treasury|\n|(excluding treasury)|shares|Total number of issued\n"
        "Balance at close of preceding|1,000|20|1,020\nmonth|||",
        [
            "Number of issued shares (excluding treasury) | Number of treasury shares | Total number of issued",
            "Balance at close of preceding month | 1,000 | 20 | 1,020",
        ],
    ),
    "a line that begins as a row of its own": (
        "Name of Issuer: Ki|ngsoft Cor|poration\nDate of|submission|here",
        ["Name of Issuer: Ki | ngsoft Cor | poration", "Date of | submission | here"],
    ),
    "a head of a class that is set at its foot": (
        "|Preference|||Listed on SEHK (Note|\n2. Type of shares|shares|Class of shares|Not applicable|1)|Yes\n"
        "|||Preference shares forming part of||\nStock code|04614|Description|the Share Stapled Units||",
        [
            "2. Type of shares | Preference shares | Class of shares | Not applicable | Listed on SEHK (Note 1) | Yes",
            "Stock code | 04614 | Description | Preference shares forming part of the Share Stapled Units",
        ],
    ),
    "a caption that cannot have ended": (
        "1). 3.375%|HKD|877,000,000\nconvertible bonds||\nType of the|Bond/Notes|\nConvertibles||",
        ["1). 3.375% convertible bonds | HKD | 877,000,000", "Type of the Convertibles | Bond/Notes"],
    ),
    "a description": (
        "Stock code (if listed)|04614|Description|Preference shares forming part of\n|||the Share Stapled\n|||Units",
        ["Stock code (if listed) | 04614 | Description | Preference shares forming part of the Share Stapled Units"],
    ),
    "dates in a narrow column": (
        "1). Rights issue|57.22|23|03 May 2024|437,000\n||December||\n||_2025||\n"
        "2). Placing|29.99|02 December|25 May|995,000\n||2025|2024|",
        [
            "1). Rights issue | 57.22 | 23 December 2025 | 03 May 2024 | 437,000",
            "2). Placing | 29.99 | 02 December 2025 | 25 May 2024 | 995,000",
        ],
    ),
    "a date of Chinese": (
        "1). 供股|57.22|2025年12|437,000\n||月23日|\n2). 配售|29.99|2025年12月|995,000\n||2日|",
        ["1). 供股 | 57.22 | 2025年12 月23日 | 437,000", "2). 配售 | 29.99 | 2025年12月 2日 | 995,000"],
    ),
    "numbers that are no date": (
        "1). Rights issue|57.22|23|437,000\n||December|\n||1,025|",
        ["1). Rights issue | 57.22 | 23 | 437,000", "December", "1,025"],
    ),
    "totals without a number": (
        "|Increase in issued shares:||Ordinary shares\n|Decrease in treasury shares:||Ordinary shares",
        ["Increase in issued shares: | Ordinary shares", "Decrease in treasury shares: | Ordinary shares"],
    ),
    "one line with another count": (
        "Balance at close of preceding|1,000|20\nmonth||\n|Total|30|40",
        ["Balance at close of preceding | 1,000 | 20", "month |  | ", " | Total | 30 | 40"],
    ),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_a_wrapped_cell_is_one_where_every_line_has_as_many_cells(name: str) -> None:
    text, shown = WRAPPED[name]
    assert [row.strip(" |") for row in rows(text)] == [row.strip(" |") for row in shown]


PRINTED = """FF301
Monthly Return for Equity Issuer and Hong Kong Depositary Receipts listed under Chapter 19B of the Exchange Listing \
Rules on Movements in Securities

For the month ended:|31 March 2026|Status: New Submission

Name of Issuer:|Fictional Holdings Limited
Date Submitted:|03 April 2026

I. Movements in Authorised / Registered Share Capital Not applicable

II. Movements in Issued Shares and/or Treasury Shares and Public Float Sufficiency Confirmation

1. Class of shares|WVR ordinary|Type of shares|A|Listed on the Exchange|Yes
|shares|||(Note 1)|
Stock code (if listed)|09999|Description|Class A ordinary shares||

|Number of issued shares||
|(excluding treasury|Number of treasury|Total number of
|shares)|shares|issued shares
Balance at close of preceding|4,581,967,367|0|4,581,967,367
month|||
Increase / decrease (-)|1,829,000|693,000|
Balance at close of the month|4,583,796,367|693,000|4,584,489,367

Public float sufficiency confirmation (Note 4)

Applicable public float|Initial Prescribed Threshold - 25% of the total number of issued shares in the
threshold|class to which the listed shares belong (excluding treasury shares)
Additional information|

III. Details of Movements in Issued Shares and/or Treasury Shares

(A). Share Options (under Share Option Schemes of the Issuer)

1. Class of shares|WVR ordinary|Type of shares|A|Listed on the Exchange|Yes
|shares|||(Note 1)|
Stock code (if listed)|09999|Description|Class A ordinary shares||

Particulars of|Number of share|Movement||Number of share|Number of new|Number of|Number of shares|The total number of
share option|options|during the||options|shares issued|treasury shares|which may be|shares which may be
scheme|outstanding at|month||outstanding at|during the month|transferred out of|issued or|issued or
|close of|||close of the|pursuant thereto|treasury during|transferred out of|transferred upon
|preceding month|||month|(A1)|the month (A2)|treasury|exercise
1). 2015 Share|2,509,767|Granted|840,000|3,239,892|0|0|3,239,892|0
option scheme||Cancelled|-4,000|||||
||Lapsed|-105,875|||||

Page 1 of 1        v 1.2.1
""".replace("|", "\t")


@pytest.fixture(scope="module")
def read() -> MonthlyReturn:
    return read_filing(PRINTED.encode(), "return.txt").monthly_return


def test_a_class_and_a_threshold_that_wrap_are_read_whole(read: MonthlyReturn) -> None:
    (block,) = read.issued.blocks
    assert (block.class_of_shares.value, block.type_of_shares.value) == ("WVR ordinary shares", "A")
    assert block.listed.value is True
    assert str(block.public_float.threshold.value).endswith("belong (excluding treasury shares)")


def test_balances_stand_below_heads_of_several_lines(read: MonthlyReturn) -> None:
    (block,) = read.issued.blocks
    assert (block.opening.value, block.increase.value, block.closing.value) == (4581967367, 1829000, 4583796367)
    assert (block.treasury.opening.value, block.treasury.increase.value) == (0, 693000)
    assert block.all_issued.closing.value == 4584489367


def test_a_scheme_is_one_row_with_its_movements(read: MonthlyReturn) -> None:
    (scheme,) = read.options.rows
    assert scheme.particulars.value == "2015 Share option scheme"
    assert (scheme.opening.value, scheme.closing.value, scheme.may_be_issued.value) == (2509767, 3239892, 3239892)
    assert (scheme.granted.value, scheme.cancelled.value, scheme.lapsed.value) == (840000, 4000, 105875)
