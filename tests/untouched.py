"""What judges say of an instance, and the judge that has seen no instance before: a copy of the process for each.

The operating system copies this process as it is when the taxonomy has been loaded and before any instance. The copy
stays as it is, and copies itself for each instance; in that copy Arelle's whole validation judges the instance, with
all that it checks of the taxonomy, and each assertion by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from converter.errors import Refusal
from converter.validation.admission import admit
from converter.validation.arelle_interface import ArelleValidator, Count, Judgement, Message, _judgement

CAN_COPY: Final = hasattr(os, "fork")

Answer = tuple[tuple[Message, ...], Mapping[str, Count] | None] | str
"""What is said of an instance: messages and counts, or the code of a refusal."""


def answer(judge: Callable[[Path], Judgement], path: Path) -> Answer:
    """The counts are left out where a rule met a value that is none: Arelle goes through the facts of a rule in the
    order of their addresses in memory and stops at such a one, so how many it has counted differs from run to run.
    The name of the file is left out of what is said, for the same bytes are judged under one name only."""
    try:
        judgement = judge(path)
    except Refusal as refusal:
        return refusal.code
    was_stopped = any(message.code.startswith("err:") for message in judgement.messages)
    messages = tuple(replace(it, text=it.text.replace(path.name, "it")) for it in judgement.messages)
    return messages, None if was_stopped else judgement.counts


def stable(said: Answer) -> Answer:
    """Without the value that a failing rule met first, which differs from run to run as the counts do."""
    if isinstance(said, str):
        return said
    messages = (replace(message, text="") if message.code.startswith("err:") else message for message in said[0])
    return tuple(sorted(messages)), said[1]


def check(paths: Sequence[Path], answers: Sequence[Answer], wanted: Sequence[Answer]) -> None:
    """Fail with the instance of which something else is said than should be."""
    for path, came, should in zip(paths, answers, wanted, strict=True):
        assert came == should, f"{path}: {came!r}\nshould be {should!r}"


class Untouched:
    """The copy that judges; it works while this process goes on."""

    def __init__(self, asking: Connection) -> None:
        self._asking = asking
        self._known: dict[bytes, Answer] = {}
        self._asked: list[bytes] = []

    def begin(self, paths: Sequence[Path]) -> Callable[[], list[Answer]]:
        """Start to judge the instances; what is returned waits for what is said of each.

        Of the same bytes the same is said in a copy of the same process, so they are judged there once.
        """
        self._wait()
        contents = [path.read_bytes() for path in paths]
        new = {content: path for content, path in zip(contents, paths, strict=True) if content not in self._known}
        if new:
            self._asked = [*new]
            self._asking.send([*new.values()])

        def answers() -> list[Answer]:
            self._wait()
            return [self._known[content] for content in contents]

        return answers

    def _wait(self) -> None:
        if self._asked:
            self._known.update(zip(self._asked, self._asking.recv(), strict=True))
            self._asked = []


@contextmanager
def untouched_copy(arelle: ArelleValidator) -> Iterator[Untouched]:
    """Copy this process, in which ``arelle`` is open and has judged nothing yet."""
    asking, asked = Pipe()
    child = os.fork()
    if child == 0:
        try:
            asking.close()
            sys.settrace(None)  # what is covered in a copy is not kept
            _answer_all(arelle, asked)
        finally:
            os._exit(0)  # whatever happens, the tests do not go on twice
    asked.close()
    try:
        yield Untouched(asking)
    finally:
        asking.close()
        os.waitpid(child, 0)


def _answer_all(arelle: ArelleValidator, asked: Connection) -> None:
    """Judge what is asked, each instance in a copy of its own, until nobody can ask any more."""
    while True:
        try:
            paths = asked.recv()
        except EOFError:
            return
        asked.send([_in_a_copy(arelle, path) for path in paths])


def _in_a_copy(arelle: ArelleValidator, path: Path) -> Answer:
    receiving, sending = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        try:
            sending.send(answer(lambda it: _by_whole_validation(arelle, it), path))
        finally:
            os._exit(0)
    sending.close()
    with receiving:
        said: Answer = receiving.recv()
    os.waitpid(child, 0)
    return said


def _by_whole_validation(arelle: ArelleValidator, path: Path) -> Judgement:
    """Judged by what Arelle does with an instance that it has loaded, all of it and nothing else."""
    admit(path)
    assert arelle._warm is not None
    arelle._warm._judge(path, wholly=True)
    return _judgement(arelle._log.taken(), arelle._warm._model.errors)
