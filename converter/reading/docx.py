"""Word documents (``.docx``): paragraphs and tables as lines of cells, heads and feet of pages at either end.

What Word does not show is not read: deleted and hidden text, field codes, the second copy of a text box.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from lxml import etree

from converter.errors import UnreadableInput
from converter.reading.blocks import Blocks
from converter.reading.docx_numbers import Numbers
from converter.reading.layout import Line
from converter.reading.limits import MAX_DEPTH, within
from converter.reading.package import Package
from converter.reading.symbols import plain_symbols, symbol

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LEFT_OUT = frozenset(
    (
        *(_W + name for name in ("del", "moveFrom", "pPr", "sectPr", "tblPr", "trPr", "instrText", "delText", "rPr")),
        # Text boxes stand in a document twice: as drawn now, and for programs that cannot draw so.
        _MC + "Fallback",
    )
)
_POINT = 20
"""Word's lengths are twentieths of a point."""
_DIGITS = re.compile(r"[0-9]{1,6}")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,5}")
_OTHERS = {
    "xl/workbook.xml": "an Excel workbook (.xlsx)",
    "xl/workbook.bin": "an Excel workbook (.xlsb)",
    "ppt/presentation.xml": "a PowerPoint presentation (.pptx)",
    "META-INF/manifest.xml": "an OpenDocument file (.odt, .ods)",
}
"""The parts by which other files of offices are known."""
_FALSE = frozenset(("0", "false", "off", "none"))


def docx_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of a document; paragraphs and rows of tables count as its lines.

    Raises:
        UnreadableInput: ``damaged-zip``, ``not-a-word-file``, ``strict-word-file``.
        LimitExceeded: ``zip-bomb``, ``file-too-large``, ``too-deep``, ``too-many-cells``.
    """
    package = Package(content)
    main = next(iter(package.related("", "officeDocument").values()), "")
    root = package.part(main)
    if root is None or not str(root.tag).startswith((_W, _STRICT)):
        raise _not_word(package)
    if str(root.tag).startswith(_STRICT):
        raise UnreadableInput(
            "strict-word-file", "The document is saved as Strict Open XML.", "Save it as a Word document (.docx)."
        )
    walk = _Walk(Numbers(package, main))
    for part in _edges(package, main, root, "header"):
        walk.tell(part)
    walk.tell(root)
    for part in _edges(package, main, root, "footer"):
        walk.tell(part)
    return walk.blocks.lines()


def _not_word(package: Package) -> UnreadableInput:
    name = next((name for part, name in _OTHERS.items() if package.has(part)), "")
    if name:
        hint = "Save it as a Word document (.docx) or as PDF, and give that."
        return UnreadableInput("not-a-word-file", f"The file is {name}, which is not read.", hint)
    return UnreadableInput(
        "not-a-word-file",
        f"The file is a zip archive of {package.contents}, and no Word document.",
        "Unpack it, and give the return itself as PDF, Word, HTML or text.",
    )


def _edges(package: Package, main: str, root: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield the heads or the feet of pages that the sections of the document refer to, each once."""
    targets = package.related(main, kind)
    ids = (reference.get(_R + "id", "") for reference in root.iter(f"{_W}{kind}Reference"))
    for name in dict.fromkeys(targets[target] for target in ids if target in targets):
        part = package.part(name)
        if part is not None:
            yield part


class _Walk:
    """Tells a document's elements, one after the other, to what makes lines of them."""

    def __init__(self, numbers: Numbers) -> None:
        self.blocks = Blocks()
        self.blocks.number = 0
        self._numbers = numbers
        self._page_break = ""
        tell = self.blocks.text
        self._starts: dict[str, Callable[[etree._Element], None]] = {
            "p": self._begin_paragraph,
            "tbl": lambda table: self.blocks.begin_table(_edges_of_columns(table)),
            "tr": self._begin_row,
            "tc": lambda cell: self.blocks.begin_cell(_columns(cell, "tcPr", "gridSpan", 1)),
            "r": lambda run: tell(" " if _is_raised(run) else ""),
            "t": lambda text: tell(plain_symbols(text.text or "")),
            "tab": lambda _: tell(" \t"),
            "noBreakHyphen": lambda _: tell("-"),
            "sym": lambda drawn: tell(_symbol(drawn)),
            "br": self._break,
            "cr": self._break,
            "lastRenderedPageBreak": self._break,
            "checkBox": lambda box: tell(_ticked(_on(box, "checked") if _has(box, "checked") else _on(box, "default"))),
            "ddList": lambda choice: tell(_chosen(choice)),
        }
        self._ends: dict[str, Callable[[etree._Element], None]] = {
            "p": lambda _: self.blocks.end_line(blank=True),
            "tbl": lambda _: self.blocks.end_table(),
            "tr": lambda _: self.blocks.end_row(),
            "tc": lambda _: self.blocks.end_cell(),
            "r": lambda run: tell(" " if _is_raised(run) else ""),
        }

    def tell(self, root: etree._Element) -> None:
        """Tell all that is shown of a part."""
        is_paged = next(root.iter(_W + "lastRenderedPageBreak"), None) is not None
        self._page_break = "lastRenderedPageBreak" if is_paged else "br"
        events = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in events:
            name = str(element.tag).removeprefix(_W)
            instead = _instead(element)
            if event == "start":
                depth += 1
                within(depth, MAX_DEPTH, "elements in one another", "too-deep")
                if instead is not None:
                    events.skip_subtree()
                    self.blocks.text(instead)
                if name in self._starts and (instead is None or name == "tc"):
                    self._starts[name](element)
                continue
            depth -= 1
            if name in self._ends and (instead is None or name == "tc"):
                self._ends[name](element)

    def _begin_paragraph(self, paragraph: etree._Element) -> None:
        self.blocks.end_line()
        self.blocks.number += 1
        number = self._numbers.before(paragraph)
        self.blocks.text(f"{number} " if number else "")

    def _begin_row(self, row: etree._Element) -> None:
        self.blocks.begin_row()
        self.blocks.skip_columns(_columns(row, "trPr", "gridBefore", 0))

    def _break(self, element: etree._Element) -> None:
        is_page = element.tag == _W + "lastRenderedPageBreak" or element.get(_W + "type") == "page"
        if is_page:
            self.blocks.page += str(element.tag).endswith(self._page_break)
        elif element.get(_W + "type") is None or element.get(_W + "type") == "textWrapping":
            self.blocks.end_line(blank=True)


