"""What all commands that decide share: who decides, a remark, and what is said of the decision.

@deciding
def confirm(make: Make, ids: IdsArgument) -> Decision: ...
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.asking import InRecord, command

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.record.record import Record
    from depesche.record.types import Decision

WhoOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="DEPESCHE_WHO",
        show_envvar=True,
        help="Who decides; the user's name if not given.",
    ),
]
IdsArgument = Annotated[
    list[str],
    typer.Argument(metavar="ID...", show_default=False, help="Acts or events; the first characters do."),
]
ChangesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE...",
        show_default=False,
        help="kind=threaten, status=planned, actors=Karsland (several with ;), content='words of the article', "
        "day=2024-03-01 …; an empty value takes it away.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(InRecord):
    """The options of every command that decides."""

    who: WhoOption = None
    note: Annotated[str, typer.Option(metavar="WORDS", help="A remark for the log.")] = ""


@dataclass(frozen=True, slots=True)
class Make:
    """An open record, and who decides about it."""

    record: Record
    who: str
    note: str

    @property
    def signed(self) -> dict[str, Any]:
        """Who and why, as all decisions take them."""
        return {"who": self.who, "note": self.note}


def deciding(decide: Callable[..., Decision]) -> Callable[..., int]:
    """A command out of a function that makes a decision."""
    return command(decide, Decided, _decide)


def _decide(decide: Callable[[Make], Decision], options: Decided) -> int:
    from depesche.record.record import Record

    with Record.open(options.record, create=False) as record:
        decision = decide(Make(record, name_of(options.who), options.note))
    print(told(decision))
    return 0


def told(decision: Decision) -> str:
    """A decision in one line: its number, what it is, and about how many entries."""
    from depesche.render.record_labels import record_labels

    labels = record_labels("")
    action = labels.actions[decision.action]
    entries = labels.counted(len(decision.subjects), "entry", "entries")
    return labels.words["decided"].format(decision.number, action, entries)


def name_of(who: str | None) -> str:
    """The name under which somebody decides."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise typer.BadParameter("say who decides: --who NAME") from None


def changes_of(written: list[str]) -> dict[str, Any]:
    """Changes as a person writes them: "kind=threaten". Raises `typer.BadParameter`."""
    changes: dict[str, Any] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"{one!r} is no change; write FIELD=VALUE, such as kind=threaten")
        if name.strip() in changes:
            raise typer.BadParameter(f"{name.strip()} is given twice; give it once")
        changes[name.strip()] = _value(name.strip(), value.strip())
    return changes


def _value(name: str, value: str) -> Any:
    if name in {"actors", "recipients"}:
        return [part.strip() for part in value.split(";") if part.strip()]
    return value or ("" if name in {"trigger", "content", "condition"} else None)
