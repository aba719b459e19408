"""Where articles come from: every kind of input, and every way in which one can be bad."""

from __future__ import annotations

import io
import json
import os
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche import (
    Article,
    InputError,
    InvalidArticle,
    InvalidDate,
    NoTextFound,
    TooLarge,
    UnreadableInput,
    articles,
)
from depesche.reading.detect import detect, language_of
from depesche.sources import address, count, inputs, iso_date
from depesche.sources import lines as lines_module
from depesche.sources.build import Given
from depesche.sources.dates import date_in_head
from depesche.sources.decode import decode
from depesche.sources.plain import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parent / "data"
GERMAN = (
    "Die Außenministerin sagte am Montag, man werde die Forderungen „prüfen“. "
    "Über die Öffnung der Grenze äußerte sie sich nicht."
)
POLISH = (
    "Prezydent powiedział w poniedziałek, że żądania opozycji są nie do przyjęcia i że rozmowy się odbędą."
)
RUSSIAN = (
    "Президент заявил в понедельник, что правительство не примет требования и что переговоры начнутся позже."
)


def only(results: Iterator[Article | InputError]) -> Article | InputError:
    (result,) = results
    if isinstance(result, InputError):
        assert "\n" not in str(result)
        assert str(result).isprintable()
    return result


def article(results: Iterator[Article | InputError]) -> Article:
    result = only(results)
    assert isinstance(result, Article), result
    return result


def error(results: Iterator[Article | InputError]) -> InputError:
    result = only(results)
    assert isinstance(result, InputError), result
    return result


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(*entries: object) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


# Plain text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_a_text_stays_as_it_is_to_the_last_character(text: str) -> None:
    text = f"x{text}"
    made = from_text(text.encode(), name="a", source="a.txt", given=Given(language="de"))
    assert made.text == text


@pytest.mark.parametrize(
    "text",
    [
        f"{GERMAN}\r\n\r\n{GERMAN}\r",
        f"\n\n  {GERMAN}  \n",
        "Er sagte: „Ja\u200bwohl\u00ad“.\u2028\x0b\t»Nein",
        "«'\"„“",
    ],
)
def test_white_space_marks_and_invisible_characters_stay(tmp_path: Path, text: str) -> None:
    assert article(articles([stored(tmp_path, "a.txt", text)])).text == text


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    made = article(articles([stored(tmp_path, "a.txt", b"\xef\xbb\xbf" + GERMAN.encode())]))
    assert (made.text, made.notices) == (GERMAN, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_told_by_their_mark(encoding: str) -> None:
    mark = "" if encoding in {"utf-16", "utf-32"} else "\ufeff"
    text, notice = decode((mark + GERMAN).encode(encoding))
    assert text == GERMAN
    assert notice in {"read as UTF-16", "read as UTF-32"}


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        ("Grüße", "cp1252", "windows-1252"),
        ("für 3 €", "cp1252", "windows-1252"),
        (GERMAN, "mac_roman", "macintosh"),
        (POLISH, "cp1250", "windows-1250"),
        (RUSSIAN, "cp1251", "windows-1251"),
    ],
)
def test_other_encodings_are_found_and_named(text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding)) == (text, f"read as {name}")


def test_a_declared_encoding_is_believed_where_utf8_does_not_fit() -> None:
    assert decode("Łódź".encode("cp1250"), "windows-1250").text == "Łódź"
    assert decode("Łódź".encode(), "windows-1250").text == "Łódź"
    assert decode("„Öl“".encode("cp1252"), "iso-8859-1").text == "„Öl“"
    assert decode("Öl für alle".encode("cp1252"), "no-such-encoding").text == "Öl für alle"


