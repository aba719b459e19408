"""Who passes on a statement: told apart from who makes it ("…, sagte der Minister laut dpa").

A medium relays a statement when a statement of its own holds it ("Wie Reuters meldet, sagte …") or when it stands in
the statement's sentence with a word of relaying; a medium that speaks for itself stays the speaker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.reading.decoding import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.types import Span, Statement

NEAR = 4


def with_relays(
    statements: Sequence[Statement], document: Document, parties: Parties, language: Language
) -> tuple[Statement, ...]:
    """The same statements, with `relayed_by` where a medium passes them on."""
    media = list(_media(document, parties))
    if not media:
        return tuple(statements)
    words = language.table("relays")
    relaying = [medium for medium in media if _relays(document, medium, words)]
    return tuple(
        replace(one, relayed_by=_relay_of(one, statements, document, media, relaying)) for one in statements
    )


def _media(document: Document, parties: Parties) -> Iterator[Span]:
    for mention, party in parties.mentions_in(0, len(document.text)):
        if parties.is_medium(party):
            yield mention


def _relays(document: Document, medium: Span, words: dict[str, list[str]]) -> bool:
    tokens = document.tokens_in(medium)
    before = document.tokens[max(0, tokens.start - NEAR) : tokens.start]
    after = document.tokens[tokens.stop : tokens.stop + NEAR - 1]
    return any(token.word.casefold() in words["before"] for token in before) or any(
        token.word.casefold() in words["after"] for token in after
    )


def _relay_of(
    statement: Statement,
    statements: Iterable[Statement],
    document: Document,
    media: Iterable[Span],
    relaying: Iterable[Span],
) -> tuple[Span, ...]:
    if not statement.speaker or any(covers(statement.speaker, medium) for medium in media):
        return ()
    for other in statements:
        holds = other is not statement and any(covers(other.quote, piece) for piece in statement.frame)
        if holds and any(covers(other.speaker, medium) for medium in media):
            return other.speaker
    sentences = [document.sentences[number].span for number in _sentences(statement, document)]
    for medium in relaying:
        if covers(tuple(sentences), medium) and not covers((*statement.quote, *statement.addressee), medium):
            return (medium,)
    return ()


def _sentences(statement: Statement, document: Document) -> list[int]:
    """Numbers of the sentences of the frame, or of the quote where there is none."""
    spans = statement.frame or statement.quote
    return sorted({document.tokens[token].sentence for span in spans for token in document.tokens_in(span)})
