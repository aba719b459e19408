"""Every address of the interface has a role that it takes, and every answer of the desk has its headers.

The addresses come from the app itself: one that is new fails here until it is said whose it is.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from depesche.desk.access import Role
from tests.desk_api import ROOT, asking, filled
from tests.desk_users import ROLES, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk_users import Client, Guarded

ANYBODY = None
READS = (
    "/status", "/articles", "/articles/{id}", "/articles/{id}/readings", "/articles/{id}/reading", "/jobs",
    "/jobs/{id}", "/acts", "/acts/{id}", "/acts/{id}/history", "/review", "/review/reviewers", "/review/agreement",
    "/decisions", "/decisions/{number}", "/parties", "/parties/{name}", "/matters", "/matters/{name}",
    "/matters/{name}/history", "/board", "/timeline", "/timeline/density", "/timeline/ahead", "/exchanges",
    "/exchanges/{id}", "/commitments", "/commitments/{id}", "/graph", "/search", "/brief", "/brief.md", "/brief.html",
    "/export/{form}", "/events",
)  # fmt: skip
DECISIONS = (
    "confirm", "reject", "edit", "merge", "split", "assign", "add", "undo", "rename", "merge-matters", "split-matter",
    "merge-parties",
    "pin", "answer", "settle", "recode", "recode/preview",
)  # fmt: skip
RULES: dict[tuple[str, str], Role | None] = {
    ("GET", "/session"): ANYBODY,
    ("POST", "/session"): ANYBODY,
    ("DELETE", "/session"): ANYBODY,
    **{("GET", path): Role.reader for path in READS},
    ("POST", "/session/password"): Role.reader,
    ("POST", "/articles/text"): Role.reviewer,
    ("POST", "/articles/files"): Role.reviewer,
    ("POST", "/articles/address"): Role.reviewer,
    ("DELETE", "/jobs/{id}"): Role.reviewer,
    **{("POST", f"/decisions/{name}"): Role.reviewer for name in DECISIONS},
    ("GET", "/users"): Role.admin,
    ("POST", "/users"): Role.admin,
    ("PATCH", "/users/{name}"): Role.admin,
    ("DELETE", "/users/{name}"): Role.admin,
    ("POST", "/users/{name}/tokens"): Role.admin,
    ("POST", "/users/{name}/revoke"): Role.admin,
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end, as Vite leaves it."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Depesche</title>", encoding="utf-8")
    (folder / "assets" / "main-4f3a.js").write_text("export {}", encoding="utf-8")
    (folder / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(path: Path, front: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(path, tmp_path_factory.mktemp("users"), static=front, largest_body=10_000) as opened:
        opened.app.state.desk.feed.close()  # so that streams of events end
        yield opened


@pytest.fixture(scope="module")
def clients(desk: Guarded) -> dict[Role, list[Client]]:
    """For each role, a browser and a program."""
    return {Role[role]: [desk.log_in(name), desk.with_token(name)] for name, role in ROLES.items()}


def addresses_of(desk: Guarded) -> set[tuple[str, str]]:
    described = desk.app.openapi()["paths"].items()
    return {(method.upper(), path.removeprefix(ROOT)) for path, one in described for method in one}


def asked(client: Client, method: str, path: str) -> Any:
    """What an address answers, with something in the place of its parts and an empty body."""
    address = re.sub(r"\{(\w+)\}", lambda part: {"number": "77", "form": "csv"}.get(part[1], "nichts"), path)
    body: dict[str, Any] = {} if method == "GET" else {"json": {}}
    return client.ask(method, address, **body)


def test_every_address_has_a_rule_and_every_rule_an_address(desk: Guarded) -> None:
    assert addresses_of(desk) == set(RULES)


@pytest.mark.parametrize(("method", "address"), RULES, ids=lambda part: part)
def test_only_whose_role_allows_it_is_let_in(
    desk: Guarded, clients: dict[Role, list[Client]], method: str, address: str
) -> None:
    needed = RULES[method, address]
    if needed is ANYBODY:
        return
    stranger = asked(desk.client(), method, address)
    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "login_needed")
    for role, those in clients.items():
        for client in those:
            answer = asked(client, method, address)
            if role < needed:
                assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden"), role
            else:
                assert answer.status_code not in {401, 403, 405, 500}, (role, answer.text)


def test_only_an_admin_takes_the_whole_record_with_its_log(clients: dict[Role, list[Client]]) -> None:
    for role, those in clients.items():
        for client in those:
            assert client.ask("GET", "/export/csv").status_code == 200
            assert client.ask("GET", "/export/jsonl").status_code == (200 if role is Role.admin else 403)


def test_an_address_that_forgets_its_rule_is_shut_to_strangers(path: Path, tmp_path: Path) -> None:
    with guarded(path, tmp_path) as desk:

        @desk.app.get(f"{ROOT}/forgotten/secret")
        def forgotten() -> str:
            return "secret"

        desk.app.router.routes.insert(0, desk.app.router.routes.pop())
        assert desk.client().ask("GET", "/forgotten/secret").status_code == 401
        assert desk.log_in("rita").ask("GET", "/forgotten/secret").json() == "secret"


def test_a_stranger_is_refused_before_anything_of_theirs_is_read(desk: Guarded) -> None:
    """Not JSON, and too large: had the body been looked at, the answer were another."""
    for body in (b"{", b"x" * 9_999):
        for address in ("/articles/text", "/decisions/edit", "/articles/files"):
            assert desk.client().ask("POST", address, content=body).status_code == 401


# Headers


def check_headers(answer: Any) -> None:
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, (answer.url, name)
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";")
    )
    assert policy["frame-ancestors"] == "'none'"
    assert policy["default-src"] in {"'self'", "'none'"}
    assert not re.search(r"unsafe|\*|https?:|blob:", answer.headers["content-security-policy"])
    assert "data:" not in policy.get("script-src", "")
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


def check_type(answer: Any) -> None:
    """The interface speaks JSON; nothing that holds words of an article could be taken for a page."""
    if not answer.content:
        return
    kind = answer.headers["content-type"]
    if answer.headers.get("content-disposition", "").startswith("attachment"):
        return
    assert kind.partition(";")[0] in {"application/json", "text/markdown", "text/event-stream"}, answer.url
    if kind.startswith("application/json"):
        json.loads(answer.content)


@pytest.mark.parametrize(("method", "address"), RULES, ids=lambda part: part)
def test_every_address_answers_with_its_headers(
    desk: Guarded, clients: dict[Role, list[Client]], method: str, address: str
) -> None:
    for client in (desk.client(), clients[Role.reader][1], clients[Role.admin][1]):
        answer = asked(client, method, address)
        check_headers(answer)
        check_type(answer)


@pytest.mark.parametrize(
    ("method", "address", "status", "more"),
    [
        ("GET", "/", 200, {}),
        ("GET", "/board", 200, {}),
        ("GET", "/assets/main-4f3a.js", 200, {}),
        ("GET", "/icon.svg", 200, {}),
        ("GET", "/assets/none.js", 404, {}),
        ("GET", "/%2e%2e/%2e%2e/etc/hostname", 200, {}),
        ("GET", f"{ROOT}/openapi.json", 200, {}),
        ("GET", f"{ROOT}/nowhere", 404, {}),
        ("GET", "/api/", 404, {}),
        ("PUT", f"{ROOT}/status", 405, {}),
        ("POST", "/board", 405, {}),
        ("GET", f"{ROOT}/timeline?limit=0", 422, {}),
        ("GET", f"{ROOT}/status", 400, {"headers": {"Host": "evil.example"}}),
        ("GET", f"{ROOT}/status", 403, {"headers": {"Origin": "https://evil.example"}}),
        ("GET", f"{ROOT}/board?text=%00", 400, {}),
        ("POST", f"{ROOT}/articles/text", 413, {"content": b"x" * 20_000}),
        ("POST", f"{ROOT}/articles/text", 400, {"content": b"{", "headers": {"Content-Type": "application/json"}}),
        ("POST", f"{ROOT}/articles/files", 422, {"content": b"x"}),
    ],
)  # fmt: skip
def test_whatever_else_is_answered_has_its_headers(
    clients: dict[Role, list[Client]], method: str, address: str, status: int, more: dict[str, Any]
) -> None:
    answer = clients[Role.admin][1].http.request(method, address, **more)
    assert answer.status_code == status, answer.text
    check_headers(answer)


def test_a_fault_of_ours_has_its_headers_and_tells_nothing(
    clients: dict[Role, list[Client]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from depesche.desk.keeper import Keeper

    def fails(*_: object) -> None:
        raise RuntimeError("<b>secret</b>")

    monkeypatch.setattr(Keeper, "kept", fails)
    answer = clients[Role.admin][1].ask("GET", "/board")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "secret" not in answer.text
    check_headers(answer)


def test_what_a_session_sees_is_kept_by_no_one_else(clients: dict[Role, list[Client]]) -> None:
    for address in ("/session", "/status", "/board", "/users", "/jobs"):
        kept = clients[Role.admin][1].ask("GET", address).headers["cache-control"]
        assert kept in {"no-store", "private, no-cache"}, address


def test_a_desk_without_login_has_no_addresses_for_users(path: Path) -> None:
    with asking(path) as local:
        assert local.client.get(f"{ROOT}/users").status_code == 404
        assert f"{ROOT}/users" not in local.client.get(f"{ROOT}/openapi.json").json()["paths"]
