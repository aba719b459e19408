"""Why an act was found: its trigger, its kind, its parties, its parts, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from depesche.reading.acts import (
    CONDITION,
    CONTENT,
    TIME,
    TRIGGER,
    raw_confidence,
    seen_condition,
)
from depesche.reading.decoding import covers, strength
from depesche.reading.explain.scene import NONE, named, network, rounded
from depesche.reading.explanation import Explanation, Reason, Step
from depesche.reading.kinds import shown, told
from depesche.reading.negation import is_not_excluded
from depesche.reading.network import KINDS, STATES
from depesche.reading.roles import FAINT, PART, taken
from depesche.reading.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.reading.acts import Decoded
    from depesche.reading.conditions import Condition
    from depesche.reading.explain.scene import Scene
    from depesche.reading.explanation import Fact, StepName
    from depesche.reading.roles import Weighed
    from depesche.reading.types import ActTime, Role, Span, Statement

MOST_TELLING = 5


def explain_act(scene: Scene, decoded: Decoded, id_: str, article: str) -> Explanation:
    """All steps that led to an act."""
    act = decoded.act
    return Explanation(
        article=article,
        language=scene.reader.language.code,
        task="act",
        id=id_,
        label=act.kind,
        confidence=act.confidence,
        context=scene.context(act.trigger),
        shown=scene.spans(act.trigger),
        steps=tuple(_steps(scene, decoded)),
    )


def _steps(scene: Scene, decoded: Decoded) -> Iterator[Step]:
    act, anchor, limits = decoded.act, decoded.anchor, scene.reader.act_limits
    yield _trigger(scene, decoded)
    yield _kind(scene, decoded)
    yield scene.choice("status", act.status, anchor.states, STATES, "negated_by_word")
    yield from _roles(scene, decoded, "actor")
    yield from _roles(scene, decoded, "recipient")
    yield scene.part("content", act.content, anchor, CONTENT, limits.content)
    yield _condition(scene, decoded)
    if act.condition:
        yield _condition_party(scene, decoded)
    yield _time(scene, decoded)
    if act.deadline:
        yield _deadline(scene, act.deadline)
    yield _carrier(scene, decoded)
    yield _confidence(scene, decoded)


def _trigger(scene: Scene, decoded: Decoded) -> Step:
    anchor, limits = decoded.anchor, scene.reader.act_limits
    evidence = scene.evidence(decoded.act.trigger, anchor, TRIGGER)
    begins = network(
        "act_begins", probability=rounded(1.0 - float(anchor.labels[0])), threshold=limits.anchor
    )
    reasons = (begins, named(evidence, limits.trigger), *scene.signals(decoded.act.trigger))
    return Step("trigger", " … ".join(one.words for one in evidence), reasons, evidence)


def _kind(scene: Scene, decoded: Decoded) -> Step:
    """The kind; where its words were asked too, what either thought of it, and what spoke most for it."""
    act, anchor = decoded.act, decoded.anchor
    open_ended = is_not_excluded(scene.document, decoded.trigger, scene.known.objects.get("negation", {}))
    rule = "not_ruled_out" if open_ended else "decided_by_words"
    step = scene.choice("kind", act.kind, anchor.labels, (NONE, *KINDS), rule)
    wording, opinion, place = scene.known.wording, decoded.opinion, KINDS.index(act.kind)
    if wording is None or opinion is None:
        return step
    signs = told(scene.document, anchor, decoded.trigger, act.content, act.condition)
    telling = wording.telling(scene.document, signs, act.kind, MOST_TELLING)
    facts: dict[str, Fact] = {
        "probability": rounded(opinion.words[place]),
        "words": ", ".join(map(shown, telling)),
    }
    alone = network("kind_by_network", probability=rounded(opinion.network[place]))
    return replace(step, reasons=(*step.reasons, alone, Reason("lexicon", "kind_by_words", facts)))


def _roles(scene: Scene, decoded: Decoded, name: StepName) -> Iterator[Step]:
    """A step for each party in a role, or one that says who came nearest."""
    found = taken(decoded.weighed, name)
    for role, one in found:
        yield _taken(scene, decoded, name, role, one)
    if not found:
        yield Step(name, None, tuple(_nobody(scene, decoded, name)))


def _taken(scene: Scene, decoded: Decoded, name: StepName, role: Role, one: Weighed) -> Step:
    mention = [role.mention] if role.mention else []
    reasons = [*_signs(scene, decoded, name, one), _weight(scene, name, one)]
    evidence = scene.evidence(mention, decoded.anchor, PART[name])
    return Step(name, _name_of(role), (*reasons, *_resolved(scene, decoded, role, mention)), evidence)


def _signs(scene: Scene, decoded: Decoded, name: StepName, one: Weighed) -> Iterator[Reason]:
    """What the network saw of a party in a role, and whether it speaks."""
    codes = {name: "mentioned", f"implied_{name}": "implied", f"{name}_party": "party_seen"}
    for part, code in codes.items():
        sign = one.candidate.signs.get(part)
        chance = rounded(one.candidate.chance(part))
        if sign is not None and chance > FAINT:
            yield network(code, words=scene.words(sign.words), probability=chance)
    speaker = decoded.setting.speaker or decoded.setting.goes_on
    if one.candidate.speaker and speaker is not None:
        yield Reason("rule", "speaks", {"words": scene.words(speaker)})
    if one.taken_over:
        yield Reason("rule", one.taken_over, {"words": _name_of(one.candidate.role) or ""})


def _weight(scene: Scene, name: StepName, one: Weighed) -> Reason:
    """What all signs come to."""
    least = scene.known.weighings[name].least
    return Reason("sum", "weighed", {"probability": rounded(one.likely[name]), "threshold": least})


def _nobody(scene: Scene, decoded: Decoded, name: StepName) -> Iterator[Reason]:
    """Who was likeliest in a role that nobody has."""
    if not decoded.weighed:
        yield network("nobody_seen")
        return
    nearest = max(decoded.weighed, key=lambda one: one.likely[name])
    words = _name_of(nearest.candidate.role) or ""
    code = "has_other_role" if nearest.sides else "nobody_likely"
    facts: dict[str, Fact] = {"words": words, "probability": rounded(nearest.likely[name])}
    yield Reason("sum", code, {**facts, "threshold": scene.known.weighings[name].least})


def _resolved(scene: Scene, decoded: Decoded, role: Role, mention: Iterable[Span]) -> Iterator[Reason]:
    """Whom a mention means; where whoever speaks in the act's statement decides that ("wir"), that too."""
    speaker = decoded.setting.speaker
    resolve = scene.known.parties.resolve
    for span in mention:
        if speaker and resolve(span) != resolve(span, speaker=speaker):
            yield Reason("parties", "spoken", {"words": scene.words(span), "speaker": scene.words(speaker)})
    yield scene.resolved(role)


