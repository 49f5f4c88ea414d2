"""Instances right and wrong, many and cheap: drawn returns, wrong figures, and damage to the XML itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from random import Random

from converter.facts import facts_of
from converter.model import Edition, MonthlyReturn
from converter.writing.instance import write_instance
from tests import returns
from tests.generator.draw import return_by_seed, with_wrong_figure
from tests.generator.ff301.draw import ff301_by_seed

NUMBER = 1000
"""How many there are."""
SMALL: tuple[Callable[[], MonthlyReturn], ...] = (
    returns.kingsoft_2009,
    returns.two_ordinary_lines,
    returns.warrants,
    returns.rights_issue_and_repurchase,
    returns.preference_shares,
    returns.share_consolidation,
)
FF301 = (Edition.FF301_1_0, Edition.FF301_1_1, Edition.FF301_1_2)
XSI_HINT = (
    'xsi:schemaLocation="http://www.xbrl.org/2003/instance http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"'
)
FOOTNOTE = (
    '<link:footnoteLink xlink:type="extended" xlink:role="http://www.xbrl.org/2003/role/link">'
    '<link:footnote xlink:type="resource" xlink:label="note" xml:lang="en" '
    'xlink:role="http://www.xbrl.org/2003/role/{role}">A note.</link:footnote></link:footnoteLink></xbrli:xbrl>'
)
DAMAGES: tuple[tuple[str, str], ...] = (
    (r'decimals="INF">', 'decimals="INF">many'),
    (r'decimals="INF">', 'decimals="0">'),
    (r'unitRef="shares"', 'unitRef="absent"'),
    (r'contextRef="closing', 'contextRef="absent'),
    (r'contextRef="closing\w*"', 'contextRef="month"'),
    (r"xbrli:shares<", "xbrli:pure<"),
    (r"iso4217:", "iso4217:X"),
    (r"OrdinarySharesMember", "RightsIssueMember"),
    (r"<xbrli:instant>20", "<xbrli:instant>19"),
    (r"<xbrli:instant>\d{4}", "<xbrli:instant>year"),
    (r"<xbrli:endDate>\d{4}", "<xbrli:endDate>1999"),
    (r"<xbrli:identifier", "<xbrli:identity"),
    (r"</hkmr:", "</hkmr:No"),
    (r"Row>A1<", "Row>first<"),
    (r" +<hkmr:MonthEnded .*\n", ""),
    (r'(<hkmr:MonthEnded .*)contextRef="month"', r'\1contextRef="absent"'),
    (r'( +<hkmr:\w+) id="\S+"(.* unitRef=.*">)(\d+.*\n)', r"\g<0>\1\2\3\1\g<2>7\3"),
    (r"<xbrli:xbrl ", f"<xbrli:xbrl {XSI_HINT} "),
    (r"</xbrli:xbrl>", FOOTNOTE.format(role="footnote")),
    (r"</xbrli:xbrl>", FOOTNOTE.format(role="other")),
)
"""What is changed in the text of an instance, as a regular expression and what takes the place of its first match: a
value, its decimals, its unit, its context, the kind of period, a dimension, a date, elements, the month, a fact stated
three times, references and footnotes. Some leaves the instance valid, some makes it no XML at all."""


def right_instance(folder: Path) -> Path:
    """Write one that is right, and nothing to tell of it."""
    path = folder / "03888-2009-11.xbrl"
    path.write_bytes(_written(returns.kingsoft_2009()))
    return path


def written_instances(folder: Path) -> list[Path]:
    """Write the instances, each into a file."""
    found = []
    for number, content in enumerate(instances()):
        found.append(folder / f"{number}.xbrl")
        found[-1].write_bytes(content)
    return found


def instances() -> Iterator[bytes]:
    """Yield the instances, the same ones on every machine: one right, two with wrong figures, one damaged."""
    yield from islice((instance for seed in count() for instance in _of_seed(seed)), NUMBER)


def _of_seed(seed: int) -> Iterator[bytes]:
    random = Random(seed)
    right = _right(seed, random)
    yield _written(right)
    for _ in range(2):
        wrong = right
        for _ in range(random.randint(1, 4)):
            wrong, _address = with_wrong_figure(wrong, random)
        yield _written(wrong)
    pattern, new = DAMAGES[seed % len(DAMAGES)]
    yield re.sub(pattern, new, _written(right).decode("utf-8"), count=1).encode("utf-8")


def _right(seed: int, random: Random) -> MonthlyReturn:
    """A small return, or of every eight one drawn of the older form and one of FF301."""
    if seed % 8 == 0:
        return return_by_seed(seed)
    return ff301_by_seed(seed, random.choice(FF301)) if seed % 8 == 4 else random.choice(SMALL)()


def _written(monthly_return: MonthlyReturn) -> bytes:
    return write_instance(monthly_return, facts_of(monthly_return))
