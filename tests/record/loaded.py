"""Loads all that a writer needs, by writing once; processes that are copies of this one begin at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from depesche.record.record import Record
from tests.record.making import numbered

with tempfile.TemporaryDirectory() as _folder, Record.open(Path(_folder) / "first.db") as _record:
    _record.add(numbered(0))
