"""A desk, served until somebody stops it.

Public: `serve(settings, gate=None, say=print)`.
"""

from __future__ import annotations

import logging
import signal
import socket
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import uvicorn

from depesche.desk.adding import cannot_read
from depesche.desk.app import create_app
from depesche.desk.security.opening import warning_for
from depesche.desk.security.protocol import Patient
from depesche.desk.statics import NOT_BUILT

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from fastapi import FastAPI

    from depesche.desk.access import Gate
    from depesche.desk.settings import Settings

_MOST_AT_ONCE = 512  # connections
_TURN = 0.0005  # seconds of a thread that others wait for: a row of the database takes less
_GRACE = 5  # seconds for answers that are on their way when the server stops


class _Server(uvicorn.Server):
    """A server that says when it answers, and lets listeners go when it is told to stop."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._leave = leave

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so."""
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop after what is on its way; at once the second time."""
        del frame
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True
        self._leave()


def serve(settings: Settings, gate: Gate | None = None, say: Callable[[str], None] = print) -> None:
    """Serve until a signal comes. `say` is told the address, and what is missing.

    With port 0, any free one is taken. Raises `RecordError` and `UsersError`, and `OSError` where the address cannot be
    taken.
    """
    sys.setswitchinterval(_TURN)
    logging.basicConfig(format="depesche: %(message)s", level=logging.WARNING)
    with closing(_socket(settings)) as taken:
        settings = replace(settings, port=taken.getsockname()[1])
        app = create_app(settings, gate)
        for line in (None if settings.is_built else NOT_BUILT, warning_for(settings), cannot_read()):
            if line:
                say(line)
        _Server(
            _config(app, settings.trusted_proxy), lambda: say(settings.address), app.state.desk.feed.close
        ).run([taken])


def _config(app: FastAPI, proxy: str | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Patient,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_GRACE,
        lifespan="on",
        ws="none",
    )


def _socket(settings: Settings) -> socket.socket:
    """The address, taken before anything is said of it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((settings.host, settings.port))
    except OSError as error:
        taken.close()
        raise OSError(
            f"{settings.host}:{settings.port} cannot be taken: {error.strerror}; name another with --port"
        ) from None
    return taken