def _instead(element: etree._Element) -> str | None:
    """What is read in place of an element's contents, if they are not: a tick, or nothing."""
    tag = element.tag
    if tag in _LEFT_OUT:
        return ""
    if tag == _W + "r":
        return "" if _on(element.find(_W + "rPr"), "vanish") else None
    if tag == _W + "tc":
        return "" if _is_covered(element.find(_W + "tcPr")) else None
    if tag == _W + "sdt":
        return _entry(element.find(_W + "sdtPr"))
    return None


def _entry(properties: etree._Element | None) -> str | None:
    """A content control's tick; empty while it shows only what to enter; else it is read as it stands."""
    if properties is None:
        return None
    box = properties.find(_W14 + "checkbox")
    if box is not None:
        checked = box.find(_W14 + "checked")
        return _ticked(checked is not None and checked.get(_W14 + "val", "1") not in _FALSE)
    return "" if _on(properties, "showingPlcHdr") else None


def _is_covered(properties: etree._Element | None) -> bool:
    """Whether a cell lies under the one above or before it, which Word shows in its place."""
    merges = [] if properties is None else [properties.find(_W + "vMerge"), properties.find(_W + "hMerge")]
    return any(merge is not None and merge.get(_W + "val", "continue") == "continue" for merge in merges)


def _has(element: etree._Element, name: str) -> bool:
    return element.find(_W + name) is not None


def _on(element: etree._Element | None, name: str) -> bool:
    """Whether a property is switched on: by being there, unless its value says otherwise."""
    switch = None if element is None else element.find(_W + name)
    return switch is not None and switch.get(_W + "val", "1") not in _FALSE


def _ticked(is_ticked: bool) -> str:
    return " \N{BALLOT BOX WITH CHECK} " if is_ticked else " \N{BALLOT BOX} "


def _is_raised(run: etree._Element) -> bool:
    """Whether a run is set higher or lower: the mark of a note is no digit of the figure before it."""
    align = run.find(f"{_W}rPr/{_W}vertAlign")
    return align is not None and align.get(_W + "val") in ("superscript", "subscript")


def _chosen(choice: etree._Element) -> str:
    """The entry that is chosen in a list of an old form."""
    result = choice.find(_W + "result")
    entries = [entry.get(_W + "val", "") for entry in choice.findall(_W + "listEntry")]
    index = _number("0" if result is None else result.get(_W + "val", "0"))
    return entries[index] if index < len(entries) else ""


def _symbol(drawn: etree._Element) -> str:
    code = drawn.get(_W + "char", "")
    return symbol(drawn.get(_W + "font", ""), int(code, 16)) if _HEXADECIMAL.fullmatch(code) else ""


def _columns(element: etree._Element, properties: str, name: str, default: int) -> int:
    """How many columns a cell spans, or a row leaves out before its first cell."""
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return default if found is None else _number(found.get(_W + "val", ""))


def _number(text: str) -> int:
    """A small number; nonsense is nought."""
    return int(text) if _DIGITS.fullmatch(text) else 0


def _edges_of_columns(table: etree._Element) -> list[int]:
    """Where the columns of a table begin, and where the last one ends, in points."""
    widths = (_number(column.get(_W + "w", "")) // _POINT for column in table.findall(f"{_W}tblGrid/{_W}gridCol"))
    return list(accumulate(widths, initial=0))
