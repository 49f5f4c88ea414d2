"""What one file costs: an instance validated, in three ways, and a filing converted; and where the time goes.

``python -m benchmarks.speed`` prints tables in markdown, all of them measured in one run. The instances are those of
the example filings, and drawn ones, the same on every machine.
"""

from __future__ import annotations

import logging
import platform
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from arelle.api.Session import Session
from arelle.formula import FormulaEvaluator
from arelle.RuntimeOptions import RuntimeOptions

from benchmarks.measuring import each, milliseconds, run, table, taken
from converter import definition
from converter.authoring import write_package
from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.pipeline import convert
from converter.validation import arelle_interface, warm
from converter.validation.arelle_interface import ArelleValidator
from converter.validation.warm import judging, schemas
from converter.writing.instance import write_instance
from tests import returns
from tests.conftest import CHECKOUT
from tests.generator.draw import return_by_seed

COMMANDS = Path(sys.executable).parent
MANY, FEW = 12, 5
"""How many instances a measurement is made with; how many where everything is loaded again for each."""
ROUNDS = 5
ENDURING = 3000
"""How many instances memory is watched over."""
SMALL = (returns.warrants, returns.preference_shares, returns.share_consolidation)


def written(folder: Path, made: list[MonthlyReturn]) -> list[Path]:
    """Write the instances of returns."""
    folder.mkdir()
    paths = []
    for number, monthly_return in enumerate(made):
        paths.append(folder / f"{number}.xbrl")
        paths[-1].write_bytes(write_instance(monthly_return, facts_of(monthly_return)))
    return paths


def of_the_examples(folder: Path) -> list[Path]:
    """Write the instances of the example filings."""
    folder.mkdir()
    for filing in examples("*.md", "*.txt", "*.pdf"):
        documents = convert(filing.read_bytes(), filing.name).documents
        for name in (name for name in documents if name.endswith(".xbrl")):
            (folder / f"{filing.name}.xbrl").write_bytes(documents[name])
    return sorted(folder.iterdir())


def examples(*patterns: str) -> list[Path]:
    """The example filings whose names match a pattern."""
    return sorted(path for pattern in patterns for path in (CHECKOUT / "examples").glob(pattern))


def by_session(package: Path, cache: Path, instance: Path) -> None:
    """Validate an instance with a session of Arelle of its own, in this process."""
    options = RuntimeOptions(
        entrypointFile=str(instance),
        packages=[str(package)],
        validate=True,
        calcs="c11r",
        internetConnectivity="offline",
        cacheDirectory=str(cache),
        disablePersistentConfig=True,
    )
    with Session() as session:
        session.run(options, logHandler=logging.NullHandler())


def by_command(package: Path, instance: Path) -> None:
    """Validate an instance with Arelle's command line."""
    options = ["--packages", package, "--validate", "--calc", "c11r", "--internetConnectivity", "offline"]
    run(COMMANDS / "arelleCmdLine", "--file", instance, *options)


