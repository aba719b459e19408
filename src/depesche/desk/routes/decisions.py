"""Decisions: the log, and what people decide."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import TypeAdapter

from depesche.desk.access import Reviewer
from depesche.desk.deciding import About, changes_of, take
from depesche.desk.filters import filter_of
from depesche.desk.hub import TheDesk
from depesche.desk.models import asked
from depesche.desk.models.answers import Change, Decided, Log, Preview
from depesche.desk.models.values import Act, Decision
from depesche.desk.paging import CursorText, cursor_of, place_of
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import Limit, answers, reading_router
from depesche.desk.shaping import history_of, log_of, names_of_acts, versions_of
from depesche.record import recode as many
from depesche.record import review, review_links, review_matters, review_parties
from depesche.record.questions.log import decision, last_of, log
from depesche.record.record import Record
from depesche.record.types import Action, Filter, Subject
from depesche.record.types import Decision as Taken

router = reading_router("decisions")
_MOST = 2**53
Number = TypeAdapter[int](Annotated[int, Query(ge=0, le=_MOST)])
_TAKEN: dict[str, Any] = {"status_code": 201, "responses": answers(409)}
_Text = Annotated[str | None, Query(max_length=300)]


@router.get("/decisions")
def list_decisions(
    desk: TheDesk,
    cursor: CursorText = None,
    who: _Text = None,
    action: Annotated[Action | None, Query()] = None,
    subject: Annotated[Subject | None, Query()] = None,
    about: Annotated[str | None, Query(alias="id", max_length=300)] = None,
    limit: Limit = 50,
) -> Log:
    """The log, the newest first."""
    found = log(
        desk.record,
        who=who,
        action=action,
        subject=subject,
        id=about,
        limit=limit,
        before=place_of(cursor, Number),
    )
    told = log_of(desk.record, found)
    return told.model_copy(update={"next": cursor_of(found.before)})


@router.get("/decisions/{number}")
def get_decision(desk: TheDesk, number: Annotated[int, Path(ge=1, le=_MOST)]) -> Decision:
    """One decision."""
    return history_of(desk.record, [decision(desk.record, number)])[0]


@router.post("/decisions/confirm", **_TAKEN)
def confirm(desk: TheDesk, user: Reviewer, body: asked.AboutActs) -> Decided:
    """These acts are right as they stand."""
    return take(
        desk,
        _about(body, "confirm", whole=body.whole),
        lambda record: review.confirm(record, body.ids, who=user.name, note=body.note, whole=body.whole),
    )


@router.post("/decisions/reject", **_TAKEN)
def reject(desk: TheDesk, user: Reviewer, body: asked.AboutActs) -> Decided:
    """These acts are none; they are kept, and shown only where they are asked for."""
    return take(
        desk,
        _about(body, "reject", whole=body.whole),
        lambda record: review.reject(record, body.ids, who=user.name, note=body.note, whole=body.whole),
    )


@router.post("/decisions/edit", **_TAKEN)
def edit(desk: TheDesk, user: Reviewer, body: asked.Edit) -> Decided:
    """Set fields of acts."""
    changes = changes_of(body.changes, desk.record)
    return take(
        desk,
        _about(body, "edit", whole=body.whole),
        lambda record: review.edit(
            record, body.ids, changes, who=user.name, note=body.note, whole=body.whole
        ),
    )


@router.post("/decisions/merge", **_TAKEN)
def merge(desk: TheDesk, user: Reviewer, body: asked.SomeIds) -> Decided:
    """These events tell the same thing: the first takes in the others."""
    return take(
        desk,
        _about(body, "merge", whole=True),
        lambda record: review.merge(record, body.ids, who=user.name, note=body.note),
    )


@router.post("/decisions/split", **_TAKEN)
def split(desk: TheDesk, user: Reviewer, body: asked.SomeIds) -> Decided:
    """These acts tell something else than the others of their event."""
    return take(
        desk,
        _about(body, "split"),
        lambda record: review.split(record, body.ids, who=user.name, note=body.note),
    )


@router.post("/decisions/assign", **_TAKEN)
def assign(desk: TheDesk, user: Reviewer, body: asked.Assign) -> Decided:
    """File events under a matter; a new name makes a new one."""
    return take(
        desk,
        _about(body, "assign", whole=True),
        lambda record: review.assign(record, body.ids, body.matter, who=user.name, note=body.note),
    )


@router.post("/decisions/add", **_TAKEN)
def add(desk: TheDesk, user: Reviewer, body: asked.AddByHand) -> Decided:
    """Add an act that was not read, with its span."""
    fields = changes_of(body.fields, desk.record)
    return take(
        desk,
        _about(body, "add"),
        lambda record: review.add_by_hand(record, body.article, fields, who=user.name, note=body.note),
    )


@router.post("/decisions/undo", **_TAKEN)
def undo(desk: TheDesk, user: Reviewer, body: asked.Undo) -> Decided:
    """Take a decision back: your last one that holds, if none is named."""
    number = body.number or last_of(desk.record, user.name)
    if number is None:
        raise Refusal(422, "invalid_decision", "you have no decision to take back", hint="name its number")
    subject = decision(desk.record, number).subject
    return take(
        desk,
        _about(body, "undo", subject=subject),
        lambda record: review.undo(record, number, who=user.name, note=body.note),
    )


@router.post("/decisions/rename", **_TAKEN)
def rename(desk: TheDesk, user: Reviewer, body: asked.Rename) -> Decided:
    """Give a matter a name that stays."""
    return take(
        desk,
        _about(body, "rename", subject="matter"),
        lambda record: review_matters.rename(record, body.matter, body.name, who=user.name, note=body.note),
    )


@router.post("/decisions/merge-matters", **_TAKEN)
def merge_matters(desk: TheDesk, user: Reviewer, body: asked.MergeMatters) -> Decided:
    """Put a matter into another one, with all that is filed under it."""
    return take(
        desk,
        _about(body, "merge_matters", subject="matter"),
        lambda record: review_matters.merge_matters(
            record, body.matter, body.into, who=user.name, note=body.note
        ),
    )


@router.post("/decisions/split-matter", **_TAKEN)
def split_matter(desk: TheDesk, user: Reviewer, body: asked.SplitMatter) -> Decided:
    """These events are about something else: a new matter for them."""
    return take(
        desk,
        _about(body, "split_matter", whole=True),
        lambda record: review_matters.split_matter(
            record, body.ids, body.name, who=user.name, note=body.note
        ),
    )


@router.post("/decisions/pin", **_TAKEN)
def pin(desk: TheDesk, user: Reviewer, body: asked.Pin) -> Decided:
    """Pin words to a matter, in the place of those that were."""
    return take(
        desk,
        _about(body, "pin", subject="matter"),
        lambda record: review_matters.pin(record, body.matter, body.words, who=user.name, note=body.note),
    )


@router.post("/decisions/merge-parties", **_TAKEN)
def merge_parties(desk: TheDesk, user: Reviewer, body: asked.MergeParties) -> Decided:
    """A party is another one: all that it did and does counts as that one's."""
    return take(
        desk,
        _about(body, "merge_parties", subject="party"),
        lambda record: review_parties.merge_parties(
            record, body.party, body.into, who=user.name, note=body.note
        ),
    )


