"""What rows of section III say beside their numbers: descriptions, currencies, dates, as printed in table cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from converter.evidence import Origin
from converter.forms.lexer import Kind, lex
from converter.model import Money, MonthlyReturn, State
from converter.pipeline import read_filing

HEAD = """Monthly Return of Equity Issuer on Movements in Securities
For the month ended (dd/mm/yyyy) : 31/03/2011
To : Hong Kong Exchanges and Clearing Limited
Name of Issuer\tFantasy Harvest Holdings Limited
Date Submitted\t04/04/2011
I. Movements in Authorised Share Capital
1. Ordinary Shares
(1) Stock code :\t1234\tDescription :\tOrdinary shares
II. Movements in Issued Share Capital
III. Details of Movements in Issued Share Capital
"""
CONVERTIBLES = """Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)
Class and description\tCurrency of amount outstanding\tAmount at close of preceding month\tConverted during the month\
\tAmount at close of the month\tNo. of new shares of issuer issued during the month pursuant thereto\
\tNo. of new shares of issuer which may be issued pursuant thereto as at close of the month
"""
EVENTS = """Other Movements in Issued Share Capital
Type of Issue\t\t\tNo. of new shares of issuer issued during the month pursuant thereto\
\tNo. of new shares of issuer which may be issued pursuant thereto as at close of the month
"""


def read(text: str) -> MonthlyReturn:
    """A return of which only the rows of one part are of interest."""
    return read_filing((HEAD + text).encode(), "return.txt").monthly_return


def bonds(first: str, below: str = "", approval: str = "( / / )") -> str:
    """A row of part C: its line of amounts, what wraps below, and its fields."""
    return (
        f"{CONVERTIBLES}1. {first}\n{below}Stock code (if listed)\tN/A\nClass of shares issuable (Note 1)\tOrdinary\n"
        f"Subscription price\tJPY 250\nEGM approval date (if applicable) (dd/mm/yyyy)\t{approval}\n"
        "2.\t\t\t\t\t\t\nStock code (if listed)\nTotal C. (Ordinary shares) Nil\n"
    )


def test_yen_is_a_currency_though_the_description_names_another() -> None:
    row = read(bonds("Bonds of HK$0.10 each\tYen\t500,000,000\tNil\t500,000,000\tNil\t2,000,000")).convertibles.rows[0]
    assert (row.currency.value, row.description.value) == ("JPY", "Bonds of HK$0.10 each")
    assert row.opening.value == Money(Decimal(500_000_000), "JPY")
    assert row.subscription_price.value == Money(Decimal(250), "JPY")


def test_a_currency_that_is_not_known_is_damaged_and_no_other_is_taken() -> None:
    row = read(bonds("Bonds of HK$0.10 each\tXYZ\t500,000,000\tNil\t500,000,000\tNil\t2,000,000")).convertibles.rows[0]
    assert (row.currency.state, row.currency.evidence.raw if row.currency.evidence else "") == (State.DAMAGED, "XYZ")
    assert row.description.value == "Bonds of HK$0.10 each"
    assert row.opening.value == Money(Decimal(500_000_000), None)


def test_an_amount_in_the_lines_below_takes_no_number_of_the_row_away() -> None:
    first = "2012 Bonds (unit\tHK$\t15,000,000.00\t1,500,000.00\t13,500,000.00\t1,000,000\t9,000,000"
    row = read(bonds(first, "of subscription\nHK$1.50)\n")).convertibles.rows[0]
    assert row.description.value == "2012 Bonds (unit of subscription HK$1.50)"
    assert [figure.value and figure.value.amount for figure in (row.opening, row.converted, row.closing)] == [
        Decimal("15000000.00"),
        Decimal("1500000.00"),
        Decimal("13500000.00"),
    ]
    assert (row.issued.value, row.may_be_issued.value) == (1_000_000, 9_000_000)


@pytest.mark.parametrize("printed", ["(N/A)", "N/A"])
def test_an_approval_date_that_does_not_apply_says_so(printed: str) -> None:
    first = "Bonds\tHK$\t500,000\tNil\t500,000\tNil\t2,000,000"
    row = read(bonds(first, approval=printed)).convertibles.rows[0]
    assert row.approval_date.state is State.NOT_APPLICABLE


def event(cells: str) -> str:
    """Part E with a scrip dividend."""
    return f"{EVENTS}5. Scrip dividend\t{cells}\nTotal E. (Ordinary shares) 1,234,567\n"


def test_the_absent_date_of_an_event_is_no_number_of_shares() -> None:
    cells = (
        "At price : State currency HK$2.345\tClass of shares issuable (Note 1) Ordinary shares "
        "Issue and allotment date : (dd/mm/yyyy) (8-Mar-2011) EGM approval date: (dd/mm/yyyy) (N/A)\t1,234,567\tNil"
    )
    row = read(event(cells)).other_movements.rows[0]
    assert (row.issued.state, row.issued.value) == (State.STATED, 1_234_567)
    assert (row.event_date.value, row.approval_date.state) == (date(2011, 3, 8), State.NOT_APPLICABLE)


def test_the_first_of_several_dates_with_commas_is_read() -> None:
    cells = (
        "At price : State currency HK$2.345\tClass of shares issuable (Note 1) Ordinary Issue and allotment date : "
        "(dd/mm/yyyy) (03/03/2011, 10/03/2011 and 24/03/2011) EGM approval date: (dd/mm/yyyy) (20/05/2010)\t7\tNil"
    )
    row = read(event(cells)).other_movements.rows[0]
    dates = (row.event_date.value, row.last_event_date.value, row.approval_date.value)
    assert dates == (date(2011, 3, 3), date(2011, 3, 24), date(2010, 5, 20))


@pytest.mark.parametrize("text", ["31/12/2012,900,000", "31/12/2012,900"])
def test_a_date_that_a_number_may_be_glued_to_is_none(text: str) -> None:
    assert Kind.DATE not in [token.kind for token in lex(text, 0, len(text))]


def test_a_row_wraps_its_words_without_those_of_the_column_beside() -> None:
    lines = (
        "3. Placing\tAt price :\tClass of shares issuable\t20,000,000\tNil\n"
        "\tState\t(Note 1) Ordinary\n\tcurrency\tIssue and allotment\n"
        "\tHK$1.08\tdate : (dd/mm/yyyy) (15/03/2011)\n\t\tEGM approval date: (dd/mm/yyyy) (20/05/2010)\n"
    )
    row = read(f"{EVENTS}{lines}Total E. (Ordinary shares) 20,000,000\n").other_movements.rows[0]
    assert (row.class_of_shares.value, row.price.value) == ("Ordinary", Money(Decimal("1.08"), "HKD"))
    assert row.price.evidence is not None and row.price.evidence.origin is Origin.PRINTED


OPTIONS = """Share Options (under Share Option Schemes of the Issuer)
Particulars of share option scheme including EGM approval date (dd/mm/yyyy) and class of shares issuable\tGranted\
\tExercised\tCancelled\tLapsed\tNo. of new shares of issuer issued during the month pursuant thereto\
\tNo. of new shares of issuer which may be issued pursuant thereto as at close of the month
"""


def scheme(particulars: str) -> str:
    """Part A with one scheme."""
    return f"{OPTIONS}1. {particulars}\tNil\tNil\tNil\tNil\tNil\t3,000,000\nTotal A. (Ordinary shares) Nil\n"


@pytest.mark.parametrize("printed", ["EGM approval date: 28 May 2008", "General Meeting approval date 28/05/2008"])
def test_an_approval_date_that_its_caption_names_needs_no_brackets(printed: str) -> None:
    row = read(scheme(f"New Share Option Scheme {printed} Ordinary shares (Note 1)")).options.rows[0]
    assert (row.approval_date.value, row.particulars.value) == (date(2008, 5, 28), "New Share Option Scheme")


def test_the_name_of_a_scheme_names_no_class() -> None:
    row = read(scheme("H Share Option Scheme (28/05/2008) H shares (Note 1)")).options.rows[0]
    assert (row.particulars.value, row.class_of_shares.value) == ("H Share Option Scheme", "H shares")


def test_a_currency_that_does_not_apply_is_no_word_of_the_description() -> None:
    row = read(bonds("Preference Shares\tN/A\t500,000\tNil\t500,000\tNil\t2,000,000")).convertibles.rows[0]
    assert (row.description.value, row.currency.state) == ("Preference Shares", State.NOT_APPLICABLE)


def placing(price: str) -> str:
    """Part E with a placing at a price."""
    cells = (
        f"At price : State currency {price}\tClass of shares issuable (Note 1) Ordinary Issue and allotment date : "
        "(dd/mm/yyyy) (15/03/2011) EGM approval date: (dd/mm/yyyy) (20/05/2010)\t20,000,000\tNil"
    )
    return f"{EVENTS}3. Placing\t{cells}\nTotal E. (Ordinary shares) 20,000,000\n"


@pytest.mark.parametrize("price", ["HK$1.20 to HK$1.35", "HK$1.20 – HK$1.35"])
def test_of_two_prices_neither_is_the_price(price: str) -> None:
    row = read(placing(price)).other_movements.rows[0]
    assert row.price.state is State.DAMAGED
    assert row.price.evidence is not None
    assert row.price.evidence.raw == price


def test_a_number_in_the_next_column_is_no_price() -> None:
    lines = (
        "3. Placing\tAt price :\tClass of shares\t500,000\tNil\n\tState\tissuable (Note 1)\n"
        "\tcurrency N/A\tOrdinary\n\t\tIssue and allotment date : (dd/mm/yyyy) (15/03/2011)\n"
        "\t\tEGM approval date: (dd/mm/yyyy) (20/05/2010)\n"
    )
    row = read(f"{EVENTS}{lines}Total E. (Ordinary shares) 500,000\n").other_movements.rows[0]
    assert row.price.value is None


@pytest.mark.parametrize("name", ["Fantasy Harvest Holdings\n{}Limited", "Fantasy Harvest\n{}(in liquidation)"])
def test_a_caption_at_half_the_height_of_a_name_takes_nothing_away(name: str) -> None:
    above, below = name.split("\n{}")
    text = HEAD.replace("Name of Issuer\tFantasy Harvest Holdings Limited", f"   {above}\nName of Issuer\n   {below}")
    assert read_filing(text.encode(), "return.txt").monthly_return.header.issuer.value == f"{above} {below}"


def test_a_date_above_the_caption_is_no_name() -> None:
    text = HEAD.replace(" : 31/03/2011", " :").replace("Name of Issuer\tF", "31/03/2011\nName of Issuer\nF")
    header = read_filing(text.encode(), "return.txt").monthly_return.header
    assert (header.issuer.value, header.month_ended.value) == ("Fantasy Harvest Holdings Limited", date(2011, 3, 31))


LAID_OUT = """Convertibles (i.e. Convertible into Shares of the Issuer which are to be Listed)
Class and description              Currency Amount at close of    Converted during  Amount at close of  No. of new
                                   of amount preceding month      the month         the month           shares issued
                                   outstanding
