"""The endpoints under /api/v1, one module per resource; `ROUTERS` lists them all."""

from fastapi import APIRouter

from depesche.desk.routes import (
    acts,
    articles,
    board,
    brief,
    commitments,
    decisions,
    events,
    exchanges,
    export,
    graph,
    jobs,
    matters,
    parties,
    review,
    search,
    session,
    status,
    timeline,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (
        session, status, articles, jobs, acts, review, decisions, parties, matters, board, timeline, exchanges,
        commitments, graph, search, brief, export, events,
    )
)  # fmt: skip
