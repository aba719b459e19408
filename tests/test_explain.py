"""Why an entry was found: every reason is there, agrees with the reading, and points at words of the text.

Most tests put a network in the reader that says what the test wants, or anything at all, so that they hold for any
weights; those at the end read with the real thing.
"""

from __future__ import annotations

import io
import json
import sys
from itertools import pairwise
from string import Formatter
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from depesche import Article, Reading, explain, languages, read
from depesche.cli import main
from depesche.errors import UnknownEntry
from depesche.reading import acts, pieces, statements
from depesche.reading.network import (
    ACT_PARTS,
    KINDS,
    MEDIA,
    STATEMENT_PARTS,
    STATES,
    TYPES,
    Anchor,
    Network,
    Seen,
)
from depesche.reading.reader import Reader
from depesche.render.explanation import MOST_CHANCES, sheet_of_explanation
from depesche.render.labels import labels_of
from depesche.render.sheet_table import sheet_table
from tests.oracle import Oracle, act_at, statement_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from depesche import Act, Explanation, Statement
    from depesche.reading.document import Document
    from depesche.reading.explanation import Step

    Say = Callable[[Document], Seen]
    Telling = Callable[[Say], Reader]
    Explained = Callable[[str], Explanation]
    Run = Callable[..., tuple[int, str, str]]

GERMAN = languages.load("de")
TEXT = (
    "Schweden forderte Finnland am Montag auf, den Hafen bis Freitag zu räumen. "
    "„Wir werden ihn sperren, falls Helsinki ablehnt“, sagte Ministerin Eva Lund. "
    "Nach Angaben der Agentur Reuters wies Finnland das zurück."
)
MONDAY = "2024-05-16"  # a Thursday: the Monday before is the 13th


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> Telling:
    """Puts a network into the reader that `explain` asks for, and gives that reader."""

    def put(say: Say) -> Reader:
        made = Reader(GERMAN, cast("Network", Oracle(say)), statements.Limits(), acts.Limits())
        monkeypatch.setattr("depesche.reading.explain.reader_of", lambda *_: made)
        return made

    return put


def told(document: Document) -> Seen:
    """What a good network would see in TEXT."""
    quote = "Wir werden ihn sperren, falls Helsinki ablehnt"
    said = statement_at(document, "Wir", "direct", quote=quote, speaker="Ministerin Eva Lund", cue="sagte")
    demand = act_at(
        document, "forderte", "demand", actor="Schweden", recipient="Finnland", time="am Montag",
        content="den Hafen bis Freitag zu räumen",
    )  # fmt: skip
    threat = act_at(
        document, "sperren", "threaten", actor="Wir", implied_recipient="Finnland",
        condition="falls Helsinki ablehnt",
    )  # fmt: skip
    return Seen((said,), (demand, threat, act_at(document, "wies", "reject")))


def any_seen(seed: int) -> Say:
    """A network that says anything, the same each time it is asked of the same text."""

    def say(document: Document) -> Seen:
        random = np.random.default_rng([seed, len(document.tokens)])

        def anchors(labels: int, states: int, parts: int) -> tuple[Anchor, ...]:
            return tuple(
                Anchor(
                    token,
                    random.dirichlet(np.full(labels, 0.3)).astype(np.float32),
                    random.dirichlet(np.ones(states)).astype(np.float32),
                    first := max(0, token - 12),
                    (random.random((min(len(document.tokens), token + 12) - first, parts)) ** 2).astype(
                        np.float32
                    ),
                )
                for token in range(len(document.tokens))
                if random.random() < 0.3
            )

        return Seen(
            anchors(len(TYPES) + 1, len(MEDIA), len(STATEMENT_PARTS)),
            anchors(len(KINDS) + 1, len(STATES), len(ACT_PARTS)),
        )

    return say


def entries_of(reading: Reading) -> list[Act | Statement]:
    return [*reading.acts, *reading.statements]


