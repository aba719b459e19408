"""Acts are filed under what they are about; matters are stable, and people can change them."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from depesche.record import matters
from depesche.record.matters import Matters
from depesche.record.store.matters import Around
from depesche.record.words import terms_of, vocabulary
from tests.record.making import Told, reading
from tests.tellings import act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.record.types import Matter, StoredAct

ACTS = Path(__file__).parent / "data" / "matter_acts.jsonl"
PARTIES = frozenset(terms_of("Nordmark Südland Westbund Karelien Inselrepublik Talland", "de"))


def labelled() -> list[tuple[str, StoredAct]]:
    """Acts of a crisis about six matters, mixed, each with its matter."""
    rows = [json.loads(line) for line in ACTS.read_text(encoding="utf-8").splitlines()]
    fields = ("kind", "actors", "recipients", "content")
    return [(row["matter"], act(*(row[name] for name in fields), condition=row["condition"])) for row in rows]


def rarity(number: int, counts: Counter[str]) -> matters.Rarity:
    """How rare a term is among so many acts, of which `counts` have it."""
    return lambda term: math.log(number / max(counts[term], 1))


def filed(acts: Sequence[StoredAct], known: Matters) -> dict[str, str | None]:
    """File acts one after the other: act id -> matter id."""
    counts: Counter[str] = Counter()
    under: dict[str, str | None] = {}
    for number, one in enumerate(acts, 1):
        counts.update(set(one.terms))
        matter = matters.file(one, known, rarity(number, counts), names=PARTIES)
        under[one.id] = matter.id if matter else None
        if matter:
            known.put(matter)
    return under


def rare(_: str) -> float:
    return 3.0


def founded(content: str, kind: str = "demand") -> tuple[Matter, StoredAct]:
    one = act(kind, "Nordmark", "Südland", content)  # type: ignore[arg-type]
    matter = matters.file(one, Matters(), rare, names=PARTIES)
    assert matter is not None
    return matter, one


def test_acts_about_the_same_are_filed_together() -> None:
    acts = labelled()
    under = filed([one for _, one in acts], Matters())
    pairs = list(combinations([(label, under[one.id]) for label, one in acts], 2))
    together = [one[0] == other[0] for one, other in pairs if one[1] is not None and one[1] == other[1]]
    same = sum(one[0] == other[0] for one, other in pairs)
    assert sum(together) / len(together) >= 0.9
    assert sum(together) / same >= 0.75
    assert sum(matter is not None for matter in under.values()) >= 0.9 * len(acts)


def test_matters_are_named_by_their_strongest_words() -> None:
    acts = labelled()
    known = Matters()
    under = filed([one for _, one in acts], known)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for label, one in acts:
        if matter := under[one.id]:
            names[label][known[matter].name] += 1
    biggest = {label: counts.most_common(1)[0][0] for label, counts in names.items()}
    assert "Sanktion" in biggest["sanktion"]
    assert "Gas" in biggest["gas"] or "Pipeline" in biggest["gas"]
    assert "Beitritt" in biggest["beitritt"]
    assert not PARTIES & {term for name in biggest.values() for term in terms_of(name, "de")}


def test_what_comes_later_moves_nothing() -> None:
    acts = [one for _, one in labelled()]
    before, after = Matters(), Matters()
    first = filed(acts[:20], before)
    whole = filed(acts, after)
    assert {one: whole[one] for one in first} == first
    assert {matter.id for matter in before} <= {matter.id for matter in after}


def test_an_act_that_says_nothing_stays_unfiled() -> None:
    known = Matters([founded("den Abzug der Truppen")[0]])
    assert matters.file(act("reject", "Südland", "Nordmark", "die Forderung"), known, rare) is None
    assert matters.file(act("state", "Südland", "", "die Ernte sei gut"), known, rare) is None


def test_filing_leaves_what_is_there_alone() -> None:
    known = Matters([founded("den Abzug der Truppen")[0]])
    before = list(known)
    grown = matters.file(act("reject", "Südland", "", "den Truppenabzug"), known, rare)
    assert grown is not None
    assert list(known) == before
    assert (grown.id, grown.acts) == (before[0].id, 2)


def test_two_matters_of_one_name_have_two_ids() -> None:
    first, one = founded("den Bau der Brücke")
    emptied = matters.split(first, [one], rare)[0]
    again = matters.file(one, Matters([emptied]), rare)
    assert again is not None
    assert again.id != first.id


@pytest.mark.parametrize("name", ["NATO-Erweiterung", "Öl & Gas", "ß", "  ", "日本"])
def test_an_id_is_plain_whatever_the_name(name: str) -> None:
    assert matters.slug(name)
    assert matters.slug(name).isascii()


def test_a_name_given_by_hand_stays() -> None:
    matter, one = founded("den Abzug der Truppen")
    matter = matters.rename(matter, "Grenzfrage")
    for _ in range(9):
        grown = matters.file(one, Matters([matter]), rare)
        assert grown is not None
        matter = grown
    assert (matter.name, matter.acts) == ("Grenzfrage", 10)


def test_pinned_words_draw_acts() -> None:
    bridge, _ = founded("den Bau der Brücke")
    toll = act("demand", "Nordmark", "Südland", "eine Maut für Lastwagen")
    assert matters.score(toll, bridge, rare) < matters.THRESHOLD
    pinned = matters.pin(bridge, ["Lastwagen", "und"], "de")
    assert matters.score(toll, pinned, rare) >= matters.THRESHOLD
    drawn = matters.file(toll, Matters([pinned]), rare)
    assert drawn is not None
    assert (drawn.id, len(pinned.pinned)) == (bridge.id, 1)


def test_merged_matters_draw_the_acts_of_both() -> None:
    bridge, _ = founded("den Bau der Brücke")
    toll, about_toll = founded("eine Maut für Lastwagen")
    both = matters.combine(bridge, toll)
    assert (both.id, both.name, both.acts) == (bridge.id, bridge.name, 2)
    assert matters.score(about_toll, both, rare) >= matters.THRESHOLD
    assert replace(matters.separate(both, toll), forms=bridge.forms) == bridge


def test_a_matter_is_split_into_two() -> None:
    bridge, one = founded("den Bau der Brücke")
    toll, other = founded("eine Maut für Lastwagen")
    rest, new = matters.split(matters.combine(bridge, toll), [other], rare, taken=[toll.id])
    assert (rest.id, rest.acts, new.acts) == (bridge.id, 1, 1)
    assert new.id not in {rest.id, toll.id}
    assert matters.score(one, rest, rare) > matters.score(one, new, rare)
    assert matters.score(other, new, rare) > matters.score(other, rest, rare)


def test_matters_that_are_perhaps_one_are_found() -> None:
    one, _ = founded("den Abzug der Truppen von der Grenze")
    again, _ = founded("die Truppen aus dem Osten abzuziehen")
    other, _ = founded("den Bau der Brücke")
    pairs = [(first, second) for _, first, second in matters.alike([one, again, other], "de", 0.4)]
    assert pairs == [(one.id, again.id)]


def test_a_matter_keeps_only_its_strongest_words() -> None:
    matter, one = founded("den Abzug der Truppen")
    for number in range(120):
        word = "".join(chr(97 + int(digit)) for digit in str(number)).capitalize()
        grown = matters.file(
            act("demand", "Nordmark", "Südland", f"den Abzug der Truppen aus {word}burgien"),
            Matters([matter]),
            rare,
        )
        matter = grown if grown and grown.id == matter.id else matter
    assert matter.acts > 50
    assert len(matter.words) <= 80
    assert {"abzug", "trupp"} <= set(matter.words)
    assert set(one.terms) <= set(matter.words)
    assert all(set(key.split()) <= set(matter.words) for key in matter.forms)


def test_the_index_follows_its_matters() -> None:
    matter, _ = founded("den Abzug der Truppen")
    known = Matters([matters.pin(matter, ["Brücke"], "de")])
    assert known.having("abzug") == {matter.id: matter.words["abzug"]}
    assert known.having("bruck") == {matter.id: 0.0}
    assert known.count("abzug") == matter.words["abzug"]
    known.drop(matter.id)
    assert (len(known), known.having("abzug"), known.having("bruck")) == (0, {}, {})


@pytest.mark.parametrize(
    "content",
    [
        "am Abend eine Antwort",
        "die Hälfte",
        "20 Prozent",
        "ein Treffen in Brüssel",
        "Gespräche in Port Moresby",
    ],
)
def test_times_amounts_and_seats_found_no_matter(content: str) -> None:
    assert matters.file(act("demand", "Nordmark", "Südland", content), Matters(), rare) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("am Abend die Hälfte der Brücke zu räumen", "Brücke"),
        ("den Bau einer Brücke in Port Moresby", "Brücke, Bau"),
        ("die Marine aus der Bucht abzuziehen", "Bucht, Marine"),
        ("die Soldaten", "Soldaten"),
        ("die Truppen", "Truppe"),
        ("im Streit mit Südland zu vermitteln", "Streit"),
        ("zu vermitteln", "vermitteln"),
        ("die Öffnung des Stausees", "Stausee, Öffnung"),
        ("den Bau des Ormadamms", "Ormadamm, Bau"),
        ("den Bau des Hauses", "Bau, Haus"),
    ],
)
def test_a_matter_is_named_by_words_of_its_acts_that_say_what_it_is_about(content: str, name: str) -> None:
    assert founded(content)[0].name == name


def test_a_noun_takes_the_place_of_a_verb_in_a_name() -> None:
    matter, _ = founded("zu vermitteln", "offer")
    noun = act("offer", "Nordmark", "Südland", "die Vermittlung")
    grown = matters.file(noun, Matters([matter]), rare)
    assert grown is not None
    assert (grown.id, grown.name) == (matter.id, "Vermittlung")


def test_the_words_for_no_matter_stand_in_no_meaning() -> None:
    """A word that shares its stem with a meaning would take the whole meaning out of all names."""
    words = vocabulary("de")
    assert words.no_matters
    assert not words.no_matters & words.forms.keys()


def test_whoever_acts_is_known_by_the_words_for_it_there() -> None:
    told = Told("reject", "lehnt", actor="Port Galen", content="das Angebot")
    around = Around.of(reading("Port Galen lehnt das Angebot ab.", told))
    assert around.names >= {*terms_of("Port Galen", "de")}
    told = Told("reject", "lehnt", actor="die Armee", content="das Angebot")
    assert Around.of(reading("Heute lehnt die Armee das Angebot ab.", told)).names.isdisjoint(
        terms_of("Armee", "de")
    )