1. {}         {}      8,000,000         402,000,000         3,200,000      160,800,000
{}
Stock code (if listed)  N/A
Class of shares issuable (Note 1)  Ordinary shares
Subscription price  HK$2.50
Total C. (Ordinary shares)  3,200,000
"""


@pytest.mark.parametrize(
    ("first", "below", "description"),
    [
        ("3.5% Convertible Bonds due HK$", "2021", "3.5% Convertible Bonds due 2021"),
        ("3.5% Convertible Bonds due RMB", "2021", "3.5% Convertible Bonds due 2021"),
        ("3.5% Convertible HK$", "Bonds due 2021", "3.5% Convertible Bonds due 2021"),
        ("3.5% Convertible Notes HK$", "convertible up to 2021", "3.5% Convertible Notes convertible up to 2021"),
        ("3.5% Bonds of HK$1 each due HK$", "2021", "3.5% Bonds of HK$1 each due 2021"),
    ],
)
def test_a_currency_one_space_behind_a_description_that_goes_on_below_is_its_column_s(
    first: str, below: str, description: str
) -> None:
    currency = "CNY" if "RMB" in first else "HKD"
    (row,) = read(LAID_OUT.format(first, "410,000,000", below)).convertibles.rows
    assert (row.description.value, row.currency.value) == (description, currency)
    assert row.opening.value == Money(Decimal(410_000_000), currency)


def test_an_amount_below_the_currency_of_a_description_belongs_to_it() -> None:
    (row,) = read(LAID_OUT.format("Bonds with a price of HK$", "  HK$  410,000,000", "1.50 each")).convertibles.rows
    assert row.description.value == "Bonds with a price of HK$ 1.50 each"
