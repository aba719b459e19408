"""What parties differ about: acts are filed under matters by the words of their content.

    Matters(…)                           all matters, with an index of their words
    file(act, matters, rarity, context)  the matter an act belongs under, its words updated; None if it says too little
    score(act, matter, …)                how well an act fits a matter, between 0 and 1
    alike(matters, language)             pairs that are perhaps one matter, for a person to decide
    combine(matter, other)               two matters as one
    separate(matter, other)              the reverse of combine
    split(matter, acts, rarity)          the matter without some acts, and a new one for them
    pin(matter, words)                   words that draw every act that has them
    rename(matter, name)                 a name that stays
    named(matter, rarity)                the matter with the name that its strongest words give

An act is filed once; what comes later does not move it. A matter takes its name from its strongest words while it is
small, then keeps it. `rarity` gives the natural logarithm of (acts in the record / acts that have the term).
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, get_args

from depesche.reading.types import Kind
from depesche.record.events import party_terms
from depesche.record.matter_index import Matters
from depesche.record.places import seat_words
from depesche.record.types import Matter
from depesche.record.words import Vocabulary, terms_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from depesche.record.types import StoredAct

    Rarity = Callable[[str], float]

__all__ = [
    "FOUNDING", "THRESHOLD", "Matters", "alike", "combine", "file", "named", "pin", "rename", "score", "separate",
    "slug", "split",
]  # fmt: skip

THRESHOLD = 0.3
FOUNDING: frozenset[Kind] = frozenset(get_args(Kind)) - {
    "state",
    "warn",
    "support",
    "deny",
    "consult",
    "protest",
}
"""Kinds of acts that can found a matter; others are filed under those that are there."""

_MOST_WORDS = 40  # that a matter keeps
_WORDS_IN_NAME = 2
_NAMED_AT = (1, 2, 4, 8)  # acts
_IN_NAME = 0.8  # power of the share of acts that have a word; the less, the more a rare word may name
_PARTY = "@"  # before the id of a party among the words of a matter
_UNKNOWN = "\0"  # a term that no act has

# Weights of an act's terms: of a noun in its content 1.
_NOT_A_NOUN = 0.35
_CONDITION = 0.3
_GENERAL = 0.15
_LIGHT = 1 / 3  # names of parties
_UNHEARD = 0.5  # of which no matter has heard
_SPREAD = 0.2  # that are spread over many matters
_RAREST = 8.0  # rarer ones are often misspelt
_LEAST_RARITY = 3.3  # of a noun that founds a matter

# How much a matter has of a term: by the share of its acts (power), or of all that there is of it.
_CENTRAL = 0.3
_SPECIFIC = 0.9
_SETTLED = 1.5
_NOTHING = 1e-6

# What else counts in a score.
_CONTEXT = 0.3  # of what stands around; twice where the act itself has less weight than
_TRUSTED = 3.0
_ALONE = 0.75  # of the act alone, where nothing around fits
_STRANGERS = 0.8  # for parties that the matter has not seen
_STRANGERS_WITHOUT_WORDS = 0.5
_PINNED = 0.5


class _Scores(NamedTuple):
    """Shares of the weight of an act, and of what stands around it, that matters have, by their ids."""

    content: Mapping[str, float]
    context: Mapping[str, float]
    whole: float
    beside: float


def file(
    act: StoredAct,
    matters: Matters,
    rarity: Rarity,
    context: Sequence[str] = (),
    names: frozenset[str] = frozenset(),
) -> Matter | None:
    """The matter that an act belongs under, its words updated; a new one where none fits.

    `context` are terms of what stands around the act, such as the title; `names` are those of the names of parties,
    which are no matters. None where the act says too little. `matters` stays as it is: `put` what comes back.
    """
    telling = _telling(act, names)
    scores = _scores(act, telling, context, names, rarity, matters)
    best, found = _best(act, scores, matters)
    if best >= THRESHOLD:
        return _grown(matters[found], act, telling, names, rarity)
    if not _founds(act, telling):
        return None
    return _founded(act, telling, names, rarity, matters)


def score(act: StoredAct, matter: Matter, rarity: Rarity, context: Sequence[str] = ()) -> float:
    """How well an act fits a matter, between 0 and 1."""
    nobody: frozenset[str] = frozenset()
    scores = _scores(act, _telling(act, nobody), context, nobody, rarity, Matters([matter]))
    return min(1.0, _score(act, _by_words(scores).get(matter.id, 0.0), matter))


def _founds(act: StoredAct, telling: Mapping[str, float]) -> bool:
    """Whether an act says enough to found a matter: its words have a noun that is neither general nor a party."""
    if act.kind not in FOUNDING or not (act.content or act.condition):
        return False
    words = vocabulary(act.language)
    return any(share == 1.0 and words.rarity(term) >= _LEAST_RARITY for term, share in telling.items())


def _scores(
    act: StoredAct,
    telling: Mapping[str, float],
    context: Sequence[str],
    names: frozenset[str],
    rarity: Rarity,
    matters: Matters,
) -> _Scores:
    weight = _weight(act.language, rarity)
    general = vocabulary(act.language).general
    beside = {*context} - telling.keys() - party_terms(act) - names
    content = {term: share * weight(term) for term, share in telling.items()}
    around = {term: weight(term) * (_GENERAL if term in general else 1.0) for term in beside}
    held, whole = _held(content, matters)
    near, all_around = _held(around, matters)
    return _Scores(held, near, whole, all_around)


def _held(weights: Mapping[str, float], matters: Matters) -> tuple[dict[str, float], float]:
    """The share of the whole weight that each matter has, each term as much its own as it is; and the whole weight.

    Terms that stand everywhere, or of which no matter has ever heard, count less: they speak for none. A term is a
    matter's own, between 0 and 1, as far as it is central there, or stands nowhere else.
    """
    held: dict[str, float] = {}
    whole = 0.0
    acts = matters.acts
    for term, plain in weights.items():
        having = matters.having(term)
        count = sum(having.values())
        settled = max(having.values(), default=0.0) / count if count else 0.0
        weight = plain * (_SPREAD + (1 - _SPREAD) * settled if count else _UNHEARD)
        whole += weight
        for matter, here in having.items():  # the busiest loop of adding an article: nothing is called in it
            number = acts[matter]
            own = (here / number) ** _CENTRAL if here < number else 1.0 if number else 0.0
            if here >= _SETTLED and _SPECIFIC * here / count > own:
                own = _SPECIFIC * here / count
            held[matter] = held.get(matter, 0.0) + weight * own
    return ({matter: own / whole for matter, own in held.items()} if whole else {}), whole


def _telling(act: StoredAct, names: frozenset[str]) -> dict[str, float]:
    """How much each term of an act tells of its matter, between 0 and 1, whatever its rarity.

    Nouns tell most; general words, names of parties and what only the condition says tell little.
    """
    words = vocabulary(act.language)
    content, condition = _nouns(act, words)
    light = _light(act, names)
    return {
        term: (1.0 if term in content else _CONDITION if term in condition else _NOT_A_NOUN)
        * (_LIGHT if term in light else 1.0)
        * (_GENERAL if term in words.general else 1.0)
        for term in set(act.terms)
    }


def _light(act: StoredAct, names: frozenset[str]) -> frozenset[str]:
    """Terms that name parties or their seats."""
    seats = seat_words(f"{act.content} {act.condition}", act.language)
    return party_terms(act) | names | {term for word in seats for term in vocabulary(act.language).word(word)}


def _nouns(act: StoredAct, words: Vocabulary) -> tuple[set[str], set[str]]:
    """Terms of nouns, and of words for which a noun stands, in content and condition; else in the sentence."""
    texts = (act.content, act.condition) if act.content or act.condition else (act.sentence, "")
    content, condition = (set(_noun_terms(text, words)) for text in texts)
    return content, condition


def _noun_terms(text: str, words: Vocabulary) -> Iterator[str]:
    for word, terms in words.worded(text):
        noun = words.names(word)
        yield from (term for term in terms if noun or term in words.forms)


def _weight(language: str, rarity: Rarity) -> Callable[[str], float]:
    """Weight of a term: rare in the language, and not in every act of the record."""
    words, most = vocabulary(language), rarity(_UNKNOWN) + 1
    return lambda term: min(words.rarity(term), _RAREST) * (rarity(term) + 1) / most


def _best(act: StoredAct, scores: _Scores, matters: Matters) -> tuple[float, str]:
    """The best score that any matter has, and its id; only those that can be the best are looked at in full."""
    by_words, pinned = _by_words(scores), matters.pinned
    bounds = [(bound + (_PINNED if one in pinned else 0.0), one) for one, bound in by_words.items()]
    most = [pair for pair in bounds if pair[0] >= THRESHOLD]
    best = (0.0, "")
    for bound, one in sorted(most, reverse=True):
        if bound < max(best[0], THRESHOLD):
            break
        best = max(best, (_score(act, by_words[one], matters[one]), one))
    return best


def _by_words(scores: _Scores) -> dict[str, float]:
    """How well the words of an act, and those around it, fit each matter; the parties may make it less."""
    fits: dict[str, float] = {}
    content, context = scores.content, scores.context
    trust = _CONTEXT if scores.whole > _TRUSTED else 2 * _CONTEXT
    for matter in content.keys() | context.keys():  # nearly as busy as the loop of `_held`
        held = content.get(matter, 0.0)
        mixed = held * (1 - trust) + (context.get(matter, 0.0) if scores.beside else held) * trust
        fits[matter] = mixed if mixed > _ALONE * held else _ALONE * held
    return fits


def _score(act: StoredAct, by_words: float, matter: Matter) -> float:
    """How well an act fits a matter, whose words fit so well; more than 1 is possible where a word is pinned."""
    parties = _parties(act)
    strange = bool(parties) and parties.isdisjoint(matter.words)
    known = 1.0 if not strange else _STRANGERS if act.content or act.condition else _STRANGERS_WITHOUT_WORDS
    return known * by_words + (_PINNED if _pinned(matter, act.terms) else 0.0)


def _pinned(matter: Matter, terms: Iterable[str]) -> bool:
    having = set(terms)
    return any(having.issuperset(word.split()) for word in matter.pinned)


def _founded(
    act: StoredAct,
    telling: Mapping[str, float],
    names: frozenset[str],
    rarity: Rarity,
    taken: Container[str],
) -> Matter:
    matter = named(_with(Matter("", ""), act, telling, names), rarity, act.language)
    return replace(matter, id=_free(slug(matter.name), taken))


def _free(wanted: str, taken: Container[str]) -> str:
    """An id that is not taken yet: "abzug", "abzug-2" …"""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def slug(name: str) -> str:
    """An id out of a name: "NATO-Erweiterung" → "nato-erweiterung"."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "matter"


