"""Answers of the record as models: what several endpoints need to make theirs.

Public: `acts_of`, `decided`, `stances_of`, `cells_of`, `history_of`, `log_of`, `commitments_of`, `article_of`,
`shown_of`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.desk.models import answers
from depesche.desk.models.answers import Decided, Difference, DifferingValue, Shown, Witness
from depesche.desk.models.article import ActInText, Article, Mention, Statement, Time
from depesche.desk.models.values import (
    Act,
    Cell,
    Commitment,
    Decision,
    Event,
    Exchange,
    Head,
    Names,
    Source,
    Stance,
    extractor_of,
    fields_of,
)
from depesche.record.questions.before import before
from depesche.record.questions.log import undone, versions
from depesche.record.questions.lookup import cited, names_of
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from depesche.reading import types as reading
    from depesche.record import types as record
    from depesche.record.questions import results
    from depesche.record.questions.articles import ArticleShown
    from depesche.record.questions.log import Log
    from depesche.record.record import Record

MOST_SHOWN = 50  # acts of a decision
MOST_TOLD = 3  # acts of a decision in the log


def versions_of(kept: Record, subject: record.Subject, ids: Sequence[str]) -> dict[str, int]:
    """The number of the last decision about each entry."""
    with kept.connect() as connection:
        return versions(connection, subject, ids)


def acts_of(kept: Record, acts: Sequence[record.StoredAct]) -> list[Act]:
    """Acts with their versions."""
    known = versions_of(kept, "act", [act.id for act in acts])
    return [Act.of(act, known) for act in acts]


def names_of_acts(kept: Record, acts: Iterable[record.StoredAct]) -> Names:
    """The names of all parties, persons and matters that acts speak of."""
    some = list(acts)
    roles = [role for act in some for role in (*act.actors, *act.recipients)]
    ids = [id_ for role in roles for id_ in (role.party, role.person) if id_]
    ids += [act.condition_party for act in some if act.condition_party]
    return Names.of(names_of(kept, [], ids, [act.matter for act in some if act.matter]))


def _before(positions: Iterable[record.Position]) -> list[record.Event]:
    return [one.before for one in positions if one.before is not None]


def stances_of(kept: Record, stances: Sequence[results.Stance]) -> list[Stance]:
    """Positions, each with the article of what was held before."""
    sources = cited(kept, _before(one.position for one in stances))
    return [Stance.of(one.position, one.source, sources) for one in stances]


def cells_of(kept: Record, cells: Sequence[results.Cell]) -> list[Cell]:
    """Cells of the board, each with the article of what was held before."""
    sources = cited(kept, _before(one.position for one in cells))
    return [Cell.cell(one, sources) for one in cells]


def history_of(kept: Record, decided: Sequence[record.Decision]) -> list[Decision]:
    """Decisions, and whether each still holds."""
    gone, was = undone(kept, decided), before(kept, decided)
    return [Decision.of(one, gone, was) for one in decided]


def log_of(kept: Record, found: Log) -> answers.Log:
    """Decisions with what they are about and the names of what they speak of."""
    ids = [id_ for one in found.decisions for id_ in _acts_told(one)]
    with kept.connect() as connection:
        acts = list(event_store.load_acts(connection, list(dict.fromkeys(ids))).values())
    names = names_of_acts(kept, acts)
    was = before(kept, found.decisions, MOST_TOLD)
    matters = [str(values.get("matter") or "") for some in was.values() for values in some.values()]
    parties, others = (_mentioned(found.decisions, subject) for subject in ("party", "matter"))
    told = Names.of(names_of(kept, [], parties, [*others, *filter(None, matters)]))
    return answers.Log(
        items=[Decision.of(one, found.undone, was) for one in found.decisions],
        acts=acts_of(kept, acts),
        names=Names(parties=names.parties | told.parties, matters=names.matters | told.matters),
    )


def _acts_told(decision: record.Decision) -> Sequence[str]:
    """The acts that a decision is about, some of them; of an answer (`exchange/event`), the event's."""
    if decision.subject not in {"act", "answer", "commitment"}:
        return ()
    return [id_.rpartition("/")[2] for id_ in decision.subjects[:MOST_TOLD]]


def _mentioned(decisions: Iterable[record.Decision], subject: record.Subject) -> list[str]:
    """The parties or matters that decisions are about or change something to."""
    ids = [id_ for one in decisions if one.subject == subject for id_ in one.subjects]
    ids += [str(one.changes.get("merged_into") or "") for one in decisions if one.subject == subject]
    if subject == "matter":
        ids += [str(one.changes.get("matter") or "") for one in decisions]
    return [id_ for id_ in ids if id_]


