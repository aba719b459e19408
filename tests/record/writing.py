"""Processes that work on a record, to be killed or to be let run side by side."""

from __future__ import annotations

import json
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche.reading.types import Extractor
from depesche.record import review
from depesche.record.backup import backup
from depesche.record.database import Database
from depesche.record.fresh import filled
from depesche.record.importing import import_lines
from depesche.record.record import Record
from depesche.record.upgrade import bring_up_to_date
from tests.record.making import numbered

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

# Each process begins as a copy of one that has loaded all there is to load.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.record.loaded"])


def write(said: Connection, place: str, numbers: range) -> None:
    """Add articles; say the id of each only after it is in the record, and "" when the record is open."""
    with Record.open(place) as record:
        said.send("")
        for number in numbers:
            said.send(record.add(numbered(number)).article)


def decide(said: Connection, place: str, acts: list[str]) -> None:
    """Decide about acts without end; say the number of each decision only after it is in the record."""
    with Record.open(place, create=False) as record:
        said.send(0)
        for turn in count():
            act, other = acts[turn % len(acts)], acts[(turn + 1) % len(acts)]
            said.send(review.reject(record, [act], who="Vera").number)
            said.send(review.undo(record, who="Vera").number)
            said.send(
                review.edit(record, [act], {"status": ("planned", "actual")[turn % 2]}, who="Vera").number
            )
            said.send(review.assign(record, [other], f"Hafen {turn}", who="Vera").number)
            said.send(review.confirm(record, [act], who="Vera").number)


def reread(said: Connection, place: str, numbers: range) -> None:
    """Take up other readings of articles without end; say the version of each only after it is in the record."""
    with Record.open(place, create=False) as record:
        said.send("")
        for turn in count():
            for number in numbers:
                reading = numbered(number)
                some = reading.acts[: 1 + (turn + number) % 2]
                maker = Extractor("other", str(turn))
                changed = json.loads(reading.to_json()) | {
                    "acts": json.loads(reading.to_json())["acts"][: len(some)]
                }
                record.add(type(reading).from_json(json.dumps(changed)), maker, again=True)
                said.send(f"{number} {turn}")


def take_in(said: Connection, place: str, file: str) -> None:
    """Import a whole record."""
    said.send("")
    with Path(file).open(encoding="utf-8") as lines, filled(place) as record:
        import_lines(record, lines)
    said.send("done")


def copy(said: Connection, place: str, target: str) -> None:
    """Copy a record."""
    with Record.open(place, create=False) as record:
        said.send("")
        backup(record, Path(target))
    said.send("done")


def upgrade(said: Connection, place: str, migrations: str, head: str) -> None:
    """Bring a record to a form."""
    database = Database.at(place)
    said.send("")
    bring_up_to_date(database, migrations=Path(migrations), head=head)
    database.close()
    said.send("done")


def working(job: Callable[..., None], *given: Any) -> tuple[ForkServerProcess, Connection]:
    """A process that does one of these, and the end of the pipe on which it says what it has done."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=job, args=(theirs, *given), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def writer(place: str, numbers: range) -> tuple[ForkServerProcess, Connection]:
    """A process that adds articles."""
    return working(write, place, numbers)
