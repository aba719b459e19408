"""A language's words for parties: nouns by what they are, compounds, determiners, pronouns.

Everything German lies in data files; this module only knows that nouns have forms and compounds have parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from depesche.errors import LanguageError
from depesche.reading.inflection import Inflection
from depesche.reading.once import built_once

if TYPE_CHECKING:
    from depesche.languages import Language

NounClass = Literal[
    "state", "region", "faction", "member", "private", "force", "group", "people", "body", "country", "paper",
    "address",
]  # fmt: skip
CLASSES = frozenset(NounClass.__args__)  # type: ignore[attr-defined]
_PERSONS = frozenset({"state", "region", "faction", "member", "private", "force", "group", "people"})
_MIN_SUFFIX = 4


class Noun(NamedTuple):
    """A form of a noun: dictionary form, gender (m f n p), number (s, p or sp), class, nominatives of both numbers."""

    lemma: str
    gender: str
    number: str
    role: NounClass
    form: str
    many: str
    person: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The nouns and the small words of a language."""

    forms: dict[str, Noun]
    first_names: dict[str, str]
    openers: frozenset[str]
    determiners: dict[str, frozenset[str]]
    possessives: frozenset[str]
    indefinites: frozenset[str]
    demonstratives: frozenset[str]
    pronouns: dict[str, frozenset[str]]
    small: dict[str, frozenset[str]]
    grammar: dict[str, Any]
    finite: frozenset[str]
    endings: tuple[str, ...]
    participles: tuple[str, ...]
    calendar: frozenset[str]
    stops: frozenset[str]

    def suffix(self, word: str) -> tuple[str, Noun] | None:
        """Split a compound before its last part: ("kreml", chef); None where the end is no known noun."""
        for cut in range(2, len(word) - 2):
            end = word[cut:]
            noun = self.forms.get(f"-{end}") or self.forms.get(end)
            if noun is not None and (len(end) >= _MIN_SUFFIX or end in self.small["short_suffixes"]):
                return word[:cut], noun
        return None


