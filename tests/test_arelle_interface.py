"""What comes before Arelle, and what Arelle's findings become."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from converter import definition
from converter.errors import LimitExceeded, NotAMonthlyReturn, Refusal, UnreadableInput
from converter.facts import facts_of
from converter.findings import Severity
from converter.model import Figure
from converter.validation import admission
from converter.validation.admission import admit
from converter.validation.arelle_interface import ArelleValidator, Count, Judgement
from converter.validation.plain import check_plain_xml
from converter.walk import with_figures
from converter.writing.instance import write_instance
from converter.writing.plain_xml import write_plain_xml
from tests import returns

ENTRY_POINT = definition.load().entry_point


@pytest.fixture(scope="module")
def arelle() -> Iterator[ArelleValidator]:
    with ArelleValidator() as validator:
        yield validator


def kingsoft(changes: dict[str, Figure[Any]] | None = None) -> bytes:
    changed = with_figures(returns.kingsoft_2009(), changes or {})
    return write_instance(changed, facts_of(changed))


def in_file(folder: Path, content: bytes) -> Path:
    path = folder / "03888-2009-11.xbrl"
    path.write_bytes(content)
    return path


def with_text(old: str, new: str) -> bytes:
    content = kingsoft().decode()
    assert old in content
    return content.replace(old, new, 1).encode()


def reference(name: str, href: str) -> str:
    return f'<link:{name} xlink:type="simple" xlink:href="{href}"/>'


def severities(judgement: Judgement) -> dict[str, Severity]:
    return {message.code: message.severity for message in judgement.messages}


def test_a_correct_instance_is_valid_and_counted_by_rule(arelle: ArelleValidator, tmp_path: Path) -> None:
    judgement = arelle.validate(in_file(tmp_path, kingsoft()))
    assert (judgement.is_valid, judgement.messages, judgement.broken) == (True, (), frozenset())
    assert list(judgement.counts) == [rule.id for rule in definition.load().rules]
    assert judgement.counts["MR-II-ROLL"] == Count(satisfied=1)
    assert judgement.counts["MR-III-WAR-ROLL"] == Count()


def test_a_broken_assertion_speaks_under_its_rule(arelle: ArelleValidator, tmp_path: Path) -> None:
    wrong = {"issued.blocks[ordinary-1].closing": returns.stated(1_094_047_134, 43)}
    judgement = arelle.validate(in_file(tmp_path, kingsoft(wrong)))
    assert not judgement.is_valid
    assert judgement.broken == {"MR-II-ROLL"}
    assert severities(judgement) == {"MR-II-ROLL": Severity.ERROR}
    assert "1094047134" in judgement.messages[0].text


def test_an_inconsistent_calculation_is_an_error_of_its_rule(arelle: ArelleValidator, tmp_path: Path) -> None:
    wrong = {
        "total_increase[ordinary-1].number": returns.stated(871_001, 198),
        "issued.blocks[ordinary-1].increase": returns.stated(871_001, 42),
        "issued.blocks[ordinary-1].closing": returns.stated(1_094_047_134, 43),
    }
    judgement = arelle.validate(in_file(tmp_path, kingsoft(wrong)))
    assert severities(judgement) == {"MR-III-SUM": Severity.ERROR}
    assert judgement.counts["MR-III-SUM"] == Count(unsatisfied=1)
    assert not judgement.is_valid


def test_a_warning_leaves_the_instance_valid(arelle: ArelleValidator, tmp_path: Path) -> None:
    late = {"header.date_submitted": returns.stated(date(2010, 3, 4), 9)}
    judgement = arelle.validate(in_file(tmp_path, kingsoft(late)))
    assert severities(judgement) == {"MR-H-DUE": Severity.WARNING}
    assert judgement.is_valid
    assert judgement.broken == {"MR-H-DUE"}


def test_an_explanation_is_counted_apart(arelle: ArelleValidator, tmp_path: Path) -> None:
    consolidation = returns.share_consolidation()
    judgement = arelle.validate(in_file(tmp_path, write_instance(consolidation, facts_of(consolidation))))
    assert judgement.counts["MR-I-PARSAME"] == Count(explained=1)
    assert severities(judgement) == {"MR-I-PARSAME.consolidation-or-subdivision": Severity.INFO}
    assert judgement.is_valid


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<hkmr:Row>A1</hkmr:Row>", "<hkmr:Row>first</hkmr:Row>", "xmlSchema:valueError"),
        (
            'contextRef="closing_ordinary" unitRef="shares" decimals="INF">1094',
            'contextRef="closing" unitRef="shares" decimals="INF">1094',
            "xbrl.4.6.1:itemContextRef",
        ),
        ("iso4217:USD", "iso4217:XYZ", "utre:error-NumericFactUtrInvalid"),
        ('decimals="INF">1094047133', 'decimals="INF">many', "xmlSchema:valueError"),
        ("hkmr:OrdinarySharesMember", "hkmr:RightsIssueMember", "xbrldie:PrimaryItemDimensionallyInvalidError"),
    ],
)
def test_an_error_of_xbrl_itself_makes_the_instance_invalid(
    old: str, new: str, code: str, arelle: ArelleValidator, tmp_path: Path
) -> None:
    judgement = arelle.validate(in_file(tmp_path, with_text(old, new)))
    assert severities(judgement).get(code) is Severity.ERROR
    assert not judgement.is_valid


def test_the_same_instance_is_judged_the_same_each_time(arelle: ArelleValidator, tmp_path: Path) -> None:
    wrong = {f"issued.blocks[ordinary-1].{name}": returns.stated(-7, 43) for name in ("opening", "increase")}
    path = in_file(tmp_path, kingsoft(wrong))
    first, second = arelle.validate(path), arelle.validate(path)
    assert first == second
    assert len(first.messages) > 1
    assert list(first.messages) == sorted(first.messages)


def test_no_instance_leaves_a_trace_in_the_next(arelle: ArelleValidator, tmp_path: Path) -> None:
    arelle.validate(in_file(tmp_path, kingsoft({"options.total.ordinary": returns.stated(1, 87)})))
    assert arelle.validate(in_file(tmp_path, kingsoft())).messages == ()


@pytest.mark.parametrize(
    ("old", "new", "error", "reason"),
    [
        (ENTRY_POINT, "https://example.org/other.xsd", NotAMonthlyReturn, "refers to https://example.org/other.xsd"),
        (ENTRY_POINT, "hkmr-all.xsd", NotAMonthlyReturn, "refers to hkmr-all.xsd"),
        ("<link:schemaRef", "<link:schemaReference", NotAMonthlyReturn, "refers to no taxonomy"),
        (
            "<xbrli:context ",
            f"{reference('linkbaseRef', '/etc/passwd')}<xbrli:context ",
            NotAMonthlyReturn,
            "/etc/passwd",
        ),
        ("<xbrli:xbrl ", '<xbrli:xbrl xsi:schemaLocation="urn:x file:///x" ', NotAMonthlyReturn, "refers to urn:x"),
        (
            "<xbrli:xbrl ",
            '<xbrli:xbrl xml:base="http://example.org/" ',
            NotAMonthlyReturn,
            "refers to http://example.org/",
        ),
        ('xlink:href="#', 'xlink:href="http://example.org/#', NotAMonthlyReturn, "refers to http://example.org/"),
        (
            "<xbrli:context ",
            f"{reference('roleRef', ENTRY_POINT + '/../x')}<xbrli:context ",
            NotAMonthlyReturn,
            r"/\.\./x",
        ),
        ("<xbrli:xbrl ", '<!DOCTYPE x [<!ENTITY a "b">]><xbrli:xbrl ', UnreadableInput, "document type declaration"),
        ("</xbrli:xbrl>", "", UnreadableInput, "not well-formed"),
        ("xbrli:xbrl", "xbrli:report", UnreadableInput, "not well-formed"),
    ],
)
def test_an_instance_that_leads_elsewhere_is_refused(
    old: str, new: str, error: type[Refusal], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=reason):
        admit(in_file(tmp_path, with_text(old, new)))


def test_references_to_the_standards_own_schemas_are_let_pass(tmp_path: Path) -> None:
    hint = "http://www.xbrl.org/2003/instance http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
    admit(in_file(tmp_path, with_text("<xbrli:xbrl ", f'<xbrli:xbrl xsi:schemaLocation="{hint}" ')))


def test_other_xml_is_not_an_instance(tmp_path: Path) -> None:
    with pytest.raises(NotAMonthlyReturn, match="its root is report"):
        admit(in_file(tmp_path, b"<report/>"))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04"])
def test_what_is_no_xml_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="not well-formed"):
        admit(in_file(tmp_path, content))


def test_an_instance_beyond_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MAX_BYTES", 100)
    with pytest.raises(LimitExceeded, match="more than 100 bytes"):
        admit(in_file(tmp_path, kingsoft()))


def test_a_code_of_a_shares_is_valid_and_never_names_the_issuer(arelle: ArelleValidator, tmp_path: Path) -> None:
    codes = {
        "authorised.blocks[ordinary-1].stock_code": returns.stated("600036", 1),
        "issued.blocks[ordinary-2].stock_code": returns.stated("03968", 2),
    }
    of_a_shares = with_figures(returns.two_ordinary_lines(), codes)
    assert of_a_shares.stock_code == "03968"
    instance = in_file(tmp_path, write_instance(of_a_shares, facts_of(of_a_shares)))
    assert b">600036<" in instance.read_bytes()
    assert not any("valueError" in code for code in severities(arelle.validate(instance)))
    assert check_plain_xml(write_plain_xml(of_a_shares)) == ()
