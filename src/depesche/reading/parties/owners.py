"""For whom somebody acts, from the words around a noun: "US-Präsident", "der russische Minister", "Chef der Hamas"."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.reading.parties.earlier import same_head, stands_for
from depesche.reading.parties.entities import Acting, Entity, party_for
from depesche.reading.parties.kinds import Kinds
from depesche.reading.parties.naming import is_fuller, is_longer_name, is_other_name
from depesche.reading.parties.unlisted import ORGANISED, OWNERS, of_polity, of_told, quoted_name, unlisted

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.reading.parties.index import Index, Word
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.scan import Name, Scan

_FAR, _BACK = 14, 1
_OF_STATES = frozenset({"state", "force"})
_NAMED_IN_FULL = frozenset({"organisation", "armed_group"})
_SURE = frozenset({"name", "organ", "ambiguous"})
_NAMING = frozenset({"name", "seat", "organ", "city", "ambiguous"})


@dataclass(slots=True)
class Context:
    """An article's tokens with what is known so far of its parties."""

    scan: Scan
    index: Index
    day: str
    dated: bool = True
    home: Entry | None = None
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    region: Acting | None = None
    city: Acting | None = None
    entities: list[Entity] = field(default_factory=list)
    surnames: dict[str, Entity] = field(default_factory=dict)
    polities: frozenset[str] = frozenset()
    shown: dict[str, str] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=Kinds)
    labels: dict[str, dict[str, None]] | None = None
    owned: list[tuple[int, str, Acting]] | None = None
    antecedent: Callable[[int, str], Acting | None] | None = None

    def why(self, reason: str, word: str, entry: Entry | None = None, **more: str) -> str:
        """A reason in the language's own words."""
        template: str = self.index.lexicon.grammar["reasons"][reason]
        party = more.pop("party", word)
        return template.format(word=word, party=entry.name if entry else party, **more)

    def acting(self, entry: Entry, reason: str, word: str) -> Acting:
        """Acting for an entry, or for its state where it is an organ of one."""
        entry = party_for(entry, self.index.knowledge)
        return Acting(entry, None, self.why(reason, word, entry))

    def display(self, entry: Entry) -> str:
        """The short name of a party; where the article uses another one that is as good, that one."""
        chosen = self.shown.get(entry.id)
        if chosen is None:
            chosen = self.shown[entry.id] = self._shown(entry)
        return chosen

    def _shown(self, entry: Entry) -> str:
        used = Counter(
            name.meaning.label
            for name in self.scan.names
            if name.meaning.entry.id == entry.id and name.meaning.use in {"name", "ambiguous"}
        )
        if not used:
            used.update(self._in_compounds(entry))
        if not used or (entry.name.isupper() and (entry.name in used or entry.kind not in _NAMED_IN_FULL)):
            other = [name for name in used if name in entry.also and entry.name not in used]
            return other[0] if other and entry.kind == "international_organisation" else entry.name
        acronyms = [name for name in used if name.isupper() and 1 < len(name) < 8]
        if acronyms and entry.kind in {"armed_group", "international_organisation"}:
            return max(acronyms, key=lambda name: used[name])
        if entry.kind == "organisation" and entry.id not in self.index.political:
            longer = next((name for name in used if is_longer_name(name, entry.name, self.index)), "")
            if longer and used[longer] > used[entry.name] and 2 * used[longer] >= used.total():
                return longer
        if entry.name in used:
            return entry.name
        short = [
            name
            for name in used
            if name in entry.also and (len(name) <= 2 * len(entry.name) or used[name] > 1)
        ]
        if (
            not short
            and entry.kind in ORGANISED
            and not entry.adjectives
            and entry.name not in entry.ambiguous
        ):
            short = [name for name in used if is_other_name(name, entry.name)]
        return max(short, key=lambda name: used[name], default=entry.name)

    def _in_compounds(self, entry: Entry) -> list[str]:
        """Names of a party that only the first parts of compounds have: "Houthi-Rebellen"."""
        words = (self.scan.words[token] for token, word in self.scan.nouns.items() if word.owner is entry)
        lefts = (word.rpartition("-")[0] for word in words)
        return [left for left in lefts if left in entry.also]

    def fullest(self, entry: Entry, label: str) -> str:
        """The longest name that the article has for an organisation and that is a fuller form of `label`."""
        if self.labels is None:
            self.labels = defaultdict(dict)
            for name in self.scan.names:
                if name.meaning.use in {"name", "ambiguous"} and name.meaning.entry.kind in ORGANISED:
                    self.labels[name.meaning.entry.id][name.meaning.label] = None
        fuller = [name for name in self.labels.get(entry.id, ()) if is_fuller(name, label)]
        return max(fuller, key=len, default=label)

    def state_of(self, entry: Entry) -> Entry | None:
        """The state that an entry is, acts for or lies in."""
        if entry.kind == "state":
            return entry
        found = self.index.knowledge.parties.get(entry.state or entry.country)
        return found if found is None or found.kind in {"state", "place"} else None

    def at_home(self, token: int, among: tuple[str, ...] = ()) -> Acting | None:
        """The state that is meant where none is named: the one the article mostly speaks of."""
        parties = self.index.knowledge.parties
        home = self.home
        if among:
            home = parties[max(among, key=lambda id_: self.votes[id_])]
        if home is None:
            return None
        return Acting(home, None, self.why("home", self.scan.words[token], home), guessed=True)

    def fallback(self, head: int) -> Acting | None:
        """For whom an office or organ acts that says nothing itself: its region or its state."""
        word = self.scan.nouns[head]
        if word.noun.role in {"member", "faction"}:
            return self.nearest_organisation(head)
        if word.noun.role == "region":
            municipal = any(part in word.lemma for part in self.index.lexicon.small["municipal"])
            place = (self.city if municipal else None) or self.region
            if place is not None:
                return place
        told = same_head(self, word.lemma, head) if word.noun.role in _OF_STATES else None
        return told or self.at_home(head, word.home or ())

    def kind_of(self, lemma: str) -> str:
        """Which of the kinds of the language's list a noun means; "" for none of them."""
        kinds: dict[str, list[str]] = self.index.lexicon.grammar["kinds"]
        return next((kind for kind, lemmas in kinds.items() if lemma in lemmas), "")

    def is_press(self, token: int) -> bool:
        """Whether a noun may belong to a news medium that is named near it: "die Chefredakteurin", "der Bericht"."""
        noun = self.scan.nouns.get(token)
        return noun is None or noun.noun.role == "paper" or noun.lemma in self.index.lexicon.small["press"]

    def nearest_organisation(self, token: int) -> Acting | None:
        """The organisation that was named last before a token, in the sentences next to it."""
        tokens, media = self.scan.document.tokens, self.is_press(token)
        for name in self.scan.names_before(token):
            back = tokens[token].sentence - tokens[name.first].sentence
            if back > _BACK:
                return None
            if name.meaning.entry.relay and not media:
                continue
            if name.meaning.entry.kind in ORGANISED and name.meaning.use in _SURE:
                found = self.named(name)
                return found._replace(guessed=True, why=self.why("near", self.scan.words[token], found.entry))
        return None

    def owner(self, head: int, last: int | None = None) -> Acting | None:
        """For whom the noun at token `head` acts, from its own phrase; it may reach up to token `last`."""
        word = self.scan.nouns[head]
        office = self.index.knowledge.offices.get(word.lemma) or self.index.knowledge.offices.get(
            word.noun.lemma
        )
        if office in self.index.knowledge.parties:
            return self.acting(self.index.knowledge.parties[office], "name", self.scan.words[head])
        sent = word.noun.lemma in self.index.lexicon.small["sent"]
        return (
            (self._from_before(head, word) if sent else None)
            or self._from_compound(head, word)
            or self._from_before(head, word)
            or self._not_of_medium(self._from_after(head, word, last), word)
            or (self.at_home(head, word.home) if word.home else None)
            or self._free_compound(head, word)
        )

    @staticmethod
    def _not_of_medium(found: Acting | None, word: Word) -> Acting | None:
        """A state's office is no news medium's: "sagte ein General der Nachrichtenagentur Reuters"."""
        relays = found is not None and found.entry is not None and found.entry.relay
        return None if relays and word.noun.role == "state" else found

    # the noun itself

    def _from_compound(self, head: int, word: Word) -> Acting | None:
        text = self.scan.words[head]
        if word.owner is None:
            left = text.partition("-")[0] if "-" in text else ""
            entity = self.surnames.get(left)
            if entity is not None:
                return entity.acting if entity.acting.party else None
            return of_told(self, left, text)
        if word.owner.kind in {"state", "place"} and word.noun.lemma in self.index.lexicon.small["about"]:
            return None
        if word.owner_use in {"city", "seat"} and word.noun.role == "region":
            return Acting(None, text.partition("-")[0], self.why("compound", text))
        owner = self._likeliest(text, word) if word.owner_use == "ambiguous" else word.owner
        return self._owned(owner, word, "compound", text)

    def _likeliest(self, text: str, word: Word) -> Entry:
        """Of the parties that a first part may mean the one whose country the article speaks of most."""
        left = text.partition("-")[0]
        found = [pattern.meaning.entry for pattern in self.index.patterns(left) or () if not pattern.rest]
        most = max(found, key=lambda entry: self.votes.get(entry.country or entry.id, 0.0), default=None)
        return most or word.owner or found[0]

    def _free_compound(self, head: int, word: Word) -> Acting | None:
        """An organisation that only a compound names: "Trigema-Chef", "Landwirtschaftskammerpräsident"."""
        if not (word.noun.person and word.head and word.noun.role in OWNERS) or word.home is not None:
            return None
        text = self.scan.words[head]
        left = text[: word.head].rstrip("-")
        if left.casefold().startswith(tuple(self.index.lexicon.grammar["former"])) and "-" not in left:
            return None
        if text[word.head - 1 : word.head] != "-":
            inner = self.index.word(left) or self.index.word(left.removesuffix("s"))
            if inner is None or inner.noun.role != "body" or not inner.head:
                return None
            left = left[: inner.head] + inner.noun.form
        elif left.casefold() in self.index.lexicon.small["generic"] or self.index.word(left) is not None:
            inner = self.index.word(left)
            if inner is None or inner.noun.role != "body" or not inner.head:
                return None
        return Acting(None, left, self.why("compound", text, party=left))

    def _owned(self, entry: Entry, word: Word, reason: str, text: str) -> Acting:
        """A party's government acts for its country, a region's court for its state, all else for the party."""
        national = word.lemma.endswith(tuple(self.index.lexicon.small["national"]))
        governs = word.noun.role == "state" and not word.noun.person and entry.kind == "organisation"
        if entry.country and ((governs and not entry.state) or (national and entry.kind == "place")):
            state = self.index.knowledge.parties.get(entry.country)
            if state is not None:
                return self.acting(state, reason, text)
        return self.acting(entry, reason, text)

    # in front

    def _from_before(self, head: int, word: Word) -> Acting | None:
        """Adjectives, genitives and possessives in front: "die russische Armee", "Russlands Armee", "ihr Chef"."""
        words, scan = self.scan.words, self.scan
        start = scan.sentence(head)[0]
        for token in range(head - 1, max(start, head - 6) - 1, -1):
            if word.noun.role in {"faction", "member", "group"} and words[token][0].islower():
                party = self.index.party_adjective(words[token], self.votes)
                if party is not None:
                    return self.acting(party, "adjective", words[token])
            if token in scan.adjectives:
                city = self._city(token, word)
                if city is not None:
                    return city
                found = self._owned(self._adjective(token, word), word, "adjective", words[token])
                return found._replace(by_adjective=True)
            name = scan.name_at.get(token)
            if name is not None:
                person = name.meaning.use == "person"
                return self._genitive_person(token) if person else self._genitive_name(name, token, word)
            folded = words[token].casefold()
            if folded in self.index.lexicon.determiners or folded in self.index.lexicon.small["whose"]:
                his = self._possessed(token, folded)
                other = word.noun.lemma in self.index.lexicon.small["colleagues"]
                return None if other and his and his.entry and his.entry.kind == "state" else his
            if not words[token][0].islower():
                return self._genitive_person(token)
        return None

    def _genitive_name(self, name: Name, token: int, word: Word) -> Acting | None:
        if name.meaning.use == "demonym":
            return self._owned(name.meaning.entry, word, "adjective", self.scan.words[token])._replace(
                by_adjective=True
            )
        if self.scan.words[token] != name.meaning.label and name.meaning.use in _NAMING:
            return self.named(name, word)
        return None

    def _genitive_person(self, token: int) -> Acting | None:
        """ "Obamas Sprecher", "Kestos Marine"."""
        text = self.scan.words[token]
        if text.removesuffix("s") in self.polities:
            return of_polity(self, text.removesuffix("s"))
        for ending in ("’s", "'s", "s", "’", "'"):
            entity = self.surnames.get(text.removesuffix(ending)) if text.endswith(ending) else None
            if entity is not None and entity.acting.party:
                return entity.acting
        return None

    def _possessed(self, token: int, word: str) -> Acting | None:
        """ "seine Regierung", "ihr Vorsitzender": of whom the possessive speaks."""
        if word in self.index.lexicon.small["whose"]:
            return self._named_before(token)
        if self.antecedent is None or word not in self.index.lexicon.possessives:
            return None
        return self.antecedent(token, word)

    def _named_before(self, token: int) -> Acting | None:
        """The party that "dessen", "deren" mean: the one named last before, in the same or the sentence before."""
        tokens = self.scan.document.tokens
        for name in self.scan.names_before(token):
            if tokens[token].sentence - tokens[name.first].sentence > _BACK:
                return None
            if name.meaning.use in _NAMING:
                return self.named(name)
        return None

    def _city(self, token: int, word: Word) -> Acting | None:
        """The city rather than its state where the noun is a city's: "Stuttgarter Bürgermeisterin"."""
        text = self.scan.words[token]
        city = self.index.cities.get(text)
        municipal = any(part in word.lemma for part in self.index.lexicon.small["municipal"])
        if city is None or word.noun.role != "region" or not municipal:
            return None
        known = self.index.single(city)
        if known is not None and known.entry.name == city:
            return None
        return Acting(None, city, self.why("adjective", text, party=city))

    def _adjective(self, token: int, word: Word) -> Entry:
        """A region rather than its state where the noun is a region's: "Berliner Senat"."""
        choices = self.index.city_adjectives.get(self.scan.words[token], [])
        if len(choices) > 1 and (word.noun.role == "region" or word.lemma == "senat"):
            return next((entry for entry in choices if entry.kind == "place"), choices[0])
        entry = self.scan.adjectives[token]
        if choices and entry.kind == "place" and word.noun.role != "region":
            return self.state_of(entry) or entry
        return entry

    def named(self, name: Name, word: Word | None = None) -> Acting:
        """For whom a name stands, alone or as the owner of a noun."""
        meaning = name.meaning
        entry, use = stands_for(self, meaning), meaning.use
        text = self.scan.text(name.first, name.last)
        if word is not None and word.noun.role == "region" and use in {"city", "seat"}:
            place = next((choice.entry for choice in name.choices if choice.entry.kind == "place"), None)
            return (
                self.acting(place, "city", text)
                if place
                else Acting(None, meaning.label, self.why("name", text))
            )
        if use == "city" and entry.kind == "place":
            entry = self.state_of(entry) or entry
        if word is not None:
            return self._owned(entry, word, "genitive", text)
        return self.acting(entry, use if use in {"seat", "organ", "city", "demonym"} else "name", text)

    # behind

    def _from_after(self, head: int, word: Word, last: int | None) -> Acting | None:
        """Genitives and prepositions behind: "der Präsident der Ukraine", "die Regierung in Kiew"."""
        small = self.index.lexicon.small
        end = min(self.scan.sentence(head)[1], head + _FAR, last if last is not None else head + _FAR)
        token = head + 1
        if token >= end:
            return None
        folded = self.scan.words[token].casefold()
        if folded not in small["belonging"]:
            return self._name_behind(token, end, word)
        local = folded in small["local"]
        if word.noun.role == "group" and folded in small["toward"] and not local:
            return None
        if folded in small["topic"]:
            return self._behind_topic(token + 1, end, word)
        return (
            None if local and word.noun.lemma in small["sent"] else self._in_phrase(token, end, word, local)
        )

    def _name_behind(self, token: int, end: int, word: Word) -> Acting | None:
        """A name without a preposition, "Regierung Chinas", or in brackets."""
        name = self.scan.name_at.get(token)
        if (
            name is not None
            and name.last <= end
            and name.meaning.use in _NAMING
            and word.noun.role != "paper"
        ):
            return self.named(name, word) if name.meaning.use != "organ" or word.noun.person else None
        return self.bracket(token, end)

    def _behind_topic(self, token: int, end: int, word: Word) -> Acting | None:
        """ "der Beauftragte für Menschenrechte der EU": what follows the topic in the genitive."""
        words, small = self.scan.words, self.index.lexicon.small
        for ahead in range(token + 1, end):
            folded = words[ahead].casefold()
            if folded in small["genitive"] or folded in small["of"]:
                return self._in_phrase(ahead, end, word, local=False)
            if not folded[0].isalnum():
                return None
        return None

    def _in_phrase(self, token: int, end: int, word: Word, local: bool) -> Acting | None:
        """The owner in a phrase that begins with a preposition or a genitive article."""
        scan, words, first = self.scan, self.scan.words, token
        while token < end and (words[token][0].islower() or token in scan.adjectives):
            if token in scan.adjectives and not local:
                return self._named_body(token, end, word) or self._owned(
                    self._adjective(token, word), word, "adjective", words[token]
                )
            token += 1
        quoted = token < end and words[token] in scan.quotes
        token += quoted
        if token >= end or not words[token][0].isalnum():
            return None
        name = scan.name_at.get(token)
        if name is not None:
            body = self._named_body(name.last, end, word) if name.meaning.use == "demonym" else None
            return None if local and name.meaning.entry.kind == "group" else body or self.named(name, word)
        return self._in_noun(token, end, word, local, words[first].casefold(), quoted)

    def _named_body(self, token: int, end: int, word: Word) -> Acting | None:
        """The name in "des europäischen Rettungsfonds ESM"."""
        while token < end and token not in self.scan.nouns and self.scan.words[token][0].isalnum():
            token += 1
        name = self.scan.name_at.get(token + 1) if token + 1 < end else None
        if (
            name is None
            or token not in self.scan.nouns
            or self.scan.nouns[token].noun.role not in {"body", "group", "faction"}
        ):
            return None
        return self.named(name, word) if name.meaning.use in {"name", "organ"} else None

    def _in_noun(
        self, token: int, end: int, word: Word, local: bool, before: str, quoted: bool
    ) -> Acting | None:
        """The owner of an owner, "Sprecher des Ministeriums der Ukraine", or an organisation of no list."""
        inner = self.scan.nouns.get(token)
        named = None if local else quoted_name(self, token, end) or self._of_place(token, end, word)
        if named is not None:
            return named
        if inner is not None and inner.noun.role not in {"people", "private"}:
            found = None if self._is_own_name(token, word) else self.owner(token, end)
            if found is not None and not (found.guessed and (local or inner.noun.role == "body")):
                return found
            if inner.noun.role in {"state", "region"} and not local:
                return self.fallback(token)
        small = self.index.lexicon.small
        near = local and before not in small["at"]
        if self.scan.words[token] in self.polities and word.noun.role in {"state", "region"}:
            return of_polity(self, self.scan.words[token])
        return (
            None
            if near
            else unlisted(self, token, end, word, quoted=quoted, genitive=before in small["genitive_s"])
        )

    def _of_place(self, token: int, end: int, word: Word) -> Acting | None:
        """The place behind its kind: "Gouverneur des Bundesstaates Illinois"."""
        inner, after = self.scan.nouns.get(token), token + 1
        if inner is None or inner.noun.lemma not in self.index.lexicon.small["places"] or after >= end:
            return None
        name, text = self.scan.name_at.get(after), self.scan.words[after]
        if name is not None:
            return self.named(name, word)
        noun = self.scan.nouns.get(after)
        plain = text[0].isupper() and (noun is None or bool(noun.head))
        return Acting(None, text, self.why("genitive", text, party=text)) if plain else None

    def _is_own_name(self, token: int, word: Word) -> bool:
        """Whether a place is the last word of an organisation's name: "Bauernbund Brandenburg"."""
        inner, name = self.scan.nouns[token], self.scan.name_at.get(token + 1)
        if (
            name is None
            or inner.noun.role != "body"
            or inner.owner is not None
            or word.noun.role not in OWNERS
        ):
            return False
        return name.meaning.entry.kind in {"state", "place"} and name.meaning.use in {"name", "city", "seat"}

    def is_first_of_name(self, word: Word) -> bool:
        """Whether a kind of organisation is the first word of a name: "Stiftung X", "Vereinigung Y"."""
        small = self.index.lexicon.small
        return word.noun.lemma in small["first_of_name"] or word.noun.lemma in small["first_of_free_name"]

    def bracket(self, token: int, end: int) -> Acting | None:
        """A party in brackets: "(SPD)"."""
        words, scan = self.scan.words, self.scan
        if token + 2 >= len(words) or words[token] != "(":
            return None
        name = scan.name_at.get(token + 1)
        if name is None or name.last >= len(words) or words[name.last] not in {")", ",", "/"}:
            return None
        return self.acting(name.meaning.entry, "bracket", scan.text(name.first, name.last))
