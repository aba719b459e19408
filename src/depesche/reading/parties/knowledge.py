"""What is known of parties beforehand: states, organisations and people, as data.

`base_knowledge` reads what ships with a language, `load_knowledge` a file of the user: `[[party]]` and `[[person]]`,
see docs/parties.md. What ships has its people in a shorter form (`persons.py`).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from depesche.errors import LanguageError
from depesche.reading.once import built_once
from depesche.reading.parties.persons import Person, Term, persons_of
from depesche.reading.types import PartyKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.languages import Language

BASE_TABLES = ("groups", "organisations", "regions", "states")
KINDS: tuple[str, ...] = get_args(PartyKind)
_TEXTS = frozenset({"id", "name", "kind", "gender", "capital", "state", "country", "city_adjective", "note"})
_LISTS = frozenset({"aliases", "ambiguous", "adjectives", "demonyms", "seats", "cities", "organs", "also"})
_PARTY_FIELDS = _TEXTS | _LISTS | {"relay", "until"}
_TERM_FIELDS = frozenset({"party", "office", "from", "to"})
_PERSON_FIELDS = _TERM_FIELDS | {"name", "aliases", "bare", "sex", "member", "terms", "note"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A party that is known beforehand.

    `also` are names as short and good as `name`, of which the article's own choice is kept ("Weißrussland").
    `relay` marks a news medium. `state` is the id of the state it acts for, `country` of the one it lies in; `gender`
    is m, f, n or p (plural).
    """

    id: str
    name: str
    kind: PartyKind
    gender: str = ""
    relay: bool = False
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    city_adjective: str = ""
    state: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Parties by id and people by name; a later one replaces an earlier one with the same id or name.

    `offices` are those that act for one party wherever they stand ("papst"), `party_adjectives` the ids that an
    adjective before a politician may mean ("grün").
    """

    parties: dict[str, Entry] = field(default_factory=dict)
    people: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    party_adjectives: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def over(self, base: Knowledge) -> Knowledge:
        """Both together, with this one's word where they differ."""
        return Knowledge(
            {**base.parties, **self.parties},
            {**base.people, **self.people},
            {**base.offices, **self.offices},
            {**base.party_adjectives, **self.party_adjectives},
        )


@built_once
def base_knowledge(language: Language) -> Knowledge:
    """What ships with a language; read once, and taken to be in order, which `check_base` sees to in the tests."""
    return _with_additions(_base(language, checked=False), language)


def check_base(language: Language) -> None:
    """See that what ships with a language is in order. Raises `LanguageError` where it is not."""
    known = _base(language, checked=True)
    check_references(known, "data/parties", known)


def _base(language: Language, *, checked: bool) -> Knowledge:
    known = Knowledge()
    for name in BASE_TABLES:
        if language.path(f"data/parties/{name}.toml").is_file():
            table = language.table(f"parties/{name}")
            known = _knowledge(table, f"parties/{name}.toml", checked=checked).over(known)
    if not language.path("data/parties/persons.txt").is_file():
        return known
    people = persons_of(language.text("parties/persons.txt"), "parties/persons.txt")
    return replace(known, people=_by_name(people))


def _by_name(people: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for person in people:
        found[person.name] = (*found.get(person.name, ()), person)
    return found


def _with_additions(known: Knowledge, language: Language) -> Knowledge:
    """Add `additions.toml`: lists of names by id, apart from the parties' own tables."""
    if not language.path("data/parties/additions.toml").is_file():
        return known
    parties, table = dict(known.parties), language.table("parties/additions")
    for field_name in _LISTS & set(table):
        for id_, names in table[field_name].items():
            entry = parties.get(id_)
            if entry is None:
                continue
            more: dict[str, Any] = {field_name: (*getattr(entry, field_name), *names)}
            parties[id_] = replace(entry, **more)
    adjectives = {word: tuple(ids) for word, ids in table.get("party_adjectives", {}).items()}
    return Knowledge(parties, known.people, table.get("offices", {}), adjectives)


def load_knowledge(path: str | Path, base: Knowledge | None = None) -> Knowledge:
    """Read a user's file; with `base`, on top of it and with its references checked. Raises `LanguageError`."""
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise LanguageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path}: not a TOML file in UTF-8: {error}") from error
    own = _knowledge(table, str(path))
    if base is None:
        return own
    joined = own.over(base)
    check_references(own, str(path), joined)
    return joined