def test_a_broken_place_in_utf8_does_not_spoil_the_rest() -> None:
    data = GERMAN.encode()
    cut = data.index("ß".encode()) + 1
    text, notice = decode(data[:cut] + data[cut + 1 :])
    assert text == GERMAN.replace("ß", "\ufffd", 1)
    assert notice == "1 damaged character replaced by U+FFFD"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 20, "binary data"),
        (b"\x00" * 100, "binary data"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_binaries_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    refused = error(articles([stored(tmp_path, "a.txt", data)]))
    assert isinstance(refused, UnreadableInput)
    assert reason in str(refused)


@pytest.mark.parametrize("text", ["", "\n \t\r\n", "\ufeff", "\u200b\u00ad\u2060\n"])
def test_a_file_without_a_visible_character_holds_no_text(tmp_path: Path, text: str) -> None:
    refused = error(articles([stored(tmp_path, "leer.txt", text)]))
    assert isinstance(refused, NoTextFound)
    assert str(refused) == f"{tmp_path / 'leer.txt'}: no text in it"


def test_ten_megabytes_are_one_article(tmp_path: Path) -> None:
    text = f"{GERMAN}\n\n" * (10_000_000 // len(GERMAN))
    assert article(articles([stored(tmp_path, "a.txt", text)])).text == text


def test_a_file_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LARGEST_FILE", 1_000_000)
    path = stored(tmp_path, "a.txt", "a" * 1_000_001)
    assert isinstance(error(articles([path])), TooLarge)
    assert article(articles([stored(tmp_path, "b.txt", "a" * 1_000_000)])).id == "b"


def test_what_is_not_there_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = error(articles([tmp_path / "nichts.txt"]))
    assert str(missing) == f"{tmp_path / 'nichts.txt'}: there is no such file or folder"
    path = stored(tmp_path, "geheim.txt", GERMAN)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything: let the system refuse

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    assert str(error(articles([path]))) == f"{path}: no permission to read it"


def test_a_name_that_no_file_can_have() -> None:
    for name in ("a\0b.txt", "x" * 5000):
        assert [type(result) for result in articles([name])] == [UnreadableInput]


# Dates, titles, languages


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2022-01-27", "2022-01-27"),
        ("2022-01-27T10:00:00Z", "2022-01-27T10:00:00Z"),
        ("2022-01-27T10:00:00+01:00", "2022-01-27T10:00:00+01:00"),
        ("2022-01-27 10:00", "2022-01-27T10:00"),
        (" 2022-01-27 ", "2022-01-27"),
        ("27.01.2022", "2022-01-27"),
        ("7.1.2022", "2022-01-07"),
        ("27. Januar 2022", "2022-01-27"),
        ("27. Jän. 2022", "2022-01-27"),
        ("Donnerstag, 3. März 2022, 14.30 Uhr", "2022-03-03T14:30"),
        ("Thu, 27 Jan 2022 10:00:00 +0100", "2022-01-27T10:00:00+01:00"),
    ],
)
def test_dates_become_iso(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "gestern",
        "31.02.2022",
        "2022-02-30",
        "2022",
        "27.1.22",
        "2022-01-27Tquatsch",
        "27. Foo 2022",
        "x" * 500,
    ],
)
def test_what_is_no_date_is_said_in_one_line(written: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        iso_date(written)
    assert "is no date; write it as 2022-01-27" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 120


def test_a_date_option_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(InvalidDate):
        articles([], published="morgen")


@given(st.dates())
def test_every_day_is_read_in_both_ways_of_writing(day: Any) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()
    assert iso_date(f"{day.day}.{day.month}.{day.year:04}") == day.isoformat()


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    date_in_head(text)
    with suppress(InvalidDate):
        assert iso_date(iso_date(text)) == iso_date(text)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Stand: 27.01.2022\n\n", "2022-01-27"),
        ("Veröffentlicht am 27. Januar 2022\n", "2022-01-27"),
        ("Streit um die Brücke\n27. Januar 2022, 14:30 Uhr\n\n", "2022-01-27T14:30"),
        ("---\ndate: 2022-01-27\n---\n", "2022-01-27"),
        ("Am 27. Januar 2022 trafen sich die Minister.\n", None),
        ("\n" * 3 + "Text\n" * 10 + "Stand: 27.01.2022\n", None),
        ("Stand: 31.02.2022\n", None),
    ],
)
def test_a_date_in_the_head_of_a_text_dates_it(tmp_path: Path, head: str, published: str | None) -> None:
    made = article(articles([stored(tmp_path, "a.txt", head + GERMAN)]))
    assert made.published == published
    assert made.text == head + GERMAN


