"""How one filer writes a figure: marks of zero, signs, currencies, dates, codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any

from converter.model import Edition, Figure, Money, State
from tests.generator.ff301.wording import Language
from tests.generator.wording import say


class Layout(StrEnum):
    """How the text of the form came to us."""

    TABS = "tabs"
    """Tables with cells parted by a tab, as OCR makes them."""
    PIPES = "pipes"
    """Markdown tables with cells parted by a bar."""
    COLUMNS = "columns"
    """Columns aligned by spaces, as ``pdftotext -layout`` makes them."""
    FLAT = "flat"
    """A whole table in one line, in reading order."""
    CELLS = "cells"
    """One cell per line."""
    BOXES = "boxes"
    """Markdown tables, in which a block of section I is three boxes: captions and numbers, money, par values again."""


LOSES_BLANKS = frozenset({Layout.FLAT, Layout.CELLS, Layout.BOXES})
"""The layouts in which a blank cell leaves no trace."""

MARKS = {
    "chinese": {"HKD": "港幣", "USD": "美元", "CNY": "人民幣"},
    "behind": {"HKD": "港元", "USD": "美元", "CNY": "人民幣"},
    "sign": {"HKD": "HK$", "USD": "US$", "CNY": "RMB"},
    "escaped": {"HKD": "HK\\$", "USD": "US\\$", "CNY": "RMB"},
    "iso": {"HKD": "HKD", "USD": "USD", "CNY": "CNY"},
    "spaced": {"HKD": "HK$ ", "USD": "US$ ", "CNY": "RMB "},
}
"""Ways of writing a currency before an amount, or behind it."""
WESTERN_MARKS = ("sign", "escaped", "iso", "spaced")

DATES = ("padded", "short", "spelled")
RARE_DATES = ("dotted", "short year", "ordinal", "American", "Chinese")
CODES = ("plain", "padded", "suffixed")


@dataclass(frozen=True)
class Style:
    """One filer's habits, and the layout of the text."""

    layout: Layout = Layout.TABS
    nil: str = "Nil"
    not_applicable: str = "N/A"
    heading_not_applicable: str = "(Not Applicable)"
    brackets: bool = True
    """Negative numbers stand in brackets; otherwise after a minus sign."""
    marks: str = "sign"
    currency_in_head: bool = False
    """The column head names the currency: "Par value (US$)"; the cells hold bare amounts."""
    dates: str = "padded"
    codes: str = "plain"
    month_apart: bool = False
    """The month's end stands on a line of its own, far from its caption."""
    stacked: bool = True
    """Particulars take one line each, as in a narrow column; otherwise one cell holds them."""
    empty_rows: int = 3
    """Rows 1 to 3 or 4 are pre-printed: so many numbers are shown even without a row."""
    remark: str = ""
    """A note beside the heading of section I: "(See Remark 1)"."""
    page_heads: bool = True
    head_in_line: bool = False
    """The issuer's name and the date submitted share one line."""
    language: Language = Language.ENGLISH
    hdr_title: bool = False
    """The title is that of the form for depositary receipts, as a share issuer used it by mistake."""
    foot: bool = False
    """Pages end with "March 2019", and have no running head."""
    minus: str = "-"
    ungrouped: bool = False
    """Numbers have lost their thousands separators."""
    lines: tuple[str, str] = ("(1)", "(2)")
    """What stands over the two columns of ordinary shares in section II."""

    def say(self, name: str, **words: str) -> str:
        """Return a caption of the form in the language of the return."""
        return say(name, self.language, **words)

    def number(self, figure: Figure[int]) -> str:
        """Print a count of shares."""
        return self._zero_or(figure, lambda value: self._signed(self._grouped(value), value < 0))

    def amount(self, figure: Figure[Money]) -> str:
        """Print an amount without its currency."""
        return self._zero_or(figure, lambda value: self._signed(self._grouped(value.amount), value.amount < 0))

    def money(self, figure: Figure[Money]) -> str:
        """Print an amount after its currency."""
        if figure.value is None or figure.state is State.NIL:
            return self.amount(figure)
        bare, mark = self._grouped(figure.value.amount), self.mark(figure.value.currency)
        behind = self.marks == "behind" and figure.value.currency != "CNY"
        return self._signed(bare + mark if behind else mark + bare, figure.value.amount < 0)

    def mark(self, currency: str | None) -> str:
        """Return the mark before an amount in this currency; none where the form names none."""
        return MARKS[self.marks].get(currency, currency) if currency else ""

    def head(self, currency: str | None) -> str:
        """Return what stands in brackets in a column's head."""
        return self.mark(currency).strip() if self.currency_in_head and currency else self.say("currency")

    def in_cell(self, figure: Figure[Money], head: str | None) -> str:
        """Print money below a column head that names ``head``."""
        if self.currency_in_head and head and figure.value is not None and figure.value.currency == head:
            return self.amount(figure)
        return self.money(figure)

    def day(self, figure: Figure[date]) -> str:
        """Print a date; a date that is not there is empty."""
        return self._zero_or(figure, self._date)

    def slot(self, figure: Figure[date], last: Figure[date] | None = None) -> str:
        """Print a date in the form's brackets: "( / / )" where there is none."""
        if figure.state is State.BLANK:
            return "( / / )"
        until = f" {self.say('to date')} {self.day(last)}" if last is not None and last.value else ""
        return f"({self.day(figure)}{until})"

    def code(self, figure: Figure[str]) -> str:
        """Print a stock code."""
        return self._zero_or(figure, self._code)

    def text(self, figure: Figure[str]) -> str:
        """Print a text, which no habit changes."""
        return self._zero_or(figure, str)

    def currency(self, figure: Figure[str]) -> str:
        """Print the name of a currency in a cell of its own."""
        return self._zero_or(figure, lambda value: self.mark(value).strip())

    def beside(self, heading: str, figure: Figure[bool]) -> str:
        """Print a heading, and beside it that the part does not apply."""
        return f"{heading} {self.heading_not_applicable}" if figure.value else heading

    def _zero_or(self, figure: Figure[Any], written: Any) -> str:
        if figure.state is State.NIL:
            return self.nil
        if figure.state is State.NOT_APPLICABLE:
            return self.not_applicable
        return "" if figure.value is None else str(written(figure.value))

    def _signed(self, digits: str, negative: bool) -> str:
        if not negative:
            return digits
        return f"({digits})" if self.brackets else f"{self.minus}{digits}"

    def _grouped(self, value: int | Decimal) -> str:
        return format(abs(value), ",f" if isinstance(value, Decimal) else ",").replace(
            "," if self.ungrouped else "", ""
        )

    def _date(self, day: date) -> str:
        written = {
            "padded": f"{day:%d/%m/%Y}",
            "short": f"{day.day}/{day.month}/{day.year}",
            "spelled": f"{day.day} {day:%B} {day.year}",
            "dotted": f"{day.day}.{day.month}.{day.year}",
            "short year": f"{day:%d/%m/%y}",
            "ordinal": f"{day.day}{_ORDINALS.get(day.day, 'th')} {day:%B}, {day.year}",
            "American": f"{day:%B} {day.day}, {day.year}",
            "Chinese": f"{day.year}年{day.month}月{day.day}日",
        }
        return written[self.dates]

    def _code(self, code: str) -> str:
        return {"plain": str(int(code)), "padded": code, "suffixed": f"{code}.HK"}[self.codes]


