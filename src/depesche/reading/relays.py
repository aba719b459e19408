"""Who passes on a statement: told apart from who makes it ("…, sagte der Minister laut dpa").

A medium relays a statement when a statement of its own holds it ("Wie Reuters meldet, sagte …"), when it stands in the
statement's sentence with a word of relaying, or when it quotes ("Reuters zitierte den Minister mit den Worten: …"). A
medium that speaks for itself stays the speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from depesche.reading.decoding import Run, covers
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.types import Span, Spans, Statement

NEAR = 4


def with_relays(
    statements: Sequence[Statement], document: Document, parties: Parties, language: Language
) -> tuple[Statement, ...]:
    """The same statements, with `relayed_by` where a medium passes them on."""
    return _Relays(document, parties, language).told(statements)


@dataclass(slots=True)
class _Relays:
    document: Document
    parties: Parties
    language: Language

    def told(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        media = list(self._media())
        if not media:
            return tuple(statements)
        relaying = [medium for medium in media if self._relays(medium)]
        parted = [self._parted(one, media, relaying) for one in statements]
        return tuple(
            one if one.relayed_by else replace(one, relayed_by=self._relay_of(one, parted, media, relaying))
            for one in parted
        )

    def _media(self) -> Iterator[Span]:
        for mention, party in self.parties.mentions_in(0, len(self.document.text)):
            if self.parties.is_medium(party) or self._called_medium(mention):
                yield mention

    def _called_medium(self, mention: Span) -> bool:
        """Whether the word before a name says so: "die Agentur Xinhua"."""
        token = self.document.tokens_in(mention).start
        return token > 0 and self._word(token - 1).endswith(tuple(self._words["media"]))

    def _relays(self, medium: Span) -> bool:
        tokens = self.document.tokens_in(medium)
        before = range(max(0, tokens.start - NEAR), tokens.start)
        after = range(tokens.stop, min(len(self.document.tokens), tokens.stop + NEAR - 1))
        return any(self._word(token) in self._words["before"] for token in before) or any(
            self._word(token) in self._words["after"] for token in after
        )

    # Speaker and relay in one

    def _parted(self, statement: Statement, media: Sequence[Span], relaying: Sequence[Span]) -> Statement:
        """A statement whose speaker or addressee the network ran together with the medium: parted from it."""
        for medium in media:
            if self._quotes(statement) and covers(statement.frame, medium):
                statement = self._quoted(statement, medium)
            elif medium in relaying and statement.speaker and covers(statement.addressee, medium):
                statement = replace(statement, addressee=())
            elif medium in relaying and covers(statement.speaker, medium):
                statement = self._before_relay(statement, medium)
        return statement

    def _before_relay(self, statement: Statement, medium: Span) -> Statement:
        """Cut the speaker where the relay begins: "der Oberst | nach Angaben der Agentur AP"."""
        speaker = next(span for span in statement.speaker if span.overlaps(medium))
        tokens = self.document.tokens_in(speaker)
        stop = self.document.tokens_in(medium).start
        for token in range(tokens.start + 1, stop):
            if self._word(token) in self._words["parting"]:
                return self._made_by(statement, Run(tokens.start, token), medium)
        return self._quoted(statement, medium) if self._has_own_cue(statement) else statement

    def _has_own_cue(self, statement: Statement) -> bool:
        """Whether the cue is no word of relaying: "das Ministerium teilte der Agentur Tass zufolge mit"."""
        cue = [self._word(token) for token in self._tokens(statement.cue)]
        return bool(cue) and not any(word in self._words["before"] + self._words["after"] for word in cue)

    def _quotes(self, statement: Statement) -> bool:
        return any(self._word(token) in self._words["quoting"] for token in self._tokens(statement.frame))

    def _quoted(self, statement: Statement, medium: Span) -> Statement:
        """Whom a medium quotes: the noun phrase of the frame that is not the medium."""
        for phrase in self._quotable(statement.frame, medium):
            return self._made_by(statement, phrase, medium)
        return statement

    def _quotable(self, frame: Spans, medium: Span) -> Iterator[Run]:
        for span in frame:
            tokens = self.document.tokens_in(span)
            for found in phrases_in(self.document, self.language, Run(tokens.start, tokens.stop)):
                phrase = Run(found.first + (self._word(found.first) in self._words["quoting"]), found.last)
                before = self._word(phrase.first - 1) if phrase.first else ""
                if before not in self._words["not_quoted"] and not self._span(phrase).overlaps(medium):
                    yield phrase

    def _made_by(self, statement: Statement, speaker: Run, medium: Span) -> Statement:
        span = self._span(speaker)
        role = self.parties.resolve(span)
        return replace(
            statement, speaker=(span,), speaker_name=role.name, speaker_party=role.party, relayed_by=(medium,)
        )

    # Speaker and relay apart

    def _relay_of(
        self,
        statement: Statement,
        statements: Sequence[Statement],
        media: Sequence[Span],
        relaying: Sequence[Span],
    ) -> Spans:
        if not statement.speaker or any(covers(statement.speaker, medium) for medium in media):
            return ()
        for other in statements:
            holds = other is not statement and any(covers(other.quote, piece) for piece in statement.frame)
            if holds and any(covers(other.speaker, medium) for medium in media):
                return other.speaker
        sentences = tuple(self.document.sentences[number].span for number in self._sentences(statement))
        for medium in relaying:
            if covers(sentences, medium) and not covers((*statement.quote, *statement.addressee), medium):
                return (medium,)
        return ()

    def _sentences(self, statement: Statement) -> list[int]:
        """Numbers of the sentences of the frame, or of the quote where there is none."""
        tokens = self._tokens(statement.frame or statement.quote)
        return sorted({self.document.tokens[token].sentence for token in tokens})

    def _tokens(self, spans: Spans) -> list[int]:
        return [token for span in spans for token in self.document.tokens_in(span)]

    def _span(self, run: Run) -> Span:
        return self.document.span_of(*run)

    def _word(self, token: int) -> str:
        return self.document.tokens[token].word.casefold()

    @property
    def _words(self) -> dict[str, list[str]]:
        return self.language.table("relays")
