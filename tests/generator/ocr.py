"""Measure OCR on pictures of drawn returns and print a table: ``python -m tests.generator.ocr``.

Needs Tesseract with English and Chinese; ``outcome`` draws Chinese returns too, with the font of a package of Debian.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

import pypdfium2

from converter.model import Edition
from tests.generator.draw import return_by_seed
from tests.generator.ff301.draw import ff301_by_seed
from tests.generator.ff301.judge import REFUSED, REPORTED, RIGHT, SILENT, Outcome, judged
from tests.generator.ff301.wording import Language
from tests.generator.pictures import Scan, legacy_pdf, ruled_pdf, scanned

SEEDS = range(1000, 1002)
SCANS = {
    "300 dpi": Scan(),
    "200 dpi, JPEG of quality 50": Scan(dpi=200, quality=50),
    "200 dpi, turned by 0.7 degrees, with noise": Scan(dpi=200, turned=0.7, noise=12, quality=50),
}
"""How the pages were scanned, by what the table calls it."""


class Form(NamedTuple):
    """What is scanned: an edition in a language; without an edition, a return of 2009 to 2021."""

    edition: Edition | None
    language: Language = Language.ENGLISH

    def __str__(self) -> str:
        """As the table calls it."""
        return f"{self.edition or '2009 to 2021'} | {self.language}"


FORMS = (Form(None), Form(Edition.FF301_1_0))
HEAD = f"""# How well pictures are read

With {{version}}; another version of Tesseract reads a little differently.
{len(SEEDS)} returns for each row are drawn at random, typeset with rulings around the cells (2009 to 2021: columns
without rulings), made pictures of, and read with `--ocr`. The counts are of printed numbers other than zero.
*Reported*: not read, or wrong, and a finding or a rule that does not hold speaks of the figure, its row or its part.
*Silently wrong*: anything else.

| edition | language | scan | pages | numbers | right | reported | silently wrong |
|---|---|---|---:|---:|---:|---:|---:|
"""


def outcome(form: Form, scan: Scan, seed: int) -> tuple[int, Outcome]:
    """The pages of a drawn return, and what became of its numbers."""
    if form.edition is None:
        truth = return_by_seed(seed)
        drawn = legacy_pdf(truth)
    else:
        truth = ff301_by_seed(seed, form.edition, form.language)
        drawn = ruled_pdf(truth, form.language, seed)
    with pypdfium2.PdfDocument(drawn) as document:
        pages = len(document)
    return pages, judged(truth, scanned(drawn, scan), numbers_alone=True, ocr=True)


def rows() -> Iterator[str]:
    """Yield the rows of the table."""
    for form in FORMS:
        for name, scan in SCANS.items():
            start, pages, counts = perf_counter(), 0, Counter[str]()
            for seed in SEEDS:
                more, found = outcome(form, scan, seed)
                pages += more
                counts.update(found.counts)
                for address, pair in found.silences.items():
                    print(f"  {seed} {address}: {pair}")
            print(f"{form} | {name}: {perf_counter() - start:.0f} s, {pages} pages")
            cells = (counts.total(), counts[RIGHT], counts[REPORTED] + counts[REFUSED], counts[SILENT])
            yield f"| {form} | {name} | {pages} | " + " | ".join(f"{cell:,}" for cell in cells) + " |"


def version() -> str:
    """The version of Tesseract, as it tells it."""
    program = shutil.which("tesseract")
    if program is None:
        raise SystemExit("apt install tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-tra")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.splitlines()[0].capitalize()


if __name__ == "__main__":
    print(HEAD.format(version=version()), end="")
    for row in rows():
        print(row, flush=True)
