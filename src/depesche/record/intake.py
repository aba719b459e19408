"""From a reading to what a record keeps: its article, acts, parties and offices. Nothing here asks the database.

Public: `storable(reading)`, `article_id(text)`, `stored_article(reading, extractor, added)`, `stored_acts(reading, …)`,
`stored_parties(reading, acts)`.
"""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from depesche.reading.contract import from_json, to_json
from depesche.reading.parties.entities import slug
from depesche.reading.types import Span
from depesche.record.types import Dating, Office, StoredAct, StoredArticle, StoredRole
from depesche.record.words import act_terms, comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from depesche.reading.types import Act, ActTime, Interval, Party, Reading, Role, Spans
    from depesche.record.types import Extractor

BETWEEN_PIECES = " … "
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})")  # the same in JSON
_LONGEST_NAME = 80
_BEFORE = re.compile(r"([^\W\d_][\w-]*) $")
_LONGEST_DATING = 45  # days; "im Jahr 2022" says too little to date an act by
_ID_LENGTH = 12
_LONGEST_SENTENCE = 1_000


class Named(NamedTuple):
    """A party of an article with the names it goes by there; `listed` tells what the reading lists from bare roles."""

    party: Party
    names: tuple[str, ...]
    listed: bool = True


class Parties(NamedTuple):
    """The parties of an article, and for whom its persons act."""

    named: tuple[Named, ...]
    offices: tuple[Office, ...]


def storable(reading: Reading) -> tuple[Reading, str]:
    """The reading, and its JSON without the text.

    NUL and halves of surrogate pairs, which no database takes, become U+FFFD, one for one.
    """
    body = to_json(replace(reading, text=""))
    escaped = "\\u" in body and _ESCAPED.search(body) is not None  # most have no escape, which is soon seen
    if not escaped and _NOT_STORABLE.search(reading.text) is None:
        return reading, body
    changed = from_json(_ESCAPED.sub(r"\1\\ufffd", to_json(reading)))
    return changed, to_json(replace(changed, text=""))


def article_id(text: str) -> str:
    """The id of an article with this text, however its white space is set."""
    digest = blake2b(" ".join(text.split()).encode(), digest_size=10).digest()
    return b32encode(digest).decode().lower()[:_ID_LENGTH]


def stored_article(reading: Reading, extractor: Extractor, added: datetime) -> StoredArticle:
    """The article of a reading as the first of its address and its near-duplicates."""
    identifier = article_id(reading.text)
    return StoredArticle(
        id=identifier,
        given_id=reading.id,
        text=reading.text,
        language=reading.language,
        title=reading.title,
        url=reading.url,
        published=day_of(reading.published),
        published_text=reading.published,
        source=_source(reading),
        group=identifier,
        revision=1,
        replaced_by=None,
        extractor=extractor,
        added=added,
    )


