"""Conditions, found by rule: "falls Russland einmarschiert", "im Falle eines Angriffs", "Sollte sie ablehnen, …".

What opens a condition stands in the data of the language (`conditions.toml`). A condition ends where its clause does:
at a comma after its verb, a dash, a stop, or a closing bracket or quotation mark that was open before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from depesche.reading.document import found_once
from depesche.reading.inflection import Inflection, entries
from depesche.reading.once import built_once
from depesche.reading.quotes import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.types import Span

Clause = Literal["finite", "verb_first", "phrase", "restriction"]
_Action = Literal[
    "finite", "restriction", "nominal", "fixed", "before_verb", "event", "free_relative", "anywhere"
]  # fmt: skip


class Condition(NamedTuple):
    """One condition; `opener` is the word or words that made it one, in lower case."""

    span: Span
    opener: str
    clause: Clause


class _Event(NamedTuple):
    """Nouns that make a prepositional phrase a condition, and what else it takes."""

    nouns: frozenset[str]
    not_next: frozenset[str]
    ties: frozenset[str]
    needs: bool


class _Opener(NamedTuple):
    """A sequence of tokens; `skip` of them stand before the condition."""

    words: tuple[str, ...]
    skip: int
    action: _Action
    event: _Event | None = None


@found_once
def find_conditions(document: Document, language: Language) -> tuple[Condition, ...]:
    """The conditions of a text in order; they do not overlap."""
    return tuple(_Finder(document, _rules_of(language)).conditions())


@built_once
def _rules_of(language: Language) -> _Rules:
    return _Rules(language)


class _Rules:
    """The data of a language, made ready."""

    def __init__(self, language: Language) -> None:
        table = language.table("conditions")
        clause, first, boundary = table["clause"], table["verb_first"], table["boundary"]
        self.openers: dict[str, list[_Opener]] = {}
        self._add_openers(table)
        self.leads = _folded(clause["leads"])
        self.not_after = _folded(clause["not_after"]) | _folded(clause["concessive"])
        self.after_break = _folded(clause["after_break"])
        self.resumed_by = _folded(clause["resumed_by"])
        self.correlates = _folded(first["correlates"])
        self.never_first = _folded(entries(first["never_first"]))
        self.takes_infinitive = _folded(entries(first["takes_infinitive"]))
        self.nominal_next = _folded(table["phrase"]["nominal_next"])
        self.needs = _folded(entries(table["needs"]["words"]))
        self.stops = frozenset(boundary["stops"])
        self.heads = frozenset(boundary["heads"])
        self.ends = frozenset(boundary["ends"])
        self.dashes = frozenset(boundary["dashes"])
        self.subordinators = _folded(entries(boundary["subordinators"]))
        self.prepositions = _folded(entries(boundary["prepositions"]))
        self.continuing = _folded(boundary["continuing"])
        self.contrasting = _folded(boundary["contrasting"])
        self.never_verbs = _folded(entries(boundary["never_verbs"]))
        self.verb_endings = tuple(boundary["verb_endings"])
        self.infinitive = (boundary["infinitive_marker"], boundary["infinitive_ending"])
        self.adjective_endings = tuple(boundary["adjective_endings"])
        self.determiners = _folded(entries(boundary["determiners"]))
        self.ties = _folded(entries(boundary["ties"]))
        self._particles = tuple(sorted(_folded(entries(first["particles"])), key=len, reverse=True))
        self._finite = frozenset(_finite_forms(language, entries(first["verbs"])))
        self._known: dict[str, bool] = {}

    def _add_openers(self, table: dict[str, Any]) -> None:
        clause, phrase = table["clause"], table["phrase"]
        self._add("finite", clause["finite"])
        self._add("restriction", clause["restriction"])
        self._add("free_relative", clause["free_relative"])
        self._add("nominal", phrase["nominal"])
        self._add("fixed", phrase["fixed"])
        self._add("before_verb", phrase["before_verb"])
        self._add("anywhere", table["verb_first"]["anywhere"])
        for event in table["event"]:
            nouns, not_next, ties = entries(event["nouns"]), event["not_next"], event["ties"]
            made = _Event(_folded(nouns), _folded(not_next), _folded(ties), event["needs"])
            self._add("event", event["prepositions"], made)

    def _add(self, action: _Action, openers: Iterable[str], event: _Event | None = None) -> None:
        for opener in openers:
            before, _, rest = opener.casefold().rpartition("|")
            words = (*before.split(), *rest.split())
            known = self.openers.setdefault(words[0], [])
            known.append(_Opener(words, len(before.split()), action, event))
            known.sort(key=lambda one: -len(one.words))

    def is_finite(self, folded: str) -> bool:
        """Whether a casefolded word is a finite verb, also with a particle or prefix before it."""
        if folded not in self._known:
            self._known[folded] = folded in self._finite or any(
                folded.startswith(particle) and folded.removeprefix(particle) in self._finite
                for particle in self._particles
            )
        return self._known[folded]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _finite_forms(language: Language, verbs: list[str]) -> Iterator[str]:
    inflection = Inflection.of(language.table("verbs_irregular"))
    lists = [kind.get("verbs", "") for kind in language.table("act_words").values()]
    more = (inflection.split(verb)[1] for verbs_of_kind in lists for verb in entries(verbs_of_kind))
    for verb in {*verbs, *inflection.irregular, *more}:
        yield from inflection.conjugate(verb).finite


class _Finder:
    """Looks for conditions in one document."""

    def __init__(self, document: Document, rules: _Rules) -> None:
        self._document = document
        self._rules = rules
        self._words = document.folded

    def conditions(self) -> Iterator[Condition]:
        """All conditions in order."""
        openers = self._rules.openers
        firsts = {sentence.first for sentence in self._document.sentences}
        firsts.update(number + 1 for number, word in enumerate(self._words[:-1]) if word in self._rules.heads)
        done = 0
        for number, word in enumerate(self._words):
            if number < done or (word not in openers and number not in firsts):
                continue
            for first, last, opener, clause in self._at(number, number in firsts):
                yield Condition(self._document.span_of(max(first, done), last), opener, clause)
                done = last
                break

    def _at(self, number: int, sentence_starts: bool) -> Iterator[tuple[int, int, str, Clause]]:
        """Conditions that open at a token, the best first."""
        for opener in self._rules.openers.get(self._words[number], ()):
            if self._stands_at(opener.words, number):
                last = self._end_of(opener, number)
                if last is not None:
                    yield self._lead(number, opener), last, " ".join(opener.words), _CLAUSES[opener.action]
        if sentence_starts:
            yield from self._verb_first(number)

    def _stands_at(self, words: tuple[str, ...], number: int) -> bool:
        return tuple(self._words[number : number + len(words)]) == words

    def _lead(self, number: int, opener: _Opener) -> int:
        """Where the condition begins: with "nur", "erst" … where such a word stands before it."""
        leads = opener.action in ("finite", "restriction", "nominal") and number > 0
        led = leads and self._words[number - 1] in self._rules.leads
        return number - 1 if led else number + opener.skip

    def _end_of(self, opener: _Opener, number: int) -> int | None:
        """Token after the condition that an opener opens, or None where it opens none."""
        after = number + len(opener.words)
        last = self._last(number)
        match opener.action:
            case "finite" | "restriction":
                return self._clause_end(after, last) if self._opens_clause(opener, number) else None
            case "free_relative":
                return self._free_relative(number, last)
            case "anywhere":
                return self._inner_verb_first(number, last)
            case "nominal":
                return self._nominal(after, last)
            case "event":
                return self._event(opener, number, last)
            case "before_verb":
                return after if after < last and self._rules.is_finite(self._words[after]) else None
            case "fixed":
                return after

    def _last(self, number: int) -> int:
        """Token after the sentence of a token."""
        return self._document.sentences[self._document.tokens[number].sentence].last

    def _opens_clause(self, opener: _Opener, number: int) -> bool:
        before = self._words[number - 1] if number else "."
        if before in self._rules.not_after or (before[0].isalnum() and not self._is_lower(number)):
            first = self._document.sentences[self._document.tokens[number].sentence].first
            return number == first
        if " ".join(opener.words) not in self._rules.after_break:
            return True
        after = number + len(opener.words)
        verb_next = after < len(self._words) and self._rules.is_finite(self._words[after])
        return not before[0].isalnum() and not verb_next

    def _clause_end(self, start: int, last: int) -> int | None:
        """Token after a clause with its verb at the end."""
        places = list(self._breaks(start, last))
        for at, place in enumerate(places):
            following = places[at + 1] if at + 1 < len(places) else place
            if self._closes_clause(place, following, start, last):
                return place if place > start else None
        return None

    def _breaks(self, start: int, last: int) -> Iterator[int]:
        """Commas up to the first hard boundary, then the boundary itself."""
        depth = 0
        quoted = False
        for number in range(start, last):
            word = self._words[number]
            if word in "([":
                depth += 1
            elif word in ")]":
                if depth == 0:
                    yield number
                    return
                depth -= 1
            elif word in DOUBLE:
                if not quoted and self._closes_quotation(number):
                    yield number
                    return
                quoted = not quoted
            elif depth == 0 and self._is_stop(number, last):
                yield number
                return
            elif word == "," and depth == 0:
                yield number
        yield last

    def _is_stop(self, number: int, last: int) -> bool:
        """Whether a mark ends all clauses; a dash does where it has space on both sides."""
        word = self._words[number]
        if word in self._rules.ends:
            return number + 1 >= last or not self._words[number + 1][0].isalnum()
        if word not in self._rules.dashes:
            return word in self._rules.stops
        text, token = self._document.text, self._document.tokens[number]
        return text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()

    def _closes_quotation(self, number: int) -> bool:
        text, token = self._document.text, self._document.tokens[number]
        following = text[token.end : token.end + 1]
        return not following.isalnum() and not (token.start and text[token.start - 1].isspace())

    def _closes_clause(self, place: int, next_place: int, start: int, last: int) -> bool:
        """Whether a comma or boundary ends the clause, rather than parting it from a clause inside it."""
        if place + 1 >= last or self._words[place] != ",":
            return True
        if self._takes_up(place + 1):
            return True
        return self._ends_with_verb(place, start) and not self._continues(place, next_place, start)

    def _continues(self, place: int, next_place: int, start: int) -> bool:
        """Whether what follows a comma still belongs to a clause whose verb has been."""
        rules = self._rules
        following = self._words[place + 1]
        if following in rules.continuing:
            return True
        if following in rules.contrasting:
            return next_place > place + 1 and self._ends_with_verb(next_place, place + 2)
        marker, ending = rules.infinitive
        infinitive = (
            next_place > place + 2
            and self._words[next_place - 2] == marker
            and self._words[next_place - 1].endswith(ending)
        )
        return infinitive and not rules.takes_infinitive.isdisjoint(self._words[start:place])

    def _ends_with_verb(self, place: int, start: int) -> bool:
        before = place - 1
        while before > start and self._words[before] in DOUBLE:
            before -= 1
        if before < start or not self._is_lower(before):
            return False
        return self._looks_finite(self._words[before]) and not self._in_inner_clause(before, start)

    def _looks_finite(self, word: str) -> bool:
        if word in self._rules.never_verbs or word in self._rules.subordinators:
            return False
        return self._rules.is_finite(word) or (len(word) > 3 and word.endswith(self._rules.verb_endings))

    def _in_inner_clause(self, number: int, start: int) -> bool:
        """Whether a verb belongs to a clause inside: that clause opened after a comma, and no verb came before it."""
        comma = number
        while comma > start and self._words[comma] != ",":
            comma -= 1
        if comma <= start or not self._opens_inner(comma + 1):
            return False
        return not self._looks_finite(self._words[comma - 1]) or not self._is_lower(comma - 1)

    def _opens_inner(self, number: int) -> bool:
        word = self._words[number]
        if word in self._rules.prepositions and number + 1 < len(self._words):
            word = self._words[number + 1]
        return word in self._rules.subordinators

    def _is_lower(self, number: int) -> bool:
        return self._document.tokens[number].word[:1].islower()

    def _verb_first(self, number: int) -> Iterator[tuple[int, int, str, Clause]]:
        """A finite verb at the head, another after a comma: "Zieht Moskau nicht ab, werde …"."""
        last = self._last(number)
        while number < last and not self._words[number][0].isalnum():
            number += 1
        if number >= last or not self._may_open(number) or self._words[last - 1] == "?":
            return
        for place in self._breaks(number + 1, last):
            if place + 1 >= last or self._words[place] != ",":
                return
            if self._takes_up(place + 1) and place > number + 1:
                yield number, place, self._words[number], "verb_first"
                return

    def _may_open(self, number: int) -> bool:
        word = self._words[number]
        return word not in self._rules.never_first and self._rules.is_finite(word)

    def _takes_up(self, number: int) -> bool:
        """Whether a main clause goes on here, as it does after a condition."""
        word = self._words[number]
        return self._is_lower(number) and (word in self._rules.correlates or self._rules.is_finite(word))

    def _inner_verb_first(self, number: int, last: int) -> int | None:
        """After a main clause: "…, sollte sie ablehnen"."""
        first = self._document.sentences[self._document.tokens[number].sentence].first
        if number <= first or self._words[number - 1] not in {",", ":", *self._rules.dashes}:
            return None
        before = number - 2
        while before > first and self._words[before] not in {",", ":", *self._rules.dashes}:
            before -= 1
        opens = before if before == first else before + 1
        segment = range(opens, number - 1)
        inner = self._opens_inner(opens) and (
            opens > first or self._words[opens] not in self._rules.determiners
        )
        if inner or not any(self._rules.is_finite(self._words[place]) for place in segment):
            return None
        ends = [place for place in self._breaks(number + 1, last) if not self._goes_on(place, last)]
        return ends[0] if ends and ends[0] > number + 2 else None

    def _goes_on(self, place: int, last: int) -> bool:
        return place + 1 < last and self._words[place] == "," and self._opens_inner(place + 1)

    def _free_relative(self, number: int, last: int) -> int | None:
        first = self._document.sentences[self._document.tokens[number].sentence].first
        if number > first + 1 or self._words[last - 1] == "?":
            return None
        for place in self._breaks(number + 1, last):
            if place + 1 >= last or self._words[place] != ",":
                return None
            if self._takes_up(place + 1) or self._words[place + 1] in self._rules.resumed_by:
                return place if place > number + 1 else None
        return None

    def _nominal(self, start: int, last: int) -> int | None:
        if start >= last or self._words[start] not in self._rules.nominal_next:
            return None
        end = self._phrase_end(start, last)
        return end if end > start else None

    def _phrase_end(self, start: int, last: int) -> int:
        """Token after the noun phrase that starts here, with those tied to it."""
        end = self._noun_phrase(start, last)
        if end == start and start < last and self._words[start] in self._rules.ties:
            end = self._noun_phrase(start + 1, last)
            end = start if end == start + 1 else end
        while start < end < last and self._words[end] in self._rules.ties:
            following = self._noun_phrase(end + 1, last)
            if following == end + 1:
                break
            end = following
        return end

    def _noun_phrase(self, start: int, last: int) -> int:
        """Token after a determiner, adjectives and nouns; `start` where no noun comes."""
        place = start
        if place < last and self._words[place] in self._rules.determiners:
            place += 1
        while place < last and (self._is_adjective(place) or self._words[place] in "()"):
            place += 1
        end = place
        while end < last and self._document.tokens[end].word[0].isupper():
            end += 1
        return end if end > place else start

    def _is_adjective(self, number: int) -> bool:
        token = self._document.tokens[number]
        if not token.word[0].islower() or not token.word.endswith(self._rules.adjective_endings):
            return False
        return self._words[number] not in self._rules.needs

    def _event(self, opener: _Opener, number: int, last: int) -> int | None:
        event = opener.event
        start = number + len(opener.words)
        if event is None or start >= last or self._words[start] in event.not_next:
            return None
        end = self._phrase_end(start, last)
        if event.nouns.isdisjoint(self._words[start:end]):
            return None
        if end < last and self._words[end] in event.ties:
            further = self._phrase_end(end + 1, last)
            end = further if further > end + 1 else end
        sentence = self._document.sentences[self._document.tokens[number].sentence]
        words = self._words[sentence.first : sentence.last]
        return None if event.needs and self._rules.needs.isdisjoint(words) else end


_CLAUSES: dict[_Action, Clause] = {
    "finite": "finite",
    "restriction": "restriction",
    "free_relative": "finite",
    "nominal": "phrase",
    "fixed": "phrase",
    "before_verb": "phrase",
    "event": "phrase",
    "anywhere": "verb_first",
}
