"""What is made of the network's words for an act: kind, status, content, condition, time, and who has a part in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from depesche.languages import load
from depesche.reading.acts import Known, Limits, find_acts
from depesche.reading.conditions import find_conditions
from depesche.reading.document import cut
from depesche.reading.parties import find_parties
from depesche.reading.times import find_times
from depesche.reading.types import Span, Statement
from tests.oracle import act_at

if TYPE_CHECKING:
    from depesche.reading.types import Act, Spans

GERMAN = load("de")
DAY = date(2024, 3, 6)

Seen = tuple[str, str, dict[str, str]]


def acts_of(text: str, *seen: Seen, statements: tuple[Statement, ...] = ()) -> tuple[Act, ...]:
    """The acts of a text in which the network saw triggers, each with a kind and parts."""
    document = cut(text, GERMAN)
    known = Known(
        document,
        statements,
        find_times(document, GERMAN, DAY),
        find_parties(document, GERMAN, published=DAY),
        find_conditions(document, GERMAN),
        GERMAN.table("objects"),
    )
    anchors = [act_at(document, word, kind, **parts) for word, kind, parts in seen]
    return find_acts(known, sorted(anchors, key=lambda anchor: anchor.token), Limits())


def words(spans: Spans, text: str) -> str | None:
    return spans[0].of(text) if spans else None


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "status"),
    [
        ("Der Gesandte wurde von der Königin nicht empfangen.", "empfangen", "consult", "negated"),
        ("Die Truppen zogen sich bis Freitag nicht zurück.", "zogen", "retreat", "negated"),
        ("Die Truppen zogen sich nicht mehr zurück, obwohl es tagte.", "zogen", "retreat", "negated"),
        ("Oslo zahlte die Hilfe nicht.", "zahlte", "aid", "negated"),
        ("Die Truppen zogen sich zurück, was Oslo nicht wusste.", "zogen", "retreat", "actual"),
        ("Nicht alle Truppen zogen ab.", "zogen", "retreat", "actual"),
        ("Die Schiffe dürfen nicht auslaufen.", "dürfen", "demand", "actual"),
    ],
)
def test_a_deed_that_its_clause_denies_is_told_as_not_done(
    text: str, trigger: str, kind: str, status: str
) -> None:
    (act,) = acts_of(text, (trigger, kind, {}))
    assert (act.kind, act.status) == (kind, status)


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Oslo schloss eine Sperre nicht aus.", "schloss", "state"),
        ("Eine Sperre hat Oslo nicht ausgeschlossen.", "ausgeschlossen", "state"),
        ("Oslo schloss eine Sperre aus.", "schloss", "reject"),
        ("Oslo nahm den Plan nicht an.", "nahm", "reject"),
    ],
)
def test_not_to_rule_something_out_is_no_refusal(text: str, trigger: str, kind: str) -> None:
    (act,) = acts_of(text, (trigger, "reject", {}))
    assert (act.kind, act.status) == (kind, "actual")


def test_verb_and_noun_of_one_predicate_are_one_act() -> None:
    text = "Norwegen verhängte gegen Island ein Flugverbot. Island zeigte sich offen bereit."
    parts = {"actor": "Norwegen"}
    found = acts_of(
        text,
        ("verhängte", "sanction", {**parts, "content": "ein Flugverbot"}),
        ("Flugverbot", "sanction", parts),
        ("zeigte", "offer", {}),
        ("bereit", "offer", {}),
    )
    assert [act.trigger[0].of(text) for act in found] == ["verhängte", "zeigte"]


def test_two_deeds_of_a_sentence_stay_two() -> None:
    text = "Norwegen kritisierte die Drohung Islands, die Schiffe zu beschießen."
    found = acts_of(
        text,
        ("kritisierte", "accuse", {"actor": "Norwegen", "content": "die Drohung Islands"}),
        ("Drohung", "threaten", {"actor": "Islands"}),
    )
    assert [act.kind for act in found] == ["accuse", "threaten"]
    other = acts_of(
        "Norwegen verurteilte den Überfall, Island verurteilte ihn auch.",
        ("verurteilte", "accuse", {"actor": "Norwegen"}),
        ("Island verurteilte", "accuse", {"actor": "Island"}),
    )
    assert len(other) == 2


@pytest.mark.parametrize(
    ("seen", "condition"),
    [
        ("Riga nicht in", "Bis Riga nicht in Gespräche einwilligt"),
        ("Bis", "Bis Riga nicht in Gespräche einwilligt"),
        ("Wahlen", None),
    ],
)
def test_a_condition_that_no_rule_knows_reaches_from_its_opening_word_to_the_comma(
    seen: str, condition: str | None
) -> None:
    text = "Bis Riga nicht in Gespräche einwilligt, lehnt Oslo Wahlen ab."
    (act,) = acts_of(text, ("lehnt", "reject", {"condition": seen}))
    assert words(act.condition, text) == condition


def test_an_opening_word_that_leads_a_phrase_leaves_its_end_as_it_was_seen() -> None:
    text = "Notfalls werde man ohne Erlaubnis liefern, sonst später."
    (act,) = acts_of(text, ("liefern", "announce", {"condition": "Erlaubnis"}))
    assert words(act.condition, text) == "ohne Erlaubnis"
    (act,) = acts_of(text, ("liefern", "announce", {"condition": "sonst"}))
    assert words(act.condition, text) == "sonst"


@pytest.mark.parametrize(
    ("condition", "party"),
    [
        ("falls die russische Armee abzieht", "Russland"),
        ("falls der Kongress der USA zustimmt", "USA"),
        ("falls sich Polen aus Peru zurückzieht", "Polen"),
        ("falls die Sanktionen gegen Polen enden", None),
        ("falls es zu Gewalt kommt", None),
        ("falls es Peru überfällt", "Chile"),
    ],
)
def test_a_condition_names_whose_deed_it_is(condition: str, party: str | None) -> None:
    text = f"Brasilien sprach mit Chile. Das Land zögert. Bolivien drohte mit Strafen, {condition}."
    (act,) = acts_of(text, ("drohte", "threaten", {"condition": condition}))
    if party == "Chile":
        assert act.condition_party not in {"Peru", None}
    else:
        assert act.condition_party == party


def test_the_content_ends_where_the_condition_begins() -> None:
    text = "Falls Riga ablehnt, werde Oslo den Hafen sperren, sagte sie."
    parts = {"content": "ablehnt, werde Oslo den Hafen sperren", "condition": "Falls Riga ablehnt"}
    (act,) = acts_of(text, ("sagte", "threaten", parts))
    assert words(act.content, text) == "werde Oslo den Hafen sperren"


@pytest.mark.parametrize(("seen", "content"), [("die", None), ("das", "das"), ("die Küste", "die Küste")])
def test_an_article_alone_is_no_content(seen: str, content: str | None) -> None:
    text = "Oslo sperrte die Küste und das tat weh."
    (act,) = acts_of(text, ("sperrte", "coerce", {"content": seen}))
    assert words(act.content, text) == content


@pytest.mark.parametrize(
    ("text", "seen", "content"),
    [
        (
            "Oslo sperrte Häfen für Schiffe aus der EU, sagte sie.",
            "Häfen für Schiffe aus der",
            "Häfen für Schiffe aus der EU",
        ),
        ("Oslo sperrte Häfen für die kleinen Boote.", "Häfen für die", "Häfen für die kleinen Boote"),
        ("Oslo sperrte Häfen mit Zöllen ein.", "Häfen mit Zöllen ein", "Häfen mit Zöllen"),
        ("Oslo sperrte Häfen und Riga schwieg.", "Häfen und", "Häfen"),
        ("Oslo sperrte „alle Häfen“ sofort.", "„alle Häfen", "„alle Häfen“"),
        ("Oslo sperrte den „großen Hafen“.", "den „großen Hafen", "den „großen Hafen“"),
        ("Oslo sperrte Häfen „sofort“.", "Häfen", "Häfen"),
    ],
)
def test_a_content_has_ends_that_make_sense(text: str, seen: str, content: str) -> None:
    (act,) = acts_of(text, ("sperrte", "coerce", {"content": seen}))
    assert words(act.content, text) == content


@pytest.mark.parametrize(
    ("seen", "content"),
    [
        ("den Hafen am Montag", "den Hafen"),
        ("den Hafen am Montag ganz", "den Hafen am Montag ganz"),
        ("am Montag", "am Montag"),
    ],
)
def test_the_time_of_an_act_ends_no_content(seen: str, content: str) -> None:
    text = "Oslo sperrte den Hafen am Montag ganz."
    (act,) = acts_of(text, ("sperrte", "coerce", {"content": seen, "time": "am Montag"}))
    assert words(act.content, text) == content


def test_a_word_that_is_a_condition_alone_takes_no_clause_along() -> None:
    text = "Andernfalls werde Oslo alle Häfen sperren, sagte sie."
    parts = {
        "condition": "Andernfalls werde Oslo alle",
        "content": "Andernfalls werde Oslo alle Häfen sperren",
    }
    (act,) = acts_of(text, ("sagte", "threaten", parts))
    assert (words(act.condition, text), words(act.content, text)) == (
        "Andernfalls",
        "werde Oslo alle Häfen sperren",
    )


@pytest.mark.parametrize(("relayed", "actors"), [(True, []), (False, ["CNN"])])
def test_who_only_passes_words_on_does_not_act_by_them(relayed: bool, actors: list[str]) -> None:
    text = "Oslo werde den Hafen sperren, zitierte Anna Berg der Sender CNN."
    relay = Span(text.index("CNN"), text.index("CNN") + 3)
    said = Statement("s0", "indirect", "speech", quote=(Span(0, 28),), relayed_by=(relay,) if relayed else ())
    (act,) = acts_of(text, ("sperren", "threaten", {"actor": "der Sender CNN"}), statements=(said,))
    assert [role.name for role in act.actors] == actors


@pytest.mark.parametrize(
    ("seen", "time"),
    [
        ("Dienstag", "am Dienstag"),
        ("Dienstag nach", "am Dienstag"),
        ("nach der", None),
        ("am Dienstag", "am Dienstag"),
    ],
)
def test_a_time_has_the_word_that_leads_it_and_no_scraps(seen: str, time: str | None) -> None:
    text = "Oslo sperrte am Dienstag nach der Rede den Hafen."
    (act,) = acts_of(text, ("sperrte", "coerce", {"time": seen}))
    assert (act.time.span.of(text) if act.time else None) == time


@pytest.mark.parametrize(
    ("text", "trigger", "seen", "actors"),
    [
        (
            "Polen, Litauen und Lettland forderten Hilfe.",
            "forderten",
            "Polen",
            ["Polen", "Litauen", "Lettland"],
        ),
        ("Polen, Litauen forderten Hilfe.", "forderten", "Polen", ["Polen"]),
        ("Das Land Polen und drei Dörfer baten um Hilfe.", "baten", "Polen", ["Polen"]),
        ("Polen forderte Hilfe, und Litauen schwieg.", "forderte", "Polen", ["Polen"]),
    ],
)
def test_who_is_named_in_one_list_acts_together(
    text: str, trigger: str, seen: str, actors: list[str]
) -> None:
    (act,) = acts_of(text, (trigger, "demand", {"actor": seen}))
    assert [role.party for role in act.actors] == actors


@pytest.mark.parametrize(
    ("text", "seen", "mention"),
    [
        ("Zieht Peking die Schiffe ab, jubelt man.", "Peking die Schiffe", "Peking"),
        ("Malis Armee und Rebellen schossen.", "Malis Armee und", "Malis Armee"),
        ("Gestern wurde er Kanzler und zog ein.", "er Kanzler", "er"),
        ("Dort sprach Mariusz Nowak lange.", "Mariusz", "Mariusz Nowak"),
        ("Haitis Armee bat um Hilfe.", "Haitis", "Haitis Armee"),
        ("Die Regierung in Kiew lachte.", "Die Regierung in Kiew", "Die Regierung in Kiew"),
    ],
)
def test_a_mention_is_one_whole_phrase(text: str, seen: str, mention: str) -> None:
    verb = next(word for word in ("Zieht", "schossen", "zog", "sprach", "bat", "lachte") if word in text)
    (act,) = acts_of(text, (verb, "state", {"actor": seen}))
    assert mention in [role.mention.of(text) for role in act.actors if role.mention]


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Die NATO antwortete auf Russlands Forderung.", "Forderung", ["Russland"]),
        ("Die NATO antwortete auf die russische Forderung.", "Forderung", ["Russland"]),
        ("Die NATO antwortete auf eine Forderung.", "Forderung", ["NATO"]),
    ],
)
def test_the_words_before_a_noun_say_whose_act_it_is(text: str, trigger: str, actors: list[str]) -> None:
    (act,) = acts_of(text, (trigger, "demand", {"actor": "Die NATO"}))
    assert [role.party for role in act.actors] == actors
