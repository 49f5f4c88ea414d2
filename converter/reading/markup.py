"""Take off the markup that text makers add, so that the printed characters are left.

Markdown, HTML inline tags and the LaTeX that OCR invents are no part of the form.
A tab or a ``|`` is kept as a cell border, for it tells where a column was; so is a run of
spaces, whose length does.
"""

from __future__ import annotations

import html
import re

from converter.reading.layout import one_form

_MARKUP = re.compile(r"[*|$^<\\&=]|^ *-")
"""What no markup that is known here goes without."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_CELL_TAG = re.compile(r"<(?:td|th)\b[^<>]{0,200}>", re.IGNORECASE)
_LATEX = re.compile(r"\$\\begin\{\w{1,20}\}(.{0,500}?)\\end\{\w{1,20}\}\$|\^\{(.{0,200}?)\}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|$~>])")
_PICTURE = re.compile(r"^==> picture .*<==$")
_RULE = re.compile(r"^[\s|:\-]*-{3,}[\s|:\-]*$")
_BULLET = re.compile(r"^[ ]*[-*][ ]+(?=[^\W\d_]|\d{1,2}\.\s)")
_SMEARED_ONE = re.compile(r"[\d,$]\|[\d,]|\|,\d")
"""A stroke within a number, and no border: a 1 that was read so."""
_BORDER = re.compile(r"\s*\|\s*")


def plain_line(line: str) -> str:
    """Return one line as printed: no markup, cells divided by tabs, NFKC characters.

    Example: ``(1) Stock code : <u>354</u>`` gives ``(1) Stock code : 354``.
    """
    line = line.strip("\r\n")
    if line.isascii() and not _MARKUP.search(line):
        return line.rstrip(" ")
    line = _BULLET.sub("", line)
    if _PICTURE.match(line.strip()) or ("|" in line and _RULE.match(line)):
        return ""
    line = _LATEX.sub(lambda match: match.group(1) or match.group(2) or "", line)
    line = _TAG.sub("", _CELL_TAG.sub("\t", line))
    line = html.unescape(_ESCAPE.sub(r"\1", line)).replace("**", "").replace("\N{NO-BREAK SPACE}", " ")
    line = one_form(line)
    if "|" in line and not (line.count("|") == 1 and _SMEARED_ONE.search(line)):
        line = _BORDER.sub("\t", line.strip().removeprefix("|").removesuffix("|"))
    return line.rstrip(" ")
