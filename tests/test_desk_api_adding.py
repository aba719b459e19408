"""Articles that come in at the desk: as text, as files, from an address; job by job, with what went wrong."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from depesche import languages
from depesche.desk import adding
from depesche.errors import UnreadableInput
from depesche.reading import reader
from depesche.reading.types import Article, Reading
from depesche.record.record import Record
from tests.desk_api import ROOT, Asker, asking, reading
from tests.krise import FOLDER, krise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "leer.db"
    Record.open(place).close()
    return place


@pytest.fixture
def desk(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    reading(monkeypatch)
    with asking(path, largest_body=300_000, largest_upload=400_000, most_files=40) as asker:
        yield asker


def send(desk: Asker, files: Iterable[tuple[str, bytes]], expected: int = 202, **form: str) -> Any:
    parts = [("files", (name, content)) for name, content in files]
    answer = desk.client.post(f"{ROOT}/articles/files", files=parts, data=form, headers=desk.headers)
    assert answer.status_code == expected, answer.text[:500]
    return answer.json()


def test_a_text_is_read_and_added_and_the_second_time_known(desk: Asker) -> None:
    text = FILES[0].read_text(encoding="utf-8")
    job = desk.post(
        "/articles/text", {"text": text, "title": "Von Hand", "url": "https://bote.example/1"}, 202
    )
    assert (job["kind"], job["total"]) == ("add", 1)
    done = desk.ended(job)
    assert (done["state"], done["done"], done["errors"]) == ("done", 1, [])
    (found,) = done["found"]
    assert found["outcome"] == "new"
    assert found["acts"] == len(krise()[0].acts)
    article = desk.get(f"/articles/{found['article']}")
    assert (article["text"], article["published"]) == (text, "2024-02-01")
    again = desk.ended(desk.post("/articles/text", {"text": text}, 202))
    assert [one["outcome"] for one in again["found"]] == ["known"]
    assert [one["id"] for one in desk.get("/jobs")["items"]] == [again["id"], done["id"]]


def test_what_is_said_of_a_text_goes_before_what_it_says_itself(desk: Asker) -> None:
    body = {"text": "Ein kurzer Satz über den Damm.", "title": "Kopf", "published": "5.3.2024"}
    job = desk.ended(desk.post("/articles/text", {**body, "url": "https://bote.example/2"}, 202))
    article = desk.get(f"/articles/{job['found'][0]['article']}")
    assert (article["title"], article["published"], article["url"]) == (
        "Kopf",
        "2024-03-05",
        "https://bote.example/2",
    )
    assert article["source"] == "bote.example"


def test_files_are_added_with_what_went_wrong_beside_them(desk: Asker) -> None:
    files = [(file.name, file.read_bytes()) for file in FILES]
    files.insert(2, ("leer.txt", b"  \n"))
    files.insert(5, ("bild.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
    job = desk.ended(send(desk, files))
    assert (job["state"], job["total"], job["done"]) == ("done", len(files), len(files))
    assert len(job["found"]) == len(FILES)
    assert {one["source"]: one["code"] for one in job["errors"]} == {
        "leer.txt": "no_text",
        "bild.txt": "unreadable",
    }
    assert all("/" not in one["message"] for one in job["errors"])
    status = desk.get("/status")
    assert status["articles"] == len(krise())
    assert status["acts"] == sum(len(one.acts) for one in krise())


def test_lines_of_articles_and_hostile_names_are_taken(desk: Asker, tmp_path: Path) -> None:
    lines = b'{"id":"a","text":"Der Damm ist dicht."}\n{"id":"b"}\n{"id":"c","text":"Der Damm ist offen."}\n'
    job = desk.ended(
        send(desk, [("../../../zeilen.jsonl", lines), ("..\\..\\.txt", b"Ein Text ohne Namen.")])
    )
    assert [one["source"] for one in job["found"]] == ["a", "c", "txt"]
    assert [one["code"] for one in job["errors"]] == ["invalid_article"]
    assert not list(tmp_path.parent.rglob("zeilen.jsonl"))


def test_an_address_is_fetched_by_the_job(desk: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    def articles(inputs: list[str], **_given: object) -> Iterator[Article | UnreadableInput]:
        for one in inputs:
            if "weg" in one:
                yield UnreadableInput("the address answers 404", source=one)
            else:
                yield Article("Der Damm ist dicht.", "damm", url=one)

    monkeypatch.setattr(adding, "articles", articles)
    done = desk.ended(desk.post("/articles/address", {"url": "https://bote.example/damm"}, 202))
    assert desk.get(f"/articles/{done['found'][0]['article']}")["url"] == "https://bote.example/damm"
    gone = desk.ended(desk.post("/articles/address", {"url": "https://bote.example/weg"}, 202))
    assert gone["state"] == "failed"
    assert gone["errors"] == [
        {"source": "https://bote.example/weg", "code": "unreadable", "message": "the address answers 404"}
    ]


@pytest.mark.parametrize(
    ("address", "body", "code", "field"),
    [
        ("text", {"text": " \n "}, "no_text", "text"),
        ("text", {"text": ""}, "invalid", "text"),
        ("text", {}, "invalid", "text"),
        ("text", {"text": "Ein Satz.", "published": "gestern"}, "invalid_date", "published"),
        ("text", {"text": "Ein Satz.", "language": "xx"}, "unknown_language", "language"),
        ("text", {"text": "Ein Satz.", "titel": "Kopf"}, "invalid", "titel"),
        ("address", {"url": "file:///etc/passwd"}, "no_page", "url"),
        ("address", {"url": "bote.example"}, "no_page", "url"),
    ],
)
def test_what_cannot_be_added_is_refused_at_once(
    desk: Asker, address: str, body: dict[str, str], code: str, field: str
) -> None:
    problem = desk.post(f"/articles/{address}", body, 422)["error"]
    assert (problem["code"], problem["field"]) == (code, field)
    assert desk.get("/jobs")["items"] == []


def test_too_much_is_refused(desk: Asker) -> None:
    assert desk.post("/articles/text", {"text": "x" * 400_000}, 413)["error"]["code"] == "too_large"
    assert send(desk, [("groß.txt", b"x" * 500_000)], 413)["error"]["code"] == "too_large"
    many = [(f"{number}.txt", b"Ein Satz.") for number in range(41)]
    assert send(desk, many, 413)["error"]["code"] == "too_large"
    assert send(desk, [], 422)["error"]["code"] == "invalid"
    assert desk.get("/status")["articles"] == 0


def test_a_body_without_its_length_is_cut_off_too(desk: Asker) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(40):
            yield b"x" * 10_000
        yield b'"}'

    headers = {**desk.headers, "Content-Type": "application/json"}
    answer = desk.client.post(f"{ROOT}/articles/text", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_a_job_is_stopped_after_the_article_that_is_being_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def read_many(articles: Iterable[Article], **_options: object) -> Iterator[Reading]:
        for one in articles:
            begun.set()
            assert go_on.wait(30)
            yield Reading(one.id, "de", one.text)

    monkeypatch.setattr(reader, "read_many", read_many)
    with asking(path) as desk:
        job = send(desk, [(file.name, file.read_bytes()) for file in FILES[:5]])
        waiting = desk.post("/articles/text", {"text": "Ein Satz."}, 202)
        assert begun.wait(30)
        assert desk.get(f"/jobs/{job['id']}")["state"] == "running"
        stopped = desk.client.delete(f"{ROOT}/jobs/{waiting['id']}", headers=desk.headers).json()
        assert stopped["state"] == "cancelled"
        assert desk.client.delete(f"{ROOT}/jobs/{job['id']}", headers=desk.headers).status_code == 200
        go_on.set()
        done = desk.ended(job)
        assert (done["state"], done["done"]) == ("cancelled", 1)
        assert desk.get("/status")["articles"] == 1


def test_a_fault_while_reading_ends_the_job_and_not_the_desk(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def read_many(_articles: Iterable[Article], **_options: object) -> Iterator[Reading]:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(reader, "read_many", read_many)
    with asking(path) as desk:
        done = desk.ended(desk.post("/articles/text", {"text": "Ein Satz."}, 202))
        assert done["state"] == "failed"
        assert "secret" not in str(done)
        assert "ZeroDivisionError" in caplog.text
        reading(monkeypatch)
        assert desk.ended(desk.post("/articles/text", {"text": "Ein Satz."}, 202))["state"] == "done"


def test_without_weights_nothing_is_taken_in_and_that_is_said(
    desk: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(languages.Language, "path", lambda _language, name: tmp_path / name)
    problem = desk.post("/articles/text", {"text": "Der Damm ist dicht."}, 503)["error"]
    assert problem["code"] == "no_weights"
    assert "install Depesche again" in problem["message"]
    assert desk.get("/jobs")["items"] == []
    assert "articles cannot be added" in (adding.cannot_read() or "")


def test_a_fault_of_ours_ends_a_job_with_a_line_for_people(
    desk: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_many(*_given: object, **_options: object) -> Iterator[Reading]:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(reader, "read_many", read_many)
    job = desk.ended(desk.post("/articles/text", {"text": "Der Damm ist dicht."}, 202))
    (error,) = job["errors"]
    assert (job["state"], error["code"]) == ("failed", "internal")
    assert not {"ZeroDivisionError", "secret"} & set(error["message"].split())
    assert "the log" in error["message"]
