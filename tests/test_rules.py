"""The rules of the definition, evaluated on facts: each verdict for the right reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from converter import definition
from converter.definition import Rule, Variable
from converter.errors import DefinitionError
from converter.facts import facts_of
from converter.findings import Severity
from converter.model import BLANK, Figure, MonthlyReturn
from converter.rules import Evaluation, Outcome, Verdict, evaluate, findings_of, recover
from converter.rules.evaluation import CompiledRule, by_concept, compiled_rules
from converter.rules.expression import Sequence, compile_expression
from converter.walk import entries, with_figures
from tests import returns


def evaluated(monthly_return: MonthlyReturn, changes: Mapping[str, Figure[Any]] | None = None) -> Evaluation:
    changes = dict(changes or {})
    assert changes.keys() <= {entry.address for entry in entries(monthly_return)}
    return evaluate(facts_of(with_figures(monthly_return, changes)))


def outcomes(evaluation: Evaluation, rule: str) -> list[Outcome]:
    return [outcome for outcome in evaluation.outcomes if outcome.rule == rule]


def verdicts(evaluation: Evaluation, rule: str) -> set[str]:
    return {str(outcome.verdict) for outcome in outcomes(evaluation, rule)}


@pytest.mark.parametrize("name", returns.ALL)
def test_no_rule_is_broken_in_a_correct_return(name: str) -> None:
    whole, _ = recover(returns.ALL[name]())
    assert [(outcome.rule, dict(outcome.values)) for outcome in evaluated(whole).broken] == []


@pytest.mark.parametrize("name", returns.ALL)
def test_every_rule_has_an_outcome_and_the_counts_add_up(name: str) -> None:
    evaluation = evaluated(returns.ALL[name]())
    coverage = evaluation.coverage
    assert list(coverage) == [rule.id for rule in definition.load().rules]
    counted = [
        number
        for of_rule in coverage.values()
        for number in (of_rule.satisfied, of_rule.broken, of_rule.explained, of_rule.not_evaluated)
    ]
    assert sum(counted) == len(evaluation.outcomes)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"issued.blocks[ordinary-1].closing": returns.stated(1_094_047_134, 43)}, "MR-II-ROLL"),
        ({"issued.blocks[ordinary-1].increase": returns.stated(-871_000, 42)}, "MR-II-ROLL"),
        ({"issued.blocks[ordinary-1].increase": returns.stated(-871_000, 42)}, "MR-III-EQ-II"),
        ({"authorised.blocks[ordinary-1].opening.number": returns.stated(240_000_000, 14)}, "MR-I-ROLL"),
        ({"authorised.blocks[ordinary-1].closing.par_value": returns.money("0.005", "USD", 16)}, "MR-I-PROD"),
        ({"options.rows[A2].issued": returns.stated(66_000, 65)}, "MR-III-OPT-ISS"),
        ({"options.rows[A2].issued": returns.stated(66_000, 65)}, "MR-III-TOT-A"),
        ({"options.total.ordinary": returns.stated(871_001, 87)}, "MR-III-SUM"),
        ({"options.funds_raised[1]": returns.money("19650620", "USD", 90)}, "MR-III-OPT-FUNDS"),
        ({"header.month_ended": returns.stated(date(2009, 11, 29), 23)}, "MR-H-EOM"),
        ({"header.date_submitted": returns.stated(date(2009, 11, 4), 9)}, "MR-H-ORDER"),
        ({"other_movements.total.ordinary": returns.stated(5, 194)}, "MR-III-TOT-E"),
    ],
)
def test_a_wrong_figure_breaks_the_rule_that_covers_it(changes: dict[str, Figure[Any]], rule: str) -> None:
    assert str(Verdict.BROKEN) in verdicts(evaluated(returns.kingsoft_2009(), changes), rule)


def test_a_rule_that_binds_to_nothing_is_not_evaluated_once() -> None:
    (outcome,) = outcomes(evaluated(returns.kingsoft_2009()), "MR-III-WAR-ROLL")
    assert outcome.verdict is Verdict.NOT_EVALUATED
    assert (outcome.facts, outcome.values, outcome.addresses) == ({}, {}, ())


@pytest.mark.parametrize("figure", [BLANK, returns.na(41), returns.damaged("1,09", 41)])
def test_a_missing_nil_or_damaged_operand_leaves_a_rule_not_evaluated(figure: Figure[Any]) -> None:
    evaluation = evaluated(returns.kingsoft_2009(), {"issued.blocks[ordinary-1].opening": figure})
    assert evaluation.coverage["MR-II-ROLL"].broken == 0
    assert evaluation.coverage["MR-II-ROLL"].satisfied == 0


def test_a_rule_whose_precondition_fails_has_nothing_to_say_and_says_so_once_if_it_holds_nowhere() -> None:
    another = returns.money("9", "HKD", 16)
    in_one = {"authorised.blocks[ordinary-1].closing.par_value": another}
    in_both = in_one | {"authorised.blocks[ordinary-1].opening.par_value": another}
    for changed, expected in ((in_one, [Verdict.SATISFIED]), (in_both, [Verdict.NOT_EVALUATED])):
        found = outcomes(evaluated(returns.kingsoft_2009(), changed), "MR-I-PROD")
        assert [outcome.verdict for outcome in found] == expected


@pytest.mark.parametrize("dividend", ["1", "0"])
def test_a_rule_that_would_divide_by_zero_is_not_evaluated(dividend: str) -> None:
    increase = Variable(name="increase", concepts=("IncreaseDecreaseInNumberOfAuthorisedShares",))
    rule = Rule("X", "I", "error", "formula", (), {}, {}, test=f"{dividend} div $increase eq 1", variables=(increase,))
    compiled = CompiledRule.of(rule)
    facts = by_concept(facts_of(returns.kingsoft_2009()))
    (outcome,) = (compiled.outcome(bound) for bound in compiled.bindings(facts))
    assert (outcome.verdict, outcome.reason) == (Verdict.NOT_EVALUATED, "division-by-zero")


def test_an_exception_explains_a_test_that_does_not_hold() -> None:
    evaluation = evaluated(returns.share_consolidation())
    (outcome,) = outcomes(evaluation, "MR-I-PARSAME")
    assert (outcome.verdict, outcome.reason) == (Verdict.EXPLAINED, "consolidation-or-subdivision")
    assert evaluation.coverage["MR-I-PARSAME"].explained == 1


def test_the_misprinted_class_of_chinasoft_is_explained_and_not_broken() -> None:
    evaluation = evaluated(returns.chinasoft_2011())
    reasons = {outcome.reason for outcome in outcomes(evaluation, "MR-III-TOT-C")}
    assert reasons == {"class-misprinted", "conversion-between-classes"}


def test_rules_are_evaluated_once_for_each_class() -> None:
    found = outcomes(evaluated(returns.preference_shares()), "MR-II-ROLL")
    assert [outcome.addresses[0] for outcome in found] == [
        "issued.blocks[ordinary-1].opening",
        "issued.blocks[preference-1].opening",
    ]


def test_lines_of_a_class_are_compared_with_their_own_line() -> None:
    crossed = {
        "total_increase[ordinary-1].number": returns.stated(10_000_000, 70),
        "total_increase[ordinary-2].number": returns.nil(71),
    }
    evaluation = evaluated(returns.two_ordinary_lines(), crossed)
    assert verdicts(evaluation, "MR-III-EQ-II") == {"broken"}
    assert verdicts(evaluation, "MR-III-SUM-LINES") == {"satisfied"}


def test_the_lines_of_a_class_together_are_the_sum_of_a_to_e() -> None:
    wrong = {"total_increase[ordinary-2].number": returns.stated(10_000_001, 71)}
    assert verdicts(evaluated(returns.two_ordinary_lines(), wrong), "MR-III-SUM-LINES") == {"broken"}


def test_a_calculation_without_any_part_is_not_evaluated() -> None:
    only_total = returns.fictional(total_increase=returns.warrants().total_increase)
    assert verdicts(evaluate(facts_of(only_total)), "MR-III-SUM") == {"not-evaluated"}


def test_a_calculation_counts_a_nil_part_as_zero() -> None:
    nil_part = {"warrants.total.ordinary": returns.na(45)}
    kingsoft = evaluated(returns.kingsoft_2009(), nil_part)
    assert verdicts(kingsoft, "MR-III-SUM") == {"satisfied"}


def test_a_finding_tells_the_values_the_place_and_the_first_suspects() -> None:
    wrong = with_figures(
        returns.kingsoft_2009(),
        {
            "issued.blocks[ordinary-1].closing": returns.stated(1_094_047_134, 43),
            "issued.blocks[ordinary-2].opening": returns.damaged("1,0", 41),
        },
    )
    found = {finding.code: finding for finding in findings_of(evaluated(wrong), wrong)}
    finding = found["MR-II-ROLL"]
    assert finding.severity is Severity.ERROR
    assert "1,094,047,134 are not 1,093,176,133 + 871,000" in finding.message
    assert finding.evidence is not None and finding.evidence.line == 41
    assert "Damaged in print: issued.blocks[ordinary-2].opening, page 1, line 41 ('1,0')." in finding.hint
    assert "page 1, line 43 ('1,094,047,134')" in finding.hint


def test_an_explanation_is_a_finding_of_its_own_severity() -> None:
    chinasoft = returns.chinasoft_2011()
    found = {finding.code: finding for finding in findings_of(evaluated(chinasoft), chinasoft)}
    assert found["MR-III-TOT-C.class-misprinted"].severity is Severity.WARNING
    assert found["MR-III-TOT-C.conversion-between-classes"].severity is Severity.INFO
    assert found["MR-III-TOT-C.class-misprinted"].message.endswith(
        "Explained: a row states another class of shares than the total that it is counted in."
    )


def test_a_finding_of_a_calculation_tells_total_and_sum() -> None:
    wrong = with_figures(returns.kingsoft_2009(), {"options.total.ordinary": returns.stated(871_001, 87)})
    (finding,) = (finding for finding in findings_of(evaluated(wrong), wrong) if finding.code == "MR-III-SUM")
    assert "The total is 871,000, the sum is 871,001." in finding.message


def test_a_long_list_of_suspects_is_cut_and_counted() -> None:
    wrong = with_figures(returns.kingsoft_2009(), {"other_movements.total.ordinary": returns.stated(7, 194)})
    (finding,) = (finding for finding in findings_of(evaluated(wrong), wrong) if finding.code == "MR-III-TOT-E")
    assert finding.hint.count("page 1") == 5
    assert " more with the published return" in finding.hint


def test_every_rule_and_its_message_compile_and_name_only_its_variables() -> None:
    for compiled in compiled_rules():
        known = {pattern.name for pattern in compiled.patterns} | {variable.name for variable in compiled.derived}
        expressions = [compiled.test, *(test for _, test in compiled.exceptions)]
        expressions += [item for item in (compiled.when, compiled.difference) if item]
        for text in compiled.rule.message["en"].split("{")[1:]:
            expressions.append(compile_expression(text.partition("}")[0]))
        for expression in expressions:
            assert expression.variables <= known, (compiled.rule.id, expression.text)


VALUES: dict[str, Sequence] = {
    "a": (3,),
    "b": (Decimal("1.5"),),
    "rows": (1, 2, 3),
    "none": (),
    "day": (date(2011, 11, 30),),
    "text": (" Ordinary  Shares ",),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a + $b", (Decimal("4.5"),)),
        ("-$a + 3", (0,)),
        ("+$a", (3,)),
        ("$a div 2", (Decimal("1.5"),)),
        ("-7 idiv 2", (-3,)),
        ("-7 mod 2", (-1,)),
        ("$a + $none", ()),
        ("$none eq 1", ()),
        ("$a eq 3 and not($none)", (True,)),
        ("$a lt 3 or $b ge 1.5", (True,)),
        ("$a = $rows", (True,)),
        ("$rows != 1", (True,)),
        ("sum($rows) eq 6", (True,)),
        ("sum($none)", (0,)),
        ("(sum(($a, $b, $rows)), max($rows), min($rows), avg($rows))", (Decimal("10.5"), 3, 1, Decimal(2))),
        ("max($none)", ()),
        ("count($rows)", (3,)),
        ("abs(-$a)", (3,)),
        ("round(2.5), round(-2.5)", (3, -2)),
        ("floor(-1.5), ceiling(-1.5)", (-2, -1)),
        ("round-half-to-even(2.345, 2)", (Decimal("2.34"),)),
        ("if ($a gt 0) then $b else ()", (Decimal("1.5"),)),
        ("for $x in $rows return $x * 2", (2, 4, 6)),
        ("every $x in $rows satisfies $x gt 1", (False,)),
        ("some $x in $rows satisfies $x gt $a - 1", (True,)),
        ("empty($none), exists($none)", (True, False)),
        ("day-from-date($day + xs:dayTimeDuration('P1D'))", (1,)),
        ("month-from-date($day), year-from-date($day)", (11, 2011)),
        ("xs:date('2011-11-30') eq $day", (True,)),
        ("contains(lower-case(normalize-space($text)), 'ordinary shares')", (True,)),
        ("string-length('abc')", (3,)),
        ("true() and false()", (False,)),
    ],
)
def test_an_expression_means_what_it_means_in_xpath(text: str, expected: Sequence) -> None:
    assert compile_expression(text).evaluate(VALUES) == expected


def test_the_free_variables_of_an_expression_are_known() -> None:
    assert compile_expression("every $x in $rows satisfies $x ge $a").variables == {"rows", "a"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$a +", "is not XPath 2"),
        ("fn:current-date() gt $day", "current-date"),
        ("for $x in $rows, $y in $rows return $x", "more than one variable"),
        ("//fact", "not among the operators"),
        ("1e3", "not among the operators"),
    ],
)
def test_what_the_rules_may_not_use_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(DefinitionError, match=reason):
        compile_expression(text)


def test_a_duration_that_is_not_in_days_is_refused() -> None:
    with pytest.raises(DefinitionError, match="number of days"):
        compile_expression("$day + xs:dayTimeDuration('PT1H')").evaluate(VALUES)


def test_equal_texts_are_compiled_once() -> None:
    assert compile_expression("$a + 1") is compile_expression("$a + 1")
