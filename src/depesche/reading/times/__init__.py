"""When: time expressions of a text, their TIMEX3 values and the days they cover.

Words, patterns and clues of the language are data (`languages/<code>/data/times*.toml`). Here is the way they take:
tokens become codes (`lexicon`), rules find expressions (`grammar`), normalisers make values (`dates`, `days`, `units`,
`durations`) in the light of publication date, tense and what the text named before (`scene`, `tense`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from depesche.reading.once import built_once
from depesche.reading.times import dates, days, durations, units  # noqa: F401  (they register normalisers)
from depesche.reading.times.deadline import is_deadline
from depesche.reading.times.grammar import Grammar, compile_rules
from depesche.reading.times.lexicon import Lexicon
from depesche.reading.times.normalisers import NORMALISERS
from depesche.reading.times.scene import Memory, Scene
from depesche.reading.types import Span, TimeExpression, TimeType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.times.calendar import Value

_DAY_WORDS = ("weekday", "weekday_part", "relative_day", "oclock")


def find_times(document: Document, language: Language, published: date | None) -> tuple[TimeExpression, ...]:
    """Time expressions of a document, sorted, without overlap.

    Without `published`, values that hang on it are None; absolute ones are still given.
    """
    found = []
    previous_end = -1
    for scene, value in _valued(document, language, published):
        kind = value.type or cast("TimeType", scene.hit.rule.type)
        deadline = is_deadline(scene, value, previous_end)
        found.append(TimeExpression(_span(scene), kind, value.text, value.interval, deadline))
        previous_end = scene.hit.last
    return tuple(found)


def _valued(document: Document, language: Language, published: date | None) -> Iterator[tuple[Scene, Value]]:
    """Every expression with its value, each told in the light of those before it."""
    grammar, clues = _rules(language)
    codes = grammar.lexicon.encode(document.tokens)
    day_words = sum(map(codes.count, grammar.lexicon.codes_of(*_DAY_WORDS)))
    memory = Memory()
    for hit in grammar.hits(document.text, document.tokens, codes):
        scene = Scene(document, grammar.lexicon, clues, published, memory, hit, day_words)
        value = NORMALISERS[hit.rule.make](hit.facts, scene)
        if value is not None:
            if (value.type or hit.rule.type) in ("DATE", "TIME"):
                memory.note(value.interval, scene.sentence)
            yield scene, value


@built_once
def _rules(language: Language) -> tuple[Grammar, Lexicon]:
    """The rules of a language, and its clues to tense; compiled once."""
    grammar = compile_rules(Lexicon(language.table("times")), language.table("times_rules"))
    return grammar, Lexicon(language.table("times_tense"))


def _span(scene: Scene) -> Span:
    """Characters of an expression; of a word with a core ("Ex-Minister") only these."""
    hit, document = scene.hit, scene.document
    span = document.span_of(hit.first, hit.last)
    last = document.tokens[hit.last - 1]
    core = scene.lexicon.entry(last.word).core
    if core and len(last.word) == last.end - last.start:
        start = last.start + core[0] if hit.last - hit.first == 1 else span.start
        return Span(start, last.start + core[1])
    return span
