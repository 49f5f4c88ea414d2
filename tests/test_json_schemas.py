"""The JSON outputs and their schemas: what is written is valid, complete, and says the same as the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from lxml import etree

from converter.evidence import Evidence, Origin
from converter.findings import Finding, Severity
from converter.model import (
    ClassKind,
    ClassLine,
    Edition,
    Figure,
    Header,
    IssuedBlock,
    IssuedCapital,
    Money,
    MonthlyReturn,
    Signature,
    State,
)
from converter.report import Report
from converter.resources import SCHEMAS
from converter.rules import Evaluation, Outcome, Verdict
from converter.walk import entries, form_paths
from converter.writing import captions
from converter.writing.findings_json import write_findings_json
from converter.writing.json_values import dump, figure_members
from converter.writing.return_json import write_return_json
from converter.writing.view import printable, view
from tests.strategies import returns

FF301 = Edition.FF301_1_2
NAMES = ("return.v1.json", "findings.v1.json")
MANY_FIGURES = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def schema(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SCHEMAS / name).read_text("utf-8"))
    return document


RETURN = Draft202012Validator(schema("return.v1.json"))
FINDINGS = Draft202012Validator(schema("findings.v1.json"))


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_schema_and_names_itself(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"].endswith(f"/schemas/{name}")


@pytest.mark.parametrize("name", NAMES)
def test_every_member_is_documented_and_no_other_is_allowed(name: str) -> None:
    described = [part for part in objects(schema(name)) if part.get("type") == "object" and "properties" in part]
    assert described
    for part in described:
        assert part["additionalProperties"] is False
        for member, declared in part["properties"].items():
            assert declared.get("description") or "$ref" in declared, member


def objects(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from objects(value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


@given(returns())
@MANY_FIGURES
def test_whatever_return_is_written_is_valid(monthly_return: MonthlyReturn) -> None:
    assert [error.message for error in RETURN.iter_errors(json.loads(write_return_json(monthly_return)))] == []


@given(returns())
@MANY_FIGURES
def test_every_figure_of_the_walk_is_in_the_json_with_its_value_and_place(monthly_return: MonthlyReturn) -> None:
    written = json.loads(write_return_json(monthly_return))
    figures = [part for part in objects(written) if "state" in part]
    assert figures == [json.loads(dump(figure_members(entry.figure))) for entry in entries(monthly_return)]


@given(returns())
@MANY_FIGURES
def test_every_printed_figure_is_in_the_view(monthly_return: MonthlyReturn) -> None:
    lines = view(monthly_return).splitlines()
    printed = [entry.figure for entry in entries(monthly_return) if entry.figure.evidence]
    for figure in printed:
        assert any(f"{figure.state}" in line and line.endswith(str(figure.evidence)) for line in lines)
    assert len([line for line in lines if re.search(r"page \d+, line \d+$", line)]) == len(printed)


def header_with(figure: Figure[Any]) -> MonthlyReturn:
    return MonthlyReturn(edition=Edition.LEGACY_2009, header=Header(issuer=figure))


def test_amounts_are_strings_and_keep_their_places() -> None:
    members = figure_members(Figure(State.STATED, Money(Decimal("1200000.00"), "USD"), Evidence("1,200,000.00", 1, 2)))
    assert members["value"] == {"amount": "1200000.00", "currency": "USD"}


def test_a_lone_surrogate_is_an_escape() -> None:
    figure = Figure(State.STATED, "公司\ud800", Evidence("公司\ud800", 1, 1))
    written = write_return_json(header_with(figure))
    assert "公司\\ud800".encode() in written
    assert json.loads(written)["header"]["issuer"]["value"] == "公司\ud800"


WRONG = {
    "a stated figure without value": {"state": "stated", "value": None},
    "a blank figure with value": {"state": "blank", "value": "x"},
    "an unknown state": {"state": "perhaps", "value": None},
    "a raw text without place": {"state": "stated", "value": "x", "raw": "x"},
    "a number for a name": {"state": "stated", "value": 5},
    "one member more": {"state": "blank", "value": None, "note": ""},
}


@pytest.mark.parametrize("mistake", WRONG)
def test_the_return_schema_refuses(mistake: str) -> None:
    document = json.loads(write_return_json(header_with(Figure())))
    document["header"]["issuer"] = WRONG[mistake]
    assert not RETURN.is_valid(document)


def a_report(*findings: Finding) -> Report:
    outcomes = (
        Outcome("MR-II-ROLL", Verdict.SATISFIED, "", {}, {}),
        Outcome("MR-II-ROLL", Verdict.BROKEN, "", {}, {}),
        Outcome("MR-I-PARSAME", Verdict.EXPLAINED, "share-consolidation", {}, {}),
        Outcome("MR-III-SUM", Verdict.SATISFIED, "", {}, {}),
        Outcome("MR-III-EQ-II", Verdict.NOT_EVALUATED, "", {}, {}),
    )
    issuer = Figure(State.STATED, "A Company", Evidence("A Company", 1, 1))
    return Report("a.md", "0" * 64, header_with(issuer), 7, Evaluation(outcomes), findings)


def test_the_findings_document() -> None:
    evidence = Evidence("45,400", 4, 7, 2, Origin.RECOVERED, ("MR-A", "MR-B"))
    report = a_report(Finding("figure-recovered", Severity.INFO, "Recovered.", "Compare.", "a.b", evidence))
    document = json.loads(write_findings_json(report))
    assert [error.message for error in FINDINGS.iter_errors(document)] == []
    assert document["source"] == {"name": "a.md", "sha256": "0" * 64}
    assert document["return"] == {"issuer": "A Company", "stockCode": None, "month": None, "edition": "2009-2013"}
    assert document["recognition"] == []
    assert document["counts"]["rules"] == {"satisfied": 1, "broken": 1, "explained": 1, "notEvaluated": 1}
    assert document["counts"]["figures"]["stated"] == 1
    assert sum(document["counts"]["figures"].values()) == len(list(entries(report.monthly_return)))
    assert document["coverage"]["MR-II-ROLL"] == {"satisfied": 1, "broken": 1, "explained": 0, "notEvaluated": 0}
    assert document["explained"] == [{"rule": "MR-I-PARSAME", "reason": "share-consolidation", "figures": []}]
    assert document["findings"][0]["evidence"]["rules"] == ["MR-A", "MR-B"]


def test_only_an_error_makes_a_report_erroneous() -> None:
    assert not a_report(Finding("a", Severity.WARNING, "a"), Finding("b", Severity.INFO, "b")).has_errors
    assert a_report(Finding("c", Severity.ERROR, "c")).has_errors


@pytest.mark.parametrize("edition", Edition)
def test_the_view_has_the_parts_that_the_edition_prints(edition: Edition) -> None:
    block = IssuedBlock(share_class=ClassLine(ClassKind.ORDINARY), opening=Figure(State.STATED, 5, Evidence("5", 1, 1)))
    shown = view(MonthlyReturn(edition=edition, issued=IssuedCapital(blocks=(block,))))
    since = list(Edition).index(edition)
    assert ("IV. Information about Hong Kong Depositary Receipt" in shown) == (since >= 3)
    assert ("Remarks and signature" in shown) == (since < 3)
    assert ("II. " in shown) and ("Remarks" in shown.partition("II. ")[2].partition("III. ")[0]) == (since >= 3)
    assert ("Treasury shares" in shown) == (since >= 4)
    assert ("Public float" in shown) == (since >= 5)


def test_what_the_edition_has_no_place_for_is_shown_where_it_is_read() -> None:
    evidence = Evidence("None", 3, 4)
    signature = Signature(remarks=Figure(State.STATED, "None", evidence))
    assert re.search(r"Remarks +None +stated +page 3, line 4", view(MonthlyReturn(edition=FF301, signature=signature)))


def test_every_caption_leads_to_a_figure_or_a_part_of_the_form() -> None:
    parts = {".".join(path.split(".")[:length]) for path in form_paths() for length in range(1, path.count(".") + 2)}
    tables: list[Iterable[str]] = [*captions._SINCE.values(), captions._FIRST_PRINTED_IN, captions._LAST_PRINTED_IN]
    for known in tables:
        for name in set(known) - {"form"}:
            assert any(f".{part}".endswith(f".{name}") for part in parts), name


def test_both_schemas_say_the_same_of_every_part() -> None:
    """The two are written by hand; what they say of one thing is the same sentence."""
    declarations = etree.parse(SCHEMAS / "monthly-return.xsd").iter("{*}complexType")
    types = {kind.get("name"): kind.findtext("{*}annotation/{*}documentation") for kind in declarations}
    described = {name[0].upper() + name[1:]: part["description"] for name, part in schema(NAMES[0])["$defs"].items()}
    in_both = {name: text for name, text in types.items() if name in described}
    assert len(in_both) >= 20
    assert {name: described[name] for name in in_both} == in_both


def test_the_view_of_hostile_text_has_no_control_characters() -> None:
    assert printable("a\x1b[31mb\u202ec\u200b公司 é") == "a\ufffd[31mb\ufffdc\ufffd公司 é"
    shown = view(header_with(Figure(State.STATED, "\x1b[2Jevil", Evidence("\x1b[2Jevil", 1, 1))))
    assert "\x1b" not in shown and "evil" in shown


def test_the_view_of_a_recovered_figure_names_the_print_and_the_rules() -> None:
    evidence = Evidence(", | 45,400", 4, 7, 2, Origin.RECOVERED, ("MR-A", "MR-B"))
    shown = view(header_with(Figure(State.RECOVERED, "9,245,400", evidence)))
    assert "recovered       page 4, line 7\n" in shown
    assert "printed: ', | 45,400', recovered by MR-A and MR-B" in shown
