"""A made-up crisis of any size: readings of articles that tell the same happenings in different words.

`readings(articles, seed)` gives them one at a time, in the order of their days, the same ones for the same seed. Ten
acts stand in each article; a happening is told in about two and a half of them. Parties are states that need no
knowledge, matters are word families of their own, so that filing, merging and linking have real work to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from depesche import Act, ActTime, Party, Reading, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.types import Kind

ACTS = 10  # of an article
TELLINGS = 2.5  # of a happening
FIRST_DAY = date(2019, 1, 1)
PER_DAY = 55  # articles: a hundred thousand in five years
PARTIES = 60
MATTERS = 40
_SYLLABLES = (
    "bra", "dor", "fel", "gar", "hal", "jar", "kor", "lim", "mar", "nor", "ost", "pel", "ram", "sol", "tar", "ul",
    "ver", "wan", "zor", "bel", "dun", "fis", "gol", "hem",
)  # fmt: skip
_SHARED_THINGS = (
    "Vertrag", "Grenze", "Lager", "Quote", "Anlage", "Behörde", "Prüfung", "Sperre", "Frist", "Zahlung",
    "Lieferung", "Fläche", "Strecke", "Gebühr", "Genehmigung", "Kontrolle",
)  # fmt: skip
_OWN_THINGS = (
    "Damm", "Schleuse", "Hafen", "Kran", "Truppen", "Kaserne", "Leitung", "Gas", "Zoll", "Spediteur", "Insel",
    "Leuchtturm", "Kabel", "Funkmast", "Straße", "Tunnel", "Sender", "Rundfunk", "Flotte", "Werft", "Bank",
    "Anleihe", "Mine", "Kupfer", "Brücke", "Fähre", "Kraftwerk", "Strom", "Flughafen", "Luftraum", "Kanal", "Pegel",
    "Wald", "Holz", "Schule", "Lehrplan", "Archiv", "Urkunde", "Fabrik", "Patent", "Bahn", "Waggon", "Turm",
    "Kirche", "Quelle", "Trinkwasser", "Fisch", "Trawler", "Weizen", "Silo", "Impfstoff", "Klinik", "Satellit",
    "Rakete", "Gefangene", "Gericht", "Flüchtling", "Zelt", "Wahl", "Stimmzettel", "Botschaft", "Diplomat", "Deich",
    "Sturmflut", "Museum", "Gemälde", "Zucker", "Rübe", "Drohne", "Radar", "Reaktor", "Uran", "Palme", "Öl",
    "Teppich", "Weber", "Rind", "Stall", "Seuche", "Labor",
)  # fmt: skip
_DOINGS = (
    "schließen", "öffnen", "räumen", "prüfen", "beenden", "verlängern", "abbauen", "freigeben", "teilen", "aussetzen",
    "sichern", "melden",
)  # fmt: skip
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


class Form(NamedTuple):
    """How a kind is told: words before the content, and the trigger in them."""

    kind: Kind
    words: str
    trigger: str
    weight: int


_FORMS = (
    Form("demand", "{actor} hat {recipient} am {day} aufgefordert, {content}", "aufgefordert", 16),
    Form("offer", "{actor} hat {recipient} am {day} angeboten, {content}", "angeboten", 8),
    Form("threaten", "{actor} drohte {recipient} am {day}, {content}", "drohte", 8),
    Form("reject", "{actor} lehnte es gegenüber {recipient} am {day} ab, {content}", "lehnte", 14),
    Form("agree", "{actor} stimmte {recipient} am {day} zu, {content}", "stimmte", 8),
    Form("deny", "{actor} bestritt gegenüber {recipient} am {day}, {content}", "bestritt", 5),
    Form("accuse", "{actor} warf {recipient} am {day} vor, {content}", "warf", 12),
    Form("announce", "{actor} kündigte {recipient} am {day} an, {content}", "kündigte", 10),
    Form("state", "{actor} erklärte {recipient} am {day}, man wolle {content}", "erklärte", 12),
    Form("retreat", "{actor} hat auf Bitten von {recipient} am {day} begonnen, {content}", "begonnen", 4),
    Form("mobilize", "{actor} verlegte gegen {recipient} am {day} Einheiten, um {content}", "verlegte", 3),
)
_CONDITIONAL = frozenset({"threaten", "offer"})


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened once."""

    form: Form
    actor: int
    recipient: int
    matter: int
    things: tuple[int, int]
    doing: int
    number: int
    day: date
    condition: int | None


class World(NamedTuple):
    """The names of a made-up world."""

    parties: tuple[str, ...]
    persons: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]  # of each matter


