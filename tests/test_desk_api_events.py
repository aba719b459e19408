"""What changes is told to all who listen, whoever changes it; over a real connection."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx2
import pytest

from depesche.desk.feed import Feed, Told
from depesche.record import review
from depesche.record.questions.changes import decisions_after
from depesche.record.record import Record
from tests.desk_api import PATIENCE, ROOT, answering, copied, filled, reading
from tests.krise import krise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from depesche.record.types import Decision


class Event(NamedTuple):
    """One event of the stream."""

    id: str
    name: str
    data: Any


class Served:
    """A desk that answers on a port of its own."""

    def __init__(self, address: str) -> None:
        self.client = httpx2.Client(base_url=address, timeout=PATIENCE)
        self.headers = {"X-CSRF-Token": self.client.get(f"{ROOT}/session").json()["csrf"]}

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """What a change answers."""
        answer = self.client.post(f"{ROOT}{path}", json=body, headers=self.headers)
        assert answer.is_success, answer.text
        return answer.json()

    @contextmanager
    def listening(self, **headers: str) -> Iterator[Iterator[Event]]:
        """The events of the stream as they come."""
        with self.client.stream("GET", f"{ROOT}/events", headers=headers) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert "content-encoding" not in answer.headers
            yield _events(answer.iter_lines())


def _events(lines: Iterator[str]) -> Iterator[Event]:
    fields: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value
        elif fields:
            yield Event(fields["id"], fields["event"], json.loads(fields["data"]))
            fields = {}


def until(events: Iterator[Event], name: str) -> Event:
    """The next event of this name."""
    return next(event for event in events if event.name == name)


@contextmanager
def serving(path: Path) -> Iterator[Served]:
    """A desk that answers, and somebody who asks it."""
    with answering(path) as address:
        served = Served(address)
        try:
            yield served
        finally:
            served.client.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return copied(whole, tmp_path)


def test_a_stream_begins_with_where_the_record_stands(path: Path) -> None:
    with serving(path) as desk, desk.listening() as events:
        hello = next(events)
        assert hello.name == "hello"
        assert hello.data == {"writes": hello.data["writes"], "decision": 0, "articles": len(krise())}


def test_two_reviewers_and_another_process_see_what_each_decides(path: Path) -> None:
    with serving(path) as desk, desk.listening() as one, desk.listening() as other:
        acts = [act["id"] for act in desk.client.get(f"{ROOT}/acts").json()["items"][:2]]
        mine = desk.post("/decisions/confirm", {"ids": acts[:1]})["decision"]
        for events in (one, other):
            assert until(events, "decision").data == mine
            assert until(events, "changed").data["decision"] == 1
        with Record.open(path) as record:
            review.reject(record, acts[1:], who="jan", whole=False)
        for events in (one, other):
            told = until(events, "decision").data
            assert (told["who"], told["action"], told["subjects"]) == ("jan", "reject", acts[1:])


def test_an_article_and_every_step_of_its_job_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading(monkeypatch)
    with serving(path) as desk, desk.listening() as events:
        job = desk.post("/articles/text", {"text": "Ein neuer Satz über den Damm.", "title": "Neu"})
        seen: list[Event] = []
        while not (seen and seen[-1].name == "job" and seen[-1].data["state"] == "done"):
            seen.append(next(events))
        if "article" not in {event.name for event in seen}:
            seen.append(until(events, "article"))
        (article,) = [event.data for event in seen if event.name == "article"]
        steps = [event.data for event in seen if event.name == "job"]
        assert article["title"] == "Neu"
        assert {step["id"] for step in steps} == {job["id"]}
        assert [step["state"] for step in steps][::2] == ["running", "done"]
        assert steps[-1]["found"][0]["article"] == article["article"]


def test_who_comes_back_hears_what_was_missed(path: Path) -> None:
    with serving(path) as desk:
        acts = [act["id"] for act in desk.client.get(f"{ROOT}/acts").json()["items"][:3]]
        with desk.listening() as events:
            last = next(events).id
        for act in acts:
            desk.post("/decisions/confirm", {"ids": [act]})
        with desk.listening(**{"Last-Event-ID": last}) as events:
            numbers = [until(events, "decision").data["number"] for _ in acts]
            assert numbers == [1, 2, 3]
            told = [until(events, "changed").data["decision"]]
            while told[-1] < len(acts):  # one that was told while they were still being taken
                told.append(until(events, "changed").data["decision"])
            assert told == sorted(set(told))
        with desk.listening(**{"Last-Event-ID": "999999.5"}) as events:
            assert [next(events).name, next(events).name] == ["hello", "reset"]


def test_listeners_are_let_go_when_the_server_stops(path: Path) -> None:
    gone = threading.Event()

    def listen(desk: Served, ready: threading.Event) -> None:
        address = desk.client.base_url.join(f"{ROOT}/events")
        with httpx2.Client(timeout=PATIENCE) as client, client.stream("GET", address) as answer:
            lines = answer.iter_lines()
            next(lines)
            ready.set()
            for _ in lines:
                pass
        gone.set()

    with serving(path) as desk:
        ready = threading.Event()
        thread = threading.Thread(target=listen, args=(desk, ready))
        thread.start()
        assert ready.wait(PATIENCE)
    assert gone.wait(PATIENCE)
    thread.join()


def test_what_is_told_while_the_missed_is_looked_up_comes_behind_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(path) as record:
        with record.connect() as connection:
            acts = connection.exec_driver_sql("SELECT id FROM act ORDER BY id LIMIT 2").scalars().all()
        for act in acts:
            review.confirm(record, [act], who="vera", whole=False)
        told = asyncio.run(_told_to_one_who_comes_back(record, monkeypatch))
    assert [(one.event, json.loads(one.data).get("number")) for one in told] == [
        ("hello", None),
        ("decision", 1),
        ("decision", 2),
        ("changed", None),
        ("decision", 3),
    ]


async def _told_to_one_who_comes_back(record: Record, monkeypatch: pytest.MonkeyPatch) -> list[Told]:
    loop, listening = asyncio.get_running_loop(), Feed(record, 60, lambda writes: writes)

    def slowly(of: Record, number: int) -> tuple[Decision, ...]:
        asyncio.run_coroutine_threadsafe(tell(), loop).result()
        return decisions_after(of, number)

    async def tell() -> None:
        listening._send("decision", '{"number": 3}')

    monkeypatch.setattr("depesche.desk.feed.decisions_after", slowly)
    async with listening.listening("0.0") as queue:
        return [one for _ in range(5) if (one := await asyncio.wait_for(queue.get(), PATIENCE))]
