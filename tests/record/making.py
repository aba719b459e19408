"""Readings made by hand, with the places of words instead of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.reading.types import Act, ActTime, Party, Reading, Role, Span

if TYPE_CHECKING:
    from depesche.reading.types import Kind, Status

IDS = {"Norwegen": "NOR", "Island": "ISL", "EU": "EU", "Dänemark": "DNK"}


@dataclass(frozen=True)
class Told:
    """An act by its words."""

    kind: Kind
    trigger: str
    actor: str | None = "Norwegen"
    recipient: str | None = None
    content: str = ""
    condition: str = ""
    status: Status = "actual"
    time: tuple[str, str] | None = None
    deadline: tuple[str, str] | None = None
    condition_party: str | None = None
    confidence: float | None = 0.8


def reading(
    text: str, *acts: Told, name: str = "blatt", url: str | None = None, published: str | None = "2024-02-01",
    title: str | None = None,
) -> Reading:  # fmt: skip
    """A reading of a text, cut into sentences at full stops."""
    return Reading(
        id=name,
        language="de",
        text=text,
        title=title,
        url=url,
        published=published,
        sentences=tuple(Span(*match.span()) for match in re.finditer(r"\S[^.]*\.?", text)),
        acts=tuple(_act(number, told, text) for number, told in enumerate(acts)),
        parties=tuple(
            Party(key, name, "state", tuple(Span(*match.span()) for match in re.finditer(name, text)))
            for name, key in IDS.items()
            if name in text
        ),
    )


def _act(number: int, told: Told, text: str) -> Act:
    return Act(
        id=f"a{number}",
        kind=told.kind,
        status=told.status,
        trigger=(_place(told.trigger, text),),
        actors=_roles(told.actor, text),
        recipients=_roles(told.recipient, text),
        content=(_place(told.content, text),) if told.content else (),
        condition=(_place(told.condition, text),) if told.condition else (),
        time=ActTime(_place(told.time[0], text), told.time[1]) if told.time else None,
        deadline=ActTime(_place(told.deadline[0], text), told.deadline[1]) if told.deadline else None,
        condition_party=told.condition_party,
        confidence=told.confidence,
    )


def _roles(name: str | None, text: str) -> tuple[Role, ...]:
    if name is None:
        return ()
    mention = _place(name, text) if name in text else None
    return (Role(mention, name, name, IDS.get(name)),)


def _place(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


DEMAND = reading(
    "Norwegen hat Island aufgefordert, seine Küstenwache bis zum 31. März abzuziehen. "
    "Die Schiffe liegen seit Tagen nördlich von Jan Mayen im umstrittenen Gebiet und behindern dort den Fischfang.",
    Told("demand", "aufgefordert", recipient="Island", content="seine Küstenwache bis zum 31",
         deadline=("bis zum 31", "2024-03-31")),
    name="tageblatt", url="https://tageblatt.example/1", title="Norwegen stellt Forderung",
)  # fmt: skip
REFUSAL = reading(
    "Island weist die Forderung nach einem Abzug seiner Küstenwache zurück. Die Regierung in Reykjavík sieht keinen "
    "Grund, dem Nachbarn nachzugeben, und kündigt Gespräche mit Dänemark über gemeinsame Fangquoten an.",
    Told("reject", "weist", actor="Island", content="die Forderung nach einem Abzug seiner Küstenwache",
         confidence=0.6),
    Told("announce", "kündigt", actor="Island", content="Gespräche mit Dänemark über gemeinsame Fangquoten",
         confidence=0.4),
    name="abendblatt", url="https://abendblatt.example/7", published="2024-02-03", title="Island lehnt ab",
)  # fmt: skip


def numbered(number: int) -> Reading:
    """One of many articles, each with a demand and an answer; five in a row tell of the same day."""
    harbours = ("Tromsø", "Bodø", "Narvik", "Hammerfest", "Vardø", "Alta", "Kirkenes")
    harbour, day = harbours[number % len(harbours)], 1 + number // 5 % 28
    text = (
        f"Norwegen fordert Island in Note {number} auf, den Hafen von {harbour} zu räumen. "
        f"Island lehnt die Räumung von {harbour} in seiner Antwort {number * 7} vorerst ab, wie der Rundfunk meldet."
    )
    return reading(
        text,
        Told("demand", "fordert", recipient="Island", content=f"den Hafen von {harbour} zu räumen"),
        Told("reject", "lehnt", actor="Island", recipient="Norwegen", content=f"die Räumung von {harbour}"),
        name=f"blatt-{number}",
        published=f"2024-02-{day:02}",
    )