def test_the_option_goes_before_the_articles_own_date(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.txt", f"Stand: 27.01.2022\n\n{GERMAN}")
    assert article(articles([path], published="1.2.2023")).published == "2023-02-01"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Stand: 27.01.2022\n\nStreit um die Brücke\n\n", "Streit um die Brücke"),
        ("Minister spricht von „Erpressung“\n\n", "Minister spricht von „Erpressung“"),
        ("", None),
        ("Der Minister sprach von „Erpressung.“\n\n", None),
        ("Der Streit um die Brücke über den Fluss, der schon seit Jahren\nschwelt, ging weiter.\n", None),
    ],
)
def test_a_headline_is_taken_up(tmp_path: Path, head: str, title: str | None) -> None:
    assert article(articles([stored(tmp_path, "a.txt", head + GERMAN)])).title == title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (
            "The president said on Monday that the government would not accept the demands of the opposition and "
            "that talks were to be held in Vienna, according to a spokesman who was not named.",
            "en",
        ),
        (
            "Le président a déclaré lundi que le gouvernement n'accepterait pas les demandes de l'opposition et que "
            "des pourparlers auraient lieu à Vienne, selon un porte-parole qui n'est pas nommé.",
            "fr",
        ),
        (
            "De president zei maandag dat de regering de eisen van de oppositie niet zal aanvaarden en dat er "
            "gesprekken worden gehouden, volgens een woordvoerder van het ministerie.",
            "nl",
        ),
        (RUSSIAN * 2, "ru"),
        ("总统星期一表示，政府不会接受反对派的要求。" * 10, "zh"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, code: str) -> None:
    assert detect(text).code == code
    assert language_of(text, "de") == code


@pytest.mark.parametrize("text", ["", "12 34", "Ja.", "And so on", "Scholz Baerbock Macron", "BVB - VfB 3:1"])
def test_where_little_is_said_the_default_holds(text: str) -> None:
    assert language_of(text, "de") == "de"


@given(st.text())
def test_no_text_breaks_the_detection(text: str) -> None:
    code, certainty = detect(text)
    assert code
    assert 0 <= certainty <= 1


def test_german_articles_are_told_to_be_german(shared: Path) -> None:
    for data in ("acts/dev.jsonl", "statements/dev.jsonl", "times/diezeit-a.jsonl"):
        with (shared / "data" / data).open(encoding="utf-8") as entries:
            for line in entries:
                text = json.loads(line)["text"]
                assert language_of(text, "de") == "de"
                assert language_of(text[:300], "de") == "de"