def named(explanation: Explanation, name: str) -> list[Step]:
    return [step for step in explanation.steps if step.name == name]


def codes(step: Step) -> list[str]:
    return [reason.code for reason in step.reasons]


def printed(explanation: Explanation, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(sheet_table(sheet_of_explanation(explanation)))
    return out.getvalue()


def assert_explains(explanation: Explanation, entry: Act | Statement, reading: Reading) -> None:
    """All that is promised of any explanation, whatever the network saw."""
    text = reading.text
    assert (explanation.id, explanation.confidence) == (entry.id, entry.confidence)
    assert 0 <= explanation.context.span.start < explanation.context.span.end <= len(text)
    for evidence in (explanation.context, *(one for step in explanation.steps for one in step.evidence)):
        assert evidence.span.of(text) == evidence.words
        assert evidence.words
        assert evidence.probability is None or 0 <= evidence.probability <= 1
    for span in explanation.shown:
        assert explanation.context.span.start <= span.start < span.end <= explanation.context.span.end
    for step in explanation.steps:
        assert step.reasons
        if step.chances:
            assert sum(chance.probability for chance in step.chances) == pytest.approx(1, abs=0.01)
            assert all(one.probability >= other.probability for one, other in pairwise(step.chances))
            assert step.value in [chance.label for chance in step.chances]
    json.dumps([dict(reason.facts) for step in explanation.steps for reason in step.reasons], allow_nan=False)
    assert len(sheet_of_explanation(explanation).sections) == 2


# Any reading at all


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=40))
def test_every_entry_of_any_reading_is_explained(telling: Telling, seed: int, words: list[str]) -> None:
    article = Article(" ".join(words), "x", published=MONDAY)
    (reading,) = telling(any_seen(seed)).read([article])
    for act in reading.acts[:2]:
        explanation = explain(article, act.id)
        assert_explains(explanation, act, reading)
        assert (explanation.label, explanation.shown) == (act.kind, act.trigger)
        for name, roles in (("actor", act.actors), ("recipient", act.recipients)):
            mentions = [(role.mention,) for role in roles if role.mention]
            shown = [
                tuple(one.span for one in step.evidence) for step in named(explanation, name) if step.value
            ]
            assert [spans for spans in shown if spans in mentions] == mentions
    for statement in reading.statements[:2]:
        explanation = explain(article, statement.id)
        assert_explains(explanation, statement, reading)
        assert (explanation.label, explanation.shown) == (statement.type, statement.quote)