def day_of(value: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _source(reading: Reading) -> str:
    try:
        host = urlsplit(reading.url or "").hostname
    except ValueError:
        host = None
    return (host or "").removeprefix("www.") or reading.id or article_id(reading.text)


def stored_acts(reading: Reading, article: StoredArticle) -> list[StoredAct]:
    """The acts of a reading, numbered from 1 in its order."""
    intervals = {time.span: time.interval for time in reading.times if time.interval}
    persons = tuple(party for party in reading.parties if party.kind == "person")
    parties = {party.name: party.id for party in reading.parties if party.kind != "person"}
    people = _People(persons, parties)
    return [
        _stored(act, number, reading, article, intervals, people)
        for number, act in enumerate(reading.acts, 1)
    ]


class _People(NamedTuple):
    """An article's persons, and the ids of its other parties by their names."""

    persons: tuple[Party, ...]
    parties: dict[str, str]

    def role(self, role: Role) -> StoredRole:
        """A role with the ids of its party and person; who acts for nobody acts for himself."""
        person = self.person(role)
        party = role.party_id or self.party(role.party) or person or self.party(role.name)
        return StoredRole(role.mention, role.name, role.party or role.name, party, person, role.reason)

    def person(self, role: Role) -> str | None:
        """The id of the person in a role: by the name, the place in the text, or the last part of the name."""
        name = role.name or ""
        if not name or name in self.parties:
            return None
        called = [one.id for one in self.persons if one.name == name]
        there = [one.id for one in self.persons if role.mention is not None and role.mention in one.mentions]
        ending = [one.id for one in self.persons if name.endswith(f" {one.name}")]
        return next((found[0] for found in (called, there, ending) if len(found) == 1), None)

    def party(self, name: str | None) -> str | None:
        """The id of a party by its name in the article."""
        if not name:
            return None
        return self.parties.get(name) or f"org:{slug(name)}"


def _stored(
    act: Act,
    number: int,
    reading: Reading,
    article: StoredArticle,
    intervals: dict[Span, Interval],
    people: _People,
) -> StoredAct:
    text = reading.text
    sentence = sentence_around(reading, act.trigger)
    content, condition = _words(act.content, text), _words(act.condition, text)
    day, last_day, dated_by = _dated(act.time, intervals, article.published)
    around = sentence.of(text)[:_LONGEST_SENTENCE] if sentence else ""
    return StoredAct(
        id=f"{article.id}-{number}",
        article=article.id,
        kind=act.kind,
        status=act.status,
        actors=tuple(people.role(role) for role in act.actors),
        recipients=tuple(people.role(role) for role in act.recipients),
        trigger=_words(act.trigger, text),
        content=content,
        condition=condition,
        sentence=around,
        trigger_spans=act.trigger,
        content_spans=act.content,
        condition_spans=act.condition,
        sentence_span=sentence,
        condition_party=people.party(act.condition_party),
        time=act.time.span.of(text) if act.time else "",
        time_span=act.time.span if act.time else None,
        time_value=act.time.value if act.time else None,
        day=day,
        last_day=last_day,
        dated_by=dated_by,
        deadline=_deadline(act.deadline, intervals),
        deadline_span=act.deadline.span if act.deadline else None,
        published=article.published,
        statement=act.statement,
        confidence=act.confidence,
        terms=_terms(act, content, condition, around, reading),
        extractor=article.extractor,
        language=reading.language,
    )


def _terms(act: Act, content: str, condition: str, sentence: str, reading: Reading) -> tuple[str, ...]:
    if not comparable(reading.language):
        return ()
    trigger = _words(act.trigger, reading.text)
    return act_terms(
        act.kind, reading.language, content=content, condition=condition, trigger=trigger, sentence=sentence
    )


def _words(spans: Spans, text: str) -> str:
    return BETWEEN_PIECES.join(span.of(text) for span in spans)


def sentence_around(reading: Reading, trigger: Spans) -> Span | None:
    """The sentence that holds a trigger, else the line."""
    if not trigger:
        return None
    number = reading.sentence_at(trigger[0].start)
    if number is not None:
        return reading.sentences[number]
    start = reading.text.rfind("\n", 0, trigger[0].start) + 1
    end = reading.text.find("\n", trigger[0].end)
    return Span(start, end if end >= 0 else len(reading.text))


def _dated(
    time: ActTime | None, intervals: dict[Span, Interval], published: date | None
) -> tuple[date | None, date | None, Dating]:
    """First and last day of an act and what says so."""
    interval = _interval_at(time, intervals) if time else None
    if interval and (interval.end - interval.start).days <= _LONGEST_DATING:
        return interval.start, interval.end, "time"
    if time and interval is None and (day := day_of(time.value)):
        return day, day, "time"
    return published, published, "published" if published else "none"


def _interval_at(time: ActTime, intervals: dict[Span, Interval]) -> Interval | None:
    """The interval of the expression that a time holds: "im Dezember" holds "Dezember"."""
    found = intervals.get(time.span)
    return found or next((one for span, one in intervals.items() if span.overlaps(time.span)), None)


def _deadline(deadline: ActTime | None, intervals: dict[Span, Interval]) -> date | None:
    if deadline is None:
        return None
    interval = _interval_at(deadline, intervals)
    return interval.end if interval else day_of(deadline.value)


def stored_parties(reading: Reading, acts: Iterable[StoredAct]) -> Parties:
    """The parties of a reading with their names, those of roles that it does not list included."""
    listed = {party.id: party for party in reading.parties}
    openings = {sentence.start for sentence in reading.sentences}
    named = [Named(party, _names(party, reading, openings)) for party in listed.values()]
    named += _unlisted(acts, set(listed))
    published = day_of(reading.published)
    mentioned = {span for party in reading.parties if party.kind != "person" for span in party.mentions}
    offices = [
        Office(party.id, party.acts_for, title, published, published)
        for party in listed.values()
        if party.kind == "person" and party.acts_for
        for title in _titles(party, reading, mentioned)
    ]
    return Parties(tuple(named), tuple(offices))


def _names(party: Party, reading: Reading, openings: set[int]) -> tuple[str, ...]:
    """Its name, and what it is called in the middle of a sentence with a capital letter, which pronouns are not."""
    called = (span.of(reading.text) for span in party.mentions if span.start not in openings)
    names = (" ".join(name.split()) for name in called if name[0].isupper() and len(name) <= _LONGEST_NAME)
    return tuple(dict.fromkeys([party.name, *names]))


def _unlisted(acts: Iterable[StoredAct], listed: set[str]) -> list[Named]:
    from depesche.reading.types import Party

    found: dict[str, Named] = {}
    for act in acts:
        for role in (*act.actors, *act.recipients):
            if role.party and role.party not in listed and role.party not in found:
                name = role.party_name or role.party
                found[role.party] = Named(Party(role.party, name, "organisation", ()), (name,), listed=False)
    return list(found.values())


def _titles(party: Party, reading: Reading, mentioned: Collection[Span]) -> tuple[str, ...]:
    """What stands before a person's name with a capital letter: "der russische Außenminister Lawrow"."""
    stop = vocabulary(reading.language).stop if comparable(reading.language) else frozenset[str]()
    titles = []
    for span in party.mentions:
        before = _BEFORE.search(reading.text[max(span.start - _LONGEST_NAME, 0) : span.start])
        if before is None or not before[1][0].isupper() or before[1].casefold() in stop:
            continue
        start = span.start - (len(before[0]))
        if not any(other.start <= start < other.end for other in mentioned if other != span):
            titles.append(before[1])
    return tuple(dict.fromkeys(titles)) or ("",)
