"""What the benchmarks share: the processor's time of a piece of work, and tables.

Times are of the processor, those of this process and of what it started taken together, so that other work on the
machine disturbs them little.
"""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median


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


def milliseconds(seconds: float) -> str:
    """A time with so many places as it has meaning."""
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"
