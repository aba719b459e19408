"""One act with all that belongs to it.

show(record, id) -> Shown
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.record.events import differences
from depesche.record.questions.commitments import commitments_with, events_of_commitments
from depesche.record.questions.exchanges import events_of_exchanges, exchanges_with
from depesche.record.questions.lookup import names_of, spoken_of, told_no_more
from depesche.record.questions.results import Shown

if TYPE_CHECKING:
    from depesche.record.record import Record
    from depesche.record.types import StoredAct, StoredArticle

_AROUND = 600  # characters before and after


def show(record: Record, id: str) -> Shown:  # noqa: A002
    """The act with this id, or the lead of the event with it; ids may be shortened.

    Raises `UnknownEntry`, `AmbiguousEntry`.
    """
    act = record.act(id)
    article = record.article(act.article)
    event = record.event(act.event)
    witnesses = record.witnesses(event.id)
    exchanges = exchanges_with(record, event.id)
    commitments = commitments_with(record, event.id)
    before, after = _around(act, article)
    events = [event, *events_of_exchanges(exchanges), *events_of_commitments(commitments)]
    history = record.history("act", act.id)
    ids = spoken_of(history)
    names = names_of(
        record,
        events,
        [*act.actor_ids, *act.recipient_ids, *ids],
        [act.matter, *ids] if act.matter else ids,
    )
    return Shown(
        act,
        article,
        event,
        before,
        after,
        witnesses,
        differences(witnesses),
        exchanges,
        commitments,
        history,
        names,
        told_no_more(record, event.id),
    )


def _around(act: StoredAct, article: StoredArticle) -> tuple[str, str]:
    """The text before and after an act's sentence."""
    if act.sentence_span is None:
        return "", ""
    start, end = act.sentence_span
    return article.text[max(0, start - _AROUND) : start], article.text[end : end + _AROUND]
