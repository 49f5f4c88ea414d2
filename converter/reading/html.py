"""HTML pages: tables as rows of cells, everything else as paragraphs. Nothing is fetched, nothing is run."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from lxml import etree

from converter.errors import UnreadableInput
from converter.reading.blocks import Blocks
from converter.reading.encoding import decode
from converter.reading.layout import Line
from converter.reading.limits import MAX_CHARACTERS, MAX_DEPTH, within
from converter.reading.numbering import letter, roman
from converter.reading.symbols import plain_symbols

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,20})|<\?xml[^>]{0,99}?encoding=[\"']([a-z0-9_-]{2,20})",
    re.IGNORECASE,
)
_ENCODINGS = {
    # As browsers do: each name stands for the largest set of characters that is written so.
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "gb18030", "x-gbk"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
}
_DROPPED = re.compile("script|style|head|template|noscript|svg|math|iframe|object|datalist|audio|video|canvas")
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|data|dfn|em|font|i|img|input|ins|kbd|label|mark|nobr|output|q|rp|rt"
    "|ruby|s|samp|select|small|span|strong|sub|sup|time|tt|u|var|wbr"
)
_INLINE_BOXES = frozenset(("a", "b", "font", "label", "span"))
_NUMBERS: dict[str, Callable[[int], str]] = {
    "a": letter,
    "A": lambda number: letter(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_CELLS = frozenset(("td", "th"))
_RAISED = frozenset(("sup", "sub"))
"""The mark of a note is no digit of the figure before it."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_WRITTEN = re.compile("[\ue000-\uefff]")
"""What GB 18030 makes of Big5."""
_BLANKS = re.compile(r"\s+")
_SPAN = re.compile(r"\s*(\d{1,4})")


def html_lines(content: bytes) -> Iterator[Line]:
    """Yield the lines of a page; each has the number of the line in which its element begins.

    Raises:
        UnreadableInput: ``unknown-encoding``, ``damaged-html``, ``empty-file``.
        LimitExceeded: ``file-too-large``, ``too-deep``, ``too-many-cells``.
    """
    text = _text(content)
    within(len(text), 10 * MAX_CHARACTERS, "characters")
    # Depth is bounded by the walk, which tells it; the parser's own bound would cut the page in silence.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput("damaged-html", f"The page cannot be parsed ({error}).", "Save it again.") from error
    if root is None:
        raise UnreadableInput("empty-file", "The page holds no element.", "Check that the download is complete.")
    return _Walk().walk(root)


def _text(content: bytes) -> str:
    """Decode a page by its mark, by what it declares, or by what its bytes are."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    found = _DECLARED.search(content, 0, 4096)
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    text = _as_declared(content, _ENCODINGS.get(name, "utf-8"))
    if text:
        return text
    # Declared wrongly, or damaged somewhere: what the bytes say comes first, then what the page says.
    try:
        return decode(content)
    except UnreadableInput:
        if name in _ENCODINGS:
            return content.decode(_ENCODINGS[name], "replace")
        raise


def _as_declared(content: bytes, encoding: str) -> str:
    """A page in an encoding; empty if it is in another one."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return "" if _NEVER_WRITTEN.search(text) else text


class _List:
    """Counts the entries of an open list."""

    def __init__(self, element: etree._Element) -> None:
        is_numbered = element.tag == "ol" and "list-style" not in element.get("style", "")
        self._show = _NUMBERS.get(element.get("type", "1"), str) if is_numbered else None
        self._number = _integer(element.get("start"), 1) - 1

    def next(self, entry: etree._Element) -> str:
        """The number that is shown before an entry; empty for a point."""
        self._number = _integer(entry.get("value"), self._number + 1)
        return f"{self._show(self._number)}. " if self._show and self._number > 0 else ""


