"""The words and signs that people see, in the language of the article where it is installed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from depesche import languages

if TYPE_CHECKING:
    from depesche.reading.types import Act, Kind

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """Words by their names in the data; `kinds`, `status` … by the values of `reading.types`."""

    code: str
    date_form: str
    words: Words
    columns: Words
    parts: Words
    kinds: Words
    kinds_many: Words
    status: Words
    statement_types: Words
    party_kinds: Words
    time_types: Words
    explanation: dict[str, Words]

    def verb(self, kind: Kind, *, many: bool = False) -> str:
        """What a party does in an act of a kind; `many`: what several do together."""
        return (self.kinds_many if many else self.kinds)[kind]

    def kind_of(self, act: Act) -> str:
        """The act's kind in words, with its status where it is not actual."""
        word = self.verb(act.kind, many=len(act.actors) > 1)
        return f"{word} ({self.status[act.status]})" if act.status in self.status else word

    def day(self, value: str | None) -> str | None:
        """An ISO date or date-time as people write dates; None where the value is no day."""
        try:
            return self.on(date.fromisoformat((value or "")[:10]))
        except ValueError:
            return None

    def on(self, day: date) -> str:
        """A day as people write it."""
        return self.date_form.format(day)

    def counted(self, number: int, one: str, many: str) -> str:
        """A number with its noun, by the names of the words for one and for many."""
        return f"{number} {self.words[one if number == 1 else many]}"


def sign_of(kind: Kind) -> str:
    """The sign of a kind of act, one column wide."""
    return _look()["signs"][kind]


def tone_of(kind: Kind) -> str:
    """The tone of a kind: a name that table and page turn into a colour."""
    return _look()["tones"][kind]


def style_of(kind: Kind) -> str:
    """The Rich style of a kind."""
    return _look()["styles"][tone_of(kind)]


def style_of_tone(tone: str) -> str:
    """The Rich style of a tone; "" has none."""
    return _look()["styles"].get(tone, "")


@cache
def labels_of(code: str) -> Labels:
    """Labels in a language, or in the first installed one where it has none."""
    language = languages.shown(code)
    return Labels(code=language.code, **language.table("labels"))


@cache
def _look() -> dict[str, Words]:
    return tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
