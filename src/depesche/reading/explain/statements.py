"""Why a statement was found: its type, its quote, who says it, who passes it on, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import covers
from depesche.reading.explain.scene import NONE, network, rounded
from depesche.reading.explanation import Explanation, Reason, Step
from depesche.reading.network import MEDIA, TYPES
from depesche.reading.quotes import find_quotations
from depesche.reading.statements import ADDRESSEE, CUE, FRAME, QUOTE, SPEAKER, raw_confidence
from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.explain.scene import Scene
    from depesche.reading.explanation import StepName
    from depesche.reading.statements import Candidate
    from depesche.reading.types import Spans, Statement


class Told(NamedTuple):
    """A statement with the candidate it was read from."""

    statement: Statement
    candidate: Candidate


def explain_statement(scene: Scene, told: Told, id_: str, article: str) -> Explanation:
    """All steps that led to a statement."""
    statement = told.statement
    return Explanation(
        article=article,
        language=scene.reader.language.code,
        task="statement",
        id=id_,
        label=statement.type,
        confidence=statement.confidence,
        context=scene.context((*statement.quote, *statement.frame, *statement.cue, *statement.speaker)),
        shown=scene.spans(statement.quote),
        steps=tuple(_steps(scene, told)),
    )


def _steps(scene: Scene, told: Told) -> Iterator[Step]:
    yield from _whole_by_rule(scene, told) if told.candidate.by_rule else _whole(scene, told)
    by_rule = told.candidate.source or told.candidate.by_rule
    yield from _roles_by_rule(scene, told) if by_rule else _roles(scene, told)
    yield _relayed(scene, told.statement)
    yield _confidence(scene, told)


def _whole(scene: Scene, told: Told) -> Iterator[Step]:
    statement, anchor = told.statement, told.candidate.anchor
    yield _quote(scene, told)
    yield scene.choice("type", statement.type, anchor.labels, (NONE, *TYPES))
    if statement.medium:
        yield scene.choice("medium", statement.medium, anchor.states, MEDIA)


def _roles(scene: Scene, told: Told) -> Iterator[Step]:
    statement, anchor, limits = told.statement, told.candidate.anchor, scene.reader.statement_limits
    yield _speaker(scene, told)
    yield _cue(scene, told)
    yield scene.part("addressee", statement.addressee, anchor, ADDRESSEE, limits.addressee)
    yield scene.part("frame", statement.frame, anchor, FRAME, limits.frame)


def _whole_by_rule(scene: Scene, told: Told) -> Iterator[Step]:
    """A statement that a rule tells ("laut Polizei"), where the network saw none."""
    rule = (Reason("rule", told.candidate.rule, {}),)
    yield _by_rule(scene, "quote", told.statement.quote, told)
    yield Step("type", told.statement.type, rule)
    yield Step("medium", told.statement.medium, rule)


def _roles_by_rule(scene: Scene, told: Told) -> Iterator[Step]:
    statement = told.statement
    yield _named(scene, statement, _by_rule(scene, "speaker", statement.speaker, told))
    if statement.cue:
        yield _by_rule(scene, "cue", statement.cue, told)
    if statement.frame:
        yield _by_rule(scene, "frame", statement.frame, told)


def _by_rule(scene: Scene, name: StepName, spans: Spans, told: Told) -> Step:
    evidence = scene.evidence(spans)
    rule = Reason("rule", told.candidate.rule, {})
    return Step(name, " … ".join(one.words for one in evidence), (rule,), evidence)


def _quote(scene: Scene, told: Told) -> Step:
    anchor, limits = told.candidate.anchor, scene.reader.statement_limits
    begins = network(
        "statement_begins", probability=rounded(1.0 - float(anchor.labels[0])), threshold=limits.anchor
    )
    step = scene.part("quote", told.statement.quote, anchor, QUOTE, limits.quote)
    marked = {(one.first, one.last) for one in find_quotations(scene.document) if one.closed}
    reasons = [begins, *step.reasons]
    if told.statement.type == "direct" and any(tuple(run) in marked for run in told.candidate.quote):
        reasons.append(Reason("rule", "quotation_marks", {}))
    return Step(step.name, step.value, tuple(reasons), step.evidence)


def _speaker(scene: Scene, told: Told) -> Step:
    """The words of the speaker, and whom they mean."""
    statement, limits = told.statement, scene.reader.statement_limits
    step = scene.part("speaker", statement.speaker, told.candidate.anchor, SPEAKER, limits.speaker)
    return _named(scene, statement, step) if statement.speaker else step


def _named(scene: Scene, statement: Statement, step: Step) -> Step:
    role = scene.known.parties.resolve(Span(statement.speaker[0].start, statement.speaker[-1].end))
    names = [name for name in dict.fromkeys((statement.speaker_name, statement.speaker_party)) if name]
    value = f"{names[0]} ({names[1]})" if len(names) > 1 else next(iter(names), step.value)
    return Step("speaker", value, (*step.reasons, scene.resolved(role)), step.evidence)


def _cue(scene: Scene, told: Told) -> Step:
    cue, limits = told.statement.cue, scene.reader.statement_limits
    step = scene.part("cue", cue, told.candidate.anchor, CUE, limits.cue)
    return Step(step.name, step.value, (*step.reasons, *scene.signals(cue)), step.evidence) if cue else step


def _relayed(scene: Scene, statement: Statement) -> Step:
    """Who passes the statement on: a statement of theirs that holds it, or a word of relaying beside their name."""
    if not statement.relayed_by:
        return Step("relayed_by", None, (Reason("rule", "not_relayed", {}),))
    holder = next((one for one in scene.known.statements if _holds(one, statement)), None)
    reason = (
        Reason("rule", "relayed_by_statement", {"statement": scene.statement_id(holder.id)})
        if holder
        else Reason("rule", "relayed_by_word", {})
    )
    evidence = scene.evidence(statement.relayed_by)
    return Step("relayed_by", " … ".join(one.words for one in evidence), (reason,), evidence)


def _holds(other: Statement, statement: Statement) -> bool:
    """Whether a statement of whoever relays holds the frame of the one relayed."""
    inside = any(covers(other.quote, piece) for piece in statement.frame)
    return other.id != statement.id and other.speaker == statement.relayed_by and inside


def _confidence(scene: Scene, told: Told) -> Step:
    limits = scene.reader.statement_limits
    raw = raw_confidence(told.candidate)
    score = told.candidate.score
    facts = {"label": rounded(score), "words": rounded(raw / score if score else 0.0), "raw": rounded(raw)}
    return scene.calibration(
        Reason("sum", "raw_statement", facts),
        raw=raw,
        scale=limits.scale,
        shift=limits.shift,
        confidence=told.statement.confidence or 0.0,
    )
