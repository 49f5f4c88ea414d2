"""How much faster a filing is read and written than Arelle's command line judges its instance.

``python benchmarks/speed.py [FILING...]`` prints ratios of times taken in this one run, on this one machine, so that
they can be compared with those of another. Without an argument the example filings are taken.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from converter.authoring import write_package
from converter.pipeline import convert

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COMMANDS = Path(sys.executable).parent
ROUNDS = 20
ARELLE_ROUNDS = 3


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of one call, in seconds."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return median(times)


def run(*command: str | Path) -> None:
    """Run a command and let nothing that fails pass for something fast."""
    subprocess.run(command, check=True, capture_output=True)


def main(filings: list[Path]) -> None:
    """Measure each filing and print a table."""
    print(f"{'filing':<36} {'convert':>10} {'command':>10} {'Arelle':>10} {'convert is faster':>18}")
    with tempfile.TemporaryDirectory() as scratch:
        package = write_package(Path(scratch))
        for filing in filings:
            content = filing.read_bytes()
            documents = convert(content, filing.name).documents  # the definition is loaded, once in a process
            instance = Path(scratch) / next(name for name in documents if name.endswith(".xbrl"))
            instance.write_bytes(documents[instance.name])
            arelle = [COMMANDS / "arelleCmdLine", "--file", instance, "--packages", package, "--validate"]
            arelle += ["--calc", "c11r", "--internetConnectivity", "offline"]
            ours = seconds(lambda content=content, filing=filing: convert(content, filing.name), ROUNDS)
            command = [COMMANDS / "python", "-m", "converter", "convert", filing, "--out", scratch]
            process = seconds(lambda command=command: run(*command), ARELLE_ROUNDS)
            theirs = seconds(lambda arelle=arelle: run(*arelle), ARELLE_ROUNDS)
            times = f"{ours * 1000:>7.1f} ms {process * 1000:>7.0f} ms {theirs * 1000:>7.0f} ms"
            print(f"{filing.name:<36} {times} {theirs / ours:>12.0f} times")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(path for path in EXAMPLES.iterdir() if path.is_file()))
