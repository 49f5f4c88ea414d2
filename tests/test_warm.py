"""A taxonomy that stays loaded gives the messages of one that is loaded afresh, and nothing of an instance stays.

Three references. *Untouched*: for each instance anew a copy of the process as it was before any instance, in which
Arelle's whole validation judges (:mod:`tests.untouched`). *Afresh*: everything loaded again for each instance
(:mod:`tests.test_warm_afresh`). *Arelle's command line*, the referee.
"""

from __future__ import annotations

import gc
import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from converter.authoring import write_package
from converter.facts import facts_of
from converter.validation.arelle_interface import ArelleValidator
from converter.validation.warm import aspects, judging, schemas
from converter.writing.instance import write_instance
from tests.generator.draw import return_by_seed
from tests.instances import NUMBER, written_instances
from tests.untouched import CAN_COPY, Untouched, answer, check, stable, untouched_copy

PARTS = 8
BY_COMMAND = 4
ARELLE = Path(sys.executable).parent / "arelleCmdLine"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return written_instances(tmp_path_factory.mktemp("instances"))


@pytest.fixture(scope="module")
def judges() -> Iterator[tuple[ArelleValidator, Untouched | None]]:
    """One that judges everything here, one instance after the other; and one that has seen none, where there can be."""
    with ArelleValidator() as arelle:
        if not CAN_COPY:
            yield arelle, None
            return
        with untouched_copy(arelle) as untouched:
            yield arelle, untouched


@pytest.fixture
def arelle(judges: tuple[ArelleValidator, Untouched | None]) -> Iterator[ArelleValidator]:
    """Still with the taxonomy that was loaded at first, before and after each test."""
    assert judges[0].is_warm
    yield judges[0]
    assert judges[0].is_warm


@pytest.fixture
def untouched(judges: tuple[ArelleValidator, Untouched | None]) -> Untouched:
    if judges[1] is None:
        pytest.skip("the operating system cannot copy a process")
    return judges[1]


