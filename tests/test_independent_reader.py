"""Another reader loads the taxonomy and the instances, and says of them what Arelle and the converter say.

The reader is brel; :mod:`tests.independent.brel_reader` tells what it cannot read. What it cannot, the units of prices,
decimals and nil, is checked by :mod:`tests.test_independent_schema`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from converter import definition
from converter.authoring import write_package
from converter.facts import Dimensions, Fact, Period, facts_of
from converter.model import MonthlyReturn
from converter.pipeline import read_filing
from converter.rules import recover
from converter.writing.instance import ISO4217, XBRLI, write_instance
from tests import returns, returns_ff301
from tests.conftest import CHECKOUT, FILINGS
from tests.independent.said import RATIO, STANDARD_LABEL, SaidFact, SaidInstance, SaidTaxonomy, read

READERS = Path(sys.prefix) / "independent"
INSTALL = "python -m pip install --no-deps --target .venv/independent --requirement tests/independent/requirements.txt"
EXAMPLES = sorted((CHECKOUT / "examples").glob("*-20*.*")) + sorted((CHECKOUT / "examples" / "wrong").iterdir())
REAL = sorted([*FILINGS.glob("legacy-*.md"), *FILINGS.glob("ff301-*.pdf"), *FILINGS.glob("ff301-*.txt")])
BUILT: Mapping[str, Callable[[], MonthlyReturn]] = {
    "footnotes": returns.kingsoft_2009,
    "nil": returns.warrants,
    "every axis": returns_ff301.weighted_voting_rights,
}
"""Returns with what neither the examples nor the filings may have."""
NAMES = [path.name for path in (*EXAMPLES, *REAL)] + list(BUILT)


class Heard(NamedTuple):
    """What the converter means, and what two readers say of its taxonomy and of each instance, by its name."""

    returns: Mapping[str, MonthlyReturn]
    taxonomies: Mapping[str, SaidTaxonomy]
    instances: Mapping[str, Mapping[str, SaidInstance]]


def whole_returns() -> Iterator[tuple[str, MonthlyReturn]]:
    """The returns of the examples, of the real filings where there are any, and those built by hand."""
    for path in (*EXAMPLES, *REAL):
        yield path.name, read_filing(path.read_bytes(), path.name).monthly_return
    for name, build in BUILT.items():
        yield name, recover(build())[0]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    if not READERS.is_dir():
        pytest.skip(f"no other reader in {READERS}; make installs it: {INSTALL}")
    folder = tmp_path_factory.mktemp("independent")
    all_returns = dict(whole_returns())
    paths = []
    for number, monthly_return in enumerate(all_returns.values()):
        paths.append(folder / f"{number:03d}.xbrl")
        paths[-1].write_bytes(write_instance(monthly_return, facts_of(monthly_return)))
    package = write_package(folder / "package")
    arguments = {"arelle": [package, folder / "cache", *paths], "brel": [package, folder, *paths]}
    with ThreadPoolExecutor() as both:
        printed = both.map(lambda reader: said_by(reader, folder, arguments[reader]), arguments)
        heard = dict(zip(arguments, map(read, printed), strict=True))
    return Heard(
        all_returns,
        {reader: taxonomy for reader, (taxonomy, _) in heard.items()},
        {reader: dict(zip(all_returns, said, strict=True)) for reader, (_, said) in heard.items()},
    )


def said_by(reader: str, home: Path, arguments: Sequence[Path]) -> str:
    """What a reader prints, in a process of its own whose home is a folder of the test."""
    command = [sys.executable, "-m", f"tests.independent.{reader}_reader", *map(str, arguments)]
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(READERS)}
    run = subprocess.run(command, capture_output=True, text=True, cwd=CHECKOUT, env=environment, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def meant(monthly_return: MonthlyReturn) -> Iterator[SaidFact]:
    """The facts of a return as a reader should say them; written down here once more, apart from what writes them."""
    known, month = definition.load(), monthly_return.month
    assert month is not None
    first = month.replace(day=1)
    periods = {
        Period.OPENING: f"{first - timedelta(days=1)}",
        Period.DURATION: f"{first}/{month}",
        Period.CLOSING: f"{month}",
    }
    entity = f"{{{known.entity_scheme}}}{monthly_return.stock_code}"
    for fact in facts_of(monthly_return):
        dimensions = tuple(sorted(members(fact.dimensions)))
        yield SaidFact(named(fact.concept), entity, periods[fact.period], dimensions, unit_of(fact), value_of(fact))


def named(name: str) -> str:
    return f"{{{definition.load().namespace}}}{name}"


def members(dimensions: Dimensions) -> Iterator[tuple[str, str]]:
    classes = {member.key: named(member.name) for member in definition.load().axis("class").members}
    keys = {
        "ClassOfSharesAxis": dimensions.share_class and classes[dimensions.share_class],
        "LineAxis": dimensions.line,
        "RowAxis": dimensions.row,
        "CounterAxis": dimensions.counter,
        "ConfirmationItemAxis": dimensions.item,
    }
    yield from ((named(axis), str(key)) for axis, key in keys.items() if key is not None)


def unit_of(fact: Fact) -> str:
    if fact.unit is None:
        return ""
    measures = [f"{{{XBRLI}}}shares" if each == "shares" else f"{{{ISO4217}}}{each}" for each in fact.unit.split("/")]
    return "/".join(measures)


def value_of(fact: Fact) -> str:
    if fact.value is None:
        return ""
    return str(fact.value).lower() if isinstance(fact.value, bool) else str(fact.value)


def without_parts(said: SaidFact) -> SaidFact:
    """The fact as brel tells it."""
    return said._replace(unit=RATIO) if "/{" in said.unit else said


@pytest.mark.parametrize("name", NAMES)
def test_arelle_reads_the_facts_that_the_converter_means(name: str, heard: Heard) -> None:
    said = heard.instances["arelle"][name]
    assert said.errors == []
    assert Counter(said.facts) == Counter(meant(heard.returns[name]))


@pytest.mark.parametrize("name", NAMES)
def test_brel_reads_the_facts_that_arelle_reads(name: str, heard: Heard) -> None:
    brel, arelle = (heard.instances[reader][name] for reader in ("brel", "arelle"))
    assert brel.errors == []
    assert Counter(brel.facts) == Counter(map(without_parts, arelle.facts))
    assert len(brel.facts) > 20


def test_both_read_the_footnotes(heard: Heard) -> None:
    brel, arelle = (
        {name: sorted(said.footnotes) for name, said in instances.items()}
        for instances in (heard.instances["brel"], heard.instances["arelle"])
    )
    assert brel == arelle
    assert {note.language for notes in brel.values() for note in notes} == {"en"}


def test_both_read_every_kind_of_fact(heard: Heard) -> None:
    """What is compared above is not all of one kind: nil facts, amounts, every axis, lines and rows of all parts."""
    facts = [fact for said in heard.instances["brel"].values() for fact in said.facts]
    assert any(fact.value == "" for fact in facts)
    assert {fact.unit.rpartition("}")[2] for fact in facts} >= {"", "shares", "HKD", "USD", RATIO}
    axes = {named(axis.name) for axis in definition.load().axes}
    assert {axis for fact in facts for axis, _ in fact.dimensions} == axes
    assert {len(fact.dimensions) for fact in facts} == {0, 1, 2, 3}


@pytest.mark.parametrize("what", ["elements", "labels", "arcs"])
def test_both_read_the_same_taxonomy(what: str, heard: Heard) -> None:
    brel, arelle = (Counter(getattr(heard.taxonomies[reader], what)) for reader in ("brel", "arelle"))
    assert brel == arelle


def test_the_taxonomy_is_that_of_the_definition(heard: Heard) -> None:
    known, said = definition.load(), heard.taxonomies["brel"]
    elements = {element.name: element for element in said.elements}
    concepts = {named(concept.name): concept for concept in known.concepts}
    assert {name for name, element in elements.items() if element.kind == "Concept"} == concepts.keys()
    assert {name: elements[name].period_type for name in concepts} == {
        name: str(concept.period) for name, concept in concepts.items()
    }
    labels = {(each.element, each.language): each.text for each in said.labels if each.role == STANDARD_LABEL}
    assert labels.keys() == {(name, language) for name in elements for language in known.languages}
    for name, concept in concepts.items():
        assert {language: labels[name, language] for language in known.languages} == concept.labels["label"]


def test_every_kind_of_arc_is_read(heard: Heard) -> None:
    arcs: Counter[Any] = Counter(arc.arcrole.rpartition("/")[2] for arc in heard.taxonomies["brel"].arcs)
    structure = {"parent-child", "domain-member", "hypercube-dimension", "all", "dimension-domain"}
    assert arcs.keys() == structure | {"summation-item", "instant-inflow", "instant-outflow"}
    parts = sum(len(rule.parts) for rule in definition.load().rules if rule.is_calculation)
    assert arcs["summation-item"] >= parts > 0
