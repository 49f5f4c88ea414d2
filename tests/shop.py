"""An object store of its own protocol, ``shop://``, known to every process that has its folder on the path.

It is a folder, in which an object appears whole or not at all and nothing can be renamed, as in the real ones.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from fsspec.implementations.local import LocalFileSystem

ROOT = Path(os.environ.get("SHOP", tempfile.gettempdir()))


class Shop(LocalFileSystem):  # type: ignore[misc]
    protocol = ("shop",)

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        inner = path.removeprefix("shop://").strip("/")
        return str(ROOT / inner) if not path.startswith(str(ROOT)) else path.rstrip("/")

    def unstrip_protocol(self, name: str) -> str:
        return f"shop://{Path(name).relative_to(ROOT)}"

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **more: Any) -> None:
        place = Path(self._strip_protocol(path))
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=ROOT, prefix=".", delete=False) as waiting:
            waiting.write(value)
        Path(waiting.name).replace(place)

    def mv(self, *_: Any, **__: Any) -> None:
        raise NotImplementedError("object storage has no renaming")


def installed(folder: Path, store: Path) -> dict[str, str]:
    """Make the protocol known to processes that have the returned environment, as an installed package would."""
    (folder / "shop.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    information = folder / "shop-1.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: shop\nVersion: 1\n")
    (information / "entry_points.txt").write_text("[fsspec.specs]\nshop = shop:Shop\n")
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "SHOP": str(store)}