class _Walk:
    """Tells a page's elements, one after the other, to what makes lines of them."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._open: list[str] = []
        """The tables, rows and cells that are open, for a page may leave any of them out."""
        self._lists: list[_List] = []

    def walk(self, root: etree._Element) -> Iterator[Line]:
        """Yield the lines of the page."""
        events = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in events:
            left_out = _DROPPED.fullmatch(str(element.tag)) or _is_hidden(element)
            if event == "start":
                depth += 1
                within(depth, MAX_DEPTH, "elements in one another", "too-deep")
                if left_out:
                    events.skip_subtree()
                elif element.tag == "select":
                    events.skip_subtree()
                    self._blocks.text(f" {_told(_chosen(element))} ")
                elif element.tag == "pre":
                    events.skip_subtree()
                    self._blocks.preformatted("".join(element.itertext()), element.sourceline or 1)
                else:
                    self._blocks.number = element.sourceline or 1
                    self._start(element)
                continue
            depth -= 1
            if not left_out:
                self._end(element)
            self._blocks.text(_told(element.tail))
        return self._blocks.lines()

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "table":
            self._blocks.begin_table()
            self._open.append("table")
        elif tag == "tr" and self._open:
            self._close(until="table")
            self._blocks.begin_row()
            self._open.append("tr")
        elif tag in _CELLS and self._open:
            self._begin_cell(element)
        elif tag == "br":
            self._blocks.end_line(blank=True)
        elif tag == "input":
            self._blocks.text(f" {_entered(element)} ")
        elif tag in _LISTS:
            self._blocks.end_line()
            self._lists.append(_List(element))
        elif tag == "li":
            self._blocks.end_line()
            self._blocks.text(self._lists[-1].next(element) if self._lists else "")
        elif tag in _RAISED or _stands_apart(element):
            self._blocks.text(" ")
        elif not _INLINE.fullmatch(str(tag)):
            self._blocks.end_line()
        self._blocks.text(_told(element.text))

    def _begin_cell(self, element: etree._Element) -> None:
        if self._open[-1] == "table":
            self._blocks.begin_row()
            self._open.append("tr")
        self._close(until="tr")
        self._blocks.begin_cell(_span(element, "colspan"), _span(element, "rowspan"))
        self._open.append("td")

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "table" and "table" in self._open:
            self._close(until="table")
            self._open.pop()
            self._blocks.end_table()
        elif tag == "tr" and self._open:
            self._close(until="table")
        elif tag in _CELLS and self._open[-1:] == ["td"]:
            self._close(until="tr")
        elif tag in _LISTS:
            self._blocks.end_line()
            self._lists.pop()
        elif tag in _RAISED or _stands_apart(element):
            self._blocks.text(" ")
        elif not _INLINE.fullmatch(tag) and tag != "br":
            self._blocks.end_line(blank=tag == "p")

    def _close(self, until: str) -> None:
        """Close cells and rows up to the innermost table, or up to its row."""
        while self._open[-1] not in (until, "table"):
            if self._open.pop() == "td":
                self._blocks.end_cell()
            else:
                self._blocks.end_row()


def _told(text: str | None) -> str:
    return plain_symbols(_BLANKS.sub(" ", text or ""))


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style", "")) is not None


def _stands_apart(element: etree._Element) -> bool:
    """Whether what stands within a line is shown as a cell or a block of its own."""
    return str(element.tag) in _INLINE_BOXES and ("role" in element.attrib or "display" in element.get("style", ""))


def _entered(element: etree._Element) -> str:
    """What an input shows."""
    kind = element.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "\N{BALLOT BOX WITH CHECK}" if "checked" in element.attrib else "\N{BALLOT BOX}"
    return element.get("value", "") if kind in ("text", "number", "date") else ""


def _chosen(element: etree._Element) -> str:
    """The entry of a list of choices that is shown: the one that is selected, or else the first."""
    choices = list(element.iter("option"))
    chosen = next((choice for choice in choices if "selected" in choice.attrib), choices[0] if choices else None)
    return "" if chosen is None else "".join(map(str, chosen.itertext()))


def _integer(text: str | None, default: int) -> int:
    found = _SPAN.match(text or "")
    return int(found[1]) if found else default


def _span(element: etree._Element, name: str) -> int:
    """How many columns or rows a cell reaches over; nonsense is one."""
    return _integer(element.get(name), 1)
