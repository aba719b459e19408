"""What the sheets of several questions share: days, kinds, parties, contents and sources of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.clean import clean, shorten
from depesche.render.labels import sign_of, tone_of
from depesche.render.sheet import Cell, Line, Piece, cell, piece

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from depesche.record.questions.results import Line as EventLine
    from depesche.record.questions.results import Names, Source
    from depesche.record.types import Event, StoredAct, StoredRole
    from depesche.render.record_labels import RecordLabels

SOURCE_WIDTH = 17  # of its column; an id takes 14
_LONGEST_CONTENT = 160
_LONGEST_CONDITION = 120
_LONGEST_NAME = 48
FOUND, END = "\x02", "\x03"

Row = dict[str, object]


def day_of(act: StoredAct, labels: RecordLabels) -> str:
    """The day of an act, or its first and last; that of the report is marked as such."""
    first = labels.day(act.day)
    if act.dated_by == "published":
        return f"{first} ({labels.words['by_report']})"
    if act.day is None or act.last_day in {None, act.day}:
        return first
    return f"{first} – {labels.day(act.last_day)}"


def kind_of(act: StoredAct, labels: RecordLabels, *, many: bool = False) -> Line:
    """Sign and word of an act's kind, with its status where it is not actual; `many`: it is said of several."""
    word = labels.base.verb(act.kind, many=many)
    if act.status in labels.base.status:
        word = f"{word} ({labels.base.status[act.status]})"
    return (piece(f"{sign_of(act.kind)} {word}", tone=tone_of(act.kind)),)


def kind_of_all(act: StoredAct, ids: Collection[str], labels: RecordLabels) -> Line:
    """The same beside those that `who` shows."""
    told = {role.party for role in act.actors}
    return kind_of(act, labels, many=len(act.actors) + sum(one not in told for one in ids) > 1)


def who(roles: tuple[StoredRole, ...], ids: Iterable[str], names: Names) -> Cell:
    """Those who act, each on a line with the party for which it acts; then parties that only other tellings name."""
    lines = [_role(role, names) for role in roles]
    told = {role.party for role in roles}
    others = [name_of(one, names) for one in ids if one not in told]
    return cell(*lines, *((piece(name),) for name in others))


def _role(role: StoredRole, names: Names) -> Line:
    party = names.parties.get(role.party or "", role.party_name or "")
    name = role.name or party
    shown = (piece(shorten(clean(name), _LONGEST_NAME)),)
    return (*shown, piece(f" ({party})", "soft")) if party and clean(party) != clean(name) else shown


def name_of(party: str, names: Names) -> str:
    """The name of a party by its id, safe to show."""
    return clean(names.parties.get(party, party))


def matter_of(matter: str | None, names: Names) -> str:
    """The name of a matter by its id, safe to show; "" for none."""
    return "" if matter is None else clean(names.matters.get(matter, matter))


def content_of(act: StoredAct, labels: RecordLabels) -> Cell:
    """What an act is about: its content, else the sentence around it, and its condition and deadline."""
    words = shorten(clean(act.content), _LONGEST_CONTENT)
    return cell(
        (piece(words),) if words else (piece(shorten(clean(act.sentence), _LONGEST_CONTENT), "soft"),),
        *condition_of(act, labels),
    )


def condition_of(act: StoredAct, labels: RecordLabels) -> list[Line]:
    """The condition and the deadline of an act, a line each."""
    lines: list[Line] = []
    if act.condition:
        words = shorten(clean(act.condition), _LONGEST_CONDITION)
        lines.append((piece(f"{labels.words['condition']}: ", "strong"), piece(words, "slanted")))
    if act.deadline:
        lines.append((piece(f"{labels.words['deadline']}: ", "strong"), piece(labels.day(act.deadline))))
    return lines


