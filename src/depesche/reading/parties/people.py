"""People of an article: full names, and surnames that stand alone later."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.parties.entities import NOBODY, Entity, slug
from depesche.reading.parties.written import (
    has_article,
    is_described,
    is_elided,
    is_first_name,
    is_name_like,
    is_of_title,
    is_role,
    is_title,
)
from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.persons import Person

_GENITIVES = ("’s", "'s", "’", "'", "s")
_AFTER_FIRST_NAME = frozenset({"demonym", "city", "seat", "ambiguous", "person"})


class Run(NamedTuple):
    """Tokens of a name: `first` up to, not including, `last`."""

    first: int
    last: int


class People:
    """Everybody an article names; `starts` and `runs` have the first token of each mention as key."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.scan = context.scan
        self.lexicon = context.index.lexicon
        self.first_names = context.index.first_names
        self.starts: dict[int, Entity] = {}
        self.runs: dict[int, Run] = {}
        self.known: dict[Entity, Person] = {}
        self._covered: set[int] = set()
        self._all_places: dict[str, list[int]] = defaultdict(list)
        for token, word in enumerate(self.scan.words[1:], 1):
            self._all_places[word].append(token)
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_id: dict[str, Entity] = {}

    def find(self) -> None:
        """Find all full names, then all that stands for them in short."""
        alone: list[Run] = []
        for run in self._candidates():
            if run.last - run.first == 1 and run.first in self.scan.name_at:
                alone.append(run)
            else:
                self._introduce(run)
        for run in alone:
            self._bare(run)
        self._join_short()
        self._mention_again()
        self._name_as_written()
        for surname, entities in self._by_surname.items():
            self.context.surnames[surname] = entities[0]

    # full names

    def _candidates(self) -> Iterator[Run]:
        """Maximal ranges of words that may be a name."""
        token, end, words = 0, len(self.scan.words), self.scan.words
        while token < end:
            name = self.scan.name_at.get(token)
            if name is None and not words[token][0].isupper() and "-" not in words[token]:
                token += 1
                continue
            if name is not None and name.meaning.use == "person":
                last = self._longer_than_known(name.first, name.last)
                yield Run(name.first, last)
                token = last
            elif is_name_like(self.scan, token):
                last = self._run_end(token)
                yield Run(token, last)
                token = last
            else:
                token += 1

    def _longer_than_known(self, first: int, last: int) -> int:
        """End of a name that begins as a known one does and is another: "Juan Carlos Pinzón"."""
        if last - first < 2 or last >= self.scan.sentence(first)[1] or not self.scan.adjacent(last):
            return last
        stands = is_name_like(self.scan, last) and self._stands_alone(last)
        return last + 1 if stands and self.scan.words[last - 1].casefold() in self.first_names else last

    def _run_end(self, first: int) -> int:
        last, end = first + 1, self.scan.sentence(first)[1]
        while last < end and self.scan.adjacent(last):
            if is_name_like(self.scan, last) or self._is_surname(first, last) or is_elided(self.scan, last):
                last += 1
                continue
            known = self.scan.name_at.get(last)
            if known is not None and known.meaning.use == "person" and is_first_name(self.scan, last - 1):
                return known.last
            ahead = self._behind_particles(first, last, end)
            if ahead is None:
                break
            last = ahead + 1
        return last

    def _is_surname(self, first: int, token: int) -> bool:
        """Whether a word that means something else is the surname of the name that begins at `first`."""
        if not self._surname_like(token):
            return False
        word, before = self.scan.words[token], self.scan.words[token - 1]
        noun = self.scan.nouns.get(token)
        if is_first_name(self.scan, token - 1):
            return True
        ends = noun is not None and noun.head > 0 and word.endswith(tuple(self.lexicon.small["surname_ends"]))
        initial = token - first > 1 and len(before) == 2 and before.endswith(".") and before[0].isupper()
        return (
            ends and "-" not in word and (initial or (token - first == 1 and is_title(self.scan, first - 1)))
        )

    def _behind_particles(self, first: int, last: int, end: int) -> int | None:
        """Token of the surname behind "von", "de la", "van der"; not "X Y von der Bank"."""
        words, particles = self.scan.words, self.lexicon.small["particles"]
        ahead = last
        while ahead < end and words[ahead].casefold() in particles:
            ahead += 1
        if ahead == last or ahead >= end or not (is_name_like(self.scan, ahead) or self._surname_like(ahead)):
            return None
        article = words[ahead - 1].casefold() in self.lexicon.determiners
        thing = ahead in self.scan.nouns or words[ahead].endswith(tuple(self.lexicon.small["abstract"]))
        if article and thing:
            return None
        belongs = words[last].casefold() in self.lexicon.small["name_prepositions"]
        if belongs and (last - first > 1 or not is_first_name(self.scan, last - 1)):
            return None
        return None if words[last].casefold() in self.lexicon.small["no_first_particle"] else ahead

    def _surname_like(self, token: int) -> bool:
        """A word after a first name is a surname even if it means something else."""
        word = self.scan.words[token]
        name = self.scan.name_at.get(token)
        if name is not None:
            return name.last - name.first == 1 and name.meaning.use in _AFTER_FIRST_NAME
        return word[0].isupper() and token in self.scan.nouns

    def _introduce(self, run: Run) -> None:
        """Take a range as a full name where it is one."""
        name = self.scan.name_at.get(run.first)
        if name is not None and name.meaning.use == "person" and name.last == run.last:
            self._add_known(run, name.meaning.person)
            return
        run = self._untitled(self._ended(self._trimmed(self._calmed(run))))
        while not self._is_full_name(run) and run.last - run.first > 2 and self._is_led(run.first):
            run = Run(run.first + 1, run.last)
        if run.first == run.last:
            return
        title = is_title(self.scan, run.first - 1) or (run.first > 0 and is_role(self.scan, run.first - 1))
        surname = run.last - run.first == 1 and title and not self._is_thing(run.first)
        if surname or self._is_full_name(run):
            self._add(run, self._known_surname(run))

    def _untitled(self, run: Run) -> Run:
        """Without a title of no list: "Pianistin Odile Marchand", "Jagdethiker Winkler"."""
        if (
            run.last - run.first not in {2, 3}
            or is_first_name(self.scan, run.first)
            or not is_role(self.scan, run.first)
        ):
            return run
        rest = Run(run.first + 1, run.last)
        led = is_first_name(self.scan, rest.first) or is_title(self.scan, run.first - 1)
        return rest if led or self._recurs(run) else run

    def _calmed(self, run: Run) -> Run:
        """In a line of capitals, the words up to the first that stands nowhere as a name: "MINISTER HOLM DROHT"."""
        words, last = self.scan.words, run.first
        if not run.first or not all(word.isupper() for word in words[run.first - 1 : run.last]):
            return run
        while last < run.last and words[last].capitalize() in self.scan.vocabulary:
            last += 1
        return Run(run.first, last)

    def _is_thing(self, token: int) -> bool:
        """Whether a word behind a title is no surname: "der Rede des Präsidenten Beachtung schenken"."""
        word, small = self.scan.words[token], self.lexicon.small
        folded = word.casefold()
        thing = word.endswith(tuple(small["abstract"])) or folded in small["given"]
        thing = thing or folded in self.lexicon.calendar
        return thing and not self._stands_alone(token)

    def _bare(self, run: Run) -> None:
        """A surname alone that is known: whoever the article names in full with it, else the one who is known."""
        person = self.scan.name_at[run.first].meaning.person
        named = self._by_surname.get(self.scan.words[run.first], [])
        others = [entity for entity in named if self.known.get(entity) is not person and " " in entity.name]
        if person is None or not others or self._other_first_name(run.first, person):
            self._add_known(run, person)
        elif len(others) == len(named):
            self._note(self._nearest(others, run.first), run)
        else:
            self._add_known(run, person)

    def _ended(self, run: Run) -> Run:
        """Without a common noun behind the name: "löst bei Sonja Wehsely Empörung aus"."""
        last, words = run.last - 1, self.scan.words
        if run.last - run.first < 3 or not words[last - 1][0].isupper() or is_first_name(self.scan, last - 1):
            return run
        if words[last].endswith(tuple(self.lexicon.small["abstract"])) and not self._stands_alone(last):
            return Run(run.first, last)
        owner = words[last - 1].removesuffix("s")
        if owner != words[last - 1] and owner in self.scan.vocabulary and len(owner) > 2:
            return Run(run.first, last)
        if self._stands_alone(last) or not self._stands_alone(last - 1):
            return run
        apart = any(
            not words[place + 1].startswith(words[last])
            for place in self._places(words[last - 1])
            if place + 1 < len(words)
        )
        return Run(run.first, last) if apart else run

    def _is_led(self, token: int) -> bool:
        """Whether a word in front of a name is a common noun: it has an article here or elsewhere."""
        return has_article(self.scan, token) or self._is_common(token)

    def _trimmed(self, run: Run) -> Run:
        """Without words before the first name: "Gestern Peter Müller"; a name of three behind a comma is whole."""
        words = self.scan.words
        for token in range(run.first, run.last - 1):
            if is_first_name(self.scan, token):
                behind = words[run.first - 1 : run.first] == [","] and not is_role(self.scan, run.first)
                whole = behind and token == run.first + 1
                return run if whole and not self._is_common(run.first) else Run(token, run.last)
        return run

    def _is_full_name(self, run: Run) -> bool:
        if (
            run.last - run.first < 2
            or self.scan.words[run.first].casefold() in self.lexicon.small["parts_of_time"]
        ):
            return False
        if is_first_name(self.scan, run.first) or is_title(self.scan, run.first - 1) or self._apposed(run):
            return True
        if run.last - run.first > 2 and is_first_name(self.scan, run.first + 1):
            return True
        return run.last - run.first <= 3 and self._recurs(run)

    def _recurs(self, run: Run) -> bool:
        """Whether two unknown words without an article are a person: the second one stands alone elsewhere."""
        words = self.scan.words
        before = words[run.first - 1] if run.first else ""
        known = before.casefold() in self.lexicon.determiners or before in self.lexicon.small["whose"]
        if known or run.first - 1 in self.scan.adjectives:
            return False
        if run.first - 1 in self.scan.nouns or before in self.lexicon.small["quotes"] or before.endswith("-"):
            return False
        if any(
            not words[token].replace("-", "").isalpha() or words[token].isupper() for token in range(*run)
        ):
            return False
        if before.isdigit() or before.casefold() in self.lexicon.small["cardinal"]:
            return False
        if any(words[token].casefold() in self.lexicon.calendar for token in range(*run)):
            return False
        if self._of_somebody(run) or is_described(self.scan, run.first):
            return False
        return self._stands_alone(run.last - 1) and not self._is_common(run.first)

    def _of_somebody(self, run: Run) -> bool:
        """Whether the words are a title with a hyphen and the surname of somebody known: "Osttal-Stürmer Holm"."""
        named = self._by_surname.get(self.scan.words[run.last - 1], ())
        title = "-" in self.scan.words[run.first] or is_role(self.scan, run.first)
        return title and any(" " in entity.name for entity in named)

    def _stands_alone(self, token: int) -> bool:
        """Whether a word is used elsewhere as names are: without an article or adjective, in no other pair."""
        word, found = self.scan.words[token], False
        for place in self._places(word):
            if self.scan.words[place - 1] == self.scan.words[token - 1]:
                continue
            if has_article(self.scan, place):
                return False
            found = True
        return found

    def _is_common(self, token: int) -> bool:
        return any(has_article(self.scan, place) for place in self._places(self.scan.words[token]))

    def _places(self, word: str) -> list[int]:
        """Tokens where a word or its genitive stands, but not the first token of the text."""
        places = self._all_places
        return places.get(word, []) + places.get(word + "s", [])

    def _apposed(self, run: Run) -> bool:
        """Whether a title stands behind a comma: "X Y, Präsident der Z,"."""
        words = self.scan.words
        if run.last + 1 >= len(words) or words[run.last] != ",":
            return False
        for token in range(run.last + 1, min(run.last + 5, len(words))):
            if words[token].casefold() in self.lexicon.small["leading"]:
                return False
            if token in self.scan.nouns:
                return is_title(self.scan, token)
        return False

    def _add_known(self, run: Run, person: Person | None) -> None:
        """A person of the knowledge; a bare surname after another first name is somebody else."""
        alone = run.last - run.first == 1 and run.first > 0
        if person is not None and alone and self._other_first_name(run.first, person):
            run = Run(run.first - 1, run.last)
            self._add(run, None)
            return
        self._add(run, person)

    def _other_first_name(self, token: int, person: Person) -> bool:
        before = self.scan.words[token - 1]
        if not is_first_name(self.scan, token - 1) or not self.scan.adjacent(token):
            return False
        return before not in person.name.split() and not any(
            before in alias.split() for alias in person.aliases
        )

    def _add(self, run: Run, person: Person | None) -> None:
        if not self._covered.isdisjoint(range(run.first, run.last)):
            return
        text = person.name if person else self._base_name(run)
        id_ = _id_of(text)
        entity = self._by_id.get(id_)
        if entity is None:
            entity = Entity(id_, text, "person", self._gender(run, person), NOBODY)
            self._by_id[id_] = entity
            self.context.entities.append(entity)
        if person is not None:
            self.known.setdefault(entity, person)
        self._bears(entity, text.split()[-1])
        self._also(entity, self.scan.words[run.last - 1])
        self._note(entity, run)

    def _also(self, entity: Entity, surname: str) -> None:
        """Let a surname as the article spells it mean somebody who is known under another spelling."""
        person = self.known.get(entity)
        if person is not None and surname[0].isupper() and surname != entity.name.split()[-1]:
            base = surname.removesuffix("s")
            listed = {name.split()[-1] for name in (person.name, *person.aliases)}
            surname = surname if surname in listed or base not in listed else base
            self._bears(entity, surname)

    def _bears(self, entity: Entity, surname: str) -> None:
        entities = self._by_surname.setdefault(surname, [])
        if entity not in entities:
            entities.append(entity)

    def _gender(self, run: Run, person: Person | None) -> str:
        if person is not None and person.gender:
            return person.gender
        return self.first_names.get(self.scan.words[run.first].casefold(), "").strip("u")

    def _base_name(self, run: Run) -> str:
        """Without a genitive ending or capitals, where the name stands without them elsewhere."""
        text = self.scan.text(run.first, run.last)
        usual = [word.capitalize() for word in self.scan.words[run.first : run.last]]
        if text.isupper() and self.scan.vocabulary.issuperset(usual):
            return " ".join(usual)
        last = self.scan.words[run.last - 1]
        for ending in _GENITIVES:
            base = last.removesuffix(ending)
            if base != last and (ending != "s" or base in self.scan.vocabulary or self._belongs(run, base)):
                return text[: len(text) - len(ending)]
        return text

    def _belongs(self, run: Run, base: str) -> bool:
        """Whether a name is a genitive behind its noun: "die Ehrung Salman Rushdies"."""
        if not run.first or base[-1:] in "aisuo":
            return False
        before = self.scan.words[run.first - 1]
        noun = self.scan.nouns.get(run.first - 1)
        thing = not noun.noun.person if noun else before.endswith(tuple(self.lexicon.small["abstract"]))
        if is_of_title(self.scan, run.first - 1):
            return False
        return before[0].isupper() and before.isalpha() and thing and self.scan.adjacent(run.first)

    def _known_surname(self, run: Run) -> Person | None:
        """Whom a surname behind a title means, where only one is known: "Ministerpräsident Fico"."""
        if run.last - run.first > 1:
            return None
        surnames, last = self.context.index.surnames, self.scan.words[run.first]
        meanings = surnames.get(last) or surnames.get(last.removesuffix("s")) or []
        return meanings[0].person if len({meaning.label for meaning in meanings}) == 1 else None

    def _note(self, entity: Entity, run: Run) -> None:
        tokens = self.scan.document.tokens
        entity.mentions.append(Span(tokens[run.first].start, tokens[run.last - 1].end))
        self.starts[run.first] = entity
        self.runs[run.first] = run
        self._covered.update(range(run.first, run.last))

    def _join_short(self) -> None:
        """Somebody whose surname came first, behind a title, is the one whose full name follows."""
        for surname, entities in self._by_surname.items():
            short = self._by_id.get(_id_of(surname))
            full = [entity for entity in entities if entity is not short]
            fits = short is not None and len(full) == 1 and {short.gender, full[0].gender} != {"m", "f"}
            if short is None or not fits or short in self.known:
                continue
            full[0].mentions += short.mentions
            for alike in self._by_surname.values():  # it may be spelled in several ways
                if short in alike:
                    alike[:] = dict.fromkeys(full[0] if one is short else one for one in alike)
            self.context.entities.remove(short)
            del self._by_id[short.id]
            self.starts.update({first: full[0] for first, entity in self.starts.items() if entity is short})

    def _name_as_written(self) -> None:
        """Call those who are known beforehand by the fullest name in the article, not by that of the knowledge."""
        written: dict[Entity, Counter[str]] = {}
        for first, entity in self.starts.items():
            if entity in self.known:
                written.setdefault(entity, Counter())[self._plain(self.runs[first], self.known[entity])] += 1
        for entity, names in written.items():
            entity.name = max(names, key=lambda name: (len(name.split()), names[name]))

    def _plain(self, run: Run, person: Person) -> str:
        """The words of a mention without a genitive ending that no name of the person has."""
        words = self.scan.words[run.first : run.last]
        own = {word for name in (person.name, *person.aliases) for word in name.split()}
        if words[-1] not in own:
            bases = [words[-1].removesuffix(ending) for ending in _GENITIVES if words[-1].endswith(ending)]
            words[-1] = next(
                (base for base in bases if base in own or base in self.scan.vocabulary), words[-1]
            )
        return " ".join(words)

    # short names

    def _mention_again(self) -> None:
        """Surnames that stand alone, and names by which somebody was introduced with more."""
        words = self.scan.words
        short = {**self._first_names_only(), **self._by_surname}
        for token, word in enumerate(words):
            if not word[0].isupper() and "-" not in word:
                continue
            entities = short.get(word) or (short.get(word[0].lower() + word[1:]) if "-" in word else None)
            if entities is None and word[-1] in "s’'":
                entities = next(
                    (short[base] for end in _GENITIVES if (base := word.removesuffix(end)) in short), None
                )
            if entities and token not in self._covered and self._free(token):
                self._note(self._nearest(entities, token), self._with_first(token))
        for entity in self.context.entities:
            entity.mentions.sort()

    def _first_names_only(self) -> dict[str, list[Entity]]:
        """First names that only one person bears, for those who are called by it."""
        found: dict[str, list[Entity]] = {}
        for entity in self.context.entities:
            first, *rest = entity.name.split()
            if rest and self.context.index.single(first) is None:
                found.setdefault(first, []).append(entity)
        return {first: entities for first, entities in found.items() if len(entities) == 1}

    def _free(self, token: int) -> bool:
        """Whether a surname is no common noun with its article here."""
        if token not in self.scan.nouns and token not in self.scan.name_at:
            return True
        before = self.scan.words[token - 1].casefold() if token else ""
        return before not in self.lexicon.determiners and token not in self.scan.name_at

    def _with_first(self, token: int) -> Run:
        first = token
        while (
            first
            and first - 1 not in self._covered
            and is_name_like(self.scan, first - 1)
            and is_first_name(self.scan, first - 1)
        ):
            first -= 1
        return Run(first, token + 1)

    def _nearest(self, entities: list[Entity], token: int) -> Entity:
        position = self.scan.document.tokens[token].start
        if len(entities) == 1:
            return entities[0]

        def distance(entity: Entity) -> int:
            before = [span.start for span in entity.mentions if span.start < position]
            return position - max(before) if before else 1_000_000 + entity.mentions[0].start

        return min(entities, key=distance)


def _id_of(name: str) -> str:
    return f"person:{slug(name)}"
