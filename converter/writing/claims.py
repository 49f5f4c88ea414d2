"""Which filing the documents of a folder belong to: no filing is written over another's documents in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from converter.errors import Refusal

SAME_CONTENT: Final = "same-content"
"""The code of the refusal of bytes that another input of the run has given already."""

_DIGITS: Final = 8
"""How much of a hash tells filings of one month apart, which are a handful."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The filing whose documents have a name: where it is, and the SHA-256 of its bytes."""

    source: str
    sha256: str


@dataclass
class Claims:
    """The names of one run's documents. ``held_before`` tells which *other* filing got a name in an earlier run.

    A return that was submitted again, or filed in two languages, has the stock code and the month of the first one:
    the first input keeps the plain name, each other has the beginning of its own hash behind it, so that its name
    depends neither on how many there are nor on which are converted again.
    """

    held_before: Callable[[str, Holder], Holder | None]
    _holders: dict[str, Holder] = field(default_factory=dict, init=False)

    def claim(self, stem: str, wanted_by: Holder) -> str:
        """Return the name, without ending, that the documents of a filing shall have.

        Raises:
            Refusal: ``same-content``: another input of this run has the same bytes.
        """
        holder = self._holders.get(stem)
        if holder is not None and holder.sha256 == wanted_by.sha256 and holder.source != wanted_by.source:
            message = f"These are the bytes of {holder.source}, whose documents are {stem}.*."
            raise Refusal(SAME_CONTENT, message, "Leave one of the two out.")
        holder = holder or self.held_before(stem, wanted_by)
        if holder is not None and holder.source != wanted_by.source and holder.sha256 != wanted_by.sha256:
            return self.claim(f"{stem}-{wanted_by.sha256[:_DIGITS]}", wanted_by)
        self._holders[stem] = wanted_by
        return stem


def held_in(folder: Path, stem: str, wanted_by: Holder) -> Holder | None:
    """Return which other file's documents lie in the folder under a name, as their findings say.

    A file of the same name is no other one: what it says now takes the place of what it said.
    """
    try:
        source = json.loads((folder / f"{stem}.findings.json").read_bytes())["source"]
        holder = Holder(str(source["name"]), str(source["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # nobody's, or not written by this program
    return None if holder.source == Path(wanted_by.source).name else holder
