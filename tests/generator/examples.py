"""Write the example filings: ``python -m tests.generator.examples [FOLDER]``.

Three carry the facts of real returns; the others are of invented issuers. All are typeset here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from converter.model import MonthlyReturn
from converter.walk import with_figures
from tests.generator.dice import stated
from tests.generator.ff301 import fictional
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language
from tests.generator.fictional import FICTIONAL
from tests.generator.notation import Layout, Style
from tests.generator.typeset import typeset
from tests.returns import chinasoft_2011, kingsoft_2009, kingsoft_2011

FOLDER = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Example:
    """One example: its file's name, its facts, its bytes."""

    name: str
    """The path below the folder: the one with a wrong figure stands apart, in ``wrong/``."""
    monthly_return: MonthlyReturn
    content: bytes

    @property
    def text(self) -> str:
        """The text of a filing that is no PDF."""
        return self.content.decode()


def _typeset(name: str, monthly_return: MonthlyReturn, style: Style) -> Example:
    return Example(name, monthly_return, typeset(monthly_return, style).encode())


def _whole(monthly_return: MonthlyReturn, repairs: Mapping[str, Any] | None = None) -> MonthlyReturn:
    """Return the facts with what the copy of the filing has lost printed in full."""
    return with_figures(monthly_return, {address: stated(value) for address, value in (repairs or {}).items()})


CHINASOFT_REPAIRS = {
    "header.date_submitted": date(2011, 12, 5),
    "total_increase[ordinary-1].number": 9_245_400,
    "total_increase[preference-1].number": -7_250_000,
}
"""What the Optical Character Recognition of the filing cut off."""

STYLES = {
    "preference-shares-2012-05": Style(layout=Layout.PIPES, nil="-", dates="spelled"),
    "warrants-2012-06": Style(layout=Layout.COLUMNS, nil="Nil", codes="padded", stacked=False),
    "rights-issue-2012-03": Style(layout=Layout.FLAT, nil="NIL", dates="short"),
    "repurchase-2013-09": Style(layout=Layout.TABS, brackets=False, currency_in_head=True, marks="iso"),
    "two-classes-2010-10": Style(layout=Layout.TABS, nil="—", not_applicable="Not applicable", remark="(See Remark 1)"),
    "share-consolidation-2011-08": Style(layout=Layout.CELLS, nil="Nil", month_apart=True),
    "wrong-figure-2012-09": Style(layout=Layout.PIPES, codes="suffixed"),
}
SUFFIXES = {Layout.TABS: ".md", Layout.PIPES: ".md", Layout.FLAT: ".md", Layout.COLUMNS: ".txt", Layout.CELLS: ".txt"}


def _path(name: str) -> str:
    folder = "wrong/" if name.startswith("wrong") else ""
    return folder + name + SUFFIXES[STYLES[name].layout]


def examples() -> tuple[Example, ...]:
    """Return the examples of the edition of 2009 to 2013, in the order of their names."""
    kingsoft = Style(layout=Layout.TABS, currency_in_head=True, month_apart=True)
    chinasoft = Style(layout=Layout.TABS, nil="NIL", marks="escaped", month_apart=True)
    real = (
        _typeset("kingsoft-2009-11.md", _whole(kingsoft_2009()), kingsoft),
        _typeset("kingsoft-2011-11.md", _whole(kingsoft_2011()), kingsoft),
        _typeset("chinasoft-2011-11.md", _whole(chinasoft_2011(), CHINASOFT_REPAIRS), chinasoft),
    )
    invented = (_typeset(_path(name), make(), STYLES[name]) for name, make in FICTIONAL.items())
    return tuple(sorted((*real, *invented), key=lambda example: example.name))


def ff301_examples() -> tuple[Example, ...]:
    """Return the examples of FF301, in the order of their names."""
    makers = {
        "buyback-2024-09.pdf": (fictional.buyback, Language.ENGLISH, Kind.PDF),
        "convertible-bonds-2025-03.txt": (fictional.convertible_bonds, Language.TRADITIONAL, Kind.RAW),
        "placing-2026-01.txt": (fictional.placing, Language.ENGLISH, Kind.LAID_OUT),
        "unequal-votes-2023-07.pdf": (fictional.two_classes, Language.ENGLISH, Kind.PDF),
    }
    made = ((name, make(), language, kind) for name, (make, language, kind) in makers.items())
    return tuple(Example(name, it, rendered(it, language, kind)) for name, it, language, kind in made)


def all_examples() -> tuple[Example, ...]:
    """Return every example, in the order of their names."""
    return tuple(sorted((*examples(), *ff301_examples()), key=lambda example: example.name))


def write(folder: Path = FOLDER) -> None:
    """Write every example into a folder."""
    for example in all_examples():
        path = folder / example.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(example.content)


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
