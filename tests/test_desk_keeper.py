"""Answers that are kept: made once for all who ask, old for a moment at most, and never so for whoever has written."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
from starlette.testclient import TestClient

from depesche.desk.app import create_app
from depesche.desk.keeper import LONGEST_LAG, Asker, Keeper, asker
from depesche.desk.settings import Settings
from depesche.errors import AnswerTookTooLong, UnknownEntry
from depesche.record import review
from depesche.record.database import within
from tests.desk_api import HOST, PATIENCE, ROOT, answering, asking, copied, filled
from tests.desk_api import Asker as AtTheDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 3600.0  # seconds: no lag ends in a test


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("keeper") / "krise.db")


@pytest.fixture
def keeper(record: Path, tmp_path: Path) -> Iterator[Keeper]:
    """A keeper of a record that was changed a moment ago: what changes from now on may take its time."""
    opened = Keeper.open(str(copied(record, tmp_path)), LONG)
    _reject(opened)
    yield opened
    opened.close()


def _reject(keeper: Keeper) -> None:
    with keeper.writing() as record:
        review.reject(record, [review.uncertain(record, limit=1)[0].id], who="vera")


def _shown(keeper: Keeper) -> None:
    """Wait until all that was written shows."""
    end = time.monotonic() + PATIENCE
    while keeper.shown != keeper.known and time.monotonic() < end:
        keeper.look(0)
        time.sleep(0.01)


def test_many_who_ask_at_once_are_answered_by_one_asking(keeper: Keeper) -> None:
    begun, asked = threading.Event(), []

    def make() -> str:
        asked.append(1)
        begun.wait(PATIENCE)
        return "the answer"

    with ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(keeper.kept, "question", make) for _ in range(6)]
        time.sleep(0.2)
        begun.set()
        assert [one.result(PATIENCE) for one in answers] == ["the answer"] * 6
    assert len(asked) == 1


def test_what_others_write_shows_after_the_lag_and_ones_own_at_once(keeper: Keeper) -> None:
    answers = iter(range(10))
    assert keeper.kept("question", lambda: next(answers)) == 0
    _reject(keeper)
    assert keeper.kept("question", lambda: next(answers)) == 0, "others may wait"
    token = asker.set(Asker(seen=keeper.known))
    assert keeper.kept("question", lambda: next(answers)) == 1, "whoever has written does not"
    asker.reset(token)
    assert keeper.kept("question", lambda: next(answers)) == 1, "nobody is shown less than is there"


def test_what_many_ask_is_made_anew_before_they_ask_and_nobody_waits(record: Path, tmp_path: Path) -> None:
    keeper = Keeper.open(str(copied(record, tmp_path)), 0.2)
    made: list[str] = []

    def make() -> int:
        made.append(threading.current_thread().name)
        return len(made)

    for _ in range(3):
        assert keeper.kept("asked by many", make) == 1
    keeper.kept("asked by one", lambda: made.append("one"))
    _reject(keeper)
    _shown(keeper)
    assert keeper.kept("asked by many", make) == 3
    assert made[1] == "one"
    assert made[2] != threading.current_thread().name
    keeper.close()


def _begun(record: Path, folder: Path) -> tuple[Keeper, threading.Event, list[str]]:
    """A keeper that has begun to make ten answers anew, and makes the first until it may go on; what was made."""
    keeper, go, made = Keeper.open(str(copied(record, folder)), 0.1), threading.Event(), list[str]()
    keys = [f"asked by many {number}" for number in range(10)]

    def make(key: str) -> Callable[[], str]:
        def answer() -> str:
            made.append(key)
            if len(made) > len(keys):
                go.wait(PATIENCE)
            return f"{key}: {made.count(key)}"

        return answer

    for key in keys:
        for _ in range(2):
            keeper.kept(key, make(key))
    _reject(keeper)
    _until(lambda: keeper.look(0) >= 0 and len(made) > len(keys))
    return keeper, go, made


def test_the_old_answer_goes_out_until_the_new_one_is_there(record: Path, tmp_path: Path) -> None:
    keeper, go, made = _begun(record, tmp_path)
    assert made[10:] == ["asked by many 0"], "it is being made"
    begin = time.monotonic()
    assert keeper.kept("asked by many 0", lambda: "made by whoever asks") == "asked by many 0: 1"
    assert time.monotonic() - begin < PATIENCE / 2, "nobody waits for it"
    go.set()
    _shown(keeper)
    assert keeper.kept("asked by many 0", lambda: "made by whoever asks") == "asked by many 0: 2"
    keeper.close()


def test_whoever_has_written_does_not_wait_for_what_is_made_for_others(record: Path, tmp_path: Path) -> None:
    keeper, go, _ = _begun(record, tmp_path)
    token = asker.set(Asker(seen=keeper.known))
    assert keeper.kept("asked by many 0", lambda: "made by herself") == "made by herself"
    asker.reset(token)
    go.set()
    _shown(keeper)
    assert keeper.kept("asked by many 0", lambda: "made again") == "made by herself", (
        "it is of the same state"
    )
    keeper.close()


def test_what_readers_ask_overtakes_what_is_made_anew(record: Path, tmp_path: Path) -> None:
    keeper, go, made = _begun(record, tmp_path)
    turns, slow = keeper._turns, threading.Event()

    def noted(key: str, go: threading.Event) -> Callable[[], bool]:
        def answer() -> bool:
            made.append(key)
            return go.wait(PATIENCE)

        return answer

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(keeper.kept, "slow", noted("slow", slow))]
        _until(lambda: "slow" in made)
        turns._left = -1  # one turn in all, which the slow one has
        go.set()
        _until(lambda: any(place.is_spare for place in turns._line))
        for key in ("new", "newer", "newest"):
            asked.append(pool.submit(keeper.kept, key, noted(key, go)))
            _until(lambda: len(turns._line) == len(asked))
        slow.set()
        for one in asked:
            one.result(PATIENCE)
    _shown(keeper)
    assert made[11:15] == ["slow", "new", "newer", "newest"], "in their order, before the nine others"
    assert made[15:] == [f"asked by many {number}" for number in range(1, 10)], "which come all the same"
    keeper.close()


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)


def test_the_lag_grows_with_the_time_that_making_anew_takes(record: Path, tmp_path: Path) -> None:
    keeper = Keeper.open(str(copied(record, tmp_path)), 0.2)
    assert keeper.lag == 0.2
    for _ in range(3):
        keeper.kept("takes long", lambda: time.sleep(0.1))
    _reject(keeper)
    _shown(keeper)
    assert 1.0 <= keeper.lag <= LONGEST_LAG, "a tenth of the time, not a half"
    keeper.kept("takes long", lambda: None)
    keeper.kept("takes long", lambda: None)
    _reject(keeper)
    keeper.look(0)
    assert keeper.shown != keeper.known, "what was written just now waits"
    keeper.close()


def test_what_is_there_waits_for_nothing_that_is_being_made(keeper: Keeper) -> None:
    assert keeper.kept("there", lambda: "at once") == "at once"
    begun, go = threading.Semaphore(0), threading.Event()

    def make() -> str:
        begun.release()
        go.wait(PATIENCE)
        return "made"

    with ThreadPoolExecutor(40) as pool:
        slow = [pool.submit(keeper.kept, number, make) for number in range(40)]
        assert begun.acquire(timeout=PATIENCE)
        assert keeper.kept("there", lambda: "anew") == "at once"
        time.sleep(0.2)
        assert not all(begun.acquire(blocking=False) for _ in range(39)), "few are made at once"
        go.set()
        assert [one.result(PATIENCE) for one in slow] == ["made"] * 40


def test_a_turn_that_does_not_come_in_time_is_one_clear_error(keeper: Keeper) -> None:
    go = threading.Event()

    def asked() -> str:
        within(0.2)
        return keeper.kept("late", lambda: "too late")

    with ThreadPoolExecutor(41) as pool:
        slow = [pool.submit(keeper.kept, number, lambda: go.wait(PATIENCE)) for number in range(40)]
        time.sleep(0.2)
        with pytest.raises(AnswerTookTooLong):
            pool.submit(asked).result(PATIENCE)
        go.set()
        assert all(one.result(PATIENCE) for one in slow)
    assert keeper.kept("late", lambda: "later") == "later"


def test_a_state_that_nobody_has_made_is_not_waited_for(keeper: Keeper) -> None:
    answers = iter(range(10))
    token = asker.set(Asker(seen=10**17))
    assert keeper.kept("question", lambda: next(answers)) == 0
    assert keeper.kept("question", lambda: next(answers)) == 0
    asker.reset(token)


def test_what_fails_is_not_kept(keeper: Keeper) -> None:
    def fail() -> str:
        raise UnknownEntry("there is none")

    with pytest.raises(UnknownEntry):
        keeper.kept("question", fail)
    assert keeper.kept("question", lambda: "there is one") == "there is one"


def test_a_reviewer_sees_her_own_decision_at_once_in_every_answer(record: Path, tmp_path: Path) -> None:
    with asking(copied(record, tmp_path), lag=LONG) as vera:
        others = AtTheDesk(TestClient(vera.client.app, base_url=HOST))
        for _ in range(2):
            before = [one.get("/status")["unreviewed"] for one in (vera, others)]
            act = vera.get("/review", limit=1)["items"][0]["act"]["id"]
            vera.decide("confirm", ids=[act])
            assert vera.get("/status")["unreviewed"] == before[0] - 1
        assert [name for name in vera.client.cookies if name.startswith("depesche-seen")]
        assert others.get("/status")["unreviewed"] == vera.get("/status")["unreviewed"], "it is made already"


def test_nothing_of_the_old_is_confirmed_as_unchanged(record: Path, tmp_path: Path) -> None:
    """A tag says no more than the answer holds: once the lag is over, it is another one."""
    with asking(copied(record, tmp_path), lag=LONG) as vera:
        keeper = vera.client.app.state.desk.keeper  # type: ignore[attr-defined]
        _reject(keeper)
        client = TestClient(vera.client.app, base_url=HOST)
        old = client.get(f"{ROOT}/status")
        _reject(keeper)
        tag = {"If-None-Match": old.headers["etag"]}
        assert client.get(f"{ROOT}/status", headers=tag).status_code == 304
        keeper._lag = 0.0  # it is over
        new = client.get(f"{ROOT}/status", headers=tag)
        assert new.status_code == 200
        assert new.json()["decisions"] == old.json()["decisions"] + 1


def test_kept_answers_come_packed_to_those_who_take_it(record: Path) -> None:
    with asking(record) as someone:
        plain = someone.client.get(f"{ROOT}/timeline", headers={"Accept-Encoding": "identity"})
        packed = someone.client.get(f"{ROOT}/timeline", headers={"Accept-Encoding": "gzip"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.json() == plain.json()
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_an_answer_that_takes_too_long_is_one_clear_error(record: Path) -> None:
    app = create_app(Settings(record=str(record), longest_answer=1e-6))
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        for path in ("/board", "/timeline", "/review", "/articles", "/search?q=Hafen"):
            answer = client.get(f"{ROOT}{path}")
            assert answer.status_code == 503, path
            assert answer.json()["error"]["code"] == "took_too_long"
            assert answer.headers["retry-after"]


def test_listeners_are_told_to_ask_anew_when_the_answers_are_new(record: Path, tmp_path: Path) -> None:
    path = copied(record, tmp_path)
    with answering(path, lag=1.5) as address, httpx2.Client(base_url=address, timeout=PATIENCE) as client:
        headers = {"X-CSRF-Token": client.get(f"{ROOT}/session").json()["csrf"]}
        acts = [one["act"]["id"] for one in client.get(f"{ROOT}/review?limit=4").json()["items"]]
        with client.stream("GET", f"{ROOT}/events") as stream:
            lines = stream.iter_lines()
            next(line for line in lines if line == "event: hello")
            for act in acts:
                answer = httpx2.post(
                    f"{address}{ROOT}/decisions/confirm",
                    json={"ids": [act]},
                    headers=headers,
                    timeout=PATIENCE,
                )
                assert answer.status_code == 201
            told: list[str] = []
            begin = time.monotonic()
            while not _complete(told) and time.monotonic() < begin + PATIENCE:
                line = next(lines)
                if line.startswith("event: "):
                    told.append(line.removeprefix("event: "))
        assert _complete(told), "the last decision is told of too, when answers show it"
        assert client.get(f"{ROOT}/status").json()["decisions"] == 4


def _complete(told: list[str]) -> bool:
    return told.count("decision") == 4 and told[-1] == "changed"


def test_the_file_is_looked_at_where_the_system_keeps_it(keeper: Keeper) -> None:
    with keeper.record.connect() as connection:
        assert (
            connection.exec_driver_sql("PRAGMA mmap_size").scalar_one()
            >= Path(keeper.record.place).stat().st_size
        )