def test_a_long_article_is_explained_piece_by_piece(
    telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article("\n\n".join([TEXT] * 3), "lang", published=MONDAY)
    monkeypatch.setattr("depesche.reading.explain.LONGEST_PIECE", 400)
    made = telling(told)
    parts = (made.read([piece])[0] for piece in pieces.pieces_of(article, 400))
    reading = pieces.joined(Reading("lang", "de", article.text, published=MONDAY), parts)
    assert len(reading.acts) == 9
    for entry in entries_of(reading):
        assert_explains(explain(article, entry.id), entry, reading)
    last = explain(article, "a7")
    assert last.context.span.start > 2 * len(TEXT)
    assert named(last, "statement")[0].value == reading.acts[7].statement == "s9"


# What speaks for an act


@pytest.fixture
def explained(telling: Telling) -> Explained:
    telling(told)
    return lambda entry: explain(Article(TEXT, "hafen", published=MONDAY), entry)


def test_the_trigger_is_seen_by_the_network_and_known_to_the_lexicon(
    explained: Explained,
) -> None:
    explanation = explained("a0")
    assert explanation.context.words == TEXT.partition(" „")[0]
    (trigger,) = named(explanation, "trigger")
    assert (trigger.value, codes(trigger)) == ("forderte", ["act_begins", "named", "signal"])
    assert "demand" in str(trigger.reasons[-1].facts["signals"]).split(", ")
    assert trigger.evidence[0].probability == 0.9


def test_all_kinds_are_weighed(explained: Explained) -> None:
    (kind,) = named(explained("a0"), "kind")
    assert {chance.label for chance in kind.chances} == {"none", *KINDS}
    assert (kind.chances[0].label, kind.chances[0].probability) == ("demand", 0.9)


def test_parties_come_with_the_reason_of_their_resolution(explained: Explained) -> None:
    (actor,) = named(explained("a0"), "actor")
    assert (actor.value, codes(actor)) == ("Schweden", ["mentioned", "speaks", "weighed", "party"])
    assert "Schweden" in str(actor.reasons[-1].facts["reason"])


def test_we_is_whoever_speaks(explained: Explained) -> None:
    (actor,) = named(explained("a1"), "actor")
    assert "Eva Lund" in (actor.value or "")
    (spoken,) = [reason for reason in actor.reasons if reason.code == "spoken"]
    assert dict(spoken.facts) == {"words": "Wir", "speaker": "Ministerin Eva Lund"}


def test_an_implied_party_is_told_from_a_mentioned_one(explained: Explained) -> None:
    assert codes(named(explained("a0"), "recipient")[0])[0] == "mentioned"
    (recipient,) = named(explained("a1"), "recipient")
    assert (recipient.value, codes(recipient)[0]) == ("Finnland", "implied")
    assert recipient.reasons[0].facts["words"] == "Finnland"


def test_what_is_missing_says_what_came_nearest(explained: Explained) -> None:
    (actor,) = named(explained("a2"), "actor")
    assert (actor.value, actor.evidence, codes(actor)) == (None, (), ["nobody_seen"])


def test_a_time_tells_its_rule_and_what_it_is_counted_from(explained: Explained) -> None:
    (time,) = named(explained("a0"), "time")
    assert (time.value, codes(time)) == ("2024-05-13", ["named", "time_value", "time_from_publication"])
    assert time.reasons[-1].facts["published"] == MONDAY
    (deadline,) = named(explained("a0"), "deadline")
    assert (deadline.value, codes(deadline)[0]) == ("2024-05-17", "deadline_in_content")


def test_an_absolute_time_does_not_hang_on_the_publication(
    telling: Telling,
) -> None:
    text = "Oslo lehnte am 3. Mai 2021 ab."
    telling(lambda document: Seen((), (act_at(document, "lehnte", "reject", time="am 3. Mai 2021"),)))
    (time,) = named(explain(Article(text, published=MONDAY), "a0"), "time")
    assert (time.value, codes(time)) == ("2021-05-03", ["named", "time_value"])


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("falls Riga ablehnt", "condition_same"),
        ("falls Riga", "condition_other_bounds"),
        ("den Hafen zu sperren", "condition_unseen"),
        ("den Hafen", "condition_other_bounds"),
        ("", "condition_other_bounds"),
    ],
)
def test_the_rule_for_conditions_is_heard(telling: Telling, part: str, code: str) -> None:
    text = "Oslo droht, den Hafen zu sperren, falls Riga ablehnt."
    parts = {"condition": part} if part else {}
    telling(lambda document: Seen((), (act_at(document, "droht", "threaten", **parts),)))
    explanation = explain(Article(text), "a0")
    assert codes(named(explanation, "condition")[0])[-1] == code
    names = [step.value for step in named(explanation, "condition_party")]
    assert names == ([None] if part == "den Hafen zu sperren" else ["Lettland"])


def test_a_condition_that_belongs_to_no_act_is_named(telling: Telling) -> None:
    text = "Oslo tadelte Riga, falls es den Hafen sperrt."
    telling(lambda document: Seen((), (act_at(document, "tadelte", "accuse"),)))
    explanation = explain(Article(text), "a0")
    assert codes(named(explanation, "condition")[0])[-1] == "condition_unbound"
    assert named(explanation, "condition_party") == []


def test_without_any_condition_the_rule_says_so(explained: Explained) -> None:
    assert codes(named(explained("a0"), "condition")[0]) == ["below", "no_condition"]


