"""Two readings of one filing, compared figure by figure.

A PDF can be read by the places of its text, and in the order in which its text is drawn. The two fail in different
ways, so that a figure that both read alike is hardly misread, and one that they read differently is worth a look.
"""

from __future__ import annotations

from typing import Any

from converter.findings import Finding, Severity
from converter.model import Figure, Money, MonthlyReturn, State
from converter.walk import entries

_HINT = "Look at the place in the filing: one of the two readings mistook a neighbouring text for the figure."


def differences(taken: MonthlyReturn, other: MonthlyReturn) -> tuple[Finding, ...]:
    """Return a finding ``readings-differ`` for each figure that is stated in both readings with different values.

    ``taken`` is the reading whose figures go into the documents, and whose places the findings name. A figure that
    only one of the two could read is nothing to compare; nor are words that one of them has only the beginning of,
    for where words end in a cell of several lines is what reading in order cannot tell. Spaces do not count, and
    neither does a currency that only one of them found.
    """
    read_otherwise = {entry.address: entry.figure for entry in entries(other) if entry.figure.state is State.STATED}
    return tuple(
        _finding(entry.address, entry.figure, read_otherwise[entry.address])
        for entry in entries(taken)
        if entry.figure.state is State.STATED
        and entry.address in read_otherwise
        and _differ(entry.figure.value, read_otherwise[entry.address].value)
    )


def _differ(taken: Any, other: Any) -> bool:
    if isinstance(taken, str):
        shorter, longer = sorted(("".join(taken.split()), "".join(other.split())), key=len)
        return not longer.startswith(shorter)
    if isinstance(taken, Money) and None in (taken.currency, other.currency):
        return bool(taken.amount != other.amount)
    return bool(taken != other)


def _finding(address: str, taken: Figure[Any], other: Figure[Any]) -> Finding:
    message = (
        f"Read by the places of the text the figure is {taken.value}, read in the order of the text {other.value}."
    )
    return Finding("readings-differ", Severity.WARNING, message, _HINT, address, taken.evidence)
