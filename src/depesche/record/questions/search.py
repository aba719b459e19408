"""Events by the words in which they are told.

search(record, text, wanted, limit=…) -> Found
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import schema
from depesche.record.filters import conditions, languages_of
from depesche.record.questions.lookup import lines_of, names_of
from depesche.record.questions.results import Found
from depesche.record.search import beside_of, matches, roots
from depesche.record.types import Filter
from depesche.record.words import stems

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from depesche.record.record import Record

LIMIT = 30
_WITNESSES = 4  # acts looked at for each event that is wanted, since several may tell the same one
_TELLINGS = (
    5_000  # acts that are ranked, the last ones added, so that common words take no longer than rare ones
)
_WORD = re.compile(r"\w+")
_BEGIN, _END = "\x02", "\x03"


def search(record: Record, text: str, wanted: Filter | None = None, *, limit: int = LIMIT) -> Found:
    """The events of which an act holds the words of `text`, the best first.

    All words must be there, in any form or, further down, in compounds; "…" keeps words together, `-word` must not be
    there, `or` parts alternatives.
    Of words that stand in very many acts, without a filter, only the acts that were added last are looked at.
    """
    with record.connect() as connection:
        codes = languages_of(connection)
        narrowed = replace(wanted or Filter(), text="")
        most, beside = _WITNESSES * (limit + 1), beside_of(connection, text, codes)
        hits = dict(_hits(connection, matches(connection, text, codes, {}), narrowed, most))
        if len(hits) <= limit:  # compounds come after the words themselves
            more = _hits(connection, matches(connection, text, codes, beside), narrowed, most)
            hits |= {event: act for event, act in more if event not in hits}
        marks = roots(text, codes, beside)
    ids = list(hits)
    lines = lines_of(record, ids[:limit])
    marked = tuple(
        replace(line, snippet=highlighted(line.event.lead.sentence, marks, line.event.lead.language))
        for line in lines.values()
    )
    return Found(text, marked, names_of(record, [line.event for line in marked]), len(ids) > limit)


def _hits(
    connection: Connection, matched: Select[tuple[int, float]], wanted: Filter, limit: int
) -> list[tuple[str, str]]:
    """Event and act of each hit, the best first, once per event."""
    if wanted == Filter():
        matched = matched.order_by(matched.selected_columns.key.desc()).limit(_TELLINGS)
    found = matched.subquery()
    act, event = schema.act.c, schema.event.c
    selection = (
        select(act.event, act.id)
        .join(found, found.c.key == act.key)
        .join(schema.event, event.id == act.event)
        .where(*conditions(connection, wanted))
        .order_by(found.c.rank, act.day.desc(), act.id)
        .limit(limit)
    )
    best: dict[str, str] = {}
    for row in connection.execute(selection):
        best.setdefault(row[0], row[1])
    return list(best.items())


def highlighted(sentence: str, marks: set[str], code: str) -> str:
    r"""A sentence with \x02 and \x03 around the words whose stems are wanted."""

    def mark(word: re.Match[str]) -> str:
        return f"{_BEGIN}{word[0]}{_END}" if marks.intersection(stems(word[0], code)) else word[0]

    return _WORD.sub(mark, sentence)
