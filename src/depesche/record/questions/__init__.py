"""What people ask a record: each question is a function of the same name, and each answer a value of `results`.

    board(record, wanted)          what each party now holds on each matter, and what is new
    timeline(record, wanted)       what happened, in the order of time
    exchanges(record, wanted)      demands and offers with their answers
    commitments(record, wanted)    what hangs on a condition, and what became of it
    search(record, text, wanted)   events by the words in which they are told
    party(record, name, wanted)    who a party is, what it has held, where it changed its mind
    brief(record, since, wanted)   what a reader must know since a day
    show(record, id)               one act with its sentence, witnesses and history
    ahead(record, wanted)          what is due or planned after the record's last day
    density(record, wanted, by=…)  how many events lie in each span of time
    graph(record, wanted)          who does what toward whom, how often
    matter(record, name, wanted)   what is held on a matter, and was
    waiting(record, wanted)        what waits for a decision, the least certain first
    article, articles              those that are there, and one with all that was read in it
    counts(record)                 how much there is of everything

What is listed page by page is in `listed` and `pages`, the log of decisions in `log`, what is new in `changes`.

`wanted` is a `Filter`; what is not given excludes nothing.
"""

from __future__ import annotations

from depesche.record.questions.ahead import ahead
from depesche.record.questions.articles import article, articles
from depesche.record.questions.board import board
from depesche.record.questions.brief import brief
from depesche.record.questions.commitments import commitments
from depesche.record.questions.counts import counts
from depesche.record.questions.density import density
from depesche.record.questions.exchanges import exchanges
from depesche.record.questions.graph import graph
from depesche.record.questions.matter import matter
from depesche.record.questions.party import party
from depesche.record.questions.search import search
from depesche.record.questions.show import show
from depesche.record.questions.timeline import timeline
from depesche.record.questions.waiting import waiting

__all__ = [
    "ahead", "article", "articles", "board", "brief", "commitments", "counts", "density", "exchanges", "graph",
    "matter", "party", "search", "show", "timeline", "waiting",
]  # fmt: skip
