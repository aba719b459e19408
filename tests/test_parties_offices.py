"""Parties: offices of the past, titles, names as an article uses them, and what a pronoun stands for."""

from __future__ import annotations

from datetime import date

import pytest

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.parties import find_parties, load_knowledge
from depesche.reading.types import Span

GERMAN = load("de")
PEOPLE = """
[[party]]
id = "talpartei"
name = "Talpartei"
kind = "organisation"
country = "CHE"

[[person]]
name = "Vera Lindholm"
member = "talpartei"
terms = [
    {party = "CHE", office = "Ministerin", from = "2010", to = "2014"},
    {party = "talpartei", office = "Vorsitzende", from = "2016"},
]

[[person]]
name = "Udo Kranz"
terms = [{party = "CHE", office = "Präsident", from = "2020"}]
"""


def answer(text: str, words: str, day: date | None = None, own: str = "") -> tuple[str | None, str | None]:
    """Name and party of the last place of `words`."""
    knowledge = load_knowledge(own) if own else None
    start = text.rindex(words)
    parties = find_parties(cut(text, GERMAN), GERMAN, knowledge, day)
    role = parties.resolve(Span(start, start + len(words)))
    return role.name, role.party


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with people and parties of nobody's acquaintance."""
    path = tmp_path_factory.mktemp("parties") / "people.toml"
    path.write_text(PEOPLE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Die Wahl in Frankreich war knapp. Der frühere französische Minister Jean Tapin sagte nichts.",
         "Jean Tapin", None),
        ("Der französische Ex-Minister Jean Tapin (UMP) sagte nichts.", "Jean Tapin", "UMP"),
        ("Sprecher von SPD und Grünen kritisierten Karl Tapins Vorschlag.", "Karl Tapins", None),
        ("Karl Tapin ist der Chef der „Grauen Garde“.", "Karl Tapin", "Grauen Garde"),
        ("Er schrieb dem französischen Minister für Verkehr, Bau und Tourismus Karl Tapin.", "Karl Tapin",
         "Frankreich"),
        ("Karl Tapin, China-Experte der Universität Ormatal, sprach.", "Karl Tapin", "Universität Ormatal"),
        ("Karl Tapin von der Universität Lugano sprach.", "Karl Tapin", "Universität Lugano"),
        ("Karl Tapin vom Institut für Wetter in Edinburgh sprach.", "Karl Tapin", "Institut für Wetter"),
        ("Laut dem Sprecher des Internationalen Amtes, Karl Tapin, stimmt das.", "Karl Tapin",
         "Internationales Amt"),
        ("Karl Tapin, der Gouverneur des US-Bundesstaates Ormaland, kam.", "Karl Tapin", "Ormaland"),
        ("Die Stuttgarter Bürgermeisterin Eva Tapin kam.", "Eva Tapin", "Stuttgart"),
        ("Karl Tapin, Obmann der CDU/CSU-Fraktion, kam.", "Karl Tapin", "CDU/CSU"),
        ("Der bayerische Landtagsabgeordnete Karl Tapin trat ab. Das sagte der SPD-Abgeordnete gestern.",
         "Karl Tapin", "SPD"),
        ("Der polnische Minister Jan Roth kam. Sein belgischer Kollege Karl Tapin schwieg.", "Karl Tapin", "Belgien"),
        ("Der polnische Minister Jan Roth und sein Amtskollege Karl Tapin kamen.", "Karl Tapin", None),
        ("Die Forscherin Eva Roth kam. Ihr belgischer Kollege Karl Tapin schwieg.", "Karl Tapin", None),
    ],
)  # fmt: skip
def test_for_whom_a_person_acts(text: str, words: str, party: str | None) -> None:
    assert answer(text, words)[1] == party


def test_an_office_that_is_named_counts_though_another_is_held_today(people: str) -> None:
    text = "Ministerin Vera Lindholm lehnt das ab."
    assert answer(text, "Vera Lindholm", own=people)[1] == "Schweiz"


def test_an_office_of_later_does_not_count(people: str) -> None:
    assert answer("Udo Kranz sprach.", "Udo Kranz", date(2015, 1, 1), people)[1] is None
    assert answer("Udo Kranz sprach.", "Udo Kranz", date(2021, 1, 1), people)[1] == "Schweiz"


