"""What rules add to the network's statements: reports, long quotations, inserted clauses, quotes inside quotes.

All texts are invented, and read with the real network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from depesche import languages, read
from depesche.reading.agency import dateline_end
from depesche.reading.document import cut
from depesche.reading.inserted import find_inserted
from depesche.reading.parties import find_parties
from depesche.reading.passed_on import verbs_of
from depesche.reading.quotes import find_nested, find_quotations
from depesche.reading.reports import find_reports
from depesche.reading.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


# Words

SENTENCES = (
    "saying",
    "reporting_verbs",
    "crying",
    "writing",
)  # lists of verbs, which are folded when inflected


def entries_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (entry for one in value for entry in entries_of(one))
    else:
        yield from (entry for one in value.values() for entry in entries_of(one))


@pytest.mark.parametrize("name", ["relays", "sources"])
def test_every_word_can_match_a_folded_one(name: str) -> None:
    table = {key: value for key, value in GERMAN.table(name).items() if key not in SENTENCES}
    entries = list(entries_of(table))
    assert len(entries) > 100
    assert [entry for entry in entries if entry != entry.casefold()] == []


@pytest.mark.parametrize("name", SENTENCES)
def test_every_verb_is_folded(name: str) -> None:
    verbs = verbs_of(GERMAN, name)
    forms = [*verbs.finite, *verbs.participles, *verbs.infinitives]
    assert forms
    assert [form for form in forms if form != form.casefold()] == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Gemäß der Agentur Tass ist die Brücke gesperrt.", "der Agentur Tass"),
        ("Gemäss der Agentur Tass ist die Brücke gesperrt.", "der Agentur Tass"),
        ("Gemäss Bundesamt steigen die Preise seit Mai.", "Bundesamt"),
    ],
)
def test_gemaess_names_a_source(text: str, speaker: str) -> None:
    reading, statement = only(text)
    assert words(reading, statement.speaker) == speaker


def test_gemaess_before_no_body_is_no_source() -> None:
    text = "Das Recht wurde gemäß dem Glauben geändert."
    assert find_sources(cut(text, GERMAN), GERMAN) == ()


def test_marks_that_open_no_name_are_no_source() -> None:
    text = "Die Lage ist ruhig laut „ruhig bleiben“ und wird es auch bleiben."
    assert find_sources(cut(text, GERMAN), GERMAN) == ()


# Datelines


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (
            "Kalmar/Oslo – Im Hafen starben laut einem Bericht der Polizei drei Menschen.",
            "Im Hafen starben … drei Menschen", "einem Bericht der Polizei",
        ),
        ("Schweden - Die Polizei warnt vor Glatteis.", "Die Polizei warnt vor Glatteis.", "Die Polizei"),
        (
            "Kalmar - Die Ministerin hat den Rat laut Polizei gewarnt.",
            "Die Ministerin hat den Rat … gewarnt", "Polizei",
        ),
    ],
)  # fmt: skip
def test_a_dateline_of_places_belongs_to_nothing(text: str, quote: str, speaker: str) -> None:
    reading, statement = only(text)
    assert (words(reading, statement.quote), words(reading, statement.speaker)) == (quote, speaker)


@pytest.mark.parametrize(
    "text",
    [
        "Berta Holm - Ministerin seit zwei Jahren - warnt vor Glatteis.",
        "Kalmar - der Streit geht weiter.",
        "Kalmar-Nord Die Polizei warnt.",
        "Schweden - Norwegen 2:1",
    ],
)
def test_a_dash_makes_no_dateline(text: str) -> None:
    assert dateline_end(cut(text, GERMAN), 0) == 0


# Reports


def by_rule(text: str) -> list[tuple[str, str]]:
    """Sentence and speaker of the reports that the rule finds, whatever the network sees."""
    document = cut(text, GERMAN)
    found = find_reports(document, GERMAN, find_parties(document, GERMAN), frozenset(), frozenset())
    return [(document.span_of(*one.quote).of(text), document.span_of(*one.speaker).of(text)) for one in found]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Gewerkschaft verlangt höhere Löhne für die Pflegekräfte.", "Die Gewerkschaft"),
        ("Die Präsidentin warf der Opposition Verrat vor.", "Die Präsidentin"),
        ("Norwegen drohte Schweden mit Sanktionen.", "Norwegen"),
        ("In einem Brief, der gestern eintraf, verlangt der Ministerpräsident mehr Geld.", "der Ministerpräsident"),
        ("Die Forscherin Nora Beck, die lange schwieg, fordert ein neues Gesetz.", "Die Forscherin Nora Beck"),
        ("Der Chefredakteur der „Presse“ forderte mehr Geld für Recherchen.", "Der Chefredakteur der „Presse“"),
        ("Der Minister hat die Nachbarn, die lange schwiegen, gewarnt.", "Der Minister"),
        ("Die Polizei rief die Bürger zur Ruhe auf.", "Die Polizei"),
        ("Der Händler drohte neun wütenden Kunden mit der Polizei.", "Der Händler"),
        ("Der Regierung drohte der Minister mit Rücktritt.", "der Minister"),
        ("Die Ministerin nannte den Vorwurf falsch.", "Die Ministerin"),
        ("Angehörige beklagten sich über die Behörden.", "Angehörige"),
        ("Die Partei verlangt das von Anfang an.", "Die Partei"),
    ],
)  # fmt: skip
def test_a_sentence_with_a_reporting_verb_is_a_report(text: str, speaker: str) -> None:
    assert of_type(text, "reported") == [(text, speaker)]
    assert by_rule(text) == [(text, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Ein Sturm forderte zwölf Todesopfer.",
        "Zwölf Todesopfer forderte ein Sturm.",
        "Die Krise drohte.",
        "Das Gutachten fordert zwei neue Brücken.",
        "Das Gutachten, das lange fehlte, empfiehlt der Regierung mehr Geld.",
        "Ein neues Gesetz verlangt höhere Löhne für die Pflegekräfte.",
    ],
)
def test_what_cannot_speak_reports_nothing(text: str) -> None:
    assert by_rule(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # what looks like the particle of the verb
        "Die Ministerin warf einen Stein vor das Tor.",
        "Der Trainer kündigte ihr an der Haustür die Freundschaft.",
        "Die Firma kündigte dem Boten an Ostern.",
        "Der Kapitän rief die Mannschaft auf das Deck.",
        "Die Polizei sagte den Anwohnern zu Beginn wenig.",
        # another particle makes another verb
        "Die Partei fordert ihre Gegner heraus.",
        "Die Kammer mahnt Anwälte ab.",
        # a subordinate clause, a passive
        "Der Trainer hat, obwohl die Ärzte ihn gewarnt hatten, den Lauf begonnen.",
        "Die Ministerin hat den Vertrag, vor dem viele gewarnt hatten, unterschrieben.",
        "Die Behörde hatte Zeit und war gewarnt.",
    ],
)
def test_another_clause_or_another_verb_is_no_report(text: str) -> None:
    assert by_rule(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wer warnte die Anwohner?",
        "Warum warnt die Behörde nicht vor dem Eis?",
        "Niemand warnte die Anwohner.",
        "Keiner warnte die Behörde vor dem Eis.",
        "Kaum jemand empfiehlt die Partei weiter.",
        "Am Morgen trafen sich die Anwohner und warnten die Behörde.",
    ],
)
def test_whoever_is_warned_does_not_report(text: str) -> None:
    assert by_rule(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Landesregierung droht Ärger mit den Gemeinden.",
        "Schweden droht Ärger mit den Nachbarn.",
        "Schweden droht ein Streik mit Folgen.",
        "Norwegen drohten hohe Strafen.",
        "Die Schweden drohen das Spiel zu verlieren.",
        "Die Koalition drohte zu zerbrechen.",
        "Die Gewerkschaft verspricht sich davon mehr Mitglieder.",
        "Die Bank nennt sich jetzt Fjordbank.",
        "Oslo nennt man auch die Tigerstadt.",
        "Schweden beklagt zwölf Tote.",
        "Der Minister klagt über Kopfschmerzen.",
        "Der Händler begründete seine Firma 1921.",
        "Die Nachbarn nannten ihren Hund Bello.",
        "Die Polizei nannte den Namen zunächst nicht.",
    ],
)
def test_a_verb_of_another_sense_is_no_report(text: str) -> None:
    assert by_rule(text) == []


def test_a_headline_in_capitals_is_a_report() -> None:
    text = "MINISTER DROHT MIT RÜCKTRITT"
    assert of_type(f"{text}\n\nIm Rat wurde es laut.", "reported") == [(text, "MINISTER")]


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


def test_a_long_quotation_needs_no_repeated_marks() -> None:
    said = (
        "„Das Land ist müde vom Streit der letzten Jahre.\n\nDer Hafen braucht endlich neue Schiffe.\n\n"
        "Das Geld dafür ist da, man muss es nur holen“"
    )
    reading, statement = only(f"{said}, sagte Präsidentin Eva Krumm.")
    assert words(reading, statement.quote) == said
    assert words(reading, statement.speaker) == "Präsidentin Eva Krumm"
    assert words(reading, statement.frame) == ", sagte Präsidentin Eva Krumm"


@pytest.mark.parametrize("closing", ["“", ""])
def test_short_paragraphs_in_marks_are_one_quotation_where_they_are_closed(closing: str) -> None:
    said = f"„Erster Absatz.\n\nZweiter Absatz.\n\nDritter Absatz.{closing}"
    found = of_type(f"{said}, sagte Präsidentin Eva Krumm.", "direct")
    assert ((said, "Präsidentin Eva Krumm") in found) == bool(closing)


def test_a_frame_ends_with_its_sentence() -> None:
    reading = read("„Das ist falsch“, sagt er. Pause. „Wir haben nichts getan.“", language="de")
    assert {words(reading, one.frame) for one in reading.statements} == {", sagt er"}


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


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("Man werde, hieß es Ende Mai, die Grenze schließen.", [", hieß es Ende Mai,"]),
        ("Man werde, hieß es weiter, die Grenze schließen.", [", hieß es weiter,"]),
        ("Das Kind, hieß es Ida, werde gesund.", []),
    ],
)
def test_a_time_behind_it_was_said_is_no_name(text: str, frames: list[str]) -> None:
    document = cut(text, GERMAN)
    assert [document.span_of(*one.frame).of(text) for one in find_inserted(document, GERMAN)] == frames


def test_a_name_that_is_given_is_no_speech() -> None:
    assert read("Das Schiff, hieß es Albatros, sei gesunken.", language="de").statements == ()


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
        ("„Er schrieb mir: ‚Komm sofort nach Hause‘, und ich ging“, sagte Holm.", "‚Komm sofort nach Hause‘", "Er"),
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
        "„Ich las den Roman ‚Das weite Meer‘, den mir mein Vater gab“, sagte Holm.",
        "„Sie schrieb ‚Schuld und Schnee‘ in vier Wochen“, sagte die Verlegerin.",
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
