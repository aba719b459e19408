"""The knowledge of parties that ships with German is consistent: every name, reference and date holds."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from depesche.errors import LanguageError
from depesche.languages import available, load
from depesche.reading.parties.persons import Person, Term, persons_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]
KINDS = {"international_organisation", "organisation", "armed_group"}
ARTICLES = {"der", "die", "das"}
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")

pytestmark = pytest.mark.skipif("de" not in available(), reason="the German data are not installed")


def rows(table: str) -> list[Row]:
    return list(load("de").table(f"parties/{table}")["party"])


def organisations() -> list[Row]:
    return rows("organisations")


def persons() -> list[Person]:
    return list(persons_of(load("de").text("parties/persons.txt"), "persons.txt"))


def places() -> list[Row]:
    return rows("states") + rows("regions")


def plain_names(party: Row) -> set[str]:
    """Names that mean the party wherever they stand."""
    lists = (party.get(key, []) for key in ("aliases", "also", "organs", "seats"))
    return {party["name"], *(name for names in lists for name in names)} - set(party.get("ambiguous", []))


def without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in ARTICLES else name


def owners(pairs: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, owner in pairs:
        found[without_article(name).casefold()].add(owner)
    return found


def shared(found: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: who for name, who in found.items() if len(who) > 1}


def span(text: str) -> tuple[date, date]:
    """First and last day of a year, a month or a day."""
    match = DATE.fullmatch(text)
    assert match, f"{text!r} is not a date"
    year, month, day = match.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    last = first if day else date(int(year), int(month or 12), 28)
    return first, last


def test_sizes_are_what_the_documentation_promises() -> None:
    assert len(organisations()) >= 450
    assert len(persons()) >= 600
    assert sum("state" in party for party in organisations()) >= 100


def test_ids_are_unique_slugs() -> None:
    ids = [party["id"] for party in organisations()]
    assert len(ids) == len(set(ids))
    assert not [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)]


def test_kinds_and_genders_are_known() -> None:
    for party in organisations():
        assert party["kind"] in KINDS, party["id"]
        assert party.get("gender", "m") in set("mfnp"), party["id"]


def test_adjectives_are_lower_case_without_ending() -> None:
    for party in organisations():
        for adjective in party.get("adjectives", []):
            assert adjective == adjective.lower(), party["id"]
            assert not re.search(r"(er|es|en|em|e)$", adjective), (party["id"], adjective)


def test_a_plain_name_means_one_party() -> None:
    pairs = ((name, party["id"]) for party in organisations() for name in plain_names(party))
    assert shared(owners(pairs)) == {}


def test_a_name_that_is_ambiguous_for_one_is_plain_for_no_other() -> None:
    """Else the second would always win and the first never be found."""
    plain = {without_article(name): party["id"] for party in organisations() for name in plain_names(party)}
    for party in organisations():
        for name in party.get("ambiguous", []):
            assert plain.get(without_article(name), party["id"]) == party["id"], name


def test_no_name_is_listed_twice() -> None:
    for party in organisations():
        lists = (party.get(key, []) for key in ("aliases", "also", "organs"))
        listed = [party["name"], *(name for names in lists for name in names)]
        assert len(listed) == len(set(listed)), party["id"]
        assert not set(party.get("aliases", [])) & set(party.get("ambiguous", [])), party["id"]


def test_names_carry_no_blanks_at_their_ends() -> None:
    listed = [
        (party["name"], *party.get("aliases", []), *party.get("ambiguous", [])) for party in organisations()
    ]
    for names in (*listed, *((person.name, *person.aliases) for person in persons())):
        for name in names:
            assert name == " ".join(name.split()), repr(name)
            assert name, names


def test_no_organisation_has_the_name_of_a_state_or_region() -> None:
    """Its cities and demonyms included; a capital may be the seat of both a state and an organisation."""
    keys = ("aliases", "seats", "cities", "demonyms")
    taken = {place["name"] for place in places()}
    taken.update(name for place in places() for key in keys for name in place.get(key, []))
    for party in organisations():
        assert not (plain_names(party) - set(party.get("seats", []))) & taken, party["id"]


def test_references_lead_somewhere() -> None:
    states = {place["id"] for place in places()}
    ids = {party["id"] for party in organisations()}
    for party in organisations():
        assert party.get("country", "DEU") in states, party["id"]
        assert party.get("state", "DEU") in states | ids, party["id"]
    for person in persons():
        assert {term.party for term in person.terms} <= states | ids, person.name
        assert not person.member or person.member in ids, person.name


def test_a_person_acts_for_somebody() -> None:
    for person in persons():
        assert person.gender in {"m", "f"}, person.name
        assert person.terms or person.member, person.name


def test_names_of_persons_are_unique() -> None:
    def full() -> Iterator[tuple[str, str]]:
        for person in persons():
            for name in (person.name, *person.aliases):
                if " " in name or person.bare:
                    yield name, person.name

    names = [person.name for person in persons()]
    assert len(names) == len(set(names))
    assert shared(owners(full())) == {}


def test_a_bare_surname_is_not_a_party() -> None:
    taken = {name for party in organisations() for name in plain_names(party)}
    taken |= {name for place in places() for name in (place["name"], *place.get("cities", []))}
    for person in persons():
        if person.bare:
            surnames = {name for name in person.aliases if " " not in name or person.name.endswith(name)}
            assert surnames, person.name
            assert not surnames & taken, person.name


def test_terms_have_dates_in_order() -> None:
    for person in persons():
        begins = []
        for term in person.terms:
            assert term.office, person.name
            begin = span(term.since)[0] if term.since else None
            if term.until:
                assert begin is None or begin <= span(term.until)[1], (person.name, term)
            begins += [begin] if begin else []
        assert begins == sorted(begins), person.name


def test_a_line_tells_a_person_and_those_below_the_offices() -> None:
    text = """# comment

Ada Lund; Ada Maria Lund; Lund | f | upf | bare
  XXA | Premierministerin | 2011-03-01 | 2014
  upf | Vorsitzende |  | 2009
Bo Holm | m
"""
    ada, bo = persons_of(text, "people.txt")
    assert ada == Person(
        "Ada Lund",
        ("Ada Maria Lund", "Lund"),
        bare=True,
        gender="f",
        member="upf",
        terms=(
            Term("XXA", "Premierministerin", "2011-03-01", "2014"),
            Term("upf", "Vorsitzende", "", "2009"),
        ),
    )
    assert bo == Person("Bo Holm", gender="m")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  XXA | Ministerin\n", "line 1: a person is missing"),
        ("Ada Lund | f\n  | Ministerin\n", "line 2: the party is missing"),
        ("Ada Lund | w\n", 'line 1: not of the form "name; other names | m or f | member | bare"'),
        ("Ada Lund | f | upf | bare | 2011\n", "line 1: more than 4 fields"),
    ],
)
def test_a_wrong_line_of_the_people_is_named(text: str, message: str) -> None:
    with pytest.raises(LanguageError, match=re.escape(f"people.txt, {message}")):
        list(persons_of(text, "people.txt"))
