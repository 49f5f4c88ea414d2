"""How a cell is read: a printed word is a number as a whole, or damaged as a whole, or it is no number."""

from __future__ import annotations

import re
import string
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.forms import lexer
from converter.forms.dates import parse_date
from converter.forms.lexer import VALUES, Kind, Token, lex

NUMBERS: dict[str, int | str] = {
    "10,000": 10_000,
    "0": 0,
    "1234567": 1_234_567,
    "0.0005": "0.0005",
    "4,000,000,000.00": "4000000000.00",
    "_1,094,047,133": 1_094_047_133,
    # signs
    "(7,250,000)": -7_250_000,
    "( 7,250,000 )": -7_250_000,
    "(\t7,250,000)": -7_250_000,
    "(HK$1,000)": -1_000,
    "-HK$1,000": -1_000,
    "-242,852": -242_852,
    "−242,852": -242_852,
    "+1,000": 1_000,
    # what stands for a digit in the midst of digits
    "l0,000": 10_000,
    "8o,000,000": 80_000_000,
    "1,OOO,OOO": 1_000_000,
    # a border or a space at the comma
    "196\t,506.20": "196506.20",
    "1,455, 013,259": 1_455_013_259,
    # other marks between groups
    "1.234.567": 1_234_567,
    "1'234'567": 1_234_567,
    "\t1 234 567\t": 1_234_567,
    "\t(1 234 567)\t": -1_234_567,
    "\t871 000\t": 871_000,
    "\t1 200 000.00\t": "1200000.00",
    # marks of notes, and what is counted
    "45,330,000*": 45_330_000,
    "1,000#": 1_000,
    "45,330,000 (Note a)": 45_330_000,
    "45,330,000 (註1)": 45_330_000,
    "45,330,000 shares": 45_330_000,
    "8,912,500股": 8_912_500,
}
"""Prints that are one number."""
DAMAGED = [
    # a letter or a mark within digits or at them
    *("1z0,000", "4s,330,000", "6i,000,000", "4b,330,000", "550,00C", "b1,000,000", "1z0", "6|,000,000"),
    *("!20,000", "]078,000", "?,000,000", "&0,000,000", "'20,000", "#1,000", "1$000", "1£000", "1,0%0", "1_000"),
    *("25'334,000", "25:334,000", "25;334,000", "25-334,000", "1'078,000", "1·078,000", "1`078"),
    # digits too many or too few
    *(
        "2,400,000,00",
        "1,000,0000",
        "1,00",
        "12,,000,000",
        ",000",
        ", 45,400",
        "1,000,",
        "1,234,567.",
        "078,000",
        "000",
    ),
    *("1.234,567", "1.234.56", "1,234.567.890"),
    # a sign that is not whole
    *("7,250,000)", "(7,250,000", "[7,250,000]", "{7,250,000)", "7,250,000-", "—7,250,000", "- 1,400,000", "--1,000"),
    *("(HK$1,000",),
    # a space within the digits
    *("\t1 0,000\t", "\t4 5,330,000\t", "\t12,3 45,678\t", "\t37 500\t", "1 078,000", "HKD 25 334,000"),
    *("\t160 644.7932\t", "\t17 615.930\t"),
    *("6 046 856", "70 440 000.00", "HK$ 70 440 000.00"),
    *("– 1 234 567", "- 85 3,070", "– 50 000,00"),
    # look-alikes glued to a word that ends the line
    *("550,00Cancelled", "1,00Oordinary", "(7,250,000Preference shares"),
]
"""Prints that are meant for a number and are none for certain."""
OTHERS: dict[str, list[tuple[Kind, object]]] = {
    # glued by a flattened page
    "18,000,000US$0.10Increase/(decrease)": [
        (Kind.NUMBER, 18_000_000),
        (Kind.NUMBER, Decimal("0.10")),
        *[(Kind.WORD, None)] * 2,
    ],
    "US$1,800,0000US$1,800,000": [(Kind.NUMBER, 1_800_000), (Kind.NUMBER, 0), (Kind.NUMBER, 1_800_000)],
    "(362,500)7,862,500": [(Kind.NUMBER, -362_500), (Kind.NUMBER, 7_862_500)],
    "(7,250,000)N/A": [(Kind.NUMBER, -7_250_000), (Kind.NOT_APPLICABLE, None)],
    "---2,111,689,455": [(Kind.NIL, None), (Kind.NUMBER, 2_111_689_455)],
    "(decrease)1,000": [(Kind.WORD, None), (Kind.NUMBER, 1_000)],
    "Granted1,000": [(Kind.WORD, None), (Kind.NUMBER, 1_000)],
    "上月底結存1,000": [(Kind.WORD, None), (Kind.NUMBER, 1_000)],
    "0Balance": [(Kind.NUMBER, 0), (Kind.WORD, None)],
    "1,000(1)": [(Kind.NUMBER, 1_000), (Kind.SLOT, 1)],
    '("HKEX")2 August 2018': [(Kind.WORD, None), (Kind.DATE, None)],
    # several figures on one line
    "100 5,000,000": [(Kind.NUMBER, 100), (Kind.NUMBER, 5_000_000)],
    "– 0 0 61,245 0 130,776": [(Kind.NIL, None), *[(Kind.NUMBER, it) for it in (0, 0, 61_245, 0, 130_776)]],
    "HKD 6,120.20 −5,237.80 882.40 48,317 8,146": [
        *[(Kind.NUMBER, Decimal(it)) for it in ("6120.20", "-5237.80", "882.40", "48317", "8146")]
    ],
    "0.0353 美元 (13th February, 2004)": [(Kind.NUMBER, Decimal("0.0353")), (Kind.DATE, None)],
    "0.2118 港\n元": [(Kind.NUMBER, Decimal("0.2118"))],
    "--- 0.02 0": [(Kind.NIL, None), (Kind.NUMBER, Decimal("0.02")), (Kind.NUMBER, 0)],
    "- 10,000 -": [(Kind.NIL, None), (Kind.NUMBER, 10_000), (Kind.NIL, None)],
    "1 234 567": [(Kind.NUMBER, 1), (Kind.NUMBER, 234), (Kind.NUMBER, 567)],
    "954,325\t,754,169": [(Kind.NUMBER, 954_325), (Kind.DAMAGED, None)],
    # numbers in words
    "(50 new shares)": [(Kind.WORD, None)] * 3,
    "of 1,000,000, being": [(Kind.WORD, None), (Kind.NUMBER, 1_000_000), (Kind.WORD, None)],
    "(not above 1,000)": [(Kind.WORD, None), (Kind.WORD, None), (Kind.NUMBER, 1_000)],
    "price (HK$1,000)": [(Kind.WORD, None), (Kind.NUMBER, 1_000)],
    "FF301": [(Kind.WORD, None)],
    "18th": [(Kind.WORD, None)],
    "2009–2013": [(Kind.WORD, None)],
    "3.375%": [(Kind.WORD, None)],
    "1/2": [(Kind.WORD, None)],
    # nothing
    **{word: [(Kind.NIL, None)] for word in ["Nil", "NIL", "Ni1", "-", "—", "None", "Zero", "無", "无", "零", "沒有"]},
    **{word: [(Kind.NOT_APPLICABLE, None)] for word in ["N/A", "N.A.", "NA", "N.A", "Not applicable", "不適用"]},
    "None 52,000 None": [(Kind.NIL, None), (Kind.NUMBER, 52_000), (Kind.NIL, None)],
    "Zero coupon": [(Kind.WORD, None)] * 2,
    "none of them": [(Kind.WORD, None)] * 3,
    "無面值": [(Kind.WORD, None)],
}
"""Prints that are several tokens, or no number."""


