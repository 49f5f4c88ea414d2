"""The head of a return, sections I and II."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from converter.facts import Fact
from tests.scenarios.facts import MONTH_END, Scenario, choice, closing, during, money, month, opening, verdicts


def header() -> Iterator[Scenario]:
    def submitted(day: date) -> Fact:
        return during("DateSubmitted", day, "")

    yield Scenario("MR-H-EOM", "satisfied", (month(),))
    yield Scenario("MR-H-EOM", "broken", (month(date(2012, 6, 29)),))
    yield Scenario("MR-H-EOM", "not-evaluated", (month(None),))
    in_time, late = submitted(date(2012, 7, 5)), submitted(date(2012, 7, 15))
    yield from verdicts("MR-H-ORDER", [in_time], [submitted(MONTH_END)], [])
    new, again = (choice("SubmissionStatusChoice", key) for key in ("new-submission", "re-submission"))
    yield from verdicts("MR-H-DUE", [submitted(date(2012, 7, 14))], [late, new], [], re_submission=[late, again])
    status = "SubmissionStatus"
    yield from verdicts(
        "MR-H-STATUS",
        [during(status, "New  Submission", ""), new],
        [during(status, "Draft", "")],
        [],
    )
    yield Scenario("MR-H-STATUS", "satisfied", (during(status, "重新提交", ""), again))
    yield from _versions()
    name, title = during("SubmittedBy", "A. Chan", ""), during("TitleOfSignatory", "Director", "")
    yield Scenario("MR-H-SIGN", "satisfied", (name, title))
    yield Scenario("MR-H-SIGN", "broken", (name,))
    yield Scenario("MR-H-SIGN", "not-evaluated", (month(None), name, title))


def _versions() -> Iterator[Scenario]:
    oldest, middle, newest = (during("FormVersion", version, "") for version in ("1.0.2", "1.1.0", "1.2.1"))
    treasury, complied = closing("NumberOfTreasuryShares", 5, "ordinary/2"), during("PublicFloatSufficient", True)
    yield from verdicts("MR-H-VER", [newest, treasury, complied], [oldest, treasury], [treasury, complied])
    yield Scenario("MR-H-VER", "satisfied", (middle, treasury))
    yield Scenario("MR-H-VER", "satisfied", (oldest,))
    yield Scenario("MR-H-VER", "broken", (middle, complied))
    listed, unlisted = during("ListedOnTheExchange", True), during("ListedOnTheExchange", False)
    yield from verdicts("MR-H-FLOAT", [newest, listed, complied], [newest, listed], [middle, listed])
    yield Scenario("MR-H-FLOAT", "satisfied", (newest, listed, during("PublicFloatSufficient", False)))
    yield Scenario("MR-H-FLOAT", "not-evaluated", (newest, unlisted))
    second = (newest, during("ListedOnTheExchange", True, "ordinary/2"))
    yield Scenario("MR-H-FLOAT", "broken", (*second, complied))
    yield Scenario("MR-H-FLOAT", "satisfied", (*second, during("PublicFloatSufficient", True, "ordinary/2")))
    code = during("StockCode", "01234")
    yield from verdicts("MR-II-H", [listed, code], [listed], [code])
    yield Scenario("MR-II-H", "satisfied", (unlisted,))
    yield Scenario("MR-II-H", "broken", (unlisted, code))


def _roll(rule: str, balance: str, movement: str, key: str = "ordinary") -> Iterator[Scenario]:
    first, last = opening(balance, 100, key), closing(balance, 130, key)
    good, bad = during(movement, 30, key), during(movement, 31, key)
    yield from verdicts(rule, [first, good, last], [first, bad, last], [first, good])
    yield Scenario(rule, "satisfied", (first, closing(balance, 100, key)))  # a blank movement is none
    yield Scenario(rule, "broken", (first, last))
    # The same class on another line, and another class, are evaluations of their own.
    yield Scenario(rule, "not-evaluated", (opening(balance, 100, "ordinary"), closing(balance, 100, "ordinary/2")))
    yield Scenario(rule, "not-evaluated", (opening(balance, 100, "ordinary"), closing(balance, 100, "preference")))


def authorised() -> Iterator[Scenario]:
    number, par, capital = "NumberOfAuthorisedShares", "ParValue", "AuthorisedShareCapital"
    yield from _roll("MR-I-ROLL", number, "IncreaseDecreaseInNumberOfAuthorisedShares")
    yield from _roll("MR-I-ROLLCAP", capital, "IncreaseDecreaseInAuthorisedShareCapital")
    other_currency = [opening(capital, 100), closing(capital, 100, currency="USD")]
    yield Scenario("MR-I-ROLLCAP", "not-evaluated", tuple(other_currency))

    thousand, cent = closing(number, 1000), closing(par, money("0.01"))
    yield from verdicts(
        "MR-I-PROD",
        [thousand, cent, closing(capital, money("10.00"))],
        [thousand, cent, closing(capital, money("11.00"))],
        [thousand, cent, closing(capital, money("10.00"), currency="USD")],
        par_value_rounded=[
            closing(number, 300_000_000),
            closing(par, money("0.0000033")),
            closing(capital, money("992.00")),
        ],
    )
    yield Scenario("MR-I-PROD", "satisfied", (thousand, closing(par, money("0.0104")), closing(capital, 10)))
    yield from verdicts(
        "MR-I-PARSAME",
        [opening(par, money("0.1")), closing(par, money("0.10"))],
        [opening(par, money("0.1")), closing(par, money("0.2")), opening(number, 100), closing(number, 100)],
        [opening(par, money("0.1")), closing(par, money("0.1"), currency="USD")],
        consolidation_or_subdivision=[
            opening(par, money("0.1")),
            closing(par, money("0.2")),
            opening(number, 100),
            closing(number, 50),
        ],
    )
    yield Scenario("MR-I-PARSAME", "broken", (opening(par, money("0.1")), closing(par, money("0.2"))))

    parts = [closing(capital, 70), closing(capital, 20, "preference/2"), closing(capital, 5, "other", "USD")]
    total = ""  # the whole return
    yield from verdicts(
        "MR-I-TOTAL", [*parts, closing(capital, 90, total)], [*parts, closing(capital, 95, total)], parts
    )
    yield from verdicts(
        "MR-I-CCY",
        [cent, closing(capital, 10)],
        [cent, closing(capital, 10, currency="USD")],
        [closing(par, money("1"), "preference"), closing(capital, 10, "preference", "USD")],
    )
    yield Scenario("MR-I-NONNEG", "satisfied", (thousand,))
    yield Scenario("MR-I-NONNEG", "broken", (closing(par, money("-0.01")),))
    yield Scenario("MR-I-NONNEG", "not-evaluated", ())


def issued() -> Iterator[Scenario]:
    issued, authorised = "NumberOfIssuedShares", "NumberOfAuthorisedShares"
    yield from _roll("MR-II-ROLL", issued, "IncreaseDecreaseInNumberOfIssuedShares")
    yield from _roll("MR-II-ROLL", issued, "IncreaseDecreaseInNumberOfIssuedShares", "ordinary/2")
    yield from _roll("MR-II-TREASROLL", "NumberOfTreasuryShares", "IncreaseDecreaseInNumberOfTreasuryShares")
    kept, every = "NumberOfTreasuryShares", "NumberOfIssuedSharesIncludingTreasuryShares"
    both = [closing(issued, 100), closing(kept, 8)]
    yield from verdicts("MR-II-TREAS", [*both, closing(every, 108)], [*both, closing(every, 107)], both)
    of_line = (opening(issued, 90, "ordinary/2"), opening(every, 90, "ordinary/2"))
    yield Scenario("MR-II-TREAS", "satisfied", of_line)
    stray_line = during("IncreaseDecreaseInNumberOfIssuedShares", 0, "ordinary/2")
    whole = (opening(issued, 100), during("IncreaseDecreaseInNumberOfIssuedShares", 5), closing(issued, 105))
    yield Scenario("MR-II-ROLL", "satisfied", (*whole, stray_line))
    yield Scenario("MR-II-NONNEG", "satisfied", (closing(issued, 0),))
    yield Scenario("MR-II-NONNEG", "broken", (closing(issued, -1),))
    yield Scenario("MR-II-NONNEG", "not-evaluated", ())
    lines = [closing(issued, 60, "ordinary/1"), closing(issued, 50, "ordinary/2")]
    in_treasury = closing(kept, 5)
    yield Scenario("MR-I-II", "satisfied", (closing(issued, 60), in_treasury, closing(authorised, 65)))
    yield Scenario("MR-I-II", "broken", (closing(issued, 60), in_treasury, closing(authorised, 64)))
    yield from verdicts(
        "MR-I-II",
        [*lines, closing(authorised, 110)],
        [*lines, closing(authorised, 109)],
        [*lines, closing(authorised, 0)],
        authorised_for_classes_together=[
            closing(issued, 9, "other"),
            closing(authorised, 8, "other"),
            closing(authorised, 100),
            *lines[:1],
        ],
    )
