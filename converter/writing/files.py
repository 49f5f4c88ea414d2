"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def save_together(folder: Path, contents: Mapping[str, bytes], *, forced: bool = True) -> tuple[Path, ...]:
    """Write several files into an existing folder, replacing older ones of the same names.

    Each is written beside its place, forced to the disk, and renamed only when all are written, so that a reader
    of the folder never sees half a file, and a failure to write leaves the folder as it was.
    Forcing takes milliseconds; who can tell a file that a failing machine tore may do without (``forced`` false).

    Returns:
        the paths, in the order of ``contents``.

    Raises:
        OSError: the folder cannot be written to.
    """
    waiting = {folder / name: folder / f".{name}.{os.getpid()}.part" for name in contents}
    try:
        for part, content in zip(waiting.values(), contents.values(), strict=True):
            _write(part, content, forced)
        for place, part in waiting.items():
            part.replace(place)
    finally:
        for part in waiting.values():
            part.unlink(missing_ok=True)
    return tuple(waiting)


def _write(path: Path, content: bytes, forced: bool) -> None:
    with path.open("wb") as file:
        file.write(content)
        if forced:
            file.flush()
            os.fsync(file.fileno())
