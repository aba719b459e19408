"""Articles: those that are there, one with all that was read in it, and new ones."""

from collections.abc import Sequence
from datetime import UTC
from typing import Annotated

from fastapi import File, Form, Path, Query, Response, UploadFile

from depesche.desk.access import Reviewer, User
from depesche.desk.adding import Adding, address_work, checked, files_work, text_work
from depesche.desk.filters import Wanted
from depesche.desk.hub import Desk, TheDesk
from depesche.desk.models import article as told
from depesche.desk.models.answers import Job, Page, ReadingHead
from depesche.desk.models.asked import Address, Text
from depesche.desk.models.values import Head
from depesche.desk.paging import CursorText, Place, cursor_of, place_of
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import Limit, answers, reading_router
from depesche.desk.shaping import article_of
from depesche.record.questions.articles import article, articles, readings
from depesche.record.types import Extractor
from depesche.sources import is_readable

router = reading_router("articles")
ArticleId = Annotated[
    str, Path(alias="id", max_length=200, description="Id of an article, or its beginning.")
]
_ADDED = answers(409, 413)


@router.get("/articles")
def list_articles(
    desk: TheDesk,
    wanted: Wanted,
    cursor: CursorText = None,
    source: Annotated[str | None, Query(max_length=500, description="Only of this medium.")] = None,
    limit: Limit = 50,
) -> Page[Head]:
    """Articles, the last published first; `from` and `to` are days of publication here."""
    found = articles(
        desk.record, desk.filter(wanted), source=source, limit=limit, after=place_of(cursor, Place)
    )
    heads = [Head.of(head) for head in found.heads]
    return Page[Head](items=heads, next=cursor_of(found.after), total=found.total)


@router.post("/articles/text", status_code=202, responses=_ADDED)
def add_text(desk: TheDesk, user: Reviewer, text: Text) -> Job:
    """Add an article as text."""
    return desk.jobs.add(text_work(_adding(desk, user), text))


@router.post("/articles/address", status_code=202, responses=_ADDED)
def add_address(desk: TheDesk, user: Reviewer, address: Address) -> Job:
    """Add the article at an address, which the server fetches."""
    if not address.url.casefold().startswith(("http://", "https://")):
        raise Refusal(422, "no_page", "this is no web address; it begins with https://", field="url")
    return desk.jobs.add(address_work(_adding(desk, user), address))


@router.post("/articles/files", status_code=202, responses=answers(409, 413, 415))
def add_files(
    desk: TheDesk,
    user: Reviewer,
    files: Annotated[list[UploadFile], File(description="Articles: .txt, .html, .jsonl.")],
    published: Annotated[str | None, Form(max_length=60)] = None,
    language: Annotated[str | None, Form(max_length=20)] = None,
) -> Job:
    """Add articles as files."""
    _check_files(files, desk.settings.most_files)
    given = checked(published or None, language or None)
    contents = [(file.filename or "file", file.file.read()) for file in files]
    return desk.jobs.add(files_work(_adding(desk, user), contents, given))


def _check_files(files: Sequence[UploadFile], most: int) -> None:
    if len(files) > most:
        raise Refusal(
            413, "too_large", f"{len(files)} files at once are too many", hint=f"send {most} at most"
        )
    for file in files:
        if not is_readable(file.filename or ""):
            name = (file.filename or "").replace("\\", "/").rpartition("/")[2][-100:]
            raise Refusal(
                415,
                "unsupported_media_type",
                f"{name!r} is none of the files that are read here",
                hint="send .txt, .html or .jsonl",
                field="files",
            )


def _adding(desk: Desk, user: User) -> Adding:
    settings = desk.settings
    return Adding(desk.keeper, settings.parties, user.name, public_only=not settings.private_addresses)


@router.get("/articles/{id}", response_model_exclude_defaults=True)
def get_article(desk: TheDesk, key: ArticleId) -> told.Article:
    """One article with its text and all that was read in it."""
    return article_of(desk.record, article(desk.record, key))


@router.get("/articles/{id}/readings")
def list_readings(desk: TheDesk, key: ArticleId) -> Page[ReadingHead]:
    """Who has read an article, and when."""
    found = [
        ReadingHead(
            extractor=one.extractor.name,
            version=one.extractor.version,
            added=one.added.replace(tzinfo=UTC),
            current=one.current,
        )
        for one in readings(desk.record, key)
    ]
    return Page[ReadingHead](items=found, total=len(found))


@router.get(
    "/articles/{id}/reading",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {}}, "description": "The reading, as the contract has it"}
    },
)
def get_reading(
    desk: TheDesk,
    key: ArticleId,
    extractor: Annotated[str | None, Query(max_length=200)] = None,
    version: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """A reading as it was added, in the form of the contract; the current one if none is named."""
    if (extractor is None) != (version is None):
        missing = "version" if version is None else "extractor"
        raise Refusal(422, "invalid", "extractor and version go together", field=missing)
    maker = Extractor(extractor, version) if extractor is not None and version is not None else None
    return Response(desk.record.reading(key, maker).to_json(), media_type="application/json")
