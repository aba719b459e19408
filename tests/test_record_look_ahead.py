"""What is soon seen to have nothing to do with an opening or a commitment is only what has nothing to do with it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, get_args

from depesche.reading.types import Kind
from depesche.record.commitments import KINDS, concerned, may_settle, may_withdraw, settle
from depesche.record.events import party_terms
from depesche.record.exchanges import (
    ANSWERING_KINDS,
    OPENING_KINDS,
    concerns,
    may_be_concerned,
    may_concern,
)
from depesche.record.store.calendar import Near
from depesche.record.types import Commitment
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


CONDITIONS = (
    "wenn Südland seine Soldaten nicht von der Grenze abzieht", "falls der Hafen geöffnet wird", "wenn Westbund zahlt",
    "solange die Gefangenen nicht frei sind",
)  # fmt: skip
DEEDS = (
    ("seine Soldaten von der Grenze abgezogen", ""), ("den Hafen geöffnet", ""), ("die Gefangenen freigelassen", ""),
    ("gezahlt", ""), ("Geld an Westbund", "zahlt"), ("diese Drohung", "nimmt zurück"), ("die Truppen", "zieht zurück"),
    ("das Angebot zurückgezogen", ""), ("den Abzug der Soldaten", "weigert sich"), ("", "zahlt"),
)  # fmt: skip


def later() -> Iterator[Event]:
    """What may come after a commitment: events of all kinds, of those concerned and of another one."""
    for kind, (content, trigger), party in product(
        get_args(Kind), DEEDS, ("Nordmark", "Südland", "Westbund")
    ):
        sentence = f"{party} {trigger} {content}."
        yield event(kind, party, "", content, day="2031-05-09", trigger=trigger, sentence=sentence)


def listed(one: Event) -> Near:
    """An event as the calendar has it."""
    lead = one.lead
    assert lead.day is not None
    terms = party_terms(lead).union(lead.terms)
    back = may_withdraw(one.kind, lead.trigger, lead.content, lead.language)
    return Near(lead.day, one.kind, "", one.id, terms, lead.language, back, lead.content)


def test_the_look_ahead_leaves_out_nothing_that_settles_a_commitment() -> None:
    left, settled = 0, 0
    events = list(later())
    for kind, content, condition in product(sorted(KINDS), CONTENTS[:3], CONDITIONS):
        made = event(
            kind,
            "Nordmark",
            "Südland",
            content,
            day="2031-05-02",
            condition=condition,
            condition_party="westbund",
        )
        for one in events:
            near = may_settle(
                made, {party: [listed(one)] * (party in one.actors) for party in concerned(made)}
            )
            left += not near
            if settle(Commitment(made.id, made), [one]).status != "pending":
                settled += 1
                assert near, (made.lead, one.lead)
    assert settled > 100
    assert left > 1000