def test_the_option_goes_before_what_is_detected(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.txt", RUSSIAN * 3)
    assert article(articles([path])).language == "ru"
    assert article(articles([path], language="de")).language == "de"


# JSON Lines


def test_json_lines_carry_everything_over(tmp_path: Path) -> None:
    text = "Erste Zeile\r\nzweite\u2028dritte \u0000 \ufeff😀"
    entry = {
        "id": "a/1",
        "title": "Streit",
        "published": "2022-01-27T10:00:00Z",
        "url": "https://example.org/1",
        "language": "de-AT",
        "text": text,
        "acts": [{"kind": "?"}],
    }
    made = article(articles([stored(tmp_path, "a.jsonl", jsonl(entry))]))
    assert made == Article(text, "a/1", "Streit", "2022-01-27T10:00:00Z", "https://example.org/1", "de-AT")


def test_json_lines_fill_in_what_is_missing(tmp_path: Path) -> None:
    path = stored(
        tmp_path, "tag.jsonl", "\n" + jsonl({"text": "Eins"}, {"text": "Zwei", "id": 7, "title": None})
    )
    assert [(made.id, made.title) for made in articles([path]) if isinstance(made, Article)] == [
        ("tag-2", None),
        ("7", None),
    ]


def test_bad_lines_are_errors_in_their_place(tmp_path: Path) -> None:
    bad = [
        ("{}", InvalidArticle, 'no "text"'),
        ('{"text": null}', InvalidArticle, 'no "text"'),
        ('{"text": 3}', InvalidArticle, '"text" should be a string'),
        ('{"text": " "}', NoTextFound, "no text in it"),
        ("[1]", InvalidArticle, "JSON object"),
        ("quatsch", InvalidArticle, "not JSON"),
        ('{"text": "x"', InvalidArticle, "not JSON"),
        ("[" * 100_000, InvalidArticle, "nested too deeply"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", InvalidArticle, "number too long"),
        ('{"text": "x", "title": 3}', InvalidArticle, '"title" should be a string'),
        ('{"text": "x", "id": [1]}', InvalidArticle, '"id" should be a string'),
        ('{"text": "x", "published": "morgen"}', InvalidArticle, "'morgen' is no date"),
    ]
    good = jsonl({"text": GERMAN}).strip()
    path = stored(tmp_path, "a.jsonl", "\n".join(line for entry in bad for line in (entry[0], good)))
    results = list(articles([path]))
    assert [isinstance(result, Article) for result in results] == [False, True] * len(bad)
    for number, (result, (_, kind, message)) in enumerate(zip(results[::2], bad, strict=True)):
        assert isinstance(result, kind)
        assert message in str(result)
        assert str(result).startswith(f"{path}:{2 * number + 1}: ")
        assert len(str(result).splitlines()) == 1


def test_json_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        """Articles without end, as from a program that goes on writing."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = jsonl({"text": GERMAN}).encode()
            size = min(len(buffer), len(line) * 20) // len(line) * len(line) or len(line)
            buffer[:size] = (line * 20)[:size]
            return size

    stream = articles(["-"], stdin=io.BufferedReader(Endless()))
    assert [next(stream) for _ in range(100)][-1]


def test_a_line_without_end_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "LONGEST_LINE", 1000)
    path = stored(tmp_path, "a.jsonl", jsonl({"text": "a" * 5000}, {"text": GERMAN}))
    first, second = articles([path])
    assert isinstance(first, TooLarge)
    assert isinstance(second, Article)


def test_half_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    made = article(articles([stored(tmp_path, "a.jsonl", '{"text": "a\\ud83dz", "title": "\\udc00"}')]))
    assert (made.text, made.title) == ("a\ufffdz", "\ufffd")
    assert made.notices == ("1 damaged character replaced by U+FFFD",)


def test_json_lines_in_other_encodings(tmp_path: Path) -> None:
    lines = jsonl({"text": GERMAN}, {"text": POLISH})
    wide = list(articles([stored(tmp_path, "a.jsonl", lines.encode("utf-16"))]))
    assert [made.text for made in wide if isinstance(made, Article)] == [GERMAN, POLISH]
    narrow = article(articles([stored(tmp_path, "b.jsonl", jsonl({"text": GERMAN}).encode("cp1252"))]))
    assert (narrow.text, narrow.notices) == (GERMAN, ("read as windows-1252",))
    marked = article(
        articles([stored(tmp_path, "c.jsonl", b"\xef\xbb\xbf" + jsonl({"text": GERMAN}).encode())])
    )
    assert marked.text == GERMAN


@pytest.mark.parametrize("content", [b"", b"\n\n", bytes(range(256)) * 10, b"\xff\xfea"])
def test_json_lines_without_articles_are_one_error(tmp_path: Path, content: bytes) -> None:
    assert isinstance(error(articles([stored(tmp_path, "a.jsonl", content)])), NoTextFound | UnreadableInput)


def test_gold_files_are_inputs(shared: Path) -> None:
    path = shared / "data" / "acts" / "dev.jsonl"
    golds = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    made = [one for one in articles([path]) if isinstance(one, Article)]
    assert [(one.id, one.text, one.title, one.published) for one in made] == [
        (gold["id"], gold["text"], gold["title"], gold["published"]) for gold in golds
    ]
    assert count([path]) == len(golds)


# Pages


def test_a_page_gives_main_text_title_and_date() -> None:
    made = article(articles([PAGES / "waffenruhe.html"]))
    assert made.title == "Vermittler sehen Chance auf Waffenruhe"
    assert made.published == "2021-05-18"
    assert made.url == "https://example.org/ausland/waffenruhe"
    assert made.id == "waffenruhe"
    assert "„Wir sind bereit, die Waffen ruhen zu lassen" in made.text
    for rest in ("Startseite", "Impressum", "verfolgt", "<p>"):
        assert rest not in made.text


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<html><body><script>x()</script></body></html>", "<p>", "<" * 9]
)
def test_a_page_without_main_text_is_said_to_have_none(tmp_path: Path, page: str) -> None:
    refused = error(articles([stored(tmp_path, "a.html", page)]))
    assert isinstance(refused, NoTextFound)


def test_a_page_that_only_loads_its_text_later_has_none() -> None:
    assert "no main text in this page" in str(error(articles([PAGES / "verzeichnis.html"])))


def test_a_page_of_menus_only_has_no_main_text(tmp_path: Path) -> None:
    page = tmp_path / "menu.html"
    page.write_text(
        "<html><body><nav><a href='/'>Start</a><a href='/p'>Politik</a></nav><form>Anmelden</form></body></html>",
        encoding="utf-8",
    )
    assert "no main text in this page" in str(error(articles([page])))


def test_a_page_says_its_encoding(tmp_path: Path) -> None:
    page = (PAGES / "waffenruhe.html").read_text(encoding="utf-8").replace("utf-8", "iso-8859-1")
    made = article(articles([stored(tmp_path, "a.html", page.encode("cp1252"))]))
    assert "Aufständischen" in made.text
    assert made.notices == ("read as windows-1252",)


def test_a_deep_page_does_no_harm(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.html", "<div>" * 100_000 + GERMAN)
    assert isinstance(only(articles([path])), Article | InputError)


# Folders, names, standard input


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".versteckt").mkdir()
    stored(tmp_path, "c.txt", "C")
    stored(tmp_path, "a.jsonl", jsonl({"text": "A1"}, {}, {"text": "A2"}))
    stored(tmp_path, "b/x.TXT", "BX")
    stored(tmp_path, "b/c.txt", "BC")
    stored(tmp_path, ".versteckt/d.txt", "D")
    stored(tmp_path, "bild.png", b"\x89PNG")
    results = list(articles([tmp_path, tmp_path / "c.txt"]))
    assert [getattr(result, "text", "?") for result in results] == ["A1", "?", "A2", "BC", "BX", "C", "C"]
    assert [result.id for result in results if isinstance(result, Article)] == [
        "a-1", "a-3", "c", "x", "c-2", "c-3",
    ]  # fmt: skip
    assert count([tmp_path]) == 6
    assert count([tmp_path, "-"]) is None


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    stored(tmp_path, "bild.png", b"\x89PNG")
    refused = error(articles([tmp_path]))
    assert isinstance(refused, NoTextFound)
    assert "no articles in this folder" in str(refused)


def test_a_folder_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    stored(tmp_path, "a.txt", "A")
    (tmp_path / "kreis").symlink_to(tmp_path)
    assert article(articles([tmp_path])).text == "A"


def test_one_bad_input_among_many_is_an_error_in_its_place(tmp_path: Path) -> None:
    good, bad = stored(tmp_path, "a.txt", GERMAN), stored(tmp_path, "b.txt", b"\x00")
    results = list(articles([good, bad, tmp_path / "fehlt", good]))
    assert [type(result) for result in results] == [Article, UnreadableInput, UnreadableInput, Article]


@pytest.mark.parametrize(
    ("content", "text", "name"),
    [
        (GERMAN.encode(), GERMAN, "stdin"),
        (jsonl({"text": GERMAN, "id": "x"}).encode(), GERMAN, "x"),
        (b"\xef\xbb\xbf" + jsonl({"text": GERMAN}).encode(), GERMAN, "stdin-1"),
        (b'{ "text": "kurz"}', "kurz", "stdin-1"),
        (b"{Klammer} und Text", "{Klammer} und Text", "stdin"),
        (b"\n<!DOCTYPE html><html><body><article><p>" + GERMAN.encode(), GERMAN, "stdin"),
        (b"<Anmerkung> und Text", "<Anmerkung> und Text", "stdin"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(content: bytes, text: str, name: str) -> None:
    made = article(articles(["-"], stdin=io.BytesIO(content)))
    assert (made.text, made.id) == (text, name)


def test_empty_standard_input_is_an_error() -> None:
    assert str(error(articles(["-"], stdin=io.BytesIO(b"")))) == "standard input: no text in it"


def test_a_file_with_another_name_is_told_by_how_it_begins(tmp_path: Path) -> None:
    assert article(articles([stored(tmp_path, "a.json", jsonl({"text": "A"}))])).text == "A"
    assert article(articles([stored(tmp_path, "meldung", GERMAN)])).text == GERMAN


# Addresses


class Site(BaseHTTPRequestHandler):
    """A small web server whose answers the tests set."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        status, headers, body = self.answers.get(self.path, (404, {}, b"nichts"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    page = (PAGES / "waffenruhe.html").read_bytes()
    html = {"Content-Type": "text/html; charset=utf-8"}
    text = {"Content-Type": "text/plain; charset=windows-1250"}
    Site.answers = {
        "/ausland/streit.html": (200, html, page),
        "/text.txt": (200, text, "Łódź und Köln".encode("cp1250")),
        "/artikel": (200, {"Content-Type": "application/x-ndjson"}, jsonl({"text": "Eins"}, {}).encode()),
        "/weiter": (302, {"Location": "/ausland/streit.html"}, b""),
        "/kreis": (302, {"Location": "/kreis"}, b""),
        "/datei": (302, {"Location": "file:///etc/hostname"}, b""),
        "/ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
        "/bild": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n\x00"),
        "/gross": (200, {**html, "Content-Length": "999999999"}, b""),
        "/fehler": (500, {}, b""),
        "/leer": (200, html, b""),
        "/kurz": (200, {**text, "Content-Length": "500"}, b"abgebrochen"),
        "/gepackt": (200, {**text, "Content-Encoding": "br"}, b"..."),
        "/m%C3%BCnchen": (200, text, b"Servus"),
    }
    with serving() as start:
        yield start


def test_an_address_is_read_like_a_page(site: str) -> None:
    made = article(articles([f"{site}/ausland/streit.html"]))
    assert made.title == "Vermittler sehen Chance auf Waffenruhe"
    assert made.url == f"{site}/ausland/streit.html"
    assert made.id == "streit"
    assert made.published == "2021-05-18"


def test_an_address_may_hold_text_or_lines_or_lead_on(site: str) -> None:
    plain = article(articles([f"{site}/text.txt"]))
    assert (plain.text, plain.id) == ("Łódź und Köln", "text")
    assert article(articles([f"{site}/weiter"])).url == f"{site}/ausland/streit.html"
    assert article(articles([f"{site}/münchen"])).text == "Servus"
    one, other = articles([f"{site}/artikel"])
    assert isinstance(one, Article)
    assert isinstance(other, InvalidArticle)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/fehlt", "the address answers 404"),
        ("/fehler", "the address answers 500"),
        ("/kreis", "the address answers 302"),
        ("/datei", "is not allowed"),
        ("/ftp", "which is no web address"),
        ("/bild", "a picture"),
        ("/gross", "larger than 20 MB"),
        ("/leer", "no main text"),
        ("/kurz", "broke off after 11 of 500 bytes"),
        ("/gepackt", "though asked not to"),
    ],
)
def test_what_an_address_may_do_wrong(site: str, path: str, reason: str) -> None:
    refused = error(articles([site + path]))
    assert reason in str(refused)
    assert str(refused).startswith(site + path)


