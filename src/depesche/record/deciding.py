"""How a decision is taken: appended to the log, laid over its subjects, and all that follows from them made anew.

Public: `Deciding`.

The state of an entry is what was read, with the changes of the decisions that hold laid over it in order. What the
fields that they change were before is kept with the entry (`given`), so that a decision can be taken back.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from depesche.errors import InvalidDecision, UnknownEntry
from depesche.record.oneness import behind, finals, united
from depesche.record.overlay import READ_IN_TEXT, folded
from depesche.record.schema import act, matter
from depesche.record.store import answers, articles, decisions, links, matters, parties, settling
from depesche.record.store import events as event_store
from depesche.record.store.memory import altered
from depesche.record.store.rows import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.rereading import Known
    from depesche.record.store.memory import Memory
    from depesche.record.types import Action, Decision, Event, StoredAct, Subject

    Json = Mapping[str, Any]

BETWEEN = "/"  # the two ids of an answer
_EVENTS_AT_ONCE = 1_000
_NOT_OF_LINKS = frozenset(("review", "deadline"))


@dataclass(frozen=True, slots=True)
class Deciding:
    """A transaction in which somebody decides."""

    connection: Connection
    memory: Memory
    who: str
    note: str

    @classmethod
    @contextmanager
    def of(cls, record: Record, who: str, note: str = "") -> Iterator[Deciding]:
        """Open it. Raises `InvalidDecision` where it is nobody who decides."""
        if not who.strip():
            raise InvalidDecision("a decision needs the name of who decides")
        with record.writing() as (connection, memory), memory.sparing():
            yield cls(connection, memory, who.strip(), note)

    def decide(self, action: Action, subject: Subject, ids: Sequence[str], changes: Json) -> Decision:
        """Set fields of entries."""
        if not ids:
            raise InvalidDecision("there is nothing to decide about")
        entry = decisions.Entry(self.who, action, subject, tuple(dict.fromkeys(ids)), changes, note=self.note)
        decision = decisions.append(self.connection, entry)
        self._lay_over(decision)
        return decision

    def undo(self, number: int | None) -> Decision:
        """Take back a decision, the last one that holds if none is given; of an undo, bring back what it took."""
        wanted = decisions.last(self.connection) if number is None else number
        if wanted is None:
            raise InvalidDecision("there is no decision to undo")
        old = decisions.load(self.connection, [wanted]).get(wanted)
        if old is None:
            raise UnknownEntry(f"there is no decision {wanted}")
        if old.number in decisions.undone(self.connection, [old]):
            raise InvalidDecision(f"decision {wanted} is undone already")
        entry = decisions.Entry(self.who, "undo", old.subject, old.subjects, {}, old.number, self.note)
        decision = decisions.append(self.connection, entry)
        self._lay_over(decision)
        return decision

    def _lay_over(self, decision: Decision) -> None:
        """Bring the subjects of a decision to the state in which it leaves them."""
        laid = {
            "act": self._acts,
            "matter": self._matters,
            "party": self._parties,
            "answer": self._answers,
            "commitment": self._commitments,
        }[decision.subject]
        for ids in chunks(decision.subjects):
            laid(ids, decisions.standing(self.connection, decision.subject, ids))

    def _acts(self, ids: Sequence[str], standing: Mapping[str, Sequence[Json]]) -> None:
        known = event_store.known(self.connection, ids)
        fields = {
            field for one in known for laid in (one.given or (), *standing[one.act.id]) for field in laid
        }
        touched = {one.act.event for one in known}
        before = self.memory.whole(self.connection, sorted(touched))
        wanted = {one.act.article for one in known} if fields & READ_IN_TEXT else ()
        texts = articles.texts(self.connection, wanted)
        changed = []
        for one in known:
            text = texts.get(one.act.article, "")
            state, given = folded(one.act, one.given or {}, standing[one.act.id], text)
            touched.add(state.event)
            changed.append((state, {"given": given}))
        resolved = self._resolved([state for state, _ in changed])
        more = (values for _, values in changed)
        event_store.update_acts(self.connection, list(zip(resolved, more, strict=True)), known)
        relink = bool(fields - _NOT_OF_LINKS) or self._rejects(standing, known)
        self.follow(touched, before, relink=relink)
        if "matter" in fields:
            self.memory.shelf.reopen(self.connection)

    def _rejects(self, standing: Mapping[str, Sequence[Json]], known: Sequence[Known]) -> bool:
        """Whether acts were or become rejected, so that their links change."""
        now = any(changes.get("review") == "rejected" for decided in standing.values() for changes in decided)
        return now or any(one.act.review == "rejected" for one in known)

    def _resolved(self, states: Sequence[StoredAct]) -> list[StoredAct]:
        """Acts under the matters into which their own were merged, by the parties that their own now are."""
        filed = sorted({state.matter for state in states if state.matter})
        now = {key: matters.resolve(self.connection, key) for key in filed}
        acts = (united(state, self.memory.merged) for state in states)
        return [replace(act, matter=now[act.matter]) if act.matter else act for act in acts]

    def _matters(self, ids: Sequence[str], standing: Mapping[str, Sequence[Json]]) -> None:
        for key in ids:
            old = matters.given(self.connection, key)
            changes: dict[str, Any] = {}
            for decided in standing[key]:
                changes.update(decided)
            state = {**old, **changes}
            kept = {
                field: old[field] for field in (*changes, *(("named_by_hand",) if "name" in changes else ()))
            }
            row = {**state, "named_by_hand": "name" in changes or old["named_by_hand"], "given": kept or None}
            before = matters.merged_into(self.connection, key)
            self._check_ends(key, state["merged_into"])
            if state["merged_into"] is None:
                self._check_name(key, state["name"], is_back=before is not None)
            self.connection.execute(update(matter).where(matter.c.id == key).values(row))
            if before != state["merged_into"]:
                self._refile(key, before, state["merged_into"])
        self.memory.shelf.reopen(self.connection)

    def _refile(self, key: str, before: str | None, into: str | None) -> None:
        """Move the acts that were filed under a matter into the one it was merged into, or back."""
        there = key if before is None else matters.resolve(self.connection, before)
        mine = act.c.matter == there
        if before is not None:
            mine &= act.c.filed.in_(matters.behind(self.connection, key))
        touched = set(self.connection.execute(select(act.c.event).where(mine)).scalars())
        goal = matters.resolve(self.connection, into) if into else key
        self.connection.execute(update(act).where(mine).values(matter=goal))
        matters.pour(self.connection, key, into or before or key, back=into is None)
        self.follow(touched, {}, relink=False)
        links.lend_anew(self.connection, self.memory, touched)
        if before is not None:
            self._assign_anew((there, key))

    def _assign_anew(self, keys: Sequence[str]) -> None:
        """See under which matters acts belong that people assigned, and that now stand under these."""
        rows = self.connection.execute(select(act.c.id, act.c.given).where(act.c.matter.in_(keys)))
        assigned = [row.id for row in rows if "matter" in (row.given or ())]
        for ids in chunks(assigned):
            self._acts(ids, decisions.standing(self.connection, "act", ids))

    def _check_name(self, key: str, name: str, *, is_back: bool) -> None:
        """Two matters of one name could no longer be told apart by it. Raises `InvalidDecision`."""
        has = self.connection.execute(select(matter.c.name).where(matter.c.id == key)).scalar_one()
        if not is_back and name.casefold() == has.casefold():
            return
        others = [other for other in matters.called(self.connection, name) if other != key]
        if others:
            raise InvalidDecision(
                f"there is a matter {name!r} already ({others[0]}): put this one into it "
                f"(depesche decide join {key} {others[0]}), or take another name"
            )

    def _check_ends(self, key: str, into: str | None) -> None:
        """Two undone and done again in turn could each go into the other. Raises `InvalidDecision`."""
        if into is not None and matters.resolve(self.connection, into) == key:
            raise InvalidDecision(f"{into} is itself merged into {key}; undo that first")

    def _parties(self, ids: Sequence[str], standing: Mapping[str, Sequence[Json]]) -> None:
        for key in ids:
            changes: dict[str, Any] = {}
            for decided in standing[key]:
                changes.update(decided)
            parties.merge(self.connection, key, changes.get("merged_into"))
        merged = parties.merged(self.connection)
        try:
            self.memory.merged = finals(merged)
        except ValueError as error:
            raise InvalidDecision(f"{error} is itself merged into it; undo that first") from None
        concerned = set().union(*(behind(key, merged) for key in ids))
        for acts in chunks(event_store.naming(self.connection, concerned)):
            known = event_store.known(self.connection, acts)
            changed = [(one, now) for one in known if (now := united(one.act, self.memory.merged)) != one.act]
            touched = {one.act.event for one, _ in changed}
            before = self.memory.whole(self.connection, sorted(touched))
            event_store.update_acts(self.connection, [(now, {}) for _, now in changed], known)
            self.follow(touched, before, relink=True)

    def _answers(self, ids: Sequence[str], standing: Mapping[str, Sequence[Json]]) -> None:
        decided: dict[tuple[str, str], dict[str, Any] | None] = {}
        for key in ids:
            opening, _, event = key.partition(BETWEEN)
            decided[opening, event] = _laid_over(standing[key])
        answers.decide(self.connection, self.memory, decided)

    def _commitments(self, ids: Sequence[str], standing: Mapping[str, Sequence[Json]]) -> None:
        settling.decide(self.connection, self.memory, {key: _laid_over(standing[key]) for key in ids})

    def follow(self, touched: set[str], before: Mapping[str, Event], *, relink: bool) -> None:
        """Make events anew, and with `relink` what ties them to others, where they are other than `before`.

        An event of several acts may be told by another one of them now, which ties it anew in any case.
        """
        for part in chunks(sorted(touched), _EVENTS_AT_ONCE):
            self.memory.refresh(self.connection, part)
            now = self.memory.events(self.connection, part)
            several = [key for key, one in now.items() if len(one.acts) > 1]
            other = [
                key
                for key in (part if relink else several)
                if key not in before or key not in now or altered(before[key], now[key])
            ]
            if other:
                links.relink(self.connection, self.memory, other)


def _laid_over(decided: Sequence[Json]) -> dict[str, Any] | None:
    """What decisions say together, the later ones before the earlier; None where there are none."""
    return {name: value for changes in decided for name, value in changes.items()} if decided else None