def tokens_of(text: str) -> list[Token]:
    return lex(text, 0, len(text))


@pytest.mark.parametrize("printed", NUMBERS)
def test_a_number_is_read_whole(printed: str) -> None:
    (token,) = tokens_of(printed)
    assert (token.kind, token.number) == (Kind.NUMBER, Decimal(NUMBERS[printed]))


@pytest.mark.parametrize("printed", DAMAGED)
def test_what_is_no_number_for_certain_is_damaged_whole(printed: str) -> None:
    token = tokens_of(printed)[0]
    assert (token.kind, token.number) == (Kind.DAMAGED, None)
    assert not any(other.kind is Kind.NUMBER for other in tokens_of(printed))


@pytest.mark.parametrize("printed", OTHERS)
def test_what_is_several_tokens_or_no_number(printed: str) -> None:
    found = tokens_of(printed)
    assert [(token.kind, token.number) for token in found] == OTHERS[printed]


def test_the_end_of_words_in_brackets_is_no_sign() -> None:
    words = "Increase/ (decrease) during the month\t7,250,000)"
    assert [token.kind for token in tokens_of(words)][-1] is Kind.DAMAGED


DATES = {
    "31/12/2012": date(2012, 12, 31),
    "3l/12/2O12": date(2012, 12, 31),
    "31.12.12": date(2012, 12, 31),
    "2012-12-31": date(2012, 12, 31),
    "2012/12/31": date(2012, 12, 31),
    "2012.12.31": date(2012, 12, 31),
    "31st December 2012": date(2012, 12, 31),
    "31DECEMBER2012": date(2012, 12, 31),
    "December 31, 2012": date(2012, 12, 31),
    "2012年12月31日": date(2012, 12, 31),
    "二零一二年十二月三十一日": date(2012, 12, 31),
    "二〇二一年十月二十日": date(2021, 10, 20),
    "二零一二年十二月卅一日": date(2012, 12, 31),
}


