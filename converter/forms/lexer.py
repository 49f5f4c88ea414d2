"""Cut a stretch of the form's text into tokens: numbers, nil marks, dates, currency marks, words.

A token keeps its place, so that whoever uses it can give evidence. What is malformed
(``2,400,000,00``, ``, 45,400``, ``50,000)``, ``1z0,000``) becomes a damaged token, never a number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from converter.evidence import Origin
from converter.forms.cells import MAY_BE_NONE, with_nones, with_spaced
from converter.forms.currencies import CURRENCIES, CURRENCY, CURRENCY_GROUPS, MARK_BEHIND, with_currencies
from converter.forms.dates import DATE, MONTHS
from converter.forms.numbers import numbers
from converter.forms.tokens import NUMBERS as NUMBERS
from converter.forms.tokens import VALUES as VALUES
from converter.forms.tokens import Kind as Kind
from converter.forms.tokens import Token as Token

_ANY_MONTH = "|".join(MONTHS)
_GROUPED = r"\d{1,3}(?:[\t ]?,\d{3}|[ ]?,[\t ]?\d{3})(?:[ ]?,[\t ]?\d{3})*(?![\d,])"
"""Digits in groups, cut at a comma; behind a whole number a border and a comma begin the next cell."""
_HAN = "\u3400-\u9fff"
_NOTE = r"\(\s*See\s+Remarks?[^)\n]{0,20}\)|\(\s*(?:Notes?|附?[註注])\s*(?:\d[^)\n]{0,12}|[a-z]\s*)\)"
_LETTER = r"\((?-i:[A-Z]{1,2})\d?\)"
"""The letter of a part or a sum in brackets."""
_SLOT = r"\(\s?\d\s?\)"
_NOT_APPLICABLE = r"N\s*/\s*A|N\.A\.|Not\s+Applicable|不適用|不适用"
_WORD_BEGINS = r"(?-i:(?![OlI]{3}(?![^\W\d_])))[^\W\d_]{3}"
"""Three letters make a word, if they do not stand for digits."""
_STOP = rf"{_WORD_BEGINS}|{MARK_BEHIND}|[{_HAN}]|(?<![\d,.])_|_(?![\d,.])|{_SLOT}|{_LETTER}|{_NOTE}|{_NOT_APPLICABLE}"
"""Where a printed word of digits ends without a space: at what a flattened page glues to it."""
_NO_BEGIN = r"""[:;]|(?<=[^\W\d_])[)\]"”’]|(?<=[)"”’])[)"”]"""
"""What ends the words before a number: a colon; a closing bracket or quotation mark at a letter."""
_DATE_BEHIND = DATE.replace("stroke", "other_stroke")
_PLAIN = r"""(?-i:(?![Yy]en\b)
      (?:[BIKLPQVWXYbiklpqvwxy][a-z]|[Aa][a-oq-tv-z]|[Cc][b-gi-mo-z]|[Dd][a-cf-z]|[Ee][a-tv-z]|[Ff][a-df-z]
      |[Gg][ac-z]|[Hh][a-jl-wyz]|[Mm][b-xz]|[Nn][b-hjkmnp-z]|[Oo][abd-z]|[Rr][a-ln-z]|[Ss][a-dfh-z]|[Tt][a-gi-vx-z]
      |[Uu][a-rt-z])[A-Za-z]+|and|as|at|by|if|in|is|o[fnr]|th(?:an|at|e|is)|to)(?=[,;:)\]]*(?:\s|$))"""
