"""Depesche reads news about a crisis and keeps the record of who does what to whom.

    import depesche

    reading = depesche.read(text, published="2022-01-27")
    for act in reading.acts:
        print(act.kind, [trigger.of(reading.text) for trigger in act.trigger])

What is listed in `__all__` is public; each name is loaded when it is first used, so that importing costs
nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from depesche.errors import (
        AmbiguousEntry,
        AnswerTookTooLong,
        DamagedRecord,
        DepescheError,
        InputError,
        InvalidArticle,
        InvalidDate,
        InvalidDecision,
        InvalidExport,
        InvalidReading,
        InvalidUser,
        LanguageError,
        MissingWeights,
        NewerRecord,
        NoPage,
        NoRecord,
        NotARecord,
        NoTextFound,
        NoUsers,
        PrivateAddress,
        RecordError,
        RecordUnavailable,
        TooLarge,
        UnknownEntry,
        UnknownLanguage,
        UnknownMatter,
        UnknownParty,
        UnknownUser,
        UnreadableInput,
        UsersError,
    )
    from depesche.reading.explain import explain
    from depesche.reading.explanation import Explanation
    from depesche.reading.reader import read, read_many
    from depesche.reading.types import (
        Act,
        ActTime,
        Article,
        Interval,
        Party,
        Reading,
        Role,
        Span,
        Statement,
        TimeExpression,
    )
    from depesche.record.record import Record
    from depesche.sources import articles

__all__ = [
    "Act",
    "ActTime",
    "AmbiguousEntry",
    "AnswerTookTooLong",
    "Article",
    "DamagedRecord",
    "DepescheError",
    "Explanation",
    "InputError",
    "Interval",
    "InvalidArticle",
    "InvalidDate",
    "InvalidDecision",
    "InvalidExport",
    "InvalidReading",
    "InvalidUser",
    "LanguageError",
    "MissingWeights",
    "NewerRecord",
    "NoPage",
    "NoRecord",
    "NoTextFound",
    "NoUsers",
    "NotARecord",
    "Party",
    "PrivateAddress",
    "Reading",
    "Record",
    "RecordError",
    "RecordUnavailable",
    "Role",
    "Span",
    "Statement",
    "TimeExpression",
    "TooLarge",
    "UnknownEntry",
    "UnknownLanguage",
    "UnknownMatter",
    "UnknownParty",
    "UnknownUser",
    "UnreadableInput",
    "UsersError",
    "__version__",
    "articles",
    "explain",
    "read",
    "read_many",
]

_HOMES = {
    "Explanation": "depesche.reading.explanation",
    "Record": "depesche.record.record",
    "articles": "depesche.sources",
    "explain": "depesche.reading.explain",
    "read": "depesche.reading.reader",
    "read_many": "depesche.reading.reader",
    **dict.fromkeys(
        ("Act", "ActTime", "Article", "Interval", "Party", "Reading", "Role", "Span", "Statement"),
        "depesche.reading.types",
    ),
    "TimeExpression": "depesche.reading.types",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'depesche' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "depesche.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
