"""How much faster a PDF is read than pdfplumber takes its text alone.

``python -m benchmarks.reading [PDF...]`` prints medians and ratios of this one run, on this one machine, so that they
can be compared with those of another. Without an argument the PDF files among the examples are taken. pdfplumber is no
dependency: without it (``pip install pdfplumber``) our own times are printed alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

from converter.pipeline import convert
from converter.reading.source import read_source, text_order_source

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROUNDS = 15
PLUMBER_ROUNDS = 5


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median time that one call takes of the processor; a first call loads what a process needs once."""
    work()
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def by_pdfplumber(content: bytes) -> str:
    """The text of a PDF as pdfplumber extracts it."""
    import pdfplumber

    with pdfplumber.open(BytesIO(content)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def main(filings: list[Path]) -> None:
    """Measure each PDF and print a table; the ratios are those to pdfplumber."""
    measured: dict[str, Callable[[bytes], object]] = {
        "by places": lambda content: read_source(content, "return.pdf"),
        "in both ways": lambda content: text_order_source(read_source(content, "return.pdf")),
        "to an instance": lambda content: convert(content, "return.pdf"),
    }
    print(f"{'PDF':<40} {'pdfplumber':>12}" + "".join(f" {name:>22}" for name in measured))
    for filing in filings:
        content = filing.read_bytes()
        theirs = milliseconds(lambda content=content: by_pdfplumber(content), PLUMBER_ROUNDS) if PLUMBER else None
        row = f"{filing.name[:40]:<40} {f'{theirs:.0f} ms' if theirs else 'not there':>12}"
        for work in measured.values():
            ours = milliseconds(lambda work=work, content=content: work(content), ROUNDS)
            row += f" {ours:>8.1f} ms" + (f" {theirs / ours:>4.0f} times" if theirs else " " * 11)
        print(row)


PLUMBER = find_spec("pdfplumber") is not None

if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(EXAMPLES.glob("*.pdf")))