def _name_of(role: Role) -> str | None:
    if role.name and role.party and role.name != role.party:
        return f"{role.name} ({role.party})"
    return role.name or role.party


def _condition(scene: Scene, decoded: Decoded) -> Step:
    """The clause that the network took, and whether the rule for conditions saw the same one."""
    act, anchor = decoded.act, decoded.anchor
    step = scene.part("condition", act.condition, anchor, CONDITION, scene.reader.act_limits.condition)
    reason = _seen_by_rule(scene, decoded, scene.known.conditions)
    return Step(step.name, step.value, (*step.reasons, reason), step.evidence)


def _seen_by_rule(scene: Scene, decoded: Decoded, conditions: tuple[Condition, ...]) -> Reason:
    act = decoded.act
    sentence = scene.document.sentences[scene.document.tokens[decoded.trigger.first].sentence].span
    for one in conditions:
        if covers(act.condition, one.span):
            run = seen_condition(decoded.anchor, scene.reader.act_limits)
            same = run is not None and _core(scene, scene.document.span_of(*run)) == _core(scene, one.span)
            return _rule("condition_same" if same else "condition_other_bounds", scene, one)
    for one in conditions:
        if not act.condition and one.span.overlaps(sentence):
            return _rule("condition_unbound", scene, one)
    return Reason("rule", "condition_unseen" if act.condition else "no_condition", {})


def _rule(code: str, scene: Scene, condition: Condition) -> Reason:
    return Reason("rule", code, {"opener": condition.opener, "words": scene.words(condition.span)})


