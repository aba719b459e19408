"""HTTP for clients that take their time: whoever opens a connection must soon say what they want.

Public: `Patient`, a protocol for uvicorn.

uvicorn waits for ever for the head of a request. A few hundred silent connections would so shut the desk to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio


class Patient(H11Protocol):
    """Closes a connection on which no whole head of a request comes within `seconds`."""

    seconds = 20.0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Wait on only where the head is not whole yet."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Leave the waiting to uvicorn, until the next request begins."""
        super().on_response_complete()
        self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        answering = self.cycle is not None and not self.cycle.response_complete
        if answering or self.transport.is_closing():
            self._stop()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(self.seconds, self.transport.close)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