"""A word of letters whose first two begin no other token: no month, mark of a currency, or word for nothing.

So do the commonest words, shorter or of other letters."""
_AMOUNT = r"(?<!\S)[1-9]\d{0,2}(?:,\d{3})+(?=\n|\t[^\s,)_]|$)"
"""A number in groups that stands alone, as most do; no other token begins so, and it goes on in no other cell."""
_TOKEN = re.compile(
    rf"""
    (?P<plain>{_PLAIN}) |
    (?P<amount>{_AMOUNT}) |
    (?=\S|\s*(?:dd|日)|[ ](?:\d|{_ANY_MONTH}|[ _]*,))  # no other token begins with a space: a page is left at once
    (?:
      (?P<placeholder>\(?\s*(?:dd\s*/\s*mm\s*/\s*yyyy|日\s*/\s*月\s*/\s*年)\s*\)*)
    | (?P<note>{_NOTE})
    | (?P<slot>{_SLOT})
    | (?P<letter>{_LETTER})
    | (?P<item>(?<![\d,.$])\d{{1,2}}[ ]?\.(?!\d)(?=\s*[^\W\d]|[ ]*[\t\n]|\s*$|\s*\(\s*/)
        |(?<=\n)\d{{1,2}}(?=\t[^\W\d])|(?<![^\s)])(?!(?<=\t)\d{{1,2}}\.[ ]\d{{1,3}},\d{{3}})\d{{1,2}}\.(?=[ \t]+\S))
    | (?P<date>{DATE})
    | (?P<lost>(?<!\S)[^\s\ufffd]*\ufffd\S*)
    | (?P<nodate>\(\s*/[\s/]*(?:,\s*)?\)?(?!\d))
    | (?P<currency>(?:{CURRENCY}))
    | (?P<dollar>\$)
    | (?P<na>(?:(?<![A-Za-z])|(?<=N/A))(?:{_NOT_APPLICABLE})(?=N/A|[^A-Za-z]|$))
    | (?P<nil>(?<![A-Za-z])N[i1l!][i1l!](?![A-Za-z0-9])|(?<![A-Za-z])Nil(?=[A-Z\d])|(?<![^\W\d_])[無无零](?=\d|\W|$))
    | (?P<none>(?<![^\s_])(?:None|Zero|(?-i:NA)|N\.A|[沒没]有)(?![^\s_]))
    | (?P<junk>(?<=[^\W\d_][ ])\d{{1,2}}:(?!\S)  # what it numbers stands before it: "Tranche 2:"
        |\(?\d{{1,3}}(?=\s?,\s?,(?!\s?\d))|\d{{1,3}}\s?/\s?\d{{1,3}}(?![\d/])|\d[\d.]*\s?%(?!\S)
        |\d{{1,3}}(?!HK|US|RM|S\$|A\$|C\$|NT)[A-Z]{{1,2}}\$)
    | (?P<dash>(?<![^\s_])(?:(?:-{{2,3}}|—{{2,3}}|–{{2,3}})(?=[\s_]|$)|-{{3}}(?=\d{{1,3}},\d{{3}})|[-—–−](?=[\s_]|$)))
    | (?P<number>(?=\S{{0,30}}\d|[(, _])(?:(?<!\S)[,.](?=\d)|(?<![^\t\n])(?:[ _]*,[\t ]*)+)?
        (?:\([ \t_]{{1,3}}(?=[-−–+]?\d))?(?!{_NO_BEGIN}|\d{{1,2}}\s?/\s?\d)(?:(?!{_STOP})[^\s\d])*
        (?!{_DATE_BEHIND})(?:{_GROUPED}|\d)(?:(?!{_STOP})\S|(?<=\d)[ \t_]{{1,3}}\)(?=[ ]*(?:[\t\n]|$)))*)
    | (?P<word>[{_HAN}]+|[^\W\d_](?:(?!\d{{1,3}}(?:,\d{{3}})+(?![\d,]))[\w'’&.\-])*|\S)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def lex(text: str, start: int, end: int, *, words: bool = True) -> list[Token]:
    """Cut ``text[start:end]`` into tokens, in order; bullets, underscores and placeholders are left out.

    Without ``words``, those are left out too that can be nothing but words.
    """
    tokens: list[Token] = []
    word, number = Kind.WORD, Kind.NUMBER
    behind = start
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if first < behind:
            continue  # the unit of a number: "1,000 shares"
        group = match.lastgroup
        if group == "plain" or (group == "word" and text[first].isalnum()):
            if words or text[first] in MAY_BE_NONE:
                tokens.append(Token(word, first, last))
        elif group == "amount":
            tokens.append(Token(number, first, last, Decimal(match.group().replace(",", ""))))
        elif group != "word":
            tokens += _tokens_of(match, text, end)
            behind = tokens[-1].end if tokens else start
    return with_currencies(with_spaced(with_nones(tokens, text, start), text, start), text)


def currency_in(text: str) -> str | None:
    """The ISO 4217 code of the one currency that ``text`` names; ``None`` where it names none or several."""
    codes = {token.currency for token in lex(text, 0, len(text)) if token.currency}
    return codes.pop() if len(codes) == 1 else None


_KINDS = {
    "date": Kind.DATE,
    "nodate": Kind.NO_DATE,
    "na": Kind.NOT_APPLICABLE,
    "nil": Kind.NIL,
    "dash": Kind.NIL,
    "none": Kind.WORD,
    "letter": Kind.WORD,
    "junk": Kind.WORD,
}
"""The groups of the pattern whose tokens hold nothing but their place."""


def _tokens_of(match: re.Match[str], text: str, end: int) -> list[Token]:
    start, stop = match.span()
    group = "currency" if match.lastgroup in CURRENCY_GROUPS else match.lastgroup or ""
    if group in _KINDS:
        return [Token(_KINDS[group], start, stop)]
    if group == "lost":
        return [_lost(start, stop, match.group())]
    if group in ("slot", "item"):
        return [Token(Kind(group), start, stop, Decimal(re.sub(r"\D", "", match.group())))]
    if group == "currency":
        _, code, certain = next(item for i, item in enumerate(CURRENCIES) if match[f"c{i}"])
        origin = Origin.PRINTED if certain else Origin.NORMALISED
        return [Token(Kind.CURRENCY, start, stop, currency=code, origin=origin)]
    return numbers(text, start, stop, end) if group == "number" else []


def _lost(start: int, stop: int, printed: str) -> Token:
    """What has U+FFFD: a character that cannot be told, or the mark of a figure that is not certain."""
    if re.search(r"[^\W\d_]{2}", printed) and not re.search(r"\d", printed):
        return Token(Kind.WORD, start, stop)
    mark = re.match(CURRENCY, printed, re.IGNORECASE)
    code = next((code for i, (_, code, _) in enumerate(CURRENCIES) if mark and mark[f"c{i}"]), None)
    return Token(Kind.DAMAGED, start, stop, currency=code)
