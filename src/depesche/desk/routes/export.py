"""The record for other programs, as a download."""

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

from fastapi import Path as PathParameter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from depesche.desk.access import Reader, Role
from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import answers
from depesche.desk.routes.making import router as made
from depesche.record.export import Form, write

router = made("export")
_WHOLE: Form = "jsonl"  # whoever has it has the whole record, with all that anybody decided
_KINDS: dict[Form, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonl": ("application/x-ndjson", "jsonl"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "graphml": ("application/graphml+xml", "graphml"),
    "plover": ("application/x-ndjson", "plover.jsonl"),
}


@router.get(
    "/export/{form}",
    response_class=FileResponse,
    responses={
        200: {
            "description": "The file",
            "content": {kind.partition(";")[0]: {} for kind, _ in _KINDS.values()},
        },
        **answers(503),
    },
)
def export(
    desk: TheDesk,
    user: Reader,
    wanted: Wanted,
    form: Annotated[Form, PathParameter(description="csv, jsonl, parquet, graphml or plover.")],
) -> FileResponse:
    """The acts that a filter wants, or all of the record, as a file; jsonl, with the log of decisions, takes admin."""
    if form == _WHOLE and user.role < Role.admin:
        raise Refusal(403, "forbidden", f"{form} takes the role admin", hint="take csv, or ask an admin")
    wished = desk.filter(wanted)
    folder = Path(tempfile.mkdtemp(prefix="depesche-"))
    clear = partial(shutil.rmtree, folder, ignore_errors=True)
    kind, suffix = _KINDS[form]
    try:
        done = write(desk.record, form, folder / f"record.{suffix}", wished)
    except BaseException:
        clear()
        raise
    return FileResponse(
        folder / f"record.{suffix}",
        media_type=kind,
        filename=f"depesche.{suffix}",
        headers={"X-Written": str(done.written), "X-Left-Out": str(done.left_out)},
        background=BackgroundTask(clear),
    )
