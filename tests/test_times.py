"""Time expressions: what is found, what it means, and what is left alone. All sentences were made for the tests."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.times import FILES, articles_of, measure
from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.times import find_times

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.reading.types import TimeExpression

GERMAN = load("de")
THURSDAY = date(2014, 2, 20)


def times(text: str, published: date | None = THURSDAY) -> tuple[TimeExpression, ...]:
    return find_times(cut(text, GERMAN), GERMAN, published)


def told(text: str, published: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(found.span.of(text), found.value) for found in times(text, published)]


def only(text: str, published: date | None = THURSDAY) -> TimeExpression:
    (found,) = times(text, published)
    return found


ABSOLUTE = """
Am 07.04.1995 trat das Abkommen in Kraft.               | 07.04.1995                     | DATE | 1995-04-07
Er starb am 23. 3. 1976 in Wien.                        | 23. 3. 1976                    | DATE | 1976-03-23
Die Frist endete 2014-03-15 um Mitternacht Ortszeit.    | 2014-03-15                     | DATE | 2014-03-15
Am Samstag, dem 7. März 2009, wurde gewählt.            | Samstag, dem 7. März 2009      | DATE | 2009-03-07
Im November 1970 entstand der Bund.                     | November 1970                  | DATE | 1970-11
Bis Ende August 2006 blieb er.                          | Ende August 2006               | DATE | 2006-08
Im Jahr 1998 begann der Streit.                         | Jahr 1998                      | DATE | 1998
Das Abkommen von 1938 wurde gekündigt.                  | 1938                           | DATE | 1938
Der Aufstand (1923) scheiterte.                         | 1923                           | DATE | 1923
Um 1800 lebten dort Fischer.                            | 1800                           | DATE | 1800
Im Sommer des Jahres 2005 kam die Wende.                | Sommer des Jahres 2005         | DATE | 2005-SU
Im Herbst 2011 tauchte er auf.                          | Herbst 2011                    | DATE | 2011-FA
Anfang der neunziger Jahre war das anders.              | Anfang der neunziger Jahre     | DATE | 199
In den 1970er Jahren baute man viel.                    | den 1970er Jahren              | DATE | 197
In den 60er-Jahren kam der Wohlstand.                   | den 60er-Jahren                | DATE | 196
Im 19. Jh. wurde die Grenze gezogen.                    | 19. Jh.                        | DATE | 18
Seit Beginn des 20. Jahrhunderts gilt das.              | Beginn des 20. Jahrhunderts    | DATE | 19
Die Studenten von '68 sind alt geworden.                | '68                            | DATE | 1968
Im ersten Quartal 2010 sank der Export.                 | ersten Quartal 2010            | DATE | 2010-Q1
Im letzten Quartal 2004 stieg er.                       | letzten Quartal 2004           | DATE | 2004-Q4
Im zweiten Halbjahr 2012 wurde verhandelt.              | zweiten Halbjahr 2012          | DATE | 2012-H2
Zu Weihnachten 2012 schwiegen die Waffen.               | Weihnachten 2012               | DATE | 2012-12-24
Cäsar starb 44 v. Chr. in Rom.                          | 44 v. Chr.                     | DATE | BC0044
Geschehen neunzehnhundertachtundsechzig in Prag.        | neunzehnhundertachtundsechzig  | DATE | 1968
Die Zeit vor der ersten Hälfte des 20. Jahrhunderts.    | der ersten Hälfte des 20. Jahrhunderts | DATE | 19
Im Kataster der 2. Hälfte der neunziger Jahre fehlt er. | der 2. Hälfte der neunziger Jahre | DATE | 199
Am ersten Mai 2010 regnete es.                          | ersten Mai 2010                | DATE | 2010-05-01
Am Buß- und Bettag 2012 schwieg die Stadt.              | Buß- und Bettag 2012           | DATE | 2012-11-21
Am Tag der Deutschen Einheit 2012 sang der Chor.        | Tag der Deutschen Einheit 2012 | DATE | 2012-10-03
Am Tag der Arbeit 2012 sang der Chor.                   | Tag der Arbeit 2012            | DATE | 2012-05-01
Am Muttertag 2011 sang der Chor.                        | Muttertag 2011                 | DATE | 2011-05-08
Am Volkstrauertag 2013 sang der Chor.                   | Volkstrauertag 2013            | DATE | 2013-11-17
Am Totensonntag 2013 sang der Chor.                     | Totensonntag 2013              | DATE | 2013-11-24
Zu Nikolaus 2013 sang der Chor.                         | Nikolaus 2013                  | DATE | 2013-12-06
"""

RELATIVE = """
Er sagte am Montag, die Lage sei ernst.                 | Montag                         | DATE | 2014-02-17
Die Minister treffen sich am Montag in Genf.            | Montag                         | DATE | 2014-02-24
Am Donnerstag unterschrieb sie den Vertrag.             | Donnerstag                     | DATE | 2014-02-20
Seit Freitag halten sie die Brücke besetzt.             | Freitag                        | DATE | 2014-02-14
Am Samstag sollen drei Schiffe gesunken sein.           | Samstag                        | DATE | 2014-02-15
Am kommenden Montag wird gewählt.                       | kommenden Montag               | DATE | 2014-02-24
Am vergangenen Sonntag sprach er davon.                 | vergangenen Sonntag            | DATE | 2014-02-16
Das Treffen ist für Mittwoch kommender Woche geplant.   | Mittwoch kommender Woche       | DATE | 2014-02-26
Gestern begann der Rückzug.                             | Gestern                        | DATE | 2014-02-19
Vorgestern fiel die Entscheidung.                       | Vorgestern                     | DATE | 2014-02-18
Das Parlament stimmt morgen ab.                         | morgen                         | DATE | 2014-02-21
Am heutigen Donnerstag tagt der Rat.                    | Donnerstag                     | DATE | 2014-02-20
Vergangene Woche brach er die Gespräche ab.             | Vergangene Woche               | DATE | 2014-W07
In der kommenden Woche reist sie nach Oslo.             | der kommenden Woche            | DATE | 2014-W09
Zu Wochenbeginn wurde geschossen.                       | Wochenbeginn                   | DATE | 2014-W08
Am Wochenende wurde in Kiew demonstriert.               | Wochenende                     | DATE | 2014-W07-WE
Im Dezember wurde das Gesetz beschlossen.               | Dezember                       | DATE | 2013-12
Im März wird das Parlament gewählt.                     | März                           | DATE | 2014-03
Am 21. Dezember hatte er zugestimmt.                    | 21. Dezember                   | DATE | 2013-12-21
Am 7. Juni findet der Gipfel statt.                     | 7. Juni                        | DATE | 2014-06-07
Das Land wählt heuer einen Präsidenten.                 | heuer                          | DATE | 2014
Im Vorjahr sank der Umsatz.                             | Vorjahr                        | DATE | 2013
Bis Mitte nächsten Jahres soll das Heer gehen.          | Mitte nächsten Jahres          | DATE | 2015
Im April des letzten Jahres kam er frei.                | April des letzten Jahres       | DATE | 2013-04
Vorletztes Jahr war er noch Minister.                   | Vorletztes Jahr                | DATE | 2012
Am Ostermontag ruht die Arbeit.                         | Ostermontag                    | DATE | 2014-04-21
Zu Fronleichnam kommt der Präsident.                    | Fronleichnam                   | DATE | 2014-06-19
Damals war die Grenze offen.                            | Damals                         | DATE | PAST_REF
Derzeit wird verhandelt.                                | Derzeit                        | DATE | PRESENT_REF
Die Truppen ziehen bald ab.                             | bald                           | DATE | FUTURE_REF
Er gab den Rebellen bis Montag Zeit.                    | Montag                         | DATE | 2014-02-24
Der General stellte ein Ultimatum bis Samstag.          | Samstag                        | DATE | 2014-02-22
Bis Montag blieb der Sprecher stumm.                    | Montag                         | DATE | 2014-02-17
Sie hatte bis Montag keine Antwort erhalten.            | Montag                         | DATE | 2014-02-17
Der Präsident müsste am Montag zurücktreten.            | Montag                         | DATE | 2014-02-24
Die Räte könnten am Montag darüber abstimmen.           | Montag                         | DATE | 2014-02-24
Über das Gesetz wird am Montag entschieden werden.      | Montag                         | DATE | 2014-02-24
Bereits am Montag wird neu gewählt.                     | Montag                         | DATE | 2014-02-24
Sie verschoben die Sitzung auf Sonntag.                 | Sonntag                        | DATE | 2014-02-23
Die Partei rief für Samstag zum Protest auf.            | Samstag                        | DATE | 2014-02-22
Am 10. Dezember wird der Senat gewählt.                 | 10. Dezember                   | DATE | 2014-12-10
Am 18. Februar beginnt die Messe, am Ende der Tanz.     | 18. Februar                    | DATE | 2014-02-18
Seit dem 11. September ist die Welt eine andere.        | 11. September                  | DATE | 2013-09-11
Die Zahlen für Dezember enttäuschten die Händler.       | Dezember                       | DATE | 2013-12
Am ersten Mai feiern die Gewerkschaften.                | ersten Mai                     | DATE | 2014-05-01
Tags zuvor hatte er noch gezögert.                      | Tags zuvor                     | DATE | 2014-02-19
Am Tag zuvor hatte sie noch gezögert.                   | Tag zuvor                      | DATE | 2014-02-19
Tags darauf gab sie nach.                               | Tags darauf                    | DATE | 2014-02-21
Im Jahr zuvor war sie noch Richterin.                   | Jahr zuvor                     | DATE | 2013
Am Montag, 24.2., tagt der Ausschuss.                   | Montag, 24.2.                  | DATE | 2014-02-24
"""

OF_THE_DAY = """
Am Dienstagabend sprach er im Parlament.                | Dienstagabend                  | TIME | 2014-02-18TEV
Gestern Abend lag das Ergebnis vor.                     | Gestern Abend                  | TIME | 2014-02-19TEV
In der Nacht zum Dienstag fielen Schüsse.               | Nacht zum Dienstag             | TIME | 2014-02-17TNI
In der Nacht auf den 5. Mai 2013 wurde gekämpft.        | Nacht auf den 5. Mai 2013      | TIME | 2013-05-04TNI
Am Vormittag des 15. Juni 2012 brannte es.              | Vormittag des 15. Juni 2012    | TIME | 2012-06-15TMO
Um 14.30 Uhr MEZ beginnt die Sitzung.                   | 14.30 Uhr                      | TIME | 2014-02-20T14:30
Die Waffen schweigen um Mitternacht.                    | Mitternacht                    | TIME | 2014-02-20T24:00
Er kam um halb neun.                                    | halb neun                      | TIME | 2014-02-20T08:30
Sie trafen sich Viertel nach acht.                      | Viertel nach acht              | TIME | 2014-02-20T08:15
Sie ging gegen 8 Uhr 30.                                | 8 Uhr 30                       | TIME | 2014-02-20T08:30
"""

LENGTHS = """
Das dauerte eineinhalb Jahre.                           | eineinhalb Jahre               | DURATION | P1.5Y
Er bekam zwei Jahre und neun Monate Haft.               | zwei Jahre und neun Monate     | DURATION | P2Y9M
Vor drei Wochen kam der Brief.                          | drei Wochen                    | DURATION | P3W
Seit mehr als 20 Jahren wird gestritten.                | mehr als 20 Jahren             | DURATION | P20Y
Nach einem halben Jahr gaben sie auf.                   | einem halben Jahr              | DURATION | P6M
Sie verhandelten 48 Stunden.                            | 48 Stunden                     | DURATION | PT48H
Seit Jahren warnt er davor.                             | Jahren                         | DURATION | PXY
In den vergangenen Tagen starben elf Menschen.          | den vergangenen Tagen          | DURATION | PXD
In den letzten 20 Jahren änderte sich viel.             | den letzten 20 Jahren          | DURATION | P20Y
Jahre später fand man den Brief.                        | Jahre später                   | DURATION | PXY
Jahrelang schwieg die Regierung.                        | Jahrelang                      | DURATION | PXY
Nach dreijähriger Haft kam sie frei.                    | dreijähriger                   | DURATION | P3Y
Das Parlament wird alle vier Jahre gewählt.             | alle vier Jahre                | SET      | P4Y
Jeden zweiten Dienstag tagt der Rat.                    | Jeden zweiten Dienstag         | SET      | XXXX-WXX-2
Der Bericht erscheint monatlich.                        | monatlich                      | SET      | P1M
Das kostet eine Million pro Jahr.                       | pro Jahr                       | SET      | P1Y
Er kommt zweimal im Jahr.                               | im Jahr                        | SET      | P1Y
Montags ist geschlossen.                                | Montags                        | SET      | XXXX-WXX-1
"""


def cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.splitlines() if line]


@pytest.mark.parametrize(("text", "words", "kind", "value"), cases(RELATIVE + OF_THE_DAY + LENGTHS))
def test_one_expression(text: str, words: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.span.of(text), found.type, found.value) == (words, kind, value)


@pytest.mark.parametrize("published", [THURSDAY, None])
@pytest.mark.parametrize(("text", "words", "kind", "value"), cases(ABSOLUTE))
def test_absolute_dates_need_no_publication(
    text: str, words: str, kind: str, value: str, published: date | None
) -> None:
    found = times(text, published)[0]
    assert (found.span.of(text), found.type, found.value) == (words, kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "Das Spiel endete 3:1 vor 1900 Zuschauern.",
        "Die Partie am 12. Spieltag endete 2:2.",
        "Sie zahlten 2000 Euro und 1500 Dollar.",
        "Rund 1800 Menschen demonstrierten.",
        "Nach § 2010 und Paragraf 1990 ist das verboten.",
        "Resolution 1973 des Rates verlangt den Abzug.",
        "Eine Boeing 747, ein Airbus A320 und eine MiG-29 hoben ab.",
        "Er wohnt in der Straße des 17. Juni 135, 10623 Berlin.",
        "Die Temperatur stieg auf 14.30 Grad.",
        "Der 54-jährige Minister und seine zwölfjährige Tochter winkten.",
        "Guten Morgen, sagte der Portier.",
        "Der G20 und die Gruppe der 77 widersprachen.",
        "Ein drei Jahre altes Schiff sank.",
        "Frau Sommer und Herr Winter stritten.",
        "Wer Fragen hat, ruft 030/1990 an.",
        "Nach Abs. 1998 der Satzung ist das erlaubt.",
        "Sie sprach mit Nikolaus Bauer.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_ranges_share_month_and_year() -> None:
    assert told("Der Markt ist vom 5. bis 22. November 2013 offen.") == [
        ("5.", "2013-11-05"),
        ("22. November 2013", "2013-11-22"),
    ]
    assert told("Am 3./4. Mai treffen sie sich.") == [("3.", "2014-05-03"), ("4. Mai", "2014-05-04")]
    assert told("Vom 2. April bis zum 20. Juni 1943 dauerte der Kampf.") == [
        ("2. April", "1943-04-02"),
        ("20. Juni 1943", "1943-06-20"),
    ]
    assert told("Geöffnet von 14-18 Uhr.") == [("14", "2014-02-20T14:00"), ("18 Uhr", "2014-02-20T18:00")]
    assert told("Vom ersten bis zum dritten Mai regnete es.") == [
        ("ersten", "2014-05-01"),
        ("dritten Mai", "2014-05-03"),
    ]
    assert told("Der Krieg 1998-2005 zerstörte das Land.") == [("1998", "1998"), ("2005", "2005")]
    assert told("Es schneite von Samstag auf Sonntag.") == [
        ("Samstag", "2014-02-15"),
        ("Sonntag", "2014-02-16"),
    ]
    assert told("Er blieb von Montag bis Mittwoch.") == [("Montag", "2014-02-17"), ("Mittwoch", "2014-02-19")]


def test_expressions_lean_on_those_before() -> None:
    assert told("Am 5. Mai 2010 kam er an. Am nächsten Tag reiste er ab.")[1] == (
        "nächsten Tag",
        "2010-05-06",
    )
    assert told("Am 3. März trafen sie sich um 10 Uhr.")[1] == ("10 Uhr", "2014-03-03T10:00")
    assert told("1998 wurde er Minister. Im Jahr darauf trat er zurück.")[1] == ("Jahr darauf", "1999")
    assert told("Im März 1992 betrat er den Palast. Am 5. April ging er.")[1] == ("5. April", "1992-04-05")


def test_today_is_a_day_or_these_days() -> None:
    news = "Der Rat tagt heute um 15 Uhr in Brüssel."
    essay = "Früher schrieb man Briefe. Heute schreibt man kaum noch welche."
    assert ("heute", "2014-02-20") in told(news)
    assert ("Heute", "PRESENT_REF") in told(essay)
    assert told("Das hat der Minister heute mitgeteilt.") == [("heute", "2014-02-20")]


def test_without_publication_relative_values_are_open() -> None:
    for text in (
        "Er kam gestern.",
        "Am Montag sprach sie.",
        "Voriges Jahr war Krieg.",
        "Am Wochenende ruht er.",
    ):
        found = only(text, None)
        assert (found.value, found.interval) == (None, None)
    assert only("Am 7. Mai tagt der Rat.", None).value == "XXXX-05-07"


INTERVALS = """
Am 5. Mai 2013 fiel die Stadt.               | 2013-05-05 | 2013-05-05 | day
Vergangene Woche fiel die Stadt.             | 2014-02-10 | 2014-02-16 | week
Am Wochenende fiel die Stadt.                | 2014-02-15 | 2014-02-16 | day
Im Februar 2012 fiel die Stadt.              | 2012-02-01 | 2012-02-29 | month
Anfang Juni 2012 fiel die Stadt.             | 2012-06-01 | 2012-06-10 | month
Im dritten Quartal 2013 fiel die Stadt.      | 2013-07-01 | 2013-09-30 | quarter
Im Winter 2010 fiel die Stadt.               | 2010-12-01 | 2011-02-28 | season
Die Stadt fiel 2003 ohne Kampf.              | 2003-01-01 | 2003-12-31 | year
In der ersten Hälfte des 19. Jahrhunderts fiel die Stadt. | 1800-01-01 | 1849-12-31 | century
In den neunziger Jahren fiel die Stadt.      | 1990-01-01 | 1999-12-31 | decade
Im 20. Jahrhundert fiel die Stadt.           | 1900-01-01 | 1999-12-31 | century
Vor drei Wochen fiel die Stadt.              | 2014-01-27 | 2014-02-02 | week
Seit zehn Tagen herrscht Ruhe.               | 2014-02-10 | 2014-02-20 | day
In den letzten zwei Jahren fiel die Stadt.   | 2012-02-20 | 2014-02-20 | year
In der Nacht auf Dienstag fiel die Stadt.    | 2014-02-17 | 2014-02-18 | time
"""


@pytest.mark.parametrize(("text", "start", "end", "granularity"), cases(INTERVALS))
def test_intervals(text: str, start: str, end: str, granularity: str) -> None:
    interval = only(text).interval
    assert interval is not None
    assert (str(interval.start), str(interval.end), interval.granularity) == (start, end, granularity)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Die Truppen sollen bis zum 15. März abziehen.", True),
        ("Er muss innerhalb von zwei Wochen gehen.", True),
        ("Sie müssen binnen 72 Stunden antworten.", True),
        ("Binnen sechs Stunden muss er gehen.", True),
        ("Spätestens am Freitag soll das Lager leer sein.", True),
        ("Vor Jahresende wird nichts entschieden.", True),
        ("Sie setzte eine Frist von 30 Tagen.", True),
        ("Die 14-Tage-Frist läuft.", True),
        ("Bis Ende März soll er antworten.", True),
        ("Sie hatten bis zum 15. März zu antworten.", True),
        ("Die Junta forderte bis Samstag eine Antwort.", True),
        ("Er gab den Rebellen bis Montag Zeit.", True),
        ("Bis 18 Uhr müssen die Truppen abziehen.", True),
        ("Bis 18 Uhr wurde geschossen.", False),
        ("Seit spätestens Montag weiß er davon.", False),
        ("Bis gestern blieb er stumm.", False),
        ("Vor drei Wochen zog er ab.", False),
        ("Er forderte am Dienstag den Abzug.", False),
    ],
)
def test_deadlines(text: str, deadline: bool) -> None:
    assert only(text).deadline is deadline


def test_the_end_of_a_range_is_no_deadline() -> None:
    assert not any(found.deadline for found in times("Die Messe dauert von Montag bis Mittwoch."))


def test_the_demand_is_dated_and_its_content_has_a_deadline() -> None:
    demand, content = times("Sie forderte am Dienstag, bis Freitag abzuziehen.")
    assert (demand.value, demand.deadline) == ("2014-02-18", False)
    assert (content.value, content.deadline) == ("2014-02-21", True)


WEEKS_APART = st.integers(-2000, 2000)
SHIFTABLE = st.sampled_from([
    "Er sagte am Montag, es reiche.", "Sie treffen sich am Freitag.", "Gestern Abend kam er.", "Morgen geht sie.",
    "Vergangene Woche sprach er, kommende Woche schweigt er.", "Am Wochenende wurde demonstriert.",
    "In der Nacht zum Dienstag fielen Schüsse.", "Das Spiel beginnt um 20.15 Uhr.", "Vor drei Wochen kam er.",
    "Am kommenden Sonntag wird gewählt, am vergangenen Mittwoch war Ruhe.", "Am Vortag hatte er zugesagt.",
])  # fmt: skip


def moved(value: str | None, shift: timedelta) -> str | None:
    """The value so many weeks later: days and weeks move, lengths and the rest stay."""
    if found := re.match(r"(\d{4}-\d\d-\d\d)(.*)", value or ""):
        return (date.fromisoformat(found[1]) + shift).isoformat() + found[2]
    if found := re.match(r"(\d{4})-W(\d\d)(.*)", value or ""):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) + shift
        return f"{monday:%G-W%V}{found[3]}"
    return value


@given(SHIFTABLE, WEEKS_APART)
def test_relative_values_move_with_publication(text: str, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    for before, after in zip(times(text), times(text, THURSDAY + shift), strict=True):
        assert before.span == after.span
        assert after.value == moved(before.value, shift)
        if before.interval is not None and after.interval is not None:
            assert after.interval.start - before.interval.start == shift
            assert after.interval.end - before.interval.end == shift
        else:
            assert before.interval == after.interval


PUBLISHED = st.none() | st.dates()
PIECES = st.sampled_from([
    "am", "bis", "seit", "vor", "in den letzten", "5.", "31.", "30.", "Februar", "2014", "99.99.9999", "0", "24 Uhr",
    "um 20.30", "Montag", "Nacht auf", "Jahrhundert", "999999", "Jahren", "Ende", "des Jahres", "heute", "44 v. Chr.",
    "zwanziger", "er-Jahre", "Ostern", "1. Advent", "Ex-Mann", "14-Tage-Frist", "'68", "vorletztes", "jeden", "halb",
    "\n\n", "\u00ad", "٣", "²", "\u2028", ",", "–", "Quartal", "nächsten", "Wochenende", "1000000", "zwei", "Stunden",
])  # fmt: skip


@settings(max_examples=200)
@given(st.text() | st.lists(PIECES, max_size=30).map(" ".join), PUBLISHED)
def test_any_text_gives_valid_sorted_expressions(text: str, published: date | None) -> None:
    end = 0
    for found in times(text, published):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        assert found.interval is None or found.interval.start <= found.interval.end
        assert found.value is None or found.value.strip() == found.value != ""


@pytest.mark.parametrize(
    "piece", ["heute ", "in den letzten ", "20.15-", "vor der ", "1 ", "jahr", "5. und "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    document = cut(piece * 5_000, GERMAN)
    begin = time.perf_counter()
    find_times(document, GERMAN, THURSDAY)
    assert time.perf_counter() - begin < 10


@pytest.mark.usefixtures("shared")
def test_quality_does_not_fall(shared: Path) -> None:
    if not (shared / "data" / "times").is_dir():
        pytest.skip("needs ../shared/data/times")
    floors = {"strict": 0.901, "relaxed": 0.923, "value": 0.829, "type": 0.908}
    score = measure([article for name in FILES for article in articles_of(name)])
    assert {name: floor for name, floor in floors.items() if score.f1(name) < floor} == {}
    assert score.day_share >= 0.85
