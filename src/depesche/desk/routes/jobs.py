"""Jobs: what is being read and added."""

from typing import Annotated

from fastapi import Path

from depesche.desk.access import Reviewer
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Job, Page
from depesche.desk.routes.making import router as made

router = made("jobs")
JobId = Annotated[str, Path(alias="id", max_length=40)]


@router.get("/jobs")
async def list_jobs(desk: TheDesk) -> Page[Job]:
    """All jobs of this server, the newest first."""
    found = desk.jobs.all()
    return Page[Job](items=found, total=len(found))


@router.get("/jobs/{id}")
async def get_job(desk: TheDesk, key: JobId) -> Job:
    """One job, as far as it has come."""
    return desk.jobs.one(key)


@router.delete("/jobs/{id}")
async def cancel_job(desk: TheDesk, key: JobId, user: Reviewer) -> Job:
    """Stop a job after the article that is being read; what was added stays."""
    del user
    return desk.jobs.cancel(key)