def _knowledge(table: dict[str, Any], source: str, *, checked: bool = True) -> Knowledge:
    unknown = set(table) - {"party", "person", "kind"}
    if unknown:
        raise LanguageError(f"{source}: unknown table {min(unknown)!r}; there are [[party]] and [[person]]")
    parties: dict[str, Entry] = {}
    for row in _rows(table, "party", source):
        entry = _entry(row, table.get("kind"), source, checked=checked)
        if entry.id in parties:
            raise LanguageError(f"{source}: two parties have the id {entry.id!r}")
        parties[entry.id] = entry
    people = (_person(row, source) for row in _rows(table, "person", source))
    return Knowledge(parties, _by_name(people))


def _rows(table: dict[str, Any], name: str, source: str) -> list[dict[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LanguageError(f"{source}: {name!r} must be written as [[{name}]]")
    return rows


def _entry(row: dict[str, Any], default_kind: object, source: str, *, checked: bool) -> Entry:
    place = f"{source}: party {row.get('id') or row.get('name') or '?'}"
    if checked:
        _check_row(row, _PARTY_FIELDS, ("id", "name"), place)
    kind = row.get("kind", default_kind)
    if kind not in KINDS:
        raise LanguageError(f"{place}: kind {kind!r} is none of {', '.join(KINDS)}")
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in row.items()}
    for extra in ("until", "note", "kind"):
        values.pop(extra, None)
    return Entry(**values, kind=kind)


def _person(row: dict[str, Any], source: str) -> Person:
    place = f"{source}: person {row.get('name') or '?'}"
    _check_row(row, _PERSON_FIELDS, ("name",), place)
    rows = _rows(row, "terms", place) + ([row] if "party" in row else [])
    for term in rows:
        if not isinstance(term.get("party"), str):
            raise LanguageError(f"{place}: party is missing")
    return Person(
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        bare=bool(row.get("bare", False)),
        gender=row.get("sex", ""),
        member=row.get("member", ""),
        terms=tuple(_term(term) for term in rows),
    )


def _term(row: dict[str, Any]) -> Term:
    return Term(row["party"], row.get("office", ""), str(row.get("from", "")), str(row.get("to", "")))


def _check_row(row: dict[str, Any], fields: frozenset[str], needed: tuple[str, ...], place: str) -> None:
    for name in needed:
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise LanguageError(f"{place}: {name} is missing")
    unknown = set(row) - fields
    if unknown:
        raise LanguageError(f"{place}: unknown field {min(unknown)!r}; there are {', '.join(sorted(fields))}")
    for name, value in row.items():
        if name in _LISTS and not _is_texts(value):
            raise LanguageError(f"{place}: {name} must be a list of texts")
        if name in _TEXTS | {"party", "office", "sex", "member"} and not isinstance(value, str):
            raise LanguageError(f"{place}: {name} must be a text")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def check_references(own: Knowledge, source: str, known: Knowledge) -> None:
    """See that every id that `own` refers to is in `known`. Raises `LanguageError`."""
    references: Iterable[tuple[str, str]] = (
        *((entry.id, id_) for entry in own.parties.values() for id_ in (entry.state, entry.country) if id_),
        *((person.name, id_) for people in own.people.values() for person in people for id_ in _ids(person)),
    )
    for owner, id_ in references:
        if id_ not in known.parties:
            raise LanguageError(f"{source}: {owner}: there is no party with the id {id_!r}")


def _ids(person: Person) -> Iterable[str]:
    return filter(None, (person.member, *(term.party for term in person.terms)))
