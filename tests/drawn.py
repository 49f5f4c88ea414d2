"""Returns drawn by Hypothesis as issuers would file them, right and wrong, of both families of editions.

What is drawn is small: a source, a month, a seed, the mistakes. Of it a return is made, the same on every machine; and
where a test fails, Hypothesis takes away mistakes until one is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from hypothesis import assume
from hypothesis import strategies as st

from converter.facts import facts_of
from converter.model import Edition, MonthlyReturn
from converter.rules import recover
from tests import returns, returns_ff301
from tests.generator.dice import month_end
from tests.generator.draw import MONTHS as OF_LEGACY
from tests.generator.draw import draw_return
from tests.generator.ff301.draw import MONTHS, draw_ff301
from tests.generator.ff301.wording import Language
from tests.judges import Judged, concerned
from tests.mistakes import possible, with_mistakes

BUILT: Final[Mapping[str, Callable[[], MonthlyReturn]]] = {**returns.ALL, **returns_ff301.ALL}
"""The returns built by hand, which have what the dice seldom throw."""
OF_FF301: Final = {edition: tuple(day.year * 12 + day.month - 1 for day in days) for edition, days in MONTHS.items()}
"""The first and the last month of each edition, counted from the year 0 as :data:`OF_LEGACY` does."""
MOST_MISTAKES: Final = 3


@dataclass(frozen=True)
class Source:
    """What returns are drawn from: an edition of the form, its month and language, or a return built by hand."""

    name: str
    ended: date | None = None
    language: Language = Language.ENGLISH

    def drawn(self, seed: int) -> MonthlyReturn:
        """The right return of a seed; of those built by hand there is but one."""
        if self.name in BUILT:
            return recover(BUILT[self.name]())[0]
        random, edition = Random(f"{self} {seed}"), Edition(self.name)
        if edition in OF_LEGACY:
            return draw_return(random, edition=edition, language=self.language, ended=self.ended)
        return draw_ff301(random, edition, self.language, ended=self.ended)


@dataclass(frozen=True)
class Drawn:
    """A return by what it is drawn from: what is printed of it is enough to draw it again."""

    source: Source
    seed: int
    mistakes: tuple[tuple[str, str], ...] = ()

    def judged(self) -> Judged:
        """The return with its mistakes, and its facts; of a wrong one those that share a rule with what is wrong."""
        right = self.source.drawn(self.seed)
        if not self.mistakes:
            return right, facts_of(right)
        wrong = with_mistakes(right, dict(self.mistakes))
        return wrong, concerned(facts_of(wrong), facts_of(right))


def sources() -> st.SearchStrategy[Source]:
    """The editions, each with any month of its time; and those built by hand, which have a month of their own."""
    editions = [
        st.builds(Source, st.just(str(edition)), _month_ends(first, last), st.sampled_from(Language))
        for edition, (first, last) in {**OF_LEGACY, **OF_FF301}.items()
    ]
    return st.one_of(*editions, st.builds(Source, st.sampled_from(sorted(BUILT))))


def _month_ends(first: int, last: int) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda month: month_end(month // 12, month % 12 + 1))


@st.composite
def batches(draw: st.DrawFn, size: int) -> Sequence[Drawn]:
    """Draw so many returns of one source, and so of one month: they fit into one instance."""
    source = draw(sources())
    return [draw(_returns(source)) for _ in range(size)]


@st.composite
def _returns(draw: st.DrawFn, source: Source) -> Drawn:
    seed = draw(st.integers(0, 2**32 - 1))
    right = source.drawn(seed)
    of_path = possible(right)
    mistake = st.sampled_from(sorted(of_path)).flatmap(lambda path: st.sampled_from(of_path[path]))
    mistakes = st.lists(mistake, max_size=MOST_MISTAKES, unique_by=lambda each: each[0])
    drawn = Drawn(source, seed, tuple(draw(mistakes)))
    assume(drawn.judged()[0].stock_code is not None)  # without it, nobody could be named in an instance
    return drawn
