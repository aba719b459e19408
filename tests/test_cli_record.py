"""The commands that work with a record: what goes in, what comes out, and that nothing ends in a traceback.

A stand-in for `read_many` reads the crisis in examples/krise as a careful reader would, so that no network is needed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from depesche import Article, DepescheError, Reading
from depesche.reading import reader
from depesche.reading.types import Extractor
from depesche.record.record import Record
from tests.command import Outcome, Run
from tests.krise import FOLDER, krise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "board": (),
    "timeline": (),
    "exchanges": (),
    "commitments": (),
    "search": ("Grenze",),
    "party": ("Karsland",),
    "brief": ("--since", "2024-03-18"),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, with a careful reader in the place of the network."""
    known = {reading.id: reading for reading in krise()}

    def read_many(
        articles: Iterable[Article | DepescheError], **_options: object
    ) -> Iterator[Reading | DepescheError]:
        for one in articles:
            yield known.get(one.id, Reading(one.id, "de", one.text)) if isinstance(one, Article) else one

    monkeypatch.setattr(reader, "read_many", read_many)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("DEPESCHE_RECORD", raising=False)
    monkeypatch.setenv("DEPESCHE_WHO", "Anna")
    return Run(monkeypatch, capsys)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a record of the crisis."""
    path = tmp_path_factory.mktemp("filled") / "krise.db"
    with Record.open(path) as record:
        for reading in krise():
            record.add(reading)
        copy = path.with_name("copy.db")
        from depesche.record.backup import backup

        backup(record, copy)
    return copy.read_bytes()


@pytest.fixture
def record(filled: bytes, tmp_path: Path) -> Path:
    """A record of the crisis, to be changed at will."""
    path = tmp_path / "krise.db"
    path.write_bytes(filled)
    return path


def one_line(outcome: Outcome, code: int, *words: str) -> None:
    assert outcome.code == code
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("depesche: ")
    for word in words:
        assert word in outcome.err


def rows_of(outcome: Outcome) -> list[dict[str, str]]:
    assert outcome.code == 0, outcome.err
    return list(csv.DictReader(io.StringIO(outcome.out, newline="")))


def entries_of(path: Path) -> list[dict[str, object]]:
    """All that an export holds, but for counters of the database."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [entry for entry in entries if entry["type"] != "setting"]


def first_of(run: Run, record: Path, *options: str) -> str:
    """The id of the first event that options let through."""
    return rows_of(run("timeline", "--record", record, "--format", "csv", *options))[0]["id"]


# Adding


