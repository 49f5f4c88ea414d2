"""Totals, between the parts and with section II."""

from __future__ import annotations

from collections.abc import Iterator

from tests.scenarios.facts import (
    ISSUED,
    KINDS,
    TREASURY,
    TREASURY_MOVED,
    Scenario,
    closing,
    during,
    money,
    opening,
    verdicts,
)


def totals() -> Iterator[Scenario]:
    names = {"A": "ShareOptions", "B": "Warrants", "C": "Convertibles", "D": "OtherAgreements"}
    for part, name in names.items():
        issued = f"{ISSUED}{name}"
        rows = [during(issued, 5, f"ordinary/{part}1"), during(issued, 7, f"ordinary/{part}2")]
        elsewhere = during(issued, 4, f"preference/{part}3")
        yield from verdicts(
            f"MR-III-TOT-{part}",
            [*rows, elsewhere, during(issued, 12)],
            [*rows, elsewhere, during(issued, 13)],
            rows,
            class_not_stated=[*rows, during(issued, 4, f"not-stated/{part}3"), during(issued, 16)],
            class_misprinted=[*rows, elsewhere, during(issued, 16)],
        )
        yield from verdicts(
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
        moved = f"{TREASURY}{name}"
        out = [during(moved, -5, f"ordinary/2/{part}1"), during(moved, -7, f"ordinary/2/{part}2")]
        elsewhere = during(moved, -2, f"ordinary/1/{part}3")
        raised = (*of_lines, out[0])
        yield Scenario(f"MR-III-TOT-{part}", "satisfied", (*raised, during(issued, 12, "ordinary/2")))
        yield Scenario(f"MR-III-TOT-{part}", "broken", (*raised, during(issued, 11, "ordinary/2")))
        apart = (*raised, during(issued, 7, "ordinary/2"))
        yield Scenario(f"MR-III-TOT-{part}", "explained", apart, "transfers-counted-apart")
        yield from verdicts(
            f"MR-III-TOT-{part}2",
            [*out, elsewhere, during(moved, -12, "ordinary/2")],
            [*out, elsewhere, during(moved, -14, "ordinary/2")],
            out,
            transfer_printed_without_sign=[*out, during(moved, 12, "ordinary/2")],
        )
    into = f"{TREASURY_MOVED}OtherMovements"
    kept = [during(into, 9, "ordinary/E1"), during(into, -2, "ordinary/E2")]
    yield from verdicts("MR-III-TOT-E2", [*kept, during(into, 7)], [*kept, during(into, 9)], kept)
    yield from _treasury_sums()
    yield from _total_of_movements()
    yield from _sums()


def _treasury_sums() -> Iterator[Scenario]:
    total, increase = "TotalIncreaseDecreaseInNumberOfTreasuryShares", "IncreaseDecreaseInNumberOfTreasuryShares"
    for key in ("ordinary", "ordinary/2"):
        parts = [during(f"{TREASURY}ShareOptions", -4, key), during(f"{TREASURY_MOVED}OtherMovements", 9, key)]
        unsigned = [during(f"{TREASURY}ShareOptions", 4, key), parts[1]]
        good, bad = during(total, 5, key), during(total, 6, key)
        yield from verdicts(
            "MR-III-SUM-TREAS",
            [*parts, good],
            [*parts, bad],
            [good],
            transfer_printed_without_sign=[*unsigned, good],
        )
        yield from verdicts("MR-III-TREAS-PARTS", [*parts, good], [*unsigned, good], [good])
        moved = during(increase, 5, key)
        yield from verdicts("MR-III-EQ-II-TREAS", [good, moved], [bad, moved], [good, during(increase, 5, "other")])


def conversion_of_a_class() -> Iterator[Scenario]:
    issued = f"{ISSUED}Convertibles"
    gone = during(issued, -7, "preference")
    yield from verdicts(
        "MR-III-CB-PREF",
        [gone, during(issued, 7)],
        [gone, during(issued, 6)],
        [during(issued, 7)],
        converted_beside_others=[gone, during(issued, 12)],
    )
    of_lines = (during(issued, -7, "ordinary/2"), during(issued, 7, "ordinary/1"))
    yield Scenario("MR-III-CB-PREF", "satisfied", of_lines)


def _total_of_movements() -> Iterator[Scenario]:
    total = f"{KINDS}OtherMovements"
    rows = [
        during(f"{KINDS}RightsIssue", 50, "ordinary/E1"),
        during(f"{KINDS}RepurchaseOfShares", -20, "ordinary/E6"),
        during(f"{KINDS}RepurchaseOfShares", -1, "ordinary/E11"),
    ]
    positive = [during(f"{KINDS}RedemptionOfShares", 3, "ordinary/E7"), during(total, 26)]
    elsewhere = during(f"{KINDS}Placing", 4, "preference/E3")
    yield from verdicts(
        "MR-III-TOT-E",
        [*rows, elsewhere, during(total, 29)],
        [*rows, elsewhere, during(total, 30)],
        rows,
        class_not_stated=[*rows, during(f"{KINDS}Placing", 4, "not-stated/E3"), during(total, 33)],
        class_misprinted=[*rows, elsewhere, during(total, 33)],
        reduction_printed_without_sign=[rows[0], *positive[:1], during(total, 47)],
    )
    moved = during(f"{KINDS}Placing", 4, "not-stated/E3")
    yield from verdicts("MR-III-E-COUNTED", [moved, during(total, 4)], [moved], [during(f"{KINDS}Placing", 0)])
    yield Scenario("MR-III-E-COUNTED", "broken", (moved, during(total, 0)))
    yield Scenario("MR-III-E-COUNTED", "broken", (during(f"{KINDS}Placing", 4, "preference/E3"), during(total, 5)))
    unsigned = during(f"{KINDS}RedemptionOfShares", 4, "not-stated/E7")
    yield Scenario("MR-III-E-COUNTED", "satisfied", (unsigned, during(total, -4)))
    whole_class = [during(f"{KINDS}RightsIssue", 50), during(f"{KINDS}RepurchaseOfShares", -20)]
    yield Scenario("MR-III-TOT-E", "satisfied", (*whole_class, during(total, 30)))
    yield Scenario("MR-III-E-KINDS", "satisfied", (*whole_class, during(total, 30)))
    yield Scenario("MR-III-E-KINDS", "broken", (*whole_class, during(total, 31)))
    yield Scenario("MR-III-E-KINDS", "not-evaluated", (during(total, 31),))
    # Treasury shares count, pending cancellations do not.
    kept = [during(f"{KINDS}RepurchaseIntoTreasury", -30, "ordinary/2/E1"), during(total, -30, "ordinary/2")]
    pending = during(f"{KINDS}PendingCancellation", -9, "ordinary/2/E2")
    yield Scenario("MR-III-TOT-E", "satisfied", (*kept, pending))
    sold = during(f"{KINDS}SaleOrTransferOfTreasuryShares", 4, "ordinary/2")
    yield Scenario("MR-III-E-KINDS", "satisfied", (sold, during(total, 4, "ordinary/2")))
    yield Scenario("MR-III-E-KINDS", "broken", (sold, during(total, 5, "ordinary/2")))


def _sums() -> Iterator[Scenario]:
    total = "TotalIncreaseDecreaseInNumberOfIssuedShares"
    parts = [during(f"{ISSUED}ShareOptions", 5), during(f"{KINDS}OtherMovements", -2)]
    yield from verdicts("MR-III-SUM", [*parts, during(total, 3)], [*parts, during(total, 4)], [during(total, 4)])
    of_line = (during(f"{ISSUED}ShareOptions", 5, "ordinary/2"), during(total, 5, "ordinary/2"))
    yield Scenario("MR-III-SUM", "satisfied", of_line)
    yield Scenario("MR-III-SUM-LINES", "not-evaluated", of_line)
    lines = [during(total, 1, "ordinary/1"), during(total, 2, "ordinary/2")]
    yield from verdicts(
        "MR-III-SUM-LINES",
        [*parts, *lines],
        [*parts, *lines[:1]],
        [*parts, during(total, 3), during(total, 0, "ordinary/2")],
    )
    yield Scenario("MR-III-SUM-LINES", "not-evaluated", tuple(lines))
    increase, issued, par = "IncreaseDecreaseInNumberOfIssuedShares", "NumberOfIssuedShares", "ParValue"
    yield from verdicts(
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
            during(f"{KINDS}CapitalReorganisation", -90, "ordinary/E9"),
        ],
    )
    yield Scenario(
        "MR-III-EQ-II", "satisfied", (during(total, 3), during(increase, 3), during(increase, 0, "ordinary/2"))
    )