@pytest.mark.parametrize("printed", DATES)
def test_a_date_is_read_in_every_notation(printed: str) -> None:
    (token,) = tokens_of(printed)
    assert token.kind is Kind.DATE
    assert parse_date(printed) == DATES[printed]


@pytest.mark.parametrize("printed", ["31/02/2012", "12/31/2012", "31/12/012", "二零一二年十三月一日"])
def test_what_no_calendar_has_is_no_date(printed: str) -> None:
    assert parse_date(printed) is None


_WELL_FORMED = re.compile(
    r"[£€]?[(]?[-−–+]?[£€]?(?:[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3}){2,}|(?:'\d{3})+|(?:’\d{3})+)|[1-9]\d*|0)(?:\.\d+)?[)]?[*#†‡§]*"
)
"""A print in which every character has its place."""
_MARKS_OF_GROUPS = re.compile(r"[^\d.]|\.(?=\d{3}\.)|(?<=\.\d{3})\.")
_AS_DIGITS = str.maketrans("OolI", "0011")
NUMBERS_PRINTED = st.integers(0, 10**13).map(lambda number: f"{number:,}")
SIGNS = st.sampled_from(["{}", "({})", "-{}"])
CHARACTERS = st.sampled_from([*map(chr, range(33, 127)), *"£€·°−–—’"])


def changed(printed: str, how: str, at: int, character: str) -> str:
    """The print with one character replaced, deleted or inserted."""
    at %= len(printed)
    keep = at if how == "insert" else at + 1
    return printed[:at] + ("" if how == "delete" else character) + printed[keep:]


@given(NUMBERS_PRINTED, SIGNS, st.sampled_from(["replace", "delete", "insert"]), st.integers(0, 30), CHARACTERS)
def test_no_character_of_a_number_is_ignored(number: str, sign: str, how: str, at: int, character: str) -> None:
    printed = changed(sign.format(number), how, at, character)
    cell = f"\t{printed}\t"
    found = [token for token in tokens_of(cell) if token.kind in (Kind.NUMBER, Kind.SLOT)]
    if not any(token.kind is Kind.NUMBER for token in found):
        return
    blank = "_|:;$()" if found[0].currency else "_|:;$"  # brackets around a price are no sign
    assert printed.strip(blank) == "".join(cell[token.start : token.end] for token in found).strip(blank)
    for token in found:
        taken = cell[token.start : token.end].translate(_AS_DIGITS).replace("_", "")  # a rule is blank
        if token.kind is Kind.NUMBER:
            assert _WELL_FORMED.fullmatch(taken)
            assert abs(token.number or 0) == Decimal(_MARKS_OF_GROUPS.sub("", taken))


@given(NUMBERS_PRINTED, SIGNS)
def test_a_whole_number_is_read(number: str, sign: str) -> None:
    (token,) = tokens_of(sign.format(number))
    value = Decimal(number.replace(",", ""))
    if len(number) > 1:  # "(1)" is the number of a line
        assert (token.kind, token.number) == (Kind.NUMBER, value if sign == "{}" else -value)


