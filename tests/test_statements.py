"""Statements whatever a text does to them: marks of all makes, lost marks, agency text, sources, pronouns.

All texts are invented. The tests at the end read with the real network.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from benchmarks.without_marks import without_marks
from depesche import Span, languages, read
from depesche.reading.decoding import Run
from depesche.reading.document import cut
from depesche.reading.edges import whole_phrases, with_edges
from depesche.reading.sources import find_sources
from depesche.reading.types import Statement
from depesche.reading.usual import usual_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche import Reading

GERMAN = languages.load("de")
DEMAND = "Wir verlangen den sofortigen Rückzug"


def words(reading: Reading, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(reading.text) for span in spans)


def statements(text: str) -> list[tuple[str, str, str]]:
    """Type, quote and speaker of each statement of a text."""
    reading = read(text, published="2024-05-16", language="de")
    return [(one.type, words(reading, one.quote), words(reading, one.speaker)) for one in reading.statements]


def named(text: str) -> list[tuple[str | None, str | None]]:
    """Name and party of the speaker of each statement of a text."""
    found = read(text, published="2024-05-16", language="de").statements
    return [(one.speaker_name, one.speaker_party) for one in found]


# Sources without a verb


class Told(NamedTuple):
    """A source in words."""

    cue: str
    speaker: str
    frame: str
    quote: str


def sources(text: str) -> list[Told]:
    document = cut(text, GERMAN)

    def told(*runs: tuple[int, int]) -> str:
        return " … ".join(document.span_of(*run).of(text) for run in runs)

    return [
        Told(told(one.cue), told(one.speaker), told(one.frame), told(*one.quote))
        for one in find_sources(document, GERMAN)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Laut Polizei brannten zwölf Häuser.",
            ("Laut", "Polizei", "Laut Polizei", "brannten zwölf Häuser"),
        ),
        (
            "Am Montag brannten nach Angaben der Feuerwehr zwölf Häuser.",
            ("nach", "Angaben der Feuerwehr", "nach Angaben der Feuerwehr", "Am Montag brannten … zwölf Häuser"),
        ),
        (
            "Berichten britischer Zeitungen zufolge sinkt das Schiff.",
            (
                "zufolge", "Berichten britischer Zeitungen", "Berichten britischer Zeitungen zufolge",
                "sinkt das Schiff",
            ),
        ),
        (
            "Das reicht ihrer Meinung nach nicht.",
            ("nach", "ihrer Meinung", "ihrer Meinung nach", "Das reicht … nicht"),
        ),
        (
            "Die Lage sei ernst, so der Sprecher der Hafenbehörde.",
            (
                "so", "der Sprecher der Hafenbehörde", ", so der Sprecher der Hafenbehörde",
                "Die Lage sei ernst",
            ),
        ),
        (
            "Nach Angaben der Polizei, die am Abend kamen, starben drei Menschen.",
            (
                "Nach", "Angaben der Polizei", "Nach Angaben der Polizei, die am Abend kamen,",
                "starben drei Menschen",
            ),
        ),
        (
            "Sie suchen ein Schiff, das laut Reederei gesunken ist, seit Tagen.",
            ("laut", "Reederei", "laut Reederei", "das … gesunken ist"),
        ),
        (
            "Er klagt, weil laut einem Bericht der „Warte“ die Mauer bricht.",
            (
                "laut", "einem Bericht der „Warte“", "laut einem Bericht der „Warte“",
                "weil … die Mauer bricht",
            ),
        ),
        (
            "Demnach sinkt die Zahl.",
            ("Demnach", "Demnach", "Demnach", "sinkt die Zahl"),
        ),
    ],
)  # fmt: skip
def test_a_source_makes_a_statement_of_its_clause(text: str, expected: tuple[str, ...]) -> None:
    assert sources(text) == [Told(*expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Nach dem Spiel gingen alle heim.",
        "Er lachte laut und ging.",
        "Sie fuhren nach Kalmar, so schnell es ging.",
        "„Laut Polizei war es so“, rief er.",
        "nach Angaben",
        "laut",
        "zufolge",
        ", so",
    ],
)
def test_what_names_no_source_makes_no_statement(text: str) -> None:
    assert sources(text) == []


def test_a_source_that_the_network_does_not_see_gives_a_statement() -> None:
    text = "Der Hafen liegt im Süden. Die Flut hat gemäß einem Fischer dort drei Boote zerstört."
    assert ("indirect", "Die Flut hat … dort drei Boote zerstört", "einem Fischer") in statements(text)


# What the network is told


def told_words(text: str) -> str:
    return " ".join(usual_words(cut(text, GERMAN)))


@pytest.mark.parametrize(
    "marks", ["„“", "“”", "»«", "«»", '""', "‚‘", "‹›", "›‹", "''", "‘’", "「」", "＂＂"]
)
def test_the_network_is_told_the_usual_marks(marks: str) -> None:
    assert told_words(f"Er rief: {marks[0]}Wir gehen jetzt.{marks[1]}") == "Er rief : „ Wir gehen jetzt . “"


def test_marks_inside_a_quotation_stay() -> None:
    assert told_words("»Das ist ›Unsinn‹ und mehr«, rief er.").startswith("„ Das ist › Unsinn ‹ und mehr “ ,")


def test_an_apostrophe_is_no_mark() -> None:
    assert told_words("Hans' Haus und Ines' Garten") == "Hans ' Haus und Ines ' Garten"


def test_a_headline_in_capitals_is_told_in_the_case_of_the_text() -> None:
    text = "LUND DROHT DEM KONZERN\n\nMinisterin Lund hat dem Konzern gedroht."
    assert told_words(text).startswith("Lund droht dem Konzern Ministerin")


def test_a_text_all_in_capitals_stays() -> None:
    assert told_words("LUND DROHT DEM KONZERN") == "LUND DROHT DEM KONZERN"


# With the real network


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(
            "„“",
            "„”",
            "“”",
            "»«",
            "«»",
            '""',
            "‚‘",
            "‹›",
            "›‹",
            "''",
            "‘’",
            "„„",
            "““",
            "””",
            "「」",
            "『』",
            "＂＂",
        ),
        ("« ", " »"),
        ("„ ", " “"),
        ("``", "''"),
        (",,", "''"),
        (",,", '"'),
        ("<<", ">>"),
        (">>", "<<"),
        ("‚‚", "‘‘"),
        ("''", "''"),
    ],
)
def test_a_direct_quote_in_marks_of_every_make(before: str, after: str) -> None:
    quote = f"{before}{DEMAND}{after}"
    text = f"Der Streit dauert an. {quote}, sagte Außenministerin Vera Holm am Dienstag."
    assert statements(text) == [("direct", quote, "Außenministerin Vera Holm")]


@pytest.mark.parametrize("marks", ["„“", "»«", '""', "“”"])
def test_a_quote_over_paragraphs_with_its_mark_repeated_is_one(marks: str) -> None:
    parts = ("Wir haben lange gewartet.", "Jetzt ist es genug.", "Wir gehen vor Gericht")
    quote = "\n\n".join(marks[0] + part for part in parts) + marks[1]
    text = f"{quote}, sagte der Bürgermeister von Aldorf, Jens Kern.\n\nDie Klage folgt im Mai."
    assert statements(text) == [("direct", quote, "der Bürgermeister von Aldorf, Jens Kern")]


def test_a_missing_closing_mark() -> None:
    text = (
        "Bürgermeister Jens Kern sagte: „Wir haben lange gewartet.\n\n"
        "Die Klage soll im Mai folgen. „Das wird dauern“, sagte eine Anwältin."
    )
    assert [one[:2] for one in statements(text)] == [
        ("direct", "„Wir haben lange gewartet."),
        ("direct", "„Das wird dauern“"),
    ]


def test_a_missing_opening_mark() -> None:
    text = "Wir haben lange gewartet“, sagte der Bürgermeister von Aldorf. Die Klage folgt im Mai."
    assert statements(text) == [("direct", "Wir haben lange gewartet“", "der Bürgermeister von Aldorf")]


def test_a_headline_in_capitals() -> None:
    text = "„WIR GEHEN VOR GERICHT“: MINISTERIN LUND DROHT DEM KONZERN\n\nMinisterin Lund hat dem Konzern gedroht."
    assert ("direct", "„WIR GEHEN VOR GERICHT“") in [one[:2] for one in statements(text)]


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        (
            "Die Regierung in Nordmark (http://www.example.org/a/1) erklärte am Montag, die Häfen blieben zu.",
            "die Häfen blieben zu", "Die Regierung in Nordmark",
        ),
        (
            "„Die Häfen bleiben geschlossen“, sagte der Minister https://example.org/a?b=1 am Montag in Kalmar.",
            "„Die Häfen bleiben geschlossen“", "der Minister",
        ),
        (
            "Kalmar (dpa/AFP) - Die Häfen bleiben geschlossen, wie das Ministerium www.example.org mitteilte.",
            "Die Häfen bleiben geschlossen", "das Ministerium",
        ),
    ],
)  # fmt: skip
def test_addresses_and_datelines_belong_to_nobody(text: str, quote: str, speaker: str) -> None:
    assert [one[1:] for one in statements(text)] == [(quote, speaker)]


def test_a_text_in_the_manner_of_machine_translation() -> None:
    text = (
        'Präsident hat gesagt dass, das Land wird nicht akzeptieren. "Wir sind bereit zu kämpfen," sagte er.'
    )
    assert ("direct", '"Wir sind bereit zu kämpfen,"', "er") in statements(text)


def test_marks_are_taken_out_and_spans_moved_for_the_benchmark() -> None:
    text = "„Ja“, rief er."
    spans = [[0, 1], [1, 3], [3, 4], [4, 5]]
    gold = {"text": text, "tokens": spans, "statements": [{"quote": [[0, 4]], "speaker": [[11, 13]]}]}
    bare = without_marks(gold, 1.0, Random(1))
    assert bare["text"] == "Ja, rief er."
    assert bare["tokens"] == [[0, 2], [2, 3]]
    assert bare["statements"] == [{"quote": [[0, 2]], "speaker": [[9, 11]]}]
    assert without_marks(gold, 0.0, Random(1)) == gold


# A quote in two parts


@pytest.mark.parametrize(
    ("first", "speaker", "second"),
    [
        ("„Wir sind bereit“", "der Oberst", "„aber wir warten auf den Befehl.“"),
        (
            "„Die Frist läuft“", "Ministerin Vera Holm",
            "„und wir werden sie nicht verlängern. Wer sie versäumt, geht leer aus.“",
        ),
        ("„Das ist noch nicht“", "Trainer Ole Dahl", "„das letzte Wort in dieser Sache. Wir kommen wieder.“"),
        ("„Wir haben lange gewartet“", "Bürgermeister Jens Kern", "„jetzt gehen wir vor Gericht.“"),
    ],
)  # fmt: skip
def test_no_word_of_a_quote_in_two_parts_is_shown_twice(first: str, speaker: str, second: str) -> None:
    found = statements(f"{first}, sagte {speaker}, {second} Mehr war nicht zu erfahren.")
    assert found == [("direct", first, speaker), ("direct", second, speaker)]


# Headlines that quote without marks


@pytest.mark.parametrize(
    ("headline", "body", "speaker"),
    [
        ("Holm: Keine Schiffe für Nordmark", "Außenministerin Vera Holm lehnt ab.", "Vera Holm"),
        ("HOLM: KEINE SCHIFFE FÜR NORDMARK", "Außenministerin Vera Holm lehnt ab.", "Vera Holm"),
        ("Polizei: Drei Verletzte bei Unfall", "Drei Menschen wurden verletzt.", "Polizei"),
        ("Kreml: Antwort folgt bald", "In Moskau tagt der Rat.", "Russland"),
        ("Weißes Haus: Antwort folgt bald", "Im Hafen liegen Schiffe.", "USA"),
        ("Präsident: Wir werden niemals aufgeben", "Er hat sich an das Volk gewandt.", "Präsident"),
    ],
)
def test_a_headline_that_quotes_without_marks(headline: str, body: str, speaker: str) -> None:
    reading = read(f"{headline}\n\n{body}", language="de")
    found = [one for one in reading.statements if one.quote[0].start < len(headline)]
    before, _, quote = headline.partition(": ")
    assert [(words(reading, one.quote), one.speaker_name) for one in found] == [(quote, speaker)]
    assert words(reading, found[0].speaker) == before


@pytest.mark.parametrize(
    "headline",
    [
        "Norwegen: Drei Tote bei Lawine",
        "Wetter: Am Montag Regen",
        "Tarifstreit: Streik am Montag",
        "Liveticker: Alle Tore im Überblick",
        "Deutsche Bahn: Streik endet am Montag",
        "Holm: Ein Leben für das Meer",
        "Trainer Lohse: Abschied nach neun Jahren",
        "Papst: Mehr als tausend Pilger am Hafen",
        "Bayer: Gewinn bricht ein",
        "Holm:",
    ],
)
def test_a_headline_that_says_what_it_is_about_quotes_nobody(headline: str) -> None:
    assert statements(f"{headline}\n\nAm Morgen schien die Sonne über dem Fjord.") == []


@pytest.mark.parametrize(
    ("headline", "body", "speaker", "name"),
    [
        ("LUND SAGT: „ES REICHT“", "", "LUND", "LUND"),
        ("LUND SAGT: „ES REICHT“", "Am Montag tagte der Rat.", "LUND", "LUND"),
        ("KANZLER: „WIR BLEIBEN HART“", "", "KANZLER", "Kanzler"),
        ("„ES IST VORBEI“, SAGT HOLM", "Am Montag sprach Berta Holm in Kalmar.", "HOLM", "Berta Holm"),
        ("„ES IST VORBEI“, SAGT HOLM", "Ministerin Berta Holm sprach in Kalmar.", "HOLM", "Berta Holm"),
    ],
)
def test_a_headline_in_capitals_has_its_own_speaker(
    headline: str, body: str, speaker: str, name: str
) -> None:
    reading = read(f"{headline}\n\n{body}", language="de")
    (found,) = [one for one in reading.statements if one.type == "direct"]
    assert (words(reading, found.speaker), found.speaker_name) == (speaker, name)
    assert all(span.end <= len(headline) for span in found.frame)


def test_two_quotes_in_one_headline_have_a_speaker_each() -> None:
    text = "Merz: „Wir liefern“ - SPD: „Falsches Signal“\n\nFriedrich Merz sprach am Montag."
    reading = read(text, language="de")
    assert [words(reading, one.speaker) for one in reading.statements] == ["Merz", "SPD"]


# Who is meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Der schwedische Außenminister Lars Holm reiste nach Oslo. Er sagte, man werde keine Truppen schicken.",
            ("Lars Holm", "Schweden"),
        ),
        (
            "Die norwegische Ministerpräsidentin Ingrid Dahl sprach im Parlament. „Wir haben die Frist "
            "verlängert“, sagte die Ministerpräsidentin.",
            ("Ingrid Dahl", "Norwegen"),
        ),
        (
            "Amnesty International hat einen Bericht vorgelegt. Die Organisation wirft Ungarn vor, "
            "Flüchtlinge misshandelt zu haben.",
            ("Amnesty International", "Amnesty International"),
        ),
        (
            "Der finnische Minister Mika Salo schwieg. Russlands Außenminister Iwan Petrow hatte Finnland am "
            "Montag gedroht. Er hatte erklärt, man werde reagieren.",
            ("Iwan Petrow", "Russland"),
        ),
        (
            "Der Konzern Nordstahl baut Stellen ab. Das Unternehmen teilte mit, die Werke blieben erhalten.",
            ("Nordstahl", "Nordstahl"),
        ),
        (
            "Die schwedische Ministerin Maria Lind sprach in Oslo. Nach ihren Angaben gilt die Regel ab Montag.",
            ("Maria Lind", "Schweden"),
        ),
        (
            "Die dänische Premierministerin Mette Holm kam. Die Regierungschefin sagte, sie bleibe.",
            ("Mette Holm", "Dänemark"),
        ),
        (
            "Nach Angaben des französischen Außenministeriums reist der Minister ab.",
            ("französisches Außenministerium", "Frankreich"),
        ),
    ],
)
def test_pronouns_titles_and_angaben_name_who_speaks(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


def test_a_person_named_in_a_headline_in_capitals_keeps_the_usual_name() -> None:
    text = (
        "MINISTER BÖTTCHER: „WIR ZIEHEN NICHT AB“\n\nDer Verteidigungsminister Karl Böttcher hat einen Abzug "
        "ausgeschlossen. „Wir ziehen nicht ab“, sagte er. Der Minister betonte, die Lage sei ernst."
    )
    assert {name for name, _ in named(text)} == {"Karl Böttcher"}


def test_own_words_name_nobody() -> None:
    assert named("Die Firma plant viel. Eigenen Angaben zufolge wächst sie.") == [(None, None)]


def test_it_is_said_names_nobody() -> None:
    found = named("Die Brücke ist gesperrt. Es heißt, die Stromversorgung sei ausgefallen.")
    assert found
    assert all(name is None for name, _ in found)


# Where phrases begin and end


def edged(text: str, **spans: str) -> Statement:
    """A statement with the given words as its parts, after the rules for edges."""
    document = cut(text, GERMAN)
    parts = {
        part: tuple(Span(text.index(word), text.index(word) + len(word)) for word in words.split(" … "))
        for part, words in spans.items()
    }
    quote = (Span(0, 1),)
    empty = Statement(id="s0", type="direct", medium="speech", quote=quote)
    return with_edges(replace(empty, **parts), document, GERMAN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("Das sagte er der „Neuen Kalmarer Zeitung“ am Mittwoch.", "Kalmarer Zeitung“", "der „Neuen Kalmarer Zeitung“"),
        ("Das sagte er dem «Boten von Kalmar» am Mittwoch.", "dem «Boten", "dem «Boten von Kalmar»"),
        ("Wie die „Post“ unter Berufung auf Ost weiß.", "die „Post“ unter Berufung", "die „Post“"),
        ("Zuvor sprach der estnische Chef Jaan Saar.", "estnische Chef Jaan Saar", "der estnische Chef Jaan Saar"),
        ("Am Abend sagte die Ministerin viel.", "Ministerin", "die Ministerin"),
        ("„Das reicht“, rief der Wirt. „Mehr nicht.“", "der Wirt", "der Wirt"),
        ("Nur Wort“ allein.", "Wort“", "Wort“"),
    ],
)  # fmt: skip
def test_a_phrase_is_whole(text: str, seen: str, expected: str) -> None:
    for part in ("speaker", "addressee"):
        found = edged(text, **{part: seen})
        assert [span.of(text) for span in getattr(found, part)] == [expected]


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("So schreibt die ganze Agentur, sie gehe.", "die", ["die ganze Agentur"]),
        ("Das ist die Frau, die schweigt.", ", die", [", die"]),
        ("Zitat des Tages: alles fließt.", "des", []),
        ("„Nein“, sagte sie.", "sie", ["sie"]),
    ],
)
def test_an_article_alone_is_no_speaker(text: str, article: str, expected: list[str]) -> None:
    document = cut(text, GERMAN)
    start = text.index(article)
    tokens = document.tokens_in(Span(start, start + len(article)))
    found = whole_phrases(document, GERMAN, [Run(tokens.start, tokens.stop)])
    assert [document.span_of(*run).of(text) for run in found] == expected


def test_a_frame_has_no_piece_without_a_word() -> None:
    text = "„Nein“, meinte Lohse. „Doch“, rief er."
    found = edged(text, frame=", meinte Lohse … .")
    assert [span.of(text) for span in found.frame] == [", meinte Lohse"]
