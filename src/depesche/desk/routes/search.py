"""Search: events by the words in which they are told."""

import re
from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Hit, Page, Piece
from depesche.desk.models.values import Event, Names
from depesche.desk.paging import CursorText, cursor_of, place_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.record.questions import search

router = reading_router("search")
Offset = TypeAdapter[int](Annotated[int, Query(ge=0, le=1_000)])
_MARKED = re.compile("\x02([^\x02\x03]*)\x03")
_LAST = 600  # hits beyond which nobody looks: refine the words


@router.get("/search")
def get_search(
    desk: TheDesk,
    wanted: Wanted,
    q: Annotated[str, Query(min_length=1, max_length=500, description="Words that must all be there.")],
    cursor: CursorText = None,
    limit: Limit = 30,
) -> Page[Hit]:
    """Events of which an act holds these words, the best first, with the words marked."""
    offset = place_of(cursor, Offset) or 0
    found = search(desk.record, q, desk.filter(wanted), limit=offset + limit)
    lines = found.lines[offset:]
    hits = [Hit(event=Event.line(line), snippet=pieces_of(line.snippet)) for line in lines]
    more = found.more and offset + limit < _LAST
    return Page[Hit](
        items=hits, next=cursor_of(offset + limit) if more else None, names=Names.of(found.names)
    )


def pieces_of(snippet: str) -> list[Piece]:
    """A sentence in pieces, by the marks that stand around what was found."""
    parts = _MARKED.split(snippet)
    return [Piece(text=text, hit=bool(place % 2)) for place, text in enumerate(parts) if text]
