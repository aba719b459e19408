"""What is in the record."""

from fastapi import Response

from depesche import __version__
from depesche.desk.hub import Desk, TheDesk
from depesche.desk.models.answers import Counts
from depesche.desk.routes.making import reading_router
from depesche.record.questions.counts import counts

router = reading_router("status", kept=True)


@router.get("/status", response_model=Counts)
def get_status(desk: TheDesk) -> Response:
    """How much there is of everything."""
    return desk.kept("status", lambda: _counts(desk))


def _counts(desk: Desk) -> Counts:
    found = counts(desk.record)
    values = {name: getattr(found, name) for name in Counts.model_fields if hasattr(found, name)}
    return Counts(record=desk.name, version=__version__, **values)
