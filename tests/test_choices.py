"""A printed text that is one of the form's own choices says so in a second fact; any other text does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from converter import definition
from converter.facts import Fact, facts_of, omissions_of
from converter.facts.choices import recognised
from converter.model import Figure, Header, MonthlyReturn, State
from converter.walk import entries, with_figures
from tests import returns, returns_ff301
from tests.returns import na
from tests.returns import stated as stated_at

KNOWN = definition.load()
CHOICES = [concept for concept in KNOWN.concepts if concept.choice_of]


def stated(value: Any) -> Figure[Any]:
    return stated_at(value, 4)


def with_status(text: Figure[str]) -> MonthlyReturn:
    moon = returns_ff301.moon_2026()
    return replace(moon, header=replace(moon.header, status=text))


def of_concept(monthly_return: MonthlyReturn, name: str) -> list[Fact]:
    return [fact for fact in facts_of(monthly_return) if fact.concept == name]


def member_of(fact: Fact) -> str:
    return str(fact.value).partition("#")[2]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("New Submission", "NewSubmissionMember"),
        ("NEW  submission", "NewSubmissionMember"),
        ("新提交", "NewSubmissionMember"),
        ("Re-submission", "ReSubmissionMember"),
        ("重新提交", "ReSubmissionMember"),
        ("Submission", None),
        ("New Submission (Revised)", None),
        ("-", None),
    ],
)
def test_a_status_is_a_choice_only_in_the_words_of_the_form(text: str, member: str | None) -> None:
    monthly_return = with_status(stated(text))
    assert [fact.value for fact in of_concept(monthly_return, "SubmissionStatus")] == [text]
    chosen = [member_of(fact) for fact in of_concept(monthly_return, "SubmissionStatusChoice")]
    assert chosen == ([member] if member else [])


@pytest.mark.parametrize(
    ("key", "text", "member"),
    [
        ("class-of-shares", "WVR ordinary shares", "weighted-voting-rights"),
        ("class-of-shares", "优先股", "preference"),
        ("class-of-shares", "Stapled securities", None),
        ("class-of-shares", "ordinary shares of US$0.05 each", None),
        ("type-of-shares", "Ｈ", "h"),
        ("type-of-shares", "Domestic", None),
        ("type-of-instrument", "Bond / Notes", "bonds-or-notes"),
        ("type-of-instrument", "Bonds", None),
        ("public-float-threshold", "Initial Prescribed Threshold - 25% of the total number", "initial-prescribed"),
        ("public-float-threshold", "Alternative Threshold", "alternative"),
        ("public-float-threshold", "Alternative Thresholds of another kind", None),
        ("public-float-threshold", "The Initial Prescribed Threshold - 25%", None),
    ],
)
def test_the_words_of_the_definition_are_what_is_recognised(key: str, text: str, member: str | None) -> None:
    found = recognised(text, key)
    assert (found and found.key) == member


@pytest.mark.parametrize("concept", CHOICES, ids=lambda concept: concept.name)
def test_every_word_of_every_list_is_recognised_as_its_member(concept: definition.Concept) -> None:
    enumeration = KNOWN.enumeration(str(concept.enumeration))
    words = [(word, member) for member in enumeration.members for each in member.words.values() for word in each]
    assert len(words) >= 2 * len(enumeration.members)
    assert [recognised(word, enumeration.key) for word, _ in words] == [member for _, member in words]


def test_not_applicable_is_a_choice_where_the_form_offers_it() -> None:
    (block,) = returns_ff301.moon_2026().issued.blocks
    assert block.type_of_shares.state is State.NOT_APPLICABLE
    (printed,) = of_concept(returns_ff301.moon_2026(), "TypeOfShares")
    (chosen,) = of_concept(returns_ff301.moon_2026(), "TypeOfSharesChoice")
    assert (printed.value, member_of(chosen)) == (None, "NoTypeOfSharesMember")
    assert of_concept(with_status(na(4)), "SubmissionStatusChoice") == []


@pytest.mark.parametrize("state", [State.BLANK, State.DAMAGED])
def test_what_makes_no_fact_is_no_choice(state: State) -> None:
    text = replace(stated("New Submission"), state=state, value=None)
    monthly_return = with_status(text)
    assert [fact for fact in facts_of(monthly_return) if fact.concept.startswith("SubmissionStatus")] == []


def test_the_choice_is_that_of_the_printing_that_is_reported() -> None:
    moon = returns_ff301.moon_2026()
    first = "authorised.blocks[ordinary-1].class_of_shares"
    differing = with_figures(moon, {first: stated("Shares")})
    assert [fact.value for fact in of_concept(differing, "NameOfClassOfShares")] == ["Shares"]
    assert of_concept(differing, "NameOfClassOfSharesChoice") == []
    assert [finding.code for finding in omissions_of(differing)].count("identity-differs") == 1


@pytest.mark.parametrize("name", [*returns.ALL, *returns_ff301.ALL])
def test_a_choice_stands_beside_its_text_in_the_same_context(name: str) -> None:
    monthly_return = ({**returns.ALL, **returns_ff301.ALL})[name]()
    facts = facts_of(monthly_return)
    texts: dict[Any, Fact] = {(fact.concept, fact.dimensions): fact for fact in facts}
    chosen = [fact for fact in facts if KNOWN.concept(fact.concept).choice_of]
    assert chosen
    for fact in chosen:
        text = texts[KNOWN.concept(fact.concept).choice_of, fact.dimensions]
        assert (text.period, text.address, text.unit) == (fact.period, fact.address, None)


def test_the_rows_of_the_editions_to_2021_choose_in_the_words_of_note_1() -> None:
    preference = returns.preference_shares()
    printed = {entry.figure.value for entry in entries(preference) if entry.address.endswith("class_of_shares")}
    assert printed - {None}
    assert {member_of(fact) for fact in of_concept(preference, "ClassOfSharesIssuableChoice")} <= {
        "OrdinarySharesMember",
        "PreferenceSharesMember",
    }


def test_a_return_without_a_status_has_no_choice_of_one() -> None:
    moon = replace(returns_ff301.moon_2026(), header=Header(month_ended=stated(date(2026, 1, 31))))
    assert of_concept(moon, "SubmissionStatusChoice") == []