def test_the_statement_that_carries_an_act_is_named(explained: Explained) -> None:
    (carrier,) = named(explained("a1"), "statement")
    assert (carrier.value, codes(carrier)) == ("s1", ["carried_by_quote", "carrier_confidence"])
    assert codes(named(explained("a0"), "statement")[0]) == ["carried_by_quote", "carrier_confidence"]


def test_the_confidence_can_be_reckoned_again(explained: Explained) -> None:
    explanation = explained("a0")
    raw, calibrated = named(explanation, "confidence")[0].reasons
    label, words = float(raw.facts["label"]), float(raw.facts["words"])
    assert label * (1 + words) / 2 == pytest.approx(float(raw.facts["raw"]), abs=1e-3)
    assert calibrated.facts["raw"] == raw.facts["raw"]
    assert calibrated.facts["confidence"] == explanation.confidence


# What speaks for a statement


def test_a_statement_is_explained_in_the_same_manner(explained: Explained) -> None:
    explanation = explained("s1")
    assert (explanation.task, explanation.label) == ("statement", "direct")
    (type_,) = named(explanation, "type")
    assert {chance.label for chance in type_.chances} == {"none", *TYPES}
    (quote,) = named(explanation, "quote")
    assert quote.value == "„Wir werden ihn sperren, falls Helsinki ablehnt“"
    assert codes(quote) == ["statement_begins", "named", "quotation_marks"]
    (speaker,) = named(explanation, "speaker")
    assert (speaker.value or "").startswith("Eva Lund")
    assert codes(speaker)[0] == "named"
    assert "signal" in codes(named(explanation, "cue")[0])
    assert codes(named(explanation, "relayed_by")[0]) == ["not_relayed"]


def test_a_report_that_a_verb_tells_is_explained_by_rule(explained: Explained) -> None:
    explanation = explained("s0")
    assert explanation.label == "reported"
    speaker = named(explanation, "speaker")[0]
    assert (speaker.evidence[0].words, codes(speaker)[0]) == ("Schweden", "reporting_verb")


def test_a_statement_that_source_words_tell_is_explained_by_rule(explained: Explained) -> None:
    explanation = explained("s2")
    speaker = named(explanation, "speaker")[0]
    assert explanation.label == "indirect"
    assert speaker.evidence[0].words == "Angaben der Agentur Reuters"
    assert codes(speaker)[0] == codes(named(explanation, "quote")[0])[0] == "source_words"


def test_who_relays_a_statement_is_explained(telling: Telling) -> None:
    text = "Man bleibe dabei, sagte Minister Nils Berg laut Reuters. Mehr sagte er nicht."

    def say(document: Document) -> Seen:
        words = {"quote": "Man bleibe dabei", "speaker": "Minister Nils Berg", "cue": "sagte"}
        return Seen((statement_at(document, "Man", "indirect", **words),), ())

    telling(say)
    (relay,) = named(explain(Article(text), "s0"), "relayed_by")
    assert (relay.value, codes(relay)) == ("Reuters", ["relayed_by_word"])


# Ids that are not there


@pytest.mark.parametrize("entry", ["a3", "s4", "a-1", "a00", "", "x"])
def test_an_unknown_id_says_which_there_are(explained: Explained, entry: str) -> None:
    with pytest.raises(UnknownEntry, match="acts a0 to a2 and statements s0 to s3"):
        explained(entry)


@pytest.mark.parametrize("text", ["", "Es regnet."])
def test_an_article_without_entries_says_so(telling: Telling, text: str) -> None:
    telling(lambda _: Seen((), ()))
    with pytest.raises(UnknownEntry, match="no acts and no statements"):
        explain(Article(text), "a0")


# What people see


