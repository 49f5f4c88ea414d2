"""Take off the markup that text makers add, so that the printed characters are left.

Markdown, HTML inline tags and the LaTeX that OCR invents are no part of the form.
A tab or a ``|`` is kept as a cell border, for it tells where a column was; so is a run of
spaces, whose length does.
"""

from __future__ import annotations

import html
import re

from lxml.html import defs

from converter.reading.layout import one_form
from converter.reading.runs import LOST

_MARKUP = re.compile(r"[*|$^<\\&={\[_]|^ *-|selected:")
"""What no markup that is known here goes without."""
_NAMES = "|".join(sorted(defs.tags, key=len, reverse=True))
_TAG = re.compile(
    rf"</(?:{_NAMES})\s*>"
    rf"|<(?:{_NAMES})(?:\s+[\w:-]{{1,40}}\s*=\s*(?:\"[^\"<>]{{0,400}}\"|'[^'<>]{{0,400}}'|[^\s<>\"']{{1,400}})"
    r"|\s+(?:checked|disabled|hidden|nowrap|readonly|selected))*\s*/?>"
    r"|</?[a-z]{1,40}[_:][a-z_]{1,40}\s*/?>",
    re.IGNORECASE,
)
"""A tag of HTML, or one with a name that only a tool writes (``page_break``).

Other words in angle brackets are printed ones: ``<Tranche 4>``, ``<A shares>``.
"""
_PAIR = re.compile(r"<([a-z][\w:-]{0,40})>([^<>]{0,400})</\1>")
"""A tag that only the maker of the text knows, and its end: ``<page_number>3</page_number>``."""
_CELL_TAG = re.compile(r"<(?:td|th)\b[^<>]{0,400}>", re.IGNORECASE)
_APART = re.compile(r" ?(?:</?su[pb]\b[^<>]{0,99}>|<br\b[^<>]{0,99}>|\[\^\w{1,9}\]) ?", re.IGNORECASE)
"""The mark of a note, and the end of a line within a cell: no digit of the figure before or behind it."""
BREAK = re.compile(r"<br\b[^<>]{0,99}>", re.IGNORECASE)
"""The end of a line within a cell."""
_COMMENT = re.compile(r"<!--.{0,400}?-->")
_NOTHING = re.compile(r"\s*(?:\$\$|\\[\[\]])\s*")
"""What begins and ends a formula on lines of their own."""
_PICTURE = re.compile(r"^==> picture .*<==$")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^()\s]{0,400}\)")
_LINK = re.compile(r"\[([^\[\]]{0,400})\]\((?:https?:|mailto:|[#/.])[^()\s]{0,400}\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*|_{1,2})(?![\s*_])([^*_|\t]{1,400})(?<![\s\\])\1(?![\w*])")
_MATRIX = re.compile(r"\$\\begin\{\w{1,20}\}(.{0,500}?)\\end\{\w{1,20}\}\$")
_FORMULA = re.compile(r"(?<![\w$\\])\$(?!\$)((?:\\\$|[^$|\t]){1,400})(?<!\\)\$(?![\w$])")
_NUMBER = re.compile(r"[-+\d.,()%]+")
_IN_BRACKETS = re.compile(r"\\\(([-+\d.,() ]*\d[-+\d.,() ]*)\\\)")
"""A number in brackets, which are escaped and make it negative, or which are those of a formula and do not."""
_COMMAND = re.compile(
    r"\\(?:(?:text|math|bold|operatorname)[a-z]{0,10}|(?:sub)*section\*?|title|caption\*?|underline) ?"
    r"\{([^{}]{0,400})\}"
)
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\{(?:table|figure|center|document|itemize|enumerate)\*?\}(?:\[\w*!?\])?|\\label\{[^{}]{0,99}\}"
    r"|\\(?:centering|hline|item|maketitle|newpage|noindent|pagebreak|small)\b"
)
"""What sets a page of LaTeX, and prints nothing."""
_LATEX_SIGNS = (
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\[,;: !]|\\q?quad\b|(?<=\d)~(?=\d)"), " "),
    (re.compile(r"\\(?:left|right)(?![a-z])"), ""),
    (re.compile(r"\\(?:boxtimes|checkmark|CheckedBox|XBox)\b"), "\N{BALLOT BOX WITH CHECK}"),
    (re.compile(r"\\(?:square|Box)\b"), "\N{BALLOT BOX}"),
)
_RAISED = re.compile(r"\$\^\{([^{}$]{0,200})\}\$|\^\{(.{0,200}?)\}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|$~>%&])")
_BOXES = ((":selected:", "\N{BALLOT BOX WITH CHECK}"), (":unselected:", "\N{BALLOT BOX}"))
_RULE = re.compile(r"[\s|:\-]+")
_BULLET = re.compile(r"^[ ]*[-*][ ]+(?=[^\W\d_]|\d{1,2}\.\s)")
_SMEARED_ONE = re.compile(r"[\d,$]\|[\d,]|\|,\d")
"""A stroke within a number, and no border: a 1 that was read so."""
_BORDER = re.compile(r"\s*\|\s*")
_DEEPEST = 5


def plain_line(line: str) -> str:
    """Return one line as printed: no markup, cells divided by tabs, NFKC characters.

    Example: ``(1) Stock code : <u>354</u>`` gives ``(1) Stock code : 354``.
    """
    line = line.strip("\r\n")
    if line.isascii() and not _MARKUP.search(line):
        return line.rstrip(" ")
    line = _BULLET.sub("", line)
    if (
        _NOTHING.fullmatch(line)
        or _PICTURE.match(line.strip())
        or ("|" in line and "---" in line and _RULE.fullmatch(line))
    ):
        return ""
    line = plain_text(line)
    if "|" in line and not (line.count("|") == 1 and _SMEARED_ONE.search(line)):
        line = _BORDER.sub("\t", line.strip().removeprefix("|").removesuffix("|"))
    return line.rstrip(" ")


def plain_text(text: str) -> str:
    """Return a text without the markup in it; borders of cells are left, tags of cells become tabs."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text)) if "](" in text else text
    text = _without_latex(text) if "\\" in text or "$" in text or "{" in text else text
    text = _APART.sub(" ", _CELL_TAG.sub("\t", _COMMENT.sub("", text)))
    text = _EMPHASIS.sub(r"\2", _TAG.sub("", _PAIR.sub(r"\2", text)).replace("**", ""))
    for mark, box in _BOXES:
        text = text.replace(mark, box)
    return one_form(html.unescape(_ESCAPE.sub(r"\1", text)).replace("\N{NO-BREAK SPACE}", " "))


def _without_latex(text: str) -> str:
    text = _ENVIRONMENT.sub("", _MATRIX.sub(r"\1", text))
    text = _FORMULA.sub(lambda match: match[1] if _is_formula(match[1]) else match[0], text)
    for sign, plain in _LATEX_SIGNS:
        text = sign.sub(plain, text)
    for _ in range(_DEEPEST):
        text, count = _COMMAND.subn(r"\1", text)
        if not count:
            break
    text = _RAISED.sub(_raised, text)
    return _IN_BRACKETS.sub(rf"(\1){LOST}", text)


def _raised(match: re.Match[str]) -> str:
    """What is raised: the letters of an ordinal (``31^{st}``) belong to it, the mark of a note does not."""
    text = match[1] or match[2] or ""
    return text if text.isalpha() else f" {text} "


def _is_formula(text: str) -> bool:
    """Whether what stands between two dollar signs is a formula, and they are no currency."""
    return "\\" in text or "{" in text or _NUMBER.fullmatch(text.strip()) is not None
