"""Who passes on a statement: told apart from who makes it ("…, sagte der Minister laut dpa").

A medium relays a statement when a statement of its own holds it ("Wie Reuters meldet, sagte …"), when it stands in the
statement's sentence with a word of relaying, or when it quotes ("Reuters zitierte den Minister mit den Worten: …"). A
medium that speaks for itself stays the speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from depesche.reading.decoding import Run, covers
from depesche.reading.edges import with_edges
from depesche.reading.media import find_media
from depesche.reading.passed_on import verbs_of_saying
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.media import Medium
    from depesche.reading.parties import Parties
    from depesche.reading.types import Span, Spans, Statement


def with_relays(
    statements: Sequence[Statement], document: Document, parties: Parties, language: Language
) -> tuple[Statement, ...]:
    """The same statements, their phrases made whole, with `relayed_by` where a medium passes them on."""
    media = find_media(document, parties, language)
    told = _Relays(document, parties, language, media).told(statements) if media else statements
    return tuple(with_edges(one, document, language) for one in told)


@dataclass(slots=True)
class _Relays:
    document: Document
    parties: Parties
    language: Language
    media: tuple[Medium, ...]

    def told(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        parted = [self._parted(one) for one in statements]
        return tuple(
            one if one.relayed_by else replace(one, relayed_by=self._relay_of(one, parted)) for one in parted
        )

    # Speaker and medium in one

    def _parted(self, statement: Statement) -> Statement:
        """A statement whose speaker or addressee the network ran together with a medium: parted from it."""
        for medium in self.media:
            if self._is_cited(statement, medium):
                statement = self._made_by(statement, medium.phrase)
            elif (
                self._quotes(statement)
                and covers(statement.frame, medium.name)
                and not self._is_quoted(medium)
            ):
                statement = self._quoted(statement, medium)
            elif not medium.relays:
                statement = self._before_addressee(statement, medium)
            elif statement.speaker and covers(statement.addressee, medium.name):
                statement = replace(statement, addressee=())
            elif covers(statement.speaker, medium.name):
                statement = self._before_relay(statement, medium)
        return statement

    def _is_cited(self, statement: Statement, medium: Medium) -> bool:
        """Whether the speaker is only whom a medium cites: "berichtete die dpa unter Berufung auf Kreise"."""
        if not statement.speaker or not covers(statement.frame, medium.name):
            return False
        first = self.document.tokens_in(statement.speaker[0]).start
        cited = first > 2 and self._word(first - 1) in self._words["cited"]
        return cited and f"{self._word(first - 3)} {self._word(first - 2)}" in self._words["citing"]

    def _before_addressee(self, statement: Statement, medium: Medium) -> Statement:
        """Cut the speaker where the medium begins that is spoken to: "er | der Nachrichtenagentur AFP"."""
        phrase = self._span(medium.phrase)
        speaker = next((span for span in statement.speaker if span.overlaps(phrase)), None)
        if speaker is None and covers(statement.addressee, medium.name):
            return replace(statement, addressee=(phrase,))
        if speaker is None or not statement.cue or statement.cue[0].start > speaker.start:
            return statement
        tokens = self.document.tokens_in(speaker)
        before = range(tokens.start, medium.phrase.first)
        if not before or not self._is_told(medium) or any(self._is_staff(token) for token in before):
            return statement
        cut = self._made_by(statement, Run(before.start, before.stop))
        return cut if self._has_addressee_apart(cut, phrase) else replace(cut, addressee=(phrase,))

    def _is_told(self, medium: Medium) -> bool:
        """Whether a medium stands in the dative, or bare right behind a name or pronoun."""
        first = medium.phrase.first
        if self._word(first) in self._words["told"]:
            return True
        bare = first == self.document.tokens_in(medium.name).start
        return bare and first > 0 and self._ends_phrase(first - 1)

    def _ends_phrase(self, token: int) -> bool:
        word = self.document.tokens[token].word
        return word[0].isupper() or word in self.language.table("sources")["pronouns"]

    def _is_staff(self, token: int) -> bool:
        return self._word(token).endswith(tuple(self._words["staff"]))

    def _has_addressee_apart(self, statement: Statement, phrase: Span) -> bool:
        return bool(statement.addressee) and not covers(statement.addressee, phrase)

    def _before_relay(self, statement: Statement, medium: Medium) -> Statement:
        """Cut the speaker where the relay begins: "der Oberst | nach Angaben der Agentur AP"."""
        speaker = next(span for span in statement.speaker if span.overlaps(medium.name))
        first = self.document.tokens_in(speaker).start
        for token in (medium.source.first, *range(first + 1, medium.phrase.first)):
            if token > first and self._parts(token, medium):
                last = token - 1 if token - 1 > first and self._word(token - 1) == "," else token
                if self._is_verb(Run(first, last)):
                    return self._quoted(statement, medium)
                return replace(self._made_by(statement, Run(first, last)), relayed_by=(medium.name,))
        return self._quoted(statement, medium) if self._has_own_cue(statement, medium) else statement

    def _is_verb(self, run: Run) -> bool:
        """Whether a run is nothing but a verb of saying that the network took for a speaker."""
        return run.last - run.first == 1 and self._word(run.first) in verbs_of_saying(self.language).finite

    def _parts(self, token: int, medium: Medium) -> bool:
        """Whether a relay begins at a token inside a speaker: with "laut" and the like, or before a "… zufolge"."""
        if self._word(token) in self._words["parting"]:
            return True
        followed = token == medium.source.first and medium.source.last > medium.phrase.last
        return followed and self._word(token - 1) not in self.language.table("sources")["and"]

    def _has_own_cue(self, statement: Statement, medium: Medium) -> bool:
        """Whether the cue tells that another speaks: "das Ministerium teilte der Agentur Tass zufolge mit"."""
        verbs = verbs_of_saying(self.language)
        tokens = self._tokens(statement.cue)
        if any(
            self._word(token) in verbs.finite or self._word(token) in verbs.infinitives for token in tokens
        ):
            return True
        apart = (
            token
            for token in self._tokens(statement.frame)
            if not medium.source.first <= token < medium.source.last
        )
        return any(self._word(token) in self._words["own_cues"] for token in apart)

    def _is_quoted(self, medium: Medium) -> bool:
        """Whether it is the medium that is quoted: "Der Sender zitiert aus der Zeitung „Dawn“"."""
        first = medium.phrase.first
        return first > 0 and self._word(first - 1) in self._words["quoted_from"]

    def _quotes(self, statement: Statement) -> bool:
        return any(self._word(token) in self._words["quoting"] for token in self._tokens(statement.frame))

    def _quoted(self, statement: Statement, medium: Medium) -> Statement:
        """Whom a medium quotes, or who speaks beside it: the noun phrase of the frame that is not the medium."""
        found = (one for one in self._quotable(statement.frame, medium) if self._can_speak(one))
        for phrase in found:
            return replace(self._made_by(statement, phrase), relayed_by=(medium.name,))
        return statement

    def _can_speak(self, phrase: Run) -> bool:
        determiners = self.language.table("sources")["determiners"]
        named = self._word(phrase.first) in determiners and phrase.last - phrase.first > 1
        return named or self.parties.can_act(self._span(phrase))

    def _quotable(self, frame: Spans, medium: Medium) -> Iterator[Run]:
        source = self._span(medium.source)
        verbs = {*self._words["quoting"], *verbs_of_saying(self.language).finite}
        for span in frame:
            tokens = self.document.tokens_in(span)
            for found in phrases_in(self.document, self.language, Run(tokens.start, tokens.stop)):
                phrase = Run(found.first + (self._word(found.first) in verbs), found.last)
                before = self._word(phrase.first - 1) if phrase.first else ""
                heard = before in self._words["heard"] and self._is_heard(span)
                if (heard or before not in self._words["not_quoted"]) and not self._span(phrase).overlaps(
                    source
                ):
                    yield phrase

    def _is_heard(self, frame: Span) -> bool:
        words = {self._word(token) for token in self.document.tokens_in(frame)}
        return not words.isdisjoint(self._words["heard_from"])

    def _made_by(self, statement: Statement, speaker: Run) -> Statement:
        span = self._span(speaker)
        role = self.parties.resolve(span)
        return replace(statement, speaker=(span,), speaker_name=role.name, speaker_party=role.party)

    # Speaker and relay apart

    def _relay_of(self, statement: Statement, statements: Sequence[Statement]) -> Spans:
        if not statement.speaker or any(covers(statement.speaker, medium.name) for medium in self.media):
            return ()
        for other in statements:
            holds = other is not statement and any(covers(other.quote, piece) for piece in statement.frame)
            if holds and any(covers(other.speaker, medium.name) for medium in self.media):
                return other.speaker
        sentences = tuple(self.document.sentences[number].span for number in self._sentences(statement))
        for medium in self.media:
            told = (
                statement.addressee
                if statement.type == "reported"
                else (*statement.quote, *statement.addressee)
            )
            taken = covers(told, medium.name)
            if medium.relays and covers(sentences, medium.name) and not taken:
                return (medium.name,)
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
        return self.document.folded[token]

    @property
    def _words(self) -> dict[str, list[str]]:
        return self.language.table("relays")