@pytest.mark.parametrize("printed", ["(30//2004)", "30 / / 2004", "(30/03/)"])
def test_a_date_without_one_of_its_parts_is_damaged_and_not_blank(printed: str) -> None:
    (token,) = lex(printed, 0, len(printed))
    assert token.kind is Kind.DATE
    assert parse_date(printed) is None


def test_a_point_in_the_next_cell_makes_no_item_of_an_amount() -> None:
    text = "Subscription price\tUS$1\t."
    amounts = [(token.kind, token.number, token.currency) for token in lex(text, 0, len(text)) if token.currency]
    assert amounts == [(Kind.NUMBER, Decimal(1), "USD")]


def test_digits_that_end_a_line_in_their_own_cell_are_no_day_of_the_month_below() -> None:
    text = "Scheme adopted on 5\t-\t4,\nMay 2005 (26/1/1999)"
    assert [text[token.start : token.end] for token in lex(text, 0, len(text)) if token.kind is Kind.DAMAGED] == ["4,"]
    wrapped = "Scheme adopted on 5\nMay 2005"
    assert [token.kind for token in lex(wrapped, 0, len(wrapped))][-1] is Kind.DATE


ENDINGS = ("", "ro", "ne", "nt", "t applicable", "/a", "$1", ".9", "\ufffd")
ENDINGS += tuple(letter + date for letter in "bcdfgilnprtvyz1" for date in ("", " 1, 2012"))
BEFORE_NUMBER = ("", " ", "\t", "\n", "\t(", "\t-", "\t,", " , ", "\tHKD ", "\n1. ", "\t12", "\t3 ", "\t_")
BEHIND_NUMBER = (
    "",
    " ",
    "\t",
    "\n",
    "\tb",
    "\t)",
    "\t )",
    ")",
    ",000",
    "\t,000",
    " ,000",
    "\n,000",
    " shares\n",
    "\tshares",
)
BEHIND_NUMBER += (
    "%",
    "/2012",
    "\n/2012",
    "\tJuly 2012",
    "\nJuly 2012",
    ".",
    ".50\t2",
    "\t港元",
    "港元",
    "\n港元",
    " HKD",
    "\t-",
    "\t1",
)
SHORT = ("and", "as", "at", "by", "if", "in", "is", "of", "on", "or", "than", "that", "the", "this", "to")


@pytest.mark.parametrize("first", string.ascii_lowercase)
def test_the_short_ways_cut_as_the_long_way_does(first: str, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Every beginning of a word, small and large, before all that could make another token of it; and whole returns.
    beginnings = [first + second for second in string.ascii_lowercase] + [it for it in SHORT if it[0] == first]
    words = [beginning + ending for beginning, ending in product(beginnings, ENDINGS)]
    text = "\n".join("\t".join((word, f"({word.capitalize()}),")) for word in words)
    filings = [path.read_text("utf-8") for path in sorted(examples.glob("*.md"))]
    numbers = [f"{first}{before}1,000{behind}" for before, behind in product(BEFORE_NUMBER, BEHIND_NUMBER)]
    texts = [text, *numbers, *(filings if first == "a" else [])]
    stretches = [(one, start, len(one) - start % 7) for one in texts for start in {0, len(one) // 2 * (first == "a")}]
    short = [lex(*stretch) for stretch in stretches]
    long_way = lexer._TOKEN.pattern
    for short_way in (f"(?P<plain>{lexer._PLAIN}) |", f"(?P<amount>{lexer._AMOUNT}) |"):
        assert short_way in long_way
        long_way = long_way.replace(short_way, "")
    monkeypatch.setattr(lexer, "_TOKEN", re.compile(long_way, lexer._TOKEN.flags))
    assert [lex(*stretch) for stretch in stretches] == short


def test_a_small_number_before_a_colon_and_behind_a_word_numbers_what_it_stands_behind() -> None:
    text = "Incentive Plan, Tranche 2:\ngranted\n1,002:"
    assert [text[token.start : token.end] for token in lex(text, 0, len(text)) if token.kind in VALUES] == ["1,002:"]
