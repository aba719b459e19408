"""Parties of an article, and `resolve`: from any noun phrase to who is meant and for whom it acts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.reading.document import visible
from depesche.reading.parties.attributes import with_attribute
from depesche.reading.parties.choosing import is_open
from depesche.reading.parties.descriptions import citizen_meant, describe, person_meant
from depesche.reading.parties.earlier import stands_for
from depesche.reading.parties.entities import NOBODY, Acting, Entity
from depesche.reading.parties.naming import is_range, nominative, tidy, with_adjective
from depesche.reading.parties.phrases import apart, head_of, is_function, is_genitive, phrases
from depesche.reading.parties.several import is_pair, joined_with, owned_by_several, parts_of, two_before
from depesche.reading.parties.trimming import trimmed
from depesche.reading.parties.unlisted import of_told
from depesche.reading.parties.whose import adjectives_of, owner_before
from depesche.reading.parties.written import closes, is_declined, is_quoted_title
from depesche.reading.types import Party, Role, Span

if TYPE_CHECKING:
    from depesche.reading.parties.choosing import Chooser
    from depesche.reading.parties.index import Meaning
    from depesche.reading.parties.loglinear import Option
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.phrases import Head
    from depesche.reading.parties.pronouns import Pronouns


_Parts = tuple[tuple[Role, ...], tuple[Span, ...]]


@dataclass(slots=True)
class Parties:
    """The parties of one article. Made by `find_parties`; `resolve` may be asked for any span."""

    parties: tuple[Party, ...]
    _context: Context
    _starts: dict[int, Entity]
    _pronouns: Pronouns
    _mentions: list[tuple[Span, str]]
    _chooser: Chooser
    _known: dict[Span, Role] = field(default_factory=dict)
    _spoken: set[Span] = field(default_factory=set)
    _parts: dict[Span, _Parts] = field(default_factory=dict)
    _phrases: list[tuple[range, Span]] | None = None
    _phrase_starts: list[int] = field(default_factory=list)

    def mentions_in(self, first_char: int, last_char: int) -> list[tuple[Span, str]]:
        """Mentions inside a range of characters with the id of the party each acts for, in order."""
        low = bisect_left(self._mentions, (Span(first_char, first_char), ""))
        found = []
        for span, party in self._mentions[low:]:
            if span.start >= last_char:
                break
            if span.end <= last_char:
                found.append((span, party))
        return found

    def phrases(self) -> tuple[Span, ...]:
        """Every phrase that may mean a party: names, people, offices and kinds of party, pronouns; in order."""
        return tuple(span for _, span in self.phrases_in(0, len(self._context.scan.words)))

    def phrases_in(self, first: int, last: int) -> list[tuple[range, Span]]:
        """Those that lie within tokens `first` up to, not including, `last`, as tokens and as characters."""
        if self._phrases is None:
            span_of = self._context.scan.document.span_of
            self._phrases = [
                (tokens, span_of(tokens.start, tokens.stop))
                for tokens in phrases(self._context.scan, self._starts)
            ]
            self._phrase_starts = [tokens.start for tokens, _ in self._phrases]
        found = []
        for place in range(bisect_left(self._phrase_starts, first), len(self._phrases)):
            if self._phrase_starts[place] >= last:
                break
            if self._phrases[place][0].stop <= last:
                found.append(self._phrases[place])
        return found

    def apart(self, first: int, last: int) -> list[tuple[int, int]]:
        """The phrases in tokens `first` up to `last` that name somebody; all of them where none does."""
        found = apart(self._context.scan, first, last)
        return [one for one in found if self.names_somebody(*one)] or [(first, last)]

    def whole(self, mention: Span) -> Span:
        """A mention with all of the name that it cuts: "Mariusz" of "Mariusz Nowak", "Kestos" of "Kestos Armee"."""
        tokens = self._context.scan.document.tokens_in(mention)
        start, end = mention
        for token in {tokens.start, tokens.stop - 1} if tokens else ():
            for phrase, span in self._around(token):
                if len(phrase) > 1 and token in phrase:
                    start, end = min(start, span.start), max(end, span.end)
        if (
            tokens
            and (opening := with_attribute(self._context.scan, tokens.start, tokens.stop)) < tokens.start
        ):
            start = min(start, self._context.scan.document.tokens[opening].start)
        told = self._context.kinds.named.get(tokens.stop - 1) if tokens else None
        if told is not None and tokens.stop - 1 not in self._context.scan.name_at:
            end = max(end, self._context.scan.document.tokens[told - 1].end)
        if tokens and self._owns_next(tokens.stop - 1):
            end = max(end, self._context.scan.document.tokens[tokens.stop].end)
        return Span(start, end)

    def _owns_next(self, token: int) -> bool:
        """Whether a state in the genitive stands before its organ."""
        scan = self._context.scan
        name, noun = scan.name_at.get(token), scan.nouns.get(token + 1)
        if name is None or noun is None or noun.noun.role != "state" or noun.noun.person:
            return False
        meaning = name.meaning
        return meaning.entry.kind == "state" and scan.words[token] != meaning.label.split()[-1]

    def _around(self, token: int) -> list[tuple[range, Span]]:
        """Names and people in the sentence of a token."""
        first, last = self._context.scan.sentence(token)
        known = (self._context.scan.name_at, self._starts)
        return [one for one in self.phrases_in(first, last) if any(one[0].start in names for names in known)]

    def joined_with(self, first: int, last: int) -> list[Span]:
        """The other names and people of a list with "und" that tokens `first` up to `last` stand in."""
        return joined_with(self._context, self._around(first), first, last)

    def listed_with(self, words: Span) -> list[Span]:
        """The other names and people of a list with "und" that some words stand in."""
        tokens = self._context.scan.document.tokens_in(words)
        return self.joined_with(tokens.start, tokens.stop)

    def doer(self, clause: Span, *, speaker: Span | None = None) -> Role | None:
        """Who does what a clause tells: the first in it who can act and stands behind no "gegen" or "mit"."""
        scan, small = self._context.scan, self._context.index.lexicon.small
        tokens = scan.document.tokens_in(clause)
        words = scan.words[tokens.start : tokens.stop]
        nobody = small["reflexive"]
        if not small["impersonal"].isdisjoint(words):
            nobody |= small["dummy"]
        for phrase, span in self.phrases_in(tokens.start, tokens.stop):
            if scan.words[phrase.start].casefold() in nobody or self._is_toward(phrase.start, tokens.start):
                continue
            if self.can_act(span):
                return self.resolve(span, speaker=speaker)
        return None

    def owner_before(self, token: int) -> Span | None:
        """The words in front of a noun that say whose it is: "die russische Forderung", "Russlands Forderung"."""
        if not self._context.scan.words[token][0].isupper():
            return None
        tokens = owner_before(self._context.scan, self._starts, token)
        return self._context.scan.document.span_of(tokens.start, tokens.stop) if tokens else None

    def _is_toward(self, token: int, start: int) -> bool:
        scan, lexicon = self._context.scan, self._context.index.lexicon
        while token - 1 > start and (
            scan.words[token - 1].casefold() in lexicon.determiners or token - 1 in scan.adjectives
        ):
            token -= 1
        before = token - 1 if scan.words[token].casefold() not in lexicon.small["contracted"] else token
        return before >= start and scan.words[before].casefold() in lexicon.small["toward"]

    def is_medium(self, party: str) -> bool:
        """Whether the party with this id is a news agency, a paper or a channel, which mostly relays others."""
        entry = self._context.index.knowledge.parties.get(party)
        return entry is not None and entry.relay

    def names_somebody(self, first: int, last: int) -> bool:
        """Whether one of the tokens `first` up to `last` is a noun, a name or a pronoun."""
        return any(self._names(token) for token in range(first, last))

    def can_act(self, mention: Span) -> bool:
        """Whether a noun phrase means somebody who can speak: a person, a known name, an office or organ."""
        scan = self._context.scan
        tokens = scan.document.tokens_in(mention)
        first, last = self._inner(tokens.start, tokens.stop)
        if last - first == 1 and scan.words[first].casefold() in self._context.index.lexicon.pronouns:
            return True
        head = head_of(scan, self._starts, first, last)
        return head.kind in {"person", "name"} or (
            head.kind == "noun" and scan.nouns[head.first].noun.role != "paper"
        )

    def is_named(self, mention: Span) -> bool:
        """Whether a mention is the name of somebody, not a word for what somebody is."""
        return self._head_of(mention).kind in {"person", "name"}

    def is_title(self, words: Span, name: Span) -> bool:
        """Whether words right before a name end in a noun that says what its bearer is."""
        text = self._context.scan.document.text
        noun = text[words.start : words.end].rpartition(" ")[2]
        return noun[:1].isupper() and text[name.start].isupper() and not self.is_named(words)

    def _head_of(self, mention: Span) -> Head:
        tokens = self._context.scan.document.tokens_in(mention)
        return head_of(self._context.scan, self._starts, *self._inner(tokens.start, tokens.stop))

    def is_reported(self, token: int) -> bool:
        """Whether a verb stands in the form of reported speech: "sei", "werde"."""
        return self._context.scan.words[token] in self._context.index.lexicon.small["reported"]

    def _names(self, token: int) -> bool:
        scan, lexicon = self._context.scan, self._context.index.lexicon
        word = scan.words[token]
        folded = word.casefold()
        if token in scan.name_at or token in scan.nouns or token in self._starts:
            return True
        if folded in lexicon.pronouns:
            return folded not in lexicon.determiners or not self._opens_phrase(token)
        known = is_function(scan, token) or folded in lexicon.openers
        return word[0].isupper() and not known

    def _opens_phrase(self, token: int) -> bool:
        """Whether an article has its noun behind it, at most behind an adjective."""
        words, end = self._context.scan.words, self._context.scan.sentence(token)[1]
        endings = self._context.index.lexicon.endings
        following = words[token + 1 : min(token + 3, end)]
        return bool(following) and (
            following[0][0].isupper() or (following[0].endswith(endings) and following[-1][0].isupper())
        )

    def resolve(self, mention: Span, *, speaker: Span | None = None) -> Role:
        """Who a noun phrase means: fullest name, party, its id and why; `speaker` is who says "wir" or "ich"."""
        role = self._known.get(mention)
        if role is None:
            role = self._known[mention] = self._resolve(mention)
        if speaker is not None and speaker != mention and mention in self._spoken:
            return _with(mention, self.resolve(speaker))
        return role

    def resolve_all(self, mention: Span, *, speaker: Span | None = None) -> tuple[Role, ...]:
        """The same for a mention that may mean several: "SPD und Grüne" gives two roles with a mention each."""
        if mention not in self._parts:
            self._parts[mention] = self._parts_of(mention)
        roles, spans = self._parts[mention]
        return roles or tuple([self.resolve(span, speaker=speaker) for span in spans])

    def _parts_of(self, mention: Span) -> _Parts:
        """Those whom a mention means together, or the phrases in it that each mean somebody."""
        scan = self._context.scan
        tokens = scan.document.tokens_in(mention)
        first, last = self._inner(tokens.start, tokens.stop)
        if is_pair(self._context, first, last):
            pair = self._pair(first, last)
            if pair:
                return tuple(_with(mention, self.resolve(scan.document.span_of(*one))) for one in pair), ()
        elif last - first < 2:
            joined = adjectives_of(scan, first) if first in scan.adjectives and first < last else []
            roles = ((entry, self._context.acting(entry, "adjective", part)) for part, entry in joined)
            return tuple(self._role(mention, entry.name, acting) for entry, acting in roles), (mention,)
        owned = owned_by_several(self._context, first, last)
        if owned is not None:
            return tuple(self._with_adjective(mention, token, owned[1], last) for token in owned[0]), ()
        parts = parts_of(self._context, self._starts, first, last)
        return (), tuple(scan.document.span_of(*part) for part in parts) if len(parts) > 1 else (mention,)

    def _pair(self, first: int, last: int) -> list[tuple[int, int]]:
        """The two whom "beide Seiten" means; nobody where only one was named."""
        pair = two_before(self._context, self._starts, first, last)
        return pair if len(pair) == 2 else []

    def _with_adjective(self, mention: Span, token: int, head: int, last: int) -> Role:
        """The role of one adjective of several: the party that "die deutschen Soldaten" alone would have."""
        scan = self._context.scan
        whole = self.resolve(mention)
        acting = self._context.acting(scan.adjectives[token], "adjective", scan.words[token])
        name = with_adjective(scan, token, head, last)
        return self._role(mention, name, acting if whole.party_id is not None else NOBODY)

    def _resolve(self, mention: Span) -> Role:
        scan = self._context.scan
        tokens = scan.document.tokens_in(mention)
        part = self._part_of_word(mention, tokens)
        if part is not None:
            return self._word(mention, tokens.start, part)
        first, last = self._inner(tokens.start, tokens.stop)
        if first >= last:
            return Role(mention, visible(mention.of(scan.document.text)).strip() or None, None)
        if last - first == 1 and scan.words[first].casefold() in self._context.index.lexicon.pronouns:
            return self._pronoun(mention, first, scan.words[first].casefold())
        if last - first > 1 and self._is_of_them(first, last):
            return self._pronoun(mention, last - 1, scan.words[last - 1].casefold())
        return self._phrase(mention, first, last)

    def _is_of_them(self, first: int, last: int) -> bool:
        """Whether a phrase is a number of those named before: "viele von ihnen"."""
        words, lexicon = self._context.scan.words, self._context.index.lexicon
        ends = words[last - 2] in lexicon.small["of"] and words[last - 1].casefold() in lexicon.pronouns
        return ends and not self.names_somebody(first, last - 1)

    def _part_of_word(self, mention: Span, tokens: range) -> str | None:
        """The text of a mention that is only a part of one word: "US" in "US-Präsident"."""
        if len(tokens) != 1:
            return None
        token = self._context.scan.document.tokens[tokens.start]
        if mention.start <= token.start and mention.end >= token.end:
            return None
        return visible(mention.of(self._context.scan.document.text)).strip() or None

    def _word(self, mention: Span, token: int, text: str) -> Role:
        index = self._context.index
        if text.casefold() in index.lexicon.pronouns:
            return self._pronoun(mention, token, text.casefold())
        entity = self._starts.get(token)
        if entity is not None:
            return self._role(mention, entity.name, entity.acting)
        meaning = index.single(text)
        if meaning is not None:
            return self._role(
                mention, self._label(meaning), self._context.acting(meaning.entry, "name", text)
            )
        return self._phrase(mention, token, token + 1)

    def _inner(self, first: int, last: int) -> tuple[int, int]:
        """Without prepositions in front and punctuation at both ends."""
        scan, words = self._context.scan, self._context.scan.words
        leading = self._context.index.lexicon.small["leading"]
        while first < last and not words[first][0].isalnum():
            first += 1
        while last > first and not (any(map(str.isalnum, words[last - 1])) or closes(scan, first, last - 1)):
            last -= 1
        while first < last - 1 and words[first].casefold() in leading and not is_range(scan, first):
            first += 1
        return trimmed(scan, first, last) if last - first > 1 else (first, last)

    def _phrase(self, mention: Span, first: int, last: int) -> Role:
        scan = self._context.scan
        head = head_of(scan, self._starts, first, last)
        entity = self._starts[head.first] if head.kind == "person" else self._titled(head, last)
        if entity is not None:
            return self._role(mention, entity.name, entity.acting)
        if head.kind in {"proper", "none"}:
            noun = head.first if head.kind == "proper" else last - 1
            meant = person_meant(self._context, self._pronouns, first, noun, last)
        else:
            meant = citizen_meant(self._context, self._pronouns, first, head.first, last)
        if meant is not None:
            return self._role(mention, meant.name, meant.acting)
        sort, name, rule = self._by_rules(first, head, last)
        if is_pair(self._context, first, last) and not self._pair(first, last):
            return self._role(mention, name, NOBODY if rule.guessed else rule)
        at = min(head.first, last - 1)
        return self._role(mention, name, self._chooser.phrase(first, at, last, sort, name, rule))

    def _titled(self, head: Head, last: int) -> Entity | None:
        """The person whose name stands right behind a phrase that is a title: "Präsident" in "Präsident Holm"."""
        scan = self._context.scan
        noun = scan.nouns.get(head.first) if head.kind == "noun" and head.last == last else None
        if noun is None or not noun.noun.person or last not in self._starts:
            return None
        return None if is_genitive(scan, self._starts, last) else self._starts[last]

    def options(self, mention: Span) -> list[tuple[str, Option]]:
        """For whom a mention may act, each option with the mention's name: what the weights are learned from.

        None for pronouns and people.
        """
        tokens = self._context.scan.document.tokens_in(mention)
        first, last = self._inner(tokens.start, tokens.stop)
        if first >= last or self._part_of_word(mention, tokens) is not None:
            return []
        if (
            last - first == 1
            and self._context.scan.words[first].casefold() in self._context.index.lexicon.pronouns
        ):
            return []
        head = head_of(self._context.scan, self._starts, first, last)
        if head.kind == "person":
            return []
        sort, name, rule = self._by_rules(first, head, last)
        if not is_open(sort, name, rule):
            return []
        at = min(head.first, last - 1)
        found = self._chooser.phrase_options(first, at, last, sort, name, rule)
        return [(name, option) for option in found]

    def _by_rules(self, first: int, head: Head, last: int) -> tuple[str, str, Acting]:
        """Sort, name and party of a phrase as its own words say it."""
        scan, context = self._context.scan, self._context
        if head.kind != "name" and is_quoted_title(scan, first, last):
            text = scan.text(first, last)
            return "proper", text, of_told(context, text, text) or NOBODY
        if head.kind == "name":
            name = scan.name_at[head.first]
            label = self._label(name.meaning)
            if name.meaning.plural and name.first > first:
                text = nominative(scan, first, name.first, name.last)
                label = text if text.endswith(label) else text.removesuffix(scan.words[name.first]) + label
            return f"name-{name.meaning.use}", label, context.named(name)
        if head.kind == "noun":
            role = scan.nouns[head.first].noun.role
            return role, *describe(context, self._pronouns, first, head.first, last)
        if head.kind == "proper":
            return "proper", *self._proper(first, head, last)
        for token in range(first, last):
            if token in scan.adjectives:
                entry = scan.adjectives[token]
                acting = context.acting(entry, "adjective", scan.words[token])
                return "adjective", context.display(entry), acting
        return "none", nominative(scan, first, last, last), NOBODY

    def _label(self, meaning: Meaning) -> str:
        """The name as it is listed; a capital, or "US", reads as its state."""
        short = meaning.entry.kind == "state" and meaning.label.isupper() and meaning.use == "name"
        if meaning.use == "seat" or (short and meaning.entry.name.isupper()):
            return self._context.display(stands_for(self._context, meaning))
        if meaning.use in {"name", "ambiguous"}:
            return self._context.fullest(meaning.entry, meaning.label)
        return meaning.label

    def _proper(self, first: int, head: Head, last: int) -> tuple[str, Acting]:
        scan, context = self._context.scan, self._context
        text = scan.text(head.first, head.last)
        word = scan.words[head.first]
        polity = next((name for name in (word, word.removesuffix("s")) if name in context.polities), None)
        if polity is not None:
            name = polity if head.last - head.first == 1 else text
            return name, Acting(None, polity, context.why("own", polity))
        full = context.kinds.full.get(text)
        if full is not None:
            known = scan.name_at.get(full[0])
            acting = Acting(None, text, context.why("own", text))
            if known is not None and known.last == full[1] and known.meaning.use == "name":
                acting = context.named(known)
            return nominative(scan, full[0], self._noun_in(*full), full[1]), acting
        short = context.kinds.short.get(head.last - 1)
        if short is not None:
            return text, Acting(None, short, context.why("own", short))
        alone = head.last - head.first > 1
        if alone and is_declined(scan, first, head):
            return nominative(scan, first, head.first + 1, last), NOBODY
        joined = any(scan.words[token][0].islower() for token in range(head.first, head.last))
        whole = (alone and not joined) or self._told(first, head)
        name = text if whole else nominative(scan, first, head.first, last)
        acting = NOBODY if alone else self._from_first_part(word)
        if acting is NOBODY and self._organised(first, head, text):
            acting = Acting(None, text, context.why("own", text))
        return name, acting

    def _organised(self, first: int, head: Head, text: str) -> bool:
        """Whether a name of no list is surely an organisation's: behind "Zeitung", "Konzern", or an acronym."""
        nouns = self._context.scan.nouns
        told = any(
            token in nouns and nouns[token].noun.role in {"body", "group"}
            for token in range(first, head.first)
        )
        told = (
            told
            or self._context.scan.words[head.last - 1] in self._context.index.lexicon.small["legal_forms"]
        )
        return told or (text.isupper() and text.isalpha() and len(text) > 1)

    def _told(self, first: int, head: Head) -> bool:
        """Whether a name stands in quotation marks or behind the noun that says what it is."""
        scan = self._context.scan
        quoted = head.first > 0 and scan.words[head.first - 1] in scan.quotes
        return quoted or any(token in scan.nouns for token in range(first, head.first))

    def _from_first_part(self, word: str) -> Acting:
        """For whom a compound acts whose last part no list knows: "NATO-Kampfhubschrauber", "McCain-Lager"."""
        context, left = self._context, word.partition("-")[0]
        if left == word:
            return NOBODY
        meaning = context.index.single(left)
        if meaning is not None:
            return context.acting(meaning.entry, "compound", word)
        entity = context.surnames.get(left)
        if entity is not None:
            return entity.acting
        return of_told(context, left, word) or NOBODY

    def _noun_in(self, first: int, last: int) -> int:
        """The first noun of a phrase, else its last token."""
        nouns = self._context.scan.nouns
        return next((token for token in range(first, last) if token in nouns), last - 1)

    def _pronoun(self, mention: Span, token: int, word: str) -> Role:
        codes = self._context.index.lexicon.pronouns[word]
        if "speaker" in codes:
            self._spoken.add(mention)
        found = self._pronouns.before(token, codes)
        if found is None:
            return Role(mention, visible(mention.of(self._context.scan.document.text)), None)
        if isinstance(found, Entity):
            why = self._context.why("pronoun", word, name=found.name)
            return self._role(mention, found.name, found.acting._replace(why=why))
        return _with(mention, self._phrase(mention, found.first, found.last))

    def _role(self, mention: Span, name: str, acting: Acting) -> Role:
        party = self._context.display(acting.entry) if acting.entry is not None else acting.name
        return Role(mention, tidy(name), party, acting.id, acting.why or None)


def _with(mention: Span, role: Role) -> Role:
    return Role(mention, role.name, role.party, role.party_id, role.reason)
