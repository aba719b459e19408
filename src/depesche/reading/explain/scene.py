"""What explaining needs of an article, or of a piece of a long one: what was known, and where the piece lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.reading.decoding import Run, strength
from depesche.reading.explanation import Chance, Evidence, Reason, Step
from depesche.reading.lexicon import Lexicon, lexicon_of
from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from depesche.reading.acts import Known
    from depesche.reading.decoding import Floats
    from depesche.reading.document import Document
    from depesche.reading.explanation import StepName
    from depesche.reading.network import Anchor
    from depesche.reading.reader import Reader
    from depesche.reading.types import Role, Spans

NONE = "none"


@dataclass(frozen=True, slots=True)
class Scene:
    """`offset` is where the piece begins in the article, `statements_before` how many statements stand before it."""

    reader: Reader
    known: Known
    published: date | None
    offset: int
    statements_before: int

    @property
    def document(self) -> Document:
        """The text that was read, cut."""
        return self.known.document

    def span(self, span: Span) -> Span:
        """A span of the piece, as one of the article."""
        return Span(span.start + self.offset, span.end + self.offset)

    def spans(self, spans: Iterable[Span]) -> Spans:
        """Spans of the piece, as those of the article."""
        return tuple(map(self.span, spans))

    def words(self, span: Span) -> str:
        """The characters of a span of the piece."""
        return span.of(self.document.text)

    def evidence(
        self, spans: Iterable[Span], anchor: Anchor | None = None, part: int = 0
    ) -> tuple[Evidence, ...]:
        """The words of spans, with what an anchor gave them as a part."""
        return tuple(
            Evidence(self.span(span), self.words(span), self._mean(span, anchor, part) if anchor else None)
            for span in spans
        )

    def _mean(self, span: Span, anchor: Anchor, part: int) -> float | None:
        """Mean probability of a span's tokens within the anchor's reach, None where there are none."""
        tokens = self.document.tokens_in(span)
        run = Run(max(tokens.start, anchor.first), min(tokens.stop, anchor.first + len(anchor.parts)))
        return rounded(strength(anchor.parts[:, part], anchor.first, run)) if run.first < run.last else None

    def context(self, spans: Spans) -> Evidence:
        """The sentences around some spans, from the first to the last."""
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        tokens = self.document.tokens_in(whole)
        first, last = (self.document.tokens[token].sentence for token in (tokens[0], tokens[-1]))
        sentences = self.document.sentences
        return self.evidence([Span(sentences[first].span.start, sentences[last].span.end)])[0]

    def likeliest(self, anchor: Anchor, part: int, code: str, threshold: float) -> Reason:
        """Why a part was not found: its likeliest token, which stays under the threshold."""
        place = int(anchor.parts[:, part].argmax())
        token = self.document.tokens[anchor.first + place]
        probability = rounded(anchor.parts[place, part])
        return network(code, words=token.word, probability=probability, threshold=threshold)

    def signals(self, spans: Iterable[Span]) -> tuple[Reason, ...]:
        """What the lexicon says of words: which kinds of acts, or speech, they signal."""
        masks = lexicon_of(self.reader.language).marks(self.document)
        reasons = []
        for token in (token for span in spans for token in self.document.tokens_in(span)):
            names = ", ".join(name for bit, name in enumerate(Lexicon.SIGNALS) if masks[token] >> bit & 1)
            if names:
                word = self.document.tokens[token].word
                reasons.append(Reason("lexicon", "signal", {"words": word, "signals": names}))
        return tuple(reasons) or (Reason("lexicon", "no_signal", {}),)

    def resolved(self, role: Role) -> Reason:
        """Why a mention means a party."""
        if role.reason:
            return Reason("parties", "party", {"reason": role.reason})
        return Reason("parties", "no_party", {})

    def part(self, name: StepName, spans: Spans, anchor: Anchor, part: int, threshold: float) -> Step:
        """A step that the network alone decides: the words of a part."""
        if not spans:
            return Step(name, None, (self.likeliest(anchor, part, "below", threshold),))
        evidence = self.evidence(spans, anchor, part)
        value = " … ".join(one.words for one in evidence)
        return Step(name, value, (named(evidence, threshold),), evidence)

    def choice(
        self,
        name: StepName,
        value: str,
        probabilities: Floats,
        labels: Sequence[str],
        rule: str = "decided_by_words",
    ) -> Step:
        """A step that chooses the likeliest label, unless a rule, whose code is `rule`, decided for another.

        "none" is no choice where an anchor was found.
        """
        chances = sorted(
            (Chance(label, rounded(one)) for label, one in zip(labels, probabilities, strict=True)),
            key=lambda chance: -chance.probability,
        )
        chosen = next(chance for chance in chances if chance.label == value)
        likeliest = next(chance for chance in chances if chance.label != NONE)
        if likeliest.probability > chosen.probability:
            reason = Reason("rule", rule, {"probability": chosen.probability})
        else:
            reason = network("chosen_if_any" if NONE in labels else "chosen", probability=chosen.probability)
        return Step(name, value, (reason,), (), tuple(chances))

    def calibration(
        self, *reasons: Reason, raw: float, scale: float, shift: float, confidence: float
    ) -> Step:
        """The last step: how the raw score became the confidence."""
        last = Reason(
            "sum",
            "calibrated",
            {"raw": rounded(raw), "scale": scale, "shift": shift, "confidence": confidence},
        )
        return Step("confidence", f"{confidence:.4f}", (*reasons, last))

    def statement_id(self, id_: str) -> str:
        """The id of a statement of the piece, as one of the article."""
        return f"s{int(id_[1:]) + self.statements_before}"


def named(evidence: Sequence[Evidence], threshold: float) -> Reason:
    """The network took these words for a part."""
    means = [one.probability for one in evidence if one.probability is not None]
    if not means:
        return Reason("rule", "out_of_reach", {})
    return network("named", probability=rounded(sum(means) / len(means)), threshold=threshold)


def network(code: str, **facts: str | float) -> Reason:
    """What the network said."""
    return Reason("network", code, facts)


def rounded(number: float) -> float:
    """Four decimals, as a plain float."""
    return round(float(number), 4)
