"""The values of an explanation: why the reader found an act or a statement, step by step.

A reason is a code with facts, not a sentence: the words for it are data of each language. Offsets count as in
`types`; probabilities lie between 0 and 1 and have four decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from depesche.reading.types import Span, Spans

Task = Literal["act", "statement"]
Voice = Literal["network", "lexicon", "rule", "parties", "sum"]
StepName = Literal[
    "trigger", "kind", "status", "actor", "recipient", "content", "condition", "condition_party", "time", "deadline",
    "statement", "type", "medium", "quote", "speaker", "cue", "addressee", "frame", "relayed_by", "confidence",
]  # fmt: skip
Fact = str | float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article; `probability` is the network's mean over their tokens, None where it was not asked."""

    span: Span
    words: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely the network held one label."""

    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against.

    `voice` says what spoke: the network, the lexicon, a rule, the resolution of parties, or the sum of confidence.
    """

    voice: Voice
    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the value that came out, None where nothing did, the words it rests on, and why.

    `chances` are all labels that were weighed, the likeliest first; their sum is 1.
    """

    name: StepName
    value: str | None
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...] = ()
    chances: tuple[Chance, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one entry of a reading is there: `id` is the entry's, `label` its kind or type, `shown` its own words.

    `context` holds the sentences around these words.
    """

    article: str
    language: str
    task: Task
    id: str
    label: str
    confidence: float | None
    context: Evidence
    shown: Spans
    steps: tuple[Step, ...]
