"""Who does it and to whom: what is held of any evidence, and what the article decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche import languages
from depesche.reading import roles
from depesche.reading.around import Before, side_by_side, taken_over, whole_lists
from depesche.reading.document import cut
from depesche.reading.network import ACT_PARTS, Anchor
from depesche.reading.parties import find_parties
from depesche.reading.roles import SIDES, UNFITTED, Setting, Weighed, Weighing, candidates, weigh
from depesche.reading.types import Kind, Role, Span
from tests.oracle import act_at

GERMAN = languages.load("de")
TEXT = (
    "Schweden forderte am Montag die Räumung des Hafens. Finnland wies das zurück. "
    "Die Regierung in Riga verurteilte den Beschluss, den das Parlament in Riga verteidigte."
)
DOCUMENT = cut(TEXT, GERMAN)
BY_PARTY = {side: Weighing({"one": 1.0, "party": 1.0, "mention": 0.5}) for side in SIDES}


def setting(anchor: Anchor, speaker: Span | None = None) -> Setting:
    return Setting(DOCUMENT, find_parties(DOCUMENT, GERMAN), anchor, "demand", speaker)


def names(anchor: Anchor, weighings: dict[str, Weighing], side: str) -> list[tuple[str | None, str | None]]:
    """Mention and party of those who are given a role."""
    found = roles.given(weigh(candidates(setting(anchor)), "demand", weighings), side)
    return [(role.mention.of(TEXT) if role.mention else None, role.party) for role in found]


def test_a_mention_in_a_role_is_its_party() -> None:
    anchor = act_at(DOCUMENT, "forderte", "demand", actor="Schweden")
    assert names(anchor, dict(UNFITTED), "actor") == [("Schweden", "Schweden")]
    assert names(anchor, dict(UNFITTED), "recipient") == []


def test_two_names_side_by_side_are_two_parties() -> None:
    text = "Am Montag hat Norwegen Island aufgefordert, das Gebiet zu räumen."
    document = cut(text, GERMAN)
    anchor = act_at(document, "aufgefordert", "demand", actor="Norwegen Island")
    found = candidates(Setting(document, find_parties(document, GERMAN), anchor, "demand"))
    assert [one.role.party for one in found] == ["Norwegen", "Island"]


@pytest.mark.parametrize(
    ("text", "seen", "actors", "recipients"),
    [
        ("Am Montag hat Norwegen Island gedroht.", {"actor": "Norwegen Island"}, ["Norwegen"], ["Island"]),
        ("Norwegen und Island haben gedroht.", {"actor": "Norwegen und Island"}, ["Norwegen", "Island"], []),
        ("Am Montag hat die Firma Polens gedroht.", {"actor": "die Firma Polens"}, ["Firma"], []),
        (
            "Am Montag hat die NATO Island und Polen gedroht.",
            {"actor": "die NATO Island und Polen"},
            ["NATO"],
            ["Island", "Polen"],
        ),
        ("Minister Olaf Scholz hat Island gedroht.", {"actor": "Minister Olaf Scholz"}, ["Olaf Scholz"], []),
        (
            "Am Montag hat Norwegen Island und Polen gedroht.",
            {"actor": "Norwegen Island", "recipient": "Polen"},
            ["Norwegen", "Island"],
            ["Polen"],
        ),
    ],
    ids=["side by side", "joined", "a genitive", "a list", "an office and a name", "another recipient"],
)
def test_two_names_with_nothing_between_them_do_not_act_together(
    text: str, seen: dict[str, str], actors: list[str], recipients: list[str]
) -> None:
    document = cut(text, GERMAN)
    parties = find_parties(document, GERMAN)
    found = candidates(
        Setting(document, parties, act_at(document, "gedroht", "threaten", **seen), "threaten")
    )
    weighed = side_by_side(weigh(found, "threaten", dict(UNFITTED)), parties)
    assert [role.name for role in roles.given(weighed, "actor")] == actors
    assert [role.name for role in roles.given(weighed, "recipient")] == recipients
    assert all(role.mention for side in SIDES for role in roles.given(weighed, side))


def test_of_a_list_all_are_taken_where_one_is() -> None:
    text = "Norwegen hat Island und Polen gedroht."
    document = cut(text, GERMAN)
    parties = find_parties(document, GERMAN)
    anchor = act_at(document, "gedroht", "threaten", actor="Norwegen", recipient="Island und Polen")
    found = weigh(candidates(Setting(document, parties, anchor, "threaten")), "threaten", dict(UNFITTED))
    doubtful = [
        one._replace(sides=frozenset(), likely={**one.likely, "recipient": chance})
        if one.candidate.role.name == "Polen"
        else one
        for one, chance in zip(found, (0.0, 0.0, 0.35), strict=True)
    ]
    assert [role.name for role in roles.given(whole_lists(doubtful, parties), "recipient")] == [
        "Island",
        "Polen",
    ]


def test_a_party_that_no_word_of_the_act_mentions_is_implied() -> None:
    anchor = act_at(DOCUMENT, "forderte", "demand", actor="Schweden", recipient_party="Finnland")
    assert names(anchor, BY_PARTY, "recipient") == [(None, "Finnland")]


def test_one_party_may_be_on_both_sides_by_two_mentions() -> None:
    parts = {"actor": "Die Regierung in Riga", "recipient": "das Parlament in Riga"}
    anchor = act_at(DOCUMENT, "verurteilte", "accuse", **parts)
    assert names(anchor, dict(UNFITTED), "actor") == [("Die Regierung in Riga", "Lettland")]
    assert names(anchor, dict(UNFITTED), "recipient") == [("das Parlament in Riga", "Lettland")]


def test_one_mention_is_on_one_side_only() -> None:
    anchor = act_at(DOCUMENT, "forderte", "demand", actor_party="Schweden", recipient_party="Schweden")
    sides = [one.sides for one in weigh(candidates(setting(anchor)), "demand", BY_PARTY)]
    assert [len(some) for some in sides if some] == [1]


def test_who_speaks_is_a_candidate_without_a_sign() -> None:
    anchor = act_at(DOCUMENT, "forderte", "demand")
    speaker = Span(TEXT.index("Finnland"), TEXT.index("Finnland") + len("Finnland"))
    (one,) = candidates(setting(anchor, speaker))
    assert (one.role.party, one.speaker, one.signs) == ("Finnland", True, {})


def given_to(actor: str, recipient: str = "", hinted: str = "", sure: float = 0.1) -> list[Weighed]:
    """An act's parties: who acts, to whom, and at whom something in it hints."""
    sides = ((actor, "actor"), (recipient, "recipient"), (hinted, None))
    return [
        Weighed(
            roles.Candidate(Role(None, name, name)),
            {"actor": 0.0, "recipient": sure},
            frozenset([side] if side else []),
        )
        for name, side in sides
        if name
    ]


