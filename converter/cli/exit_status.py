"""What the exit status of a command says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitStatus(IntEnum):
    """The statuses; of several that apply, the greatest is given."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> ExitStatus:
        """Keep the meaning beside the number: the documentation is made from it."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    HOLDS = 0, "Every input was processed, and every rule of severity error that could be evaluated holds."
    BROKEN = 1, "Every input was processed; at least one finding is an error. Warnings alone give 0."
    USAGE = 2, "The command was called wrongly, or the output folder cannot be written."
    REFUSED = 3, "At least one input was refused or could not be read; each is named with the reason."
    DEFECT = 70, "At least one input ran into a defect of this program; the others were processed."
    INTERRUPTED = (
        130,
        "The run was broken off with Ctrl-C; what is done is kept, and the same command goes on from there.",
    )


def gravest(statuses: Iterable[ExitStatus]) -> ExitStatus:
    """Return the status of a run from those of its inputs."""
    return max(statuses, default=ExitStatus.HOLDS)
