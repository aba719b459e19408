"""Parties: names that read well, and mentions that begin and end where the phrase does."""

from __future__ import annotations

import pytest

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.parties import Parties, find_parties
from depesche.reading.types import Role, Span

GERMAN = load("de")


def marked(text: str) -> tuple[str, Parties, Span]:
    """A text without the brackets around its mention, its parties and where the mention stands."""
    before, _, rest = text.partition("[")
    mention, _, after = rest.partition("]")
    plain = before + mention + after
    span = Span(len(before), len(before) + len(mention))
    return plain, find_parties(cut(plain, GERMAN), GERMAN), span


def resolved(text: str) -> Role:
    """The role of the mention in brackets."""
    _, parties, span = marked(text)
    return parties.resolve(span)


def mention_of(text: str) -> str:
    """The mention in brackets as the reader would show it."""
    plain, parties, span = marked(text)
    tokens = cut(plain, GERMAN).tokens_in(span)
    first, last = parties.apart(tokens.start, tokens.stop)[0]
    return parties.whole(cut(plain, GERMAN).span_of(first, last)).of(plain)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Im Herbst [will Rostal] die Reform durchsetzen.", "Rostal"),
        ("Die Truppe hat [massiv und grundlos Zivilisten] beschossen.", "Zivilisten"),
        ("In Ostheim demonstrierten [wieder tausende Menschen].", "tausende Menschen"),
        ("Nach Angaben [der Veranstalter rund] 900 Leute.", "der Veranstalter"),
        ("Es zogen Eltern und [Lehrer durch Ostheim].", "Lehrer"),
        ("Er hat [zwölf Gäste und anschließend sich] verletzt.", "zwölf Gäste"),
        ("Er rief [alle Bewohner der Stadt, welche in dieser] Woche kamen.", "alle Bewohner der Stadt"),
        ("Gestern [zogen Demonstranten] vor das Haus.", "Demonstranten"),
        ("Das meldete [der Hersteller mit 300] Leuten.", "der Hersteller"),
        ("So [die in sozialen Medien] geäußerte Kritik.", "sozialen Medien"),
        ("Auf Seiten einer von den USA [angeführten Allianz].", "einer von den USA angeführten Allianz"),
        ("Sie nahmen die von [Siedlern bewohnte Stadt] ein.", "die von Siedlern bewohnte Stadt"),
        ("Das schrieb [die Zeitung] Der Bote gestern.", "die Zeitung Der Bote"),
        ("Es kamen [politisch motivierte Täter].", "politisch motivierte Täter"),
        ("Das sagt [die vierte Frau über 40].", "die vierte Frau über 40"),
    ],
)
def test_a_mention_begins_and_ends_where_the_phrase_does(text: str, mention: str) -> None:
    assert mention_of(text) == mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Das Koblenzer Unternehmen] klagt.", "Koblenzer Unternehmen"),
        ("Die Lage [der Ostheimer Verwaltung] ist schlecht.", "Ostheimer Verwaltung"),
        ("Der Tod [zweier Familien] bewegt alle.", "zwei Familien"),
        ("Der Tod [zweier Abgeordneter] bewegt alle.", "zwei Abgeordnete"),
        ("Es kamen [Millionen Menschen].", "Millionen Menschen"),
        ("[Einige hundert Studenten] kamen.", "Einige hundert Studenten"),
        ("Das sagen [die meisten Experten].", "Experten"),
        ("Er sprach seitens [des Seebach-Corps].", "Seebach-Corps"),
        ("Sie gehört [der Ostländischen Staatengemeinschaft] an.", "Ostländische Staatengemeinschaft"),
        ("[Der 27 Jahre alte mutmaßliche Täter] gestand.", "27 Jahre alter mutmaßlicher Täter"),
        ("[Der 31-jährige Blogger] schwieg.", "31-jähriger Blogger"),
        ("Er traf [den flüchtigen Verdächtigen], der entkam.", "flüchtiger Verdächtiger"),
        ("[Der Großteil] reiste ab.", "Großteil"),
        ("Ein Test [des Magazins „rad, motor und sport“].", "rad, motor und sport"),
        ("Das meldet [die Tageszeitung ''La Costa''].", "La Costa"),
        ("[Die Seebach AG] klagt.", "Seebach AG"),
        ("Es waren [zwischen 20 und 40 Menschen].", "zwischen 20 und 40 Menschen"),
        ("[Der den Rebellen nahestehende Verein] schrieb.", "den Rebellen nahestehender Verein"),
        (
            "[Ein Ausschuss für die Belange der Bauern „Hof] “ tagte.",
            "Ausschuss für die Belange der Bauern Hof",
        ),
        ("[Das Landgericht Bremen] urteilte.", "Landgericht Bremen"),
    ],
)
def test_a_name_is_a_nominative(text: str, name: str) -> None:
    assert resolved(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Chef der Verwaltung [Istvan Kovacs] sprach.", "Istvan Kovacs"),
        ("Einer der Offiziere, [Haruna Peter Adamu], dankte.", "Haruna Peter Adamu"),
        ("Obmann [Karl L. Brunnbauer] sprach.", "Karl L. Brunnbauer"),
        ("Vereinschef [Corny Dittmann] sprach.", "Corny Dittmann"),
        ("Auch [Susan le Jeune dAlbret], Botschafterin, warnt.", "Susan le Jeune dAlbret"),
        ("Es kam [Pianistin Odila Marchant]. Später ging Marchant.", "Odila Marchant"),
        ("Karl Holm kam. [Ostheim-Stürmer Holm] ging. Holm schwieg.", "Karl Holm"),
        ("Am Montag kam Justin Beer. [Justin Beers Kommentare] störten. Beer ging.", "Justin Beer"),
    ],
)
def test_a_person_has_the_whole_name_and_no_more(text: str, name: str) -> None:
    assert resolved(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Er hat dem Agenten Tipps gegeben. Im März kam [er].",
        "Auf Politiker Druck auszuüben, war falsch. Das sagte [er].",
        "Die Wahl war Anfang Februar. Im Februar kam [er].",
        "Wann Holm geht, ist offen. Holm schwieg. Das sagte [er].",
    ],
)
def test_a_thing_or_a_time_is_nobody(text: str) -> None:
    assert resolved(text).name not in {"Tipps", "Druck", "Anfang Februar", "Wann Holm"}


@pytest.mark.parametrize("word", ["Kämpfer", "Demonstranten", "Protestaktion", "Truppen", "Anhänger"])
def test_a_compound_acts_for_the_organisation_that_the_article_tells(word: str) -> None:
    assert resolved(f"Die Gruppe PRK rief auf. [Die PRK-{word}] kamen.").party == "PRK"


def test_a_name_in_marks_keeps_its_article() -> None:
    role = resolved("Die Zeitung „Der Rabe“ schrieb das. [„Der Rabe“] schwieg.")
    assert (role.name, role.party) == ("Der Rabe", "Der Rabe")


def test_what_stands_behind_a_closing_mark_is_no_name() -> None:
    assert resolved("[Ein Mitglied der „Osttalgruppe“] festgenommen.").party != "festgenommen."


def test_a_woman_is_no_man_named_before() -> None:
    text = "Der Politiker Karl Holm kam. [Die 32-jährige Angestellte] klagte."
    assert resolved(text).name != "Karl Holm"


def test_some_of_them_are_who_was_named_before() -> None:
    assert resolved("Hundert Händler wurden abgeführt. [Viele von ihnen] starben.").name == "Händler"
