"""Whatever goes wrong, as one JSON shape with the status that fits.

Public: `Refusal`, `NotModified`, `install(app)`, `problem_of(error)`, `answer_of(refusal)`, `ANSWERS`,
`OURS`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from depesche import errors
from depesche.desk.models.errors import ErrorAnswer, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request

    from depesche.desk.models.errors import Conflict

WAIT = 5  # seconds after which to try again
_ROOM = 200  # characters of a message that are shown
log = logging.getLogger("depesche.desk")
OURS = Problem(
    code="internal",
    message="something went wrong here",
    hint="the log of the server has the details; please report it",
)

ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorAnswer, "description": text}
    for status, text in {
        400: "The request is malformed",
        401: "A login is needed",
        403: "The role does not allow it, or the CSRF token is missing",
        404: "There is no such entry",
        408: "The request did not come in in time",
        409: "Somebody has decided meanwhile, or too many jobs wait",
        413: "Too large",
        415: "The body is not of a type that is read here",
        422: "A parameter or field does not fit",
        429: "Too many requests",
        503: "The record cannot be reached for now",
    }.items()
}

_HTTP = {
    400: ("bad_request", "the request is malformed", None),
    401: ("login_needed", "a login is needed", "POST /api/v1/session with name and password"),
    403: ("forbidden", "this is not allowed", None),
    404: ("not_found", "there is nothing at this address", "docs/http-api.md lists all addresses"),
    405: ("method_not_allowed", "this address does not know this method", None),
    413: ("too_large", "what was sent is too large", None),
    415: ("unsupported_media_type", "the body is not of a type that is read here", "send JSON"),
    422: ("invalid", "what was sent does not fit", None),
    429: ("too_many", "too many requests", "wait a little and try again"),
    503: ("unavailable", "not to be had for now", "try again in a little while"),
}
_OURS: tuple[tuple[type[errors.DepescheError], int, str, str | None], ...] = (
    (errors.UnknownParty, 404, "unknown_party", "GET /api/v1/parties?q=… lists those that are there"),
    (errors.UnknownMatter, 404, "unknown_matter", "GET /api/v1/matters lists those that are there"),
    (errors.UnknownEntry, 404, "not_found", None),
    (errors.AmbiguousEntry, 422, "ambiguous", "give the whole id"),
    (errors.InvalidDecision, 422, "invalid_decision", None),
    (errors.InvalidDate, 422, "invalid_date", None),
    (errors.UnknownLanguage, 422, "unknown_language", None),
    (errors.TooLarge, 413, "too_large", None),
    (errors.NoTextFound, 422, "no_text", None),
    (errors.InvalidArticle, 422, "invalid_article", None),
    (errors.PrivateAddress, 422, "private_address", None),
    (errors.NoPage, 422, "no_page", None),
    (errors.UnreadableInput, 422, "unreadable", None),
    (errors.AnswerTookTooLong, 503, "took_too_long", "ask for less, such as fewer days, or try again later"),
    (errors.RecordError, 503, "unavailable", "nothing was half done; try again in a little while"),
    (errors.UnknownUser, 404, "not_found", "GET /api/v1/users lists all"),
    (errors.InvalidUser, 422, "invalid_user", None),
    (errors.UsersError, 503, "unavailable", "nothing was half done; try again in a little while"),
    (errors.LanguageError, 503, "no_weights", None),
    (errors.DepescheError, 422, "invalid", None),
)


class Refusal(Exception):
    """A request that is not done, and why: the status, the code, a line for people.

    `wait` is the seconds after which to try again, where that helps.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        hint: str | None = None,
        field: str | None = None,
        conflict: Conflict | None = None,
        wait: int = WAIT,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.wait = wait
        self.problem = Problem(code=code, message=message, hint=hint, field=field, conflict=conflict)


class NotModified(Exception):
    """What the client holds is still right."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def install(app: FastAPI) -> None:
    """Let an app answer errors so."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(NotModified, _unchanged)
    app.add_exception_handler(errors.DepescheError, _ours)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _http)


def problem_of(error: errors.DepescheError) -> tuple[int, Problem]:
    """The status and the problem of one of our errors."""
    status, code, hint = next(found[1:] for found in _OURS if isinstance(error, found[0]))
    return status, Problem(code=code, message=str(error), hint=hint)


def refusal_of(error: errors.DepescheError, field: str) -> Refusal:
    """One of our errors, about a parameter or field."""
    status, problem = problem_of(error)
    return Refusal(status, problem.code, problem.message, hint=problem.hint, field=field)


def answer_of(status: int, problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An error as it goes out."""
    content = ErrorAnswer(error=problem).model_dump(mode="json")
    if problem.conflict is None:
        del content["error"]["conflict"]
    wait = {"Retry-After": str(WAIT)} if status in {429, 503} else {}
    return JSONResponse(content, status, {**wait, **(headers or {})})


def refused(error: Refusal | errors.DepescheError) -> JSONResponse:
    """A refusal or an error of ours as it goes out."""
    if not isinstance(error, Refusal):
        return answer_of(*problem_of(error))
    wait = {"Retry-After": str(error.wait)} if error.status in {429, 503} else {}
    return answer_of(error.status, error.problem, wait)


def internal(error: BaseException) -> JSONResponse:
    """A fault of ours: the log has the details, the answer has none."""
    log.error("internal error: %r", error, exc_info=error)
    return answer_of(500, OURS)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 (so it was registered)
    return refused(error)


async def _unchanged(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)  # noqa: S101
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": "private, no-cache"})


async def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.DepescheError)  # noqa: S101
    return answer_of(*problem_of(error))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if isinstance(problem := getattr(error, "problem", None), Problem):
        return answer_of(error.status_code, problem, error.headers)
    code, message, hint = _HTTP.get(error.status_code, ("bad_request", str(error.detail), None))
    return answer_of(error.status_code, Problem(code=code, message=message, hint=hint), error.headers)


async def _unfit(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return answer_of(400, Problem(code="invalid_json", message="the body is no JSON", field="body"))
    place = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    message = first["msg"].removeprefix("Value error, ").replace("Input should be", "should be")
    shown = f"{place}: {message}"[:_ROOM]
    return answer_of(422, Problem(code="invalid", message=shown, field=place[:_ROOM]))
