"""People who act for parties, and the file that lists them: a line for a person, one for each office below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from depesche.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEXES = ("", "m", "f")
_BARE = ("", "bare")
_MOST_FIELDS = 4


class Term(NamedTuple):
    """An office for a party (an id), from the first to the last day; "" where that is not known."""

    party: str
    office: str = ""
    since: str = ""
    until: str = ""

    def covers(self, day: str) -> bool:
        """Whether it was held on a day (ISO 8601); a year stands for all its days."""
        return self.since <= day and (not self.until or day <= self.until + "~")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for parties; `bare`: the surname alone is enough to mean him or her."""

    name: str
    aliases: tuple[str, ...] = ()
    bare: bool = False
    gender: str = ""
    member: str = ""
    terms: tuple[Term, ...] = ()

    def terms_at(self, day: str) -> tuple[Term, ...]:
        """Offices held on a day; else the last one before it, else membership; an office of later does not count."""
        current = tuple(term for term in self.terms if term.covers(day))
        if current:
            return current
        earlier = tuple(term for term in self.terms if term.since <= day)
        if earlier:
            return earlier[-1:]
        return (Term(self.member),) if self.member else ()


def persons_of(text: str, source: str) -> Iterator[Person]:
    """The people of a file in the form that its first lines describe. Raises `LanguageError`."""
    person: list[str] = []
    terms: list[Term] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line[0] == "#":
            continue
        fields = [field.strip() for field in line.split("|")]
        if len(fields) > _MOST_FIELDS:
            raise LanguageError(f"{source}, line {number}: more than {_MOST_FIELDS} fields")
        if line[0] == " ":
            if not person or not fields[0]:
                raise LanguageError(
                    f"{source}, line {number}: {'a person' if not person else 'the party'} is missing"
                )
            terms.append(Term(*fields))
            continue
        if person:
            yield _person(person, terms)
        person, terms = _checked([*fields, "", "", ""], f"{source}, line {number}"), []
    if person:
        yield _person(person, terms)


def _checked(fields: list[str], place: str) -> list[str]:
    if not fields[0] or fields[1] not in _SEXES or fields[3] not in _BARE:
        raise LanguageError(f'{place}: not of the form "name; other names | m or f | member | bare"')
    return fields


def _person(fields: list[str], terms: Iterable[Term]) -> Person:
    name, *aliases = fields[0].split("; ")
    return Person(name, tuple(aliases), fields[3] == "bare", fields[1], fields[2], tuple(terms))
