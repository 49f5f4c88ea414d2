"""Instances right and wrong, many and cheap: drawn returns, wrong figures, and damage to the XML itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice
from random import Random

from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.writing.instance import write_instance
from tests import returns
from tests.generator.draw import return_by_seed, with_wrong_figure

SMALL: tuple[Callable[[], MonthlyReturn], ...] = (
    returns.kingsoft_2009,
    returns.two_ordinary_lines,
    returns.warrants,
    returns.rights_issue_and_repurchase,
    returns.preference_shares,
    returns.share_consolidation,
)
XSI_HINT = (
    'xsi:schemaLocation="http://www.xbrl.org/2003/instance http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"'
)
FOOTNOTE = (
    '<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
    '<link:footnote xlink:type="resource" xlink:label="note" xml:lang="en" '
    'xlink:role="http://www.xbrl.org/2003/role/{role}">A note.</link:footnote></link:footnoteLink></xbrli:xbrl>'
)
DAMAGES: tuple[tuple[str, str], ...] = (
    ('decimals="INF">', 'decimals="INF">many'),
    ('decimals="INF">', 'decimals="0">'),
    ('unitRef="shares"', 'unitRef="absent"'),
    ('contextRef="closing', 'contextRef="absent'),
    ("xbrli:shares<", "xbrli:pure<"),
    ("iso4217:", "iso4217:X"),
    ("OrdinarySharesMember", "RightsIssueMember"),
    ("<xbrli:instant>20", "<xbrli:instant>19"),
    ("<xbrli:identifier", "<xbrli:identity"),
    ("</hkmr:", "</hkmr:No"),
    ("Row>A1<", "Row>first<"),
    ("<xbrli:xbrl ", f"<xbrli:xbrl {XSI_HINT} "),
    ("</xbrli:xbrl>", FOOTNOTE.format(role="footnote")),
    ("</xbrli:xbrl>", FOOTNOTE.format(role="other")),
)
"""What is changed in the text of an instance; some leaves it valid, some makes it no XML at all."""


def instances(number: int) -> Iterator[bytes]:
    """Yield so many instances, the same ones on every machine: one right, two with wrong figures, one damaged."""
    yield from islice((instance for seed in count() for instance in _of_seed(seed)), number)


def _of_seed(seed: int) -> Iterator[bytes]:
    random = Random(seed)
    right = return_by_seed(seed) if seed % 8 == 0 else random.choice(SMALL)()
    yield _written(right)
    for _ in range(2):
        wrong = right
        for _ in range(random.randint(1, 4)):
            wrong, _address = with_wrong_figure(wrong, random)
        yield _written(wrong)
    old, new = DAMAGES[seed % len(DAMAGES)]
    yield _written(right).replace(old.encode(), new.encode(), 1)


def _written(monthly_return: MonthlyReturn) -> bytes:
    return write_instance(monthly_return, facts_of(monthly_return))
