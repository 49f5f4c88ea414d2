"""The form as tables: Arelle renders every figure of an instance in a cell, under headers in both languages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html

from converter import definition
from converter.authoring import write_package
from converter.authoring.layouts import Layout, Node, layouts
from converter.definition import Concept
from tests.conftest import CHECKOUT
from tests.rendered import Cell, cells
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
CLASSES = {
    member.name: frozenset(
        words for text in member.labels["label"].values() for words in (text, f"{text} [member]", f"{text} [成員]")
    )
    for member in definition.load().axis("class").members
}
"""What the header of a class says, in a table of balances or as Arelle's own, by the member's name."""
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


@dataclass(frozen=True)
class Printed:
    """What one fact of an instance says, and what the headers of its cell must be: each of a choice of words."""

    text: str
    headers: tuple[frozenset[str], ...]

    def stands_in(self, cell: Cell) -> bool:
        return self.text in cell.lines and all(words & cell.headers for words in self.headers)


def printed(instance: Path, language: str) -> Iterator[Printed]:
    """Yield what every fact of an instance says and where it belongs."""
    root = etree.parse(instance).getroot()
    contexts = {context.get("id"): context for context in root.iterfind("{*}context")}
    for fact in root.iterchildren(f"{{{definition.load().namespace}}}*"):
        context = contexts[fact.get("contextRef")]
        text = "(nil)" if fact.get(NIL) == "true" else " ".join((fact.text or "").split())
        concept = definition.load().concept(etree.QName(fact).localname)
        yield Printed(text, (_names(concept, _period(context, root), language), *_dimensions(context)))


def _period(context: etree._Element, root: etree._Element) -> str:
    """Opening, closing or during: the opening balance is the earliest instant."""
    instant = context.findtext(".//{*}instant")
    if instant is None:
        return "during"
    return "opening" if instant < max(str(each.text) for each in root.iterfind(".//{*}instant")) else "closing"


def _names(concept: Concept, period: str, language: str) -> frozenset[str]:
    """The words of a concept's column: its own for the period, or the row of the period in a table of balances."""
    own = {role: text[language] for role, text in concept.labels.items()}
    of_period = {"opening": {"period-start"}}.get(period, set(own) - {"period-start", "documentation"})
    is_balance = concept.period == "instant" or concept.inflow_of
    rows = {definition.load().balance_rows[period][language]} if is_balance else set()
    return frozenset({text for role, text in own.items() if role in of_period} | rows)


def _dimensions(context: etree._Element) -> Iterator[frozenset[str]]:
    for member in context.iterfind(".//{*}explicitMember"):
        yield CLASSES[str(member.text).partition(":")[2]]
    for member in context.iterfind(".//{*}typedMember"):
        yield frozenset({str(member[0].text)})


def keys(instance: Path) -> dict[int, str]:
    """The keys of typed axes by their line in the instance."""
    members = etree.parse(instance).iterfind(".//{*}typedMember")
    return {member[0].sourceline: str(member[0].text) for member in members}


def not_shown(instance: Path, page: html.HtmlElement, language: str) -> list[Printed]:
    """The facts of an instance that stand in no cell under their own headers."""
    shown = [cell for cell in cells(page, keys(instance)) if cell.lines != {""}]
    return [fact for fact in printed(instance, language) if not any(map(fact.stands_in, shown))]


@pytest.mark.parametrize("language", definition.load().languages)
@pytest.mark.parametrize("instance", INSTANCES, ids=lambda path: path.stem)
def test_every_figure_of_an_example_is_in_its_cell(
    instance: Path, language: str, package: Path, tmp_path: Path
) -> None:
    assert len(list(printed(instance, language))) > 40
    page = rendered(instance, package, tmp_path, language)
    assert not_shown(instance, page, language) == []
    in_language, others = headers_of_concepts(language)
    headers = {header for header in texts(page, "th") if not header.startswith(ARELLES_OWN)} - {""}
    assert len(headers & in_language) > 20
    assert headers & others - in_language <= MEMBERS


def test_a_figure_under_another_header_is_noticed(package: Path, tmp_path: Path) -> None:
    page = rendered(INSTANCES[0], package, tmp_path)
    for cell in page.iter("th"):
        if cell.text_content().strip() == definition.load().balance_rows["opening"]["en"]:
            cell.text = "Elsewhere"
    assert not_shown(INSTANCES[0], page, "en") != []


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
    root = etree.fromstring(instance_of(of_every_shape()).encode())
    etree.indent(root)  # each key in a line of its own, by which it is known
    instance.write_bytes(etree.tostring(root))
    page = rendered(instance, package, tmp_path, language)
    assert not_shown(instance, page, language) == []
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