def _core(scene: Scene, span: Span) -> list[int]:
    """Tokens of a span that are words."""
    return [
        token for token in scene.document.tokens_in(span) if scene.document.tokens[token].word[0].isalnum()
    ]


def _condition_party(scene: Scene, decoded: Decoded) -> Step:
    """Whose deed the condition names: the party of the first in it who can act."""
    act, parties, speaker = decoded.act, scene.known.parties, decoded.setting.speaker
    for span in act.condition:
        role = parties.doer(span, speaker=speaker)
        if role is not None and role.mention and act.condition_party and role.party == act.condition_party:
            words = Reason("rule", "condition_names", {"words": scene.words(role.mention)})
            return Step(
                "condition_party", role.party, (words, scene.resolved(role)), scene.evidence([role.mention])
            )
    code = "condition_names" if act.condition_party else "condition_names_nobody"
    return Step(
        "condition_party", act.condition_party, (Reason("rule", code, {"words": act.condition_party or ""}),)
    )


def _time(scene: Scene, decoded: Decoded) -> Step:
    time, anchor = decoded.act.time, decoded.anchor
    step = scene.part("time", (time.span,) if time else (), anchor, TIME, scene.reader.act_limits.time)
    if time is None:
        return step
    return Step("time", time.value, (*step.reasons, *_valued(scene, time)), step.evidence)


def _deadline(scene: Scene, deadline: ActTime) -> Step:
    reasons = (
        Reason("rule", "deadline_in_content", {"words": scene.words(deadline.span)}),
        *_valued(scene, deadline),
    )
    return Step("deadline", deadline.value, reasons, scene.evidence([deadline.span]))


def _valued(scene: Scene, time: ActTime) -> Iterator[Reason]:
    """Where the value of a time comes from: which expression, and whether it hangs on the day of publication."""
    found = next((one for one in scene.known.times if one.span.overlaps(time.span)), None)
    if found is None:
        yield Reason("rule", "no_time_expression", {})
        return
    words = scene.words(found.span)
    if found.value is None:
        yield Reason("rule", "time_without_value", {"words": words})
        return
    yield Reason("rule", "time_value", {"words": words, "value": found.value})
    if scene.published and _undated_value(scene, found.span) != found.value:
        yield Reason("rule", "time_from_publication", {"published": scene.published.isoformat()})


def _undated_value(scene: Scene, span: Span) -> str | None:
    """The value that an expression would have if nobody knew when the article was published."""
    times = find_times(scene.document, scene.reader.language, None)
    return next((one.value for one in times if one.span.overlaps(span)), None)


def _statement_of(scene: Scene, decoded: Decoded) -> Statement | None:
    return next((one for one in scene.known.statements if one.id == decoded.act.statement), None)


def _carrier(scene: Scene, decoded: Decoded) -> Step:
    """The statement that carries the act, and what ties the two."""
    statement = _statement_of(scene, decoded)
    if statement is None:
        return Step("statement", None, (Reason("rule", "not_carried", {}),))
    trigger = decoded.act.trigger[0]
    if covers(statement.cue, trigger):
        code, spans = "carried_by_cue", statement.cue
    else:
        code = "carried_by_quote" if covers(statement.quote, trigger) else "carried_by_content"
        spans = statement.quote
    id_ = scene.statement_id(statement.id)
    reasons = [Reason("rule", code, {"statement": id_})]
    if statement.confidence is not None:
        reasons.append(
            Reason("sum", "carrier_confidence", {"statement": id_, "confidence": statement.confidence})
        )
    return Step("statement", id_, tuple(reasons), scene.evidence(spans))


def _confidence(scene: Scene, decoded: Decoded) -> Step:
    anchor, trigger, limits = decoded.anchor, decoded.trigger, scene.reader.act_limits
    raw = raw_confidence(anchor, trigger)
    facts = {
        "label": rounded(anchor.labels[1:].max()),
        "words": rounded(strength(anchor.parts[:, TRIGGER], anchor.first, trigger)),
        "raw": rounded(raw),
    }
    return scene.calibration(
        Reason("sum", "raw_act", facts),
        raw=raw,
        scale=limits.scale,
        shift=limits.shift,
        confidence=decoded.act.confidence or 0.0,
    )
