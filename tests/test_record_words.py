"""Terms: what a text is about, whatever the form of its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.record.words import act_terms, stems, terms_of, vocabulary

WORDS = vocabulary("de")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("der Abzug der Truppen", "die Truppen abzuziehen"),
        ("Truppenabzug", "den Rückzug der Soldaten"),
        ("Gaslieferungen", "die Lieferung von Erdgas"),
        ("Waffenstillstand", "eine Feuerpause"),
        ("zieht seine Soldaten ab", "die Truppe abziehen"),
        ("alle Gefangenen freizulassen", "Freilassung der Häftlinge"),
        ("Wirtschaftssanktionen", "Sanktionen gegen die Wirtschaft"),
    ],
)
def test_the_same_thing_in_other_words_has_the_same_terms(one: str, other: str) -> None:
    assert set(terms_of(one, "de")) == set(terms_of(other, "de"))


def test_other_things_have_other_terms() -> None:
    assert not set(terms_of("den Bau einer Brücke", "de")) & set(terms_of("die Einfuhr von Kohle", "de"))


def test_stop_words_are_dropped_from_terms_and_kept_for_search() -> None:
    assert terms_of("das ist nicht so", "de") == ()
    assert len(stems("das ist nicht so", "de")) == 4


def test_search_finds_a_word_in_another_case() -> None:
    assert stems("Häfen", "de") == stems("häfen", "de")
    assert stems("die Sanktionen", "de")[1] == stems("Sanktion", "de")[0]


def test_a_deed_is_also_about_what_its_trigger_says() -> None:
    parts = {"content": "die Grenze", "trigger": "öffnete"}
    assert set(terms_of("Öffnung der Grenze", "de")) == set(act_terms("retreat", "de", **parts))
    assert set(terms_of("die Grenze", "de")) == set(act_terms("demand", "de", **parts))


def test_an_act_without_content_is_about_its_sentence() -> None:
    assert act_terms("reject", "de", content="", sentence="Karelien lehnt das Manöver ab") != ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.200 Soldaten", ("1200",)),
        ("zwölf Schiffe und drei Boote", ("12", "3")),
        ("3,5 Millionen Kronen", ("3500000",)),
        ("zwei Milliarden", ("2000000000",)),
        ("keine Zahl", ()),
        ("bis zum 15. März 2031", ("15", "2031")),
    ],
)
def test_numbers_have_one_form(text: str, numbers: tuple[str, ...]) -> None:
    assert WORDS.numbers(text) == numbers


def test_what_is_counted_is_known_by_its_noun() -> None:
    counts = WORDS.counts("rund 12.000 bewaffnete Soldaten und vierzig Panzer")
    assert {figure for figure, _ in counts.values()} == {"12000", "40"}
    assert WORDS.counts("14 Schiffe").keys() == WORDS.counts("zwölf Schiffen").keys()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("falls Südland die Truppen abzieht", False),
        ("wenn die Truppen nicht abgezogen werden", True),
        ("sollte Südland den Abzug verweigern", True),
        ("solange niemand sich nicht weigert", False),
    ],
)
def test_words_that_deny_are_counted(text: str, negated: bool) -> None:
    assert WORDS.negated(text) is negated


def test_words_that_point_back_name_the_kind_of_act() -> None:
    assert set(WORDS.back_references("diese Kernforderungen")) == {"demand"}
    assert WORDS.back_references("das Vermittlungsangebot des Bundes") == {"offer": "Vermittlungsangebot"}
    assert WORDS.back_references("die Truppen an der Grenze") == {}


@pytest.mark.parametrize(
    "text", ["zog die Drohung zurück", "auf den Bau zu verzichten", "Die Sache ist vom Tisch."]
)
def test_words_that_take_back_are_known(text: str) -> None:
    assert WORDS.withdraws(text)
    assert WORDS.withdraws("bekräftigte seine Drohung") is None


@given(st.text())
def test_any_text_has_terms_that_are_words(text: str) -> None:
    assert all(term and term == term.casefold() for term in terms_of(text, "de"))
    WORDS.numbers(text)
    WORDS.counts(text)
    stems(text, "de")


@given(
    st.lists(st.sampled_from(["abzug", "trupp", "grenz", "haf", "xyz"])),
    st.lists(st.sampled_from(["abzug", "haf"])),
)
def test_likeness_is_a_share_and_the_same_both_ways(these: list[str], those: list[str]) -> None:
    alike = WORDS.likeness(these, those)
    assert 0 <= alike <= 1 + 1e-9
    assert alike == pytest.approx(WORDS.likeness(those, these))
    assert not these or WORDS.likeness(these, these) == pytest.approx(1)
    assert alike <= WORDS.alike(these, those) + 1e-9 <= 1 + 1e-6
