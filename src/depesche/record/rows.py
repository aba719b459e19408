"""Values to rows of the tables and back. Nothing here asks the database.

Public: `act_row`, `act_of`, `article_row`, `article_of`, `matter_row`, `matter_of`, `decision_of`, `role_json`,
`role_of`, `names_of`.
"""

from __future__ import annotations

from datetime import UTC
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from depesche.reading.types import Span
from depesche.record.types import Decision, Extractor, Matter, StoredAct, StoredArticle, StoredRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import RowMapping

    from depesche.reading.types import Spans

Row = dict[str, Any]
_SAME_IN_BOTH = (
    "id", "article", "kind", "status", "trigger", "content", "condition", "sentence", "condition_party",
    "condition_party_read", "time", "time_value", "day", "last_day", "dated_by", "deadline", "published", "statement",
    "confidence", "event", "matter", "review", "origin", "language",
)  # fmt: skip
_same_of = attrgetter(*_SAME_IN_BOTH)
_SPANS = ("trigger", "content", "condition")
_SINGLE_SPANS = ("sentence", "time", "deadline")


def act_row(act: StoredAct) -> Row:
    """The row of an act."""
    row: Row = dict(zip(_SAME_IN_BOTH, _same_of(act), strict=True))
    row["actors"] = [role_json(role) for role in act.actors]
    row["recipients"] = [role_json(role) for role in act.recipients]
    row["spans"] = spans_json(act)
    row["terms"] = " ".join(act.terms)
    row["extractor_name"] = act.extractor.name if act.extractor else ""
    row["extractor_version"] = act.extractor.version if act.extractor else ""
    return row


def act_of(row: RowMapping | Mapping[str, Any]) -> StoredAct:
    """The act of a row."""
    spans: dict[str, Any] = row["spans"]
    name, version = row["extractor_name"], row["extractor_version"]
    values: Row = {field: row[field] for field in _SAME_IN_BOTH}
    values |= {f"{part}_spans": _spans(spans.get(part, ())) for part in _SPANS}
    values |= {f"{part}_span": _span(spans.get(part)) for part in _SINGLE_SPANS}
    return StoredAct(
        **values,
        actors=tuple(role_of(role) for role in row["actors"]),
        recipients=tuple(role_of(role) for role in row["recipients"]),
        terms=tuple(row["terms"].split()),
        extractor=Extractor(name, version) if name or version else None,
        lent=row["filed"] is None and row["matter"] is not None and "matter" not in (row["given"] or ()),
    )


def spans_json(act: StoredAct) -> Row:
    """All spans of an act by their names; empty ones are left out."""
    several = {part: getattr(act, f"{part}_spans") for part in _SPANS}
    single = {part: getattr(act, f"{part}_span") for part in _SINGLE_SPANS}
    return {name: value for name, value in {**several, **single}.items() if value}


def role_json(role: StoredRole) -> Row:
    """A role without what it does not say."""
    values = {
        "mention": role.mention,
        "name": role.name,
        "party_name": role.party_name,
        "party": role.party,
        "person": role.person,
        "reason": role.reason,
        "read_party": role.read_party,
        "read_person": role.read_person,
    }
    return {name: value for name, value in values.items() if value is not None}


def role_of(role: Mapping[str, Any]) -> StoredRole:
    """What `role_json` made."""
    return StoredRole(
        _span(role.get("mention")),
        role.get("name"),
        role.get("party_name"),
        role.get("party"),
        role.get("person"),
        role.get("reason"),
        role.get("read_party"),
        role.get("read_person"),
    )


def names_of(*sides: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The names that roles have and their parties, each once, as an act gives them."""
    named = (role.get(key) for roles in sides for role in roles for key in ("name", "party_name"))
    return tuple(dict.fromkeys([name for name in named if name]))


def article_row(article: StoredArticle) -> Row:
    """The row of an article."""
    names = (
        "id", "given_id", "text", "language", "title", "url", "published", "published_text", "source", "revision",
        "replaced_by",
    )  # fmt: skip
    return {
        **{name: getattr(article, name) for name in names},
        "group_id": article.group,
        "extractor_name": article.extractor.name,
        "extractor_version": article.extractor.version,
        "added": article.added.replace(tzinfo=None),
    }


def article_of(row: RowMapping | Mapping[str, Any]) -> StoredArticle:
    """The article of a row."""
    values = dict(row)
    values["group"] = values.pop("group_id")
    values["extractor"] = Extractor(values.pop("extractor_name"), values.pop("extractor_version"))
    values["added"] = values["added"].replace(tzinfo=UTC)
    return StoredArticle(**values)


def matter_row(matter: Matter) -> Row:
    """The row of a matter."""
    return {
        "id": matter.id,
        "name": matter.name,
        "words": dict(matter.words),
        "pinned": list(matter.pinned),
        "forms": dict(matter.forms),
        "named_by_hand": matter.named_by_hand,
        "acts": matter.acts,
    }


def matter_of(row: RowMapping) -> Matter:
    """The matter of a row."""
    return Matter(
        row["id"],
        row["name"],
        row["words"],
        tuple(row["pinned"]),
        row["named_by_hand"],
        row["acts"],
        row["forms"],
    )


def decision_of(row: RowMapping | Mapping[str, Any], subjects: Iterable[str]) -> Decision:
    """The decision of a row and those of its subjects."""
    return Decision(
        number=row["number"],
        who=row["who"],
        at=row["at"].replace(tzinfo=UTC),
        action=row["action"],
        subject=row["subject"],
        subjects=tuple(subjects),
        changes=row["changes"],
        undoes=row["undoes"],
        note=row["note"],
    )


def _span(bounds: Sequence[int] | None) -> Span | None:
    return None if bounds is None else Span(bounds[0], bounds[1])


def _spans(bounds: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in bounds)
