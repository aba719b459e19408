"""What people ask a record: each question is a function of the same name, and each answer a value of `results`.

    board(record, wanted)          what each party now holds on each matter, and what is new
    timeline(record, wanted)       what happened, in the order of time
    exchanges(record, wanted)      demands and offers with their answers
    commitments(record, wanted)    what hangs on a condition, and what became of it
    search(record, text, wanted)   events by the words in which they are told
    party(record, name, wanted)    who a party is, what it has held, where it changed its mind
    brief(record, since, wanted)   what a reader must know since a day
    show(record, id)               one act with its sentence, witnesses and history

`wanted` is a `Filter`; what is not given excludes nothing.
"""

from __future__ import annotations

from depesche.record.questions.board import board
from depesche.record.questions.brief import brief
from depesche.record.questions.commitments import commitments
from depesche.record.questions.exchanges import exchanges
from depesche.record.questions.party import party
from depesche.record.questions.search import search
from depesche.record.questions.show import show
from depesche.record.questions.timeline import timeline

__all__ = ["board", "brief", "commitments", "exchanges", "party", "search", "show", "timeline"]
