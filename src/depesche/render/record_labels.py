"""The words and headings that people see of a record, in the language they ask for where there are words for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from depesche import languages
from depesche.render.labels import labels_of

if TYPE_CHECKING:
    from datetime import date

    from depesche.render.labels import Labels, Words


@dataclass(frozen=True, slots=True)
class RecordLabels:
    """Words by their names in the data; `base` holds those of readings."""

    base: Labels
    titles: Words
    columns: Words
    sections: Words
    words: Words
    differences: Words
    exchange_status: Words
    commitment_status: Words
    answer_kinds: Words
    answer_kinds_many: Words
    review: Words
    actions: Words
    fields: Words
    statuses: Words
    keys: Words
    reviewing: Words

    def day(self, day: date | None) -> str:
        """A day as people write it."""
        return self.words["undated"] if day is None else self.base.on(day)

    def counted(self, number: int, one: str, many: str) -> str:
        """A number with its noun, by the names of the words for one and for many."""
        return f"{number} {self.words[one if number == 1 else many]}"


@cache
def record_labels(code: str) -> RecordLabels:
    """Labels in a language, or in the first installed one where it has none."""
    base = labels_of(code)
    return RecordLabels(base, **languages.shown(base.code).table("record_labels"))
