"""What a run says about one filing as JSON, as ``schemas/findings.v1.json`` describes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from converter.evidence import Reason
from converter.findings import Finding
from converter.report import Report
from converter.rules import Coverage, Outcome, Verdict
from converter.writing.json_values import SCHEMA_BASE, dump, evidence_members
from converter.writing.names import camel_case

_FIELDS = {verdict: verdict.replace("-", "_") for verdict in Verdict}


def write_findings_json(report: Report) -> bytes:
    """Write the findings, with the counts and the coverage they are to be read with, as UTF-8 JSON."""
    return dump(
        {
            "$schema": f"{SCHEMA_BASE}findings.v1.json",
            **report_members(report),
            "recognition": [_reason_members(reason) for reason in report.monthly_return.edition_reasons],
            "coverage": {rule: coverage_members(coverage) for rule, coverage in sorted(report.coverage.items())},
            "explained": [_explanation_members(outcome) for outcome in report.explained],
            "findings": [finding_members(finding) for finding in report.findings],
        }
    )


def report_members(report: Report) -> dict[str, Any]:
    """Spell what identifies the filing, and its counts."""
    monthly_return = report.monthly_return
    return {
        "source": {"name": report.source, "sha256": report.sha256},
        "return": {
            "issuer": monthly_return.header.issuer.value,
            "stockCode": monthly_return.stock_code,
            "month": report.month,
            "edition": str(monthly_return.edition),
        },
        "counts": {
            "facts": report.facts,
            "rules": {_key(verdict): count for verdict, count in report.rules.items()},
            "figures": {_key(state): count for state, count in report.figures.items()},
        },
    }


def finding_members(finding: Finding) -> dict[str, Any]:
    """Spell one finding; ``figure`` and ``hint`` are empty strings where there is none."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "figure": finding.figure,
        "evidence": evidence_members(finding.evidence) or None,
    }


def coverage_members(coverage: Coverage) -> dict[str, int]:
    """Spell how often a rule gave each verdict."""
    return {_key(verdict): getattr(coverage, _FIELDS[verdict]) for verdict in Verdict}


def _reason_members(reason: Reason) -> dict[str, Any]:
    return {"reason": reason.statement, "evidence": evidence_members(reason.evidence) or None}


def _explanation_members(outcome: Outcome) -> dict[str, Any]:
    return {"rule": outcome.rule, "reason": outcome.reason, "figures": list(outcome.addresses)}


@cache
def _key(word: str) -> str:
    return camel_case(word.replace("-", "_"))
