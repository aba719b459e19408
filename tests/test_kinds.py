"""The second opinion on the kind of an act: by its words, and together with the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pytest

from depesche import languages
from depesche.errors import MissingWeights
from depesche.languages import Language
from depesche.reading.acts import Known, Limits, decode_acts
from depesche.reading.decoding import Run
from depesche.reading.document import cut
from depesche.reading.kinds import Side, Told, Wording, reconsidered, shown, signs, told, wording_of
from depesche.reading.network import KINDS, Anchor
from depesche.reading.parties import find_parties
from depesche.reading.types import Span
from tests.oracle import act_at, tokens_of

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = languages.load("de")
TEXT = "Die Ministerin sagte, der Nachbar habe den Hafen widerrechtlich besetzt. Norwegen lieferte Zelte."
DOCUMENT = cut(TEXT, GERMAN)
CONTENT = "der Nachbar habe den Hafen widerrechtlich besetzt"
NOBODY = Side((), 0, False)


def wording(told_by: dict[str, str], shares: tuple[float, float] = (0.5, 1.0)) -> Wording:
    """Weights under which each sign speaks for one kind, and nothing else says anything."""
    names = sorted(told_by, key=lambda sign: crc32(sign.encode()))
    table = np.zeros((len(names), len(KINDS)), dtype=np.float32)
    table[range(len(names)), [KINDS.index(told_by[name]) for name in names]] = 5.0
    return Wording(
        GERMAN,
        np.array([crc32(name.encode()) for name in names], dtype=np.uint32),
        table,
        np.zeros(len(KINDS), dtype=np.float32),
        np.eye(len(KINDS), dtype=np.float32),
        np.zeros(len(KINDS), dtype=np.float32),
        np.array(shares, dtype=np.float32),
    )


BLAMES = wording({"content=widerrechtlich": "accuse"})


def said() -> Anchor:
    return act_at(DOCUMENT, "sagte", "state", actor="Die Ministerin", content=CONTENT)


def known(opinion: Wording | None) -> Known:
    return Known(DOCUMENT, (), (), find_parties(DOCUMENT, GERMAN), wording=opinion)


def test_signs_name_trigger_content_and_both_sides() -> None:
    content = tokens_of(DOCUMENT, CONTENT)
    span = Span(DOCUMENT.tokens[content.start].start, DOCUMENT.tokens[content.stop - 1].end)
    trigger = tokens_of(DOCUMENT, "sagte")
    act = told(DOCUMENT, said(), Run(trigger.start, trigger.stop), (span,), ())
    found = signs(DOCUMENT, GERMAN, act)
    assert {"trigger=sagte", "content=widerrechtlich", "actor=minist", "actor:before"} <= set(found)
    assert "recipient:0" in found
    assert len(found) == len(set(found))


def test_an_act_without_content_at_the_edge_of_the_text_has_signs() -> None:
    last = len(DOCUMENT.tokens) - 1
    assert signs(DOCUMENT, GERMAN, Told(Run(last, last + 1), None, False, NOBODY, NOBODY))
    assert signs(DOCUMENT, GERMAN, Told(Run(0, 1), Run(1, 2), True, NOBODY, NOBODY))


def test_words_of_the_content_turn_a_statement_into_an_accusation() -> None:
    (alone,) = decode_acts(known(None), [said()], Limits())
    (both,) = decode_acts(known(BLAMES), [said()], Limits())
    assert (alone.act.kind, both.act.kind) == ("state", "accuse")
    assert alone.opinion is None
    assert both.opinion is not None
    assert KINDS[int(both.opinion.network.argmax())] == "state"


def test_words_that_have_no_share_change_nothing() -> None:
    (one,) = decode_acts(
        known(replace(BLAMES, shares=np.array([1, 0], dtype=np.float32))), [said()], Limits()
    )
    assert one.act.kind == "state"
    assert np.allclose(one.anchor.labels, said().labels, atol=1e-4)


def test_whether_it_is_an_act_at_all_is_left_to_the_network() -> None:
    (one,) = decode_acts(known(BLAMES), [said()], Limits())
    assert one.anchor.labels[0] == said().labels[0]
    assert one.anchor.labels.sum() == pytest.approx(1.0, abs=1e-3)
    assert reconsidered(said(), None).labels.tolist() == said().labels.tolist()


def test_unknown_signs_give_the_base_alone() -> None:
    assert not BLAMES.odds(["trigger=unheard"]).any()
    assert not BLAMES.odds([]).any()


def test_the_signs_that_speak_for_a_kind_are_told() -> None:
    (one,) = decode_acts(known(BLAMES), [said()], Limits())
    act = told(DOCUMENT, one.anchor, one.trigger, one.act.content, one.act.condition)
    assert BLAMES.telling(DOCUMENT, act, "accuse", 5) == ["content=widerrechtlich"]
    assert BLAMES.telling(DOCUMENT, act, "state", 5) == []


def test_a_language_without_the_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match="lacks"):
        wording_of(Language("xx", tmp_path))


def test_signs_are_shown_by_their_letters() -> None:
    signs_of = ["content=warnt", "content^warn", "content$gung", "trigger~<war", "recipient:0", "content-"]
    assert [shown(sign) for sign in signs_of] == [
        "warnt",
        "warn…",
        "…gung",
        "…war…",
        "recipient:0",
        "content-",
    ]
