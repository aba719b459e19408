"""What a pronoun or a bare kind ("das Land") may stand for: the nearest fitting mention before it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.parties.attributes import with_attribute
from depesche.reading.parties.entities import Entity
from depesche.reading.parties.naming import number_of
from depesche.reading.parties.phrases import is_genitive

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Acting
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.scan import Name, Scan

_SENTENCES_BACK = 5
_PERSON_BACK = 3
_QUOTE, _BEHIND, _WIDE = 80, 8, 5
_CLAUSE_ENDS = frozenset(",;:–")
# What a mention gains or loses; measured on annotated articles, see docs/experiments-parties.md.
WEIGHTS = {
    "sentence": -1.3, "token": 0.0, "named": 6.0, "person": 1.0, "thing": -3.0, "often": 0.2, "unknown": -1.0,
    "first": 1.0, "oblique": -0.5, "relay": -3.0, "subject": 4.0, "this_first": -2.0, "this_token": -0.2,
}  # fmt: skip


class Phrase(NamedTuple):
    """Tokens of a noun phrase that a pronoun stands for."""

    first: int
    last: int


class Candidate(NamedTuple):
    """A mention: first token, gender (m f n p or ""), whether it is a person, what it is, whether a news medium."""

    token: int
    gender: str
    person: bool
    what: Entity | Phrase
    relay: bool = False


@dataclass(slots=True)
class Pronouns:
    """All mentions of an article in order, to look back through."""

    context: Context
    candidates: list[Candidate]
    tokens: list[int]

    def before(self, token: int, codes: frozenset[str]) -> Entity | Phrase | None:
        """The mention that a pronoun at `token` stands for; None where nothing fits."""
        if "speaker" in codes:
            speaker = self.speaker(token)
            if speaker is not None:
                return speaker
        wanted = self.wanted(token, codes)
        sentence = self.context.scan.document.tokens[token].sentence
        best: tuple[float, Candidate] | None = None
        for number in range(bisect_left(self.tokens, token) - 1, -1, -1):
            candidate = self.candidates[number]
            distance = sentence - self.context.scan.document.tokens[candidate.token].sentence
            if distance > _SENTENCES_BACK:
                break
            if not distance and self._is_rival(candidate, token):
                continue
            score = self._score(candidate, wanted, distance, token - candidate.token)
            if score is not None and self._points(token):
                score += self._pointed(candidate, token)
            elif score is not None and distance < 2 and self._is_subject(candidate):
                score += WEIGHTS["subject"]
            if score is not None and (best is None or score > best[0]):
                best = score, candidate
        return best[1].what if best else None

    def _is_rival(self, candidate: Candidate, token: int) -> bool:
        """Whether a mention is the subject of a clause whose object is the pronoun: "Die Ministerin warf ihr vor"."""
        words, small = self.context.scan.words, self.context.index.lexicon.small
        if words[token].casefold() not in small["objects"]:
            return False
        between = words[candidate.token : token]
        return not any(word in _CLAUSE_ENDS for word in between) and not self.oblique(candidate)

    def _points(self, token: int) -> bool:
        """Whether a pronoun is a demonstrative, which means what was named last."""
        return self.context.scan.words[token].casefold() in self.context.index.lexicon.demonstratives

    def _pointed(self, candidate: Candidate, token: int) -> float:
        """More for what stands near and behind the start of its sentence."""
        start = self.context.scan.sentence(candidate.token)[0]
        score = WEIGHTS["this_token"] * (token - candidate.token)
        return score + (WEIGHTS["this_first"] if candidate.token - start < 4 else 0.0)

    def _is_subject(self, candidate: Candidate) -> bool:
        """Whether a person without a name is what its sentence begins with: "Der Landrat widersprach ihr."."""
        if isinstance(candidate.what, Entity) or not candidate.person:
            return False
        scan = self.context.scan
        first = candidate.what.first
        if first != scan.sentence(candidate.token)[0]:
            return False
        codes = scan.index.lexicon.determiners.get(scan.words[first].casefold(), frozenset())
        return bool(codes & {candidate.gender + "n"})

    def person(self, token: int, gender: str) -> Entity | None:
        """The person whom "die Politikerin", "der 74-Jährige" may mean: the best one in the sentences before."""
        wanted = frozenset({gender + "s"})
        tokens = self.context.scan.document.tokens
        best: tuple[float, Entity] | None = None
        for number in range(bisect_left(self.tokens, token) - 1, -1, -1):
            candidate = self.candidates[number]
            distance = tokens[token].sentence - tokens[candidate.token].sentence
            if distance > _PERSON_BACK:
                break
            if isinstance(candidate.what, Entity) and candidate.gender != "p":
                score = self._score(candidate, wanted, distance, token - candidate.token)
                if score is not None and (best is None or score > best[0]):
                    best = score, candidate.what
        return best[1] if best else None

    def speaker(self, token: int) -> Entity | Phrase | None:
        """Who says a quotation that a "wir" stands in: named right behind it, or in front of it."""
        closing = self._closing(token)
        if closing is None:
            return None
        for number in range(bisect_left(self.tokens, closing), len(self.candidates)):
            candidate = self.candidates[number]
            if candidate.token > closing + _BEHIND:
                break
            if isinstance(candidate.what, Entity):
                return candidate.what
        return None

    def _closing(self, token: int) -> int | None:
        """The mark that ends the quotation around a token: it stands close to the word before it."""
        scan = self.context.scan
        tokens = scan.document.tokens
        for ahead in range(token + 1, min(token + _QUOTE, len(tokens))):
            if scan.words[ahead] in scan.quotes:
                return ahead if tokens[ahead].start == tokens[ahead - 1].end else None
        return None

    def possessor(self, token: int, word: str) -> Acting | None:
        """For whom the one acts of whom a possessive such as "seine" speaks."""
        found = self.before(token, self.context.index.lexicon.pronouns.get(word, frozenset()))
        if isinstance(found, Entity):
            return found.acting if found.acting.party else None
        name = self.context.scan.name_at.get(found.first) if found is not None else None
        return self.context.named(name) if name is not None else None

    def wanted(self, token: int, codes: frozenset[str]) -> frozenset[str]:
        """Gender and number that a pronoun asks for, as far as the verb beside it shows it."""
        if codes == {"fs", "p"}:
            return frozenset({"p"}) if self._plural(token) else frozenset({"fs"})
        return codes

    def _plural(self, token: int) -> bool:
        """Whether the verb beside a pronoun is in the plural."""
        words, small = self.context.scan.words, self.context.index.lexicon.small
        for beside in (token + 1, token - 1):
            if 0 <= beside < len(words) and words[beside][0].islower():
                if words[beside].endswith(tuple(small["singular_verb"])):
                    return False
                if words[beside].endswith(tuple(small["plural_verb"])):
                    return True
        return False

    def _score(self, candidate: Candidate, wanted: frozenset[str], distance: int, apart: int) -> float | None:
        """How well a mention fits; None where gender or number forbid it."""
        score = WEIGHTS["sentence"] * distance + WEIGHTS["token"] * apart
        if wanted & {"one", "speaker"}:
            score += 0.0 if candidate.person else WEIGHTS["thing"]
        elif candidate.gender == "p":
            if "p" not in wanted:
                return None
        elif candidate.gender == "":
            score += WEIGHTS["unknown"]
        elif candidate.gender + "s" not in wanted:
            return None
        if isinstance(candidate.what, Entity):
            score += WEIGHTS["named"] + WEIGHTS["often"] * min(len(candidate.what.mentions), 6)
        elif candidate.person:
            score += WEIGHTS["person"]
        elif candidate.relay:
            score += WEIGHTS["relay"]
        return score + self._position(candidate)

    def _position(self, candidate: Candidate) -> float:
        """More for what stands at the start of its sentence, less behind a preposition or in the genitive."""
        start = self.context.scan.sentence(candidate.token)[0]
        score = WEIGHTS["first"] if candidate.token - start < 4 else 0.0
        return score + (WEIGHTS["oblique"] if self.oblique(candidate) else 0.0)

    def oblique(self, candidate: Candidate) -> bool:
        """Whether a mention stands behind a preposition or in the genitive."""
        scan = self.context.scan
        start = scan.sentence(candidate.token)[0]
        small = scan.index.lexicon.small
        if isinstance(candidate.what, Entity) and _owns_a_noun(self.context, candidate.token, candidate.what):
            return True
        for token in range(candidate.token - 1, max(start, candidate.token - 4) - 1, -1):
            word = scan.words[token].casefold()
            if word in small["leading"] or word in small["genitive"] or word in small["oblique"]:
                return True
            if word not in scan.index.lexicon.determiners and token not in scan.nouns:
                return False
        return False

    def kind_before(self, token: int, role: str, kind: str = "") -> Name | None:
        """The last known name of a kind ("country", "body", "group") before a token."""
        for name in self.context.scan.names_before(token):
            fits = name.meaning.use in {"name", "seat", "ambiguous"} and _is_kind(name, role)
            if fits and (role != "body" or self._may_be(name.meaning.entry, kind)):
                return name
        return None

    def _may_be(self, entry: Entry, kind: str) -> bool:
        """Whether a party may be called "die Zeitung", "die Partei", "das Unternehmen", or any of the rest."""
        political = entry.id in self.context.index.political
        if kind == "medium":
            return entry.relay
        if kind == "party":
            return political
        if kind in {"company", "union"}:
            return not (entry.relay or political) and entry.kind == "organisation" and not entry.state
        return not entry.relay


def _owns_a_noun(context: Context, token: int, entity: Entity) -> bool:
    """Whether a person's name is the genitive in front of a noun: "Papiers Stellvertreter"."""
    scan, surname = context.scan, entity.name.split()[-1]
    for place in range(token, min(token + 4, len(scan.words) - 1)):
        word = scan.words[place]
        if word != surname and word.startswith(surname) and len(word) - len(surname) <= 2:
            return place + 1 in scan.nouns
    return False