def _grown(
    matter: Matter, act: StoredAct, telling: Mapping[str, float], names: frozenset[str], rarity: Rarity
) -> Matter:
    grown = _pruned(_with(matter, act, telling, names), act.language, rarity)
    renamed = grown.acts in _NAMED_AT and not grown.named_by_hand
    return named(grown, rarity, act.language) if renamed else grown


def _with(matter: Matter, act: StoredAct, telling: Mapping[str, float], names: frozenset[str]) -> Matter:
    """The matter with the words of one more act."""
    words = dict(matter.words)
    for term, share in telling.items():
        words[term] = words.get(term, 0.0) + share
    for party in _parties(act):
        words[party] = words.get(party, 0.0) + 1.0
    return replace(matter, words=words, forms=_forms(matter, act, names), acts=matter.acts + 1)


def _parties(act: StoredAct) -> frozenset[str]:
    """The parties of an act as words of a matter; no term begins with that sign."""
    return frozenset(_PARTY + party for party in (*act.actor_ids, *act.recipient_ids))


def _pruned(matter: Matter, language: str, rarity: Rarity) -> Matter:
    """Only the strongest words."""
    if len(matter.words) <= 2 * _MOST_WORDS:
        return matter
    weight = _weight(language, rarity)
    pinned = {term for word in matter.pinned for term in word.split()}
    ranked = sorted(matter.words, key=lambda term: (term not in pinned, -matter.words[term] * weight(term)))
    kept = dict.fromkeys(ranked[:_MOST_WORDS])
    forms = {key: form for key, form in matter.forms.items() if kept.keys() >= set(key.split())}
    return replace(matter, words={term: matter.words[term] for term in kept}, forms=forms)


