"""Parties: those that are there, and one with what it has held."""

from typing import Annotated

from fastapi import Path, Query, Response

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Office, Page, Profile
from depesche.desk.models.values import Names, Party
from depesche.desk.paging import CursorText, Rank, cursor_of, place_of
from depesche.desk.refusals import refusal_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.desk.shaping import cells_of, history_of, stances_of, versions_of
from depesche.errors import RecordError
from depesche.reading.types import PartyKind
from depesche.record.questions import party
from depesche.record.questions.listed import Parties, parties
from depesche.record.record import Record
from depesche.record.types import Filter

router = reading_router("parties", kept=True)


@router.get("/parties", response_model=Page[Party])
def list_parties(
    desk: TheDesk,
    cursor: CursorText = None,
    q: Annotated[str, Query(max_length=200, description="How a word of a name begins.")] = "",
    kind: Annotated[PartyKind | None, Query(description="What the party is; not a kind of acts.")] = None,
    limit: Limit = 50,
) -> Response:
    """Parties, the busiest first; with `q`, for completion."""
    place = place_of(cursor, Rank)
    return desk.kept(
        ("parties", q, kind, limit, place),
        lambda: _page(parties(desk.record, q, kind=kind, limit=limit, after=place)),
    )


def _page(found: Parties) -> Page[Party]:
    items = [Party(id=one.id, name=one.name, kind=one.kind, events=one.events) for one in found.parties]
    return Page[Party](items=items, next=cursor_of(found.after))


@router.get("/parties/{name}", response_model=Profile)
def get_party(
    desk: TheDesk,
    wanted: Wanted,
    name: Annotated[str, Path(max_length=300, description="Id or name of a party.")],
) -> Response:
    """Who a party is, what it has held, where it changed its mind."""
    wished = desk.filter(wanted)
    try:
        return desk.kept(("party", name, wished), lambda: _profile(desk.record, name, wished))
    except RecordError as error:
        raise refusal_of(error, "party") from None


def _profile(record: Record, name: str, wanted: Filter) -> Profile:
    found = party(record, name, wanted)
    offices = [
        Office(person=one.person, party=one.party, title=one.title, first=one.first, last=one.last)
        for one in found.party.offices
    ]
    return Profile(
        id=found.party.id,
        name=found.party.name,
        kind=found.party.kind,
        names=list(found.party.names),
        events=found.events,
        offices=offices,
        persons=list(found.party.persons),
        cells=cells_of(record, found.cells),
        positions=stances_of(record, found.positions),
        changes=stances_of(record, found.changes),
        history=history_of(record, found.history),
        version=versions_of(record, "party", [found.party.id]).get(found.party.id, 0),
        names_of=Names.of(found.names),
    )