@built_once
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language; built once."""
    grammar = language.table("parties/grammar")
    stems = grammar["determiner_stems"]
    determiners = {word: frozenset(codes.split()) for word, codes in grammar["determiners"].items()}
    for group in ("definite", "possessive", "indefinite"):
        for word, codes in _with_endings(stems[group], stems["endings"]).items():
            determiners.setdefault(word, codes)
    return Lexicon(
        forms=_noun_forms(language, grammar),
        first_names=_first_names(language),
        openers=_openers(language) | frozenset(grammar["words"]["openers"]),
        determiners=determiners,
        possessives=frozenset(_with_endings(stems["possessive"], stems["endings"])),
        indefinites=frozenset(
            {*_with_endings(stems["indefinite"], stems["endings"]), *stems["indefinite_words"]}
        ),
        demonstratives=frozenset(_with_endings(stems["definite"], stems["endings"])),
        pronouns={word: frozenset(codes.split()) for word, codes in grammar["pronouns"].items()},
        small={name: frozenset(words) for name, words in grammar["words"].items()},
        grammar=grammar,
        stops=frozenset(
            {",", *grammar["words"]["adverbial"], *_with_endings(stems["possessive"], stems["endings"])}
        ),
        calendar=language.words("months") | frozenset(grammar["words"]["calendar"]),
        finite=_finite(language, grammar["words"]),
        endings=tuple(grammar["adjective_endings"]),
        participles=tuple(
            stem + ending for stem in grammar["words"]["ruling"] for ending in grammar["adjective_endings"]
        ),
    )


def _finite(language: Language, small: dict[str, list[str]]) -> frozenset[str]:
    """Finite forms of strong verbs that no adjective looks like ("zogen", "traf"), and of verbs of saying."""
    inflection = Inflection.of(language.table("verbs_irregular"))
    plural = inflection.rules["infinitives"][0]
    endings = tuple(inflection.rules["adjectives"])
    forms = {form for verb in inflection.irregular for form in inflection.conjugate(verb).finite}
    sure = {form for form in forms if form.endswith(plural) or not form.endswith(endings)}
    past, many = inflection.rules["preterite"]
    said = [verb for verb in small["verbs"] if verb.endswith(past)]
    several = [verb.removesuffix(past) + many for verb in said]
    return frozenset({*sure, *said, *several}) - frozenset(small["adjectives_like_verbs"])


def _with_endings(stems: list[str], endings: dict[str, str]) -> dict[str, frozenset[str]]:
    return {stem + ending: frozenset(codes.split()) for stem in stems for ending, codes in endings.items()}


def _openers(language: Language) -> frozenset[str]:
    """Words that open a sentence and so carry a capital without being a name."""
    there = language.path("data/openers.txt").is_file()
    return language.words("openers") if there else frozenset()


def _first_names(language: Language) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in language.words("parties/first_names"):
        gender, *rest = line.split()
        names.update(dict.fromkeys(rest, gender))
    return names


def _noun_forms(language: Language, grammar: dict[str, Any]) -> dict[str, Noun]:
    forms: dict[str, Noun] = {}
    for line in sorted(language.words("parties/nouns")):
        parts = line.split()
        if len(parts) != 4 or parts[3] not in CLASSES:
            raise LanguageError(f"language {language.code}: nouns.txt: cannot read {line!r}")
        adjectival, behind = parts[2] == "~", parts[0].startswith("-")
        lemma = parts[0].removeprefix("-")
        found = (
            _adjectival(lemma, parts[3], grammar["adjective_endings"])
            if adjectival
            else _forms(lemma, *parts[1:])
        )
        for word, noun in found:
            form = f"-{word}" if behind else word
            if form not in forms or (noun.number != "p" and forms[form].number == "p"):
                forms[form] = noun
    return forms


def _forms(lemma: str, gender: str, plural: str, role: Any) -> list[tuple[str, Noun]]:
    """All forms of a noun as `nouns.txt` lists it."""
    person = role in _PERSONS and gender == "m" and plural != "."
    gender = "m" if gender == "x" else gender
    many = _plural(lemma, plural)
    singular = {lemma, lemma + "s", lemma + "es"}
    plurals = {many, many if many.endswith(("n", "s")) else many + "n"} if many else set()
    weak = gender == "m" and many in {lemma + "en", lemma + "n"}
    one = Noun(lemma, gender, "s", role, lemma, many, person)
    out = [(form, one) for form in singular - plurals]
    out += [(form, one._replace(number="sp" if gender in {"m", "n"} else "s")) for form in plurals & singular]
    for form in plurals - singular:
        either = weak and form == many
        out.append(
            (form, one._replace(number="sp") if either else one._replace(gender="p", number="p", form=many))
        )
    return out + (_feminine(one) if person else [])


def _plural(lemma: str, plural: str) -> str:
    """The plural that "-en", "-", "." or a whole word stands for; "" for none."""
    if plural in {"-", "."}:
        return lemma if plural == "-" else ""
    return lemma + plural[1:] if plural.startswith("-") else plural


def _feminine(noun: Noun) -> list[tuple[str, Noun]]:
    stem = noun.lemma.removesuffix("e")
    one, many = stem + "in", stem + "innen"
    woman = noun._replace(gender="f", number="s", form=one, many=many)
    return [(one, woman), (many, woman._replace(gender="p", number="p", form=many))]


def _adjectival(lemma: str, role: Any, endings: list[str]) -> list[tuple[str, Noun]]:
    """Forms of a noun with adjective endings: "der Abgeordnete", "ein Abgeordneter"."""
    stem = lemma.removesuffix("r").removesuffix("e")
    noun = Noun(lemma, "m", "s", role, lemma, stem + "e", True)
    either = {"e", "en"}
    return [
        (stem + ending, noun._replace(number="sp" if ending in either else "s"))
        for ending in endings
        if ending != "es"
    ]
