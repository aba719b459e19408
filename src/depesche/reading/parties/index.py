"""Names compiled for one pass over the tokens: from a first word to all names that begin with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Literal, NamedTuple

from depesche.reading.document import cut
from depesche.reading.once import built_once
from depesche.reading.parties.knowledge import base_knowledge
from depesche.reading.parties.lexicon import Lexicon, Noun, lexicon_of

if TYPE_CHECKING:
    from depesche.languages import Language
    from depesche.reading.parties.knowledge import Entry, Knowledge
    from depesche.reading.parties.persons import Person

Use = Literal["name", "seat", "city", "organ", "demonym", "ambiguous", "person", "surname"]
_CACHE_LIMIT = 200_000
_LOCK = RLock()


class Meaning(NamedTuple):
    """What a name stands for, and how: by its own name, a capital, a demonym …"""

    entry: Entry
    use: Use
    label: str
    person: Person | None = None
    plural: bool = False


class Pattern(NamedTuple):
    """The words after the first, each with all its forms."""

    rest: tuple[frozenset[str], ...]
    meaning: Meaning


class FullName(NamedTuple):
    """A name of several words, whose forms nobody has asked for yet."""

    words: tuple[str, ...]
    meaning: Meaning


class Word(NamedTuple):
    """A noun as it was found, with what the first part of a compound says: whose it is, or the home state's."""

    noun: Noun
    lemma: str
    owner: Entry | None = None
    owner_use: str = ""
    home: tuple[str, ...] | None = None
    region: bool = False
    head: int = 0


