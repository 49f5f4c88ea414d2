"""A taxonomy that stays loaded gives the messages of one that is loaded afresh, and nothing of an instance stays.

Three references, from the cheapest to the dearest. *Untouched*: a copy of the process as it was before the first
instance, made by the operating system for each instance anew. *Fresh*: everything loaded again for each instance.
*Arelle's command line*, the referee. ``MONTHLY_RETURN_INSTANCES`` says how many instances are compared with the
first (100 without it; `make warm` sets 1000).
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from converter.authoring import write_package
from converter.errors import Refusal
from converter.facts import facts_of
from converter.validation import arelle_interface
from converter.validation.arelle_interface import ArelleValidator, Count, Message
from converter.validation.warm import InsidesDiffer, WarmModel, is_known
from converter.writing.instance import write_instance
from tests import returns
from tests.instances import instances

NUMBER = int(os.environ.get("MONTHLY_RETURN_INSTANCES", "100"))
AFRESH = 24
BY_COMMAND = 4
ARELLE = Path(sys.executable).parent / "arelleCmdLine"

Answer = tuple[tuple[Message, ...], Mapping[str, Count] | None] | str
"""What is said of an instance: messages and counts, or the code of a refusal."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The instances, each in a file."""
    folder = tmp_path_factory.mktemp("instances")
    found = []
    for number, content in enumerate(instances(max(NUMBER, AFRESH))):
        found.append(folder / f"{number}.xbrl")
        found[-1].write_bytes(content)
    return found


def answer(arelle: ArelleValidator, path: Path) -> Answer:
    """The counts are left out where a rule met a value that is none: Arelle goes through the facts of a rule in the
    order of their addresses in memory and stops at such a one, so how many it has counted differs from run to run."""
    try:
        judgement = arelle.validate(path)
    except Refusal as refusal:
        return refusal.code
    was_stopped = any(message.code.startswith("err:") for message in judgement.messages)
    return judgement.messages, None if was_stopped else judgement.counts


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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the operating system cannot copy a process")
def test_each_instance_is_judged_as_if_it_were_the_first(paths: list[Path]) -> None:
    with ArelleValidator() as arelle:
        assert arelle._warm is not None
        with arelle._warm.holding(lambda model: None) as model:
            arelle._judged(model)  # the rules are compiled once here, before the copies are made
        # A copy stays as it is and copies itself for each instance, while this process goes from one to the next.
        untouched = in_a_copy(lambda: [in_a_copy(partial(answer, arelle, path))() for path in paths[:NUMBER]])
        answers = [answer(arelle, path) for path in paths[:NUMBER]]
        assert arelle.is_warm
        check(paths[:NUMBER], answers, untouched())
    judged = [said[0] for said in answers if not isinstance(said, str)]
    assert len(judged) > NUMBER * 9 // 10
    assert NUMBER // 5 < sum(messages == () for messages in judged) < NUMBER * 4 // 5


def test_the_messages_are_those_of_a_fresh_load(paths: list[Path]) -> None:
    with ArelleValidator(warm=False) as arelle:
        fresh = [answer(arelle, path) for path in paths[:AFRESH]]
        assert not arelle.is_warm
    with ArelleValidator() as arelle:
        check(paths[:AFRESH], [answer(arelle, path) for path in paths[:AFRESH]], fresh)
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


def test_nothing_grows(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("arelle"), "propagate", False)  # the test runner keeps what is logged
    with ArelleValidator() as arelle:

        def objects() -> int:
            for path in paths[:12]:
                answer(arelle, path)
            gc.collect()
            return len(gc.get_objects())

        objects()
        assert len({objects() for _ in range(3)}) == 1


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


def test_a_model_made_up_otherwise_is_loaded_afresh(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def differs(_model: Any) -> None:
        raise InsidesDiffer("another shape")

    monkeypatch.setattr(arelle_interface, "WarmModel", differs)
    with ArelleValidator() as arelle:
        assert not arelle.is_warm
        assert arelle.validate(right).is_valid


def test_a_trace_left_behind_ends_the_reuse_and_not_the_judging(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ArelleValidator() as arelle:
        assert arelle.validate(right).is_valid
        monkeypatch.setattr(WarmModel, "_is_empty", lambda self: False)
        assert arelle.validate(right).is_valid
        assert not arelle.is_warm
        assert arelle.validate(right).is_valid


@pytest.mark.parametrize("lacking", ["contexts", "baseSets"])
def test_a_model_without_a_known_attribute_is_not_reused(lacking: str) -> None:
    whole: dict[str, Any] = dict.fromkeys(("facts", "factsInInstance", "undefinedFacts", "contexts", "units"), ())
    whole |= {"baseSets": {}, "relationshipSets": {}, "modelDocument": None, "errors": []}
    WarmModel(SimpleNamespace(**whole))
    del whole[lacking]
    with pytest.raises(InsidesDiffer, match=lacking):
        WarmModel(SimpleNamespace(**whole))


def test_a_model_that_holds_an_instance_is_not_reused() -> None:
    whole: dict[str, Any] = dict.fromkeys(("facts", "factsInInstance", "undefinedFacts", "contexts", "units"), ())
    whole |= {"baseSets": {}, "relationshipSets": {}, "modelDocument": None, "facts": ["a fact"]}
    with pytest.raises(InsidesDiffer, match="holds an instance"):
        WarmModel(SimpleNamespace(**whole))
