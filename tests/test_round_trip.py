"""What is typeset is read back: every figure with its state and its value, in every layout."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from converter.model import Edition, MonthlyReturn
from tests.generator.draw import draw_return, return_by_seed
from tests.generator.examples import Example, examples
from tests.generator.ff301.wording import Language
from tests.generator.files import FORMS, Kind, drawn
from tests.generator.judge import convert, misread
from tests.generator.notation import LOSES_BLANKS, Layout, Style, draw_style
from tests.generator.typeset import typeset

EXAMPLES = [pytest.param(it, id=it.name) for it in examples()]


def check(truth: MonthlyReturn, text: str) -> None:
    """Read a clean text: every figure is right, and nothing is found amiss."""
    came = convert(text)
    assert misread(truth, came.monthly_return) == {}, text
    assert came.findings == (), text


# A failing case is shown as it is: to make a whole return smaller takes minutes.
QUICK = settings(max_examples=25, derandomize=True, phases=(Phase.explicit, Phase.generate))


@pytest.mark.parametrize("layout", Layout)
@QUICK
@given(random=st.randoms(use_true_random=False))
def test_a_clean_text_is_read_without_a_mistake(layout: Layout, random: Random) -> None:
    drawn = draw_return(random, gaps=layout not in LOSES_BLANKS)
    check(drawn, typeset(drawn, draw_style(random, layout)))


@pytest.mark.no_cover  # the lines of the test above
@pytest.mark.parametrize("layout", Layout)
def test_many_habits_are_read_without_a_mistake(layout: Layout) -> None:
    for seed in range(30):
        drawn = return_by_seed(seed, gaps=layout not in LOSES_BLANKS)
        check(drawn, typeset(drawn, draw_style(Random(seed), layout)))


@pytest.mark.no_cover
@pytest.mark.parametrize("layout", Layout)
def test_plain_habits_are_read_without_a_mistake(layout: Layout) -> None:
    for seed in range(10):
        drawn = return_by_seed(seed, gaps=layout not in LOSES_BLANKS)
        check(drawn, typeset(drawn, Style(layout=layout)))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form[0]}{' HDR' if form[1] else ''}")
def test_every_edition_and_language_is_read_in_every_kind_of_file(
    form: tuple[Edition, bool], language: Language, kind: Kind
) -> None:
    for seed in range(4):
        truth, content = drawn(seed, kind, form, language)
        assert misread(truth, convert(content).monthly_return) == {}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_read_without_a_mistake(example: Example) -> None:
    check(example.monthly_return, example.text)