@dataclass(slots=True)
class Index:
    """Everything that `find_parties` looks up, for one language and one knowledge."""

    lexicon: Lexicon
    knowledge: Knowledge
    names: dict[str, list[Pattern]] = field(default_factory=dict)
    adjectives: dict[str, Entry] = field(default_factory=dict)
    city_adjectives: dict[str, list[Entry]] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, list[Meaning]] = field(default_factory=dict)
    first_names: dict[str, str] = field(default_factory=dict)
    political: frozenset[str] = frozenset()
    full_names: dict[str, list[FullName]] = field(default_factory=dict)
    _words: dict[str, Word | None] = field(default_factory=dict)
    _described: dict[str, Entry | None] = field(default_factory=dict)

    def patterns(self, first: str) -> list[Pattern] | None:
        """Names that begin with a word, the longest first, or None; people's are written out when first asked for."""
        if first in self.full_names:
            with _LOCK:
                self._write_out(first)
        return self.names.get(first)

    def _write_out(self, first: str) -> None:
        if first not in self.full_names:
            return
        people = (
            Pattern(
                (*(frozenset((word,)) for word in words[1:-1]), frozenset(self.forms_of(words[-1]))), meaning
            )
            for words, meaning in self.full_names[first]
        )
        found = sorted((*self.names.get(first, ()), *people), key=_length, reverse=True)
        self.names[first] = found
        del self.full_names[first]

    def begins(self, word: str) -> bool:
        """Whether some name begins with a word."""
        return word in self.names or word in self.full_names

    def forms_of(self, word: str, *, alone: bool = False) -> list[str]:
        """A name's last word with its genitives and plurals; `alone`: the name has no other word."""
        if len(word) < 3 or not word[-1].isalpha():
            return [word]
        forms = [word]
        if word[-1] not in "sxz":
            forms += [word + ending for ending in self.lexicon.grammar["name_endings"] if "e" not in ending]
        elif not word.isupper():
            forms += [word + "’", word + "'", word + "es", word + "’s"]
        if word.endswith("e"):
            forms.append(word + "n")
        if not alone and word[0].isupper() and not word.isupper() and word[-1] not in "sxzen":
            forms.append(word + "es")
        return forms

    def word(self, text: str) -> Word | None:
        """The noun that a token is, or None; remembered."""
        try:
            return self._words[text]
        except KeyError:
            if len(self._words) > _CACHE_LIMIT:
                self._words.clear()
            found = self._words[text] = self._analyse(text)
            return found

    def adjective(self, text: str) -> Entry | None:
        """The party that an adjective such as "russischen" names; remembered."""
        try:
            return self._described[text]
        except KeyError:
            if len(self._described) > _CACHE_LIMIT:
                self._described.clear()
            found = self._described[text] = self._adjective(text)
            return found

    def _adjective(self, text: str) -> Entry | None:
        entry = self.adjectives.get(text)
        if entry is None and not text.islower():
            entry = self.adjectives.get(text.casefold())
        if entry is None and "-" in text:
            entry = self.adjectives.get(text.rpartition("-")[2])
        return entry

    def party_adjective(self, text: str, votes: dict[str, float]) -> Entry | None:
        """The political party that an adjective before a politician names: "der grüne Abgeordnete"."""
        for ending in self.lexicon.grammar["adjective_endings"]:
            ids = (
                self.knowledge.party_adjectives.get(text.removesuffix(ending))
                if text.endswith(ending)
                else None
            )
            entries = [self.knowledge.parties[id_] for id_ in ids or () if id_ in self.knowledge.parties]
            if entries:
                return max(entries, key=lambda entry: votes.get(entry.country, 0.0))
        return None

    def single(self, text: str) -> Meaning | None:
        """The meaning of a name of one word."""
        for pattern in self.patterns(text) or ():
            if not pattern.rest:
                return pattern.meaning
        return None

    def _analyse(self, text: str) -> Word | None:
        if not text[0].isupper():
            return None
        folded = text.casefold()
        noun = self.lexicon.forms.get(folded)
        if noun is not None:
            return Word(noun, noun.lemma, home=self._own_state(folded), region=noun.role == "region")
        if "-" in folded[1:-1]:
            return self._hyphenated(text)
        split = self.lexicon.suffix(folded)
        return self._compound(text, *split) if split else None

    def _own_state(self, folded: str) -> tuple[str, ...] | None:
        """States that a first part such as "Bundes" may mean; () for any, None without such a part."""
        for part, states in self.lexicon.grammar["own_state"].items():
            if folded.startswith(part):
                return tuple(states)
        return None

    def _hyphenated(self, text: str) -> Word | None:
        left, _, right = text.rpartition("-")
        known = self.single(right)
        if not right[:1].isalpha() or (known is not None and known.use not in {"demonym", "ambiguous"}):
            return None
        inner = self._analyse(right[0].upper() + right[1:])
        if inner is None:
            return None
        head = len(left) + 1
        first, _, rest = left.partition("-")
        if first.casefold() in self.lexicon.grammar["former"]:
            if not rest:
                return inner._replace(head=head + inner.head)
            left = rest
        meaning = self._first_part(left)
        if meaning is None:
            adjective = self.adjectives.get(left.casefold())
            return Word(inner.noun, inner.lemma, adjective, "adjective", inner.home, head=head + inner.head)
        return Word(inner.noun, inner.lemma, meaning.entry, meaning.use, inner.home, head=head + inner.head)

    def _first_part(self, text: str) -> Meaning | None:
        """What the first part of a hyphenated compound names: "IG-Metall", "Ver.di", "US-Armee"."""
        words = text.split("-")
        whole = self.single(text) or self._several(words) or self.single(text[0].lower() + text[1:])
        return whole or self.single(words[0])

    def _several(self, words: list[str]) -> Meaning | None:
        """The meaning of a name of several words, in any of their forms."""
        for pattern in (self.patterns(words[0]) or ()) if len(words) > 1 else ():
            if len(pattern.rest) == len(words) - 1 and all(
                word in forms for word, forms in zip(words[1:], pattern.rest, strict=True)
            ):
                return pattern.meaning
        return None

    def _compound(self, text: str, first: str, noun: Noun) -> Word:
        grammar = self.lexicon.grammar
        lemma = first + noun.lemma
        head = len(text) - len(text.casefold()) + len(first)
        if first in grammar["former"]:
            return Word(noun, noun.lemma, head=head)
        if first in grammar["own_region"]:
            return Word(noun, lemma, region=True, head=head)
        own = self._own_state(first)
        if own is not None:
            return Word(noun, lemma, home=own, head=head)
        for joint in ("", *grammar["joints"]):
            meaning = self.single(text[: len(first) - len(joint)]) if first.endswith(joint) else None
            if meaning is not None and meaning.use not in {"person", "ambiguous"}:
                return Word(noun, lemma, meaning.entry, meaning.use, head=head)
        return Word(noun, lemma, head=head)


