"""Part E of section III: other movements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.scenarios.facts import KINDS, MAY, TREASURY_MOVED, Scenario, closing, during, verdicts


def movements() -> Iterator[Scenario]:
    yield Scenario("MR-III-NONNEG", "satisfied", (closing(f"{MAY}Warrants", 0, "ordinary/B1"),))
    yield Scenario("MR-III-NONNEG", "broken", (closing(f"{MAY}Warrants", -1, "ordinary/B1"),))
    yield Scenario("MR-III-NONNEG", "not-evaluated", ())
    yield Scenario("MR-III-NONNEG-MONTH", "satisfied", (during("IssuePrice", 1, "ordinary/E1"),))
    yield Scenario("MR-III-NONNEG-MONTH", "broken", (during("IssuePrice", -1, "ordinary/E1"),))
    yield Scenario("MR-III-NONNEG-MONTH", "not-evaluated", ())
    bought = during(f"{KINDS}RepurchaseOfShares", -20, "ordinary/E6")
    positive = during(f"{KINDS}RepurchaseOfShares", 20, "ordinary/E6")
    yield from verdicts(
        "MR-III-E-SIGN-OUT",
        [bought],
        [positive],
        [],
        reduction_printed_without_sign=[
            positive,
            during(f"{KINDS}RightsIssue", 50, "ordinary/E1"),
            during(f"{KINDS}OtherMovements", 30),
        ],
    )
    placed, taken = during(f"{KINDS}Placing", 20), during(f"{KINDS}Placing", -20)
    yield from verdicts("MR-III-E-SIGN-IN", [placed], [taken], [during(f"{KINDS}CapitalReorganisation", -20)])
    total = during(f"{KINDS}OtherMovements", -20)
    earlier = during("DateOfEvent", date(2012, 5, 31), "ordinary/E6")
    yield from verdicts(
        "MR-III-E-DATE",
        [total, during("LastDateOfEvent", date(2012, 6, 1), "not-stated/E6")],
        [total, earlier],
        [during(f"{KINDS}OtherMovements", 0), earlier],
        not_yet_cancelled=[total, earlier, closing("NumberOfSharesNotYetCancelled", -9, "ordinary/E6")],
        issue_to_come=[
            total,
            during("DateOfEvent", date(2012, 7, 1), "ordinary/E1"),
            closing(f"{MAY}OtherMovements", 50, "ordinary/E1"),
        ],
    )
    in_line = during("DateOfEvent", date(2012, 6, 9), "ordinary/2/E1")
    yield Scenario("MR-III-E-DATE", "satisfied", (during(f"{TREASURY_MOVED}OtherMovements", 9, "ordinary/2"), in_line))
    waiting = "NumberOfSharesNotYetCancelled"
    yield from verdicts(
        "MR-III-E-SIGN-PENDING", [closing(waiting, -9, "ordinary/E2")], [closing(waiting, 9, "ordinary/2/E2")], []
    )
    approved = "GeneralMeetingApprovalDate"
    yield Scenario("MR-III-EGM", "satisfied", (during(approved, date(2012, 6, 30), "ordinary/2/A1"),))
    yield from verdicts(
        "MR-III-EGM",
        [during(approved, date(2012, 6, 30), "ordinary/A1")],
        [during(approved, date(2012, 7, 1), "not-stated/A1")],
        [],
    )