def test_the_table_shows_words_bars_and_reasons(explained: Explained) -> None:
    shown = printed(explained("a0"))
    for words in (
        "hafen a0",
        "Schweden forderte Finnland am Montag auf",
        "██████████████████░░  90% ! fordert",
        "Wortschatz: „forderte“ zeigt an: fordert",
        "13.05.2024 „am Montag“",
        "Gerechnet vom Tag der Veröffentlichung, 16.05.2024.",
        "Rohwert 0,8",
    ):
        assert words in shown.replace(" 90%", "  90%").replace("   90%", "  90%"), words
    assert shown.count("░ ") + shown.count("█ ") == MOST_CHANCES + len(STATES)


def test_every_reason_has_words_in_which_its_facts_stand() -> None:
    templates = labels_of("de").explanation["reasons"]
    known = {
        "probability", "threshold", "words", "signals", "reason", "speaker", "opener", "value", "published",
        "statement", "confidence", "label", "raw", "scale", "shift",
    }  # fmt: skip
    for template in templates.values():
        assert {name for _, name, _, _ in Formatter().parse(template) if name is not None} <= known


# The command


@pytest.fixture
def run(
    telling: Telling,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """The command with a network that knows TEXT."""
    telling(lambda document: told(document) if document.text.startswith("Schweden") else Seen((), ()))
    monkeypatch.delenv("COLUMNS", raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["depesche", "explain", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return stopped.value.code, out, err

    return command


def lines(path: Path, *ids: str) -> Path:
    path.write_text("".join(json.dumps({"id": id_, "text": TEXT}) + "\n" for id_ in ids), encoding="utf-8")
    return path


def test_the_command_tells_why(run: Run, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", "eins")
    code, out, err = run(path, "--act", "a0", "--published", "16.5.2024")
    assert (code, err) == (0, "")
    assert "eins a0" in out
    assert "Gerechnet vom Tag der Veröffentlichung, 16.05.2024." in out
    assert run(path, "--statement", "s1")[1].startswith("eins s1\nwörtlich · ")


def test_the_command_writes_json(run: Run, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", "eins", "zwei")
    code, out, _ = run(path, "--act", "a1", "--article", "zwei", "--format", "json")
    entry = json.loads(out)
    assert (code, entry["article"], entry["id"], entry["label"]) == (0, "zwei", "a1", "threaten")
    for evidence in (one for step in entry["steps"] for one in step["evidence"]):
        start, end = evidence["span"]
        assert TEXT[start:end] == evidence["words"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (
            ("viele.jsonl", "--act", "a0"),
            1,
            "several articles; choose one with --article ID: 1, 2, 3, 4, 5 …",
        ),
        (("viele.jsonl", "--act", "a0", "--article", "nie"), 1, "no article 'nie'"),
        (("viele.jsonl", "--act", "a9", "--article", "2"), 1, "it has acts a0 to a2 and statements s0 to s3"),
        (("leer.txt", "--act", "a0"), 1, "no acts and no statements"),
        (("fehlt.txt", "--act", "a0"), 1, "no such file"),
        (("viele.jsonl",), 2, "--act a3 or --statement s2"),
        (("viele.jsonl", "--act", "a0", "--statement", "s0"), 2, "one of them"),
        (("viele.jsonl", "--act", "s0"), 2, "no id of an act"),
        (("viele.jsonl", "--act", "a0", "--published", "nie"), 2, "nie"),
    ],
)
def test_the_command_says_in_a_line_what_is_wrong(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    lines(tmp_path / "viele.jsonl", *"1234567")
    (tmp_path / "leer.txt").write_text("Es regnete den ganzen Tag in der Stadt.", encoding="utf-8")
    name, *options = arguments
    got, out, err = run(tmp_path / name, *options)
    assert (got, out) == (code, "")
    assert words in err
    assert len(err.splitlines()) == 1


# The real reading


def test_a_real_reading_is_explained() -> None:
    reading = read(TEXT, published=MONDAY, language="de")
    assert reading.acts
    assert reading.statements
    for entry in entries_of(reading):
        explanation = explain(reading, entry.id)
        assert_explains(explanation, entry, reading)
        assert max(map(len, printed(explanation, 80).splitlines())) <= 80
