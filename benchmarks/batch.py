"""What a batch costs from end to end.

``python -m benchmarks.batch [--returns N]... [--validated N]... [--jobs N]`` prints a table in markdown. What a user
waits for is given beside the processor's time, and is only right on a machine that does nothing else. The returns are
drawn, each of about a hundred facts, the same on every machine.
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import click

from benchmarks.measuring import table, taken
from tests.conftest import CHECKOUT
from tests.generator.draw import return_by_seed
from tests.generator.notation import Style
from tests.generator.typeset import typeset

SIZES = (100, 1000, 10_000)


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
    each_return = f"{used / number * 1000:.1f} ms"
    return number, "yes" if validate else "no", each_return, f"{waited:.0f} s", f"{number / waited:.1f}", f"{memory} MB"


@click.command()
@click.option("--returns", "numbers", type=int, multiple=True, default=SIZES, help="Batches not validated.")
@click.option("--validated", type=int, multiple=True, default=SIZES, help="Batches with validation.")
@click.option("--jobs", type=int, default=2, help="Worker processes.")
def main(numbers: tuple[int, ...], validated: tuple[int, ...], jobs: int) -> None:
    """Measure, and print the table."""
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        sizes = [(number, False) for number in numbers] + [(number, True) for number in validated]
        rows = (batch(Path(name), number, jobs, validate) for number, validate in sizes)
        head = "returns|validated|processor, each|waited|a second|memory of the largest process"
        table(f"A batch from text, {jobs} workers", head, rows)


if __name__ == "__main__":
    main()
