"""What somebody is quoted as saying inside another's quotation: „Er rief: ‚Verschwindet!‘ und ging“, erzählte sie.

The network seldom sees such a statement. Words in single marks inside double ones are one where a verb of saying in
their sentence, inside the outer quotation, has a subject; names and words in doubt have none. Verbs of writing take
titles too, so they need a colon or a whole sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.candidates import meet
from depesche.reading.decoding import Run
from depesche.reading.passed_on import told_by, verbs_of
from depesche.reading.quotes import DOUBLE, find_nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.passed_on import Told
    from depesche.reading.quotes import Quotation


class Nested(NamedTuple):
    """Words in single marks, who says them, the verb, and the clause of both."""

    quote: Run
    speaker: Run
    verb: Run
    frame: Run


def nested_statements(
    document: Document, language: Language, parties: Parties, quotations: Sequence[Quotation]
) -> Iterator[Nested]:
    """The quotations in single marks inside others of which somebody is said to be the speaker."""
    for first, last, _ in find_nested(document, quotations):
        quote = Run(first, last)
        told = _told(document, language, parties, quote)
        if told is not None:
            outer = Run(min(told.speaker.first, told.verb.first), max(told.speaker.last, told.verb.last))
            frame = (
                Run(outer.first, first) if outer.last <= first else Run(max(outer.first, last), outer.last)
            )
            yield Nested(quote, told.speaker, told.verb, frame if frame.first < frame.last else outer)


def _told(document: Document, language: Language, parties: Parties, quote: Run) -> Told | None:
    """Who says it, by the words around it in its sentence, or by those behind it alone."""
    verbs = verbs_of(language, "saying", "crying", *(("writing",) if _is_said_whole(document, quote) else ()))
    before, behind = _around(document, quote)
    for among in ((before, behind), (behind,)):
        told = told_by(document, language, parties, [run for run in among if run.first < run.last], verbs)
        if told is not None and not any(meet(run, quote) for run in (told.speaker, told.verb)):
            return told
    return None


def _is_said_whole(document: Document, quote: Run) -> bool:
    """Whether words stand behind a colon or end as a sentence does, as titles and names seldom do."""
    colon = quote.first > 0 and document.tokens[quote.first - 1].word == ":"
    return colon or document.tokens[quote.last - 2].word in {".", "!", "?", "…"}


def _around(document: Document, quote: Run) -> tuple[Run, Run]:
    """The words of the outer quotation before and behind some of its words, as far as their sentences reach."""
    sentence = document.sentences[document.tokens[quote.first].sentence]
    first = max(
        (token + 1 for token in range(sentence.first, quote.first) if document.tokens[token].word in DOUBLE),
        default=sentence.first,
    )
    last = document.sentences[document.tokens[quote.last - 1].sentence].last
    stop = next((token for token in range(quote.last, last) if document.tokens[token].word in DOUBLE), last)
    start = quote.last + (quote.last < stop and document.tokens[quote.last].word == ",")
    return Run(first, quote.first), Run(start, stop)
