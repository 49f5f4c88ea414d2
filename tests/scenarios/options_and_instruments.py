"""Parts A to C of section III: options, warrants, convertibles, agreements."""

from __future__ import annotations

from collections.abc import Iterator

from converter.facts import Fact
from tests.scenarios.facts import (
    ISSUED,
    MAY,
    OUTSTANDING,
    TREASURY,
    Scenario,
    closing,
    during,
    money,
    opening,
    verdicts,
)


def options() -> Iterator[Scenario]:
    issued, exercised = f"{ISSUED}ShareOptions", "NumberOfShareOptionsExercised"
    row = "ordinary/A1"
    yield from verdicts(
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
    yield from verdicts(
        "MR-III-OPT-ROLL",
        [outstanding, granted, used, cancelled, lapsed, closing(f"{MAY}ShareOptions", 100, row)],
        [outstanding, granted, used, closing(f"{MAY}ShareOptions", 104, row)],
        [granted, used, closing(f"{MAY}ShareOptions", 5, row)],
        reductions_printed_as_negative=[
            outstanding,
            during("NumberOfShareOptionsLapsed", -3, row),
            closing(f"{MAY}ShareOptions", 97, row),
        ],
    )
    yield Scenario("MR-III-OPT-ROLL", "satisfied", (outstanding, closing(f"{MAY}ShareOptions", 100, row)))

    yield Scenario("MR-III-OPT-ROLL", "not-evaluated", tuple(_options_of_ff301(row)[0]))
    for row_of_line in (row, "ordinary/2/A1"):
        good, bad, wrong = _options_of_ff301(row_of_line)
        yield from verdicts("MR-III-OPT-ROLL-FF301", good, bad, good[:-1])
        of_another_line = (*good[:-1], closing(OUTSTANDING, 108, "ordinary/3/A1"))
        yield Scenario("MR-III-OPT-ROLL-FF301", "not-evaluated", of_another_line)
        may = closing(f"{MAY}ShareOptions", 108, row_of_line)
        second = row_of_line.replace("A1", "A2")
        yield from verdicts(
            "MR-III-OPT-MAY",
            [*good, may],
            [wrong, may],
            [may],
            stated_for_the_scheme=[
                *(closing(OUTSTANDING, 108, key) for key in (row_of_line, second)),
                closing(f"{MAY}ShareOptions", 216, row_of_line),
                closing(f"{MAY}ShareOptions", 0, second),
            ],
        )
        given = [during(issued, 5, row_of_line), during(exercised, 5, row_of_line)]
        treasury = during(f"{TREASURY}ShareOptions", -4, row_of_line)
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
    yield from verdicts(
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


def instruments() -> Iterator[Scenario]:
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
        yield from verdicts(
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
        yield from verdicts(
            f"MR-III-{part}-SH",
            [price, converted, during(f"{ISSUED}{name}", 105, row)],
            [price, converted, during(f"{ISSUED}{name}", 107, row)],
            [during("SubscriptionPrice", money("0.95"), row, "USD"), converted, during(f"{ISSUED}{name}", 105, row)],
        )
        many = [price, during(movement, 950_000, row), during(f"{ISSUED}{name}", 999_950, row)]
        yield Scenario(f"MR-III-{part}-SH", "explained", tuple(many), "fractions-dropped")
        many = [price, closing(balance, 950_000, row), closing(f"{MAY}{name}", 999_950, row)]
        yield Scenario(f"MR-III-{part}-MAY", "explained", tuple(many), "fractions-dropped")
        yield from verdicts(
            f"MR-III-{part}-MAY",
            [price, outstanding, closing(f"{MAY}{name}", 947, row)],
            [price, outstanding, closing(f"{MAY}{name}", 949, row)],
            [during("SubscriptionPrice", 0, row), outstanding, closing(f"{MAY}{name}", 947, row)],
        )
    par, row = closing("ParValue", money("0.05"), "preference"), "preference/C2"
    amount, left = during(convertibles[2], money("-362500"), row), closing(convertibles[1], money("7862500"), row)
    yield from verdicts(
        "MR-III-CB-PAR-SH",
        [par, amount, during(f"{ISSUED}Convertibles", 7_250_000, row)],
        [par, amount, during(f"{ISSUED}Convertibles", 7_250_010, row)],
        [par, amount, during(f"{ISSUED}Convertibles", 9, row), during("SubscriptionPrice", 2, row)],
    )
    yield from verdicts(
        "MR-III-CB-PAR-MAY",
        [par, left, closing(f"{MAY}Convertibles", 157_250_000, row)],
        [par, left, closing(f"{MAY}Convertibles", 57_250_000, row)],
        [left, closing(f"{MAY}Convertibles", 157_250_000, row)],
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
    given = (during(f"{ISSUED}{name}", 60, row), during(f"{TREASURY}{name}", -40, row))
    price = during("SubscriptionPrice", 1, row)
    yield Scenario(f"MR-III-{part}-SH", "satisfied", (*given, price, moved[1]))
    yield Scenario(f"MR-III-{part}-SH", "broken", (given[0], price, moved[1]))
