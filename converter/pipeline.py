"""One filing from bytes to documents: read, recover, judge, write. Nothing here touches a disk or a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from converter.comparison import differences
from converter.errors import Refusal
from converter.facts import facts_and_omissions
from converter.findings import Finding, Severity
from converter.forms import read_figures, read_return
from converter.model import MonthlyReturn
from converter.reading.source import Source, read_source, text_order_source
from converter.report import Report, month_of
from converter.rules import evaluate, findings_of, recover
from converter.validation.plain import check_plain_xml
from converter.writing.findings_json import write_findings_json
from converter.writing.instance import write_instance
from converter.writing.plain_xml import write_plain_xml

_SHOWN = 5
"""So many words are named of those that a page cuts off."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing as read: the return with what could be recovered, and what the reading has to say."""

    source: Source
    monthly_return: MonthlyReturn
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """A filing converted: its report, and its documents by file name: ``stem`` and an ending."""

    report: Report
    stem: str
    documents: Mapping[str, bytes]

    def named(self, stem: str) -> Conversion:
        """The same under another name."""
        return Conversion(self.report, stem, renamed(self.documents, self.stem, stem))


def renamed(documents: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The documents under the name ``new``, with the endings that they had behind ``old``."""
    return {new + name.removeprefix(old): content for name, content in documents.items()}


def read_filing(content: bytes, name: str, *, ocr: bool = False) -> Filing:
    """Read the bytes of one filing, of any kind of file that the reader knows.

    A PDF is read twice, by the places of its text and in the order of its text; what the two disagree on is a finding.

    Args:
        content: the file's bytes, which alone tell the kind of file.
        name: the file's name, for messages and findings.
        ocr: whether Tesseract may read pages that are pictures.

    Raises:
        Refusal: the bytes are not a monthly return that this version reads.
    """
    source = read_source(content, name, ocr=ocr)
    as_printed, of_reading = read_return(source)
    monthly_return, of_recovery = recover(as_printed)
    findings = (
        *_of_pages(source),
        *_without_what_came_back(of_reading, of_recovery),
        *_of_second_reading(source, as_printed),
        *of_recovery,
    )
    return Filing(source, monthly_return, findings)


def convert(content: bytes, name: str, *, ocr: bool = False) -> Conversion:
    """Convert the bytes of one filing into its plain XML, its XBRL instance and its findings.

    The documents are named ``<stock code>-<yyyy-mm>``, or ``no-code-<start of the hash>-<yyyy-mm>``, with the endings
    ``.xml``, ``.xbrl`` and ``.findings.json``.
    The arguments are those of :func:`read_filing`.

    Raises:
        Refusal: the bytes are not a monthly return that this version reads, or it names no month or no issuer.
    """
    filing = read_filing(content, name, ocr=ocr)
    monthly_return = filing.monthly_return
    stem = f"{monthly_return.stock_code or f'no-code-{filing.source.sha256[:8]}'}-{month_of(monthly_return)}"
    facts, omissions = facts_and_omissions(monthly_return)
    evaluation = evaluate(facts)
    plain_xml = write_plain_xml(monthly_return)
    findings = (
        *filing.findings,
        *omissions,
        *findings_of(evaluation, monthly_return),
        *check_plain_xml(plain_xml),
    )
    report = Report(name, filing.source.sha256, monthly_return, len(facts), evaluation, findings)
    documents = {
        f"{stem}.xml": plain_xml,
        f"{stem}.xbrl": write_instance(monthly_return, facts),
        f"{stem}.findings.json": write_findings_json(report),
    }
    return Conversion(report, stem, documents)


def _of_pages(source: Source) -> Iterator[Finding]:
    """What the pages of a file show that their lines do not tell, and how they are counted."""
    for page in source.unread_pages:
        yield Finding(
            "page-not-read",
            Severity.WARNING,
            f"Page {page} is a picture without text, and was not read.",
            "Allow OCR (--ocr), or give a text of the page made by OCR.",
        )
    for page, word in dict.fromkeys(source.aside):
        yield Finding(
            "text-aside",
            Severity.WARNING if " " in word else Severity.INFO,
            f"Page {page} shows {word!r} across its text, in another direction, or in a note; it was not read.",
            "See in the published return that it is no part of the form.",
        )
    for cut in source.cut:
        words = ", ".join(map(repr, cut.words[:_SHOWN])) + (", …" if len(cut.words) > _SHOWN else "")
        was_read = "It was read all the same." if cut.was_read else "It was not read."
        yield Finding(
            "text-cut-off",
            Severity.WARNING,
            f"Page {cut.page} cuts off what stands beyond its edges: {words}. {was_read}",
            "Compare with the published return; if it shows these words, make the PDF again with pages that hold them.",
        )
    if source.pages_a_sheet > 1:
        yield Finding(
            "pages-on-sheets",
            Severity.INFO,
            f"Each sheet shows {source.pages_a_sheet} pages of the return; each of them is counted as a page.",
            "Count alike where a finding names a page.",
        )


def _of_second_reading(source: Source, as_printed: MonthlyReturn) -> tuple[Finding, ...]:
    """Compare with the other way of reading a PDF, which has no say in anything else: it fails more often."""
    if not source.in_order or source.ocr:
        return ()
    try:
        in_order = read_figures(text_order_source(source))
    except Refusal:
        return ()
    return differences(as_printed, in_order)


def _without_what_came_back(of_reading: tuple[Finding, ...], of_recovery: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Drop the complaint about a damaged figure where the figure was recovered, which has a finding of its own."""
    recovered = {finding.figure for finding in of_recovery}
    return tuple(
        finding for finding in of_reading if not (finding.code == "figure-damaged" and finding.figure in recovered)
    )
