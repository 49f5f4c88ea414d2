"""Measure the reader on many returns that nobody has looked at: ``python -m tests.generator.unseen FIRST NUMBER``.

For every kind of damage and every kind of file, NUMBER returns from the seed FIRST on, of the editions to 2021 and of
each version of FF301, in all languages. Prints the counts of printed numbers, and names each one that is wrong in
silence with what draws it again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from converter.model import Edition
from tests.generator import damage, files, judge
from tests.generator.ff301 import damage as ff301_damage
from tests.generator.ff301 import judge as ff301_judge
from tests.generator.ff301 import layouts
from tests.generator.ff301.draw import MONTHS
from tests.generator.ff301.wording import Language

Measured = tuple[Counter[str], list[str]]


def to_2021(harm: str, kind: files.Kind, seeds: range) -> Measured:
    """Measure the editions to 2021, of which one follows the other with their languages."""
    counts, silences = judge.judged(harm, seeds, kind)
    return counts, [f"to 2021, {kind}, {harm}, seed {silence.seed}: {silence.what}" for silence in silences]


def ff301(harm: str, kind: layouts.Kind, edition: Edition, seeds: range) -> Measured:
    """Measure one version of FF301; the languages take turns."""
    counts: Counter[str] = Counter()
    named: list[str] = []
    for number, language in enumerate(Language):
        outcome = ff301_judge.measured(edition, language, kind, seeds[number :: len(Language)], harm)
        counts += outcome.counts
        counts["silently wrong"] -= len(outcome.unruled)
        counts["wrong, no rule"] += len(outcome.unruled)
        ruled = (f"{at}: {pair}" for at, pair in outcome.silences.items() if at not in outcome.unruled)
        named += [f"{edition}, {language}, {kind}, {harm}, seed {each}" for each in ruled]
    return counts, named


def tasks(seeds: range) -> Iterator[Callable[[], Measured]]:
    """Yield every measurement, each by itself."""
    for harm in damage.KINDS:
        for file in files.Kind:
            yield partial(to_2021, harm, file, seeds)
    for harm in ff301_damage.KINDS:
        for layout in layouts.Kind:
            for edition in MONTHS:
                yield partial(ff301, harm, layout, edition, seeds)


def main(first: int, number: int) -> None:
    """Measure in as many processes as there are cores, and print what came of it."""
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for pending in [pool.submit(task) for task in tasks(range(first, first + number))]:
            found, named = pending.result()
            counts += found
            print("".join(f"{line}\n" for line in named), end="", flush=True)
    for verdict, count in counts.most_common():
        print(f"{count:>9,}  {verdict}")
    honest = (counts["right"] + counts["recovered"]) * 1000 // counts.total()
    print(f"{counts.total():>9,}  numbers printed, {honest // 10}.{honest % 10} % right or recovered")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