def _is_kind(name: Name, role: str) -> bool:
    kind, use = name.meaning.entry.kind, name.meaning.use
    if role == "country":
        return kind == "state" and use != "seat"
    if role == "group":
        return kind == "armed_group"
    return kind in {"organisation", "international_organisation", "armed_group"} and use != "seat"


def build(context: Context, starts: dict[int, Entity]) -> Pronouns:
    """Collect all mentions."""
    scan = context.scan
    found = [Candidate(token, entity.gender, True, entity) for token, entity in starts.items()]
    covered = set(starts)
    for name in scan.names:
        if name.first not in covered and name.meaning.use in {
            "name",
            "seat",
            "organ",
            "demonym",
            "ambiguous",
        }:
            gender = "p" if name.meaning.plural else _gender(name)
            phrase = Phrase(name.first, name.last)
            found.append(Candidate(name.first, gender, False, phrase, name.meaning.entry.relay))
    for token, word in scan.nouns.items():
        if token in covered or word.noun.role in {"address", "paper"} or _is_title(context, starts, token):
            continue
        gender = (
            "p" if number_of(scan, token) == "p" else "" if _may_be_many(scan, token) else word.noun.gender
        )
        phrase = Phrase(
            _phrase_start(scan, token), context.kinds.named.get(token) or _phrase_end(scan, token)
        )
        found.append(Candidate(token, gender, word.noun.person, phrase))
    found.sort(key=lambda candidate: candidate.token)
    found = _with_pairs(context, found)
    return Pronouns(context, found, [candidate.token for candidate in found])


