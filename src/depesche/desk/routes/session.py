"""Who is here: logging in and out."""

from typing import Literal

from fastapi import APIRouter, Depends, Request, Response

from depesche import __version__
from depesche.desk.access import Role, User, gate_of
from depesche.desk.hub import TheDesk
from depesche.desk.models import answers as told
from depesche.desk.models.asked import Login
from depesche.desk.routes.making import answers, known_only

router = APIRouter(tags=["session"], dependencies=[Depends(known_only)], responses=answers(400, 422))

RoleName = Literal["reader", "reviewer", "admin"]
Language = Literal["de", "en"]
_ROLES: dict[Role, RoleName] = {Role.reader: "reader", Role.reviewer: "reviewer", Role.admin: "admin"}


@router.get("/session")
async def get_session(request: Request, desk: TheDesk) -> told.Session:
    """Who asks, whether a login is needed, and the token that every change must carry."""
    return await _session(request, desk, await desk.gate.user(request))


@router.post("/session", responses=answers(401, 429))
async def log_in(request: Request, response: Response, login: Login, desk: TheDesk) -> told.Session:
    """Log in; a cookie keeps the session."""
    user = await desk.gate.login(request, response, login.name, login.password)
    return await _session(request, desk, user)


@router.delete("/session", status_code=204)
async def log_out(request: Request, response: Response) -> None:
    """Log out."""
    await gate_of(request).logout(request, response)


async def _session(request: Request, desk: TheDesk, user: User | None) -> told.Session:
    return told.Session(
        user=told.User(name=user.name, role=_ROLES[user.role]) if user else None,
        login_needed=desk.gate.login_needed,
        csrf=await desk.gate.csrf(request),
        language=_language(request.headers.get("accept-language", "")),
        record=desk.name if user or not desk.gate.login_needed else "",
        version=__version__,
    )


def _language(accepted: str) -> Language:
    """German or English, whichever is named first; languages come mostly in the order of wish."""
    codes = (one.strip().partition(";")[0].partition("-")[0].casefold() for one in accepted.split(","))
    known: dict[str, Language] = {"de": "de", "en": "en"}
    return next((known[code] for code in codes if code in known), "en" if accepted else "de")
