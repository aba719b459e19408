"""The main flow: how a reading comes into a record. A newcomer to this package begins here.

Public: `Adding(connection, memory)`, its `add(reading, extractor, again=…)` and `tie()`, which comes after the last.

All of an article happens in one transaction: it is there with all that follows from it, or it is not there.

1. **known?** The same text is not added twice; another text at a known address is a new revision of it.
2. **near-duplicates**: the article joins the group of the text that it shares most with.
3. **events**: each act joins the event it tells, or founds one.
4. **matters**: a new event is filed under what it is about.
5. **links**: it may answer a demand or an offer, or settle what was said on a condition. Where several articles come
   in one transaction, this waits for the last of them: what several of them tell is tied once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import update

from depesche.record import duplicates, events
from depesche.record.intake import storable, stored_acts, stored_article, stored_parties
from depesche.record.oneness import united
from depesche.record.rereading import matched
from depesche.record.schema import article as article_table
from depesche.record.store import articles, links, parties
from depesche.record.store import events as event_store
from depesche.record.store.matters import Around
from depesche.record.types import Added, placed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from depesche.reading.types import Reading
    from depesche.record.store.memory import Memory
    from depesche.record.types import Event, Extractor, StoredAct, StoredArticle


@dataclass(frozen=True, slots=True)
class Adding:
    """Adds readings inside one transaction of the caller, who calls `tie` after the last of them."""

    connection: Connection
    memory: Memory
    _founded: dict[str, None] = field(default_factory=dict, init=False)
    _altered: dict[str, None] = field(default_factory=dict, init=False)

    def add(self, given: Reading, extractor: Extractor, *, again: bool = False) -> Added:
        """Add a reading; see `Added` for what may become of it.

        One that is there, but was followed by a newer one, counts again only if it is asked for.
        """
        reading, body = storable(given)
        article = stored_article(reading, extractor, datetime.now(UTC).replace(microsecond=0))
        there = articles.load(self.connection, [article.id]).get(article.id)
        if there is None:
            return self._new(reading, body, article)
        is_there = articles.has_reading(self.connection, there.id, extractor)
        if is_there and (there.extractor == extractor or not again):
            return Added(there.id, "known", 0, self._copied(there))
        if not is_there:
            articles.keep_reading(self.connection, there.id, extractor, body)
        return self._reread(reading, there, extractor)

    def _new(self, reading: Reading, body: str, first: StoredArticle) -> Added:
        before = articles.latest_of(self.connection, first.url) if first.url else None
        article = self._grouped(first, before)
        articles.insert_article(self.connection, article, before)
        articles.keep_reading(self.connection, article.id, article.extractor, body)
        self.memory.note_language(self.connection, article.language)
        acts = self._acts(reading, article)
        self._place(acts, article, Around.of(reading))
        return Added(article.id, "new" if before is None else "revision", len(acts), self._copied(article))

    def _acts(self, reading: Reading, article: StoredArticle) -> list[StoredAct]:
        """The acts of a reading, whose parties are kept; what people say is one party is one here too."""
        acts = stored_acts(reading, article)
        parties.keep(self.connection, stored_parties(reading, acts), self.memory.kinds)
        return [united(act, self.memory.merged) for act in acts] if self.memory.merged else acts

    def _grouped(self, article: StoredArticle, before: StoredArticle | None) -> StoredArticle:
        """The article in the group of its near-duplicates, to which all versions of an address belong."""
        signature = duplicates.sign(article.text)
        twin = None
        if signature is not None:
            bands = duplicates.bands(signature)
            twin = duplicates.twin(self.connection, signature, bands)
            duplicates.keep(self.connection, article.id, signature, bands)
        if before is not None:
            return replace(article, group=before.group, revision=before.revision + 1)
        if twin is not None:
            return replace(article, group=articles.load(self.connection, [twin])[twin].group)
        return article

    def _copied(self, article: StoredArticle) -> str | None:
        """The first article of its near-duplicates; not where that is but an earlier version of its own address."""
        if article.group == article.id:
            return None
        first = articles.load(self.connection, [article.group])[article.group]
        return None if first.url is not None and first.url == article.url else first.id

    def place_new(
        self, acts: Sequence[StoredAct], article: StoredArticle, around: Around, *, again: bool = False
    ) -> None:
        """Add acts that are not there yet, with all that follows from them; `again` says that their article is."""
        self._place(acts, article, around, again=again)
        self.tie()

    def tie(self) -> None:
        """Tie the events that came in or changed since this was last done.

        One that several articles tell is tied only once, as all of them together tell it.
        """
        founded = self.memory.events(self.connection, self._founded)
        joined = [key for key in self._altered if key not in self._founded]
        altered = self.memory.events(self.connection, joined)
        self._founded.clear()
        self._altered.clear()
        links.link(self.connection, self.memory, list(founded.values()), list(altered.values()))

    def _place(
        self, acts: Sequence[StoredAct], article: StoredArticle, around: Around, *, again: bool = False
    ) -> None:
        """Add acts to their events, which are not tied yet."""
        chances = _Chances.of(self.connection, self.memory, acts, article, again=again)
        taken = event_store.there(self.connection, [act.id for act in acts]) if again else set[str]()
        placed = self._placed(acts, chances, around, taken)
        founded, altered = self.memory.place(self.connection, placed, article.group)
        event_store.insert_acts(self.connection, placed, self.memory.stems)
        self._founded.update((one.id, None) for one in founded)
        self._altered.update((one.id, None) for one in altered)

    def _placed(
        self, acts: Sequence[StoredAct], chances: _Chances, around: Around, taken: Collection[str]
    ) -> list[StoredAct]:
        """Each act with its event and matter; no two join the same event. `taken` are ids that other events have."""
        told = events.place_all(acts, chances.near, chances.copies)
        return [
            placed(act, told[act.id].id, told[act.id].matter, lent=told[act.id].lead.lent)
            if act.id in told
            else placed(
                act,
                event_store.free_id(self.connection, act.id) if act.id in taken else act.id,
                self.memory.shelf.file(act, around),
                lent=False,
            )
            for act in acts
        ]

    def _reread(self, reading: Reading, there: StoredArticle, extractor: Extractor) -> Added:
        """Take a reading by another extractor; what people decided about the acts of the old one stays."""
        self.tie()
        article = replace(there, extractor=extractor)
        values = {"extractor_name": extractor.name, "extractor_version": extractor.version}
        self.connection.execute(update(article_table).where(article_table.c.id == there.id).values(values))
        acts = self._acts(reading, article)
        first = stored_acts(articles.first_reading_of(self.connection, there), there)
        change = matched(event_store.acts_in(self.connection, there.id), acts, first)
        event_store.update_acts(self.connection, change.changed)
        event_store.remove_acts(self.connection, [act.id for act in change.gone])
        touched = {act.event for act, _ in change.changed} | {act.event for act in change.gone}
        self.memory.refresh(self.connection, touched)
        links.relink(self.connection, self.memory, touched)
        self._place(change.new, article, Around.of(reading), again=True)
        missing = tuple(act.id for act in change.missing)
        return Added(there.id, "reread", len(acts), self._copied(there), missing)


@dataclass(frozen=True, slots=True)
class _Chances:
    """The events that the acts of an article may tell, fetched for all of them at once."""

    by_act: dict[str, list[str]]
    loaded: dict[str, Event]
    copies: frozenset[str]

    @classmethod
    def of(
        cls,
        connection: Connection,
        memory: Memory,
        acts: Sequence[StoredAct],
        article: StoredArticle,
        *,
        again: bool,
    ) -> _Chances:
        alone = article.group == article.id and not again
        group = {} if alone else event_store.told_in_group(connection, article.group)
        among = memory.candidates(connection, acts)
        by_act = {
            act.id: list(
                dict.fromkeys(
                    [*(key for key, kind in group.items() if kind == act.kind), *event_store.near(act, among)]
                )
            )
            for act in acts
        }
        loaded = memory.events(connection, chain.from_iterable(by_act.values()))
        return cls(by_act, loaded, frozenset(group))

    def near(self, act: StoredAct) -> list[Event]:
        return [self.loaded[key] for key in self.by_act[act.id]]
