"""The brief: what a reader must know since a day, as data, as Markdown, as a page."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Query, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from depesche.desk.filters import Wanted
from depesche.desk.hub import Desk, TheDesk
from depesche.desk.models.answers import Brief, News
from depesche.desk.models.asked import FilterBody
from depesche.desk.models.values import Event, Exchange, Names
from depesche.desk.routes.making import reading_router
from depesche.desk.shaping import commitments_of, stances_of
from depesche.record.questions import brief
from depesche.record.questions.commitments import last_day
from depesche.record.questions.results import Brief as Told
from depesche.record.record import Record
from depesche.record.types import Filter
from depesche.render.answers import sheet_of
from depesche.render.files import file_of, hash_of
from depesche.render.record_labels import record_labels
from depesche.render.sheet_markdown import markdown
from depesche.render.sheet_page import sheet_page

router = reading_router("brief", kept=True)
Matters = Annotated[int, Query(ge=1, le=40, description="How many matters.")]
Language = Annotated[
    Literal["de", "en"] | None, Query(description="Of headings and words; of the record, if none is given.")
]
_DAYS = 7


@router.get("/brief", response_model=Brief)
def get_brief(desk: TheDesk, wanted: Wanted, matters: Matters = 6) -> Response:
    """New events by matter, changes, what is open, pending and ahead, since `from`."""
    wished, since = _wished(desk, wanted)
    return desk.kept(
        ("brief", wished, since, matters),
        lambda: _shown(desk.record, brief(desk.record, since, wished, matters=matters)),
    )


def _shown(record: Record, found: Told) -> Brief:
    return Brief(
        since=found.since,
        until=found.until,
        matters=[
            News(matter=matter, events=[Event.line(line) for line in lines])
            for matter, lines in found.matters
        ],
        changes=stances_of(record, found.changes),
        exchanges=[Exchange.of(line) for line in found.exchanges],
        commitments=commitments_of(record, found.commitments),
        ahead=[Event.line(line) for line in found.ahead],
        left_out=found.left_out,
        names=Names.of(found.names),
    )


@router.get(
    "/brief.md",
    response_class=PlainTextResponse,
    responses={200: {"content": {"text/markdown": {}}, "description": "The brief as Markdown"}},
)
def get_brief_as_markdown(
    desk: TheDesk, wanted: Wanted, matters: Matters = 6, language: Language = None
) -> Response:
    """The brief as Markdown."""
    sheet = sheet_of(_told(desk, wanted, matters), record_labels(language or ""))
    return Response(markdown(sheet), media_type="text/markdown; charset=utf-8")


@router.get(
    "/brief.html",
    response_class=HTMLResponse,
    responses={200: {"content": {"text/html": {}}, "description": "The brief as a page of its own"}},
)
def get_brief_as_page(
    desk: TheDesk, wanted: Wanted, matters: Matters = 6, language: Language = None
) -> Response:
    """The brief as a self-contained page, to keep or to print."""
    found = _told(desk, wanted, matters)
    page = sheet_page(sheet_of(found, record_labels(language or "")))
    name = f"depesche-{found.since.isoformat()}.html"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": _policy(),
    }
    return HTMLResponse(page, headers=headers)


def _policy() -> str:
    """The page holds its own style and script, which are known by their hashes; nothing else may run."""
    style, script = hash_of(file_of("page.css") + file_of("sheet.css")), hash_of(file_of("sheet.js"))
    own = f"style-src 'sha256-{style}'; script-src 'sha256-{script}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _told(desk: Desk, given: FilterBody, matters: int) -> Told:
    wished, since = _wished(desk, given)
    return desk.keeper.kept(
        ("brief to print", wished, since, matters),
        lambda: brief(desk.record, since, wished, matters=matters),
    )


def _wished(desk: Desk, given: FilterBody) -> tuple[Filter, date]:
    """What is wanted, and since when."""
    wanted = desk.filter(given)
    return replace(wanted, since=None), wanted.since or _a_week_ago(desk, wanted.until)


def _a_week_ago(desk: Desk, until: date | None) -> date:
    """The first of the last seven days of the record, or of those before a day."""
    if until is None:
        with desk.record.connect() as connection:
            until = last_day(connection)
    last = until or date.today()
    return last - timedelta(days=min(_DAYS - 1, (last - date.min).days))
