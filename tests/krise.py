"""The crisis in examples/krise as a careful reader would have it: readings that need no network.

`krise()` gives the readings, of the articles themselves and the acts in tests/data/krise.txt.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from depesche import languages
from depesche.reading.document import cut
from depesche.reading.parties import find_parties, load_knowledge
from depesche.reading.reader import day_of
from depesche.reading.types import Act, ActTime, Article, Kind, Reading, Role, Span, Status
from depesche.sources import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.parties import Knowledge

FOLDER = Path(__file__).parents[1] / "examples" / "krise"
_ACTS = Path(__file__).parent / "data" / "krise.txt"


@cache
def krise() -> tuple[Reading, ...]:
    """A reading of every article, in the order of their days."""
    acts = dict(_blocks())
    knowledge = load_knowledge(FOLDER / "parteien.toml")
    found = [one for one in articles([FOLDER]) if isinstance(one, Article)]
    readings = tuple(_reading(article, acts.pop(article.id), knowledge) for article in found)
    assert not acts, f"no article for {sorted(acts)}"
    return readings


def _blocks() -> Iterator[tuple[str, list[str]]]:
    content = _ACTS.read_text(encoding="utf-8")
    for block in re.split("^== ", content, flags=re.MULTILINE)[1:]:
        name, *lines = block.splitlines()
        yield name, [line for line in lines if line.strip()]


def _reading(article: Article, lines: list[str], knowledge: Knowledge) -> Reading:
    language = languages.load("de")
    document = cut(article.text, language)
    parties = find_parties(document, language, knowledge, day_of(article.published)).parties
    acts = [_act(line, number, article.text, knowledge) for number, line in enumerate(lines)]
    return Reading(
        article.id, "de", article.text, article.title, article.url, article.published,
        tuple(sentence.span for sentence in document.sentences), acts=tuple(acts),
        parties=parties,
    )  # fmt: skip


def _act(line: str, number: int, text: str, knowledge: Knowledge) -> Act:
    kind, actors, recipients, trigger, content, condition, further = (
        part.strip() for part in line.split("|")
    )
    words, _, nth = trigger.partition("#")
    here = _place(words, text, 0, int(nth or 1))
    fields = dict(field.strip().split("=", 1) for field in further.split(";") if field.strip())
    return Act(
        f"a{number}", cast("Kind", kind), cast("Status", fields.get("status", "actual")), (here,),
        _roles(actors, text, here, knowledge), _roles(recipients, text, here, knowledge),
        _near(content, text, here), _near(condition, text, here),
        _time(fields.get("time"), text, here), _time(fields.get("deadline"), text, here), confidence=0.9,
    )  # fmt: skip


def _place(words: str, text: str, start: int, nth: int = 1) -> Span:
    for _ in range(nth):
        position = text.index(words, start)
        start = position + 1
    return Span(position, position + len(words))


def _near(words: str, text: str, here: Span) -> tuple[Span, ...]:
    """The place of the words that is nearest to `here`."""
    if not words:
        return ()
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert places, f"{words!r} is not in the article"
    start = min(places, key=lambda place: abs(place - here.start))
    return (Span(start, start + len(words)),)


def _roles(written: str, text: str, here: Span, knowledge: Knowledge) -> tuple[Role, ...]:
    return tuple(_role(one.strip(), text, here, knowledge) for one in written.split(",") if one.strip())


def _role(written: str, text: str, here: Span, knowledge: Knowledge) -> Role:
    mention, _, name = written.partition("=")
    name = name or mention
    party_id = _party_id(name, knowledge)
    party = knowledge.parties[party_id].name if party_id else None
    return Role(_near(mention, text, here)[0], name, party, party_id)


def _party_id(name: str, knowledge: Knowledge) -> str | None:
    for person in knowledge.people.get(name, ()):
        return person.terms[0].party
    return next((entry.id for entry in knowledge.parties.values() if entry.name == name), None)


def _time(written: str | None, text: str, here: Span) -> ActTime | None:
    if written is None:
        return None
    words, _, value = written.rpartition(":")
    return ActTime(_near(words, text, here)[0], value)
