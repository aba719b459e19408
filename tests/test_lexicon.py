from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.lexicon import SIGNALS, lexicon_of
from depesche.reading.types import Kind

GERMAN = load("de")
LEXICON = lexicon_of(GERMAN)
WORDS = ["lehnte", "ab", "wies", "zurück", "in", "Aussicht", "stellte", ",", ".", "und", "Angaben", "nach"]


def named(mask: int) -> set[str]:
    return {signal for bit, signal in enumerate(SIGNALS) if mask >> bit & 1}


def marked(text: str, signal: str) -> list[str]:
    """Words of a text that carry a signal."""
    document = cut(text, GERMAN)
    bit = 1 << SIGNALS.index(signal)
    return [
        token.word for token, mask in zip(document.tokens, LEXICON.marks(document), strict=True) if mask & bit
    ]


def test_signals_are_the_kinds_and_the_cue() -> None:
    assert (*get_args(Kind), "cue") == SIGNALS
    assert lexicon_of(GERMAN) is LEXICON


@pytest.mark.parametrize(
    ("word", "signal"),
    [
        # weak verbs, with and without a vowel before the ending
        ("fordert", "demand"),
        ("forderten", "demand"),
        ("gefordert", "demand"),
        ("geforderten", "demand"),
        ("fordernd", "demand"),
        ("fürchtete", "warn"),
        ("unterzeichnete", "agree"),
        ("bezeichnet", "accuse"),
        ("akzeptiert", "agree"),
        ("dementierte", "deny"),
        # strong verbs and their prefixes
        ("bat", "demand"),
        ("bäte", "demand"),
        ("gebeten", "demand"),
        ("versprach", "offer"),
        ("versprochen", "offer"),
        ("verspräche", "offer"),
        ("bestritt", "deny"),
        ("bestritten", "deny"),
        ("überfiel", "assault"),
        ("verstieße", "accuse"),
        ("vorwirft", "accuse"),
        # separable verbs in one word
        ("ablehnt", "reject"),
        ("abgelehnt", "reject"),
        ("abzulehnen", "reject"),
        ("zurückzuweisen", "reject"),
        ("zurückgewiesene", "reject"),
        ("festnahm", "coerce"),
        ("festgenommenen", "coerce"),
        ("zuzustimmen", "agree"),
        ("auszuweisende", "sanction"),
        # nouns: cases, plurals, compounds
        ("Forderung", "demand"),
        ("Forderungen", "demand"),
        ("Lohnforderungen", "demand"),
        ("US-Angriffs", "assault"),
        ("Vorschläge", "offer"),
        ("Vorwürfen", "accuse"),
        ("Waffenlieferungen", "aid"),
        ("STREIK", "protest"),
        # the head of a verb at the beginning of a sentence, adjectives, Swiss spelling
        ("Fordert", "demand"),
        ("gesprächsbereite", "offer"),
        ("ausschliesst", "reject"),
        ("laut", "cue"),
        ("zufolge", "cue"),
    ],
)
def test_forms(word: str, signal: str) -> None:
    assert signal in named(LEXICON.signals(word))


@pytest.mark.parametrize(
    ("word", "signal"),
    [
        ("forderung", "demand"),  # a noun needs its capital
        ("lehnte", "reject"),  # says nothing without its particle
        ("Herausforderung", "demand"),  # other nouns with the same end
        ("Kommission", "consult"),
        ("Tagen", "consult"),  # days, not "to meet"
        ("einige", "agree"),  # some, not "to agree"
        ("Haus", "demand"),
        ("", "demand"),
    ],
)
def test_other_words(word: str, signal: str) -> None:
    assert signal not in named(LEXICON.signals(word))


@pytest.mark.parametrize(
    ("text", "signal", "words"),
    [
        ("Minsk lehnte den Plan des Nachbarn gestern ab.", "reject", ["lehnte", "ab"]),
        ("Minsk lehnte den Plan, den Wien vorlegte, ab und schwieg.", "reject", ["lehnte", "ab"]),
        ("Sie wies das zurück nach langer Debatte.", "reject", ["wies", "zurück"]),
        ("Er lehnte sich an die Wand ab Mittag.", "reject", []),
        ("Das Ministerium stellte dem Land neue Kredite in Aussicht.", "offer", ["stellte", "Aussicht"]),
        ("Neue Kredite wurden in Aussicht gestellt.", "offer", ["Aussicht", "gestellt"]),
        ("Wien erteilte dem Wunsch eine Absage.", "reject", ["erteilte", "Absage"]),
        ("Oslo ist zu Zugeständnissen bereit.", "offer", ["Zugeständnissen", "bereit"]),
        ("Er nahm Platz. Die Wache kam fest.", "coerce", []),
        ("Nach Angaben des Amtes regnet es.", "cue", ["Angaben"]),
        ("Wien rief den Botschafter zu Gesprächen zurück.", "sanction", ["rief", "zurück"]),
    ],
)
def test_marks(text: str, signal: str, words: list[str]) -> None:
    assert marked(text, signal) == words


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    document = cut(text, GERMAN)
    marks = LEXICON.marks(document)
    assert len(marks) == len(document.tokens)
    for token, mask in zip(document.tokens, marks, strict=True):
        assert 0 <= mask < 1 << len(SIGNALS)
        single = LEXICON.signals(token.word)
        assert mask & single == single


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_sentences_do_not_touch_each_other(words: list[str]) -> None:
    """A sentence is marked the same wherever it stands."""
    text = " ".join(words) + "."
    alone = LEXICON.marks(cut(text, GERMAN))
    after = LEXICON.marks(cut("Er lehnte es.\n\n" + text, GERMAN))
    assert after[-len(alone) :] == alone


def test_data_is_complete() -> None:
    table = GERMAN.table("act_words")
    for signal in SIGNALS:
        assert sum(len(words.split(",")) for words in table[signal].values()) >= 60, signal
        for phrase in table[signal]["with_verb"].split(","):
            assert len(phrase.split()) > 1, f"{signal}: {phrase}"
        for verb in table[signal]["verbs"].split(","):
            assert verb.strip().endswith("n"), f"{signal}: {verb}"
            assert verb.count("|") <= 1, f"{signal}: {verb}"
            assert " " not in verb.strip(), f"{signal}: {verb}"
