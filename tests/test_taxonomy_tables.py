"""The form as tables: Arelle renders every figure of an instance in a cell, under headers in both languages."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree, html

from converter import definition
from converter.authoring import write_package
from converter.authoring.layouts import Layout, Node, layouts
from tests.conftest import CHECKOUT
from tests.scenarios import MONTH_END, Scenario, closing, during, month, opening
from tests.test_taxonomy_arelle import instance_of

INSTANCES = sorted((CHECKOUT / "examples" / "converted").glob("*.xbrl"))
ARELLES_OWN = ("ModelObject[", "parameter", "value")
"""What Arelle 2.47 writes for the key of an open row, line or counter; and over the parameters of a table.

It takes the header of an open node from the value, and of a typed value the name of its own object. The specification
lets no label stand there: ``xbrlte:invalidUseOfLabel``.
"""
MEMBERS = {f"{member.labels['label']['en']} [member]" for member in definition.load().axis("class").members}
"""The same place asks for the label of a class without a language."""
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("package"))


def rendered(instance: Path, package: Path, folder: Path, language: str = "en") -> html.HtmlElement:
    """The page that Arelle's own command line makes of an instance."""
    page = folder / "page.html"
    command = [Path(sys.executable).parent / "arelleCmdLine", "--file", instance, "--packages", package]
    offline = ["--internetConnectivity", "offline", "--cacheDirectory", folder / "cache", "--labelLang", language]
    run = subprocess.run(
        [*command, *offline, "--renderedTableLinkbase", page], capture_output=True, text=True, check=True
    )
    silent = ("[info", "[] Formula xpath2 grammar")
    assert [line for line in run.stdout.splitlines() if line.startswith("[") and not line.startswith(silent)] == []
    return html.fromstring(page.read_bytes())


def texts(page: html.HtmlElement, name: str) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in page.iter(name) if cell.get("class") != "tableHdr"]


def cells(page: html.HtmlElement) -> Counter[str]:
    """The contents of the cells; a cell with amounts in several currencies has a line for each."""
    shown: Counter[str] = Counter()
    for cell in page.iter("td"):
        if cell.get("class") == "cell":
            lines = {" ".join((cell.text or "").split()): 1}
            lines |= Counter(" ".join(line.split()) for line in (cell.text or "").split("\n"))
            shown.update(lines)
    return shown


def figures(instance: Path) -> Counter[str]:
    """What the facts of an instance say."""
    facts = etree.parse(instance).getroot().iterchildren(f"{{{definition.load().namespace}}}*")
    return Counter("(nil)" if fact.get(NIL) == "true" else " ".join((fact.text or "").split()) for fact in facts)


@pytest.mark.parametrize("language", definition.load().languages)
@pytest.mark.parametrize("instance", INSTANCES, ids=lambda path: path.stem)
def test_every_figure_of_an_example_is_in_a_cell(instance: Path, language: str, package: Path, tmp_path: Path) -> None:
    wanted = figures(instance)
    assert wanted.total() > 40
    page = rendered(instance, package, tmp_path, language)
    assert wanted - cells(page) == Counter()
    in_language, others = headers_of_concepts(language)
    headers = {header for header in texts(page, "th") if not header.startswith(ARELLES_OWN)} - {""}
    assert len(headers & in_language) > 20
    assert headers & others - in_language <= MEMBERS


def headers_of_concepts(language: str) -> tuple[set[str], set[str]]:
    """What a concept is called in headers, under any label role: in the language, and in the others."""
    named: dict[str, set[str]] = {other: set() for other in definition.load().languages}
    for concept in definition.load().concepts:
        for label in concept.labels.values():
            for other, text in label.items():
                named[other].add(text)
    return named.pop(language), set().union(*named.values())


def of_every_shape() -> Iterable[Scenario]:
    """Figures of FF301 in cubes that the examples of earlier editions have none in."""
    balances = [
        opening("NumberOfIssuedShares", 101, "ordinary/1"),
        during("IncreaseDecreaseInNumberOfIssuedShares", 102, "ordinary/1"),
        closing("NumberOfTreasuryShares", 103, "ordinary/2"),
        closing("NumberOfIssuedSharesIncludingTreasuryShares", 104, "preference"),
    ]
    rows = [
        opening("NumberOfShareOptionsOutstanding", 105, "ordinary/2/A1"),
        closing("NumberOfShareOptionsOutstanding", 106, "ordinary/2/A1"),
        during("NumberOfShareOptionsGranted", 107, "ordinary/2/A2"),
        during("IncreaseDecreaseInTreasurySharesPursuantToOtherMovements", 108, "ordinary/1/E3"),
        closing("NumberOfSharesNotYetCancelled", -109, "ordinary/E4"),
    ]
    totals = [
        during("NumberOfTreasurySharesTransferredPursuantToWarrants", 110, "ordinary/1"),
        during("TotalIncreaseDecreaseInNumberOfTreasuryShares", 111, "ordinary/1"),
        during("PublicFloatSufficient", True, "ordinary/1"),
        during("FormVersion", "1.2.0", ""),
    ]
    yield Scenario("", "", (month(MONTH_END), *balances, *rows, *totals))


@pytest.mark.parametrize("language", definition.load().languages)
def test_figures_of_every_shape_are_in_a_cell_under_headers_in_the_language(
    package: Path, tmp_path: Path, language: str
) -> None:
    instance = tmp_path / "shapes.xbrl"
    instance.write_text(instance_of(of_every_shape()), encoding="utf-8")
    page = rendered(instance, package, tmp_path, language)
    assert figures(instance) - cells(page) == Counter()
    headers = set(texts(page, "th"))
    known = definition.load()
    assert known.concept("NumberOfTreasuryShares").labels["label"][language] in headers
    assert {label[language] for label in known.balance_rows.values()} <= headers


def nodes(layout: Layout) -> list[Node]:
    found, waiting = [], [*layout.rows, *layout.columns]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.below
    return found


def test_every_line_of_every_table_is_laid_out() -> None:
    laid_out = {(layout.table.role_name, name) for layout in layouts(definition.load()) for name in layout.concepts}
    wanted = {
        (layout.table.role_name, concept.name)
        for layout in layouts(definition.load())
        for concept in layout.table.concepts
    }
    assert laid_out == wanted


def test_a_movement_stands_in_the_column_of_its_balance() -> None:
    layout = next(each for each in layouts(definition.load()) if each.id == "table-II-class-balances")
    assert [(node.concept, node.movement) for node in layout.columns] == [
        ("NumberOfIssuedShares", "IncreaseDecreaseInNumberOfIssuedShares"),
        ("NumberOfTreasuryShares", "IncreaseDecreaseInNumberOfTreasuryShares"),
        (
            "NumberOfIssuedSharesIncludingTreasuryShares",
            "IncreaseDecreaseInNumberOfIssuedSharesIncludingTreasuryShares",
        ),
    ]
    rows = [node.period for row in layout.rows for node in row.below]
    assert rows == ["opening", "during", "closing"] * 3


def test_ids_are_unique_over_all_tables() -> None:
    ids = [node.id for layout in layouts(definition.load()) for node in nodes(layout)]
    assert len(ids) == len(set(ids)) > 400
