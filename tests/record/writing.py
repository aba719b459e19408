"""Processes that write to a record, to be killed or to be let run side by side."""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING

from depesche.record.record import Record
from tests.record.making import numbered

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

# Each process begins as a copy of one that has loaded all there is to load.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.record.loaded"])


def write(place: str, numbers: range, said: Connection) -> None:
    """Add articles; say the id of each only after it is in the record, and "" when the record is open."""
    with Record.open(place) as record:
        said.send("")
        for number in numbers:
            said.send(record.add(numbered(number)).article)
    said.close()


def writer(place: str, numbers: range) -> tuple[ForkServerProcess, Connection]:
    """A process that writes, and the end of the pipe on which it says what it has written."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=write, args=(place, numbers, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours
