"""What a batch costs: validation, conversion, and both from end to end.

``python -m benchmarks.batch [--returns N]... [--validated N]... [--jobs N]`` prints tables in markdown. All of a table
is measured in one run. Times are of the processor, those of the process and of what it started taken together, so that
other work on the machine disturbs them little; what a user waits for is given beside them, and is only right on a
machine that does nothing else. The returns are drawn, each of about a hundred facts, the same on every machine.
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import click

from converter.authoring import write_package
from converter.facts import facts_of
from converter.model import MonthlyReturn
from converter.pipeline import convert
from converter.validation.arelle_interface import ArelleValidator
from converter.writing.instance import write_instance
from tests import returns
from tests.conftest import CHECKOUT
from tests.generator.draw import return_by_seed
from tests.generator.notation import Style
from tests.generator.typeset import typeset

BIN = Path(sys.executable).parent
SMALL, FEW = 12, 5
"""How many instances validation is measured with; how many where everything is loaded again for each."""


def processor_seconds() -> float:
    """What this process and those it has waited for have used of the processor."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def taken(work: Callable[[], object]) -> float:
    """The seconds of the processor that one call takes."""
    start = processor_seconds()
    work()
    return processor_seconds() - start


def each(work: Callable[[Path], object], paths: Iterable[Path]) -> float:
    """The median of one call for each path."""
    return median(taken(lambda path=path: work(path)) for path in paths)


def run(*command: str | Path) -> None:
    """Run a command and let nothing that fails pass for something fast."""
    subprocess.run(command, check=True, capture_output=True)


def table(title: str, head: str, rows: Iterable[Iterable[object]]) -> None:
    """Print a table in markdown."""
    columns = head.split("|")
    print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)


def instances(folder: Path, made: Iterable[MonthlyReturn]) -> tuple[list[Path], float]:
    """Write the instances of returns; their paths, and the median number of facts."""
    paths, counts = [], []
    for number, monthly_return in enumerate(made):
        facts = facts_of(monthly_return)
        paths.append(folder / f"{number}.xbrl")
        paths[-1].write_bytes(write_instance(monthly_return, facts))
        counts.append(len(facts))
    return paths, median(counts)


def validation(scratch: Path) -> None:
    """Measure what Arelle takes for one instance, in three ways."""
    small = [make() for make in (returns.warrants, returns.preference_shares, returns.share_consolidation)]
    samples = {"small": small * (SMALL // 3), "drawn": [return_by_seed(seed) for seed in range(SMALL)]}
    package = write_package(scratch)
    head = "instances|facts|taxonomy stays loaded|loaded afresh|arelleCmdLine|afresh : stays|arelleCmdLine : stays"
    rows = (validated(name, made, scratch / name, package) for name, made in samples.items())
    table("One instance validated", head, rows)


def validated(name: str, made: Iterable[MonthlyReturn], folder: Path, package: Path) -> tuple[object, ...]:
    """Measure the three ways with the same instances."""
    folder.mkdir()
    paths, facts = instances(folder, made)
    with ArelleValidator() as arelle:
        arelle.validate(paths[0])  # the rules are compiled with the first instance
        warm = each(arelle.validate, paths)
    with ArelleValidator(warm=False) as arelle:
        fresh = each(arelle.validate, paths[:FEW])
    arguments = ["--packages", str(package), "--validate", "--calc", "c11r", "--internetConnectivity", "offline"]
    alone = each(partial(run, str(BIN / "arelleCmdLine"), *arguments, "--file"), paths[:FEW])
    ways = (f"{seconds * 1000:.0f} ms" for seconds in (warm, fresh, alone))
    return name, f"{facts:.0f}", *ways, f"{fresh / warm:.1f}", f"{alone / warm:.1f}"


def conversion() -> None:
    """Measure what one filing takes to be converted, without validation."""
    rows = []
    kinds = {"text": ("*.md", "*.txt"), "PDF": ("*.pdf",)}
    for kind, patterns in kinds.items():
        paths = sorted(path for pattern in patterns for path in (CHECKOUT / "examples").glob(pattern))
        _converted(paths[0])
        seconds = median(each(_converted, paths) for _ in range(5))
        rows.append((kind, len(paths), f"{seconds * 1000:.1f} ms"))
    table("One example filing converted", "from|filings|without validation", rows)


def _converted(path: Path) -> None:
    convert(path.read_bytes(), path.name)


def batch(scratch: Path, number: int, jobs: int, validate: bool) -> tuple[object, ...]:
    """Convert so many drawn returns with the command; count, time of the processor, time waited, memory."""
    folder = scratch / f"{number}"
    if not folder.is_dir():
        folder.mkdir()
        for seed in range(number):
            text = typeset(return_by_seed(seed), Style())
            (folder / f"{seed:06}.md").write_text(text, encoding="utf-8")
    out = scratch / f"out-{number}-{validate}"
    arguments = ["convert", str(folder), "--out", str(out), "--jobs", str(jobs)]
    arguments += [] if validate else ["--no-validate"]
    start = perf_counter()
    command = [sys.executable, "-m", "converter", *arguments]
    used = taken(lambda: subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    waited = perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    each_return = f"{used / number * 1000:.0f} ms"
    return number, "yes" if validate else "no", each_return, f"{waited:.0f} s", f"{number / waited:.1f}", f"{memory} MB"


@click.command()
@click.option("--returns", "numbers", type=int, multiple=True, default=(100, 1000), help="Batches not validated.")
@click.option("--validated", type=int, multiple=True, default=(100, 1000), help="Batches with validation.")
@click.option("--jobs", type=int, default=2, help="Worker processes.")
@click.option("--only", type=click.Choice(["validation", "conversion", "batch"]), help="Only one of the tables.")
def main(numbers: tuple[int, ...], validated: tuple[int, ...], jobs: int, only: str | None) -> None:
    """Measure, and print the tables."""
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if only in (None, "batch"):  # first: the largest process so far must be one of the batch
            sizes = [(number, False) for number in numbers] + [(number, True) for number in validated]
            rows = (batch(scratch, number, jobs, validate) for number, validate in sizes)
            head = "returns|validated|processor, each|waited|a second|memory of the largest process"
            table(f"A batch from text, {jobs} workers", head, rows)
        if only in (None, "conversion"):
            conversion()
        if only in (None, "validation"):
            validation(scratch)


if __name__ == "__main__":
    main()
