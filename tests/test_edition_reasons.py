"""The edition is recognised by what is printed, and what tells it is said with its place."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from converter.cli import main
from converter.model import Edition, MonthlyReturn
from converter.pipeline import convert, read_filing
from tests.conftest import CHECKOUT
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.layouts import Kind, rendered
from tests.generator.ff301.wording import Language
from tests.generator.notation import Style
from tests.generator.typeset import typeset

CHINASOFT = CHECKOUT / "examples" / "chinasoft-2011-11.md"
BEFORE_2014 = typeset(return_by_seed(11), Style())


def read(text: str) -> MonthlyReturn:
    return read_filing(text.encode(), "edition.txt").monthly_return


def ff301_text(edition: Edition) -> str:
    return rendered(ff301_by_seed(2, edition, Language.ENGLISH), Language.ENGLISH, Kind.LAID_OUT).decode()


def reasons(text: str) -> list[str]:
    return [reason.statement for reason in read(text).edition_reasons]


def test_the_form_to_2021_is_told_by_its_title_and_its_month() -> None:
    found = read(BEFORE_2014).edition_reasons
    assert [reason.statement for reason in found] == [
        "The title is that of the form to 2021.",
        "Nothing is printed that only FF301 has.",
        "The month is before March 2014.",
    ]
    title, none, month = (reason.evidence for reason in found)
    assert title and title.raw == "Monthly Return of Equity Issuer on Movements in Securities"
    assert none is None
    assert (
        month and (month.raw, BEFORE_2014.splitlines()[month.line - 1][month.column :].strip()) == ("30/09/2012",) * 2
    )


@pytest.mark.parametrize(
    ("edition", "change", "statement"),
    [
        (Edition.LEGACY_2014, ("30/09/2012", "30/09/2016"), "The month is between March 2014 and February 2019."),
        (Edition.MARCH_2019, ("30/09/2012", "30/09/2020"), "The month is March 2019 or later."),
        (Edition.MARCH_2019, ("III. Details", "March 2019\nIII. Details"), "The foot of the edition of March 2019"),
        (Edition.LEGACY_2009, ("Monthly Return of Equity Issuer", ""), "The heading of a section is that of the form"),
    ],
)
def test_what_tells_the_editions_of_the_form_to_2021(edition: Edition, change: tuple[str, str], statement: str) -> None:
    came = read(BEFORE_2014.replace(*change))
    assert came.edition is edition
    assert any(reason.statement.startswith(statement) and reason.evidence for reason in came.edition_reasons)


@pytest.mark.parametrize("edition", [Edition.FF301_1_0, Edition.FF301_1_1, Edition.FF301_1_2])
def test_ff301_is_told_by_its_code_and_its_version(edition: Edition) -> None:
    came = read(ff301_text(edition))
    assert came.edition is edition
    assert [reason.statement for reason in came.edition_reasons] == [
        "The version is printed at the foot.",
        "The code of the form is printed.",
    ]
    version, code = (reason.evidence.raw if reason.evidence else "" for reason in came.edition_reasons)
    assert (f"FF301 v{version}"[: len(edition)], code) == (edition, "FF301")


@pytest.mark.parametrize(
    ("edition", "statement"),
    [
        (Edition.FF301_1_2, "The confirmation of sufficient public float is printed."),
        (Edition.FF301_1_1, "The column of treasury shares is printed."),
        (Edition.FF301_1_0, "Neither a version nor anything of a later one is printed."),
    ],
)
def test_without_a_version_it_is_told_by_what_it_prints(edition: Edition, statement: str) -> None:
    text = re.sub(r"v \d\.\d\.\d", "", ff301_text(edition))
    assert (read(text).edition, statement in reasons(text)) == (edition, True)


def test_without_its_code_it_is_told_by_a_heading_of_its_own() -> None:
    text = ff301_text(Edition.FF301_1_1).replace("FF301", "")
    assert "A heading is printed that only FF301 has." in reasons(text)


def test_the_findings_and_the_view_say_what_tells_the_edition() -> None:
    converted = convert(CHINASOFT.read_bytes(), CHINASOFT.name)
    findings = next(it for name, it in converted.documents.items() if name.endswith(".findings.json"))
    recognition = json.loads(findings)["recognition"]
    assert [(it["reason"], (it["evidence"] or {}).get("line")) for it in recognition] == [
        ("The title is that of the form to 2021.", 5),
        ("Nothing is printed that only FF301 has.", None),
        ("The month is before March 2014.", 28),
    ]
    shown = CliRunner().invoke(main, ["show", str(CHINASOFT)]).output.splitlines()
    assert "  The month is before March 2014. (page 1, line 28: '30/11/2011')" in shown[:5]
