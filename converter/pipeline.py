"""One filing from bytes to documents: read, recover, judge, write. Nothing here touches a disk or a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from converter.facts import facts_of, omissions_of
from converter.findings import Finding
from converter.forms import read_return
from converter.model import MonthlyReturn
from converter.reading.source import Source, read_source
from converter.report import Report, month_of
from converter.rules import evaluate, findings_of, recover
from converter.validation.plain import check_plain_xml
from converter.writing.findings_json import write_findings_json
from converter.writing.instance import write_instance
from converter.writing.plain_xml import write_plain_xml


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing as read: the return with what could be recovered, and what the reading has to say."""

    source: Source
    monthly_return: MonthlyReturn
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """A filing converted: its report, and its documents by file name."""

    report: Report
    documents: Mapping[str, bytes]


def read_filing(content: bytes, name: str) -> Filing:
    """Read the bytes of one filing; ``name`` is the file's name, for messages and findings.

    Raises:
        Refusal: the bytes are not a monthly return that this version reads.
    """
    source = read_source(content, name)
    as_printed, of_reading = read_return(source)
    monthly_return, of_recovery = recover(as_printed)
    return Filing(source, monthly_return, _without_what_came_back(of_reading, of_recovery) + of_recovery)


def convert(content: bytes, name: str) -> Conversion:
    """Convert the bytes of one filing into its plain XML, its XBRL instance and its findings.

    The documents are named ``<stock code>-<yyyy-mm>`` with the endings ``.xml``, ``.xbrl`` and ``.findings.json``.

    Raises:
        Refusal: the bytes are not a monthly return that this version reads, or it names no month or no stock code.
    """
    filing = read_filing(content, name)
    monthly_return = filing.monthly_return
    stem = f"{monthly_return.stock_code}-{month_of(monthly_return)}"
    facts = facts_of(monthly_return)
    evaluation = evaluate(facts)
    plain_xml = write_plain_xml(monthly_return)
    findings = (
        *filing.findings,
        *omissions_of(monthly_return),
        *findings_of(evaluation, monthly_return),
        *check_plain_xml(plain_xml),
    )
    report = Report(name, filing.source.sha256, monthly_return, len(facts), evaluation, findings)
    documents = {
        f"{stem}.xml": plain_xml,
        f"{stem}.xbrl": write_instance(monthly_return, facts),
        f"{stem}.findings.json": write_findings_json(report),
    }
    return Conversion(report, documents)


def _without_what_came_back(of_reading: tuple[Finding, ...], of_recovery: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Drop the complaint about a damaged figure where the figure was recovered, which has a finding of its own."""
    recovered = {finding.figure for finding in of_recovery}
    return tuple(
        finding for finding in of_reading if not (finding.code == "figure-damaged" and finding.figure in recovered)
    )