def source_of(source: Source | None, labels: RecordLabels, sources: int = 1) -> Line:
    """Name and day of an article, with a link to it where it has an address, and how many others say the same."""
    if source is None:
        return ()
    more = (piece(f" +{sources - 1}", "soft", hint=labels.counted(sources, "source", "sources")),)
    cited = piece(
        name_and_day(source.name, source.published, labels), link=source.url, hint=source.title or ""
    )
    gone = (piece(f" ({labels.words['replaced']})", "slanted"),) if source.replaced else ()
    return (cited, *more, *gone) if sources > 1 else (cited, *gone)


def name_and_day(name: str, published: date | None, labels: RecordLabels) -> str:
    """Such as "Küstenkurier, 09.02.2024"; a day in the name is not told twice."""
    if published is None:
        return name
    bare = name.replace(published.isoformat(), "").strip("-_ ")
    return f"{bare or name}, {labels.day(published)}"


def cited(line: EventLine, labels: RecordLabels) -> Cell:
    """The source of an event and, under it, the event's id."""
    return cell(source_of(line.source, labels, line.event.sources), (id_of(line.event.id),))


def id_of(id_: str) -> Piece:
    """An id, as it is given to `depesche show`."""
    return piece(id_, "soft")


def sentence_about(line: EventLine, names: Names, labels: RecordLabels) -> Line:
    """One line for lists: who does what to whom, what, and the source."""
    event, act = line.event, line.event.lead
    actors = ", ".join(name_of(one, names) for one in event.actors) or labels.words["unknown_party"]
    recipients = ", ".join(name_of(one, names) for one in event.recipients)
    parts = [piece(f"{day_of(act, labels)} ", "soft"), piece(f"{actors} ", "strong")]
    parts += kind_of(act, labels, many=len(event.actors) > 1)
    if recipients:
        parts.append(piece(f" → {recipients}"))
    parts.append(piece(f": {shorten(clean(act.content or act.sentence), _LONGEST_CONTENT)}"))
    if act.condition:
        parts += [piece(", "), piece(shorten(clean(act.condition), _LONGEST_CONDITION), "slanted")]
    return (*parts, *in_brackets(line.source, event, labels))


def in_brackets(source: Source | None, event: Event, labels: RecordLabels) -> Line:
    """Source and id at the end of a line: " (Küstenkurier, 09.02.2024 · k3v9q2m8x4-7)"."""
    return (piece(" ("), *source_of(source, labels, event.sources), piece(" · "), id_of(event.id), piece(")"))


def marked(snippet: str) -> Line:
    """A snippet with the words that were found set off."""
    parts: list[Piece] = []
    for number, part in enumerate(snippet.split(FOUND)):
        found, end, rest = part.partition(END) if number else ("", "", part)
        parts += [piece(found, "found"), piece(rest)] if end or not number else [piece(part)]
    return tuple(one for one in parts if one.text)


def event_row(event: Event, source: Source | None, names: Names) -> Row:
    """An event as a row of a CSV file."""
    act = event.lead
    return {
        "id": event.id,
        "day": act.day,
        "last_day": act.last_day,
        "dated_by": act.dated_by,
        "kind": act.kind,
        "status": act.status,
        "actors": _joined(event.actors, names),
        "persons": "; ".join(role.name or "" for role in act.actors if role.person),
        "recipients": _joined(event.recipients, names),
        "content": act.content,
        "condition": act.condition,
        "deadline": act.deadline,
        "matter": names.matters.get(act.matter or "", act.matter),
        "confidence": act.confidence,
        "review": act.review,
        "sources": event.sources,
        **source_row(source),
    }


def _joined(ids: Iterable[str], names: Names) -> str:
    return "; ".join(names.parties.get(one, one) for one in ids)


def source_row(source: Source | None) -> Row:
    """The columns that cite an article."""
    return {
        "source": source.name if source else None,
        "published": source.published if source else None,
        "title": source.title if source else None,
        "url": source.url if source else None,
    }