@router.post("/decisions/answer", **_TAKEN)
def answer(desk: TheDesk, user: Reviewer, body: asked.AnswerVerdict) -> Decided:
    """Whether an event answers a demand or offer."""
    if (body.verdict == "add") != (body.kind is not None):
        raise Refusal(422, "invalid", "a kind goes with the verdict `add`, and only with it", field="kind")
    action = "unlink" if body.verdict == "reject" else "link"
    return take(
        desk, _about(body, action, subject="answer"), lambda record: _answered(record, body, user.name)
    )


def _answered(record: Record, body: asked.AnswerVerdict, who: str) -> Taken:
    if body.kind is not None:
        return review_links.answer_by_hand(
            record, body.opening, body.event, body.kind, who=who, note=body.note
        )
    verdict = review_links.confirm_answer if body.verdict == "confirm" else review_links.reject_answer
    return verdict(record, body.opening, body.event, who=who, note=body.note)


@router.post("/decisions/settle", **_TAKEN)
def settle(desk: TheDesk, user: Reviewer, body: asked.Settle) -> Decided:
    """What became of a commitment, and by which event."""
    return take(
        desk,
        _about(body, "outcome", subject="commitment"),
        lambda record: review_links.settle(
            record, body.commitment, body.status, by=body.by, who=user.name, note=body.note
        ),
    )


@router.post("/decisions/recode/preview")
def preview_recode(desk: TheDesk, user: Reviewer, body: asked.RecodePreview) -> Preview:
    """See what a recoding would change; nothing is written."""
    del user
    changes = changes_of(body.changes, desk.record)
    found = many.preview(desk.record, filter_of(body.filter, desk.record), changes)
    told = [act for pair in found.examples for act in pair]
    known = versions_of(desk.record, "act", [before.id for before, _ in found.examples])
    return Preview(
        acts=found.acts,
        events=found.events,
        examples=[
            Change(before=Act.of(before, known), after=Act.of(after, known))
            for before, after in found.examples
        ],
        names=names_of_acts(desk.record, told),
    )


@router.post("/decisions/recode", **_TAKEN)
def recode(desk: TheDesk, user: Reviewer, body: asked.Recode) -> Decided:
    """Set fields of all acts that a filter wants, as one decision, to be undone as one."""
    changes = changes_of(body.changes, desk.record)
    wanted = filter_of(body.filter, desk.record)
    if body.expect is not None:
        _check_number(desk.record, wanted, body)
    return take(
        desk,
        _about(body, "recode"),
        lambda record: many.recode(record, wanted, changes, who=user.name, note=body.note),
    )


def _check_number(record: Record, wanted: Filter, body: asked.Recode) -> None:
    found = many.preview(record, wanted, changes_of(body.changes, record)).acts
    if found != body.expect:
        raise Refusal(
            409,
            "conflict",
            f"the filter wants {found} acts now, not {body.expect}",
            hint="look at the preview again",
            field="expect",
        )


def _about(body: asked.Deciding, action: str, *, subject: Subject = "act", whole: bool = False) -> About:
    return About(body.seen, _told(body, action), subject, whole)


def _told(body: asked.Deciding, action: str) -> dict[str, object]:
    """What was wanted, to be shown beside what others decided."""
    return {
        "action": action,
        "changes": {},
        **body.model_dump(mode="json", exclude={"seen"}, exclude_unset=True),
    }
