"""For whom a description or a name acts, chosen by learned weights among all that the article makes likely."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from depesche.reading.parties.entities import NOBODY, Acting, slug
from depesche.reading.parties.loglinear import Option, best
from depesche.reading.parties.naming import number_of
from depesche.reading.parties.places import Places

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.owners import Context

_MANY = (1, 2, 4, 8, 16)
_OPEN = frozenset({"state", "member", "faction", "force", "people", "private", "body", "proper"})
# Which words of reason go with a feature, by its last part.
_REASONS = {"home": "home", "inside": "genitive", "before=0": "near", "before=1": "near", "most": "home"}


def is_open(sort: str, name: str, rule: Acting) -> bool:
    """Whether a phrase of this sort leaves a choice; names, groups and what says itself whose it is do not."""
    unsure = rule.id is None or rule.guessed or (rule.entry is None and rule.name == name)
    return sort in _OPEN and unsure


def sort_of(acting: Acting) -> str:
    """How sure the rules are about whom somebody acts for."""
    if acting.guessed:
        return "guessed"
    if acting.entry is None:
        return "own" if acting.name else "none"
    return "adjective" if acting.by_adjective else "named"


@lru_cache(maxsize=8_192)
def _spoken_of(prefix: str, before: str, behind: str, many: int) -> tuple[str, ...]:
    return f"{prefix}:before={before}", f"{prefix}:behind={behind}", f"{prefix}:many={many}"


class Chooser:
    """Makes the options of each phrase and takes the best; `weights` empty: what the rules say stands."""

    def __init__(self, context: Context, starts: dict[int, Entity], weights: dict[str, float]) -> None:
        self.context = context
        self.weights = weights
        self._starts = starts
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        """Where the parties are named; found when first asked."""
        if self._places is None:
            self._places = Places(self.context, self._starts)
        return self._places

    def phrase(self, first: int, head: int, last: int, sort: str, name: str, rule: Acting) -> Acting:
        """For whom the phrase in tokens `first` up to `last` acts; `rule` is what the rules say."""
        if not self.weights or not is_open(sort, name, rule):
            return rule
        option = best(self.phrase_options(first, head, last, sort, name, rule), self.weights)
        if option.acting.id in {rule.id, None} or option.acting.id == f"org:{slug(name)}":
            return option.acting
        return self._explained(option, head)

    def _explained(self, option: Option, head: int) -> Acting:
        """The choice with the reason that weighed most."""
        acting, reason = option.acting, "likely"
        for feature in sorted(option.features, key=lambda name: -self.weights.get(name, 0.0)):
            end = feature.rpartition(":")[2]
            if end in _REASONS:
                reason = _REASONS[end]
                break
        party = acting.name or ""
        word = str(acting.party) if reason == "genitive" else self.context.scan.words[head]
        return acting._replace(why=self.context.why(reason, word, acting.entry, party=party), guessed=True)

    def phrase_options(
        self, first: int, head: int, last: int, sort: str, name: str, rule: Acting
    ) -> list[Option]:
        """Nobody, the phrase itself, what the rules say, and the parties that the article makes likely."""
        own = Acting(None, name, self.context.why("own", name))
        media = sort in {"body", "proper", "none"} or self.context.is_press(head)
        actings = self._likely(head, {None: NOBODY, own.id: own, rule.id: rule}, media=media)
        situation = self._situation(first, head, last, sort, rule)
        of_kind: dict[str, list[str]] = {}
        options = []
        for party, acting in actings.items():
            kind = "none" if party is None else "self" if party == own.id else self._kind(acting)
            if kind not in of_kind:
                of_kind[kind] = [f"{kind}:{word}" for word in situation]
            found = of_kind[kind].copy()
            if party == rule.id:
                found += [f"rule:{word}" for word in situation]
            if party is not None and kind != "self":
                found += self._article(f"{sort}:{kind}", party, head)
                found += self._inside(sort, party, first, last)
            options.append(Option(acting, found))
        return options

    def _likely(
        self, token: int, actings: dict[str | None, Acting], *, media: bool
    ) -> dict[str | None, Acting]:
        """`actings` and the parties that the article makes likely at a token; news media only with `media`."""
        for id_ in self.places.likely(token):
            acting = self.places.actings[id_]
            if media or acting.entry is None or not acting.entry.relay:
                actings.setdefault(id_, acting)
        for place in (self.context.region, self.context.city):
            if place is not None:
                actings.setdefault(place.id, place)
        return actings

    def _situation(self, first: int, head: int, last: int, sort: str, rule: Acting) -> list[str]:
        """What the phrase is like."""
        scan = self.context.scan
        words = [sort, f"{sort}:{sort_of(rule)}"]
        noun = scan.nouns.get(head)
        if noun is not None:
            words += [f"{sort}:{number_of(scan, head)}", f"noun={noun.noun.lemma}"]
            if noun.lemma != noun.noun.lemma:
                words.append(f"noun={noun.lemma}")
            if noun.owner is not None:
                words.append(f"{sort}:compound")
        elif sort in {"proper", "none"}:
            words.append("acronym" if scan.words[head].isupper() else "word")
            first_name = scan.words[head].casefold() in self.context.index.first_names
            words.append(f"{sort}:first-name" if first_name else sort)
        opening = scan.words[first].casefold()
        lexicon = self.context.index.lexicon
        if opening in lexicon.indefinites:
            words.append(f"{sort}:indefinite")
        elif opening in lexicon.possessives:
            words.append(f"{sort}:possessive")
        elif opening in lexicon.determiners:
            words.append(f"{sort}:definite")
        else:
            words.append(f"{sort}:bare")
        words.append(f"{sort}:short" if last - first < 3 else f"{sort}:long")
        return words

    def _inside(self, sort: str, id_: str, first: int, last: int) -> list[str]:
        """Whether the party is named in the phrase itself, and whether by a word that is part of a longer name."""
        if not self.places.between(id_, first, last):
            return []
        scan = self.context.scan
        start = scan.sentence(first)[0]
        capital = any(
            token in scan.adjectives and token > start and scan.words[token][0].isupper()
            for token in range(first, last - 1)
        )
        found = ["inside", f"{sort}:inside"]
        return [*found, f"{sort}:inside-name"] if capital or scan.words[last - 1].isupper() else found

    def _kind(self, acting: Acting) -> str:
        if acting.entry is None:
            return "own"
        return "political" if acting.entry.id in self.context.index.political else acting.entry.kind

    def _article(self, prefix: str, id_: str, token: int) -> list[str]:
        """How much, how near and where the article speaks of a party."""
        places, home = self.places, self.context.home
        before, behind = places.distance(id_, token)
        count = len(places.tokens.get(id_, ()))
        many = sum(count >= least for least in _MANY)
        found = list(_spoken_of(prefix, before, behind, many))
        if home is not None and id_ == home.id:
            found.append(f"{prefix}:home")
        if places.most and id_ == places.most[0]:
            found.append(f"{prefix}:most")
        return found
