"""What surrounds an expression: the publication date, the words beside it, and what the text named before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.reading.times.tense import clause_has, tense_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from depesche.reading.document import Document
    from depesche.reading.times.grammar import Hit
    from depesche.reading.times.lexicon import Lexicon
    from depesche.reading.times.tense import Tense
    from depesche.reading.types import Interval

_FAR_YEARS = 1
_NEAR_SENTENCES = 4


@dataclass(slots=True)
class Memory:
    """The last day and the last year that the text named, with the sentence of each."""

    day: date | None = None
    day_sentence: int = -1
    year: int | None = None
    year_sentence: int = -1

    def note(self, interval: Interval | None, sentence: int) -> None:
        """Remember what a date says."""
        if interval is None:
            return
        if interval.granularity in ("day", "time") and interval.start == interval.end:
            self.day, self.day_sentence = interval.start, sentence
        if interval.granularity in ("day", "time", "week", "month", "quarter", "season", "year"):
            self.year, self.year_sentence = interval.start.year, sentence


@dataclass(slots=True)
class Scene:
    """One expression in its surroundings."""

    document: Document
    lexicon: Lexicon
    clues: Lexicon
    published: date | None
    memory: Memory
    hit: Hit
    day_words: int = 0

    @property
    def sentence(self) -> int:
        """Number of the expression's sentence."""
        return self.document.tokens[self.hit.first].sentence

    def word_has(self, index: int, *classes: str) -> bool:
        """Whether a token belongs to one of some word classes."""
        if not 0 <= index < len(self.document.tokens):
            return False
        values = self.lexicon.entry(self.document.tokens[index].word).values
        return any(name in values for name in classes)

    def before(self, *classes: str, reach: int = 1) -> bool:
        """Whether one of the tokens just before the expression, in its sentence, belongs to a class."""
        return any(self.word_has(index, *classes) for index in self._left(reach))

    def index_before(self, name: str, reach: int) -> int | None:
        """The nearest token of a class among those just before the expression."""
        return next((index for index in self._left(reach) if self.word_has(index, name)), None)

    def word_is(self, name: str) -> bool:
        """Whether a token of the expression itself belongs to a class."""
        return any(self.word_has(index, name) for index in range(self.hit.first, self.hit.last))

    def after(self, *classes: str, reach: int = 1) -> bool:
        """Whether one of the tokens just after the expression, in its sentence, belongs to a class."""
        stop = min(self.hit.last + reach, len(self.document.tokens))
        tokens = self.document.tokens
        return any(
            tokens[index].sentence == self.sentence and self.word_has(index, *classes)
            for index in range(self.hit.last, stop)
        )

    def _left(self, reach: int) -> Sequence[int]:
        first = self.hit.first
        start = max(first - reach, self.document.sentences[self.sentence].first)
        return range(first - 1, start - 1, -1)

    def tense(self) -> Tense:
        """Whether the clause tells what was or what will be."""
        return tense_at(self.document, self.clues, self.hit.first, self.hit.last)

    def is_planned(self) -> bool:
        """Whether the clause says what is meant to be done: "soll heute gewählt werden"."""
        return clause_has(self.document, self.clues, self.hit.first, self.hit.last, "plan_verb")

    def is_demanded(self) -> bool:
        """Whether the clause speaks of a demand or of time given: "drohte", "ein Ultimatum"."""
        return clause_has(self.document, self.clues, self.hit.first, self.hit.last, "demand")

    def anchor_day(self, reach: int = _NEAR_SENTENCES) -> date | None:
        """The day the text speaks of here: the one named just before, else that of publication."""
        memory = self.memory
        if memory.day is not None and self.sentence - memory.day_sentence <= reach:
            return memory.day
        return self.published

    def told_year(self) -> int | None:
        """A year named just before that lies away from publication, so that the text tells of it."""
        memory = self.memory
        if memory.year is None or self.sentence - memory.year_sentence > _NEAR_SENTENCES:
            return None
        if self.published and abs(memory.year - self.published.year) <= _FAR_YEARS:
            return None
        return memory.year
