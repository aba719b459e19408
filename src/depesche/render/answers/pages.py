"""The longer answers: a party's profile, the brief, one entry with all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.answers.exchanges import commitments_section, exchanges_section
from depesche.render.answers.history import history_section
from depesche.render.answers.lists import events_section
from depesche.render.answers.parts import (
    SOURCE_WIDTH,
    content_of,
    day_of,
    event_row,
    id_of,
    in_brackets,
    kind_of,
    kind_of_all,
    matter_of,
    name_and_day,
    name_of,
    sentence_about,
    source_of,
    who,
)
from depesche.render.clean import clean, shorten
from depesche.render.sheet import Column, Grid, Line, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.record.questions.results import Brief, Names, Profile, Shown, Stance
    from depesche.record.questions.results import Line as EventLine
    from depesche.record.types import Office, Witness
    from depesche.render.answers.parts import Row
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell

_LONGEST_AROUND = 400


# A party


def profile_sheet(profile: Profile, labels: RecordLabels) -> Sheet:
    """Names, persons, positions by matter, changes of position."""
    party = profile.party
    facts = [labels.base.party_kinds[party.kind], labels.counted(profile.events, "event", "events")]
    others = [clean(name) for name in party.names if name != party.name]
    if others:
        facts.append(f"{labels.words['names']}: {', '.join(others[:8])}")
    sections = [_offices(profile, labels)]
    if party.kind == "person":
        sections.append(events_section(profile.deeds, profile.names, labels, labels.sections["deeds"]))
    if party.kind != "person" or profile.positions:  # who acts for another holds no positions of his own
        sections += [
            _stances(profile.positions, profile.names, labels, labels.sections["positions"]),
            _stances(profile.changes, profile.names, labels, labels.sections["changes"]),
        ]
    if profile.history:
        sections.append(history_section(profile.history, profile.names, labels))
    return Sheet(clean(party.name), labels.base.code, tuple(facts), tuple(one for one in sections if one))


def _offices(profile: Profile, labels: RecordLabels) -> Section | None:
    """The persons of a party with their offices, or of a person the parties for which it acts."""
    party = profile.party
    rows = [_office(office, profile, labels) for office in party.offices]
    titled = {office.person for office in party.offices}
    rows += [
        (cell((piece(name_of(person, profile.names)),)), (), ())
        for person in party.persons
        if person not in titled
    ]
    if not rows:
        return None
    words = labels.columns
    is_person = party.kind == "person"
    columns = (
        Column(words["party" if is_person else "person"], share=30),
        Column(words["office"], share=30),
        Column(words["period"], share=30),
    )
    heading = labels.words["acts_for"] if is_person else labels.sections["persons"]
    return Section(heading, grid=Grid(columns, tuple(rows)))


def _office(office: Office, profile: Profile, labels: RecordLabels) -> tuple[Cell, ...]:
    other = office.party if profile.party.kind == "person" else office.person
    days = [labels.day(day) for day in (office.first, office.last) if day is not None]
    period = " – ".join(dict.fromkeys(days))
    return (
        cell((piece(name_of(other, profile.names)),)),
        cell((piece(office.title),)),
        cell((piece(period, "soft"),)),
    )


def _stances(stances: Iterable[Stance], names: Names, labels: RecordLabels, heading: str) -> Section:
    rows = tuple(_stance(one, names, labels) for one in stances)
    if not rows:
        return Section(heading, ((piece(labels.words["nothing"], "slanted"),),))
    words = labels.columns
    columns = (
        Column(words["matter"], share=20),
        Column(words["day"], width=10),
        Column(words["after"], share=40),
        Column(words["before"], width=14),
        Column(words["source"], width=SOURCE_WIDTH),
    )
    return Section(heading, grid=Grid(columns, rows))


def _stance(one: Stance, names: Names, labels: RecordLabels) -> tuple[Cell, ...]:
    position, act = one.position, one.position.event.lead
    recipients = ", ".join(name_of(party, names) for party in position.event.recipients)
    kind = kind_of(act, labels)
    return (
        cell((piece(matter_of(position.matter, names)),)),
        cell((piece(day_of(act, labels)),)),
        cell((*kind, piece(f" → {recipients}")) if recipients else kind, *content_of(act, labels)),
        cell(kind_of(position.before.lead, labels)) if position.before and position.changed else (),
        cell(source_of(one.source, labels, position.event.sources), (id_of(position.event.id),)),
    )


def profile_rows(profile: Profile) -> Iterator[Row]:
    """A row per position over time; of a person, one per event in which it acts."""
    for line in profile.deeds:
        yield {
            "party": profile.party.name,
            "changed": False,
            "before": None,
            **event_row(line.event, line.source, profile.names),
        }
    for one in () if profile.deeds else profile.positions:
        before = one.position.before
        yield {
            "party": profile.party.name,
            "changed": one.position.changed,
            "before": before.kind if before else None,
            **event_row(one.position.event, one.source, profile.names),
        }


# The brief


def brief_sheet(brief: Brief, labels: RecordLabels) -> Sheet:
    """One page: changes, what lies ahead, new events by matter, what is open, what is pending."""
    names = brief.names
    new = sum(len(lines) for _, lines in brief.matters) + brief.left_out
    facts = [labels.counted(new, "event", "events")]
    if brief.until:
        facts.append(labels.words["as_of"].format(labels.day(brief.until)))
    sections = [
        _listed("changed", (_change(one, names, labels) for one in brief.changes), labels),
        _listed("ahead", (_ahead(line, names, labels) for line in brief.ahead), labels),
    ]
    sections += [
        Section(
            matter_of(matter, names) or labels.sections["other_matters"],
            tuple(sentence_about(line, names, labels) for line in lines),
            listed=True,
        )
        for matter, lines in brief.matters
    ]
    if brief.left_out:
        sections.append(Section(lines=((piece(labels.words["other_rows"].format(brief.left_out), "soft"),),)))
    sections += [
        _listed("open", (sentence_about(one.opening, names, labels) for one in brief.exchanges), labels),
        _listed("pending", (sentence_about(one.line, names, labels) for one in brief.commitments), labels),
    ]
    title = labels.titles["brief"].format(labels.day(brief.since))
    return Sheet(title, labels.base.code, tuple(facts), tuple(sections))


def _listed(name: str, lines: Iterable[Line], labels: RecordLabels) -> Section:
    listed = tuple(lines)
    if not listed:
        return Section(labels.sections[name], ((piece(labels.words["nothing"], "slanted"),),))
    return Section(labels.sections[name], listed, listed=True)


def _change(one: Stance, names: Names, labels: RecordLabels) -> Line:
    position, act = one.position, one.position.event.lead
    before = kind_of(position.before.lead, labels) if position.before else ()
    return (
        piece(f"{labels.day(act.day)} ", "soft"),
        piece(f"{name_of(position.party, names)} ", "strong"),
        piece(f"({matter_of(position.matter, names)}): "),
        *before,
        piece(" → "),
        *kind_of(act, labels),
        piece(f": {shorten(clean(act.content or act.sentence), 160)}"),
        *in_brackets(one.source, position.event, labels),
    )


def _ahead(line: EventLine, names: Names, labels: RecordLabels) -> Line:
    deadline = line.event.lead.deadline
    about = sentence_about(line, names, labels)
    return (
        (piece(f"{labels.words['until']} {labels.day(deadline)}: ", "strong"), *about) if deadline else about
    )


def brief_rows(brief: Brief) -> Iterator[Row]:
    """A row per entry, with the section it stands in."""
    for _, lines in brief.matters:
        for line in lines:
            yield {"section": "new", **event_row(line.event, line.source, brief.names)}
    for change in brief.changes:
        yield {"section": "changed", **event_row(change.position.event, change.source, brief.names)}
    for exchange in brief.exchanges:
        opening = exchange.opening
        yield {"section": "open", **event_row(opening.event, opening.source, brief.names)}
    for commitment in brief.commitments:
        held = commitment.line
        yield {"section": "pending", **event_row(held.event, held.source, brief.names)}
    for line in brief.ahead:
        yield {"section": "ahead", **event_row(line.event, line.source, brief.names)}


# One entry


def shown_sheet(shown: Shown, labels: RecordLabels) -> Sheet:
    """The act, the sentence around it, its witnesses and their differences, its exchanges, its history."""
    act = shown.act
    facts = [day_of(act, labels), labels.review[act.review]]
    if act.confidence is not None:
        facts.append(f"{labels.base.words['confidence']} {act.confidence:.0%}")
    if act.matter:
        facts.append(matter_of(act.matter, shown.names))
    if act.origin == "read" and act.extractor != shown.article.extractor:
        facts.append(labels.words["not_found_now"])
    if shown.replaced:
        facts.append(labels.words["replaced"])
    sections = [_act(shown, labels), _context(shown, labels), _witnesses(shown, labels)]
    if shown.differences:
        sections.append(_differences(shown, labels))
    if shown.exchanges:
        sections.append(exchanges_section(shown.exchanges, shown.names, labels, labels.sections["exchanges"]))
    if shown.commitments:
        sections.append(
            commitments_section(shown.commitments, shown.names, labels, labels.sections["commitments"])
        )
    if shown.history:
        sections.append(history_section(shown.history, shown.names, labels, shown.article.text))
    return Sheet(labels.titles["show"].format(act.id), labels.base.code, tuple(facts), tuple(sections))


def _act(shown: Shown, labels: RecordLabels) -> Section:
    act, words = shown.act, labels.columns
    columns = (
        Column(words["actors"], share=20),
        Column(words["kind"], width=13),
        Column(words["recipients"], share=18),
        Column(words["content"], share=40),
    )
    row = (
        who(act.actors, (), shown.names),
        cell(kind_of_all(act, (), labels)),
        who(act.recipients, (), shown.names),
        content_of(act, labels),
    )
    return Section(grid=Grid(columns, (row,)))


def _context(shown: Shown, labels: RecordLabels) -> Section:
    before, after = clean(shown.before), clean(shown.after)
    text = (
        piece(f"{_last_words(before)} " if before else "", "soft"),
        piece(shown.act.sentence),
        piece(f" {shorten(after, _LONGEST_AROUND)}" if after else "", "soft"),
    )
    article = shown.article
    cited = (
        piece(article.title or article.source, "strong", link=article.url),
        piece(f" · {article.source}", "soft"),
    )
    return Section(labels.sections["sentence"], (cited, text))


def _last_words(text: str) -> str:
    if len(text) <= _LONGEST_AROUND:
        return text
    tail = text[-_LONGEST_AROUND:]
    return "…" + tail[tail.find(" ") + 1 :]


def _witnesses(shown: Shown, labels: RecordLabels) -> Section:
    words = labels.columns
    columns = (
        Column(words["source"], share=24),
        Column(words["wording"], share=60),
        Column(words["id"], share=16),
    )
    rows = tuple(_witness(one, labels) for one in shown.witnesses)
    heading = f"{labels.sections['witnesses']} ({labels.counted(shown.event.sources, 'source', 'sources')})"
    return Section(heading, grid=Grid(columns, rows))


def _witness(one: Witness, labels: RecordLabels) -> tuple[Cell, ...]:
    cited = piece(name_and_day(one.source, one.published, labels), link=one.url, hint=one.title or "")
    return (
        cell((cited,)),
        cell((piece(shorten(clean(one.act.sentence or one.act.content), 240)),)),
        cell((id_of(one.act.id),)),
    )


def _differences(shown: Shown, labels: RecordLabels) -> Section:
    words = labels.columns
    columns = (Column(words["difference"], share=20), Column(words["values"], share=80))
    rows = tuple(
        (
            cell((piece(labels.differences[one.what]),)),
            cell(
                *(
                    (piece(value, "strong"), piece(f" {', '.join(acts)}", "soft"))
                    for value, acts in one.values
                )
            ),
        )
        for one in shown.differences
    )
    return Section(labels.sections["differences"], grid=Grid(columns, rows))


def shown_rows(shown: Shown) -> Iterator[Row]:
    """A row per witness."""
    for one in shown.witnesses:
        act = one.act
        yield {
            "event": shown.event.id,
            "id": act.id,
            "day": act.day,
            "dated_by": act.dated_by,
            "kind": act.kind,
            "status": act.status,
            "actors": "; ".join(role.name or role.party_name or "" for role in act.actors),
            "recipients": "; ".join(role.name or role.party_name or "" for role in act.recipients),
            "trigger": act.trigger,
            "content": act.content,
            "condition": act.condition,
            "sentence": act.sentence,
            "confidence": act.confidence,
            "review": act.review,
            "source": one.source,
            "published": one.published,
            "title": one.title,
            "url": one.url,
        }
