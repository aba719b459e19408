"""What is in the record."""

from depesche import __version__
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Counts
from depesche.desk.routes.making import reading_router
from depesche.record.questions.counts import counts

router = reading_router("status")


@router.get("/status")
def get_status(desk: TheDesk) -> Counts:
    """How much there is of everything."""
    found = desk.keeper.kept("status", lambda: counts(desk.record))
    values = {name: getattr(found, name) for name in Counts.model_fields if hasattr(found, name)}
    return Counts(record=desk.name, version=__version__, **values)