def validated(kinds: dict[str, list[Path]], package: Path, cache: Path) -> Iterator[tuple[object, ...]]:
    """Measure each way with the same instances."""
    namespace = definition.load().prefix.encode()
    for name, paths in kinds.items():
        with ArelleValidator() as arelle:
            stays = each(arelle.validate, paths)
        session = each(partial(by_session, package, cache), paths[:FEW])
        command = each(partial(by_command, package), paths[:FEW])
        facts = sorted(path.read_bytes().count(b"\n  <%s:" % namespace) for path in paths)[len(paths) // 2]
        times = (milliseconds(seconds) for seconds in (stays, session, command))
        ratios = (f"{session / stays:.0f}", f"{command / stays:.0f}", f"{2 * command / stays:.0f}")
        yield name, len(paths), facts, *times, *ratios


def converted() -> Iterator[tuple[object, ...]]:
    """Measure what one filing takes to be converted, without validation."""
    for kind, patterns in {"text": ("*.md", "*.txt"), "PDF": ("*.pdf",)}.items():
        paths = examples(*patterns)
        _convert(paths[0])
        yield kind, len(paths), milliseconds(each(_convert, paths * ROUNDS))


def _convert(path: Path) -> None:
    convert(path.read_bytes(), path.name)


@contextmanager
def timed(times: Counter[str], owner: Any, name: str, label: Callable[..., str]) -> Iterator[None]:
    """Add up the processor's time of a function, by what the label says of its arguments."""
    function = getattr(owner, name)

    def measured(*arguments: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return function(*arguments, **named)
        finally:
            times[label(*arguments)] += process_time() - start  # type: ignore[assignment]

    with patch.object(owner, name, measured):
        yield


def parts(paths: list[Path]) -> Iterator[tuple[object, ...]]:
    """Measure where the time of an instance goes, the taxonomy loaded."""
    times: Counter[str] = Counter()
    with (
        ArelleValidator() as arelle,
        timed(times, arelle_interface, "admit", lambda *_: "admission"),
        timed(times, warm.WarmModel, "_load", lambda *_: "loading"),
        timed(times, schemas.SchemaCheck, "check", lambda *_: "schemas"),
        timed(times, judging.Validator, "judge", lambda *_: "judging"),
        timed(times, judging.Validator, "_evaluate", lambda *_: "rules"),
        timed(times, warm.WarmModel, "_take_out", lambda *_: "taking out"),
    ):
        whole = sum(taken(lambda path=path: arelle.validate(path)) for path in paths)
    named = {
        "the instance is parsed, its facts and contexts are listed": times["loading"] - times["schemas"],
        "it is checked against the schemas": times["schemas"],
        "facts, contexts, units, dimensions, duplicates, calculations": times["judging"] - times["rules"],
        "the assertions": times["rules"],
        "admission before, taking out afterwards": times["admission"] + times["taking out"],
    }
    for name, seconds in named.items():
        yield name, milliseconds(seconds / len(paths)), f"{seconds / whole:.0%}"


def assertions(paths: list[Path]) -> Iterator[tuple[object, ...]]:
    """Measure what the assertions cost, by the kind of their variables."""
    times: Counter[str] = Counter()
    bindings: Counter[str] = Counter()
    evaluations: Counter[str] = Counter()
    bind, evaluate = FormulaEvaluator.bindFactVariable, FormulaEvaluator.evaluateVariableBindings

    def counted_bind(context: Any, variables: Any, *rest: Any) -> None:
        bindings[_kind(context, variables)] += 1
        bind(context, variables, *rest)

    def counted_evaluation(context: Any, variables: Any, *rest: Any) -> None:
        if not isinstance(variables, judging.Together):
            evaluations[_kind(context, variables)] += 1
        evaluate(context, variables, *rest)

    with ArelleValidator() as arelle, timed(times, FormulaEvaluator, "evaluate", _kind):
        for path in paths:
            arelle.validate(path)
    with (
        ArelleValidator() as arelle,
        patch.object(FormulaEvaluator, "bindFactVariable", counted_bind),
        patch.object(FormulaEvaluator, "evaluateVariableBindings", counted_evaluation),
    ):
        for path in paths:
            arelle.validate(path)
    for kind, seconds in times.most_common():
        of_one = (f"{count[kind] / len(paths):.0f}" for count in (bindings, evaluations))
        yield kind, milliseconds(seconds / len(paths)), *of_one, f"{seconds / evaluations[kind] * 1000:.2f} ms"


def _kind(_context: Any, variables: Any, *_: Any) -> str:
    """The kind of the variables of an assertion, or of several that share them."""
    bound = [relationship.toModelObject for relationship in variables.orderedVariableRelationships]
    if any(variable.bindAsSequence == "true" for variable in bound):
        return "with sequences of facts"
    return "with fallbacks" if any(variable.get("fallbackValue") for variable in bound) else "single facts"


def memory(paths: list[Path]) -> Iterator[tuple[object, ...]]:
    """Watch the memory of one process over thousands of instances, the greatest so far after each third."""
    with ArelleValidator() as arelle:
        for number in range(ENDURING + 1):
            if number in (100, ENDURING // 3, ENDURING * 2 // 3, ENDURING):
                yield number, f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MB"
            arelle.validate(paths[number % len(paths)])


def main() -> None:
    """Measure, and print the tables."""
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        drawn = written(scratch / "drawn", [return_by_seed(seed) for seed in range(MANY)])
        small = written(scratch / "small", [make() for make in SMALL] * (MANY // len(SMALL)))
        kinds = {"of the examples": of_the_examples(scratch / "examples"), "drawn": drawn, "small": small}
        table("Memory of one process that validates", "instances|the greatest so far", memory(small + drawn[:1]))
        table("Where the time of a drawn instance goes", "what is done|time|share", parts(drawn))
        head = "the variables|time for an instance|bindings|evaluations|time for an evaluation"
        table("The assertions of a drawn instance", head, assertions(drawn))
        head = "instances|number|facts|taxonomy stays loaded|a session each|arelleCmdLine|session : stays"
        head += "|arelleCmdLine : stays|with two cores"
        package = write_package(scratch / "package")
        table("One instance validated", head, validated(kinds, package, scratch / "cache"))
        table("One example filing converted", "from|filings|without validation", converted())


if __name__ == "__main__":
    main()
