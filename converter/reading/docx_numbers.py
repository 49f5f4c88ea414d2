"""The numbers that Word makes itself: ``1.``, ``(2)``, ``(a)`` before a paragraph, which are not in its text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from converter.reading.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = re.compile(r"[0-9]{1,6}")
_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST_ROMAN = 39


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS) * (1 + (number - 1) // _LETTERS)


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return ""
    for value, sign in _ROMAN:
        if number >= value:
            return sign + _roman(number - value)
    return ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
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
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()

    def before(self, paragraph: etree._Element) -> str:
        """The number that Word shows before a paragraph, to be asked for each paragraph once and in order."""
        name, level = self._place(paragraph.find(_W + "pPr"))
        kind = _value(self._lists.get(name), "abstractNumId")
        levels = {_number(each.get(_W + "ilvl")): each for each in self._kinds.get(kind, _NONE).findall(_W + "lvl")}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, [0] * _LEVELS)
        self._begin_again(name, level, counts)
        for upper in range(level + 1):
            start = _number(_value(levels.get(upper), "start"), 1)
            counts[upper] = counts[upper] + (upper == level) if counts[upper] else start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        shown = _PLACE.sub(lambda match: _shown(levels, counts, int(match[1]) - 1), _value(levels[level], "lvlText"))
        return shown if _value(levels[level], "numFmt") in _FORMATS else ""

    def _begin_again(self, name: str, level: int, counts: list[int]) -> None:
        """A list may be one of a kind that has been counted before, and begin its numbers anew."""
        for override in self._lists[name].findall(_W + "lvlOverride") if name not in self._begun else []:
            if _number(override.get(_W + "ilvl")) == level and _value(override, "startOverride"):
                counts[level] = max(_number(_value(override, "startOverride")) - 1, 0)
        self._begun.add(name)

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level there, told by itself or by its style."""
        for _ in range(_LEVELS):
            if properties is None:
                break
            place = properties.find(_W + "numPr")
            if place is not None:
                return _value(place, "numId"), min(_number(_value(place, "ilvl")), _LEVELS - 1)
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


def _shown(levels: dict[int, etree._Element], counts: list[int], level: int) -> str:
    show = _FORMATS.get(_value(levels.get(level), "numFmt"))
    return show(counts[level]) if show and counts[level] else ""


def _value(element: etree._Element | None, name: str) -> str:
    """The value of an element's child; empty where there is none."""
    child = None if element is None else element.find(_W + name)
    return "" if child is None else child.get(_W + "val", "")


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and _DIGITS.fullmatch(text) else default