def _forms(matter: Matter, act: StoredAct, names: frozenset[str]) -> dict[str, str]:
    """How people write the terms, that of a compound under all its terms: "trupp abzug" -> "Truppenabzug".

    What names a party or its seat, a time or an amount names no matter.
    """
    words = vocabulary(act.language)
    forms = dict(matter.forms)
    nameless = _light(act, names) | words.no_matters
    about = f"{act.content} {act.condition}".strip() or act.sentence
    for word, terms in words.worded(about):
        if nameless.issuperset(terms) or not (words.names(word) or words.forms.keys() >= set(terms)):
            continue
        key, form = " ".join(terms), words.plain(word)
        known = forms.get(key)
        if known is None or _rank(form, key, words) < _rank(known, key, words):
            forms[key] = form
    return forms


def _rank(form: str, key: str, words: Vocabulary) -> tuple[bool, bool, int]:
    """The less, the better a word names what its terms mean: nouns first, then words of the meaning's own stem."""
    return (not words.names(form), words.stem(form.casefold()) != key, len(form))


def named(matter: Matter, rarity: Rarity, language: str) -> Matter:
    """The matter with the name that its strongest words give."""
    weight = _weight(language, rarity)
    strength = {
        term: (count / max(matter.acts, 1)) ** _IN_NAME * weight(term) for term, count in matter.words.items()
    }
    words = vocabulary(language)
    nouns = [key for key, form in matter.forms.items() if words.names(form)]
    ranked = sorted(nouns or matter.forms, key=lambda key: (-_strength(key, strength), key))
    chosen: list[str] = []
    for key in ranked:
        if not {term for other in chosen for term in other.split()}.intersection(key.split()):
            chosen.append(key)
    parts = [_written(key, matter.forms[key], words) for key in chosen[:_WORDS_IN_NAME]]
    weak = len(chosen) > 1 and 2 * _strength(chosen[1], strength) < _strength(chosen[0], strength)
    parts = parts[:1] if weak else parts
    return replace(
        matter, name=", ".join(parts) or " ".join(sorted(term for term, _ in _terms(matter))[:_WORDS_IN_NAME])
    )


