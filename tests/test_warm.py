"""A taxonomy that stays loaded gives the messages of one that is loaded afresh, and nothing of an instance stays.

Three references. *Untouched*: for each instance anew a copy, made by the operating system, of the process as it was
when the taxonomy had been loaded and before any instance; in the copy Arelle's whole validation judges the instance,
with all that it checks of the taxonomy, and each assertion by itself. *Afresh*: everything loaded again for each
instance. *Arelle's command line*, the referee.

``MONTHLY_RETURN_AFRESH`` says how many instances are judged afresh (24 without it; `make warm` judges all of them so).
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

from converter.authoring import write_package
from converter.errors import Refusal
from converter.facts import facts_of
from converter.validation import arelle_interface, warm
from converter.validation.admission import admit
from converter.validation.arelle_interface import ArelleValidator, Count, Judgement, Message, _judgement
from converter.validation.warm import InsidesDiffer, WarmModel, aspects, is_known, judging, schemas
from converter.writing.instance import write_instance
from tests import returns
from tests.generator.draw import return_by_seed
from tests.instances import instances

NUMBER = 1000
PARTS = 8
AFRESH = int(os.environ.get("MONTHLY_RETURN_AFRESH", "24"))
BY_COMMAND = 4
ARELLE = Path(sys.executable).parent / "arelleCmdLine"

Answer = tuple[tuple[Message, ...], Mapping[str, Count] | None] | str
"""What is said of an instance: messages and counts, or the code of a refusal."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The instances, each in a file."""
    folder = tmp_path_factory.mktemp("instances")
    found = []
    for number, content in enumerate(instances(NUMBER)):
        found.append(folder / f"{number}.xbrl")
        found[-1].write_bytes(content)
    return found


def answer(judge: Callable[[Path], Judgement], path: Path) -> Answer:
    """The counts are left out where a rule met a value that is none: Arelle goes through the facts of a rule in the
    order of their addresses in memory and stops at such a one, so how many it has counted differs from run to run."""
    try:
        judgement = judge(path)
    except Refusal as refusal:
        return refusal.code
    was_stopped = any(message.code.startswith("err:") for message in judgement.messages)
    return judgement.messages, None if was_stopped else judgement.counts


def by_whole_validation(arelle: ArelleValidator, path: Path) -> Judgement:
    """Judged by what Arelle does with an instance that it has loaded, all of it and nothing else."""
    admit(path)
    assert arelle._warm is not None
    arelle._warm._judge(path, wholly=True)
    return _judgement(arelle._log.taken(), arelle._warm._model.errors)