def recipients(weighed: list[Weighed]) -> list[str | None]:
    return [role.party for role in roles.given(weighed, "recipient")]


def test_who_goes_on_to_blame_blames_the_same_party() -> None:
    found = taken_over(
        "accuse", given_to("Oslo", hinted="Riga"), [Before("accuse", given_to("Oslo", "Riga"))]
    )
    assert recipients(found) == ["Riga"]
    assert [one.taken_over for one in found] == ["", "goes_on_about"]


@pytest.mark.parametrize(
    ("kind", "now", "before"),
    [
        ("state", given_to("Oslo", hinted="Riga"), given_to("Oslo", "Riga")),
        ("accuse", given_to("Oslo", hinted="Riga"), given_to("Wien", "Riga")),
        ("accuse", given_to("", hinted="Riga"), given_to("", "Riga")),
        ("accuse", given_to("Oslo", hinted="Riga", sure=0.01), given_to("Oslo", "Riga")),
        ("accuse", given_to("Oslo", hinted="Wien"), given_to("Oslo", "Riga")),
        ("accuse", given_to("Oslo", hinted="Riga"), []),
    ],
    ids=["another kind", "another actor", "nobody acts", "no hint", "a hint at another", "the first act"],
)
def test_the_recipient_before_is_not_taken_over_by(
    kind: Kind, now: list[Weighed], before: list[Weighed]
) -> None:
    assert recipients(taken_over(kind, now, [Before("state", before)])) == []