def test_another_first_name_is_another_person() -> None:
    assert answer("Hans-Ludwig Uhl kam.", "Hans-Ludwig Uhl")[1] is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Minister Karl Vogt forderte mehr Geld. Das sei nötig. Der Landrat widersprach. Er ging.", "Er", "Landrat"),
        ("Karl Vogt leitet das Amt. Nach dem Treffen am Montag glaubt Udo Lenz, Vogts"
         " Stellvertreter, daran. Er ging.", "Er", "Udo Lenz"),
        ("Die Gegner des Ministers, Karl Tapin, Sprecher der Kolbgruppe, kamen. Sie dankten dem Minister.",
         "dem Minister", "Minister"),
        ("Karl Tapin traf den Wirt Udo Lenz. Dieser schwieg.", "Dieser", "Udo Lenz"),
        ("Ein 45-jähriger Mann floh. Er kam nicht weit.", "Er", "45-jähriger Mann"),
        ("Ein Sprecher der Kolbgruppe bestätigte das. Er nannte keine Zahlen.", "Er", "Sprecher der Kolbgruppe"),
        ("Karl Tapin leitet das Team. Schuld sei niemand, sagte der Franzose", "der Franzose", "Karl Tapin"),
        ("Minister Karl Tapin kam. Er sprach mit dem Minister", "Minister", "Karl Tapin"),
    ],
)  # fmt: skip
def test_whom_words_stand_for(text: str, words: str, name: str) -> None:
    assert answer(text, words)[0] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Das war die Einschätzung politischer Beobachter.", "politischer Beobachter", "politische Beobachter"),
        ("Sie half den großen Unternehmen.", "den großen Unternehmen", "große Unternehmen"),
        ("Das half Betroffenen.", "Betroffenen", "Betroffene"),
        ("Die Linkspartei Podemos schwieg.", "Die Linkspartei Podemos", "Podemos"),
        ("Führer der Bewegung „Rat der Täler“ (RDT) riefen auf. Die RDT schwieg.", "Die RDT", "Rat der Täler"),
    ],
)  # fmt: skip
def test_names(text: str, words: str, name: str) -> None:
    assert answer(text, words)[0] == name


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Tesla Motors baut. Tesla Motors zahlt.", "Tesla Motors", "Tesla Motors"),
        ("Die Houthi-Rebellen zogen ab. Die Aufständischen schwiegen.", "Die Aufständischen", "Houthi"),
        ("Die Weltgemeinschaft schwieg.", "Die Weltgemeinschaft", "Weltgemeinschaft"),
        ("Die Linkspartei tagt. Die Linkspartei schwieg.", "Die Linkspartei", "Linkspartei"),
        ("In Wien und Graz, in ganz Österreich klagt man. Die Telekom-Tochter schwieg.", "Die Telekom-Tochter",
         "Telekom Austria"),
    ],
)  # fmt: skip
def test_a_party_is_called_as_the_article_calls_it(text: str, words: str, party: str) -> None:
    assert answer(text, words)[1] == party


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ministerin Eva Roth kam. Minister Jan Holm warf ihm Verrat vor.", "ihm", "ihm"),
        ("Minister Udo Kern kam. Minister Jan Holm warf ihm Verrat vor.", "ihm", "Udo Kern"),
        ("Minister Jan Holm sagte, man werfe ihm nichts vor.", "ihm", "Jan Holm"),
    ],
)
def test_the_object_of_a_clause_is_not_its_subject(text: str, words: str, name: str) -> None:
    assert answer(text, words)[0] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("MINISTER DROHT\nUdo Kern drohte gestern.", "MINISTER", "Minister"),
        ("MINISTER KERN DROHT\nUdo Kern drohte gestern.", "MINISTER KERN", "Udo Kern"),
        ("Minister Lothar de Maizière schwieg.", "Lothar de Maizière", "Lothar de Maizière"),
        ("Gestern schimpfte Hu von der Staatssicherheit.", "der Staatssicherheit", "Staatssicherheit"),
        ("Er warf den Amerikanern Verrat vor.", "den Amerikanern", "Amerikaner"),
        ("Die SNP-Vorsitzende sprach.", "Die SNP-Vorsitzende", "SNP-Vorsitzende"),
        ("Der SNP-Vorsitzende sprach.", "Der SNP-Vorsitzende", "SNP-Vorsitzender"),
        ("Eine neue Abgeordnete sprach.", "Eine neue Abgeordnete", "neue Abgeordnete"),
    ],
)
def test_names_in_capitals_and_in_other_forms(text: str, words: str, name: str) -> None:
    assert answer(text, words)[0] == name


@pytest.mark.parametrize(
    ("words", "party"),
    [("Sprecher der Armee", "Sudan"), ("Die Luftwaffe", "Ägypten")],
    ids=["its army was named before", "its air force was not"],
)
def test_an_organ_is_the_one_that_was_named_before(words: str, party: str) -> None:
    text = (
        "Kairo – Die sudanesische Armee rückte vor. Ägypten schwieg. Ein Sprecher der Armee bestritt das. "
        "Die Luftwaffe schwieg."
    )
    assert answer(text, words)[1] == party


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tausende Demonstranten zogen durch Lima. Sie forderten Neuwahlen.", "Demonstranten"),
        ("Die Rebellen griffen an. Sie forderten Geld.", "Rebellen"),
        ("Ein Rebell griff an. Die Armee schoss. Sie forderte Ruhe.", "Armee"),
        ("Vertreter der Opposition kamen. Sie forderten Neuwahlen.", "Vertreter der Opposition"),
        ("Die Anhänger Olaf Scholz' kamen. Die Anhänger Trumps gingen. Sie forderten Ruhe.", "Anhänger"),
    ],
)
def test_people_of_a_plural_that_looks_like_a_singular_are_meant_by_they(text: str, name: str) -> None:
    assert answer(text, "Sie")[0] == name