_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def draw_rare_style(
    random: Random, layout: Layout, edition: Edition, language: Language, *, hdr: bool = False
) -> Style:
    """Draw one filer's habits, the rare ones too, for a return of any edition and language."""

    def one_of(*values: Any) -> Any:
        return values[random.randrange(len(values))]

    chinese = language is not Language.ENGLISH
    style = draw_style(random, layout)
    return replace(
        style,
        language=language,
        hdr_title=hdr,
        foot=edition is Edition.MARCH_2019,
        nil=one_of(style.nil, "---", "–", "無" if chinese else "Nil"),
        not_applicable=one_of("不適用", "N/A") if chinese else style.not_applicable,
        heading_not_applicable=one_of("(不適用)", "(N/A)") if chinese else style.heading_not_applicable,
        marks=one_of("chinese", "behind", *WESTERN_MARKS[2:]) if chinese else style.marks,
        dates=one_of(*DATES, *RARE_DATES) if chinese or random.randrange(2) else style.dates,
        minus=one_of("-", "−", "–"),
        ungrouped=random.randrange(8) == 0,
        remark="" if chinese else style.remark,
        lines=one_of(("(1)", "(2)"), ("(1)", "(2)"), ("H股", "內資股") if chinese else ("H shares", "Domestic shares")),
    )


def draw_style(random: Random, layout: Layout) -> Style:
    """Draw one filer's habits."""

    def one_of(*values: Any) -> Any:
        return values[random.randrange(len(values))]

    return Style(
        layout=layout,
        nil=one_of("Nil", "NIL", "nil", "-", "--", "—"),
        not_applicable=one_of("N/A", "n/a", "N.A.", "Not applicable", "Not Applicable"),
        heading_not_applicable=one_of("(Not Applicable)", "(Not applicable)", "(N/A)"),
        brackets=one_of(True, False),
        marks=one_of(
            *(
                mark
                for mark in WESTERN_MARKS
                if mark != "escaped" or layout in (Layout.TABS, Layout.PIPES, Layout.BOXES)
            )
        ),
        currency_in_head=one_of(True, False),
        dates=one_of(*DATES),
        codes=one_of(*CODES),
        month_apart=one_of(False, False, True),
        stacked=one_of(True, False),
        empty_rows=one_of(0, 3, 4),
        remark=one_of("", "", "(See Remark 1)"),
        page_heads=one_of(True, False),
        head_in_line=one_of(False, False, True),
    )


def common_currency(figures: Sequence[Figure[Money]]) -> str | None:
    """Return the one currency of a column, if it has one."""
    currencies = {figure.value.currency for figure in figures if figure.value is not None}
    return currencies.pop() if len(currencies) == 1 else None
