"""Small sets of facts on which a rule has one verdict, for every rule and every exception of the definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from converter import definition
from converter.facts import Dimensions, Fact, Period
from converter.model import ClassKind, Figure, State

_KINDS = "IncreaseDecreaseInSharesPursuantTo"
_ISSUED = "NumberOfSharesIssuedPursuantTo"
_MAY = "NumberOfSharesIssuablePursuantTo"
_TREASURY = "NumberOfTreasurySharesTransferredPursuantTo"
_TREASURY_MOVED = "IncreaseDecreaseInTreasurySharesPursuantTo"
OUTSTANDING = "NumberOfShareOptionsOutstanding"
MONTH_END = date(2012, 6, 30)


@dataclass(frozen=True)
class Scenario:
    """Facts on which ``rule`` has this verdict; ``reason`` may name several exceptions, with a stroke between."""

    rule: str
    verdict: str
    facts: tuple[Fact, ...]
    reason: str = ""

    @property
    def name(self) -> str:
        return ".".join(part for part in (self.rule, self.verdict, self.reason) if part)


def fact(concept: str, value: Any, at: Period, key: str = "", currency: str = "HKD") -> Fact:
    """A fact; ``key`` is a class and, where it has them, a line and a row: ``ordinary/2``, ``preference/2/C1``."""
    share_class, *more = key.split("/")
    dimensions = Dimensions(
        ClassKind(share_class) if share_class else None,
        next((int(word) for word in more if word.isdigit()), None),
        next((word for word in more if not word.isdigit()), None),
    )
    kind = definition.load().concept(concept).type
    units = {"shares": "shares", "monetary": currency, "perShare": f"{currency}/shares"}
    figure = Figure(State.STATED, value)
    return Fact(concept, at, dimensions, value, units.get(kind), f"{concept}[{key}]", figure)


def during(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.DURATION, key, currency)


def opening(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.OPENING, key, currency)


def closing(concept: str, value: Any, key: str = "ordinary", currency: str = "HKD") -> Fact:
    return fact(concept, value, Period.CLOSING, key, currency)


def choice(concept: str, key: str) -> Fact:
    """The choice of a list, for the whole return."""
    known = definition.load()
    return during(concept, known.value_of(known.enumeration(str(known.concept(concept).enumeration)).member(key)), "")


def money(text: str) -> Decimal:
    return Decimal(text)


def month(ended: date | None = MONTH_END) -> Fact:
    return during("MonthEnded", ended, "")


def scenarios() -> tuple[Scenario, ...]:
    """Every scenario; each has the fact of the month, without which no return is written."""
    parts = (_header, _authorised, _issued, _options, _instruments, _totals, _conversion_of_a_class, _movements)
    return tuple(_with_month(scenario) for part in parts for scenario in part())


def _with_month(scenario: Scenario) -> Scenario:
    if any(item.concept == "MonthEnded" for item in scenario.facts):
        return scenario
    return Scenario(scenario.rule, scenario.verdict, (month(), *scenario.facts), scenario.reason)


def _verdicts(rule: str, satisfied: Any, broken: Any, not_evaluated: Any, **explained: Any) -> Iterator[Scenario]:
    """The three plain scenarios of a rule, and one for each exception (its reason with underscores)."""
    yield Scenario(rule, "satisfied", tuple(satisfied))
    yield Scenario(rule, "broken", tuple(broken))
    yield Scenario(rule, "not-evaluated", tuple(not_evaluated))
    for reason, facts in explained.items():
        yield Scenario(rule, "explained", tuple(facts), reason.replace("_", "-"))


def _header() -> Iterator[Scenario]:
    def submitted(day: date) -> Fact:
        return during("DateSubmitted", day, "")

    yield Scenario("MR-H-EOM", "satisfied", (month(),))
    yield Scenario("MR-H-EOM", "broken", (month(date(2012, 6, 29)),))
    yield Scenario("MR-H-EOM", "not-evaluated", (month(None),))
    in_time, late = submitted(date(2012, 7, 5)), submitted(date(2012, 7, 15))
    yield from _verdicts("MR-H-ORDER", [in_time], [submitted(MONTH_END)], [])
    new, again = (choice("SubmissionStatusChoice", key) for key in ("new-submission", "re-submission"))
    yield from _verdicts("MR-H-DUE", [submitted(date(2012, 7, 14))], [late, new], [], re_submission=[late, again])
    status = "SubmissionStatus"
    yield from _verdicts(
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
    yield from _verdicts("MR-H-VER", [newest, treasury, complied], [oldest, treasury], [treasury, complied])
    yield Scenario("MR-H-VER", "satisfied", (middle, treasury))
    yield Scenario("MR-H-VER", "satisfied", (oldest,))
    yield Scenario("MR-H-VER", "broken", (middle, complied))
    listed, unlisted = during("ListedOnTheExchange", True), during("ListedOnTheExchange", False)
    yield from _verdicts("MR-H-FLOAT", [newest, listed, complied], [newest, listed], [middle, listed])
    yield Scenario("MR-H-FLOAT", "satisfied", (newest, listed, during("PublicFloatSufficient", False)))
    yield Scenario("MR-H-FLOAT", "not-evaluated", (newest, unlisted))
    second = (newest, during("ListedOnTheExchange", True, "ordinary/2"))
    yield Scenario("MR-H-FLOAT", "broken", (*second, complied))
    yield Scenario("MR-H-FLOAT", "satisfied", (*second, during("PublicFloatSufficient", True, "ordinary/2")))
    code = during("StockCode", "01234")
    yield from _verdicts("MR-II-H", [listed, code], [listed], [code])
    yield Scenario("MR-II-H", "satisfied", (unlisted,))
    yield Scenario("MR-II-H", "broken", (unlisted, code))


def _roll(rule: str, balance: str, movement: str, key: str = "ordinary") -> Iterator[Scenario]:
    first, last = opening(balance, 100, key), closing(balance, 130, key)
    good, bad = during(movement, 30, key), during(movement, 31, key)
    yield from _verdicts(rule, [first, good, last], [first, bad, last], [first, good])
    yield Scenario(rule, "satisfied", (first, closing(balance, 100, key)))  # a blank movement is none
    yield Scenario(rule, "broken", (first, last))
    # The same class on another line, and another class, are evaluations of their own.
    yield Scenario(rule, "not-evaluated", (opening(balance, 100, "ordinary"), closing(balance, 100, "ordinary/2")))
    yield Scenario(rule, "not-evaluated", (opening(balance, 100, "ordinary"), closing(balance, 100, "preference")))


def _authorised() -> Iterator[Scenario]:
    number, par, capital = "NumberOfAuthorisedShares", "ParValue", "AuthorisedShareCapital"
    yield from _roll("MR-I-ROLL", number, "IncreaseDecreaseInNumberOfAuthorisedShares")
    yield from _roll("MR-I-ROLLCAP", capital, "IncreaseDecreaseInAuthorisedShareCapital")
    other_currency = [opening(capital, 100), closing(capital, 100, currency="USD")]
    yield Scenario("MR-I-ROLLCAP", "not-evaluated", tuple(other_currency))

    thousand, cent = closing(number, 1000), closing(par, money("0.01"))
    yield from _verdicts(
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
    yield from _verdicts(
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
    yield from _verdicts(
        "MR-I-TOTAL", [*parts, closing(capital, 90, total)], [*parts, closing(capital, 95, total)], parts
    )
    yield from _verdicts(
        "MR-I-CCY",
        [cent, closing(capital, 10)],
        [cent, closing(capital, 10, currency="USD")],
        [closing(par, money("1"), "preference"), closing(capital, 10, "preference", "USD")],
    )
    yield Scenario("MR-I-NONNEG", "satisfied", (thousand,))
    yield Scenario("MR-I-NONNEG", "broken", (closing(par, money("-0.01")),))
    yield Scenario("MR-I-NONNEG", "not-evaluated", ())


def _issued() -> Iterator[Scenario]:
    issued, authorised = "NumberOfIssuedShares", "NumberOfAuthorisedShares"
    yield from _roll("MR-II-ROLL", issued, "IncreaseDecreaseInNumberOfIssuedShares")
    yield from _roll("MR-II-ROLL", issued, "IncreaseDecreaseInNumberOfIssuedShares", "ordinary/2")
    yield from _roll("MR-II-TREASROLL", "NumberOfTreasuryShares", "IncreaseDecreaseInNumberOfTreasuryShares")
    kept, every = "NumberOfTreasuryShares", "NumberOfIssuedSharesIncludingTreasuryShares"
    both = [closing(issued, 100), closing(kept, 8)]
    yield from _verdicts("MR-II-TREAS", [*both, closing(every, 108)], [*both, closing(every, 107)], both)
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
    yield from _verdicts(
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


def _options() -> Iterator[Scenario]:
    issued, exercised = f"{_ISSUED}ShareOptions", "NumberOfShareOptionsExercised"
    row = "ordinary/A1"
    yield from _verdicts(
        "MR-III-OPT-ISS",
        [during(issued, 5, row), during(exercised, 5, row)],
        [during(issued, 5, row), during(exercised, 6, row), during(issued, 6)],
        [during(issued, 5, row), during(exercised, 5, "ordinary/A2"), during(issued, 5)],
        settled_otherwise_or_in_another_month=[during(issued, 5, row), during(exercised, 6, row), during(issued, 5)],
    )
    outstanding, granted = (
        opening("NumberOfShareOptionsOutstanding", 100, row),
        during("NumberOfShareOptionsGranted", 10, row),
    )
    lapsed, cancelled = during("NumberOfShareOptionsLapsed", 3, row), during("NumberOfShareOptionsCancelled", 2, row)
    used = during(exercised, 5, row)
    yield from _verdicts(
        "MR-III-OPT-ROLL",
        [outstanding, granted, used, cancelled, lapsed, closing(f"{_MAY}ShareOptions", 100, row)],
        [outstanding, granted, used, closing(f"{_MAY}ShareOptions", 104, row)],
        [granted, used, closing(f"{_MAY}ShareOptions", 5, row)],
        reductions_printed_as_negative=[
            outstanding,
            during("NumberOfShareOptionsLapsed", -3, row),
            closing(f"{_MAY}ShareOptions", 97, row),
        ],
    )
    yield Scenario("MR-III-OPT-ROLL", "satisfied", (outstanding, closing(f"{_MAY}ShareOptions", 100, row)))

    yield Scenario("MR-III-OPT-ROLL", "not-evaluated", tuple(_options_of_ff301(row)[0]))
    for row_of_line in (row, "ordinary/2/A1"):
        good, bad, wrong = _options_of_ff301(row_of_line)
        yield from _verdicts("MR-III-OPT-ROLL-FF301", good, bad, good[:-1])
        of_another_line = (*good[:-1], closing(OUTSTANDING, 108, "ordinary/3/A1"))
        yield Scenario("MR-III-OPT-ROLL-FF301", "not-evaluated", of_another_line)
        may = closing(f"{_MAY}ShareOptions", 108, row_of_line)
        second = row_of_line.replace("A1", "A2")
        yield from _verdicts(
            "MR-III-OPT-MAY",
            [*good, may],
            [wrong, may],
            [may],
            stated_for_the_scheme=[
                *(closing(OUTSTANDING, 108, key) for key in (row_of_line, second)),
                closing(f"{_MAY}ShareOptions", 216, row_of_line),
                closing(f"{_MAY}ShareOptions", 0, second),
            ],
        )
        given = [during(issued, 5, row_of_line), during(exercised, 5, row_of_line)]
        treasury = during(f"{_TREASURY}ShareOptions", -4, row_of_line)
        from_treasury = during("NumberOfShareOptionsExercisedForTreasuryShares", 4, row_of_line)
        yield Scenario("MR-III-OPT-ISS", "satisfied", (*given, treasury, from_treasury))
        yield Scenario("MR-III-OPT-ISS", "broken", (*given, treasury))

    def funds(text: str, currency: str = "USD") -> Fact:
        return during("FundsRaisedFromExerciseOfShareOptions", money(text), "", currency)

    price = "ExercisePriceOfShareOptions"
    rows = [
        during(exercised, 52_000, row),
        during(price, money("0.0353"), row, "USD"),
        during(exercised, 67_000, "ordinary/A2"),
        during(price, money("0.2118"), "ordinary/A2", "USD"),
        during(exercised, 10, "not-stated/A3"),
        during(price, money("3.6"), "not-stated/A3", "HKD"),
    ]
    unpriced = during(exercised, 1, "ordinary/A4")
    yield from _verdicts(
        "MR-III-OPT-FUNDS",
        [*rows, funds("16026.20")],
        [*rows, funds("26026.20")],
        [*rows, unpriced, funds("16026.20")],
        average_price=[during(exercised, 1000, row), during(price, money("0.61"), row), funds("608.00", "HKD")],
    )
    yield Scenario("MR-III-OPT-FUNDS", "satisfied", (*rows, funds("36.00", "HKD")))
    yield Scenario("MR-III-OPT-FUNDS", "broken", (*rows, funds("16026.90")))  # prices of four decimals are no averages
    yield Scenario("MR-III-OPT-FUNDS", "satisfied", (during(price, money("3.6"), row), funds("0")))
    yield Scenario("MR-III-OPT-FUNDS", "not-evaluated", (unpriced, funds("16026.20")))


def _options_of_ff301(row: str) -> tuple[list[Fact], list[Fact], Fact]:
    """The roll of a row, the same with a wrong movement, and a wrong closing number."""
    moved = {
        "NumberOfShareOptionsGranted": 20,
        "NumberOfShareOptionsExercised": 5,
        "NumberOfShareOptionsExercisedForTreasuryShares": 4,
        "NumberOfShareOptionsCancelled": 1,
        "NumberOfShareOptionsLapsed": 3,
    }
    first = [opening(OUTSTANDING, 100, row), *(during(name, value, row) for name, value in moved.items())]
    other = "IncreaseDecreaseInNumberOfShareOptionsByOtherMovements"
    last = closing(OUTSTANDING, 108, row)
    good, bad = [*first, during(other, 1, row), last], [*first, during(other, 2, row), last]
    return good, bad, closing(OUTSTANDING, 107, row)


def _instruments() -> Iterator[Scenario]:
    warrants = ("WAR", "NominalValueOfWarrants", "NominalValueOfWarrantsExercised", "Warrants", "ordinary/B1")
    convertibles = (
        "CB",
        "AmountOfConvertiblesOutstanding",
        "AmountOfConvertiblesConverted",
        "Convertibles",
        "ordinary/C1",
    )
    for part, balance, movement, name, row in (warrants, convertibles):
        first, last = opening(balance, 1000, row), closing(balance, 900, row)
        yield from _verdicts(
            f"MR-III-{part}-ROLL",
            [first, during(movement, 100, row), last],
            [first, during(movement, 90, row), last],
            [first, during(movement, 100, row)],
            issued_in_the_month=[opening(balance, 0, row), last],
            redeemed_or_expired_in_the_month=[first, during(movement, 1, row), closing(balance, 0, row)],
        )
        yield Scenario(f"MR-III-{part}-ROLL", "satisfied", (first, during(movement, -100, row), last))
        yield from _instrument_of_ff301(part, balance, movement, name)
        price = during("SubscriptionPrice", money("0.95"), row)
        converted, outstanding = during(movement, -100, row), closing(balance, 900, row)
        yield from _verdicts(
            f"MR-III-{part}-SH",
            [price, converted, during(f"{_ISSUED}{name}", 105, row)],
            [price, converted, during(f"{_ISSUED}{name}", 107, row)],
            [during("SubscriptionPrice", money("0.95"), row, "USD"), converted, during(f"{_ISSUED}{name}", 105, row)],
        )
        many = [price, during(movement, 950_000, row), during(f"{_ISSUED}{name}", 999_950, row)]
        yield Scenario(f"MR-III-{part}-SH", "explained", tuple(many), "fractions-dropped")
        many = [price, closing(balance, 950_000, row), closing(f"{_MAY}{name}", 999_950, row)]
        yield Scenario(f"MR-III-{part}-MAY", "explained", tuple(many), "fractions-dropped")
        yield from _verdicts(
            f"MR-III-{part}-MAY",
            [price, outstanding, closing(f"{_MAY}{name}", 947, row)],
            [price, outstanding, closing(f"{_MAY}{name}", 949, row)],
            [during("SubscriptionPrice", 0, row), outstanding, closing(f"{_MAY}{name}", 947, row)],
        )
    par, row = closing("ParValue", money("0.05"), "preference"), "preference/C2"
    amount, left = during(convertibles[2], money("-362500"), row), closing(convertibles[1], money("7862500"), row)
    yield from _verdicts(
        "MR-III-CB-PAR-SH",
        [par, amount, during(f"{_ISSUED}Convertibles", 7_250_000, row)],
        [par, amount, during(f"{_ISSUED}Convertibles", 7_250_010, row)],
        [par, amount, during(f"{_ISSUED}Convertibles", 9, row), during("SubscriptionPrice", 2, row)],
    )
    yield from _verdicts(
        "MR-III-CB-PAR-MAY",
        [par, left, closing(f"{_MAY}Convertibles", 157_250_000, row)],
        [par, left, closing(f"{_MAY}Convertibles", 57_250_000, row)],
        [left, closing(f"{_MAY}Convertibles", 157_250_000, row)],
    )


def _instrument_of_ff301(part: str, balance: str, movement: str, name: str) -> Iterator[Scenario]:
    """The roll with every movement, and shares out of treasury, in a row of the second line of a class."""
    row = f"ordinary/2/{'B' if part == 'WAR' else 'C'}1"
    stem = balance.removesuffix("Outstanding")
    moved = [
        during(f"{stem}Issued", 500, row),
        during(movement, 100, row),
        during(f"{stem}Retired", 50, row),
        during(f"IncreaseDecreaseIn{stem}ByOtherMovements", -20, row),
    ]
    first, last = opening(balance, 1000, row), closing(balance, 1330, row)
    yield Scenario(f"MR-III-{part}-ROLL", "satisfied", (first, *moved, last))
    yield Scenario(f"MR-III-{part}-ROLL", "broken", (first, *moved[1:], last))
    given = (during(f"{_ISSUED}{name}", 60, row), during(f"{_TREASURY}{name}", -40, row))
    price = during("SubscriptionPrice", 1, row)
    yield Scenario(f"MR-III-{part}-SH", "satisfied", (*given, price, moved[1]))
    yield Scenario(f"MR-III-{part}-SH", "broken", (given[0], price, moved[1]))


def _totals() -> Iterator[Scenario]:
    names = {"A": "ShareOptions", "B": "Warrants", "C": "Convertibles", "D": "OtherAgreements"}
    for part, name in names.items():
        issued = f"{_ISSUED}{name}"
        rows = [during(issued, 5, f"ordinary/{part}1"), during(issued, 7, f"ordinary/{part}2")]
        elsewhere = during(issued, 4, f"preference/{part}3")
        yield from _verdicts(
            f"MR-III-TOT-{part}",
            [*rows, elsewhere, during(issued, 12)],
            [*rows, elsewhere, during(issued, 13)],
            rows,
            class_not_stated=[*rows, during(issued, 4, f"not-stated/{part}3"), during(issued, 16)],
            class_misprinted=[*rows, elsewhere, during(issued, 16)],
        )
        yield from _verdicts(
            f"MR-III-{part}-COUNTED",
            [*rows, during(issued, 13)],
            [*rows, elsewhere, during(issued, 12)],
            [during(issued, 0, f"ordinary/{part}1")],
        )
        counted_elsewhere = (*rows, elsewhere, during(issued, 16))
        yield Scenario(f"MR-III-{part}-COUNTED", "satisfied", counted_elsewhere)
        yield Scenario(f"MR-III-{part}-COUNTED", "broken", tuple(rows))
        # Preference shares become ordinary: both totals speak of the same row, which is of neither class here.
        conversion = (during(issued, 7, f"other/{part}1"), during(issued, -7, "preference"), during(issued, 7))
        yield Scenario(f"MR-III-TOT-{part}", "explained", conversion, "class-misprinted/conversion-between-classes")
        yield Scenario(f"MR-III-TOT-{part}", "broken", (during(issued, 1),))
        yield Scenario(f"MR-III-TOT-{part}", "satisfied", (during(issued, 0),))
        # FF301: each line of a class has rows and a total of its own.
        of_lines = [during(issued, 5, f"ordinary/1/{part}1"), during(issued, 7, f"ordinary/2/{part}2")]
        totals = (during(issued, 5, "ordinary/1"), during(issued, 7, "ordinary/2"))
        yield Scenario(f"MR-III-TOT-{part}", "satisfied", (*of_lines, *totals))
        yield Scenario(f"MR-III-TOT-{part}", "broken", (*of_lines, during(issued, 6, "ordinary/2")))
        moved = f"{_TREASURY}{name}"
        out = [during(moved, -5, f"ordinary/2/{part}1"), during(moved, -7, f"ordinary/2/{part}2")]
        elsewhere = during(moved, -2, f"ordinary/1/{part}3")
        raised = (*of_lines, out[0])
        yield Scenario(f"MR-III-TOT-{part}", "satisfied", (*raised, during(issued, 12, "ordinary/2")))
        yield Scenario(f"MR-III-TOT-{part}", "broken", (*raised, during(issued, 11, "ordinary/2")))
        apart = (*raised, during(issued, 7, "ordinary/2"))
        yield Scenario(f"MR-III-TOT-{part}", "explained", apart, "transfers-counted-apart")
        yield from _verdicts(
            f"MR-III-TOT-{part}2",
            [*out, elsewhere, during(moved, -12, "ordinary/2")],
            [*out, elsewhere, during(moved, -14, "ordinary/2")],
            out,
            transfer_printed_without_sign=[*out, during(moved, 12, "ordinary/2")],
        )
    into = f"{_TREASURY_MOVED}OtherMovements"
    kept = [during(into, 9, "ordinary/E1"), during(into, -2, "ordinary/E2")]
    yield from _verdicts("MR-III-TOT-E2", [*kept, during(into, 7)], [*kept, during(into, 9)], kept)
    yield from _treasury_sums()
    yield from _total_of_movements()
    yield from _sums()


def _treasury_sums() -> Iterator[Scenario]:
    total, increase = "TotalIncreaseDecreaseInNumberOfTreasuryShares", "IncreaseDecreaseInNumberOfTreasuryShares"
    for key in ("ordinary", "ordinary/2"):
        parts = [during(f"{_TREASURY}ShareOptions", -4, key), during(f"{_TREASURY_MOVED}OtherMovements", 9, key)]
        unsigned = [during(f"{_TREASURY}ShareOptions", 4, key), parts[1]]
        good, bad = during(total, 5, key), during(total, 6, key)
        yield from _verdicts(
            "MR-III-SUM-TREAS",
            [*parts, good],
            [*parts, bad],
            [good],
            transfer_printed_without_sign=[*unsigned, good],
        )
        yield from _verdicts("MR-III-TREAS-PARTS", [*parts, good], [*unsigned, good], [good])
        moved = during(increase, 5, key)
        yield from _verdicts("MR-III-EQ-II-TREAS", [good, moved], [bad, moved], [good, during(increase, 5, "other")])


def _conversion_of_a_class() -> Iterator[Scenario]:
    issued = f"{_ISSUED}Convertibles"
    gone = during(issued, -7, "preference")
    yield from _verdicts(
        "MR-III-CB-PREF",
        [gone, during(issued, 7)],
        [gone, during(issued, 6)],
        [during(issued, 7)],
        converted_beside_others=[gone, during(issued, 12)],
    )
    of_lines = (during(issued, -7, "ordinary/2"), during(issued, 7, "ordinary/1"))
    yield Scenario("MR-III-CB-PREF", "satisfied", of_lines)


def _total_of_movements() -> Iterator[Scenario]:
    total = f"{_KINDS}OtherMovements"
    rows = [
        during(f"{_KINDS}RightsIssue", 50, "ordinary/E1"),
        during(f"{_KINDS}RepurchaseOfShares", -20, "ordinary/E6"),
        during(f"{_KINDS}RepurchaseOfShares", -1, "ordinary/E11"),
    ]
    positive = [during(f"{_KINDS}RedemptionOfShares", 3, "ordinary/E7"), during(total, 26)]
    elsewhere = during(f"{_KINDS}Placing", 4, "preference/E3")
    yield from _verdicts(
        "MR-III-TOT-E",
        [*rows, elsewhere, during(total, 29)],
        [*rows, elsewhere, during(total, 30)],
        rows,
        class_not_stated=[*rows, during(f"{_KINDS}Placing", 4, "not-stated/E3"), during(total, 33)],
        class_misprinted=[*rows, elsewhere, during(total, 33)],
        reduction_printed_without_sign=[rows[0], *positive[:1], during(total, 47)],
    )
    moved = during(f"{_KINDS}Placing", 4, "not-stated/E3")
    yield from _verdicts("MR-III-E-COUNTED", [moved, during(total, 4)], [moved], [during(f"{_KINDS}Placing", 0)])
    yield Scenario("MR-III-E-COUNTED", "broken", (moved, during(total, 0)))
    yield Scenario("MR-III-E-COUNTED", "broken", (during(f"{_KINDS}Placing", 4, "preference/E3"), during(total, 5)))
    unsigned = during(f"{_KINDS}RedemptionOfShares", 4, "not-stated/E7")
    yield Scenario("MR-III-E-COUNTED", "satisfied", (unsigned, during(total, -4)))
    whole_class = [during(f"{_KINDS}RightsIssue", 50), during(f"{_KINDS}RepurchaseOfShares", -20)]
    yield Scenario("MR-III-TOT-E", "satisfied", (*whole_class, during(total, 30)))
    yield Scenario("MR-III-E-KINDS", "satisfied", (*whole_class, during(total, 30)))
    yield Scenario("MR-III-E-KINDS", "broken", (*whole_class, during(total, 31)))
    yield Scenario("MR-III-E-KINDS", "not-evaluated", (during(total, 31),))
    # Treasury shares count, pending cancellations do not.
    kept = [during(f"{_KINDS}RepurchaseIntoTreasury", -30, "ordinary/2/E1"), during(total, -30, "ordinary/2")]
    pending = during(f"{_KINDS}PendingCancellation", -9, "ordinary/2/E2")
    yield Scenario("MR-III-TOT-E", "satisfied", (*kept, pending))
    sold = during(f"{_KINDS}SaleOrTransferOfTreasuryShares", 4, "ordinary/2")
    yield Scenario("MR-III-E-KINDS", "satisfied", (sold, during(total, 4, "ordinary/2")))
    yield Scenario("MR-III-E-KINDS", "broken", (sold, during(total, 5, "ordinary/2")))


def _sums() -> Iterator[Scenario]:
    total = "TotalIncreaseDecreaseInNumberOfIssuedShares"
    parts = [during(f"{_ISSUED}ShareOptions", 5), during(f"{_KINDS}OtherMovements", -2)]
    yield from _verdicts("MR-III-SUM", [*parts, during(total, 3)], [*parts, during(total, 4)], [during(total, 4)])
    of_line = (during(f"{_ISSUED}ShareOptions", 5, "ordinary/2"), during(total, 5, "ordinary/2"))
    yield Scenario("MR-III-SUM", "satisfied", of_line)
    yield Scenario("MR-III-SUM-LINES", "not-evaluated", of_line)
    lines = [during(total, 1, "ordinary/1"), during(total, 2, "ordinary/2")]
    yield from _verdicts(
        "MR-III-SUM-LINES",
        [*parts, *lines],
        [*parts, *lines[:1]],
        [*parts, during(total, 3), during(total, 0, "ordinary/2")],
    )
    yield Scenario("MR-III-SUM-LINES", "not-evaluated", tuple(lines))
    increase, issued, par = "IncreaseDecreaseInNumberOfIssuedShares", "NumberOfIssuedShares", "ParValue"
    yield from _verdicts(
        "MR-III-EQ-II",
        [during(total, 3), during(increase, 3)],
        [during(total, 3), during(increase, 4)],
        [during(total, 3), during(increase, 3, "ordinary/2")],
        reclassification_between_lines=[
            during(total, 0, "ordinary/1"),
            during(total, 0, "ordinary/2"),
            during(increase, -40, "ordinary/1"),
            during(increase, 40, "ordinary/2"),
        ],
        consolidation_or_subdivision=[
            during(total, 0),
            during(increase, -90),
            opening(issued, 100),
            closing(issued, 10),
            opening(par, money("0.01")),
            closing(par, money("0.10")),
        ],
        capital_reorganisation=[
            during(total, 0),
            during(increase, -90),
            during(f"{_KINDS}CapitalReorganisation", -90, "ordinary/E9"),
        ],
    )
    yield Scenario(
        "MR-III-EQ-II", "satisfied", (during(total, 3), during(increase, 3), during(increase, 0, "ordinary/2"))
    )


def _movements() -> Iterator[Scenario]:
    yield Scenario("MR-III-NONNEG", "satisfied", (closing(f"{_MAY}Warrants", 0, "ordinary/B1"),))
    yield Scenario("MR-III-NONNEG", "broken", (closing(f"{_MAY}Warrants", -1, "ordinary/B1"),))
    yield Scenario("MR-III-NONNEG", "not-evaluated", ())
    yield Scenario("MR-III-NONNEG-MONTH", "satisfied", (during("IssuePrice", 1, "ordinary/E1"),))
    yield Scenario("MR-III-NONNEG-MONTH", "broken", (during("IssuePrice", -1, "ordinary/E1"),))
    yield Scenario("MR-III-NONNEG-MONTH", "not-evaluated", ())
    bought = during(f"{_KINDS}RepurchaseOfShares", -20, "ordinary/E6")
    positive = during(f"{_KINDS}RepurchaseOfShares", 20, "ordinary/E6")
    yield from _verdicts(
        "MR-III-E-SIGN-OUT",
        [bought],
        [positive],
        [],
        reduction_printed_without_sign=[
            positive,
            during(f"{_KINDS}RightsIssue", 50, "ordinary/E1"),
            during(f"{_KINDS}OtherMovements", 30),
        ],
    )
    placed, taken = during(f"{_KINDS}Placing", 20), during(f"{_KINDS}Placing", -20)
    yield from _verdicts("MR-III-E-SIGN-IN", [placed], [taken], [during(f"{_KINDS}CapitalReorganisation", -20)])
    total = during(f"{_KINDS}OtherMovements", -20)
    earlier = during("DateOfEvent", date(2012, 5, 31), "ordinary/E6")
    yield from _verdicts(
        "MR-III-E-DATE",
        [total, during("LastDateOfEvent", date(2012, 6, 1), "not-stated/E6")],
        [total, earlier],
        [during(f"{_KINDS}OtherMovements", 0), earlier],
        not_yet_cancelled=[total, earlier, closing("NumberOfSharesNotYetCancelled", -9, "ordinary/E6")],
        issue_to_come=[
            total,
            during("DateOfEvent", date(2012, 7, 1), "ordinary/E1"),
            closing(f"{_MAY}OtherMovements", 50, "ordinary/E1"),
        ],
    )
    in_line = during("DateOfEvent", date(2012, 6, 9), "ordinary/2/E1")
    yield Scenario("MR-III-E-DATE", "satisfied", (during(f"{_TREASURY_MOVED}OtherMovements", 9, "ordinary/2"), in_line))
    waiting = "NumberOfSharesNotYetCancelled"
    yield from _verdicts(
        "MR-III-E-SIGN-PENDING", [closing(waiting, -9, "ordinary/E2")], [closing(waiting, 9, "ordinary/2/E2")], []
    )
    approved = "GeneralMeetingApprovalDate"
    yield Scenario("MR-III-EGM", "satisfied", (during(approved, date(2012, 6, 30), "ordinary/2/A1"),))
    yield from _verdicts(
        "MR-III-EGM",
        [during(approved, date(2012, 6, 30), "ordinary/A1")],
        [during(approved, date(2012, 7, 1), "not-stated/A1")],
        [],
    )