def test_what_is_added_is_said_and_not_added_twice(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    first = run("add", FOLDER, "--record", path)
    assert first.code == 0
    assert f"{len(krise())} neu" in first.out
    assert "1 fast gleiche" in first.out
    assert f"Handlungen: {sum(len(reading.acts) for reading in krise())}" in first.out
    again = run("add", FOLDER, "--record", path)
    assert f"{len(krise())} schon bekannt" in again.out
    assert "Handlungen: 0" in again.out


def test_where_nothing_could_be_added_no_record_is_made(run: Run, tmp_path: Path) -> None:
    one_line(run("add", tmp_path / "none.txt", "--record", tmp_path / "new.db"), 1, "none.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", ["", '{"type": "nothing"}\n'])
def test_a_failed_import_leaves_no_record_behind(run: Run, record: Path, tmp_path: Path, end: str) -> None:
    lines = tmp_path / "krise.jsonl"
    run("export", "--record", record, "--format", "jsonl", "--output", lines)
    lines.write_text((lines.read_text(encoding="utf-8") if end else "kein JSON\n") + end, encoding="utf-8")
    folder = tmp_path / "new"
    folder.mkdir()
    one_line(run("import", lines, "--record", folder / "new.db"), 1, "line")
    assert list(folder.iterdir()) == []


def test_readings_before_one_that_does_not_fit_stay(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "gelesen.jsonl"
    lines.write_text("".join(f"{one.to_json()}\n" for one in krise()[:2]) + '{"id": 3}\n', encoding="utf-8")
    path = tmp_path / "new" / "new.db"
    path.parent.mkdir()
    one_line(run("import", lines, "--record", path), 1, "line 3", "2 articles before it are added")
    assert [one.name for one in path.parent.iterdir()] == ["new.db"]
    with Record.open(path, create=False) as kept:
        assert all(kept.read_by(one.text) for one in krise()[:2])


def test_imported_readings_have_the_name_of_who_made_them(run: Run, tmp_path: Path) -> None:
    lines, path = tmp_path / "gelesen.jsonl", tmp_path / "new.db"
    lines.write_text(krise()[0].to_json() + "\n", encoding="utf-8")
    assert run("import", lines, "--by", "Anna Leser", "--record", path).code == 0
    (row, *_) = rows_of(run("timeline", "--record", path, "--format", "csv"))
    with Record.open(path, create=False) as kept:
        made_by = kept.act(row["id"]).extractor
    assert (made_by.name if made_by else None) == "Anna Leser"


def test_what_is_out_of_date_is_said_and_read_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with Record.open(path) as kept:
        for one in krise()[:3]:
            kept.add(one, Extractor("depesche", "0"))
        article = kept.add(krise()[3], Extractor("Anna Leser")).article
    added = run("add", FOLDER, "--record", path)
    assert "3 of them were read by other weights" in added.err
    checked = run("reread", "--check", "--record", path)
    assert "3 mit anderen Gewichten" in checked.out
    assert "Anna Leser" in checked.out
    assert "Artikel: 3 neu gelesen" in run("reread", "--record", path).out
    assert "Artikel: 0" in run("reread", "--record", path).out
    assert "Artikel: 1 neu gelesen" in run("reread", article, "--record", path).out


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(run: Run, tmp_path: Path) -> None:
    article = next(FOLDER.glob("*.txt"))
    outcome = run("add", tmp_path / "none.txt", article, "--record", tmp_path / "new.db")
    assert outcome.code == 1
    assert "none.txt" in outcome.err
    assert "1 neu" in outcome.out


@pytest.mark.parametrize(
    "options", [("--published", "gestern"), ("--language", "xx"), ("--parties", "none.toml")]
)
def test_wrong_usage_makes_no_record(run: Run, tmp_path: Path, options: tuple[str, str]) -> None:
    path = tmp_path / "new.db"
    one_line(run("add", FOLDER, "--record", path, *options), 2)
    assert not path.exists()


# Asking


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["table", "json", "csv", "html", "markdown"])
def test_every_question_has_every_form(run: Run, record: Path, command: str, form: str) -> None:
    outcome = run(command, *COMMANDS[command], "--record", record, "--format", form)
    assert outcome.code == 0
    assert outcome.err == ""
    if form == "json":
        assert json.loads(outcome.out)
    elif form == "csv":
        assert rows_of(outcome)
    else:
        assert outcome.out.startswith({"html": "<!doctype html>", "markdown": "# "}.get(form, ""))
        assert "Karsland" in outcome.out


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!doctype"), ("a.md", "# "), ("a.json", "{"), ("a.csv", "matter,"), ("a.txt", "Wer")],
)
def test_the_name_of_the_output_tells_its_form(
    run: Run, record: Path, tmp_path: Path, name: str, begins: str
) -> None:
    outcome = run("board", "--record", record, "--output", tmp_path / name)
    assert outcome == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_the_record_may_be_named_by_the_environment(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPESCHE_RECORD", str(record))
    assert "Zeitleiste" in run("timeline").out


def test_filters_go_together(run: Run, record: Path) -> None:
    options = ("--party", "Küstenbund", "--kind", "demand", "--kind", "offer", "--since", "01.03.2024")
    rows = rows_of(run("timeline", "--record", record, "--format", "csv", *options))
    assert rows
    assert all(row["actors"] == "Küstenbund" and row["kind"] in {"demand", "offer"} for row in rows)
    assert all(row["day"] >= "2024-03-01" for row in rows)


def test_matters_are_filtered_by_name(run: Run, record: Path) -> None:
    rows = rows_of(run("timeline", "--record", record, "--format", "csv"))
    name = next(row["matter"] for row in rows if row["matter"])
    found = rows_of(run("timeline", "--record", record, "--format", "csv", "--matter", name))
    assert found == [row for row in rows if row["matter"] == name]


def test_pages_of_a_timeline_follow_one_another(run: Run, record: Path) -> None:
    page = run("timeline", "--record", record, "--limit", "5").out
    after = page.partition("--after ")[2].split()[0]
    whole = rows_of(run("timeline", "--record", record, "--format", "csv"))
    second = rows_of(run("timeline", "--record", record, "--format", "csv", "--limit", "5", "--after", after))
    assert second == whole[5:10]


def test_an_entry_is_shown_by_the_beginning_of_its_id(run: Run, record: Path) -> None:
    event = first_of(run, record, "--kind", "mobilize")
    outcome = run("show", event, "--record", record)
    assert outcome.code == 0
    assert "Unterschiede zwischen den Belegen" in outcome.out
    one_line(run("show", "zzz", "--record", record), 1, "zzz")


def test_an_empty_record_has_nothing_to_tell(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Record.open(path).close()
    for command in ("board", "timeline", "exchanges", "commitments", "brief"):
        outcome = run(command, *COMMANDS[command], "--record", path)
        assert outcome.code == 0
        assert outcome.err == ""
        assert outcome.out
    one_line(run("party", "Karsland", "--record", path), 1, "Karsland")
    one_line(run("show", "a", "--record", path), 1)


BAD = {
    "no record": (("board", "--record", "none.db"), 1, "none.db"),
    "no record named": (("board",), 2, "--record"),
    "a folder": (("board", "--record", "."), 1, "folder"),
    "no such party": (("timeline", "--record", "krise.db", "--party", "Atlantis"), 1, "Atlantis"),
    "no such matter": (("board", "--record", "krise.db", "--matter", "Atlantis"), 1, "Atlantis"),
    "no such kind": (("timeline", "--record", "krise.db", "--kind", "sing"), 2, "demand"),
    "no day": (("timeline", "--record", "krise.db", "--since", "bald"), 2, "2022-01-27"),
    "a brief of no day": (("brief", "--record", "krise.db"), 2, "--since"),
    "no confidence": (("timeline", "--record", "krise.db", "--confidence", "7"), 2, "confidence"),
    "no such page": (("timeline", "--record", "krise.db", "--after", "zzz"), 1, "zzz"),
    "no folder": (("board", "--record", "krise.db", "--output", "none/a.html"), 2, "none"),
    "no database": (("board", "--record", "mysql://x/y"), 1, "postgresql"),
    "no such decision": (("decide", "undo", "7", "--record", "krise.db"), 1, "7"),
    "nothing to undo": (("decide", "undo", "--record", "krise.db"), 1, ""),
    "no change": (("decide", "edit", "a", "kind", "--record", "krise.db"), 2, "FIELD=VALUE"),
    "no such entry": (("decide", "confirm", "zzz", "--record", "krise.db"), 1, "zzz"),
    "no such reviewer": (("decide", "agreement", "Anna", "Ben", "--record", "krise.db"), 1, "Anna"),
    "no such export": (("import", "none.jsonl", "--record", "new.db"), 1, "none.jsonl"),
    "a folder to import": (("import", ".", "--record", "new.db"), 1, "folder"),
    "no such command": (("boards",), 2, "boards"),
    "no day between": (
        ("timeline", "--record", "krise.db", "--since", "2024-03-02", "--until", "2024-03-01"), 2, "2024-03-02",
    ),
    "a field twice": (("decide", "edit", "a", "kind=warn", "kind=reject", "--record", "krise.db"), 2, "kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_one_clear_line(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(record.parent)
    arguments, code, word = BAD[name]
    one_line(run(*arguments), code, word)


def test_a_text_is_no_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Das ist ein Artikel und keine Datenbank.", encoding="utf-8")
    one_line(run("board", "--record", path), 1, "a.txt")
    assert path.read_text(encoding="utf-8").startswith("Das ist")


def test_nobody_reading_on_is_no_error(record: Path) -> None:
    program = f"{sys.executable} -m depesche timeline --record {record} --format csv | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False, env=environment)
    assert done.stderr == ""
    assert done.stdout.startswith("id,")


# Deciding


def test_what_is_rejected_is_shown_no_more_until_that_is_undone(run: Run, record: Path) -> None:
    before = rows_of(run("timeline", "--record", record, "--format", "csv"))
    event = before[0]["id"]
    assert "verworfen" in run("decide", "reject", event, "--record", record).out
    after = rows_of(run("timeline", "--record", record, "--format", "csv"))
    assert [_without_matter(row) for row in after] == [_without_matter(row) for row in before[1:]]
    assert "zurückgenommen" in run("decide", "undo", "--record", record).out
    assert rows_of(run("timeline", "--record", record, "--format", "csv")) == before


def _without_matter(row: dict[str, str]) -> dict[str, str]:
    """What answers it, and says too little to be filed by itself, has its matter only as long as it stands."""
    return {name: value for name, value in row.items() if name != "matter"}


def test_an_edit_is_kept_with_who_and_when(run: Run, record: Path) -> None:
    event = first_of(run, record, "--kind", "accuse")
    outcome = run(
        "decide", "edit", event, "kind=warn", "actors=Küstenbund", "--record", record, "--who", "Ben"
    )
    assert outcome.code == 0
    shown = json.loads(run("show", event, "--record", record, "--format", "json").out)
    assert shown["act"]["kind"] == "warn"
    assert [role["name"] for role in shown["act"]["actors"]] == ["Küstenbund"]
    assert shown["act"]["review"] == "edited"
    assert [one["who"] for one in shown["history"]] == ["Ben"]
    assert "Ben" in run("show", event, "--record", record).out


def test_the_history_is_told_in_words(run: Run, record: Path) -> None:
    rows = rows_of(run("timeline", "--record", record, "--kind", "demand", "--format", "csv"))
    row = next(one for one in rows if one["sources"] == "1")
    words = row["content"].split()[0]
    changes = (
        f"content={words}",
        "actors=Küstenbund",
        "day=2024-03-01",
        "deadline=2024-03-09",
        "kind=demand",
    )
    assert run("decide", "edit", row["id"], *changes, "--record", record).code == 0
    assert run("decide", "assign", "Wasser", row["id"], "--record", record).code == 0
    text = run("show", row["id"], "--record", record, "--format", "markdown").out
    history = text[text.index("Verlauf der Prüfung") :]
    said = (f"Inhalt: {words}", "Wer: Küstenbund", "Tag: 01.03.2024", "Frist: 09.03.2024", "Art: fordert")
    for one in (*said, "Streitpunkt: Wasser"):
        assert one in history
    for sign in ("[", "{", "None", "edited", "content", "2024-03"):
        assert sign not in history


@pytest.mark.parametrize("change", ["day=morgen", "deadline=2024-13-01"])
def test_what_is_no_day_is_told_with_the_form_that_is_one(run: Run, record: Path, change: str) -> None:
    event = first_of(run, record)
    field, _, value = change.partition("=")
    outcome = run("decide", "edit", event, change, "--record", record)
    one_line(outcome, 1, f"'{value}' is no value for {field}", "2024-03-01")
    assert "[" not in outcome.err


def test_words_that_stand_nowhere_are_named_as_such(run: Run, record: Path) -> None:
    article = first_of(run, record).rpartition("-")[0]
    outcome = run("decide", "add", article, "kind=warn", "trigger=gibtsnicht", "--record", record)
    one_line(outcome, 1, "'gibtsnicht' does not stand in the article")


@pytest.mark.parametrize(
    ("query", "hint"),
    [("", "Nach welchen"), ("-Grenze", "Nach welchen"), ("die und", "Nach welchen"), ('"xyzzy', "nicht geschlossen"),
     ("xyzzy", "")],
)  # fmt: skip
def test_a_search_that_can_find_nothing_says_why(run: Run, record: Path, query: str, hint: str) -> None:
    outcome = run("search", "--record", record, "--format", "markdown", "--", query)
    assert outcome.code == 0
    assert "Nichts gefunden" in outcome.out
    assert hint in outcome.out
    assert bool(hint) == ("Nach welchen" in outcome.out or "nicht geschlossen" in outcome.out)


def test_a_party_of_a_day_has_the_events_and_offices_of_that_day(run: Run, record: Path) -> None:
    def profile(*options: str) -> dict[str, Any]:
        given = json.loads(run("party", "Karsland", "--record", record, "--format", "json", *options).out)
        return dict(given)

    whole, early = profile(), profile("--until", "2024-02-10")
    deeds = rows_of(
        run("timeline", "--record", record, "--party", "Karsland", "--until", "2024-02-10", "--format", "csv")
    )
    assert 0 < early["events"] == len(deeds) < whole["events"]
    days = [office[end] for office in early["party"]["offices"] for end in ("first", "last")]
    assert days
    assert all(day is None or day <= "2024-02-10" for day in days)
    assert {office["person"] for office in early["party"]["offices"]} >= {*early["party"]["persons"]}


def test_a_recoding_is_looked_at_first_and_is_one_decision(run: Run, record: Path) -> None:
    options = ("--kind", "accuse", "--party", "Karsland", "--record", record)
    before = rows_of(run("timeline", "--format", "csv", *options))
    preview = run("decide", "recode", "kind=warn", *options)
    assert "Vorschau" in preview.out
    assert rows_of(run("timeline", "--format", "csv", *options)) == before
    assert "berichtigt" in run("decide", "recode", "kind=warn", "--yes", *options).out
    assert run("timeline", "--format", "csv", *options).out == ""
    run("decide", "undo", "--record", record)
    assert rows_of(run("timeline", "--format", "csv", *options)) == before


def test_matters_are_renamed_joined_and_given(run: Run, record: Path) -> None:
    rows = rows_of(run("timeline", "--record", record, "--format", "csv"))
    names = list(dict.fromkeys(row["matter"] for row in rows if row["matter"]))
    assert run("decide", "rename", names[0], "Der Damm", "--record", record).code == 0
    assert run("decide", "join", names[1], "Der Damm", "--record", record).code == 0
    event = next(row["id"] for row in rows if row["matter"] == names[2])
    assert run("decide", "assign", "Ganz Neues", event, "--record", record).code == 0
    after = {
        row["id"]: row["matter"] for row in rows_of(run("timeline", "--record", record, "--format", "csv"))
    }
    assert all(after[row["id"]] == "Der Damm" for row in rows if row["matter"] in names[:2])
    assert after[event] == "Ganz Neues"


def test_two_parties_are_one_and_two_again(run: Run, record: Path) -> None:
    options = ("--record", record)
    before = rows_of(run("timeline", "--party", "Küstenbund", "--format", "csv", *options))
    other = rows_of(run("timeline", "--party", "Nordallianz", "--format", "csv", *options))
    said = run("decide", "same", "Nordallianz", "Küstenbund", "--who", "Vera", *options)
    assert "Beteiligte zusammengelegt" in said.out
    both = rows_of(run("timeline", "--party", "Nordallianz", "--format", "csv", *options))
    assert {row["id"] for row in both} == {row["id"] for row in (*before, *other)}
    assert "Nordallianz" not in {row["party"] for row in rows_of(run("board", "--format", "csv", *options))}
    assert "Vera" in run("party", "Nordallianz", *options).out
    one_line(run("decide", "same", "Küstenbund", "Nordallianz", *options), 1)
    one_line(run("decide", "same", "Atlantis", "Nordallianz", *options), 1)
    run("decide", "undo", *options)
    assert rows_of(run("timeline", "--party", "Küstenbund", "--format", "csv", *options)) == before
    assert "Vera" in run("party", "Nordallianz", *options).out


@pytest.mark.parametrize("command", [("board",), ("party", "Karsland"), ("timeline",)])
def test_a_day_that_only_the_report_gives_is_marked(run: Run, record: Path, command: tuple[str, ...]) -> None:
    assert "(Meldung)" in run(*command, "--record", record).out
    rows = rows_of(run(*command, "--record", record, "--format", "csv"))
    assert {row["dated_by"] for row in rows} == {"time", "published"}


def test_an_act_is_added_by_hand(run: Run, record: Path) -> None:
    event = first_of(run, record)
    article = event.partition("-")[0]
    fields = ("kind=state", "trigger=Karsland füllt", "actors=Karsland", "content=den neuen Stausee")
    shown = json.loads(run("show", event, "--record", record, "--format", "json").out)
    assert "Karsland füllt" in shown["article"]["text"] or shown["article"]["id"]
    outcome = run("decide", "add", article, *fields, "--record", record)
    if "Karsland füllt" in shown["article"]["text"]:
        assert outcome.code == 0
        assert "hinzugefügt" in outcome.out
    else:
        one_line(outcome, 1, "Karsland füllt")


def test_what_became_of_a_threat_is_confirmed(run: Run, record: Path) -> None:
    rows = rows_of(run("commitments", "--record", record, "--format", "csv"))
    border = next(row for row in rows if row["commitment_status"] == "come_true")
    assert border["confirmed"] == "False"
    run("decide", "settle", border["commitment"], "come_true", "--by", border["by"], "--record", record)
    after = rows_of(run("commitments", "--record", record, "--format", "csv"))
    assert next(row for row in after if row["commitment"] == border["commitment"])["confirmed"] == "True"


def test_two_reviewers_are_compared(run: Run, record: Path) -> None:
    events = [
        row["id"] for row in rows_of(run("timeline", "--record", record, "--format", "csv", "--limit", "4"))
    ]
    for event in events:
        run("decide", "confirm", event, "--record", record, "--who", "Anna")
        decision = "reject" if event == events[0] else "confirm"
        run("decide", decision, event, "--record", record, "--who", "Ben")
    outcome = run("decide", "agreement", "Anna", "Ben", "--record", record)
    assert outcome.code == 0
    assert "Krippendorffs Alpha" in outcome.out
    assert events[0] in outcome.out
    assert events[1] not in outcome.out


# Reviewing at the keyboard


def test_a_walk_confirms_rejects_changes_and_takes_back(run: Run, record: Path) -> None:
    outcome = run("review", "--limit", "3", "--record", record, stdin="b\nv\nz\nb\nk\nwarn\nn\n")
    assert outcome.code == 0
    assert outcome.out.count("1 von 3") == 1
    assert outcome.out.count("2 von 3") == 2, "shown again after undo"
    with Record.open(record) as opened:
        log = [(one.action, one.who) for act in _acts(outcome.out) for one in opened.history("act", act)]
    assert ("confirm", "Anna") in log
    assert ("reject", "Anna") in log
    assert ("edit", "Anna") in log


def _acts(out: str) -> list[str]:
    import re

    return list(dict.fromkeys(re.findall(r"^ (\w{12}-\d+)\s*$", out, re.MULTILINE)))


def test_the_last_decision_of_a_walk_can_be_taken_back_too(run: Run, record: Path) -> None:
    before = run("timeline", "--record", record, "--format", "csv").out
    outcome = run("review", "--limit", "1", "--record", record, stdin="v\nz\nq\n")
    assert "zurückgenommen" in outcome.out
    assert run("timeline", "--record", record, "--format", "csv").out == before


def test_a_walk_may_be_left_at_any_time(run: Run, record: Path) -> None:
    for keys in ("", "q\n", "x\n?\nq\n", "z\nq\n", "w\n"):
        outcome = run("review", "--record", record, stdin=keys)
        assert outcome.code == 0
        assert outcome.err == ""


def test_a_wrong_change_is_said_and_asked_anew(run: Run, record: Path) -> None:
    outcome = run("review", "--record", record, stdin="k\nsingt\nw\nAtlantis\ni\nsteht nicht da\nb\nq\n")
    assert outcome.code == 0
    assert "Atlantis" in outcome.out
    assert "steht nicht da" in outcome.out
    assert "bestätigt" in outcome.out


def test_a_walk_keeps_to_a_filter_and_says_when_there_is_nothing(run: Run, record: Path) -> None:
    outcome = run("review", "--record", record, "--confidence", "0.99")
    assert "nichts zu prüfen" in outcome.out


# Out and in again


def test_a_record_goes_out_and_comes_back_the_same(run: Run, record: Path, tmp_path: Path) -> None:
    run("decide", "confirm", first_of(run, record), "--record", record)
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    assert "geschrieben" in run("export", "--record", record, "--format", "jsonl", "--output", one).out
    again = tmp_path / "again.db"
    assert f"Artikel: {len(krise())}" in run("import", one, "--record", again).out
    run("export", "--record", again, "--format", "jsonl", "--output", other)
    assert entries_of(one) == entries_of(other)
    for command in ("board", "exchanges", "commitments"):
        assert run(command, "--record", again).out == run(command, "--record", record).out


def test_an_export_keeps_to_a_filter_and_counts_what_it_leaves_out(
    run: Run, record: Path, tmp_path: Path
) -> None:
    path = tmp_path / "acts.csv"
    run("export", "--record", record, "--format", "csv", "--output", path, "--kind", "threaten")
    with path.open(encoding="utf-8", newline="") as lines:
        assert {row["kind"] for row in csv.DictReader(lines)} == {"threaten"}
    outcome = run("export", "--record", record, "--format", "plover", "--output", tmp_path / "plover.jsonl")
    assert "ausgelassen" in outcome.out


def test_readings_are_taken_in_too(run: Run, tmp_path: Path) -> None:
    lines = "\n".join(reading.to_json() for reading in krise()[:3])
    assert "Artikel: 3" in run("import", "-", "--record", tmp_path / "new.db", stdin=lines).out


def test_a_backup_is_a_record(run: Run, record: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy, "--record", record).code == 0
    assert run("board", "--record", copy).out == run("board", "--record", record).out
