"""Who may come in: logging in and out, sessions and their cookies, what a change must carry, tokens, and waiting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from depesche.desk.app import create_app
from depesche.desk.security.attempts import Attempts, network_of
from depesche.desk.security.gate import MOST_OF_ADDRESS, MOST_OF_USER, SPAN
from depesche.desk.security.hosts import is_foreign
from depesche.desk.security.opening import gate_for, warning_for
from depesche.desk.security.sessions import IDLE, LONGEST
from depesche.desk.settings import Settings
from depesche.errors import NoUsers
from tests.desk_api import HOST, ROOT, asking, filled
from tests.desk_users import PASSWORD, WRONG, Clock, cheap_users, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk_api import Asker
    from tests.desk_users import Guarded

NOTE = "/decisions/confirm"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture(scope="module")
def opened(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded(path, tmp_path_factory.mktemp("users")) as desk:
        yield desk


@pytest.fixture
def desk(opened: Guarded) -> Guarded:
    opened.reset()
    return opened


@pytest.fixture(scope="module")
def local(path: Path) -> Iterator[Asker]:
    """A desk of this machine alone."""
    with asking(path) as asker:
        yield asker


# Logging in


def test_whoever_has_not_logged_in_sees_nothing(desk: Guarded) -> None:
    client = desk.client()
    session = client.ask("GET", "/session").json()
    assert session["user"] is None
    assert session["login_needed"]
    assert session["csrf"] == session["record"] == ""
    for method, address in (("GET", "/status"), ("GET", "/nowhere"), ("POST", NOTE), ("DELETE", "/jobs/j1")):
        answer = client.ask(method, address)
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "login_needed"


def test_a_login_lets_in_until_the_logout(desk: Guarded) -> None:
    client = desk.client()
    answer = client.log_in("vera")
    assert answer.status_code == 200
    assert answer.json()["user"] == {"name": "vera", "role": "reviewer"}
    assert answer.json()["csrf"] == client.ask("GET", "/session").json()["csrf"] != ""
    assert client.ask("GET", "/status").status_code == 200
    kept = dict(client.http.cookies)
    gone = client.ask("DELETE", "/session")
    assert gone.status_code == 204
    assert not client.http.cookies
    again = desk.client()
    again.http.cookies.update(kept)
    assert again.ask("GET", "/status").status_code == 401


def test_names_are_found_whatever_their_capitals(desk: Guarded) -> None:
    assert desk.client().log_in("VERA").json()["user"]["name"] == "vera"


@pytest.mark.parametrize(("name", "password"), [("vera", WRONG), ("nobody", PASSWORD), ("nobody", WRONG)])
def test_a_wrong_login_does_not_say_what_is_wrong(desk: Guarded, name: str, password: str) -> None:
    answer = desk.client().log_in(name, password)
    assert answer.status_code == 401
    assert answer.json()["error"] == {
        "code": "wrong_login",
        "message": "name and password do not go together",
        "hint": None,
        "field": None,
    }
    assert "set-cookie" not in answer.headers


def test_an_unknown_user_costs_as_much_work_as_a_wrong_password(
    desk: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = []
    hasher = desk.users.passwords._hasher
    verify = type(hasher).verify

    def noted(self: object, kept: str, password: str) -> bool:
        checked.append(kept)
        return verify(hasher, kept, password)

    monkeypatch.setattr(type(hasher), "verify", noted)
    for name in ("vera", "nobody"):
        desk.client().log_in(name, WRONG)
    known, unknown = (kept.rpartition("$")[0].rpartition("$")[0] for kept in checked)
    assert known == unknown  # the same parameters: as much time and memory


def test_a_new_login_gives_a_new_session_and_ends_the_old_one(desk: Guarded) -> None:
    client = desk.client()
    client.log_in("vera")
    before = dict(client.http.cookies)
    client.log_in("vera")
    assert dict(client.http.cookies) != before
    old = desk.client()
    old.http.cookies.update(before)
    assert old.ask("GET", "/status").status_code == 401


def test_a_made_up_cookie_opens_nothing(desk: Guarded) -> None:
    client = desk.client()
    client.http.cookies.set("depesche-8765", "guessed")
    assert client.ask("GET", "/status").status_code == 401


# Waiting after too many attempts


def test_a_user_is_locked_after_many_wrong_logins_from_anywhere(desk: Guarded) -> None:
    for number in range(MOST_OF_USER):
        assert desk.client(f"198.51.100.{number}").log_in("vera", WRONG).status_code == 401
    locked = desk.client("203.0.113.1").log_in("vera")
    assert locked.status_code == 429
    assert locked.json()["error"]["code"] == "too_many"
    assert 0 < int(locked.headers["retry-after"]) <= SPAN
    assert desk.client("203.0.113.1").log_in("anna").status_code == 200
    desk.clock.time += int(locked.headers["retry-after"])
    assert desk.client().log_in("vera").status_code == 200


def test_unknown_users_are_locked_like_known_ones(desk: Guarded) -> None:
    answers = [
        desk.client(f"198.51.100.{one}").log_in("nobody").status_code for one in range(MOST_OF_USER + 1)
    ]
    assert answers == [401] * MOST_OF_USER + [429]


def test_an_address_is_locked_after_many_names(desk: Guarded) -> None:
    for number in range(MOST_OF_ADDRESS):
        assert desk.client("203.0.113.9").log_in(f"user{number}", WRONG).status_code == 401
    assert desk.client("203.0.113.9").log_in("vera").status_code == 429
    assert desk.client("203.0.113.10").log_in("vera").status_code == 200


def test_who_is_in_stays_in_while_the_name_is_locked(desk: Guarded) -> None:
    inside = desk.log_in("vera")
    for _ in range(MOST_OF_USER + 1):
        desk.client().log_in("vera", WRONG)
    assert inside.ask("GET", "/status").status_code == 200
    assert desk.with_token("vera").ask("GET", "/status").status_code == 200


def test_a_right_login_takes_the_attempts_back(desk: Guarded) -> None:
    for _ in range(3):
        for _ in range(MOST_OF_USER - 1):
            desk.client().log_in("vera", WRONG)
        assert desk.client().log_in("vera").status_code == 200


def test_attempts_are_counted_within_a_span_and_forgotten() -> None:
    clock = Clock(0)
    attempts = Attempts(2, 10, clock)
    assert [attempts.take("a"), attempts.take("a"), attempts.take("a"), attempts.take("b")] == [0, 0, 10, 0]
    clock.time = 4
    assert attempts.take("a") == 6
    clock.time = 10
    assert attempts.take("a") == 0
    attempts.forgive("a")
    attempts.forget("b")
    assert attempts.take("a") == attempts.take("a") == 0


def test_one_household_is_one_address() -> None:
    assert (
        network_of("2001:db8:1:2::5") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::5")
    )
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("testclient") == "testclient"


# Cookies and sessions


def parts_of(cookie: str) -> set[str]:
    return {part.strip().casefold() for part in cookie.split(";")[1:]}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Guarded) -> None:
    cookie = desk.client().log_in("vera").headers["set-cookie"]
    assert cookie.startswith("depesche-8765=")
    assert parts_of(cookie) == {"httponly", "samesite=strict", "path=/", f"max-age={LONGEST:.0f}"}


def test_behind_https_the_cookie_never_goes_without(path: Path, tmp_path: Path) -> None:
    with guarded(path, tmp_path, "https://desk.example", public_address="https://desk.example") as desk:
        client = desk.client()
        answer = client.log_in("vera")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-depesche-8765=")
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= parts_of(cookie)
        assert not [part for part in parts_of(cookie) if part.startswith("domain")]
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert client.ask("GET", "/status").status_code == 200
        assert client.ask("DELETE", "/session").status_code == 204


def test_the_file_of_users_holds_no_secret_as_it_is(desk: Guarded) -> None:
    client = desk.log_in("vera")
    token = desk.users.add_token("vera").secret
    (cookie,) = client.http.cookies.values()
    desk.users.store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    content = desk.users.store.path.read_bytes()
    assert b"vera" in content
    for secret in (PASSWORD, cookie, token, token.partition("_")[2]):
        assert secret.encode() not in content


def test_an_idle_session_ends(desk: Guarded) -> None:
    client = desk.log_in("vera")
    for _ in range(3):
        desk.clock.time += IDLE - 1
        assert client.ask("GET", "/status").status_code == 200
    desk.clock.time += IDLE + 1
    assert client.ask("GET", "/status").status_code == 401


def test_a_session_ends_however_busy_it_is(desk: Guarded) -> None:
    client = desk.log_in("vera")
    for _ in range(int(LONGEST / IDLE) * 2 - 1):
        desk.clock.time += IDLE / 2
        assert client.ask("GET", "/status").status_code == 200
    desk.clock.time += IDLE / 2
    assert client.ask("GET", "/status").status_code == 401


def test_sessions_and_tokens_end_with_their_user_and_roles_hold_at_once(desk: Guarded) -> None:
    browser, program = desk.log_in("vera"), desk.with_token("vera")
    desk.users.set_role("vera", "reader")
    for client in (browser, program):
        assert client.ask("POST", NOTE, json={"ids": ["x"]}).status_code == 403
    desk.users.remove("vera")
    for client in (browser, program):
        assert client.ask("GET", "/status").status_code == 401


def test_a_new_password_ends_all_sessions(desk: Guarded) -> None:
    browser = desk.log_in("vera")
    desk.users.set_password("vera", "ganz andere worte hier")
    assert browser.ask("GET", "/status").status_code == 401
    assert desk.client().log_in("vera").status_code == 401
    assert desk.client().log_in("vera", "ganz andere worte hier").status_code == 200


def test_listening_ends_with_the_session(desk: Guarded) -> None:
    import asyncio

    from depesche.desk.routes.events import _stream

    async def listened() -> list[str]:
        here = iter([True, False, False])

        async def is_here() -> bool:
            return next(here)

        feed = desk.app.state.desk.feed
        stream = _stream(feed, None, is_here)
        told = [await anext(stream)]
        feed._send("changed", "secret")
        told += [one async for one in stream]
        return told

    (hello,) = asyncio.run(listened())
    assert "secret" not in hello


# What a change must carry


@pytest.mark.parametrize("token", ["", "wrong", "ÄÖ"])
def test_a_change_without_the_token_of_its_session_is_refused(desk: Guarded, token: str) -> None:
    client = desk.log_in("vera")
    other = desk.log_in("vera")
    for given in (token.encode(), other.csrf.encode()):
        answer = client.ask("POST", NOTE, json={"ids": ["x"]}, headers={"X-CSRF-Token": given})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")
    assert client.ask("POST", NOTE, json={"ids": ["nichts"]}).status_code == 404


def test_every_method_that_changes_something_needs_the_token(desk: Guarded) -> None:
    client = desk.log_in("anna")
    for path, methods in desk.app.openapi()["paths"].items():
        for method in methods:
            if method.upper() in {"GET", "HEAD"} or (method, path) == ("post", f"{ROOT}/session"):
                continue
            address = re.sub(r"\{\w+\}", "x", path).removeprefix(ROOT)
            answer = client.ask(method.upper(), address, json={}, headers={"X-CSRF-Token": ""})
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf"), address
    assert client.ask("GET", "/status").status_code == 200


def test_a_desk_of_this_machine_needs_the_token_too(local: Asker) -> None:
    answer = local.client.post(f"{ROOT}{NOTE}", json={"ids": ["nichts"]})
    assert answer.json()["error"]["code"] == "csrf"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_pages_of_other_sites_get_nothing(local: Asker, desk: Guarded, headers: dict[str, str]) -> None:
    admin = desk.log_in("anna")
    for client, csrf in ((admin.http, admin.csrf), (local.client, local.headers["X-CSRF-Token"])):
        for method in ("GET", "POST"):
            given = {"X-CSRF-Token": csrf, **headers}
            answer = client.request(method, f"{ROOT}/session", headers=given, json={})
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")
            assert "access-control-allow-origin" not in answer.headers


def test_another_site_cannot_log_somebody_in(desk: Guarded) -> None:
    client = desk.client()
    login = {"name": "vera", "password": PASSWORD}
    answer = client.http.post(f"{ROOT}/session", json=login, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not client.http.cookies


@pytest.mark.parametrize(
    ("headers", "public", "foreign"),
    [
        ({}, None, False),
        ({"host": "desk:1", "origin": "http://desk:1"}, None, False),
        ({"host": "desk:1", "origin": "http://DESK:1", "sec-fetch-site": "same-origin"}, None, False),
        ({"host": "10.0.0.1:8765", "origin": "https://desk.example"}, "https://desk.example", False),
        ({"host": "desk.example", "origin": "http://desk.example"}, "https://desk.example", True),
        ({"host": "desk.example", "origin": "https://desk.example.evil"}, "https://desk.example", True),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, None, False),
        (
            {"origin": "https://evil", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
            None,
            True,
        ),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, None, True),
    ],
)
def test_what_counts_as_another_site(headers: dict[str, str], public: str | None, foreign: bool) -> None:
    assert is_foreign(headers, public) is foreign


# Tokens for programs


def test_a_token_needs_no_cookie_and_no_csrf(desk: Guarded) -> None:
    program = desk.with_token("vera")
    assert program.ask("GET", "/session").json()["user"] == {"name": "vera", "role": "reviewer"}
    act = program.ask("GET", "/acts").json()["items"][0]["id"]
    decided = program.http.post(f"{ROOT}{NOTE}", json={"ids": [act]})
    assert decided.status_code == 201
    assert decided.json()["decision"]["who"] == "vera"
    assert desk.client().ask("GET", "/decisions").status_code == 401


@pytest.mark.parametrize("value", ["Bearer nonsense", "Bearer ", "Bearer", "Basic dmVyYTp4", "", "Bearer ÿÿ"])
def test_a_wrong_token_is_refused_even_beside_a_good_cookie(desk: Guarded, value: str) -> None:
    client = desk.log_in("vera")
    answer = client.ask("GET", "/status", headers={"Authorization": value.encode("latin-1")})
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "login_needed")


def test_a_token_ends_when_its_days_are_over_or_it_is_revoked(desk: Guarded) -> None:
    program = desk.with_token("vera")
    desk.clock.time += 364 * 86_400
    assert program.ask("GET", "/status").status_code == 200
    desk.clock.time += 2 * 86_400
    assert program.ask("GET", "/status").status_code == 401
    program = desk.with_token("vera")
    assert desk.users.revoke("vera") == 1
    assert program.ask("GET", "/status").status_code == 401


# Users looked after over the interface


def test_an_admin_looks_after_users(desk: Guarded) -> None:
    admin = desk.log_in("anna")
    jan = {"name": "Jan", "role": "reader", "password": PASSWORD}
    made = admin.ask("POST", "/users", json=jan)
    assert made.status_code == 201
    assert (made.json()["name"], made.json()["role"], made.json()["last_login"]) == ("Jan", "reader", None)
    assert admin.ask("POST", "/users", json=jan).json()["error"]["code"] == "invalid_user"
    weak = admin.ask("POST", "/users", json={**jan, "name": "mia", "password": "kurz"})
    assert (weak.status_code, weak.json()["error"]["code"]) == (422, "invalid_user")
    browser = desk.log_in("jan")
    change = {"role": "reviewer", "password": "ganz andere worte hier"}
    assert admin.ask("PATCH", "/users/jan", json=change).json()["role"] == "reviewer"
    assert browser.ask("GET", "/status").status_code == 401
    assert desk.client().log_in("jan", change["password"]).json()["user"]["role"] == "reviewer"
    listed = admin.ask("GET", "/users").json()
    assert [(one["name"], one["sessions"]) for one in listed["items"]] == [
        ("anna", 1),
        ("Jan", 1),
        ("rita", 0),
        ("vera", 0),
    ]
    assert "argon2" not in str(listed)
    token = admin.ask("POST", "/users/jan/tokens", json={"days": 7})
    assert token.status_code == 201
    program = desk.client()
    program.http.headers["Authorization"] = f"Bearer {token.json()['token']}"
    assert program.ask("GET", "/session").json()["user"]["name"] == "Jan"
    assert admin.ask("POST", "/users/jan/revoke").json() == {"ended": 2}
    assert program.ask("GET", "/status").status_code == 401
    assert admin.ask("DELETE", "/users/jan").status_code == 204
    assert admin.ask("DELETE", "/users/jan").status_code == 404


def test_there_is_always_an_admin_left(desk: Guarded) -> None:
    admin = desk.log_in("anna")
    for method, body in (("DELETE", None), ("PATCH", {"role": "reader"})):
        answer = admin.ask(method, "/users/ANNA", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_user")
    assert admin.ask("PATCH", "/users/anna", json={"role": "admin"}).status_code == 200


def test_everybody_may_change_their_own_password_and_no_guessing(desk: Guarded) -> None:
    client = desk.log_in("rita")
    new = "ganz andere worte hier"
    wrong = client.ask("POST", "/session/password", json={"old": WRONG, "new": new})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "wrong_login")
    assert client.ask("POST", "/session/password", json={"old": PASSWORD, "new": "kurz"}).status_code == 422
    program = desk.with_token("rita")
    body = {"old": PASSWORD, "new": new}
    assert program.ask("POST", "/session/password", json=body).status_code == 403
    assert client.ask("POST", "/session/password", json=body).status_code == 204
    assert client.ask("GET", "/status").status_code == 401
    client = desk.client()
    assert client.log_in("rita", new).status_code == 200
    for _ in range(MOST_OF_USER):
        client.ask("POST", "/session/password", json={"old": WRONG, "new": PASSWORD})
    assert client.ask("POST", "/session/password", json={"old": new, "new": PASSWORD}).status_code == 429


# Names of the machine, and what lies between


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[", "", "8.8.8.8"]
)
def test_another_host_name_is_refused(local: Asker, desk: Guarded, host: str) -> None:
    for client in (local.client, desk.client().http):
        for address in ("/", "/board", f"{ROOT}/session"):
            answer = client.get(address, headers={"Host": host})
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_host")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765", "desk.example."]
)
def test_its_own_names_are_answered(path: Path, tmp_path: Path, host: str) -> None:
    with guarded(path, tmp_path, allowed_hosts=("Desk.example",)) as desk:
        assert desk.client().http.get(f"{ROOT}/session", headers={"Host": host}).status_code == 200


def test_a_desk_for_all_addresses_answers_to_numbers_and_no_foreign_name(path: Path, tmp_path: Path) -> None:
    with guarded(path, tmp_path, host="0.0.0.0") as desk:
        get = desk.client().http.get
        assert get(f"{ROOT}/session", headers={"Host": "192.0.2.7:8765"}).status_code == 200
        assert get(f"{ROOT}/session", headers={"Host": "rebound.example"}).status_code == 400


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host"])
def test_a_desk_without_login_does_not_answer_through_a_proxy(local: Asker, name: str) -> None:
    answer = local.client.get(f"{ROOT}/status", headers={name: "203.0.113.1"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


# When a login is needed


@pytest.mark.parametrize(
    ("settings", "needed"),
    [
        ({}, False),
        ({"host": "localhost"}, False),
        ({"host": "::1"}, False),
        ({"login": True}, True),
        ({"host": "0.0.0.0"}, True),
        ({"host": "::"}, True),
        ({"host": ""}, True),
        ({"host": "192.168.1.5"}, True),
        ({"host": "desk.example"}, True),
        ({"public_address": "https://desk.example"}, True),
        ({"proxy": "127.0.0.1"}, True),
        ({"allowed_hosts": ("desk.example",)}, True),
    ],
)
def test_whoever_could_be_reached_by_others_asks_for_a_login(
    tmp_path: Path, settings: dict[str, object], needed: bool
) -> None:
    wanted = Settings(record=str(tmp_path / "krise.db"), **settings)  # type: ignore[arg-type]
    assert wanted.login_needed is needed
    if needed:
        with pytest.raises(NoUsers, match="depesche users add NAME --role admin --record"):
            gate_for(wanted)
    else:
        assert not gate_for(wanted).login_needed


def test_the_app_itself_does_not_open_to_others_without_users(path: Path) -> None:
    with pytest.raises(NoUsers):
        create_app(Settings(record=str(path), host="0.0.0.0"))


def test_the_users_beside_a_record_are_those_of_its_desk(path: Path, tmp_path: Path) -> None:
    import shutil

    from depesche.desk.security.store import beside
    from tests.desk_api import copied

    record = copied(path, tmp_path)
    cheap_users(tmp_path).close()
    shutil.move(tmp_path / "desk.users", beside(str(record)))
    app = create_app(Settings(record=str(record), host="0.0.0.0"))
    with TestClient(app, base_url=HOST) as client:
        assert client.get(f"{ROOT}/status").status_code == 401
        login = client.post(f"{ROOT}/session", json={"name": "rita", "password": PASSWORD})
        assert login.json()["user"] == {"name": "rita", "role": "reader"}


def test_only_a_proxy_that_was_named_is_believed() -> None:
    outside: dict[str, Any] = {"public_address": "https://desk.example"}
    assert Settings(record="x").trusted_proxy is None
    assert Settings(record="x", host="0.0.0.0").trusted_proxy is None
    assert Settings(record="x", host="0.0.0.0", **outside).trusted_proxy is None
    assert Settings(record="x", **outside).trusted_proxy == "127.0.0.1,::1"
    assert Settings(record="x", host="0.0.0.0", proxy="10.0.0.2", **outside).trusted_proxy == "10.0.0.2"


def test_whoever_serves_without_https_is_told_so() -> None:
    assert warning_for(Settings(record="x")) is None
    assert warning_for(Settings(record="x", host="0.0.0.0", public_address="https://desk.example")) is None
    assert "unencrypted" in (warning_for(Settings(record="x", host="0.0.0.0")) or "")
