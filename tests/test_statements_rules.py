"""What rules add to the network's statements: reports, long quotations, inserted clauses, quotes inside quotes.

All texts are invented, and read with the real network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from depesche import languages, read
from depesche.reading.document import cut
from depesche.reading.quotes import find_nested, find_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche import Reading, Span, Statement

GERMAN = languages.load("de")


def words(reading: Reading, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(reading.text) for span in spans)


def of_type(text: str, kind: str) -> list[tuple[str, str]]:
    """Quote and speaker of the statements of one type."""
    reading = read(text, language="de")
    found = [one for one in reading.statements if one.type == kind]
    return [(words(reading, one.quote), words(reading, one.speaker)) for one in found]


def only(text: str) -> tuple[Reading, Statement]:
    reading = read(text, language="de")
    (statement,) = reading.statements
    return reading, statement


# Reports


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Gewerkschaft verlangt höhere Löhne für die Pflegekräfte.", "Die Gewerkschaft"),
        ("Die Präsidentin warf der Opposition Verrat vor.", "Die Präsidentin"),
        ("Norwegen drohte Schweden mit Sanktionen.", "Norwegen"),
        ("In einem Brief, der gestern eintraf, verlangt der Ministerpräsident mehr Geld.", "der Ministerpräsident"),
        ("Die Forscherin Nora Beck, die lange schwieg, fordert ein neues Gesetz.", "Die Forscherin Nora Beck"),
        ("Der Chefredakteur der „Presse“ forderte mehr Geld für Recherchen.", "Der Chefredakteur der „Presse“"),
    ],
)  # fmt: skip
def test_a_sentence_with_a_reporting_verb_is_a_report(text: str, speaker: str) -> None:
    assert of_type(text, "reported") == [(text, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Sturm forderte zwölf Todesopfer.",
        "Zwölf Todesopfer forderte ein Sturm.",
        "Die Krise drohte.",
        "Das Doppelalbum besteht aus zwei Platten.",
        "Ein neues Gesetz verlangt höhere Löhne für die Pflegekräfte.",
    ],
)
def test_what_cannot_speak_reports_nothing(text: str) -> None:
    assert of_type(text, "reported") == []


def test_a_sentence_of_another_statement_is_no_report() -> None:
    text = "Die Ministerin forderte: „Ziehen Sie die Schiffe zurück.“"
    assert [one.type for one in read(text, language="de").statements] == ["direct"]


# Long quotations


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "„Wir haben lange verhandelt. Niemand hat uns geholfen, auch nicht die Nachbarn.\n\n"
            "„Jetzt ist die Zeit gekommen, in der wir selbst entscheiden müssen.\n\n"
            "„Wir werden den Hafen behalten“, sagte Ministerin Berta Holm vor dem Parlament.",
            "Ministerin Berta Holm",
        ),
        (
            "Minister Olaf Brandt erklärte:\n\n»Unser Land steht vor schweren Zeiten.\n\n»Wir werden nicht weichen.\n\n"
            "»Die Verträge gelten weiter.«",
            "Minister Olaf Brandt",
        ),
    ],
)
def test_a_quotation_over_three_paragraphs_is_one_and_sure(text: str, speaker: str) -> None:
    reading, statement = only(text)
    quote = words(reading, statement.quote)
    assert len(statement.quote) == 1
    assert quote[0] in "„»"
    assert quote[-1] in "“«"
    assert (statement.type, words(reading, statement.speaker)) == ("direct", speaker)
    assert (statement.confidence or 0.0) > 0.9


@pytest.mark.parametrize("times", [6, 16, 30])
def test_whoever_stands_behind_a_long_quotation_says_it(times: int) -> None:
    said = " ".join(["Wir haben in diesem Jahr viel gelernt und noch mehr verloren."] * times)
    text = f"Der Rat tagte lange.\n\n„{said[:-1]}“, meint die 56-jährige Ministerin Berta Holm.\n\nDanach war Ruhe."
    reading, statement = only(text)
    assert words(reading, statement.quote) == f"„{said[:-1]}“"
    assert words(reading, statement.speaker) == "die 56-jährige Ministerin Berta Holm"
    assert words(reading, statement.cue) == "meint"
    assert (statement.confidence or 0.0) > 0.9


# Inserted clauses


@pytest.mark.parametrize(
    ("text", "quote", "frame", "speaker"),
    [
        (
            "Man werde, hieß es weiter, die Grenze schließen.",
            "Man werde … die Grenze schließen", ", hieß es weiter,", "",
        ),
        (
            "Man werde, so heißt es weiter, die Grenze schließen.",
            "Man werde … die Grenze schließen", ", so heißt es weiter,", "",
        ),
        (
            "Es gebe, so heißt es aus dem Ministerium, keinen Plan.",
            "Es gebe … keinen Plan", ", so heißt es aus dem Ministerium,", "dem Ministerium",
        ),
        (
            "Die Regierung plane keine Änderung, so der Minister weiter, und werde an der Steuer festhalten.",
            "Die Regierung plane keine Änderung … und werde an der Steuer festhalten", ", so der Minister weiter,",
            "der Minister",
        ),
        (
            "Die Lage sei ernst, so weiter die Ministerin.",
            "Die Lage sei ernst", ", so weiter die Ministerin", "die Ministerin",
        ),
    ],
)  # fmt: skip
def test_an_inserted_clause_is_frame(text: str, quote: str, frame: str, speaker: str) -> None:
    reading, statement = only(text)
    assert words(reading, statement.quote) == quote
    assert (words(reading, statement.frame), words(reading, statement.speaker)) == (frame, speaker)


# Quotes inside quotes


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (
            "„Der Präsident hat mir gesagt: ‚Wir ziehen ab.‘ Das war gelogen“, sagte der General.",
            "‚Wir ziehen ab.‘", "Der Präsident",
        ),
        (
            "Die Zeugin sagte: „Er rief ‚Verschwinden Sie sofort!‘ und schlug die Tür zu.“",
            "‚Verschwinden Sie sofort!‘", "Er",
        ),
        (
            "Holm erklärte: „Der Rat hat das eine ‚historische Chance‘ genannt, und so ist es.“",
            "‚historische Chance‘", "Der Rat",
        ),
        ("„‚Ich gehe nicht‘, sagte er damals zu mir“, berichtete die Zeugin.", "‚Ich gehe nicht‘", "er"),
    ],
)  # fmt: skip
def test_words_in_single_marks_have_a_speaker_of_their_own(text: str, quote: str, speaker: str) -> None:
    assert (quote, speaker) in of_type(text, "direct")


@pytest.mark.parametrize(
    "text",
    [
        "„Die Lage ist ‚sehr angespannt‘, aber ruhig“, sagte Holm.",
        "„Ich lese seit Jahren den ‚Boten von Kalmar‘“, sagte Holm.",
    ],
)
def test_words_in_single_marks_without_a_verb_of_saying_are_no_statement(text: str) -> None:
    assert len(of_type(text, "direct")) == 1


def test_nested_quotations_lie_in_closed_double_marks() -> None:
    text = (
        "‚Nein danke sehr‘, rief er. „Sie sagte ‚ja gewiss doch‘ zu mir.“ Und „offen ‚blieb alles hier‘ dann"
    )
    document = cut(text, GERMAN)
    found = find_nested(document, find_quotations(document))
    assert [document.span_of(first, last).of(text) for first, last, _ in found] == ["‚ja gewiss doch‘"]