def readings(articles: int, seed: int = 1) -> Iterator[Reading]:
    """So many readings, `PER_DAY` of them each day."""
    random = Random(seed)  # noqa: S311
    world = _world(random)
    before: list[Happening] = []
    for first in range(0, articles, PER_DAY):
        day = FIRST_DAY + timedelta(days=first // PER_DAY)
        pool = [_happening(random, day) for _ in range(round(PER_DAY * ACTS / TELLINGS))]
        known = [*pool, *before[: len(pool) // 4]]
        for number in range(first, min(first + PER_DAY, articles)):
            yield _reading(random, world, number + 1, day, random.sample(known, ACTS))
        before = pool


def _world(random: Random) -> World:
    parties = tuple(_name(random) + "ien" for _ in range(PARTIES))
    persons = tuple(f"{_name(random)} {_name(random)}ner" for _ in range(PARTIES))
    return World(parties, persons, tuple(_family(random, matter) for matter in range(MATTERS)))


def _family(random: Random, matter: int) -> tuple[str, ...]:
    """The name of a matter, then the things it is about: two of its own and six that others are about too."""
    own = _OWN_THINGS[2 * matter : 2 * matter + 2]
    return (_name(random), *own, *random.sample(_SHARED_THINGS, 6))


def _name(random: Random) -> str:
    return "".join(random.sample(_SYLLABLES, 3)).capitalize()


def _happening(random: Random, day: date) -> Happening:
    form = random.choices(_FORMS, [one.weight for one in _FORMS])[0]
    actor = min(random.randrange(PARTIES), random.randrange(PARTIES))  # some are much busier than others
    recipient = (actor + random.randrange(1, PARTIES)) % PARTIES
    conditional = form.kind in _CONDITIONAL and random.random() < 0.6
    return Happening(
        form,
        actor,
        recipient,
        min(random.randrange(MATTERS), random.randrange(MATTERS)),
        (min(random.randrange(8), random.randrange(8)), random.randrange(8)),
        random.randrange(len(_DOINGS)),
        random.randrange(2, 900),
        day,
        random.randrange(8) if conditional else None,
    )


def _reading(random: Random, world: World, number: int, day: date, told: list[Happening]) -> Reading:
    text, acts, sentences = "", [], []
    mentions: dict[int, list[Span]] = {}
    for place, happening in enumerate(told):
        start = len(text)
        sentence, act = _told(random, world, happening, start, f"a{place}", mentions)
        text += sentence + " "
        acts.append(act)
        sentences.append(Span(start, start + len(sentence)))
    parties = tuple(
        Party(f"X{one:02}", world.parties[one], "state", tuple(spans)) for one, spans in mentions.items()
    )
    return Reading(
        f"{day.isoformat()}-{number}",
        "de",
        text,
        f"Streit um {world.words[told[0].matter][0]}",
        f"https://blatt{number % 23}.example/{number}",
        day.isoformat(),
        tuple(sentences),
        acts=tuple(acts),
        parties=parties,
    )


def _told(
    random: Random, world: World, one: Happening, start: int, name: str, mentions: dict[int, list[Span]]
) -> tuple[str, Act]:
    """One telling of a happening: the sentence, and the act with its spans in the text."""
    content, condition = _content(random, world, one), _condition(world, one)
    weekday = f"am {_WEEKDAYS[one.day.weekday()]}"
    body = one.form.words.format(
        actor=world.parties[one.actor],
        recipient=world.parties[one.recipient],
        day=_WEEKDAYS[one.day.weekday()],
        content=content,
    )
    sentence = f"{body}, {condition}." if condition else f"{body}."

    def span(words: str, after: int = 0) -> Span:
        place = start + sentence.index(words, after)
        return Span(place, place + len(words))

    actor = span(world.parties[one.actor])
    recipient = span(world.parties[one.recipient])
    mentions.setdefault(one.actor, []).append(actor)
    mentions.setdefault(one.recipient, []).append(recipient)
    return sentence, Act(
        name,
        one.form.kind,
        "actual",
        (span(one.form.trigger),),
        (_role(world, one.actor, actor),),
        (_role(world, one.recipient, recipient),),
        (span(content),),
        (span(condition),) if condition else (),
        ActTime(span(weekday), one.day.isoformat()),
        confidence=round(random.uniform(0.3, 0.99), 3),
    )


def _role(world: World, party: int, mention: Span) -> Role:
    return Role(mention, world.parties[party], world.parties[party], f"X{party:02}")


def _content(random: Random, world: World, one: Happening) -> str:
    """What it is about, in one of several wordings; some round the number, some do not name the matter."""
    name = world.words[one.matter][0]
    first, second = (world.words[one.matter][1 + thing] for thing in one.things)
    number = one.number if random.random() < 0.8 else round(one.number, -1)
    doing = _DOINGS[one.doing]
    return random.choice(
        (
            f"{name}: {first} mit {number} Leuten bei {second} zu {doing}",
            f"{first} und {second} von {name} mit {number} Leuten zu {doing}",
            f"in {name} nach {number} Tagen {first} und {second} zu {doing}",
            f"mit {number} Leuten {first} und {second} zu {doing}",
        )
    )


def _condition(world: World, one: Happening) -> str:
    if one.condition is None:
        return ""
    name, thing = world.words[one.matter][0], world.words[one.matter][1 + one.condition]
    return f"falls {world.parties[one.recipient]} {thing} in {name} nicht räumt"