def test_whom_an_act_names_is_not_replaced_by_whom_the_last_one_named() -> None:
    found = taken_over(
        "accuse", given_to("Oslo", "Wien", hinted="Riga"), [Before("accuse", given_to("Oslo", "Riga"))]
    )
    assert recipients(found) == ["Wien"]


def test_nobody_is_found_where_nothing_was_seen() -> None:
    assert weigh(candidates(setting(act_at(DOCUMENT, "forderte", "demand"))), "demand", dict(UNFITTED)) == []


@pytest.mark.parametrize("weighings", [dict(UNFITTED), BY_PARTY])
@settings(deadline=None)
@given(seed=st.integers(0, 10_000), shape=st.sampled_from([0.1, 0.5, 2.0]))
def test_any_evidence_gives_parties_of_the_text_once_each(
    weighings: dict[str, Weighing], seed: int, shape: float
) -> None:
    random = np.random.default_rng(seed)
    parts = random.beta(shape, 3.0, (len(DOCUMENT.tokens), len(ACT_PARTS))).astype(np.float32)
    plain = act_at(DOCUMENT, "forderte", "demand")
    anchor = Anchor(plain.token, plain.labels, plain.states, 0, parts)
    weighed = weigh(candidates(setting(anchor)), "demand", weighings)
    for side in SIDES:
        given_roles = roles.given(weighed, side)
        parties = [roles.party_of(role) for role in given_roles]
        assert len(set(parties)) == len(parties)
        assert all(role.mention is None or role.mention.of(TEXT).strip() for role in given_roles)
        assert all(0.0 <= one.likely[side] <= 1.0 for one in weighed)


ASKED = [Before("demand", given_to("Riga", "Oslo")), Before("state", given_to("Wien"))]


def test_who_refuses_what_was_asked_refuses_it_to_who_asked() -> None:
    found = taken_over("reject", given_to("Oslo"), ASKED)
    assert recipients(found) == ["Riga"]
    assert found[-1].taken_over == "answers"


@pytest.mark.parametrize(
    ("kind", "now", "earlier"),
    [
        ("agree", given_to("Oslo"), ASKED),
        ("reject", given_to("Wien"), ASKED),
        ("reject", given_to("Oslo"), [Before("accuse", given_to("Riga", "Oslo"))]),
        ("reject", given_to("Oslo"), [*ASKED, *[Before("state", given_to("Wien"))] * 8]),
        ("reject", given_to(""), ASKED),
    ],
    ids=["another kind", "asked another", "was not asked", "long ago", "nobody acts"],
)
def test_nobody_who_asked_is_taken_for_who_is_refused_by(
    kind: Kind, now: list[Weighed], earlier: list[Before]
) -> None:
    assert recipients(taken_over(kind, now, earlier)) == []


def test_whom_a_refusal_names_stands() -> None:
    assert recipients(taken_over("reject", given_to("Oslo", "Wien"), ASKED)) == ["Wien"]


def test_what_stands_in_brackets_does_not_make_a_mention_less_sure() -> None:
    document = cut("Anna Berg (Grüne) forderte Ruhe.", GERMAN)
    anchor = act_at(document, "forderte", "demand", actor="Anna Berg (Grüne)")
    anchor.parts[2 - anchor.first : 5 - anchor.first, ACT_PARTS.index("actor")] = 0.2
    found = candidates(Setting(document, find_parties(document, GERMAN), anchor, "demand"))
    assert next(one for one in found if one.role.name == "Anna Berg").odds("actor") > 2