@built_once
def index_of(language: Language, knowledge: Knowledge | None) -> Index:
    """The index for a language and a user's knowledge on top of its own; built once for each pair."""
    base = base_knowledge(language)
    return _compile(language, base if knowledge is None else knowledge.over(base))


def _compile(language: Language, knowledge: Knowledge) -> Index:
    index = Index(lexicon_of(language), knowledge)
    index.first_names = {**_first_names(knowledge, index.lexicon), **index.lexicon.first_names}
    everybody = [person for several in knowledge.people.values() for person in several]
    index.political = frozenset(person.member for person in everybody) - {""}
    compiler = _Compiler(index, language)
    for entry in knowledge.parties.values():
        compiler.add_party(entry)
    for people in knowledge.people.values():
        for person in people:
            compiler.add_person(person)
    for patterns in index.names.values():
        if len(patterns) > 1:
            patterns.sort(key=_length, reverse=True)
    return index


def _length(pattern: Pattern) -> int:
    return len(pattern.rest)


def _first_names(knowledge: Knowledge, lexicon: Lexicon) -> dict[str, str]:
    """First names of the known people, who need not be in any list."""
    found: dict[str, str] = {}
    for people in knowledge.people.values():
        first, *rest = people[0].name.casefold().split()
        if rest and len(first) > 2 and first not in lexicon.forms:
            found[first] = people[0].gender or "u"
    return found


