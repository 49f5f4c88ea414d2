"""Small sets of facts on which a rule has one verdict, for every rule and every exception of the definition."""

from __future__ import annotations

from tests.scenarios.facts import MONTH_END, Scenario, closing, during, month, opening
from tests.scenarios.head_and_capital import authorised, header, issued
from tests.scenarios.movements import movements
from tests.scenarios.options_and_instruments import instruments, options
from tests.scenarios.totals import conversion_of_a_class, totals

__all__ = ["MONTH_END", "Scenario", "closing", "during", "month", "opening", "scenarios"]


def scenarios() -> tuple[Scenario, ...]:
    """Every scenario; each has the fact of the month, without which no return is written."""
    parts = (header, authorised, issued, options, instruments, totals, conversion_of_a_class, movements)
    return tuple(_with_month(scenario) for part in parts for scenario in part())


def _with_month(scenario: Scenario) -> Scenario:
    if any(item.concept == "MonthEnded" for item in scenario.facts):
        return scenario
    return Scenario(scenario.rule, scenario.verdict, (month(), *scenario.facts), scenario.reason)