@pytest.mark.no_cover  # to measure what a thousand instances cover takes longer than to judge them
@pytest.mark.parametrize("part", range(PARTS))
def test_each_instance_is_judged_as_if_it_were_the_first(
    paths: list[Path], part: int, arelle: ArelleValidator, untouched: Untouched
) -> None:
    mine = paths[part * NUMBER // PARTS : (part + 1) * NUMBER // PARTS]
    wanted = untouched.begin(mine)
    answers = [answer(arelle.validate, path) for path in mine]
    check(mine, answers, wanted())
    judged = [said[0] for said in answers if not isinstance(said, str)]
    assert len(judged) > len(mine) * 9 // 10
    assert len(mine) // 5 < sum(messages == () for messages in judged) < len(mine) * 4 // 5


ODD: dict[str, tuple[str, str]] = {
    "a child out of order": (r"(<xbrli:entity>.*?</xbrli:entity>)(\s*)(<xbrli:period>.*?</xbrli:period>)", r"\3\2\1"),
    "a child too many": (r"(<xbrli:entity>.*?</xbrli:entity>)", r"\1\1"),
    "a child missing": (r"<xbrli:period>.*?</xbrli:period>", ""),
    "an unknown child": (r"<xbrli:period>", "<xbrli:period><xbrli:age/>"),
    "a date that is none": (r"<xbrli:startDate>[^<]*", "<xbrli:startDate>2012-13-01"),
    "an attribute missing": (r' id="month"', ""),
    "an unknown attribute": (r' contextRef="month"', ' contextRef="month" odd="1"'),
    "an attribute of another namespace": (r' contextRef="month"', ' contextRef="month" xml:lang="en"'),
    "a name used twice": (r'<xbrli:unit id="[^"]*"', '<xbrli:unit id="month"'),
    "a concept that is none": (r"hkmr:MonthEnded", "hkmr:MonthBegun"),
    "an abstract concept": (r"hkmr:MonthEnded", "hkmr:LineAxis"),
    "an element in a fact": (r"(<hkmr:MonthEnded[^>]*>)", r"\1<hkmr:Row>1</hkmr:Row>"),
    "a comment in a fact": (r"(<hkmr:MonthEnded[^>]*>....)", r"\1<!-- -->"),
    "a comment in a context": (r"<xbrli:entity>", "<!-- --><xbrli:entity><!-- -->"),
    "words in a context": (r"<xbrli:entity>", "words<xbrli:entity>"),
    "white space in a fact": (r"(<hkmr:MonthEnded[^>]*>)([^<]*)", r"\1 \n \2 "),
    "an empty fact": (r"(<hkmr:MonthEnded[^>]*>)([^<]*)", r"\1"),
    "nil": (r"<hkmr:MonthEnded([^>]*)>[^<]*", r'<hkmr:MonthEnded\1 xsi:nil="true">'),
    "nil with content": (r"<hkmr:MonthEnded([^>]*)>", r'<hkmr:MonthEnded\1 xsi:nil="true">'),
    "nil with an element": (r"<hkmr:MonthEnded([^>]*)>[^<]*", r'<hkmr:MonthEnded\1 xsi:nil="1"><hkmr:Row>1</hkmr:Row>'),
    "nil that is false": (r"<hkmr:MonthEnded([^>]*)>", r'<hkmr:MonthEnded\1 xsi:nil="false">'),
    "a type of its own": (r"<hkmr:MonthEnded([^>]*)>", r'<hkmr:MonthEnded\1 xsi:type="xbrli:stringItemType">'),
    "a context of no dimension": (r"<xbrldi:explicitMember dimension=[^>]*>", "<xbrldi:explicitMember>"),
    "an unknown dimension": (r'dimension="hkmr:\w+"', 'dimension="hkmr:NoAxis"'),
    "an empty typed member": (r"(<xbrldi:typedMember[^>]*>).*?</xbrldi:typedMember>", r"\1</xbrldi:typedMember>"),
    "a typed member with space": (r"(<hkmr:(?:Row|Line)>)([^<]*)", r"\1 \2\t"),
    "an attribute of a typed member": (r"<hkmr:(Row|Line)>", r'<hkmr:\1 odd="1">'),
    "an unknown context": (r'contextRef="month"', 'contextRef="year"'),
    "an unknown unit": (r'unitRef="[^"]*"', 'unitRef="none"'),
    "a word for a number": (r'(decimals="[^"]*"[^>]*>)[^<]*', r"\1many"),
    "decimals that are none": (r'decimals="[^"]*"', 'decimals="all"'),
    "an unknown root attribute": (r"<xbrli:xbrl ", '<xbrli:xbrl odd="1" '),
    "a footnote": (r"</xbrli:xbrl>", '<link:footnoteLink xlink:type="extended"/></xbrli:xbrl>'),
    "a tuple's child": (r"</xbrli:xbrl>", "<xbrli:xbrl/></xbrli:xbrl>"),
}
"""What is odd about an instance to the schemas: a pattern, and what to write in the place that it finds first."""


def test_what_is_odd_to_the_schemas_is_told_as_by_the_whole_validation(
    tmp_path: Path, arelle: ArelleValidator, untouched: Untouched
) -> None:
    monthly_return = return_by_seed(0)
    whole = write_instance(monthly_return, facts_of(monthly_return)).decode("utf-8")
    paths = []
    for name, (pattern, replacement) in ODD.items():
        paths.append(tmp_path / f"{name}.xbrl")
        changed = re.sub(pattern, replacement, whole, count=1, flags=re.DOTALL)
        assert changed != whole, name
        paths[-1].write_text(changed, "utf-8")
    told = untouched.begin(paths)
    arelle_own = schemas.XmlValidate.validate, aspects.FormulaEvaluator.aspectsMatch
    answers = [answer(arelle.validate, path) for path in [*paths, *reversed(paths)]]  # also after all others
    assert arelle.is_warm
    assert (schemas.XmlValidate.validate, aspects.FormulaEvaluator.aspectsMatch) == arelle_own
    wanted = told()
    check([*paths, *reversed(paths)], [*map(stable, answers)], [*map(stable, [*wanted, *reversed(wanted)])])
    assert sum(bool(said[0]) for said in wanted) > len(ODD) // 2


def test_the_command_line_of_arelle_says_the_same(paths: list[Path], arelle: ArelleValidator, tmp_path: Path) -> None:
    package = write_package(tmp_path)
    for path in paths[:BY_COMMAND]:
        command = [ARELLE, "--file", path, "--packages", package, "--validate", "--calc", "c11r", "--utr"]
        command += ["--internetConnectivity", "offline", "--cacheDirectory", tmp_path / "cache"]
        command += ["--validateDuplicateFacts", "inconsistent", "--disablePersistentConfig"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for message in arelle.validate(path).messages:
            assert f"[message:{message.code}]" in said or f"[{message.code}]" in said or "[calc11e" in said
        assert said.count("[message:") == sum(
            f"[message:{message.code}]" in said for message in arelle.validate(path).messages
        )


def test_nothing_grows(
    paths: list[Path], arelle: ArelleValidator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("arelle"), "propagate", False)  # the test runner keeps what is logged
    rounds = count()

    def objects() -> int:
        folder = tmp_path / str(next(rounds))  # under a new name each time, as in a batch
        folder.mkdir()
        for path in paths[:12]:
            answer(arelle.validate, Path(shutil.copy(path, folder)))
        gc.collect()
        return len(gc.get_objects())

    objects()
    assert len({objects() for _ in range(3)}) == 1


@pytest.mark.parametrize("owner, name", [(judging.Validator, "judge"), (judging.Together, "evalTest")])
def test_what_goes_wrong_leaves_the_instance_to_the_whole_validation(
    owner: type, name: str, paths: list[Path], arelle: ArelleValidator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("an expression failed")

    expected = [answer(arelle.validate, path) for path in paths[:4]]
    monkeypatch.setattr(owner, name, fails)
    assert [answer(arelle.validate, path) for path in paths[:4]] == expected
