"""Signs that nobody sees turn writing around or part a word; no name, id or reason that reading makes has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from depesche.reading.document import INVISIBLE
from depesche.reading.reader import read

if TYPE_CHECKING:
    from depesche.reading.types import Reading

TELLING = (
    "Russland{0} forderte am Montag den Abzug der Truppen. Der Sprecher {0}Peter Ku{0}hn{0} sagte, das Küstenkommando "
    "{0}Nord{0} weise das zurück. Die Osttaler{0} Garde{0} drohte mit einem Angriff."
)


def names_of(reading: Reading) -> list[str]:
    """All that a reading says in names: its parties, roles, speakers, their ids and the reasons."""
    parties = [(one.id, one.name, one.acts_for) for one in reading.parties]
    roles = [
        (role.name, role.party, role.party_id, role.reason)
        for act in reading.acts
        for role in (*act.actors, *act.recipients)
    ]
    speakers = [(one.speaker_name, one.speaker_party) for one in reading.statements]
    return [name for group in (parties, roles, speakers) for one in group for name in one if name]


@pytest.mark.parametrize(
    "sign", ["\u061c", "\u200b", "\u200f", "\u202a", "\u202c", "\u202e", "\u2066", "\u2069"]
)
def test_names_are_those_of_the_same_article_without_it(sign: str) -> None:
    reading = read(TELLING.format(sign), published="2024-02-02")
    names = names_of(reading)
    assert names == names_of(read(TELLING.format(""), published="2024-02-02"))
    assert not set("".join(names)) & set(INVISIBLE)
    assert sign in reading.text
    assert all(span.of(reading.text) for party in reading.parties for span in party.mentions)