@pytest.mark.parametrize(
    "name", ["http://", "http://[", "https://127.0.0.1:99999/", "http://a b/", "http://127.0.0.1:1/"]
)
def test_addresses_that_lead_nowhere(name: str) -> None:
    assert isinstance(error(articles([name])), UnreadableInput)


def test_a_page_without_end_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "LARGEST_PAGE", 100)
    assert isinstance(error(articles([f"{site}/ausland/streit.html"])), TooLarge)


def test_an_address_with_a_password_is_refused_in_plain_words() -> None:
    refused = error(articles(["http://vera:geheim@127.0.0.1:1/hafen"]))
    assert isinstance(refused, UnreadableInput)
    assert "leave the user name and password out" in str(refused)


def test_a_silent_address_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(address, "WAIT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        refused = error(articles([f"http://127.0.0.1:{silent.getsockname()[1]}/"]))
    assert "no answer within" in str(refused)


# Anything at all


@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".jsonl"]))
def test_no_bytes_break_the_reading_of_sources(data: bytes, suffix: str) -> None:
    stream = inputs._stream(io.BytesIO(data), suffix, "a", "a", Given())
    for result in inputs._guard(stream, "a"):
        assert isinstance(result, Article | InputError)
        if isinstance(result, InputError):
            assert len(str(result).splitlines()) == 1


@given(st.text(st.sampled_from("<>/!-&;=\"' abpdivstyle\n\0é"), max_size=200), st.booleans())
@settings(max_examples=50, deadline=None)
def test_no_page_breaks_the_reading_of_pages(page: str, whole: bool) -> None:
    source = f"<html><body><article><p>{GERMAN}</p>{page}" if whole else page
    stream = inputs._stream(io.BytesIO(source.encode()), ".html", "a", "a", Given())
    for result in inputs._guard(stream, "a"):
        assert isinstance(result, Article | InputError)