def commitments_of(kept: Record, lines: Sequence[results.CommitmentLine]) -> list[Commitment]:
    """Commitments with their versions."""
    known = versions_of(kept, "commitment", [line.commitment.id for line in lines])
    return [Commitment.of(line, known) for line in lines]


def decided(kept: Record, decision: record.Decision) -> Decided:
    """A decision with the acts it was about, as they now stand."""
    ids = decision.subjects[:MOST_SHOWN] if decision.subject == "act" else ()
    with kept.connect() as connection:
        acts = list(event_store.load_acts(connection, ids).values())
    return Decided(decision=Decision.of(decision), acts=acts_of(kept, acts), names=names_of_acts(kept, acts))


def shown_of(kept: Record, shown: results.Shown) -> Shown:
    """One act with all that belongs to it."""
    told = [shown.act, *(witness.act for witness in shown.witnesses)]
    known = versions_of(kept, "act", [act.id for act in told])
    source = cited(kept, [shown.event]).get(shown.event.lead.article)
    source = source and replace(source, replaced=shown.replaced)
    names = Names.of(shown.names)
    further = names_of_acts(kept, told)
    return Shown(
        act=Act.of(shown.act, known),
        event=Event.of(shown.event, source),
        article=Head.whole(shown.article, _number_of_acts(kept, shown.article.id)),
        before=shown.before,
        after=shown.after,
        witnesses=[_witness(one, known) for one in shown.witnesses],
        differences=[_difference(one) for one in shown.differences],
        exchanges=[Exchange.of(line) for line in shown.exchanges],
        commitments=commitments_of(kept, shown.commitments),
        history=history_of(kept, shown.history),
        names=Names(parties=names.parties | further.parties, matters=names.matters | further.matters),
    )


def _number_of_acts(kept: Record, article: str) -> int:
    with kept.connect() as connection:
        return sum(known.act.review != "rejected" for known in event_store.acts_in(connection, article))


def _witness(witness: record.Witness, known: Mapping[str, int]) -> Witness:
    source = Source(
        article=witness.act.article,
        name=witness.source,
        title=witness.title,
        url=witness.url,
        published=witness.published,
    )
    return Witness(act=Act.of(witness.act, known), source=source, group=witness.group)


def _difference(one: record.Difference) -> Difference:
    values = [DifferingValue(value=value, acts=list(acts)) for value, acts in one.values]
    return Difference(what=one.what, values=values)


def article_of(kept: Record, shown: ArticleShown) -> Article:
    """An article with all that was read in it."""
    article, read = shown.article, shown.reading
    names, known = Names.of(shown.names), versions_of(kept, "act", [act.id for act in shown.acts])
    return Article(
        **fields_of(article),
        given_id=article.given_id,
        text=article.text,
        extractor=extractor_of(article) or "",
        notices=list(read.notices),
        sentences=_spans(read.sentences),
        statements=[_statement(one) for one in read.statements],
        times=[_time(one) for one in read.times],
        mentions=[_mention(one, shown.names.parties) for one in read.parties],
        acts=[ActInText.of(act, article, names, known) for act in shown.acts],
        revisions=[Head.of(head) for head in shown.revisions],
        copies=[Head.of(head) for head in shown.copies],
        names=names,
    )


def _spans(spans: Iterable[reading.Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _statement(one: reading.Statement) -> Statement:
    parts = ("quote", "cue", "speaker", "addressee", "frame", "relayed_by")
    return Statement(
        id=one.id,
        type=one.type,
        medium=one.medium,
        **{part: tuple(_spans(getattr(one, part))) for part in parts},
        speaker_name=one.speaker_name,
        speaker_party=one.speaker_party,
        confidence=one.confidence,
    )


def _time(one: reading.TimeExpression) -> Time:
    interval = one.interval
    return Time(
        span=(one.span.start, one.span.end),
        type=one.type,
        value=one.value,
        start=interval.start if interval else None,
        end=interval.end if interval else None,
        granularity=interval.granularity if interval else None,
        deadline=one.deadline,
    )


def _mention(one: reading.Party, known: Mapping[str, str]) -> Mention:
    return Mention(
        party=one.id if one.id in known else None,
        name=one.name,
        kind=one.kind,
        acts_for=one.acts_for,
        spans=_spans(one.mentions),
    )
