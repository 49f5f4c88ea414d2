"""The block of a class whose head was lost, told by the number of the first head that is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.forms.capital import Block
from converter.forms.ff301.heads import BLOCK_NUMBER
from converter.forms.reading import Reading


def tell_lost_block(reading: Reading, blocks: Sequence[Block], name: str, address: str) -> None:
    """Tell that a section has lost its first block, where the first head that was found is numbered 2."""
    if not blocks:
        return
    start = blocks[0].heading.start
    number = BLOCK_NUMBER.search(reading.form.text[reading.form.line_span(start).start : start])
    if number and int(re.sub(r"\D", "", number.group())) == 2:
        reading.missing(f"{name}: the block of the class that is numbered 1", address)
