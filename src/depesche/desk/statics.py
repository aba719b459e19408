"""The front end, as it was built: its files, and one page for all its own addresses.

Public: `Front`, `NOT_BUILT`.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from fastapi.responses import FileResponse, PlainTextResponse, Response

from depesche.desk.models.errors import Problem
from depesche.desk.refusals import answer_of

if TYPE_CHECKING:
    from pathlib import Path

NOT_BUILT = (
    "the pages of the desk are not built: run `npm ci && npm run build` in the folder desk/ of a checkout, "
    "or install a wheel that has them; the HTTP API works without"
)
_HASHED = "assets"  # the folder in which Vite puts files whose names hold a hash of their content
_FOREVER = "public, max-age=31536000, immutable"
_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Front:
    """The files of the front end in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._index = self._folder / "index.html"

    def answer(self, path: str, accepted: str = "") -> Response:
        """The file at a path, else the page that knows the address; `accepted` are codings (`br`, `gzip`)."""
        file = self._file(path)
        if file is not None:
            return _sent(file, accepted, _cache(path))
        if path.partition("/")[0] == _HASHED or "." in path.rpartition("/")[2]:
            return answer_of(404, Problem(code="not_found", message="there is no such file"))
        if not self._index.is_file():
            return PlainTextResponse(f"{NOT_BUILT}\n", 404)
        return _sent(self._index, accepted, "no-cache")

    def _file(self, path: str) -> Path | None:
        if not path or "\x00" in path:
            return None
        try:
            file = (self._folder / path).resolve()
            inside = file.is_relative_to(self._folder) and file.is_file()
        except (OSError, ValueError):
            return None
        hidden = (
            any(part.startswith(".") for part in file.relative_to(self._folder).parts) if inside else True
        )
        return None if hidden else file


def _cache(path: str) -> str:
    return _FOREVER if path.partition("/")[0] == _HASHED else "no-cache"


def _sent(file: Path, accepted: str, cache: str) -> FileResponse:
    """A file, in the smallest coding that lies beside it."""
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    codings = {one.partition(";")[0].strip() for one in accepted.split(",")}
    for coding, suffix in _CODINGS:
        packed = file.with_name(file.name + suffix)
        if coding in codings and packed.is_file():
            return FileResponse(packed, media_type=kind, headers={**headers, "Content-Encoding": coding})
    return FileResponse(file, media_type=kind, headers=headers)
