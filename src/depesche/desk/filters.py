"""The filters that all lists share, as query parameters and in the body of a recoding.

Public: `Wanted`, `filter_of(body, record)`.
"""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from depesche.desk.models.asked import FilterBody
from depesche.desk.refusals import Refusal, refusal_of
from depesche.errors import RecordError
from depesche.reading.types import Kind
from depesche.record.record import Record
from depesche.record.types import Filter

_MOST = 50
Names = Annotated[list[Annotated[str, Query(min_length=1, max_length=300)]], Query(max_length=_MOST)]


async def _wanted(  # noqa: PLR0913 (one parameter each, so that the description names them)
    party: Annotated[Names, Query(description="Id or name: only what this party does.")] = [],  # noqa: B006
    recipient: Annotated[Names, Query(description="Id or name: only what is done toward it.")] = [],  # noqa: B006
    matter: Annotated[Names, Query(description="Id or name: only under this matter.")] = [],  # noqa: B006
    kind: Annotated[list[Kind], Query(max_length=_MOST, description="Only this kind.")] = [],  # noqa: B006
    since: Annotated[date | None, Query(alias="from", description="From this day on.")] = None,
    until: Annotated[date | None, Query(alias="to", description="Up to this day.")] = None,
    text: Annotated[str, Query(max_length=500, description="Words in which it is told.")] = "",
    confidence: Annotated[float | None, Query(ge=0, le=1, description="At least so sure.")] = None,
    reviewed: Annotated[bool | None, Query(description="Whether a person has decided about it.")] = None,
    rejected: Annotated[bool, Query(description="Also what was rejected.")] = False,
) -> FilterBody:
    """The filter as it was given: names are not looked up yet."""
    return FilterBody.model_construct(
        party=party,
        recipient=recipient,
        matter=matter,
        kind=kind,
        since=since,
        until=until,
        text=text,
        confidence=confidence,
        reviewed=reviewed,
        rejected=rejected,
    )


Wanted = Annotated[FilterBody, Depends(_wanted)]


def filter_of(given: FilterBody, record: Record) -> Filter:
    """The filter, with names turned into ids. Raises `Refusal` that names the parameter."""
    if given.since and given.until and given.since > given.until:
        raise Refusal(422, "invalid", f"it ends on {given.until}, before it begins", field="to")
    return Filter(
        parties=_ids("party", given.party, record),
        recipients=_ids("recipient", given.recipient, record),
        matters=_ids("matter", given.matter, record),
        kinds=tuple(given.kind),
        since=given.since,
        until=given.until,
        text=given.text,
        confidence=given.confidence,
        reviewed=given.reviewed,
        rejected=given.rejected,
    )


def _ids(field: str, names: list[str], record: Record) -> tuple[str, ...]:
    find = record.find_matter if field == "matter" else record.find_party
    try:
        return tuple(dict.fromkeys(find(name) for name in names))
    except RecordError as error:
        raise refusal_of(error, field) from None
