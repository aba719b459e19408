"""Who says it and who passes it on; all sentences are invented, and read with the real network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.relays import SETS, count, judge
from depesche import explain, languages, read
from depesche.reading.document import cut
from depesche.reading.media import find_media
from depesche.reading.parties import find_parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche import Reading, Span, Statement

GERMAN = languages.load("de")
LEAST_PRECISION = 0.95
LEAST_RECALL = {"old": 0.94, "fresh": 0.97, "unseen": 0.93, "later": 0.74}
LEAST_SPEAKERS = {"old": 0.96, "fresh": 0.95, "unseen": 0.89, "later": 0.8}


def words(reading: Reading, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(reading.text) for span in spans)


def only(text: str) -> tuple[Reading, Statement]:
    reading = read(text, language="de")
    (statement,) = reading.statements
    return reading, statement


def told(text: str) -> list[tuple[str, str]]:
    """Speaker and relay of each statement of a text."""
    reading = read(text, language="de")
    return [(words(reading, one.speaker), words(reading, one.relayed_by)) for one in reading.statements]


@pytest.mark.parametrize("name", SETS)
def test_speaker_and_relay_are_told_apart(name: str) -> None:
    counts = count(judge(SETS[name]))
    assert counts.sentences >= 30
    assert counts.precision >= LEAST_PRECISION
    assert counts.recall >= LEAST_RECALL[name]
    assert counts.speakers >= LEAST_SPEAKERS[name]


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        ("„Wir sind bereit“, sagte der Oberst nach Angaben der Agentur AP.", "der Oberst", "AP"),
        ("Der Präsident kündigte laut AFP an, die Gespräche abzubrechen.", "Der Präsident", "AFP"),
        (
            "Die Agentur Interfax zitierte den General mit den Worten: „Der Angriff ist gescheitert.“",
            "den General", "Interfax",
        ),
        ("Die Regierung trete zurück, sagte Minister Olaf Brandt laut dpa.", "Minister Olaf Brandt", "dpa"),
        ("Das Heer ziehe ab, sagte der General der Agentur Tass zufolge.", "der General", "Tass"),
        (
            "Das Heer ziehe ab, teilte das Verteidigungsministerium der Agentur Tass zufolge mit.",
            "das Verteidigungsministerium", "Tass",
        ),
        (
            "Das Schiff sei leer, sagte eine Zeugin nach einem Bericht der „Washington Post“.",
            "eine Zeugin", "Washington Post",
        ),
        ("Er habe davon nichts gewusst, zitierte ihn die Zeitung „Dawn“.", "ihn", "Dawn"),
        ("Der Sprecher erklärte Interfax zufolge, die Lieferungen seien gestoppt.", "Der Sprecher", "Interfax"),
        (
            "Die Grenze sei offen, erklärte das Ministerium, wie mehrere Medien berichteten.",
            "das Ministerium", "mehrere Medien",
        ),
        (
            "Der Vizekanzler sagte laut der Zeitung „Ostland-Kurier“, die Steuer komme.",
            "Der Vizekanzler", "Ostland-Kurier",
        ),
    ],
)  # fmt: skip
def test_a_relay_is_no_part_of_the_speaker(text: str, speaker: str, relay: str) -> None:
    assert told(text) == [(speaker, relay)]


@pytest.mark.parametrize(
    ("text", "outer", "inner", "relay"),
    [
        ("Laut „Guardian“ kritisierte der Minister das Abkommen scharf.", "„Guardian“", "der Minister", "Guardian"),
        (
            "Die Fluglinie wies die Vorwürfe zurück, wie die Zeitung „Politiken“ berichtete.",
            "die Zeitung „Politiken“", "Die Fluglinie", "Politiken",
        ),
        (
            "Nach Angaben der Agentur Kyodo drohte Nordkorea mit neuen Tests.",
            "Angaben der Agentur Kyodo", "Nordkorea", "Kyodo",
        ),
        (
            "Der Direktor des Instituts, Paul Grün, bestreitet laut einem Bericht der ARD die Vorwürfe.",
            "einem Bericht der ARD", "Der Direktor des Instituts, Paul Grün", "ARD",
        ),
        ("Der Armeesprecher bestätigte den Angriff, berichtet CNN.", "CNN", "Der Armeesprecher", "CNN"),
    ],
)  # fmt: skip
def test_what_somebody_says_in_the_words_of_a_medium(text: str, outer: str, inner: str, relay: str) -> None:
    assert told(text) == [(outer, ""), (inner, relay)]


@pytest.mark.parametrize(
    "text",
    [
        "Laut dpa ist der Vertrag gekündigt.",
        "Reuters meldet, der Vertrag sei gekündigt.",
        "Nach Informationen des „Spiegel“ will der Konzern tausend Stellen streichen.",
        "Die dpa meldet, ein Sprecher habe den Vorfall bestätigt.",
        "Wie die BBC unter Berufung auf das Ministerium meldete, sollen die Truppen bis Montag abziehen.",
    ],
)
def test_a_medium_that_speaks_for_itself_is_the_speaker(text: str) -> None:
    _, statement = only(text)
    assert not statement.relayed_by


@pytest.mark.parametrize(
    ("text", "speaker", "addressee"),
    [
        ("„Wir ziehen ab“, sagte er der Nachrichtenagentur AFP.", "er", "der Nachrichtenagentur AFP"),
        (
            "„Die Truppen sind bereit“, sagte ein General der Nachrichtenagentur Reuters am Mittwoch.",
            "ein General", "der Nachrichtenagentur Reuters",
        ),
        ("„Die Truppen sind bereit“, sagte Minister Karsten Holm Reuters.", "Minister Karsten Holm", "Reuters"),
        (
            "„Der Pakt gilt“, sagte Minister Oleg Sarin der Nachrichtenagentur Ansa.",
            "Minister Oleg Sarin", "der Nachrichtenagentur Ansa",
        ),
    ],
)  # fmt: skip
def test_an_agency_that_is_spoken_to_is_the_addressee(text: str, speaker: str, addressee: str) -> None:
    reading, statement = only(text)
    assert (words(reading, statement.speaker), words(reading, statement.addressee)) == (speaker, addressee)
    assert not statement.relayed_by


def test_a_medium_that_is_quoted_from_passes_nothing_on() -> None:
    text = "Der Sender RTL zitiert aus der Zeitung „Dawn“, wonach der Pakt am Ende sei."
    found = told(text)
    assert found
    assert [relay for _, relay in found if "Dawn" in relay] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laut Bild, die sich auf Kreise beruft, sagte Holm: „Das wird teuer.“", [("Holm", "Bild")]),
        ("Der Minister sagte der Welt, das werde teuer.", [("Der Minister", "")]),
    ],
)
def test_a_paper_with_a_plain_name_is_a_medium_behind_laut(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_a_medium_of_which_the_network_saw_the_article_is_no_speaker() -> None:
    (found,) = told("Die Partei fordere, so schreibt die APA, „ein Ende der Blockade“.")
    assert found == ("Die Partei", "APA")


def test_who_works_for_a_medium_stays_its_own() -> None:
    text = "„Wir haben nichts gesehen“, sagte ein Reporter der Nachrichtenagentur Reuters."
    assert told(text) == [("ein Reporter der Nachrichtenagentur Reuters", "")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Karsten Holm sagte der Agentur Reuters, die Truppen seien bereit.", "Karsten Holm"),
        ("Der General sagte Reuters, die Truppen seien bereit.", "General"),
        (
            "Verteidigungsminister Karsten Holm erklärte Reuters zufolge, die Truppen seien bereit.",
            "Karsten Holm",
        ),
        ("„Die Truppen sind bereit“, sagte ein General der Nachrichtenagentur Reuters.", "General"),
        ("Das Heer ziehe ab, sagte der General der Agentur Tass zufolge.", "General"),
        ("Ein General sagte der BBC, die Truppen seien bereit.", "General"),
    ],
)
def test_a_medium_does_not_give_its_country_to_the_speaker(text: str, name: str) -> None:
    _, statement = only(text)
    assert (statement.speaker_name, statement.speaker_party) == (name, None)


def test_a_speaker_keeps_the_country_that_the_text_names() -> None:
    _, statement = only(
        "Der norwegische General Karsten Holm sagte der Agentur Reuters, die Truppen seien bereit."
    )
    assert statement.speaker_party == "Norwegen"


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("Laut dpa regnet es.", [("dpa", True)]),
        ("Er liest die „Nordmark-Zeitung“ und geht.", [("Nordmark-Zeitung", False)]),
        ("Wie der „Morgenstern“ berichtet, regnet es.", [("Morgenstern", True)]),
        ("Das Gedicht „Morgenstern“ berichtet von Regen.", []),
        ("Nach Angaben der Sender ARD und ZDF regnet es.", [("ARD", True), ("ZDF", False)]),
        ("Nora Beck, die für die „Zeit“ schreibt, ging.", [("Zeit", False)]),
        ("Örtliche Medien schweigen.", [("Örtliche Medien", False)]),
        ("Er sprach mit der dpa.", [("dpa", False)]),
    ],
)
def test_media_and_whether_they_pass_on(text: str, media: list[tuple[str, bool]]) -> None:
    document = cut(text, GERMAN)
    found = find_media(document, find_parties(document, GERMAN), GERMAN)
    assert [(one.name.of(text), one.relays) for one in found] == media


def test_a_statement_in_the_words_of_a_medium_is_explained_by_rule() -> None:
    reading = read("Laut „Guardian“ kritisierte der Minister das Abkommen scharf.", language="de")
    explanation = explain(reading, "s1")
    speaker = next(step for step in explanation.steps if step.name == "speaker")
    assert speaker.evidence[0].words == "der Minister"
    assert speaker.reasons[0].code == "source_words"
