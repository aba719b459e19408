"""Event records of the PLOVER ontology, one event a line of JSON.

Public: `write`.

An event that several articles tell is one record with its sources. The mapping of kinds stands in `plover.toml`; events
of a kind without a counterpart, and those that were reported as not done, are left out and counted.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from depesche import __version__
from depesche.record.export import Exported
from depesche.record.filters import conditions
from depesche.record.schema import event
from depesche.record.store import articles, matters, parties
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Event, Filter, StoredAct, StoredArticle

_EVENTS_AT_ONCE = 500


def write(connection: Connection, path: Path, wanted: Filter) -> Exported:
    """Write the events that a filter wants."""
    written = left_out = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for record in _records(connection, wanted):
            if record is None:
                left_out += 1
                continue
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            written += 1
    return Exported(written, left_out)


def _records(connection: Connection, wanted: Filter) -> Iterator[dict[str, Any] | None]:
    """The record of each event in the order of time; None where it has none."""
    query = select(event.c.id).where(*conditions(connection, wanted)).order_by(event.c.day, event.c.id)
    ids = iter(connection.execute(query).scalars().all())
    filed = {key: one.name for key, one in matters.load(connection).items()}
    while part := list(islice(ids, _EVENTS_AT_ONCE)):
        loaded = event_store.load(connection, part)
        told = event_store.acts_of(connection, part)
        sources = articles.load(connection, sorted({act.article for acts in told.values() for act in acts}))
        names = _names(connection, list(loaded.values()))
        for key, one in loaded.items():
            yield _record(one, told[key], sources, names, filed.get(one.matter or ""))


def _record(
    one: Event,
    acts: Sequence[StoredAct],
    sources: dict[str, StoredArticle],
    names: dict[str, str],
    matter: str | None,
) -> dict[str, Any] | None:
    kind = _mapping()["types"].get(one.kind)
    if kind is None or one.lead.status == "negated":
        return None
    intended = one.lead.status == "planned" or one.kind in _mapping()["intended"]["kinds"]
    return {
        "event_id": one.id,
        "event_date": one.day.isoformat() if one.day else None,
        "event_type": kind,
        "quad_code": _quad(kind),
        "status": "intended" if intended else "actual",
        "conditional": bool(one.lead.condition),
        "actor_ids": one.actors,
        "actor_names": [names.get(key, key) for key in one.actors],
        "recipient_ids": one.recipients,
        "recipient_names": [names.get(key, key) for key in one.recipients],
        "contexts": [matter] if matter else [],
        "text": one.lead.sentence,
        "confidence": one.lead.confidence,
        "language": one.lead.language,
        "sources": [_source(act, sources[act.article]) for act in acts if act.review != "rejected"],
        "version": f"depesche {__version__}",
    }


def _source(act: StoredAct, article: StoredArticle) -> dict[str, Any]:
    return {
        "source": article.source,
        "headline": article.title,
        "url": article.url,
        "publication_date": article.published.isoformat() if article.published else None,
        "act": act.id,
        "trigger_spans": act.trigger_spans,
    }


def _names(connection: Connection, events: Sequence[Event]) -> dict[str, str]:
    ids = sorted({key for one in events for key in (*one.actors, *one.recipients)})
    return {key: party.name for key, party in parties.load(connection, ids).items()}


def _quad(kind: str) -> str:
    return next(str(name) for name, kinds in _mapping()["quads"].items() if kind in kinds)


@cache
def _mapping() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("plover.toml").read_text(encoding="utf-8"))
