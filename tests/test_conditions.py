from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.languages import load
from depesche.reading.conditions import find_conditions
from depesche.reading.document import cut

GERMAN = load("de")


def found(text: str) -> list[tuple[str, str]]:
    """Words and clause of each condition."""
    conditions = find_conditions(cut(text, GERMAN), GERMAN)
    return [(one.span.of(text), one.clause) for one in conditions]


@pytest.mark.parametrize(
    ("text", "words", "clause"),
    [
        # clauses with the verb at the end
        ("Oslo werde handeln, falls der Nachbar angreift.", "falls der Nachbar angreift", "finite"),
        ("Wenn der Hafen gesperrt bleibt, klagt Oslo.", "Wenn der Hafen gesperrt bleibt", "finite"),
        ("Man zahle erst, wenn Ruhe herrscht, sagte sie.", "wenn Ruhe herrscht", "finite"),
        ("Erst wenn Ruhe herrscht, zahlt Oslo.", "Erst wenn Ruhe herrscht", "finite"),
        ("Oslo, sofern gefragt, hilft.", "sofern gefragt", "finite"),
        (
            "Falls die Schiffe, die vor der Insel liegen, nicht abdrehen, wird Oslo schießen.",
            "Falls die Schiffe, die vor der Insel liegen, nicht abdrehen",
            "finite",
        ),
        (
            "Wenn sich zeigt, dass Minsk log, reist sie ab.",
            "Wenn sich zeigt, dass Minsk log",
            "finite",
        ),
        (
            "Das gelte, wenn es gelingt, die Lage zu beruhigen.",
            "wenn es gelingt, die Lage zu beruhigen",
            "finite",
        ),
        ("Er sagte: „Wenn sie kommen“, „dann gehe ich.“", "Wenn sie kommen", "finite"),
        ("Die Lage (wenn sie so bleibt) ist ernst.", "wenn sie so bleibt", "finite"),
        ("Sie hilft, wenn nötig – und nur dann.", "wenn nötig", "finite"),
        ("Wien liefert unter der Bedingung, dass Oslo zahlt.", "unter der Bedingung, dass Oslo zahlt", "finite"),
        ("Für den Fall, dass er siegt, geht sie.", "Für den Fall, dass er siegt", "finite"),
        ("Oslo machte zur Bedingung, dass Wien zahlt.", "dass Wien zahlt", "finite"),
        ("Wer die Grenze verletzt, der muss zahlen.", "Wer die Grenze verletzt", "finite"),
        # the verb at the head
        ("Zieht Minsk nicht ab, werde Oslo handeln.", "Zieht Minsk nicht ab", "verb_first"),
        ("Ziehe Minsk seine Truppen, die dort stehen, nicht ab, so werde Oslo handeln.",
         "Ziehe Minsk seine Truppen, die dort stehen, nicht ab", "verb_first"),
        ("Sollte sie ablehnen, tritt er zurück.", "Sollte sie ablehnen", "verb_first"),
        ("Oslo droht mit Zöllen, sollte Wien die Gespräche abbrechen.",
         "sollte Wien die Gespräche abbrechen", "verb_first"),
        ("Wäre der Plan gescheitert, hätte sie verloren.", "Wäre der Plan gescheitert", "verb_first"),
        ("Die Lage ist klar: Zieht Minsk nicht ab, wird Oslo handeln.", "Zieht Minsk nicht ab", "verb_first"),
        ("Sie sagte: „Zieht Minsk nicht ab, wird Oslo handeln.“", "Zieht Minsk nicht ab", "verb_first"),
        # phrases
        ("Im Falle eines Angriffs der Miliz werde man antworten.", "Im Falle eines Angriffs der Miliz", "phrase"),
        ("Bei einer Verurteilung drohen ihm drei Jahre.", "Bei einer Verurteilung", "phrase"),
        ("Ohne Zustimmung des Rates werde nichts geschehen.", "Ohne Zustimmung des Rates", "phrase"),
        ("In diesem Fall werde Oslo klagen.", "In diesem Fall", "phrase"),
        # restrictions
        ("Oslo bleibt, es sei denn, der Rat lehnt ab.", "es sei denn, der Rat lehnt ab", "restriction"),
        ("Oslo bleibt, außer wenn der Rat ablehnt.", "außer wenn der Rat ablehnt", "restriction"),
    ],
)  # fmt: skip
def test_conditions(text: str, words: str, clause: str) -> None:
    assert found(text) == [(words, clause)]


@pytest.mark.parametrize(
    "text",
    [
        "Er tat, als wenn nichts wäre.",
        "Oslo hilft, auch wenn Wien das ablehnt.",
        "Als Minsk angriff, floh sie.",
        "Gebt ihnen Zeit!",
        "Kommt sie, oder kommt sie nicht?",
        "Ohne Zustimmung des Rates zog sie ab.",
        "Bei den Verhandlungen war Wien dabei.",
        "Sein Land werde klagen, sagte er.",
        "Einige der Gäste, die kamen, waren müde.",
        "Der Minister, so heißt es, sollte gehen.",
        "Wer hat das getan?",
        "Sie beriet den Anwalt des Falls Meier.",
        "So lange könne Oslo nicht warten.",
        "",
    ],
)
def test_no_condition(text: str) -> None:
    assert found(text) == []


def test_opener_and_order() -> None:
    text = "Wenn Wien zahlt, bleibt Oslo. Sollte Wien nicht zahlen, geht Oslo. Falls nötig."
    conditions = find_conditions(cut(text, GERMAN), GERMAN)
    assert [one.opener for one in conditions] == ["wenn", "sollte", "falls"]


WORDS = [
    "wenn", "falls", "sollte", "sollten", "ohne", "im", "Falle", "Fall", "nur", "erst", "es", "sei", "denn",
    ",", ".", "?", ":", "–", "-", "(", ")", "„", "“", '"', "dass", "die", "Zustimmung", "kommt", "Kommt",
    "wird", "so", "der", "bei", "einem", "Scheitern", "wer", "Wer", "werde", "zu", "gehen", "30", "\n\n",
    "des", "Rates", "unter", "Bedingung",
]  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text(text: str) -> None:
    document = cut(text, GERMAN)
    conditions = find_conditions(document, GERMAN)
    starts = {token.start: token.sentence for token in document.tokens}
    ends = {token.end: token.sentence for token in document.tokens}
    previous = 0
    for one in conditions:
        assert previous <= one.span.start < one.span.end <= len(text)
        assert starts[one.span.start] == ends[one.span.end]
        assert one.opener == one.opener.casefold()
        previous = one.span.end
