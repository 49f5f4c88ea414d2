"""The exceptions of the converter, factored out to avoid import loops.

The tree::

    MonthlyReturnError
    ├── Refusal (ValueError)            an input that is not converted, and why
    │   ├── UnreadableInput             bytes that hold no text this version reads
    │   ├── NotAMonthlyReturn           text, but of another form or of none
    │   ├── IncompleteIdentity          a return without the names that its outputs need
    │   └── LimitExceeded               an input beyond a bound on size
    ├── DefinitionError (ValueError)    a mistake in ``taxonomy/definition``
    ├── DuplicateFact (AssertionError)  two figures placed as one fact: a defect of ours
    ├── ValidatorError (RuntimeError)   Arelle, or the taxonomy package, could not be set to work
    └── OutputError (OSError)           the outputs or the ledger of a batch cannot be written

Each branch also inherits from a builtin, so that a caller may catch by library or by kind.
Rule for this module: standard library only.
"""

from __future__ import annotations

import traceback
from pathlib import Path


class MonthlyReturnError(Exception):
    """Let a caller catch every error that this library raises on purpose."""


class Refusal(MonthlyReturnError, ValueError):
    """An input that is not converted: what it is, and what to do next.

    ``code`` is stable and public (``not-a-return``); ``hint`` names the next step.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        """Keep the parts apart, so that they can be written as data."""
        super().__init__(f"{message} {hint}")
        self.code = code
        self.message = message
        self.hint = hint


class UnreadableInput(Refusal):
    """The bytes are empty, binary, or text in an encoding that cannot be told."""


class NotAMonthlyReturn(Refusal):
    """The text is readable but is another form, or no form at all."""


class IncompleteIdentity(Refusal):
    """The return lacks a readable month or stock code, without which nothing can be named."""


class LimitExceeded(Refusal):
    """The input is beyond a bound on size that protects the machine."""


class DefinitionError(MonthlyReturnError, ValueError):
    """The taxonomy's definition contradicts itself; the message names the file and the entry."""


class DuplicateFact(MonthlyReturnError, AssertionError):
    """Two figures of one return were given the same concept, context and unit; the message names both."""


class ValidatorError(MonthlyReturnError, RuntimeError):
    """Arelle could not judge anything: the package is missing, or what it needs is not on this machine."""


class OutputError(MonthlyReturnError, OSError):
    """The folder of a batch cannot be written, or another run is writing it; what is in it stays usable."""


def where(error: Exception) -> str:
    """Say of a defect what it is and in which line of which file it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}, line {last.lineno}, in {last.name})."
