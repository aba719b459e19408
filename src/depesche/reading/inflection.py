"""The forms of words, made by the rules and the table of irregular verbs of a language (`verbs_irregular.toml`).

Forms are casefolded. Too many are made rather than too few: what is no word is never looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Conjugation(NamedTuple):
    """The forms of a verb without a particle: "weisen", finite forms "weist", "wies" …, "gewiesen"."""

    infinitive: str
    finite: tuple[str, ...]
    participles: tuple[str, ...]


class _Irregular(NamedTuple):
    """Third person present, preterite, participle and past subjunctive (or empty) of a strong or mixed verb."""

    present: str
    preterite: str
    participle: str
    subjunctive: str


def entries(text: str) -> list[str]:
    """The entries of a list in a data file, parted by commas."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the words of one language are inflected."""

    rules: Mapping[str, Any]
    irregular: Mapping[str, _Irregular]
    inseparable: tuple[str, ...]
    weak: frozenset[str]
    keeps_prefix: frozenset[str]
    _known: dict[str, Conjugation] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Inflection:
        """From the table of a language."""
        rules = table["rules"]
        irregular = {verb: _Irregular(*[*entries(parts), ""][:4]) for verb, parts in table["verbs"].items()}
        prefixes = tuple(sorted(entries(rules["inseparable"]), key=len, reverse=True))
        return cls(
            rules,
            irregular,
            prefixes,
            frozenset(entries(rules["weak"])),
            frozenset(entries(rules["takes_ge"])),
        )

    def split(self, verb: str) -> tuple[str, str]:
        """Particle and rest of a verb: "ab|lehnen" → "ab", "lehnen"; "warnen" → "", "warnen"."""
        particle, _, rest = verb.rpartition(self.rules["separable"])
        return particle, rest

    def conjugate(self, verb: str) -> Conjugation:
        """The forms of a verb without a particle."""
        if verb not in self._known:
            prefix, base = self._base(verb)
            parts = self.irregular.get(base)
            made = self._weak(verb) if parts is None else self._strong(prefix, base, parts)
            self._known[verb] = Conjugation(
                verb.casefold(),
                tuple(dict.fromkeys(form.casefold() for form in made[:-1])),
                (made[-1].casefold(), verb.casefold() + self.rules["present_participle"]),
            )
        return self._known[verb]

    def joined(self, verb: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Forms that are one word ("ablehnt", "abzulehnen"), and those that also take adjective endings."""
        particle, rest = self.split(verb)
        infinitive, finite, participles = self.conjugate(rest)
        particle = particle.casefold()
        if not particle:
            return (infinitive, *finite), participles
        marked = particle + self.rules["infinitive_marker"] + infinitive
        whole = (particle + infinitive, marked, *(particle + form for form in finite))
        return whole, (*(particle + form for form in participles), marked + self.rules["present_participle"])

    def noun(self, noun: str) -> Iterator[str]:
        """Cases and plurals of a noun."""
        folded = noun.casefold()
        yield from [folded + ending for ending in self.rules["nouns"]]
        for plain, umlaut in self.rules["umlauts"]:
            before, found, after = folded.rpartition(plain)
            if found and self._unstressed(after):
                for ending in self.rules["umlaut_nouns"]:
                    yield before + umlaut + after + ending
                return

    def _unstressed(self, tail: str) -> bool:
        """Whether no vowel follows that could bear the umlaut instead."""
        for ending in self.rules["unstressed"]:
            tail = tail.removesuffix(ending)
        return set(self.rules["vowels"]).isdisjoint(tail)

    def _base(self, verb: str) -> tuple[str, str]:
        """Inseparable prefix and strong verb behind it, if any: "beweisen" → "be", "weisen"."""
        if verb in self.irregular or verb in self.weak:
            return "", verb
        for prefix in self.inseparable:
            rest = verb.removeprefix(prefix)
            if rest != verb and rest in self.irregular:
                return prefix, rest
        return "", verb

    def _strong(self, prefix: str, base: str, parts: _Irregular) -> list[str]:
        """Finite forms and, at the end, the participle."""
        rules = self.rules
        stem = self._stem(base)
        past = parts.preterite
        mixed = past.endswith(rules["mixed_ending"])
        condition = parts.subjunctive or self._umlaut(past)
        forms = [
            base,
            parts.present,
            stem + rules["subjunctive"][0],
            stem + self._ending(stem, rules["participle_ending"]),
        ]
        forms += [past + ending for ending in rules["mixed_preterite" if mixed else "strong_preterite"]]
        forms += [condition.removesuffix(rules["mixed_ending"]) + ending for ending in rules["subjunctive"]]
        participle = parts.participle
        if prefix:
            participle = participle.removeprefix(rules["participle_prefix"])
        return [prefix + form for form in (*forms, participle)]

    def _weak(self, verb: str) -> list[str]:
        """Finite forms and, at the end, the participle."""
        rules = self.rules
        stem = self._stem(verb)
        endings = (*rules["present"], *rules["preterite"])
        forms = [verb, *(stem + self._ending(stem, ending) for ending in endings)]
        participle = stem + self._ending(stem, rules["participle_ending"])
        bare = verb.endswith(rules["no_participle_prefix"]) or (
            verb.startswith(self.inseparable) and verb not in self.keeps_prefix
        )
        return [*forms, participle if bare else rules["participle_prefix"] + participle]

    def _stem(self, verb: str) -> str:
        for ending in self.rules["infinitives"]:
            if verb.endswith(ending):
                return verb.removesuffix(ending)
        return verb

    def _ending(self, stem: str, ending: str) -> str:
        """The ending, with a vowel before it where the stem needs one: "fürchtet"."""
        needs = not ending.startswith(self.rules["buffer"]) and re.search(self.rules["buffered"], stem)
        return f"{self.rules['buffer']}{ending}" if needs else ending

    def _umlaut(self, past: str) -> str:
        for plain, umlaut in self.rules["umlauts"]:
            before, found, after = past.rpartition(plain)
            if found and len(plain) == 1:
                return f"{before}{umlaut}{after}"
        return past