def _strength(key: str, strength: Mapping[str, float]) -> float:
    """Of a compound, that of its strongest part and a little for the others."""
    parts = sorted((strength.get(term, 0.0) for term in key.split()), reverse=True)
    return parts[0] + 0.3 * sum(parts[1:])


def _written(key: str, form: str, words: Vocabulary) -> str:
    """A word of the articles; of the word that stands for its meaning, the plain form: "Truppen" → "Truppe"."""
    return words.forms.get(key, form) if words.names(form) and words.stem(form.casefold()) == key else form


def rename(matter: Matter, name: str) -> Matter:
    """With a name that a person gave, which stays."""
    return replace(matter, name=name, named_by_hand=True)


def pin(matter: Matter, words: Iterable[str], language: str) -> Matter:
    """With words that draw every act that has them; a word of several terms needs all of them."""
    terms = (" ".join(terms_of(word, language)) for word in words)
    return replace(matter, pinned=tuple(dict.fromkeys([*matter.pinned, *filter(None, terms)])))


def alike(matters: Sequence[Matter], language: str, least: float = 0.5) -> list[tuple[float, str, str]]:
    """Pairs of matters that are perhaps one, the likeliest first: likeness between 0 and 1, ids."""
    words = vocabulary(language)
    vectors = {
        matter.id: {term: count * min(words.rarity(term), _RAREST) for term, count in _terms(matter)}
        for matter in matters
    }
    pairs = (
        (_cosine(vectors[one.id], vectors[other.id]), one.id, other.id)
        for one, other in combinations(matters, 2)
    )
    return sorted((pair for pair in pairs if pair[0] >= least), reverse=True)


def _terms(matter: Matter) -> Iterator[tuple[str, float]]:
    """Its words without its parties."""
    return ((term, count) for term, count in matter.words.items() if not term.startswith(_PARTY))


def _cosine(these: Mapping[str, float], those: Mapping[str, float]) -> float:
    lengths = math.hypot(*these.values()) * math.hypot(*those.values())
    common = sum(these[term] * those[term] for term in these.keys() & those.keys())
    return common / lengths if lengths else 0.0


def combine(matter: Matter, other: Matter) -> Matter:
    """Two matters as one, under the id and name of the first."""
    words = dict(matter.words)
    for term, count in other.words.items():
        words[term] = words.get(term, 0.0) + count
    pinned = tuple(dict.fromkeys([*matter.pinned, *other.pinned]))
    forms = {**other.forms, **matter.forms}
    return replace(matter, words=words, pinned=pinned, forms=forms, acts=matter.acts + other.acts)


def separate(matter: Matter, other: Matter) -> Matter:
    """The reverse of `combine`: the matter without the words, acts and pinned words of another."""
    words = {term: count - other.words.get(term, 0.0) for term, count in matter.words.items()}
    kept = {term: count for term, count in words.items() if count > _NOTHING}
    pinned = tuple(word for word in matter.pinned if word not in other.pinned)
    return replace(matter, words=kept, pinned=pinned, acts=max(matter.acts - other.acts, 0))


def split(
    matter: Matter, acts: Sequence[StoredAct], rarity: Rarity, taken: Iterable[str] = ()
) -> tuple[Matter, Matter]:
    """The matter without some of its acts, and a new one for them; at least one act is needed.

    `taken` are the ids that the new one must not have.
    """
    new, words = Matter("", ""), dict(matter.words)
    for act in acts:
        telling = _telling(act, frozenset())
        new = _with(new, act, telling, frozenset())
        for term, share in (*telling.items(), *((party, 1.0) for party in _parties(act))):
            words[term] = words.get(term, 0.0) - share
    new = named(new, rarity, acts[0].language)
    kept = {term: count for term, count in words.items() if count > _NOTHING}
    rest = replace(matter, words=kept, acts=max(matter.acts - len(acts), 0))
    return rest, replace(new, id=_free(slug(new.name), {matter.id, *taken}))