class _Compiler:
    """Writes all forms of all names into an index."""

    def __init__(self, index: Index, language: Language) -> None:
        self.index = index
        self.language = language
        grammar = index.lexicon.grammar
        self.known_forms: dict[tuple[str, bool, bool], frozenset[str]] = {}
        self.endings: list[str] = grammar["adjective_endings"]
        self.articles = index.lexicon.small["article"]

    def add_party(self, entry: Entry) -> None:
        if entry.name not in entry.ambiguous:
            self._add(entry.name, Meaning(entry, "name", entry.name))
        uses: list[tuple[tuple[str, ...], Use]] = [
            (entry.aliases, "name"), (entry.also, "name"), (entry.seats, "seat"), (entry.cities, "city"),
            (entry.organs, "organ"), (entry.ambiguous, "ambiguous"),
        ]  # fmt: skip
        if entry.capital:
            uses.append(((entry.capital,), "seat" if entry.kind == "state" else "city"))
        for names, use in uses:
            for name in names:
                self._add(name, Meaning(entry, use, self._label(name, entry)))
        for demonym in entry.demonyms:
            self._add_demonym(demonym, entry)
        self._add_adjectives(entry)

    def add_person(self, person: Person) -> None:
        first = person.terms[0].party if person.terms else person.member
        entry = self.index.knowledge.parties.get(first)
        if entry is None:
            return
        meaning = Meaning(entry, "person", person.name, person)
        surname = Meaning(entry, "surname", person.name, person)
        last = person.name.split()[-1]
        if not any(meaning.label == person.name for meaning in self.index.surnames.get(last, ())):
            self.index.surnames.setdefault(last, []).append(surname)
        for name in (person.name, *person.aliases):
            if " " in name:
                self._add_full_name(name, meaning)
            elif person.bare:
                self._add(name, meaning)
            elif name != last:
                self.index.surnames.setdefault(name, []).append(surname)

    def _add_full_name(self, name: str, meaning: Meaning) -> None:
        words = self._bare_words(name)
        if len(words) < 2:
            self._add(name, meaning)
            return
        full_name = FullName(tuple(words), meaning)
        first = words[0]
        for form in (first, first[0].upper() + first[1:]) if first[0].islower() else (first,):
            self.index.full_names.setdefault(form, []).append(full_name)

    def _bare_words(self, name: str) -> list[str]:
        """The words of a name without an article."""
        words = self._split(name)
        return words[1:] if len(words) > 1 and words[0].casefold() in self.articles else words

    def _add(self, name: str, meaning: Meaning) -> None:
        words = self._bare_words(name)
        if not words:
            return
        forms = [self._known_forms(word, place, len(words)) for place, word in enumerate(words)]
        pattern = Pattern(tuple(forms[1:]), meaning)
        for first in self._first_forms(words, forms[0], meaning):
            self.index.names.setdefault(first, []).append(pattern)

    def _known_forms(self, word: str, place: int, count: int) -> frozenset[str]:
        """All forms of a word of a name, made once: genitive at the end, adjective endings before it."""
        last = place == count - 1
        key = word, last, count > 1
        if key not in self.known_forms:
            forms = self.index.forms_of(word, alone=count == 1) if last else self._adjective_forms(word)
            self.known_forms[key] = frozenset(forms)
        return self.known_forms[key]

    def _first_forms(self, words: list[str], forms: frozenset[str], meaning: Meaning) -> frozenset[str]:
        """The forms of a name's first word, with those of another case that it may be written in."""
        if len(words) == 1 and meaning.use in {"name", "organ"}:
            others = (
                form for form in _other_case(words[0]) if form.casefold() not in self.index.lexicon.forms
            )
            forms = forms.union(others)
        if words[0][0].islower() and words[0].casefold() not in self.index.lexicon.forms:
            forms = forms.union(form[0].upper() + form[1:] for form in forms)
        return forms

    def _label(self, name: str, entry: Entry) -> str:
        """The party's own name where an alias is only a form of it: "Die Grünen"."""
        bare = " ".join(self._split(name))
        for article in self.articles:
            bare = bare.removeprefix(article.capitalize() + " ")
        close = bare.startswith(entry.name[:-1]) and abs(len(bare) - len(entry.name)) <= 2 and len(bare) > 4
        return entry.name if close else name

    def _split(self, name: str) -> list[str]:
        if name.replace(" ", "").replace("-", "").isalpha():
            return name.split()
        return [token.word for token in cut(name, self.language).tokens]

    def _adjective_forms(self, word: str) -> list[str]:
        for ending in ("er", "es", "e"):
            if (
                word.endswith(ending)
                and len(word) > len(ending) + 2
                and word not in self.index.city_adjectives
            ):
                stem = word[: -len(ending)]
                return [word, *(stem + other for other in self.endings if stem + other != word)]
        return [word]

    def _add_demonym(self, demonym: str, entry: Entry) -> None:
        forms = _demonym_forms(demonym, self.endings)
        many = next((form for form, plural in forms if plural), demonym)
        use: Use = "demonym" if entry.kind in {"state", "place", "group"} else "ambiguous"
        for form, plural in forms:
            self._add(form, Meaning(entry, use, many if plural else form, plural=plural))

    def _add_adjectives(self, entry: Entry) -> None:
        for adjective in entry.adjectives:
            for ending in ("", *self.endings):
                self.index.adjectives.setdefault(adjective.casefold() + ending, entry)
        for city in filter(None, (entry.capital, *entry.cities, entry.city_adjective)):
            form = city if city == entry.city_adjective else self._city_adjective(city)
            self.index.city_adjectives.setdefault(form, []).append(entry)
            if city != entry.city_adjective:
                self.index.cities.setdefault(form, city)

    def _city_adjective(self, city: str) -> str:
        grammar = self.index.lexicon.grammar
        if city in grammar["city_adjectives"]:
            return str(grammar["city_adjectives"][city])
        for ending, form in grammar["city_endings"]:
            if city.endswith(ending):
                return str(city[: len(city) - len(ending)] + form)
        return city


def _other_case(word: str) -> list[str]:
    """An acronym in the other usual case: "Nato", "UNICEF"."""
    if not word.isalpha() or not 4 <= len(word) <= 8:
        return []
    return [word.capitalize(), word.capitalize() + "s"] if word.isupper() else [word.upper()]


def _demonym_forms(demonym: str, endings: list[str]) -> list[tuple[str, bool]]:
    """Forms with whether they are plural."""
    if demonym.endswith("~"):
        return [(demonym[:-1] + ending, ending in {"e", "en"}) for ending in endings]
    if demonym.endswith("e"):
        stem = demonym[:-1]
        return [(demonym, False), (stem + "en", True), (stem + "in", False), (stem + "innen", True)]
    if demonym.endswith("er"):
        return [(demonym, True), (demonym + "n", True), (demonym + "in", False), (demonym + "innen", True)]
    if demonym.endswith("in"):
        return [(demonym, False), (demonym + "nen", True)]
    if demonym[-1] in "aeiou":
        return [(demonym, False), (demonym + "s", True)]
    return [(demonym, False), (demonym + "en", True), (demonym + "in", False), (demonym + "innen", True)]