def in_a_copy(work: Callable[[], object]) -> Callable[[], Any]:
    """Start the work in a copy of this process, which ends with it; what is returned waits for the result."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(pickle.dumps(work()))
        finally:
            os._exit(0)  # whatever happens, the tests do not go on twice
    os.close(writing)

    def result() -> Any:
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        assert os.waitpid(child, 0)[1] == 0
        return pickle.loads(content)

    return result


def check(paths: list[Path], answers: list[Answer], wanted: list[Answer]) -> None:
    for path, came, should in zip(paths, answers, wanted, strict=True):
        assert came == should, path.read_text("utf-8")


@pytest.mark.no_cover  # to measure what a thousand instances cover takes longer than to judge them
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operating system cannot copy a process")
@pytest.mark.parametrize("part", range(PARTS))
def test_each_instance_is_judged_as_if_it_were_the_first(paths: list[Path], part: int) -> None:
    mine = paths[part * NUMBER // PARTS : (part + 1) * NUMBER // PARTS]
    with ArelleValidator() as arelle:
        by_whole = partial(answer, partial(by_whole_validation, arelle))
        # A copy stays as it is and copies itself for each instance, while this process goes from one to the next.
        untouched = in_a_copy(lambda: [in_a_copy(partial(by_whole, path))() for path in mine])
        answers = [answer(arelle.validate, path) for path in mine]
        assert arelle.is_warm
        check(mine, answers, untouched())
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


def stable(said: Answer) -> Answer:
    """Without the value that a failing rule met first, which differs from run to run as the counts do."""
    if isinstance(said, str):
        return said
    messages = (replace(message, text="") if message.code.startswith("err:") else message for message in said[0])
    return tuple(sorted(messages)), said[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operating system cannot copy a process")
def test_what_is_odd_to_the_schemas_is_told_as_by_the_whole_validation(tmp_path: Path) -> None:
    monthly_return = return_by_seed(0)
    whole = write_instance(monthly_return, facts_of(monthly_return)).decode("utf-8")
    paths = []
    for name, (pattern, replacement) in ODD.items():
        paths.append(tmp_path / f"{name}.xbrl")
        changed = re.sub(pattern, replacement, whole, count=1, flags=re.DOTALL)
        assert changed != whole, name
        paths[-1].write_text(changed, "utf-8")
    with ArelleValidator() as arelle:
        by_whole = partial(answer, partial(by_whole_validation, arelle))
        untouched = in_a_copy(lambda: [in_a_copy(partial(by_whole, path))() for path in paths])
        arelle_own = schemas.XmlValidate.validate, aspects.FormulaEvaluator.aspectsMatch
        answers = [answer(arelle.validate, path) for path in [*paths, *reversed(paths)]]  # also after all others
        assert arelle.is_warm
        assert (schemas.XmlValidate.validate, aspects.FormulaEvaluator.aspectsMatch) == arelle_own
        wanted = untouched()
    check([*paths, *reversed(paths)], [*map(stable, answers)], [*map(stable, [*wanted, *reversed(wanted)])])
    assert sum(bool(said[0]) for said in wanted) > len(ODD) // 2


def test_the_messages_are_those_of_a_fresh_load(paths: list[Path]) -> None:
    some = [path for number, path in enumerate(paths) if number * AFRESH // NUMBER != (number - 1) * AFRESH // NUMBER]
    with ArelleValidator(warm=False) as arelle:
        fresh = [answer(arelle.validate, path) for path in some]
        assert not arelle.is_warm
    with ArelleValidator() as arelle:
        check(some, [answer(arelle.validate, path) for path in some], fresh)
        assert arelle.is_warm


def test_the_command_line_of_arelle_says_the_same(paths: list[Path], tmp_path: Path) -> None:
    package = write_package(tmp_path)
    with ArelleValidator() as arelle:
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


def test_nothing_grows(paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("arelle"), "propagate", False)  # the test runner keeps what is logged
    rounds = count()
    with ArelleValidator() as arelle:

        def objects() -> int:
            folder = tmp_path / str(next(rounds))  # under a new name each time, as in a batch
            folder.mkdir()
            for path in paths[:12]:
                answer(arelle.validate, Path(shutil.copy(path, folder)))
            gc.collect()
            return len(gc.get_objects())

        objects()
        assert len({objects() for _ in range(3)}) == 1
        assert arelle.is_warm


@pytest.fixture
def right(tmp_path: Path) -> Path:
    monthly_return = returns.kingsoft_2009()
    path = tmp_path / "right.xbrl"
    path.write_bytes(write_instance(monthly_return, facts_of(monthly_return)))
    return path


@pytest.mark.parametrize(("version", "known"), [("2.47", True), ("2.47.3", True), ("2.48.0", False), ("2.470", False)])
def test_only_one_minor_version_is_known(version: str, known: bool) -> None:
    assert is_known(version) is known


def test_another_version_of_arelle_loads_afresh(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arelle_interface.Version, "version", "2.48.0")
    with ArelleValidator() as arelle:
        assert not arelle.is_warm
        assert arelle.validate(right).is_valid


@pytest.mark.parametrize("error", [InsidesDiffer("another shape"), AttributeError("another name")])
def test_a_model_made_up_otherwise_is_loaded_afresh(
    error: Exception, right: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*_: object) -> None:
        raise error

    monkeypatch.setattr(warm, "WarmModel", differs)
    with ArelleValidator() as arelle:
        assert not arelle.is_warm
        assert arelle.validate(right).is_valid


def test_a_taxonomy_with_mistakes_is_loaded_afresh(tmp_path: Path) -> None:
    whole, wrong = write_package(tmp_path), tmp_path / "wrong.zip"
    with ZipFile(whole) as source, ZipFile(wrong, "w") as target:
        for item in source.infolist():
            target.writestr(item, source.read(item).replace(b"day-from-date($ended", b"day-from-date($absent"))
    with ArelleValidator(wrong) as arelle:
        assert not arelle.is_warm


@pytest.mark.parametrize("owner, name", [(judging.Validator, "judge"), (judging.Together, "evalTest")])
def test_what_goes_wrong_leaves_the_instance_to_the_whole_validation(
    owner: type, name: str, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("an expression failed")

    with ArelleValidator() as arelle:
        expected = [answer(arelle.validate, path) for path in paths[:4]]
        monkeypatch.setattr(owner, name, fails)
        assert [answer(arelle.validate, path) for path in paths[:4]] == expected
        assert arelle.is_warm


def test_a_trace_left_behind_ends_the_reuse_and_not_the_judging(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ArelleValidator() as arelle:
        assert arelle.validate(right).is_valid
        monkeypatch.setattr(WarmModel, "_is_empty", lambda self: False)
        assert arelle.validate(right).is_valid
        assert not arelle.is_warm
        assert arelle.validate(right).is_valid


EMPTY = {
    **dict.fromkeys(("facts", "factsInInstance", "undefinedFacts", "contexts", "units"), ()),
    **dict.fromkeys(("baseSets", "relationshipSets", "modelDocument"), ()),
}


@pytest.mark.parametrize("lacking", ["contexts", "baseSets"])
def test_a_model_without_a_known_attribute_is_not_reused(lacking: str) -> None:
    rest = {name: value for name, value in EMPTY.items() if name != lacking}
    with pytest.raises(InsidesDiffer, match=lacking):
        WarmModel(SimpleNamespace(**rest), list)


def test_a_model_that_holds_an_instance_is_not_reused() -> None:
    with pytest.raises(InsidesDiffer, match="holds an instance"):
        WarmModel(SimpleNamespace(**{**EMPTY, "facts": ["a fact"]}), list)
