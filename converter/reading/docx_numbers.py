"""The numbers that Word makes itself: ``1.``, ``(2)``, ``(a)`` before a paragraph, which are not in its text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from converter.reading.numbering import LEVELS, Counter, Level, letter, roman
from converter.reading.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = re.compile(r"[0-9]{1,6}")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


class Numbers:
    """Counts the paragraphs of a document's lists."""

    def __init__(self, package: Package, main: str) -> None:
        """Read the lists and the styles of a document.

        Raises:
            UnreadableInput: ``damaged-zip``.
            LimitExceeded: ``zip-bomb``.
        """
        lists, styles = (_part(package, main, kind) for kind in ("numbering", "styles"))
        self._kinds = {each.get(_W + "abstractNumId", ""): each for each in lists.findall(_W + "abstractNum")}
        self._lists = {each.get(_W + "numId", ""): each for each in lists.findall(_W + "num")}
        self._styles = {each.get(_W + "styleId", ""): each for each in styles.findall(_W + "style")}
        self._counter = Counter()

    def before(self, paragraph: etree._Element) -> str:
        """The number that Word shows before a paragraph, to be asked for each paragraph once and in order."""
        name, level = self._place(paragraph.find(_W + "pPr"))
        found = self._lists.get(name)
        if found is None:
            return ""
        kind = _value(found, "abstractNumId")
        starts = {
            _number(override.get(_W + "ilvl")): _number(_value(override, "startOverride"))
            for override in found.findall(_W + "lvlOverride")
            if _value(override, "startOverride")
        }
        self._counter.begin(kind, name, starts)
        levels = self._kinds.get(kind, _NONE).findall(_W + "lvl")
        return self._counter.next(kind, {_number(each.get(_W + "ilvl")): _level(each) for each in levels}, level)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level there, told by itself or by its style."""
        for _ in range(LEVELS):
            if properties is None:
                break
            place = properties.find(_W + "numPr")
            if place is not None:
                return _value(place, "numId"), min(_number(_value(place, "ilvl")), LEVELS - 1)
            style = self._styles.get(_value(properties, "pStyle") or _value(properties.getparent(), "basedOn"))
            properties = None if style is None else style.find(_W + "pPr")
        return "", 0


_NONE = etree.Element("none")


def _part(package: Package, main: str, kind: str) -> etree._Element:
    for name in package.related(main, kind).values():
        found = package.part(name)
        if found is not None:
            return found
    return _NONE


def _level(level: etree._Element) -> Level:
    return Level(_number(_value(level, "start"), 1), _FORMATS.get(_value(level, "numFmt")), _value(level, "lvlText"))


def _value(element: etree._Element | None, name: str) -> str:
    """The value of an element's child; empty where there is none."""
    child = None if element is None else element.find(_W + name)
    return "" if child is None else child.get(_W + "val", "")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and _DIGITS.fullmatch(text) else default
