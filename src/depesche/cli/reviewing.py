"""The keyboard loop of `depesche review`: an act is shown, a key decides, everything can be undone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer

from depesche.cli.asking import KINDS
from depesche.cli.deciding import changes_of, told
from depesche.errors import DepescheError
from depesche.record import review
from depesche.record.questions.lookup import names_of
from depesche.render.answers.cards import card_sheet, keys_line
from depesche.render.clean import clean
from depesche.render.record_labels import record_labels
from depesche.render.sheet import Section, Sheet
from depesche.render.sheet_table import sheet_table

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.record.record import Record
    from depesche.record.types import Decision, Filter, StoredAct

_INTERRUPT, _END = "\x03", "\x04"


class Reviewing:
    """One person's walk through acts."""

    def __init__(self, record: Record, who: str, console: Console) -> None:
        self._record = record
        self._who = who
        self._console = console
        self._labels = record_labels("")
        self._words = self._labels.reviewing
        self._actions = {key: name for name, key in self._labels.keys.items()}
        self._made: list[tuple[Decision, int]] = []
        self._shown: int | None = None

    def walk(self, wanted: Filter, limit: int) -> None:
        """Show one act after the other until all are decided or passed over, or the person has had enough."""
        acts = review.uncertain(self._record, wanted, limit)
        if not acts:
            self._say(self._words["nothing"])
        place: int | None = 0
        while place is not None and (place < len(acts) or self._made):
            if place >= len(acts):
                place = self._at_end(place)
                continue
            act = self._record.act(acts[place].id)
            if place != self._shown:
                self._show(act, self._words["place"].format(place + 1, len(acts)))
                self._shown = place
            place = self._step(act, place)
        if self._made:
            numbers = ", ".join(str(decision.number) for decision, _ in self._made)
            self._say(self._words["done"].format(numbers))

    def _at_end(self, place: int) -> int | None:
        """After the last act there is still time to take something back."""
        self._say(self._words["end"])
        return self._undo(place) if self._key() == "undo" else None

    def _step(self, act: StoredAct, place: int) -> int | None:
        """What a key does; the place of the act that comes next, None at the end."""
        action = self._key()
        if action == "quit":
            return None
        if action == "next":
            return place + 1
        if action == "undo":
            return self._undo(place)
        try:
            decision = self._decide(act, action)
        except (DepescheError, typer.BadParameter) as error:
            self._say(str(error))
            return place
        if decision is None:
            self._say_keys()
            return place
        self._made.append((decision, place))
        self._say(told(decision))
        if action in {"confirm", "reject"}:
            return place + 1
        self._shown = None  # as it now stands; there may be more to change
        return place

    def _decide(self, act: StoredAct, action: str) -> Decision | None:
        """The decision that an action makes, None where it is none."""
        if action == "confirm":
            return review.confirm(self._record, [act.id], who=self._who, whole=False)
        if action == "reject":
            return review.reject(self._record, [act.id], who=self._who, whole=False)
        if action == "matter":
            return review.assign(self._record, [act.event], self._ask("matter"), who=self._who)
        if action not in self._labels.keys:
            return None
        value = self._ask(action)
        changes: dict[str, Any] = changes_of([f"{action}={value}"])
        whole = action == "kind"  # an event has one kind
        ids = [act.event] if whole else [act.id]
        return review.edit(self._record, ids, changes, who=self._who, whole=whole)

    def _undo(self, place: int) -> int:
        """Take back the last decision of this walk, and go back to its act."""
        if not self._made:
            self._say(self._words["nothing_to_undo"])
            return place
        decision, before = self._made.pop()
        self._say(told(review.undo(self._record, decision.number, who=self._who)))
        self._shown = None
        return before

    def _show(self, act: StoredAct, place: str) -> None:
        event = self._record.event(act.event)
        names = names_of(self._record, [event], [*act.actor_ids, *act.recipient_ids])
        card = card_sheet(act, self._record.article(act.article), names, place, self._labels)
        self._console.print(sheet_table(card))
        self._say_keys()

    def _say_keys(self) -> None:
        keys = Sheet("", self._labels.base.code, sections=(Section(lines=(keys_line(self._labels),)),))
        self._console.print(sheet_table(keys))

    def _key(self) -> str:
        """The action of the next key: one key at a terminal, else the first letter of a line."""
        if sys.stdin.isatty():
            key = typer.getchar()
            if key == _INTERRUPT:
                raise KeyboardInterrupt
        else:
            line = sys.stdin.readline()
            key = line.strip()[:1] or ("\r" if line else _END)
        if key in {_END, ""}:
            return "quit"
        return "next" if key in {"\r", "\n", " "} else self._actions.get(key.casefold(), "")

    def _ask(self, action: str) -> str:
        question = self._words[f"ask_{action}"].format(", ".join(KINDS))
        self._console.print(question, end="", markup=False)
        return sys.stdin.readline().strip()

    def _say(self, message: str) -> None:
        self._console.print(clean(message), markup=False)
