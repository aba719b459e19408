"""Files that grow beside the one that they will replace; what killed runs left of such is taken away.

Public: `part_of(path)`, `remove(part)`.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from glob import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ABANDONED = 24 * 60 * 60  # seconds for which nobody has written: no run is as slow
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite writes beside a file


def part_of(path: Path, ending: str = "part") -> Path:
    """Where the new content of a file grows until it is whole: nothing is there yet.

    A run that was killed leaves its part. It goes when another one has the same number, or when a day has passed.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.{ending}")
    remove(part)
    with suppress(OSError):  # a folder that nobody may list
        for old in path.parent.glob(f".{escape(path.name)}.*"):
            if re.fullmatch(r"\d+\.(part|copy)", old.name.removeprefix(f".{path.name}.")) and _abandoned(old):
                remove(old)
    return part


def remove(part: Path) -> None:
    """Take away a part, with what SQLite wrote beside it."""
    for end in ("", *_BESIDE):
        with suppress(OSError):
            part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _abandoned(part: Path) -> bool:
    every = [part.with_name(f"{part.name}{end}") for end in ("", *_BESIDE)]
    now = time.time()
    return now - max((one.stat().st_mtime for one in every if one.exists()), default=now) > _ABANDONED
