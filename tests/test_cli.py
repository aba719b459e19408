"""The command line: what goes in, what comes out, and that nothing ends in a traceback.

Most tests put a stand-in for `read_many` that passes the text through, so that they test the command alone; those at
the end read with the real thing.
"""

from __future__ import annotations

import io
import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import depesche
from depesche import Article, DepescheError, LanguageError, Reading
from depesche.cli import main
from depesche.reading import reader
from tests.command import Outcome, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "grenzstreit.txt"
GERMAN = "Die Ministerin wies die Forderung am Montag zurück."
STAND_IN = """
import os, sys, time
from depesche import Article, Reading
from depesche.reading import reader
def read_many(articles, *, workers=1, knowledge_path=None):
    for one in articles:
        time.sleep(float(os.environ.get("SLOW", 0)))
        yield Reading(one.id, one.language, one.text, one.title) if isinstance(one, Article) else one
reader.read_many = read_many
from depesche.cli import main
main()
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with a stand-in for the reading."""
    calls: list[dict[str, Any]] = []

    def read_many(
        articles: Iterable[Article | DepescheError], **options: Any
    ) -> Iterator[Reading | DepescheError]:
        calls.append(options)
        for one in articles:
            if isinstance(one, DepescheError):
                yield one
            else:
                yield Reading(
                    one.id, one.language, one.text, one.title, one.url, one.published, notices=one.notices
                )

    monkeypatch.setattr(reader, "read_many", read_many)
    monkeypatch.delenv("COLUMNS", raising=False)
    made = Run(monkeypatch, capsys)
    made.calls = calls  # type: ignore[attr-defined]
    return made


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines_of(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def one_line(outcome: Outcome, code: int, *words: str) -> None:
    assert outcome.code == code
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("depesche: ")
    for word in words:
        assert word in outcome.err


# What comes out


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == Outcome(0, f"depesche {depesche.__version__}\n", "")


def test_help_names_every_option(run: Run) -> None:
    shown = run("read", "--help")
    assert shown.code == 0
    for option in ("--published", "--language", "--format", "--output", "--workers", "--parties"):
        assert option in shown.out
    assert "read" in run("--help").out


def test_a_table_is_what_people_get(run: Run) -> None:
    outcome = run("read", EXAMPLE)
    assert outcome.code == 0
    assert outcome.err == ""
    first, second = outcome.out.splitlines()[:2]
    assert first.strip() == "Norwegen droht Island im Streit um die Seegrenze mit einer Hafensperre"
    assert second.startswith("16.03.2023 · ")
    assert "\x1b" not in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 100


def test_lines_are_the_contract(run: Run, tmp_path: Path) -> None:
    text = "Er sagte: „Nein“.\r\nEnde\u2028\n"
    entry = {
        "id": "x",
        "title": "T",
        "published": "27.01.2022",
        "url": "https://e.org",
        "text": text,
        "language": "de",
    }
    path = stored(tmp_path, "a.jsonl", json.dumps(entry) + "\n" + json.dumps({"text": GERMAN}) + "\n")
    one, other = lines_of(run("read", path, "--format", "jsonl"))
    assert (one["id"], one["title"], one["published"], one["url"]) == (
        "x",
        "T",
        "2022-01-27",
        "https://e.org",
    )
    assert one["text"] == text
    assert (other["id"], other["text"]) == ("a-2", GERMAN)


def test_json_is_one_list(run: Run, tmp_path: Path) -> None:
    for number in range(2):
        stored(tmp_path, f"{number}.txt", GERMAN)
    outcome = run("read", tmp_path, "--format", "json")
    assert [reading["id"] for reading in json.loads(outcome.out)] == ["0", "1"]


def test_a_span_stays_on_one_line_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    from depesche.cli.output import write_list
    from tests.samples import sample

    odd = Reading("a", "de", "[\n  1,\n  2\n]")
    out = io.StringIO()
    write_list([sample(), odd], out)
    assert json.loads(out.getvalue()) == [json.loads(sample().to_json()), json.loads(odd.to_json())]
    assert re.search(r"^ +\[0, 92\],$", out.getvalue(), re.MULTILINE)


def test_html_is_a_page(run: Run) -> None:
    outcome = run("read", EXAMPLE, "--format", "html")
    assert outcome.out.startswith("<!doctype html>")
    assert "Fangquoten" in outcome.out


def test_standard_input_is_read(run: Run) -> None:
    assert lines_of(run("read", "-", "-f", "jsonl", stdin=GERMAN.encode()))[0]["text"] == GERMAN


def test_options_reach_the_reading(run: Run, tmp_path: Path) -> None:
    parties = stored(tmp_path, "eigene.toml", "")
    path = stored(tmp_path, "a.txt", GERMAN)
    arguments = ("--published", "27.1.2022", "--language", "de-AT", "--workers", "2", "--parties", parties)
    (entry,) = lines_of(run("read", path, "-f", "jsonl", *arguments))
    assert (entry["published"], entry["language"]) == ("2022-01-27", "de-AT")
    assert run.calls == [{"workers": 2, "knowledge_path": parties}]  # type: ignore[attr-defined]


def test_notices_are_shown(run: Run, tmp_path: Path) -> None:
    assert "* read as windows-1252" in run("read", stored(tmp_path, "a.txt", GERMAN.encode("cp1252"))).out


# The output file


@pytest.mark.parametrize(
    ("name", "opening"), [("a.jsonl", "{"), ("a.json", "["), ("a.HTML", "<!doctype"), ("a.txt", GERMAN[:9])]
)
def test_the_outputs_name_tells_its_form(run: Run, tmp_path: Path, name: str, opening: str) -> None:
    output = tmp_path / name
    outcome = run("read", stored(tmp_path, "ein.txt", GERMAN), "--output", output)
    assert outcome == Outcome(0, "", "")
    assert output.read_text(encoding="utf-8").startswith(opening)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_output_is_replaced_whole_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = stored(tmp_path, "ziel.jsonl", "alt\n")
    goal.chmod(0o640)
    link = tmp_path / "verweis.jsonl"
    link.symlink_to(goal)

    def broken(*_: object, **__: object) -> Iterator[Reading]:
        yield Reading("a", "de", GERMAN)
        assert goal.read_text(encoding="utf-8") == "alt\n"
        raise LanguageError("the weights are damaged")

    with monkeypatch.context() as patched:
        patched.setattr(reader, "read_many", broken)
        one_line(run("read", EXAMPLE, "-o", link), 1, "the weights are damaged")
    assert goal.read_text(encoding="utf-8") == "alt\n"
    assert run("read", EXAMPLE, "-o", link).code == 0
    assert json.loads(goal.read_text(encoding="utf-8"))["id"] == "grenzstreit"
    assert link.is_symlink()
    assert stat.S_IMODE(goal.stat().st_mode) == 0o640
    assert len(list(tmp_path.iterdir())) == 2


def test_where_nothing_was_read_the_output_stays(run: Run, tmp_path: Path) -> None:
    goal = stored(tmp_path, "ziel.jsonl", "alt\n")
    one_line(run("read", tmp_path / "fehlt.txt", "-o", goal), 1, "no such file")
    assert goal.read_text(encoding="utf-8") == "alt\n"


# What goes wrong


def test_an_output_that_is_an_input_is_refused(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path, "a.txt", GERMAN)
    for given in (path, tmp_path):
        outcome = run("read", given, "--output", path)
        assert outcome.code == 2
        assert "one of the inputs" in outcome.err
        assert Path(path).read_text(encoding="utf-8") == GERMAN


def test_an_output_that_cannot_be_written_is_refused_before_reading(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path, "a.txt", GERMAN)
    outcome = run("read", path, "--output", "/proc/depesche.jsonl")
    assert outcome.code == 2
    assert "cannot be written" in outcome.err


def test_one_bad_article_is_said_and_skipped(run: Run, tmp_path: Path) -> None:
    path = stored(
        tmp_path, "a.jsonl", json.dumps({"text": "Eins"}) + '\n{"titel": 1}\n' + json.dumps({"text": "Zwei"})
    )
    outcome = run(
        "read", path, stored(tmp_path, "leer.txt", ""), stored(tmp_path, "b.txt", "Drei"), "-f", "jsonl"
    )
    assert outcome.code == 1
    assert [entry["text"] for entry in lines_of(outcome)] == ["Eins", "Zwei", "Drei"]
    assert outcome.err.splitlines() == [
        f'depesche: {path}:2: no "text" in this line',
        f"depesche: {tmp_path / 'leer.txt'}: no text in it",
        "depesche: 2 of 5 could not be read",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no text in it"), (b"\x00\x01", "binary data"), ("\u200b".encode(), "no text in it")],
)
def test_bad_files_are_one_line(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    one_line(run("read", stored(tmp_path, "a.txt", content)), 1, str(tmp_path / "a.txt"), words)


def test_a_folder_without_articles_is_one_line(run: Run, tmp_path: Path) -> None:
    one_line(run("read", tmp_path), 1, "no articles in this folder")


def test_a_name_cannot_command_the_terminal(run: Run) -> None:
    outcome = run("read", "\x1b[2Jquatsch\n.txt")
    assert "\x1b" not in outcome.err
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "INPUT"),
        (["lies"], "No such command"),
        (["read", "x", "--quatsch"], "No such option"),
        (["read", "x", "--published", "morgen"], "'morgen' is no date"),
        (["read", "x", "--published", ""], "is no date"),
        (["read", "x", "--language", "tlh"], "'tlh' is not installed"),
        (["read", "x", "--format", "pdf"], "pdf"),
        (["read", "x", "--workers", "0"], "--workers"),
        (["read", "x", "--workers", "viele"], "--workers"),
        (["read", "x", "--parties", "fehlt.toml"], "fehlt.toml"),
        (["read", "x", "--output", "fehlt/a.jsonl"], "no folder 'fehlt'"),
        (["read", "x", "--output", "."], "is a folder"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, arguments: list[str], words: str) -> None:
    one_line(run(*arguments), 2, words)


def test_no_command_at_all_shows_the_help(run: Run) -> None:
    outcome = run()
    assert outcome.code == 2
    assert "read" in outcome.out + outcome.err


def test_a_fault_of_ours_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Iterator[Reading]:
        raise RuntimeError("kaputt")
        yield

    monkeypatch.setattr(reader, "read_many", broken)
    one_line(run("read", EXAMPLE), 1, "internal error", "kaputt", "DEPESCHE_DEBUG=1")
    monkeypatch.setenv("DEPESCHE_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["depesche", "read", str(EXAMPLE)])
    with pytest.raises(RuntimeError, match="kaputt"):
        main()


# The process


def started(code: str, *arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SLOW": str(options.pop("slow", 0))}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, **options)


def many(folder: Path, number: int) -> Path:
    return stored(folder, "viele.jsonl", (json.dumps({"text": GERMAN * 20}) + "\n") * number)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    for form in ("jsonl", "table", "json", "html"):
        arguments = ("read", many(tmp_path, 3000), "--format", form)
        with started(STAND_IN, *arguments, stdout=pipe, stderr=pipe) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(timeout=60) == 141


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Interrupts count here and in what is started, also where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_is_one_line_and_leaves_nothing_behind(tmp_path: Path) -> None:
    goal = tmp_path / "ziel.jsonl"
    arguments = ("read", many(tmp_path, 1000), "--output", goal)
    with started(STAND_IN, *arguments, slow=0.01, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 30
        while not list(tmp_path.glob(".ziel*")) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert err == b"depesche: interrupted\n"
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["viele.jsonl"]


def on_terminal(tmp_path: Path, slow: float) -> str:
    """What the command says on standard error when that is a terminal."""
    mine, its = pty.openpty()
    arguments = ("read", many(tmp_path, 40), "--output", tmp_path / "ziel.jsonl")
    with started(STAND_IN, *arguments, slow=slow, stderr=its) as process:
        os.close(its)
        said = b""
        while True:
            try:
                said += os.read(mine, 4096)
            except OSError:  # the other side is closed
                break
        assert process.wait(timeout=60) == 0
    os.close(mine)
    return said.decode()


def test_progress_is_shown_to_those_who_wait(tmp_path: Path) -> None:
    assert on_terminal(tmp_path, slow=0) == ""
    assert "/40" in on_terminal(tmp_path, slow=0.05)


# The real reading


def real(*arguments: object) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "depesche", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100"},
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_example_is_read_into_a_table() -> None:
    outcome = real("read", EXAMPLE)
    assert (outcome.code, outcome.err) == (0, "")
    for words in ("Norwegen", "Island", "! fordert", "↯ droht", "15.03.2023", "Bedingung:"):
        assert words in outcome.out, words
    assert max(map(len, outcome.out.splitlines())) <= 100


def test_the_example_is_read_into_the_contract() -> None:
    outcome = real("read", EXAMPLE, "--format", "jsonl")
    reading = Reading.from_json(outcome.out)
    assert reading.text == EXAMPLE.read_text(encoding="utf-8")
    assert reading.published == "2023-03-16"
    assert reading.title == "Norwegen droht Island im Streit um die Seegrenze mit einer Hafensperre"
    assert reading.sentences
    assert reading.statements
    assert reading.acts
    assert reading.times
    assert reading.parties


def test_two_workers_read_the_same_as_one(tmp_path: Path) -> None:
    articles = [EXAMPLE, tmp_path / "fehlt.txt", ROOT / "tests" / "data" / "waffenruhe.html"] * 2
    one, two = (real("read", *articles, "-f", "jsonl", "--workers", number) for number in (1, 2))
    assert one == two
    assert one.code == 1
    assert [entry["id"] for entry in lines_of(one)] == [
        "grenzstreit",
        "waffenruhe",
        "grenzstreit-2",
        "waffenruhe-2",
    ]


def test_a_text_in_another_language_is_said_to_be_one(tmp_path: Path) -> None:
    english = (
        "The minister said on Monday that the government would not accept the demands of the other side. " * 3
    )
    path = stored(tmp_path, "a.txt", english)
    told = Reading.from_json(real("read", path, "-f", "jsonl").out)
    assert told.language == "en"
    assert any("'en'" in notice and "--language" in notice for notice in told.notices)
    forced = Reading.from_json(real("read", path, "-f", "jsonl", "--language", "de").out)
    assert forced.language == "de"
    assert forced.sentences
    assert not any("'en'" in notice for notice in forced.notices)


@pytest.mark.parametrize(
    "text",
    [
        '„Wir gehen nicht, sagte er. "Nie, rief sie. »Doch« und «nein“ und ‚vielleicht\' ‹oder› so."',
        "\u200b„Ja\u00ad“,\u200b sagte \u202eer\u202c.\ufeff",
        "!!! ??? … „“ »« ",
        "a" * 20_000,
        "ÄÖÜ " * 5000,
    ],
)
def test_odd_texts_give_a_reading(tmp_path: Path, text: str) -> None:
    outcome = real("read", stored(tmp_path, "a.txt", text), "-f", "jsonl")
    assert (outcome.code, outcome.err) == (0, "")
    assert Reading.from_json(outcome.out).text == text
