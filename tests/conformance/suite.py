"""The files of the suite: an index, a file for each test case, an instance for each variation."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lxml import etree

from tests.conformance.rules import TestCase, Variation, rule_cases
from tests.conformance.violations import violations

FOLDER: Final = Path(__file__).resolve().parent
CONFORMANCE: Final = "http://xbrl.org/2008/conformance"
_PREFIXES: Final = {
    None: CONFORMANCE,
    "calc11e": "https://xbrl.org/2023/calculation-1.1/error",
    "enum2ie": "http://xbrl.org/2020/extensible-enumerations-2.0/errors",
    "utre": "http://www.xbrl.org/2009/utr/errors",
    "xbrldie": "http://xbrl.org/2005/xbrldi/errors",
}
_AUTHOR: Final = "HK monthly return project"


def suite_files() -> dict[str, bytes]:
    """Every file of the suite by its path below :data:`FOLDER`; the same bytes for the same definition."""
    cases = (violations(), *rule_cases())
    index = etree.Element(f"{{{CONFORMANCE}}}testcases", nsmap={None: CONFORMANCE}, title="HK monthly return")
    files: dict[str, bytes] = {}
    for case in cases:
        etree.SubElement(index, f"{{{CONFORMANCE}}}testcase", uri=f"testcases/{case.id}.xml")
        files[f"testcases/{case.id}.xml"] = _test_case(case)
        files |= {_instance_path(variation): variation.instance for variation in case.variations}
    return {"index.xml": _written(index), **files}


def _instance_path(variation: Variation) -> str:
    return f"instances/{variation.id}.xbrl"


def _test_case(case: TestCase) -> bytes:
    root = etree.Element(f"{{{CONFORMANCE}}}testcase", nsmap=_PREFIXES)
    creator = _child(root, "creator")
    _child(creator, "name", _AUTHOR)
    _child(root, "number", case.id)
    _child(root, "name", case.id)
    _child(root, "description", case.description)
    for variation in case.variations:
        element = _child(root, "variation")
        element.set("id", variation.id)
        element.set("name", variation.id)
        _child(element, "description", variation.description)
        instance = _child(_child(element, "data"), "instance", f"../{_instance_path(variation)}")
        instance.set("readMeFirst", "true")
        _add_result(element, variation)
    return _written(root)


def _add_result(element: etree._Element, variation: Variation) -> None:
    result = _child(element, "result")
    if variation.validity:
        result.set("expected", variation.validity)
    if variation.error:
        _child(result, "error", variation.error)
    for assertion, (satisfied, unsatisfied) in variation.counts.items():
        test = _child(result, "assertionTests")
        test.set("assertionID", assertion)
        test.set("countSatisfied", str(satisfied))
        test.set("countNotSatisfied", str(unsatisfied))


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{CONFORMANCE}}}{name}")
    child.text = text
    return child


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def committed_files() -> dict[str, bytes]:
    """The files of the suite as they lie in the folder."""
    paths = (*FOLDER.glob("index.xml"), *FOLDER.glob("testcases/*"), *FOLDER.glob("instances/*"))
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}


def write_suite() -> None:
    """Write the suite, and remove what no longer belongs to it."""
    files = suite_files()
    for stale in committed_files().keys() - files.keys():
        (FOLDER / stale).unlink()
    for path, content in files.items():
        (FOLDER / path).parent.mkdir(exist_ok=True)
        (FOLDER / path).write_bytes(content)
