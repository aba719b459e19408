"""What is soon seen to have nothing to do with an opening is only what has nothing to do with it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from depesche.record.exchanges import (
    ANSWERING_KINDS,
    OPENING_KINDS,
    concerns,
    may_be_concerned,
    may_concern,
)
from tests.tellings import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.record.types import Event

CONTENTS = (
    "den Abzug der Truppen von der Grenze", "seine Soldaten abzuziehen", "die Freilassung der Gefangenen",
    "diese Forderung", "den Vorschlag", "das Angebot", "am Montag mehr Geld", "im Gegenzug den Hafen zu öffnen",
    "keine Truppen von der Grenze abzuziehen", "",
)  # fmt: skip
PARTIES = (("Nordmark", "Südland"), ("Südland", "Nordmark"), ("Südland", ""))
STATUSES = ("actual", "planned", "negated")


def told(kind: str, content: str, parties: tuple[str, str], status: str = "actual", day: int = 5) -> Event:
    sentence = f"Im Gegenzug sagt man: {content}." if "Gegenzug" in content else ""
    return event(kind, *parties, content, day=f"2031-05-{day:02}", status=status, sentence=sentence)  # type: ignore[arg-type]


def pairs() -> Iterator[tuple[Event, Event]]:
    """Events and openings of the days before, of all kinds, about this and that."""
    openings = [
        told(kind, content, PARTIES[0], day=2) for kind in sorted(OPENING_KINDS) for content in CONTENTS
    ]
    for kind, content, parties, status in product(sorted(ANSWERING_KINDS), CONTENTS, PARTIES, STATUSES):
        reply = told(kind, content, parties, status)
        yield from ((reply, opening) for opening in openings)


def test_the_look_ahead_leaves_out_nothing_that_matters() -> None:
    left, matter = 0, 0
    for reply, opening in pairs():
        before = may_concern(reply.lead, [opening.lead])
        after = may_be_concerned(opening.lead, [reply.lead])
        left += not before
        if concerns(reply, opening):
            matter += 1
            assert before == [opening.lead], (reply.lead, opening.lead)
            assert after == [reply.lead], (reply.lead, opening.lead)
    assert matter > 100
    assert left > 1000