def _is_title(context: Context, starts: dict[int, Entity], token: int) -> bool:
    """Whether a noun belongs to the name behind it: "der Minister X", "der Kanzler und Parteichef X"."""
    scan = context.scan
    if token + 1 in starts:
        return not is_genitive(scan, starts, token + 1)
    joined = token + 3 in starts and token + 2 in scan.nouns
    return joined and scan.words[token + 1] in context.index.lexicon.small["conjunction"]


def _may_be_many(scan: Scan, token: int) -> bool:
    """Whether a noun without an article may be meant in the plural: "Vertreter der Opposition kamen"."""
    if scan.nouns[token].noun.number != "sp" or scan.nouns[token].noun.gender == "n":
        return False
    first = _phrase_start(scan, token)
    return scan.words[first].casefold() not in scan.index.lexicon.determiners


def _phrase_start(scan: Scan, token: int) -> int:
    """The first token of a noun's phrase: its article, else its first adjective."""
    first, start = token, scan.sentence(token)[0]
    while first > start and token - first < _WIDE:
        before = scan.words[first - 1]
        if before.casefold() in scan.index.lexicon.determiners:
            return first - 1
        if before == "-" and first - 1 > start and scan.words[first - 2].isdigit():
            first -= 2
            continue
        if first - 1 not in scan.adjectives and not _is_adjective(scan, before):
            break
        first -= 1
    return with_attribute(scan, first, token + 1)


def _is_adjective(scan: Scan, word: str) -> bool:
    small = scan.index.lexicon.small
    known = word in small["verbs"] or word in small["uninflected"] or word in small["leading"]
    known = known or word in scan.index.lexicon.finite
    endings = scan.index.lexicon.endings
    return not known and len(word) > 4 and (word[0].islower() or word[0].isdigit()) and word.endswith(endings)


def _phrase_end(scan: Scan, token: int) -> int:
    """The token behind a noun's phrase with its genitive: "Sprecher der Armee", "Regierung Jugoslawiens"."""
    last, end = token + 1, scan.sentence(token)[1]
    if last >= end:
        return last
    name = scan.name_at.get(last)
    if name is not None and name.meaning.use in {"name", "seat"}:
        return name.last if scan.words[name.last - 1] != name.meaning.label.split()[-1] else last
    if scan.words[last] not in scan.index.lexicon.small["genitive"]:
        return last
    for ahead in range(last + 1, min(last + _WIDE, end)):
        if ahead in scan.name_at:
            return scan.name_at[ahead].last
        if ahead in scan.nouns:
            return ahead + 1
        if ahead not in scan.adjectives and not _is_adjective(scan, scan.words[ahead]):
            break
    return last


def _gender(name: Name) -> str:
    entry = name.meaning.entry
    return entry.gender or ("n" if entry.kind in {"state", "place"} else "")


def _with_pairs(context: Context, candidates: list[Candidate]) -> list[Candidate]:
    """Two mentions joined by "und" are also a mention in the plural; it stands for the first of them."""
    conjunction, words = context.index.lexicon.small["conjunction"], context.scan.words
    found: list[Candidate] = []
    for earlier, later in pairwise(candidates):
        found.append(earlier)
        between = words[earlier.token + 1 : later.token]
        near = (
            len(between) < 8
            and earlier.person == later.person
            and any(word in conjunction for word in between)
        )
        if near and not any(word in ",.;:" for word in between):
            found.append(Candidate(earlier.token, "p", earlier.person, earlier.what))
    return found + candidates[-1:]
