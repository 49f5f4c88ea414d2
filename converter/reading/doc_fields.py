"""The fields of a form in a binary Word document ([MS-DOC] 2.9.78, FFData)."""

from __future__ import annotations

import struct

_HEAD = struct.Struct("<IHHHH")
"""Behind the head of the data: a mark, flags, two lengths, and how long the name of the field is."""
_MARK, _CHECK_BOX = 0xFFFFFFFF, 1


def is_ticked(data: bytes) -> bool | None:
    """Whether the tick box that the data of a field tell of is ticked; None for data of anything else."""
    head = int.from_bytes(data[4:6], "little")
    if len(data) < head + _HEAD.size:
        return None
    mark, flags, _, _, name = _HEAD.unpack_from(data, head)
    if mark != _MARK or flags & 3 != _CHECK_BOX:
        return None
    result = flags >> 2 & 0x1F
    default = head + _HEAD.size + 2 * (name + 1)
    return bool(result if result in (0, 1) else int.from_bytes(data[default : default + 2], "little"))
